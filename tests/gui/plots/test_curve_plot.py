"""A plot: what it draws, reads, hides, and how it is moved."""

from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from pytestqt.qtbot import QtBot

from ftd_gui.plots.curve_plot import CurvePlot
from ftd_gui.plots.line_look import LineLook, Piece, numbers
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.plots.run_plots import MATCHING_LOSS, show_matching_loss
from ftd_gui.plots.smoothing import Smoothing
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import DARK, LIGHT

SPEC = PlotSpec(
    title="Accuracy",
    short_title="Accuracy (%)",
    x_title="iteration",
    x_word="iteration",
    y_title="accuracy (%)",
    empty_text="Nothing yet.",
    lines={
        "level": LineLook("random", "random_real", is_level=True, scale=100.0, unit="%"),
        "raw": LineLook("raw", "raw", symbol="o", scale=100.0, unit="%"),
        "ema": LineLook("EMA", "ema", style=Qt.PenStyle.DashLine, scale=100.0, unit="%"),
        "skipped": LineLook("skipped", "decision", symbol="t1", is_mark=True),
    },
)


def piece(x: Sequence[float], y: Sequence[float], std: Sequence[float] = ()) -> Piece:
    return Piece(numbers(x), numbers(y), numbers(std))


@pytest.fixture
def plot(qtbot: QtBot) -> CurvePlot:
    plot = CurvePlot(SPEC, LIGHT)
    qtbot.addWidget(plot)
    plot.resize(600, 400)
    plot.show()
    return plot


def picture(plot: CurvePlot) -> QImage:
    return plot.canvas.grab().toImage()


def has_colour(image: QImage, colour: str) -> bool:
    wanted = int(colour[1:], 16)
    bits = np.frombuffer(image.convertToFormat(QImage.Format.Format_RGB32).constBits(), np.uint32)
    return bool(((bits & 0xFFFFFF) == wanted).any())


def test_an_empty_plot_says_what_will_come(plot: CurvePlot) -> None:
    plot.draw()
    assert not plot.canvas.isVisible()
    plot.set_line("raw", [piece([0, 1], [0.1, 0.2])])
    plot.draw()
    assert plot.canvas.isVisible()
    plot.clear()
    assert not plot.canvas.isVisible()


def test_the_cursor_reads_the_values_of_the_store(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0, 100, 200], [0.1, 0.46812, 0.5], [0.01, 0.0031, 0.02])])
    plot.set_line("ema", [piece([0, 100], [0.12, 0.4])])
    plot.set_line("level", [piece([0], [0.333], [0.02])])
    plot.draw()
    readout = plot.readout_at(110.0, 40.0)
    assert readout is not None
    assert readout.title == "iteration 100"
    assert {row.look.name: row.text for row in readout.rows} == {
        "raw": "46.81 ± 0.31\u202f%",
        "EMA": "40.00\u202f%",
        "random": "33.30 ± 2.00\u202f%",
    }
    assert next(row.value for row in readout.rows if row.look.name == "raw") == 46.812
    later = plot.readout_at(199.0, 40.0)
    assert later is not None
    assert later.title == "iteration 200"
    # a curve without a point there says where its number comes from
    assert {row.look.name: row.text for row in later.rows}["EMA"] == "40.00\u202f% at 100"


def test_the_mouse_brings_the_readout_and_takes_it_away(plot: CurvePlot, qtbot: QtBot) -> None:
    plot.set_line("raw", [piece([0, 100, 200], [0.1, 0.3, 0.5])])
    plot.draw()
    spot = plot.canvas.place_of(100.0, 30.0, False).toPoint()
    qtbot.mouseMove(plot.canvas.viewport(), spot + QPoint(3, 3))
    shown = plot._cursor.readout
    assert shown is not None and shown.title == "iteration 100"
    assert plot._cursor.size() == plot.canvas.size()
    hair_x = plot._cursor._line_x
    assert hair_x == pytest.approx(spot.x(), abs=1)
    qtbot.mouseMove(plot.canvas.viewport(), QPoint(1, 1))
    assert plot._cursor.readout is None


