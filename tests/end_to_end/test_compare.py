"""Two runs of the real engine are compared by clicks and keys only."""

import csv
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListView, QStyle, QStyleOptionViewItem

from ftd_gui.main_window import COMPARE
from ftd_gui.pages.image_pair import RunSide
from ftd_gui.plots.compared_plots import run_key
from ftd_gui.runs.run_library import RunRole
from ftd_gui.runs.run_session import RunSession
from tests.end_to_end.conftest import OpenWindow
from tests.end_to_end.hands import Hands
from tests.end_to_end.small_runs import small_experiment, write_experiment
from tests.gui.views.table_texts import table_texts


def run(hands: Hands, folder: Path, name: str, seed: int, image_lr: float) -> RunSession:
    experiment = small_experiment(name, distill={"image_lr": image_lr}).model_copy(
        update={"seed": seed}
    )
    hands.load(write_experiment(folder / f"{name}.toml", experiment))
    session = hands.start()
    hands.wait(f"{name} is done", lambda: session.has_ended, 180)
    assert session.store.state == "done"
    return session


def tick(hands: Hands, name: str) -> None:
    """Click into the box before a run."""
    view: QListView = hands.window.compare_page.choice.list_view
    model = view.model()
    rows = [model.index(number, 0) for number in range(model.rowCount())]
    index = next(index for index in rows if index.data(RunRole.NAME) == name)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    element = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    box = view.style().subElementRect(element, option, view)
    hands.click(view.viewport(), box.center())


def show(hands: Hands, part: str) -> None:
    bar = hands.window.compare_page.tabs
    words = [bar.tabText(number) for number in range(bar.count())]
    hands.click(bar, bar.tabRect(words.index(part)).center())


def pixel(side: RunSide, image: int, x: int, y: int) -> int:
    """Grey level on the screen of one pixel of an image; the set has one image per class."""
    mosaic = side.mosaic
    layout = mosaic.mosaic
    corner = mosaic._origin() + layout.cell_box(image, 0).topLeft()
    spot = QPoint(
        int(corner.x() + (x + 0.5) * layout.scale), int(corner.y() + (y + 0.5) * layout.scale)
    )
    return mosaic.viewport().grab().toImage().pixelColor(spot).red()


def wait_for_pair(hands: Hands, sessions: list[RunSession], iteration: int) -> None:
    """Both sides show the averages of this iteration, each those of its own run."""
    for side, session in zip(hands.window.compare_page.pair.sides, sessions, strict=True):
        colours = session.folder.read_snapshot(iteration).viewable("ema")
        levels = np.clip(np.rint(255 * colours[..., 0]), 0, 255)

        def is_painted(side: RunSide = side, levels: object = levels) -> bool:
            grey = np.asarray(levels)
            return side.mosaic.isVisible() and all(
                abs(pixel(side, image, 5 + image, 20) - grey[image, 20, 5 + image]) <= 1
                for image in range(10)
            )

        hands.wait(f"iteration {iteration} on the {side.box.accessibleName()}", is_painted)


def test_two_runs_are_compared(open_window: OpenWindow, tmp_path: Path) -> None:
    hands = open_window()
    window, page = hands.window, hands.window.compare_page
    runs = [run(hands, tmp_path, "gentle", 5, 10.0), run(hands, tmp_path, "harsh", 6, 1000.0)]
    bar = window.tabs.tabBar()
    hands.click(bar, bar.tabRect(COMPARE).center())
    hands.wait("the page says what to do", page.empty.isVisible)
    for session in runs:
        tick(hands, session.experiment.name)
    hands.wait("both are compared", lambda: len(page.runs) == 2)

    loss, accuracy = page.plots["matching_loss"], page.plots["accuracy"]
    hands.wait("both are drawn", lambda: len(loss.lines[run_key(1)].drawn[0]) == 8)
    for place, session in enumerate(runs):
        y = session.store.curve("matching_loss").y
        means = np.cumsum(y) / np.arange(1, len(y) + 1)
        drawn = 10 ** loss.lines[run_key(place)].drawn[1]
        np.testing.assert_allclose(drawn, means)
        final = session.store.final_accuracy("ema")
        assert final is not None
        assert accuracy.lines[run_key(place)].drawn[1][-1] == 100 * final.mean
        assert loss.legend.entries[run_key(place)].text() == session.experiment.name

    show(hands, "Results")
    hands.wait("there is a row a run", lambda: page.results.table.rowCount() == 2)
    hands.click(page.save_button)
    dialog = hands.dialog(QFileDialog)
    name_field = dialog.findChild(QLineEdit)
    assert name_field is not None
    path = tmp_path / "results.csv"
    hands.type_into(name_field, str(path))
    QTest.keyClick(name_field, Qt.Key.Key_Return)
    hands.wait("the file is written", path.is_file)
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [each["Run"] for each in table] == ["gentle", "harsh"]
    for row, session in zip(table, runs, strict=True):
        final = session.store.final_accuracy("ema")
        random_real = session.store.final_accuracy("random_real")
        assert final is not None and random_real is not None
        assert np.isclose(float(row["final: mean (%)"]), 100 * final.mean, rtol=1e-14)
        assert np.isclose(float(row["random real: mean (%)"]), 100 * random_real.mean, rtol=1e-14)
        assert row["final: protocol"] == final.protocol and row["final: n"] == "2"
        loss_at_end = session.store.curve("matching_loss").y[-1]
        assert np.isclose(float(row["Matching loss"]), loss_at_end, rtol=1e-14)

    show(hands, "Settings")
    hands.wait("what differs is listed", lambda: page.settings.table.rowCount() == 2)
    words = table_texts(page.settings)
    assert words == [["Seed", "5", "6"], ["Image rate", "10", "1000"]]

    show(hands, "Images")
    wait_for_pair(hands, runs, 8)
    hands.click(page.pair.bar.slider)
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Right)
    assert page.pair.bar.iteration == 4
    wait_for_pair(hands, runs, 4)
