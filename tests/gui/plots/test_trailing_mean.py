"""The mean of the last points of a growing curve."""

import numpy as np
import pytest

from ftd_gui.plots.trailing_mean import TrailingMean


def slow_means(y: np.ndarray, window: int) -> list[float]:
    means: list[float] = []
    for end in range(1, len(y) + 1):
        part = y[max(0, end - window) : end]
        part = part[np.isfinite(part)]
        means.append(float(part.mean()) if np.isfinite(y[end - 1]) else float("nan"))
    return means


def test_a_curve_in_pieces_has_the_means_of_the_whole() -> None:
    y = np.random.default_rng(0).normal(size=400)
    y[[3, 4, 200]] = np.nan, np.inf, np.nan
    mean = TrailingMean(25)
    for length in (0, 1, 2, 10, 24, 25, 26, 26, 70, 399, 400):
        found = mean.of(y[:length])
        assert found == pytest.approx(slow_means(y[:length], 25), nan_ok=True)


def test_the_first_points_are_not_pulled_towards_zero() -> None:
    assert TrailingMean(25).of(np.full(3, 0.8)).tolist() == pytest.approx([0.8] * 3)


def test_a_gap_stays_a_gap() -> None:
    # a run that diverged has no mean any more, though numbers from before are in reach
    means = TrailingMean(2).of(np.array([1.0, np.nan, 3.0]))
    assert means == pytest.approx([1.0, np.nan, 3.0], nan_ok=True)


def test_a_shorter_curve_begins_anew() -> None:
    mean = TrailingMean(3)
    mean.of(np.arange(10.0))
    assert mean.of(np.array([5.0, 7.0])).tolist() == [5.0, 6.0]


def test_what_was_handed_out_stays() -> None:
    mean = TrailingMean(2)
    y = np.arange(100.0)
    early = mean.of(y[:10]).copy()
    kept = mean.of(y[:10])
    mean.of(y)
    assert kept.tolist() == early.tolist()
