"""Adopt: a set from elsewhere becomes the set of a run of its own, to be viewed, evaluated, exported."""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave `from_numpy` partly unknown.

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, cast

import torch
from jaxtyping import Float
from torch import Tensor

from ftd_engine.config_checks import ConfigProblems, check
from ftd_engine.data.pixel_space import PixelSpace
from ftd_engine.data_facts import published_facts
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.job_requests import AdoptRequest
from ftd_engine.method.set_checks import ImportedSet
from ftd_engine.method.set_imports import read_set, read_stored_set
from ftd_engine.method.set_pictures import grid_png
from ftd_engine.method.set_spaces import (
    SPACE_WORDS,
    SetSpace,
    SpaceName,
    guess_space,
    outside_colours,
)
from ftd_engine.method.state_files import Tree
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.phases.context import Context, depth_for
from ftd_engine.phases.states import state_of, tree_of
from ftd_engine.phases.whitening import is_other_whitening, whitening_of
from ftd_engine.run_folder import RunFolder, RunFolderError
from ftd_engine.runtime import EngineError
from ftd_engine.settings.setting import Section
from ftd_engine.snapshot import FloatArray, Snapshot
from ftd_engine.user_folders import user_path
from ftd_engine.whole_files import write_new

_WORK = "adopted"
"""Name of the set among the checkpoints."""
PREVIEW_PER_CLASS = 20
"""Images of a class in a preview; more say nothing more about the space."""

_OUTSIDE_SHARE = 0.2
_SHAPES = {
    (10, 1, 28): "fashion-mnist",
    (10, 3, 32): "cifar10",
    (100, 3, 32): "cifar100",
    (200, 3, 64): "tinyimagenet",
}
"""Where neither the user nor the files say: classes, channels and pixels, and the usual data set."""


def read_any(path: Path) -> ImportedSet:
    """A set from a file or folder of a peer, or the newest one of a run folder.

    Raises:
        EngineError: as `read_set`, or the run has stored none yet.
    """
    try:
        run = RunFolder.open(path)
    except RunFolderError:
        return read_set(path)
    stored = run.snapshot_iterations()
    if not stored:
        raise EngineError(f"{path} is a run that holds no stored set yet.", "Distill first.")
    try:
        made_with = run.experiment().model_dump(mode="json")
    except ConfigProblems as error:
        raise EngineError(str(error), f"Mend or delete the run {path}.") from error
    return read_stored_set(run.snapshot_path(stored[-1]), made_with)


def words_of(found: ImportedSet) -> str:
    """One line on what was found."""
    _, channels, height, width = found.images.shape
    labels = "hard labels" if found.soft_labels is None else "soft labels"
    rate = "no learned rate" if found.syn_lr is None else f"learned rate {found.syn_lr:.4g}"
    space = "pixel space unknown" if found.space is None else SPACE_WORDS[found.space.name]
    return (
        f"{found.format_name}: {len(found.labels):,} images of {channels} x {height} x {width}, "
        f"{found.num_classes} classes, {found.ipc} per class; {labels}; {rate}; {space}; "
        f"SHA-256 {found.sha256[:16]}…"
    )


# ---------------------------------------------------------------- what is not said


def space_of(found: ImportedSet, wanted: SpaceName | Literal[""]) -> SetSpace:
    """The space to read a set in: what the user says, else what the files say.

    Raises:
        EngineError: neither says; the hint tells what the numbers look like.
    """
    if wanted:
        # constants that the files give are better than those that are usual
        return found.space if found.space and found.space.name == wanted else SetSpace(wanted)
    if found.space is not None:
        return found.space
    guess = guess_space(found.images)
    choices = "; ".join(f"{name}: {words}" for name, words in SPACE_WORDS.items())
    raise EngineError(
        f"{found.path} does not say in which pixel space its numbers are.",
        f"Say it with --space ({choices}). It looks like {guess.likely}: {guess.reason}. A wrong "
        "choice costs most of the accuracy; --preview FILE.png shows the pictures.",
    )


