"""Cards in the corner of the window that say what happened, take no focus and go by themselves."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.runs.notices import Notice, NoticeLevel
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.notice_words import OFFER_WORDS
from ftd_gui.words import tr

STAYS_MS = 8000
MOST_AT_ONCE = 3
WIDTH_PX = 380
LEVEL_ICONS: dict[NoticeLevel, str] = {"good": "done", "warning": "warning", "failed": "problem"}
_LOOKS: dict[NoticeLevel, str] = {
    "good": "toast",
    "warning": "decision_card",
    "failed": "failed_card",
}


def level_ink(level: NoticeLevel, theme: Theme) -> str:
    """Colour of the sign; its shape says the same."""
    return {"good": theme.text, "warning": theme.decision, "failed": theme.failed}[level]


class Toast(QFrame):
    """One notice as a card; it stays while the mouse or the keys are on it.

    Signals:
        offer_taken(object): the button of this `Notice` was pressed.
        gone(): the card may be taken away.
    """

    offer_taken = Signal(object)
    gone = Signal()

    def __init__(self, notice: Notice, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setProperty("look", _LOOKS[notice.level])
        self.setAccessibleName(notice.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX)
        row.setSpacing(2 * SPACE_PX)
        self._icon = QLabel(self)
        self.words = QLabel(notice.words, self)
        # names of runs come from anywhere
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        self.offer_button: QPushButton | None = None
        if notice.offer:
            self.offer_button = QPushButton(tr(OFFER_WORDS[notice.offer]), self)
            self.offer_button.setAccessibleDescription(notice.words)
            self.offer_button.clicked.connect(self._on_offer_clicked)
            row.addWidget(self.offer_button)
        self.close_button = QToolButton(self)
        self.close_button.setProperty("look", "small")
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setAccessibleName(tr("Dismiss"))
        self.close_button.setAccessibleDescription(notice.words)
        self.close_button.setToolTip(tr("Dismiss; it stays in the list behind the bell"))
        self.close_button.clicked.connect(self.gone)
        row.addWidget(self.close_button)
        self.setFixedWidth(WIDTH_PX)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_over)
        self._timer.start(STAYS_MS)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Recolour the signs."""
        level = self.notice.level
        icon = themed_icon(LEVEL_ICONS[level], theme, level_ink(level, theme))
        self._icon.setPixmap(icon.pixmap(20, 20))
        self.close_button.setIcon(themed_icon("close", theme))

    def _on_time_over(self) -> None:
        buttons = [self.close_button, *([self.offer_button] if self.offer_button else [])]
        # where the mouse is: Qt's own mark of it also stays on a card that came up under nothing
        is_pointed_at = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        if is_pointed_at or any(button.hasFocus() for button in buttons):
            self._timer.start(STAYS_MS)
        else:
            self.gone.emit()

    def _on_offer_clicked(self) -> None:
        self.offer_taken.emit(self.notice)
        self.gone.emit()


class ToastCorner(QWidget):
    """The cards at the lower right of a window, the newest lowest.

    They appear and go without motion, for those who asked their system for none and for all others:
    a card in the corner comes from nowhere that a movement could show.

    Signals:
        offer_taken(object): the button of this `Notice` was pressed.
    """

    offer_taken = Signal(object)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._theme = LIGHT
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE_PX)
        self.toasts: list[Toast] = []
        window.installEventFilter(self)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Put a card on top of the pages; the oldest goes where there are too many."""
        toast = Toast(notice, self._theme, self)
        toast.offer_taken.connect(self.offer_taken)
        toast.gone.connect(lambda: self._take_away(toast))
        self.toasts.append(toast)
        self._column.addWidget(toast)
        if len(self.toasts) > MOST_AT_ONCE:
            self._take_away(self.toasts[0])
        self._place()
        self.show()
        self.raise_()
        announcement = QAccessibleAnnouncementEvent(toast, notice.words)
        if notice.level == "failed":
            announcement.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(announcement)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        for toast in self.toasts:
            toast.set_theme(theme)

    def _take_away(self, toast: Toast) -> None:
        if toast not in self.toasts:
            return
        self.toasts.remove(toast)
        self._column.removeWidget(toast)
        toast.hide()
        toast.deleteLater()
        self.setVisible(bool(self.toasts))
        if self.toasts:
            self._place()

    def _place(self) -> None:
        """Lower right, above the status bar."""
        # Counted here: words that wrap say their height only at a width, and a layout leaves out
        # what is not shown yet.
        for toast in self.toasts:
            toast.setFixedHeight(toast.heightForWidth(WIDTH_PX))
        gaps = self._column.spacing() * (len(self.toasts) - 1)
        height = sum(toast.height() for toast in self.toasts) + gaps
        margin = 4 * SPACE_PX
        bottom = self._window.statusBar().geometry().top() - margin
        right = self._window.width() - margin
        self.setGeometry(right - WIDTH_PX, bottom - height, WIDTH_PX, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner while the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.toasts:
            # a turn later: the status bar is where it will be only when the window is laid out
            QTimer.singleShot(0, self, self._place)
        return super().eventFilter(watched, event)
