"""File > Open recent: states, pins, and runs that are gone."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from ftd_gui.pages.recent_menu import RecentMenu
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import done_records, write_run


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def recent(window: QWidget, tmp_path: Path) -> RecentMenu:
    settings = Settings(tmp_path / "s.ini", window)
    return RecentMenu(QMenu(window), settings, QAction("Pin run", window), window)


def entries(recent: RecentMenu) -> list[QAction]:
    recent.fill()
    return [action for action in recent._menu.actions() if not action.isSeparator()]


def test_nothing_was_opened_yet(recent: RecentMenu) -> None:
    (only,) = entries(recent)
    assert not only.isEnabled()


def test_runs_stand_with_their_states_pinned_ones_first(
    qtbot: QtBot, recent: RecentMenu, tmp_path: Path
) -> None:
    first = write_run(tmp_path, done_records(), "done", "first").path
    second = write_run(tmp_path, done_records(), "failed", "second").path
    for path in (second, first):
        recent._settings.add_recent_run(path)
    recent._settings.pin_run(second, is_pinned=True)
    texts = [action.text() for action in entries(recent)]
    assert texts == ["second\tFailed", "first\tDone", "Pin run"]
    with qtbot.waitSignal(recent.run_chosen) as blocker:
        entries(recent)[1].trigger()
    assert blocker.args == [first]


def test_a_run_that_is_gone_says_so_until_it_is_forgotten(
    qtbot: QtBot, recent: RecentMenu, tmp_path: Path
) -> None:
    folder = write_run(tmp_path, done_records(), "done", "first").path
    recent._settings.add_recent_run(folder)
    recent._settings.pin_run(folder, is_pinned=True)
    shutil.rmtree(folder)
    missing, _, forget = entries(recent)
    assert missing.text() == f"{folder.name}\tmissing"
    with qtbot.waitSignal(recent.forgotten):
        forget.trigger()
    assert [action.isEnabled() for action in entries(recent)] == [False]
