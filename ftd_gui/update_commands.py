"""Help > Check for updates, and the look once a week for those who asked for it."""

import logging
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from ftd_engine.program_versions import PROGRAM, version_of
from ftd_gui.actions import WindowActions
from ftd_gui.runs.newest_release import (
    INDEX_VARIABLE,
    Release,
    UnknownRelease,
    is_newer,
    usual_index,
)
from ftd_gui.runs.notices import Notice
from ftd_gui.runs.update_job import UpdateJob
from ftd_gui.settings import Settings
from ftd_gui.views.notice_words import update_notice

if TYPE_CHECKING:
    from ftd_gui.pages.update_dialog import UpdateDialog

WEEK_S = 7 * 24 * 3600.0
LOOK_EVERY_MS = 60_000
"""Whether a week is over is looked at so often, first some time after the start."""

_log = logging.getLogger(__name__)


class UpdateCommands(QObject):
    """Asks for the newest version when its user does, and weekly where that is wished.

    Args:
        tell: takes the notice of a newer version, which nobody is called away for.
        own: version of this program; empty where it has none.
    """

    def __init__(
        self,
        window: QMainWindow,
        settings: Settings,
        actions: WindowActions,
        tell: Callable[[Notice], None],
        own: str | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._settings, self._tell = window, settings, tell
        self._own = version_of(PROGRAM, "") if own is None else own
        self._dialog: UpdateDialog | None = None
        self._is_weekly = False
        self.job = UpdateJob(self)
        self.job.finished.connect(self._on_finished)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        actions.updates.triggered.connect(self.open_dialog)

    def index(self) -> str:
        """Address that is asked: of the environment, of the settings, or the usual one."""
        return os.environ.get(INDEX_VARIABLE) or self._settings.update_index or usual_index()

    def open_dialog(self) -> None:
        """Show the dialog, and ask."""
        # few ever open it
        from ftd_gui.pages.update_dialog import UpdateDialog

        if self._dialog is None:
            self._dialog = dialog = UpdateDialog(self._own, self._settings, self._window)
            dialog.ask_wanted.connect(self._ask)
            dialog.finished.connect(self._on_dialog_closed)
        self._dialog.open()
        self._ask()

    def look(self) -> None:
        """Ask for those who wish it, where the last question is a week old."""
        asked_s = self._settings.updates_asked_s
        # a clock that was set back must not put it off for years
        is_due = not 0 <= time.time() - asked_s < WEEK_S
        if self._settings.looks_for_updates and is_due and not self.job.is_running:
            self._is_weekly = True
            self._start()

    def close(self) -> None:
        """The window goes; no answer is waited for."""
        self._timer.stop()
        self.job.close()

    def _ask(self) -> None:
        self._is_weekly = False
        if self._dialog is not None:
            self._dialog.say_asking()
        self._start()

    def _start(self) -> None:
        self._settings.updates_asked_s = time.time()
        self.job.start(self.index())

    def _on_finished(self, answer: Release | UnknownRelease) -> None:
        if isinstance(answer, UnknownRelease):
            _log.info("The newest version is not known: %s", answer)
        if self._dialog is not None:
            self._dialog.say_answer(answer)
        elif (
            self._is_weekly and isinstance(answer, Release) and is_newer(answer.version, self._own)
        ):
            self._tell(update_notice(answer.version))

    def _on_dialog_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
