"""The Monitor page: feeds its plots from the store, follows the phase, draws only when seen."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from ftd_engine.protocol import PointsAdded, Record, RunFinished
from ftd_gui.pages.monitor_page import CURVE_KINDS, SOURCES, VIEWS, MonitorPage
from ftd_gui.plots.smoothing import Smoothing
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import DARK, LIGHT
from tests.fixtures.recorded_runs import diverged_records, done_records, lost_records

OF_EVERY_RUN = set(SOURCES) - {"metrics"}
"""The plot of metrics is only there where plug-ins give some."""


def session_of(records: list[Record]) -> RunSession:
    store = RunStore()
    for record in records:
        store.apply(record)
    return cast(
        RunSession, SimpleNamespace(store=store, folder=SimpleNamespace(path=Path("2026 demo")))
    )


@pytest.fixture
def page(qtbot: QtBot) -> MonitorPage:
    page = MonitorPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    return page


def settle(page: MonitorPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._timer.isActive())
    # choosing the view of a phase asks for one more frame
    qtbot.waitUntil(lambda: not page._timer.isActive())


def choose(page: MonitorPage, qtbot: QtBot, view: str) -> None:
    index = list(VIEWS).index(view)
    spot = page.tabs.tabRect(index).center()
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=spot)
    settle(page, qtbot)


def test_without_a_run_there_is_a_sentence_and_a_way_on(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(None)
    assert page.empty.isVisible()
    assert page.empty.text.startswith("No run is open")
    with qtbot.waitSignal(page.configure_requested):
        page.empty.button.click()


def test_plots_show_the_numbers_of_the_store(page: MonitorPage, qtbot: QtBot) -> None:
    session = session_of(done_records())
    page.show_run(session)
    choose(page, qtbot, "All")
    store = session.store
    for key, plot, line, scale in (
        ("matching_loss", "matching_loss", "loss", 1.0),
        ("syn_lr", "syn_lr", "syn_lr", 1.0),
        ("accuracy_raw", "accuracy", "raw", 100.0),
        ("accuracy_ema", "accuracy", "ema", 100.0),
    ):
        curve = store.curves[key, 0]  # pyright: ignore[reportArgumentType]
        x, y = page.plots[plot].lines[line].drawn
        assert x == pytest.approx(curve.x)
        shown = 10**y if plot == "matching_loss" else y
        assert shown == pytest.approx(scale * curve.y)
    real = store.final_accuracy("random_real")
    assert real is not None
    _, level = page.plots["accuracy"].lines["random_real"].drawn
    assert level == pytest.approx([100 * real.mean] * 2)
    marks, _ = page.plots["matching_loss"].lines["skipped"].drawn
    assert marks.tolist() == [7.0]


def test_the_teacher_under_way_is_bold_and_the_earlier_ones_faint(
    page: MonitorPage, qtbot: QtBot
) -> None:
    records = done_records()
    second = next(
        index
        for index, record in enumerate(records)
        if isinstance(record.event, PointsAdded)
        and (record.event.series, record.event.member) == ("expert_test_accuracy", 1)
    )
    session = session_of(records[: second + 1])
    page.show_run(session)
    choose(page, qtbot, "Teachers")
    plot = page.plots["teacher_accuracy"]
    lines = plot.lines
    newest = session.store.curve("expert_test_accuracy", 1)
    assert lines["test"].drawn[0] == pytest.approx(newest.x)
    assert [piece.name for piece in lines["each_test"].pieces] == ["teacher 1"]
    assert lines["each_test"].look.is_faint and not lines["test"].look.is_faint
    assert plot.legend.entries["test"].text() == "teacher 2, test"
    assert plot.legend.entries["each_test"].text() == "earlier, test"


def test_afterwards_the_mean_of_all_teachers_is_bold(page: MonitorPage, qtbot: QtBot) -> None:
    session = session_of(done_records())
    page.show_run(session)
    choose(page, qtbot, "Teachers")
    plot = page.plots["teacher_accuracy"]
    assert plot.legend.entries["test"].text() == "mean of 2, test"
    assert plot.legend.entries["each_test"].text() == "each, test"
    assert [piece.name for piece in plot.lines["each_test"].pieces] == ["teacher 1", "teacher 2"]
    first, second = (session.store.curve("expert_test_accuracy", member) for member in (0, 1))
    x, y = plot.lines["test"].drawn
    assert x == pytest.approx(first.x)
    assert y == pytest.approx(50 * (first.y + second.y))
    # the band over the teachers is one standard deviation of the population wide on each side
    (_, low, high), *_ = lines_bands = plot.lines["test"].bands
    assert len(lines_bands) == 1
    assert high - low == pytest.approx(100 * np.abs(first.y - second.y))


def test_a_teacher_stopped_half_way_does_not_bend_the_mean(page: MonitorPage, qtbot: QtBot) -> None:
    session = session_of(done_records())
    session.store.curve("expert_test_accuracy", 2).extend((0.0,), (0.9,))
    page.show_run(session)
    choose(page, qtbot, "Teachers")
    plot = page.plots["teacher_accuracy"]
    assert plot.legend.entries["test"].text() == "mean of 2, test"
    assert len(plot.lines["each_test"].pieces) == 3
    assert plot.lines["test"].drawn[1][0] < 90


def test_every_plot_is_one_click_away(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(session_of(done_records()))
    seen: set[str] = set()
    for view in VIEWS:
        choose(page, qtbot, view)
        seen |= {name for name, plot in page.plots.items() if plot.isVisible()}
        if view == "All":
            assert seen == OF_EVERY_RUN
    assert seen == OF_EVERY_RUN


def test_the_view_follows_the_phase_until_the_user_chooses(page: MonitorPage, qtbot: QtBot) -> None:
    session = session_of(done_records()[:8])
    page.show_run(session)
    settle(page, qtbot)
    assert page.view == "Teachers"
    for record in done_records()[8:]:
        session.store.apply(record)
    page.refresh(CURVE_KINDS)
    settle(page, qtbot)
    assert page.view == "Evaluation"
    choose(page, qtbot, "Distillation")
    page.refresh(CURVE_KINDS)
    settle(page, qtbot)
    assert page.view == "Distillation"


def test_a_choice_by_the_keyboard_is_a_choice_too(page: MonitorPage, qtbot: QtBot) -> None:
    session = session_of(lost_records())
    page.show_run(session)
    settle(page, qtbot)
    assert page.view == "Distillation"
    qtbot.keyClick(page.tabs, Qt.Key.Key_Left)
    assert page.view == "Teachers"
    page.refresh(CURVE_KINDS)
    settle(page, qtbot)
    assert page.view == "Teachers"


def test_new_points_appear(page: MonitorPage, qtbot: QtBot) -> None:
    session = session_of(lost_records())
    page.show_run(session)
    settle(page, qtbot)
    curve = session.store.curve("matching_loss")
    curve.extend((26.0,), (0.5,))
    page.refresh(frozenset(("points_added",)))
    settle(page, qtbot)
    x, y = page.plots["matching_loss"].lines["loss"].drawn
    assert x[-1] == 26.0 and 10 ** y[-1] == pytest.approx(0.5)


def test_a_hidden_page_draws_nothing_and_catches_up(page: MonitorPage, qtbot: QtBot) -> None:
    session = session_of(lost_records())
    page.show_run(session)
    settle(page, qtbot)
    page.hide()
    session.store.curve("matching_loss").extend((26.0,), (0.5,))
    page.refresh(CURVE_KINDS)
    assert not page._timer.isActive()
    page.show()
    settle(page, qtbot)
    assert page.plots["matching_loss"].lines["loss"].drawn[0][-1] == 26.0


def test_refreshes_within_a_frame_are_one_frame(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(session_of(done_records()))
    settle(page, qtbot)
    frames: list[int] = []
    page._timer.timeout.connect(lambda: frames.append(1))
    for _ in range(50):
        page.refresh(CURVE_KINDS)
    qtbot.wait(120)
    assert len(frames) == 1


def test_a_plot_can_stand_alone(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(session_of(done_records()))
    choose(page, qtbot, "All")
    plot = page.plots["accuracy"]
    qtbot.mouseDClick(plot._title, Qt.MouseButton.LeftButton)
    assert [name for name, one in page.plots.items() if one.isVisible()] == ["accuracy"]
    assert plot.enlarge_button.toolTip() == "See all plots again."
    qtbot.keyClick(plot.canvas, Qt.Key.Key_Escape)
    assert {name for name, one in page.plots.items() if one.isVisible()} == OF_EVERY_RUN
    plot.enlarge_button.click()
    choose(page, qtbot, "All")
    assert {name for name, one in page.plots.items() if one.isVisible()} == OF_EVERY_RUN


def test_the_headline_says_how_far_and_then_what_came_out(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(session_of(lost_records()))
    settle(page, qtbot)
    assert page.headline.title.text() == "Distilling"
    assert "25 of 40 iterations" in page.headline.caption.text()
    assert "left, until" in page.headline.caption.text()
    page.show_run(session_of(done_records()))
    settle(page, qtbot)
    title = page.headline.title.text()
    assert title == "Done: 62.0\u202f%, 17.0 points above random real images"
    caption = page.headline.caption.text()
    assert "EMA 62.0 ± 2.0\u202f% (n = 2)" in caption
    assert "random real images 45.0 ± 2.0\u202f% (n = 2)" in caption


def test_a_run_that_ended_early_says_how_far_it_came(page: MonitorPage, qtbot: QtBot) -> None:
    session = session_of(lost_records())
    session.store.state = "lost"
    page.show_run(session)
    settle(page, qtbot)
    assert page.headline.title.text() == "Distilling: the engine is gone"
    # nothing is left to come
    assert page.headline.caption.text() == "25 of 40 iterations"
    stopped = RunFinished("stopped", "Stopped as asked.", "Stored sets are kept.", 3.0)
    session.store.apply(Record(session.store.next_seq, 0.0, stopped))
    page.refresh(CURVE_KINDS)
    settle(page, qtbot)
    assert page.headline.title.text() == "Distilling: stopped"
    assert page.headline.caption.text() == "25 of 40 iterations · Stored sets are kept."


def test_a_failed_run_draws_what_is_finite(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(session_of(diverged_records()))
    settle(page, qtbot)
    assert page.headline.title.text() == "Distilling: failed"
    mean_x, mean_y = page.plots["matching_loss"].lines["mean"].drawn
    assert np.isnan(mean_y[mean_x > 10]).all()
    x, y = page.plots["matching_loss"].lines["loss"].drawn
    assert np.isnan(y[x > 10]).all() and np.isfinite(y[x <= 10]).all()


def test_another_run_leaves_nothing_of_the_last(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(session_of(done_records()))
    settle(page, qtbot)
    page.show_run(session_of(done_records()[:2]))
    settle(page, qtbot)
    for plot in page.plots.values():
        assert not any(line.pieces for line in plot.lines.values())
    assert not page.images_button.isVisible()


def test_the_crosshair_stands_at_the_same_iteration_everywhere(
    page: MonitorPage, qtbot: QtBot
) -> None:
    page.show_run(session_of(done_records()))
    choose(page, qtbot, "All")
    # the first painting settles where the views are
    qtbot.wait(60)
    loss, rate = page.plots["matching_loss"], page.plots["syn_lr"]
    spot = loss.canvas.place_of(5.0, sum(loss.canvas.y_range) / 2, False).toPoint()
    qtbot.mouseMove(loss.canvas.viewport(), spot)
    shown = loss._cursor.readout
    assert shown is not None
    linked = rate._cursor.readout
    assert linked is not None and linked.title == shown.title and linked.x == shown.x
    there = rate.canvas.place_of(shown.x, 0.0, False).x()
    assert rate._cursor._line_x == pytest.approx(there, abs=1)
    # epochs are no iterations
    assert page.plots["teacher_loss"]._cursor.readout is None
    qtbot.mouseMove(loss.canvas.viewport(), QPoint(1, 1))
    assert loss._cursor.readout is None and rate._cursor.readout is None
    # what is out of sight has no hair
    rate.link_cursor(1e6)
    assert rate._cursor.readout is None


def test_smoothing_is_off_at_first_and_chosen_for_all_plots(
    page: MonitorPage, qtbot: QtBot
) -> None:
    session = session_of(done_records())
    page.show_run(session)
    choose(page, qtbot, "All")
    assert page.smoothing_box.smoothing is None
    loss = page.plots["matching_loss"]
    assert len(loss.lines["mean"].pieces) == 1
    page.smoothing_box.setCurrentIndex(1)
    assert page.smoothing_box.smoothing == Smoothing("ema", 10)
    curve = session.store.curve("matching_loss")
    assert loss.lines["loss"].drawn_raw[1] == pytest.approx(np.log10(curve.y))
    assert not np.allclose(10 ** loss.lines["loss"].drawn[1][1:], curve.y[1:])
    # one mean is enough
    assert not loss.legend.entries["mean"].isVisible()
    assert loss.lines["mean"].drawn[0].size == 0
    readout = loss.readout_at(3.0, 0.0)
    assert readout is not None and ", smoothed " in readout.rows[0].text
    assert page.plots["accuracy"].lines["random_real"].drawn_raw[0].size == 0
    page.smoothing_box.setCurrentIndex(0)
    assert loss.lines["loss"].drawn_raw[0].size == 0
    assert loss.legend.entries["mean"].isVisible()


def test_a_plot_can_be_taken_along(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(session_of(done_records()))
    choose(page, qtbot, "Evaluation")
    with qtbot.waitSignal(page.export_requested) as blocker:
        page.plots["loss_difference"].export_menu.actions()[1].trigger()
    assert blocker.args is not None
    kind, content, name = blocker.args
    assert (kind, name) == ("points", "2026 demo-loss-difference")
    assert content.spec.title == "Loss difference" and content.right_range is not None


def test_images_are_one_click_away(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(session_of(done_records()))
    settle(page, qtbot)
    with qtbot.waitSignal(page.view_images_requested):
        page.images_button.click()


@pytest.mark.parametrize("size", [(760, 420), (1280, 720), (1900, 1000)])
@pytest.mark.parametrize("view", list(VIEWS))
def test_nothing_is_cut_off(
    page: MonitorPage, qtbot: QtBot, size: tuple[int, int], view: str
) -> None:
    page.show_run(session_of(done_records()))
    page.resize(*size)
    choose(page, qtbot, view)
    assert (page.width(), page.height()) == size
    for widget in page.findChildren(QAbstractButton):
        if widget.isVisible():
            parent = widget.parentWidget()
            assert parent is not None and parent.rect().contains(widget.geometry())
            assert page.rect().contains(widget.mapTo(page, widget.rect().center()))
    for plot in page.plots.values():
        if plot.isVisible():
            assert plot.canvas.area.width() > 100 and plot.canvas.area.height() > 60


def test_colours_follow_the_theme(page: MonitorPage, qtbot: QtBot) -> None:
    page.show_run(session_of(done_records()))
    settle(page, qtbot)
    page.set_theme(DARK)
    assert page.plots["accuracy"].lines["ema"].colour().name() == DARK.ema
