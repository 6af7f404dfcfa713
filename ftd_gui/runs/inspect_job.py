"""Looking at a set from elsewhere, in a process of its own: a stranger's file never enters the window."""

from pathlib import Path

from PySide6.QtCore import Signal

from ftd_engine.job_requests import InspectRequest, InspectResult
from ftd_engine.launch import INSPECT_ENTRY, JobResult
from ftd_gui.runs.answer_job import AnswerJob


class InspectJob(AnswerJob):
    """Reads and pictures one set, one at a time.

    Signals:
        finished(InspectResult): what was found, or why it is no set; once per `start`.
    """

    finished = Signal(object)

    def start(self, request: InspectRequest, entry: str = INSPECT_ENTRY) -> None:
        """Begin to look and return at once; what goes on before is given up.

        Args:
            request: which file, and where the pictures go.
            entry: what the process enters; tests put a small one in its place.
        """
        self.close()
        self._ask(Path(request.picture_folder), request, entry)

    def _tell(self, result: JobResult | None, words: str, log_path: Path) -> None:
        self.finished.emit(
            result
            or InspectResult(
                ok=False,
                message=f"Reading ended without an answer: {words}.",
                hint="The file may be too large for the memory; choose another.",
            )
        )
