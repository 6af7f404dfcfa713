"""One export of a stored set, done by a process of its own so that the window never waits."""

from pathlib import Path

from PySide6.QtCore import Signal

from ftd_engine.job_requests import ExportRequest, ExportResult
from ftd_engine.launch import EXPORT_ENTRY, JobResult
from ftd_gui.runs.answer_job import AnswerJob


class ExportJob(AnswerJob):
    """Writes one stored set of a run to files, one export at a time.

    Signals:
        finished(ExportResult): what was written, or why nothing was; once per `start`.
    """

    finished = Signal(object)

    def start(self, run_path: Path, request: ExportRequest, entry: str = EXPORT_ENTRY) -> None:
        """Begin an export and return at once.

        Args:
            run_path: the run folder that holds the set.
            request: which set and where to.
            entry: what the process enters; tests put a small one in its place.
        """
        self._ask(run_path, request, entry)

    def _tell(self, result: JobResult | None, words: str, log_path: Path) -> None:
        self.finished.emit(
            result
            or ExportResult(
                ok=False,
                files=(),
                total_bytes=0,
                message=f"The export process ended without an answer: {words}.",
                hint=f"Files may be missing or incomplete; export again. Details: {log_path}",
            )
        )
