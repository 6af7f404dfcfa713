"""How a run or the window ends before its time: engine killed, window closed on a live run."""

import os
import signal
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from ftd_engine.run_folder import RunFolder
from ftd_gui.runs.run_session import RunSession
from tests.end_to_end.conftest import OpenWindow
from tests.end_to_end.hands import Hands
from tests.end_to_end.small_runs import endless_experiment, write_experiment


def distill(hands: Hands, folder: Path, name: str) -> RunSession:
    """Start a run that does not end by itself, and wait for its first matching losses."""
    hands.load(write_experiment(folder / "endless.toml", endless_experiment(name)))
    session = hands.start()
    hands.wait("it distills", lambda: len(session.store.curve("matching_loss")) >= 2)
    return session


def engine_of(session: RunSession) -> psutil.Process:
    assert session.store.started is not None
    return psutil.Process(session.store.started.pid)


def children() -> set[int]:
    """Processes that this one started and that live, but for Python's own tracker of semaphores."""
    return {
        child.pid
        for child in psutil.Process().children(recursive=True)
        if child.status() != psutil.STATUS_ZOMBIE
        and not any("resource_tracker" in word for word in child.cmdline())
    }


def button_of(box: QMessageBox, text: str) -> QAbstractButton:
    return next(button for button in box.buttons() if button.text() == text)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_a_killed_engine(open_window: OpenWindow, tmp_path: Path) -> None:
    hands = open_window()
    window = hands.window
    commands = window.commands
    session = distill(hands, tmp_path, "killed")
    os.kill(engine_of(session).pid, signal.SIGKILL)
    hands.wait("its end is noticed", lambda: session.has_ended, 10)
    assert session.store.state == "lost" and session.store.finished is None
    hands.wait("the window says so", window.banner.isVisible)
    sentences = hands.words_of(window.banner)
    assert "“killed” ended without a last word" in sentences
    assert "signal SIGKILL" in sentences
    assert "Kept on disk: 1 teacher and 1 stored set" in sentences
    # killed within a minute, it had written no checkpoint yet
    assert "It has no checkpoint. Resume begins this phase again." in sentences
    assert "Lost" in hands.words_of(window.status_strip)
    assert window.status_strip.engine_label.text() == "no engine"
    assert RunFolder.open(session.folder.path).status().state == "lost"
    for action in (commands.stop, commands.evaluate, commands.snapshot):
        assert not hands.tool(action).isEnabled()
    assert commands.pause.text() == "Resume" and commands.stop.text() == "Stop after this step"
    assert hands.tool(commands.export).isEnabled(), "the first set was stored and can be exported"

    losses = session.store.curve("matching_loss").y.tolist()
    hands.click(window.banner.resume_button)
    again = window.shown_session
    assert again is not None and again is not session
    assert again.folder.path == session.folder.path and not window.banner.isVisible()
    curve = again.store.curve("matching_loss")
    hands.wait("it goes on", lambda: len(curve) > len(losses) + 2)
    assert curve.y.tolist()[: len(losses)] == losses
    assert curve.x.tolist() == list(range(1, len(curve) + 1))
    assert window.library.rowCount() == 1
    hands.click_tool(commands.stop)
    hands.wait("it stops", lambda: again.has_ended)
    assert again.store.state == "stopped" and commands.pause.text() == "Resume"

    hands.click_tool(commands.pause)
    third = window.shown_session
    assert third is not None and third is not again
    hands.wait("it goes on from the stop", lambda: bool(third.store.is_live and third.store.phase))
    hands.wait("without a step twice", lambda: len(third.store.curve("matching_loss")) > len(curve))
    assert third.store.curve("matching_loss").y.tolist()[: len(curve)] == curve.y.tolist()


def test_the_window_closed_on_a_live_run(open_window: OpenWindow, tmp_path: Path) -> None:
    processes = children()
    hands = open_window()
    window = hands.window
    session = distill(hands, tmp_path, "left alone")
    engine = engine_of(session)
    assert children() - processes == {engine.pid}

    hands.click_menu("File", "Quit")
    question = hands.dialog(QMessageBox)
    assert "“left alone” is still under way" in question.text()
    hands.click(button_of(question, "Keep window"))
    hands.wait("the question is gone", lambda: not hands.dialogs(QMessageBox))
    before = len(session.store.curve("matching_loss"))
    hands.wait("it goes on", lambda: len(session.store.curve("matching_loss")) > before)

    hands.click_menu("File", "Quit")
    question = hands.dialog(QMessageBox)
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    hands.click(button_of(question, "Stop and close"))
    # a second wish to close asks nothing
    if window.isVisible():
        window.close()
        assert hands.dialogs(QMessageBox) == []
    hands.wait("the window is closed", lambda: bool(closed))
    assert not window.isVisible() and closed == [True]
    assert children() == processes and not engine.is_running()
    folder = session.folder
    assert folder.status().state == "stopped" == session.store.state
    assert folder.snapshot_iterations()[-1] == session.store.curve("matching_loss").x[-1]


def test_a_run_goes_on_without_a_window(open_window: OpenWindow, tmp_path: Path) -> None:
    processes = children()
    hands = open_window()
    session = distill(hands, tmp_path, "goes on")
    folder, engine = session.folder, engine_of(session)
    hands.click_menu("File", "Quit")
    closed: list[bool] = []
    hands.window.closed.connect(lambda: closed.append(True))
    hands.click(button_of(hands.dialog(QMessageBox), "Go on in the background"))
    hands.wait("the window is closed", lambda: bool(closed))
    assert not engine.is_running() and session.store.state == "interrupted"
    losses = session.store.curve("matching_loss").y.tolist()
    # a process of its own session that no window and no test is the parent of
    assert children() == processes

    again = open_window()
    try:
        again.wait("the run goes on", lambda: folder.status().state == "running")
        # this window may have shown the cut run before the engine, which loads for seconds, went on
        if again.window.shown_session is None:
            again.window.open_run(folder.path)

        def steps() -> int:
            shown = again.window.shown_session
            return len(shown.store.curve("matching_loss")) if shown is not None else 0

        again.wait("its steps arrive", lambda: steps() > len(losses) + 2)
        followed = again.window.shown_session
        assert followed is not None and followed.folder.path == folder.path
        assert not followed.owns_engine
        curve = followed.store.curve("matching_loss")
        assert curve.y.tolist()[: len(losses)] == losses
        assert curve.x.tolist() == list(range(1, len(curve) + 1))
        again.click_tool(again.window.commands.stop)
    finally:
        # the engine belongs to nobody; a test that fails must not leave it
        folder.leave_stop_wish()
        again.wait("it stops", lambda: not folder.owner_words())
    again.wait("the window hears of it", lambda: followed.has_ended)
    assert followed.store.state == "stopped" == folder.status().state
