# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false, reportUnknownArgumentType=false
# pyqtgraph has no type stubs
"""An axis of a plot with the program's way to write numbers, linear or logarithmic."""

import math

import numpy as np
from PySide6.QtCore import QRectF

from ftd_gui.plots.graphs import pg
from ftd_gui.views.number_text import decimal_sign, fixed_text, number_text, power_text

Ticks = list[tuple[float | None, list[float]]]


def linear_ticks(
    low: float, high: float, at_most: int, is_whole: bool = False
) -> tuple[float, list[float]]:
    """Spacing and places of round ticks within a range: 1, 2 or 5 times a power of ten apart.

    Args:
        low, high: ends of the range.
        at_most: about as many ticks as there is room for.
        is_whole: the axis counts things, so that ticks between whole numbers mean nothing.
    """
    span = high - low
    if not (math.isfinite(span) and span > 0):
        return 1.0, []
    rough = span / max(1, at_most)
    unit = 10.0 ** math.floor(math.log10(rough))
    spacing = next(step * unit for step in (1, 2, 5, 10, 20) if step * unit >= rough * 0.8)
    if is_whole:
        spacing = max(1.0, spacing)
    first, last = math.ceil(low / spacing - 1e-9), math.floor(high / spacing + 1e-9)
    return spacing, [index * spacing for index in range(first, last + 1)]


def log_ticks(low: float, high: float, at_most: int, is_whole: bool = False) -> list[float]:
    """Places (log10) of ticks for a logarithmic range: decades, or 1-2-5, or round numbers."""
    if not (math.isfinite(high - low) and high > low):
        return []
    if is_whole:
        # nothing is counted below 1
        low = max(low, 0.0)
        if high <= low:
            return []
    decades = math.floor(high) - math.ceil(low) + 1
    if high - low < 0.9:
        # less than a decade: round numbers spaced evenly read better than 1-2-5
        bottom, top = 10.0**low, 10.0**high
        _, values = linear_ticks(bottom, top, at_most, is_whole)
        return [math.log10(value) for value in values if value > 0]
    if decades * 3 <= at_most + 2:
        steps = [math.log10(step) for step in (1, 2, 5)]
        places = [
            decade + step
            for decade in range(math.floor(low), math.ceil(high) + 1)
            for step in steps
        ]
        return [place for place in places if low <= place <= high]
    stride = max(1, math.ceil(decades / max(1, at_most)))
    first = math.ceil(math.ceil(low) / stride) * stride
    return [float(place) for place in range(first, math.floor(high) + 1, stride)]


class NumberAxis(pg.AxisItem):
    """Axis whose ticks are few and round and whose numbers have a real minus sign."""

    def __init__(self, orientation: str, is_whole: bool = False) -> None:
        self._is_whole = is_whole
        self._is_upright = orientation in ("left", "right")
        super().__init__(orientation, tickTextOffset=5)
        self.setStyle(tickLength=0, tickAlpha=255, maxTextLevel=0)
        self.enableAutoSIPrefix(False)

    def boundingRect(self) -> QRectF:
        # the base class leaves out numbers that reach over an end of the axis, 0 in the corner first
        rect: QRectF = super().boundingRect()
        return rect.adjusted(0, -8, 0, 8) if self._is_upright else rect.adjusted(-32, 0, 32, 0)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:  # noqa: N803
        """Places of the ticks, in coordinates of the view."""
        # close together on a small plot, further apart where there is room
        wanted = (
            min(size / 26, 4 + size / 100) if self._is_upright else min(size / 58, 4 + size / 140)
        )
        at_most = max(3, int(wanted))
        if self.logMode:
            return [(None, log_ticks(minVal, maxVal, at_most, self._is_whole))]
        spacing, values = linear_ticks(minVal, maxVal, at_most, self._is_whole)
        return [(spacing, values)]

    def tickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str]:
        """The numbers beside the ticks."""
        if self.logMode:
            return [_log_text(value) for value in values]
        if spacing is None or not values:
            return []
        biggest = max(abs(value) for value in values)
        if biggest >= 1e7 or spacing < 1e-5:
            return [number_text(value, 3) for value in values]
        places = max(0, -math.floor(math.log10(spacing) + 1e-9))
        return [fixed_text(value, places) for value in values]


def _log_text(place: float) -> str:
    if abs(place - round(place)) < 1e-9 and not -3 <= round(place) <= 4:
        return power_text(round(place))
    value = float(np.power(10.0, place))
    text = number_text(value, 3)
    # 0.500 and 20.0 say no more than 0.5 and 20
    sign = decimal_sign()
    return text.rstrip("0").rstrip(sign) if sign in text and "\u00d7" not in text else text
