"""The run folder: names of all its files, how they are written and read. The truth about a run.

No file name of a run is spelt anywhere else. Everything but the growing event file is written
aside and moved into place, so a reader sees a whole file or none.
"""

import contextlib
import errno
import json
import math
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import load_experiment, to_toml
from ftd_engine.foreign_files import read_at_most, whole_lines
from ftd_engine.protocol import BadRecord, Event, Record, RunState, decode, encode
from ftd_engine.snapshot import MAX_BYTES, DamagedSnapshot, Snapshot
from ftd_engine.used_teachers import UsedTeachers
from ftd_engine.whole_files import write_aside

READ_CHUNK_BYTES = 1 << 20
MAX_LINE_BYTES = 16 << 20
MAX_STATE_BYTES = 1 << 16
YOUNG_LOCK_S = 2.0
_SEQ_OF_LINE = re.compile(rb'\{"seq":(\d{1,18}),')
LIVE_STATES: frozenset[RunState] = frozenset(("running", "paused", "stopping"))


class RunFolderError(Exception):
    """A run folder cannot be used; the message says why and what to do."""


class RunIsOwned(RunFolderError):
    """Another engine works in this folder."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the library needs to know of a run without reading its events."""

    state: RunState
    phase: str
    message: str
    pid: int
    process_started_s: float
    """Start of the engine process, seconds since 1970; tells a reused pid from the old one."""
    host: str
    updated_s: float


@dataclass(frozen=True, slots=True)
class _Owner:
    """The engine process that holds a run folder."""

    pid: int
    process_started_s: float
    host: str


# both files may have been cut short or changed by hand, so every value is checked when read
_status_adapter: TypeAdapter[Status] = TypeAdapter(Status)
_owner_adapter: TypeAdapter[_Owner] = TypeAdapter(_Owner)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run as a line of the library."""

    path: Path
    name: str
    created_s: float
    status: Status


def default_workspace() -> Path:
    """Where runs lie unless the user says otherwise: $FTD_STUDIO_WORKSPACE or ~/ftd-studio/runs."""
    chosen = os.environ.get("FTD_STUDIO_WORKSPACE")
    return Path(chosen) if chosen else Path.home() / "ftd-studio" / "runs"


def _process_start(pid: int) -> float | None:
    """Start time of a process of this machine, or None where there is none."""
    # psutil costs the window 20 ms and is needed only where a run claims to be alive
    import psutil

    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        # the last two: a number that no process can have, from a damaged file
        return None
    except psutil.AccessDenied:
        return -1.0


def _is_alive(pid: int, process_started_s: float, host: str) -> bool:
    if host != socket.gethostname():
        return True
    started = _process_start(pid)
    # two clocks of the kernel differ by a few hundredths of a second
    return started is not None and (started < 0 or abs(started - process_started_s) < 2.0)


class EventLog:
    """Appends events to one run's event file; safe to call from several threads.

    Opening it drops a last line that was cut short by a kill, then counts on from the last record.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._next_seq = 0
        if path.exists():
            for record in EventReader(path).read_all():
                self._next_seq = record.seq + 1
            with path.open("rb+") as file:
                size = file.seek(0, os.SEEK_END)
                file.truncate(_last_line_end(file, size))
        self._file = path.open("ab", buffering=0)
        self._size = path.stat().st_size

    def append(self, event: Event) -> Record:
        """Number the event, write it, and return its record as the file has it.

        Raises:
            BadRecord: a value has the wrong type; nothing was written.
            OSError: the disk is full or the folder is gone; the file is as it was before.
        """
        with self._lock:
            line = encode(Record(self._next_seq, time.time(), event)) + b"\n"
            # Read back, the record holds plain types only. A subclass of str or float, such as
            # torch's version, would make the window import torch to unpack it from the queue.
            record = decode(line)
            # one write call per line: a reader or a kill never sees two halves of two lines
            written = self._file.write(line)
            if written != len(line):
                # a full disk takes part of a line without complaint; the next would be glued to it
                self._file.truncate(self._size)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._file.name))
            self._size += len(line)
            self._next_seq += 1
            return record

    def close(self) -> None:
        """Close the file; later calls of `append` fail."""
        with self._lock:
            self._file.close()


def _last_line_end(file: Any, size: int) -> int:
    position = size
    while position > 0:
        start = max(0, position - 4096)
        file.seek(start)
        block: bytes = file.read(position - start)
        found = block.rfind(b"\n")
        if found >= 0:
            return start + found + 1
        position = start
    return 0


