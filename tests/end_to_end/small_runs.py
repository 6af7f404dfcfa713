"""Experiments on the real embedded images that take seconds, and how to tell that runs are equal.

Knows no torch, so that a window which is watched for it can use this too.
"""

from pathlib import Path

import numpy as np

from ftd_engine.config_checks import check
from ftd_engine.event_log import EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import to_toml
from ftd_engine.protocol import Record
from ftd_engine.run_folder import RunFolder
from ftd_gui.runs.run_store import RunStore

ENDLESS = 100_000
"""Iterations of a run that a test stops itself."""


def small_experiment(name: str, **sections: dict[str, object]) -> Experiment:
    """A whole experiment on 6,000 real images; `sections` changes settings."""
    values: dict[str, object] = {
        "name": name,
        "seed": 5,
        "device": "cpu",
        "data": {"source": "embedded"},
        "network": {"depth": 2, "width": 4},
        "buffer": {
            "num_experts": 2,
            "epochs": 2,
            "batch_size": 512,
            "expert_lr": 0.1,
            "trajectory": "plain",
            "dsa": False,
        },
        "distill": {
            "iterations": 8,
            "syn_steps": 2,
            "expert_epochs": 1,
            "max_start_epoch": 1,
            "image_lr": 10.0,
            "ema_decay": 0.5,
            "dsa": False,
            "evaluate_every": 4,
            "evaluate_networks": 1,
            "evaluate_epochs": 3,
            "snapshot_every": 4,
        },
        "evaluation": {
            "networks": 2,
            "epochs": 4,
            "dsa": False,
            "loss_difference_experts": 2,
        },
    }
    for section, changes in sections.items():
        place = values[section]
        assert isinstance(place, dict)
        place.update(changes)
    return check(values)


def endless_experiment(name: str) -> Experiment:
    """One whose distillation lasts until it is stopped."""
    return small_experiment(
        name,
        buffer={"num_experts": 1},
        distill={"iterations": ENDLESS, "evaluate_every": 0, "snapshot_every": ENDLESS},
        evaluation={"loss_difference_experts": 1},
    )


def write_experiment(path: Path, experiment: Experiment) -> Path:
    """The experiment as a file that a user could have saved."""
    path.write_bytes(to_toml(experiment).encode())
    return path


def events_of(folder: RunFolder) -> list[Record]:
    """All that the engine wrote down."""
    return EventReader(folder.event_path).read_all()


def num_points(store: RunStore) -> int:
    """Points of all curves together."""
    return sum(len(curve) for curve in store.curves.values())


def assert_same(live: RunStore, replayed: RunStore) -> None:
    """Two stores tell the same of a run, to the last digit."""
    for name in (
        "state",
        "phase",
        "started",
        "data",
        "finished",
        "progress",
        "accuracies",
        "snapshots",
        "log",
        "answers",
        "skipped",
        "first_time_s",
        "last_time_s",
        "next_seq",
    ):
        assert getattr(replayed, name) == getattr(live, name), name
    # asking for a curve makes an empty one, which is no difference
    keys = {key for store in (live, replayed) for key, curve in store.curves.items() if len(curve)}
    for key in keys:
        for axis in ("x", "y", "std"):
            np.testing.assert_array_equal(
                getattr(replayed.curve(*key), axis),
                getattr(live.curve(*key), axis),
                err_msg=f"{axis} of {key}",
            )


def best_of(store: RunStore) -> int:
    """The iteration whose set stands for the run; the Images page goes there when it is told."""
    return store.best["ema"].iteration
