"""The mosaic paints the right pixel at the right place, and reads it back."""

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ftd_engine.snapshot import Snapshot
from ftd_gui.theme import DARK, LIGHT
from ftd_gui.views.comparison import Comparison
from ftd_gui.views.contrast import Contrast
from ftd_gui.views.image_mosaic import ImageMosaic, PixelReading
from ftd_gui.views.mosaic_layout import (
    LEAST_SIDE_PX,
    Cell,
    MosaicLayout,
    fitting_layout,
    zoomed,
)
from ftd_gui.views.mosaic_picture import GROUND

NAMES = ("bag", "boot", "coat")


def made_set(channels: int = 1, ipc: int = 2, side: int = 6) -> Snapshot:
    rng = np.random.default_rng(5)
    # colours within 0…1, so that what is painted can be computed back
    colours = rng.uniform(0.05, 0.95, size=(3 * ipc, channels, side, side)).astype(np.float32)
    mean = np.linspace(0.2, 0.4, channels, dtype=np.float32)
    std = np.linspace(0.3, 0.2, channels, dtype=np.float32)
    raw = (colours - mean[:, None, None]) / std[:, None, None]
    return Snapshot(
        10,
        {"raw": raw, "ema": raw * np.float32(0.5)},
        np.repeat(np.arange(3), ipc),
        0.02,
        mean,
        std,
    )


@pytest.fixture
def mosaic(qtbot: QtBot) -> ImageMosaic:
    mosaic = ImageMosaic(LIGHT)
    qtbot.addWidget(mosaic)
    mosaic.resize(500, 400)
    mosaic.show()
    return mosaic


def picture(mosaic: ImageMosaic) -> QImage:
    return mosaic.viewport().grab().toImage()


def centre(mosaic: ImageMosaic, class_index: int, place: int, x: int, y: int) -> QPointF:
    layout = mosaic.mosaic
    box = layout.cell_box(class_index, place).translated(mosaic._origin())
    return box.topLeft() + QPointF((x + 0.5) * layout.scale, (y + 0.5) * layout.scale)


def test_five_thousand_images_are_right_to_the_last_and_quick(mosaic: ImageMosaic) -> None:
    rng = np.random.default_rng(3)
    images = rng.uniform(0, 1, size=(5000, 3, 32, 32)).astype(np.float32)
    labels = np.repeat(np.arange(100), 50)
    zero, one = np.zeros(3, np.float32), np.ones(3, np.float32)
    sets = [
        Snapshot(n, {"raw": images[::step]}, labels, 0.1, zero, one)
        for n, step in ((1, 1), (2, -1))
    ]
    names = tuple(map(str, range(100)))
    took_s: list[float] = []
    for step in range(6):
        started_s = time.perf_counter()
        mosaic.show_set(sets[step % 2], "raw", names)
        took_s.append(time.perf_counter() - started_s)
    # 18 ms where it was measured; a busy machine must not fail this
    assert min(took_s) < 0.15
    mosaic.zoom_to(4.0)
    for class_index in (0, 45, 99):
        box = mosaic.mosaic.cell_box(class_index, 3)
        mosaic.horizontalScrollBar().setValue(int(box.left()))
        mosaic.verticalScrollBar().setValue(int(box.top()))
        spot = centre(mosaic, class_index, 3, 20, 17).toPoint()
        pixel = picture(mosaic).pixelColor(spot)
        found = (pixel.red(), pixel.green(), pixel.blue())
        wanted = 255 * sets[1].images["raw"][class_index * 50 + 3, :, 17, 20]
        assert found == pytest.approx(tuple(wanted), abs=1)


