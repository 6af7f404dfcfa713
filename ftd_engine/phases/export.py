"""Export: one stored set of a run as files for others, each with a manifest that says what they are."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.event_log import EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.export_formats import SetFormat, format_facts
from ftd_engine.job_requests import ExportRequest, ExportResult, ExportTarget
from ftd_engine.method.set_formats import (
    HARD_LABEL_LOGIT,
    SetTensors,
    datm_files,
    dc_file,
    mtt_files,
    pt_file,
    rgb_files,
    safetensors_file,
    set_tensors,
)
from ftd_engine.method.set_manifests import MANIFEST_NAME
from ftd_engine.method.set_pictures import grid_png, png_tree
from ftd_engine.method.set_spaces import SPACE_WORDS
from ftd_engine.phases.context import network_facts, spec_for
from ftd_engine.phases.whitening import WhiteningFile, whitening_file
from ftd_engine.protocol import (
    AccuracyMeasured,
    DataLoaded,
    RunStarted,
)
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import DamagedSnapshot, Snapshot
from ftd_engine.whole_files import write_aside, write_new

GRID_NAME = "grid.png"

_COLOUR_FORMATS: frozenset[SetFormat] = frozenset(("rgb", "png", "grid"))
_PEER_DATA_NAMES = {
    "cifar10": "CIFAR10",
    "cifar100": "CIFAR100",
    "fashionmnist": "FashionMNIST",
    "mnist": "MNIST",
    "svhn": "SVHN",
    "tinyimagenet": "TinyImageNet",
}
_PEER_KINDS = {
    "convnet": "ConvNet",
    "alexnet": "AlexNet",
    "vgg11": "VGG11",
    "resnet18": "ResNet18",
    "resnet18_ap": "ResNet18_AP",
}


@dataclass(frozen=True, slots=True)
class _Work:
    """What all targets of one request are made from."""

    snapshot: Snapshot
    series: str
    tensors: SetTensors
    facts: dict[str, Any]
    experiment: Experiment
    whitening: WhiteningFile | None


def run(folder: RunFolder, request: ExportRequest) -> ExportResult:
    """Write what was asked for; nothing is written when a target exists and must stay.

    Raises:
        EngineError: no such set, nothing asked for, a target exists, or the disk refuses.
    """
    try:
        snapshot = folder.read_snapshot(request.iteration)
    except DamagedSnapshot as error:
        raise EngineError(str(error), "") from error
    if request.series not in snapshot.images:
        raise EngineError(
            f'This run keeps no "{request.series}" images.',
            "Kept are: " + ", ".join(snapshot.images) + ".",
        )
    if not request.targets:
        raise EngineError("Nothing was asked for.", "Name a format and where it goes.")
    try:
        experiment = folder.experiment()
        facts = _facts(folder, experiment, snapshot, request.series)
    except ConfigProblems as error:
        raise EngineError(str(error), "Mend the experiment of this run.") from error
    except OSError as error:
        raise EngineError(
            f"{folder.event_path} cannot be read: {error.strerror}.", "Put the file back."
        ) from error
    tensors = set_tensors(snapshot, request.series)
    whitening, lack = _whitening(experiment, snapshot, request)
    work = _Work(snapshot, request.series, tensors, facts, experiment, whitening)
    files: list[tuple[Path, bytes]] = []
    beside: dict[Path, bytes] = {}
    for target in request.targets:
        of_target = _files_of(target, work)
        files += of_target
        if whitening is not None and target.format not in _COLOUR_FORMATS:
            # several formats in one folder share it
            beside[of_target[-1][0].parent / whitening.name] = whitening.content
    _refuse_collisions([path for path, _ in files])
    files += [item for item in beside.items() if not _lies_there(*item)]
    if not request.overwrite:
        _refuse_existing([path for path, _ in files])
    written = 0
    for path, content in files:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(path, error, written, len(files)) from error
        try:
            (write_aside if request.overwrite else write_new)(path, content)
        except FileExistsError as error:
            raise EngineError(
                f"{path} has appeared meanwhile; {written} of {len(files)} files are there.",
                "Allow overwriting, or choose another target.",
            ) from error
        except OSError as error:
            raise _unwritable(path, error, written, len(files)) from error
        written += 1
    total = sum(len(content) for _, content in files)
    return ExportResult(
        ok=True,
        files=tuple(str(path) for path, _ in files),
        total_bytes=total,
        message=f"{len(files)} files written, {total / 1e6:.2f} MB." + lack,
    )


def _unwritable(path: Path, error: OSError, written: int, count: int) -> EngineError:
    return EngineError(
        f"{path} cannot be written: {error.strerror}; {written} of {count} files are there.",
        "Free some space or choose another target, then export again.",
    )


def _whitening(
    experiment: Experiment, snapshot: Snapshot, request: ExportRequest
) -> tuple[WhiteningFile | None, str]:
    """The matrices to write beside a whitened set, and what has to be said where there are none."""
    if not snapshot.zca or all(each.format in _COLOUR_FORMATS for each in request.targets):
        return None, ""
    try:
        return whitening_file(experiment, snapshot.zca), ""
    except EngineError as error:
        # the set itself must never be held back by it
        return None, f" The whitening matrices are not among them: {error.message} {error.hint}"


def _lies_there(path: Path, content: bytes) -> bool:
    """True where the very same file was exported before."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


