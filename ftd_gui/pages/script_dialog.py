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
from ftd_gui.views.hint_text import say_hint
from ftd_gui.words import tr, tr_count

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
        self.setWindowTitle(tr("Import command line"))
        self.resize(*SIZE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[6 * SPACE_PX] * 4)
        column.setSpacing(3 * SPACE_PX)
        lead = QLabel(
            tr(
                "Paste command lines of the MTT or FTD scripts, of buffer.py and distill.py together "
                "if you have both. They are read, never run; what they do not name stays as it is in "
                "the form."
            ),
            self,
        )
        lead.setProperty("look", "soft")
        lead.setWordWrap(True)
        column.addWidget(lead)
        self.text_edit = QPlainTextEdit(self)
        say_hint(self.text_edit, EXAMPLE)
        self.text_edit.setAccessibleName(tr("Command lines"))
        self.text_edit.setToolTip(
            tr("One or more command lines; a backslash goes on in the next line.")
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
        self.tree.setAccessibleName(tr("What the command lines mean"))
        # Qt hands on no tip of a list
        self.tree.setAccessibleDescription(tr("Every flag with the setting that it becomes here."))
        self.tree.setToolTip(self.tree.accessibleDescription())
        self.tree.setProperty("look", "choices")
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([tr("Flag"), tr("Setting"), tr("Value")])
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
        cancel = QPushButton(tr("Cancel"), self)
        cancel.setToolTip(tr("Leave the form as it is."))
        cancel.clicked.connect(self.reject)
        self.take_button = QPushButton(tr("Use these settings"), self)
        self.take_button.setProperty("look", "primary")
        self.take_button.setToolTip(tr("Put them into the form; it can be undone in one step."))
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
            reason = tr(each.reason)
            self._add((each.flag, tr("not taken over"), reason), QColor(self._theme.decision))
        for each in converted:
            self._add((each.flag, field_words(fields[each.path]), value_words(each.value)))
        if not converted and not left:
            self.summary.setText(tr("Nothing is pasted yet."))
            return
        taken = len(self._reading.changes())
        found = tr_count("{n} setting found", "{n} settings found", taken).format(n=taken)
        lost = tr_count(
            "{n} word cannot be taken over", "{n} words cannot be taken over", len(left)
        )
        self.summary.setText(f"{found}; {lost.format(n=len(left))}." if left else f"{found}.")

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
