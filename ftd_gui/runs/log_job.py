"""Looking through the log of another program, and making a run of it, in a process of its own."""

from pathlib import Path

from PySide6.QtCore import Signal

from ftd_engine.job_requests import LogImport, LogImported, LogReport, LogRequest
from ftd_engine.launch import LOG_ENTRY, Answer
from ftd_gui.runs.answer_job import AnswerJob
from ftd_gui.words import tr


class LogJob(AnswerJob):
    """Reads one log, one question at a time.

    Signals:
        looked(LogReport): what the log holds, or why it cannot be read; once per `look`.
        imported(LogImported): the run that it became, or why it became none; once per `take_in`.
    """

    looked = Signal(object)
    imported = Signal(object)

    _is_import = False

    def look(self, path: Path, entry: str = LOG_ENTRY) -> None:
        """Begin to look and return at once; what goes on before is given up.

        Args:
            path: an event file, the folder of a log, or one above it.
            entry: what the process enters; tests put a small one in its place.
        """
        self.close()
        self._is_import = False
        self._ask(path, LogRequest(str(path)), entry)

    def take_in(self, request: LogImport, entry: str = LOG_ENTRY) -> None:
        """Begin to make a run of a log and return at once; what goes on before is given up."""
        self.close()
        self._is_import = True
        self._ask(Path(request.path), request, entry)

    def _tell(self, result: Answer | None, words: str, log_path: Path) -> None:
        message = tr("Reading ended without an answer: {words}.").format(words=words)
        if self._is_import:
            done = result if isinstance(result, LogImported) else None
            self.imported.emit(done or LogImported(ok=False, message=message))
        else:
            found = result if isinstance(result, LogReport) else None
            self.looked.emit(found or LogReport(ok=False, message=message))
