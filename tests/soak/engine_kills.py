"""The engine killed at random moments, and in the middle of each kind of file write."""

import os
import random
import shutil
import time
from pathlib import Path

from ftd_engine.event_log import EventReader
from ftd_engine.launch import EngineProcess
from ftd_engine.run_folder import CUT_STATES, LIVE_STATES, RunFolder
from tests.soak.entries import FILES, KIND, MOMENT, MOMENTS
from tests.soak.small_run import (
    End,
    end_of,
    lost_seconds,
    run_to_its_end,
    small_experiment,
)
from tests.soak.table import Tally

_ENTRY = "tests.soak.entries:main"


def reference(home: Path) -> tuple[End, float]:
    """The end of a run left alone, and how long its work took, start-up left out."""
    folder = RunFolder.create(home / "whole" / "runs", small_experiment(home))
    finished = run_to_its_end(folder)
    assert finished is not None and finished.outcome == "done", finished
    return end_of(folder), finished.duration_s


def kill_at_random(home: Path, wanted: End, work_s: float, trials: int, seed: int) -> Tally:
    """Kill the engine so many times, each in a run of its own, evenly over its work."""
    tally, draws = Tally("engine killed at a random moment"), random.Random(seed)
    began_s = time.monotonic()
    while tally.trials < trials:
        place = home / f"kill-{tally.trials:03d}"
        # one draw from each slice of the run, so that all phases are met
        moment_s = work_s * (tally.trials + draws.random()) / trials
        folder = RunFolder.create(place / "runs", small_experiment(home))
        phase = _kill_after(folder, moment_s)
        judge(tally, folder, wanted, f"killed {moment_s:.2f} s after its start, in {phase}")
        shutil.rmtree(place, ignore_errors=True)
    tally.seconds = time.monotonic() - began_s
    return tally


def kill_in_writes(home: Path, wanted: End) -> Tally:
    """Kill the engine at four moments of writing each kind of file."""
    tally = Tally("engine killed while writing a file")
    began_s = time.monotonic()
    for number, (name, part) in enumerate(FILES.items()):
        for moment in MOMENTS:
            place = home / f"write-{number}-{moment}"
            folder = RunFolder.create(place / "runs", small_experiment(home))
            os.environ[KIND], os.environ[MOMENT] = part, moment
            try:
                finished = run_to_its_end(folder, _ENTRY)
            finally:
                del os.environ[KIND], os.environ[MOMENT]
            if finished is not None:
                tally.problems.append(f"no {name} was ever written")
            judge(tally, folder, wanted, f"killed at {name}: {moment}")
            shutil.rmtree(place, ignore_errors=True)
    tally.seconds = time.monotonic() - began_s
    return tally


def _kill_after(folder: RunFolder, moment_s: float) -> str:
    """Start an engine, and kill it so long after its first event; the phase it was in."""
    engine = EngineProcess(folder.path)
    engine.start()
    try:
        end_s = time.monotonic() + 60
        while not EventReader(folder.event_path).read():
            assert time.monotonic() < end_s, "the engine did not start"
            engine.receive(0.01)
        end_s = time.monotonic() + moment_s
        while (left_s := end_s - time.monotonic()) > 0 and engine.is_alive:
            # as a window would: the queue is emptied all the time
            engine.receive(min(0.02, left_s))
    finally:
        engine.end()
    return folder.status().phase or "start-up"


def judge(tally: Tally, folder: RunFolder, wanted: End, what: str) -> None:
    """Resume the run and compare its end."""
    tally.trials += 1
    opened = RunFolder.open(folder.path)
    if opened.status().state in LIVE_STATES and not opened.owner_words():
        # killed before its first word: the folder still names its maker, which is this process. A window
        # or terminal that sees its engine end writes this, and so does nobody where all are gone
        opened.write_status("lost", opened.status().phase, "The engine ended without a last word.")
    state = opened.status().state
    if state not in CUT_STATES:
        # the kill came after the last word
        if state == "done" and end_of(opened).is_like(wanted):
            tally.survived += 1
            tally.ends_alike += 1
            return
        tally.problems.append(f"{what}: the folder says {state}")
        return
    finished = run_to_its_end(opened)
    if finished is None or finished.outcome != "done":
        tally.problems.append(f"{what}: resumed, it ended with {finished}")
        return
    tally.survived += 1
    tally.largest_loss_s = max(tally.largest_loss_s, lost_seconds(opened))
    leftovers = [path.name for path in folder.path.rglob("*.part")]
    if leftovers or folder.checkpoints_path.exists():
        tally.problems.append(f"{what}: left over: {leftovers or 'checkpoints'}")
    elif end_of(opened).is_like(wanted):
        tally.ends_alike += 1
    else:
        tally.problems.append(f"{what}: another end")
