"""Palette and shortcut sheet of the real window: everything found, everything changeable."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import CONFIGURE, MONITOR, MainWindow
from ftd_gui.pages.command_palette import CommandPalette
from ftd_gui.pages.key_bindings import Command, keys_text
from ftd_gui.pages.preferences_dialog import PreferencesDialog
from ftd_gui.pages.shortcut_sheet import ShortcutSheet
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import done_records, write_run


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    write_run(tmp_path / "runs", done_records(), "done", "my finished run")
    window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    window.show()
    window.library.refresh()
    yield window
    window.close_now()
    qapp.setStyleSheet("")


@pytest.fixture
def palette(window: MainWindow) -> Iterator[CommandPalette]:
    window.commands.palette.trigger()
    yield window.quick.palette
    window.quick.palette.hide()


@pytest.fixture
def sheet(window: MainWindow) -> Iterator[ShortcutSheet]:
    window.commands.shortcuts.trigger()
    (sheet,) = window.findChildren(ShortcutSheet)
    yield sheet
    sheet.close()


def command(window: MainWindow, key: str) -> Command:
    return next(each for each in window.quick.bindings.commands if each.key == key)


def test_every_action_of_the_menus_is_a_command(window: MainWindow) -> None:
    commands = window.quick.bindings.commands
    keys = [each.key for each in commands]
    assert len(set(keys)) == len(keys) and len(keys) > 25
    listed = {id(each.action) for each in commands}
    own = [
        action
        for action in vars(window.commands).values()
        if hasattr(action, "triggered") and hasattr(action, "shortcuts")
    ]
    assert own and all(id(action) in listed for action in own)
    titles = [(each.group, each.title) for each in commands]
    assert len(set(titles)) == len(titles)


def test_no_two_commands_share_their_usual_keys(window: MainWindow) -> None:
    bindings = window.quick.bindings
    for each in bindings.commands:
        for keys in bindings.keys_of(each):
            others = [other.title for other in bindings.owners_of(keys, each)]
            assert others == [], f"{each.title} and {others}: {keys}"


def test_a_command_is_found_and_given_by_keys_alone(
    qtbot: QtBot, window: MainWindow, palette: CommandPalette
) -> None:
    assert palette.search_edit.hasFocus()
    qtbot.keyClicks(palette.search_edit, "zz mon")
    assert palette._nothing.isVisible()
    palette.search_edit.clear()
    qtbot.keyClicks(palette.search_edit, "go mon")
    assert palette.shown()[0].title == "Go to Monitor" and palette.shown()[0].hint == "Ctrl+2"
    qtbot.keyClick(palette.search_edit, Qt.Key.Key_Return)
    assert window.tabs.currentIndex() == MONITOR and not palette.isVisible()


def test_runs_and_presets_are_found_too(
    qtbot: QtBot, window: MainWindow, palette: CommandPalette
) -> None:
    qtbot.keyClicks(palette.search_edit, "finished")
    assert (palette.shown()[0].kind, palette.shown()[0].title) == ("Experiment", "my finished run")
    qtbot.keyClick(palette.search_edit, Qt.Key.Key_Return)
    assert window.shown_session is not None and window.tabs.currentIndex() == MONITOR
    palette.open_with(window.quick.entries())
    qtbot.keyClicks(palette.search_edit, "preset demo")
    qtbot.keyClick(palette.search_edit, Qt.Key.Key_Return)
    chosen = window.configure_page.chosen_preset()
    assert chosen is not None and chosen.key == "demo"
    assert window.tabs.currentIndex() == CONFIGURE


def test_what_cannot_be_done_says_why_and_stays(qtbot: QtBot, palette: CommandPalette) -> None:
    qtbot.keyClicks(palette.search_edit, "stop after")
    entry = palette.shown()[0]
    assert not entry.is_possible and entry.hint == "No run is under way here"
    qtbot.keyClick(palette.search_edit, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_arrow_keys_walk(qtbot: QtBot, palette: CommandPalette) -> None:
    for key, place in (
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 9),
        (Qt.Key.Key_PageUp, 1),
    ):
        qtbot.keyClick(palette.search_edit, key)
        assert palette.tree.indexOfTopLevelItem(palette.tree.currentItem()) == place


def test_keys_can_be_given_and_are_kept(
    window: MainWindow, sheet: ShortcutSheet, tmp_path: Path
) -> None:
    sheet.choose("evaluate")
    assert not sheet.give_button.isEnabled() and not sheet.reset_button.isEnabled()
    sheet.keys_edit.setKeySequence(QKeySequence("Ctrl+Alt+V"))
    assert sheet.give_button.text() == "Use these keys"
    sheet.give_button.click()
    evaluate = command(window, "evaluate")
    assert keys_text(evaluate.action.shortcuts()) == "Ctrl+Alt+V"
    assert sheet.reset_button.isEnabled() and sheet.reset_all_button.isEnabled()
    window._settings.save()
    assert Settings(tmp_path / "s.ini").shortcuts() == {"evaluate": ["Ctrl+Alt+V"]}
    sheet.reset_button.click()
    assert keys_text(evaluate.action.shortcuts()) == "F7"
    window._settings.save()
    assert Settings(tmp_path / "s.ini").shortcuts() == {}


def test_keys_in_use_are_told_and_can_be_taken(window: MainWindow, sheet: ShortcutSheet) -> None:
    sheet.choose("evaluate")
    sheet.keys_edit.setKeySequence(QKeySequence("Ctrl+E"))
    assert "“Export…”, which would be without it" in sheet.note.text()
    assert sheet.give_button.text() == "Take these keys"
    sheet.give_button.click()
    assert window.commands.export.shortcuts() == []
    assert keys_text(window.commands.evaluate.shortcuts()) == "Ctrl+E"
    sheet.reset_all_button.click()
    assert keys_text(window.commands.export.shortcuts()) == "Ctrl+E"
    assert keys_text(window.commands.evaluate.shortcuts()) == "F7"


def test_a_reset_takes_the_keys_back(window: MainWindow, sheet: ShortcutSheet) -> None:
    bindings = window.quick.bindings
    bindings.give(command(window, "evaluate"), QKeySequence("Ctrl+E"))
    sheet.choose("export")
    sheet.reset_button.click()
    assert keys_text(window.commands.export.shortcuts()) == "Ctrl+E"
    assert window.commands.evaluate.shortcuts() == []


def test_keys_of_typing_are_refused(sheet: ShortcutSheet) -> None:
    sheet.keys_edit.setKeySequence(QKeySequence("Shift+A"))
    assert sheet.note.text().startswith("A key alone is needed for typing")
    assert not sheet.give_button.isEnabled()
    sheet.keys_edit.setKeySequence(QKeySequence("F7"))
    assert sheet.give_button.isEnabled()


def test_keys_can_be_removed_and_searched(window: MainWindow, sheet: ShortcutSheet) -> None:
    sheet.search_edit.setText("ctrl+e")
    assert "Export…" in sheet.shown_titles() and "Quit" not in sheet.shown_titles()
    sheet.choose("export")
    sheet.remove_button.click()
    assert window.commands.export.shortcuts() == [] and sheet.shown_titles() == []


def test_stored_keys_come_back(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings.set_shortcut("evaluate", ["Ctrl+Alt+V"])
    settings.set_shortcut("export", [])
    settings.set_shortcut("of_another_version", ["Ctrl+Alt+W"])
    window = MainWindow(tmp_path / "runs", settings)
    qtbot.addWidget(window)
    assert keys_text(window.commands.evaluate.shortcuts()) == "Ctrl+Alt+V"
    assert window.commands.export.shortcuts() == []
    window.close_now()
    qapp.setStyleSheet("")


def test_preferences_are_the_actions_of_the_menus(window: MainWindow, qtbot: QtBot) -> None:
    actions = window.commands
    actions.themes["dark"].trigger()
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(PreferencesDialog)
    theme_box, language_box = dialog.choice_boxes
    assert (theme_box.currentText(), language_box.currentText()) == ("Dark", "As the system")
    assert theme_box.accessibleName() == "Theme"
    theme_box.setFocus()
    qtbot.keyClick(theme_box, Qt.Key.Key_Up)
    assert window._settings.theme_choice == "light" and actions.themes["light"].isChecked()
    language_box.setFocus()
    qtbot.keyClick(language_box, Qt.Key.Key_End)
    assert window._settings.language_choice == "de"
    for box, action in zip(
        dialog.switch_boxes, (actions.tray, actions.always_metrics), strict=True
    ):
        assert box.text() == action.text() and box.isEnabled() == action.isEnabled()
        assert box.isChecked() == action.isChecked()
    box = dialog.switch_boxes[1]
    box.click()
    assert actions.always_metrics.isChecked() and window._settings.writes_metrics
    shortcuts = next(each for each in dialog.door_buttons if each.text().startswith("Keyboard"))
    shortcuts.click()
    (sheet,) = window.findChildren(ShortcutSheet)
    assert sheet.isVisible() and not dialog.isVisible()
    sheet.close()
