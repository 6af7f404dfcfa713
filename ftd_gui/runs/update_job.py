"""The question for the newest version, in a thread beside the window, which never waits for it."""

import threading

from PySide6.QtCore import QObject, QTimer, Signal

from ftd_gui.runs.newest_release import (
    TIMEOUT_S,
    Release,
    UnknownRelease,
    ask_newest,
    host_of,
    too_late,
)

LOOK_EVERY_MS = 50


class UpdateJob(QObject):
    """Asks once at a time.

    Signals:
        finished(object): a `Release`, or an `UnknownRelease` that says why there is none.
    """

    finished = Signal(object)

    def __init__(self, parent: QObject | None = None, timeout_s: float = TIMEOUT_S) -> None:
        super().__init__(parent)
        self._timeout_s = timeout_s
        self._answers: list[Release | UnknownRelease] = []
        self._looks_left = 0
        self._host = ""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """True from the question until its end is told."""
        return self._timer.isActive()

    def start(self, address: str) -> None:
        """Ask the index at this address and return at once; a question under way goes on alone."""
        if self.is_running:
            return
        # a list of its own: who answers after we gave up is not heard
        answers = self._answers = []
        try:
            self._host = host_of(address)
        except UnknownRelease as fault:
            answers.append(fault)
        else:
            threading.Thread(
                target=_ask, args=(address, self._timeout_s, answers), name="update", daemon=True
            ).start()
        # each part of an answer has its time limit, and all together this one
        self._looks_left = round(1000 * self._timeout_s / LOOK_EVERY_MS) + 1
        self._timer.start()

    def close(self) -> None:
        """Hear of no answer any more."""
        self._timer.stop()

    def _look(self) -> None:
        self._looks_left -= 1
        if not self._answers and self._looks_left > 0:
            return
        self._timer.stop()
        late = too_late(self._host, self._timeout_s)
        self.finished.emit(self._answers[0] if self._answers else late)


def _ask(address: str, timeout_s: float, answers: list[Release | UnknownRelease]) -> None:
    try:
        answers.append(ask_newest(address, timeout_s))
    except UnknownRelease as fault:
        answers.append(fault)
