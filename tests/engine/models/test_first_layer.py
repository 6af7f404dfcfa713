"""The first convolution's compiled loops against PyTorch's own, up to the second derivative."""

import pytest
import torch
from torch import Tensor, nn

from ftd_engine.models.convolution import Convolution
from ftd_engine.models.first_layer import can_convolve
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.native import BlockLoops, block_loops
from ftd_engine.models.networks import NetworkSpec


@pytest.fixture(scope="module")
def loops() -> BlockLoops:
    """The compiled loops; the machines that test have a compiler."""
    found = block_loops()
    assert found is not None
    return found


def _layer(
    channels: int, width: int, padding: int, *, has_bias: bool, loops: BlockLoops | None
) -> nn.Conv2d:
    if loops is None:
        kind = torch.float64
        return nn.Conv2d(channels, width, 3, padding=padding, bias=has_bias, dtype=kind)
    layer = Convolution(channels, width, 3, padding=padding, bias=has_bias)
    layer.loops = loops
    return layer


@pytest.mark.parametrize("has_bias", [True, False])
@pytest.mark.parametrize(
    ("size", "width", "padding"),
    [
        ((40, 3, 32, 32), 128, 1),
        ((3, 1, 28, 28), 32, 3),
        ((2, 2, 5, 11), 16, 1),
        ((2, 3, 9, 8), 48, 0),
        ((1, 1, 3, 3), 16, 2),
    ],
)
def test_values_and_both_derivatives_are_those_of_the_library(
    loops: BlockLoops, size: tuple[int, ...], width: int, padding: int, has_bias: bool
) -> None:
    rng = torch.Generator().manual_seed(2)
    ours = _layer(size[1], width, padding, has_bias=has_bias, loops=loops)
    plain = _layer(size[1], width, padding, has_bias=has_bias, loops=None)
    plain.load_state_dict(ours.state_dict())
    values = torch.randn(*size, generator=rng)
    results: list[list[Tensor]] = []
    for layer in (ours, plain):
        rng.manual_seed(3)
        kind = layer.weight.dtype
        x = values.to(kind).requires_grad_()
        inputs = (x, *layer.parameters())
        out = layer(x)
        gradient = torch.randn(out.shape, generator=rng).to(kind).requires_grad_()
        first = torch.autograd.grad(out, inputs, gradient, create_graph=True)
        pull = sum(
            (piece * torch.randn(piece.shape, generator=rng).to(kind)).sum() for piece in first
        )
        assert isinstance(pull, Tensor)
        second = torch.autograd.grad(pull, (gradient, x, layer.weight))
        results.append([value.detach() for value in (out, *first, *second)])
    for mine, theirs in zip(*results, strict=True):
        assert mine.shape == theirs.shape
        error = float((mine.double() - theirs).norm() / theirs.norm())
        assert error < 1e-6


def test_contiguous_images_and_gradients_are_taken_too(loops: BlockLoops) -> None:
    layer = _layer(3, 32, 1, has_bias=True, loops=loops)
    x = torch.randn(4, 3, 8, 8, generator=torch.Generator().manual_seed(5))
    gradient = torch.ones(()).expand(4, 32, 8, 8)
    results: list[list[Tensor]] = []
    for layout in (torch.contiguous_format, torch.channels_last):
        images = x.contiguous(memory_format=layout).requires_grad_()
        out = layer(images)
        results.append([out, *torch.autograd.grad(out, (images, layer.weight), gradient)])
    assert all(torch.equal(a, b) for a, b in zip(*results, strict=True))


def test_threads_do_not_change_a_bit(loops: BlockLoops) -> None:
    rng = torch.Generator().manual_seed(1)
    layer = _layer(3, 32, 1, has_bias=True, loops=loops)
    x = torch.randn(21, 3, 16, 16, generator=rng).requires_grad_()
    gradient = torch.randn(21, 32, 16, 16, generator=rng)
    before = torch.get_num_threads()
    results: list[list[Tensor]] = []
    try:
        for threads in (1, 2):
            torch.set_num_threads(threads)
            out = layer(x)
            results.append([out, *torch.autograd.grad(out, (x, *layer.parameters()), gradient)])
    finally:
        torch.set_num_threads(before)
    assert all(torch.equal(a, b) for a, b in zip(*results, strict=True))


def test_the_first_layer_of_a_convnet_takes_the_loops(
    loops: BlockLoops, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    run = BlockLoops.run

    def listen(self: BlockLoops, name: str, *rest: object) -> None:
        names.append(name)
        run(self, name, *rest)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(BlockLoops, "run", listen)
    network = FlatNetwork(NetworkSpec(3, 16, 5, depth=2, width=16), loops)
    theta = network.initial(torch.Generator().manual_seed(0)).requires_grad_()
    network.logits(theta, torch.randn(2, 3, 16, 16)).sum().backward()
    # nobody asks for the gradient in the images
    assert [name for name in names if name.startswith("first")] == [
        "first_forward",
        "first_in_weight",
    ]


@pytest.mark.parametrize(
    ("images", "width", "kernel", "stride"),
    [
        (torch.zeros(1, 4, 8, 8), 32, 3, 1),
        (torch.zeros(1, 3, 8, 8), 24, 3, 1),
        (torch.zeros(1, 3, 8, 8), 32, 5, 1),
        (torch.zeros(1, 3, 8, 8), 32, 3, 2),
        (torch.zeros(1, 3, 8, 8, dtype=torch.float64), 32, 3, 1),
        (torch.zeros(1, 3, 8, 8, device="meta"), 32, 3, 1),
    ],
    ids=["channels", "width", "kernel", "stride", "float64", "device"],
)
def test_what_the_loops_are_not_made_for_takes_the_library(
    loops: BlockLoops, images: Tensor, width: int, kernel: int, stride: int
) -> None:
    weight = torch.zeros(
        width, images.shape[1], kernel, kernel, dtype=images.dtype, device=images.device
    )
    assert not can_convolve(loops, images, weight, stride)
    fitting = torch.zeros(1, 3, 8, 8), torch.zeros(32, 3, 3, 3)
    assert can_convolve(loops, *fitting, 1)
    assert not can_convolve(None, *fitting, 1)
