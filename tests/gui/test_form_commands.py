"""What the menus do with the form: presets of one's own, from the question to the file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMessageBox
from pytestqt.qtbot import QtBot

from ftd_engine.experiment import Experiment
from ftd_engine.presets import load_presets, store_preset
from ftd_gui.actions import WindowActions
from ftd_gui.form_commands import FormCommands
from ftd_gui.main_window import PAGE_TITLES
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.history_dialog import HistoryDialog
from ftd_gui.pages.preset_dialog import PresetDialog
from ftd_gui.pages.script_dialog import ScriptDialog
from ftd_gui.paths import own_presets_folder


class Desk:
    """A window with nothing but the form and the actions."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        presets = load_presets()
        self.page = ConfigurePage(presets, self.window)
        self.window.setCentralWidget(self.page)
        self.actions = WindowActions(self.window, PAGE_TITLES, ())
        self.brought = 0
        self.told: list[str] = []
        self.commands = FormCommands(self.page, self.actions, presets, self.window)
        self.commands.front_wanted.connect(self._on_brought)
        self.commands.told.connect(self.told.append)
        self.window.show()

    def _on_brought(self) -> None:
        self.brought += 1

    def type_into(self, path: str, text: str) -> None:
        editor = self.page.form.editor(path)
        assert isinstance(editor, QLineEdit)
        editor.setText(text)

    def save_preset(self, name: str, note: str = "") -> None:
        self.actions.save_preset.trigger()
        dialog = self.window.findChildren(PresetDialog)[-1]
        dialog.name_edit.setText(name)
        dialog.note_edit.setText(note)
        dialog.save_button.click()

    def answer(self, button_text: str) -> None:
        box = self.window.findChildren(QMessageBox)[-1]
        {button.text(): button for button in box.buttons()}[button_text].click()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.window.close()


def test_settings_become_a_preset(desk: Desk) -> None:
    desk.type_into("seed", "5")
    assert desk.actions.save_preset.isEnabled() and not desk.actions.remove_preset.isEnabled()
    desk.save_preset("Seed five", "For later.")
    assert desk.page.preset_box.currentText() == "Seed five"
    assert desk.page.chosen_preset().summary == "For later."  # pyright: ignore[reportOptionalMemberAccess]
    assert desk.page.preset_box.list.shown_titles()[0] == "Seed five"
    assert desk.actions.remove_preset.isEnabled()
    assert desk.page.preset_facts.remove_button.isVisibleTo(desk.page)
    desk.type_into("seed", "6")
    assert list(desk.page.difference.back_buttons) == ["seed"]
    desk.save_preset("Seed five")
    assert len(list(own_presets_folder().iterdir())) == 1
    assert desk.page.difference.isHidden()


def test_a_preset_is_removed_after_one_question(desk: Desk) -> None:
    desk.type_into("seed", "5")
    desk.save_preset("Seed five")
    desk.page.preset_facts.remove_button.click()
    desk.answer("Keep preset")
    assert desk.page.chosen_preset() is not None
    desk.actions.remove_preset.trigger()
    desk.answer("Remove preset")
    assert desk.page.chosen_preset() is None and list(own_presets_folder().iterdir()) == []
    assert desk.page.current_experiment() == Experiment(seed=5)


def test_wrong_settings_become_no_preset(desk: Desk) -> None:
    desk.type_into("seed", "x")
    assert not desk.actions.save_preset.isEnabled()
    assert desk.actions.save_preset.toolTip() == "The settings need attention first"


@pytest.mark.expects_log
def test_a_damaged_preset_is_told_of_and_blocks_nothing(qtbot: QtBot) -> None:
    store_preset(own_presets_folder(), "Good", "", Experiment(seed=1))
    (own_presets_folder() / "bad.toml").write_text("seed = [")
    desk = Desk(qtbot)
    assert desk.page.preset_box.list.shown_titles()[0] == "Good"
    assert desk.page.preset_box.list._complaints.text().startswith("bad.toml is left out: ")
    desk.window.close()


