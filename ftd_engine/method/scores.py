"""Figures that summarise several networks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jaxtyping import Int
from torch import Tensor


def mean_and_std(values: Sequence[float]) -> tuple[float, float]:
    """Mean and population standard deviation, as the field reports them.

    Raises:
        ValueError: there is no value.
    """
    if not values:
        raise ValueError("no values to average")
    mean = math.fsum(values) / len(values)
    return mean, math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))


@dataclass(frozen=True, slots=True)
class ClassScores:
    """How several networks did on each class.

    Attributes:
        counts: row by row, summed over the networks: images of a class that were taken for one.
        means, stds: accuracy on each class, fractions; NaN for a class without images.
    """

    counts: tuple[int, ...]
    means: tuple[float, ...]
    stds: tuple[float, ...]


def class_scores(confusions: Sequence[Int[Tensor, "classes classes"]]) -> ClassScores:
    """Counts and per-class accuracies of the confusion matrices of several networks.

    Raises:
        ValueError: there is no network.
    """
    if not confusions:
        raise ValueError("no networks to sum over")
    # torch's own stub leaves the type of `tolist` open
    tables: list[list[list[int]]] = [
        confusion.tolist()  # pyright: ignore[reportUnknownMemberType]
        for confusion in confusions
    ]
    summed = [
        [sum(cells) for cells in zip(*rows, strict=True)] for rows in zip(*tables, strict=True)
    ]
    spread = [
        mean_and_std([_share(table[place], place) for table in tables])
        for place in range(len(summed))
    ]
    return ClassScores(
        counts=tuple(count for row in summed for count in row),
        means=tuple(mean for mean, _ in spread),
        stds=tuple(std for _, std in spread),
    )


def _share(row: list[int], place: int) -> float:
    total = sum(row)
    return row[place] / total if total else math.nan