# ---------------------------------------------------------------- one target


def _files_of(target: ExportTarget, work: _Work) -> list[tuple[Path, bytes]]:
    """All files of one target, its manifest last.

    Raises:
        EngineError: there is no such format.
    """
    facts = format_facts(target.format)
    if facts is None:
        raise EngineError(
            f'There is no export format "{target.format}".', "Choose one that is listed."
        )
    place = Path(target.path)
    manifest = _manifest(target.format, work)
    if facts.is_folder and not (target.format == "dc" and place.suffix == ".pt"):
        files = [(place / name, content) for name, content in _contents(target.format, work)]
        manifest_path = place / MANIFEST_NAME
    else:
        files = [(place, content) for _, content in _contents(target.format, work)]
        manifest_path = place.with_name(f"{place.name}.{MANIFEST_NAME}")
    manifest["sha256"] = {
        path.relative_to(manifest_path.parent).as_posix(): hashlib.sha256(content).hexdigest()
        for path, content in files
    }
    return [*files, (manifest_path, _json(manifest))]


def _contents(name: SetFormat, work: _Work) -> list[tuple[str, bytes]]:
    """The files of one format; the name of the only one is the user's."""
    tensors, class_names = work.tensors, tuple(work.facts["class_names"])
    match name:
        case "pt":
            return [("", pt_file(tensors))]
        case "safetensors":
            metadata = {"manifest": _json(_manifest(name, work)).decode()}
            return [("", safetensors_file(tensors, metadata))]
        case "mtt":
            return mtt_files(tensors)
        case "datm":
            return datm_files(tensors, work.facts["num_classes"])
        case "rgb":
            return rgb_files(tensors)
        case "grid":
            return [("", grid_png(work.snapshot, work.series))]
        case "png":
            tree = png_tree(work.snapshot, work.series, class_names)
            return [*tree, (GRID_NAME, grid_png(work.snapshot, work.series))]
        case "dc":
            model = _peer_model(work.facts["architecture"])
            accuracies = [
                accuracy
                for measured in work.facts["results"]
                if measured["set_name"] == work.series
                for accuracy in measured["accuracies"]
            ]
            file_name = f"res_DC_{_peer_data(work.experiment)}_{model}_{_ipc(work)}ipc.pt"
            return [(file_name, dc_file(tensors, model, accuracies))]


def _peer_data(experiment: Experiment) -> str:
    plain = re.sub(r"[^a-z0-9]", "", experiment.data.dataset.lower())
    return _PEER_DATA_NAMES.get(plain, plain)


def _peer_model(architecture: dict[str, Any]) -> str:
    """The network by the name that the peers' code knows it by."""
    kind: str = architecture["kind"]
    if kind == "ConvNet":
        # the peers' plain name means three blocks, whatever the size of the images
        depth = architecture["depth"]
        return kind if depth == 3 else f"{kind}D{depth}"
    family, _, average = kind.partition("_")
    norm = "BN" if architecture.get("norm") == "batch" else ""
    return f"{family}{norm}" + (f"_{average}" if average else "")


def _ipc(work: _Work) -> int:
    return len(work.snapshot.labels) // work.facts["num_classes"]


# ---------------------------------------------------------------- manifests


def _json(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, indent=2, ensure_ascii=False).encode()


