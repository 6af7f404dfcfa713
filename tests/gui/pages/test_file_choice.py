"""File dialogs: folders remembered, settings saved and loaded, refusals told."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.experiment_file import load_experiment
from ftd_gui.pages.file_choice import FileChoice
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import tiny_experiment


@pytest.fixture
def files(qtbot: QtBot, tmp_path: Path) -> FileChoice:
    window = QWidget()
    qtbot.addWidget(window)
    return FileChoice(Settings(tmp_path / "s.ini", window), tmp_path, window)


def chooser_of(files: FileChoice) -> QFileDialog:
    window = files.parent()
    assert window is not None
    return window.findChildren(QFileDialog)[-1]


def test_settings_are_saved_and_loaded(qtbot: QtBot, files: FileChoice, tmp_path: Path) -> None:
    target = tmp_path / "mine.toml"
    files.ask_where_to_save(tiny_experiment("mine"))
    chooser = chooser_of(files)
    assert chooser.selectedFiles()[0].endswith("mine.toml")
    chooser.fileSelected.emit(str(target))
    chooser.close()
    assert load_experiment(target) == tiny_experiment("mine")
    files.ask_for_experiment()
    chooser = chooser_of(files)
    with qtbot.waitSignal(files.experiment_loaded) as blocker:
        chooser.fileSelected.emit(str(target))
    chooser.close()
    assert blocker.args == [tiny_experiment("mine")]


def test_refusals_name_the_file(qtbot: QtBot, files: FileChoice, tmp_path: Path) -> None:
    with qtbot.waitSignal(files.refused) as blocker:
        files.load(str(tmp_path / "missing.toml"))
    assert blocker.args is not None and "missing.toml" in blocker.args[1]
    files.ask_where_to_save(tiny_experiment())
    chooser_of(files).close()
    with qtbot.waitSignal(files.refused) as blocker:
        files.save(str(tmp_path / "no folder" / "mine.toml"))
    assert blocker.args is not None and "No such file" in blocker.args[1]


def test_a_run_folder_is_chosen(qtbot: QtBot, files: FileChoice, tmp_path: Path) -> None:
    files.ask_for_run()
    chooser = chooser_of(files)
    with qtbot.waitSignal(files.run_chosen) as blocker:
        chooser.fileSelected.emit(str(tmp_path / "run"))
    chooser.close()
    assert blocker.args == [tmp_path / "run"]
    assert files.settings.folder("runs", Path()) == tmp_path
