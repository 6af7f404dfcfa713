"""The study folder: names of all its files, how they are written and read.

No file name of a study is spelt anywhere else. It lies in the workspace beside the run folders of its
parts; computations, which are no runs for people, lie inside it.
"""

import contextlib
import errno
import json
import os
import socket
import time
from collections.abc import Generator, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.foreign_files import read_at_most
from ftd_engine.process_life import is_alive, process_start
from ftd_engine.run_folder import RunFolder
from ftd_engine.studies.computed import Answer, Request, answer_adapter, request_adapter
from ftd_engine.studies.progress import ProgressLog, StudyEnded, StudyRecord, read_progress
from ftd_engine.studies.requests import StudyError, StudyRequest
from ftd_engine.studies.results import StudyResult, result_adapter
from ftd_engine.whole_files import write_aside

FORMAT = 1
"""Layout of the folder, counted up where an older FTD Studio would misread it."""
MAX_BYTES = 16 << 20
MAX_ANSWER_BYTES = 64 << 20

StudyState = Literal["waiting", "running", "done", "stopped", "failed", "lost"]
"""States of a study. "waiting": made and never begun. "lost": its process is gone without a last word;
it goes on where it was when it is started again."""


@dataclass(frozen=True, slots=True)
class PartRecord:
    """What the study remembers of one part."""

    title: str
    run: str
    """Its run folder."""
    is_done: bool
    was_there: bool = False
    """The workspace held this very run before."""


@dataclass(frozen=True, slots=True)
class _StudyFile:
    format: int
    request: StudyRequest


@dataclass(frozen=True, slots=True)
class _Owner:
    pid: int
    process_started_s: float
    host: str


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """One part of the plan, as it was when the study was last begun."""

    key: str
    title: str


_study_file: TypeAdapter[_StudyFile] = TypeAdapter(_StudyFile)
_owner: TypeAdapter[_Owner] = TypeAdapter(_Owner)
_record: TypeAdapter[PartRecord] = TypeAdapter(PartRecord)
_plan: TypeAdapter[tuple[PlannedPart, ...]] = TypeAdapter(tuple[PlannedPart, ...])


