"""The block's compiled loops against PyTorch's own layers, up to the second derivative."""

import pytest
import torch
from torch import Tensor

from ftd_engine.models.block import BlockShape, can_fuse, fused_block, plain_block
from ftd_engine.models.native import BlockLoops, block_loops


@pytest.fixture(scope="module")
def loops() -> BlockLoops:
    """The compiled loops; the machines that test have a compiler."""
    found = block_loops()
    assert found is not None
    return found


def _error(ours: Tensor, wanted: Tensor) -> float:
    return float((ours.double() - wanted).norm() / wanted.norm())


@pytest.mark.parametrize("slope", [0.0, 0.01])
@pytest.mark.parametrize(
    ("size", "pool"), [((3, 32, 8, 8), 2), ((2, 16, 6, 10), 1), ((40, 64, 16, 16), 2)]
)
def test_values_and_both_derivatives_are_those_of_the_plain_layers(
    loops: BlockLoops, size: tuple[int, ...], pool: int, slope: float
) -> None:
    rng = torch.Generator().manual_seed(4)
    shape = BlockShape(pool, slope)
    channels = size[1]

    def draw(*sizes: int) -> Tensor:
        return torch.randn(*sizes, generator=rng, dtype=torch.float64)

    # a mean far from zero: the variance must not be a difference of large numbers
    point = (draw(*size) + 3, draw(channels), draw(channels))
    gradient = draw(size[0], channels, size[2] // pool, size[3] // pool)
    along = (draw(*size), draw(channels), draw(channels))

    def all_of(kind: torch.dtype, *, is_fused: bool) -> list[Tensor]:
        x, scale, shift, g = (value.to(kind).requires_grad_() for value in (*point, gradient))
        block = (
            fused_block(loops, x, scale, shift, shape)
            if is_fused
            else plain_block(x, scale, shift, shape)
        )
        first = torch.autograd.grad(block, (x, scale, shift), g, create_graph=True)
        pull = sum((a * b.to(kind)).sum() for a, b in zip(first, along, strict=True))
        assert isinstance(pull, Tensor)
        second = torch.autograd.grad(pull, (g, x, scale))
        return [value.detach() for value in (block, *first, *second)]

    wanted = all_of(torch.float64, is_fused=False)
    ours = all_of(torch.float32, is_fused=True)
    assert max(_error(a, b) for a, b in zip(ours, wanted, strict=True)) < 2e-6


def test_threads_do_not_change_a_bit(loops: BlockLoops) -> None:
    x = torch.randn(20, 32, 16, 16, generator=torch.Generator().manual_seed(1))
    x, scale, shift = x.requires_grad_(), torch.rand(32), torch.rand(32)

    def both() -> tuple[Tensor, Tensor]:
        block = fused_block(loops, x, scale, shift, BlockShape(2, 0.0))
        return block.detach(), torch.autograd.grad(block.square().sum(), x)[0]

    before = torch.get_num_threads()
    results: list[tuple[Tensor, Tensor]] = []
    try:
        for threads in (1, 2):
            torch.set_num_threads(threads)
            results.append(both())
    finally:
        torch.set_num_threads(before)
    assert all(torch.equal(a, b) for a, b in zip(*results, strict=True))


@pytest.mark.parametrize(
    ("maps", "pool"),
    [
        (torch.zeros(1, 24, 4, 4), 2),
        (torch.zeros(1, 32, 5, 4), 2),
        (torch.zeros(1, 32, 4, 4, dtype=torch.float64), 2),
        (torch.zeros(1, 32, 4, 4, device="meta"), 2),
    ],
    ids=["channels", "odd", "float64", "device"],
)
def test_what_the_loops_are_not_made_for_takes_the_plain_layers(
    loops: BlockLoops, maps: Tensor, pool: int
) -> None:
    assert not can_fuse(loops, maps, BlockShape(pool, 0.0))
    assert not can_fuse(None, torch.zeros(1, 32, 4, 4), BlockShape(2, 0.0))
    assert can_fuse(loops, torch.zeros(1, 32, 4, 4), BlockShape(2, 0.0))
