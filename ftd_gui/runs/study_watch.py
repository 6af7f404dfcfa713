"""The studies of a workspace: begun in processes of their own, followed by their folders."""

import logging
import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from ftd_engine.studies.folder import StudyFolder, find_studies
from ftd_engine.studies.requests import StudyError, StudyName, StudyRequest
from ftd_gui.words import tr

LOOK_EVERY_MS = 1000

_log = logging.getLogger(__name__)


class StudyWatch(QObject):
    """Begins, stops and follows studies. What is known of one is what lies in its folder.

    A study outlives the window: its process is nobody's child, and the next window follows it.

    Signals:
        changed(): the followed study has gone on, ended, or is another one.
        refused(str, str): a study could not be begun or stopped: what happened, and why.
    """

    changed = Signal()
    refused = Signal(str, str)

    def __init__(self, workspace: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.folder: StudyFolder | None = None
        self._seen: tuple[object, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def newest(self, name: StudyName) -> StudyFolder | None:
        """The newest study of this name in the workspace."""
        for folder in find_studies(self.workspace):
            try:
                if folder.request().study == name:
                    return folder
            except StudyError:
                continue
        return None

    def follow(self, folder: StudyFolder | None) -> None:
        """Follow this study, or none."""
        self.folder = folder
        self._seen = ()
        self._look()

    def set_watching(self, is_watching: bool) -> None:
        """Look at the folder every second, or not while nobody sees it."""
        if not is_watching:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
            self._look()

    def begin(self, request: StudyRequest) -> None:
        """Go on with the unfinished study that was asked for in just this way, or begin it."""
        try:
            folder = self._unfinished(request) or StudyFolder.create(self.workspace, request)
        except StudyError as error:
            self.refused.emit(tr("The study could not be begun."), str(error))
            return
        if folder.state() != "running" and not _start(folder, request.study):
            reason = tr("{program} could not be started; see the log of the window.").format(
                program=sys.executable
            )
            self.refused.emit(tr("The study could not be begun."), reason)
        self.follow(folder)
        self.set_watching(True)

    def stop(self) -> None:
        """Ask the followed study to stop after the present step; what is done is kept."""
        if self.folder is None:
            return
        try:
            self.folder.leave_stop_wish()
        except OSError as error:
            self.refused.emit(tr("The study could not be stopped."), str(error))

    def _unfinished(self, request: StudyRequest) -> StudyFolder | None:
        for folder in find_studies(self.workspace):
            try:
                if folder.request() == request and folder.state() != "done":
                    return folder
            except StudyError:
                continue
        return None

    def _look(self) -> None:
        """Tell of a change; the files say when they were written last."""
        folder = self.folder
        seen: tuple[object, ...] = (None,)
        if folder is not None:
            stamps = [_stamp(path) for path in (folder.progress_path, folder.result_path)]
            seen = (folder.path, folder.state(), *stamps)
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _start(folder: StudyFolder, name: StudyName) -> bool:
    """Work on the study in a session of its own; False where no process could be started."""
    process = QProcess()
    process.setProgram(sys.executable)
    process.setArguments(
        ["-m", "ftd_engine.cli", "study", name, "--resume", "--folder", str(folder.path)]
    )
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(str(folder.log_path), QProcess.OpenModeFlag.Append)
    process.setStandardErrorFile(str(folder.log_path), QProcess.OpenModeFlag.Append)
    # PySide6's types promise a pair here, the call returns what it is cast to
    has_started = cast(bool, process.startDetached())
    if not has_started:
        _log.warning("%s was not begun: %s", folder.path, process.errorString())
    return has_started
