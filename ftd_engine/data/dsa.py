"""Differentiable siamese augmentation (DSA): drawing of strengths, and the operations themselves.

One operation is drawn per batch and every image gets its own strength. The operations act in the
space that networks are trained in, so the zero fill is the mean of the data set.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.settings.dsa import DsaOp

SATURATION_FACTOR = 2.0
CROP_SHARE = 0.125
CUTOUT_SHARE = 0.5
FLIP_PROBABILITY = 0.5
SCALE_RATIO = 1.2
ROTATE_DEGREES = 15.0

Images = Float[Tensor, "n c h w"]
PerImage = Float[Tensor, " n"]
PerImageInt = Int[Tensor, " n"]


@dataclass(frozen=True, slots=True)
class DsaDraw:
    """One drawn operation with the strengths of every image of one batch.

    Attributes:
        op: the operation.
        values: its strengths, `[n]` each, in the order its function takes them.
    """

    op: DsaOp
    values: tuple[Tensor, ...]


def _column(values: PerImage, images: Images) -> Tensor:
    return values.to(images.device, images.dtype).view(-1, 1, 1, 1)


def brightness(images: Images, u: PerImage) -> Images:
    """Add u - 0.5 to every pixel; u in [0, 1)."""
    return images + (_column(u, images) - 0.5)


def saturation(images: Images, u: PerImage) -> Images:
    """Scale the distance from the channels' mean by 2u; u in [0, 1)."""
    mean = images.mean(dim=1, keepdim=True)
    return (images - mean) * (_column(u, images) * SATURATION_FACTOR) + mean


def contrast(images: Images, u: PerImage) -> Images:
    """Scale the distance from the image's mean by u + 0.5; u in [0, 1)."""
    mean = images.mean(dim=(1, 2, 3), keepdim=True)
    return (images - mean) * (_column(u, images) + 0.5) + mean


def crop(images: Images, shift_row: PerImageInt, shift_col: PerImageInt) -> Images:
    """Shift by whole pixels, zeros coming in: out[r, c] = in[r + shift_row, c + shift_col]."""
    n, _, height, width = images.shape
    device = images.device
    rows = torch.arange(height, device=device) + shift_row.to(device)[:, None]  # [n, h]
    cols = torch.arange(width, device=device) + shift_col.to(device)[:, None]  # [n, w]
    inside = ((rows >= 0) & (rows < height))[:, :, None] & ((cols >= 0) & (cols < width))[:, None]
    index = torch.arange(n, device=device)[:, None, None]
    moved = images.permute(0, 2, 3, 1)[
        index, rows.clamp(0, height - 1)[:, :, None], cols.clamp(0, width - 1)[:, None]
    ]  # [n, h, w, c]
    return (moved * inside[..., None].to(images.dtype)).permute(0, 3, 1, 2)


def cutout(
    images: Images, offset_row: PerImageInt, offset_col: PerImageInt, size_px: int
) -> Images:
    """Zero a square around (offset_row, offset_col), cut off at the border."""
    _, _, height, width = images.shape
    device = images.device

    def covered(offset: PerImageInt, length: int) -> Tensor:
        at = torch.arange(length, device=device) - (offset.to(device)[:, None] - size_px // 2)
        return (at >= 0) & (at < size_px)  # [n, length]

    hole = covered(offset_row, height)[:, :, None] & covered(offset_col, width)[:, None]
    return images * (~hole)[:, None].to(images.dtype)


def flip(images: Images, u: PerImage) -> Images:
    """Mirror left and right where u < 0.5."""
    return torch.where(_column(u, images) < FLIP_PROBABILITY, images.flip(3), images)


def _resample(images: Images, affine: Float[Tensor, "n 2 3"]) -> Images:
    affine = affine.to(images.device, images.dtype)
    grid = F.affine_grid(affine, list(images.shape), align_corners=True)
    return F.grid_sample(images, grid, mode="bilinear", padding_mode="zeros", align_corners=True)


def scale(images: Images, sx: PerImage, sy: PerImage) -> Images:
    """Stretch about the centre; factors above 1 zoom out."""
    zero = torch.zeros_like(sx)
    rows = torch.stack((sx, zero, zero, zero, sy, zero), dim=1)
    return _resample(images, rows.view(-1, 2, 3))


def rotate(images: Images, theta_rad: PerImage) -> Images:
    """Rotate about the centre."""
    cos, sin, zero = theta_rad.cos(), theta_rad.sin(), torch.zeros_like(theta_rad)
    rows = torch.stack((cos, -sin, zero, sin, cos, zero), dim=1)
    return _resample(images, rows.view(-1, 2, 3))


def draw_dsa(
    ops: tuple[DsaOp, ...], num_images: int, size_px: int, generator: torch.Generator
) -> DsaDraw:
    """Draw one operation for a batch and its strength for every image.

    Args:
        ops: operations to choose from, each as likely as the others.
        num_images: images n of the batch.
        size_px: height and width of an image.
        generator: where all numbers come from.
    """
    op = ops[int(torch.randint(len(ops), (), generator=generator))]

    def uniform() -> Tensor:
        return torch.rand(num_images, generator=generator)

    def whole(low: int, high: int) -> Tensor:
        return torch.randint(low, high + 1, (num_images,), generator=generator)

    if op == "color":
        return DsaDraw(op, (uniform(), uniform(), uniform()))
    if op == "crop":
        reach = int(size_px * CROP_SHARE + 0.5)
        return DsaDraw(op, (whole(-reach, reach), whole(-reach, reach)))
    if op == "cutout":
        hole = int(size_px * CUTOUT_SHARE + 0.5)
        # an even hole may sit centred on the far edge, an odd one not
        last = size_px - hole % 2
        return DsaDraw(op, (whole(0, last), whole(0, last)))
    if op == "flip":
        return DsaDraw(op, (uniform(),))
    if op == "scale":
        low = 1 / SCALE_RATIO
        return DsaDraw(
            op, (uniform() * (SCALE_RATIO - low) + low, uniform() * (SCALE_RATIO - low) + low)
        )
    turn = (uniform() - 0.5) * 2 * ROTATE_DEGREES
    return DsaDraw(op, (turn.deg2rad(),))


def apply_dsa(images: Images, draw: DsaDraw) -> Images:
    """Apply a drawn operation; differentiable in the images."""
    values = draw.values
    if draw.op == "color":
        return contrast(saturation(brightness(images, values[0]), values[1]), values[2])
    if draw.op == "crop":
        return crop(images, values[0], values[1])
    if draw.op == "cutout":
        hole = int(images.shape[2] * CUTOUT_SHARE + 0.5)
        return cutout(images, values[0], values[1], hole)
    if draw.op == "flip":
        return flip(images, values[0])
    if draw.op == "scale":
        return scale(images, values[0], values[1])
    return rotate(images, values[0])
