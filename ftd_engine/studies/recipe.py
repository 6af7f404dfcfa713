"""What a recipe is: parts to do, and a result to make of what they have measured."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ftd_engine.studies.measured import Measured
from ftd_engine.studies.parts import Part
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import Measure, SetPicture, StudyResult, measure_of

Found = Mapping[str, Measured]
"""What the finished parts have measured, by key; parts that are not done are missing."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One study: the parts that it takes and the result that they give.

    Attributes:
        parts: in the order in which they are done; raises `StudyError` for points that are none.
        result: of the parts that are done so far.
    """

    parts: Callable[[StudyRequest], tuple[Part, ...]]
    result: Callable[[StudyRequest, Found], StudyResult]


def pooled(found: Found, parts: Sequence[Part], series: str) -> Measure | None:
    """Accuracy of a series over all networks of all parts that are done.

    Args:
        series: "raw", "ema" or "random_real"; "chosen" is the average where one is kept.
    """
    accuracies: list[float] = []
    protocol = ""
    for part in parts:
        measured = found.get(part.key)
        if measured is None:
            continue
        name = series
        if series == "chosen":
            name = "ema" if "ema" in measured.final else "raw"
        event = measured.final.get(name)
        if event is not None:
            accuracies += event.accuracies
            protocol = event.protocol
    seeds = sum(part.key in found for part in parts)
    if seeds > 1 and protocol:
        protocol += f"; pooled over {seeds} seeds"
    return measure_of(accuracies, protocol)


def pictures_of(found: Found, parts: Iterable[Part]) -> tuple[SetPicture, ...]:
    """The chosen set of each run that is done."""
    pictures: list[SetPicture] = []
    for part in parts:
        measured = found.get(part.key)
        if measured is None or not part.is_run:
            continue
        series = "ema" if "ema" in measured.best else "raw"
        if (chosen := measured.best.get(series)) is not None:
            pictures.append(SetPicture(part.title, str(measured.run), chosen.iteration, series))
    return tuple(pictures)
