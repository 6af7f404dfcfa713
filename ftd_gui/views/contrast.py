"""From stored images to the bytes that are shown. Numbers only, no Qt."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

BLOCK_NUMBERS = 1 << 17
"""Numbers worked on at once, small enough for the cache."""
OPAQUE = np.int32(-1 << 24)
GREY = 0x010101
"""Bytes of a pixel as a word: the highest is the opacity, then red, green and blue."""

ContrastMode = Literal["as_stored", "shared", "per_image"]


@dataclass(frozen=True, slots=True)
class Contrast:
    """How colours outside 0…1 are shown.

    Attributes:
        mode: "as_stored" cuts at black and full; the other two clip at `deviations` standard
            deviations around the mean, of all images together or of each, and stretch what is
            left from black to full.
        deviations: k of mean ± k σ.
    """

    mode: ContrastMode = "as_stored"
    deviations: float = 2.5


def shown_range(
    viewable: npt.NDArray[np.float32], contrast: Contrast
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """What is shown as black and as full, in colours: one of each, or `[N, 1, 1, 1]` per image."""
    if contrast.mode == "as_stored":
        return np.zeros(1), np.ones(1)
    axes = (1, 2, 3) if contrast.mode == "per_image" else None
    # float32 sums of many pixels lose digits
    mean = viewable.mean(axis=axes, keepdims=True, dtype=np.float64)
    std = viewable.std(axis=axes, keepdims=True, dtype=np.float64)
    # a flat image is shown as mid-grey; a smaller reach would show rounding instead
    reach = np.maximum(contrast.deviations * std, 1e-3)
    return mean - reach, mean + reach


def shown_colours(
    viewable: npt.NDArray[np.float32],
    contrast: Contrast,
    beside: npt.NDArray[np.float32] | None = None,
) -> npt.NDArray[np.float32]:
    """Colours `[N, H, W, C]`, 0 black to 1 full, after the contrast.

    Args:
        viewable: colours of a set, not clipped.
        contrast: how they are shown.
        beside: the set that this one is looked at with; a range of all images together is that
            one's, so that equal colours look equal.
    """
    if contrast.mode == "as_stored":
        return np.clip(viewable, 0.0, 1.0)
    is_shared = contrast.mode == "shared" and beside is not None
    low, high = shown_range(beside if is_shared and beside is not None else viewable, contrast)
    low, width = low.astype(np.float32), (high - low).astype(np.float32)
    return np.clip((viewable - low) / width, 0.0, 1.0)


def stored_pixels(
    planes: npt.NDArray[np.float32], mean: npt.NDArray[np.float32], std: npt.NDArray[np.float32]
) -> npt.NDArray[np.uint8]:
    """Bytes of a set as it is stored, as `screen_pixels` makes them, some times faster.

    Going through the iterations of thousands of images waits for this: it needs one pass over
    blocks that stay in the processor's cache.

    Args:
        planes: `[N, C, H, W]`, normalised.
        mean: `[C]`; plane * std + mean is the colour, 0 black, 1 full.
        std: `[C]`.
    """
    count, channels, height, width = planes.shape
    # a pixel is one word, so that no byte is put in its place by itself
    words = np.empty((count, height, width), dtype=np.int32)
    pixels = words.view(np.uint8).reshape(count, height, width, 4)
    step = max(1, BLOCK_NUMBERS // (height * width * channels))
    level, whole = (
        np.empty((step, height, width), np.float32),
        np.empty((step, height, width), np.int32),
    )
    for start in range(0, count, step):
        block = planes[start : start + step]
        shown = words[start : start + step]
        with np.errstate(over="ignore", invalid="ignore"):
            is_whole = bool(np.isfinite(block.sum()))
        if not is_whole:
            colours = block.transpose(0, 2, 3, 1) * std + mean
            pixels[start : start + step] = screen_pixels(colours, Contrast())
            continue
        shown[...] = OPAQUE
        levels, bits = level[: len(block)], whole[: len(block)]
        for channel in range(channels):
            np.multiply(block[:, channel], np.float32(255 * std[channel]), out=levels)
            levels += np.float32(255 * mean[channel] + 0.5)
            np.clip(levels, 0.0, 255.0, out=levels)
            np.copyto(bits, levels, casting="unsafe")
            # red stands highest; a single channel stands in all three
            bits *= GREY if channels == 1 else 1 << 16 - 8 * channel
            shown |= bits
    return pixels


def screen_pixels(
    viewable: npt.NDArray[np.float32],
    contrast: Contrast,
    beside: npt.NDArray[np.float32] | None = None,
) -> npt.NDArray[np.uint8]:
    """Bytes `[N, H, W, 4]` in the order blue, green, red, 255; one channel is shown as grey.

    NaN is shown as magenta, which no image of numbers contains by chance. Arguments as those of
    `shown_colours`.
    """
    colours = shown_colours(viewable, contrast, beside)
    broken = np.isnan(colours).any(axis=3)
    if broken.any():
        colours = np.nan_to_num(colours)
    levels = (colours * 255.0 + 0.5).astype(np.uint8)
    bytes_ = np.full((*colours.shape[:3], 4), 255, dtype=np.uint8)
    # channel by channel is several times faster than one reversed copy
    for place in range(3):
        bytes_[..., place] = levels[..., 2 - place if levels.shape[3] == 3 else 0]
    if broken.any():
        bytes_[broken, :3] = (255, 0, 255)
    return bytes_
