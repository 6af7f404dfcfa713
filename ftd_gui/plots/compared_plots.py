"""The plots of several runs over each other: one line a run, told apart by colour, dash and marker."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt

from ftd_gui.plots.line_look import LineLook, Numbers, Piece, SeriesColour, numbers
from ftd_gui.plots.metric_plot import METRICS, metric_names
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.plots.run_plots import ACCURACY, MATCHING_LOSS, MEAN_OF, PERCENT
from ftd_gui.plots.trailing_mean import TrailingMean
from ftd_gui.runs.compared_runs import MOST_RUNS, ComparedRuns
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_store import Curve, RunStore
from ftd_gui.views.run_result import kept_series
from ftd_gui.words import marked, tr, tr_count

if TYPE_CHECKING:
    from ftd_gui.plots.curve_plot import CurvePlot

NUM_SYMBOLS = 9
"""Markers along one curve: enough to find them everywhere, too few to hide the curve."""

_Pen = Qt.PenStyle
_LOOKS: tuple[tuple[SeriesColour, Qt.PenStyle, str], ...] = (
    ("raw", _Pen.SolidLine, "o"),
    ("ema", _Pen.DashLine, "s"),
    ("random_real", _Pen.DashDotLine, "d"),
    ("evaluation", _Pen.DotLine, "t1"),
    ("decision", _Pen.DashDotDotLine, "t"),
    ("teacher", _Pen.SolidLine, "+"),
)


def run_key(place: int) -> str:
    """Key of the line of the run at this place."""
    return f"run_{place + 1}"


RUN_LOOKS: tuple[LineLook, ...] = tuple(
    LineLook(
        "",
        colour,
        style,
        width_px=1.8,
        symbol=symbol,
        symbol_px=8,
        num_symbols=NUM_SYMBOLS,
    )
    for (colour, style, symbol), _ in zip(_LOOKS, range(MOST_RUNS), strict=True)
)
"""How the run at each place looks, everywhere on the page."""

COMPARED_LOSS = replace(
    MATCHING_LOSS,
    empty_text=marked(
        "One point per iteration appears when the distillation of a ticked run starts."
    ),
    explanation=marked(
        "How far the student ends from its target, in units of the way that the teacher itself\n"
        "went: 1 is no nearer than the start, 0 is there.\n"
        "Mean of the last {mean_of} iterations of each run."
    ),
    lines={run_key(place): replace(look, mean_of=MEAN_OF) for place, look in enumerate(RUN_LOOKS)},
)

COMPARED_ACCURACY = replace(
    ACCURACY,
    empty_text=marked("None of the ticked runs has tested networks yet."),
    explanation=marked(
        "Share of images that fresh networks get right after training on the synthetic images only.\n"
        "Lines: while distilling, on the images that the best set is chosen by (held-out training\n"
        "images by default). A lone point with whiskers: the final figure, on the test images.\n"
        "Bands and whiskers: one standard deviation."
    ),
    lines={
        run_key(place): replace(look, scale=100.0, unit=PERCENT)
        for place, look in enumerate(RUN_LOOKS)
    },
)


COMPARED_METRIC = replace(
    METRICS,
    title=marked("Metric of a plug-in"),
    short_title=marked("Metric of a plug-in"),
    empty_text=marked("None of the ticked runs has points of this metric."),
    explanation=marked(
        "What a plug-in computes of each stored set; its author says what it means.\n"
        "Bands: one standard deviation over seeds."
    ),
    lines={run_key(place): look for place, look in enumerate(RUN_LOOKS)},
)


def compared_specs() -> dict[str, PlotSpec]:
    """Names of the plots, as they stand in names of files, and what each is."""
    return {
        "matching_loss": COMPARED_LOSS,
        "accuracy": COMPARED_ACCURACY,
        "metric": COMPARED_METRIC,
    }


def show_compared_loss(
    plot: "CurvePlot", runs: ComparedRuns, groups: Sequence[tuple[int, ...]]
) -> None:
    """Give the plot the matching loss of every run, or of every group of them its mean and spread."""
    _show_curves(plot, runs, groups, lambda store: store.curve("matching_loss"), MEAN_OF)


def compared_metrics(runs: ComparedRuns) -> tuple[str, ...]:
    """Metrics of plug-ins that any of the runs works with, each once."""
    names = (name for _, run in runs.sessions() for name in metric_names(run.store))
    return tuple(dict.fromkeys(names))


def show_compared_metric(
    plot: "CurvePlot",
    runs: ComparedRuns,
    series: str,
    groups: Sequence[tuple[int, ...]],
    metric: str,
) -> None:
    """Give the plot a metric of every run: of this series, else of the one that it keeps."""

    def curve_of(store: RunStore) -> Curve:
        names = metric_names(store)
        if metric not in names:
            return Curve()
        kept = kept_series(store, series)
        return store.curve("metric_ema" if kept == "ema" else "metric_raw", names.index(metric))

    _show_curves(plot, runs, groups, curve_of)


def _show_curves(
    plot: "CurvePlot",
    runs: ComparedRuns,
    groups: Sequence[tuple[int, ...]],
    curve_of: Callable[[RunStore], Curve],
    mean_of: int = 1,
) -> None:
    """Give the plot one curve of every run, or of every group of them its mean and spread."""
    _clear_others(plot, groups)
    for group in groups:
        place = min(group)
        curves = [curve for member in group if len(curve := curve_of(_session(runs, member).store))]
        plot.rename_line(run_key(place), group_name(runs, group, len(curves)))
        if len(group) == 1:
            pieces = [Piece(curve.x, curve.y) for curve in curves]
        else:
            pieces = mean_over_seeds([(curve.x, curve.y) for curve in curves], mean_of)
        plot.set_line(run_key(place), pieces)


def show_compared_accuracy(
    plot: "CurvePlot", runs: ComparedRuns, series: str, groups: Sequence[tuple[int, ...]]
) -> None:
    """Give the plot the accuracies of every run: of this series, else of the one that it keeps."""
    _clear_others(plot, groups)
    for group in groups:
        place = min(group)
        stores = [_session(runs, member).store for member in group]
        kept = kept_series(stores[0], series)
        curves = [
            curve
            for store in stores
            if len(curve := store.curve("accuracy_ema" if kept == "ema" else "accuracy_raw"))
        ]
        finals = [final for store in stores if (final := store.final_accuracy(kept)) is not None]
        name = group_name(runs, group, len(curves))
        if len(group) == 1:
            pieces = [Piece(curve.x, curve.y, curve.std) for curve in curves]
        else:
            pieces = mean_over_seeds([(curve.x, curve.y) for curve in curves])
        if finals:
            means = numbers([final.mean for final in finals])
            std = float(means.std()) if len(group) > 1 else finals[0].std
            x = numbers([float(max(final.iteration for final in finals))])
            pieces.append(Piece(x, numbers([float(means.mean())]), numbers([std]), tr("final")))
        of_raw = tr("{run}, raw").format(run=name)
        plot.rename_line(run_key(place), name if kept == series else of_raw)
        plot.set_line(run_key(place), pieces)


def group_name(runs: ComparedRuns, group: tuple[int, ...], count: int) -> str:
    """Name of a run; of several that differ by their seed, with how many have points."""
    first = min(group)
    if group == (first,):
        return runs.name_of(first)
    # "demo 1" and "demo 2" are the seeds of a "demo"
    names = [_session(runs, place).experiment.name for place in group]
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    name = "".join(letters[0] for letters in same).rstrip(" -_.,(0123456789") or names[0]
    words = tr_count("{name}, mean of {count} seed", "{name}, mean of {count} seeds", count)
    return words.format(name=name, count=count)


def mean_over_seeds(curves: Sequence[tuple[Numbers, Numbers]], mean_of: int = 1) -> list[Piece]:
    """Mean and standard deviation of curves at every x that all of them have.

    Args:
        curves: x and y of each.
        mean_of: the spread is that of means of the last so many points, as they are drawn.
    """
    if not curves:
        return []
    x = curves[0][0]
    for other, _ in curves[1:]:
        x = x if np.array_equal(x, other) else np.intersect1d(x, other)
    if not len(x):
        return []
    y = np.array([values[np.searchsorted(own_x, x)] for own_x, values in curves])
    drawn = np.array([TrailingMean(mean_of).of(row).copy() for row in y])
    # of the population, as all spreads of the program
    return [Piece(x, y.mean(axis=0), drawn.std(axis=0))]


def _session(runs: ComparedRuns, place: int) -> RunSession:
    session = runs.at(place)
    assert session is not None
    return session


def _clear_others(plot: "CurvePlot", groups: Sequence[tuple[int, ...]]) -> None:
    shown = {min(group) for group in groups}
    for place in range(MOST_RUNS):
        if place not in shown:
            plot.set_line(run_key(place), ())
