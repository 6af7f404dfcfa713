"""The engine as a real process: whole runs, commands, bad ends, and the death of its parent."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from ftd_engine.event_log import EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import ExportRequest, ExportResult, ExportTarget
from ftd_engine.launch import EXPORT_ENTRY, EngineProcess, Received
from ftd_engine.protocol import (
    Event,
    Heartbeat,
    Logged,
    Progressed,
    Record,
    RunFinished,
    RunStarted,
    StateChanged,
)
from ftd_engine.run_folder import RunFolder
from tests.engine.data.disk_sets import write_class_folders
from tests.engine.tiny import tiny_experiment

START_S = 60.0
"""How long a busy machine may take to load torch."""


def _long_experiment(**distill: object) -> Experiment:
    return tiny_experiment(
        buffer={"num_experts": 1, "epochs": 2, "dsa": False},
        distill={"iterations": 100_000, "evaluate_every": 0, "snapshot_every": 100_000, **distill},
        evaluation={"loss_difference_experts": 1},
    )


class Watched:
    """An engine process and everything it has sent."""

    def __init__(self, folder: RunFolder) -> None:
        self.folder = folder
        self.engine = EngineProcess(folder.path)
        self.items: list[Received] = []

    def until(self, reached: Callable[[list[Event]], bool], within_s: float = START_S) -> None:
        """Read the queue until something has happened."""
        end_s = time.monotonic() + within_s
        while not reached(self.events):
            assert time.monotonic() < end_s, f"not reached; last: {self.events[-3:]}"
            self.items += self.engine.receive(0.05)

    def end(self) -> None:
        """Wait until the process is gone."""
        end_s = time.monotonic() + START_S
        while self.engine.is_alive:
            assert time.monotonic() < end_s, "the engine did not end"
            self.items += self.engine.receive(0.05)

    @property
    def events(self) -> list[Event]:
        return [item.event for item in self.items if isinstance(item, Record)]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[[Experiment], Watched]]:
    started: list[Watched] = []

    def start(experiment: Experiment) -> Watched:
        watched = Watched(RunFolder.create(tmp_path / "runs", experiment))
        started.append(watched)
        watched.engine.start()
        return watched

    yield start
    for watched in started:
        watched.engine.end()


def _is_distilling(events: list[Event]) -> bool:
    return any(isinstance(event, Progressed) and event.phase == "distill" for event in events)


def _states(events: list[Event]) -> list[str]:
    return [event.state for event in events if isinstance(event, StateChanged)]


def test_whole_run_then_export_by_process(
    watch: Callable[[Experiment], Watched], tmp_path: Path
) -> None:
    watched = watch(tiny_experiment(buffer={"num_experts": 2, "epochs": 2, "dsa": False}))
    watched.end()
    folder = watched.folder
    assert watched.engine.exit_code == 0
    assert folder.status().state == "done"
    assert not list(folder.path.glob("*.lock"))
    records = EventReader(folder.event_path).read_all()
    assert [record.seq for record in records] == list(range(len(records)))
    assert isinstance(records[0].event, RunStarted)
    assert isinstance(records[-1].event, RunFinished)
    sent = [item for item in watched.items if isinstance(item, Record)]
    assert sent == records
    beats = [item for item in watched.items if isinstance(item, Heartbeat)]
    assert beats
    assert beats[0].memory_mib > 50

    job = EngineProcess(folder.path, entry=EXPORT_ENTRY)
    job.start()
    try:
        job.ask(ExportRequest(4, "ema", (ExportTarget("pt", str(tmp_path / "set.pt")),), False))
        (result,) = job.receive(START_S)
        assert isinstance(result, ExportResult)
        assert result.ok
        assert (tmp_path / "set.pt").exists()
    finally:
        job.end()


def test_refused_export_is_answered(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "runs", tiny_experiment())
    job = EngineProcess(folder.path, entry=EXPORT_ENTRY)
    job.start()
    try:
        job.ask(ExportRequest(4, "ema", (ExportTarget("pt", str(tmp_path / "set.pt")),), False))
        (result,) = job.receive(START_S)
    finally:
        job.end()
    assert isinstance(result, ExportResult)
    assert not result.ok
    assert "cannot be read" in result.message


def test_pause_holds_the_work_and_resume_and_stop_are_heeded(
    watch: Callable[[Experiment], Watched],
) -> None:
    watched = watch(_long_experiment())
    watched.until(_is_distilling)
    watched.engine.send("pause")
    watched.until(lambda events: _states(events) == ["paused"], 10)
    assert watched.folder.status().state == "paused"
    before = len(watched.events)
    pause_ends_s = time.monotonic() + 0.6
    while time.monotonic() < pause_ends_s:
        watched.items += watched.engine.receive(0.05)
    assert not any(isinstance(event, Progressed) for event in watched.events[before:])
    watched.engine.send("resume")
    watched.until(lambda events: _states(events) == ["paused", "running"], 10)
    watched.until(lambda events: _is_distilling(events[before:]), 10)
    watched.engine.send("stop")
    watched.end()
    last = watched.events[-1]
    assert isinstance(last, RunFinished)
    assert last.outcome == "stopped"
    assert watched.engine.exit_code == 0
    assert watched.folder.status().state == "stopped"
    # the first set, and the newest one at the moment of stopping
    assert len(watched.folder.snapshot_iterations()) == 2


def test_stop_is_heeded_while_paused(watch: Callable[[Experiment], Watched]) -> None:
    watched = watch(_long_experiment())
    watched.until(_is_distilling)
    watched.engine.send("pause")
    watched.until(lambda events: _states(events) == ["paused"], 10)
    watched.engine.send("stop")
    watched.end()
    assert watched.folder.status().state == "stopped"


def test_a_stop_at_once_does_not_wait_for_a_long_step(
    watch: Callable[[Experiment], Watched],
) -> None:
    watched = watch(_long_experiment(syn_steps=1000, ipc=20))
    watched.until(
        lambda events: any(e.kind == "phase_started" and e.phase == "distill" for e in events)
    )
    watched.engine.send("stop_now")
    asked_s = time.monotonic()
    watched.end()
    assert time.monotonic() - asked_s < 4
    last = EventReader(watched.folder.event_path).read_all()[-1].event
    assert isinstance(last, RunFinished)
    assert (last.outcome, last.message) == ("stopped", "Stopped at once, as asked.")
    assert "Resume goes on from here." in last.hint
    assert watched.folder.status().state == "stopped"
    assert watched.folder.checkpoint_numbers("distill") != []


def test_termination_is_a_polite_stop(watch: Callable[[Experiment], Watched]) -> None:
    watched = watch(_long_experiment())
    watched.until(_is_distilling)
    os.kill(watched.engine.pid, signal.SIGTERM)
    watched.end()
    assert watched.folder.status().state == "interrupted"
    assert len(watched.folder.snapshot_iterations()) == 2
    assert watched.folder.checkpoint_numbers("distill") != []


def test_what_a_user_can_mend_ends_as_failed_with_a_hint(
    watch: Callable[[Experiment], Watched], tmp_path: Path
) -> None:
    watched = watch(tiny_experiment(data={"source": "full", "folder": str(tmp_path)}))
    watched.end()
    last = watched.events[-1]
    assert isinstance(last, RunFinished)
    assert last.outcome == "failed"
    assert "holds no Fashion-MNIST" in last.message
    assert "Correct the folder" in last.hint
    assert watched.engine.exit_code == 1
    assert watched.folder.status().state == "failed"
    assert "EngineError" in watched.folder.engine_log_path.read_text()


def test_own_images_are_looked_through_whitened_and_distilled(
    watch: Callable[[Experiment], Watched], tmp_path: Path
) -> None:
    own = write_class_folders(tmp_path / "own", {"a": 30, "b": 30, "c": 3}, size_px=8)
    shutil.copy(own / "a" / "000.png", own / "a" / "copy.png")
    (own / "b" / "notes.txt").write_text("")
    data = {"dataset": "folder", "folder": str(own), "zca": True, "source": "auto"}
    watched = watch(tiny_experiment(data=data, network={"depth": 2}))
    watched.end()
    folder = watched.folder
    assert folder.status().state == "done", folder.status()
    said = {event.text: event.level for event in watched.events if isinstance(event, Logged)}
    warnings = " ".join(text for text, level in said.items() if level == "warning")
    assert "notes.txt" in warnings and "very different size: c has 2" in warnings
    assert any(text.startswith("Fitting ZCA whitening: a matrix of 192 × 192") for text in said)
    snapshot = folder.read_snapshot(4)
    assert snapshot.zca and set(snapshot.views) == {"raw", "ema"}
    # the first set is of real images, so its colours are bytes again
    colours = folder.read_snapshot(0).viewable("raw") * 255
    assert abs(colours - colours.round()).max() < 0.03


def test_images_that_cannot_be_used_end_as_failed_with_all_reasons(
    watch: Callable[[Experiment], Watched], tmp_path: Path
) -> None:
    own = write_class_folders(tmp_path / "own", {"a": 8, "b": 4}, size_px=4)
    data: dict[str, object] = {"dataset": "folder", "folder": str(own), "source": "auto"}
    watched = watch(tiny_experiment(data=data, distill={"ipc": 3}))
    watched.end()
    last = watched.events[-1]
    assert isinstance(last, RunFinished)
    assert last.message.startswith("2 things are wrong with the images: Images are 4 × 4 pixels")
    # of the three training images of b, one is held out
    assert "Lower the images per class to 2 at most" in last.hint


def test_a_bug_ends_as_failed_and_names_the_trace(
    watch: Callable[[Experiment], Watched], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a shelf that is a file is something no phase expects
    (tmp_path / "shelf").write_text("")
    monkeypatch.setenv("FTD_STUDIO_SHELF", str(tmp_path / "shelf"))
    watched = watch(_long_experiment())
    watched.end()
    last = watched.events[-1]
    assert isinstance(last, RunFinished)
    assert last.outcome == "failed"
    assert str(watched.folder.engine_log_path) in last.hint
    assert "Traceback" in watched.folder.engine_log_path.read_text()


def test_a_second_engine_is_refused(watch: Callable[[Experiment], Watched]) -> None:
    watched = watch(_long_experiment())
    watched.until(_is_distilling)
    second = EngineProcess(watched.folder.path)
    second.start()
    try:
        end_s = time.monotonic() + START_S
        while second.is_alive and time.monotonic() < end_s:
            time.sleep(0.05)
        assert second.exit_code == 2
    finally:
        second.end()
    assert watched.folder.status().state == "running"
    assert f"process number {watched.engine.pid}" in watched.folder.engine_log_path.read_text()


def _is_working(process: psutil.Process) -> bool:
    """False once it has exited, even where the system has not yet cleared it away."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


