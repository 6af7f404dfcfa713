"""The run folder: names, ownership, state, and an event file that survives kills and full disks."""

import json
import math
import os
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from ftd_engine import run_folder
from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment import Experiment
from ftd_engine.protocol import BadRecord, Logged, encode
from ftd_engine.run_folder import (
    EventLog,
    EventReader,
    RunFolder,
    RunFolderError,
    RunIsOwned,
    default_workspace,
    find_runs,
)
from ftd_engine.snapshot import DamagedSnapshot
from tests.fixtures.recorded_runs import done_records, tiny_experiment, tiny_snapshot


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "runs", tiny_experiment())


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
    folder._lock_path.write_text(content)
    os.utime(folder._lock_path, (1.0, 1.0))
    folder.claim()
    assert json.loads(folder._lock_path.read_text())["pid"] == os.getpid()


def test_the_lock_of_a_dead_engine_is_no_owner(folder: RunFolder) -> None:
    owner = {
        "pid": no_longer_living_pid(),
        "process_started_s": time.time(),
        "host": socket.gethostname(),
    }
    folder._lock_path.write_text(json.dumps(owner))
    folder.claim()


def test_an_empty_young_lock_is_being_written(folder: RunFolder) -> None:
    folder._lock_path.touch()
    with pytest.raises(RunIsOwned, match="was claimed by another engine at this moment"):
        folder.claim()


def test_two_that_claim_in_turn(folder: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_arguments: Any) -> int:
        raise FileExistsError

    # the lock comes and goes between looking and reading
    monkeypatch.setattr(os, "open", taken)
    with pytest.raises(RunIsOwned, match="was claimed by another engine at this moment"):
        folder.claim()


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
    summary = folder.summary()
    assert (summary.path, summary.name) == (folder.path, "recorded")
    assert abs(summary.created_s - time.time()) < 5
    assert summary.status.state == "running"


def test_summary_of_a_damaged_run(folder: RunFolder) -> None:
    folder.experiment_path.unlink()
    folder._state_path.unlink()
    summary = folder.summary()
    assert (summary.name, summary.created_s) == (folder.path.name, 0.0)
    assert folder.summary_stamp() == (0, 0)


def test_the_stamp_changes_with_the_state(folder: RunFolder) -> None:
    before = folder.summary_stamp()
    assert folder.summary_stamp() == before
    time.sleep(0.01)
    folder.write_status("done", "evaluate")
    assert folder.summary_stamp() != before


# ---------------------------------------------------------------- the event file


def numbers(path: Path) -> list[int]:
    return [record.seq for record in EventReader(path).read_all()]


def test_events_are_numbered_and_read_back(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)
    written = [log.append(record.event) for record in done_records()]
    log.close()
    assert EventReader(folder.event_path).read_all() == written
    assert [record.seq for record in written] == list(range(len(written)))


class ForeignText(str):
    """Text of a library that the window must not load, as torch's version is."""

    __slots__ = ()


def test_what_is_returned_holds_plain_types_only(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)
    event = log.append(Logged("info", ForeignText("words"))).event
    assert isinstance(event, Logged) and type(event.text) is str and event.text == "words"
    log.close()


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_an_event_of_wrong_types_is_not_written(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)
    with pytest.raises(BadRecord):
        log.append(Logged("info", None))  # pyright: ignore[reportArgumentType]
    assert log.append(Logged("info", "words")).seq == 0
    log.close()
    assert numbers(folder.event_path) == [0]


