"""The plots of one run and how each is fed from its store. Fractions become percent here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt

from ftd_engine.protocol import SeriesName, SetName
from ftd_gui.plots.line_look import LineLook, Piece, numbers
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.runs.run_store import RunStore
from ftd_gui.words import marked, tr

if TYPE_CHECKING:
    from ftd_gui.plots.curve_plot import CurvePlot

PERCENT = "%"
MEAN_OF = 25
"""Iterations behind one point of the mean of the matching loss; each draws another teacher."""

MATCHING_LOSS = PlotSpec(
    title=marked("Matching loss"),
    short_title=marked("Matching loss (ratio)"),
    x_title=marked("iteration"),
    x_word="iteration",
    y_title=marked("matching loss (ratio)"),
    empty_text=marked("One point per iteration appears when distillation starts."),
    explanation=(
        marked(
            "How far the student ends from its target, in units of the way that the teacher itself\n"
            "went: 1 is no nearer than the start, 0 is there."
        )
    ),
    log_y=True,
    lines={
        "loss": LineLook(marked("each iteration"), "raw", is_faint=True),
        "mean": LineLook(
            marked("mean of the last {mean_of}"), "raw", width_px=2.0, mean_of=MEAN_OF
        ),
        "skipped": LineLook(marked("skipped step"), "decision", symbol="t1", is_mark=True),
    },
)

SYN_LR = PlotSpec(
    title=marked("Synthetic learning rate"),
    short_title=marked("Learning rate (1/step)"),
    x_title=marked("iteration"),
    x_word="iteration",
    y_title=marked("learning rate α (1/step)"),
    empty_text=marked("The learned step size appears when distillation starts."),
    explanation=marked("Step size of students on the synthetic images; it is learned with them."),
    lines={"syn_lr": LineLook(marked("synthetic learning rate α"), "syn_lr")},
)

ACCURACY = PlotSpec(
    title=marked("Accuracy"),
    short_title=marked("Accuracy (%)"),
    x_title=marked("iteration"),
    x_word="iteration",
    y_title=marked("accuracy (%)"),
    empty_text=marked(
        "Networks trained on the synthetic set are tested from time to time while distilling."
    ),
    explanation=(
        marked(
            "Share of images that fresh networks get right after training on the synthetic images only:\n"
            "lines on the images that the best set is chosen by (held-out training images by default),\n"
            "final figures on the test images. Bands and whiskers: one standard deviation."
        )
    ),
    lines={
        "random_real": LineLook(
            marked("random real images"),
            "random_real",
            style=Qt.PenStyle.DashLine,
            is_level=True,
            scale=100.0,
            unit=PERCENT,
        ),
        "raw": LineLook(marked("raw"), "raw", symbol="o", scale=100.0, unit=PERCENT),
        "ema": LineLook(
            "EMA", "ema", style=Qt.PenStyle.DashLine, symbol="s", scale=100.0, unit=PERCENT
        ),
        "raw_final": LineLook(
            marked("raw, final"),
            "raw",
            symbol="d",
            symbol_px=11,
            is_point=True,
            scale=100.0,
            unit=PERCENT,
        ),
        "ema_final": LineLook(
            marked("EMA, final"),
            "ema",
            symbol="t1",
            symbol_px=11,
            is_point=True,
            scale=100.0,
            unit=PERCENT,
        ),
    },
)


def _teacher_lines(scale: float, unit: str) -> dict[str, LineLook]:
    """Each teacher faint; over them the one that is being trained, or the mean of all."""
    looks = {
        "each_train": LineLook(
            marked("each, train"),
            "teacher",
            Qt.PenStyle.DashLine,
            1.0,
            is_faint=True,
            is_smoothed=False,
        ),
        "each_test": LineLook(
            marked("each, test"), "teacher", width_px=1.0, is_faint=True, is_smoothed=False
        ),
        "train": LineLook(marked("train"), "teacher", Qt.PenStyle.DashLine, 2.0),
        "test": LineLook(marked("test"), "teacher", width_px=2.0, symbol="o"),
    }
    return {key: replace(look, scale=scale, unit=unit) for key, look in looks.items()}


TEACHER_ACCURACY = PlotSpec(
    title=marked("Teacher accuracy"),
    short_title=marked("Teacher accuracy (%)"),
    x_title=marked("epoch"),
    x_word="epoch",
    y_title=marked("accuracy (%)"),
    empty_text=marked("One point per epoch appears when the first teacher is being trained."),
    explanation=(
        marked(
            "Share of the real images that the teachers get right.\n"
            "Band: one standard deviation over the teachers."
        )
    ),
    lines=_teacher_lines(100.0, PERCENT),
)

TEACHER_LOSS = PlotSpec(
    title=marked("Teacher loss"),
    short_title=marked("Teacher loss (nats)"),
    x_title=marked("epoch"),
    x_word="epoch",
    y_title=marked("cross-entropy (nats)"),
    empty_text=marked("One point per epoch appears when the first teacher is being trained."),
    explanation=(
        marked(
            "Cross-entropy of the teachers on real images.\n"
            "Band: one standard deviation over the teachers."
        )
    ),
    lines=_teacher_lines(1.0, ""),
)


def show_matching_loss(plot: "CurvePlot", store: RunStore) -> None:
    """Feed the plot of the matching loss and its mean; skipped steps are marks at the border."""
    curve = store.curve("matching_loss")
    pieces = [Piece(curve.x, curve.y)]
    plot.set_line("loss", pieces)
    # the mean is the smoothing of a plot that has no other
    plot.set_line("mean", [] if plot.smoothing else pieces)
    places = numbers([float(step.iteration) for step in store.skipped])
    plot.set_line("skipped", [Piece(places, places)])


def show_syn_lr(plot: "CurvePlot", store: RunStore) -> None:
    """Feed the plot of the learned step size."""
    curve = store.curve("syn_lr")
    plot.set_line("syn_lr", [Piece(curve.x, curve.y)])


def show_accuracy(plot: "CurvePlot", store: RunStore) -> None:
    """Feed the plot of the accuracies; final figures are single points, random real a level."""
    raw, ema = store.curve("accuracy_raw"), store.curve("accuracy_ema")
    plot.set_line("raw", [Piece(raw.x, raw.y, raw.std)])
    plot.set_line("ema", [Piece(ema.x, ema.y, ema.std)])
    keys: tuple[tuple[str, SetName], ...] = (
        ("raw_final", "raw"),
        ("ema_final", "ema"),
        ("random_real", "random_real"),
    )
    for key, set_name in keys:
        final = store.final_accuracy(set_name)
        point: list[Piece] = []
        if final is not None:
            x = numbers([float(final.iteration)])
            point.append(Piece(x, numbers([final.mean]), numbers([final.std])))
        plot.set_line(key, point)


def show_teacher_accuracy(plot: "CurvePlot", store: RunStore) -> None:
    """Feed the plot of the teachers' accuracies."""
    _show_teachers(plot, store, "expert_train_accuracy", "expert_test_accuracy")


