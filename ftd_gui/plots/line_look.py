"""How a line of a plot looks, and the points of its curves: values, without a graph library."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

Numbers = npt.NDArray[np.float64]
SeriesColour = Literal[
    "raw",
    "ema",
    "teacher",
    "random_real",
    "evaluation",
    "distillation",
    "syn_lr",
    "text_soft",
    "decision",
    "channel_red",
    "channel_green",
    "channel_blue",
]


def no_numbers() -> Numbers:
    """An empty array, for a piece without spread."""
    return np.empty(0)


def numbers(values: Sequence[float]) -> Numbers:
    """The values as an array that a piece takes."""
    return np.array(values, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class LineLook:
    """How a line looks and reads; the colour is a name of the theme."""

    name: str
    colour: SeriesColour
    style: Qt.PenStyle = Qt.PenStyle.SolidLine
    width_px: float = 1.5
    symbol: str = ""
    symbol_px: int = 6
    is_faint: bool = False
    is_level: bool = False
    """One value for all x, drawn from border to border."""
    is_point: bool = False
    """Single points with their spread, without a line between them."""
    is_mark: bool = False
    """Only the x of each point counts; it is marked at the lower border."""
    on_right: bool = False
    scale: float = 1.0
    """Factor from the store's unit to the axis, such as 100 for percent."""
    unit: str = ""
    mean_of: int = 0
    """Shows the mean of the last so many points in place of each; 0 shows the points."""

    num_symbols: int = 0
    """Spreads so many symbols over a line of more points, so that it is not told by colour alone; 0
    gives each point its symbol, and a line of very many points none."""

    is_smoothed: bool = True
    """Follows the smoothing of its plot, where it is a curve of points."""

    @property
    def can_be_smoothed(self) -> bool:
        """Whether it is a curve of measured points, not a mean, a level or single points already."""
        return self.is_smoothed and not (
            self.mean_of or self.is_level or self.is_point or self.is_mark
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """One curve, as views of the store's arrays; `std` may be empty."""

    x: Numbers
    y: Numbers
    std: Numbers = field(default_factory=no_numbers)
    name: str = ""
