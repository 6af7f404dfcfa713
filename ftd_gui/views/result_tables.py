"""What a final evaluation measured, as tables: by architecture and series, by class, class by class."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ftd_engine.protocol import ClassesCounted, SetName
from ftd_gui.runs.run_store import RunStore
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.inspector_panel import SET_WORDS
from ftd_gui.views.number_text import MISSING, count_text, fixed_text
from ftd_gui.views.value_table import TableCell, TableContent, TableHead
from ftd_gui.words import marked, tr

ACCURACY_COLUMNS = (
    marked("Network"),
    marked("Set"),
    marked("Mean, %"),
    marked("Std, points"),
    "n",
    marked("Protocol"),
)
CLASS_COLUMNS = (
    marked("Accuracy, %"),
    marked("Std, points"),
    marked("Test images"),
    marked("Most often taken for"),
)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One architecture trained on one series.

    Attributes:
        network: the architecture in words.
        mean, std: accuracy, fractions; population standard deviation.
        accuracies: of the single networks.
        counted: what was told of each class; None in runs from before that was counted.
    """

    network: str
    set_name: SetName
    mean: float
    std: float
    accuracies: tuple[float, ...]
    protocol: str
    counted: ClassesCounted | None

    @property
    def words(self) -> str:
        """Architecture and series."""
        return f"{engine_words(self.network)}, {tr(dict(SET_WORDS)[self.set_name])}"


def result_rows(store: RunStore, own_network: str) -> tuple[ResultRow, ...]:
    """All final figures in the order of the evaluation.

    Args:
        own_network: name of the run's architecture, where the events do not tell it.
    """
    rows = [
        ResultRow(one.network, one.set_name, one.mean, one.std, one.accuracies, one.protocol, one)
        for one in store.classes.values()
    ]
    known = {row.set_name for row in rows if row.counted and row.counted.is_own}
    older = [
        ResultRow(own_network, one.set_name, one.mean, one.std, one.accuracies, one.protocol, None)
        for one in store.accuracies
        if one.final and one.set_name not in known
    ]
    return (*older, *rows)


def class_names(store: RunStore, count: int) -> tuple[str, ...]:
    """Names of so many classes; their numbers where the data do not name so many."""
    told = store.data.class_names if store.data else ()
    words = tr("class {number}")
    return told if len(told) == count else tuple(words.format(number=n) for n in range(count))


def percent(fraction: float) -> str:
    """A fraction in percent without the sign, to a tenth."""
    return fixed_text(100 * fraction, 1)


def _heads(titles: Sequence[str]) -> tuple[TableHead, ...]:
    return tuple(TableHead(tr(title), files=(title,)) for title in titles)


def _cell(
    text: str, value: str | float, spoken: str, shade: float = 0.0, *, is_strong: bool = False
) -> TableCell:
    """One value, unrounded in files; what was not measured (NaN) is sorted last."""
    is_number = not isinstance(value, str)
    key = None if is_number and math.isnan(value) else value
    return TableCell(
        text, key, "", is_number, (str(value),), spoken=spoken, shade=shade, is_strong=is_strong
    )


def accuracy_table(rows: Sequence[ResultRow]) -> TableContent:
    """Mean, spread and number of networks for each architecture and series."""

    def cell(row: int, column: int) -> TableCell:
        one = rows[row]
        n, name = len(one.accuracies), ACCURACY_COLUMNS[column]
        text: str
        value: str | float
        match name:
            case "Network":
                text, value = engine_words(one.network), one.network
            case "Set":
                value = dict(SET_WORDS)[one.set_name]
                text = tr(value)
            case "Mean, %":
                text, value = percent(one.mean), 100 * one.mean
            case "Std, points":
                text, value = percent(one.std), 100 * one.std
            case "n":
                # an imported curve does not tell it
                text, value = (count_text(n), n) if n else (MISSING, math.nan)
            case _:
                text = value = one.protocol
        singles = ", ".join(percent(accuracy) for accuracy in one.accuracies)
        spoken = f"{one.words}: {tr(name)}: {text}"
        if name == "Mean, %":
            spoken = tr("{value}; single networks: {values}").format(value=spoken, values=singles)
        return _cell(text, value, spoken, is_strong=name == "Mean, %")

    numbers = tuple(str(place) for place in range(1, len(rows) + 1))
    return TableContent(_heads(ACCURACY_COLUMNS), numbers, cell, "Row")


def class_table(counted: ClassesCounted, names: Sequence[str]) -> TableContent:
    """Accuracy on each class over the networks of one architecture and series."""
    size, networks = len(names), len(counted.accuracies)

    def cell(row: int, column: int) -> TableCell:
        counts = counted.counts[row * size : (row + 1) * size]
        mean, std = counted.class_means[row], counted.class_stds[row]
        shade, name = 0.0, CLASS_COLUMNS[column]
        text: str
        value: str | float
        match name:
            case "Accuracy, %":
                text, value, shade = percent(mean), 100 * mean, mean
            case "Std, points":
                text, value = percent(std), 100 * std
            case "Test images":
                value = sum(counts) // networks
                text = count_text(value)
            case _:
                text, value = _usual_mistake(counts, row, names)
        shade = 0.0 if math.isnan(shade) else shade
        return _cell(text, value, f"{names[row]}: {tr(name)}: {text}", shade)

    return TableContent(_heads(CLASS_COLUMNS), tuple(names), cell, "Class")


def _usual_mistake(counts: Sequence[int], own: int, names: Sequence[str]) -> tuple[str, str]:
    """Which class is taken for it most often, as on the screen and as in a file."""
    wrong = max((place for place in range(len(names)) if place != own), key=counts.__getitem__)
    if not counts[wrong]:
        return tr("none"), "none"
    share = counts[wrong] / sum(counts)
    return f"{names[wrong]} ({percent(share)})", f"{names[wrong]} ({100 * share:.1f})"


def confusion_table(
    counted: ClassesCounted, names: Sequence[str], *, as_counts: bool
) -> TableContent:
    """What images of each class (row) were taken for (column), summed over the networks.

    Args:
        as_counts: images in place of percent of the class.
    """
    size = len(names)
    sums = [sum(counted.counts[row * size : (row + 1) * size]) for row in range(size)]

    def cell(row: int, column: int) -> TableCell:
        count, total = counted.counts[row * size + column], sums[row]
        share = count / total if total else math.nan
        spoken = tr("{true} taken for {other}: {n} of {all} images, {share} %").format(
            true=names[row],
            other=names[column],
            n=count_text(count),
            all=count_text(total),
            share=percent(share),
        )
        text = count_text(count) if as_counts else percent(share)
        value = count if as_counts else 100 * share
        shade = 0.0 if math.isnan(share) else share
        return _cell(text, value, spoken, shade, is_strong=row == column)

    return TableContent(_heads(names), tuple(names), cell, "True class / predicted")
