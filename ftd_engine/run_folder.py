"""The run folder: names of all its files, how they are written and read. The truth about a run.

No file name of a run is spelt anywhere else. All but the growing event file is written aside and moved.
"""

import contextlib
import errno
import json
import os
import re
import shutil
import socket
import time
from collections.abc import Generator, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import load_experiment, to_toml
from ftd_engine.foreign_files import read_at_most
from ftd_engine.job_requests import AdoptRequest
from ftd_engine.process_life import is_alive, process_start
from ftd_engine.protocol import RunState, StopName, stop_named
from ftd_engine.run_lock import LockIsHeld, RunLock
from ftd_engine.run_notes import RunNotes, read_notes, write_notes
from ftd_engine.snapshot import MAX_BYTES, DamagedSnapshot, Snapshot
from ftd_engine.used_teachers import UsedTeachers
from ftd_engine.whole_files import write_aside

MAX_STATE_BYTES = 1 << 16
MAX_TEACHERS_BYTES = 16 << 20
FORMAT = 2
"""Counted up where an older FTD Studio would misread the folder. 1, without checkpoints, opens as it is."""
METRICS_ONLY = "Only its curves were imported."
"""What the status of a run says that came from the log of another program."""
LIVE_STATES: frozenset[RunState] = frozenset(("running", "paused", "stopping"))
CUT_STATES: frozenset[RunState] = frozenset(("stopped", "interrupted", "failed", "lost"))
"""A run that is not done and that nobody works on: it can go on."""


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
class _Format:
    """The layout of a run folder."""

    format: int


# all of them may have been cut short or changed by hand, so every value is checked when read
_status_adapter: TypeAdapter[Status] = TypeAdapter(Status)
_format_adapter: TypeAdapter[_Format] = TypeAdapter(_Format)
_adoption_adapter: TypeAdapter[AdoptRequest] = TypeAdapter(AdoptRequest)


def default_workspace(chosen: Path | None = None) -> Path:
    """Where runs lie: $FTD_STUDIO_WORKSPACE, else what was chosen elsewhere, else ~/ftd-studio/runs."""
    named = os.environ.get("FTD_STUDIO_WORKSPACE")
    return Path(named) if named else chosen or Path.home() / "ftd-studio" / "runs"


