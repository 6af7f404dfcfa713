"""Export: one stored set of a run as files for others, with a manifest that says what they are."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ftd_engine.method.set_formats import grid_png, png_tree, pt_bytes
from ftd_engine.protocol import (
    AccuracyMeasured,
    DataLoaded,
    ExportRequest,
    ExportResult,
    RunStarted,
)
from ftd_engine.run_folder import EventReader, RunFolder
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import DamagedSnapshot, Snapshot
from ftd_engine.whole_files import write_aside

GRID_NAME = "grid.png"
MANIFEST_NAME = "manifest.json"


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
    facts = _facts(folder, snapshot, request)
    files = _files(request, snapshot, tuple(facts["class_names"]))
    if not files:
        raise EngineError("Nothing was asked for.", "Name a .pt file, a PNG folder, or both.")
    files += _manifests(request, files, facts)
    if not request.overwrite:
        _refuse_existing([path for path, _ in files])
    written = 0
    for path, content in files:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_aside(path, content)
        except OSError as error:
            raise EngineError(
                f"{path} cannot be written: {error.strerror}; {written} of {len(files)} files are "
                "there.",
                "Free some space or choose another target, then export again.",
            ) from error
        written += 1
    total = sum(len(content) for _, content in files)
    return ExportResult(
        ok=True,
        files=tuple(str(path) for path, _ in files),
        total_bytes=total,
        message=f"{len(files)} files written, {total / 1e6:.2f} MB.",
    )


def _files(
    request: ExportRequest, snapshot: Snapshot, class_names: tuple[str, ...]
) -> list[tuple[Path, bytes]]:
    files: list[tuple[Path, bytes]] = []
    if request.pt_path:
        files.append((Path(request.pt_path), pt_bytes(snapshot, request.series)))
    if request.png_folder:
        folder = Path(request.png_folder)
        tree = png_tree(snapshot, request.series, class_names)
        files += [(folder / name, content) for name, content in tree]
        files.append((folder / GRID_NAME, grid_png(snapshot, request.series)))
    return files


def _manifests(
    request: ExportRequest, files: list[tuple[Path, bytes]], facts: dict[str, Any]
) -> list[tuple[Path, bytes]]:
    """One manifest beside the `.pt`, one in the PNG folder; each lists the files of its place."""
    targets: list[tuple[Path, Path]] = []
    if request.pt_path:
        path = Path(request.pt_path)
        targets.append((path.with_name(path.name + f".{MANIFEST_NAME}"), path))
    if request.png_folder:
        folder = Path(request.png_folder)
        targets.append((folder / MANIFEST_NAME, folder))
    manifests: list[tuple[Path, bytes]] = []
    for manifest, place in targets:
        sums = {
            path.relative_to(manifest.parent).as_posix(): hashlib.sha256(content).hexdigest()
            for path, content in files
            if path == place or place in path.parents
        }
        text = json.dumps({**facts, "sha256": sums}, indent=2, ensure_ascii=False)
        manifests.append((manifest, text.encode()))
    return manifests


def _refuse_existing(paths: list[Path]) -> None:
    existing = [path for path in paths if path.exists()]
    if existing:
        more = f" and {len(existing) - 1} more" if len(existing) > 1 else ""
        raise EngineError(
            f"{existing[0]}{more} exist{'' if more else 's'} already; nothing was written.",
            "Allow overwriting, or choose another target.",
        )


def _facts(folder: RunFolder, snapshot: Snapshot, request: ExportRequest) -> dict[str, Any]:
    """What a stranger needs to use the files, as far as the run knows it."""
    experiment = folder.experiment()
    class_names: tuple[str, ...] = ()
    data: DataLoaded | None = None
    versions: dict[str, str] = {}
    results: list[dict[str, Any]] = []
    for record in EventReader(folder.event_path).read_all():
        match record.event:
            case DataLoaded() as data:
                class_names = data.class_names
            case RunStarted() as started:
                versions = started.versions
            case AccuracyMeasured() as measured if measured.final:
                if measured.iteration == snapshot.iteration:
                    results.append(asdict(measured))
            case _:
                pass
    return {
        "format": "ftd-studio set",
        "version": 1,
        "run": folder.path.name,
        "data_set": experiment.data.dataset,
        "data_origin": data.origin if data else "",
        "class_names": list(class_names),
        "images_per_class": experiment.distill.ipc,
        "series": request.series,
        "iteration": snapshot.iteration,
        "image_shape": list(snapshot.images[request.series].shape[1:]),
        "label_order": "class-major",
        "pixel_space": _pixel_space(snapshot),
        "syn_lr": snapshot.syn_lr,
        "architecture": {
            "kind": "ConvNet",
            "depth": experiment.network.depth,
            "width": experiment.network.width,
            "norm": "instance",
            "activation": "relu",
            "pooling": "average",
        },
        "results": results,
        "experiment": experiment.model_dump(mode="json"),
        "versions": versions,
    }


def _pixel_space(snapshot: Snapshot) -> dict[str, Any]:
    """How images became numbers, as far as a stranger can undo it."""
    if snapshot.zca:
        return {
            "kind": "ZCA whitening, eps 0.1, of all training images as colours 0 to 1 (kornia's "
            "ZCAWhitening); the fingerprint is of images and eps",
            "eps": 0.1,
            "fingerprint": snapshot.zca,
        }
    return {
        "kind": "mean and standard deviation per channel; colour = image * std + mean",
        "mean": [float(value) for value in snapshot.mean],
        "std": [float(value) for value in snapshot.std],
    }
