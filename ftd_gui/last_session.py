"""Marks that this program is open, and finds programs that were open and are gone without a goodbye."""

import faulthandler
import io
import json
import logging
import os
import re
import socket
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, cast

from ftd_engine.foreign_files import read_at_most
from ftd_engine.process_life import is_alive, process_start

MOST_BYTES = 1 << 20
LOG_LINES = 400
SHOWN_LINES = 30

_MARK = "session-{name}.json"
_TRACE = "crash-{name}.log"

_log = logging.getLogger(__name__)


class SessionMark:
    """A small file that says who is open since when, and one for the traces of a fatal signal.

    Both go when the program ends by itself; what is left of them tells the next start that it did
    not.
    """

    def __init__(self, folder: Path, version: str) -> None:
        name = str(os.getpid())
        self._mark = folder / _MARK.format(name=name)
        trace = folder / _TRACE.format(name=name)
        self._trace: TextIO = trace.open("w", encoding="utf-8")
        self._trace_path = trace
        facts = {
            "pid": os.getpid(),
            "process_start_s": process_start(os.getpid()) or 0.0,
            "host": socket.gethostname(),
            "began_s": time.time(),
            "version": version,
        }
        self._mark.write_text(json.dumps(facts), encoding="utf-8")
        faulthandler.enable(self._trace)

    def end(self) -> None:
        """Say goodbye."""
        faulthandler.disable()
        self._trace.close()
        for path in (self._mark, self._trace_path):
            path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class CrashedSession:
    """A program that was open and is gone.

    Attributes:
        began_s: when it was opened.
        last_seen_s: when it last wrote anything.
        trace: what a fatal signal left behind; empty where it was ended from outside, as by a loss
            of power.
        log_tail: the last lines of the window's log at the time that this was found.
        files: what marks it; they go when it has been told of.
    """

    began_s: float
    last_seen_s: float
    version: str
    trace: str
    log_tail: str
    files: tuple[Path, ...]

    @property
    def last_lines(self) -> str:
        """What is looked at first: the trace, or the end of the log where there is none."""
        return self.trace or "\n".join(self.log_tail.splitlines()[-SHOWN_LINES:])

    @property
    def weight(self) -> tuple[bool, float]:
        """Which of two is told of: the one with a trace, else the newer."""
        return bool(self.trace), self.began_s

    def forget(self) -> None:
        """It has been told of."""
        for path in self.files:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("%s stays: %s", path, error.strerror)


def find_crashed(folder: Path, log_path: Path) -> CrashedSession | None:
    """The program that ended without a goodbye, the newest that crashed; None where all ended well or still live.

    Args:
        folder: of the marks.
        log_path: the window's log, before this program writes to it.
    """
    found: CrashedSession | None = None
    for mark in folder.glob(_MARK.format(name="*")):
        name = mark.stem.removeprefix("session-")
        trace = folder / _TRACE.format(name=name)
        facts = _facts(mark)
        if facts is not None and is_alive(*facts[:3]):
            continue
        crashed = CrashedSession(
            facts[3] if facts else mark.stat().st_mtime,
            max(_changed_s(path) for path in (mark, trace, log_path)),
            facts[4] if facts else "",
            _end_of(trace),
            "\n".join(_end_of(log_path).splitlines()[-LOG_LINES:]),
            (mark, trace),
        )
        # a crash says more than an end without a trace, such as that of the whole desktop
        if found is None or crashed.weight > found.weight:
            # only one is told of
            if found is not None:
                found.forget()
            found = crashed
        else:
            crashed.forget()
    return found


def report(crashed: CrashedSession, versions: str) -> bytes:
    """All that is known as a zip file; the user's own folder is written as ~ in it."""
    without_home = home_hider(Path.home())
    facts = "\n".join(
        (
            f"Opened {_utc(crashed.began_s)}, last heard of {_utc(crashed.last_seen_s)}.",
            f"Version then: {crashed.version or 'unknown'}",
            "",
            "Versions now:",
            versions,
        )
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("report.txt", facts),
            ("crash.log", crashed.trace),
            ("window.log", crashed.log_tail),
        ):
            archive.writestr(name, without_home(text))
    return buffer.getvalue()


def home_hider(home: Path) -> Callable[[str], str]:
    """Writes ~ for the user's folder, which often holds his name."""
    text = str(home)
    if len(text) < 2:
        return lambda words: words
    # not within a longer name: the folder of Ann is no part of Anna's
    pattern = re.compile(re.escape(text) + r"(?![\w-])")
    return lambda words: pattern.sub("~", words)


def _facts(mark: Path) -> tuple[int, float, str, float, str] | None:
    try:
        read: Any = json.loads(read_at_most(mark, MOST_BYTES))
        facts = cast("dict[str, Any]", read)
        return (
            int(facts["pid"]),
            float(facts["process_start_s"]),
            str(facts["host"]),
            float(facts["began_s"]),
            str(facts["version"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        # cut off by the end that it tells of
        return None


def _changed_s(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _end_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - MOST_BYTES))
            return file.read(MOST_BYTES).decode("utf-8", errors="replace").strip()
    except OSError:
        return ""


def _utc(time_s: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(time_s))
