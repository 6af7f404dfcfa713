"""The Data page with made-up reports: what is said, shown, cured, proposed, and what blocks Start."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.experiment import Experiment
from ftd_engine.settings.data import DataConfig
from ftd_gui.data_commands import DataCommands
from ftd_gui.forms.field_editors import PathEditor
from ftd_gui.forms.preset_collection import built_in_presets
from ftd_gui.pages import data_page
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.data_page import DataPage
from ftd_gui.pages.file_choice import FileChoice
from ftd_gui.settings import Settings
from ftd_gui.theme import DARK, LIGHT
from ftd_gui.views.class_counts import ALL_CLASSES
from tests.gui.pages.data_fakes import FEW

FAKES = "tests.gui.pages.data_fakes:"


def experiment_on(folder: str, ipc: int = 1) -> Experiment:
    data = DataConfig(dataset="folder", folder=folder)
    changes = {"data": data, "distill": Experiment().distill.model_copy(update={"ipc": ipc})}
    return Experiment().model_copy(update=changes)


@pytest.fixture
def open_page(qtbot: QtBot) -> Iterator[Callable[..., DataPage]]:
    pages: list[DataPage] = []

    def opened(entry: str = "look_well") -> DataPage:
        page = DataPage(LIGHT, FAKES + entry)
        qtbot.addWidget(page)
        page.resize(900, 600)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close_job()


@pytest.fixture
def page(open_page: Callable[..., DataPage]) -> DataPage:
    return open_page()


@pytest.fixture
def files(page: DataPage, tmp_path: Path) -> FileChoice:
    return FileChoice(Settings(tmp_path / "s.ini", page), tmp_path, page)


def choose(window: QWidget, path: Path) -> QFileDialog:
    """Answer the dialog that is open last."""
    chooser = window.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(path))
    chooser.close()
    return chooser


def wait_for_report(qtbot: QtBot, page: DataPage) -> None:
    with qtbot.waitSignal(page.obstacle_changed, timeout=20_000):
        pass


def sentences(page: DataPage) -> list[str]:
    return [card.sentence.text() for card in page.findings.cards]


def test_the_images_of_the_settings_are_looked_through_when_seen(
    qtbot: QtBot, page: DataPage
) -> None:
    page.show_settings(experiment_on("/pictures/odd"))
    assert "not looked through yet" in page.empty.text
    page.show()
    wait_for_report(qtbot, page)
    assert page.title.text() == "odd (folder)"
    assert page.facts.text().startswith("3 classes · 97 training images · 12 test images · 8 × 8")
    assert sentences(page) == ["Note: Something to know."] and page.obstacle() == ""
    images = page.images
    assert images.mosaic.mosaic.counts == (20, 20, FEW)
    assert images.caption.text() == "47 of 97 images, drawn evenly over each class"
    # a chosen class is shown with all of its pictures
    images.counts.choose(0)
    assert images.mosaic.mosaic.counts == (60,)
    images.part_buttons["test"].click()
    assert images.counts.chosen == 0 and images.mosaic.mosaic.counts == (4,)
    images.counts.choose(ALL_CLASSES)
    assert images.mosaic.mosaic.counts == (4, 4, 4)
    page.set_theme(DARK)
    assert sentences(page) == ["Note: Something to know."]


def test_what_a_setting_cures_has_a_button_and_keeps_start_away(
    qtbot: QtBot, page: DataPage, files: FileChoice
) -> None:
    form = ConfigurePage(built_in_presets())
    qtbot.addWidget(form)
    commands = DataCommands(form, page, files, page)
    form.show_experiment(experiment_on("/pictures/good", ipc=10))
    page.show()
    wait_for_report(qtbot, page)
    obstacle = form.start_obstacle()
    assert "fewer training images than the 10" in obstacle and "The Data page" in obstacle
    assert not form.start_button.isEnabled() and not form.queue_button.isEnabled()
    assert page.images.counts.model().index(3, 0).data(0x0100 + 2) is True
    (card,) = page.findings.cards
    assert card.change_button is not None and card.folder_button is None
    assert card.change_button.text() == "Lower images per class to 7"
    card.change_button.setFocus()
    card.change_button.click()
    experiment = form.current_experiment()
    assert experiment is not None and experiment.distill.ipc == FEW
    assert form.history.undo_words == "Lower images per class to 7"
    # other settings are not those of the report, so nothing is known against them
    assert form.start_obstacle() == ""
    wait_for_report(qtbot, page)
    # the button is gone, and the keys are still on this page
    assert page.focusWidget() is page.images.counts
    assert sentences(page) == []
    assert [each.text() for each in page.findings.findChildren(QLabel) if each.text()] == [
        "Nothing is wrong with these images."
    ]
    form.history.undo()
    assert form.start_obstacle() == ""
    commands.deleteLater()


def test_dropped_images_are_only_a_proposal_until_they_are_used(
    qtbot: QtBot,
    page: DataPage,
    files: FileChoice,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    form = ConfigurePage(built_in_presets())
    qtbot.addWidget(form)
    commands = DataCommands(form, page, files, page)
    before = form.current_experiment()
    page.show()
    with qtbot.waitSignals([commands.data_wanted, page.obstacle_changed], timeout=20_000):
        commands.look_at(str(tmp_path / "damaged"), "folder")
        assert page.title.text() == "damaged (folder), not used yet"
        assert not page.use_button.isEnabled()
        page.cancel_button.setFocus()
    assert form.current_experiment() == before and form.start_obstacle() == ""
    opened: list[Path] = []
    monkeypatch.setattr(data_page, "open_folder", opened.append)
    assert page.focusWidget() is page.use_button
    (card,) = page.findings.cards
    assert card.folder_button is not None
    card.folder_button.click()
    assert opened == [tmp_path / "damaged"]
    with qtbot.waitSignal(commands.form_wanted):
        page.use_button.click()
    used = form.current_experiment()
    assert used is not None and used.data.folder == str(tmp_path / "damaged")
    assert form.history.undo_words == "Data set damaged"
    # the report that was made before is one on these very settings
    assert "ants/1.png is damaged" in form.start_obstacle()
    assert not page.use_button.isVisible() and len(page.findings.cards) == 1


def test_a_proposal_can_be_cured_and_left(qtbot: QtBot, page: DataPage) -> None:
    page.show_settings(experiment_on("/pictures/good", ipc=50))
    page.show()
    page.propose({"data.folder": "/pictures/odd"})
    wait_for_report(qtbot, page)
    button = page.findings.cards[0].change_button
    assert button is not None
    button.click()
    wait_for_report(qtbot, page)
    assert sentences(page) == ["Note: Something to know."]
    page.back_button.click()
    assert page.title.text() == "good (folder)" and not page.use_button.isVisible()
    wait_for_report(qtbot, page)
    assert page.obstacle()


def test_looking_can_be_called_off(qtbot: QtBot, page: DataPage) -> None:
    page.show_settings(experiment_on("/pictures/endless"))
    page.show()
    qtbot.waitUntil(lambda: "5 of 10" in page.facts.text(), timeout=20_000)
    assert page.progress.isVisible() and page.progress.value() == 5
    page.cancel_button.click()
    assert not page.progress.isVisible() and "not looked through yet" in page.empty.text
    assert page.empty.button.isVisible()


def test_a_process_that_dies_is_told(qtbot: QtBot, open_page: Callable[..., DataPage]) -> None:
    page = open_page("leave")
    page.show_settings(experiment_on("/pictures/good"))
    page.look()
    wait_for_report(qtbot, page)
    assert "ended without an answer: exit code 0" in sentences(page)[0]
    assert not page.images.isVisible()


def test_wrong_settings_lead_to_the_form(qtbot: QtBot, page: DataPage) -> None:
    page.show_settings(None)
    page.show()
    assert "settings need attention" in page.empty.text
    with qtbot.waitSignal(page.configure_requested):
        page.empty.button.click()


@pytest.mark.parametrize(
    ("name", "expected"), [("photos", "photos"), ("data.npz", "data.npz"), ("tensors.pt", "")]
)
def test_other_images_are_chosen_as_if_they_were_dropped(
    qtbot: QtBot, page: DataPage, files: FileChoice, tmp_path: Path, name: str, expected: str
) -> None:
    form = ConfigurePage(built_in_presets())
    qtbot.addWidget(form)
    commands = DataCommands(form, page, files, page)
    page.show()
    taken: list[Path] = []
    commands.path_chosen.connect(taken.append)
    path = tmp_path / name
    if path.suffix == ".npz":
        np.savez(path, x_train=np.zeros(1))
    elif path.suffix:
        path.touch()
    else:
        path.mkdir()
    button = page.file_button if path.suffix else page.folder_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    chooser = choose(page, path)
    is_folder = chooser.fileMode() == QFileDialog.FileMode.Directory
    assert is_folder == (not path.suffix)
    assert taken == ([tmp_path / expected] if expected else [])
    if not expected:
        # tensors could be a synthetic set; chosen here, they are real images
        assert page.title.text() == "tensors.pt (arrays), not used yet"
    # the next choice begins there
    button.click()
    assert page.findChildren(QFileDialog)[-1].directory().absolutePath() == str(tmp_path)
    page.findChildren(QFileDialog)[-1].close()
    assert button.accessibleDescription() and button.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize(
    ("data_set", "is_folder"), [("folder", True), ("arrays", False), ("cifar-10", True)]
)
def test_the_folder_of_the_settings_is_chosen_in_a_dialog(
    qtbot: QtBot, page: DataPage, files: FileChoice, tmp_path: Path, data_set: str, is_folder: bool
) -> None:
    form = ConfigurePage(built_in_presets())
    qtbot.addWidget(form)
    DataCommands(form, page, files, page)
    form.form.change_value("data.dataset", data_set)
    editor = form.form.editor("data.folder")
    assert isinstance(editor, PathEditor)
    editor.button.click()
    chooser = choose(page, tmp_path / "mine")
    assert (chooser.fileMode() == QFileDialog.FileMode.Directory) == is_folder
    assert any("npz" in words for words in chooser.nameFilters()) == (not is_folder)
    assert editor.text() == str(tmp_path / "mine")
    experiment = form.current_experiment()
    assert experiment is not None and experiment.data.folder == str(tmp_path / "mine")
    # it is a step of its own
    form.history.undo()
    assert editor.text() == "" and form.form.editor("data.dataset").value() == data_set
    # the dialog begins beside what is named
    (tmp_path / "deep").mkdir()
    form.form.change_value("data.folder", str(tmp_path / "deep" / "mine"))
    editor.button.click()
    chooser = page.findChildren(QFileDialog)[-1]
    assert chooser.directory().absolutePath() == str(tmp_path / "deep")
    chooser.close()
