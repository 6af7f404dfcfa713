"""What a study tells while it goes on: one line of JSON each, appended to its folder."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Discriminator, TypeAdapter, ValidationError

from ftd_engine.foreign_files import opened_file, read_at_most

MAX_PROGRESS_BYTES = 64 << 20

StudyOutcome = Literal["done", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class StudyBegun:
    """A process begins to work on the study, or goes on with it."""

    pid: int
    parts: tuple[str, ...]
    """Keys, in the order in which they are done."""
    kind: Literal["study_begun"] = "study_begun"


@dataclass(frozen=True, slots=True)
class PartBegun:
    """A part is worked on; its run folder has progress of its own."""

    key: str
    title: str
    run: str
    kind: Literal["part_begun"] = "part_begun"


@dataclass(frozen=True, slots=True)
class PartDone:
    """A part is finished, now or by an earlier process; the result was written anew."""

    key: str
    title: str
    run: str
    was_there: bool
    kind: Literal["part_done"] = "part_done"


@dataclass(frozen=True, slots=True)
class PartFailed:
    """A part could not be done; what does not need it goes on."""

    key: str
    title: str
    reason: str
    kind: Literal["part_failed"] = "part_failed"


@dataclass(frozen=True, slots=True)
class StudyEnded:
    """Last word of a process."""

    outcome: StudyOutcome
    message: str
    kind: Literal["study_ended"] = "study_ended"


StudyEvent = StudyBegun | PartBegun | PartDone | PartFailed | StudyEnded


@dataclass(frozen=True, slots=True)
class StudyRecord:
    """One event with its time, seconds since 1970."""

    time_s: float
    event: Annotated[StudyEvent, Discriminator("kind")]


_adapter: TypeAdapter[StudyRecord] = TypeAdapter(StudyRecord)


class ProgressLog:
    """Appends events; a last line that was cut short by a kill is ended first."""

    def __init__(self, path: Path) -> None:
        is_cut_short = path.exists() and _last_byte(path) != b"\n"
        self._file = path.open("ab", buffering=0)
        if is_cut_short:
            self._file.write(b"\n")

    def append(self, event: StudyEvent) -> None:
        """Write one event down.

        Raises:
            OSError: disk full or folder gone.
        """
        self._file.write(_adapter.dump_json(StudyRecord(time.time(), event)) + b"\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _last_byte(path: Path) -> bytes:
    with opened_file(path) as file:
        if file.seek(0, os.SEEK_END) == 0:
            return b"\n"
        file.seek(-1, os.SEEK_END)
        return file.read(1)


def read_progress(path: Path) -> list[StudyRecord]:
    """All events so far; lines that are none are left out, such as one that is cut short.

    Raises:
        OSError: the file is there but cannot be read.
    """
    try:
        content = read_at_most(path, MAX_PROGRESS_BYTES)
    except FileNotFoundError:
        return []
    records: list[StudyRecord] = []
    for line in content.splitlines():
        try:
            records.append(_adapter.validate_json(line))
        except ValidationError:
            continue
    return records
