"""Two mosaics beside each other show the same class at the same place, at one zoom."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.snapshot import Snapshot
from ftd_gui.theme import LIGHT
from ftd_gui.views.mosaic_layout import MosaicLayout
from ftd_gui.views.paired_mosaic import PairedMosaic
from tests.gui.views.test_image_mosaic import NAMES, made_set

Pair = tuple[PairedMosaic, PairedMosaic]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def pair(window: QWidget) -> Pair:
    """Of unlike widths, as a splitter or a rounded half makes them."""
    left, right = PairedMosaic(LIGHT), PairedMosaic(LIGHT)
    left.pair_with(right)
    right.pair_with(left)
    row = QHBoxLayout(window)
    row.addWidget(left, 10)
    row.addWidget(right, 9)
    window.resize(900, 400)
    window.show()
    return left, right


def show(pair: Pair, *sets: Snapshot) -> None:
    for side, snapshot in zip(pair, sets, strict=True):
        side.show_set(snapshot, "raw", NAMES)


def places(layout: MosaicLayout) -> list[tuple[float, float, float]]:
    boxes = [layout.cell_box(number, 0) for number in range(len(layout.counts))]
    return [(box.x(), box.y(), box.width()) for box in boxes]


def test_both_stand_at_the_same_places_in_windows_of_unlike_widths(pair: Pair) -> None:
    show(pair, made_set(), made_set())
    left, right = pair
    assert left.width() != right.width()
    assert left.mosaic == right.mosaic


def test_a_name_that_takes_more_room_takes_it_on_both_sides(pair: Pair) -> None:
    left, right = pair
    left.show_set(made_set(), "raw", NAMES)
    right.show_set(made_set(), "raw", ("a very long name", *NAMES[1:]))
    assert places(left.mosaic) == places(right.mosaic)


def test_sets_of_unlike_size_keep_room_for_the_larger_one(pair: Pair) -> None:
    show(pair, made_set(ipc=1), made_set(ipc=20))
    left, right = pair
    assert left.mosaic.counts == (1, 1, 1) and right.mosaic.counts == (20, 20, 20)
    assert places(left.mosaic) == places(right.mosaic)
    assert left.mosaic.size == right.mosaic.size


def test_the_zoom_of_one_is_the_zoom_of_both(pair: Pair) -> None:
    show(pair, made_set(ipc=20), made_set(ipc=20))
    left, right = pair
    left.zoom_to(12.0, QPointF(300, 200))
    assert right.mosaic == left.mosaic and right.mosaic.scale == 12.0
    right.horizontalScrollBar().setValue(60)
    right.verticalScrollBar().setValue(30)
    assert left.horizontalScrollBar().value() == 60 and left.verticalScrollBar().value() == 30
    right.fit()
    assert left.mosaic == right.mosaic and left.mosaic.scale != 12.0


def test_they_stay_together_when_the_window_changes(pair: Pair, qtbot: QtBot) -> None:
    show(pair, made_set(), made_set())
    left, right = pair
    before = left.mosaic.scale
    left.window().resize(500, 250)
    qtbot.waitUntil(lambda: left.mosaic.scale < before)
    assert left.mosaic == right.mosaic


def test_sets_of_other_classes_or_pixels_are_fitted_on_their_own(pair: Pair) -> None:
    left, right = pair
    show(pair, made_set(side=6), made_set(side=12))
    assert left.mosaic.scale > right.mosaic.scale
    left.zoom_to(2.0)
    assert right.mosaic.scale != 2.0


def test_one_that_is_left_alone_takes_the_room_that_it_has(pair: Pair) -> None:
    show(pair, made_set(ipc=1), made_set(ipc=20))
    left, right = pair
    before = left.mosaic.scale
    right.setVisible(False)
    assert left.mosaic.scale > before
    right.setVisible(True)
    assert places(left.mosaic) == places(right.mosaic)


def test_the_keys_of_one_side_work_in_both(pair: Pair, qtbot: QtBot) -> None:
    show(pair, made_set(), replace(made_set(), iteration=20))
    left, right = pair
    left.zoom_to(2.0)
    qtbot.keyClick(right, Qt.Key.Key_Plus)
    assert left.mosaic.scale == right.mosaic.scale == 3.0
