"""Help > Check for updates: what the dialog says, when it is asked by itself, and what it never does."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ftd_gui import update_commands
from ftd_gui.actions import PAGE_TITLES, WindowActions
from ftd_gui.pages.update_dialog import UPGRADE, UpdateDialog
from ftd_gui.runs import update_job
from ftd_gui.runs.newest_release import INDEX_VARIABLE, Release, UnknownRelease, usual_index
from ftd_gui.runs.notices import Notice
from ftd_gui.settings import Settings
from ftd_gui.update_commands import WEEK_S, UpdateCommands

NEWER = Release("9.1.0", date(2026, 11, 3), "- Much.")


class Asked:
    """Stands for the index, and answers at once."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.answer: Release | UnknownRelease = NEWER

    def __call__(self, address: str, _timeout_s: float) -> Release:
        self.addresses.append(address)
        if isinstance(self.answer, UnknownRelease):
            raise self.answer
        return self.answer


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    asked = Asked()
    monkeypatch.setattr(update_job, "ask_newest", asked)
    monkeypatch.delenv(INDEX_VARIABLE, raising=False)
    return asked


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def told() -> list[Notice]:
    return []


@pytest.fixture
def updates(window: QMainWindow, tmp_path: Path, told: list[Notice]) -> Iterator[UpdateCommands]:
    actions = WindowActions(window, PAGE_TITLES, ())
    settings = Settings(tmp_path / "s.ini", window)
    updates = UpdateCommands(window, settings, actions, told.append, own="1.2.0")
    yield updates
    updates.close()


def dialog_of(window: QMainWindow) -> UpdateDialog:
    (dialog,) = window.findChildren(UpdateDialog)
    return dialog


def test_a_newer_version_is_shown_with_the_command_to_copy(
    qtbot: QtBot, window: QMainWindow, updates: UpdateCommands, asked: Asked, told: list[Notice]
) -> None:
    updates.open_dialog()
    dialog = dialog_of(window)
    assert "Asking" in dialog.title.text() and not dialog.again_button.isEnabled()
    qtbot.waitUntil(dialog.again_button.isEnabled)
    assert asked.addresses == [usual_index()]
    assert dialog.title.text() == "Version 9.1.0 is out"
    assert "2026" in dialog.facts.text()
    assert dialog.facts.text().endswith("This is version 1.2.0.")
    assert dialog.notes.toPlainText() == "- Much." and dialog.how.isVisible()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == UPGRADE == dialog.command_edit.text()
    # the same version again, and then none
    asked.answer = Release("1.2.0")
    dialog.again_button.click()
    qtbot.waitUntil(dialog.again_button.isEnabled)
    assert dialog.title.text() == "This is the newest version" and not dialog.how.isVisible()
    asked.answer = UnknownRelease("There is no network.")
    dialog.again_button.click()
    qtbot.waitUntil(dialog.again_button.isEnabled)
    assert dialog.facts.text().startswith("There is no network.") and not dialog.how.isVisible()
    assert told == []
    dialog.close()


def test_nothing_is_asked_unless_it_is_wished(
    qtbot: QtBot, updates: UpdateCommands, asked: Asked, told: list[Notice]
) -> None:
    settings = updates._settings
    assert not settings.looks_for_updates
    updates.look()
    assert not updates.job.is_running and asked.addresses == []
    settings.looks_for_updates = True
    with qtbot.waitSignal(updates.job.finished):
        updates.look()
    (notice,) = told
    assert notice.words == "FTD Studio 9.1.0 is out." and notice.offer == "update"
    updates.look()
    assert not updates.job.is_running
    settings.updates_asked_s = time.time() - WEEK_S - 1
    asked.answer = UnknownRelease("There is no network.")
    with qtbot.waitSignal(updates.job.finished):
        updates.look()
    asked.answer = Release("1.2.0")
    # a clock that was set back
    settings.updates_asked_s = time.time() + WEEK_S
    with qtbot.waitSignal(updates.job.finished):
        updates.look()
    assert len(asked.addresses) == 3 and len(told) == 1


def test_the_index_is_chosen_by_setting_and_environment(
    qtbot: QtBot,
    window: QMainWindow,
    updates: UpdateCommands,
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    updates.open_dialog()
    dialog = dialog_of(window)
    qtbot.waitUntil(dialog.again_button.isEnabled)
    dialog.weekly_box.click()
    assert updates._settings.looks_for_updates
    dialog.index_edit.setText(" https://here/json ")
    dialog.again_button.click()
    qtbot.waitUntil(dialog.again_button.isEnabled)
    monkeypatch.setenv(INDEX_VARIABLE, "https://there/json")
    dialog.again_button.click()
    qtbot.waitUntil(dialog.again_button.isEnabled)
    assert asked.addresses[1:] == ["https://here/json", "https://there/json"]
    dialog.close()


def test_who_takes_too_long_is_not_waited_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_address: str, _timeout_s: float) -> Release:
        time.sleep(0.5)
        return NEWER

    monkeypatch.setattr(update_job, "ask_newest", slow)
    job = update_job.UpdateJob(timeout_s=0.1)
    with qtbot.waitSignal(job.finished, timeout=400) as came:
        job.start(usual_index())
    assert came.args is not None
    answer = came.args[0]
    assert isinstance(answer, UnknownRelease) and "within 0.1 seconds" in str(answer)


def test_a_program_without_a_version_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = UpdateDialog("", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(dialog)
    dialog.say_answer(NEWER)
    assert dialog.title.text() == "The newest version is 9.1.0"
    assert "source folder" in dialog.facts.text() and not dialog.how.isVisibleTo(dialog)


def test_the_bell_alone_tells_of_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: Asked
) -> None:
    from ftd_gui.main_window import MainWindow

    monkeypatch.setattr(update_commands, "version_of", lambda *_: "1.2.0")
    settings = Settings(tmp_path / "s.ini")
    settings.looks_for_updates = True
    window = MainWindow(tmp_path / "runs", settings)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.updates.job.finished):
        window.updates.look()
    assert window.notices.board.unread == 1 and window.notices.corner.toasts == []
    (notice,) = window.notices.board.notices
    window.notices.bell.list.offer_taken.emit(notice)
    dialog = dialog_of(window)
    qtbot.waitUntil(dialog.again_button.isEnabled)
    dialog.close()
    window.close()
