"""What a study has found: tables and plots with the paper's numbers beside ours. Typed, as JSON."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import ConfigDict, TypeAdapter

from ftd_engine.studies.requests import StudyName

Unit = Literal["accuracy", "number"]
"""Accuracies are fractions here and percent to readers; numbers are as they are."""
Verdict = Literal["agrees", "disagrees", "unclear", "open"]
"""unclear: the difference lies within the spread. open: not measured yet, or not in the paper."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of ours: mean and population standard deviation over `n` networks or teachers."""

    mean: float
    std: float
    n: int
    protocol: str = ""


def measure_of(values: Sequence[float], protocol: str = "") -> Measure | None:
    """Mean and population standard deviation; None where there is no value."""
    if not values:
        return None
    mean = math.fsum(values) / len(values)
    variance = math.fsum((value - mean) ** 2 for value in values) / len(values)
    return Measure(mean, math.sqrt(variance), len(values), protocol)


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """One published number, as it was printed."""

    value: float
    std: float | None
    source: str
    """Table or figure, and what it was measured on."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Ours and the paper's, side by side; either may be missing."""

    ours: Measure | None = None
    paper: PaperNumber | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns of measures."""

    title: str
    head: str
    """What the rows are."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    unit: Unit = "accuracy"


@dataclass(frozen=True, slots=True)
class Series:
    """Points of a plot that belong together. `std` is as long as `y` or empty."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    std: tuple[float, ...] = ()
    style: Literal["line", "points", "level"] = "line"
    """level: a horizontal line at its only value."""
    is_right: bool = False
    """On the second axis."""
    is_paper: bool = False
    labels: tuple[str, ...] = ()
    """A word for each point, for selection and tooltips; as long as `y` or empty."""
    group: str = ""
    """Series of one group are one line of the legend, in one colour."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Series over one axis."""

    title: str
    x_label: str
    y_label: str
    series: tuple[Series, ...]
    right_label: str = ""
    is_log_x: bool = False
    unit: Unit = "number"
    """Of both axes where it is accuracy and `x_is_accuracy`, else of the vertical ones."""
    x_is_accuracy: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether one statement of the paper holds here as well, said plainly."""

    statement: str
    verdict: Verdict
    sentence: str


@dataclass(frozen=True, slots=True)
class SetPicture:
    """A synthetic set that the study worked with."""

    title: str
    run: str
    """Its run folder."""
    iteration: int
    series: Literal["raw", "ema"]


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What is known of a part that is done, for its line in the report."""

    title: str
    run: str
    device: str
    versions: dict[str, str]
    seconds: float
    teachers_trained: int
    teachers_found: int
    was_there: bool
    """Taken from a run that the workspace held before."""
    data: str = ""
    """The real images, in words."""


@dataclass(frozen=True, slots=True)
class StudyResult:
    """All that a study has found so far; written anew after every part."""

    study: StudyName
    tables: tuple[Table, ...] = ()
    plots: tuple[Plot, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    cuts: tuple[str, ...] = ()
    """Where it is smaller than the paper's, a sentence each."""
    notes: tuple[str, ...] = ()
    pictures: tuple[SetPicture, ...] = ()
    parts: tuple[PartFacts, ...] = ()
    missing: tuple[str, ...] = ()
    """Parts that are not done yet."""
    seconds: float = 0.0
    """All parts together, those that were there before left out."""


_NO_BETTER = 0.01
"""Above guessing by so little, a network has learned nothing."""

# pydantic takes a config only beside a type that is not itself a dataclass, hence the union
result_adapter: TypeAdapter[StudyResult | None] = TypeAdapter(
    StudyResult | None, config=ConfigDict(ser_json_inf_nan="strings")
)


def better_than(
    higher: tuple[str, Measure | None],
    lower: tuple[str, Measure | None],
    *,
    unit: Unit = "accuracy",
    place: str = "",
    guessing: float = 0.0,
) -> Agreement:
    """Whether the first is above the second as the paper has it.

    Args:
        higher, lower: names with what was measured.
        place: where, such as "ipc 1"; in front of the sentence.
        guessing: accuracy of a network that has learned nothing; one that is there says nothing.
    """
    (high_name, high), (low_name, low) = higher, lower
    where = f"{place}: " if place else ""
    statement = f"{where}{high_name} above {low_name}"
    if high is None or low is None:
        return Agreement(statement, "open", _as_sentence(f"{statement}: not measured yet."))
    for name, measure in (higher, lower):
        if guessing and measure is not None and measure.mean <= guessing + _NO_BETTER:
            sentence = (
                f"{statement}: {name} does no better than guessing ({100 * guessing:.1f} %), so that "
                "nothing can be said."
            )
            return Agreement(statement, "unclear", _as_sentence(sentence))
    scale, word = (100.0, " points") if unit == "accuracy" else (1.0, "")
    difference = scale * (high.mean - low.mean)
    spread = scale * max(high.std, low.std)
    size = f"{abs(difference):.1f}" if unit == "accuracy" else f"{abs(difference):.3g}"
    side = "above" if difference >= 0 else "below"
    if abs(difference) <= spread:
        sentence = (
            f"{where}{high_name} is {side} {low_name} by {size}{word}, within the spread of "
            f"{spread:.2g}{word}: this neither confirms nor contradicts the paper."
        )
        return Agreement(statement, "unclear", _as_sentence(sentence))
    trend = "as in the paper" if difference > 0 else "against the paper's trend"
    sentence = f"{where}{trend}, {high_name} is {side} {low_name} by {size}{word}."
    verdict: Verdict = "agrees" if difference > 0 else "disagrees"
    return Agreement(statement, verdict, _as_sentence(sentence))


def _as_sentence(text: str) -> str:
    # a place in front, such as "ipc 1:", is written as everywhere else
    return text if text.startswith("ipc ") else text[0].upper() + text[1:]
