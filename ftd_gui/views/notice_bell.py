"""The bell of the status strip with its count, and the list of notices behind it."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.runs.notices import Notice, NoticeBoard
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.notice_words import OFFER_WORDS
from ftd_gui.views.run_words import clock_text
from ftd_gui.views.toast import LEVEL_ICONS, level_ink
from ftd_gui.words import tr

LIST_WIDTH_PX = 420
MOST_HEIGHT_PX = 420


class NoticeList(QFrame):
    """All notices in a window of its own over the bell, newest first.

    Signals:
        offer_taken(object): the button of this `Notice` was pressed.
        settings_wanted(): what is told shall be chosen.
    """

    offer_taken = Signal(object)
    settings_wanted = Signal()

    def __init__(self, board: NoticeBoard, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._board = board
        self._theme = LIGHT
        self.setProperty("look", "popup")
        self.setAccessibleName(tr("Notifications"))
        self.setFixedWidth(LIST_WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_PX, 2 * SPACE_PX, SPACE_PX, SPACE_PX)
        column.setSpacing(SPACE_PX)
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE_PX, 0, SPACE_PX, 0)
        title = QLabel(tr("Notifications"), self)
        title.setProperty("look", "heading")
        head.addWidget(title)
        head.addStretch(1)
        self.clear_button = self._link(tr("Clear"), tr("Forget all notifications"))
        self.clear_button.clicked.connect(board.clear)
        self.settings_button = self._link(
            tr("Settings…"), tr("Choose what is told, and whether the system tells it too")
        )
        self.settings_button.clicked.connect(self._on_settings_clicked)
        head.addWidget(self.clear_button)
        head.addWidget(self.settings_button)
        column.addLayout(head)
        self.nothing = QLabel(
            tr("Nothing has happened since the window was opened. What runs is told of here."), self
        )
        self.nothing.setProperty("look", "soft")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(2 * SPACE_PX, SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX)
        column.addWidget(self.nothing)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # the rows have buttons; the area itself would be one more stop for the keys
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._area)
        self.rows: list[QFrame] = []
        board.changed.connect(self._on_board_changed)
        self._fill()

    def _link(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("look", "link")
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        return button

    def open_over(self, bell: QWidget) -> None:
        """Show the list over the bell; all in it count as read then."""
        self._fill()
        corner = bell.mapToGlobal(QPoint(bell.width(), 0))
        screen = bell.screen().availableGeometry()
        left = min(corner.x(), screen.right()) - self.width()
        self.move(max(screen.left(), left), max(screen.top(), corner.y() - self.height()))
        self.show()
        first = next((row.findChild(QPushButton) for row in self.rows), None)
        (first or self.settings_button).setFocus(Qt.FocusReason.PopupFocusReason)
        self._board.mark_read()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        self._fill()

    def _on_board_changed(self) -> None:
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        notices = self._board.notices
        content = QWidget()
        content.setProperty("look", "list_ground")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = [self._row(notice, content) for notice in notices]
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        self._area.setWidget(content)
        self.nothing.setVisible(not notices)
        self._area.setVisible(bool(notices))
        self.clear_button.setVisible(bool(notices))
        width = LIST_WIDTH_PX - 2 * SPACE_PX
        wanted = sum(row.heightForWidth(width) for row in self.rows)
        self._area.setFixedHeight(min(MOST_HEIGHT_PX, wanted))
        self.adjustSize()

    def _row(self, notice: Notice, parent: QWidget) -> QFrame:
        frame = QFrame(parent)
        frame.setProperty("look", "notice")
        frame.setAccessibleName(notice.words)
        row = QHBoxLayout(frame)
        row.setContentsMargins(2 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX)
        row.setSpacing(2 * SPACE_PX)
        sign = QLabel(frame)
        ink = level_ink(notice.level, self._theme)
        sign.setPixmap(themed_icon(LEVEL_ICONS[notice.level], self._theme, ink).pixmap(16, 16))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        words = QLabel(notice.words, frame)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        when = QLabel(clock_text(notice.time_s), frame)
        when.setProperty("look", "caption")
        texts.addWidget(words)
        texts.addWidget(when)
        row.addLayout(texts, 1)
        if notice.offer:
            button = QPushButton(tr(OFFER_WORDS[notice.offer]), frame)
            button.setAccessibleDescription(notice.words)
            button.clicked.connect(lambda: self._take(notice))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return frame

    def _take(self, notice: Notice) -> None:
        self.hide()
        self.offer_taken.emit(notice)

    def _on_settings_clicked(self) -> None:
        self.hide()
        self.settings_wanted.emit()


class NoticeBell(QToolButton):
    """Shows how many notices are unread, and opens their list."""

    def __init__(self, board: NoticeBoard, parent: QWidget) -> None:
        super().__init__(parent)
        self._board = board
        self._theme = LIGHT
        self.list = NoticeList(board, self)
        self.setProperty("look", "small")
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.open_list)
        board.changed.connect(self._on_board_changed)
        self._on_board_changed()

    def open_list(self) -> None:
        """Show what happened."""
        self.list.open_over(self)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        self.setIcon(themed_icon("bell", theme))
        self.list.set_theme(theme)

    def _on_board_changed(self) -> None:
        unread = self._board.unread
        self.setText(str(unread) if unread else "")
        words = (
            tr("No unread notifications")
            if not unread
            else tr("1 unread notification")
            if unread == 1
            else tr("{count} unread notifications").format(count=unread)
        )
        self.setAccessibleName(tr("Notifications"))
        self.setAccessibleDescription(words)
        self.setToolTip(words)
