"""Two sets of images as one, to see what changed. Numbers only, no Qt."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ftd_gui.views.contrast import Contrast, screen_pixels

ComparisonMode = Literal["beside", "wipe", "blink", "difference"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two sets are looked at.

    Attributes:
        mode: "beside", the reference left of each image; "wipe", its left part over the image;
            "blink", by turns; "difference", how far each colour has moved.
        share: width of the reference in a wipe, 0 to 1.
        gain: factor of the difference, which is small.
        is_reference_up: the reference has its turn in a blink.
    """

    mode: ComparisonMode = "beside"
    share: float = 0.5
    gain: float = 4.0
    is_reference_up: bool = False


def compared_pixels(
    viewable: npt.NDArray[np.float32],
    reference: npt.NDArray[np.float32],
    contrast: Contrast,
    comparison: Comparison,
) -> npt.NDArray[np.uint8]:
    """Bytes to show, as `screen_pixels` makes them; twice as wide beside each other.

    Args:
        viewable: colours `[N, H, W, C]` of the set, 0 black, 1 full.
        reference: of the set that it is compared with, of the same shape.
        contrast: of both, over the range of the set where it is one for all images; a difference
            has none, black is no difference.
        comparison: how.
    """
    match comparison.mode:
        case "difference":
            moved = np.abs(viewable - reference) * np.float32(comparison.gain)
            return screen_pixels(moved, Contrast())
        case "blink":
            is_up = comparison.is_reference_up
            return screen_pixels(reference if is_up else viewable, contrast, viewable)
        case "wipe":
            pixels = screen_pixels(viewable, contrast)
            cut = round(comparison.share * viewable.shape[2])
            pixels[:, :, :cut] = screen_pixels(reference, contrast, viewable)[:, :, :cut]
            return pixels
        case "beside":
            both = (screen_pixels(each, contrast, viewable) for each in (reference, viewable))
            return np.concatenate(tuple(both), axis=2)
