"""The chooser of presets: groups, search, keyboard and mouse, and where its list opens."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.presets import load_presets
from ftd_gui.forms.preset_box import PresetBox
from ftd_gui.theme import DARK

PRESETS = load_presets()


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[PresetBox]:
    page = QWidget()
    layout = QVBoxLayout(page)
    box = PresetBox(PRESETS, page)
    layout.addWidget(box)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    box.set_theme(DARK)
    # this frame keeps the page alive
    yield box
    page.close()


def opened(box: PresetBox) -> PresetBox:
    box.showPopup()
    assert box.list.isVisible() and not box.view().isVisible()
    return box


def position_of(key: str) -> int:
    return next(place for place, preset in enumerate(PRESETS) if preset.key == key)


def test_all_presets_stand_under_their_groups(box: PresetBox) -> None:
    tree = opened(box).list.tree
    groups = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    assert [group.text(0) for group in groups if group] == ["On this computer", "FTD paper", "MTT"]
    assert [group.text(2) for group in groups if group] == ["", "published", "published"]
    assert box.list.shown_titles() == [preset.title for preset in PRESETS]
    assert all(group.isExpanded() for group in groups if group)


def test_the_search_wants_all_words(box: PresetBox) -> None:
    search = opened(box).list.search_edit
    search.setText("CIFAR-100  50")
    assert box.list.shown_titles() == [
        "FTD: CIFAR-100, 50 per class",
        "MTT: CIFAR-100, 50 per class",
    ]
    search.setText("mtt squawk")
    assert len(box.list.shown_titles()) == 2
    search.setText("nowhere")
    assert box.list.shown_titles() == [] and box.list._nothing.isVisible()
    search.setText("")
    assert len(box.list.shown_titles()) == len(PRESETS) and not box.list._nothing.isVisible()


def test_typing_and_enter_choose_the_first_that_is_left(qtbot: QtBot, box: PresetBox) -> None:
    search = opened(box).list.search_edit
    qtbot.keyClicks(search, "ftd cifar-100")
    with qtbot.waitSignal(box.activated) as blocker:
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert blocker.args == [position_of("ftd-cifar-100-ipc1")]
    assert box.currentText() == "FTD: CIFAR-100, 1 per class" and not box.list.isVisible()


def test_arrow_keys_walk_over_the_headings(qtbot: QtBot, box: PresetBox) -> None:
    box.setCurrentIndex(position_of("ftd-tiny-imagenet-ipc10"))
    search = opened(box).list.search_edit
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(search, key)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert box.currentIndex() == position_of("mtt-cifar-10-ipc1")
    opened(box)
    for _ in range(20):
        qtbot.keyClick(search, Qt.Key.Key_PageDown)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert box.currentIndex() == len(PRESETS) - 1
    opened(box)
    for _ in range(20):
        qtbot.keyClick(search, Qt.Key.Key_PageUp)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert box.currentIndex() == 0


def test_a_click_chooses_and_a_heading_does_not(qtbot: QtBot, box: PresetBox) -> None:
    tree = opened(box).list.tree
    heading = tree.topLevelItem(1)
    assert heading is not None
    left = Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(box.activated):
        qtbot.mouseClick(tree.viewport(), left, pos=tree.visualItemRect(heading).center())
    assert box.list.isVisible()
    with qtbot.waitSignal(box.activated):
        place = tree.visualItemRect(heading.child(0)).center()
        qtbot.mouseClick(tree.viewport(), left, pos=place)
    assert box.currentData() == "ftd-cifar-10-ipc1"


def test_escape_and_enter_on_nothing_change_nothing(qtbot: QtBot, box: PresetBox) -> None:
    search = opened(box).list.search_edit
    with qtbot.assertNotEmitted(box.activated):
        search.setText("nowhere")
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(search, key)
        assert box.list.isVisible()
        with qtbot.waitSignal(box.list.closed):
            qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert box.currentIndex() == -1


def test_the_list_opens_afresh_with_the_choice_in_sight(box: PresetBox) -> None:
    opened(box).list.search_edit.setText("demo")
    box.list.hide()
    box.setCurrentIndex(len(PRESETS) - 1)
    tree = opened(box).list.tree
    assert len(box.list.shown_titles()) == len(PRESETS)
    (marked,) = tree.selectedItems()
    assert marked.text(0) == PRESETS[-1].title
    assert tree.viewport().rect().contains(tree.visualItemRect(marked).center())


def test_the_list_opens_above_where_there_is_no_room_below(box: PresetBox) -> None:
    page = box.window()
    screen = box.screen().availableGeometry()
    page.move(screen.right() - page.width(), screen.bottom() - page.height())
    frame = opened(box).list.geometry()
    assert screen.contains(frame)
    assert frame.bottom() <= box.mapToGlobal(box.rect().topLeft()).y()
