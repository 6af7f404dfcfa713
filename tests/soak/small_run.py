"""The small run that is killed, and what its end must be."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ftd_engine.event_log import EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.launch import ENGINE_ENTRY, EngineProcess
from ftd_engine.protocol import Record, RunFinished, RunStarted
from ftd_engine.run_folder import RunFolder
from tests.engine.tiny import tiny_data, tiny_experiment

RUN_LIMIT_S = 180.0


def small_experiment(home: Path) -> Experiment:
    """A whole run of some seconds on a few real images, which are put into `home`."""
    images = home / "images.npz"
    if not images.exists():
        few = tiny_data(per_class=30)
        pixels = {
            name: (few.space.decode(values) * 255).round().clamp(0, 255).to(torch.uint8).numpy()
            for name, values in (("x_train", few.train_images), ("x_test", few.test_images))
        }
        labels = {"y_train": few.train_labels.numpy(), "y_test": few.test_labels.numpy()}
        home.mkdir(parents=True, exist_ok=True)
        np.savez(images, allow_pickle=False, **pixels, **labels)
    experiment = tiny_experiment(
        data={"dataset": "arrays", "source": "full", "folder": str(images)},
        buffer={"num_experts": 3, "epochs": 6, "batch_size": 50, "expert_lr": 0.02},
        distill={
            "iterations": 120,
            "evaluate_every": 60,
            "evaluate_epochs": 20,
            "snapshot_every": 20,
        },
        evaluation={"networks": 3, "epochs": 40},
        checkpoints={"every_minutes": 0.0},
    )
    # two threads would wait for each other at every tiny step wherever something else is busy
    return experiment.model_copy(update={"threads": 1})


@dataclass(frozen=True, slots=True)
class End:
    """What a run has come to: hashes of its sets and teachers, and its final figures."""

    sets: dict[str, str]
    teachers: dict[str, str]
    accuracies: dict[str, tuple[float, ...]]

    def is_like(self, whole: "End") -> bool:
        """The same sets, teachers and figures as the run left alone; a stop may have stored more sets."""
        return (
            whole.sets.items() <= self.sets.items()
            and whole.teachers == self.teachers
            and whole.accuracies == self.accuracies
        )


def end_of(folder: RunFolder) -> End:
    """The end of a finished run, whose shelf lies beside its workspace."""
    accuracies: dict[str, tuple[float, ...]] = {}
    for record in records_of(folder):
        event = record.event
        if event.kind == "accuracy_measured" and event.final:
            accuracies[event.set_name] = event.accuracies
    shelf = folder.path.parent.parent / "shelf"
    return End(
        {path.name: _hash(path) for path in sorted(folder.snapshots_path.glob("*.npz"))},
        {path.name: _hash(path) for path in sorted(shelf.rglob("*.safetensors"))},
        accuracies,
    )


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def records_of(folder: RunFolder) -> list[Record]:
    """All whole records of a run."""
    return EventReader(folder.event_path).read_all()


def run_to_its_end(folder: RunFolder, entry: str = ENGINE_ENTRY) -> RunFinished | None:
    """Let an engine work on the folder until it is gone; its last word, if it had one."""
    before = len(records_of(folder))
    engine = EngineProcess(folder.path, entry)
    engine.start()
    try:
        end_s = time.monotonic() + RUN_LIMIT_S
        while engine.is_alive:
            engine.receive(0.1)
            assert time.monotonic() < end_s, f"{folder.path} did not come to an end"
    finally:
        engine.end()
    last = [record.event for record in records_of(folder)[before:]]
    return last[-1] if last and isinstance(last[-1], RunFinished) else None


def lost_seconds(folder: RunFolder) -> float:
    """Work of the engine that was killed that the next one had to do again.

    By the events: from the first point that was told twice to the last word before the second start.
    """
    seen: dict[tuple[str, int, float], float] = {}
    starts: list[float] = []
    last_before_s = 0.0
    for record in records_of(folder):
        event = record.event
        if isinstance(event, RunStarted):
            starts.append(record.time_s)
        if len(starts) == 1:
            last_before_s = record.time_s
        if event.kind == "points_added" and event.series in ("matching_loss", "expert_train_loss"):
            for x in event.x:
                key = (event.series, event.member, x)
                if len(starts) > 1 and event.series == "matching_loss" and key in seen:
                    return max(0.0, last_before_s - seen[key])
                seen.setdefault(key, record.time_s)
    return 0.0
