"""The queue above the list of runs: what waits, in which order, and why nothing goes on."""

import time

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.needs import time_words
from ftd_gui.runs.device_choice import devices_here
from ftd_gui.runs.run_queue import AnyIndex, QueueRole, RunQueue
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, caption_font, themed_icon
from ftd_gui.usual_keys import QUEUE_KEYS
from ftd_gui.views.hugging import hugging
from ftd_gui.views.run_words import clock_text
from ftd_gui.words import tr

MOST_ROWS_SEEN = 4


class QueueDelegate(QStyledItemDelegate):
    """Draws an entry as two lines: its name, then what it waits for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Two lines high, at any width."""
        return QSize(120, 2 * option.fontMetrics.height() + 2 * SPACE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        area, theme, font = option.rect, self.theme, option.font
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.selection))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        inner = area.adjusted(3 * SPACE_PX, SPACE_PX, -3 * SPACE_PX, -SPACE_PX)
        top = QRect(inner.x(), inner.y(), inner.width(), inner.height() // 2)
        below = QRect(inner.x(), top.bottom() + 1, inner.width(), inner.height() - top.height())
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        sign = "\u25b6 " if index.data(QueueRole.IS_RUNNING) else f"{index.row() + 1}  "
        for rect, text, colour, drawn in (
            (top, f"{sign}{index.data()}", theme.text, font),
            (below, str(index.data(QueueRole.DETAIL)), theme.text_soft, caption_font(font)),
        ):
            painter.setFont(drawn)
            painter.setPen(QColor(colour))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, side, shown)
        painter.restore()


