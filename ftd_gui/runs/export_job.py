"""One export of a stored set, done by a process of its own so that the window never waits."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ftd_engine.launch import EXPORT_ENTRY, EngineProcess
from ftd_engine.protocol import ExportRequest, ExportResult
from ftd_engine.run_folder import RunFolder
from ftd_gui.runs.engine_thread import EngineThread

END_GRACE_S = 5.0
"""How long the process may take to leave once it has answered, or once the window closes."""


class ExportJob(QObject):
    """Writes one stored set of a run to files, one export at a time.

    Signals:
        finished(ExportResult): what was written, or why nothing was; once per `start`.
    """

    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: EngineProcess | None = None
        self._thread: EngineThread | None = None
        self._result: ExportResult | None = None

    @property
    def is_running(self) -> bool:
        """True from `start` until `finished`."""
        return self._thread is not None

    def start(self, run_path: Path, request: ExportRequest, entry: str = EXPORT_ENTRY) -> None:
        """Begin an export and return at once.

        Args:
            run_path: the run folder that holds the set.
            request: which set and where to.
            entry: what the process enters; tests put a small one in its place.
        """
        assert not self.is_running, "an export is still going on"
        self._result = None
        engine = EngineProcess(run_path, entry, stop_grace_s=END_GRACE_S, terminate_grace_s=1.0)
        engine.start()
        engine.ask(request)
        thread = EngineThread(engine, self)
        thread.result_arrived.connect(self._on_result_arrived)
        thread.engine_ended.connect(self._on_engine_ended)
        self._engine, self._thread = engine, thread
        thread.start()

    def close(self) -> None:
        """End an export that is still going on, without `finished`; blocks for a moment."""
        self._release()

    def _on_result_arrived(self, result: ExportResult) -> None:
        self._result = result
        if self._engine is not None:
            # an answered process has nothing left to do; the ladder sees to it that it goes
            self._engine.send("stop")

    def _on_engine_ended(self, _exit_code: int, words: str) -> None:
        if self._engine is None:
            return
        log_path = RunFolder(self._engine.run_path).engine_log_path
        self._release()
        self.finished.emit(
            self._result
            or ExportResult(
                ok=False,
                files=(),
                total_bytes=0,
                message=f"The export process ended without an answer: {words}.",
                hint=f"Files may be missing or incomplete; export again. Details: {log_path}",
            )
        )

    def _release(self) -> None:
        engine, thread = self._engine, self._thread
        if engine is None or thread is None:
            return
        self._engine = self._thread = None
        thread.ask_to_return()
        thread.wait()
        engine.end()
        thread.deleteLater()
