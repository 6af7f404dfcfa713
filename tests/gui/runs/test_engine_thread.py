"""The engine thread with real child processes."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ftd_engine import launch
from ftd_engine.job_requests import ExportResult
from ftd_engine.launch import EngineProcess
from ftd_engine.protocol import (
    Logged,
    Record,
)
from ftd_engine.run_folder import RunFolder
from ftd_gui.runs.engine_thread import EngineThread, exit_words
from tests.fixtures.recorded_runs import done_records, tiny_experiment

FAKES = "tests.gui.runs.fake_engines:"


class Heard:
    """Everything that a thread said, with the moment."""

    def __init__(self, thread: EngineThread) -> None:
        self.batches: list[list[Record]] = []
        self.batch_times_s: list[float] = []
        self.beats: list[float] = []
        self.results: list[ExportResult] = []
        self.rungs: list[str] = []
        self.ends: list[tuple[int, str]] = []
        thread.records_arrived.connect(self._on_records)
        thread.heartbeat_arrived.connect(self.beats.append)
        thread.result_arrived.connect(self.results.append)
        thread.ladder_climbed.connect(self.rungs.append)
        thread.engine_ended.connect(lambda code, words: self.ends.append((code, words)))

    def _on_records(self, records: list[Record]) -> None:
        self.batches.append(records)
        self.batch_times_s.append(time.monotonic())

    @property
    def records(self) -> list[Record]:
        return [record for batch in self.batches for record in batch]


Started = tuple[EngineProcess, EngineThread, Heard]


@pytest.fixture
def start(tmp_path: Path, qapp: Any) -> Iterator[Callable[..., Started]]:
    living: list[Started] = []

    def start_fake(name: str, **graces: float) -> Started:
        folder = RunFolder.create(tmp_path / "runs", tiny_experiment())
        engine = EngineProcess(folder.path, FAKES + name, **graces)
        engine.start()
        thread = EngineThread(engine)
        heard = Heard(thread)
        thread.start()
        living.append((engine, thread, heard))
        return living[-1]

    yield start_fake
    for engine, thread, _heard in living:
        thread.ask_to_return()
        assert thread.wait(5000)
        engine.end()


def test_all_records_arrive_in_order(start: Callable[..., Started], qtbot: QtBot) -> None:
    _engine, _thread, heard = start("normal")
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=15_000)
    assert [record.event for record in heard.records[:-1]] == [
        record.event for record in done_records()[:-1]
    ]
    assert heard.ends == [(0, "exit code 0")]
    assert heard.rungs == []


def test_a_flood_comes_in_few_batches(start: Callable[..., Started], qtbot: QtBot) -> None:
    _engine, _thread, heard = start("flood")
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=30_000)
    numbers = [record.seq for record in heard.records]
    assert numbers == sorted(set(numbers))
    # the drain at the end may say what is left in one go, all before keeps the distance
    spent_s = heard.batch_times_s[-1] - heard.batch_times_s[0]
    assert len(heard.batches) <= spent_s * 30 + 15


def test_heartbeats_are_heard(start: Callable[..., Started], qtbot: QtBot) -> None:
    engine, _thread, heard = start("obedient")
    qtbot.waitUntil(lambda: len(heard.beats) > 1, timeout=15_000)
    assert heard.beats[0] == 12.5
    engine.send("stop")
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=5000)
    assert heard.ends == [(0, "exit code 0")]
    assert heard.records[-1].event.kind == "run_finished"


def test_death_is_noticed_within_a_quarter_second(
    start: Callable[..., Started], qtbot: QtBot
) -> None:
    engine, _thread, heard = start("silent")
    qtbot.waitUntil(lambda: bool(heard.batches), timeout=15_000)
    assert engine._process is not None
    engine._process.kill()
    engine._process.join()
    before_s = time.monotonic()
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=5000)
    assert time.monotonic() - before_s < 0.25
    assert heard.ends[0][0] == -signal.SIGKILL
    assert "SIGKILL" in heard.ends[0][1]


def test_the_ladder_ends_in_a_kill(start: Callable[..., Started], qtbot: QtBot) -> None:
    engine, _thread, heard = start("deaf", stop_grace_s=0.2, terminate_grace_s=0.2)
    qtbot.waitUntil(lambda: bool(heard.batches), timeout=15_000)
    engine.send("stop")
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=5000)
    assert [words.partition("did not")[2] for words in heard.rungs] == [
        " stop within 0 s and was terminated.",
        " heed the termination and was killed.",
    ]
    assert "SIGKILL" in heard.ends[0][1]


def test_an_item_cut_short_does_not_hold_the_thread(
    start: Callable[..., Started], qtbot: QtBot
) -> None:
    # were the child's end of the pipe not the only one, the thread would wait for ever
    engine, thread, heard = start("half_item")
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=15_000)
    assert heard.ends[0] == (9, "exit code 9")
    assert thread.wait(2000) and not engine.is_alive


def test_what_a_dead_engine_left_in_the_queue_arrives(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "RECEIVE_AT_MOST", 10)
    folder = RunFolder.create(tmp_path / "runs", tiny_experiment())
    engine = EngineProcess(folder.path, FAKES + "normal")
    engine.start()
    assert engine._process is not None
    engine._process.join()
    thread = EngineThread(engine)
    heard = Heard(thread)
    with qtbot.waitSignal(thread.engine_ended, timeout=5000):
        thread.start()
    assert thread.wait(1000)
    engine.end()
    assert len(heard.records) == len(done_records())


def test_return_without_an_end(start: Callable[..., Started], qtbot: QtBot) -> None:
    engine, thread, heard = start("silent")
    qtbot.waitUntil(lambda: bool(heard.batches), timeout=15_000)
    thread.ask_to_return()
    assert thread.wait(1000)
    assert engine.is_alive and heard.ends == []


@pytest.mark.parametrize(
    ("exit_code", "words"),
    [
        (None, "no exit code"),
        (0, "exit code 0"),
        (3, "exit code 3"),
        (0xC0000005, "exit code 0xC0000005"),
        (-6, "signal SIGABRT (the program aborted itself, as after a failed check in a library)"),
        (-9, "signal SIGKILL (killed, as the system does when memory runs out)"),
        (-10, "signal SIGUSR1"),
        (-200, "signal 200"),
    ],
)
def test_exit_words(exit_code: int | None, words: str) -> None:
    assert exit_words(exit_code) == words


def test_logged_lines_are_records(start: Callable[..., Started], qtbot: QtBot) -> None:
    engine, _thread, heard = start("blabbering")
    qtbot.waitUntil(lambda: len(heard.records) > 100, timeout=15_000)
    engine.send("stop")
    qtbot.waitUntil(lambda: bool(heard.ends), timeout=15_000)
    assert isinstance(heard.records[50].event, Logged)
