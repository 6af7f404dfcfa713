"""What came out of a run, as one row of the table that compares runs. Reads a store, knows no widget."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import isnan, nan
from statistics import fmean, pstdev

from ftd_engine.experiment import Experiment
from ftd_engine.plug_ins import short_words
from ftd_engine.protocol import AccuracyMeasured, SetName
from ftd_gui.runs.run_store import RunStore
from ftd_gui.views.number_text import (
    MISSING,
    count_text,
    duration_text,
    number_text,
    signed_text,
)
from ftd_gui.views.run_words import STATE_WORDS, accuracy_text, state_text
from ftd_gui.views.value_table import TableCell, TableHead
from ftd_gui.words import marked, tr

_DIFFERENCES = {
    "Final": (marked("\u0394 final"), marked("Final accuracy minus that of the baseline.")),
    "Best": (
        marked("\u0394 best"),
        marked("Highest accuracy while distilling minus that of the baseline."),
    ),
    "Last": (
        marked("\u0394 last"),
        marked("Accuracy of the last evaluation minus that of the baseline."),
    ),
}
"""What stands behind the head of this title where there is a baseline."""
SERIES_WORDS = {"raw": marked("raw"), "ema": "EMA"}
UNKNOWN_SETTING = marked("The log from which this run was imported does not tell its settings.")
OVER_SEEDS = marked("mean and spread over {count} seeds; each: {protocol}")
_MEASURED = ("iteration", "mean (%)", "std (%)", "n", "images", "protocol")


def _measured_head(title: str, tip: str) -> TableHead:
    return TableHead(title, tip, tuple(f"{title.lower()}: {each}" for each in _MEASURED))


_HEADS: tuple[TableHead, ...] = (
    TableHead(marked("Run"), marked("Name of the run.")),
    TableHead(marked("State"), marked("How the run stands.")),
    TableHead(marked("Series"), marked("Which images the figures are about: raw, or their moving average (EMA).")),
    _measured_head(marked("Final"), marked("Accuracy on the test images, of the set that stands for the run.")),
    _measured_head(marked("Best"), marked("Highest accuracy while distilling.")),
    _measured_head(marked("Last"), marked("Accuracy of the last evaluation while distilling.")),
    _measured_head(marked("Random real"), marked("Accuracy on the test images with as many random real images.")),
    TableHead(marked("Matching loss"), marked("Of the last iteration: 1 is no nearer than the start, 0 is there.")),
    TableHead(marked("Time"), marked("From the start to the last word, without the pauses between two engines."),
              ("time (s)",)),
    TableHead(marked("Data set"), marked("Real images that were distilled.")),
    TableHead("ipc", marked("Synthetic images per class.")),
    TableHead(marked("Seed"), marked("Seed of all random numbers of the run.")),
)  # fmt: skip


def result_heads(has_baseline: bool) -> tuple[TableHead, ...]:
    """The columns; in files they are called the same in every language.

    With a baseline, each accuracy of the set is followed by its difference.
    """
    heads: list[TableHead] = []
    for head in _HEADS:
        heads.append(TableHead(tr(head.title), tr(head.tip), head.files or (head.title,)))
        if has_baseline and head.title in _DIFFERENCES:
            title, tip = _DIFFERENCES[head.title]
            files = (f"{title}: points", f"{title}: percent")
            heads.append(TableHead(tr(title), tr(tip), files))
    return tuple(heads)


def kept_series(store: RunStore, wanted: str) -> SetName:
    """The series to speak of: the wanted one where the run has figures of it, else the raw one."""
    has_ema = bool(store.members("accuracy_ema")) or store.final_accuracy("ema") is not None
    return "ema" if wanted == "ema" and has_ema else "raw"


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What came out of a run so far, or of several on average.

    Attributes:
        series: which images the figures are about.
        final, best, last: accuracies of that series; None where not measured.
        random_real: accuracy with as many random real images.
        loss: matching loss of the last iteration; NaN before the first.
        spent_s: time it took; NaN before it began.
    """

    series: SetName
    final: AccuracyMeasured | None
    best: AccuracyMeasured | None
    last: AccuracyMeasured | None
    random_real: AccuracyMeasured | None
    loss: float
    spent_s: float


def figures_of(store: RunStore, wanted: str) -> RunFigures:
    """The figures of a run, of the wanted series or of the raw one where no average is kept."""
    series = kept_series(store, wanted)
    tested = [each for each in store.accuracies if each.set_name == series and not each.final]
    loss = store.curve("matching_loss").y
    end_s = time.time() if store.is_live else store.last_time_s
    return RunFigures(
        series,
        store.final_accuracy(series),
        max(tested, key=lambda each: each.mean, default=None),
        tested[-1] if tested else None,
        store.final_accuracy("random_real"),
        float(loss[-1]) if len(loss) else nan,
        end_s - store.first_time_s if store.first_time_s else nan,
    )


def mean_figures(figures: Sequence[RunFigures]) -> RunFigures:
    """The mean of runs that differ by their seed; the spread of an accuracy is that over the runs."""
    return RunFigures(
        figures[0].series,
        _mean_of([each.final for each in figures]),
        _mean_of([each.best for each in figures]),
        _mean_of([each.last for each in figures]),
        _mean_of([each.random_real for each in figures]),
        _mean_number([each.loss for each in figures]),
        _mean_number([each.spent_s for each in figures]),
    )


