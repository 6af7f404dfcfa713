"""What a run needs, in two lines: time, memory and disk, and how that is known or why it does not fit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.words import tr


class NeedsPanel(QWidget):
    """Two lines and a button; knows nothing of experiments.

    Signals:
        measure_requested(): the user wants the exact figures.
        cancel_requested(): the user wants no measurement any more.
    """

    measure_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._is_measuring = False
        self._is_problem = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE_PX)
        self._icon = QLabel(self)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        self.figures = QLabel(self)
        self.figures.setTextFormat(Qt.TextFormat.PlainText)
        self.details = QLabel(self)
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.figures, self.details):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            lines.addWidget(label)
        self.button = QPushButton(self)
        self.button.clicked.connect(self._on_clicked)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_words("", "")
        self.show_measuring(False)

    def show_words(self, figures: str, details: str, *, is_problem: bool = False) -> None:
        """Show the two lines; as a problem the second one is what to do something about."""
        self._is_problem = is_problem
        self.figures.setText(figures)
        self.figures.setVisible(bool(figures))
        self.details.setText(details)
        self.details.setVisible(bool(details))
        self.details.setProperty("look", "failed" if is_problem else "caption")
        self.details.style().polish(self.details)
        self._show_icon()

    def show_measuring(self, is_measuring: bool) -> None:
        """Offer the measurement, or to call it off while it goes on."""
        self._is_measuring = is_measuring
        self.button.setText(tr("Cancel") if is_measuring else tr("Estimate exactly"))
        self.button.setToolTip(
            tr("Measure no longer.")
            if is_measuring
            else tr(
                "Try a few steps of these very settings on this device; takes 10 to 40 seconds."
            )
        )

    def set_offered(self, is_offered: bool) -> None:
        """Whether there is something to measure."""
        self.button.setEnabled(is_offered)

    def set_theme(self, theme: Theme) -> None:
        """Recolour the sign."""
        self._theme = theme
        self._show_icon()

    def _show_icon(self) -> None:
        theme = self._theme
        name, ink = ("problem", theme.failed) if self._is_problem else ("info", theme.text_soft)
        self._icon.setPixmap(themed_icon(name, theme, ink).pixmap(16, 16))

    def _on_clicked(self) -> None:
        (self.cancel_requested if self._is_measuring else self.measure_requested).emit()
