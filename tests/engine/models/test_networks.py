"""All families of networks: counts of the field, sizes, batch statistics, the NAS space."""

import itertools
from typing import Any, get_args

import pytest
import torch

from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.layers import Norm
from ftd_engine.models.networks import Activation, NetworkSpec, Pooling, build_network


@pytest.mark.parametrize(
    ("kind", "num_classes", "count"),
    [
        ("alexnet", 10, 1_872_202),
        ("alexnet", 100, 2_148_772),
        ("vgg11", 10, 9_231_114),
        ("vgg11", 100, 9_277_284),
        ("resnet18", 10, 11_173_962),
        ("resnet18", 100, 11_220_132),
        ("resnet18_ap", 10, 11_250_762),
    ],
)
def test_classic_networks_have_the_counts_of_the_field(
    kind: Any, num_classes: int, count: int
) -> None:
    assert FlatNetwork(NetworkSpec(3, 32, num_classes, kind=kind)).num_params == count


@pytest.mark.parametrize("size_px", [28, 32, 64, 128])
@pytest.mark.parametrize("kind", ["alexnet", "vgg11", "resnet18", "resnet18_ap"])
def test_classic_networks_take_every_size_of_the_field(kind: Any, size_px: int) -> None:
    channels = 1 if size_px == 28 else 3
    with torch.device("meta"):
        network = build_network(NetworkSpec(channels, size_px, 7, kind=kind, norm="layer"))
        assert network(torch.zeros(2, channels, size_px, size_px)).shape == (2, 7)


def test_classic_networks_refuse_other_sizes() -> None:
    with pytest.raises(
        ValueError, match="VGG11 is drawn for 28, 32, 64 and 128 pixels, not for 48"
    ):
        FlatNetwork(NetworkSpec(3, 48, 10, kind="vgg11"))


def test_all_720_networks_of_the_search_space_can_be_built() -> None:
    space = list(
        itertools.product(
            (32, 64, 128, 256),
            (1, 2, 3, 4),
            get_args(Norm),
            get_args(Activation),
            get_args(Pooling),
        )
    )
    assert len(space) == 720
    specs = {
        NetworkSpec(
            3, 32, 10, width=width, depth=depth, norm=norm, activation=activation, pooling=pooling
        )
        for width, depth, norm, activation, pooling in space
    }
    assert len(specs) == 720
    assert len({str(spec) for spec in specs}) == 720
    with torch.device("meta"):
        images = torch.zeros(2, 3, 32, 32)
        for spec in specs:
            assert build_network(spec)(images).shape == (2, 10)


def test_without_pooling_the_head_takes_the_whole_picture() -> None:
    network = FlatNetwork(NetworkSpec(3, 32, 10, depth=4, width=256, pooling="none"))
    assert network.unflatten(torch.zeros(network.num_params))[-2].shape == (10, 256 * 32 * 32)


def test_batch_norm_trains_on_the_batch_and_tests_on_what_it_saw() -> None:
    network = FlatNetwork(NetworkSpec(3, 16, 5, depth=2, width=8, norm="batch"))
    theta = network.initial(torch.Generator().manual_seed(0))
    images = 3 + 2 * torch.randn(16, 3, 16, 16, generator=torch.Generator().manual_seed(1))
    module = build_network(network.spec)
    for value, piece in zip(module.parameters(), network.unflatten(theta), strict=True):
        value.data.copy_(piece)
    statistics = network.fresh_statistics(theta)
    for _ in range(3):
        assert torch.allclose(network.logits(theta, images, statistics), module(images), atol=1e-5)
    assert torch.allclose(
        network.logits(theta, images, statistics, is_training=False),
        module.eval()(images),
        atol=1e-5,
    )
    # without statistics nothing is remembered, so that a student can be replayed
    assert torch.equal(network.logits(theta, images), network.logits(theta, images))


@pytest.mark.parametrize("norm", get_args(Norm))
def test_every_norm_passes_second_gradients(norm: Any) -> None:
    network = FlatNetwork(NetworkSpec(3, 8, 3, depth=2, width=4, norm=norm))
    generator = torch.Generator().manual_seed(0)
    theta = network.initial(generator).requires_grad_()
    images = torch.randn(4, 3, 8, 8, generator=generator).requires_grad_()
    loss = torch.nn.functional.cross_entropy(network.logits(theta, images), torch.arange(4) % 3)
    (gradient,) = torch.autograd.grad(loss, theta, create_graph=True)
    (second,) = torch.autograd.grad(gradient.square().sum(), images)
    assert torch.isfinite(second).all()
    assert second.abs().sum() > 0


def test_specs_say_themselves_in_words() -> None:
    spec = NetworkSpec(3, 32, 10, width=64, norm="none", activation="sigmoid", pooling="none")
    assert str(spec) == "ConvNet-3, width 64, no norm, sigmoid, no pooling"
    assert (
        str(NetworkSpec(3, 32, 10, kind="resnet18_ap", norm="batch")) == "ResNet18-AP, batch norm"
    )
    assert str(NetworkSpec(3, 32, 10, kind="alexnet", norm="batch")) == "AlexNet"
