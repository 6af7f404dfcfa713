"""What can go wrong outside: each fault has its sentence, and the run goes on to the same end."""

import errno
import os
import queue
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import torch

from ftd_engine import worker
from ftd_engine.checkpoints import Checkpoints
from ftd_engine.event_log import EventLog, EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.launch import EngineProcess
from ftd_engine.phases import buffer, distill
from ftd_engine.protocol import RunFinished
from ftd_engine.reporter import Reporter
from ftd_engine.run_folder import RunFolder
from tests.engine.tiny import tiny_experiment

pytestmark = pytest.mark.expects_log


def _experiment(**sections: dict[str, object]) -> Experiment:
    sections.setdefault("buffer", {"num_experts": 1, "epochs": 2, "dsa": False})
    sections.setdefault("evaluation", {"networks": 1, "epochs": 3, "loss_difference_experts": 1})
    sections.setdefault("checkpoints", {"every_steps": 2})
    return tiny_experiment(**sections)


def _work(folder: RunFolder) -> RunFinished:
    """What the engine's process does on a folder, in this process; its last word."""
    folder.claim()
    log = EventLog(folder.event_path)
    events: Any = queue.Queue()
    reporter = Reporter(folder, log, events, lambda: 1.0)
    checkpoints = Checkpoints(folder, reporter.say, reporter.flush)
    try:
        words = worker._work(folder, reporter, checkpoints, log.begins_anew)
        return RunFinished(*words, duration_s=0.0)
    finally:
        folder.release()
        log.close()