@dataclass
class StudyFolder:
    """One study on disk.

    Attributes:
        path: the folder.
        workspace: the folder of runs that it lies in.
    """

    path: Path
    workspace: Path = field(init=False)

    def __post_init__(self) -> None:
        self.path = self.path.absolute()
        self.workspace = self.path.parent

    # ------------------------------------------------ life

    @staticmethod
    def create(workspace: Path, request: StudyRequest, path: Path | None = None) -> "StudyFolder":
        """Make a new folder for this study, named by time and study.

        Args:
            path: another place for it; its parts then lie beside it.

        Raises:
            StudyError: it cannot be made.
        """
        # one draw for all parts, so that a study that goes on knows its finished ones
        request = replace(request, experiment=request.experiment.with_seed_drawn())
        try:
            if path is None:
                stem = f"{time.strftime('%Y-%m-%d_%H%M%S')}_study-{request.study}"
                workspace.mkdir(parents=True, exist_ok=True)
                taken = {each.name for each in workspace.iterdir()}
                names = (f"{stem}_{count}" if count > 1 else stem for count in range(1, 1000))
                path = workspace / next(name for name in names if name not in taken)
            path.mkdir(parents=True)
            folder = StudyFolder(path)
            folder._parts_path.mkdir()
            folder.computations_path.mkdir()
            content = _study_file.dump_json(_StudyFile(FORMAT, request))
            write_aside(folder._study_path, content)
        except OSError as error:
            raise StudyError(
                f"The study folder {path or workspace} cannot be made: {error.strerror}. Choose "
                "another, or make this one writable."
            ) from error
        return folder

    @staticmethod
    def open(path: Path) -> "StudyFolder":
        """Open an existing study folder.

        Raises:
            StudyError: there is no study at this path, or a newer FTD Studio made it.
        """
        folder = StudyFolder(path)
        folder._stored()
        return folder

    def _stored(self) -> _StudyFile:
        try:
            stored = _study_file.validate_json(read_at_most(self._study_path, MAX_BYTES))
        except OSError as error:
            raise StudyError(
                f"{self.path} is no study folder: {self._study_path.name}: {error.strerror}. Choose "
                "a folder that FTD Studio made."
            ) from error
        except (ValidationError, ConfigProblems) as error:
            raise StudyError(
                f"{self._study_path} cannot be understood: it was changed, or made by another "
                "version. Start the study again; finished runs are found."
            ) from error
        if stored.format > FORMAT:
            raise StudyError(
                f"{self.path} was made by a newer FTD Studio (format {stored.format}; this one knows "
                f"up to {FORMAT}). Update FTD Studio to open it."
            )
        return stored

    # ------------------------------------------------ names

    @property
    def _study_path(self) -> Path:
        return self.path / "study.json"

    @property
    def _plan_path(self) -> Path:
        return self.path / "plan.json"

    @property
    def _parts_path(self) -> Path:
        return self.path / "parts"

    @property
    def _lock_path(self) -> Path:
        return self.path / "study.lock"

    @property
    def _stop_wish_path(self) -> Path:
        return self.path / "study.stop"

    @property
    def progress_path(self) -> Path:
        """The growing file of events."""
        return self.path / "progress.jsonl"

    @property
    def result_path(self) -> Path:
        """The result so far."""
        return self.path / "result.json"

    @property
    def computations_path(self) -> Path:
        """Run folders of computations."""
        return self.path / "computations"

    @property
    def log_path(self) -> Path:
        """What a process without a terminal says of the study."""
        return self.path / "study.log"

    @property
    def report_path(self) -> Path:
        """Where the report goes."""
        return self.path / "report"

    def _part_path(self, key: str) -> Path:
        return self._parts_path / f"{key}.json"

    # ------------------------------------------------ contents

    def request(self) -> StudyRequest:
        """What was asked for.

        Raises:
            StudyError: the file is gone or was changed.
        """
        return self._stored().request

    def write_plan(self, plan: tuple[PlannedPart, ...]) -> None:
        """Say which parts there are, in their order.

        Raises:
            OSError: disk full or folder gone.
        """
        write_aside(self._plan_path, _plan.dump_json(plan))

    def plan(self) -> tuple[PlannedPart, ...]:
        """The parts as they were planned; empty before the study was begun."""
        try:
            return _plan.validate_json(read_at_most(self._plan_path, MAX_BYTES))
        except (OSError, ValidationError):
            return ()

    def write_part(self, key: str, record: PartRecord) -> None:
        """Remember where a part lies, and whether it is done.

        Raises:
            OSError: disk full or folder gone.
        """
        write_aside(self._part_path(key), _record.dump_json(record))

    def part(self, key: str) -> PartRecord | None:
        """What is remembered of a part; None where nothing, or nothing sound, is."""
        try:
            return _record.validate_json(read_at_most(self._part_path(key), MAX_BYTES))
        except (OSError, ValidationError):
            return None

    def write_result(self, result: StudyResult) -> None:
        """Write the result so far, in place of the one before.

        Raises:
            OSError: disk full or folder gone.
        """
        write_aside(self.result_path, result_adapter.dump_json(result))

    def result(self) -> StudyResult | None:
        """The result so far; None before the first part is done, or where the file is damaged."""
        try:
            return result_adapter.validate_json(read_at_most(self.result_path, MAX_ANSWER_BYTES))
        except (OSError, ValidationError):
            return None

    def progress(self) -> list[StudyRecord]:
        """All events so far.

        Raises:
            OSError: the file is there but cannot be read.
        """
        return read_progress(self.progress_path)

    # ------------------------------------------------ ownership and state

    @contextlib.contextmanager
    def claimed(self) -> Generator[ProgressLog]:
        """Work on the study as its only process; gives the file of events.

        Raises:
            StudyError: another living process works on it.
            OSError: the folder cannot be written.
        """
        pid = os.getpid()
        owner = _Owner(pid, process_start(pid) or 0.0, socket.gethostname())
        if (held := self._living_owner()) is not None:
            raise StudyError(
                f"{self.path} is worked on by process {held.pid} on {held.host}. Wait for it, or stop "
                "it first."
            )
        # a lock of a killed process is taken over; of two that do so at once one sees the other's
        self._lock_path.unlink(missing_ok=True)
        try:
            descriptor = os.open(self._lock_path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            raise StudyError(f"{self.path} was taken by another process at this moment.") from None
        with os.fdopen(descriptor, "w") as file:
            json.dump(asdict(owner), file)
        self._stop_wish_path.unlink(missing_ok=True)
        log = ProgressLog(self.progress_path)
        try:
            yield log
        finally:
            log.close()
            self._lock_path.unlink(missing_ok=True)

    def _living_owner(self) -> _Owner | None:
        try:
            held = _owner.validate_json(read_at_most(self._lock_path, MAX_BYTES))
        except (OSError, ValidationError):
            return None
        return held if is_alive(held.pid, held.process_started_s, held.host) else None

    def state(self) -> StudyState:
        """How the study stands, by its lock and its last event."""
        if self._living_owner() is not None:
            return "running"
        try:
            records = self.progress()
        except OSError:
            return "lost"
        if not records:
            return "waiting"
        last = records[-1].event
        return last.outcome if isinstance(last, StudyEnded) else "lost"

    def leave_stop_wish(self) -> None:
        """Ask the process that works on the study to stop, and the engine of its present part with it.

        Raises:
            OSError: the folder cannot be written.
        """
        self._stop_wish_path.touch()
        for planned in self.plan():
            record = self.part(planned.key)
            if record is not None and not record.is_done:
                with contextlib.suppress(OSError):
                    RunFolder(Path(record.run)).leave_stop_wish()

    @property
    def is_stop_wished(self) -> bool:
        """True where somebody has asked for a stop since the study was begun."""
        return self._stop_wish_path.exists()


def find_studies(workspace: Path) -> Iterator[StudyFolder]:
    """All study folders of a workspace, newest name first."""
    try:
        entries = sorted(workspace.iterdir(), reverse=True)
    except OSError:
        return
    for path in entries:
        if path.is_dir():
            with contextlib.suppress(StudyError):
                yield StudyFolder.open(path)


class ComputationFiles:
    """What is asked and answered in the run folder of a computation.

    Args:
        run_path: the run folder.
    """

    def __init__(self, run_path: Path) -> None:
        self._request_path = run_path / "computation.json"
        self._answer_path = run_path / "computed.json"
        self._source_path = run_path / "computation.source"

    def write_request(self, request: Request, source: Path | None) -> None:
        """Ask for a computation with the sets of a run, or without any.

        Raises:
            OSError: disk full or folder gone.
        """
        write_aside(self._source_path, str(source or "").encode())
        # last: a folder that has it is whole
        write_aside(self._request_path, request_adapter.dump_json(request))

    def request(self) -> Request | None:
        """What is asked; None in a run folder that is no computation's.

        Raises:
            OSError: the file cannot be read, or is none any more.
        """
        try:
            return request_adapter.validate_json(read_at_most(self._request_path, MAX_BYTES))
        except FileNotFoundError:
            return None
        except ValidationError as error:
            words = "it was changed"
            raise OSError(errno.EINVAL, words, str(self._request_path)) from error

    def source(self) -> Path:
        """The run whose sets are used.

        Raises:
            OSError: the file cannot be read.
        """
        return Path(read_at_most(self._source_path, MAX_BYTES).decode())

    def write_answer(self, answer: Answer) -> None:
        """Write what came out.

        Raises:
            OSError: disk full or folder gone.
        """
        write_aside(self._answer_path, answer_adapter.dump_json(answer))

    def answer(self) -> Answer | None:
        """What came out; None where nothing, or nothing sound, did."""
        try:
            return answer_adapter.validate_json(read_at_most(self._answer_path, MAX_ANSWER_BYTES))
        except (OSError, ValidationError):
            return None
