"""The log of the shown run or of the window: time, level, text; filtered, followed, copied."""

import re
import time
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFontDatabase,
    QGuiApplication,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.paths import log_folder, window_log_path
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_store import LogLine
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, caption_font, themed_icon
from ftd_gui.views.hint_text import say_hint
from ftd_gui.views.hugging import hugging
from ftd_gui.views.number_text import count_text
from ftd_gui.window_log import WindowLog
from ftd_gui.words import marked, tr, tr_count

MAX_LINES = 5000
"""More are slow to lay out; what came before them is counted in the first line."""
_LINE_ENDS = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")
_END_WITHIN_BLOCK = "\u2028"
LEVEL_RANK = {"info": 0, "warning": 1, "error": 2}
LEVEL_WORDS = {"info": marked("info"), "warning": marked("warn"), "error": marked("error")}


class LogPanel(QWidget):
    """Lines of the run's log, or of the window's own, newest below.

    `tool_row` holds filter and buttons; whoever owns the panel may put it into a title bar.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        self._theme = LIGHT
        self._lines_taken = 0
        self._window_log = WindowLog()
        self._no_lines: list[LogLine] = []
        self._taken_from = self._no_lines
        self._num_shown = self._num_earlier = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.text = QPlainTextEdit(self)
        self.text.setProperty("look", "log")
        self.text.setReadOnly(True)
        # lines are taken away at the top, which nobody takes back
        self.text.setUndoRedoEnabled(False)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(caption_font(self.font()).pointSizeF())
        self.text.setFont(fixed)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(tr("Lines of the log"))
        self.text.setAccessibleDescription(
            tr("What the engine or the window told, oldest first; it can be marked and copied.")
        )
        layout.addWidget(self.text)
        self.tool_row = self._make_tool_row()
        self._show_placeholder()

    def _make_tool_row(self) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_PX)
        self.source_box = QComboBox(row)
        self.source_box.setProperty("look", "small")
        self.source_box.addItem(tr("This run"))
        self.source_box.addItem(tr("The window"))
        self.source_box.setAccessibleName(tr("Whose log is shown"))
        tip = tr("The log of the shown run, or that of the program itself")
        self.source_box.setToolTip(tip)
        self.source_box.setAccessibleDescription(tip)
        self.source_box.currentIndexChanged.connect(self._on_filter_changed)
        self.level_box = QComboBox(row)
        self.level_box.setProperty("look", "small")
        self.level_box.addItem(tr("All levels"), "info")
        self.level_box.addItem(tr("Warnings and errors"), "warning")
        self.level_box.addItem(tr("Errors only"), "error")
        self.level_box.setAccessibleName(tr("Lowest level shown in the log"))
        self.level_box.setToolTip(tr("What matters less is left out."))
        self.level_box.currentIndexChanged.connect(self._on_filter_changed)
        self.filter_edit = QLineEdit(row)
        self.filter_edit.setProperty("look", "small")
        say_hint(self.filter_edit, tr("Filter"))
        self.filter_edit.setClearButtonEnabled(True)
        self.filter_edit.setMaximumWidth(180)
        self.filter_edit.setAccessibleName(tr("Text that shown log lines contain"))
        self.filter_edit.textChanged.connect(self._on_filter_changed)
        self.follow_box = hugging(QCheckBox(tr("Follow"), row))
        self.follow_box.setChecked(True)
        self.follow_box.setFont(caption_font(self.font()))
        self.follow_box.setToolTip(tr("Keep the newest line in sight."))
        self.follow_box.toggled.connect(self._on_follow_toggled)
        self.copy_button = self._small_button(row, tr("Copy the lines shown"))
        self.copy_button.setAccessibleDescription(tr("What the filters leave out is not copied."))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.folder_button = self._small_button(row, tr("Open the run folder"))
        self.folder_button.setAccessibleDescription(tr("In the program of this system for files."))
        self.folder_button.clicked.connect(self._on_folder_clicked)
        for widget in (self.source_box, self.level_box, self.filter_edit, self.follow_box):
            layout.addWidget(widget)
        layout.addWidget(self.copy_button)
        layout.addWidget(self.folder_button)
        return row

    @staticmethod
    def _small_button(parent: QWidget, tip: str) -> QToolButton:
        button = QToolButton(parent)
        button.setProperty("look", "small")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    # ------------------------------------------------ what is shown

    def show_run(self, session: RunSession | None) -> None:
        """Show the log of this run, or that there is none."""
        self._session = session
        if not self._is_of_window:
            self._rebuild()

    def set_window_log(self, window_log: WindowLog) -> None:
        """The window's own log is this one."""
        self._window_log = window_log
        self._rebuild()

    def tick(self) -> None:
        """Take in what the window has logged; called twice a second."""
        if self._is_of_window and self.isVisible():
            self.refresh()

    @property
    def _is_of_window(self) -> bool:
        return self.source_box.currentIndex() == 1

    @property
    def _log(self) -> list[LogLine]:
        """All lines of the chosen log."""
        if self._is_of_window:
            return self._window_log.lines
        return self._session.store.log if self._session is not None else self._no_lines

    def refresh(self) -> None:
        """Append what came since the last call."""
        log = self._log
        if log is not self._taken_from or len(log) < self._lines_taken:
            self._rebuild()
            return
        new = log[self._lines_taken :]
        self._lines_taken = len(log)
        self._append([line for line in new if self._is_wanted(line)])

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        self.copy_button.setIcon(themed_icon("copy", theme))
        self.folder_button.setIcon(themed_icon("folder", theme))
        self._rebuild()

    def shown_text(self) -> str:
        """The lines as they stand now."""
        return self.text.toPlainText()

    def _rebuild(self) -> None:
        self.text.clear()
        self._lines_taken = self._num_shown = 0
        self._num_earlier = self._window_log.num_dropped if self._is_of_window else 0
        self._show_placeholder()
        has_log = self._is_of_window or self._session is not None
        for button in (self.copy_button, self.folder_button):
            button.setEnabled(has_log)
        tip = tr("Open the log folder") if self._is_of_window else tr("Open the run folder")
        self.folder_button.setToolTip(tip)
        self.folder_button.setAccessibleName(tip)
        log = self._log
        self._lines_taken, self._taken_from = len(log), log
        self._append([line for line in log if self._is_wanted(line)])

    def _show_placeholder(self) -> None:
        if self._session is None and not self._is_of_window:
            words = tr("No run is open. Its log appears here.")
        elif self.filter_edit.text() or self.level_box.currentIndex() > 0:
            words = tr("No line of the log passes the filter.")
        else:
            words = tr("Nothing has been logged yet.")
        self.text.setPlaceholderText(words)

    def _is_wanted(self, line: LogLine) -> bool:
        lowest = LEVEL_RANK[str(self.level_box.currentData())]
        needle = self.filter_edit.text().casefold()
        return LEVEL_RANK.get(line.level, 0) >= lowest and needle in line.text.casefold()

    def _append(self, lines: list[LogLine]) -> None:
        had_note = self._num_earlier > 0 and self._num_shown > 0
        too_many = max(0, self._num_shown + len(lines) - MAX_LINES)
        # of what is shown the oldest go, and where even the new ones are too many, the oldest of them
        num_removed = min(self._num_shown, too_many)
        new = lines[too_many - num_removed :]
        self._num_earlier += too_many
        self._num_shown += len(new) - num_removed
        cursor = QTextCursor(self.text.document())
        # one edit block, so that ten thousand replayed lines are laid out once
        cursor.beginEditBlock()
        if num_removed or (had_note and too_many):
            self._remove_first(cursor, num_removed + had_note)
            had_note = False
        self._write_below(cursor, new)
        if self._num_earlier and self._num_shown and not had_note:
            self._write_note(cursor)
        cursor.endEditBlock()
        if self.follow_box.isChecked():
            self._scroll_to_end()

    def _remove_first(self, cursor: QTextCursor, number: int) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        is_all = number >= self.text.document().blockCount()
        end, keep = QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor
        if is_all:
            cursor.movePosition(end, keep)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock, keep, number)
        cursor.removeSelectedText()

    def _write_below(self, cursor: QTextCursor, lines: list[LogLine]) -> None:
        document = self.text.document()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        soft = _ink(self._theme.text_soft)
        inks = {
            "info": _ink(self._theme.text),
            "warning": _ink(self._theme.decision),
            "error": _ink(self._theme.failed),
        }
        for line in lines:
            if document.characterCount() > 1:
                cursor.insertBlock()
            clock = time.strftime("%H:%M:%S", time.localtime(line.time_s))
            word = tr(LEVEL_WORDS.get(line.level, line.level))
            ink = inks.get(line.level, inks["info"])
            cursor.insertText(f"{clock}  ", soft)
            cursor.insertText(f"{word:<5}  ", soft if line.level == "info" else ink)
            # a line of the log is one block, also with a trace behind it: by them they are counted
            cursor.insertText(_LINE_ENDS.sub(_END_WITHIN_BLOCK, line.text), ink)

    def _write_note(self, cursor: QTextCursor) -> None:
        """Say in the first line what is missing above it, and where it lies."""
        words = tr_count(
            "{n} earlier line is not shown; the whole log lies in {file} ({how}).",
            "{n} earlier lines are not shown; the whole log lies in {file} ({how}).",
            self._num_earlier,
        ).format(
            n=count_text(self._num_earlier),
            file=self._file_name(),
            how=self.folder_button.toolTip(),
        )
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.insertText(words, _ink(self._theme.text_soft))
        cursor.insertBlock()

    def _file_name(self) -> str:
        if self._is_of_window or self._session is None:
            return window_log_path().name
        return self._session.folder.event_path.name

    def _scroll_to_end(self) -> None:
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())

    # ------------------------------------------------ slots

    def _on_filter_changed(self) -> None:
        self._rebuild()

    def _on_follow_toggled(self, follows: bool) -> None:
        if follows:
            self._scroll_to_end()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.shown_text())

    def _on_folder_clicked(self) -> None:
        if self._is_of_window:
            open_folder(log_folder())
        elif self._session is not None:
            open_folder(self._session.folder.path)


def open_folder(path: Path) -> None:
    """Show a folder or file with the desktop's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _ink(colour: str) -> QTextCharFormat:
    ink = QTextCharFormat()
    ink.setForeground(QColor(colour))
    return ink
