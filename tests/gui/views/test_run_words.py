"""States, scores, speeds and times in words."""

import time
from typing import get_args

import pytest

from ftd_engine.protocol import AccuracyMeasured, RunState
from ftd_gui.views.number_text import MINUS, THIN_SPACE
from ftd_gui.views.run_words import (
    accuracy_text,
    clock_text,
    gain_text,
    rate_text,
    size_text,
    state_text,
)


def plain(text: str) -> str:
    return text.replace(THIN_SPACE, " ")


def test_every_state_has_its_own_sign_and_word() -> None:
    texts = [state_text(state) for state in get_args(RunState)]
    assert len(set(texts)) == len(texts) == len({text[0] for text in texts})


def test_scores() -> None:
    measured = AccuracyMeasured("raw", 5, True, 0.621, 0.008, (0.62,) * 5, "")
    assert plain(accuracy_text(measured)) == "62.1 ± 0.8 % (n = 5)"
    assert gain_text(0.621, 0.487) == "+13.4 points"
    assert gain_text(0.4, 0.5) == f"{MINUS}10.0 points"


@pytest.mark.parametrize(
    ("rate", "unit", "text"),
    [
        (0.0, "steps", ""),
        (3.1, "iterations", "3.10 iterations/s"),
        (0.5, "epochs", "30.0 epochs/min"),
        (2.0, "", "2.00 steps/s"),
    ],
)
def test_speeds(rate: float, unit: str, text: str) -> None:
    assert plain(rate_text(rate, unit)) == text


def test_times_of_another_day_have_their_date() -> None:
    now = time.time()
    assert clock_text(now) == time.strftime("%H:%M", time.localtime(now))
    assert len(clock_text(now - 3 * 86400)) > 5


@pytest.mark.parametrize(
    ("size", "unit"), [(12, "B"), (2048, "KiB"), (5 << 20, "MiB"), (3 << 30, "GiB")]
)
def test_sizes(size: int, unit: str) -> None:
    assert size_text(size).endswith(unit)
