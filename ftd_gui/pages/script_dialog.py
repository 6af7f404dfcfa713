"""Pasted command lines of the published scripts, shown as settings before any is taken over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.field_facts import all_fields
from ftd_engine.script_lines import ScriptReading, read_script_lines
from ftd_gui.forms.value_words import field_words, value_words
from ftd_gui.theme import SPACE_PX, Theme, number_font

SIZE_PX = (680, 520)
TEXT_LINES = 5
EXAMPLE = "python distill.py --dataset=CIFAR10 --ipc=10 --syn_steps=30 --zca --lr_img=1000"


class ScriptDialog(QDialog):
    """Text above, what it means below; nothing of the text is ever run.

    Signals:
        taken(object): give the settings of this mapping, path to value, to the form.
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading = ScriptReading()
        self.setWindowTitle("Import command line")
        self.resize(*SIZE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[6 * SPACE_PX] * 4)
        column.setSpacing(3 * SPACE_PX)
        lead = QLabel(
            "Paste command lines of the MTT or FTD scripts, of buffer.py and distill.py together "
            "if you have both. They are read, never run; what they do not name stays as it is in "
            "the form.",
            self,
        )
        lead.setProperty("look", "soft")
        lead.setWordWrap(True)
        column.addWidget(lead)
        self.text_edit = QPlainTextEdit(self)
        self.text_edit.setPlaceholderText(EXAMPLE)
        self.text_edit.setAccessibleName("Command lines")
        self.text_edit.setToolTip(
            "One or more command lines; a backslash goes on in the next line."
        )
        self.text_edit.setFont(number_font(self.font()))
        self.text_edit.setTabChangesFocus(True)
        line_px = self.text_edit.fontMetrics().lineSpacing()
        self.text_edit.setFixedHeight(TEXT_LINES * line_px + 4 * SPACE_PX)
        self.text_edit.textChanged.connect(self._on_text_changed)
        column.addWidget(self.text_edit)
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        column.addWidget(self.summary)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("What the command lines mean")
        self.tree.setToolTip("Every flag with the setting that it becomes here.")
        self.tree.setProperty("look", "choices")
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels(["Flag", "Setting", "Value"])
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.tree, 1)
        column.addLayout(self._buttons())
        self._show_reading()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addStretch(1)
        cancel = QPushButton("Cancel", self)
        cancel.setToolTip("Leave the form as it is.")
        cancel.clicked.connect(self.reject)
        self.take_button = QPushButton("Use these settings", self)
        self.take_button.setProperty("look", "primary")
        self.take_button.setToolTip("Put them into the form; it can be undone in one step.")
        self.take_button.clicked.connect(self._on_take_clicked)
        row.addWidget(cancel)
        row.addWidget(self.take_button)
        return row

    def _show_reading(self) -> None:
        converted, left = self._reading.converted, self._reading.left
        self.take_button.setEnabled(bool(converted))
        self.tree.clear()
        fields = all_fields()
        for each in left:
            # what is lost comes first: it is what has to be decided
            self._add((each.flag, "not taken over", each.reason), QColor(self._theme.decision))
        for each in converted:
            self._add((each.flag, field_words(fields[each.path]), value_words(each.value)))
        if not converted and not left:
            self.summary.setText("Nothing is pasted yet.")
            return
        taken = _counted(len(self._reading.changes()), "setting")
        lost = f"; {_counted(len(left), 'word')} cannot be taken over" if left else ""
        self.summary.setText(f"{taken} found{lost}.")

    def _add(self, texts: Sequence[str], ink: QColor | None = None) -> None:
        item = QTreeWidgetItem(self.tree, list(texts))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for column, text in enumerate(texts):
            item.setToolTip(column, text)
            if ink is not None:
                item.setForeground(column, QBrush(ink))

    def _on_text_changed(self) -> None:
        self._reading = read_script_lines(self.text_edit.toPlainText())
        self._show_reading()

    def _on_take_clicked(self) -> None:
        self.taken.emit(self._reading.changes())
        self.accept()


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