def _mean_number(values: Sequence[float]) -> float:
    there = [value for value in values if not isnan(value)]
    return fmean(there) if there else nan


def _mean_of(measured: Sequence[AccuracyMeasured | None]) -> AccuracyMeasured | None:
    there = [each for each in measured if each is not None]
    if not there:
        return None
    means = tuple(each.mean for each in there)
    return replace(
        there[0],
        iteration=max(each.iteration for each in there),
        mean=fmean(means),
        std=pstdev(means),
        accuracies=means,
    )


def result_cells(
    name: str,
    runs: Sequence[tuple[Experiment, RunStore]],
    wanted: str,
    baseline: RunFigures | None = None,
) -> tuple[TableCell, ...]:
    """One row under `result_heads`.

    Args:
        name: of the row.
        runs: what was asked for and what came out so far; several differ by their seed only.
        wanted: series of the figures, "raw" or "ema"; the raw one where no average is kept.
        baseline: figures that differences are taken to; None leaves their columns out.
    """
    experiment, store = runs[0]
    found = [figures_of(each, wanted) for _, each in runs]
    is_mean = len(runs) > 1
    figures = mean_figures(found) if is_mean else found[0]
    states = dict.fromkeys(state_text(each.state) for _, each in runs)
    seeds = sorted(each.seed for each, _ in runs)
    dataset = store.data.dataset if store.data else experiment.data.dataset
    of_settings = (
        TableCell(short_words(dataset), dataset, files=(dataset,)),
        _number_cell(experiment.distill.ipc, count_text),
        _seed_cell(seeds),
    )
    if not store.knows_settings:
        of_settings = (TableCell(MISSING, None, tr(UNKNOWN_SETTING), False, ("",)),) * 3
    accuracies: list[TableCell] = []
    for measured, other in (
        (figures.final, baseline and baseline.final),
        (figures.best, baseline and baseline.best),
        (figures.last, baseline and baseline.last),
    ):
        accuracies.append(_measured_cell(measured, is_mean))
        if baseline is not None:
            accuracies.append(_difference_cell(measured, other))
    return (
        TableCell(name, name.casefold(), files=(name,)),
        TableCell(
            ", ".join(states),
            STATE_WORDS[store.state],
            files=(" ".join(sorted({each.state for _, each in runs})),),
        ),
        TableCell(tr(SERIES_WORDS[figures.series]), figures.series, files=(figures.series,)),
        *accuracies,
        _measured_cell(figures.random_real, is_mean),
        _nothing(1) if isnan(figures.loss) else _number_cell(figures.loss, number_text),
        _nothing(1) if isnan(figures.spent_s) else _number_cell(figures.spent_s, duration_text),
        *of_settings,
    )


def _seed_cell(seeds: Sequence[int]) -> TableCell:
    if len(seeds) == 1:
        return _number_cell(seeds[0], count_text)
    return TableCell(
        ", ".join(count_text(seed) for seed in seeds),
        float(seeds[0]),
        is_number=True,
        files=(" ".join(str(seed) for seed in seeds),),
    )


def _difference_cell(
    measured: AccuracyMeasured | None, baseline: AccuracyMeasured | None
) -> TableCell:
    """How much better than the baseline: in points, and in percent of the baseline's accuracy."""
    if measured is None or baseline is None:
        return _nothing(2)
    points = 100 * (measured.mean - baseline.mean)
    percent = 100 * (measured.mean / baseline.mean - 1) if baseline.mean else nan
    text = tr("{points} points, {percent}\u202f%").format(
        points=signed_text(points, 1), percent=signed_text(percent, 1)
    )
    tip = tr("Baseline: {accuracy}").format(accuracy=accuracy_text(baseline))
    files = (f"{points:.15g}", "" if isnan(percent) else f"{percent:.15g}")
    return TableCell(text, points, tip, True, files)


def _nothing(num_files: int) -> TableCell:
    return TableCell(MISSING, None, tr("Not measured yet."), True, ("",) * num_files)


def _number_cell(value: float, in_words: Callable[[float], str]) -> TableCell:
    key = None if isnan(value) else float(value)
    return TableCell(in_words(value), key, "", True, (f"{value:.15g}",))


def _measured_cell(measured: AccuracyMeasured | None, is_mean: bool) -> TableCell:
    if measured is None:
        return _nothing(len(_MEASURED))
    # files have the protocol in the words of the engine
    over = OVER_SEEDS if is_mean else "{protocol}"
    values = {"count": len(measured.accuracies), "protocol": measured.protocol}
    images = (
        tr("held-out training images") if measured.measured_on == "held-out" else tr("test images")
    )
    return TableCell(
        accuracy_text(measured),
        measured.mean,
        tr("Iteration {n}, on {images}: {protocol}").format(
            n=count_text(measured.iteration), images=images, protocol=tr(over).format(**values)
        ),
        True,
        (
            str(measured.iteration),
            f"{100 * measured.mean:.15g}",
            "" if isnan(measured.std) else f"{100 * measured.std:.15g}",
            str(len(measured.accuracies)) if measured.accuracies else "",
            measured.measured_on,
            over.format(**values),
        ),
    )
