"""How the whole window looks: theme, language, full screen, layout; what the View menu changes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow

from ftd_gui.actions import WindowActions
from ftd_gui.settings import LanguageChoice, Settings, ThemeChoice
from ftd_gui.theme import THEMES, Theme, apply_theme, system_theme
from ftd_gui.window_frame import WindowFrame
from ftd_gui.words import tr


class WindowLook(QObject):
    """Theme, language, full screen and layout of one main window.

    Args:
        recolour: called with the theme whenever it changes, and once at once.

    Signals:
        told(str): a sentence for the user, such as when the other language comes.
    """

    told = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        actions: WindowActions,
        frame: WindowFrame,
        recolour: Callable[[Theme], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._actions = actions
        self._frame = frame
        self._recolour = recolour
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        actions.theme_group.triggered.connect(self._on_theme_action)
        actions.language_group.triggered.connect(self._on_language_action)
        actions.languages[settings.language_choice].setChecked(True)
        actions.full_screen.toggled.connect(self._on_full_screen)
        actions.reset_layout.triggered.connect(self._on_reset_layout)
        app.styleHints().colorSchemeChanged.connect(self._on_system_theme_changed)
        if hasattr(app.styleHints(), "accessibility"):
            accessibility = app.styleHints().accessibility()
            accessibility.contrastPreferenceChanged.connect(self._on_system_theme_changed)
        window.installEventFilter(self)
        self.choose(settings.theme_choice)

    def choose(self, choice: ThemeChoice) -> None:
        """Change the colours of the whole window now and for later."""
        self._settings.theme_choice = choice
        self._actions.themes[choice].setChecked(True)
        by_name = {theme.name: theme for theme in THEMES}
        theme = system_theme(self._app) if choice == "system" else by_name[choice]
        apply_theme(self._app, theme)
        self._recolour(theme)

    def _on_theme_action(self, action: QAction) -> None:
        self.choose(action.data())

    def _on_language_action(self, action: QAction) -> None:
        # every room has said its words already, so the others are for the next window
        choice: LanguageChoice = action.data()
        self._settings.language_choice = choice
        words = (
            tr("From its next start on, the window is in the language of the system.")
            if choice == "system"
            else tr("From its next start on, the window is in this language: {language}.")
        )
        self.told.emit(words.format(language=action.text()))

    def _on_system_theme_changed(self) -> None:
        if self._settings.theme_choice == "system":
            self.choose("system")

    def _on_reset_layout(self) -> None:
        self._settings.forget_layout()
        self._frame.lay_out()

    def _on_full_screen(self, full: bool) -> None:
        full_flag = Qt.WindowState.WindowFullScreen
        state = self._window.windowState()
        self._window.setWindowState(state | full_flag if full else state & ~full_flag)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep View > Full screen true where the window manager changes it."""
        if watched is self._window and event.type() == QEvent.Type.WindowStateChange:
            self._actions.full_screen.setChecked(self._window.isFullScreen())
        return super().eventFilter(watched, event)
