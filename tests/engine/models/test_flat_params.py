"""The network as a function of one vector."""

import pytest
import torch

from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.networks import ConvNet, NetworkSpec
from tests.engine.tiny import tiny_network


@pytest.mark.parametrize(
    ("spec", "count"),
    [
        (NetworkSpec(3, 32, 10, depth=3, width=128), 320_010),
        (NetworkSpec(3, 32, 100, depth=3, width=128), 504_420),
        (NetworkSpec(3, 64, 200, depth=4, width=128), 857_160),
        (NetworkSpec(3, 128, 10, depth=5, width=128), 615_690),
        (NetworkSpec(1, 28, 10, depth=3, width=128), 317_706),
    ],
)
def test_parameter_counts_of_the_field(spec: NetworkSpec, count: int) -> None:
    assert FlatNetwork(spec).num_params == count


@pytest.mark.parametrize("width", [4, 16])
def test_logits_equal_those_of_the_plain_module(width: int) -> None:
    network = tiny_network(width)
    theta = network.initial(torch.Generator().manual_seed(1))
    module = ConvNet(network.spec)
    for value, piece in zip(module.parameters(), network.unflatten(theta), strict=True):
        value.data.copy_(piece)
    images = torch.randn(5, 1, 28, 28, generator=torch.Generator().manual_seed(2))
    assert torch.allclose(network.logits(theta, images), module(images), atol=1e-6)


def test_initial_weights_follow_the_default_rule_and_the_generator() -> None:
    network = tiny_network(8)
    theta = network.initial(torch.Generator().manual_seed(1))
    assert torch.equal(theta, network.initial(torch.Generator().manual_seed(1)))
    assert not torch.equal(theta, network.initial(torch.Generator().manual_seed(2)))
    conv_weight, conv_bias, scale, shift = network.unflatten(theta)[:4]
    assert 0.28 < float(conv_weight.abs().max()) <= 1 / 3
    assert float(conv_bias.abs().max()) <= 1 / 3
    assert torch.equal(scale, torch.ones(8))
    assert torch.equal(shift, torch.zeros(8))
    second_weight = network.unflatten(theta)[4]
    assert float(second_weight.abs().max()) <= 72**-0.5


def test_initial_weights_leave_the_global_generator_alone() -> None:
    before = torch.get_rng_state()
    tiny_network().initial(torch.Generator().manual_seed(1))
    assert torch.equal(before, torch.get_rng_state())


def test_gradient_agrees_with_finite_differences() -> None:
    network = tiny_network()
    generator = torch.Generator().manual_seed(3)
    theta = network.initial(generator).double().requires_grad_()
    images = torch.randn(2, 1, 28, 28, generator=generator).double()
    (gradient,) = torch.autograd.grad(network.logits(theta, images).square().sum(), theta)
    direction = torch.randn(theta.shape, generator=generator).double()
    step = 1e-6

    def value(at: torch.Tensor) -> float:
        return float(network.logits(at, images).detach().square().sum())

    start = theta.detach()
    slope = (value(start + step * direction) - value(start - step * direction)) / (2 * step)
    assert float(gradient @ direction) == pytest.approx(slope, rel=1e-4)


def test_too_many_poolings_are_refused() -> None:
    with pytest.raises(ValueError, match="28 pixels cannot be halved 6 times"):
        FlatNetwork(NetworkSpec(1, 28, 10, depth=6, width=4))


def test_spec_says_itself_in_words() -> None:
    assert str(NetworkSpec(3, 32, 10, depth=3, width=128)) == "ConvNet-3, width 128"