_PARENT = """
import sys, time
from pathlib import Path
from ftd_engine.launch import EngineProcess
if __name__ == "__main__":
    engine = EngineProcess(Path(sys.argv[1]))
    engine.start()
    sys.stdout.write(f"{engine.pid}\\n")
    sys.stdout.flush()
    while True:
        engine.receive(1.0)
"""


@pytest.mark.parametrize("step", ["short", "long"])
def test_engine_ends_within_a_second_of_its_parent(tmp_path: Path, step: str) -> None:
    long_step = {"syn_steps": 1000, "ipc": 20} if step == "long" else {}
    folder = RunFolder.create(tmp_path / "runs", _long_experiment(**long_step))
    script = tmp_path / "parent.py"
    script.write_text(_PARENT)
    with subprocess.Popen(
        [sys.executable, str(script), str(folder.path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as parent:
        assert parent.stdout is not None
        engine = psutil.Process(int(parent.stdout.readline()))
        reader, seen, end_s = EventReader(folder.event_path), False, time.monotonic() + START_S
        while not seen:
            assert time.monotonic() < end_s
            time.sleep(0.05)
            seen = any(
                record.event.kind == "phase_started" and record.event.phase == "distill"
                for record in reader.read_all()
            )
        time.sleep(0.5)
        parent.kill()
    killed_s = time.monotonic()
    while _is_working(engine):
        assert time.monotonic() - killed_s < 10, "the engine did not end"
        time.sleep(0.01)
    took_s = time.monotonic() - killed_s
    assert took_s < 1.0, f"{took_s:.2f} s"
    last = EventReader(folder.event_path).read_all()[-1].event
    assert isinstance(last, RunFinished)
    assert last.outcome == "interrupted"
    assert folder.status().state == "interrupted"
    # in the long step, too, its beginning was written from outside
    assert "Resume goes on from here." in last.hint
    assert folder.checkpoint_numbers("distill") != []
    assert not list(folder.path.glob("*.lock"))
    assert folder.snapshot_iterations()[0] == 0