class QueuePanel(QWidget):
    """The waiting experiments with the tools to order them; hidden while there are none."""

    def __init__(self, queue: RunQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._theme = LIGHT
        self._seconds, self._unknown = 0.0, 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2 * SPACE_PX)
        column.setSpacing(SPACE_PX)
        head = QHBoxLayout()
        head.setContentsMargins(3 * SPACE_PX, 0, 2 * SPACE_PX, 0)
        head.setSpacing(SPACE_PX)
        self.title = QLabel(self)
        self.title.setProperty("look", "heading")
        head.addWidget(self.title)
        head.addStretch(1)
        self.hold_button = self._button("")
        self.hold_button.clicked.connect(self._on_hold_clicked)
        self.up_button = self._button(tr("Earlier: move the selected entry up (Alt+Up)"))
        self.up_button.clicked.connect(self._on_up_clicked)
        self.down_button = self._button(tr("Later: move the selected entry down (Alt+Down)"))
        self.down_button.clicked.connect(self._on_down_clicked)
        self.device_button = self._button("")
        self.device_button.setMenu(self._device_menu())
        self.device_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.copy_button = self._button(
            tr("Duplicate the selected entry under another seed (Ctrl+D)")
        )
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.remove_button = self._button(tr("Take the selected entry out of the queue (Del)"))
        self.remove_button.clicked.connect(self._on_remove_clicked)
        for button in (
            *(self.hold_button, self.up_button, self.down_button),
            *(self.device_button, self.copy_button, self.remove_button),
        ):
            head.addWidget(button)
        column.addLayout(head)
        self.time_label = QLabel(self)
        self.time_label.setProperty("look", "caption")
        self.time_label.setContentsMargins(3 * SPACE_PX, 0, 3 * SPACE_PX, 0)
        self.time_label.setWordWrap(True)
        self.time_label.hide()
        column.addWidget(self.time_label)
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        self.reason.setProperty("look", "decision")
        self.reason.setContentsMargins(3 * SPACE_PX, 0, 3 * SPACE_PX, 0)
        column.addWidget(self.reason)
        self.list_view = QListView(self)
        self.list_view.setModel(queue)
        self._delegate = QueueDelegate(self.list_view)
        self.list_view.setItemDelegate(self._delegate)
        self.list_view.setAccessibleName(tr("Queue"))
        self.list_view.setAccessibleDescription(
            tr(
                "Runs that wait, the next one first. Alt with Up or Down moves one, Ctrl+D copies it, Del "
                "removes it."
            )
        )
        self.list_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_view.selectionModel().currentChanged.connect(self.refresh)
        for name, wish in (
            ("up", self._on_up_clicked),
            ("down", self._on_down_clicked),
            ("copy", self._on_copy_clicked),
            ("remove", self._on_remove_clicked),
        ):
            # only while the list has the keys: elsewhere they mean something else
            context = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(QUEUE_KEYS[name]), self.list_view, wish, context=context)
        column.addWidget(self.list_view)
        self.failure_box = hugging(QCheckBox(tr("Go on when one fails"), self))
        self.failure_box.setToolTip(
            tr("A run that fails does not hold the queue. Off: the queue is held until you look.")
        )
        self.failure_box.toggled.connect(queue.set_goes_on_after_failure)
        box_row = QHBoxLayout()
        box_row.setContentsMargins(3 * SPACE_PX, 0, 3 * SPACE_PX, 0)
        box_row.addWidget(self.failure_box)
        column.addLayout(box_row)
        queue.changed.connect(self.refresh)
        self.refresh()

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("look", "small")
        button.setIconSize(QSize(14, 14))
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(":")[0].partition(" (")[0])
        return button

    def _device_menu(self) -> QMenu:
        menu = QMenu(self)
        self._devices = QActionGroup(menu)
        for choice in devices_here():
            action = menu.addAction(tr(choice.words))
            action.setCheckable(True)
            action.setData(choice.name)
            self._devices.addAction(action)
        self._devices.triggered.connect(self._on_device_chosen)
        return menu

    def show_time(self, seconds: float, unknown: int) -> None:
        """Say how long the whole queue takes, and until when where it goes on.

        Args:
            seconds: of all whose time is known.
            unknown: number of runs whose time is not.
        """
        self._seconds, self._unknown = seconds, unknown
        self._show_time()

    def _show_time(self) -> None:
        parts: list[str] = []
        if self._seconds > 0 and self._queue.held_because:
            parts.append(tr("About {time} of work").format(time=time_words(self._seconds)))
        elif self._seconds > 0:
            parts.append(
                tr("About {time} left, until {clock}").format(
                    time=time_words(self._seconds), clock=clock_text(time.time() + self._seconds)
                )
            )
        if self._unknown and parts:
            parts.append(tr("{count} more of unknown length").format(count=self._unknown))
        self.time_label.setText("; ".join(parts))
        self.time_label.setVisible(bool(parts))

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = self._delegate.theme = theme
        for button, name in (
            (self.up_button, "up"),
            (self.down_button, "down"),
            (self.device_button, "device"),
            (self.copy_button, "copy"),
            (self.remove_button, "remove"),
        ):
            button.setIcon(themed_icon(name, theme))
        self.refresh()

    def refresh(self) -> None:
        """Read the queue again."""
        queue, row = self._queue, self.list_view.currentIndex().row()
        count = queue.rowCount()
        self.setVisible(count > 0 or bool(queue.problem))
        self.title.setText(tr("Queue ({count})").format(count=count))
        held = queue.held_because
        # of both it is the file that must not be missed: it says where the user's runs lie now
        said = [tr("Held: {held}").format(held=held)] if held else []
        said += [queue.problem] if queue.problem else []
        self.reason.setText("\n".join(said))
        self.reason.setToolTip(str(queue.path) if queue.problem else "")
        self.reason.setVisible(bool(said))
        tip = tr("Go on with the queue") if held else tr("Hold the queue: start nothing further")
        self.hold_button.setToolTip(tip)
        self.hold_button.setAccessibleName(tip.partition(":")[0])
        self.hold_button.setAccessibleDescription(
            tr("The next run begins as soon as none is under way.")
            if held
            else tr("The run under way goes on; nothing further is started.")
        )
        self.hold_button.setIcon(themed_icon("play" if held else "pause", self._theme))
        for button in (self.up_button, self.down_button, self.copy_button, self.remove_button):
            button.setEnabled(row in self._rows_for(button))
        self._show_device(row)
        self.failure_box.setChecked(queue.goes_on_after_failure)
        self.failure_box.setVisible(count > 0)
        self._make_room()
        rows = min(count, MOST_ROWS_SEEN)
        height = self.list_view.sizeHintForRow(0) if count else 0
        self._show_time()
        self.list_view.setFixedHeight(rows * height + 2 * self.list_view.frameWidth())

    def _rows_for(self, tool: QAbstractButton) -> range:
        """Rows of the entries on which a tool can work."""
        count = self._queue.rowCount()
        first = 1 if count and self._queue.index(0).data(QueueRole.IS_RUNNING) else 0
        if tool is self.up_button:
            return range(first + 1, count)
        if tool is self.down_button:
            return range(first, count - 1)
        return range(count) if tool is self.copy_button else range(first, count)

    def _row_for(self, tool: QAbstractButton) -> int:
        """The row that a tool is about; -1 where it is about none."""
        rows, row = self._rows_for(tool), self._row()
        # without a choice the first will do, but nothing goes that was not chosen
        if row < 0 and rows and tool is not self.remove_button:
            row = rows[0]
        return row if row in rows else -1

    def can_use(self, tool: QAbstractButton) -> bool:
        """Whether a tool can work on the selected entry, or on one that is selected for it."""
        return self._row_for(tool) >= 0

    def use(self, tool: QAbstractButton) -> None:
        """Press a tool for the selected entry; where none is, the first that fits is selected."""
        row = self._row_for(tool)
        if row >= 0:
            self.list_view.setCurrentIndex(self._queue.index(row))
            tool.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        # In a low dock a layout gives a label that wraps less than its last lines need. Before the
        # panel has its width, the label would ask for far too much.
        if self.isVisible():
            height = self.reason.heightForWidth(self.width())
            self.reason.setMinimumHeight(max(0, height))

    def _show_device(self, row: int) -> None:
        can_change = self._queue.can_change_device(row)
        self.device_button.setEnabled(can_change)
        tip = tr("Choose the device of the selected entry")
        if row >= 0 and not can_change:
            tip = tr("The selected entry was begun; its checkpoints belong to its device")
        self.device_button.setToolTip(tip)
        self.device_button.setAccessibleName(tr("Device of the selected entry"))
        device = self._queue.entries[row].experiment.device if row >= 0 else ""
        for action in self._devices.actions():
            action.setChecked(action.data() == device)

    # ------------------------------------------------ wishes

    def _row(self) -> int:
        return self.list_view.currentIndex().row()

    def _move(self, by: int) -> None:
        row = self._row()
        self._queue.move(row, row + by)
        self.refresh()

    def _on_hold_clicked(self) -> None:
        if self._queue.held_because:
            self._queue.go_on()
        else:
            self._queue.hold(tr("you asked for it."))

    def _on_up_clicked(self) -> None:
        self._move(-1)

    def _on_down_clicked(self) -> None:
        self._move(1)

    def _on_device_chosen(self, action: QAction) -> None:
        self._queue.set_device(self._row(), action.data())

    def _on_copy_clicked(self) -> None:
        if self._row() >= 0:
            self._queue.duplicate(self._row())

    def _on_remove_clicked(self) -> None:
        if self._row() >= 0:
            self._queue.remove(self._row())
