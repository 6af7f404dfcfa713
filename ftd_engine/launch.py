"""Starting, commanding and ending the engine process, for window and command line alike. No Qt.

The child enters `ftd_engine.worker.main`, which is named by a string so that this room stays free
of torch and a test can put a small fake engine in its place.
"""

import importlib
import multiprocessing
import os
import queue
import sys
import threading
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from ftd_engine.job_requests import (
    DataProgress,
    DataReport,
    DataRequest,
    EstimateRequest,
    EstimateResult,
    ExportRequest,
    ExportResult,
    InspectRequest,
    InspectResult,
    LogImport,
    LogImported,
    LogReport,
    LogRequest,
    MachineReport,
    MachineRequest,
    NearestRequest,
    NearestResult,
)
from ftd_engine.protocol import (
    Command,
    CommandName,
    Heartbeat,
    Record,
)
from ftd_engine.user_folders import private_files

ENGINE_ENTRY = "ftd_engine.worker:main"
EXPORT_ENTRY = "ftd_engine.worker:export_main"
ESTIMATE_ENTRY = "ftd_engine.worker:estimate_main"
INSPECT_ENTRY = "ftd_engine.worker:inspect_main"
DATA_ENTRY = "ftd_engine.worker:data_main"
MACHINE_ENTRY = "ftd_engine.worker:machine_main"
NEAREST_ENTRY = "ftd_engine.worker:nearest_main"
LOG_ENTRY = "ftd_engine.metric_worker:main"
Question = (
    ExportRequest
    | InspectRequest
    | EstimateRequest
    | DataRequest
    | MachineRequest
    | NearestRequest
    | LogRequest
    | LogImport
)
Answer = (
    ExportResult
    | InspectResult
    | EstimateResult
    | DataReport
    | MachineReport
    | NearestResult
    | LogReport
    | LogImported
)
Received = Record | Heartbeat | DataProgress | Answer

EVENT_QUEUE_LENGTH = 10_000
RECEIVE_AT_MOST = 1000

STOP_GRACE_S = 15.0
STOP_NOW_GRACE_S = 5.0
"""For a stop that does not wait for the step; writing a large checkpoint takes some of it."""
TERMINATE_GRACE_S = 5.0

# Read only at the start of a process, and wanted only in the engine's.
_LINUX_ENVIRONMENT = {
    # glibc gives freed memory back to the kernel and pays for it again as page faults in every step
    "MALLOC_MMAP_THRESHOLD_": str(1 << 30),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 33),
    "MALLOC_TOP_PAD_": str(1 << 26),
    # With a heap for every thread, networks that are trained side by side each keep what their largest
    # step took: a small run held 1.2 to 1.3 GB, with one heap 0.96 GB, and its steps took as long
    "MALLOC_ARENA_MAX": "1",
    # Between two small layers libgomp's threads wait by spinning, for so long that one other busy
    # program made a distill iteration 60 times slower; with this bound 3 times, and no slower alone
    "GOMP_SPINCOUNT": "2000",
}
_environment_lock = threading.Lock()


def engine_environment() -> dict[str, str]:
    """Environment variables that the engine process wants beside the ones it inherits."""
    return dict(_LINUX_ENVIRONMENT) if sys.platform == "linux" else {}


def _enter(entry: str, run_path: str, events: Any, commands: Any) -> None:
    module, _, function = entry.partition(":")
    with private_files():
        getattr(importlib.import_module(module), function)(Path(run_path), events, commands)


