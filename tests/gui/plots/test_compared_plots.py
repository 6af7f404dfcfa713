"""Lines of several runs: told apart by their markers however long they are, on screen and on paper."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from ftd_gui.plots.compared_plots import COMPARED_LOSS, NUM_SYMBOLS, RUN_LOOKS, run_key
from ftd_gui.plots.curve_plot import CurvePlot
from ftd_gui.plots.line_look import Piece
from ftd_gui.plots.plot_content import FigureLook
from ftd_gui.plots.plot_figure import figure_image
from ftd_gui.plots.plot_legend import draw_symbol
from ftd_gui.theme import LIGHT


def long_plot(qtbot: QtBot) -> CurvePlot:
    plot = CurvePlot(COMPARED_LOSS, LIGHT)
    qtbot.addWidget(plot)
    plot.resize(900, 500)
    plot.show()
    x = np.arange(1.0, 20_001.0)
    plot.set_line(run_key(1), [Piece(x, 0.9 + 0.05 * np.sin(x))])
    plot.draw()
    return plot


def test_a_long_line_keeps_its_markers_from_end_to_end(qtbot: QtBot) -> None:
    line = long_plot(qtbot).lines[run_key(1)]
    x, _ = line.drawn
    places = line.symbol_places(*line.drawn)
    assert len(x) > 200 and len(places) == NUM_SYMBOLS == len(line.symbols.points())
    assert places[0] == 0 and places[-1] == len(x) - 1
    # without this a line of so many points has none
    line.look = replace(line.look, num_symbols=0)
    assert len(line.symbol_places(*line.drawn)) == 0


def test_the_markers_are_in_the_picture_for_paper(qtbot: QtBot) -> None:
    plot = long_plot(qtbot)
    look = FigureLook(title="")
    with_markers = figure_image(plot.content, look, LIGHT)
    line, pieces = plot.content.lines[run_key(1)]
    content = replace(plot.content, lines={run_key(1): (replace(line, num_symbols=0), pieces)})
    without = figure_image(content, look, LIGHT)
    assert without.size() == with_markers.size() and without != with_markers


def test_every_marker_is_a_shape_of_its_own() -> None:
    drawn: list[QImage] = []
    for look in RUN_LOOKS:
        image = QImage(41, 41, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("black"))
        draw_symbol(painter, QPointF(20, 20), look.symbol, 24)
        painter.end()
        assert image not in drawn, look.symbol
        drawn.append(image)
