"""Legend of a plot: one button per line that shows its look and hides it by a click."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ftd_gui.plots.line_look import LineLook
from ftd_gui.theme import Theme, caption_font
from ftd_gui.views.flow_layout import FlowLayout
from ftd_gui.words import tr

SWATCH_PX = 22


def draw_swatch(painter: QPainter, box: QRectF, look: LineLook, colour: QColor) -> None:
    """A short sample of a line with its style and symbol."""
    painter.setPen(QPen(colour, max(1.5, look.width_px), look.style, Qt.PenCapStyle.FlatCap))
    middle = box.center()
    if not (look.is_point or look.is_mark):
        painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()))
    if not look.symbol:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    draw_symbol(painter, middle, look.symbol, 6 if look.symbol in ("o", "s") else 8)


def draw_symbol(painter: QPainter, middle: QPointF, symbol: str, size_px: float) -> None:
    """The symbol of a point, filled with the painter's brush; letters as pyqtgraph has them."""
    half = size_px / 2
    tips: tuple[tuple[float, float], ...] = ()
    if symbol == "s":
        painter.drawRect(QRectF(middle.x() - half, middle.y() - half, size_px, size_px))
    elif symbol == "d":
        tips = ((0, -1.125), (1, 0), (0, 1.125), (-1, 0))
    elif symbol == "t1":
        tips = ((0, -1.125), (1, 0.75), (-1, 0.75))
    elif symbol == "t":
        tips = ((0, 1.125), (1, -0.75), (-1, -0.75))
    elif symbol == "+":
        arm = ((-0.35, -1), (0.35, -1), (0.35, -0.35))
        # the other three arms are the first one turned by quarters
        turns = ((1, 0), (0, 1), (-1, 0), (0, -1))
        tips = tuple((c * a - s * b, s * a + c * b) for c, s in turns for a, b in arm)
    else:
        painter.drawEllipse(middle, half, half)
    if tips:
        corners = [QPointF(middle.x() + a * half, middle.y() + b * half) for a, b in tips]
        painter.drawPolygon(QPolygonF(corners))


class LegendEntry(QAbstractButton):
    """Name and look of one line; checked while the line is shown.

    Signals:
        alone_requested(): a double-click, or Shift and Space, wants to see this line alone, or all.
    """

    alone_requested = Signal()

    def __init__(self, look: LineLook, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(look.name)
        self.setCheckable(True)
        self.setChecked(True)
        # without room for all of it, its name ends in an ellipsis
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Show {line}").format(line=look.name))
        self.setFont(caption_font(self.font()))
        self._look = look
        self._theme = theme
        self.explain()
        self.toggled.connect(self.explain)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def rename(self, name: str) -> None:
        """Say another name of the line."""
        self.setText(name)
        self.setAccessibleName(tr("Show {line}").format(line=name))
        self.explain()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(SWATCH_PX + 12 + metrics.horizontalAdvance(self.text()), metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(SWATCH_PX + 12, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(getattr(self._theme, self._look.colour))
        text_colour = QColor(self._theme.text_soft)
        if self._look.is_faint:
            colour.setAlpha(150)
        if not self.isChecked():
            colour.setAlpha(60)
            text_colour.setAlpha(130)
        elif self.underMouse():
            text_colour = QColor(self._theme.text)
        height = self.height()
        draw_swatch(painter, QRectF(4, 0, SWATCH_PX - 2, height), self._look, colour)
        painter.setPen(text_colour)
        room = QRectF(SWATCH_PX + 8, 0, self.width() - SWATCH_PX - 10, height)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if not self.isChecked():
            right = room.left() + metrics.horizontalAdvance(text)
            painter.drawLine(QPointF(room.left(), height / 2), QPointF(right, height / 2))
        if self.hasFocus():
            painter.setPen(QColor(self._theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def explain(self) -> None:
        """Say what a click does."""
        words = tr("Hide {line}.") if self.isChecked() else tr("Show {line}.")
        alone = tr("A double-click, or Shift and Space, shows it alone, or all again.")
        self.setToolTip(f"{words.format(line=self.text())} {alone}")

    def mouseDoubleClickEvent(self, e: QMouseEvent) -> None:
        # its first click has toggled the line already
        if e.button() == Qt.MouseButton.LeftButton:
            self.alone_requested.emit()

    def keyPressEvent(self, e: QKeyEvent) -> None:
        if e.key() == Qt.Key.Key_Space and e.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.alone_requested.emit()
        else:
            super().keyPressEvent(e)


class PlotLegend(QWidget):
    """All entries of a plot, wrapped to its width.

    Signals:
        lines_toggled(): the user hid or showed lines; those whose entries are checked are shown.
    """

    lines_toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.entries: dict[str, LegendEntry] = {}
        self._flow = FlowLayout(self, gap_px=8)

    def add_entry(self, key: str, look: LineLook) -> None:
        """Append the entry of a line, not shown until the line has points."""
        entry = LegendEntry(look, self._theme, self)
        entry.toggled.connect(self._on_toggled)
        entry.alone_requested.connect(partial(self._on_alone_requested, key))
        entry.hide()
        self.entries[key] = entry
        self._flow.addWidget(entry)

    def add_note(self, note: QWidget) -> None:
        """Append a word about the plot behind the entries."""
        self._flow.addWidget(note)

    def show_entry(self, key: str, is_shown: bool) -> None:
        """Show the entry of a line only where it has points."""
        entry = self.entries[key]
        if entry.isHidden() == is_shown:
            entry.setVisible(is_shown)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for entry in self.entries.values():
            entry.set_theme(theme)

    def _on_toggled(self) -> None:
        self.lines_toggled.emit()

    def _on_alone_requested(self, key: str) -> None:
        others = [entry for name, entry in self.entries.items() if name != key]
        # lines without points have no say in whether this one is alone
        was_alone = not any(entry.isChecked() for entry in others if not entry.isHidden())
        for entry in self.entries.values():
            with QSignalBlocker(entry):
                entry.setChecked(was_alone or entry is self.entries[key])
            entry.explain()
            entry.update()
        self.lines_toggled.emit()
