"""What test processes enter in place of the engine."""

import os
import queue
import signal
import time
from pathlib import Path
from typing import Any

from ftd_engine.job_requests import ExportRequest, ExportResult
from ftd_engine.protocol import (
    Command,
    Heartbeat,
)


def report_environment(run_path: Path, events: Any, _commands: Any) -> None:
    """Says which allocator setting it was started with, and where."""
    value = os.environ.get("MALLOC_TRIM_THRESHOLD_", "")
    events.put(ExportResult(True, (str(run_path), value), os.getpid(), "environment"))


def echo_until_stop(_run_path: Path, events: Any, commands: Any) -> None:
    """Answers every command with a beat that carries its number."""
    end_s = time.monotonic() + 30
    while time.monotonic() < end_s:
        try:
            command: Command | ExportRequest = commands.get(timeout=1.0)
        except queue.Empty:
            continue
        if isinstance(command, ExportRequest):
            events.put(
                ExportResult(True, (command.path_of("pt"),), command.iteration, command.series)
            )
            continue
        events.put(Heartbeat(float(command.command_id), 1.0))
        if command.name == "stop":
            return


def flood(_run_path: Path, events: Any, _commands: Any) -> None:
    """Keeps the queue full for ever."""
    end_s = time.monotonic() + 30
    while time.monotonic() < end_s:
        events.put(Heartbeat(0.0, 1.0))


def deaf(_run_path: Path, events: Any, _commands: Any) -> None:
    """Heeds no polite word."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    events.put(Heartbeat(0.0, 1.0))
    time.sleep(30)


def leave(_run_path: Path, _events: Any, _commands: Any) -> None:
    """Leaves with code 4."""
    os._exit(4)