def test_the_legend_hides_and_shows(plot: CurvePlot, qtbot: QtBot) -> None:
    plot.set_line("raw", [piece([0, 1, 2], [0.1, 0.2, 0.3])])
    plot.set_line("ema", [piece([0, 1, 2], [0.7, 0.8, 0.9])])
    plot.draw()
    assert has_colour(picture(plot), LIGHT.raw)
    assert not plot.legend.entries["level"].isVisible()
    assert plot.canvas.y_range[1] > 90
    qtbot.mouseClick(plot.legend.entries["ema"], Qt.MouseButton.LeftButton)
    # the view fits what is left
    assert plot.canvas.y_range[1] < 40
    qtbot.mouseClick(plot.legend.entries["raw"], Qt.MouseButton.LeftButton)
    assert not has_colour(picture(plot), LIGHT.raw)
    assert plot.readout_at(1.0, 20.0) is None
    qtbot.mouseClick(plot.legend.entries["raw"], Qt.MouseButton.LeftButton)
    assert has_colour(picture(plot), LIGHT.raw)


def test_a_double_click_in_the_legend_shows_a_line_alone(plot: CurvePlot, qtbot: QtBot) -> None:
    for key, level in (("raw", 0.1), ("ema", 0.7), ("level", 0.4)):
        plot.set_line(key, [piece([0, 1, 2], [level] * 3)])
    plot.draw()
    entries = plot.legend.entries

    def shown() -> set[str]:
        assert all(
            plot.lines[key].is_visible == entry.isChecked() for key, entry in entries.items()
        )
        return {key for key, entry in entries.items() if entry.isVisible() and entry.isChecked()}

    def double_click(key: str) -> None:
        qtbot.mouseClick(entries[key], Qt.MouseButton.LeftButton)
        qtbot.mouseDClick(entries[key], Qt.MouseButton.LeftButton)

    double_click("ema")
    assert shown() == {"ema"}
    assert entries["raw"].toolTip().startswith("Show raw.")
    # another one takes its place, and the same again brings all back
    double_click("raw")
    assert shown() == {"raw"}
    double_click("raw")
    assert shown() == {"raw", "ema", "level"}
    entries["level"].setFocus()
    qtbot.keyClick(entries["level"], Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert shown() == {"level"}
    qtbot.keyClick(entries["level"], Qt.Key.Key_Space)
    assert shown() == set()


def test_a_smoothed_curve_has_its_points_in_sight(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece(range(40), [0.2, 0.4] * 20), piece(range(40), [0.9] * 40)])
    plot.set_smoothing(Smoothing("median", 5))
    raw_y, smooth_y = plot.lines["raw"].drawn_raw[1], plot.lines["raw"].drawn[1]
    assert raw_y[:4] == pytest.approx([20, 40, 20, 40])
    assert smooth_y[20:22] == pytest.approx([20, 40])
    # pieces stay apart
    assert np.isnan(smooth_y[40]) and smooth_y[41] == pytest.approx(90)
    readout = plot.readout_at(7.0, 30.0)
    assert readout is not None and readout.rows[0].text == "40.00, smoothed 40.00\u202f%"
    plot.set_smoothing(None)
    assert plot.lines["raw"].drawn_raw[1].size == 0


def test_a_logarithmic_axis_counts_what_it_hides(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0, 1, 2, 3, 4], [0.0, 0.1, -0.2, np.nan, 1.0])])
    plot.draw()
    assert plot.num_hidden == 0
    nan = "1 point that is not finite is not shown"
    assert plot.note.text() == nan
    plot.log_y_button.click()
    assert plot.num_hidden == 2
    assert plot.note.text() == f"2 points ≤ 0 not shown; {nan}"
    assert not plot.note.isHidden()
    assert plot.canvas.y_range == pytest.approx((0.94, 2.06))
    # points that come later are counted as well
    plot.set_line("raw", [piece([0, 1, 2, 3, 4, 5], [0.0, 0.1, -0.2, np.nan, 1.0, 0.0])])
    plot.draw()
    assert plot.num_hidden == 3
    plot.log_x_button.click()
    # iteration 0 is hidden by both axes and counts once
    assert plot.num_hidden == 3
    plot.log_y_button.click()
    assert plot.note.text() == f"1 point ≤ 0 not shown; {nan}"
    assert plot.canvas.x_range[0] == pytest.approx(-0.014, abs=1e-3)


