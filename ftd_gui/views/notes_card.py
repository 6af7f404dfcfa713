"""What the user says of the shown run: tags and notes, kept as they are typed."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ftd_engine.run_notes import MAX_TEXT_LENGTH, RunNotes, tags_of
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.hint_text import say_hint
from ftd_gui.words import tr

SETTLE_MS = 800
"""Typing goes on for so long before what was typed is kept."""
LINES = 3


class NotesEdit(QPlainTextEdit):
    """A few lines of text that let the Tab key go on.

    Signals:
        left(): the keys went elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 4 * SPACE_PX)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NotesCard(QWidget):
    """Two fields: tags and notes.

    Signals:
        edited(object, str): the user gave the run these tags (a tuple) and notes.
    """

    edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = RunNotes()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_PX)
        title = QLabel(tr("Tags and notes"), self)
        title.setProperty("look", "heading")
        column.addWidget(title)
        self.tags_edit = QLineEdit(self)
        self.tags_edit.setAccessibleName(tr("Tags of the run"))
        self.text_edit = NotesEdit(self)
        self.text_edit.setAccessibleName(tr("Notes on the run"))
        self.set_read_only(False)
        column.addWidget(self.tags_edit)
        column.addWidget(self.text_edit)
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(SETTLE_MS)
        self._settle_timer.timeout.connect(self.settle)
        self.tags_edit.textEdited.connect(self._on_typed)
        self.tags_edit.editingFinished.connect(self.settle)
        self.text_edit.textChanged.connect(self._on_typed)
        self.text_edit.left.connect(self.settle)

    def set_read_only(self, is_read_only: bool) -> None:
        """Let nothing be typed where it could not be kept."""
        why = tr("The folder of this run can only be read; its tags and notes stay as they are")
        for edit, tip, placeholder, nothing in (
            (
                self.tags_edit,
                tr("The search above the list finds runs by #tag"),
                tr("Tags, separated by commas"),
                tr("No tags"),
            ),
            (
                self.text_edit,
                tr("Kept in the run folder as they are typed"),
                tr("Notes"),
                tr("No notes"),
            ),
        ):
            edit.setReadOnly(is_read_only)
            edit.setToolTip(why if is_read_only else tip)
            say_hint(edit, nothing if is_read_only else placeholder)

    def _on_typed(self) -> None:
        self._settle_timer.start()

    def show_notes(self, notes: RunNotes) -> None:
        """Show what is known of a run; what was typed for another is to be settled before."""
        self._shown = notes
        self.tags_edit.setText(", ".join(notes.tags))
        if self.text_edit.toPlainText() != notes.text:
            self.text_edit.setPlainText(notes.text)
        self._settle_timer.stop()

    def settle(self) -> None:
        """Tell now what was typed."""
        self._settle_timer.stop()
        tags = tags_of(self.tags_edit.text().split(","))
        text = self.text_edit.toPlainText()[:MAX_TEXT_LENGTH]
        if (tags, text) != (self._shown.tags, self._shown.text):
            self._shown = RunNotes(self._shown.name, tags, text)
            self.edited.emit(tags, text)