@pytest.mark.parametrize("channels", [1, 3])
def test_values_are_written_into_large_pixels(mosaic: ImageMosaic, channels: int) -> None:
    mosaic.show_set(made_set(channels), "raw", NAMES)

    def num_colours() -> int:
        mosaic.horizontalScrollBar().setValue(0)
        mosaic.verticalScrollBar().setValue(0)
        image = picture(mosaic)
        spot = centre(mosaic, 0, 0, 1, 1).toPoint()
        return len(
            {
                image.pixel(spot.x() + dx, spot.y() + dy)
                for dx in range(-8, 9)
                for dy in range(-4, 5)
            }
        )

    mosaic.zoom_to(20.0)
    assert num_colours() == 1
    mosaic.zoom_to(32.0)
    assert num_colours() > 1


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("series", ["raw", "ema"])
def test_every_painted_pixel_is_that_of_the_set(
    mosaic: ImageMosaic, channels: int, series: str
) -> None:
    snapshot = made_set(channels)
    mosaic.show_set(snapshot, series, NAMES)
    image = picture(mosaic)
    wanted = np.clip(snapshot.viewable(series), 0, 1) * 255
    for class_index in range(3):
        for place in range(2):
            for x, y in ((0, 0), (5, 0), (3, 2), (5, 5)):
                shown = image.pixelColor(centre(mosaic, class_index, place, x, y).toPoint())
                colour = wanted[class_index * 2 + place, y, x]
                red, green, blue = colour if channels == 3 else np.repeat(colour, 3)
                assert shown.red() == pytest.approx(red, abs=0.51)
                assert shown.green() == pytest.approx(green, abs=0.51)
                assert shown.blue() == pytest.approx(blue, abs=0.51)


def test_magnified_pixels_have_hard_edges(mosaic: ImageMosaic) -> None:
    snapshot = made_set()
    mosaic.show_set(snapshot, "raw", NAMES)
    mosaic.zoom_to(16.0)
    image = picture(mosaic)
    start = centre(mosaic, 1, 0, 2, 2) - QPointF(8, 8)
    block = {
        image.pixel(round(start.x()) + dx, round(start.y()) + dy)
        for dx in range(16)
        for dy in range(16)
    }
    assert len(block) == 1


def test_gaps_are_mid_grey(mosaic: ImageMosaic) -> None:
    mosaic.show_set(made_set(), "raw", NAMES)
    image = picture(mosaic)
    box = mosaic.mosaic.cell_box(0, 0).translated(mosaic._origin())
    for across in (0, 1):
        between = QPoint(round(box.right()) + across, round(box.center().y()))
        assert image.pixelColor(between).name() == LIGHT.mosaic_ground
    mosaic.set_theme(DARK)
    assert picture(mosaic).pixelColor(between).name() == DARK.mosaic_ground


def test_the_cursor_reads_the_stored_value_and_its_colour(
    mosaic: ImageMosaic, qtbot: QtBot
) -> None:
    snapshot = made_set(3)
    mosaic.show_set(snapshot, "raw", NAMES)
    readings: list[PixelReading | None] = []
    mosaic.pixel_read.connect(readings.append)
    qtbot.mouseMove(mosaic.viewport(), centre(mosaic, 2, 1, 4, 3).toPoint())
    reading = readings[-1]
    assert reading is not None
    assert (reading.class_name, reading.place, reading.x, reading.y) == ("coat", 1, 4, 3)
    assert reading.normalised == tuple(snapshot.images["raw"][5, :, 3, 4].tolist())
    assert reading.colour == pytest.approx((snapshot.viewable("raw")[5, 3, 4] * 255).tolist())
    box = mosaic.mosaic.cell_box(2, 1).translated(mosaic._origin())
    assert mosaic.reading_at(box.topRight() + QPointF(1, 5)) is None


def test_contrast_changes_what_is_painted_and_not_what_is_read(mosaic: ImageMosaic) -> None:
    snapshot = made_set()
    mosaic.show_set(snapshot, "raw", NAMES)
    spot = centre(mosaic, 0, 0, 1, 1)
    before = mosaic.reading_at(spot)
    mosaic.set_contrast(Contrast("shared", 1.0))
    colours = snapshot.viewable("raw")
    low, high = colours.mean() - colours.std(), colours.mean() + colours.std()
    wanted = np.clip((colours[0, 1, 1, 0] - low) / (high - low), 0, 1) * 255
    assert picture(mosaic).pixelColor(spot.toPoint()).red() == pytest.approx(wanted, abs=1)
    assert mosaic.reading_at(spot) == before


