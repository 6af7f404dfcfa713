"""The line that says of which run the settings are, with the way back to one's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.words import tr


class BaseNotice(QWidget):
    """Hidden while the settings come from no run.

    Signals:
        draft_wanted(): the user wants back what was edited before a run was opened.
    """

    draft_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE_PX)
        self._icon = QLabel(self)
        self._text = QLabel(self)
        self._text.setProperty("look", "soft")
        self._text.setWordWrap(True)
        self.draft_button = QPushButton(tr("Back to my settings"), self)
        self.draft_button.setProperty("look", "link")
        self.draft_button.setToolTip(
            tr("Show again what you were editing before you opened a run.")
        )
        self.draft_button.clicked.connect(self._on_clicked)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self.draft_button)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, empty while there is none."""
        return self._text.text()

    def show_base(self, run_name: str, is_changed: bool, has_draft: bool) -> None:
        """Say of which run the settings are, or from which they were made.

        Args:
            run_name: its name; empty hides the line.
            is_changed: they are no longer exactly those of the run.
            has_draft: there is something to go back to.
        """
        if run_name and not is_changed:
            text = tr(
                "These are the settings of “{run}”. Change one and they become the base of "
                "a new run; this one stays as it is."
            ).format(run=run_name)
        elif run_name:
            text = tr("Based on “{run}”. Start makes a new run.").format(run=run_name)
        else:
            text = ""
        self._text.setText(text)
        self.setVisible(bool(text))
        self.draft_button.setVisible(has_draft)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._icon.setPixmap(themed_icon("info", theme, theme.text_soft).pixmap(16, 16))

    def _on_clicked(self) -> None:
        self.draft_wanted.emit()
