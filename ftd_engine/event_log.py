"""The event file of a run: appended to by its engine, read on by everyone who watches."""

import contextlib
import errno
import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ftd_engine.foreign_files import opened_file, whole_lines
from ftd_engine.protocol import (
    AccuracyMeasured,
    BadRecord,
    BestChosen,
    Event,
    MetricsImported,
    PhaseStarted,
    Progressed,
    Record,
    decode,
    encode,
)

READ_CHUNK_BYTES = 1 << 20
MAX_LINE_BYTES = 16 << 20
TAIL_BYTES = (1 << 16, 1 << 19, MAX_LINE_BYTES)
"""How much of its end is read to find the last figures; more where they stand further up."""
_SEQ_OF_LINE = re.compile(rb'\{"seq":(\d{1,18}),')


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
        self.begins_anew = self._next_seq == 0
        """True where the file held no record before."""
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


def chosen_sets(event_path: Path) -> tuple[BestChosen, ...]:
    """The sets that stand for a run's series, as last told; empty where it never came so far.

    Raises:
        OSError: its events cannot be read.
    """
    records = EventReader(event_path).read_all()
    found = {r.event.set_name: r.event for r in records if isinstance(r.event, BestChosen)}
    return tuple(found.values())


def imported_metrics(event_path: Path) -> MetricsImported | None:
    """Where the curves of a run come from that no engine worked on; None for any other run.

    Raises:
        OSError: its events cannot be read.
    """
    records = EventReader(event_path).read(1)
    event = records[0].event if records else None
    return event if isinstance(event, MetricsImported) else None


def last_accuracy(event_path: Path) -> AccuracyMeasured | None:
    """The final figure that stands for a run, found from the end of its events.

    The average where one is kept, else the raw set: as fixed beforehand. None where the run was not
    evaluated, or tells of it further up than the longest end that is read.

    Raises:
        OSError: its events cannot be read.
    """
    for block, is_whole in _ends(event_path):
        begin = _last_evaluation(block)
        if begin >= 0 or is_whole:
            return _final_of(block[max(begin, 0) :].split(b"\n"))
    return None


def _ends(event_path: Path) -> Iterator[tuple[bytes, bool]]:
    """Ends of a run's events, each longer than the one before, and whether it is the whole file."""
    with opened_file(event_path) as file:
        size = os.fstat(file.fileno()).st_size
        for tail in TAIL_BYTES:
            file.seek(max(0, size - tail))
            yield file.read(tail), tail >= size
            if tail >= size:
                return


def _last_evaluation(block: bytes) -> int:
    """Where the line stands that begins the last evaluation; -1 where none does."""
    end = len(block)
    while (end := block.rfind(b'"phase_started"', 0, end)) >= 0:
        begin = block.rfind(b"\n", 0, end) + 1
        if b'"evaluate"' in block[begin:end]:
            return begin
    return -1


def _final_of(lines: list[bytes]) -> AccuracyMeasured | None:
    found: dict[str, AccuracyMeasured] = {}
    for line in lines:
        if b'"accuracy_measured"' in line:
            with contextlib.suppress(BadRecord):
                event = decode(line).event
                if isinstance(event, AccuracyMeasured) and event.final:
                    found[event.set_name] = event
    return found.get("ema") or found.get("raw")


def last_progress(event_path: Path) -> Progressed | PhaseStarted | None:
    """How far a run came, as last told, found from the end of its events; None where nothing tells.

    Raises:
        OSError: its events cannot be read.
    """
    for block, _ in _ends(event_path):
        for line in reversed(block.split(b"\n")):
            if b'"progressed"' in line or b'"phase_started"' in line:
                # the first line of an end, and the last of a killed engine, may be a half
                with contextlib.suppress(BadRecord):
                    event = decode(line).event
                    if isinstance(event, Progressed | PhaseStarted):
                        return event
    return None
