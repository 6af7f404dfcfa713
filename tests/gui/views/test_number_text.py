"""Numbers on screen: digits, signs, spaces."""

import math

import pytest

from ftd_gui.views.number_text import (
    count_text,
    duration_text,
    fixed_text,
    number_text,
    spaced_text,
    spread_text,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.46812345, "0.4681"),
        (-1.5, "\u22121.500"),
        (46.8, "46.80"),
        (1234.56, "1\u202f235"),
        (9.99996, "10.00"),
        (0.00012345, "0.0001234"),
        (3.2e-7, "3.200\u202f×\u202f10⁻⁷"),
        (1.5e9, "1.500\u202f×\u202f10⁹"),
        (math.nan, "–"),
        (-math.inf, "\u2212∞"),
    ],
)
def test_four_significant_digits(value: float, text: str) -> None:
    assert number_text(value) == text


def test_a_rounded_zero_has_no_sign() -> None:
    assert fixed_text(-0.001, 2) == "0.00"


@pytest.mark.parametrize(
    ("value", "std", "text"),
    [
        (46.812, 0.3149, "46.81 ± 0.31"),
        (0.0, 0.5, "0.000 ± 0.500"),
        (0.5, math.nan, "0.5000"),
        (2e-5, 1e-6, "2.000\u202f×\u202f10⁻⁵ ± 1.0\u202f×\u202f10⁻⁶"),
    ],
)
def test_spread_ends_at_the_same_place(value: float, std: float, text: str) -> None:
    assert spread_text(value, std) == text


def test_thousands_of_the_engine_get_thin_spaces() -> None:
    assert spaced_text("at most 1,000,000 images") == "at most 1\u202f000\u202f000 images"
    assert spaced_text("0.1,0.2, 3, 1,0000") == "0.1,0.2, 3, 1,0000"


def test_counts_and_durations() -> None:
    assert count_text(12500) == "12\u202f500"
    assert count_text(2.5) == "2.500"
    assert duration_text(59.4) == "59\u202fs"
    assert duration_text(200) == "3\u202fmin 20\u202fs"
    assert duration_text(7260) == "2\u202fh 1\u202fmin"
