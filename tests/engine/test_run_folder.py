"""The run folder: names, ownership, state, and an event file that survives kills and full disks."""

import json
import math
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.event_log import EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import AdoptRequest
from ftd_engine.run_folder import (
    RunFolder,
    RunFolderError,
    RunIsOwned,
    default_workspace,
    find_runs,
)
from ftd_engine.run_notes import MAX_TAGS, RunNotes, tags_of
from ftd_engine.run_summary import stamp_of, summary_of
from ftd_engine.snapshot import DamagedSnapshot
from tests.fixtures.recorded_runs import done_records, tiny_experiment, tiny_snapshot, write_run


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "runs", tiny_experiment())


def test_a_clock_seed_is_drawn_at_the_start_and_kept_as_the_runs_own(tmp_path: Path) -> None:
    asked = tiny_experiment().model_copy(update={"seed_source": "clock"})
    before = time.time_ns() // 1_000_000
    first = RunFolder.create(tmp_path, asked).experiment()
    after = time.time_ns() // 1_000_000
    assert first.seed in {drawn % 100_000 for drawn in range(before, after + 1)}
    assert first == asked.model_copy(update={"seed": first.seed, "seed_source": "fixed"})
    # what the run has kept is fixed: it can be repeated
    assert RunFolder.create(tmp_path, first).experiment() == first
    time.sleep(0.002)
    assert RunFolder.create(tmp_path, asked).experiment().seed != first.seed


def no_longer_living_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


# ---------------------------------------------------------------- life and names


def test_a_new_folder_holds_what_was_asked_for(folder: RunFolder) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d_\d{6}_recorded", folder.path.name)
    assert RunFolder.open(folder.path).experiment() == tiny_experiment()
    assert EventReader(folder.event_path).read_all() == []
    assert folder.used_teachers() is None and folder.snapshot_iterations() == []
    status = folder.status()
    assert (status.state, status.message) == ("running", "The engine is starting.")


def test_two_runs_of_one_second_have_two_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "strftime", lambda form: "2026-01-01_000000")
    paths = [RunFolder.create(tmp_path, tiny_experiment()).path.name for _ in range(3)]
    assert paths == [f"2026-01-01_000000_recorded{end}" for end in ("", "_2", "_3")]


def test_too_many_runs_of_one_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "strftime", lambda form: "2026-01-01_000000")

    def refuse_but_workspace(path: Path, **options: Any) -> None:
        if not options:
            raise FileExistsError

    monkeypatch.setattr(Path, "mkdir", refuse_but_workspace)
    with pytest.raises(RunFolderError, match=r"too many runs named 2026-01-01_000000_recorded\."):
        RunFolder.create(tmp_path, tiny_experiment())


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("two words", "two-words"),
        ("-.a.-", "a"),
        ("...", "run"),
        ("a/../b", "a-..-b"),
        ("名" * 80, "名" * 53),
    ],
)
def test_every_name_becomes_a_folder(tmp_path: Path, name: str, ending: str) -> None:
    experiment = Experiment.model_construct(**{**dict(tiny_experiment()), "name": name})
    folder = RunFolder.create(tmp_path, experiment)
    assert folder.path.name[18:] == ending
    assert folder.path.parent == tmp_path


def test_a_workspace_that_cannot_be_written(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    with pytest.raises(RunFolderError) as caught:
        RunFolder.create(blocker, tiny_experiment())
    assert str(caught.value) == (
        f"The run folder cannot be made in {blocker}: File exists. "
        "Choose another workspace, or make this one writable."
    )


def test_a_folder_that_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError) as caught:
        RunFolder.open(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path} is no run folder: it holds no experiment.toml. "
        "Choose a folder that FTD Studio made."
    )


