"""Again: the sets that a finished run has chosen, with its teachers, to be evaluated in another way."""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave `from_numpy` partly unknown.

from pathlib import Path

import torch

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.event_log import chosen_sets
from ftd_engine.method.state_files import Tree
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.phases.context import Context
from ftd_engine.phases.evaluate import Chosen
from ftd_engine.phases.states import state_of, tree_of
from ftd_engine.protocol import SetName
from ftd_engine.run_folder import RunFolder, RunFolderError
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import DamagedSnapshot, Snapshot

_WORK = "again"
"""Name of the sets among the checkpoints."""


def run(context: Context, source_path: Path) -> dict[SetName, Chosen]:
    """Take over the chosen set of each series; they are stored in this run as well.

    Args:
        source_path: folder of a run of all phases that has chosen its sets.

    Raises:
        EngineError: it is no such run, it learned from other images or settings, or a set of it is
            damaged.
        OSError: the disk is full.
    """
    stored = context.checkpoints.begin(_WORK)
    if stored is not None:
        # the run that they came from may be gone meanwhile
        return {name: _from_tree(context, tree) for name, tree in stored["chosen"].items()}
    try:
        source = RunFolder.open(source_path)
        learned_by = source.experiment()
        chosen_by = chosen_sets(source.event_path)
    except (RunFolderError, ConfigProblems, OSError) as error:
        raise EngineError(str(error), "Name a run that is finished.") from error
    if not chosen_by:
        raise EngineError(
            f"{source_path} has not come to its evaluation, so no set of it was chosen.",
            "Resume that run first.",
        )
    if not context.experiment.learns_as(learned_by):
        raise EngineError(
            f"The sets of {source_path} were learned with other settings than this run has.",
            "Change settings of the evaluation only.",
        )
    chosen: dict[SetName, Chosen] = {}
    for event in chosen_by:
        try:
            snapshot = source.read_snapshot(event.iteration)
        except DamagedSnapshot as error:
            raise EngineError(str(error), f"Start the run {source_path} again.") from error
        _refuse_other_images(context, source_path, snapshot)
        context.reporter.write_snapshot(snapshot)
        chosen[event.set_name] = Chosen(event.iteration, _set_of(context, snapshot), event.mean)
    if (used := source.used_teachers()) is not None:
        context.folder.write_used_teachers(used)
    context.reporter.say(f"The chosen sets of {source_path} are evaluated again.")

    def tree() -> Tree:
        return {"chosen": tree_of(chosen)}

    context.checkpoints.keep(_WORK, tree)
    context.checkpoints.write(_WORK)
    return chosen


def _from_tree(context: Context, tree: Tree) -> Chosen:
    state = state_of(SyntheticSet, tree["state"], context.device)
    return Chosen(tree["iteration"], state, tree["mean"])


def _set_of(context: Context, snapshot: Snapshot) -> SyntheticSet:
    series = {
        name: torch.from_numpy(images).to(context.device)
        for name, images in snapshot.images.items()
    }
    images = series["raw"]
    return SyntheticSet(
        images=images,
        labels=torch.from_numpy(snapshot.labels).to(context.device),
        syn_lr=snapshot.syn_lr,
        image_velocity=torch.zeros_like(images),
        syn_lr_velocity=0.0,
        ema=series.get("ema"),
    )


def _refuse_other_images(context: Context, source_path: Path, snapshot: Snapshot) -> None:
    """Settings may be the same while the user's own images, or their whitening, are others now."""
    space, shape = context.data.space, snapshot.images["raw"].shape[1:]
    zca = space.zca.fingerprint if space.zca is not None else ""
    is_same = (
        shape == (context.data.channels, context.data.size_px, context.data.size_px)
        and int(snapshot.labels.max()) < context.data.num_classes
        and snapshot.zca == zca
    )
    if not is_same:
        raise EngineError(
            f"The sets of {source_path} were learned from other images than {context.data.name} is "
            "now.",
            "Bring the images back that the run was started with.",
        )
