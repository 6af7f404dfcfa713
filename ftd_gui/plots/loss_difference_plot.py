"""The loss-difference plot, read like Figure 1 of the FTD paper: two y axes over the epochs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ftd_gui.plots.line_look import LineLook, Piece
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.runs.run_store import RunStore
from ftd_gui.words import marked, tr

if TYPE_CHECKING:
    from ftd_gui.plots.curve_plot import CurvePlot

LOSS_DIFFERENCE = PlotSpec(
    title=marked("Loss difference"),
    short_title=marked("Loss difference (nats)"),
    x_title=marked("epoch"),
    x_word="epoch",
    y_title=marked("L(θ) − L(θ*) (nats)"),
    right_title=marked("L(θ*) (nats)"),
    explanation=(
        marked(
            "Test loss L of a student θ minus that of a teacher θ* with the same first weights, as in\n"
            "Figure 1 of the FTD paper. Evaluation: students trained from the start. Distillation:\n"
            "students that start anew from the teacher every few epochs."
        )
    ),
    empty_text=marked("The accumulated trajectory error is measured after distillation."),
    y_from_zero=True,
    lines={
        # lowest first: the teacher is the ground against which the others are read
        "teacher": LineLook(
            marked("teacher's test loss (right axis)"),
            "teacher",
            style=Qt.PenStyle.DashDotLine,
            on_right=True,
        ),
        "distillation": LineLook(
            marked("distillation (restarts)"),
            "distillation",
            style=Qt.PenStyle.DashLine,
            width_px=2.0,
        ),
        "evaluation": LineLook(marked("evaluation"), "evaluation", width_px=2.0, symbol="o"),
    },
)


def show_loss_difference(plot: "CurvePlot", store: RunStore) -> None:
    """Give the plot the curves of a run; the plot draws them with its next frame."""
    evaluation = store.curve("loss_difference_evaluation")
    teacher = store.curve("teacher_test_loss")
    plot.set_line("evaluation", [Piece(evaluation.x, evaluation.y, evaluation.std)])
    plot.set_line("teacher", [Piece(teacher.x, teacher.y, teacher.std)])
    restarts = [
        (start, store.curve("loss_difference_distillation", start))
        for start in store.members("loss_difference_distillation")
    ]
    words = tr("from {start}")
    plot.set_line(
        "distillation",
        [
            Piece(curve.x, curve.y, curve.std, words.format(start=start))
            for start, curve in restarts
        ],
    )
