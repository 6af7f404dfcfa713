# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false, reportUnknownArgumentType=false, reportUntypedBaseClass=false
# pyqtgraph has no type stubs
"""A curve in a plot that asks only for the part to be painted anew in which it has changed.

A live curve changes at its end; painting all of a dozen of them thirty times a second would keep the
window's thread busy.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from ftd_gui.plots.graphs import pg

Numbers = npt.NDArray[np.float64]

EDGE_COLUMNS = 4
"""Columns of pixels beside a change that are painted too, for the width of the pen."""


class CurveItem(pg.GraphicsObject):
    """A line through points; NaN are gaps."""

    def __init__(self) -> None:
        super().__init__()
        self._x, self._y = np.empty(0), np.empty(0)
        self._path: QPainterPath | None = None
        self._tail: QPainterPath | None = None
        self._tail_from = 0
        self._tail_left = math.inf
        # painting is told which part is wanted
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._pen = QPen(Qt.PenStyle.NoPen)
        self._is_smooth = True
        self._room = QRectF()

    @property
    def points(self) -> tuple[Numbers, Numbers]:
        """What it draws, gaps included, in coordinates of the view."""
        return self._x, self._y

    def set_pen(self, pen: QPen) -> None:
        """Draw with another pen."""
        self._pen = pen
        self.update()

    def set_points(
        self,
        x: Numbers,
        y: Numbers,
        is_smooth: bool,
        room: QRectF,
        column: float,
        is_ascending: bool = False,
    ) -> None:
        """Draw through these points.

        Args:
            x, y: in coordinates of the view; kept, not copied.
            is_smooth: with smoothed edges.
            room: the part of the view that can be seen.
            column: width of a column of pixels, in coordinates of the view.
            is_ascending: x never falls, so that what is drawn near its end are its last points.
        """
        changed = self._first_change(x, y)
        is_other = room != self._room or is_smooth != self._is_smooth
        if changed is None and not is_other:
            return
        dirty = room
        self._tail_left = math.inf
        if changed is not None and not is_other and changed > 0:
            dirty = self._from(changed - 1, x, room, column)
            if is_ascending and dirty != room:
                # the scene asks for some pixels more than it was told of
                self._tail_left = dirty.left() - EDGE_COLUMNS * column
                self._tail_from = _first_after(x, changed - 1, self._tail_left)
        if room != self._room:
            self.prepareGeometryChange()
        self._x, self._y, self._room, self._is_smooth = x, y, room, is_smooth
        self._path = self._tail = None
        self.update(dirty)

    def _first_change(self, x: Numbers, y: Numbers) -> int | None:
        """Number of the first point that is another one than before; None where all are the same."""
        count = min(len(x), len(self._x))
        old_y, new_y = self._y[:count], y[:count]
        is_same = (self._x[:count] == x[:count]) & (
            (old_y == new_y) | (np.isnan(old_y) & np.isnan(new_y))
        )
        if not is_same.all():
            return int(is_same.argmin())
        return None if len(x) == len(self._x) else count

    def _from(self, point: int, x: Numbers, room: QRectF, column: float) -> QRectF:
        """Where the old curve or the new one can be seen from a point on; all of it in a gap."""
        ends = np.concatenate((self._x[point:], x[point:]))
        if not np.isfinite(ends).all():
            return room
        left = float(ends.min()) - EDGE_COLUMNS * column
        right = float(ends.max()) + EDGE_COLUMNS * column
        return QRectF(left, room.top(), right - left, room.height())

    def boundingRect(self) -> QRectF:
        return self._room

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        if self._pen.style() == Qt.PenStyle.NoPen or not len(self._x):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._is_smooth)
        painter.setPen(self._pen)
        if option.exposedRect.left() >= self._tail_left:
            if self._tail is None:
                self._tail = _path(self._x[self._tail_from :], self._y[self._tail_from :])
            painter.drawPath(self._tail)
            return
        if self._path is None:
            self._path = _path(self._x, self._y)
        painter.drawPath(self._path)


def _path(x: Numbers, y: Numbers) -> QPainterPath:
    return pg.arrayToQPath(x, y, connect="finite")


def _first_after(x: Numbers, point: int, left: float) -> int:
    """Number of the last point that is not right of `left`, going back from one; or the first point."""
    while point > 0 and x[point] > left:
        point -= 1
    return point
