"""What the menus do with logs of other programs: take one in, as a run that holds its curves."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ftd_engine.job_requests import LogImported
from ftd_gui.actions import WindowActions
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.views.number_text import count_text
from ftd_gui.words import tr

if TYPE_CHECKING:
    from ftd_gui.pages.log_dialog import LogDialog

_log = logging.getLogger(__name__)


class LogCommands(QObject):
    """Opens the dialog of logs over a window.

    Signals:
        imported(object): the run in this folder (`Path`) was made of a log.
        told(str): what was done, for the status line.
    """

    imported = Signal(object)
    told = Signal(str)

    def __init__(self, window: QWidget, library: RunLibrary, actions: WindowActions) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        actions.import_log.triggered.connect(self.open_import)

    def open_import(self) -> "LogDialog":
        """Ask for a log, and make a run of it."""
        # read when it is wanted: the window does not wait for its dialogs
        from ftd_gui.pages.log_dialog import LogDialog

        dialog = LogDialog(self._library.workspace, Path.home(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self._on_imported)
        dialog.open()
        return dialog

    def import_dropped(self, path: Path) -> None:
        """Open the dialog with a log that was dropped on the window."""
        self.open_import().look_at(path)

    def _on_imported(self, done: LogImported) -> None:
        _log.info("Imported a log: %s", done)
        self.told.emit(
            tr("{points} points of {curves} curves were imported.").format(
                points=count_text(done.points), curves=count_text(done.curves)
            )
        )
        self._library.refresh()
        self.imported.emit(Path(done.run))
