"""Augmentation: identity at zero strength, ranges, differentiability, repeatable draws."""

from typing import Any

import pytest
import torch

from ftd_engine.data import dsa
from ftd_engine.data.dsa import DsaDraw, apply_dsa, draw_dsa
from tests.engine.tiny import OPS

IMAGES = torch.randn(3, 2, 16, 16, generator=torch.Generator().manual_seed(0))
ZERO, HALF, ONE = torch.zeros(3), torch.full((3,), 0.5), torch.ones(3)


@pytest.mark.parametrize(
    ("op", "values"),
    [
        ("brightness", (HALF,)),
        ("saturation", (HALF,)),
        ("contrast", (HALF,)),
        ("crop", (ZERO.long(), ZERO.long())),
        ("flip", (HALF,)),
        ("scale", (ONE, ONE)),
        ("rotate", (ZERO,)),
    ],
)
def test_neutral_strength_is_the_identity(op: str, values: tuple[Any, ...]) -> None:
    assert torch.allclose(getattr(dsa, op)(IMAGES, *values), IMAGES, atol=1e-5)


def test_crop_shifts_each_image_by_itself_and_fills_with_zero() -> None:
    moved = dsa.crop(IMAGES, torch.tensor([2, -1, 0]), torch.tensor([0, 3, -16]))
    assert torch.equal(moved[0, :, :14], IMAGES[0, :, 2:])
    assert torch.equal(moved[0, :, 14:], torch.zeros(2, 2, 16))
    assert torch.equal(moved[1, :, 1:, :13], IMAGES[1, :, :15, 3:])
    assert not moved[2].any()


def test_cutout_zeroes_a_square_cut_off_at_the_border() -> None:
    holes = dsa.cutout(
        torch.ones(3, 1, 16, 16), torch.tensor([8, 0, 16]), torch.tensor([8, 0, 8]), 8
    )
    assert [int((image == 0).sum()) for image in holes] == [64, 16, 32]
    assert not holes[0, 0, 4:12, 4:12].any()


def test_flip_mirrors_only_below_one_half() -> None:
    flipped = dsa.flip(IMAGES, torch.tensor([0.49, 0.5, 0.0]))
    assert torch.equal(flipped[0], IMAGES[0].flip(2))
    assert torch.equal(flipped[1], IMAGES[1])
    assert torch.equal(flipped[2], IMAGES[2].flip(2))


@pytest.mark.parametrize("op", OPS)
def test_every_operation_keeps_the_shape_and_passes_a_gradient(op: Any) -> None:
    images = IMAGES.clone().requires_grad_()
    draw = draw_dsa((op,), 3, 16, torch.Generator().manual_seed(1))
    result = apply_dsa(images, draw)
    assert draw.op == op
    assert result.shape == images.shape
    (gradient,) = torch.autograd.grad(result.square().sum(), images)
    assert torch.isfinite(gradient).all()
    assert gradient.abs().sum() > 0


def test_draws_stay_in_their_ranges_and_reach_them() -> None:
    generator = torch.Generator().manual_seed(2)
    draws = [draw_dsa(OPS, 64, 32, generator) for _ in range(300)]
    assert {draw.op for draw in draws} == set(OPS)

    def all_values(op: str, position: int) -> torch.Tensor:
        return torch.cat([draw.values[position] for draw in draws if draw.op == op])

    shifts = all_values("crop", 0)
    assert (int(shifts.min()), int(shifts.max())) == (-4, 4)
    centres = all_values("cutout", 1)
    assert (int(centres.min()), int(centres.max())) == (0, 32)
    factors = all_values("scale", 0)
    assert 1 / 1.2 <= float(factors.min()) < 0.85
    assert 1.18 < float(factors.max()) < 1.2
    turns = all_values("rotate", 0).rad2deg()
    assert -15 <= float(turns.min()) < -14
    assert 14 < float(turns.max()) <= 15


def test_the_same_generator_draws_the_same() -> None:
    first, second = (draw_dsa(OPS, 5, 28, torch.Generator().manual_seed(9)) for _ in range(2))
    assert first.op == second.op
    assert all(torch.equal(a, b) for a, b in zip(first.values, second.values, strict=True))


def test_images_of_one_batch_get_different_strengths() -> None:
    draw = DsaDraw(
        "color", tuple(torch.rand(3, generator=torch.Generator().manual_seed(k)) for k in range(3))
    )
    same = IMAGES[:1].expand(3, -1, -1, -1)
    result = apply_dsa(same, draw)
    assert not torch.allclose(result[0], result[1])
