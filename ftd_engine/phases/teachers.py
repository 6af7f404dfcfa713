"""Which kind of teachers an experiment asks the shelf for, and how its phases open them."""

from pathlib import Path
from typing import Any

from ftd_engine.data.datasets import RealDataset
from ftd_engine.data.fingerprint import fingerprint
from ftd_engine.disk_need import kept_epochs
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.method.experts import ExpertFiles
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.phases.context import Context, network_facts
from ftd_engine.plug_ins import plug_in_named
from ftd_engine.runtime import EngineError
from ftd_engine.settings.buffer import BufferConfig
from ftd_engine.shelf import ShelfError, TeacherFile, TeacherKind, best_of

METHOD_VERSION = 1
"""Counts up when the same settings would give other weights than before."""

_NOT_OF_THE_TRAJECTORY = frozenset(
    ("num_experts", "experts_per_file", "epochs", "keep_epochs", "storage", "imported")
)
"""Settings of the teachers that say how many and how kept. All others are part of the key."""


def trajectory_settings(
    experiment: Experiment, spec: NetworkSpec, data: RealDataset
) -> dict[str, Any]:
    """All settings that shape a trajectory: teachers with equal ones are the same teachers."""
    buffer = experiment.buffer
    fields = BufferConfig.model_fields.keys() - _NOT_OF_THE_TRAJECTORY - {"dsa"}
    values = buffer.model_dump(mode="json")
    # only where it is on, so that teachers from before there was this setting keep their key
    precision = {"tf32": True} if experiment.tf32 else {}
    plug_in = plug_in_named("dataset", data.name)
    version = {"dataset_version": plug_in.version} if plug_in else {}
    return {
        "method_version": METHOD_VERSION,
        "dataset": data.name,
        "training_images": fingerprint(data.train_images, data.train_labels),
        "pixel_space": data.space.facts(),
        "network": network_facts(spec),
        "training": {name: values[name] for name in sorted(fields) if _matters(experiment, name)},
        "augmentation": experiment.dsa.model_dump(mode="json") if buffer.dsa else None,
        "seed": experiment.seed,
        **precision,
        **version,
    }


def _matters(experiment: Experiment, name: str) -> bool:
    """False for a setting that another one switches off, such as rho for a plain trajectory."""
    used_when = all_fields()[f"buffer.{name}"].used_when
    if used_when is None:
        return True
    path, wanted = used_when
    return getattr(experiment.buffer, path.rpartition(".")[2]) in wanted


def kind_words(experiment: Experiment, spec: NetworkSpec, data: RealDataset) -> str:
    """The kind in words, for lists and as a part of its folder's name."""
    buffer = experiment.buffer
    return (
        f"{data.name}, {spec}, {buffer.trajectory}, rate {buffer.expert_lr:g}, "
        f"batch {buffer.batch_size}, {'DSA' if buffer.dsa else 'no augmentation'}, "
        f"seed {experiment.seed}"
    )


def kind_of(context: Context) -> TeacherKind:
    """The kind of teachers that the experiment asks for: its own, or imported ones.

    Raises:
        EngineError: the imported ones that it names are not on the shelf.
    """
    experiment, shelf = context.experiment, context.shelf
    if experiment.buffer.imported:
        try:
            return shelf.named(experiment.buffer.imported)
        except ShelfError as error:
            raise EngineError(error.message, error.hint) from error
    spec = context.network.spec
    settings = trajectory_settings(experiment, spec, context.data)
    return shelf.kind(settings, kind_words(experiment, spec, context.data))


def serving(experiment: Experiment, files: list[TeacherFile], expert: int) -> TeacherFile | None:
    """The file among these that gives an experiment its teacher of this number."""
    buffer = experiment.buffer
    return best_of(files, expert, kept_epochs(experiment, expert), buffer.epochs, buffer.storage)


def open_teachers(context: Context) -> ExpertFiles:
    """The teachers that the run's folder says it works with.

    Raises:
        EngineError: there is none, or a file is gone, damaged or of another network.
    """
    used, storage = context.folder.used_teachers(), context.experiment.buffer.storage
    paths = [Path(used.folder) / each.file for each in used.teachers] if used else []
    if used and not all(path.exists() for path in paths):
        # another run has trained some of them on: the longer file has taken the place of the old
        kind = TeacherKind(Path(used.folder), used.key, "", used.settings)
        files, _ = kind.teachers()
        for place, path in enumerate(paths):
            found = serving(context.experiment, files, used.teachers[place].expert)
            if found is None:
                raise EngineError(
                    f"The teacher {path} is gone from the shelf.",
                    "Start the experiment again; what is missing is trained anew.",
                )
            paths[place] = found.path
    return ExpertFiles(paths, context.network.num_params, context.device, storage)
