"""The search for the real images nearest to a stored set, in a process that may hold tensors."""

from pathlib import Path

from PySide6.QtCore import Signal

from ftd_engine.job_requests import NearestRequest, NearestResult
from ftd_engine.launch import NEAREST_ENTRY, Answer
from ftd_gui.runs.answer_job import AnswerJob
from ftd_gui.words import tr


class NearestJob(AnswerJob):
    """Looks for the neighbours of one set at a time.

    Signals:
        finished(NearestResult): they lie beside the run now, or why not; once per `start`.
    """

    finished = Signal(object)

    def start(self, run_path: Path, request: NearestRequest, entry: str = NEAREST_ENTRY) -> None:
        """Begin to look and return at once.

        Args:
            run_path: the run folder that holds the set.
            request: which set.
            entry: what the process enters; tests put a small one in its place.
        """
        self._ask(run_path, request, entry)

    def _tell(self, result: Answer | None, words: str, log_path: Path) -> None:
        self.finished.emit(
            result
            or NearestResult(
                False,
                tr("The search for real images ended without an answer: {words}.").format(
                    words=words
                ),
                tr("The memory may not be enough for the data set; close other programs."),
            )
        )
