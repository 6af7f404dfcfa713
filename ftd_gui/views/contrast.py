"""From stored images to the bytes that are shown. Numbers only, no Qt."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

BLOCK_NUMBERS = 1 << 16
"""Numbers worked on at once, small enough for the cache."""

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


def shown_colours(viewable: npt.NDArray[np.float32], contrast: Contrast) -> npt.NDArray[np.float32]:
    """Colours `[N, H, W, C]`, 0 black to 1 full, after the contrast."""
    if contrast.mode == "as_stored":
        return np.clip(viewable, 0.0, 1.0)
    axes = (1, 2, 3) if contrast.mode == "per_image" else None
    # float32 sums of many pixels lose digits
    mean = viewable.mean(axis=axes, keepdims=True, dtype=np.float64)
    std = viewable.std(axis=axes, keepdims=True, dtype=np.float64)
    # a flat image is shown as mid-grey; a smaller reach would show rounding instead
    reach = np.maximum(contrast.deviations * std, 1e-3)
    low = (mean - reach).astype(np.float32)
    return np.clip((viewable - low) / (2 * reach).astype(np.float32), 0.0, 1.0)


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
    pixels = np.full((count, height, width, 4), 255, dtype=np.uint8)
    step = max(1, BLOCK_NUMBERS // (height * width * channels))
    for start in range(0, count, step):
        block = planes[start : start + step]
        shown = pixels[start : start + step]
        with np.errstate(over="ignore", invalid="ignore"):
            is_whole = bool(np.isfinite(block.sum()))
        if not is_whole:
            colours = block.transpose(0, 2, 3, 1) * std + mean
            shown[...] = screen_pixels(colours, Contrast())
            continue
        for channel in range(channels):
            level = block[:, channel] * np.float32(255 * std[channel])
            level += np.float32(255 * mean[channel] + 0.5)
            np.clip(level, 0.0, 255.0, out=level)
            if channels == 3:
                shown[..., 2 - channel] = level
            else:
                shown[..., :3] = level[..., np.newaxis]
    return pixels


def screen_pixels(viewable: npt.NDArray[np.float32], contrast: Contrast) -> npt.NDArray[np.uint8]:
    """Bytes `[N, H, W, 4]` in the order blue, green, red, 255; one channel is shown as grey.

    NaN is shown as magenta, which no image of numbers contains by chance.
    """
    colours = shown_colours(viewable, contrast)
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
