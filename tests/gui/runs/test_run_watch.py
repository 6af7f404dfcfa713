"""RunWatch on fake engines: what is told of live runs and the queue, and what is not."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.protocol import StepSkipped
from ftd_gui.runs import run_watch
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.queue_runner import QueueRunner
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.runs.run_watch import RunWatch
from tests.fixtures.recorded_runs import done_records, tiny_experiment, write_run

FAKES = "tests.gui.runs.fake_engines:"


class Heard:
    """What a watch has told, in order."""

    def __init__(self, watch: RunWatch) -> None:
        self.facts: list[str] = []
        watch.run_ended.connect(lambda run: self.facts.append(f"ended {run.store.state}"))
        watch.engine_silent.connect(lambda _run: self.facts.append("silent"))
        watch.steps_skipped.connect(lambda _run: self.facts.append("skipped"))
        watch.queue_held.connect(lambda why: self.facts.append(f"held {why}"))
        watch.queue_finished.connect(lambda: self.facts.append("queue finished"))


@pytest.fixture
def queue(qapp: object, tmp_path: Path) -> Iterator[RunQueue]:
    queue = RunQueue(tmp_path / "runs")
    yield queue
    queue.deleteLater()


@pytest.fixture
def runs(qapp: object, tmp_path: Path) -> Iterator[OpenRuns]:
    runs = OpenRuns(tmp_path / "runs", FAKES + "by_name")
    yield runs
    runs.close()
    runs.deleteLater()


def test_the_end_of_a_run_is_told_and_an_old_run_is_not(
    qtbot: QtBot, runs: OpenRuns, queue: RunQueue, tmp_path: Path
) -> None:
    heard = Heard(RunWatch(runs, queue, runs))
    old = write_run(tmp_path / "runs", done_records(), "done")
    with qtbot.waitSignal(runs.shown_ended):
        runs.open(old.path)
    assert heard.facts == []
    with qtbot.waitSignal(runs.own_run_ended, timeout=15_000):
        runs.start(tiny_experiment("good"))
    assert heard.facts == ["ended done"]


def test_a_run_of_another_program_is_followed_to_its_end(
    qtbot: QtBot, runs: OpenRuns, queue: RunQueue, tmp_path: Path
) -> None:
    heard = Heard(RunWatch(runs, queue, runs))
    live = write_run(tmp_path / "runs", done_records(), "running")
    with qtbot.waitSignal(runs.shown_ended):
        runs.open(live.path)
        live.write_status("done", "evaluate", "Done.")
    assert heard.facts == ["ended done"]


def test_what_the_queue_does_by_itself_is_told(
    qtbot: QtBot, runs: OpenRuns, queue: RunQueue
) -> None:
    heard = Heard(RunWatch(runs, queue, runs))
    QueueRunner(runs, queue, runs)
    for name in ("good", "bad", "good again"):
        queue.add(tiny_experiment(name))
    qtbot.waitUntil(lambda: len(heard.facts) == 3, timeout=20_000)
    assert heard.facts == ["ended done", "ended failed", "held “bad” failed."]
    heard.facts.clear()
    queue.go_on()
    qtbot.waitUntil(lambda: len(heard.facts) == 2, timeout=20_000)
    assert heard.facts == ["ended done", "queue finished"]


def test_what_the_user_does_to_the_queue_is_not_told(
    qtbot: QtBot, runs: OpenRuns, queue: RunQueue
) -> None:
    heard = Heard(RunWatch(runs, queue, runs))
    QueueRunner(runs, queue, runs)
    queue.add(tiny_experiment("endless"))
    queue.add(tiny_experiment("later"))
    qtbot.waitUntil(lambda: runs.live_own_run is not None, timeout=10_000)
    queue.hold("you asked for it.")
    queue.remove(1)
    assert heard.facts == []


def test_silence_and_thrown_away_steps_are_told_once(
    qtbot: QtBot, runs: OpenRuns, queue: RunQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_watch, "LOOK_EVERY_MS", 10)
    heard = Heard(RunWatch(runs, queue, runs))
    runs.start(tiny_experiment("endless"))
    session = runs.live_own_run
    assert session is not None
    qtbot.waitUntil(lambda: session.last_heartbeat_s > 0, timeout=10_000)
    monkeypatch.setattr(run_watch, "SILENT_AFTER_S", -1.0)
    qtbot.waitUntil(lambda: "silent" in heard.facts)
    qtbot.wait(50)
    assert heard.facts == ["silent"]
    skips = frozenset(("step_skipped",))
    session.store.skipped.append(StepSkipped(3, "The loss is NaN.", 1))
    session.store.last_time_s = time.time() - 3600
    session.changed.emit(skips)
    assert heard.facts == ["silent"]
    session.store.last_time_s = time.time()
    session.changed.emit(skips)
    session.changed.emit(skips)
    assert heard.facts == ["silent", "skipped"]
