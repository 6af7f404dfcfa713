"""The Images page: sets of the run folder, iterations, series, contrast, and its empty states."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from ftd_engine.protocol import BestChosen, SnapshotWritten
from ftd_engine.snapshot import Snapshot
from ftd_gui.pages.images_page import ImagesPage, reading_text
from ftd_gui.pages.images_seen import ImagesSeen
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import LIGHT
from ftd_gui.views.image_mosaic import PixelReading
from tests.fixtures.recorded_runs import CLASS_NAMES, done_records, lost_records, write_run


@pytest.fixture
def page(qtbot: QtBot) -> ImagesPage:
    page = ImagesPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(760, 420)
    page.show()
    return page


@pytest.fixture
def session(tmp_path: Path) -> RunSession:
    folder = write_run(tmp_path, done_records(), "done")
    store = RunStore()
    for record in done_records():
        store.apply(record)
    return cast(RunSession, SimpleNamespace(store=store, folder=folder))


def shown_iteration(page: ImagesPage) -> int | None:
    return page._snapshot.iteration if page._snapshot else None


def wait_for(page: ImagesPage, qtbot: QtBot, iteration: int) -> None:
    qtbot.waitUntil(lambda: shown_iteration(page) == iteration)


def colour_at(page: ImagesPage, class_index: int, place: int, x: int, y: int) -> int:
    layout, origin = page.mosaic.mosaic, page.mosaic._origin()
    box = layout.cell_box(class_index, place).translated(origin)
    spot = box.topLeft() + QPointF((x + 0.5) * layout.scale, (y + 0.5) * layout.scale)
    return page.mosaic.viewport().grab().toImage().pixelColor(spot.toPoint()).red()


def test_a_set_is_compared_with_the_initial_one(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    width = page.mosaic.mosaic.width
    present = np.clip(session.folder.read_snapshot(40).viewable("ema"), 0, 1)
    first = session.folder.read_snapshot(session.store.snapshots[0]).viewable("ema")
    page.compare_button.click()
    assert page.comparison.isVisible()
    # side by side, the reference stands left
    qtbot.waitUntil(lambda: page.mosaic.mosaic.width == 2 * width)
    for shift, colours in ((0, np.clip(first, 0, 1)), (width, present)):
        wanted = 255 * colours[3, 4, 2, 0]
        assert colour_at(page, 1, 1, 2 + shift, 4) == pytest.approx(wanted, abs=1)
    page.comparison.mode_box.setCurrentIndex(1)
    assert page.mosaic.mosaic.width == width and page.comparison.share_slider.isVisible()
    page.comparison.share_slider.setValue(100)
    assert colour_at(page, 1, 1, 2, 4) == pytest.approx(
        np.clip(255 * first[3, 4, 2, 0], 0, 255), abs=1
    )
    page.comparison.share_slider.setValue(0)
    assert colour_at(page, 1, 1, 2, 4) == pytest.approx(255 * present[3, 4, 2, 0], abs=1)
    page.comparison.mode_box.setCurrentIndex(3)
    page.comparison.gain_box.setValue(2)
    now = session.folder.read_snapshot(40).viewable("ema")
    moved = np.clip(2 * np.abs(now - first), 0, 1)
    assert colour_at(page, 1, 1, 2, 4) == pytest.approx(255 * moved[3, 4, 2, 0], abs=1)
    layout, origin = page.mosaic.mosaic, page.mosaic._origin()
    reading = page.mosaic.reading_at(layout.cell_box(1, 1).translated(origin).center())
    assert reading is not None and len(reading.reference) == len(reading.colour)
    assert "reference " in reading_text(reading)
    # another iteration, by its nearest stored neighbour
    page.comparison.reference_box.setValue(39)
    assert page.comparison.reference == 40
    qtbot.waitUntil(lambda: colour_at(page, 1, 1, 2, 4) == 0)
    page.compare_button.click()
    assert not page.comparison.isVisible()
    assert colour_at(page, 1, 1, 2, 4) == pytest.approx(255 * present[3, 4, 2, 0], abs=1)


def test_blinking_takes_turns_and_ends_with_the_page(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    page.compare_button.click()
    page.comparison.mode_box.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page.comparison.turn_label.text() == "reference")
    qtbot.waitUntil(lambda: page.comparison.turn_label.text() == "image")
    page.hide()
    assert not page.comparison._timer.isActive()
    page.show()
    assert page.comparison._timer.isActive()
    # a run without this comparison begins without it
    page.show_run(session)
    assert not page.compare_button.isChecked() and not page.comparison._timer.isActive()


def test_an_image_a_class_and_all_can_be_copied_and_saved(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    page.mosaic.zoom_to(3.0)
    stored = np.clip(session.folder.read_snapshot(40).viewable("ema"), 0, 1)
    count, height, width, _ = stored.shape
    classes = len(CLASS_NAMES)
    clipboard = QGuiApplication.clipboard()
    qtbot.keyClick(page.mosaic, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    ipc = count // classes
    assert clipboard.image().width() == ipc * (3 * width + 2) - 2
    assert clipboard.image().height() == classes * (3 * height + 2) - 2
    qtbot.keyClick(page.mosaic, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.mosaic, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    image = clipboard.image()
    assert (image.width(), image.height()) == (3 * width, 3 * height)
    for x, y in ((0, 0), (2, 4)):
        found = image.pixelColor(3 * x + 1, 3 * y + 1).red()
        assert found == pytest.approx(255 * stored[0, y, x, 0], abs=1)
    page.take_button.click()
    texts = [action.text() for action in page.mosaic.menu.actions() if action.text()]
    name = CLASS_NAMES[0]
    assert texts[:3] == [f"Copy image 0 of {name}", f"Copy all of {name}", "Copy all images"]
    save_class = page.mosaic.menu.actions()[5]
    assert save_class.text() == f"Save all of {name}…"
    with qtbot.waitSignal(page.save_requested) as blocker:
        save_class.trigger()
    page.mosaic.menu.close()
    assert blocker.args is not None
    _, file_name, ending, make = blocker.args
    assert ending == "png" and "iteration-40-ema-" in file_name
    assert "/" not in file_name and " " not in file_name
    row = QImage.fromData(make(), "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    assert row.width() == ipc * (3 * width + 2) - 2 and row.height() == 3 * height


def test_empty_states(page: ImagesPage, session: RunSession, qtbot: QtBot) -> None:
    assert page.empty.isVisible()
    assert page.empty.text.startswith("No run is open")
    with qtbot.waitSignal(page.configure_requested):
        page.empty.button.click()
    session.store.snapshots.clear()
    session.store.state = "running"
    page.show_run(session)
    assert "The first images are stored when distillation starts." in page.empty.text
    session.store.state = "failed"
    page.refresh(frozenset(("run_finished",)))
    assert "The run ended before distillation began." in page.empty.text


def test_the_newest_set_is_shown_with_its_average(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    assert page.series == "ema"
    stored = session.folder.read_snapshot(40).viewable("ema")
    wanted = np.clip(stored[3, 4, 2, 0], 0, 1) * 255
    assert colour_at(page, 1, 1, 2, 4) == pytest.approx(wanted, abs=1)
    page.series_buttons["raw"].click()
    stored = session.folder.read_snapshot(40).viewable("raw")
    wanted = np.clip(stored[3, 4, 2, 0], 0, 1) * 255
    assert colour_at(page, 1, 1, 2, 4) == pytest.approx(wanted, abs=1)


def test_keys_go_through_the_iterations(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    stored = session.store.snapshots
    assert len(stored) == 3
    wait_for(page, qtbot, stored[-1])
    qtbot.keyClick(page.mosaic, Qt.Key.Key_Left)
    wait_for(page, qtbot, stored[-2])
    qtbot.keyClick(page.mosaic, Qt.Key.Key_Home)
    wait_for(page, qtbot, stored[0])
    qtbot.keyClick(page.mosaic, Qt.Key.Key_Right)
    wait_for(page, qtbot, stored[1])
    qtbot.keyClick(page.mosaic, Qt.Key.Key_End)
    wait_for(page, qtbot, stored[-1])
    qtbot.keyClick(page.mosaic, Qt.Key.Key_Space)
    assert page.bar.is_playing
    qtbot.waitUntil(lambda: not page.bar.is_playing)
    wait_for(page, qtbot, stored[-1])


def test_a_chosen_series_stays_chosen(page: ImagesPage, session: RunSession, qtbot: QtBot) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    page.series_buttons["raw"].click()
    page.bar.go_to_first()
    wait_for(page, qtbot, 0)
    assert page.series == "raw"


def test_without_an_average_its_button_says_why(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    whole = session.folder.read_snapshot(40)
    raw_only = Snapshot(
        40, {"raw": whole.images["raw"]}, whole.labels, whole.syn_lr, whole.mean, whole.std
    )
    session.folder.write_snapshot(raw_only)
    page.show_run(session)
    wait_for(page, qtbot, 40)
    assert page.series == "raw"
    assert not page.series_buttons["ema"].isEnabled()
    assert "without EMA" in page.series_buttons["ema"].toolTip()


def test_a_live_run_is_followed(page: ImagesPage, session: RunSession, qtbot: QtBot) -> None:
    live = RunStore()
    for record in lost_records():
        live.apply(record)
    session.store = live
    page.show_run(session)
    wait_for(page, qtbot, 20)
    assert page.bar.follow_box.isChecked()
    seq = live.next_seq
    live.apply(type(lost_records()[0])(seq, 0.0, SnapshotWritten(40, has_ema=True)))
    page.refresh(frozenset(("snapshot_written",)))
    wait_for(page, qtbot, 40)


def test_a_damaged_set_is_a_sentence_and_the_others_stay_reachable(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    session.folder.snapshot_path(40).write_bytes(b"PK\x03\x04 cut short")
    page.show_run(session)
    qtbot.waitUntil(page.problem.isVisible)
    assert "Choose another iteration" in page.problem.text
    assert not page.problem.button.isVisible()
    page.bar.step(-1)
    wait_for(page, qtbot, 20)
    assert page.mosaic.isVisible()


def test_contrast_is_chosen_with_its_meaning(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    picker = page.contrast
    assert not picker.deviations_box.isVisible()
    picker.mode_box.setCurrentIndex(2)
    assert picker.deviations_box.value() == 2.5
    assert "its own mean" in picker.mode_box.toolTip()
    image = session.folder.read_snapshot(40).viewable("ema")[3]
    low, high = image.mean() - 2.5 * image.std(), image.mean() + 2.5 * image.std()
    wanted = np.clip((image[4, 2, 0] - low) / (high - low), 0, 1) * 255
    assert colour_at(page, 1, 1, 2, 4) == pytest.approx(wanted, abs=1)
    picker.deviations_box.setValue(1.0)
    low, high = image.mean() - image.std(), image.mean() + image.std()
    wanted = np.clip((image[4, 2, 0] - low) / (high - low), 0, 1) * 255
    assert colour_at(page, 1, 1, 2, 4) == pytest.approx(wanted, abs=1)


def test_export_names_what_is_shown(page: ImagesPage, session: RunSession, qtbot: QtBot) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    page.series_buttons["raw"].click()
    page.bar.step(-1)
    with qtbot.waitSignal(page.export_requested) as blocker:
        page.export_button.click()
    assert blocker.args == [20, "raw"]


def test_the_pixel_under_the_mouse_is_read(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    assert page.readout.text().startswith("8 images")
    layout, origin = page.mosaic.mosaic, page.mosaic._origin()
    centre = layout.cell_box(2, 0).translated(origin).center()
    qtbot.mouseMove(page.mosaic.viewport(), centre.toPoint())
    assert page.readout.text().startswith(f"{CLASS_NAMES[2]} · image 0 · x\u202f4, y\u202f4")


def test_a_reading_in_words() -> None:
    reading = PixelReading("coat", 3, 12, 7, (-0.42134, 1.5, 0.0), (-27.2, 12.0, 254.6))
    assert reading_text(reading) == (
        "coat · image 3 · x\u202f12, y\u202f7 · normalised \u22120.4213, 1.500, 0 · "
        "colour \u221227, 12, 255 (outside 0…255)"
    )


def test_closing_a_run_forgets_it(page: ImagesPage, session: RunSession, qtbot: QtBot) -> None:
    page.show_run(session)
    page.show_run(None)
    qtbot.wait(40)
    assert shown_iteration(page) is None
    assert page.empty.isVisible()


def test_controls_have_names(page: ImagesPage) -> None:
    for widget in page.findChildren(QAbstractButton):
        # the button that clears a line is part of the line
        if isinstance(widget.parent(), QLineEdit):
            continue
        assert widget.accessibleName() or widget.text()
    for widget in [*page.findChildren(QAbstractSpinBox), *page.findChildren(QComboBox)]:
        assert widget.accessibleName()


def test_the_best_set_is_gone_to_when_it_is_told_and_by_its_button(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    stored = session.store.snapshots
    session.store.state = "running"
    page.show_run(session)
    wait_for(page, qtbot, stored[-1])
    assert not page.best_button.isVisible()
    session.store.best["ema"] = BestChosen("ema", stored[0], "held-out", 0.5)
    session.store.best["raw"] = BestChosen("raw", stored[1], "held-out", 0.4)
    page.refresh(frozenset(("best_chosen",)))
    wait_for(page, qtbot, stored[0])
    assert page.best_button.isVisible()
    assert "chosen by held-out training images" in page.best_button.toolTip()
    page.series_buttons["raw"].click()
    page.best_button.click()
    wait_for(page, qtbot, stored[1])


def test_somebody_who_went_elsewhere_is_not_pulled_to_the_best(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    stored = session.store.snapshots
    session.store.state = "running"
    page.show_run(session)
    wait_for(page, qtbot, stored[-1])
    page.bar.go_to(stored[1])
    wait_for(page, qtbot, stored[1])
    session.store.best["ema"] = BestChosen("ema", stored[0], "last", 0.5)
    page.refresh(frozenset(("best_chosen",)))
    assert page.bar.iteration == stored[1]


def test_a_finished_run_opens_at_its_best_set(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    stored = session.store.snapshots
    session.store.best["ema"] = BestChosen("ema", stored[1], "literature", 0.5)
    page.show_run(session)
    wait_for(page, qtbot, stored[1])
    assert "by the test images" in page.best_button.toolTip()


def test_classes_are_filtered_by_keys_and_one_alone(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    page.mosaic.setFocus()
    qtbot.keyClick(page.mosaic, Qt.Key.Key_Slash)
    qtbot.keyClicks(page.filter_edit, "coat, 1")
    seen = page.mosaic.seen
    assert seen is not None and seen.shape[0] == 4
    assert page.readout.text().startswith("4 of 8 images")
    stored = session.folder.read_snapshot(40).viewable("ema")
    # the second of the two classes is the third of the set
    wanted = 255 * np.clip(stored[5, 4, 2, 0], 0, 1)
    assert colour_at(page, 1, 1, 2, 4) == pytest.approx(wanted, abs=1)
    # an animation speaks of the images of the whole set
    assert page.pictures.seen is not None and page.pictures.seen.images == (2, 3, 4, 5)
    # with the keys back on the images, the class of the selected one is seen alone
    qtbot.keyClick(page.filter_edit, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(page.mosaic, key, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.mosaic, Qt.Key.Key_O)
    assert page.filter_edit.text() == "2" and page.classes.names == (CLASS_NAMES[2],)
    page.bar.step(-1)
    wait_for(page, qtbot, 20)
    assert page.mosaic.seen is not None and page.mosaic.seen.shape[0] == 2
    qtbot.keyClicks(page.filter_edit, "7")
    assert page.no_class.isVisible() and "None of the 4 classes" in page.no_class.text
    page.no_class.button.click()
    assert page.mosaic.isVisible() and page.mosaic.seen.shape[0] == 8
    page.filter_edit.setText("boot")
    qtbot.keyClick(page.filter_edit, Qt.Key.Key_Escape)
    assert page.filter_edit.text() == "" and page.classes.are_all


def test_one_range_for_all_images_is_said(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    assert "black is" not in page.readout.text()
    page.contrast.mode_box.setCurrentIndex(1)
    colours = 255 * session.folder.read_snapshot(40).viewable("ema")
    low, high = (colours.mean() + side * 2.5 * colours.std() for side in (-1, 1))
    words = page.readout.text().replace("\u2212", "-")
    assert f"black is {low:.0f}, full is {high:.0f}, for all images" in words
    page.contrast.mode_box.setCurrentIndex(2)
    assert "each image is shown over its own range" in page.readout.text()


def test_whitened_images_are_seen_in_colours_or_as_they_are_trained_on(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    stored = session.folder.read_snapshot(40)
    zero, one = np.zeros(1, np.float32), np.ones(1, np.float32)
    colours = {name: np.full_like(images, 0.5) for name, images in stored.images.items()}
    whitened = {name: np.full_like(images, 0.25) for name, images in stored.images.items()}
    session.folder.write_snapshot(
        Snapshot(40, whitened, stored.labels, 0.01, zero, one, views=colours, zca="print")
    )
    page.show_run(session)
    wait_for(page, qtbot, 40)
    assert page.head.colours_button.isVisible()
    assert colour_at(page, 0, 0, 1, 1) == 128
    page.head.colours_button.click()
    assert colour_at(page, 0, 0, 1, 1) == 64
    page.bar.step(-1)
    wait_for(page, qtbot, 20)
    assert not page.head.colours_button.isVisible()


def test_the_histogram_counts_what_is_shown_and_marks_its_range(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    page.show_run(session)
    wait_for(page, qtbot, 40)
    page.head.histogram_button.click()
    assert page.histogram.isVisible()
    line, marks = page.histogram.lines["grey"], page.histogram.lines["range"]
    colours = 255 * session.folder.read_snapshot(40).viewable("ema")
    (shares,) = line.pieces
    assert shares.y.sum() == pytest.approx(100)
    mean = (shares.x * shares.y).sum() / 100
    assert mean == pytest.approx(colours.mean(), abs=2)
    assert marks.pieces[0].x.tolist() == [0, 255]
    outside = 100 * ((colours < 0) | (colours > 255)).mean()
    assert f"{outside:.3g}" in marks.look.name
    page.contrast.mode_box.setCurrentIndex(1)
    low = colours.mean() - 2.5 * colours.std()
    assert marks.pieces[0].x[0] == pytest.approx(low, rel=1e-3)
    page.contrast.mode_box.setCurrentIndex(2)
    assert marks.pieces == ()
    with qtbot.waitSignal(page.plot_export_requested) as blocker:
        page.histogram.export_requested.emit("csv")
    assert blocker.args is not None and blocker.args[2].endswith("iteration-40-histogram")


def test_what_was_looked_at_is_waited_for_while_a_long_run_is_read(
    page: ImagesPage, tmp_path: Path, qtbot: QtBot
) -> None:
    records = done_records()
    first = next(
        index for index, each in enumerate(records) if isinstance(each.event, SnapshotWritten)
    )
    store = RunStore()
    for record in records[: first + 1]:
        store.apply(record)
    folder = write_run(tmp_path, records, "done")
    page.show_run(cast(RunSession, SimpleNamespace(store=store, folder=folder)))
    page.see(ImagesSeen(iteration=20, series="raw", classes="coat", zoom=24.0))
    assert page.bar.iteration == 0
    wait_for(page, qtbot, 0)
    assert page.seen().iteration == 20 and page.seen().zoom == 24.0
    for record in records[first + 1 :]:
        store.apply(record)
    page.refresh(frozenset(("best_chosen",)))
    wait_for(page, qtbot, 20)
    assert page.bar.iteration == 20 and page.mosaic.mosaic.scale == 24.0
    assert page.series == "raw" and page.classes.names == ("coat",)
    # from now on it is as its user has it
    page.mosaic.fit()
    page.bar.go_to(40)
    wait_for(page, qtbot, 40)
    assert (page.seen().iteration, page.seen().zoom) == (40, None)


def test_nothing_yet_read_of_a_run_waits_too(
    page: ImagesPage, session: RunSession, qtbot: QtBot
) -> None:
    empty = RunStore()
    page.show_run(cast(RunSession, SimpleNamespace(store=empty, folder=session.folder)))
    page.see(ImagesSeen(iteration=20))
    for record in done_records():
        empty.apply(record)
    page.refresh(frozenset())
    wait_for(page, qtbot, 20)
    # a run that was not looked at before begins with its best set
    page.show_run(session)
    wait_for(page, qtbot, 40)
