"""One series of a stored set as it is looked at: its pixels, and the colour and value of each."""

import math
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ftd_engine.snapshot import FloatArray, Snapshot
from ftd_gui.views.comparison import Comparison, compared_pixels
from ftd_gui.views.contrast import Contrast, screen_pixels, shown_range, stored_pixels


class SeenSet:
    """Computes all colours only where something needs them all."""

    def __init__(self, snapshot: Snapshot, series: str) -> None:
        self.snapshot = snapshot
        self.series = series
        # whitened images are looked at by the colours stored beside them, which need no mean
        self._is_whitened = series in snapshot.views
        self._planes = (snapshot.views if self._is_whitened else snapshot.images)[series]

    @property
    def shape(self) -> tuple[int, ...]:
        """`N, C, H, W`."""
        return self._planes.shape

    @cached_property
    def colours(self) -> FloatArray:
        """`[N, H, W, C]`, 0 black, 1 full, not clipped."""
        return self.snapshot.viewable(self.series)

    def normalised_at(self, image: int, x: int, y: int) -> tuple[float, ...]:
        """Value per channel of a pixel, as it is stored and trained on."""
        values = self.snapshot.images[self.series][image, :, y, x]
        return tuple(float(value) for value in values)

    def colour_at(self, image: int, x: int, y: int) -> tuple[float, ...]:
        """Colour per channel of a pixel, 0 black to 255 full, not clipped."""
        values = self._planes[image, :, y, x]
        if not self._is_whitened:
            values = values * self.snapshot.std + self.snapshot.mean
        return tuple(255.0 * float(value) for value in values)

    def shown_range(self, contrast: Contrast) -> tuple[float, float] | None:
        """What is black and what is full, in colours; None where each image has a range of its own."""
        if contrast.mode == "per_image":
            return None
        low, high = shown_range(self.colours, contrast)
        return float(low.item()), float(high.item())

    def distance_to(self, reference: "SeenSet", image: int) -> float:
        """How far an image is from its reference: root of the mean square over all its colours, 0 to 255."""
        step: FloatArray = self.colours[image] - reference.colours[image]
        return 255.0 * math.sqrt(float(np.vdot(step, step)) / step.size)

    def mean_distance_to(self, reference: "SeenSet") -> float:
        """The mean of the distances of all images to their references."""
        count = len(self.colours)
        return sum(self.distance_to(reference, image) for image in range(count)) / max(1, count)

    def pixels(
        self, contrast: Contrast, reference: "SeenSet | None", comparison: Comparison
    ) -> npt.NDArray[np.uint8]:
        """Bytes to show, as `screen_pixels` makes them, compared with a reference if there is one."""
        if reference is not None:
            return compared_pixels(self.colours, reference.colours, contrast, comparison)
        if contrast.mode != "as_stored":
            return screen_pixels(self.colours, contrast)
        mean, std = self.snapshot.mean, self.snapshot.std
        if self._is_whitened:
            mean, std = np.zeros_like(mean), np.ones_like(std)
        return stored_pixels(self._planes, mean, std)


def reference_for(seen: SeenSet, snapshot: Snapshot) -> SeenSet | None:
    """The set to compare with: the same series where it is kept; None where shapes differ."""
    series = seen.series if seen.series in snapshot.images else "raw"
    reference = SeenSet(snapshot, series)
    return reference if reference.shape == seen.shape else None