def test_zoom_keeps_the_pixel_under_the_cursor(mosaic: ImageMosaic) -> None:
    mosaic.show_set(made_set(side=28, ipc=4), "raw", NAMES)
    spot = centre(mosaic, 1, 2, 20, 9)
    before = mosaic.reading_at(spot)
    assert before is not None
    for scale in (8.0, 20.0, 13.7, 32.0):
        mosaic.zoom_to(scale, spot)
        after = mosaic.reading_at(spot)
        assert after is not None
        assert (after.class_name, after.place) == (before.class_name, before.place)
        assert abs(after.x - before.x) <= 1 and abs(after.y - before.y) <= 1
    mosaic.zoom_to(99.0)
    assert mosaic.mosaic.scale == 32.0
    mosaic.fit()
    assert mosaic.horizontalScrollBar().maximum() == 0


def test_dragging_moves_the_picture(mosaic: ImageMosaic, qtbot: QtBot) -> None:
    mosaic.show_set(made_set(side=28), "raw", NAMES)
    mosaic.zoom_to(16.0)
    before = mosaic.horizontalScrollBar().value(), mosaic.verticalScrollBar().value()
    port = mosaic.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(port, QPoint(170, 190))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(170, 190))
    after = mosaic.horizontalScrollBar().value(), mosaic.verticalScrollBar().value()
    assert (after[0] - before[0], after[1] - before[1]) == (30, 10)


def test_shift_and_arrows_select_and_read(mosaic: ImageMosaic, qtbot: QtBot) -> None:
    mosaic.show_set(made_set(), "raw", NAMES)
    readings: list[PixelReading | None] = []
    mosaic.pixel_read.connect(readings.append)
    shift = Qt.KeyboardModifier.ShiftModifier
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(mosaic, key, shift)
    assert mosaic.selected is not None
    assert (mosaic.selected.class_index, mosaic.selected.place, mosaic.selected.image) == (2, 1, 5)
    assert readings[-1] is not None and readings[-1].class_name == "coat"


def test_a_new_set_of_the_same_shape_keeps_the_zoom(mosaic: ImageMosaic) -> None:
    mosaic.show_set(made_set(), "raw", NAMES)
    mosaic.zoom_to(31.0)
    mosaic.show_set(made_set(), "ema", NAMES)
    assert mosaic.mosaic.scale == 31.0
    mosaic.show_set(made_set(ipc=3), "raw", NAMES)
    assert mosaic.mosaic.scale < 31.0


def test_unknown_classes_have_numbers(mosaic: ImageMosaic) -> None:
    snapshot = made_set()
    mosaic.show_set(snapshot, "raw", ())
    reading = mosaic.reading_at(centre(mosaic, 1, 0, 0, 0))
    assert reading is not None and reading.class_name == "1"


def test_a_resting_cursor_reads_the_set_that_comes_next(mosaic: ImageMosaic, qtbot: QtBot) -> None:
    snapshot = made_set()
    mosaic.show_set(snapshot, "raw", NAMES)
    qtbot.mouseMove(mosaic.viewport(), centre(mosaic, 1, 0, 2, 3).toPoint())
    readings: list[PixelReading | None] = []
    mosaic.pixel_read.connect(readings.append)
    mosaic.show_set(snapshot, "ema", NAMES)
    (reading,) = readings
    assert reading is not None and (reading.class_name, reading.x, reading.y) == ("boot", 2, 3)
    assert reading.normalised == tuple(snapshot.images["ema"][2, :, 3, 2].tolist())
    mosaic.leaveEvent(QEvent(QEvent.Type.Leave))
    mosaic.show_set(snapshot, "raw", NAMES)
    assert readings[1:] == [None, None]


