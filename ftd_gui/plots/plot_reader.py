"""Reads a plot at a place: which numbers stand there, and where the crosshair is drawn for them."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication

from ftd_gui.plots.plot_canvas import PlotCanvas
from ftd_gui.plots.plot_cursor import PlotCursor, Readout
from ftd_gui.plots.plot_line import PlotLine, ReadoutRow
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.views.number_text import count_text

MARK_REACH_PX = 8
STEPS_ACROSS = 100
NOWHERE = QPointF(-100, -100)


class PlotReader:
    """Makes the readout of a plot and hands it to its cursor."""

    def __init__(self, spec: PlotSpec, canvas: PlotCanvas, cursor: PlotCursor) -> None:
        self._spec, self._canvas, self._cursor = spec, canvas, cursor

    def readout_at(self, view_x: float, view_y: float, lines: Sequence[PlotLine]) -> Readout | None:
        """Numbers of the lines at the x nearest to a place of the view."""
        rows = self._rows_at(view_x, view_y, lines)
        if not rows:
            return None
        measured = [row for row in rows if not row.look.is_level] or rows
        return self._readout(min(measured, key=lambda row: abs(row.view_x - view_x)).x, rows)

    def readout_of(self, x: float, lines: Sequence[PlotLine]) -> Readout | None:
        """Numbers of the lines at this x, or at the nearest that each of them has."""
        low, high = self._canvas.y_range
        rows = self._rows_at(self._to_view(x), (low + high) / 2, lines)
        return self._readout(x, rows) if rows else None

    def _rows_at(self, view_x: float, view_y: float, lines: Sequence[PlotLine]) -> list[ReadoutRow]:
        rows: list[ReadoutRow] = []
        for line in lines:
            row = line.read_at(view_x, view_y)
            if row is None:
                continue
            if line.look.is_mark:
                here = self._canvas.place_of(view_x, view_y, False).x()
                there = self._canvas.place_of(row.view_x, view_y, False).x()
                if abs(there - here) > MARK_REACH_PX:
                    continue
            rows.append(row)
        return rows

    def _readout(self, x: float, rows: list[ReadoutRow]) -> Readout:
        rows = [row.beside(x) for row in rows if not row.is_alone or row.x == x]
        return Readout(f"{self._spec.x_word} {count_text(x)}", tuple(rows), x)

    def show(
        self,
        cursor_at: tuple[float, float] | None,
        linked_x: float | None,
        lines: Sequence[PlotLine],
    ) -> None:
        """Draw the crosshair under the mouse, else where that of another plot is, else none."""
        area = self._canvas.area
        if cursor_at is not None:
            readout = self.readout_at(*cursor_at, lines)
        else:
            readout = self.readout_of(linked_x, lines) if linked_x is not None else None
            if linked_x is not None and not self._is_in_sight(linked_x):
                readout = None
        if readout is None:
            self._cursor.show_readout(None, area, 0.0, [])
            return
        points = [
            self._canvas.place_of(row.view_x, row.view_y, row.look.on_right)
            if row.view_y == row.view_y
            else NOWHERE
            for row in readout.rows
        ]
        line_x = self._canvas.place_of(self._to_view(readout.x), 0.0, False).x()
        points = [
            QPointF(line_x, point.y()) if row.look.is_level else point
            for row, point in zip(readout.rows, points, strict=True)
        ]
        self._cursor.show_readout(readout, area, line_x, points)

    def copy_readout(self) -> None:
        """Put what the crosshair reads on the clipboard, as a table; leave it where nothing is read."""
        if self._cursor.readout is not None:
            QGuiApplication.clipboard().setText(self._cursor.readout.table(self._spec.x_word))

    def show_mark(self, x: float | None) -> None:
        """Mark this x, in units of the data, where it is in sight."""
        place = None
        if x is not None and self._is_in_sight(x):
            place = self._canvas.place_of(self._to_view(x), 0.0, False).x()
        self._cursor.show_mark(self._canvas.area, place)

    def place_after(self, x: float, steps: int, lines: Sequence[PlotLine]) -> tuple[float, float]:
        """Where in the view the point so many further along x stands, of the line with the most points.

        In a long curve a step is a hundredth of what is visible.
        """
        pieces = [piece for line in lines for piece in line.pieces if not line.look.is_mark]
        longest = max(pieces, key=lambda piece: len(piece.x)).x
        low, high = self._canvas.x_range
        y_low, y_high = self._canvas.y_range
        if self._canvas.bottom.logMode:
            low, high = 10.0**low, 10.0**high
        num_seen = int(np.count_nonzero((longest >= low) & (longest <= high)))
        stride = max(1, num_seen // STEPS_ACROSS)
        index = int(np.argmin(np.abs(longest - x))) + steps * stride
        found = float(longest[min(max(index, 0), len(longest) - 1)])
        return self._to_view(found), (y_low + y_high) / 2

    def _to_view(self, x: float) -> float:
        if not self._canvas.bottom.logMode:
            return x
        return math.log10(x) if x > 0 else -math.inf

    def _is_in_sight(self, x: float) -> bool:
        low, high = self._canvas.x_range
        return low <= self._to_view(x) <= high
