"""The field that searches the settings of the form."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_gui.theme import Theme, themed_icon
from ftd_gui.views.hint_text import say_hint
from ftd_gui.words import tr

WIDTH_PX = 176
BESIDE_HINT_PX = 48
"""Icon, edges and the place of the button that clears."""


class SettingSearch(QLineEdit):
    """Typing searches; Return goes to the first setting found, Escape shows all again.

    Signals:
        first_wanted(): the user wants to go to the first setting found.
    """

    first_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say_hint(self, tr("Find a setting"))
        self.setAccessibleName(tr("Find a setting"))
        self.setToolTip(
            tr(
                "Search the settings by name, explanation, symbol and flag of the published scripts, "
                "such as lr_img."
            )
        )
        self.setClearButtonEnabled(True)
        needed = self.fontMetrics().horizontalAdvance(self.placeholderText()) + BESIDE_HINT_PX
        self.setMinimumWidth(needed)
        self.setMaximumWidth(max(needed, WIDTH_PX))
        self.returnPressed.connect(self.first_wanted)
        self.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        icon = themed_icon("search", theme, theme.text_soft)
        for action in self.actions():
            self.removeAction(action)
        self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Escape, and Down as a way into what was found."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.text():
                self.clear()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.first_wanted.emit()
                return True
        return super().eventFilter(watched, event)
