"""What the engine would compute with, asked of a process of its own: the window has no torch to ask."""

from pathlib import Path

from PySide6.QtCore import Signal

from ftd_engine.job_requests import MachineReport, MachineRequest
from ftd_engine.launch import MACHINE_ENTRY, Answer
from ftd_gui.runs.answer_job import AnswerJob
from ftd_gui.words import tr


class MachineJob(AnswerJob):
    """Asks once.

    Signals:
        finished(MachineReport): the answer, or why there is none; once per `start`.
    """

    finished = Signal(object)

    def start(self, folder: Path, entry: str = MACHINE_ENTRY) -> None:
        """Begin to ask and return at once; a question that goes on already is the same one."""
        if not self.is_running:
            self._ask(folder, MachineRequest(), entry)

    def _tell(self, result: Answer | None, words: str, log_path: Path) -> None:
        if not isinstance(result, MachineReport):
            sentence = tr("The engine ended without an answer: {words}.")
            result = MachineReport(message=sentence.format(words=words))
        self.finished.emit(result)