def rate_of(found: ImportedSet, given: float, usual: float) -> tuple[float, str]:
    """The rate to train networks with, 1/step, and where it comes from.

    Args:
        given: what the user says; 0 where nothing.
        usual: what is taken where neither user nor files say.

    Raises:
        EngineError: the files' rate would train uphill or nowhere.
    """
    if given:
        return given, "as asked for"
    if found.syn_lr is None:
        return usual, "the usual one, since the files have none"
    if not math.isfinite(found.syn_lr) or found.syn_lr <= 0:
        raise EngineError(
            f"{found.path} has the learned rate {found.syn_lr:.4g}; only rates above 0 train.",
            "Give a rate with --lr; 0.01 is usual.",
        )
    return found.syn_lr, "as the files have it"


def experiment_values(found: ImportedSet, dataset: str, space: SetSpace) -> dict[str, Any]:
    """Settings for evaluating a set: the usual ones, with what its files say of network and data.

    Args:
        dataset: as the user says; empty takes what the files say, or what fits by shape.

    Raises:
        EngineError: nobody says what data set it stands for, or that one has other images.
    """
    values: dict[str, Any] = Experiment().model_dump(mode="json")
    values["name"] = re.sub(r"[^\w .\-]+", "-", f"imported {found.path.stem}")[:80].strip(" .")
    values["network"]["depth"] = depth_for(found.images.shape[2])
    values["distill"] |= {"ipc": found.ipc, "iterations": 1, "ema_decay": 0.0, "evaluate_every": 0}
    # nothing is chosen, so nothing is held out either
    values["evaluation"] |= {"loss_difference_experts": 0, "selection": "last"}
    for section in ("network", "dsa"):
        _take_over(values, found.made_with, section)
    if not dataset:
        _take_over(values, found.made_with, "data")
        told = str(values["data"]["folder"])
        if told and not user_path(told).exists():
            # the place on the machine that made the set; here the usual places are better
            values["data"]["folder"] = ""
    values["data"]["dataset"] = named = _dataset_of(found, dataset)
    if (known := published_facts(named)) is not None:
        # the engine would find out as well, but only after it has read or missed the real images
        _refuse_other_shape(found, named, known.num_classes, known.channels, known.size_px)
    if space.name == "zca":
        values["data"]["zca"] = True
    return values


def _take_over(values: dict[str, Any], made_with: dict[str, Any], section: str) -> None:
    """Use the settings of a manifest where they are such and together make an experiment."""
    told = made_with.get(section)
    model = getattr(Experiment(), section)
    if not isinstance(told, dict) or not isinstance(model, Section):
        return
    known = {
        name: value
        for name, value in cast("dict[str, Any]", told).items()
        if name in type(model).model_fields
    }
    try:
        check({section: known})
    except ConfigProblems:
        return
    values[section] |= known


def _dataset_of(found: ImportedSet, dataset: str) -> str:
    shape = (found.num_classes, *found.images.shape[1:3])
    wanted = dataset or found.data_set or _SHAPES.get(cast("tuple[int, int, int]", shape), "")
    if not wanted:
        raise EngineError(
            f"{found.path} does not say which real images it stands for ({shape[0]} classes, "
            f"{shape[1]} channels, {shape[2]} pixels).",
            "Name the data set with --dataset; known are "
            + ", ".join(all_fields()["data.dataset"].offered())
            + ".",
        )
    known = {_plain(name): name for name in all_fields()["data.dataset"].offered()}
    # an unknown name is refused by the check of the experiment, which says what is known
    return known.get(_plain(wanted), wanted)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


# ---------------------------------------------------------------- in the engine


