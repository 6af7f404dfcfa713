"""OpenRuns: one shown run, one own run, and what becomes of the others."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.event_log import EventReader
from ftd_engine.job_requests import AdoptRequest
from ftd_gui.runs.open_runs import OpenRuns
from tests.fixtures.recorded_runs import done_records, tiny_experiment, write_run

FAKES = "tests.gui.runs.fake_engines:"


@pytest.fixture
def runs(qapp: object, tmp_path: Path) -> Iterator[OpenRuns]:
    runs = OpenRuns(tmp_path / "runs", FAKES + "obedient")
    yield runs
    runs.close()
    runs.deleteLater()


def started(qtbot: QtBot, runs: OpenRuns) -> Any:
    with qtbot.waitSignal(runs.own_run_began) as blocker:
        runs.start(tiny_experiment("mine"))
    qtbot.waitUntil(lambda: runs.shown is not None and runs.shown.store.started is not None)
    assert blocker.args is not None
    return blocker.args[0]


def test_a_set_from_elsewhere_becomes_an_own_run(qtbot: QtBot, tmp_path: Path) -> None:
    runs = OpenRuns(tmp_path / "runs", engine_entry=FAKES + "adopt_well")
    request = AdoptRequest("some.pt", "rgb", 0.0, "", evaluates=False)
    with qtbot.waitSignal(runs.own_run_ended, timeout=15_000):
        runs.adopt(tiny_experiment("imported"), request)
    assert runs.shown is not None and runs.shown.store.state == "done"
    assert "Imported from some.pt as rgb." in [line.text for line in runs.shown.store.log]
    runs.close()
    runs.deleteLater()


def test_an_own_run_is_shown_and_blocks_a_second(qtbot: QtBot, runs: OpenRuns) -> None:
    assert runs.obstacle() == "" and runs.live_own_run is None
    session = started(qtbot, runs)
    assert runs.shown is session is runs.live_own_run
    assert "“mine” is under way" in runs.obstacle()
    with qtbot.waitSignal(runs.refused) as blocker:
        runs.start(tiny_experiment("second"))
    assert blocker.args is not None and blocker.args[1] == runs.obstacle()


def test_commands_are_remembered_until_they_are_answered(qtbot: QtBot, runs: OpenRuns) -> None:
    started(qtbot, runs)
    with qtbot.waitSignals([runs.commands_changed, runs.shown_changed, runs.memory_read]):
        runs.send("pause")
        assert runs.asked == {"pause"}
    assert runs.shown is not None
    qtbot.waitUntil(lambda: runs.shown is not None and runs.shown.store.state == "paused")
    qtbot.waitUntil(lambda: runs.asked == set())
    runs.send("snapshot")
    qtbot.waitUntil(lambda: runs.asked == set())
    with qtbot.waitSignals([runs.shown_ended, runs.own_run_ended], timeout=10_000):
        runs.end_own_run()
        assert runs.asked == {"stop"}
    assert runs.asked == set() and runs.live_own_run is None and runs.obstacle() == ""
    runs.end_own_run()


def test_an_own_run_goes_on_while_another_is_shown(
    qtbot: QtBot, runs: OpenRuns, tmp_path: Path
) -> None:
    other = write_run(tmp_path / "runs", done_records(), "done")
    session = started(qtbot, runs)
    runs.open(other.path)
    assert runs.shown is not session and runs.live_own_run is session
    runs.open(other.path)
    with qtbot.waitSignal(runs.own_run_ended, timeout=10_000):
        runs.end_own_run()
        assert runs.asked == set()
    runs.open(session.folder.path)
    assert runs.shown is session and session.store.state == "stopped"
    # the next own run takes its place
    again = started(qtbot, runs)
    assert runs.live_own_run is again


def test_what_cannot_be_opened_or_started_is_refused(
    qtbot: QtBot, runs: OpenRuns, tmp_path: Path
) -> None:
    with qtbot.waitSignal(runs.refused) as blocker:
        runs.open(tmp_path / "nothing")
    assert blocker.args is not None and "is no run folder" in blocker.args[1]
    (tmp_path / "runs").touch()
    with qtbot.waitSignal(runs.refused) as blocker:
        runs.start(tiny_experiment())
    assert blocker.args is not None and "cannot be made" in blocker.args[1]


def test_nothing_shown_takes_no_command(qtbot: QtBot, runs: OpenRuns, tmp_path: Path) -> None:
    with qtbot.assertNotEmitted(runs.commands_changed):
        runs.send("pause")
    other = write_run(tmp_path / "runs", done_records(), "done")
    runs.open(other.path)
    with qtbot.waitSignal(runs.run_shown) as blocker:
        runs.show(None)
    assert blocker.args == [None] and runs.shown is None
    runs.show(None)
    assert runs.shown is None


def test_an_interrupted_run_goes_on_in_its_folder(
    qtbot: QtBot, runs: OpenRuns, tmp_path: Path
) -> None:
    cut = write_run(tmp_path / "runs", done_records()[:-1], "interrupted")
    before = len(EventReader(cut.event_path).read_all())
    with qtbot.waitSignal(runs.own_run_began):
        runs.resume(cut.path)
    session = runs.shown
    assert session is not None and session.owns_engine and session.store.is_live
    qtbot.waitUntil(lambda: session.store.next_seq > before, timeout=10_000)
    assert len(session.store.curve("matching_loss")) > 0
    assert cut.status().state in ("running", "paused")


def test_a_run_of_another_engine_is_not_resumed(
    qtbot: QtBot, runs: OpenRuns, tmp_path: Path
) -> None:
    taken = write_run(tmp_path / "runs", done_records()[:-1], "running")
    taken.claim()
    with qtbot.waitSignal(runs.refused) as blocker:
        runs.resume(taken.path)
    assert blocker.args is not None
    assert f"the engine with process number {os.getpid()}" in blocker.args[1]
    assert "Stop that one first." in blocker.args[1]
    assert runs.shown is None


def test_a_folder_that_is_no_run_is_not_resumed(
    qtbot: QtBot, runs: OpenRuns, tmp_path: Path
) -> None:
    with qtbot.waitSignal(runs.refused) as blocker:
        runs.resume(tmp_path / "nowhere")
    assert blocker.args is not None and "is no run folder" in blocker.args[1]