class RunFolder:
    """One run on disk.

    Attributes:
        path: the folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    # ------------------------------------------------ life

    @staticmethod
    def create(
        workspace: Path, experiment: Experiment, adoption: AdoptRequest | None = None
    ) -> "RunFolder":
        """Make a new folder for this experiment, named by time and experiment.

        Args:
            adoption: the set from elsewhere that the run is about; None for a run of all phases.

        Raises:
            RunFolderError: the workspace cannot be written.
        """
        with _made_in(workspace):
            folder: RunFolder = RunFolder.reserve(workspace, experiment.name)
            folder.snapshots_path.mkdir()
            write_aside(folder.experiment_path, to_toml(experiment.with_seed_drawn()).encode())
            if adoption is not None:
                write_aside(folder._adoption_path, _adoption_adapter.dump_json(adoption))
            folder.event_path.touch()
            # the engine overwrites this with its own process number once it has loaded
            folder.write_status("running", "", "The engine is starting.")
        return folder

    @staticmethod
    def reserve(workspace: Path, name: str) -> "RunFolder":
        """Make a folder named by time and run; it is no run before its experiment lies in it.

        Raises:
            RunFolderError: the workspace cannot be written.
        """
        stamp = time.strftime("%Y-%m-%d_%H%M%S")
        name = re.sub(r"[^\w.\-]+", "-", name).strip("-.") or "run"
        # 80 characters may be 320 bytes, more than a file system takes in one name
        name = name.encode()[:160].decode(errors="ignore")
        with _made_in(workspace):
            workspace.mkdir(parents=True, exist_ok=True)
            for count in range(1, 1000):
                path = workspace / (f"{stamp}_{name}" + (f"_{count}" if count > 1 else ""))
                with contextlib.suppress(FileExistsError):
                    path.mkdir()
                    break
            else:
                raise RunFolderError(f"There are too many runs named {stamp}_{name}.")
            folder = RunFolder(path)
            write_aside(folder._format_path, json.dumps({"format": FORMAT}).encode())
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
        made_for = folder._format()
        if made_for > FORMAT:
            raise RunFolderError(
                f"{path} was made by a newer FTD Studio (format {made_for}; this one knows up to "
                f"{FORMAT}). Update FTD Studio to open it."
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
    def notes_path(self) -> Path:
        """What the user says of the run: another name, tags, notes."""
        return self.path / "notes.json"

    @property
    def used_teachers_path(self) -> Path:
        """Which teachers on the shelf the run works with."""
        return self.path / "shelf.json"

    @property
    def snapshots_path(self) -> Path:
        return self.path / "snapshots"

    @property
    def checkpoints_path(self) -> Path:
        """Where the states of unfinished work lie."""
        return self.path / "checkpoints"

    @property
    def nearest_path(self) -> Path:
        """Where real images found near stored sets lie (`nearest_sets.py`); may be deleted at any time."""
        return self.path / "nearest_real"

    @property
    def _adoption_path(self) -> Path:
        """The set from elsewhere that the run is about; not there for a run of all phases."""
        return self.path / "adopted.json"

    @property
    def _format_path(self) -> Path:
        return self.path / "format.json"

    @property
    def _state_path(self) -> Path:
        return self.path / "state.json"

    @property
    def _lock(self) -> RunLock:
        return RunLock(self.path / "owner.lock")

    @property
    def _stop_wish_path(self) -> Path:
        """There while somebody who did not start the engine wants it to stop."""
        return self.path / "stop.wish"

    def snapshot_path(self, iteration: int) -> Path:
        """File of the synthetic set after so many iterations."""
        return self.snapshots_path / f"iteration_{iteration:08d}.npz"

    def checkpoint_path(self, work: str, number: int) -> Path:
        """File of one state of a piece of unfinished work."""
        return self.checkpoints_path / f"{work}.{number:06d}.safetensors"

    def metrics_path(self, program: str) -> Path:
        """Folder of the metrics that another program reads, such as "tensorboard"; not made here."""
        return self.path / program

    # ------------------------------------------------ contents

    def experiment(self) -> Experiment:
        """What was asked for, under the name that the run has now.

        Raises:
            ConfigProblems: the file was changed by hand and is wrong now.
        """
        experiment, name = load_experiment(self.experiment_path), self.notes().name
        return experiment.model_copy(update={"name": name}) if name else experiment

    def write_notes(self, notes: RunNotes) -> Path | None:
        """Keep what the user says of the run, and say where a file lies that was not understood.

        Raises:
            OSError: disk full or folder gone.
        """
        return write_notes(self.notes_path, notes)

    def notes(self) -> RunNotes:
        """What the user says of the run; nothing where the file is damaged."""
        return read_notes(self.notes_path)

    def adoption(self) -> AdoptRequest | None:
        """The set from elsewhere that the run is about; None for a run of all phases.

        Raises:
            OSError: the file cannot be read, or is none any more.
        """
        try:
            return _adoption_adapter.validate_json(
                read_at_most(self._adoption_path, MAX_STATE_BYTES)
            )
        except FileNotFoundError:
            return None
        except ValidationError as error:
            raise OSError(errno.EINVAL, "it was changed", str(self._adoption_path)) from error

    def write_used_teachers(self, used: UsedTeachers) -> None:
        """Remember which teachers on the shelf the run works with.

        Raises:
            OSError: disk full or folder gone.
        """
        write_aside(self.used_teachers_path, used.to_bytes())

    def used_teachers(self) -> UsedTeachers | None:
        """The teachers that the run works with; None before the first, or where the file is damaged."""
        try:
            return UsedTeachers.from_bytes(
                read_at_most(self.used_teachers_path, MAX_TEACHERS_BYTES)
            )
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

    def checkpoint_numbers(self, work: str) -> list[int]:
        """Numbers of the stored states of this work, ascending."""
        found = (
            re.fullmatch(rf"{re.escape(work)}\.(\d{{6,}})\.safetensors", path.name)
            for path in self.checkpoints_path.glob(f"{work}.*.safetensors")
        )
        return sorted(int(match.group(1)) for match in found if match)

    def delete_checkpoints(self, work: str, up_to: int) -> None:
        """Delete the states of this work up to a number."""
        for number in self.checkpoint_numbers(work):
            if number <= up_to:
                with contextlib.suppress(OSError):
                    self.checkpoint_path(work, number).unlink()

    def delete_all_checkpoints(self) -> None:
        """Delete the states of all work: the run is done."""
        shutil.rmtree(self.checkpoints_path, ignore_errors=True)

    # ------------------------------------------------ ownership and state

    def claim(self) -> None:
        """Make this process the only engine of the folder.

        Raises:
            RunIsOwned: another living engine holds it.
            OSError: the folder cannot be written.
        """
        try:
            self._lock.take()
        except LockIsHeld as held:
            raise RunIsOwned(f"{self.path} {held}") from held
        self._clear_halves()
        self.take_stop_wish()

    def _clear_halves(self) -> None:
        """Delete what a killed engine had not finished writing."""
        for pattern in (".*.part", "*/.*.part"):
            for half in self.path.glob(pattern):
                with contextlib.suppress(OSError):
                    half.unlink()

    def owner_words(self) -> str:
        """Which living engine works here, in words; empty where none does."""
        held = self._lock.owner()
        if held is None or not held.is_alive:
            return ""
        return f"the engine with process number {held.pid} on {held.host}"

    def leave_stop_wish(self, name: StopName = "stop") -> None:
        """Ask the engine that works here to stop, whoever started it.

        Raises:
            OSError: the folder cannot be written.
        """
        write_aside(self._stop_wish_path, name.encode())

    def take_stop_wish(self) -> StopName | None:
        """The stop that was wished for since the last time; for the engine that works here."""
        try:
            word = read_at_most(self._stop_wish_path, MAX_STATE_BYTES).decode(errors="replace")
            self._stop_wish_path.unlink()
        except OSError:
            return None
        # an empty file is a wish as well: it can be made by hand
        return stop_named(word.strip()) or "stop"

    @property
    def can_resume(self) -> bool:
        """True where a run was begun, is not done, nobody works on it, and it can be written to."""
        is_cut = self.status().state in CUT_STATES and not self.owner_words()
        return is_cut and not self.is_read_only

    @property
    def is_read_only(self) -> bool:
        """True where the folder is there but takes no file, as on a mount of another machine.

        What a network refuses only when it is tried is not seen here.
        """
        return self.path.is_dir() and not os.access(self.path, os.W_OK)

    def why_away(self) -> str:
        """Why the folder cannot be reached at this moment, as where a network is down; empty otherwise.

        Empty also where it is gone for good.
        """
        try:
            self.path.stat()
        except FileNotFoundError:
            return ""
        except OSError as error:
            return error.strerror or str(error)
        return ""

    def release(self) -> None:
        """Give the folder free again."""
        self._lock.release()

    def write_status(self, state: RunState, phase: str, message: str = "") -> None:
        """Say how the run stands, for the library.

        Raises:
            OSError: disk full or folder gone.
        """
        pid = os.getpid()
        started_s = process_start(pid) or 0.0
        status = Status(state, phase, message, pid, started_s, socket.gethostname(), time.time())
        write_aside(self._state_path, json.dumps(asdict(status)).encode())

    def status(self) -> Status:
        """How the run stands; "lost" where the engine is gone without a last word."""
        try:
            status = _status_adapter.validate_json(read_at_most(self._state_path, MAX_STATE_BYTES))
        except (OSError, ValidationError):
            # made, but its engine never came to write
            return Status("lost", "", "The engine never started.", 0, 0.0, "", self.created_s)
        if status.state not in LIVE_STATES:
            return status
        if is_alive(status.pid, status.process_started_s, status.host):
            return status
        message = "The engine ended without a last word."
        return Status("lost", status.phase, message, 0, 0.0, status.host, status.updated_s)

    @property
    def summary_files(self) -> tuple[Path, ...]:
        """The files that a line of the library is made of; each is replaced as a whole."""
        return self.experiment_path, self._state_path, self.notes_path

    def _format(self) -> int:
        """Format of the folder; 1 for one made before formats were written down."""
        try:
            return _format_adapter.validate_json(
                read_at_most(self._format_path, MAX_STATE_BYTES)
            ).format
        except (OSError, ValidationError):
            return 1

    @property
    def created_s(self) -> float:
        """When the run was asked for, seconds since 1970; 0 where nothing tells."""
        try:
            return self.experiment_path.stat().st_mtime
        except OSError:
            return 0.0


@contextlib.contextmanager
def _made_in(workspace: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise RunFolderError(
            f"The run folder cannot be made in {workspace}: {error.strerror}. "
            "Choose another workspace, or make this one writable."
        ) from error


def find_runs(workspace: Path) -> Iterator[RunFolder]:
    """All run folders of a workspace, newest name first."""
    try:
        entries = sorted(workspace.iterdir(), reverse=True)
    except OSError:
        return
    for path in entries:
        with contextlib.suppress(RunFolderError):
            yield RunFolder.open(path)
