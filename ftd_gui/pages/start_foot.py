"""The foot of the Configure page: what a run needs, what it will do, Add to queue and Start."""

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.experiment import Experiment
from ftd_gui.pages.needs_card import NeedsCard
from ftd_gui.pages.settings_summary import summary_words
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.words import tr


class StartFoot(QFrame):
    """Passive: shows what it is told; the page hears its buttons.

    Attributes:
        needs_card: estimates the settings.
        start_button, queue_button: the two ways to a run.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self.setProperty("look", "bar")
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE_PX, 2 * SPACE_PX, 6 * SPACE_PX, 2 * SPACE_PX)
        column.setSpacing(2 * SPACE_PX)
        self.needs_card = NeedsCard(self)
        column.addWidget(self.needs_card)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        column.addLayout(row)
        self._summary_icon = QLabel(self)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self._summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.queue_button = QPushButton(tr("Add to queue"), self)
        self.start_button = QPushButton(tr("Start"), self)
        self.start_button.setProperty("look", "primary")
        row.addWidget(self._summary_icon)
        row.addWidget(self._summary, 1)
        row.addWidget(self.queue_button)
        row.addWidget(self.start_button)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        self.needs_card.set_theme(theme)
        self.start_button.setIcon(themed_icon("start", theme, theme.accent_text))

    def show_state(
        self, experiment: Experiment | None, obstacle: str, not_queued: str, has_problems: bool
    ) -> None:
        """Say what would be run, or why it cannot be.

        Args:
            experiment: what the form describes; None while something is wrong with it.
            obstacle: why it cannot be started now; empty where it can.
            not_queued: why it cannot wait in the queue; empty where it can.
            has_problems: the form itself is wrong.
        """
        self.start_button.setEnabled(not obstacle)
        self.start_button.setToolTip(obstacle or tr("Start a new run with these settings."))
        self.queue_button.setEnabled(not not_queued)
        self.queue_button.setToolTip(
            not_queued or tr("Run these settings when the runs before them have ended.")
        )
        # the needs stand above with their own sign; the same sentence twice says no more
        is_told_above = bool(obstacle) and obstacle == self.needs_card.obstacle()
        is_plain = not obstacle or is_told_above
        words = summary_words(experiment) if experiment else ""
        self._summary.setText(words if is_plain else obstacle)
        self._summary.setProperty("look", "failed" if has_problems else "soft")
        self._summary.style().polish(self._summary)
        if has_problems:
            icon = themed_icon("problem", self._theme, self._theme.failed)
            self._summary_icon.setPixmap(icon.pixmap(16, 16))
        self._summary_icon.setVisible(has_problems)
