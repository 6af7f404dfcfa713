"""What becomes of the run under way when its window closes; the engines are small fakes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ftd_engine.run_folder import RunFolder
from ftd_gui import window_closing
from ftd_gui.main_window import MainWindow
from ftd_gui.runs import background_run
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import done_records, tiny_experiment, write_run

FAKES = "tests.gui.runs.fake_engines:"

OpenWindow = Callable[[str], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens a window with this fake engine."""
    opened: list[MainWindow] = []

    def open_one(engine: str) -> MainWindow:
        window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"), FAKES + engine)
        qtbot.addWidget(window)
        opened.append(window)
        window.show()
        return window

    yield open_one
    for window in opened:
        window.close_now()
    qapp.setStyleSheet("")


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Runs that went on in the background; none does here."""
    runs: list[Path] = []

    def note(folder: RunFolder) -> bool:
        assert folder.can_resume and not folder.owner_words()
        runs.append(folder.path)
        return True

    monkeypatch.setattr(window_closing, "go_on_in_background", note)
    return runs


def start(qtbot: QtBot, window: MainWindow) -> RunFolder:
    window.runs.start(tiny_experiment("mine"))
    session = window.shown_session
    assert session is not None
    qtbot.waitUntil(window.commands.pause.isEnabled, timeout=10_000)
    return session.folder


def question(window: MainWindow) -> QMessageBox:
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    return box


def answer(window: MainWindow, text: str) -> QAbstractButton:
    return next(one for one in question(window).buttons() if one.text() == text)


def test_closing_asks_once_and_stops(
    qtbot: QtBot, open_window: OpenWindow, handed_over: list[Path]
) -> None:
    window = open_window("obedient")
    folder = start(qtbot, window)
    window.close()
    window.close()
    assert window.isVisible() and "“mine” is still under way" in question(window).text()
    assert "queue" not in question(window).informativeText()
    with qtbot.waitSignal(window.closed, timeout=10_000):
        answer(window, "Stop and close").click()
        assert window.commands.stop.text() == "Stopping…"
        # a second wish to close waits for the first
        window.close()
        assert window.isVisible()
    assert not window.isVisible() and handed_over == []
    assert folder.status().state == "stopped"


def test_keeping_the_window_keeps_the_run(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window("obedient")
    start(qtbot, window)
    for _ in range(2):
        window.close()
        answer(window, "Keep window").click()
        assert window.isVisible() and window.runs.live_own_run is not None


def test_a_paused_run_is_offered_at_the_next_start(
    qtbot: QtBot, open_window: OpenWindow, handed_over: list[Path]
) -> None:
    window = open_window("obedient")
    folder = start(qtbot, window)
    window.close()
    with qtbot.waitSignal(window.closed, timeout=10_000):
        answer(window, "Pause and close").click()
    assert folder.status().state == "interrupted" and handed_over == []
    again = open_window("obedient")
    qtbot.waitUntil(again.banner.isVisible)
    assert again.banner.title.text() == "“mine” waits to go on"


def test_a_run_goes_on_in_the_background_once_its_engine_is_gone(
    qtbot: QtBot, open_window: OpenWindow, handed_over: list[Path]
) -> None:
    window = open_window("obedient")
    folder = start(qtbot, window)
    window.queue.add(tiny_experiment("next"))
    window.close()
    assert "1 run waits in the queue" in question(window).informativeText()
    with qtbot.waitSignal(window.closed, timeout=10_000):
        answer(window, "Go on in the background").click()
    assert handed_over == [folder.path]
    assert window.queue.held_because and window.runs.live_own_run is None


def test_a_run_that_cannot_go_on_keeps_the_window(
    qtbot: QtBot, open_window: OpenWindow, handed_over: list[Path]
) -> None:
    window = open_window("fails_at_the_end")
    start(qtbot, window)
    window.close()
    answer(window, "Go on in the background").click()
    qtbot.waitUntil(lambda: window.runs.live_own_run is None, timeout=10_000)
    assert window.banner.isVisible() and window.isVisible() and handed_over == []
    assert "“mine” failed" in window.banner.title.text()
    with qtbot.waitSignal(window.closed):
        window.close()


def test_a_run_that_ended_meanwhile_does_not_keep_the_window(
    qtbot: QtBot, open_window: OpenWindow, handed_over: list[Path]
) -> None:
    window = open_window("obedient")
    session_folder = start(qtbot, window)
    window.close()
    window.runs.end_own_run()
    qtbot.waitUntil(lambda: window.runs.live_own_run is None, timeout=10_000)
    with qtbot.waitSignal(window.closed):
        answer(window, "Go on in the background").click()
    assert handed_over == [] and session_folder.status().state == "stopped"


def test_an_engine_that_does_not_heed_is_not_waited_for(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_closing, "CLOSE_PATIENCE_MS", 200)
    window = open_window("stubborn")
    folder = start(qtbot, window)
    window.close()
    with qtbot.waitSignal(window.closed, timeout=10_000):
        answer(window, "Stop and close").click()
    assert not folder.owner_words()


def test_the_next_window_follows_what_goes_on(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    folder = write_run(tmp_path / "runs", done_records()[:-1], "running", "left to go on")
    window = open_window("obedient")
    qtbot.waitUntil(lambda: window.shown_session is not None)
    session = window.shown_session
    assert session is not None and session.folder.path == folder.path
    assert not session.owns_engine and not window.banner.isVisible()
    commands = window.commands
    assert commands.stop.isEnabled() and not commands.pause.isEnabled()
    assert "can only be stopped from here" in commands.pause.toolTip()
    commands.stop_after_evaluation.trigger()
    assert not commands.stop_after_evaluation.isEnabled() and commands.stop.isEnabled()
    assert folder.take_stop_wish() == "stop_after_evaluation"
    commands.stop.trigger()
    assert commands.stop.text() == "Stopping…" and not commands.stop.isEnabled()
    assert folder.take_stop_wish() == "stop" and folder.take_stop_wish() is None
    assert commands.stop_now.isEnabled(), "for a step that takes too long"


def test_a_folder_that_takes_no_wish_says_so(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_run(tmp_path / "runs", done_records()[:-1], "running", "read only")
    window = open_window("obedient")
    qtbot.waitUntil(lambda: window.shown_session is not None)

    def refuse(_folder: RunFolder, _name: str) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(RunFolder, "leave_stop_wish", refuse)
    session = window.shown_session
    assert session is not None
    session.send("stop")
    assert session.store.log[-1].text == (
        f"The run was not asked to stop: {folder.path} cannot be written (Read-only file system). "
        "Stop it where it was started."
    )


def test_what_the_queue_holds_waits_for_the_background(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("obedient")
    folder = write_run(window.library.workspace, done_records()[:-1], "running", "away")
    monkeypatch.setattr(RunFolder, "owner_words", lambda _folder: "the engine of somebody")
    window.queue.hold("The window was opened anew.")
    window.queue.add(tiny_experiment("away"))
    window.queue.note_begun(folder.path)
    window.queue._running = ""
    window.queue.go_on()
    qtbot.waitUntil(lambda: bool(window.queue.held_because))
    assert "under way in the background" in window.queue.held_because
    assert window.queue.rowCount() == 1 and window.runs.live_own_run is None


@pytest.mark.expects_log
def test_a_program_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = write_run(tmp_path, done_records()[:-1], "interrupted")
    monkeypatch.setattr(background_run.sys, "executable", str(tmp_path / "gone"))
    assert not background_run.go_on_in_background(folder)
    assert "does not go on" in caplog.text
