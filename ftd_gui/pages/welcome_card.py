"""The card that offers the demo to somebody who has no run yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.words import tr


class WelcomeCard(QWidget):
    """What the demo does, and the button that starts it.

    Signals:
        demo_requested(): the user wants the demo, started at once.
    """

    demo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6 * SPACE_PX, 2 * SPACE_PX, 6 * SPACE_PX, SPACE_PX)
        card = QFrame(self)
        card.setProperty("look", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(4 * SPACE_PX, 3 * SPACE_PX, 4 * SPACE_PX, 3 * SPACE_PX)
        row.setSpacing(4 * SPACE_PX)
        words = QVBoxLayout()
        words.setSpacing(SPACE_PX)
        heading = QLabel(tr("See a data set distilled in about two minutes"), card)
        heading.setProperty("look", "heading")
        text = QLabel(
            tr(
                "The demo trains a few teachers on real Fashion-MNIST images, learns one image per "
                "class from them, and tests these ten images on fresh networks. It needs no download "
                "and no graphics card."
            ),
            card,
        )
        text.setProperty("look", "soft")
        text.setWordWrap(True)
        words.addWidget(heading)
        words.addWidget(text)
        self.demo_button = QPushButton(tr("Try the demo"), card)
        self.demo_button.setProperty("look", "primary")
        self.demo_button.setToolTip(tr("Start the demo now, in a new run folder."))
        self.demo_button.clicked.connect(self._on_clicked)
        row.addLayout(words, 1)
        row.addWidget(self.demo_button, 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addWidget(card)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.demo_button.setIcon(themed_icon("demo", theme, theme.accent_text))

    def _on_clicked(self) -> None:
        self.demo_requested.emit()