def test_points_that_are_not_finite_are_counted_on_every_axis(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0, 1, 2, 3, 4], [0.5, 0.1, -0.2, np.nan, 1.0])])
    plot.draw()
    assert plot.num_not_finite == 1 and plot.num_hidden == 0
    assert plot.note.text() == "1 point that is not finite is not shown"
    assert not plot.note.isHidden() and "infinite or not a number" in plot.note.toolTip()
    assert "logarithmic" not in plot.note.toolTip()
    values = [0.5, 0.1, -0.2, np.nan, 1.0, np.inf, -np.inf, 0.3]
    plot.set_line("raw", [piece(range(8), values)])
    plot.draw()
    assert plot.note.text() == "3 points that are not finite are not shown"
    plot.log_y_button.click()
    # one that is infinitely far below 0 counts once
    assert plot.note.text() == ("1 point ≤ 0 not shown; 3 points that are not finite are not shown")
    assert "logarithmic" in plot.note.toolTip() and "infinite" in plot.note.toolTip()
    plot.log_y_button.click()
    plot.legend.entries["raw"].click()
    assert plot.note.isHidden(), "what is not looked at hides nothing"


def test_a_loss_that_is_not_finite_counts_once_beside_its_mean(qtbot: QtBot) -> None:
    plot = CurvePlot(MATCHING_LOSS, LIGHT)
    qtbot.addWidget(plot)
    store = RunStore()
    store.curve("matching_loss").extend((1.0, 2.0, 3.0), (0.9, np.inf, np.nan))
    show_matching_loss(plot, store)
    plot.draw()
    assert plot.note.text() == "2 points that are not finite are not shown"


def test_a_band_of_spread_is_drawn(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0, 1, 2, 3], [0.5, 0.5, np.nan, 0.5], [0.1, 0.1, 0.1, 0.1])])
    plot.draw()
    assert plot.lines["raw"].band.num_pieces == 2
    bounds = plot.lines["raw"].band.boundingRect()
    assert (bounds.top(), bounds.bottom()) == pytest.approx((40.0, 60.0))
    low, high = plot.canvas.y_range
    assert low < 40 and high > 60
    plot.log_y_button.click()
    assert plot.lines["raw"].band.num_pieces == 2


def test_a_band_that_reaches_zero_survives_a_logarithmic_axis(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0, 1], [0.1, 0.1], [0.2, 0.01])])
    plot.log_y_button.click()
    assert plot.lines["raw"].band.num_pieces == 1
    # the band's end far below does not stretch the view
    assert plot.canvas.y_range[0] > 0.9


def test_a_long_curve_is_thinned_and_its_newest_point_drawn(plot: CurvePlot) -> None:
    x = np.arange(200_000.0)
    y = np.full(x.size, 0.5)
    y[777], y[-1] = 0.9, 0.1
    plot.set_line("raw", [Piece(x, y)])
    plot.draw()
    drawn_x, drawn_y = plot.lines["raw"].drawn
    assert len(drawn_x) < 3 * plot.canvas.num_columns
    assert (drawn_x[-1], drawn_y[-1]) == (199_999.0, pytest.approx(10.0))
    assert drawn_y.max() == pytest.approx(90.0)


