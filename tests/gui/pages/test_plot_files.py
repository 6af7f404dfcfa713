"""Plots to files: the dialogs on the way, the folder remembered, refusals told."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ftd_gui.pages.picture_dialog import PictureDialog
from ftd_gui.pages.plot_files import PlotFiles
from ftd_gui.plots.curve_plot import CurvePlot
from ftd_gui.plots.line_look import Piece, numbers
from ftd_gui.plots.plot_content import FigureLook, PlotContent
from ftd_gui.plots.run_plots import SYN_LR
from ftd_gui.settings import Settings
from ftd_gui.theme import DARK, LIGHT


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def files(window: QWidget, tmp_path: Path) -> PlotFiles:
    return PlotFiles(Settings(tmp_path / "s.ini", window), window)


@pytest.fixture
def content(window: QWidget) -> PlotContent:
    plot = CurvePlot(SYN_LR, LIGHT, window)
    plot.set_line("syn_lr", [Piece(numbers([0, 1]), numbers([0.02, 0.03]))])
    plot.draw()
    return plot.content


def chooser_of(window: QWidget) -> QFileDialog:
    return window.findChildren(QFileDialog)[-1]


def test_points_go_to_the_chosen_file(
    files: PlotFiles, window: QWidget, content: PlotContent, tmp_path: Path
) -> None:
    files.take("points", content, "demo-syn-lr")
    chooser = chooser_of(window)
    assert chooser.selectedFiles()[0].endswith("demo-syn-lr.csv")
    # an existing file is asked for
    assert not chooser.testOption(QFileDialog.Option.DontConfirmOverwrite)
    chooser.fileSelected.emit(str(tmp_path / "points.csv"))
    chooser.close()
    lines = (tmp_path / "points.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("syn_lr,synthetic learning rate α,,0,0.02,,iteration,")
    files.take("lines", content, "demo-syn-lr")
    chooser = chooser_of(window)
    assert chooser.selectedFiles()[0].endswith("demo-syn-lr.jsonl")
    chooser.fileSelected.emit(str(tmp_path / "points.jsonl"))
    chooser.close()
    first = json.loads((tmp_path / "points.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (first["series"], first["x"], first["y"]) == ("syn_lr", 0, 0.02)
    files.take("points", content, "again")
    assert chooser_of(window).directory().absolutePath() == str(tmp_path)
    chooser_of(window).close()


def test_a_picture_is_chosen_seen_and_saved(
    files: PlotFiles, window: QWidget, content: PlotContent, tmp_path: Path
) -> None:
    files.set_theme(DARK)
    files.take("picture", content, "demo-syn-lr")
    dialog = window.findChild(PictureDialog)
    assert dialog is not None and not dialog.preview.pixmap().isNull()
    assert dialog.title_edit.text() == "Synthetic learning rate"
    dialog.width_box.setValue(500)
    dialog.height_box.setValue(320)
    dialog.scale_box.setCurrentIndex(2)
    dialog.ground_box.setCurrentIndex(1)
    assert dialog.size_label.text() == "1\u202f500 × 960 pixels,\n132 × 85 mm on paper"
    dialog.save_button.click()
    chooser_of(window).fileSelected.emit(str(tmp_path / "rate.png"))
    chooser_of(window).close()
    image = QImage(str(tmp_path / "rate.png"))
    assert (image.width(), image.height()) == (1500, 960)
    assert image.pixelColor(1, 1).name() == DARK.card
    # the size is offered again
    files.take("picture", content, "demo-syn-lr")
    again = window.findChildren(PictureDialog)[-1]
    assert again.width_box.value() == 500
    again.format_box.setCurrentIndex(1)
    assert not again.scale_box.isEnabled()
    again.save_button.click()
    chooser_of(window).fileSelected.emit(str(tmp_path / "rate.svg"))
    chooser_of(window).close()
    assert b"learning rate \xce\xb1 (1/step)" in (tmp_path / "rate.svg").read_bytes()


def test_a_picture_can_be_copied(files: PlotFiles, content: PlotContent) -> None:
    files.take("copy", content, "demo")
    assert QGuiApplication.clipboard().image().width() == 1280


def test_what_cannot_be_written_is_told(
    qtbot: QtBot, files: PlotFiles, window: QWidget, content: PlotContent, tmp_path: Path
) -> None:
    files.take("points", content, "demo")
    chooser_of(window).close()
    with qtbot.waitSignal(files.refused) as blocker:
        files.save(str(tmp_path / "no folder" / "points.csv"))
    assert blocker.args is not None
    assert blocker.args[0] == "The file was not saved." and "No such file" in blocker.args[1]


def test_every_control_of_the_dialog_has_a_name_and_says_what_it_does(
    qtbot: QtBot, content: PlotContent
) -> None:
    dialog = PictureDialog(content, FigureLook("x"), LIGHT)
    qtbot.addWidget(dialog)
    for kind in (QComboBox, QAbstractSpinBox, QPushButton):
        for control in dialog.findChildren(kind):
            if control.objectName().startswith("qt_"):
                continue
            assert control.toolTip(), control
            assert control.accessibleName() or isinstance(control, QPushButton)