def show_teacher_loss(plot: "CurvePlot", store: RunStore) -> None:
    """Feed the plot of the teachers' losses."""
    _show_teachers(plot, store, "expert_train_loss", "expert_test_loss")


def _show_teachers(plot: "CurvePlot", store: RunStore, train: SeriesName, test: SeriesName) -> None:
    """Feed both sides of a teacher plot.

    While teachers are being trained, the newest stands out; afterwards the mean of all that were
    trained to the end does.
    """
    members = sorted({*store.members(train), *store.members(test)})
    is_training = store.is_live and store.phase == "buffer"
    # a teacher that was stopped half-way would bend the mean of the others
    lengths = {member: len(store.curve(test, member)) for member in members}
    whole = [member for member in members if lengths[member] == max(lengths.values())]
    chosen = members[-1:] if is_training else whole
    if len(chosen) > 1:
        bold_name, faint_name = tr("mean of {n}").format(n=len(chosen)), tr("each")
    else:
        bold_name = _teacher(chosen[0]) if chosen else tr("teacher")
        faint_name = tr("earlier") if is_training else tr("unfinished")
    sides: tuple[tuple[str, SeriesName], ...] = (("train", train), ("test", test))
    for side, series in sides:
        pieces = {
            member: Piece(curve.x, curve.y, name=_teacher(member))
            for member in store.members(series)
            if len(curve := store.curve(series, member))
        }
        bold = [pieces[member] for member in chosen if member in pieces]
        faint = [
            piece for member, piece in pieces.items() if member not in chosen or len(chosen) > 1
        ]
        side_word = tr("train") if side == "train" else tr("test")
        plot.rename_line(side, f"{bold_name}, {side_word}")
        plot.rename_line(f"each_{side}", f"{faint_name}, {side_word}")
        plot.set_line(side, [_mean_piece(bold)] if bold else [])
        plot.set_line(f"each_{side}", faint)


def _teacher(member: int) -> str:
    return tr("teacher {number}").format(number=member + 1)


def _mean_piece(pieces: Sequence[Piece]) -> Piece:
    """Mean and standard deviation of curves over the epochs; where some have no point, of the rest.

    One curve alone has no spread, nor has an epoch that only one of them reached.
    """
    x = np.unique(np.concatenate([piece.x for piece in pieces]))
    values = np.full((len(pieces), len(x)), np.nan)
    for row, piece in zip(values, pieces, strict=True):
        row[np.searchsorted(x, piece.x)] = piece.y
    is_there = np.isfinite(values)
    counts = is_there.sum(axis=0)
    means = np.full(len(x), np.nan)
    np.divide(np.where(is_there, values, 0.0).sum(axis=0), counts, out=means, where=counts > 0)
    if len(pieces) == 1:
        return Piece(x, means)
    squares = np.where(is_there, values - means, 0.0) ** 2
    variances = np.full(len(x), np.nan)
    # of the population, as all spreads of the program
    np.divide(squares.sum(axis=0), counts, out=variances, where=counts > 1)
    return Piece(x, means, np.sqrt(variances))
