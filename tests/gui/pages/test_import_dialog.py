"""Import dialog: what is asked where the files do not say, what is refused, what is wished."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import AdoptRequest
from ftd_gui.pages.import_dialog import ImportDialog
from ftd_gui.theme import LIGHT, THEMES, Theme, apply_theme
from tests.gui.test_theme import contrast

FAKES = "tests.gui.runs.fake_engines:"


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ImportDialog:
    made = ImportDialog(LIGHT, tmp_path, entry=f"{FAKES}inspect_well")
    qtbot.addWidget(made)
    made.open()
    return made


def look(qtbot: QtBot, dialog: ImportDialog, path: Path, words: str = "20 images") -> None:
    dialog.look_at(path)
    assert not dialog.import_button.isEnabled()
    qtbot.waitUntil(lambda: words in dialog.found_label.text(), timeout=15_000)


def test_nothing_can_be_imported_before_something_was_looked_at(dialog: ImportDialog) -> None:
    assert not dialog.import_button.isEnabled()
    cards = dialog.space_choice.cards.values()
    assert not any(card.button.isEnabled() for card in cards)
    for card in cards:
        QTest.mouseClick(card.picture, Qt.MouseButton.LeftButton)
    assert dialog.space_choice.chosen == ""
    assert "Nothing in a file is ever run" in dialog.found_label.text()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_a_space_means_can_be_read_before_there_is_a_set(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, theme: Theme
) -> None:
    apply_theme(qapp, theme)
    dialog = ImportDialog(theme, tmp_path)
    qtbot.addWidget(dialog)
    dialog.open()
    for card in dialog.space_choice.cards.values():
        picture = card.remark.grab().toImage()
        inks = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
        }
        assert max(contrast(ink, theme.card) for ink in inks) > 4.5, card.remark.text()
    dialog.close()
    qapp.setStyleSheet("")


def test_a_space_that_the_files_do_not_say_is_asked_for(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    look(qtbot, dialog, tmp_path / "pair.pt")
    assert "A note." in dialog.found_label.text()
    assert "do not say in which pixel space" in dialog.space_label.text()
    # the guess is told, and never taken
    assert dialog.space_choice.chosen == ""
    assert dialog.space_choice.cards["mean-std"].remark.text().startswith("The numbers look like")
    assert dialog.obstacle_label.text() == "Choose the pixel space."
    dialog.space_choice.cards["rgb"].button.click()
    assert dialog.import_button.isEnabled() and dialog.obstacle_label.text() == ""
    wished: list[tuple[Experiment, AdoptRequest]] = []
    dialog.import_requested.connect(lambda *both: wished.append(both))  # type: ignore[arg-type]
    dialog.import_button.click()
    ((experiment, request),) = wished
    assert request == AdoptRequest(str(tmp_path / "pair.pt"), "rgb", 0.0, "", evaluates=True)
    assert experiment.name == "imported pair" and not experiment.data.zca
    assert not dialog.isVisible()


def test_what_the_files_say_is_taken(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look(qtbot, dialog, tmp_path / "told.pt")
    assert dialog.space_choice.chosen == "zca"
    assert dialog.rate_edit.placeholderText() == "0.02, as learned with the set"
    assert dialog.dataset_box.currentData() == "fashion-mnist"
    experiment, problems = dialog.experiment()
    assert experiment is not None and experiment.data.zca and problems == ()
    dialog.rate_edit.setText("0.5")
    assert experiment.network.kind == "convnet" and experiment.other_kinds == ()
    for name in ("alexnet", "vgg11", "convnet"):
        dialog.family_row.boxes[name].click()
    experiment, _ = dialog.experiment()
    assert experiment is not None and experiment.network.kind == "alexnet"
    assert experiment.other_kinds == ("vgg11",)
    dialog.family_row.choose(())
    assert dialog.obstacle_label.text() == "Choose a family of networks to train on it."
    dialog.evaluate_box.setChecked(False)
    assert not dialog.family_row.isEnabled() and dialog.import_button.isEnabled()
    assert not dialog.epochs_box.isEnabled()
    request = dialog.request()
    assert request.syn_lr == 0.5 and not request.evaluates


def test_what_is_wrong_is_said_before(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look(qtbot, dialog, tmp_path / "odd.pt")
    dialog.space_choice.cards["mean-std"].button.click()
    assert dialog.obstacle_label.text() == "Choose the data set that it stands for."
    dialog.dataset_box.setCurrentIndex(dialog.dataset_box.findData("folder"))
    assert "only rates above 0 train" in dialog.obstacle_label.text()
    dialog.rate_edit.setText("fast")
    assert "The learning rate is fast" in dialog.obstacle_label.text()
    dialog.rate_edit.setText("0.01")
    assert "Folder is empty" in dialog.obstacle_label.text()
    assert not dialog.import_button.isEnabled()
    dialog.data_folder_edit.setText(str(tmp_path))
    assert dialog.import_button.isEnabled()
    experiment, _ = dialog.experiment()
    assert experiment is not None and experiment.data.folder == str(tmp_path)


def test_a_file_that_is_no_set_says_why(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look(qtbot, dialog, tmp_path / "told.pt")
    look(qtbot, dialog, tmp_path / "bad.pt", "It is damaged. Fetch it again.")
    assert not dialog.import_button.isEnabled() and dialog.space_choice.chosen == ""


def test_a_process_that_dies_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ImportDialog(LIGHT, tmp_path, entry=f"{FAKES}export_badly")
    qtbot.addWidget(dialog)
    look(qtbot, dialog, tmp_path / "pair.pt", "Reading ended without an answer: signal SIGABRT")


def test_another_path_is_looked_at_at_once_and_return_imports_nothing(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    look(qtbot, dialog, tmp_path / "told.pt")
    dialog.path_edit.setText(str(tmp_path / "pair.pt"))
    qtbot.keyClick(dialog.path_edit, Qt.Key.Key_Return)
    assert dialog.isVisible() and dialog.found_label.text() == "Reading…"
    qtbot.waitUntil(lambda: "20 images" in dialog.found_label.text(), timeout=15_000)
    assert dialog.space_choice.chosen == ""


def test_paths_can_be_chosen_and_closing_gives_up(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.file_button.click()
    dialog.folder_button.click()
    first, second = dialog.findChildren(QFileDialog)
    assert second.fileMode() == QFileDialog.FileMode.Directory
    for chooser in (first, second):
        chooser.close()
    first.fileSelected.emit(str(tmp_path / "told.pt"))
    assert dialog.path_edit.text() == str(tmp_path / "told.pt")
    dialog.reject()
    assert not dialog.isVisible()
