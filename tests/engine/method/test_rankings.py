"""Spearman's correlation against textbook values and a slow formula, ties included."""

import math
import random

import pytest

from ftd_engine.method.rankings import ranks, spearman, spearman_of_best


def _slow(first: list[float], second: list[float]) -> float:
    """Pearson's correlation of ranks that are counted one by one."""

    def counted(values: list[float]) -> list[float]:
        return [
            1
            + sum(other < one for other in values)
            + (sum(other == one for other in values) - 1) / 2
            for one in values
        ]

    a, b = counted(first), counted(second)
    n = len(a)
    mean_a, mean_b = sum(a) / n, sum(b) / n
    top = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    return top / math.sqrt(sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b))


def test_known_values() -> None:
    # the textbook's ten students: IQ and hours of television, -29/165
    iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0]
    hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0]
    assert spearman(iq, hours) == pytest.approx(-29 / 165)
    assert spearman([1.0, 2.0, 3.0], [10.0, 20.0, 30.0]) == 1.0
    assert spearman([1.0, 2.0, 3.0], [3.0, 2.0, 1.0]) == -1.0
    # with ties, worked by hand: ranks 1, 2.5, 2.5, 4 beside 1, 3, 2, 4
    assert spearman([1.0, 2.0, 2.0, 3.0], [1.0, 3.0, 2.0, 4.0]) == pytest.approx(
        4.5 / math.sqrt(4.5 * 5)
    )
    assert ranks([5.0, 1.0, 5.0, 5.0]) == [3.0, 1.0, 3.0, 3.0]


def test_against_the_slow_formula_with_and_without_ties() -> None:
    draw = random.Random(4)
    for choices in (5, 1000):
        first = [float(draw.randrange(choices)) for _ in range(40)]
        second = [float(draw.randrange(choices)) for _ in range(40)]
        assert spearman(first, second) == pytest.approx(_slow(first, second))


def test_there_is_none_of_too_few_or_equal_values() -> None:
    assert math.isnan(spearman([1.0], [2.0]))
    assert math.isnan(spearman([1.0, 1.0], [2.0, 3.0]))
    with pytest.raises(ValueError, match="1 values beside 2"):
        spearman([1.0], [1.0, 2.0])


def test_whose_best_they_are_decides() -> None:
    real = [0.9, 0.8, 0.7, 0.1, 0.2]
    proxy = [0.9, 0.8, 0.7, 0.95, 0.0]
    assert spearman_of_best(proxy, real, 3, by_second=True) == 1.0
    # by the proxy, the fourth is among the best, though it is the worst on real images
    assert spearman_of_best(proxy, real, 3, by_second=False) == spearman(
        [0.95, 0.9, 0.8], [0.1, 0.9, 0.8]
    )
    assert math.isnan(spearman_of_best(proxy, real, 6, by_second=True))
