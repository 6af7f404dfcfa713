"""What part of a plot its user looks at, to be remembered and taken up again."""

import math
from dataclasses import dataclass

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlotSeen:
    """Axes and zoom of one plot.

    Attributes:
        x, y, right: what is visible, in coordinates of the view; None where the plot shows everything
            and follows new points, or has no right axis.
    """

    log_x: bool
    log_y: bool
    x: Range | None = None
    y: Range | None = None
    right: Range | None = None

    @property
    def is_zoomed(self) -> bool:
        """True where a part is shown, by ranges that an axis can have."""
        ranges = [each for each in (self.x, self.y, self.right) if each is not None]
        are_ranges = all(
            math.isfinite(low) and math.isfinite(high) and low < high for low, high in ranges
        )
        return self.x is not None and self.y is not None and are_ranges
