# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false, reportUnknownArgumentType=false, reportUntypedBaseClass=false
# pyqtgraph has no type stubs
"""Things drawn inside a plot that pyqtgraph has not: a band of spread, and a view box with box zoom."""

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from ftd_gui.plots.graphs import pg

Numbers = npt.NDArray[np.float64]

MOST_ZOOM = 1e6
MOST_ZOOM_OUT = 100.0
"""How much less, and more, than the whole data a view can show."""


class BandItem(pg.GraphicsObject):
    """Filled band between a lower and an upper border, in one or several pieces.

    A piece of one point has no width to be filled and is drawn as a whisker.
    """

    def __init__(self) -> None:
        super().__init__()
        self._polygons: list[QPolygonF] = []
        self._whiskers: list[QLineF] = []
        self._bounds = QRectF()
        self._brush = QBrush(Qt.BrushStyle.NoBrush)
        self._pen = QPen(Qt.PenStyle.NoPen)

    def set_colours(self, fill: QColor, whisker: QColor, whisker_px: float) -> None:
        """Take the colour of the area, its alpha included, and the pen of whiskers."""
        self._brush = QBrush(fill)
        self._pen = pg.mkPen(whisker, width=whisker_px)
        self.update()

    def set_bands(self, bands: list[tuple[Numbers, Numbers, Numbers]]) -> None:
        """Show pieces of x, lower and upper border, in coordinates of the view without NaN."""
        self.prepareGeometryChange()
        self._polygons = [
            QPolygonF(
                [QPointF(a, b) for a, b in zip(x.tolist(), low.tolist(), strict=True)]
                + [
                    QPointF(a, b)
                    for a, b in zip(x[::-1].tolist(), high[::-1].tolist(), strict=True)
                ]
            )
            for x, low, high in bands
            if len(x) > 1
        ]
        self._whiskers = [
            QLineF(float(x[0]), float(low[0]), float(x[0]), float(high[0]))
            for x, low, high in bands
            if len(x) == 1
        ]
        self._bounds = QRectF()
        for polygon in self._polygons:
            self._bounds = self._bounds.united(polygon.boundingRect())
        for whisker in self._whiskers:
            # an area without width would never be asked to paint
            box = QRectF(whisker.p1(), whisker.p2()).normalized()
            self._bounds = self._bounds.united(box.adjusted(-1e-6, 0, 1e-6, 0))
        self.update()

    @property
    def num_pieces(self) -> int:
        """How many pieces are shown."""
        return len(self._polygons) + len(self._whiskers)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: Any, widget: Any = None) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brush)
        for polygon in self._polygons:
            painter.drawPolygon(polygon)
        painter.setPen(self._pen)
        painter.drawLines(self._whiskers)


class PlotViewBox(pg.ViewBox):
    """View that a drag pans, and a drag with Shift, or in box mode, zooms into a box.

    Signals:
        fit_requested(): a double-click asked for the whole data.
        menu_requested(QPoint): a right click, not the end of a drag, at this place of the screen.
        chosen(): a click, not a drag, on what the cursor reads.
    """

    fit_requested = Signal()
    menu_requested = Signal(QPoint)
    chosen = Signal()

    def __init__(self) -> None:
        # the built-in menu is a tree of parentless widgets in words of its own
        super().__init__(enableMenu=False)
        self.is_box_zoom = False
        self.widest = (1.0, 1.0)
        """Width and height of the whole data; zoom ends far inside and far outside of it."""
        self.disableAutoRange()
        self.setMouseMode(pg.ViewBox.PanMode)

    def set_box_colour(self, colour: str) -> None:
        """Colour of the rubber band."""
        fill = QColor(colour)
        fill.setAlpha(40)
        self.rbScaleBox.setPen(pg.mkPen(colour, width=1))
        self.rbScaleBox.setBrush(pg.mkBrush(fill))

    def scaleBy(  # noqa: N802
        self, s: Any = None, center: Any = None, x: float | None = None, y: float | None = None
    ) -> None:
        """Zoom, but not beyond what numbers can still tell apart."""
        factors = s if s is not None else (x, y)
        for factor, whole, (low, high) in zip(factors, self.widest, self.viewRange(), strict=True):
            share = (high - low) * (factor or 1.0) / whole
            if not 1 / MOST_ZOOM <= share <= MOST_ZOOM_OUT and factor not in (None, 1.0):
                return
        super().scaleBy(s, center, x, y)

    def showAxRect(self, ax: QRectF, **kwargs: Any) -> None:  # noqa: N802
        # exactly the box that was drawn, without the base class's padding
        super().showAxRect(ax, padding=0, **kwargs)

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        has_shift = bool(ev.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        # decided at the press: letting Shift go half-way does not turn a box into a pan
        if ev.isStart():
            is_box = self.is_box_zoom != has_shift
            self.setMouseMode(pg.ViewBox.RectMode if is_box else pg.ViewBox.PanMode)
        super().mouseDragEvent(ev, axis)

    def mouseClickEvent(self, ev: Any) -> None:
        if ev.double() and ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            self.fit_requested.emit()
        elif ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            self.chosen.emit()
        elif ev.button() == Qt.MouseButton.RightButton:
            ev.accept()
            place = ev.screenPos()
            self.menu_requested.emit(QPoint(round(place.x()), round(place.y())))
