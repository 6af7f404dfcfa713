"""What came out of a run, as one row of the table that compares runs. Reads a store, knows no widget."""

import time
from collections.abc import Callable
from math import isnan

from ftd_engine.experiment import Experiment
from ftd_engine.protocol import AccuracyMeasured, SetName
from ftd_gui.runs.run_store import RunStore
from ftd_gui.views.number_text import MISSING, count_text, duration_text, number_text
from ftd_gui.views.run_words import STATE_WORDS, accuracy_text, state_text
from ftd_gui.views.value_table import TableCell, TableHead

SERIES_WORDS = {"raw": "raw", "ema": "EMA"}
_MEASURED = ("iteration", "mean (%)", "std (%)", "n", "images", "protocol")


def _measured_head(title: str, tip: str) -> TableHead:
    return TableHead(title, tip, tuple(f"{title.lower()}: {each}" for each in _MEASURED))


RESULT_HEADS: tuple[TableHead, ...] = (
    TableHead("Run", "Name of the run."),
    TableHead("State", "How the run stands."),
    TableHead("Series", "Which images the figures are about: raw, or their moving average (EMA)."),
    _measured_head("Final", "Accuracy on the test images, of the set that stands for the run."),
    _measured_head("Best", "Highest accuracy while distilling."),
    _measured_head("Last", "Accuracy of the last evaluation while distilling."),
    _measured_head("Random real", "Accuracy on the test images with as many random real images."),
    TableHead("Matching loss", "Of the last iteration: 1 is no nearer than the start, 0 is there."),
    TableHead("Time", "From the start to the last word, without the pauses between two engines.",
              ("time (s)",)),
    TableHead("Data set", "Real images that were distilled."),
    TableHead("ipc", "Synthetic images per class."),
    TableHead("Seed", "Seed of all random numbers of the run."),
)  # fmt: skip


def kept_series(store: RunStore, wanted: str) -> SetName:
    """The series to speak of: the wanted one where the run has figures of it, else the raw one."""
    has_ema = bool(store.members("accuracy_ema")) or store.final_accuracy("ema") is not None
    return "ema" if wanted == "ema" and has_ema else "raw"


def result_cells(
    name: str, experiment: Experiment, store: RunStore, wanted: str
) -> tuple[TableCell, ...]:
    """One row under `RESULT_HEADS`.

    Args:
        name: of the run.
        experiment: what was asked for.
        store: what came out so far.
        wanted: series of the figures, "raw" or "ema"; the raw one where no average is kept.
    """
    series = kept_series(store, wanted)
    tested = [each for each in store.accuracies if each.set_name == series and not each.final]
    best = max(tested, key=lambda each: each.mean, default=None)
    loss = store.curve("matching_loss").y
    end_s = time.time() if store.is_live else store.last_time_s
    spent_s = end_s - store.first_time_s if store.first_time_s else None
    dataset = store.data.dataset if store.data else experiment.data.dataset
    return (
        TableCell(name, name.casefold(), files=(name,)),
        TableCell(state_text(store.state), STATE_WORDS[store.state], files=(store.state,)),
        TableCell(SERIES_WORDS[series], series, files=(series,)),
        _measured_cell(store.final_accuracy(series)),
        _measured_cell(best),
        _measured_cell(tested[-1] if tested else None),
        _measured_cell(store.final_accuracy("random_real")),
        _number_cell(float(loss[-1]), number_text) if len(loss) else _nothing(1),
        _number_cell(spent_s, duration_text) if spent_s is not None else _nothing(1),
        TableCell(dataset, dataset, files=(dataset,)),
        _number_cell(experiment.distill.ipc, count_text),
        _number_cell(experiment.seed, count_text),
    )


def _nothing(num_files: int) -> TableCell:
    return TableCell(MISSING, None, "Not measured yet.", True, ("",) * num_files)


def _number_cell(value: float, in_words: Callable[[float], str]) -> TableCell:
    key = None if isnan(value) else float(value)
    return TableCell(in_words(value), key, "", True, (f"{value:.15g}",))


def _measured_cell(measured: AccuracyMeasured | None) -> TableCell:
    if measured is None:
        return _nothing(len(_MEASURED))
    images = "held-out training images" if measured.measured_on == "held-out" else "test images"
    return TableCell(
        accuracy_text(measured),
        measured.mean,
        f"Iteration {count_text(measured.iteration)}, on {images}: {measured.protocol}",
        True,
        (
            str(measured.iteration),
            f"{100 * measured.mean:.15g}",
            f"{100 * measured.std:.15g}",
            str(len(measured.accuracies)),
            measured.measured_on,
            measured.protocol,
        ),
    )
