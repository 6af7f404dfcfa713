"""An engine that kills itself in the middle of writing a file of one kind. Entered by name."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from ftd_engine import event_log, whole_files, worker

KIND, MOMENT = "FTD_SOAK_FILE", "FTD_SOAK_MOMENT"
"""Environment variables: part of the path of the file, and one of `MOMENTS`."""
MOMENTS = ("nothing written", "half written", "written, not moved", "moved")

FILES: dict[str, str] = {
    "state": "state.json",
    "stored set": "snapshots/",
    "used teachers": "shelf.json",
    "teacher": "shelf/",
    "checkpoint of a teacher": "checkpoints/teacher-",
    "checkpoint of the set": "checkpoints/distill",
    "checkpoint of a network": "checkpoints/network-",
    "checkpoint of figures": "checkpoints/evaluations",
    "checkpoint of the loss difference": "checkpoints/loss-difference",
    "event": "events.jsonl",
}


def _end_here() -> None:
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def main(run_path: Path, events: Any, commands: Any) -> None:
    """The real engine, but for its end."""
    wanted, moment = os.environ[KIND], os.environ[MOMENT]
    if wanted == FILES["event"]:
        _cut_events(moment)
    else:
        _cut_whole_files(wanted, moment)
    worker.main(run_path, events, commands)


def _cut_whole_files(wanted: str, moment: str) -> None:
    real_write, real_replace = Path.write_bytes, os.replace

    def write(path: Path, content: Any) -> int:
        # written aside, a file has a dot before its name
        if wanted in str(path).replace("/.", "/") and path.name.endswith(".part"):
            if moment == MOMENTS[0]:
                _end_here()
            if moment == MOMENTS[1]:
                real_write(path, content[: len(content) // 2])
                _end_here()
        return real_write(path, content)

    def replace(source: Any, target: Any) -> None:
        if wanted in str(target) and moment == MOMENTS[2]:
            _end_here()
        real_replace(source, target)
        if wanted in str(target) and moment == MOMENTS[3]:
            _end_here()

    Path.write_bytes = write  # type: ignore[method-assign,assignment]
    whole_files.os.replace = replace  # type: ignore[assignment]


def _cut_events(moment: str) -> None:
    real_open = Path.open

    class Cut:
        """The event file, whose fortieth line is cut."""

        def __init__(self, file: Any) -> None:
            self._file = file
            self._lines = 0

        def write(self, line: bytes) -> int:
            self._lines += 1
            if self._lines < 40:
                return self._file.write(line)
            shares = {MOMENTS[0]: 0, MOMENTS[1]: len(line) // 2, MOMENTS[2]: len(line) - 1}
            self._file.write(line[: shares.get(moment, len(line))])
            _end_here()
            return 0

        def __getattr__(self, name: str) -> Any:
            return getattr(self._file, name)

    def opened(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        file = real_open(path, mode, *args, **kwargs)
        return Cut(file) if path.name == FILES["event"] and mode == "ab" else file

    event_log.Path.open = opened  # type: ignore[method-assign,assignment]
