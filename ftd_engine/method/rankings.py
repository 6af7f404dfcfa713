"""Rank correlation of two rankings, and what it is among the best. Plain numbers, no tensor."""

import math
from collections.abc import Sequence


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1 for the smallest; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    found = [0.0] * len(values)
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and values[order[last + 1]] == values[order[first]]:
            last += 1
        for place in order[first : last + 1]:
            found[place] = (first + last) / 2 + 1
        first = last + 1
    return found


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Spearman's rank correlation: Pearson's of the ranks, so that ties count rightly.

    NaN where a side has less than two values, or all equal.

    Raises:
        ValueError: the sides differ in length.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} values beside {len(second)}")
    if len(first) < 2:
        return math.nan
    one, two = ranks(first), ranks(second)
    # both means are (n + 1) / 2, with ties and without
    middle = (len(one) + 1) / 2
    across = math.fsum((a - middle) * (b - middle) for a, b in zip(one, two, strict=True))
    widths = [math.fsum((each - middle) ** 2 for each in side) for side in (one, two)]
    if min(widths) == 0:
        return math.nan
    return across / math.sqrt(widths[0] * widths[1])


def spearman_of_best(
    first: Sequence[float], second: Sequence[float], best: int, *, by_second: bool
) -> float:
    """Rank correlation among the best of one side alone.

    Whose best they are decides: the paper leaves it open (Table 5). Equal values at the border are
    taken in their order.

    Args:
        best: how many.
        by_second: the best of the second side, else of the first.
    """
    if best > len(first):
        return math.nan
    by = second if by_second else first
    places = sorted(range(len(by)), key=lambda place: -by[place])[:best]
    return spearman([first[place] for place in places], [second[place] for place in places])
