"""One measurement of what a run's steps cost, done by a process of its own that can be called off."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ftd_engine.job_requests import EstimateRequest, EstimateResult
from ftd_engine.launch import ESTIMATE_ENTRY, EngineProcess
from ftd_gui.runs.engine_thread import EngineThread
from ftd_gui.words import tr

END_GRACE_S = 3.0
"""How long the process may take to leave once it has answered."""


class EstimateJob(QObject):
    """Measures the steps of one experiment, one measurement at a time.

    Signals:
        finished(EstimateResult): what was measured, or why nothing was; once per `start`, unless
            it was called off.
    """

    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: EngineProcess | None = None
        self._thread: EngineThread | None = None
        self._result: EstimateResult | None = None

    @property
    def is_running(self) -> bool:
        """True from `start` until `finished` or `close`."""
        return self._thread is not None

    def start(self, workspace: Path, request: EstimateRequest, entry: str = ESTIMATE_ENTRY) -> None:
        """Begin a measurement and return at once.

        Args:
            workspace: folder of the runs.
            request: what to measure.
            entry: what the process enters; tests put a small one in its place.
        """
        assert not self.is_running, "a measurement is still going on"
        self._result = None
        engine = EngineProcess(workspace, entry, stop_grace_s=END_GRACE_S, terminate_grace_s=1.0)
        engine.start()
        engine.ask(request)
        thread = EngineThread(engine, self)
        thread.result_arrived.connect(self._on_result_arrived)
        thread.engine_ended.connect(self._on_engine_ended)
        self._engine, self._thread = engine, thread
        thread.start()

    def close(self) -> None:
        """Call off a measurement that is still going on, without `finished`; blocks for a moment."""
        engine, thread = self._engine, self._thread
        if engine is None or thread is None:
            return
        self._engine = self._thread = None
        thread.ask_to_return()
        thread.wait()
        engine.end()
        thread.deleteLater()

    def _on_result_arrived(self, result: EstimateResult) -> None:
        self._result = result
        if self._engine is not None:
            # an answered process has nothing left to do; the ladder sees to it that it goes
            self._engine.send("stop")

    def _on_engine_ended(self, _exit_code: int, words: str) -> None:
        if self._engine is None:
            return
        self.close()
        self.finished.emit(
            self._result
            or EstimateResult(
                False,
                tr("The measuring process ended without an answer: {words}.").format(words=words),
                tr(
                    "The memory may not be enough for a single step: lower Width or Images per class."
                ),
            )
        )
