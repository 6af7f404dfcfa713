"""The reporter: order, batching, throttling, pause, full queue, last word."""

import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftd_engine import reporter as reporter_room
from ftd_engine.event_log import EventLog, EventReader
from ftd_engine.protocol import (
    Command,
    Event,
    Heartbeat,
    Logged,
    PointsAdded,
    Progressed,
    Record,
    RunFinished,
    StateChanged,
)
from ftd_engine.reporter import Reporter, StopAsked
from ftd_engine.run_folder import RunFolder
from ftd_engine.snapshot import Snapshot
from tests.engine.tiny import tiny_experiment


class Rig:
    """A reporter with its folder and queue."""

    def __init__(self, workspace: Path, queue_length: int) -> None:
        self.folder = RunFolder.create(workspace, tiny_experiment())
        self.queue: Any = queue.Queue(queue_length)
        self.log = EventLog(self.folder.event_path)
        self.reporter = Reporter(self.folder, self.log, self.queue, lambda: 12.5)

    @property
    def written(self) -> list[Event]:
        return [record.event for record in EventReader(self.folder.event_path).read_all()]

    def sent(self) -> list[Any]:
        items: list[Any] = []
        while not self.queue.empty():
            items.append(self.queue.get_nowait())
        return items


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(tmp_path, 0)
    yield rig
    rig.log.close()


def test_events_are_written_before_they_are_sent(rig: Rig) -> None:
    rig.reporter.say("hello")
    (record,) = rig.sent()
    assert isinstance(record, Record)
    assert rig.written == [record.event] == [Logged("info", "hello")]


def test_points_wait_for_each_other_but_never_fall_behind_an_event(rig: Rig) -> None:
    for step in range(50):
        rig.reporter.point("matching_loss", step, step / 2)
        rig.reporter.point("syn_lr", step, 0.01)
    rig.reporter.say("after")
    written = rig.written
    assert written[-1] == Logged("info", "after")
    batches = [event for event in written if isinstance(event, PointsAdded)]
    assert len(batches) < 50
    losses = [x for event in batches if event.series == "matching_loss" for x in event.x]
    assert losses == list(range(50))


def test_points_are_sent_after_the_interval_without_another_event(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporter_room, "POINTS_INTERVAL_S", 0.0)
    rig.reporter.point("syn_lr", 1, 0.01)
    assert isinstance(rig.written[0], PointsAdded)


def test_spread_is_kept_beside_the_points_that_have_one(rig: Rig) -> None:
    rig.reporter.point("accuracy_raw", 1, 0.5, 0.1)
    rig.reporter.point("accuracy_raw", 2, 0.6)
    rig.reporter.say("flush")
    points = rig.written[0]
    assert isinstance(points, PointsAdded)
    assert points.std[0] == 0.1
    assert np.isnan(points.std[1])


def test_full_queue_loses_nothing_in_the_folder(tmp_path: Path) -> None:
    rig = Rig(tmp_path, 3)
    for number in range(10):
        rig.reporter.say(str(number))
    rig.reporter.beat()
    assert len(rig.sent()) == 3
    assert [event.text for event in rig.written if isinstance(event, Logged)] == [
        str(number) for number in range(10)
    ]
    rig.log.close()


def test_progress_is_throttled_and_ends_at_the_total(rig: Rig) -> None:
    with rig.reporter.phase("distill", 1000, "iterations"):
        for step in range(1, 1001):
            rig.reporter.progress(step, "x")
    told = [event for event in rig.written if isinstance(event, Progressed)]
    assert len(told) < 20
    assert told[-1].step == 1000
    assert told[-1].eta_s == 0


def test_rate_leaves_pauses_out(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporter_room, "PROGRESS_INTERVAL_S", 0.0)
    reporter = rig.reporter
    with reporter.phase("distill", 100, "iterations"):
        time.sleep(0.05)
        reporter.progress(1, "")
        reporter.obey(Command("pause", 1))
        later = threading.Timer(0.6, lambda: reporter.obey(Command("resume", 2)))
        later.start()
        reporter.turn()
        later.join()
        time.sleep(0.05)
        reporter.progress(2, "")
        rates = [event.rate_per_s for event in rig.written if isinstance(event, Progressed)]
        # 20 a second on a quiet machine; counting the pause would give about 1.5
        assert rates[-1] > 5
    states = [event.state for event in rig.written if isinstance(event, StateChanged)]
    assert states == ["paused", "running"]


def test_stop_ends_at_the_next_turn_and_is_told_once(rig: Rig) -> None:
    rig.reporter.turn()
    rig.reporter.obey(Command("stop", 7))
    rig.reporter.obey(Command("stop", 8))
    with pytest.raises(StopAsked):
        rig.reporter.turn()
    assert [e.state for e in rig.written if isinstance(e, StateChanged)] == ["stopping"]
    assert rig.folder.status().state == "stopping"


def test_a_stop_after_the_next_evaluation_waits_for_it(rig: Rig) -> None:
    rig.reporter.note_evaluated()
    rig.reporter.obey_stop("stop_after_evaluation")
    rig.reporter.obey_stop("stop_after_evaluation")
    rig.reporter.turn()
    rig.reporter.note_evaluated()
    with pytest.raises(StopAsked):
        rig.reporter.turn()
    assert [e.text for e in rig.written if isinstance(e, Logged)] == [
        "The run stops after the next evaluation."
    ]


def test_an_interruption_ends_the_run_too_but_counts_as_one(rig: Rig) -> None:
    rig.reporter.obey(Command("interrupt", 7))
    with pytest.raises(StopAsked):
        rig.reporter.turn()
    assert rig.reporter.stop_outcome == "interrupted"


def test_stop_releases_a_pause(rig: Rig) -> None:
    rig.reporter.obey(Command("pause", 1))
    later = threading.Timer(0.2, lambda: rig.reporter.obey(Command("stop", 2)))
    later.start()
    with pytest.raises(StopAsked):
        rig.reporter.turn()
    later.join()


def test_what_there_is_is_written_once(rig: Rig) -> None:
    images = {"raw": np.zeros((2, 1, 2, 2), dtype=np.float32)}
    ones = np.ones(1, dtype=np.float32)
    snapshot = Snapshot(5, images, np.array([0, 1]), 0.1, ones, ones)
    rig.reporter.write_what_there_is()
    assert rig.folder.snapshot_iterations() == []
    made: list[int] = []

    def make() -> Snapshot:
        made.append(5)
        return snapshot

    rig.reporter.keep(5, make)
    assert made == []
    rig.reporter.write_what_there_is()
    rig.reporter.write_what_there_is()
    assert (rig.folder.snapshot_iterations(), made) == ([5], [5])
    assert [event.kind for event in rig.written] == ["snapshot_written"]


def test_the_first_last_word_counts(rig: Rig) -> None:
    assert not rig.reporter.has_ended
    rig.reporter.finish(RunFinished("stopped", "first", "", 1.0))
    rig.reporter.finish(RunFinished("done", "second", "", 2.0))
    assert rig.reporter.has_ended
    rig.reporter.say("too late")
    assert [event.message for event in rig.written if isinstance(event, RunFinished)] == ["first"]
    assert len(rig.written) == 1
    assert rig.folder.status().state == "stopped"


def test_heartbeat_is_sent_and_never_written(rig: Rig) -> None:
    rig.reporter.beat()
    (beat,) = rig.sent()
    assert isinstance(beat, Heartbeat)
    assert beat.memory_mib == 12.5
    assert rig.written == []
