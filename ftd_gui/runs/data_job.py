"""Looking through real images, in a process of its own that can be called off."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import Signal

from ftd_engine.data_finding import Finding
from ftd_engine.job_requests import DataProgress, DataReport, DataRequest
from ftd_engine.launch import DATA_ENTRY, Answer
from ftd_engine.settings.data import DataConfig
from ftd_gui.runs.answer_job import AnswerJob
from ftd_gui.words import tr

_PICTURES = "pictures.npz"


class DataJob(AnswerJob):
    """Looks through the images of some settings, one at a time.

    The pictures lie in a folder of the job's own until the next question or `close`.

    Signals:
        progressed(DataProgress): how far the reading is.
        finished(DataReport): what was found; once per `start` that was not called off.
    """

    progressed = Signal(object)
    finished = Signal(object)

    _folder: Path | None = None

    def start(
        self, data: DataConfig, ipc: int, held_out_share: float, entry: str = DATA_ENTRY
    ) -> None:
        """Begin to look and return at once; what goes on before is given up.

        Args:
            data: which images.
            ipc: images per class that are to be learned.
            held_out_share: share of the smallest class that is kept away from every class.
            entry: what the process enters; tests put a small one in its place.
        """
        self.close()
        self._folder = Path(tempfile.mkdtemp(prefix="ftd-data-"))
        request = DataRequest(data, ipc, held_out_share, str(self._folder / _PICTURES))
        self._ask(self._folder, request, entry)

    def close(self) -> None:
        """End what is still going on, without telling, and drop its pictures; blocks for a moment."""
        super().close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _on_progress_arrived(self, progress: DataProgress) -> None:
        self.progressed.emit(progress)

    def _tell(self, result: Answer | None, words: str, log_path: Path) -> None:
        if isinstance(result, DataReport):
            self.finished.emit(result)
            return
        sentence = tr("Looking through the images ended without an answer: {words}.")
        cure = tr("They may be more than the memory takes; use fewer or smaller images.")
        self.finished.emit(DataReport((Finding("error", sentence.format(words=words), cure),)))
