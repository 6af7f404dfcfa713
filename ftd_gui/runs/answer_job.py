"""One question to a process of its own, such as an export, so that the window never waits."""

from pathlib import Path

from PySide6.QtCore import QObject

from ftd_engine.launch import EngineProcess, JobRequest, JobResult
from ftd_engine.run_folder import RunFolder
from ftd_gui.runs.engine_thread import EngineThread

END_GRACE_S = 5.0
"""How long the process may take to leave once it has answered, or once the window closes."""


class AnswerJob(QObject):
    """Asks a process one thing, one at a time; what comes of it is told by `_tell` of the kind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: EngineProcess | None = None
        self._thread: EngineThread | None = None
        self._result: JobResult | None = None

    @property
    def is_running(self) -> bool:
        """True from the question until its end is told."""
        return self._thread is not None

    def close(self) -> None:
        """End what is still going on, without telling; blocks for a moment."""
        self._release()

    def _ask(self, folder: Path, request: JobRequest, entry: str) -> None:
        assert not self.is_running, "the job before is still going on"
        self._result = None
        engine = EngineProcess(folder, entry, stop_grace_s=END_GRACE_S, terminate_grace_s=1.0)
        engine.start()
        engine.ask(request)
        thread = EngineThread(engine, self)
        thread.result_arrived.connect(self._on_result_arrived)
        thread.engine_ended.connect(self._on_engine_ended)
        self._engine, self._thread = engine, thread
        thread.start()

    def _tell(self, result: JobResult | None, words: str, log_path: Path) -> None:
        """Say what came of it.

        Args:
            result: the answer, or None where the process ended without one.
            words: how it ended.
            log_path: where a trace of it may lie.
        """
        raise NotImplementedError

    def _on_result_arrived(self, result: JobResult) -> None:
        self._result = result
        if self._engine is not None:
            # an answered process has nothing left to do; the ladder sees to it that it goes
            self._engine.send("stop")

    def _on_engine_ended(self, _exit_code: int, words: str) -> None:
        if self._engine is None:
            return
        log_path = RunFolder(self._engine.run_path).engine_log_path
        self._release()
        self._tell(self._result, words, log_path)

    def _release(self) -> None:
        engine, thread = self._engine, self._thread
        if engine is None or thread is None:
            return
        self._engine = self._thread = None
        thread.ask_to_return()
        thread.wait()
        engine.end()
        thread.deleteLater()
