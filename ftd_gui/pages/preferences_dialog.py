"""Edit > Preferences: what the menus let their user choose for good, in one place."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.theme import SPACE_PX
from ftd_gui.views.dialog_room import make_room
from ftd_gui.words import tr

LEAST_WIDTH_PX = 480
DOORS_IN_A_ROW = 2


class PreferencesDialog(QDialog):
    """Each control is an action of the menus: it shows how that stands, and gives it.

    Args:
        choices: for each box its name, what it changes, and actions of which one is checked.
        switches: actions that are checked or not.
        doors: actions that open what has a dialog of its own.
    """

    def __init__(
        self,
        choices: Sequence[tuple[str, str, Iterable[QAction]]],
        switches: Sequence[QAction],
        doors: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preferences"))
        self.setMinimumWidth(LEAST_WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        column.setSpacing(2 * SPACE_PX)
        rows = QFormLayout()
        rows.setHorizontalSpacing(3 * SPACE_PX)
        rows.setVerticalSpacing(2 * SPACE_PX)
        self.choice_boxes = [self._choice_box(tuple(actions)) for _, _, actions in choices]
        for (name, meaning, _), box in zip(choices, self.choice_boxes, strict=True):
            box.setAccessibleName(name)
            box.setToolTip(meaning)
            label = QLabel(name, self)
            label.setBuddy(box)
            rows.addRow(label, box)
        column.addLayout(rows)
        column.addSpacing(SPACE_PX)
        self.switch_boxes = [self._switch_box(action) for action in switches]
        for box in self.switch_boxes:
            column.addWidget(box)
        column.addSpacing(SPACE_PX)
        self.door_buttons = [self._door_button(action) for action in doors]
        grid = QGridLayout()
        grid.setSpacing(2 * SPACE_PX)
        for place, button in enumerate(self.door_buttons):
            grid.addWidget(button, *divmod(place, DOORS_IN_A_ROW))
        column.addLayout(grid)
        column.addSpacing(SPACE_PX)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        close = QPushButton(tr("Close"), self)
        close.setAccessibleDescription(tr("Close this dialog; what was chosen is kept"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        column.addLayout(buttons)
        make_room(self)

    def _choice_box(self, actions: Sequence[QAction]) -> QComboBox:
        box = QComboBox(self)
        box.addItems([action.text() for action in actions])
        box.setCurrentIndex([action.isChecked() for action in actions].index(True))
        box.activated.connect(partial(self._on_chosen, actions))
        return box

    def _switch_box(self, action: QAction) -> QCheckBox:
        box = QCheckBox(action.text(), self)
        box.setToolTip(action.toolTip())
        box.setAccessibleDescription(action.toolTip())
        box.setChecked(action.isChecked())
        box.setEnabled(action.isEnabled())
        box.toggled.connect(action.setChecked)
        return box

    def _door_button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text(), self)
        button.setAutoDefault(False)
        button.setToolTip(action.toolTip())
        button.setAccessibleDescription(action.toolTip())
        button.clicked.connect(partial(self._on_door_opened, action))
        return button

    def _on_chosen(self, actions: Sequence[QAction], index: int) -> None:
        actions[index].trigger()

    def _on_door_opened(self, action: QAction, _checked: bool = False) -> None:
        # one dialog at a time
        self.accept()
        action.trigger()