def test_a_folder_that_cannot_be_entered(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    with pytest.raises(RunFolderError, match=r"cannot be opened: File name too long\. Check"):
        RunFolder.open(path)


def test_a_changed_experiment_is_refused(folder: RunFolder) -> None:
    folder.experiment_path.write_text("seed = -1\n")
    with pytest.raises(ConfigProblems, match="Seed is -1"):
        folder.experiment()


def test_workspace_of_the_environment_and_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FTD_STUDIO_WORKSPACE", str(tmp_path))
    assert default_workspace() == tmp_path
    monkeypatch.delenv("FTD_STUDIO_WORKSPACE")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_workspace() == tmp_path / "ftd-studio" / "runs"


def test_runs_are_found_newest_first_and_nothing_else(tmp_path: Path) -> None:
    assert list(find_runs(tmp_path / "missing")) == []
    for name in ("2026-01-01_a", "2026-03-01_b", "2026-02-01_c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "experiment.toml").touch()
    (tmp_path / "2026-09-01_empty").mkdir()
    (tmp_path / "file").touch()
    found = [folder.path.name for folder in find_runs(tmp_path)]
    assert found == ["2026-03-01_b", "2026-02-01_c", "2026-01-01_a"]


def test_names_of_contents(folder: RunFolder) -> None:
    assert folder.used_teachers_path == folder.path / "shelf.json"
    assert folder.engine_log_path == folder.path / "engine.log"


# ---------------------------------------------------------------- snapshots


def test_snapshots_are_stored_by_iteration(folder: RunFolder) -> None:
    for iteration in (100, 20, 0):
        assert folder.write_snapshot(tiny_snapshot(iteration)).is_file()
    (folder.snapshots_path / "iteration_x.npz").touch()
    (folder.snapshots_path / ".iteration_00000001.npz.5.part").touch()
    assert folder.snapshot_iterations() == [0, 20, 100]
    assert folder.read_snapshot(20).iteration == 20


def test_a_missing_snapshot(folder: RunFolder) -> None:
    with pytest.raises(DamagedSnapshot) as caught:
        folder.read_snapshot(7)
    assert str(caught.value) == (
        f"{folder.snapshot_path(7)} cannot be read: No such file or directory. "
        "Choose another iteration."
    )


def test_a_damaged_snapshot_names_its_file(folder: RunFolder) -> None:
    folder.snapshot_path(3).write_bytes(b"half")
    with pytest.raises(DamagedSnapshot, match=re.escape(str(folder.snapshot_path(3)))):
        folder.read_snapshot(3)


# ---------------------------------------------------------------- ownership and state


def test_one_engine_owns_a_folder(folder: RunFolder) -> None:
    folder.claim()
    with pytest.raises(RunIsOwned) as caught:
        RunFolder(folder.path).claim()
    assert str(caught.value) == (
        f"{folder.path} belongs to the engine with process number {os.getpid()} on "
        f"{socket.gethostname()}. Stop that one first."
    )
    folder.release()
    folder.claim()
    folder.release()
    folder.release()


@pytest.mark.parametrize("content", ['{"pid": 1}', "[]", "not JSON", ""])
def test_a_damaged_old_lock_is_no_owner(folder: RunFolder, content: str) -> None:
    folder._lock._path.write_text(content)
    os.utime(folder._lock._path, (1.0, 1.0))
    folder.claim()
    assert json.loads(folder._lock._path.read_text())["pid"] == os.getpid()


def test_the_lock_of_a_dead_engine_is_no_owner(folder: RunFolder) -> None:
    owner = {
        "pid": no_longer_living_pid(),
        "process_started_s": time.time(),
        "host": socket.gethostname(),
    }
    folder._lock._path.write_text(json.dumps(owner))
    folder.claim()


def test_an_empty_young_lock_is_being_written(folder: RunFolder) -> None:
    folder._lock._path.touch()
    with pytest.raises(RunIsOwned, match="was claimed by another engine at this moment"):
        folder.claim()


def test_two_that_claim_in_turn(folder: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_arguments: Any) -> int:
        raise FileExistsError

    # the lock comes and goes between looking and reading
    monkeypatch.setattr(os, "open", taken)
    with pytest.raises(RunIsOwned, match="was claimed by another engine at this moment"):
        folder.claim()


def test_a_stop_wish_is_taken_once_and_never_by_a_later_engine(folder: RunFolder) -> None:
    assert folder.take_stop_wish() is None
    folder.leave_stop_wish()
    folder.leave_stop_wish()
    assert folder.take_stop_wish() == "stop" and folder.take_stop_wish() is None
    folder.leave_stop_wish("stop_after_evaluation")
    assert folder.take_stop_wish() == "stop_after_evaluation"
    folder.leave_stop_wish()
    folder.claim()
    assert folder.take_stop_wish() is None


@pytest.mark.parametrize("content", [b"", b"nonsense", b"stop\n", b"\xff"])
def test_a_stop_file_made_by_hand_is_a_stop(folder: RunFolder, content: bytes) -> None:
    (folder.path / "stop.wish").write_bytes(content)
    assert folder.take_stop_wish() == "stop"


@pytest.mark.parametrize("state", ["done", "stopped", "failed", "lost", "running", "paused"])
def test_the_state_that_was_written(folder: RunFolder, state: Any) -> None:
    folder.write_status(state, "distill", "Words.")
    status = folder.status()
    assert (status.state, status.phase, status.message) == (state, "distill", "Words.")
    assert status.pid == os.getpid()
    assert abs(status.updated_s - time.time()) < 5


def write_state(folder: RunFolder, **changes: Any) -> None:
    folder.write_status("running", "distill")
    values = json.loads(folder._state_path.read_text())
    folder._state_path.write_text(json.dumps({**values, **changes}))


@pytest.mark.parametrize(
    "changes",
    [
        {"process_started_s": 1000.0},
        {"pid": -5},
        {"pid": 0, "process_started_s": 1000.0},
        {"pid": 10**30},
    ],
)
def test_a_live_state_of_a_process_that_is_gone_is_lost(
    folder: RunFolder, changes: dict[str, Any]
) -> None:
    write_state(folder, **changes)
    status = folder.status()
    assert status.state == "lost" and status.phase == "distill"
    assert status.message == "The engine ended without a last word."


def test_a_dead_process_and_a_zombie_are_gone(folder: RunFolder) -> None:
    write_state(folder, pid=no_longer_living_pid())
    assert folder.status().state == "lost"
    process = subprocess.Popen([sys.executable, "-c", ""])
    started_s = psutil.Process(process.pid).create_time()
    while psutil.Process(process.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    write_state(folder, pid=process.pid, process_started_s=started_s)
    assert folder.status().state == "lost"
    process.wait()


def test_a_process_that_may_not_be_looked_at_lives(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_state(folder)

    def refuse(pid: int) -> None:
        raise psutil.AccessDenied(pid)

    monkeypatch.setattr(psutil, "Process", refuse)
    assert folder.status().state == "running"


def test_a_run_of_another_machine_is_taken_at_its_word(folder: RunFolder) -> None:
    write_state(folder, host="elsewhere", pid=1, process_started_s=0.0)
    assert folder.status().state == "running"


@pytest.mark.parametrize(
    "content",
    [None, "", "[]", "{}", "nonsense", '{"state": "dancing"}', "[" * 60_000],
)
def test_a_state_that_cannot_be_read(folder: RunFolder, content: str | None) -> None:
    folder._state_path.unlink()
    if content is not None:
        folder._state_path.write_text(content)
    status = folder.status()
    assert (status.state, status.message) == ("lost", "The engine never started.")


@pytest.mark.parametrize("change", [{"state": "dancing"}, {"pid": "x"}, {"phase": None}])
def test_a_state_with_one_wrong_value(folder: RunFolder, change: dict[str, Any]) -> None:
    write_state(folder, **change)
    assert folder.status().state == "lost"


def test_summary(folder: RunFolder) -> None:
    summary = summary_of(folder)
    assert (summary.path, summary.name) == (folder.path, "recorded")
    assert abs(summary.created_s - time.time()) < 5
    assert summary.status.state == "running"


def test_summary_of_a_damaged_run(folder: RunFolder) -> None:
    folder.experiment_path.unlink()
    folder._state_path.unlink()
    summary = summary_of(folder)
    assert (summary.name, summary.created_s) == (folder.path.name, 0.0)
    assert set(stamp_of(folder)) == {0}


def test_the_stamp_changes_with_the_state(folder: RunFolder) -> None:
    before = stamp_of(folder)
    assert stamp_of(folder) == before
    folder.write_status("done", "evaluate")
    assert stamp_of(folder) != before


def test_a_summary_tells_what_a_finished_run_came_to(tmp_path: Path) -> None:
    folder = write_run(tmp_path, done_records(), "done")
    folder.write_notes(RunNotes("renamed", ("a", "b"), "seen"))
    summary = summary_of(folder)
    assert (summary.name, summary.data_set) == ("renamed", "fashion-mnist")
    assert summary.notes.tags == ("a", "b") and summary.notes.text == "seen"
    assert summary.accuracy is not None and summary.accuracy.mean == 0.62, "that of the average"
    folder.write_status("stopped", "evaluate")
    assert summary_of(folder).accuracy is None


def test_notes_rename_a_run_and_leave_what_was_asked_for(folder: RunFolder) -> None:
    before = folder.experiment_path.read_bytes()
    folder.write_notes(RunNotes(name="another name"))
    assert folder.experiment() == tiny_experiment("another name")
    assert folder.experiment_path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    ["", "[]", "nonsense", '{"tags": 7}', "[" * 60_000, '{"name": "../a/b"}', "x" * 70_000],
)
def test_notes_that_cannot_be_read_are_none(folder: RunFolder, content: str) -> None:
    folder.notes_path.write_text(content)
    assert folder.notes() == RunNotes() and folder.experiment() == tiny_experiment()
    aside = folder.write_notes(RunNotes(text="new"))
    assert aside is not None and aside.read_text() == content, "somebody may have typed that"
    assert folder.notes() == RunNotes(text="new")


@pytest.mark.parametrize(
    "content",
    [
        '{"text": "' + "x" * 10_001 + '"}',
        '{"tags": ["a"], "colour": "red"}',
        '{"x": ' + "[" * 30_000 + "]" * 30_000 + "}",
    ],
)
def test_notes_that_say_more_than_is_understood_are_kept(folder: RunFolder, content: str) -> None:
    folder.notes_path.write_text(content)
    aside = folder.write_notes(folder.notes())
    assert aside is not None and aside.read_text() == content
    assert folder.write_notes(folder.notes()) is None


def test_notes_that_are_understood_leave_no_second_file(folder: RunFolder) -> None:
    assert folder.write_notes(RunNotes("name", ("a",), "Ünïcode\n")) is None
    folder.notes_path.write_text('{"tags": ["a"]}')
    assert folder.write_notes(RunNotes(text="b")) is None


def test_tags_are_short_plain_and_each_once() -> None:
    assert tags_of([" a  b ", "a b", "", "c,d\ne", "x" * 99]) == ("a b", "c d e", "x" * 40)
    assert len(tags_of(str(number) for number in range(99))) == MAX_TAGS


def test_a_lock_that_vanishes_while_its_age_is_asked(folder: RunFolder) -> None:
    assert folder._lock.age_s() == math.inf


# ---------------------------------------------------------------- going on


@pytest.mark.parametrize("state", ["stopped", "interrupted", "failed", "lost"])
def test_a_run_that_was_cut_off_can_go_on(folder: RunFolder, state: Any) -> None:
    folder.write_status(state, "distill")
    assert folder.can_resume
    folder.claim()
    assert not folder.can_resume
    assert folder.owner_words() == (
        f"the engine with process number {os.getpid()} on {socket.gethostname()}"
    )
    folder.release()
    assert folder.can_resume and folder.owner_words() == ""


@pytest.mark.parametrize("state", ["done", "running"])
def test_a_run_that_is_done_or_lives_cannot(folder: RunFolder, state: Any) -> None:
    folder.write_status(state, "distill")
    assert not folder.can_resume


def test_claiming_clears_what_a_kill_left_half_written(folder: RunFolder) -> None:
    folder.checkpoints_path.mkdir()
    halves = [folder.path / ".state.json.7-8.part", folder.checkpoints_path / ".x.1-2.part"]
    for half in halves:
        half.write_bytes(b"half")
    folder.claim()
    assert not any(half.exists() for half in halves)
    assert folder.experiment_path.exists()


def test_a_lock_from_before_the_clock_was_set_back_is_not_young_for_ever(
    folder: RunFolder,
) -> None:
    lock = folder.path / "owner.lock"
    lock.touch()
    os.utime(lock, (time.time() + 3600, time.time() + 3600))
    folder.claim()
    assert folder.owner_words()


def test_a_folder_of_a_newer_version_is_refused(folder: RunFolder) -> None:
    (folder.path / "format.json").write_text('{"format": 99}')
    with pytest.raises(RunFolderError, match=r"format 99; this one knows up to \d+\)\. Update"):
        RunFolder.open(folder.path)


@pytest.mark.parametrize("content", [None, "", "{}", "[", '{"format": "x"}'])
def test_a_folder_of_an_older_version_opens(folder: RunFolder, content: str | None) -> None:
    path = folder.path / "format.json"
    if content is None:
        path.unlink()
    else:
        path.write_text(content)
    assert RunFolder.open(folder.path).experiment() == tiny_experiment()


def test_the_set_from_elsewhere_is_part_of_the_folder(tmp_path: Path) -> None:
    request = AdoptRequest("set.pt", "rgb", 0.01, "", evaluates=True)
    folder = RunFolder.create(tmp_path, tiny_experiment(), request)
    assert RunFolder.open(folder.path).adoption() == request
    (folder.path / "adopted.json").write_text("{")
    with pytest.raises(OSError, match="it was changed"):
        folder.adoption()


def test_generations_of_checkpoints(folder: RunFolder) -> None:
    assert folder.checkpoint_numbers("distill") == []
    folder.checkpoints_path.mkdir()
    for work, number in (("distill", 1), ("distill", 2), ("distill", 12), ("teacher-0001", 3)):
        folder.checkpoint_path(work, number).touch()
    (folder.checkpoints_path / "distill.x.safetensors").touch()
    assert folder.checkpoint_numbers("distill") == [1, 2, 12]
    folder.delete_checkpoints("distill", 2)
    assert folder.checkpoint_numbers("distill") == [12]
    assert folder.checkpoint_numbers("teacher-0001") == [3]
    folder.delete_all_checkpoints()
    assert not folder.checkpoints_path.exists()


def test_sets_of_numbers_that_no_run_reaches_are_not_listed(folder: RunFolder) -> None:
    for name in ("00000004", "9" * 30, "4", "٠٠٠٠٠٠٠٥"):
        (folder.snapshots_path / f"iteration_{name}.npz").touch()
    assert folder.snapshot_iterations() == [4]
