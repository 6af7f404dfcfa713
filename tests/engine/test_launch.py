"""EngineProcess with real child processes."""

import multiprocessing
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ftd_engine import launch
from ftd_engine.job_requests import ExportRequest, ExportResult, ExportTarget
from ftd_engine.launch import EngineProcess, engine_environment
from ftd_engine.protocol import (
    Heartbeat,
)

FAKES = "tests.engine.fake_entries:"
WAIT_S = 15.0


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., EngineProcess]]:
    living: list[EngineProcess] = []

    def start_fake(name: str, **graces: float) -> EngineProcess:
        engine = EngineProcess(tmp_path, FAKES + name, **graces)
        engine.start()
        living.append(engine)
        return engine

    yield start_fake
    for engine in living:
        engine.end()
    assert not multiprocessing.active_children()
    assert "QueueFeederThread" not in [thread.name for thread in threading.enumerate()]


def await_death(engine: EngineProcess) -> None:
    end_s = time.monotonic() + WAIT_S
    while engine.is_alive and time.monotonic() < end_s:
        time.sleep(0.01)
    assert not engine.is_alive


def test_before_the_start() -> None:
    engine = EngineProcess(Path("nowhere"))
    assert not engine.is_alive and engine.exit_code is None and engine.climb() == ""
    with pytest.raises(AssertionError, match="not started"):
        engine.send("stop")
    with pytest.raises(AssertionError, match="does not run"):
        engine.receive(0.0)
    engine.end()


def test_the_child_gets_its_folder_and_environment_and_the_parent_keeps_its_own(
    start: Callable[..., EngineProcess], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALLOC_TOP_PAD_", "12345")
    before = dict(os.environ)
    engine = start("report_environment")
    assert dict(os.environ) == before
    (result,) = engine.receive(WAIT_S)
    expected = engine_environment().get("MALLOC_TRIM_THRESHOLD_", "")
    assert isinstance(result, ExportResult)
    assert result.files == (str(tmp_path), expected)
    assert result.total_bytes == engine.pid != os.getpid()


def test_only_linux_has_the_allocator_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert engine_environment()["MALLOC_MMAP_THRESHOLD_"] == str(1 << 30)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert engine_environment() == {}


def test_commands_are_numbered_and_arrive(start: Callable[..., EngineProcess]) -> None:
    engine = start("echo_until_stop")
    engine.ask(ExportRequest(20, "ema", (ExportTarget("pt", "set.pt"),), overwrite=False))
    (result,) = engine.receive(WAIT_S)
    assert result == ExportResult(True, ("set.pt",), 20, "ema")
    assert [engine.send("pause"), engine.send("stop"), engine.send("stop")] == [1, 2, 3]
    await_death(engine)
    beats: list[Any] = []
    while items := engine.receive(0.0):
        beats.extend(items)
    assert [beat.time_s for beat in beats] == [1.0, 2.0]
    assert engine.exit_code == 0
    assert engine.climb() == ""


def test_receive_waits_no_longer_than_asked(start: Callable[..., EngineProcess]) -> None:
    engine = start("echo_until_stop")
    before_s = time.monotonic()
    assert engine.receive(0.05) == []
    assert 0.04 < time.monotonic() - before_s < 1.0


def test_a_flood_does_not_hold_the_caller(start: Callable[..., EngineProcess]) -> None:
    engine = start("flood")
    engine.receive(WAIT_S)
    time.sleep(0.3)
    for _ in range(3):
        items = engine.receive(0.1)
        assert 0 < len(items) <= launch.RECEIVE_AT_MOST
        assert isinstance(items[0], Heartbeat)


def test_the_ladder(start: Callable[..., EngineProcess]) -> None:
    engine = start("deaf", stop_grace_s=0.2, terminate_grace_s=0.2)
    engine.receive(WAIT_S)
    assert engine.climb() == ""
    engine.send("stop")
    assert engine.climb() == "", "no grace yet"
    said: list[str] = []
    end_s = time.monotonic() + WAIT_S
    while engine.is_alive and time.monotonic() < end_s:
        if words := engine.climb():
            said.append(words)
        time.sleep(0.01)
    assert said == [
        "The engine did not stop within 0 s and was terminated.",
        "The engine did not heed the termination and was killed.",
    ]
    assert engine.exit_code == -9


def test_the_end_kills(start: Callable[..., EngineProcess]) -> None:
    engine = start("deaf")
    engine.receive(WAIT_S)
    engine.end()
    assert engine.exit_code == -9
    # a wish that crosses with the end is no error, but nothing can be heard any more
    engine.send("pause")
    with pytest.raises(AssertionError, match="does not run"):
        engine.receive(0.0)
    with pytest.raises(AssertionError, match="does not run"):
        engine.ask(ExportRequest(0, "raw", (), overwrite=False))
    engine.end()


def test_the_entry_is_named_by_a_string(tmp_path: Path) -> None:
    events: queue.Queue[Any] = queue.Queue()
    launch._enter(FAKES + "report_environment", str(tmp_path), events, None)
    assert events.get_nowait().files[0] == str(tmp_path)


def test_a_dead_child_is_heard_at_once(start: Callable[..., EngineProcess]) -> None:
    engine = start("leave")
    before_s = time.monotonic()
    assert engine.receive(WAIT_S) == []
    await_death(engine)
    assert time.monotonic() - before_s < WAIT_S - 1
    assert engine.exit_code == 4


def test_a_start_that_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    before = dict(os.environ)
    engine = EngineProcess(tmp_path, FAKES + "leave")
    with pytest.raises(OSError, match="Resource temporarily unavailable"):
        engine.start()
    assert dict(os.environ) == before
    assert not engine.is_alive
    engine.end()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts descriptors as Linux does")
def test_runs_leave_no_descriptors(tmp_path: Path) -> None:
    def one_run() -> int:
        engine = EngineProcess(tmp_path, FAKES + "leave")
        engine.start()
        engine.send("pause")
        engine.end()
        return 0

    one_run()
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        one_run()
    assert len(list(Path("/proc/self/fd").iterdir())) <= before
