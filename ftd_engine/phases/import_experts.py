"""Putting teachers that other scripts trained on the shelf, all of them or none."""

import hashlib
import shutil
from dataclasses import asdict
from pathlib import Path

from ftd_engine.data.datasets import load_dataset
from ftd_engine.disk_need import size_words
from ftd_engine.experiment import Experiment
from ftd_engine.method.experts import TrajectoryRecorder
from ftd_engine.method.replay_buffers import find_replay_buffers, flat_epochs, read_replay_buffer
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.phases.context import network_facts, network_for
from ftd_engine.runtime import EngineError
from ftd_engine.shelf import Shelf, TeacherFacts, TeacherKind


def run(experiment: Experiment, sources: list[Path], shelf: Shelf) -> TeacherKind:
    """Check the replay buffers against the experiment's network and put them on the shelf.

    Args:
        experiment: says data set, network and storage.
        sources: files, and folders that hold them.
        shelf: where they go; imported before, they are not written again.

    Returns:
        The kind that they make, whose key an experiment names as `buffer.imported`.

    Raises:
        EngineError: a file is unsafe, damaged or of another network, or the disk is too small.
        OSError: the shelf cannot be written.
    """
    files = find_replay_buffers(sources)
    network = network_for(experiment, load_dataset(experiment.data))
    origins = [{"file": path.name, "sha256": _sha256(path)} for path in files]
    settings = {
        "imported": origins,
        "dataset": experiment.data.dataset,
        "network": network_facts(network.spec),
        "storage": experiment.buffer.storage,
    }
    words = f"imported, {experiment.data.dataset}, {network.spec}, from {files[0].name}"
    kind = shelf.kind(settings, words)
    if kind.path.exists():
        return kind
    _refuse_full_disk(files, shelf)
    with shelf.adding(kind) as aside:
        number = 0
        for path, origin in zip(files, origins, strict=True):
            number += _write_experts(experiment, network, path, origin, aside, number)
    return kind


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EngineError(
            f"{path} cannot be read: {error.strerror}.", "Check its rights."
        ) from error


def _refuse_full_disk(files: list[Path], shelf: Shelf) -> None:
    need = sum(path.stat().st_size for path in files)
    shelf.root.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(shelf.root).free
    if need > free:
        raise EngineError(
            f"The teachers take up to {size_words(need)} on the disk of {shelf.root}, where "
            f"{size_words(free)} are free.",
            "Import fewer files or free some space: `ftd shelf` lists what lies there.",
        )


def _write_experts(
    experiment: Experiment,
    network: FlatNetwork,
    path: Path,
    origin: dict[str, str],
    kind: TeacherKind,
    first: int,
) -> int:
    """Put the experts of one file into the folder; how many they are."""
    storage = experiment.buffer.storage
    experts = read_replay_buffer(path, network.shapes)
    for place, snapshots in enumerate(experts):
        rows = flat_epochs(path, place, snapshots)
        recorder = TrajectoryRecorder(storage=storage)
        for epoch, row in enumerate(rows):
            recorder.add(epoch, row)
        last = len(rows) - 1
        facts = TeacherFacts(first + place, last, recorder.epochs, {}, "", origin)
        target = kind.path_for(first + place, last, recorder.epochs, storage)
        recorder.write(target, rows[-1], {}, asdict(facts))
    return len(experts)
