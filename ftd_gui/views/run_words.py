"""States, scores, speeds and times of a run as the user reads them. Knows no widget."""

import time
from math import isnan

from PySide6.QtCore import QDateTime, QLocale

from ftd_engine.protocol import AccuracyMeasured, RunState
from ftd_gui.views.number_text import MINUS, THIN_SPACE, duration_text, fixed_text, number_text
from ftd_gui.words import marked, tr

STATE_WORDS: dict[RunState, str] = {
    "running": marked("Running"),
    "paused": marked("Paused"),
    "stopping": marked("Stopping"),
    "done": marked("Done"),
    "stopped": marked("Stopped"),
    "interrupted": marked("Interrupted"),
    "failed": marked("Failed"),
    "lost": marked("Lost"),
}

STATE_SYMBOLS: dict[RunState, str] = {
    "running": "\u25b6",
    "paused": "\u2016",
    "stopping": "\u25a0",
    "done": "\u2713",
    "stopped": "\u25a1",
    "interrupted": "!",
    "failed": "\u2715",
    "lost": "?",
}
"""The state once more as a shape, for eyes that do not tell the colours apart."""


def state_text(state: RunState) -> str:
    """Symbol and word of a state."""
    return f"{STATE_SYMBOLS[state]} {tr(STATE_WORDS[state])}"


def accuracy_text(measured: AccuracyMeasured) -> str:
    """Mean and spread of fresh networks, such as 62.1 ± 0.8 % (n = 5); as much of it as is known."""
    mean, std = fixed_text(100 * measured.mean, 1), fixed_text(100 * measured.std, 1)
    spread = "" if isnan(measured.std) else f" ± {std}"
    count = f" (n = {len(measured.accuracies)})" if measured.accuracies else ""
    return f"{mean}{spread}{THIN_SPACE}%{count}"


def percent_text(fraction: float) -> str:
    """A fraction in percent, such as 62.1 %."""
    return f"{fixed_text(100 * fraction, 1)}{THIN_SPACE}%"


def gain_text(set_mean: float, random_mean: float) -> str:
    """Difference of two accuracies in points, signed."""
    points = 100 * (set_mean - random_mean)
    sign = MINUS if points < 0 else "+"
    return tr("{number} points").format(number=f"{sign}{fixed_text(abs(points), 1)}")


def rate_text(rate_per_s: float, unit: str) -> str:
    """Speed in steps per second, or per minute where it is slow; empty while unknown."""
    if rate_per_s <= 0:
        return ""
    noun = tr(unit) if unit else tr("steps")
    if rate_per_s >= 1:
        return f"{number_text(rate_per_s, 3)} {noun}/s"
    return f"{number_text(60 * rate_per_s, 3)} {noun}/min"


def clock_text(time_s: float) -> str:
    """Local time of day; with the date where it is not today."""
    then, today = time.localtime(time_s), time.localtime()
    if then[:3] == today[:3]:
        return time.strftime("%H:%M", then)
    moment = QDateTime.fromSecsSinceEpoch(int(time_s))
    return QLocale().toString(moment, tr("d MMM HH:mm"))


def left_text(left_s: float, now_s: float) -> str:
    """How long something still takes, and until when."""
    return tr("{time} left, until {clock}").format(
        time=duration_text(left_s), clock=clock_text(now_s + left_s)
    )


def size_text(size_bytes: float) -> str:
    """A file size with its unit."""
    for unit in ("B", "KiB", "MiB"):
        if size_bytes < 1024:
            return f"{number_text(size_bytes, 3)}{THIN_SPACE}{unit}"
        size_bytes /= 1024
    return f"{number_text(size_bytes, 3)}{THIN_SPACE}GiB"
