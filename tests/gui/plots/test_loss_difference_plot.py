"""The loss-difference plot reads like Figure 1."""

import pytest
from pytestqt.qtbot import QtBot

from ftd_gui.plots.curve_plot import CurvePlot
from ftd_gui.plots.loss_difference_plot import LOSS_DIFFERENCE, show_loss_difference
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import LIGHT


@pytest.fixture
def store() -> RunStore:
    store = RunStore()
    store.curve("loss_difference_evaluation").extend((0, 10, 20), (0.0, 0.2, 0.4), (0.05,) * 3)
    store.curve("teacher_test_loss").extend((0, 10, 20), (4.5, 3.2, 2.7))
    for start in (2, 4):
        curve = store.curve("loss_difference_distillation", start)
        curve.extend((start, start + 2), (0.0, 0.03 * start))
    return store


@pytest.fixture
def plot(qtbot: QtBot, store: RunStore) -> CurvePlot:
    plot = CurvePlot(LOSS_DIFFERENCE, LIGHT)
    qtbot.addWidget(plot)
    plot.resize(600, 400)
    plot.show()
    show_loss_difference(plot, store)
    plot.draw()
    return plot


def test_the_left_axis_begins_at_zero_and_the_right_one_fits_the_teacher(plot: CurvePlot) -> None:
    assert plot.canvas.y_range[0] == 0.0
    assert plot.canvas.y_range[1] == pytest.approx(0.45 * 1.06)
    right = plot.canvas.right_view
    assert right is not None
    low, high = right.viewRange()[1]
    assert 2.5 < low < 2.7 and 4.5 < high < 4.7
    assert plot.canvas.right.labelText.endswith("(nats)")


def test_a_negative_difference_is_not_cut_off(plot: CurvePlot, store: RunStore) -> None:
    store.curve("loss_difference_evaluation").extend((30,), (-0.2,), (0.01,))
    show_loss_difference(plot, store)
    plot.draw()
    assert plot.canvas.y_range[0] < -0.2


def test_restarts_are_separate_segments(plot: CurvePlot) -> None:
    x, y = plot.lines["distillation"].drawn
    assert x[:2].tolist() == [2, 4] and x[3:].tolist() == [4, 6]
    assert x[2] != x[2] and y[2] != y[2]


def test_the_cursor_names_the_restart_and_reads_both_axes(plot: CurvePlot) -> None:
    readout = plot.readout_at(4.1, 0.001)
    assert readout is not None
    texts = {row.look.name: row.text for row in readout.rows}
    assert texts["distillation (restarts)"] == "from 4: 0"
    readout = plot.readout_at(4.1, 0.06)
    assert readout is not None
    texts = {row.look.name: row.text for row in readout.rows}
    assert texts["distillation (restarts)"] == "from 2: 0.06000"
    readout = plot.readout_at(10.1, 0.06)
    assert readout is not None
    assert {row.look.name: row.value for row in readout.rows} == pytest.approx(
        {
            "evaluation": 0.2,
            "teacher's test loss (right axis)": 3.2,
            "distillation (restarts)": 0.12,
        }
    )


def test_both_axes_move_together(plot: CurvePlot) -> None:
    right = plot.canvas.right_view
    assert right is not None
    before = plot.canvas.place_of(10.0, 0.2, False).y() - plot.canvas.place_of(10.0, 3.2, True).y()
    height = right.viewRange()[1][1] - right.viewRange()[1][0]
    plot.canvas.zoom(2.0)
    after = plot.canvas.place_of(10.0, 0.2, False).y() - plot.canvas.place_of(10.0, 3.2, True).y()
    assert right.viewRange()[1][1] - right.viewRange()[1][0] == pytest.approx(height / 2)
    assert after == pytest.approx(2 * before, abs=2.5)
    assert right.viewRange()[0] == pytest.approx(plot.canvas.x_range)
