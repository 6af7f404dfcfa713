"""What a page shows while it has nothing to show: one sentence and, where it helps, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ftd_gui.theme import SPACE_PX


class EmptyState(QWidget):
    """A sentence in the middle.

    Signals:
        acted(): the button was pressed.
    """

    acted = Signal()

    def __init__(
        self, title: str, sentence: str, action: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._sentence = QLabel(title), QLabel(sentence)
        self._title.setProperty("look", "title")
        self._sentence.setProperty("look", "soft")
        self.button = QPushButton(action, self)
        self.button.setVisible(bool(action))
        self.button.setAccessibleName(action or title)
        self.button.setAccessibleDescription(self.text.strip())
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(6 * SPACE_PX,) * 4)
        column.setSpacing(2 * SPACE_PX)
        column.addStretch(1)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(2 * SPACE_PX)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """What is shown."""
        return f"{self._title.text()} {self._sentence.text()}"

    def say(self, title: str, sentence: str, has_button: bool = True) -> None:
        """Change the words."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.button.setAccessibleDescription(self.text.strip())
        self.button.setVisible(has_button and bool(self.button.text()))
