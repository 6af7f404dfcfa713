"""The keys that ship: every command has some, no two clash, and the manual tells them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import DATA, MainWindow
from ftd_gui.pages.key_bindings import Command, KeyBindings, keys_text
from ftd_gui.pages.shortcut_sheet import ShortcutSheet
from ftd_gui.settings import Settings
from ftd_gui.usual_keys import (
    FIXED_KEYS,
    OWN_WORKSPACE_KEYS,
    QUEUE_KEYS,
    STANDARD_KEYS,
    USUAL_KEYS,
    usual_keys,
)

NO_MATCH = QKeySequence.SequenceMatch.NoMatch
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "keys.md"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close_now()
    qapp.setStyleSheet("")


@pytest.fixture
def sheet(window: MainWindow) -> Iterator[ShortcutSheet]:
    window.commands.shortcuts.trigger()
    (sheet,) = window.findChildren(ShortcutSheet)
    yield sheet
    sheet.close()


def command(window: MainWindow, key: str) -> Command:
    return next(each for each in window.quick.bindings.commands if each.key == key)


def test_every_command_has_keys_and_all_keys_have_a_command(window: MainWindow) -> None:
    commands = window.commands.commands()
    assert [each.title for each in commands if not each.action.shortcuts()] == []
    assert {each.key for each in commands} == set(USUAL_KEYS)
    assert set(STANDARD_KEYS) <= set(USUAL_KEYS)


def test_no_keys_are_those_of_another_or_their_beginning() -> None:
    all_keys = [(name, keys) for name in USUAL_KEYS for keys in usual_keys(name)]
    # on other desktops the standard keys are those of the table
    all_keys += [(name, QKeySequence(text)) for name, text in USUAL_KEYS.items()]
    all_keys += [(text, QKeySequence(text)) for text in OWN_WORKSPACE_KEYS]
    all_keys += [
        (each.title, QKeySequence(text))
        for each in FIXED_KEYS
        for text in each.keys
        if each.title not in ("Undo typing", "Type again what was undone")
    ]
    clashes = [
        (one, other)
        for one, keys in all_keys
        for other, others in all_keys
        if one != other and keys.matches(others) != NO_MATCH
    ]
    assert clashes == []


def test_no_command_has_keys_of_fields_lists_images_or_menus(window: MainWindow) -> None:
    bindings = window.quick.bindings
    taken = {
        each.key: (keys.toString(), owner)
        for each in bindings.commands
        for keys in [*bindings.keys_of(each), QKeySequence(USUAL_KEYS[each.key])]
        if (owner := bindings.fixed_owner_of(keys))
    }
    # these are the same in a field and in the form
    assert set(taken) == {"undo", "redo"}


def test_a_key_alone_is_nobodys(window: MainWindow) -> None:
    """Plain letters, digits and arrows belong to typing, to plots and to images."""
    bindings = window.quick.bindings
    for each in bindings.commands:
        sentence = bindings.obstacle(QKeySequence(USUAL_KEYS[each.key]), each)
        # on some desktops undo and redo have others, and these are those of fields
        assert sentence == "" or each.key in ("undo", "redo"), f"{each.title}: {sentence}"


def press(text: str) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keySequence(at, QKeySequence(text))


@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit])
def test_two_strokes_work_while_a_field_has_the_focus(
    window: MainWindow, field: type[QLineEdit | QPlainTextEdit], qtbot: QtBot
) -> None:
    heard: list[str] = []
    edit = field(window)
    edit.show()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    for name in ("save_workspace", "updates", "best_set", "log_x", "theme_dark", "language_de"):
        action = command(window, name).action
        action.triggered.disconnect()
        action.setEnabled(True)
        action.triggered.connect(lambda _checked=False, name=name: heard.append(name))
        press(USUAL_KEYS[name])
    assert heard == ["save_workspace", "updates", "best_set", "log_x", "theme_dark", "language_de"]
    written = edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()
    assert written == ""


@pytest.mark.parametrize(
    ("keys", "owner"),
    [
        (QUEUE_KEYS["copy"], "Duplicate the entry of the queue"),
        (QUEUE_KEYS["up"], "Move the entry of the queue up"),
        ("Del", "Remove the entry of the queue"),
        ("/", "Filter the classes"),
        ("O", "Show one class alone"),
        ("Shift+Left", "Move the crosshair, or select"),
        ("Ctrl+A", "Select all"),
        ("Ctrl+C", "Copy"),
        ("Ctrl+V", "Paste"),
        ("Ctrl+X", "Cut"),
        ("Ctrl+Z", "Undo typing"),
        ("Ctrl+X, K", "Cut"),
        ("Alt+F", "Open the menu File"),
        ("Ctrl+Down", "Move by a word, or scroll the images"),
    ],
)
def test_keys_of_parts_are_refused_with_the_name_of_their_owner(
    sheet: ShortcutSheet, keys: str, owner: str
) -> None:
    sheet.choose("evaluate")
    sheet.keys_edit.setKeySequence(QKeySequence(keys))
    assert sheet.note.text() == f"{keys} is kept for “{owner}” and cannot be taken; press others."
    assert not sheet.give_button.isEnabled()


def test_a_beginning_of_many_keys_is_told_and_can_be_taken(
    window: MainWindow, sheet: ShortcutSheet
) -> None:
    sheet.choose("evaluate")
    sheet.keys_edit.setKeySequence(QKeySequence("Ctrl+G"))
    assert re.match(
        r"Ctrl\+G begins the keys of 17 commands, such as “Logarithmic x axis”, which would be",
        sheet.note.text(),
    )
    sheet.give_button.click()
    assert command(window, "log_x").action.shortcuts() == []
    sheet.reset_all_button.click()
    assert keys_text(command(window, "log_x").action.shortcuts()) == "Ctrl+G, X"


def test_two_strokes_are_given_and_kept(
    window: MainWindow, sheet: ShortcutSheet, tmp_path: Path
) -> None:
    for name, keys in (("evaluate", "Ctrl+J, Shift+O"), ("snapshot", "Ctrl+;, K")):
        sheet.choose(name)
        sheet.keys_edit.setKeySequence(QKeySequence(keys))
        sheet.give_button.click()
    window._settings.save()
    stored = Settings(tmp_path / "s.ini").shortcuts()
    found = {name: [QKeySequence(text) for text in texts] for name, texts in stored.items()}
    assert found == {
        "evaluate": [QKeySequence("Ctrl+J, Shift+O")],
        "snapshot": [QKeySequence("Ctrl+;, K")],
    }


def test_keys_given_before_a_command_had_them_stay_where_they_are(
    qapp: QApplication, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings.set_shortcut("export", ["F5"])
    actions = {name: QAction(name) for name in ("export", "evaluate")}
    actions["export"].setShortcut("Ctrl+E")
    actions["evaluate"].setShortcut("F5")
    commands = [Command(name, "", name, name, action) for name, action in actions.items()]
    KeyBindings(commands, settings)
    assert keys_text(actions["export"].shortcuts()) == "F5"
    assert actions["evaluate"].shortcuts() == []


def test_the_own_workspaces_are_commands_with_keys(window: MainWindow, tmp_path: Path) -> None:
    window.tabs.setCurrentIndex(DATA)
    for name in ("Talk", "Desk & lab"):
        window.workspaces.save(name)
    window.tabs.setCurrentIndex(0)
    found = {each.title: each for each in window.quick.bindings.commands}
    talk, desk = found["Workspace: Talk"], found["Workspace: Desk & lab"]
    texts = [keys_text(each.action.shortcuts()) for each in (talk, desk)]
    assert texts == ["Alt+5", "Alt+6"]
    entry = next(each for each in window.quick.entries() if each.title == "Workspace: Talk")
    entry.do()
    assert window.tabs.currentIndex() == DATA

    window.setFocus()
    window.tabs.setCurrentIndex(0)
    press("Alt+6")
    assert window.tabs.currentIndex() == DATA

    window.quick.bindings.give(desk, QKeySequence("Ctrl+J, O"))
    window.workspaces._remove("Talk")
    titles = {each.title: each for each in window.quick.bindings.commands}
    assert "Workspace: Talk" not in titles
    assert keys_text(titles["Workspace: Desk & lab"].action.shortcuts()) == "Ctrl+J, O"
    window.workspaces._remove("Desk & lab")
    assert window._settings.shortcuts() == {}


def test_keys_of_two_strokes_stand_in_the_menus(window: MainWindow) -> None:
    reset = window.commands.reset_layout
    (menu,) = [each for each in window.commands.menus if reset in each.actions()]
    assert isinstance(menu, QMenu) and reset.shortcut().toString() == "Ctrl+J, R"
    assert menu.sizeHint().width() < 420


def test_the_manual_lists_all_keys(window: MainWindow) -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    told = {words: keys for words, keys in rows if not words.startswith(("-", "command", "what"))}
    wanted = {each.title: USUAL_KEYS[each.key] for each in window.commands.commands()}
    assert {words: keys for words, keys in told.items() if words in wanted} == wanted
    fixed = {each.title: ", ".join(each.keys) for each in FIXED_KEYS}
    assert {words for words in told if words not in wanted} == set(fixed)
