"""The question under which name settings are kept as a preset."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.presets import MAX_SUMMARY, MAX_TITLE
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.hint_text import say_hint
from ftd_gui.words import tr

FIELD_WIDTH_PX = 340


class PresetDialog(QDialog):
    """Asks for a name and a note.

    Signals:
        named(str, str): keep the settings under this name, with this note.
    """

    named = Signal(str, str)

    def __init__(self, name: str, is_taken: Callable[[str], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._is_taken = is_taken
        self.setWindowTitle(tr("Save as preset"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[6 * SPACE_PX] * 4)
        column.setSpacing(4 * SPACE_PX)
        lead = QLabel(
            tr("The present settings are kept under “Your own” in the list of presets."), self
        )
        lead.setProperty("look", "soft")
        lead.setWordWrap(True)
        column.addWidget(lead)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE_PX)
        grid.setVerticalSpacing(2 * SPACE_PX)
        self.name_edit = QLineEdit(name, self)
        self.name_edit.setMaxLength(MAX_TITLE)
        self.name_edit.setMinimumWidth(FIELD_WIDTH_PX)
        self.name_edit.setToolTip(
            tr("How the list shows it; at most {most} characters.").format(most=MAX_TITLE)
        )
        self.name_edit.selectAll()
        self.note_edit = QLineEdit(self)
        self.note_edit.setMaxLength(MAX_SUMMARY)
        say_hint(self.note_edit, tr("optional: what it is for"))
        self.note_edit.setToolTip(
            tr("A sentence beside the name; at most {most} characters.").format(most=MAX_SUMMARY)
        )
        self.name_edit.setAccessibleName(tr("Name of the preset"))
        self.note_edit.setAccessibleName(tr("Note of the preset"))
        for row, (words, edit) in enumerate(
            ((tr("Name"), self.name_edit), (tr("Note"), self.note_edit))
        ):
            label = QLabel(words, self)
            label.setBuddy(edit)
            grid.addWidget(label, row, 0)
            grid.addWidget(edit, row, 1)
        self.warning = QLabel(self)
        self.warning.setProperty("look", "caption")
        grid.addWidget(self.warning, 2, 1)
        column.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE_PX)
        buttons.addStretch(1)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.setToolTip(tr("Keep no preset."))
        cancel.clicked.connect(self.reject)
        self.save_button = QPushButton(tr("Save preset"), self)
        self.save_button.setProperty("look", "primary")
        self.save_button.setToolTip(tr("Keep the settings under this name."))
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self._on_save_clicked)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        self.name_edit.textChanged.connect(self._show_state)
        self._show_state()

    def _show_state(self) -> None:
        name = self.name_edit.text().strip()
        self.save_button.setEnabled(bool(name))
        taken = bool(name) and self._is_taken(name)
        self.warning.setText(tr("Replaces your preset of this name.") if taken else " ")
        self.save_button.setText(tr("Replace preset") if taken else tr("Save preset"))

    def _on_save_clicked(self) -> None:
        self.named.emit(self.name_edit.text().strip(), self.note_edit.text().strip())
        self.accept()
