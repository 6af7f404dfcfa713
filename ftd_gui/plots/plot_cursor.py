"""Crosshair and readout of a plot, laid over its canvas."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ftd_gui.plots.plot_content import plain_number
from ftd_gui.plots.plot_legend import SWATCH_PX, draw_swatch
from ftd_gui.plots.plot_line import ReadoutRow
from ftd_gui.theme import Theme, caption_font, number_font

EDGE_PX = 6
FLAG_PX = 5


@dataclass(frozen=True, slots=True)
class Readout:
    """Numbers at the cursor: the nearest x in words and one row per visible line."""

    title: str
    rows: tuple[ReadoutRow, ...]
    x: float

    def table(self, x_word: str) -> str:
        """The numbers for a spreadsheet: a line a row, tabs between, all digits, in no locale.

        Each row has its own x, which is that of its nearest point. A mark has no value.
        """
        lines = [f"series\t{x_word}\tvalue"]
        for row in self.rows:
            # as in the file of all points: the value before it was scaled holds the digits
            scale = row.look.scale
            value = "" if row.look.is_mark else plain_number(row.value / scale, scale)
            lines.append(f"{row.look.name}\t{plain_number(row.x)}\t{value}")
        return "\n".join(lines) + "\n"


class PlotCursor(QWidget):
    """Transparent pane that draws the crosshair; the mouse goes through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._theme = theme
        self.readout: Readout | None = None
        self._area = QRectF()
        self._line_x = 0.0
        self._points: list[QPointF] = []
        self._mark_x: float | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_readout(
        self, readout: Readout | None, area: QRectF, line_x: float, points: list[QPointF]
    ) -> None:
        """Show a readout, or nothing.

        Args:
            readout: its text, or None.
            area: the plot's inside in pixels of this pane.
            line_x: where the vertical hair stands, in pixels.
            points: place of each row's point, in pixels.
        """
        if readout is None and self.readout is None:
            return
        self.readout, self._area, self._line_x, self._points = readout, area, line_x, points
        self.update()

    def show_mark(self, area: QRectF, mark_x: float | None) -> None:
        """Mark a place along x for as long as it is told: a hair of dashes with a flag; None for none."""
        if (mark_x, area) != (self._mark_x, self._area):
            self._mark_x, self._area = mark_x, area
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._mark_x is not None:
            self._draw_mark(painter, round(self._mark_x) + 0.5)
        if self.readout is None:
            return
        painter.setPen(QPen(QColor(self._theme.text_soft), 1))
        x = round(self._line_x) + 0.5
        painter.drawLine(QPointF(x, self._area.top()), QPointF(x, self._area.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, point in zip(self.readout.rows, self._points, strict=True):
            if self._area.adjusted(-1, -1, 1, 1).contains(point):
                painter.setPen(QPen(QColor(self._theme.card), 1.5))
                painter.setBrush(QColor(getattr(self._theme, row.look.colour)))
                painter.drawEllipse(point, 4, 4)
        self._draw_box(painter, self.readout)

    def _draw_mark(self, painter: QPainter, x: float) -> None:
        colour = QColor(self._theme.accent)
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
        top = self._area.top()
        painter.drawLine(QPointF(x, top), QPointF(x, self._area.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        flag = (QPointF(x - FLAG_PX, top), QPointF(x + FLAG_PX, top), QPointF(x, top + FLAG_PX))
        painter.drawPolygon(flag)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_box(self, painter: QPainter, readout: Readout) -> None:
        font = number_font(caption_font(self.font()))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        line_px = metrics.height() + 2
        name_px = max((metrics.horizontalAdvance(row.look.name) for row in readout.rows), default=0)
        text_px = max((metrics.horizontalAdvance(row.text) for row in readout.rows), default=0)
        inner = max(
            SWATCH_PX + 4 + name_px + 12 + text_px if readout.rows else 0,
            metrics.horizontalAdvance(readout.title),
        )
        # on a small plot names give way, numbers do not
        inner = min(inner, self.width() - 2 * EDGE_PX - 6)
        name_px = min(name_px, max(0, inner - SWATCH_PX - 16 - text_px))
        width = inner + 2 * EDGE_PX + 2
        height = line_px * (1 + len(readout.rows)) + 2 * EDGE_PX - 2
        # beside the hair, on the side with more room, so that it never hides what is read
        is_right = self._line_x < self._area.center().x()
        left = self._line_x + 12 if is_right else self._line_x - 12 - width
        left = max(2.0, min(left, self.width() - width - 2.0))
        top = max(2.0, min(self._area.top() + 6, self.height() - height - 2.0))
        box = QRectF(left, top, width, height)
        ground = QColor(self._theme.card)
        ground.setAlpha(235)
        painter.setPen(QPen(QColor(self._theme.hairline), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
        middle = Qt.AlignmentFlag.AlignVCenter
        row_box = QRectF(box.left() + EDGE_PX, box.top() + EDGE_PX - 1, inner + 2, line_px)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(row_box, middle | Qt.AlignmentFlag.AlignLeft, readout.title)
        for row in readout.rows:
            row_box.translate(0, line_px)
            colour = QColor(getattr(self._theme, row.look.colour))
            swatch = QRectF(row_box.left(), row_box.top(), SWATCH_PX - 4, line_px)
            draw_swatch(painter, swatch, row.look, colour)
            painter.setPen(QColor(self._theme.text_soft))
            name_box = row_box.adjusted(SWATCH_PX + 2, 0, 0, 0)
            name = metrics.elidedText(row.look.name, Qt.TextElideMode.ElideRight, name_px + 1)
            painter.drawText(name_box, middle | Qt.AlignmentFlag.AlignLeft, name)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(row_box, middle | Qt.AlignmentFlag.AlignRight, row.text)
