"""Figures that summarise several networks."""

import math
from collections.abc import Sequence


def mean_and_std(values: Sequence[float]) -> tuple[float, float]:
    """Mean and population standard deviation, as the field reports them.

    Raises:
        ValueError: there is no value.
    """
    if not values:
        raise ValueError("no values to average")
    mean = math.fsum(values) / len(values)
    return mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