def test_a_preset_that_cannot_be_written_says_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device", "mine.toml")

    monkeypatch.setattr("ftd_gui.forms.preset_collection.store_preset", full)
    desk.save_preset("Any")
    (box,) = desk.window.findChildren(QMessageBox)
    assert box.text() == "The preset was not saved."
    assert box.informativeText() == "mine.toml: No space left on device."
    box.close()


def test_the_name_is_asked_for_with_what_it_replaces(desk: Desk) -> None:
    desk.save_preset("Mine")
    desk.actions.save_preset.trigger()
    dialog = desk.window.findChildren(PresetDialog)[-1]
    dialog.name_edit.setText(" ")
    assert not dialog.save_button.isEnabled()
    dialog.name_edit.setText("mine")
    assert dialog.save_button.text() == "Replace preset"
    assert dialog.warning.text() == "Replaces your preset of this name."
    dialog.reject()


def test_paths_of_presets_are_the_users(tmp_path: Path) -> None:
    assert own_presets_folder().is_relative_to(tmp_path)


def test_the_settings_are_copied_as_a_command(desk: Desk) -> None:
    desk.page.choose_preset("demo")
    desk.type_into("seed", "5")
    desk.actions.copy_command.trigger()
    assert QGuiApplication.clipboard().text() == "ftd run --preset demo --set seed=5"
    assert desk.told == ["Copied: ftd run --preset demo --set seed=5"]
    desk.type_into("seed", "x")
    assert not desk.actions.copy_command.isEnabled()


def test_a_command_line_becomes_settings(desk: Desk) -> None:
    desk.actions.import_command.trigger()
    (dialog,) = desk.window.findChildren(ScriptDialog)
    assert not dialog.take_button.isEnabled() and dialog.summary.text() == "Nothing is pasted yet."
    dialog.text_edit.setPlainText("python distill_FTD.py --ipc=10 --canvas_size=2 --lr_img=500")
    assert dialog.summary.text() == "2 settings found; 1 word cannot be taken over."
    rows = [dialog.tree.topLevelItem(at) for at in range(3)]
    assert [[row.text(column) for column in range(3)] for row in rows if row] == [
        ["--canvas_size=2", "not taken over", "no setting here"],
        ["--ipc=10", "Images per class", "10"],
        ["--lr_img=500", "Image rate", "500"],
    ]
    dialog.take_button.click()
    experiment = desk.page.current_experiment()
    assert experiment is not None and desk.brought == 1
    assert (experiment.distill.ipc, experiment.distill.image_lr) == (10, 500.0)
    assert desk.actions.undo.text() == "Undo: Import command line"
    desk.actions.undo.trigger()
    assert desk.page.current_experiment() == Experiment()


# ------------------------------------------------ the history


def test_the_history_lists_the_steps_and_goes_to_any_of_them(desk: Desk, qtbot: QtBot) -> None:
    first = desk.page.form.values()["name"]
    desk.type_into("name", "one")
    desk.type_into("distill.ipc", "3")
    desk.actions.history.trigger()
    dialog = desk.window.findChild(HistoryDialog)
    assert dialog is not None and desk.brought == 1
    view = dialog.list_view
    words = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    assert words[0] == "Before the first change" and len(words) == 3
    assert "one" in words[1] and "3" in words[2] and view.currentIndex().row() == 2

    # with the keys alone
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert desk.page.form.values()["distill"]["ipc"] != "3"
    assert desk.page.form.values()["name"] == "one"
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert desk.page.form.values()["name"] == first and not desk.actions.undo.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert desk.page.form.values()["name"] == "one" and not desk.actions.redo.isEnabled()

    # asked for again it is the same one, and it follows what is done elsewhere
    desk.actions.history.trigger()
    assert desk.window.findChildren(HistoryDialog) == [dialog]
    desk.actions.undo.trigger()
    assert view.currentIndex().row() == 1
    dialog.close()
