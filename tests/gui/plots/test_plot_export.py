"""A plot outside the window: its picture and its table of points."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_gui.plots.curve_plot import CurvePlot
from ftd_gui.plots.line_look import Piece, numbers
from ftd_gui.plots.loss_difference_plot import LOSS_DIFFERENCE
from ftd_gui.plots.plot_content import (
    TABLE_HEAD,
    FigureLook,
    PlotContent,
    points_lines,
    points_table,
)
from ftd_gui.plots.plot_figure import figure_png, figure_svg
from ftd_gui.plots.run_plots import ACCURACY, MATCHING_LOSS
from ftd_gui.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def plot(qtbot: QtBot) -> CurvePlot:
    plot = CurvePlot(ACCURACY, LIGHT)
    qtbot.addWidget(plot)
    plot.resize(600, 400)
    plot.show()
    plot.set_line(
        "raw", [Piece(numbers([0, 50, 100]), numbers([0.1, 0.57, 0.5]), numbers([0.01] * 3))]
    )
    plot.set_line("ema", [Piece(numbers([0, 50, 100]), numbers([0.1, 0.4, np.nan]))])
    plot.set_line("random_real", [Piece(numbers([100]), numbers([0.3]), numbers([0.02]))])
    plot.draw()
    return plot


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    yield
    QLocale.setDefault(before)


def rows_of(content: PlotContent) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(points_table(content))))


def words_of(svg: bytes) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]


def image_of(png: bytes) -> QImage:
    return QImage.fromData(png, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]


def test_the_table_has_every_point_of_a_long_curve(qtbot: QtBot) -> None:
    plot = CurvePlot(MATCHING_LOSS, LIGHT)
    qtbot.addWidget(plot)
    x = np.arange(100_000.0)
    y = np.random.default_rng(0).random(x.size)
    y[17] = np.nan
    plot.set_line("loss", [Piece(x, y)])
    plot.set_line("skipped", [Piece(numbers([7]), numbers([7]))])
    plot.draw()
    rows = rows_of(plot.content)
    table = points_table(plot.content)
    assert tuple(table.partition("\n")[0].split(",")) == TABLE_HEAD
    loss = [row for row in rows if row["series"] == "loss"]
    assert [float(row["x"]) for row in loss] == x.tolist()
    np.testing.assert_array_equal([float(row["y"]) for row in loss], y)
    assert loss[17]["y"] == "nan" and loss[5]["x"] == "5" and loss[5]["std"] == ""
    assert [(row["x"], row["y"]) for row in rows if row["series"] == "skipped"] == [("7", "")]
    points = [json.loads(line) for line in points_lines(plot.content).splitlines()]
    assert [tuple(point) for point in points] == [TABLE_HEAD] * len(rows)
    of_loss = [point for point in points if point["series"] == "loss"]
    assert [point["x"] for point in of_loss] == x.tolist() and of_loss[17]["y"] is None
    assert [point["y"] for point in of_loss[:17]] == y[:17].tolist()
    assert points[-1]["series"] == "skipped" and points[-1]["y"] is None


def test_the_table_names_series_members_and_axes(plot: CurvePlot, german: None) -> None:
    rows = rows_of(plot.content)
    assert [row["series"] for row in rows] == ["random_real", *["raw"] * 3, *["ema"] * 3]
    assert rows[2] == {
        "series": "raw",
        "name": "raw",
        "member": "",
        "x": "50",
        "y": "57",
        "std": "1",
        "x_axis": "iteration",
        "y_axis": "accuracy (%)",
    }
    assert rows[0]["y"] == "30" and rows[0]["std"] == "2"


def test_the_table_says_which_teacher_and_which_axis(qtbot: QtBot) -> None:
    plot = CurvePlot(LOSS_DIFFERENCE, LIGHT)
    qtbot.addWidget(plot)
    plot.set_line("teacher", [Piece(numbers([0, 1]), numbers([2.25, 1.5]))])
    plot.set_line("distillation", [Piece(numbers([1, 2]), numbers([0, 0.1]), name="from 1")])
    plot.draw()
    rows = rows_of(plot.content)
    assert [row["y_axis"] for row in rows[1:3]] == ["L(θ*) (nats)", "L(θ) − L(θ*) (nats)"]
    assert [row["member"] for row in rows] == ["", "", "from 1", "from 1"]
    words = words_of(figure_svg(plot.content, FigureLook("Figure 1"), LIGHT))
    assert {"L(θ*) (nats)", "L(θ) − L(θ*) (nats)", "teacher's test loss (right axis)"} <= {*words}


def test_hidden_lines_are_in_the_table_and_not_in_the_picture(plot: CurvePlot) -> None:
    plot.legend.entries["ema"].click()
    assert "ema" in {row["series"] for row in rows_of(plot.content)}
    assert "EMA" not in words_of(figure_svg(plot.content, FigureLook("x"), LIGHT))


def test_a_vector_picture_is_valid_and_has_all_words(plot: CurvePlot) -> None:
    svg = figure_svg(plot.content, FigureLook("5 < 6 & α", 640, 400), LIGHT)
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 640 400"
    words = words_of(svg)
    assert {"5 < 6 & α", "raw", "EMA", "random real images", "iteration", "accuracy (%)"} <= {
        *words
    }
    # numbers of both axes
    assert {"0", "20", "100"} <= {*words}
    assert "sans-serif" in svg.decode()
    assert LIGHT.raw in svg.decode().lower() and "nan" not in svg.decode().partition("<text")[0]


def test_a_picture_of_pixels_has_the_asked_size(plot: CurvePlot) -> None:
    image = image_of(figure_png(plot.content, FigureLook("Accuracy", 500, 300, 3), LIGHT))
    assert (image.width(), image.height()) == (1500, 900)
    assert image.dotsPerMeterX() == pytest.approx(3 * 96 / 0.0254, abs=1)
    assert image.pixelColor(2, 2).name() == LIGHT.card
    dark = image_of(figure_png(plot.content, FigureLook("Accuracy", 500, 300, 1), DARK))
    assert dark.pixelColor(2, 2).name() == DARK.card
    clear = FigureLook("Accuracy", 500, 300, 1, is_transparent=True)
    assert image_of(figure_png(plot.content, clear, LIGHT)).pixelColor(2, 2).alpha() == 0


def test_a_picture_shows_the_part_that_is_seen(plot: CurvePlot) -> None:
    look = FigureLook("Accuracy")
    whole = words_of(figure_svg(plot.content, look, LIGHT))
    plot.canvas.zoom(4.0)
    part = words_of(figure_svg(plot.content, look, LIGHT))
    assert "100" in whole and "100" not in part
    assert "<clipPath" in figure_svg(plot.content, look, LIGHT).decode()


def test_a_logarithmic_picture_says_what_it_hides(plot: CurvePlot) -> None:
    plot.set_line("raw", [Piece(numbers([0, 1, 2]), numbers([0.0, 0.1, 1.0]), numbers([0.5] * 3))])
    plot.log_y_button.click()
    words = words_of(figure_svg(plot.content, FigureLook("Accuracy"), LIGHT))
    assert "1 point ≤ 0 not shown; 1 point that is not finite is not shown" in words


def test_the_smallest_picture_and_the_emptiest_title_still_draw(plot: CurvePlot) -> None:
    for look in (FigureLook("", 160, 160, 1), FigureLook("long " * 50, 160, 160, 1)):
        assert not image_of(figure_png(plot.content, look, LIGHT)).isNull()
    empty = replace(plot.content, lines={})
    assert words_of(figure_svg(empty, FigureLook(""), LIGHT))[0] == "0"


def test_menus_ask_for_pictures_and_points(plot: CurvePlot, qtbot: QtBot) -> None:
    plot.export_button.click()
    assert plot.export_menu.isVisible()
    asked: list[str] = []
    plot.export_requested.connect(asked.append)
    for action in plot.export_menu.actions():
        assert action.isEnabled()
        action.trigger()
    assert asked == ["picture", "points", "lines", "copy"]
    plot.export_menu.close()
    log_action = plot.menu.actions()[5]
    assert log_action.text() == "Logarithmic x axis"
    log_action.trigger()
    assert plot.log_x_button.isChecked()
    plot.clear()
    plot.menu.popup(QPoint(0, 0))
    assert [action.isEnabled() for action in plot.menu.actions()[:4]] == [False] * 4
    assert log_action.isChecked()
    plot.menu.close()


def test_a_right_click_and_the_menu_key_open_the_menu(plot: CurvePlot, qtbot: QtBot) -> None:
    port = plot.canvas.viewport()
    # the first painting settles where the view is
    qtbot.wait(60)
    qtbot.mouseClick(port, Qt.MouseButton.RightButton, pos=port.rect().center())
    assert plot.menu.isVisible()
    plot.menu.close()
    key = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(plot.canvas, QContextMenuEvent(key, QPoint(9, 9), QPoint(9, 9)))
    assert plot.menu.isVisible()
    plot.menu.close()