@dataclass
class EngineProcess:
    """One engine process on one run folder, from start to end.

    Attributes:
        run_path: the run folder.
        entry: "module:function" that the child enters.
        stop_grace_s, terminate_grace_s: rungs of the ladder that `climb` goes.
    """

    run_path: Path
    entry: str = ENGINE_ENTRY
    stop_grace_s: float = STOP_GRACE_S
    terminate_grace_s: float = TERMINATE_GRACE_S
    _process: BaseProcess | None = field(default=None, init=False)
    _events: Any = field(default=None, init=False)
    _commands: Any = field(default=None, init=False)
    _next_command: int = field(default=1, init=False)
    _stop_asked_s: float | None = field(default=None, init=False)
    _terminated_s: float | None = field(default=None, init=False)
    _ended: bool = field(default=False, init=False)

    def start(self) -> None:
        """Spawn the process; returns at once, the child needs seconds to load torch."""
        context = multiprocessing.get_context("spawn")
        # fresh queues per run: one that a killed child left broken is thrown away with it
        self._events = context.Queue(EVENT_QUEUE_LENGTH)
        self._commands = context.Queue()
        process = context.Process(
            target=_enter,
            args=(self.entry, str(self.run_path), self._events, self._commands),
            name="ftd-engine",
            daemon=False,
        )
        with _environment_lock:
            before = {name: os.environ.get(name) for name in engine_environment()}
            os.environ.update(engine_environment())
            try:
                process.start()
            finally:
                for name, value in before.items():
                    if value is None:
                        os.environ.pop(name, None)
                    else:
                        os.environ[name] = value
        self._process = process
        # With only the child's writing end open, an item cut short by a kill ends in EOFError;
        # with ours open as well, reading it would wait for ever.
        self._events._writer.close()  # noqa: SLF001  # no public way

    @property
    def pid(self) -> int:
        """Process number of the child."""
        assert self._process is not None and self._process.pid is not None
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """True from start until the process is gone."""
        return self._process is not None and self._process.is_alive()

    @property
    def exit_code(self) -> int | None:
        """Exit status once the process is gone; negative is the number of a signal."""
        return None if self._process is None else self._process.exitcode

    def send(self, name: CommandName) -> int:
        """Send a command and return its number; a stop or interruption starts the ladder.

        One that waits for an evaluation does not: nobody knows how long that takes.

        A process that is gone takes it no more, which is no error: the two may cross.
        """
        assert self._commands is not None, "the engine was not started"
        command = Command(name, self._next_command)
        self._next_command += 1
        if name == "stop_now":
            self.stop_grace_s = min(self.stop_grace_s, STOP_NOW_GRACE_S)
        if name in ("stop", "stop_now", "interrupt") and self._stop_asked_s is None:
            self._stop_asked_s = time.monotonic()
        if not self._ended:
            self._commands.put(command)
        return command.command_id

    def ask(self, request: Question) -> None:
        """Hand a process with an entry that takes one request, such as `EXPORT_ENTRY`, that request."""
        assert self._commands is not None and not self._ended, "the engine does not run"
        self._commands.put(request)

    def receive(self, timeout_s: float) -> list[Received]:
        """Wait at most so long for one item, then take what else is there, up to a thousand.

        Returns at once, with nothing, where the process is gone and its queue is empty.
        """
        assert self._events is not None and not self._ended, "the engine does not run"
        items: list[Received] = []
        try:
            items.append(self._events.get(timeout=timeout_s))
            # a child that floods the queue must not keep the caller in here
            while len(items) < RECEIVE_AT_MOST:
                items.append(self._events.get_nowait())
        except (queue.Empty, EOFError, OSError):
            pass
        return items

    def climb(self) -> str:
        """Go up the ladder where a stop is overdue: polite, terminate, kill.

        Returns:
            What was done now, in words; empty while there is nothing to do.
        """
        if self._stop_asked_s is None or not self.is_alive or self._process is None:
            return ""
        now = time.monotonic()
        if self._terminated_s is None:
            if now - self._stop_asked_s < self.stop_grace_s:
                return ""
            self._terminated_s = now
            self._process.terminate()
            return f"The engine did not stop within {self.stop_grace_s:.0f} s and was terminated."
        if now - self._terminated_s >= self.terminate_grace_s:
            self._process.kill()
            self._terminated_s = now
            return "The engine did not heed the termination and was killed."
        return ""

    def end(self) -> None:
        """Kill what still runs and throw the queues away; nothing can be received after it."""
        if self._process is not None:
            if self._process.is_alive():
                self._process.kill()
            self._process.join(5.0)
        if self._commands is None or self._ended:
            return
        self._ended = True
        for channel in (self._events, self._commands):
            # a full pipe to a dead reader would keep this process from ending
            channel.cancel_join_thread()
            channel.close()
        # the thread that feeds the queue was started by the first command and ends by the close
        feeder: threading.Thread | None = self._commands._thread  # noqa: SLF001  # no public way
        if feeder is not None:
            feeder.join(1.0)
