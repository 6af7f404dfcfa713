"""A tiny real data set and experiment for engine tests: 4 classes of embedded Fashion-MNIST."""

import gzip
import struct
from pathlib import Path

import torch

from ftd_engine.config_checks import check
from ftd_engine.data.datasets import RealDataset, load_dataset
from ftd_engine.experiment import Experiment
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.networks import NetworkSpec

OPS = ("color", "crop", "cutout", "flip", "scale", "rotate")


def tiny_experiment(**sections: dict[str, object]) -> Experiment:
    """A whole experiment that takes seconds; `sections` changes settings."""
    values: dict[str, object] = {
        "name": "tiny",
        "seed": 3,
        "device": "cpu",
        "data": {"source": "embedded"},
        "network": {"depth": 3, "width": 4},
        "buffer": {"num_experts": 2, "epochs": 2, "batch_size": 512, "expert_lr": 0.1},
        "distill": {
            "iterations": 4,
            "syn_steps": 3,
            "expert_epochs": 1,
            "max_start_epoch": 2,
            "image_lr": 10.0,
            "ema_decay": 0.5,
            "evaluate_every": 2,
            "evaluate_networks": 1,
            "evaluate_epochs": 3,
            "snapshot_every": 2,
        },
        "evaluation": {"networks": 2, "epochs": 4, "loss_difference_experts": 2},
    }
    for name, changes in sections.items():
        section = values.setdefault(name, {})
        assert isinstance(section, dict)
        section.update(changes)
    return check(values)


def tiny_data(per_class: int = 20) -> RealDataset:
    """The first images of every class, train and test."""
    data = load_dataset(tiny_experiment().data)

    def first(labels: torch.Tensor) -> torch.Tensor:
        places = [(labels == label).nonzero().flatten()[:per_class] for label in range(10)]
        return torch.cat(places)

    train, test = first(data.train_labels), first(data.test_labels)
    return RealDataset(
        data.name,
        data.origin,
        data.train_images[train],
        data.train_labels[train],
        data.test_images[test],
        data.test_labels[test],
        data.class_names,
        data.space,
    )


def tiny_network(width: int = 4) -> FlatNetwork:
    """ConvNet for 28-pixel grey images of ten classes."""
    return FlatNetwork(NetworkSpec(depth=3, width=width, channels=1, size_px=28, num_classes=10))


def write_idx(path: Path, magic: int, shape: tuple[int, ...], content: bytes) -> None:
    """Write an IDX file, gzipped where its name ends in .gz."""
    head = struct.pack(f">i{len(shape)}i", magic, *shape)
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wb") as file:
        file.write(head + content)
