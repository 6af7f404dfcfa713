"""How long a fresh window process takes until its window is drawn, and what memory it holds then."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measurement import Measurement

LIMIT_S = 1.5
LIMIT_MB = 200.0
REPEATS = 3

# Enters the window as `python -m ftd_gui` does. Says when the window has been drawn for the first
# time and, after half a second of peace, what memory the process holds; then it ends.
PROBE = """
import sys

def watch_the_window():
    from PySide6.QtCore import QTimer
    from ftd_gui import main_window

    class WatchedWindow(main_window.MainWindow):
        has_been_drawn = False

        def paintEvent(self, event):
            super().paintEvent(event)
            if not self.has_been_drawn:
                self.has_been_drawn = True
                say("drawn")
                QTimer.singleShot(500, self.say_memory)

        def say_memory(self):
            import psutil
            say(psutil.Process().memory_info().rss)
            self.close()

    main_window.MainWindow = WatchedWindow

def say(word):
    sys.stdout.write(f"{word}\\n")
    sys.stdout.flush()

watch_the_window()
from ftd_gui.__main__ import main
sys.exit(main([]))
"""


@dataclass(frozen=True, slots=True)
class Start:
    """One start of the window."""

    seconds: float
    """From the call to the first drawing of the window."""
    resident_mb: float
    """Resident memory half a second later."""


def start_once(patience_s: float = 60.0) -> Start:
    """Starts the window in a process of its own, with settings and workspace of its own.

    Raises:
        AssertionError: the process failed; the message is what it said.
        subprocess.TimeoutExpired: the window came up and did not end.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ)
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        # an installed program is compiled; one that may not keep its bytecode compiles all at every start
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["FTD_STUDIO_HOME"] = str(Path(folder) / "home")
        environment["FTD_STUDIO_WORKSPACE"] = str(Path(folder) / "runs")
        log = Path(folder) / "log"
        began = time.perf_counter()
        with (
            log.open("w") as errors,
            subprocess.Popen(
                [sys.executable, "-c", PROBE],
                cwd=Path(__file__).resolve().parents[2],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            ) as process,
        ):
            assert process.stdout is not None
            word = process.stdout.readline().strip()
            seconds = time.perf_counter() - began
            memory = process.stdout.readline().strip()
            try:
                process.wait(patience_s)
            finally:
                process.kill()
        assert word == "drawn", log.read_text()
        assert memory.isdecimal(), log.read_text()
        assert process.returncode == 0, log.read_text()
    return Start(seconds, int(memory) / 1e6)


def measure() -> list[Measurement]:
    """Best time of several starts, as the machine has other work; largest memory of them all.

    The start before them is not counted: it compiles what is new, as an installer does.
    """
    start_once()
    starts = [start_once() for _ in range(REPEATS)]
    return [
        Measurement("window drawn", min(each.seconds for each in starts), "s", LIMIT_S),
        Measurement(
            "resident memory of the window",
            max(each.resident_mb for each in starts),
            "MB",
            LIMIT_MB,
        ),
    ]
