"""Where the ticks of an axis stand."""

import math

import pytest

from ftd_gui.plots.number_axis import linear_ticks, log_ticks


def test_ticks_are_round_and_not_too_many() -> None:
    spacing, places = linear_ticks(0.0, 10.4, 5)
    assert spacing == 2
    assert places == [0, 2, 4, 6, 8, 10]
    assert linear_ticks(1.0, 1.0, 5) == (1.0, [])


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (0.0, 2.0), (0.4, 2.6), (0.0, 5.0)])
def test_what_is_counted_has_ticks_at_whole_numbers_only(low: float, high: float) -> None:
    spacing, places = linear_ticks(low, high, 8, is_whole=True)
    assert spacing >= 1 and places
    assert all(place == round(place) for place in places)
    assert linear_ticks(low, high, 8)[0] < 1


def test_a_counting_logarithmic_axis_begins_at_one() -> None:
    places = log_ticks(-0.014, math.log10(7.0), 9, is_whole=True)
    assert [10**place for place in places] == pytest.approx([1, 2, 3, 4, 5, 6, 7])
    assert log_ticks(-2.0, -1.0, 9, is_whole=True) == []


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [
        (-3.0, 3.0, [0.01, 1, 100]),
        (-1.0, 1.0, [0.1, 0.2, 0.5, 1, 2, 5, 10]),
        (math.log10(0.3), math.log10(0.8), [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
    ],
)
def test_logarithmic_ticks(low: float, high: float, values: list[float]) -> None:
    at_most = 4 if high == 3.0 else 7
    assert [10**place for place in log_ticks(low, high, at_most)] == pytest.approx(values)
