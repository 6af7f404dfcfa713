"""What the images are compared with: real ones found by a process, and sets of another run."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.run_folder import RunFolder
from ftd_engine.snapshot import Snapshot
from ftd_gui.pages.images_page import ImagesPage
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import LIGHT
from ftd_gui.views.comparison_bar import KINDS, PACES
from tests.fixtures.recorded_runs import done_records, tiny_snapshot, write_run

FAKES = "tests.gui.runs.fake_engines:"
ITERATION, SERIES, REAL, RUN = range(len(KINDS))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[RunLibrary]:
    library = RunLibrary(tmp_path)
    yield library
    library.deleteLater()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, library: RunLibrary) -> Iterator[ImagesPage]:
    """Looks at iteration 40 of a run "first", beside which there is a "second"."""
    page = ImagesPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 500)
    page.show()
    second = write_run(tmp_path, done_records(), "done", "second")
    for iteration in (0, 20, 40):
        stored = tiny_snapshot(iteration)
        moved = {name: images + np.float32(0.4) for name, images in stored.images.items()}
        second.write_snapshot(replace(stored, images=moved))
    folder = write_run(tmp_path, done_records(), "done", "first")
    library.refresh()
    session = RunSession.open(folder, None)
    qtbot.waitUntil(lambda: session.has_ended)
    page.offer_runs(library)
    page.show_run(session)
    qtbot.waitUntil(lambda: page._snapshot is not None and page._snapshot.iteration == 40)
    yield page
    page.close_jobs()
    session.close()


def words(page: ImagesPage) -> str:
    return page.comparison.note_label.text().replace("\u202f", " ")


def reference_iteration(page: ImagesPage) -> int | None:
    return page.reference.snapshot.iteration if page.reference.snapshot else None


def test_a_set_is_compared_with_another_run_in_step_and_at_its_best(
    page: ImagesPage, qtbot: QtBot
) -> None:
    page.compare_button.click()
    page.comparison.kind_box.setCurrentIndex(RUN)
    assert [page.comparison.run_box.itemText(row) for row in range(2)] == ["second", ""]
    qtbot.waitUntil(lambda: reference_iteration(page) == 40)
    # everywhere 0.4 of a std of 0.25 apart
    assert words(page) == "Mean distance 25.5 of 255 \u00b7 iteration 40, EMA"
    page.comparison.mode_box.setCurrentIndex(3)
    page.comparison.gain_box.setValue(5)
    assert page.mosaic.viewport().grab().toImage().pixelColor(
        page.mosaic.mosaic.cell_box(0, 0).translated(page.mosaic._origin()).center().toPoint()
    ).red() == pytest.approx(127, abs=1)
    page.bar.step(-1)
    qtbot.waitUntil(lambda: reference_iteration(page) == 20)
    page.comparison.pace_box.setCurrentIndex([pace for _, pace, _ in PACES].index("best"))
    assert words(page) == "This run has no best set yet."
    page.comparison.kind_box.setCurrentIndex(ITERATION)
    qtbot.waitUntil(lambda: reference_iteration(page) == 0)


def test_a_set_of_another_shape_is_refused_with_both_shapes(
    page: ImagesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    second = next(path for path in tmp_path.iterdir() if path.name.endswith("second"))
    stored = tiny_snapshot(40)
    few = Snapshot(
        40, {"raw": stored.images["raw"][:4]}, stored.labels[:4], 0.1, stored.mean, stored.std
    )
    RunFolder(second).write_snapshot(few)
    page.compare_button.click()
    page.comparison.kind_box.setCurrentIndex(RUN)
    qtbot.waitUntil(lambda: "4 images of 1\u00d78\u00d78" in words(page))
    assert "this set 8 images" in words(page) and page.mosaic.distance is None


def test_real_images_are_looked_for_once_and_remembered(page: ImagesPage, qtbot: QtBot) -> None:
    page.reference.nearest_entry = FAKES + "find_nearest"
    page.compare_button.click()
    page.comparison.kind_box.setCurrentIndex(REAL)
    assert words(page).startswith("Looking for the nearest real images")
    qtbot.waitUntil(lambda: page.reference.snapshot is not None, timeout=15_000)
    assert words(page).endswith("training images of the same class, nearest in colour")
    assert words(page).startswith("Mean distance")
    # beside it, cut to the same class
    page.filter_edit.setText("1")
    assert page.mosaic.seen is not None and page.mosaic.seen.shape[0] == 2
    assert page.mosaic.distance is not None
    page.reference.nearest_entry = FAKES + "find_nothing"
    page.comparison.kind_box.setCurrentIndex(ITERATION)
    page.comparison.kind_box.setCurrentIndex(REAL)
    assert page.reference.snapshot is not None
    # another set has to be looked for, and this time there is a reason against it
    page.bar.step(-1)
    qtbot.waitUntil(lambda: words(page) == "The data set is gone. Put it back.", timeout=15_000)


def test_the_average_is_compared_with_the_raw_images_of_its_iteration(
    page: ImagesPage, qtbot: QtBot
) -> None:
    page.compare_button.click()
    page.comparison.kind_box.setCurrentIndex(SERIES)
    stored = tiny_snapshot(40)
    ema, raw = stored.viewable("ema"), stored.viewable("raw")
    far = np.mean([255 * np.sqrt(np.mean((ema[n] - raw[n]) ** 2)) for n in range(8)])
    assert page.series == "ema" and page.mosaic.distance == pytest.approx(far)
    assert "raw of the same iteration" in words(page) and words(page).startswith("Mean distance")
    assert page.comparison.legend_label.text() == "Left: raw \u00b7 right: EMA"
    # the other way round, and it goes along with the iterations
    page.series_buttons["raw"].click()
    assert page.mosaic.distance == pytest.approx(far)
    assert page.comparison.legend_label.text() == "Left: EMA \u00b7 right: raw"
    page.bar.step(-1)
    qtbot.waitUntil(lambda: reference_iteration(page) == 20)
    reading = page.mosaic.reading_at(
        page.mosaic.mosaic.cell_box(0, 0).translated(page.mosaic._origin()).center()
    )
    assert reading is not None and reading.reference != reading.colour


def test_a_set_without_an_average_has_no_other_series(
    page: ImagesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    first = next(path for path in tmp_path.iterdir() if path.name.endswith("first"))
    stored = tiny_snapshot(40)
    RunFolder(first).write_snapshot(replace(stored, images={"raw": stored.images["raw"]}))
    # what was read before is not read again
    page.show_run(page._session)
    page.compare_button.click()
    page.comparison.kind_box.setCurrentIndex(SERIES)
    qtbot.waitUntil(lambda: "holds no moving average" in words(page))
    assert page.mosaic.distance is None and not page.comparison.legend_label.isVisible()


def test_pairs_say_which_of_them_is_which(page: ImagesPage, qtbot: QtBot) -> None:
    legend = page.comparison.legend_label
    page.compare_button.click()
    qtbot.waitUntil(legend.isVisible)
    assert legend.text() == "Left: iteration 0 \u00b7 right: iteration 40"
    page.comparison.mode_box.setCurrentIndex(1)
    assert not legend.isVisible()
    page.comparison.mode_box.setCurrentIndex(0)
    assert legend.isVisible()
    page.comparison.kind_box.setCurrentIndex(RUN)
    qtbot.waitUntil(lambda: legend.text() == "Left: second \u00b7 right: this run")
    # a run may have any name, and the page stays as narrow as it can be
    narrow = page.minimumSizeHint().width()
    page.comparison.say_sides("a very long name " * 20, "this run")
    assert page.minimumSizeHint().width() == narrow
    page.reference.nearest_entry = FAKES + "find_nearest"
    page.comparison.kind_box.setCurrentIndex(REAL)
    assert not legend.isVisible()
    qtbot.waitUntil(legend.isVisible, timeout=15_000)
    assert legend.text() == "Left: nearest real image \u00b7 right: this set"
    page.compare_button.click()
    assert not legend.isVisible()
