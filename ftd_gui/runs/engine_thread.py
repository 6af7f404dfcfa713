"""The thread beside the window that listens to one engine process and notices its end.

Says what came, at most about 30 times a second; touches no widget and no store.
"""

import signal
import threading
import time

from PySide6.QtCore import QObject, QThread, Signal

from ftd_engine.launch import EngineProcess
from ftd_engine.protocol import Heartbeat, Record

EMIT_EVERY_S = 1 / 30
IDLE_WAIT_S = 0.1
"""Longest wait for an item; an engine that dies is noticed no later than this."""

_SIGNAL_MEANINGS = {
    "SIGABRT": "the program aborted itself, as after a failed check in a library",
    "SIGBUS": "memory fault",
    "SIGFPE": "arithmetic fault",
    "SIGILL": "the processor does not know an instruction",
    "SIGINT": "interrupted from a terminal",
    "SIGKILL": "killed, as the system does when memory runs out",
    "SIGSEGV": "memory fault",
    "SIGTERM": "terminated from outside",
}


def exit_words(exit_code: int | None) -> str:
    """An exit status in words, such as "signal SIGKILL (killed, ...)" or "exit code 3"."""
    if exit_code is None:
        return "no exit code"
    if exit_code >= 0:
        # Windows reports faults as large numbers that are only known in hexadecimal
        return f"exit code {exit_code}" if exit_code < 1 << 16 else f"exit code 0x{exit_code:08X}"
    try:
        name = signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
    meaning = _SIGNAL_MEANINGS.get(name)
    return f"signal {name} ({meaning})" if meaning else f"signal {name}"


class EngineThread(QThread):
    """Listens to a started engine process until it is gone.

    Signals:
        records_arrived(list[Record]): what came since the last emission, in the order it came.
        heartbeat_arrived(float): resident memory of the engine in MiB.
        result_arrived(JobResult): the one answer of a process that was asked one thing.
        ladder_climbed(str): an overdue stop was made more pressing; what was done, in words.
        engine_ended(int, str): the process is gone, with its exit code and that in words; its
            queue is empty. Always the last signal.
    """

    # object rather than list: Qt would turn a list into one of its own, item by item
    records_arrived = Signal(object)
    heartbeat_arrived = Signal(float)
    result_arrived = Signal(object)
    ladder_climbed = Signal(str)
    # object rather than int: exit codes of Windows do not fit a C int
    engine_ended = Signal(object, str)

    def __init__(self, engine: EngineProcess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._flag = threading.Event()
        self._records: list[Record] = []

    def ask_to_return(self) -> None:
        """Stop listening even though the engine may live; `wait` for the thread after it."""
        self._flag.set()

    def run(self) -> None:
        """Qt's entry into the thread."""
        emitted_s = 0.0
        while not self._flag.is_set():
            wait_s = IDLE_WAIT_S
            if self._records:
                wait_s = max(0.0, emitted_s + EMIT_EVERY_S - time.monotonic())
            self._take(wait_s)
            if time.monotonic() >= emitted_s + EMIT_EVERY_S:
                emitted_s = self._emit_records() or emitted_s
            if words := self._engine.climb():
                self.ladder_climbed.emit(words)
            if not self._engine.is_alive:
                self._drain()
                exit_code = self._engine.exit_code
                self.engine_ended.emit(exit_code or 0, exit_words(exit_code))
                return

    def _take(self, wait_s: float) -> int:
        items = self._engine.receive(wait_s)
        heartbeat: Heartbeat | None = None
        for item in items:
            if isinstance(item, Record):
                self._records.append(item)
            elif isinstance(item, Heartbeat):
                heartbeat = item
            else:
                self.result_arrived.emit(item)
        if heartbeat is not None:
            self.heartbeat_arrived.emit(heartbeat.memory_mib)
        return len(items)

    def _emit_records(self) -> float:
        if not self._records:
            return 0.0
        batch, self._records = self._records, []
        self.records_arrived.emit(batch)
        return time.monotonic()

    def _drain(self) -> None:
        while self._take(0.0):
            pass
        self._emit_records()
