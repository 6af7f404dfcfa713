"""The plot of what plug-ins measure of the stored sets; shown only for runs that have such metrics."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ftd_engine.config_checks import MOST_METRICS
from ftd_engine.plug_ins import short_words
from ftd_engine.protocol import SeriesName
from ftd_gui.plots.line_look import LineLook, Piece, SeriesColour
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.runs.run_store import RunStore
from ftd_gui.words import marked, tr

if TYPE_CHECKING:
    from ftd_gui.plots.curve_plot import CurvePlot

_COLOURS: tuple[SeriesColour, ...] = (
    *("raw", "teacher", "evaluation"),
    *("ema", "distillation", "syn_lr"),
)
_SYMBOLS = ("o", "s", "t1", "d", "t", "+")
"""A colour and a symbol for each metric, so that none is told by its colour alone."""


def _lines() -> dict[str, LineLook]:
    """Two lines for each metric that a run can have; their names come with the run."""
    looks: dict[str, LineLook] = {}
    for member in range(MOST_METRICS):
        colour, symbol = _COLOURS[member], _SYMBOLS[member]
        looks[f"raw_{member}"] = LineLook(marked("raw"), colour, symbol=symbol)
        looks[f"ema_{member}"] = LineLook("EMA", colour, Qt.PenStyle.DashLine, symbol=symbol)
    return looks


METRICS = PlotSpec(
    title=marked("Metrics of plug-ins"),
    short_title=marked("Metrics of plug-ins"),
    x_title=marked("iteration"),
    x_word="iteration",
    y_title=marked("value"),
    empty_text=marked("One point per stored set appears when distillation starts."),
    explanation=marked(
        "What plug-ins compute of each stored set; the author of each says what it means.\n"
        "Solid: the images as they are learned. Dashed: their moving average."
    ),
    lines=_lines(),
)


def metric_names(store: RunStore) -> tuple[str, ...]:
    """Metrics of plug-ins that the run works with, in the order of their curves."""
    used = store.started.plug_ins if store.started else ()
    return tuple(short_words(each.name) for each in used if each.kind == "metric")


def show_metrics(plot: "CurvePlot", store: RunStore) -> None:
    """Feed the plot of the metrics, each line called by its metric."""
    names = metric_names(store)
    for member in range(MOST_METRICS):
        name = names[member] if member < len(names) else tr("metric {n}").format(n=member + 1)
        sides: tuple[tuple[str, SeriesName, str], ...] = (
            ("raw", "metric_raw", tr("raw")),
            ("ema", "metric_ema", "EMA"),
        )
        for key, series, word in sides:
            curve = store.curve(series, member)
            plot.rename_line(f"{key}_{member}", f"{name}, {word}")
            pieces = [Piece(curve.x, curve.y)] if len(curve) else []
            plot.set_line(f"{key}_{member}", pieces)
