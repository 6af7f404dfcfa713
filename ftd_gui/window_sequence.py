"""One window after another: each has a workspace for its life, and may ask for the next."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from ftd_engine.launch import ESTIMATE_ENTRY
from ftd_gui.main_window import MainWindow
from ftd_gui.settings import Settings
from ftd_gui.window_log import WindowLog


class WindowSequence:
    """Shows a window, and where another workspace is chosen in it, the window of that instead.

    Args:
        end: called once a window is closed that asked for no other.

    Attributes:
        window: the window that is shown now.
    """

    def __init__(
        self,
        app: QApplication,
        workspace: Path,
        settings: Settings,
        window_log: WindowLog,
        end: Callable[[], None],
    ) -> None:
        self._app = app
        self._settings = settings
        self._window_log = window_log
        self._end = end
        self._next: Path | None = None
        self.window = self._show(workspace)

    def close_now(self) -> None:
        """Close the window without a question, as for Ctrl+C in the terminal."""
        self.window.close_now()

    def _show(self, workspace: Path) -> MainWindow:
        window = MainWindow(workspace, self._settings, estimate_entry=ESTIMATE_ENTRY)
        window.log_panel.set_window_log(self._window_log)
        window.workspace_folder.chosen.connect(self._on_workspace_chosen)
        window.closed.connect(self._on_closed)
        window.show()
        return window

    def _on_workspace_chosen(self, workspace: Path) -> None:
        self._next = workspace
        if not self.window.close():
            # it holds something back after all; its next closing is its user's own
            self._next = None

    def _on_closed(self) -> None:
        if self._next is None:
            self._end()
        else:
            # once the old window is through with its closing
            QTimer.singleShot(0, self._app, self._go_on)

    def _go_on(self) -> None:
        workspace, self._next = self._next, None
        assert workspace is not None
        self._settings.workspace = workspace
        self._settings.save()
        # no widget is left that would be styled again, and the next ones are styled once, when all are built
        self.window.deleteLater()
        self._app.sendPostedEvents(self.window, QEvent.Type.DeferredDelete)
        self._app.setStyleSheet("")
        self.window = self._show(workspace)
        self.window.first_steps.greet()