def test_only_seen_images_are_painted() -> None:
    layout = MosaicLayout((50,) * 100, 32, 32, 4.0, 50, 1, 80)
    box = layout.cell_box(60, 20).adjusted(-1, -1, 1, 1)
    cells = layout.cells_in(box)
    assert 1 <= len(cells) <= 9
    assert any((cell.class_index, cell.place, cell.image) == (60, 20, 3020) for cell in cells)


@pytest.mark.parametrize("counts", [(1,) * 10, (10,) * 10, (50,) * 10, (3, 0, 7), (1,) * 100])
@pytest.mark.parametrize("room", [(760, 310), (1280, 610), (1900, 960), (300, 200)])
def test_everything_fits_and_nothing_overlaps(
    counts: tuple[int, ...], room: tuple[int, int]
) -> None:
    layout = fitting_layout(counts, 28, 28, (80, 16), room)
    width, height = layout.size
    # what fits nowhere is scrolled through, downwards alone
    assert width <= room[0] + 1
    if layout.scale > LEAST_SIDE_PX / 28:
        assert height <= room[1] + 1
    boxes = [
        layout.cell_box(class_index, place)
        for class_index, count in enumerate(counts)
        for place in range(count)
    ]
    assert (layout.label_px, layout.head_px) in ((80, 0), (0, 16))
    names = [layout.block(class_index) for class_index in range(len(counts))]
    for name in names:
        # room of a name: beside the images of its class, or above them
        name.setWidth(layout.label_px or name.width())
        name.setHeight(layout.head_px or name.height())
    assert not any(name.intersects(box) for name in names for box in boxes)
    assert all(box.right() <= width for box in boxes)
    assert len({(box.left(), box.top()) for box in boxes}) == sum(counts)
    places = [layout.cell_at(box.center()) for box in boxes]
    assert [cell.image for cell in places if cell] == list(range(sum(counts)))


@pytest.mark.parametrize(
    ("num_classes", "ipc", "side"),
    # what fills the height to the last part of a pixel, and what fits at no scale
    [(10, 40, 28), (3, 20, 28), (100, 20, 28), (1, 1500, 16), (200, 2, 64)],
)
def test_to_fit_leaves_no_scroll_bar_that_lies(
    mosaic: ImageMosaic, num_classes: int, ipc: int, side: int
) -> None:
    images = np.zeros((num_classes * ipc, 1, side, side), np.float32)
    labels = np.repeat(np.arange(num_classes), ipc)
    zero, one = np.zeros(1, np.float32), np.ones(1, np.float32)
    names = tuple(f"class {number}" for number in range(num_classes))
    mosaic.resize(760, 326)
    mosaic.show_set(Snapshot(1, {"raw": images}, labels, 0.1, zero, one), "raw", names)

    def bars() -> tuple[bool, bool]:
        return (
            mosaic.horizontalScrollBar().maximum() > 0,
            mosaic.verticalScrollBar().maximum() > 0,
        )

    first = bars()
    assert not first[0]
    assert first[1] == (mosaic.mosaic.size[1] > mosaic.maximumViewportSize().height())
    # with both bars there, what is fitted has their room too
    mosaic.zoom_to(16.0)
    assert bars() == (True, True)
    mosaic.fit()
    assert bars() == first
    assert mosaic.mosaic.size[0] <= mosaic.viewport().width()


def test_names_stand_above_where_that_makes_images_larger() -> None:
    room = (1015, 353)
    one = fitting_layout((1,) * 10, 28, 28, (90, 17), room)
    beside = fitting_layout((1,) * 10, 28, 28, (90, 10_000), room)
    assert one.head_px == 17 and one.label_px == 0
    assert one.scale >= beside.scale + 1
    # a row of many images loses more than it gains
    assert fitting_layout((10,) * 10, 28, 28, (90, 17), room).label_px == 90


def test_zoom_goes_by_whole_pixels() -> None:
    assert zoomed(2.3, 1) == 3.0
    assert zoomed(3.0, -1) == 2.0
    assert zoomed(1.0, -2) == 0.25
    assert zoomed(32.0, 1) == 32.0


