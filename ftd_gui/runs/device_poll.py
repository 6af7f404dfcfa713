"""Asks the machine for its figures now and again, in a thread of its own, while somebody wants them."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from ftd_gui.runs.device_reader import DeviceReading

READ_EVERY_MS = 2000
FIRST_LOOK_MS = 120


class Reader(Protocol):
    """Whatever tells of the machine."""

    def read(self) -> DeviceReading:
        """The machine now."""
        ...


class DevicePoll(QObject):
    """One reader for all who want to know; silent while nobody does.

    Signals:
        read(object): the machine now (`DeviceReading`).
    """

    read = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: Reader | None = None
        self._wanted_by: set[str] = set()
        self._reading: Future[DeviceReading] | None = None
        # a disk that does not answer must not hold the window, so a thread of its own asks; it
        # only returns values
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="device")
        self.destroyed.connect(partial(_dismiss, self._thread))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_tick)

    @property
    def is_reading(self) -> bool:
        """Whether the machine is being asked, now and again."""
        return self._timer.isActive()

    def set_reader(self, reader: Reader) -> None:
        """Ask this reader from now on."""
        self._reader = reader
        self._begin_or_end()

    def want(self, who: str, *, is_wanted: bool) -> None:
        """Ask while this one, or another, wants to know."""
        if is_wanted != (who in self._wanted_by):
            (self._wanted_by.add if is_wanted else self._wanted_by.discard)(who)
            self._begin_or_end()

    def _begin_or_end(self) -> None:
        if self._reader is None or not self._wanted_by:
            self._timer.stop()
        elif not self._timer.isActive():
            self._ask()
            self._timer.start(FIRST_LOOK_MS)

    def _ask(self) -> None:
        if self._reader is not None and self._reading is None:
            self._reading = self._thread.submit(self._reader.read)

    def _on_tick(self) -> None:
        if self._reading is not None:
            if not self._reading.done():
                return
            reading, self._reading = self._reading, None
            if reading.exception() is None:
                self.read.emit(reading.result())
            self._timer.start(READ_EVERY_MS)
        else:
            self._ask()
            self._timer.start(FIRST_LOOK_MS)


def _dismiss(thread: ThreadPoolExecutor, _poll: QObject | None = None) -> None:
    thread.shutdown(wait=False, cancel_futures=True)
