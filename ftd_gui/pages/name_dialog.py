"""A question for one name."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.theme import SPACE_PX
from ftd_gui.words import tr

FIELD_WIDTH_PX = 340
MAX_LENGTH = 80


class NameDialog(QDialog):
    """Asks for a name until it is right.

    Args:
        title: of the dialog.
        question: what is to be named.
        name: what stands there at first.
        button: what is done under the name.
        fault_of: why a name cannot be taken, in a sentence; empty where it can.

    Signals:
        named(str): this is the name.
    """

    named = Signal(str)

    def __init__(
        self,
        title: str,
        question: str,
        name: str,
        button: str,
        fault_of: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._fault_of = fault_of
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[6 * SPACE_PX] * 4)
        column.setSpacing(2 * SPACE_PX)
        label = QLabel(question, self)
        column.addWidget(label)
        self.name_edit = QLineEdit(name, self)
        self.name_edit.setMaxLength(MAX_LENGTH)
        self.name_edit.setMinimumWidth(FIELD_WIDTH_PX)
        self.name_edit.setAccessibleName(question)
        self.name_edit.setToolTip(tr("At most {most} characters.").format(most=MAX_LENGTH))
        self.name_edit.selectAll()
        label.setBuddy(self.name_edit)
        column.addWidget(self.name_edit)
        self.warning = QLabel(self)
        self.warning.setProperty("look", "failed_caption")
        column.addWidget(self.warning)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE_PX)
        buttons.addStretch(1)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.setToolTip(tr("Leave everything as it is."))
        cancel.clicked.connect(self.reject)
        self.take_button = QPushButton(button, self)
        self.take_button.setProperty("look", "primary")
        self.take_button.setDefault(True)
        self.take_button.setToolTip(tr("Take the name above."))
        self.take_button.clicked.connect(self._on_taken)
        buttons.addWidget(cancel)
        buttons.addWidget(self.take_button)
        column.addLayout(buttons)
        self.name_edit.textChanged.connect(self._show_state)
        self._show_state()

    @property
    def _name(self) -> str:
        return self.name_edit.text().strip()

    def _show_state(self) -> None:
        fault = self._fault_of(self._name) if self._name else ""
        # a line without words keeps its height, so that nothing jumps
        self.warning.setText(fault or " ")
        self.take_button.setEnabled(bool(self._name) and not fault)

    def _on_taken(self) -> None:
        self.named.emit(self._name)
        self.accept()