def test_keys_reach_every_image_and_its_pixels(mosaic: ImageMosaic, qtbot: QtBot) -> None:
    mosaic.show_set(made_set(ipc=6), "raw", NAMES)
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    # Enter means nothing before an image is selected
    scale = mosaic.mosaic.scale
    qtbot.keyClick(mosaic, Qt.Key.Key_Return)
    assert mosaic.mosaic.scale == scale
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(mosaic, key, shift)
    selected = mosaic.selected
    assert selected is not None and (selected.class_index, selected.place) == (1, 2)
    qtbot.keyClick(mosaic, Qt.Key.Key_Return)
    assert mosaic.mosaic.scale == 32.0
    box = mosaic.mosaic.cell_box(1, 2).translated(mosaic._origin())
    middle = QPointF(mosaic.viewport().rect().center())
    assert (box.center() - middle).manhattanLength() < 4
    across, down = mosaic.horizontalScrollBar(), mosaic.verticalScrollBar()
    at = across.value(), down.value()
    qtbot.keyClick(mosaic, Qt.Key.Key_Left, ctrl)
    qtbot.keyClick(mosaic, Qt.Key.Key_Up, ctrl)
    assert across.value() < at[0] and down.value() < at[1]
    qtbot.keyClick(mosaic, Qt.Key.Key_PageDown)
    assert down.value() == min(down.maximum(), at[1] - down.singleStep() + down.pageStep())
    # again, and everything is in sight
    qtbot.keyClick(mosaic, Qt.Key.Key_Return)
    assert mosaic.mosaic.scale == scale
    with qtbot.waitSignal(mosaic.only_requested) as blocker:
        qtbot.keyClick(mosaic, Qt.Key.Key_O)
    assert blocker.args == [selected]
    qtbot.keyClick(mosaic, Qt.Key.Key_Escape)
    assert mosaic.selected is None


def test_a_pair_has_a_gap_and_stands_apart_from_the_next(mosaic: ImageMosaic) -> None:
    ours, theirs = made_set(), made_set()
    images = {name: values[::-1].copy() for name, values in theirs.images.items()}
    theirs = replace(theirs, images=images)
    mosaic.show_set(ours, "raw", NAMES)
    mosaic.compare(theirs, Comparison())
    layout = mosaic.mosaic
    first, second = layout.cell_box(0, 0), layout.cell_box(0, 1)
    half = 6 * layout.scale
    gap = first.width() - 2 * half
    assert 0 < gap < second.left() - first.right()
    seen = picture(mosaic)
    ground = QColor(LIGHT.mosaic_ground).red()
    top_left = first.translated(mosaic._origin()).topLeft()
    middle = top_left + QPointF(half + gap / 2, half / 2)
    assert seen.pixelColor(middle.toPoint()).red() == ground
    # the reference left, the set right, each with its first and last pixel
    for snapshot, left in ((theirs, 0.0), (ours, half + gap)):
        colours = 255 * snapshot.viewable("raw")[0, 2, :, 0]
        for x in (0, 5):
            spot = top_left + QPointF(left + (x + 0.5) * layout.scale, 2.5 * layout.scale)
            assert seen.pixelColor(spot.toPoint()).red() == pytest.approx(colours[x], abs=1)
            reading = mosaic.reading_at(spot)
            assert reading is not None and (reading.x, reading.y) == (x, 2)
            assert reading.colour[0] == pytest.approx(255 * ours.viewable("raw")[0, 2, x, 0])
    # what is copied has the gap too
    copied = mosaic.picture("image", Cell(0, 0, 0))
    assert copied is not None
    assert copied.width() == 2 * 6 * round(layout.scale) + gap
    assert copied.pixelColor(round(half), 3).name() == GROUND
    # alone again, nothing of it is left
    mosaic.compare(None, Comparison())
    assert mosaic.mosaic.pair_px == 0
