"""The manual and What's This: F1 opens the page about what the user is at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWhatsThisClickedEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QTabWidget,
    QWhatsThis,
    QWidget,
)

from ftd_engine.field_facts import all_fields
from ftd_engine.resource_files import manual_folder
from ftd_gui.actions import WindowActions
from ftd_gui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from ftd_gui.pages.manual_window import ManualWindow

PLACES: dict[str, str] = {
    "NeedsCard": "configure.html#what-it-would-need",
    "PresetDialog": "configure.html#presets",
    "ScriptDialog": "configure.html#commands-in-and-out",
    "ConfigurePage": "configure.html",
    "PictureDialog": "monitor.html#taking-a-plot-along",
    "MonitorPage": "monitor.html",
    "AnimationDialog": "images.html#taking-images-along",
    "ImagesPage": "images.html",
    "ResultsPage": "results.html#results",
    "ComparePage": "results.html#compare",
    "DataPage": "data.html",
    "StudiesRoom": "studies.html",
    "ShortcutSheet": "keys.html",
    "HistoryDialog": "configure.html#undo",
    "WelcomePage": "first_run.html",
    "ExportDialog": "sets.html#export",
    "EvaluationDialog": "results.html#other-architectures",
    "ImportDialog": "sets.html#import-and-evaluate",
    "QueuePanel": "queue.html#the-queue",
    "ExperimentList": "files.html#a-run-folder",
    "InspectorPanel": "monitor.html#the-inspector-and-the-log",
    "AboutDialog": "files.html",
    "UpdateDialog": "files.html#newer-versions",
    "LogPanel": "monitor.html#the-inspector-and-the-log",
}
"""Which page is about a room of the window, by the name of its class, as few dialogs are ever imported; of
nested rooms the innermost counts."""


def setting_place(path: str) -> str:
    """Where the manual explains a setting."""
    return f"settings.html#{path}"


def place_of(widget: QWidget | None) -> str:
    """The place of the manual that is about a widget; its contents where none is."""
    while widget is not None:
        if widget.objectName() in all_fields():
            return setting_place(widget.objectName())
        if place := PLACES.get(type(widget).__name__):
            return place
        widget = widget.parentWidget()
    return "index.html"


class HelpCommands(QObject):
    """Opens the manual of one main window, in its dialogs too, and closes it with the window."""

    def __init__(self, window: QMainWindow, pages: QTabWidget, actions: WindowActions) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._actions = actions
        self._theme = LIGHT
        self.manual: ManualWindow | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        actions.manual.triggered.connect(self._on_manual)
        actions.whats_this.triggered.connect(self._on_whats_this)
        # a shortcut of the main window is not heard in its dialogs
        app.focusWindowChanged.connect(self._on_focus_window_changed)
        window.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        if self.manual is not None:
            self.manual.set_theme(theme)

    def open_at(self, place: str) -> None:
        """Show a place of the manual, such as "settings.html#distill.ipc"."""
        if self.manual is None:
            # its pages and their search are read when they are wanted
            from ftd_gui.pages.manual_window import ManualWindow

            self.manual = ManualWindow(manual_folder(), self._theme)
        self.manual.show_place(place)
        self.manual.show()
        self.manual.raise_()
        self.manual.activateWindow()

    def close_manual(self) -> None:
        """The main window goes; so does its manual."""
        if self.manual is not None:
            self.manual.close()
            self.manual.deleteLater()
            self.manual = None

    def _place(self) -> str:
        focused = QApplication.focusWidget()
        if focused is None or focused is self._window:
            # nothing is typed in: what is shown counts
            focused = QApplication.activeModalWidget() or self._pages.currentWidget()
        return place_of(focused)

    def _on_manual(self) -> None:
        self.open_at(self._place())

    def _on_whats_this(self) -> None:
        QWhatsThis.enterWhatsThisMode()

    def _on_focus_window_changed(self) -> None:
        dialog = QApplication.activeWindow()
        if isinstance(dialog, QDialog) and self._actions.manual not in dialog.actions():
            dialog.addAction(self._actions.manual)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the link under a What's This text."""
        if isinstance(event, QWhatsThisClickedEvent):
            self.open_at(setting_place(event.href()))
            return True
        return super().eventFilter(watched, event)
