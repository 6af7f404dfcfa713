"""The Tab key on every page: it reaches all that can be used, in the order it is read, and traps nobody."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import PAGE_TITLES, MainWindow
from ftd_gui.settings import Settings
from ftd_gui.tab_order import _rivals
from tests.fixtures.recorded_runs import done_records, write_run

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
MOST_STOPS = 400


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    run = write_run(tmp_path / "runs", done_records(), "done", "finished run")
    window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.open_run(run.path)
    qtbot.waitUntil(lambda: window.library.rowCount() == 1)
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close_now()
    qapp.setStyleSheet("")


def stops(window: MainWindow, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """All widgets that have the keys on a walk around the window, each once."""
    window.setFocus()
    found: list[QWidget] = []
    for _ in range(MOST_STOPS):
        at = QApplication.focusWidget()
        assert at is not None
        modifier = (
            Qt.KeyboardModifier.ShiftModifier
            if key == Qt.Key.Key_Backtab
            else Qt.KeyboardModifier.NoModifier
        )
        QTest.keyClick(at, key, modifier)
        now = QApplication.focusWidget()
        assert now is not None and now is not at, f"the keys stay at {described(at)}"
        if now in found:
            return found
        found.append(now)
    raise AssertionError(f"{MOST_STOPS} stops without coming around")


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName() or widget.objectName()}”"


def can_be_used(widget: QWidget) -> bool:
    """True for a control that is seen, enabled, and no part of another one."""
    # heads and scroll bars go with what they stand at
    own = not isinstance(widget, (QScrollBar, QHeaderView)) and not widget.objectName().startswith(
        "qt_"
    )
    inner = isinstance(widget.parentWidget(), (QComboBox, QLineEdit, QTabBar))
    return widget.isVisible() and widget.isEnabled() and own and not inner


def room_of(window: MainWindow, widget: QWidget) -> QWidget:
    """The dock, page, or other part of the window that a control stands in."""
    at: QWidget | None = widget
    while at is not None and at.parentWidget() is not window:
        if isinstance(at, QDockWidget) or at in window._pages:
            return at
        at = at.parentWidget()
    return at or window


@pytest.mark.parametrize("page", range(len(PAGE_TITLES)), ids=PAGE_TITLES)
def test_tab_reaches_all_that_can_be_used_and_comes_around(
    window: MainWindow, page: int, qtbot: QtBot
) -> None:
    window.tabs.setCurrentIndex(page)
    qtbot.wait(50)
    found = stops(window)
    unreached = [
        described(widget)
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and can_be_used(widget)
        and widget not in found
        and not is_reached_through(widget, found)
    ]
    assert unreached == []
    assert all(widget.isVisible() and widget.isEnabled() for widget in found)
    # no part of the window is left and come back to: its controls follow each other
    rooms: list[QWidget] = []
    for widget in found:
        room = room_of(window, widget)
        if not rooms or rooms[-1] is not room:
            rooms.append(room)
    if len(rooms) > 1 and rooms[0] is rooms[-1]:
        rooms.pop()
    assert len(rooms) == len(set(rooms)), [described(room) for room in rooms]
    backwards = stops(window, Qt.Key.Key_Backtab)
    assert set(backwards) == set(found)


def is_reached_through(widget: QWidget, found: list[QWidget]) -> bool:
    """True for one of a group of buttons, which the arrow keys go through once one has the keys."""
    if isinstance(widget, QAbstractButton):
        return any(one in found for one in _rivals(widget))
    return widget.focusPolicy() == Qt.FocusPolicy.NoFocus and widget.focusProxy() in found


@pytest.mark.parametrize("page", range(len(PAGE_TITLES)), ids=PAGE_TITLES)
def test_tab_goes_as_the_eye_does(window: MainWindow, page: int, qtbot: QtBot) -> None:
    """Within a row of controls from left to right; never a row up inside of one container."""
    window.tabs.setCurrentIndex(page)
    qtbot.wait(50)
    wrong: list[str] = []
    for before, after in pairwise(stops(window)):
        parent = before.parentWidget()
        if parent is None or after.parentWidget() is not parent:
            continue
        first, second = place_of(before), place_of(after)
        is_same_row = first.y() < second.y() + after.height() and second.y() < (
            first.y() + before.height()
        )
        goes_back = second.x() < first.x() if is_same_row else second.y() < first.y()
        if goes_back:
            wrong.append(f"{described(before)} → {described(after)}")
    assert wrong == []


def place_of(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), QPoint(0, 0))
