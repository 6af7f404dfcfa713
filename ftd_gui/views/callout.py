"""A word about one control: a frame over the window whose tip points at it, and a ring around it."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftd_gui.theme import RADIUS_PX, SPACE_PX
from ftd_gui.words import tr

WIDTH_PX = 340
TIP_PX = 10
EDGE_PX = 2 * SPACE_PX
"""From the callout to the edge of the window, at least."""
RING_GAP_PX = 3


class Ring(QWidget):
    """A line around a control; takes no click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)


class Callout(QWidget):
    """A title, a sentence, and the ways on, back and out. Enter goes on, Escape ends.

    The window behind it stays usable.

    Signals:
        next_wanted(), back_wanted(), end_wanted(): what the user chose.
    """

    next_wanted = Signal()
    back_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tip: QPoint | None = None
        self._tip_is_above = True
        self.ring = Ring(window)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE_PX)
        self.count = QLabel(self)
        self.count.setProperty("look", "caption")
        self.title = QLabel(self)
        self.title.setProperty("look", "heading")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setFixedWidth(WIDTH_PX - 8 * SPACE_PX)
        self.end_button = QPushButton(tr("End tour"), self)
        self.end_button.setProperty("look", "link")
        self.end_button.setToolTip(tr("The Help menu offers it again."))
        self.back_button = QPushButton(tr("Back"), self)
        self.back_button.setToolTip(tr("Go to the step before."))
        self.next_button = QPushButton(tr("Next"), self)
        self.next_button.setProperty("look", "primary")
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addWidget(self.end_button)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        for label in (self.count, self.title, self.text):
            self._column.addWidget(label)
        self._column.addSpacing(SPACE_PX)
        self._column.addLayout(row)
        self.next_button.clicked.connect(self.next_wanted)
        self.back_button.clicked.connect(self.back_wanted)
        self.end_button.clicked.connect(self.end_wanted)
        self._set_margins()
        self.hide()

    def say(self, title: str, text: str, place: int, total: int) -> None:
        """Say these words, the place-th of so many (from 0)."""
        self.count.setText(tr("Step {place} of {total}").format(place=place + 1, total=total))
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{self.count.text()}: {title}")
        self.setAccessibleDescription(text)
        # the button has the focus, so it is what is read aloud
        self.next_button.setAccessibleDescription(f"{title}. {text}")
        self.back_button.setEnabled(place > 0)
        self.next_button.setText(tr("Done") if place == total - 1 else tr("Next"))

    def point_at(self, target: QRect | None) -> None:
        """Stand below or above a part of the window, or in its middle where there is none to see."""
        room = self._window.rect()
        self._tip_is_above = True
        self._set_margins()
        size = self.sizeHint()
        if target is None:
            self.ring.hide()
            self._tip = None
            corner = room.center() - QPoint(size.width() // 2, size.height() // 2)
        else:
            around = target.adjusted(-RING_GAP_PX, -RING_GAP_PX, RING_GAP_PX, RING_GAP_PX)
            self.ring.setGeometry(around.intersected(room))
            self.ring.show()
            self.ring.raise_()
            self._tip_is_above = around.bottom() + size.height() + EDGE_PX <= room.bottom()
            self._set_margins()
            y = around.bottom() + 1 if self._tip_is_above else around.top() - size.height()
            left = target.center().x() - size.width() // 2
            most = room.right() - EDGE_PX - size.width()
            corner = QPoint(max(EDGE_PX, min(left, most)), max(EDGE_PX, y))
            self._tip = QPoint(target.center().x() - corner.x(), 0)
        self.setGeometry(QRect(corner, size))
        self.show()
        self.raise_()
        self.update()

    def leave(self) -> None:
        """Be gone, with the ring."""
        self.hide()
        self.ring.hide()

    def _set_margins(self) -> None:
        side = 4 * SPACE_PX
        above, below = (TIP_PX, 0) if self._tip_is_above else (0, TIP_PX)
        self._column.setContentsMargins(side, 3 * SPACE_PX + above, side, 3 * SPACE_PX + below)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = TIP_PX if self._tip_is_above else 0
        body = QRectF(1, top + 1, self.width() - 2, self.height() - TIP_PX - 2)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.5))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(body, RADIUS_PX, RADIUS_PX)
        if self._tip is None:
            return
        reach = TIP_PX + RADIUS_PX
        x = min(max(float(self._tip.x()), reach), self.width() - reach)
        edge, point = (
            (body.top(), 1.0) if self._tip_is_above else (body.bottom(), self.height() - 1.0)
        )
        feet = QPointF(x - TIP_PX, edge), QPointF(x + TIP_PX, edge)
        tip = QPolygonF([feet[0], QPointF(x, point), feet[1]])
        painter.drawPolyline(tip)
        # the edge of the frame is open where the tip begins
        painter.setPen(Qt.PenStyle.NoPen)
        inward = 1.5 if self._tip_is_above else -1.5
        painter.drawPolygon(
            QPolygonF([*(foot + QPointF(0, inward) for foot in feet), QPointF(x, point + inward)])
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.end_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # outside a dialog a button does not heed Enter by itself
            if isinstance(focused, QPushButton) and focused.hasFocus():
                focused.click()
            else:
                self.next_wanted.emit()
        else:
            super().keyPressEvent(event)
