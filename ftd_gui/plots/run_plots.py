"""The plots of one run and how each is fed from its store. Fractions become percent here."""

from PySide6.QtCore import Qt

from ftd_engine.protocol import SeriesName, SetName
from ftd_gui.runs.run_store import RunStore
from ftd_gui.views.curve_plot import CurvePlot, PlotSpec
from ftd_gui.views.plot_line import LineLook, Piece, numbers

PERCENT = "%"

MATCHING_LOSS = PlotSpec(
    title="Matching loss",
    short_title="Matching loss (ratio)",
    x_title="iteration",
    x_word="iteration",
    y_title="matching loss (ratio)",
    empty_text="One point per iteration appears when distillation starts.",
    log_y=True,
    lines={
        "loss": LineLook("matching loss", "raw"),
        "skipped": LineLook("skipped step", "decision", symbol="t1", is_mark=True),
    },
)

SYN_LR = PlotSpec(
    title="Synthetic learning rate",
    short_title="Learning rate α (1/step)",
    x_title="iteration",
    x_word="iteration",
    y_title="learning rate α (1/step)",
    empty_text="The learned step size appears when distillation starts.",
    lines={"syn_lr": LineLook("synthetic learning rate α", "syn_lr")},
)

ACCURACY = PlotSpec(
    title="Test accuracy",
    short_title="Test accuracy (%)",
    x_title="iteration",
    x_word="iteration",
    y_title="accuracy (%)",
    empty_text="Networks trained on the synthetic set are tested from time to time while distilling.",
    lines={
        "random_real": LineLook(
            "random real images",
            "random_real",
            style=Qt.PenStyle.DashLine,
            is_level=True,
            scale=100.0,
            unit=PERCENT,
        ),
        "raw": LineLook("raw", "raw", symbol="o", scale=100.0, unit=PERCENT),
        "ema": LineLook(
            "EMA", "ema", style=Qt.PenStyle.DashLine, symbol="s", scale=100.0, unit=PERCENT
        ),
        "raw_final": LineLook(
            "raw, final", "raw", symbol="d", symbol_px=11, scale=100.0, unit=PERCENT
        ),
        "ema_final": LineLook(
            "EMA, final", "ema", symbol="d", symbol_px=11, scale=100.0, unit=PERCENT
        ),
    },
)

TEACHER_ACCURACY = PlotSpec(
    title="Teacher accuracy",
    short_title="Teacher accuracy (%)",
    x_title="epoch",
    x_word="epoch",
    y_title="accuracy (%)",
    empty_text="One point per epoch appears when the first teacher is being trained.",
    lines={
        "past_train": LineLook(
            "earlier teachers, train",
            "teacher",
            style=Qt.PenStyle.DashLine,
            width_px=1.0,
            is_faint=True,
            scale=100.0,
            unit=PERCENT,
        ),
        "past_test": LineLook(
            "earlier teachers, test",
            "teacher",
            width_px=1.0,
            is_faint=True,
            scale=100.0,
            unit=PERCENT,
        ),
        "train": LineLook(
            "this teacher, train",
            "teacher",
            style=Qt.PenStyle.DashLine,
            width_px=2.0,
            scale=100.0,
            unit=PERCENT,
        ),
        "test": LineLook(
            "this teacher, test", "teacher", width_px=2.0, symbol="o", scale=100.0, unit=PERCENT
        ),
    },
)

TEACHER_LOSS = PlotSpec(
    title="Teacher loss",
    short_title="Teacher loss (nats)",
    x_title="epoch",
    x_word="epoch",
    y_title="cross-entropy (nats)",
    empty_text="One point per epoch appears when the first teacher is being trained.",
    lines={
        "past_train": LineLook(
            "earlier teachers, train",
            "teacher",
            style=Qt.PenStyle.DashLine,
            width_px=1.0,
            is_faint=True,
        ),
        "past_test": LineLook("earlier teachers, test", "teacher", width_px=1.0, is_faint=True),
        "train": LineLook(
            "this teacher, train", "teacher", style=Qt.PenStyle.DashLine, width_px=2.0
        ),
        "test": LineLook("this teacher, test", "teacher", width_px=2.0, symbol="o"),
    },
)


def show_matching_loss(plot: CurvePlot, store: RunStore) -> None:
    """Feed the plot of the matching loss; skipped steps are marks at the lower border."""
    curve = store.curve("matching_loss")
    plot.set_line("loss", [Piece(curve.x, curve.y)])
    places = numbers([float(step.iteration) for step in store.skipped])
    plot.set_line("skipped", [Piece(places, places)])


def show_syn_lr(plot: CurvePlot, store: RunStore) -> None:
    """Feed the plot of the learned step size."""
    curve = store.curve("syn_lr")
    plot.set_line("syn_lr", [Piece(curve.x, curve.y)])


def show_accuracy(plot: CurvePlot, store: RunStore) -> None:
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


def show_teacher_accuracy(plot: CurvePlot, store: RunStore) -> None:
    """Feed the plot of the teachers' accuracies."""
    _show_teachers(plot, store, "expert_train_accuracy", "expert_test_accuracy")


def show_teacher_loss(plot: CurvePlot, store: RunStore) -> None:
    """Feed the plot of the teachers' losses."""
    _show_teachers(plot, store, "expert_train_loss", "expert_test_loss")


def _show_teachers(plot: CurvePlot, store: RunStore, train: SeriesName, test: SeriesName) -> None:
    newest = max([*store.members(train), *store.members(test)], default=-1)
    sides: tuple[tuple[str, SeriesName], ...] = (("train", train), ("test", test))
    for side, series in sides:
        pieces = {
            member: Piece(curve.x, curve.y, name=f"teacher {member + 1}")
            for member in store.members(series)
            if len(curve := store.curve(series, member))
        }
        plot.set_line(side, [pieces[newest]] if newest in pieces else [])
        plot.set_line(
            f"past_{side}", [piece for member, piece in pieces.items() if member != newest]
        )
