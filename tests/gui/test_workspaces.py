"""Arrangements of the window: built in, and the user's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import COMPARE, CONFIGURE, IMAGES, MONITOR, MainWindow
from ftd_gui.pages.name_dialog import NameDialog
from ftd_gui.settings import Settings


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_now()
    qapp.setStyleSheet("")


def seen(window: MainWindow) -> tuple[bool, ...]:
    tool_bar = window.frame.tool_bar.isVisible()
    return (*(dock.isVisible() for dock in window.frame.docks), tool_bar)


def entries(window: MainWindow) -> dict[str, QAction]:
    window.workspaces.fill_menu()
    menu = window.commands.workspace_menu
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def answer(window: MainWindow, name: str) -> None:
    dialog = window.findChildren(NameDialog)[-1]
    dialog.name_edit.setText(name)
    dialog.take_button.click()


def test_each_kind_of_work_has_its_arrangement(window: MainWindow) -> None:
    found: dict[str, tuple[object, ...]] = {}
    for action in window.commands.workspaces:
        action.trigger()
        found[action.text()] = (window.tabs.currentIndex(), *seen(window))
    assert found == {
        "Configure": (CONFIGURE, True, False, False, True),
        "Watch": (MONITOR, True, True, True, True),
        "Inspect": (IMAGES, False, True, False, True),
        "Present": (IMAGES, False, False, False, False),
    }
    window.commands.reset_layout.trigger()
    assert seen(window) == (True, True, True, True)


def test_own_ones_are_saved_renamed_and_removed(window: MainWindow, tmp_path: Path) -> None:
    assert list(entries(window))[-1] == "Save workspace…"
    window.tabs.setCurrentIndex(COMPARE)
    window.frame.log.close()
    window.commands.save_workspace.trigger()
    answer(window, "Meeting & talk")
    window.commands.workspaces[1].trigger()
    entries(window)["Meeting && talk"].trigger()
    assert window.tabs.currentIndex() == COMPARE and not window.frame.log.isVisible()
    window._settings.save()
    assert "Meeting & talk" in Settings(tmp_path / "s.ini").workspaces

    rename, remove = window.workspaces._own_menus
    assert entries(window)["Rename workspace"].isEnabled()
    (only,) = rename.actions()
    only.trigger()
    answer(window, "Talk")
    assert window.workspaces.names == ["Talk"]
    entries(window)
    (only,) = remove.actions()
    only.trigger()
    assert window.workspaces.names == [] and "Rename workspace" not in entries(window)


def test_a_name_that_is_taken_is_refused_on_renaming(window: MainWindow) -> None:
    for name in ("a", "b"):
        window.workspaces.save(name)
    window.workspaces._on_rename("a")
    dialog = window.findChildren(NameDialog)[-1]
    dialog.name_edit.setText("b")
    assert not dialog.take_button.isEnabled() and "There is a workspace" in dialog.warning.text()
    dialog.reject()
    assert window.workspaces.names == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"old": {"page": 1, "state": "AAAA"}}', '{"old": {"page": 1, "state": "é"}}'],
)
def test_what_does_not_fit_is_told_and_removed(window: MainWindow, text: str) -> None:
    before = seen(window)
    window._settings.set_workspaces(text)
    if "old" in entries(window):
        entries(window)["old"].trigger()
        assert "does not fit" in window.statusBar().currentMessage()
    assert window.workspaces.names == [] and seen(window) == before


def test_every_arrangement_can_be_given_a_key(window: MainWindow) -> None:
    names = {command.key for command in window.commands.commands()}
    assert {"workspace_0", "workspace_3", "save_workspace"} <= names
    assert isinstance(window.commands.workspace_menu, QMenu)


@pytest.mark.expects_log
def test_those_that_cannot_be_read_are_not_written_over(window: MainWindow, tmp_path: Path) -> None:
    for number, text in enumerate(('{"a": 7', '{"b": 7'), start=1):
        window.workspaces._settings.set_workspaces(text)
        window.workspaces.save("mine")
        window.workspaces._settings.save()
        kept = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
        assert kept.value(f"layout1_workspaces_bad{number}") == text
    window.workspaces.save("another")
    window.workspaces._settings.save()
    assert window.workspaces.names == ["another", "mine"]
    kept = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    assert "layout1_workspaces_bad3" not in kept.allKeys()