def run(context: Context, request: AdoptRequest) -> SyntheticSet:
    """Read the set, bring it into the space of the data, store it as iteration 0.

    Raises:
        EngineError: it cannot be read, or does not fit to the data set.
        OSError: the disk is full.
    """
    stored = context.checkpoints.begin(_WORK)
    if stored is not None:
        # the file that it came from may be gone meanwhile
        return state_of(SyntheticSet, stored, context.device)
    found = read_any(Path(request.path))
    data = context.data
    _refuse_other_shape(found, data.name, data.num_classes, data.channels, data.size_px)
    space = space_of(found, request.space)
    usual = context.experiment.evaluation.random_real_lr
    rate, rate_words = rate_of(found, request.syn_lr, usual)
    images = brought_into(found, space, context.data.space, _is_white(context.experiment))
    images = images.to(context.device)
    labels = found.labels if found.soft_labels is None else found.soft_labels
    adopted = SyntheticSet(
        images=images,
        labels=labels.to(context.device),
        syn_lr=rate,
        image_velocity=torch.zeros_like(images),
        syn_lr_velocity=0.0,
        ema=None,
    )
    hard = replace(adopted, labels=found.labels.to(context.device))
    snapshot = hard.snapshot(0, context.data.space)
    if found.soft_labels is not None:
        snapshot = replace(snapshot, soft_labels=found.soft_labels.numpy())
    context.reporter.say(f"Imported from {request.path}. {words_of(found)}")
    for note in found.notes:
        context.reporter.say(note)
    if words := _constants_words(context, space):
        context.reporter.say(words)
    if is_other_whitening(space, context.data.space.zca):
        context.reporter.say(
            "The set was whitened with other matrices than these real images: its colours were "
            f"restored with {space.matrices} and whitened with those of {context.data.name}."
        )
    context.reporter.say(f"Networks train on it with the rate {rate:.4g}, {rate_words}.")
    context.reporter.write_snapshot(snapshot)
    _warn_of_wrong_space(context, found, space, snapshot)
    if request.preview_path:
        write_preview(Path(request.preview_path), snapshot)

    def tree() -> Tree:
        return tree_of(adopted)

    context.checkpoints.keep(_WORK, tree)
    context.checkpoints.write(_WORK)
    return adopted


def _constants_words(context: Context, space: SetSpace) -> str:
    """With which constants a set is taken to be normalised, where the field knows two pairs of them."""
    if context.data.name != "cifar-100" or space.name != "mean-std" or space.mean:
        return ""
    is_usual = context.experiment.data.normalisation == "usual"
    taken, other = ("CIFAR-100", "cifar-10") if is_usual else ("CIFAR-10", "usual")
    return (
        f"The files do not say mean and standard deviation; those of {taken} are taken. The code of DC and "
        "DC-Bench normalises CIFAR-100 by its own, that of MTT, FTD, TESLA and DATM by those of CIFAR-10. "
        f'For the other pair set data.normalisation to "{other}".'
    )


def _is_white(experiment: Experiment) -> bool:
    return experiment.data.zca


def _refuse_other_shape(
    found: ImportedSet, name: str, num_classes: int, channels: int, size_px: int
) -> None:
    """Refuse a set that cannot stand for these real images.

    Raises:
        EngineError: their classes, channels or sizes differ.
    """
    have, want = (found.num_classes, *found.images.shape[1:3]), (num_classes, channels, size_px)
    if have != want:
        raise EngineError(
            f"The set has {have[0]} classes of {have[1]} x {have[2]} x {have[2]}; {name} has "
            f"{want[0]} of {want[1]} x {want[2]} x {want[2]}.",
            "Name the data set that it stands for with --dataset.",
        )


def brought_into(
    found: ImportedSet, space: SetSpace, target: PixelSpace, target_is_white: bool
) -> Float[Tensor, "n c h w"]:
    """The images in the space of the real data; untouched, bit for bit, where it is the same.

    Raises:
        EngineError: whitened numbers meet data that are not, or are whitened otherwise, and their
            matrices are not at hand; or the other way without constants.
    """
    if space.name == "zca":
        if target_is_white and not is_other_whitening(space, target.zca):
            return found.images
        own = whitening_of(space, found.images[0].numel())
        if own is not None:
            return target.encode(own.decode(found.images))
        if target_is_white and target.zca is not None:
            raise EngineError(
                f"The set was whitened with other matrices (fingerprint {space.fingerprint[:12]}) than "
                f"these real images (fingerprint {target.zca.fingerprint[:12]}), and its own do not "
                "lie beside it.",
                "Name the data set and folder that it was made with, or put the file of matrices "
                "that its manifest names beside it.",
            )
    if (space.name == "zca") != target_is_white and not (space.mean or space.name == "rgb"):
        words = {True: "whitened by ZCA", False: "normalised by mean and standard deviation"}
        raise EngineError(
            f"The set's numbers are {SPACE_WORDS[space.name]}, the real images are "
            f"{words[target_is_white]}.",
            "Leave data.zca to --space, or choose another --space.",
        )
    if space.name == "rgb":
        return target.encode(found.images)
    if not space.mean:
        return found.images
    own = PixelSpace(space.mean, space.std)
    if not target_is_white and torch.allclose(
        torch.tensor(own.mean + own.std), torch.tensor(target.mean + target.std), atol=1e-6
    ):
        return found.images
    return target.encode(own.decode(found.images))


