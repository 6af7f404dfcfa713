"""Runs as things among others, in the real window: renamed, pinned, tagged, removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ftd_engine.run_folder import RunFolder
from ftd_engine.run_summary import summary_of
from ftd_gui.main_window import MainWindow
from ftd_gui.pages.name_dialog import NameDialog
from ftd_gui.runs import run_library
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import (
    done_records,
    lost_records,
    tiny_experiment,
    write_run,
)


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setattr(run_library, "SCAN_SLICE_S", 30.0)
    window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_now()
    qapp.setStyleSheet("")


@pytest.fixture
def run(window: MainWindow, tmp_path: Path) -> RunFolder:
    folder = write_run(tmp_path / "runs", done_records(), "done", "first")
    window.library.refresh()
    window.open_run(folder.path)
    return folder


def box_of(window: MainWindow) -> QMessageBox:
    return window.findChildren(QMessageBox)[-1]


def test_a_run_is_renamed_everywhere(window: MainWindow, run: RunFolder) -> None:
    window.compare_page.add(run.path)
    window.commands.rename_run.trigger()
    (dialog,) = window.findChildren(NameDialog)
    dialog.name_edit.setText("a/b")
    assert not dialog.take_button.isEnabled() and "Use letters" in dialog.warning.text()
    dialog.name_edit.setText("second")
    dialog.take_button.click()
    assert window.windowTitle() == "second – FTD Studio"
    assert window.inspector.name_label.text() == "second"
    assert window.compare_page.runs.name_of(0) == "second"
    assert window.experiment_list.list_view.currentIndex().data() == "second"
    assert run.experiment().name == "second"


def test_tags_and_notes_are_kept_with_the_run(
    qtbot: QtBot, window: MainWindow, run: RunFolder, tmp_path: Path
) -> None:
    card = window.inspector.notes_card
    qtbot.keyClicks(card.tags_edit, "rho, paper,,")
    card.text_edit.setPlainText("Better than the last one.")
    # nothing is lost where another run is shown before the typing has settled
    window.runs.show(None)
    assert run.notes().tags == ("rho", "paper")
    assert run.notes().text == "Better than the last one."
    other = write_run(tmp_path / "runs", done_records(), "done", "other")
    window.open_run(other.path)
    assert card.tags_edit.text() == "" and card.text_edit.toPlainText() == ""
    window.open_run(run.path)
    assert card.tags_edit.text() == "rho, paper"
    window.inspector.notes_card.settle()
    assert not other.notes_path.exists()


def test_notes_that_cannot_be_kept_are_told(
    window: MainWindow, run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(RunFolder, "write_notes", refuse)
    window.inspector.notes_card.tags_edit.setText("tag")
    window.inspector.notes_card.settle()
    assert "No space left on device" in box_of(window).informativeText()
    box_of(window).close()


def test_notes_that_cannot_be_read_are_kept_and_told(window: MainWindow, run: RunFolder) -> None:
    run.notes_path.write_text('{"text": "half a li')
    told: list[str] = []
    window.keeping.told.connect(told.append)
    window.inspector.notes_card.tags_edit.setText("tag")
    window.inspector.notes_card.settle()
    aside = run.notes_path.with_name(run.notes_path.name + ".bad")
    assert run.notes().tags == ("tag",) and aside.read_text() == '{"text": "half a li'
    assert told == [f"The old notes could not be read as a whole and are kept as {aside}."]


def test_a_pin_stays_over_a_restart(
    qtbot: QtBot, window: MainWindow, run: RunFolder, tmp_path: Path
) -> None:
    window.commands.pin_run.trigger()
    assert window.library.is_pinned(run.path)
    window.runs.show(None)
    assert not window.commands.pin_run.isEnabled() and not window.commands.pin_run.isChecked()
    window.close()
    again = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(again)
    assert again.library.is_pinned(run.path)
    again.open_run(run.path)
    assert again.commands.pin_run.isChecked()
    again.commands.pin_run.trigger()
    assert not again.library.is_pinned(run.path)
    again.close()


def test_a_run_is_moved_to_the_trash(
    window: MainWindow, run: RunFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trash = tmp_path / "trash"
    monkeypatch.setattr(QFile, "moveToTrash", lambda path: bool(Path(path).rename(trash)))
    window.compare_page.add(run.path)
    window.commands.remove_run.trigger()
    assert trash.is_dir() and window.shown_session is None
    assert window.library.rowCount() == 0 and len(window.compare_page.runs) == 0
    assert "“first” lies in the trash." in window.statusBar().currentMessage()


def test_without_a_trash_it_is_asked_with_the_size(
    window: MainWindow, run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFile, "moveToTrash", lambda _path: False)
    window.commands.remove_run.trigger()
    box = box_of(window)
    assert "has no trash for “first”" in box.text()
    assert "8 files, " in box.informativeText() and "shelf" in box.informativeText()
    keep, delete = sorted(box.buttons(), key=lambda button: button.text(), reverse=True)
    assert box.defaultButton() is keep and run.path.is_dir()
    delete.click()
    assert not run.path.exists() and window.library.rowCount() == 0


@pytest.mark.parametrize("has_trash", [True, False])
def test_a_run_that_is_offered_is_deleted_while_another_is_shown(
    window: MainWindow,
    run: RunFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    has_trash: bool,
) -> None:
    cut = write_run(tmp_path / "runs", lost_records(), "lost", "cut")
    window.library.refresh()
    window.runs.show(None)
    window.banner.offer(summary_of(cut))
    trash = tmp_path / "trash"
    monkeypatch.setattr(
        QFile, "moveToTrash", lambda path: has_trash and bool(Path(path).rename(trash))
    )
    window.banner.delete_button.click()
    if not has_trash:
        assert cut.path.is_dir() and not window.banner.isHidden()
        next(each for each in box_of(window).buttons() if each.text() == "Delete run").click()
    assert not cut.path.exists() and trash.exists() == has_trash
    assert window.banner.isHidden() and run.path.is_dir()


@pytest.mark.parametrize("why", ["live", "queued"])
def test_a_run_that_is_needed_is_not_removed(window: MainWindow, run: RunFolder, why: str) -> None:
    if why == "live":
        run.claim()
    else:
        window.queue.hold("The test looks.")
        window.queue.add(tiny_experiment("first"))
        window.queue.note_begun(run.path)
    window.commands.remove_run.trigger()
    words = {"live": "It is under way: the engine with process number", "queued": "in the queue"}
    assert words[why] in box_of(window).informativeText()
    box_of(window).close()
    assert run.path.is_dir()


def test_a_run_that_goes_on_elsewhere_is_watched_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = write_run(tmp_path / "runs", lost_records(), "interrupted", "handed over")
    window.library.refresh()
    window.open_run(folder.path)
    before = window.shown_session
    assert before is not None
    qtbot.waitUntil(lambda: before.has_ended)
    window.library.refresh()
    assert window.shown_session is before, "nobody goes on with it"
    folder.write_status("running", "distill")
    window.library.refresh()
    followed = window.shown_session
    assert followed is not None and followed is not before
    assert followed.folder.path == folder.path and not followed.owns_engine
    qtbot.wait(50)
    assert not followed.has_ended and window.library.rowCount() == 1
    folder.write_status("interrupted", "distill")
    qtbot.waitUntil(lambda: followed.has_ended)


def test_f5_looks_for_runs_at_once(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.library.refresh()
    write_run(tmp_path / "runs", done_records(), "done", "from elsewhere")
    assert window.library.rowCount() == 0
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.library.rowCount() == 1
    assert str(tmp_path / "runs") in window.statusBar().currentMessage()
