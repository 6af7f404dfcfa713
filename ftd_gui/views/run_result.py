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
from ftd_gui.words import marked, tr

SERIES_WORDS = {"raw": marked("raw"), "ema": "EMA"}
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


def result_heads() -> tuple[TableHead, ...]:
    """The columns; in files they are called the same in every language."""
    return tuple(TableHead(tr(h.title), tr(h.tip), h.files or (h.title,)) for h in _HEADS)


def kept_series(store: RunStore, wanted: str) -> SetName:
    """The series to speak of: the wanted one where the run has figures of it, else the raw one."""
    has_ema = bool(store.members("accuracy_ema")) or store.final_accuracy("ema") is not None
    return "ema" if wanted == "ema" and has_ema else "raw"


def result_cells(
    name: str, experiment: Experiment, store: RunStore, wanted: str
) -> tuple[TableCell, ...]:
    """One row under `result_heads`.

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
        TableCell(tr(SERIES_WORDS[series]), series, files=(series,)),
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
    return TableCell(MISSING, None, tr("Not measured yet."), True, ("",) * num_files)


def _number_cell(value: float, in_words: Callable[[float], str]) -> TableCell:
    key = None if isnan(value) else float(value)
    return TableCell(in_words(value), key, "", True, (f"{value:.15g}",))


def _measured_cell(measured: AccuracyMeasured | None) -> TableCell:
    if measured is None:
        return _nothing(len(_MEASURED))
    images = (
        tr("held-out training images") if measured.measured_on == "held-out" else tr("test images")
    )
    return TableCell(
        accuracy_text(measured),
        measured.mean,
        tr("Iteration {n}, on {images}: {protocol}").format(
            n=count_text(measured.iteration), images=images, protocol=measured.protocol
        ),
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
