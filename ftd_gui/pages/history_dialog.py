"""Edit > History: what was done to the settings, step by step, to go back or on by several at once."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QUndoView,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.theme import SPACE_PX
from ftd_gui.words import tr

SIZE_PX = (380, 380)
FROM_CORNER_PX = 48
"""The frame of the dialog stands in it too."""


class HistoryDialog(QDialog):
    """The steps from the first to the last; the one that is marked is what the form shows.

    It stands beside the window, so that the form is seen changing.
    """

    def __init__(self, stack: QUndoStack, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("History of the settings"))
        self.resize(*SIZE_PX)
        # in the corner of the window, where it hides the least of the form
        corner = parent.mapToGlobal(parent.rect().bottomRight())
        width, height = SIZE_PX
        self.move(corner - QPoint(width + FROM_CORNER_PX, height + FROM_CORNER_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[6 * SPACE_PX] * 4)
        column.setSpacing(3 * SPACE_PX)
        explanation = QLabel(tr("Choose a step, and the settings are as they were after it."), self)
        explanation.setProperty("look", "soft")
        explanation.setWordWrap(True)
        column.addWidget(explanation)
        self.list_view = QUndoView(stack, self)
        self.list_view.setProperty("look", "ticks")
        self.list_view.setEmptyLabel(tr("Before the first change"))
        self.list_view.setAccessibleName(tr("Steps of the settings"))
        # Qt hands no tool tip of a list on to screen readers
        meaning = tr("Up and Down go from step to step.")
        self.list_view.setToolTip(meaning)
        self.list_view.setAccessibleDescription(meaning)
        self.list_view.setAlternatingRowColors(False)
        column.addWidget(self.list_view, 1)
        close = QPushButton(tr("Close"), self)
        close.setToolTip(tr("Keep the settings as they are now."))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        self.list_view.setFocus()