def _warn_of_wrong_space(
    context: Context, found: ImportedSet, space: SetSpace, snapshot: Snapshot
) -> None:
    colours = torch.from_numpy(snapshot.viewable("raw")).permute(0, 3, 1, 2)
    outside = outside_colours(colours)
    guess = guess_space(found.images)
    if outside > _OUTSIDE_SHARE:
        context.reporter.say(
            f"{100 * outside:.0f} % of the colours lie far outside black to full when read as "
            f"{space.name}; that may be a wrong space. The numbers look like {guess.likely}: "
            f"{guess.reason}.",
            "warning",
        )
    elif guess.likely != space.name:
        context.reporter.say(
            f"Read as {space.name}, though the numbers look like {guess.likely}: {guess.reason}."
        )


# ---------------------------------------------------------------- preview


def refuse_existing(path: Path) -> None:
    """A preview never replaces a file.

    Raises:
        EngineError: there is something at its place.
    """
    if path.exists():
        raise EngineError(f"{path} exists already.", "Choose another name for the preview.")


def guessed_preview(path: Path, found: ImportedSet) -> SpaceName:
    """Picture a set whose space nobody knows, by the guess.

    Raises:
        EngineError: the file exists or cannot be written.
    """
    likely = guess_space(found.images).likely
    write_preview(path, snapshot_in(found, SetSpace(likely)))
    return likely


def snapshot_in(found: ImportedSet, space: SetSpace) -> Snapshot:
    """A set to look at, as if its numbers were in this space; usual constants where none are known.

    Raises:
        EngineError: the matrices that its manifest names are damaged.
    """
    channels = found.images.shape[1]
    mean, std = (0.0,) * channels, (1.0,) * channels
    views: dict[str, FloatArray] = {}
    if space.name == "mean-std":
        mean, std = space.mean or (0.5,) * channels, space.std or (0.25,) * channels
    elif space.name == "zca":
        own = whitening_of(space, found.images[0].numel())
        if own is not None:
            views = {"raw": own.decode(found.images).numpy()}
        # without the matrices only edges can be shown, which is what whitened images consist of
        spread = max(float(found.images.std(correction=0)), 1e-6)
        mean, std = (0.5,) * channels, (0.25 / spread,) * channels
    return Snapshot(
        iteration=0,
        images={"raw": found.images.numpy()},
        labels=found.labels.numpy(),
        syn_lr=0.0,
        mean=torch.tensor(mean).numpy(),
        std=torch.tensor(std).numpy(),
        views=views,
    )


def write_preview(path: Path, snapshot: Snapshot) -> None:
    """Write the first images of every class as a picture.

    Raises:
        EngineError: the file exists or cannot be written.
    """
    refuse_existing(path)
    places: list[int] = []
    counts: dict[int, int] = {}
    for place, label in enumerate(snapshot.labels.tolist()):
        counts[label] = counts.get(label, 0) + 1
        if counts[label] <= PREVIEW_PER_CLASS:
            places.append(place)
    colours = snapshot.viewable("raw").transpose(0, 3, 1, 2)[places]
    few = Snapshot(
        iteration=0,
        images={"raw": colours},
        labels=snapshot.labels[places],
        syn_lr=0.0,
        mean=torch.zeros(colours.shape[1]).numpy(),
        std=torch.ones(colours.shape[1]).numpy(),
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, grid_png(few, "raw"))
    except OSError as error:
        raise EngineError(
            f"{path} cannot be written: {error.strerror}.", "Choose another place for the preview."
        ) from error