def space_description(snapshot: Snapshot) -> dict[str, Any]:
    """The space that a stored set is trained in, as a manifest says it and a stranger can undo it."""
    if snapshot.zca:
        return {
            "name": "zca",
            "kind": "ZCA whitening, eps 0.1, of all training images as colours 0 to 1 (kornia's "
            "ZCAWhitening); the fingerprint is of images and eps",
            "eps": 0.1,
            "fingerprint": snapshot.zca,
        }
    return {
        "name": "mean-std",
        "kind": "mean and standard deviation per channel; colour = image * std + mean",
        "mean": [float(value) for value in snapshot.mean],
        "std": [float(value) for value in snapshot.std],
    }


def _manifest(name: SetFormat, work: _Work) -> dict[str, Any]:
    """What a stranger needs to know of the files of one format."""
    manifest = {**work.facts, "export_format": name}
    if work.whitening is not None:
        manifest["pixel_space"] = {
            **work.facts["pixel_space"],
            "matrices": work.whitening.facts(),
        }
    has_soft = work.snapshot.soft_labels is not None
    if name in _COLOUR_FORMATS:
        manifest["trained_in"] = work.facts["pixel_space"]
        manifest["pixel_space"] = {
            "name": "rgb",
            "kind": SPACE_WORDS["rgb"] + ("" if name == "rgb" else ", stored as 0 to 255"),
            "clipped_share": work.tensors.clipped,
        }
    if name == "datm" or (has_soft and name in ("pt", "safetensors", "rgb")):
        kind = "logits; softmax makes them probabilities"
        if not has_soft:
            kind += f"; hard labels as {HARD_LABEL_LOGIT:g} for the class and 0 for all others"
            manifest["hard_label_logit"] = HARD_LABEL_LOGIT
    else:
        kind = "class of each image, from 0"
        if has_soft:
            kind += "; the set's soft labels do not fit in this format and are left out"
    manifest["labels"] = kind
    return manifest


def _refuse_collisions(paths: list[Path]) -> None:
    seen: set[Path] = set()
    for path in paths:
        if path in seen:
            raise EngineError(
                f"Two formats would both write {path}; nothing was written.",
                "Give each format a target of its own.",
            )
        seen.add(path)


def _refuse_existing(paths: list[Path]) -> None:
    existing = [path for path in paths if path.exists()]
    if existing:
        more = f" and {len(existing) - 1} more" if len(existing) > 1 else ""
        raise EngineError(
            f"{existing[0]}{more} exist{'' if more else 's'} already; nothing was written.",
            "Allow overwriting, or choose another target.",
        )


def _architecture(experiment: Experiment, snapshot: Snapshot, num_classes: int) -> dict[str, Any]:
    """The network that the set was made for, all defaults resolved."""
    _, channels, size_px, _ = snapshot.images["raw"].shape
    spec = spec_for(experiment, channels, size_px, num_classes)
    facts = network_facts(spec)
    return {**facts, "kind": _PEER_KINDS.get(spec.kind, spec.kind), "words": str(spec)}


def _facts(
    folder: RunFolder, experiment: Experiment, snapshot: Snapshot, series: str
) -> dict[str, Any]:
    """What is true of a set in every format, as far as the run knows it."""
    class_names: tuple[str, ...] = ()
    data: DataLoaded | None = None
    versions: dict[str, str] = {}
    plug_ins: list[dict[str, Any]] = []
    results: list[dict[str, Any]] = []
    for record in EventReader(folder.event_path).read_all():
        match record.event:
            case DataLoaded() as data:
                class_names = data.class_names
            case RunStarted() as started:
                versions = started.versions
                plug_ins = [asdict(each) for each in started.plug_ins]
            case AccuracyMeasured() as measured if measured.final:
                if measured.iteration == snapshot.iteration:
                    results.append(asdict(measured))
            case _:
                pass
    soft = snapshot.soft_labels
    # a run whose data were never loaded knows its classes from the set alone
    counted = int(snapshot.labels.max()) + 1 if soft is None else soft.shape[1]
    num_classes = len(class_names) or counted
    return {
        "format": "ftd-studio set",
        "version": 1,
        "run": folder.path.name,
        "data_set": experiment.data.dataset,
        "data_origin": data.origin if data else "",
        "class_names": list(class_names),
        "num_classes": num_classes,
        "images_per_class": experiment.distill.ipc,
        "series": series,
        "iteration": snapshot.iteration,
        "image_shape": list(snapshot.images[series].shape[1:]),
        "label_order": "class-major",
        "pixel_space": space_description(snapshot),
        "syn_lr": snapshot.syn_lr,
        "architecture": _architecture(experiment, snapshot, num_classes),
        "results": results,
        "experiment": experiment.model_dump(mode="json"),
        "versions": versions,
        "plug_ins": plug_ins,
    }
