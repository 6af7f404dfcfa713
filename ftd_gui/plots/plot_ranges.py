"""How much of the axes a plot's lines take: their ranges, with some room around."""

from collections.abc import Sequence

from ftd_gui.plots.plot_canvas import Range
from ftd_gui.plots.plot_line import PlotLine

X_PADDING = 0.02
Y_PADDING = 0.06


def whole_x(lines: Sequence[PlotLine], *, is_log: bool) -> Range:
    """Range of x that holds all points of the lines."""
    bounds = [found for line in lines if (found := line.x_bounds())]
    if not bounds:
        return 0.0, 1.0
    low, high = min(low for low, _ in bounds), max(high for _, high in bounds)
    if not is_log:
        # x is counted from 0, so plots of the same run begin at the same place
        low = min(low, 0.0)
    if low == high:
        # a lone point at 0 stands where the first of many will stand
        high = low + 1.0
    return padded(low, high, X_PADDING)


def whole_y(lines: Sequence[PlotLine], *, on_right: bool, from_zero: bool) -> Range:
    """Range of one vertical axis that holds all points of its lines.

    Args:
        from_zero: it begins at 0 where no value lies below.
    """
    bounds = [
        found for line in lines if line.look.on_right == on_right and (found := line.y_bounds())
    ]
    if not bounds:
        return 0.0, 1.0
    low, high = min(low for low, _ in bounds), max(high for _, high in bounds)
    if from_zero:
        # a band of spread may reach below 0; the axis begins there all the same
        values = [line.drawn[1] for line in lines if not line.look.on_right]
        if not any(bool((y < 0).any()) for y in values):
            return 0.0, (high or 1.0) * (1 + Y_PADDING)
        high = max(high, 0.0)
    return padded(low, high, Y_PADDING)


def unless_alike(known: Range, wanted: Range, num_pixels: int) -> Range:
    """The known range where the wanted one would move nothing by a whole pixel, so that axes stay."""
    pixel = (wanted[1] - wanted[0]) / num_pixels
    is_alike = all(abs(a - b) < pixel for a, b in zip(known, wanted, strict=True))
    return known if is_alike else wanted


def padded(low: float, high: float, share: float) -> Range:
    """The range with some room on both sides; a single value gets room of its own size."""
    if high > low:
        room = (high - low) * share
    else:
        room = abs(low) * share or share
    return low - room, high + room