def test_a_view_follows_until_it_is_moved_and_again_after_a_reset(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0, 10], [0.1, 0.2])])
    plot.draw()
    assert plot.canvas.x_range == pytest.approx((-0.2, 10.2))
    plot.canvas.zoom(2.0)
    assert not plot.is_fitted
    assert plot.canvas.x_range == pytest.approx((-0.2 + 2.6, 10.2 - 2.6))
    plot.set_line("raw", [piece([0, 10, 20], [0.1, 0.2, 0.3])])
    plot.draw()
    assert plot.canvas.x_range == pytest.approx((2.4, 7.6))
    plot.fit_button.click()
    assert plot.canvas.x_range == pytest.approx((-0.4, 20.4))


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (Qt.Key.Key_Left, (-1.04, -1.04)),
        (Qt.Key.Key_Right, (1.04, 1.04)),
        (Qt.Key.Key_Plus, (1.04, -1.04)),
        (Qt.Key.Key_Minus, (-1.3, 1.3)),
    ],
)
def test_keys_pan_and_zoom(
    plot: CurvePlot, qtbot: QtBot, key: Qt.Key, change: tuple[float, float]
) -> None:
    plot.set_line("raw", [piece([0, 10], [0.1, 0.2])])
    plot.draw()
    qtbot.keyClick(plot.canvas, key)
    assert plot.canvas.x_range == pytest.approx((-0.2 + change[0], 10.2 + change[1]))
    qtbot.keyClick(plot.canvas, Qt.Key.Key_Home)
    assert plot.canvas.x_range == pytest.approx((-0.2, 10.2))


def test_dragging_pans_and_a_box_zooms(plot: CurvePlot, qtbot: QtBot) -> None:
    plot.set_line("raw", [piece([0, 10], [0.0, 0.1])])
    plot.draw()
    # the first painting settles how wide the numbers of the axes are
    qtbot.wait(60)
    port = plot.canvas.viewport()

    def drag(start: QPointF, end: QPointF) -> None:
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start.toPoint())
        for share in (0.4, 0.8, 1.0):
            # the canvas reads the buttons from each move, which qtbot leaves out
            # and it takes at most a hundred moves a second
            qtbot.wait(15)
            _move_pressed(plot, start + (end - start) * share)
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end.toPoint())

    plot.box_button.click()
    drag(plot.canvas.place_of(2, 8, False), plot.canvas.place_of(6, 2, False))
    assert plot.canvas.x_range == pytest.approx((2, 6), abs=0.1)
    assert plot.canvas.y_range == pytest.approx((2, 8), abs=0.1)
    assert not plot.is_fitted
    plot.box_button.click()
    drag(plot.canvas.place_of(4, 5, False), plot.canvas.place_of(5, 5, False))
    assert plot.canvas.x_range == pytest.approx((1, 5), abs=0.1)


def _move_pressed(plot: CurvePlot, place: QPointF) -> None:
    port = plot.canvas.viewport()
    plot.canvas.mouseMoveEvent(
        QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            QPointF(port.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_zoom_ends_before_numbers_do(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0, 10], [0.1, 0.2])])
    plot.draw()
    for _ in range(200):
        plot.canvas.zoom(2.0)
    low, high = plot.canvas.x_range
    assert 1e-6 < high - low < 1e-4
    for _ in range(200):
        plot.canvas.zoom(0.5)
    low, high = plot.canvas.x_range
    assert high - low < 2e3
    plot.draw()


def test_marks_stand_at_the_lower_border_and_stretch_nothing(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0, 10], [0.5, 0.6])])
    plot.set_line("skipped", [piece([4.0], [4.0])])
    plot.draw()
    low, high = plot.canvas.y_range
    assert low > 40
    _, y = plot.lines["skipped"].symbols.getData()
    assert y[0] == pytest.approx(low + 0.02 * (high - low))
    near, far = plot.readout_at(4.05, 50.0), plot.readout_at(9.0, 50.0)
    assert near is not None and far is not None
    assert [row.text for row in near.rows if row.look.is_mark] == ["4"]
    assert not [row for row in far.rows if row.look.is_mark]


