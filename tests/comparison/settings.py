"""What is compared: one experiment for each method, images per class and seed."""

from dataclasses import dataclass
from typing import Any, Literal

from ftd_engine.config_checks import check
from ftd_engine.experiment import Experiment

Method = Literal["MTT", "FTD"]
METHODS: tuple[Method, ...] = ("MTT", "FTD")

FULL_SEEDS = (0, 1)
QUICK_SEEDS = (0,)
IPCS = (1, 10)

_FULL: dict[str, Any] = {
    "device": "cpu",
    # so narrow a network gains nothing from a second core; two seeds can run at once
    "threads": 1,
    "data": {"dataset": "fashion-mnist", "source": "full"},
    "network": {"depth": 3, "width": 16},
    "buffer": {
        "num_experts": 3,
        "epochs": 4,
        "batch_size": 512,
        "expert_lr": 0.05,
        "alpha": 1.0,
        "rho": 0.01,
    },
    "distill": {
        "syn_steps": 20,
        "expert_epochs": 1,
        "syn_lr_init": 0.05,
        "evaluate_networks": 2,
        "evaluate_epochs": 150,
    },
    "evaluation": {
        "networks": 5,
        "epochs": 300,
        "selection": "held-out",
        "loss_difference_experts": 0,
    },
}
_FULL_DISTILL: dict[int, dict[str, Any]] = {
    1: {
        "iterations": 300,
        "evaluate_every": 50,
        "max_start_epoch": 2,
        "image_lr": 100.0,
        "syn_lr_lr": 1e-4,
    },
    10: {
        "iterations": 150,
        "evaluate_every": 50,
        "max_start_epoch": 4,
        "image_lr": 30.0,
        "syn_lr_lr": 5e-5,
    },
}
"""Chosen on held-out training images with a seed that is not compared, by a few runs of MTT alone."""

_FULL_EMA_DECAY = 0.98

_QUICK: dict[str, Any] = {
    "data": {"source": "embedded"},
    "network": {"width": 4},
    "buffer": {"num_experts": 1, "epochs": 1},
    "distill": {
        "syn_steps": 5,
        "iterations": 4,
        "evaluate_every": 2,
        "max_start_epoch": 1,
        "evaluate_networks": 1,
        "evaluate_epochs": 2,
    },
    "evaluation": {"networks": 2, "epochs": 4},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One run of the comparison."""

    method: Method
    ipc: int
    seed: int
    is_quick: bool

    def experiment(self, folder: str = "") -> Experiment:
        """The experiment of this run; methods differ in teachers and moving average, in nothing else.

        Args:
            folder: where the images lie; empty looks in the usual places.
        """
        values: dict[str, Any] = {name: _copied(value) for name, value in _FULL.items()}
        values["distill"] |= _FULL_DISTILL.get(self.ipc, _FULL_DISTILL[10])
        if self.is_quick:
            for name, changes in _QUICK.items():
                values[name] |= changes
        is_ftd = self.method == "FTD"
        values["name"] = f"{self.method} ipc {self.ipc} seed {self.seed}"
        values["seed"] = self.seed
        if not self.is_quick:
            values["data"]["folder"] = folder
        values["buffer"]["trajectory"] = "flat" if is_ftd else "plain"
        values["distill"]["ipc"] = self.ipc
        values["distill"]["ema_decay"] = _FULL_EMA_DECAY if is_ftd else 0.0
        values["distill"]["snapshot_every"] = values["distill"]["iterations"]
        return check(values, str(self))

    def __str__(self) -> str:
        return f"{self.method}, ipc {self.ipc}, seed {self.seed}"


def cells(ipcs: list[int], seeds: list[int], *, is_quick: bool) -> list[Cell]:
    """All runs; those that share teachers stand side by side, so that the first trains them."""
    return [
        Cell(method, ipc, seed, is_quick) for seed in seeds for method in METHODS for ipc in ipcs
    ]


def _copied(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value
