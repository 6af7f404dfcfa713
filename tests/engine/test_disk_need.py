"""Disk need by arithmetic, against real networks."""

import itertools

import pytest

from ftd_engine.disk_need import (
    convnet_params,
    disk_need_bytes,
    kept_epochs,
    size_words,
    teacher_bytes,
)
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.layers import Norm
from ftd_engine.models.networks import NetworkSpec, Pooling
from tests.engine.tiny import tiny_experiment

NORMS: tuple[Norm, ...] = ("none", "batch", "layer", "instance", "group")
POOLINGS: tuple[Pooling, ...] = ("average", "none")


@pytest.mark.parametrize(("channels", "size_px"), [(1, 28), (1, 32), (3, 28), (3, 32), (3, 64)])
def test_parameters_are_those_of_the_network(channels: int, size_px: int) -> None:
    for depth, width, norm, pooling in itertools.product((1, 3, 4), (4, 32), NORMS, POOLINGS):
        spec = NetworkSpec(
            channels=channels,
            size_px=size_px,
            num_classes=7,
            depth=depth,
            width=width,
            norm=norm,
            pooling=pooling,
        )
        found = convnet_params(
            channels=channels,
            size_px=size_px,
            num_classes=7,
            depth=depth,
            width=width,
            norm=norm,
            pooling=pooling,
        )
        assert found == FlatNetwork(spec).num_params, spec


def test_the_literatures_buffers_have_the_size_that_was_measured() -> None:
    # 100 teachers with 51 sets of weights each: CIFAR-10, CIFAR-100, Tiny ImageNet at depth 3
    measured = ((32, 10, 6_547_733_490), (32, 100, 10_309_830_130), (64, 200, 39_557_228_530))
    for size_px, num_classes, num_bytes in measured:
        num_params = convnet_params(
            channels=3, size_px=size_px, num_classes=num_classes, depth=3, width=128
        )
        assert 100 * 51 * 4 * num_params == pytest.approx(num_bytes, rel=0.005)


def test_drawn_epochs_are_those_that_can_be_drawn_and_those_of_figure_1() -> None:
    experiment = tiny_experiment(
        buffer={"epochs": 9, "keep_epochs": "drawn", "num_experts": 3},
        distill={"max_start_epoch": 2, "expert_epochs": 2},
        evaluation={"loss_difference_experts": 2},
    )
    # start epochs 0 and 1, targets 2 and 3
    assert kept_epochs(experiment, 2) == (0, 1, 2, 3)
    assert kept_epochs(experiment, 1) == (0, 1, 2, 3, 4, 6, 8)
    assert kept_epochs(tiny_experiment(), 0) == (0, 1, 2)


def test_need_counts_every_teacher() -> None:
    full = tiny_experiment(buffer={"epochs": 9, "num_experts": 3})
    assert disk_need_bytes(full, 1000) == 3 * teacher_bytes(10, 9, 1000, "float32")
    half = tiny_experiment(buffer={"epochs": 9, "num_experts": 3, "storage": "float16"})
    saved = disk_need_bytes(full, 1000) - disk_need_bytes(half, 1000)
    assert saved == 3 * 10 * 1000 * 2
    assert disk_need_bytes(tiny_experiment(buffer={"imported": "0123456789ab"}), 1000) == 0


@pytest.mark.parametrize(
    ("num_bytes", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (999_999, "1.0 MB"),
        (6_547_733_490, "6.5 GB"),
        (12e12, "12.0 TB"),
    ],
)
def test_sizes_are_in_words(num_bytes: int, words: str) -> None:
    assert size_words(num_bytes) == words
