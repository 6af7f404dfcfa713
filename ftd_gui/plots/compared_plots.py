"""The plots of several runs over each other: one line a run, told apart by colour, dash and marker."""

from dataclasses import replace

from PySide6.QtCore import Qt

from ftd_gui.plots.curve_plot import CurvePlot
from ftd_gui.plots.plot_line import LineLook, Piece, SeriesColour, numbers
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.plots.run_plots import ACCURACY, MATCHING_LOSS, MEAN_OF, PERCENT
from ftd_gui.runs.compared_runs import MOST_RUNS, ComparedRuns
from ftd_gui.views.run_result import kept_series
from ftd_gui.words import marked, tr

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


def compared_specs() -> dict[str, PlotSpec]:
    """Names of the plots, as they stand in names of files, and what each is."""
    return {"matching_loss": COMPARED_LOSS, "accuracy": COMPARED_ACCURACY}


def show_compared_loss(plot: CurvePlot, runs: ComparedRuns) -> None:
    """Give the plot the matching loss of every run."""
    for place in range(MOST_RUNS):
        session = runs.at(place)
        pieces: list[Piece] = []
        if session is not None:
            curve = session.store.curve("matching_loss")
            pieces = [Piece(curve.x, curve.y)]
            plot.rename_line(run_key(place), runs.name_of(place))
        plot.set_line(run_key(place), pieces)


def show_compared_accuracy(plot: CurvePlot, runs: ComparedRuns, series: str) -> None:
    """Give the plot the accuracies of every run: of this series, else of the one that it keeps."""
    for place in range(MOST_RUNS):
        session = runs.at(place)
        pieces: list[Piece] = []
        if session is not None:
            store = session.store
            kept = kept_series(store, series)
            curve = store.curve("accuracy_ema" if kept == "ema" else "accuracy_raw")
            pieces = [Piece(curve.x, curve.y, curve.std)]
            final = store.final_accuracy(kept)
            if final is not None:
                x, y = numbers([float(final.iteration)]), numbers([final.mean])
                pieces.append(Piece(x, y, numbers([final.std]), tr("final")))
            name = runs.name_of(place)
            of_raw = tr("{run}, raw").format(run=name)
            plot.rename_line(run_key(place), name if kept == series else of_raw)
        plot.set_line(run_key(place), pieces)
