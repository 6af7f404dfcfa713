"""The window killed at random moments: its engine ends by itself, nothing stays, the next start resumes."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil

from ftd_engine.event_log import EventReader
from ftd_engine.experiment_file import to_toml
from ftd_engine.protocol import RunStarted
from ftd_engine.run_folder import RunFolder, find_runs
from tests.soak.small_run import End, end_of, lost_seconds, small_experiment
from tests.soak.table import Tally

_SCRIPT = "tests.soak.window_script"
_ROOT = Path(__file__).parents[2]
ENGINE_GRACE_S = 5.0
"""How long the engine may live on after its window."""


def kill_at_random(home: Path, wanted: End, work_s: float, trials: int, seed: int) -> Tally:
    """Kill the window so many times, each over a run of its own, evenly over the engine's work."""
    tally, draws = Tally("window killed at a random moment"), random.Random(seed)
    began_s = time.monotonic()
    for trial in range(trials):
        place = home / f"window-{trial:03d}"
        place.mkdir()
        moment_s = work_s * (trial + draws.random()) / trials
        _try(tally, place, wanted, moment_s)
        shutil.rmtree(place, ignore_errors=True)
    tally.seconds = time.monotonic() - began_s
    return tally


def _window(place: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", _SCRIPT, str(place / "runs"), *words],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _shared_memory(pids: list[int]) -> set[Path]:
    """Named memory and semaphores that these processes have open, on Linux."""
    found: set[Path] = set()
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        places = (line.split(maxsplit=5)[-1] for line in lines if "/dev/shm/" in line)
        found |= {Path(place) for place in places if not place.endswith("(deleted)")}
    return found


def _try(tally: Tally, place: Path, wanted: End, moment_s: float) -> None:
    tally.trials += 1
    what = f"window killed {moment_s:.2f} s after its engine's start"
    experiment = place / "experiment.toml"
    experiment.write_text(to_toml(small_experiment(place.parent)), encoding="utf-8")
    window = _window(place, "begin", str(experiment))
    with window:
        folder, engine_pid = _engine_of(place / "runs")
        time.sleep(moment_s)
        family = [process.pid for process in psutil.Process(window.pid).children(recursive=True)]
        shared = _shared_memory([window.pid, *family])
        window.kill()
    left = _alive_after([*family, engine_pid], ENGINE_GRACE_S)
    if left:
        tally.problems.append(f"{what}: {len(left)} processes live on")
        return
    if stays := [str(path) for path in shared if path.exists()]:
        tally.problems.append(f"{what}: shared memory stays: {stays}")
        return
    state = folder.status().state
    if state == "done":
        # the run was faster
        tally.survived += 1
        tally.ends_alike += end_of(folder).is_like(wanted)
        return
    again = _window(place, "resume")
    said, _ = again.communicate(timeout=200)
    if again.returncode != 0 or ("waits to go on" not in said and "was cut off" not in said):
        tally.problems.append(f"{what}: the next window said {said!r}, status {again.returncode}")
        return
    tally.survived += 1
    tally.largest_loss_s = max(tally.largest_loss_s, lost_seconds(folder))
    if end_of(folder).is_like(wanted):
        tally.ends_alike += 1
    else:
        tally.problems.append(f"{what}: another end")


def _engine_of(workspace: Path) -> tuple[RunFolder, int]:
    """The run of a workspace and its engine, once that has said its first word."""
    end_s = time.monotonic() + 60
    while time.monotonic() < end_s:
        for folder in find_runs(workspace):
            for record in EventReader(folder.event_path).read():
                if isinstance(record.event, RunStarted):
                    return folder, record.event.pid
        time.sleep(0.02)
    raise AssertionError(f"no engine started in {workspace}")


def _alive_after(pids: list[int], seconds: float) -> list[int]:
    """Which of these processes live on for so long."""
    end_s = time.monotonic() + seconds
    while True:
        left = [pid for pid in pids if _lives(pid)]
        if not left or time.monotonic() > end_s:
            return left
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