def test_an_axis_of_counts_begins_at_zero_and_has_whole_ticks(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0], [0.1])])
    plot.draw()
    assert plot.canvas.x_range == pytest.approx((-0.02, 1.02))
    plot.set_line("raw", [piece([50], [0.1])])
    plot.draw()
    assert plot.canvas.x_range == pytest.approx((-1.0, 51.0))
    plot.set_line("raw", [piece([0, 1, 2], [0.1, 0.2, 0.3])])
    plot.draw()
    ((spacing, ticks),) = plot.canvas.bottom.tickValues(*plot.canvas.x_range, 500.0)
    assert (spacing, ticks) == (1.0, [0, 1, 2])


def test_a_lone_point_shows_its_spread(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([50], [0.5], [0.1])])
    plot.draw()
    assert plot.lines["raw"].band.num_pieces == 1
    low, high = plot.canvas.y_range
    assert low < 40 and high > 60
    top, bottom = (plot.canvas.place_of(50, y, False).toPoint() for y in (59, 41))
    image = picture(plot)
    for place in (top, bottom):
        around = {image.pixelColor(place.x() + dx, place.y()).name() for dx in (-1, 0, 1)}
        assert around != {LIGHT.card}


def test_a_mean_is_drawn_over_the_points(qtbot: QtBot) -> None:
    plot = CurvePlot(MATCHING_LOSS, LIGHT)
    qtbot.addWidget(plot)
    plot.resize(600, 400)
    plot.show()
    plot.log_y_button.click()
    store = RunStore()
    curve = store.curve("matching_loss")
    for length in (10, 100):
        x = tuple(float(step) for step in range(len(curve), length))
        curve.extend(x, tuple(1.0 if step % 2 else 0.5 for step in x))
        show_matching_loss(plot, store)
        plot.draw()
    assert plot.lines["loss"].look.is_faint and not plot.lines["mean"].look.is_faint
    assert plot.legend.entries["mean"].text() == "mean of the last 25"
    assert plot.lines["loss"].drawn[1] == pytest.approx(curve.y)
    mean_x, mean_y = plot.lines["mean"].drawn
    assert mean_x == pytest.approx(curve.x)
    assert mean_y[:2] == pytest.approx([0.5, 0.75]) and mean_y[-1] == pytest.approx(0.76)
    # the cursor reads both
    readout = plot.readout_at(99.0, 0.7)
    assert readout is not None
    assert [row.value for row in readout.rows] == pytest.approx([1.0, 0.76])


def test_a_lone_point_and_broken_values_are_no_trouble(plot: CurvePlot) -> None:
    plot.set_line("ema", [piece([5], [0.5])])
    plot.draw()
    assert has_colour(picture(plot), LIGHT.ema)
    plot.set_line("ema", [piece([0, 1], [np.nan, np.inf])])
    plot.draw()
    picture(plot)
    for button in (plot.log_x_button, plot.log_y_button):
        button.click()
        picture(plot)
    readout = plot.readout_at(0.0, 0.0)
    assert readout is not None


def test_colours_follow_the_theme(plot: CurvePlot) -> None:
    plot.set_line("raw", [piece([0, 1, 2], [0.1, 0.2, 0.3])])
    plot.draw()
    plot.set_theme(DARK)
    image = picture(plot)
    assert has_colour(image, DARK.raw) and has_colour(image, DARK.card)
    assert not has_colour(image, LIGHT.raw)


def test_a_small_plot_keeps_its_unit_in_the_title(plot: CurvePlot) -> None:
    assert plot._title.text() == "Accuracy"
    assert plot.legend.isVisible()
    plot.resize(220, 160)
    assert plot._title.text() == "Accuracy (%)"
    assert not plot.legend.isVisible()
    assert plot.enlarge_button.isVisible()


def test_many_wishes_in_one_frame_are_one_drawing(plot: CurvePlot, qtbot: QtBot) -> None:
    plot.set_line("raw", [piece([0, 1], [0.1, 0.2])])
    plot.draw()
    frames: list[int] = []
    plot._timer.timeout.connect(lambda: frames.append(1))
    for _ in range(20):
        plot.canvas.pan(0.01, 0.0)
    qtbot.waitUntil(lambda: len(frames) == 1)
    qtbot.wait(80)
    assert len(frames) == 1


