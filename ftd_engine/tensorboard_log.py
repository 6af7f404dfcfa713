"""Logs of TensorBoard: event files, read record by record. What is whole is taken, the rest is told.

TensorBoard is an optional extra and is loaded when it is asked for. Only its description of the records and
its checksum are used: its own reader takes whatever length a record claims, and ends at the first that is damaged.
"""

import contextlib
import importlib
import os
import struct
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from ftd_engine.foreign_files import opened_file

Plain = float | str | bool
Numbers = npt.NDArray[np.float64]

FILE_MARK = "tfevents"
"""Part of the name of every event file."""
MAX_FILES = 1000
MAX_LOOKED_AT = 5000
"""Entries of a folder that are looked at, and folders below it."""
MAX_DEPTH = 4
MAX_TAGS = 2000
MAX_TAG_LENGTH = 300
MAX_POINTS = 2_000_000
"""Of all curves together; beyond it the longest keeps every second of its points."""
MAX_RECORD_BYTES = 1 << 16
"""A longer record is a picture or the like and is passed over; numbers and settings take far less."""
MAX_STEP = (1 << 31) - 1
MAX_TIME_S = 1e11

_HEAD_BYTES = 12
_FOOT_BYTES = 4
_START_INFO = "_hparams_/session_start_info"
TURN_EVERY = 1000
"""Records between two calls of `turn`."""