def _sets(folder: RunFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.snapshots_path.iterdir()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A run that nothing happens to."""
    folder = RunFolder.create(tmp_path_factory.mktemp("whole") / "runs", _experiment())
    assert _work(folder).outcome == "done"
    return folder


# ---------------------------------------------------------------- the disk


class _FullDisk:
    """Refuses one write, of those that a run makes in its order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int | None, cause: int) -> None:
        self.sites: list[str] = []
        real = Path.write_bytes

        def write(path: Path, content: Any) -> int:
            self.sites.append(path.name)
            if len(self.sites) - 1 == number:
                # part of it is there, as on a real disk
                real(path, content[: len(content) // 2])
                raise OSError(cause, os.strerror(cause), str(path))
            return real(path, content)

        monkeypatch.setattr(Path, "write_bytes", write)


def _kind_of_site(name: str) -> str:
    return "".join(sign for sign in name.split(".part", maxsplit=1)[0] if not sign.isdigit())


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All files that a run writes, in their order."""
    with pytest.MonkeyPatch.context() as patch:
        disk = _FullDisk(patch, None, errno.ENOSPC)
        folder = RunFolder.create(tmp_path_factory.mktemp("sites") / "runs", _experiment())
        disk.sites.clear()
        _work(folder)
    return disk.sites


def _try_full_disk(
    workspace: Path, whole: RunFolder, number: int, cause: int, sentence: str
) -> None:
    folder = RunFolder.create(workspace, _experiment())
    with pytest.MonkeyPatch.context() as patch:
        _FullDisk(patch, number, cause)
        finished = _work(folder)
    if finished.outcome == "failed":
        assert sentence in finished.message and "resume" in finished.hint
        assert _work(RunFolder.open(folder.path)).outcome == "done"
    else:
        # a checkpoint: the run went on, and said so
        assert finished.outcome == "done"
        said = [
            record.event.text
            for record in EventReader(folder.event_path).read_all()
            if record.event.kind == "logged"
        ]
        assert any("checkpoint could not be written" in text for text in said)
    assert _sets(folder) == _sets(whole)
    assert not list(folder.path.rglob("*.part"))
    shelf = folder.path.parent.parent / "shelf"
    assert not list(shelf.rglob("*.part"))


def test_a_full_disk_at_each_kind_of_file(
    tmp_path: Path, whole: RunFolder, sites: list[str]
) -> None:
    kinds = {_kind_of_site(name): number for number, name in enumerate(sites)}
    assert len(kinds) >= 8, kinds
    for number in kinds.values():
        home = tmp_path / str(number) / "runs"
        _try_full_disk(home, whole, number, errno.ENOSPC, "No space left on device")


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_full_disk_at_every_single_write(
    tmp_path: Path, whole: RunFolder, sites: list[str]
) -> None:
    for number in range(len(sites)):
        home = tmp_path / str(number) / "runs"
        _try_full_disk(home, whole, number, errno.ENOSPC, "No space left on device")
        shutil.rmtree(home.parent)


def test_a_folder_that_became_read_only(tmp_path: Path, whole: RunFolder, sites: list[str]) -> None:
    number = next(place for place, name in enumerate(sites) if "iteration" in name)
    _try_full_disk(tmp_path / "runs", whole, number, errno.EROFS, "Read-only file system")


def test_a_full_disk_for_events(tmp_path: Path, whole: RunFolder) -> None:
    folder = RunFolder.create(tmp_path / "runs", _experiment())
    real = EventLog.append
    with pytest.MonkeyPatch.context() as patch:

        def append(log: EventLog, event: Any) -> Any:
            if event.kind == "snapshot_written" and event.iteration == 2:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder.event_path))
            return real(log, event)

        patch.setattr(EventLog, "append", append)
        finished = _work(folder)
    assert finished.outcome == "failed" and "No space left on device" in finished.message
    assert _work(RunFolder.open(folder.path)).outcome == "done"
    assert _sets(folder) == _sets(whole)


# ---------------------------------------------------------------- memory and numbers


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "The memory was not enough: no more."),
        (torch.OutOfMemoryError("CUDA out of memory. Tried"), "The memory was not enough: CUDA"),
        (
            RuntimeError(
                "[enforce fail at alloc_cpu.cpp:118] . DefaultCPUAllocator: can't "
                "allocate memory: you tried to allocate 999 bytes."
            ),
            "The memory was not enough: ",
        ),
    ],
    ids=["host", "device", "allocator"],
)
@pytest.mark.parametrize("module", [buffer, distill], ids=["buffer", "distill"])
def test_memory_that_is_not_enough(
    tmp_path: Path, whole: RunFolder, error: Exception, words: str, module: Any
) -> None:
    folder = RunFolder.create(tmp_path / "runs", _experiment())
    name = "train_expert_epoch" if module is buffer else "match_trajectory"
    real, calls = getattr(module, name), 0

    def too_much(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise error
        return real(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, too_much)
        finished = _work(folder)
    assert finished.outcome == "failed"
    assert finished.message.startswith(words)
    assert "Lower student steps, student batch" in finished.hint
    assert _work(RunFolder.open(folder.path)).outcome == "done"
    assert _sets(folder) == _sets(whole)


def test_images_that_are_not_numbers(tmp_path: Path) -> None:
    images = torch.rand(40, 1, 28, 28)
    images[7, 0, 3, 3] = float("nan")
    labels = torch.arange(40) % 10
    path = tmp_path / "own.pt"
    torch.save({"images": images, "labels": labels}, path)
    data: dict[str, object] = {
        "dataset": "arrays",
        "source": "full",
        "folder": str(path),
    }
    folder = RunFolder.create(tmp_path / "runs", _experiment(data=data))
    finished = _work(folder)
    assert finished.outcome == "failed"
    assert finished.message == (
        f"images in {path} holds values that are not finite numbers, in 1 of 40 images, the first "
        "of them number 7 counted from 0."
    )
    assert finished.hint == "Mend or leave out these images."


# ---------------------------------------------------------------- time and processes


def test_a_clock_that_jumps(
    tmp_path: Path, whole: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = time.time, 0

    def jumping() -> float:
        nonlocal calls
        calls += 1
        return real() + (86400 if calls % 3 == 1 else -86400 if calls % 3 == 2 else 0)

    monkeypatch.setattr(time, "time", jumping)
    folder = RunFolder.create(tmp_path / "runs", _experiment())
    assert _work(folder).outcome == "done"
    assert _sets(folder) == _sets(whole)
    numbers = [record.seq for record in EventReader(folder.event_path).read_all()]
    assert numbers == list(range(len(numbers)))


class _Live:
    """An engine process at work on a run that takes long."""

    def __init__(self, workspace: Path) -> None:
        experiment = _experiment(
            distill={"iterations": 100_000, "evaluate_every": 0, "snapshot_every": 10},
        )
        self.folder = RunFolder.create(workspace, experiment)
        self.engine = EngineProcess(self.folder.path)
        self.reader = EventReader(self.folder.event_path)
        self.kinds: list[str] = []
        self.engine.start()
        self.until(lambda: self.kinds.count("snapshot_written") >= 2)

    def until(self, reached: Callable[[], bool], within_s: float = 60.0) -> None:
        """Follow the run until something is so."""
        end_s = time.monotonic() + within_s
        while not reached():
            assert time.monotonic() < end_s, self.kinds[-5:]
            self.engine.receive(0.05)
            self.kinds += [record.event.kind for record in self.reader.read_all()]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[_Live]:
    run = _Live(tmp_path / "runs")
    yield run
    run.engine.end()


def test_a_folder_that_is_deleted_ends_the_engine(live: _Live) -> None:
    shutil.rmtree(live.folder.path)
    live.until(lambda: not live.engine.is_alive, 30)
    # nobody can write a last word there; the exit status tells
    assert live.engine.exit_code == 1


def test_a_machine_that_sleeps_and_wakes(live: _Live) -> None:
    process = psutil.Process(live.engine.pid)
    process.suspend()
    before = len(live.kinds)
    time.sleep(1.5)
    process.resume()
    live.until(lambda: live.kinds.count("snapshot_written") >= 4)
    assert len(live.kinds) > before
    live.engine.send("stop")
    live.until(lambda: not live.engine.is_alive)
    assert live.folder.status().state == "stopped"


def test_a_second_engine_leaves_the_first_alone(live: _Live) -> None:
    second = EngineProcess(live.folder.path)
    second.start()
    try:
        end_s = time.monotonic() + 60
        while second.is_alive:
            assert time.monotonic() < end_s
            second.receive(0.1)
        assert second.exit_code == 2
    finally:
        second.end()
    assert live.folder.owner_words().startswith(f"the engine with process number {live.engine.pid}")
    seen = len(live.kinds)
    live.until(lambda: len(live.kinds) > seen + 5)


def test_a_terminated_engine_writes_its_state_even_in_a_long_step(tmp_path: Path) -> None:
    experiment = _experiment(
        distill={"iterations": 3, "syn_steps": 1000, "ipc": 20, "evaluate_every": 0},
        checkpoints={"every_minutes": 1000.0},
    )
    folder = RunFolder.create(tmp_path / "runs", experiment)
    engine = EngineProcess(folder.path)
    engine.start()
    try:
        reader, end_s, kinds = EventReader(folder.event_path), time.monotonic() + 60, [""]
        while "snapshot_written" not in kinds:
            assert time.monotonic() < end_s
            engine.receive(0.05)
            kinds += [record.event.kind for record in reader.read_all()]
        os.kill(engine.pid, signal.SIGTERM)
        end_s = time.monotonic() + worker.TERMINATED_GRACE_S + 10
        while not folder.checkpoint_numbers("distill"):
            assert time.monotonic() < end_s
            engine.receive(0.05)
    finally:
        engine.end()
    assert folder.can_resume