def test_a_log_that_did_not_exist(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events")
    assert log.append(Logged("info", "first")).seq == 0
    log.close()
    with pytest.raises(ValueError, match="closed"):
        log.append(Logged("info", "second"))


@pytest.mark.parametrize("rest", [b"", b"{", b'{"seq":2,"time_s":1.0,"event":{"kind"', 9000 * b"x"])
def test_counting_goes_on_after_a_kill(folder: RunFolder, rest: bytes) -> None:
    log = EventLog(folder.event_path)
    log.append(Logged("info", "first"))
    log.append(Logged("info", "second"))
    log.close()
    with folder.event_path.open("ab") as file:
        file.write(rest)
    log = EventLog(folder.event_path)
    assert log.append(Logged("info", "third")).seq == 2
    log.close()
    assert numbers(folder.event_path) == [0, 1, 2]


def test_a_file_that_is_one_cut_line_begins_anew(folder: RunFolder) -> None:
    folder.event_path.write_bytes(5000 * b"x")
    log = EventLog(folder.event_path)
    assert log.append(Logged("info", "first")).seq == 0
    log.close()
    assert numbers(folder.event_path) == [0]


def test_threads_append_whole_lines(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)

    def append_often() -> None:
        for _ in range(200):
            log.append(Logged("info", 100 * "."))

    threads = [threading.Thread(target=append_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    assert numbers(folder.event_path) == list(range(800))


class DiskThatFills:
    """Takes only so many bytes, then part of a line, as a real disk does."""

    def __init__(self, file: Any, room: int) -> None:
        self.file = file
        self.room = room
        self.name = file.name

    def write(self, data: bytes) -> int:
        taken = self.file.write(data[: self.room])
        self.room -= taken
        return taken

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


def test_a_full_disk_leaves_whole_lines_and_no_gap(folder: RunFolder) -> None:
    log = EventLog(folder.event_path)
    log.append(Logged("info", "fits"))
    real = log._file
    log._file = DiskThatFills(real, 20)  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(OSError, match=r"No space left on device.*events\.jsonl"):
        log.append(Logged("info", "does not fit"))
    log._file = real
    assert log.append(Logged("info", "room again")).seq == 1
    log.close()
    assert numbers(folder.event_path) == [0, 1]


def test_a_reader_of_no_file(tmp_path: Path) -> None:
    reader = EventReader(tmp_path / "missing")
    assert reader.read() == [] and reader.at_end
    assert reader.read_all() == []


def test_a_reader_of_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        EventReader(tmp_path).read()


def test_a_half_written_line_waits_for_its_end(tmp_path: Path) -> None:
    lines = [encode(record) + b"\n" for record in done_records()[:3]]
    path = tmp_path / "events"
    reader = EventReader(path)
    path.write_bytes(lines[0] + lines[1][:20])
    assert [record.seq for record in reader.read()] == [0]
    assert reader.read() == []
    with path.open("ab") as file:
        file.write(lines[1][20:-1])
    assert reader.read() == []
    with path.open("ab") as file:
        file.write(b"\n" + lines[2])
    assert [record.seq for record in reader.read()] == [1, 2]
    assert reader.bad_lines == 0


def test_a_half_line_that_a_resumed_engine_cut_off(tmp_path: Path) -> None:
    lines = [encode(record) + b"\n" for record in done_records()[:3]]
    path = tmp_path / "events"
    reader = EventReader(path)
    path.write_bytes(lines[0] + lines[2][:-3])
    assert [record.seq for record in reader.read()] == [0]
    path.write_bytes(lines[0] + lines[1] + lines[2])
    assert [record.seq for record in reader.read()] == [1, 2]
    assert reader.bad_lines == 0


@pytest.mark.parametrize("max_bytes", [1, 7, 100, 4096, 1 << 20])
def test_pieces_of_any_size_give_the_same_records(tmp_path: Path, max_bytes: int) -> None:
    path = tmp_path / "events"
    path.write_bytes(b"".join(encode(record) + b"\n" for record in done_records()) + b"{half")
    reader = EventReader(path)
    records = reader.read(max_bytes)
    while not reader.at_end:
        records.extend(reader.read(max_bytes))
    assert records == done_records()


def test_read_all_of_more_than_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "events"
    line = encode(done_records()[0]) + b"\n"
    path.write_bytes(line * (3 * run_folder.READ_CHUNK_BYTES // len(line)))
    assert len(EventReader(path).read_all()) == 3 * run_folder.READ_CHUNK_BYTES // len(line)


def test_known_records_are_left_out_without_being_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = done_records()
    path = tmp_path / "events"
    path.write_bytes(b"".join(encode(record) + b"\n" for record in records))
    decoded: list[bytes] = []
    decode = run_folder.decode

    def counted(line: bytes) -> Any:
        decoded.append(line)
        return decode(line)

    monkeypatch.setattr(run_folder, "decode", counted)
    from_seq = len(records) - 4
    assert EventReader(path).read(from_seq=from_seq) == records[from_seq:]
    assert len(decoded) == 4


def test_damaged_lines_are_left_out_and_counted(tmp_path: Path) -> None:
    lines = [encode(record) for record in done_records()[:6]]
    lines[1] = b"\x00" * 40
    lines[3] = lines[3].replace(b'"v":1', b'"v":9')
    lines[4] = b'{"seq":4,\r"time'
    path = tmp_path / "events"
    path.write_bytes(b"\n".join(lines) + b"\n")
    reader = EventReader(path)
    assert [record.seq for record in reader.read(from_seq=1)] == [2, 5]
    assert reader.bad_lines == 3
    path.write_bytes(path.read_bytes() + lines[3] + b"\n")
    reader.read()
    assert reader.last_problem == "written by a newer FTD Studio (format 9, known 1)"


def test_a_lock_that_vanishes_while_its_age_is_asked(folder: RunFolder) -> None:
    assert folder._lock_age_s() == math.inf


def test_sets_of_numbers_that_no_run_reaches_are_not_listed(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, Experiment())
    for name in ("00000004", "9" * 30, "4", "٠٠٠٠٠٠٠٥"):
        (folder.snapshots_path / f"iteration_{name}.npz").touch()
    assert folder.snapshot_iterations() == [4]
