"""Our convolution against PyTorch's, up to the second derivative."""

import pytest
import torch
from torch import Tensor, nn

from ftd_engine.models.convolution import Convolution


@pytest.mark.parametrize("has_bias", [True, False])
@pytest.mark.parametrize(
    ("kernel", "stride", "padding"), [(3, 1, 1), (5, 1, 2), (3, 2, 1), (1, 2, 0)]
)
def test_both_derivatives_are_those_of_the_library(
    kernel: int, stride: int, padding: int, has_bias: bool
) -> None:
    rng = torch.Generator().manual_seed(9)
    layers = [
        kind(4, 6, kernel, stride=stride, padding=padding, bias=has_bias, dtype=torch.float64)
        for kind in (Convolution, nn.Conv2d)
    ]
    layers[1].load_state_dict(layers[0].state_dict())
    values = torch.randn(3, 4, 9, 9, generator=rng, dtype=torch.float64)
    results: list[list[Tensor]] = []
    for layer in layers:
        rng.manual_seed(3)
        x = values.clone().requires_grad_()
        inputs = (x, *layer.parameters())
        out = layer(x)
        gradient = torch.randn(out.shape, generator=rng, dtype=torch.float64).requires_grad_()
        first = torch.autograd.grad(out, inputs, gradient, create_graph=True)
        pull = sum(
            (piece * torch.randn(piece.shape, generator=rng, dtype=torch.float64)).sum()
            for piece in first
        )
        assert isinstance(pull, Tensor)
        second = torch.autograd.grad(pull, (gradient, x, layer.weight))
        results.append([out, *first, *second])
    for ours, theirs in zip(*results, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-12, atol=1e-12)


def test_each_derivative_alone_is_the_same() -> None:
    """What is not asked for is not computed, and must not change the rest."""
    layer = Convolution(3, 4, 3, padding=1, dtype=torch.float64)
    x = torch.randn(2, 3, 6, 6, dtype=torch.float64).requires_grad_()
    out = layer(x * 1).square().sum()
    inputs = (x, *layer.parameters())
    together = torch.autograd.grad(out, inputs, retain_graph=True)
    for wanted, value in zip(inputs, together, strict=True):
        (alone,) = torch.autograd.grad(out, wanted, retain_graph=True)
        assert torch.equal(alone, value)
    (weight,) = torch.autograd.grad(out, layer.weight, create_graph=True)
    (in_x,) = torch.autograd.grad(weight.sum(), x)
    assert bool((in_x != 0).any())
