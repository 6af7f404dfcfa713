"""A day of events in minutes: the window follows a run, and its memory grows by the points alone."""

import gc
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ftd_engine.protocol import (
    AccuracyMeasured,
    DataLoaded,
    Event,
    Logged,
    PhaseStarted,
    PointsAdded,
    Progressed,
    Record,
    RunStarted,
    SetName,
    encode,
)
from ftd_engine.run_folder import RunFolder
from ftd_gui.main_window import MONITOR, MainWindow
from ftd_gui.settings import Settings
from tests.benchmarks.measurement import Measurement
from tests.fixtures.recorded_runs import CLASS_NAMES, PROTOCOL, tiny_experiment

HOURS = 24
ITERATIONS_PER_S = 3
EVALUATION_EVERY = 500
LIMIT_MIB = 16.0
"""Of growth between the second hour and the last, beside the points of the curves."""
PATIENCE_S = 600.0

_BYTES_PER_POINT = 3 * 8
_SERIES = 2


class Day:
    """The events of a run that distils all day.

    Args:
        per_s: iterations in a second.
    """

    def __init__(self, per_s: float) -> None:
        self._per_s = per_s
        self._seq = 0
        self._time_s = 1_760_000_000.0
        self._iteration = 0
        self.points = 0

    def _line(self, event: Event) -> bytes:
        line = encode(Record(self._seq, self._time_s, event)) + b"\n"
        self._seq += 1
        return line

    def begin(self) -> bytes:
        """What comes before the first iteration."""
        events: tuple[Event, ...] = (
            RunStarted(os.getpid(), "day", "cpu", {}, ("buffer", "distill", "evaluate")),
            DataLoaded("fashion-mnist", "made for this", 64, 32, CLASS_NAMES, (1, 8, 8)),
            PhaseStarted("distill", 10_000_000, "iterations"),
        )
        return b"".join(self._line(event) for event in events)

    def hour(self) -> bytes:
        """The next hour: points in batches, progress, evaluations, words."""
        return b"".join(self._line(event) for event in self._hour())

    def _hour(self) -> Iterator[Event]:
        batch = 5
        for _ in range(round(3600 * self._per_s / batch)):
            self._time_s += batch / self._per_s
            first = self._iteration + 1
            self._iteration += batch
            x = tuple(float(step) for step in range(first, first + batch))
            yield PointsAdded("matching_loss", 0, x, tuple(1 / (1 + step % 97) for step in x))
            yield PointsAdded("syn_lr", 0, x, tuple(0.01 + 1e-9 * step for step in x))
            self.points += batch * _SERIES
            yield Progressed("distill", self._iteration, 10_000_000, self._per_s, 9e5, "")
            if self._iteration % EVALUATION_EVERY == 0:
                names: tuple[SetName, ...] = ("raw", "ema")
                for name in names:
                    mean = 0.5 + (self._iteration % 91) / 1000
                    accuracies = (mean, mean)
                    yield AccuracyMeasured(
                        name, self._iteration, False, mean, 0.01, accuracies, PROTOCOL
                    )
                yield PointsAdded("accuracy_raw", 0, (float(self._iteration),), (0.5,), (0.01,))
                yield Logged("info", f"Iteration {self._iteration:,} is evaluated.")

    @property
    def next_seq(self) -> int:
        """Number of the record that comes next."""
        return self._seq


def _wait_until_read(window: MainWindow, day: Day) -> None:
    """Let the window work as it does for a user, until it has taken in all there is."""
    loop, timer = QEventLoop(), QTimer()
    end_s = time.monotonic() + PATIENCE_S

    def look() -> None:
        session = window.shown_session
        assert session is not None and time.monotonic() < end_s, "the window did not keep up"
        if session.store.next_seq >= day.next_seq:
            # some frames more, so that what came last is drawn
            QTimer.singleShot(300, loop.quit)
            timer.stop()

    timer.timeout.connect(look)
    timer.start(20)
    loop.exec()


def growth_mib(hours: int = HOURS, per_s: float = ITERATIONS_PER_S) -> float:
    """Resident memory gained from the second hour to the last, less the points of the curves."""
    app = QApplication.instance() or QApplication([])
    own = psutil.Process()
    with tempfile.TemporaryDirectory() as place:
        folder = RunFolder.create(Path(place) / "runs", tiny_experiment("day"))
        folder.write_status("running", "distill")
        day = Day(per_s)
        folder.event_path.write_bytes(day.begin())
        window = MainWindow(Path(place) / "runs", Settings(Path(place) / "s.ini"))
        window.show()
        window.open_run(folder.path)
        assert window.tabs.currentIndex() == MONITOR
        marks: list[tuple[float, int]] = []
        for _ in range(hours):
            with folder.event_path.open("ab") as file:
                file.write(day.hour())
            _wait_until_read(window, day)
            gc.collect()
            marks.append((own.memory_info().rss, day.points))
        folder.write_status("stopped", "distill")
        window.close_now()
        window.deleteLater()
    assert app is not None
    (first_bytes, first_points), (last_bytes, last_points) = marks[1], marks[-1]
    # a curve takes twice its room at most, as it grows by doubling
    own_bytes = 2 * _BYTES_PER_POINT * (last_points - first_points)
    return max(0.0, last_bytes - first_bytes - own_bytes) / 2**20


def measure() -> list[Measurement]:
    """A whole day."""
    return [Measurement(f"memory over {HOURS} hours", growth_mib(), "MiB", LIMIT_MIB)]