class EventReader:
    """Reads an event file from the last place on; a half-written last line waits for its end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0
        self.bad_lines = 0
        """Lines that were no record; they are left out."""
        self.last_problem = ""
        """Why the last of them was none."""
        self.at_end = False
        """True where the last call of `read` came to the end of the file."""

    def read(self, max_bytes: int = READ_CHUNK_BYTES, from_seq: int = 0) -> list[Record]:
        """Records that came since the last call, at most about `max_bytes` of them.

        Args:
            max_bytes: how much to read; a line longer than that is read whole.
            from_seq: records numbered below are left out, at a fraction of the cost.

        Raises:
            OSError: the file is there but cannot be read.
        """
        # the place is always the start of a line, since a resumed engine cuts off a half-written one
        try:
            block, self.at_end = whole_lines(self._path, self._offset, max_bytes, MAX_LINE_BYTES)
        except FileNotFoundError:
            self.at_end = True
            return []
        if b"\n" not in block and len(block) >= MAX_LINE_BYTES:
            # no event is that long; what follows of the line is no record either
            self._offset += len(block)
            self.bad_lines += 1
            self.last_problem = f"a line of more than {MAX_LINE_BYTES:,} bytes"
            return []
        whole = block[: block.rfind(b"\n") + 1]
        self._offset += len(whole)
        records: list[Record] = []
        for line in whole.split(b"\n")[:-1]:
            number = _SEQ_OF_LINE.match(line) if from_seq else None
            if number and int(number[1]) < from_seq:
                continue
            try:
                records.append(decode(line))
            except BadRecord as problem:
                self.bad_lines += 1
                self.last_problem = str(problem)
        return records

    def read_all(self) -> list[Record]:
        """All records from the last place to the present end of the file."""
        records = self.read()
        while not self.at_end:
            records.extend(self.read())
        return records


class RunFolder:
    """One run on disk.

    Attributes:
        path: the folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    # ------------------------------------------------ life

    @staticmethod
    def create(workspace: Path, experiment: Experiment) -> "RunFolder":
        """Make a new folder for this experiment, named by time and experiment.

        Raises:
            RunFolderError: the workspace cannot be written.
        """
        stamp = time.strftime("%Y-%m-%d_%H%M%S")
        name = re.sub(r"[^\w.\-]+", "-", experiment.name).strip("-.") or "run"
        # 80 characters may be 320 bytes, more than a file system takes in one name
        name = name.encode()[:160].decode(errors="ignore")
        try:
            workspace.mkdir(parents=True, exist_ok=True)
            for count in range(1, 1000):
                path = workspace / (f"{stamp}_{name}" + (f"_{count}" if count > 1 else ""))
                with contextlib.suppress(FileExistsError):
                    path.mkdir()
                    break
            else:
                raise RunFolderError(f"There are too many runs named {stamp}_{name}.")
            folder = RunFolder(path)
            folder.snapshots_path.mkdir()
            write_aside(folder.experiment_path, to_toml(experiment).encode())
            folder.event_path.touch()
            # the engine overwrites this with its own process number once it has loaded
            folder.write_status("running", "", "The engine is starting.")
        except OSError as error:
            raise RunFolderError(
                f"The run folder cannot be made in {workspace}: {error.strerror}. "
                "Choose another workspace, or make this one writable."
            ) from error
        return folder

    @staticmethod
    def open(path: Path) -> "RunFolder":
        """Open an existing run folder.

        Raises:
            RunFolderError: there is no run at this path.
        """
        folder = RunFolder(path)
        try:
            found = folder.experiment_path.is_file()
        except OSError as error:
            raise RunFolderError(
                f"{path} cannot be opened: {error.strerror}. Check its rights, or choose another."
            ) from error
        if not found:
            raise RunFolderError(
                f"{path} is no run folder: it holds no {folder.experiment_path.name}. "
                "Choose a folder that FTD Studio made."
            )
        return folder

    # ------------------------------------------------ names

    @property
    def experiment_path(self) -> Path:
        return self.path / "experiment.toml"

    @property
    def event_path(self) -> Path:
        return self.path / "events.jsonl"

    @property
    def engine_log_path(self) -> Path:
        """What the engine process printed, with the trace of a crash."""
        return self.path / "engine.log"

    @property
    def used_teachers_path(self) -> Path:
        """Which teachers on the shelf the run works with."""
        return self.path / "shelf.json"

    @property
    def snapshots_path(self) -> Path:
        return self.path / "snapshots"

    @property
    def _state_path(self) -> Path:
        return self.path / "state.json"

    @property
    def _lock_path(self) -> Path:
        return self.path / "owner.lock"

    def snapshot_path(self, iteration: int) -> Path:
        """File of the synthetic set after so many iterations."""
        return self.snapshots_path / f"iteration_{iteration:08d}.npz"

    # ------------------------------------------------ contents

    def experiment(self) -> Experiment:
        """What was asked for.

        Raises:
            ConfigProblems: the file was changed by hand and is wrong now.
        """
        return load_experiment(self.experiment_path)

    def write_used_teachers(self, used: UsedTeachers) -> None:
        """Remember which teachers on the shelf the run works with.

        Raises:
            OSError: disk full or folder gone.
        """
        write_aside(self.used_teachers_path, used.to_bytes())

    def used_teachers(self) -> UsedTeachers | None:
        """The teachers that the run works with; None before the first, or where the file is damaged."""
        try:
            return UsedTeachers.from_bytes(read_at_most(self.used_teachers_path, MAX_LINE_BYTES))
        except (OSError, ValueError):
            return None

    def snapshot_iterations(self) -> list[int]:
        """Iterations whose sets are stored, ascending."""
        found = (
            re.fullmatch(r"iteration_([0-9]{8,9})\.npz", path.name)
            for path in self.snapshots_path.glob("iteration_*.npz")
        )
        return sorted(int(match.group(1)) for match in found if match)

    def write_snapshot(self, snapshot: Snapshot) -> Path:
        """Store a synthetic set under its iteration.

        Raises:
            OSError: disk full or folder gone.
        """
        path = self.snapshot_path(snapshot.iteration)
        write_aside(path, snapshot.to_bytes())
        return path

    def read_snapshot(self, iteration: int) -> Snapshot:
        """The synthetic set after so many iterations.

        Raises:
            DamagedSnapshot: missing, truncated or changed.
        """
        path = self.snapshot_path(iteration)
        try:
            content = read_at_most(path, MAX_BYTES)
        except OSError as error:
            raise DamagedSnapshot(
                f"{path} cannot be read: {error.strerror}. Choose another iteration."
            ) from error
        return Snapshot.from_bytes(content, str(path))

    # ------------------------------------------------ ownership and state

    def claim(self) -> None:
        """Make this process the only engine of the folder.

        Raises:
            RunIsOwned: another living engine holds it.
            OSError: the folder cannot be written.
        """
        pid = os.getpid()
        owner = _Owner(pid, _process_start(pid) or 0.0, socket.gethostname())
        for _ in range(2):
            try:
                descriptor = os.open(self._lock_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            except FileExistsError:
                held = self._owner()
                if held and _is_alive(held.pid, held.process_started_s, held.host):
                    raise RunIsOwned(
                        f"{self.path} belongs to the engine with process number {held.pid} on "
                        f"{held.host}. Stop that one first."
                    ) from None
                if held is None and self._lock_age_s() < YOUNG_LOCK_S:
                    # its maker has not come to write into it yet
                    break
                # left over from a killed engine
                self._lock_path.unlink(missing_ok=True)
                continue
            with os.fdopen(descriptor, "w") as file:
                json.dump(asdict(owner), file)
            return
        raise RunIsOwned(f"{self.path} was claimed by another engine at this moment.")

    def release(self) -> None:
        """Give the folder free again."""
        self._lock_path.unlink(missing_ok=True)

    def write_status(self, state: RunState, phase: str, message: str = "") -> None:
        """Say how the run stands, for the library.

        Raises:
            OSError: disk full or folder gone.
        """
        pid = os.getpid()
        started_s = _process_start(pid) or 0.0
        status = Status(state, phase, message, pid, started_s, socket.gethostname(), time.time())
        write_aside(self._state_path, json.dumps(asdict(status)).encode())

    def status(self) -> Status:
        """How the run stands; "lost" where the engine is gone without a last word."""
        try:
            status = _status_adapter.validate_json(read_at_most(self._state_path, MAX_STATE_BYTES))
        except (OSError, ValidationError):
            # made, but its engine never came to write
            return Status("lost", "", "The engine never started.", 0, 0.0, "", self._created_s())
        if status.state not in LIVE_STATES:
            return status
        if _is_alive(status.pid, status.process_started_s, status.host):
            return status
        message = "The engine ended without a last word."
        return Status("lost", status.phase, message, 0, 0.0, status.host, status.updated_s)

    def summary_stamp(self) -> tuple[int, int]:
        """Changes whenever the files behind `summary` did; a live run may change without it."""
        stamps: list[int] = []
        for path in (self.experiment_path, self._state_path):
            try:
                stamps.append(path.stat().st_mtime_ns)
            except OSError:
                stamps.append(0)
        return stamps[0], stamps[1]

    def summary(self) -> RunSummary:
        """The run as a line of the library; never raises for a damaged run."""
        try:
            name = self.experiment().name
        except ConfigProblems:
            name = self.path.name
        return RunSummary(self.path, name, self._created_s(), self.status())

    def _created_s(self) -> float:
        try:
            return self.experiment_path.stat().st_mtime
        except OSError:
            return 0.0

    def _owner(self) -> _Owner | None:
        try:
            return _owner_adapter.validate_json(read_at_most(self._lock_path, MAX_STATE_BYTES))
        except (OSError, ValidationError):
            return None

    def _lock_age_s(self) -> float:
        try:
            return time.time() - self._lock_path.stat().st_mtime
        except OSError:
            return math.inf


def find_runs(workspace: Path) -> Iterator[RunFolder]:
    """All run folders of a workspace, newest name first."""
    try:
        entries = sorted(workspace.iterdir(), reverse=True)
    except OSError:
        return
    for path in entries:
        with contextlib.suppress(RunFolderError):
            yield RunFolder.open(path)
