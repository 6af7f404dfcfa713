"""TensorBoard files of runs, on request or always: the command line writes them in a process of its own."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from ftd_gui.actions import WindowActions
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.settings import Settings
from ftd_gui.words import tr

TWIN = (sys.executable, "-m", "ftd_engine.cli")
"""The headless twin of the window, as it is started from here."""
END_GRACE_MS = 2000

_log = logging.getLogger(__name__)


class MetricFiles(QObject):
    """Writes the metrics of the shown run, and where that was chosen of every run that begins here.

    Signals:
        told(str): what was written, for the status bar.
        refused(str, str): what could not be written, and why.
    """

    told = Signal(str)
    refused = Signal(str, str)

    def __init__(
        self,
        runs: OpenRuns,
        actions: WindowActions,
        settings: Settings,
        parent: QObject,
        twin: Sequence[str] = TWIN,
    ) -> None:
        super().__init__(parent)
        self._runs = runs
        self._actions = actions
        self._settings = settings
        self._twin = tuple(twin)
        self._writers: dict[Path, QProcess] = {}
        actions.write_metrics.triggered.connect(self._on_write)
        actions.always_metrics.setChecked(settings.writes_metrics)
        actions.always_metrics.toggled.connect(self._on_always_toggled)

    def run_began(self, path: Path) -> None:
        """An engine of this window works on a run now."""
        if self._settings.writes_metrics:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the files of a run, and follow it to its end; nothing where that is under way already."""
        if path in self._writers:
            self.told.emit(tr("The TensorBoard files of this run are being written."))
            return
        writer = QProcess(self)
        writer.setProgram(self._twin[0])
        writer.setArguments([*self._twin[1:], "export-metrics", str(path), "--follow"])
        writer.setStandardInputFile(QProcess.nullDevice())
        writer.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        writer.finished.connect(self._on_finished)
        writer.errorOccurred.connect(self._on_error)
        writer.setProperty("run", str(path))
        self._writers[path] = writer
        writer.start()
        self.told.emit(tr("Writing TensorBoard files of {name}…").format(name=path.name))

    def close(self) -> None:
        """The window goes: end what still follows a run; what it wrote is whole."""
        writers, self._writers = list(self._writers.values()), {}
        for writer in writers:
            writer.blockSignals(True)
            writer.terminate()
        for writer in writers:
            if not writer.waitForFinished(END_GRACE_MS):
                writer.kill()
                writer.waitForFinished(END_GRACE_MS)

    def _on_write(self) -> None:
        shown = self._runs.shown
        if shown is not None:
            self.write(shown.folder.path)

    def _on_always_toggled(self, always: bool) -> None:
        self._settings.writes_metrics = always
        own = self._runs.live_own_run
        if always and own is not None:
            self.write(own.folder.path)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # of all errors only this one is not followed by an end
        if error == QProcess.ProcessError.FailedToStart:
            self._end(1)

    def _on_finished(self, exit_code: int) -> None:
        self._end(exit_code)

    def _end(self, exit_code: int) -> None:
        writer = self.sender()
        assert isinstance(writer, QProcess)
        self._writers.pop(Path(str(writer.property("run"))), None)
        said = " ".join(bytes(writer.readAll().data()).decode(errors="replace").split())
        _log.info("Metrics of %s: status %d. %s", writer.property("run"), exit_code, said)
        writer.deleteLater()
        if exit_code == 0:
            self.told.emit(said)
        else:
            reason = said or writer.errorString()
            self.refused.emit(tr("The TensorBoard files were not written."), reason)
