"""Smoothed curves against slow ones written by their definition."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftd_gui.plots.smoothing import Smoother, Smoothing

EMA, MEDIAN = Smoothing("ema", 9), Smoothing("median", 5)
VALUES = st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")) | st.just(float("inf")), max_size=60)


def slow_ema(y: list[float], num_points: int) -> list[float]:
    decay = 1 - 2 / (num_points + 1)
    total = weight = 0.0
    smooth: list[float] = []
    for value in y:
        if not np.isfinite(value):
            smooth.append(float("nan"))
            continue
        total = decay * total + (1 - decay) * value
        weight = decay * weight + (1 - decay)
        smooth.append(total / weight)
    return smooth


def slow_median(y: list[float], num_points: int) -> list[float]:
    there = [index for index, value in enumerate(y) if np.isfinite(value)]
    smooth = [float("nan")] * len(y)
    for place, index in enumerate(there):
        reach = min(place, len(there) - 1 - place, num_points // 2)
        near = there[place - reach : place + reach + 1]
        smooth[index] = statistics.median(y[each] for each in near)
    return smooth


@given(VALUES, st.integers(0, 60))
def test_a_growing_curve_is_smoothed_as_a_whole_one(y: list[float], cut: int) -> None:
    for smoothing, slow in ((EMA, slow_ema), (MEDIAN, slow_median)):
        smoother = Smoother(smoothing)
        smoother.of(np.array(y[:cut]))
        found = smoother.of(np.array(y))
        assert found == pytest.approx(slow(y, smoothing.num_points), nan_ok=True, abs=1e-6)


def test_the_average_has_no_bias_at_its_start() -> None:
    assert Smoother(EMA).of(np.full(50, 7.0)) == pytest.approx(np.full(50, 7.0))


def test_a_long_curve_keeps_its_digits() -> None:
    y = np.random.default_rng(0).random(30_000) + 5
    for points in (3, 10, 300):
        found = Smoother(Smoothing("ema", points)).of(y)
        assert found == pytest.approx(slow_ema(y.tolist(), points))


def test_a_spike_leaves_no_trace_in_the_median() -> None:
    y = np.ones(21)
    y[10] = 1e9
    assert Smoother(MEDIAN).of(y)[5:16] == pytest.approx(np.ones(11))


def test_a_shorter_curve_begins_anew() -> None:
    for smoothing in (EMA, MEDIAN):
        smoother = Smoother(smoothing)
        smoother.of(np.arange(30.0))
        assert smoother.of(np.ones(4)) == pytest.approx(np.ones(4))


def test_words() -> None:
    assert (EMA.words, MEDIAN.words) == ("EMA over 9 points", "median of 5 points")