class LogError(Exception):
    """There is no log that could be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class LogCurve:
    """Points of one tag by ascending step, each step once."""

    steps: Numbers
    values: Numbers


@dataclass(frozen=True, slots=True)
class Log:
    """What a log holds.

    Attributes:
        curves: by tag, in the order in which they came.
        settings: hyper-parameters that were written with it; empty for none.
        began_s, ended_s: times of the first and the last point, seconds since 1970; 0 where none tells.
        notes: what was left out, a sentence each.
    """

    curves: dict[str, LogCurve]
    settings: dict[str, Plain]
    began_s: float
    ended_s: float
    notes: tuple[str, ...]


def holds_log(folder: Path) -> bool:
    """Whether event files lie in this folder itself."""
    with contextlib.suppress(OSError):
        return bool(_files_in(folder)[0])
    return False


def event_files(path: Path) -> list[Path]:
    """The event files of the one log at this place: a file, their folder, or a folder above it.

    Raises:
        LogError: there is none, or more than one.
    """
    try:
        if not path.is_dir():
            if path.is_file() and FILE_MARK in path.name:
                return [path]
            if path.exists():
                raise LogError(
                    f"{path} is no event file of TensorBoard: these have {FILE_MARK} in their names. "
                    "Name the folder that they lie in."
                )
            raise LogError(f"{path} is not there. Name the folder of a TensorBoard log.")
        found = list(_logs_at(path))
    except OSError as error:
        raise LogError(
            f"{error.filename or path} cannot be read: {error.strerror}. Check its rights."
        ) from error
    if not found:
        raise LogError(
            f"{path} holds no event file of TensorBoard, whose names have {FILE_MARK} in them. "
            "Name the folder that they lie in."
        )
    if len(found) > 1:
        names = ", ".join(str(files[0].parent.relative_to(path)) for files in found[:5])
        more = ", …" if len(found) > 5 else ""
        raise LogError(
            f"{path} holds {len(found)} logs: {names}{more}. Each is a run of its own; import them "
            "one by one."
        )
    return found[0]


def _logs_at(path: Path) -> Iterator[list[Path]]:
    """The files of the log in this folder; where none lie in it, of each one below."""
    level, looked_at = [path], 0
    for _ in range(MAX_DEPTH):
        below: list[Path] = []
        is_found = False
        for folder in level:
            files, folders = _files_in(folder)
            if files:
                is_found = True
                yield files
            below += folders
        looked_at += len(below)
        if is_found or looked_at > MAX_LOOKED_AT:
            return
        level = below


def _files_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """Event files of a folder in the order of their writing, and the folders in it."""
    with os.scandir(folder) as entries:
        seen = [entry for entry, _ in zip(entries, range(MAX_LOOKED_AT), strict=False)]
    files = [Path(each.path) for each in seen if FILE_MARK in each.name and not each.is_dir()]
    # a link may lead back up, and round in circles
    folders = [Path(each.path) for each in seen if each.is_dir(follow_symlinks=False)]
    return sorted(files), sorted(folders)


def _no_turn() -> None:
    pass


def read_log(path: Path, turn: Callable[[], None] = _no_turn) -> Log:
    """All numbers of the log at this place.

    Args:
        path: an event file, a folder of them, or a folder above a single log.
        turn: called now and then; may raise to give up.

    Raises:
        LogError: there is no log, it cannot be read at all, or TensorBoard is not installed.
    """
    files = event_files(path)
    reading = _Reading(turn)
    for file in files[:MAX_FILES]:
        reading.read(file)
    if len(files) > MAX_FILES:
        reading.notes.append(
            f"The log has {len(files):,} event files; the first {MAX_FILES:,} were read."
        )
    if reading.unread == len(files):
        raise LogError(f"{path}: {reading.notes[-1]} Check its rights, or choose another.")
    return reading.result()


@dataclass(slots=True)
class _Points:
    """Points of one tag as they came."""

    steps: "array[int]" = field(default_factory=lambda: array("q"))
    values: "array[float]" = field(default_factory=lambda: array("d"))
    times: "array[float]" = field(default_factory=lambda: array("d"))
    every: int = 1
    """One in so many is kept."""
    seen: int = 0

    def take(self, step: int, value: float, time_s: float) -> bool:
        self.seen += 1
        if (self.seen - 1) % self.every:
            return False
        self.steps.append(step)
        self.values.append(value)
        self.times.append(time_s)
        return True

    def thin(self) -> None:
        self.steps, self.values, self.times = self.steps[::2], self.values[::2], self.times[::2]
        self.every *= 2

    def curve(self) -> tuple[LogCurve, int]:
        """The points by step, and how many gave way to a later one of their step."""
        steps, values, times = (
            np.array(each, dtype=np.float64) for each in (self.steps, self.values, self.times)
        )
        order = np.lexsort((np.arange(len(steps)), times, steps))
        steps, values = steps[order], values[order]
        is_last = np.append(steps[1:] != steps[:-1], [True])
        return LogCurve(steps[is_last], values[is_last]), int(len(steps) - is_last.sum())


class _Reading:
    """Takes the records of one event file after another."""

    def __init__(self, turn: Callable[[], None]) -> None:
        self.notes: list[str] = []
        self.unread = 0
        self._turn = turn
        self._event: Any = _loaded("tensorboard.compat.proto.event_pb2").Event
        compat = _loaded("tensorboard.compat.tensorflow_stub.pywrap_tensorflow")
        self._checksum: Callable[[bytes], int] = compat.masked_crc32c
        self._no_message: Any = _loaded("google.protobuf.message").DecodeError
        self._settings: dict[str, Plain] = {}
        self._points: dict[str, _Points] = {}
        self._kept = 0
        self._damaged = 0
        self._cut: list[str] = []
        self._left_tags = False
        self._wrong_steps = 0
        self._began_s, self._ended_s = MAX_TIME_S, 0.0

    def read(self, path: Path) -> None:
        try:
            with opened_file(path) as file:
                for number, record in enumerate(self._records(file, path.name)):
                    if number % TURN_EVERY == 0:
                        self._turn()
                    self._take(record)
        except OSError as error:
            self.unread += 1
            self.notes.append(f"{path.name} cannot be read: {error.strerror}.")

    # ------------------------------------------------ records

    def _records(self, file: BinaryIO, name: str) -> Iterator[bytes]:
        """The records of a file that may be numbers, as far as they are whole."""
        size, place = os.fstat(file.fileno()).st_size, 0
        while place < size:
            head = file.read(_HEAD_BYTES)
            if len(head) < _HEAD_BYTES:
                self._cut.append(name)
                return
            length, check = struct.unpack("<QI", head)
            if self._checksum(head[:8]) != check:
                self.notes.append(
                    f"{name} is damaged at byte {place:,} of {size:,}; nothing behind it was read."
                )
                return
            place += _HEAD_BYTES + length + _FOOT_BYTES
            if place > size:
                self._cut.append(name)
                return
            if length > MAX_RECORD_BYTES:
                file.seek(place)
                continue
            content, foot = file.read(length), file.read(_FOOT_BYTES)
            if len(foot) == _FOOT_BYTES and self._checksum(content) == struct.unpack("<I", foot)[0]:
                yield content
            else:
                self._damaged += 1

    def _take(self, record: bytes) -> None:
        try:
            event = self._event.FromString(record)
        except self._no_message:
            self._damaged += 1
            return
        time_s = event.wall_time if 0 < event.wall_time < MAX_TIME_S else 0.0
        for value in event.summary.value:
            if value.tag == _START_INFO:
                self._take_settings(value.metadata.plugin_data.content)
            elif (number := _number_of(value)) is not None:
                self._take_number(value.tag, event.step, number, time_s)

    def _take_number(self, tag: str, step: int, number: float, time_s: float) -> None:
        if not 0 <= step <= MAX_STEP:
            self._wrong_steps += 1
            return
        known = self._points.get(tag)
        if known is None:
            if len(self._points) >= MAX_TAGS or not 0 < len(tag) <= MAX_TAG_LENGTH:
                self._left_tags = True
                return
            known = self._points[tag] = _Points()
        if not known.take(step, number, time_s):
            return
        if time_s:
            self._began_s = min(self._began_s, time_s)
            self._ended_s = max(self._ended_s, time_s)
        self._kept += 1
        if self._kept > MAX_POINTS:
            longest = max(self._points.values(), key=lambda each: len(each.steps))
            before = len(longest.steps)
            longest.thin()
            self._kept -= before - len(longest.steps)

    def _take_settings(self, content: bytes) -> None:
        module = _loaded("tensorboard.plugins.hparams.plugin_data_pb2")
        try:
            start = module.HParamsPluginData.FromString(content).session_start_info
        except self._no_message:
            self._damaged += 1
            return
        for name, value in start.hparams.items():
            kind = value.WhichOneof("kind")
            if kind in ("string_value", "number_value", "bool_value"):
                self._settings[name] = getattr(value, kind)

    # ------------------------------------------------ the end

    def result(self) -> Log:
        curves: dict[str, LogCurve] = {}
        repeated = 0
        for tag, points in self._points.items():
            curves[tag], again = points.curve()
            repeated += again
        self._sum_up(repeated)
        began_s = self._began_s if self._ended_s else 0.0
        return Log(curves, self._settings, began_s, self._ended_s, tuple(self.notes))

    def _sum_up(self, repeated: int) -> None:
        if self._cut:
            self.notes.append(
                f"{_list(self._cut)} ended in the middle of a record, as a log does while it is written; "
                "all before it was read."
            )
        if self._damaged:
            self.notes.append(f"{self._damaged:,} damaged records were left out.")
        if repeated:
            self.notes.append(
                f"{repeated:,} points were written again later, as after a restart; the later ones count."
            )
        if self._wrong_steps:
            self.notes.append(f"{self._wrong_steps:,} points have a step that none can be.")
        if self._left_tags:
            self.notes.append(
                f"Tags beyond the first {MAX_TAGS:,}, and those of more than {MAX_TAG_LENGTH} letters, "
                "were left out."
            )
        thinned = [tag for tag, points in self._points.items() if points.every > 1]
        if thinned:
            self.notes.append(
                f"The log has more than {MAX_POINTS:,} points; of {_list(thinned)} only every second or "
                "fewer were kept."
            )


def _list(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3:,} more" if len(names) > 3 else "")


def _loaded(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise LogError(
            f"Logs of TensorBoard cannot be read: the package tensorboard is not installed ({error}). "
            'Install it with: python -m pip install "ftd-studio[tensorboard]"'
        ) from error


def _number_of(value: Any) -> float | None:
    """The number of a point in either of the two ways to write one; None for pictures and the like."""
    kind = value.WhichOneof("value")
    if kind == "simple_value":
        return value.simple_value
    if kind != "tensor" or value.metadata.plugin_data.plugin_name not in ("", "scalars"):
        return None
    tensor = value.tensor
    if any(axis.size != 1 for axis in tensor.tensor_shape.dim):
        return None
    # by its number in the description of tensors: float, double, whole numbers of 32 and 64 bit
    layout = {1: ("<f", "float_val"), 2: ("<d", "double_val"), 3: ("<i", "int_val")}
    letter, name = layout.get(tensor.dtype, ("<q", "int64_val") if tensor.dtype == 9 else ("", ""))
    if not letter:
        return None
    if len(tensor.tensor_content) == struct.calcsize(letter):
        return float(struct.unpack(letter, tensor.tensor_content)[0])
    listed = getattr(tensor, name)
    return float(listed[0]) if len(listed) == 1 else None