def test_controls_have_names(plot: CurvePlot) -> None:
    for button in plot._tools():
        assert button.accessibleName() and button.toolTip()
    assert plot.canvas.accessibleName() == "Accuracy plot"


def test_a_click_gives_the_plot_the_keys_and_not_its_nameless_drawing_area(
    plot: CurvePlot, qtbot: QtBot
) -> None:
    plot.set_line("raw", [piece([0, 1], [0.1, 0.2])])
    plot.draw()
    qtbot.waitUntil(plot.isActiveWindow)
    area = plot.canvas.viewport()
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert plot.canvas.focusPolicy() == Qt.FocusPolicy.StrongFocus
    plot.setFocus()
    qtbot.mouseClick(area, Qt.MouseButton.LeftButton)
    assert plot.canvas.hasFocus()


def test_keys_move_the_crosshair_and_choose_its_place(plot: CurvePlot, qtbot: QtBot) -> None:
    x = np.arange(1.0, 11.0)
    plot.set_line("raw", [Piece(x, x)])
    plot.draw()
    shift = Qt.KeyboardModifier.ShiftModifier
    read: list[float | None] = []
    chosen: list[float] = []
    plot.x_read.connect(read.append)
    plot.x_chosen.connect(chosen.append)
    qtbot.keyClick(plot.canvas, Qt.Key.Key_Return)
    assert chosen == []
    view = plot.canvas.x_range
    plot.mark_x(4.0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(plot.canvas, key, shift)
    assert read == [5.0, 6.0, 5.0] and plot.canvas.x_range == view
    qtbot.keyClick(plot.canvas, Qt.Key.Key_Return)
    assert chosen == [5.0]
    # the ends are ends
    for _ in range(12):
        qtbot.keyClick(plot.canvas, Qt.Key.Key_Right, shift)
    assert read[-1] == 10.0


def test_the_copy_key_takes_what_the_cursor_reads_with_all_digits(
    plot: CurvePlot, qtbot: QtBot
) -> None:
    x, y = np.array([1.0, 2.0]), np.array([0.57, 0.123456789012345])
    plot.set_line("raw", [Piece(x, y)])
    plot.set_line("ema", [Piece(x[:1], y[:1])])
    plot.draw()
    QGuiApplication.clipboard().setText("before")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(plot.canvas, Qt.Key.Key_C, control)
    assert QGuiApplication.clipboard().text() == "before", "nothing is read"
    plot.mark_x(1.0)
    qtbot.keyClick(plot.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(plot.canvas, Qt.Key.Key_C, control)
    head, *rows = QGuiApplication.clipboard().text().splitlines()
    assert head == "series\titeration\tvalue"
    assert [row.split("\t")[1:] for row in rows] == [["2", "12.3456789012345"]]


def test_a_click_chooses_what_the_cursor_reads_and_a_drag_does_not(
    plot: CurvePlot, qtbot: QtBot
) -> None:
    x = np.arange(1.0, 11.0)
    plot.set_line("raw", [Piece(x, x)])
    plot.draw()
    spot = plot.canvas.place_of(7.1, 500.0, False).toPoint()
    qtbot.mouseMove(plot.canvas.viewport(), spot)
    with qtbot.waitSignal(plot.x_chosen) as blocker:
        qtbot.mouseClick(plot.canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert blocker.args == [7.0]


def test_a_marked_place_is_drawn_and_stays_with_its_x(plot: CurvePlot) -> None:
    x = np.arange(0.0, 11.0)
    plot.set_line("raw", [Piece(x, x)])
    plot.draw()
    without = plot.canvas.grab().toImage()
    plot.mark_x(5.0)
    marked = plot.canvas.grab().toImage()
    assert marked != without
    column = round(plot.canvas.place_of(5.0, 0.0, False).x())
    assert plot._cursor._mark_x == pytest.approx(column, abs=1)
    plot.canvas.pan(0.8, 0.0)
    plot.draw()
    assert plot._cursor._mark_x is None
    plot.mark_x(None)
    plot.fit()
    assert plot.canvas.grab().toImage() == without
