"""Thins a long curve to the columns of pixels that can show it. Numbers only, no Qt.

A column keeps its lowest and its highest value, so no spike is lost at any zoom, and the newest
point is always drawn.
"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

POINTS_PER_COLUMN = 4
"""Curves with fewer points than this a column are drawn as they are."""


def to_view(values: Numbers, is_log: bool) -> Numbers:
    """Values in the coordinates of the plot: log10 where the axis is logarithmic.

    What an axis cannot show, infinite or not above 0 on a logarithmic one, becomes NaN.
    """
    if is_log:
        shown = np.full(values.shape, np.nan)
        np.log10(values, out=shown, where=(values > 0) & (values < np.inf))
        return shown
    return np.where(np.isfinite(values), values, np.nan)


def column_edges(low: float, high: float, num_columns: int, is_log: bool) -> Numbers:
    """Left edges of the columns and the right end, in data units, for a range of the view."""
    edges = np.linspace(low, high, num_columns + 1)
    if is_log:
        # the float range ends at 308; a view zoomed out beyond it has no more data to show
        return np.power(10.0, np.clip(edges, -300.0, 300.0))
    return edges


def visible_slice(x: Numbers, edges: Numbers) -> slice:
    """The ascending points inside the edges and one neighbour on each side."""
    start = int(np.searchsorted(x, float(edges[0]), "left")) - 1
    stop = int(np.searchsorted(x, float(edges[-1]), "right")) + 1
    return slice(max(0, start), min(len(x), stop))


def column_starts(x: Numbers, edges: Numbers, is_ascending: bool) -> npt.NDArray[np.intp]:
    """Index of the first point of every column that has one.

    Points out of order cannot be sorted into columns; they are cut into runs of equal length.
    """
    if is_ascending and len(x) < len(edges):
        # a few points are looked for among the edges rather than all edges among them
        columns = np.searchsorted(edges, x, "right")
        return np.concatenate(([0], np.flatnonzero(columns[1:] != columns[:-1]) + 1))
    if is_ascending:
        starts = np.unique(np.searchsorted(x, edges))
        starts = starts[starts < len(x)]
        return starts if len(starts) and starts[0] == 0 else np.concatenate(([0], starts))
    return np.unique(np.linspace(0, len(x) - 1, len(edges)).astype(np.intp))


def thin_out(
    x: Numbers, y: Numbers, edges: Numbers, is_log: bool = False, is_ascending: bool = True
) -> tuple[Numbers, Numbers]:
    """The points to draw for the columns between the edges.

    Args:
        x: `[N]`, data units, ascending unless said otherwise.
        y: `[N]`, data units; NaN and infinite values are gaps.
        edges: `[columns + 1]`, as `column_edges` makes them.
        is_log: whether values not above 0 are gaps as well.
        is_ascending: whether x never falls.

    Returns:
        x and y of at most about two points a column, or views of the input where it is short.
    """
    if is_ascending:
        inside = visible_slice(x, edges)
        x, y = x[inside], y[inside]
    if len(x) <= POINTS_PER_COLUMN * len(edges):
        return x, y
    starts, lows, highs = _columns(x, y, edges, is_log, is_ascending)
    columns_x = np.repeat(x[starts], 2)
    columns_y = np.column_stack((lows, highs)).ravel()
    return (
        np.concatenate((x[:1], columns_x, x[-1:])),
        np.concatenate((y[:1], columns_y, y[-1:])),
    )


class Thinner:
    """Thins a curve that grows: while the columns stay, only the newest of them is looked at again."""

    def __init__(self) -> None:
        self._edges: Numbers | None = None
        self._is_log = False
        self._length = 0
        self._first, self._done = 0, 0
        self._head: tuple[Numbers, Numbers] = (np.empty(0), np.empty(0))

    def of(
        self, x: Numbers, y: Numbers, edges: Numbers, is_log: bool, is_ascending: bool
    ) -> tuple[Numbers, Numbers]:
        """What `thin_out` gives; the arrays are those of the call before, grown or not.

        Args:
            x, y, is_log, is_ascending: as `thin_out` has them.
            edges: the very array of the call before where the columns are the same.
        """
        inside = visible_slice(x, edges) if is_ascending else slice(0, len(x))
        if not is_ascending or inside.stop - inside.start <= POINTS_PER_COLUMN * len(edges):
            self._edges = None
            return thin_out(x, y, edges, is_log, is_ascending)
        is_same = edges is self._edges and is_log == self._is_log and len(x) >= self._length
        if not is_same:
            self._edges, self._is_log = edges, is_log
            self._first = self._done = inside.start
            self._head = (np.empty(0), np.empty(0))
        self._length = len(x)
        part = slice(self._done, inside.stop)
        starts, lows, highs = _columns(x[part], y[part], edges, is_log)
        new_x, new_y = np.repeat(x[part][starts], 2), np.column_stack((lows, highs)).ravel()
        head_x, head_y = self._head
        # the last column may get more points
        self._head = np.concatenate((head_x, new_x[:-2])), np.concatenate((head_y, new_y[:-2]))
        self._done += int(starts[-1])
        first, last = slice(self._first, self._first + 1), slice(inside.stop - 1, inside.stop)
        return (
            np.concatenate((x[first], head_x, new_x, x[last])),
            np.concatenate((y[first], head_y, new_y, y[last])),
        )


def _columns(
    x: Numbers, y: Numbers, edges: Numbers, is_log: bool, is_ascending: bool = True
) -> tuple[npt.NDArray[np.intp], Numbers, Numbers]:
    """First point, lowest and highest value of every column that has points."""
    starts = column_starts(x, edges, is_ascending)
    lows, highs = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    # fmin and fmax step over NaN only; other gaps are rare and cost a copy just then
    if (
        not (np.isfinite(lows) | np.isnan(lows)).all()
        or np.isposinf(highs).any()
        or (is_log and bool((lows <= 0).any()))
    ):
        y = np.where(np.isfinite(y) & ((y > 0) | (not is_log)), y, np.nan)
        lows, highs = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    return starts, lows, highs


def thin_band(
    x: Numbers, y: Numbers, std: Numbers, edges: Numbers, is_ascending: bool = True
) -> tuple[Numbers, Numbers, Numbers]:
    """x, lower and upper border of the band y ± std for the columns between the edges."""
    if is_ascending:
        inside = visible_slice(x, edges)
        x, y, std = x[inside], y[inside], std[inside]
    low, high = y - std, y + std
    if len(x) <= POINTS_PER_COLUMN * len(edges):
        return x, low, high
    starts = column_starts(x, edges, is_ascending)
    return x[starts], np.fmin.reduceat(low, starts), np.fmax.reduceat(high, starts)


def nearest_index(x: Numbers, wanted: float, is_ascending: bool = True) -> int:
    """Index of the point whose x is nearest to the wanted one; `x` is not empty."""
    if not is_ascending:
        return int(np.nanargmin(np.abs(x - wanted)))
    right = int(np.searchsorted(x, wanted))
    if right == 0:
        return 0
    if right == len(x):
        return len(x) - 1
    return right if x[right] - wanted < wanted - x[right - 1] else right - 1
