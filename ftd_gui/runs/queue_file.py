"""The file of the queue. What this program cannot read of it is kept aside, never written over."""

import contextlib
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ftd_engine.foreign_files import read_at_most
from ftd_engine.whole_files import keep_copy, set_aside, write_aside
from ftd_gui.words import tr, tr_count

QUEUE_NAME = "queue.json"
QUEUE_VERSION = 1
"""Raised when an older program would misread the file, or lose a part of it."""
OWN_NAME = f"queue-version-{QUEUE_VERSION}.json"
"""Takes what is queued while the usual file belongs to a newer program."""
_MAX_BYTES = 16 << 20
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """One entry as it stands in the file; whether it is an experiment is not asked yet."""

    experiment: dict[str, Any]
    run: str = ""


@dataclass(frozen=True, slots=True)
class StoredQueue:
    """The whole file."""

    entries: list[StoredEntry]
    goes_on_after_failure: bool = False
    version: int = QUEUE_VERSION


@dataclass(frozen=True, slots=True)
class _AnyQueue:
    """The one thing that a queue of any version says of itself."""

    version: int = QUEUE_VERSION


_adapter: TypeAdapter[StoredQueue] = TypeAdapter(StoredQueue)
_any_adapter: TypeAdapter[_AnyQueue] = TypeAdapter(_AnyQueue)


class QueueFile:
    """Reads and writes the queue of one workspace.

    Attributes:
        path: where it is written.
    """

    def __init__(self, workspace: Path) -> None:
        self._usual_path = self.path = workspace / QUEUE_NAME
        self._own_path = workspace / OWN_NAME
        self._finding = ""
        self._obstacle = ""
        self._can_write = True

    @property
    def problem(self) -> str:
        """What was found and where it lies, then why changes are not kept; empty for neither."""
        return " ".join(part for part in (self._finding, self._obstacle) if part)

    def read(self) -> StoredQueue:
        """What waits; nothing where there is no file, or none that can be read."""
        self._make_way_for_newer()
        if self.path == self._own_path:
            return self._read(self._own_path) or StoredQueue([])
        usual, own = self._read(self._usual_path), self._read(self._own_path)
        if own is None:
            return usual or StoredQueue([])
        # the newer file is gone: what was queued beside it comes back
        both = replace(own, entries=(usual.entries if usual else []) + own.entries)
        if self.write(both):
            with contextlib.suppress(OSError):
                self._own_path.unlink()
        return both

    def write(self, stored: StoredQueue) -> bool:
        """Keep this queue in place of the one before; False where it cannot be, which is told."""
        if not self._can_write:
            return False
        self._make_way_for_newer()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_aside(self.path, json.dumps(asdict(stored), indent=1).encode())
        except OSError as error:
            words = tr("{path} cannot be written: {reason}.")
            self._obstacle = words.format(path=self.path.name, reason=error.strerror)
            _log.warning("The queue is not kept: %s: %s", self.path, error)
            return False
        self._obstacle = ""
        return True

    def keep_left_out(self, reasons: Sequence[str]) -> None:
        """Keep the file as it is now beside it, since these entries of it do not go on."""
        try:
            copy = keep_copy(self.path, read_at_most(self.path, _MAX_BYTES))
        except OSError as error:
            self._stop_writing(error)
            return
        words = tr_count(
            "{n} entry of {name} was left out: {reasons} The whole file is kept as {copy}.",
            "{n} entries of {name} were left out: {reasons} The whole file is kept as {copy}.",
            len(reasons),
        )
        self._find(
            words.format(
                n=len(reasons), name=self.path.name, reasons=" ".join(reasons), copy=copy.name
            )
        )

    def _read(self, path: Path) -> StoredQueue | None:
        try:
            return _adapter.validate_json(read_at_most(path, _MAX_BYTES))
        except FileNotFoundError:
            return None
        except (OSError, ValidationError, RecursionError) as error:
            reason = str(error).splitlines()[0]
        try:
            aside = set_aside(path)
        except OSError as error:
            self._stop_writing(error)
            return None
        _log.warning("%s holds no queue: %s", path, reason)
        words = tr("{name} could not be read as a queue and is kept as {aside}.")
        self._find(words.format(name=path.name, aside=aside.name))
        return None

    def _make_way_for_newer(self) -> None:
        """From now on keep the queue elsewhere where the usual file is of a newer version."""
        if self.path == self._own_path:
            return
        try:
            found = _any_adapter.validate_json(read_at_most(self._usual_path, _MAX_BYTES))
        except (OSError, ValidationError, RecursionError):
            return
        if found.version <= QUEUE_VERSION:
            return
        self.path = self._own_path
        words = tr(
            "{name} is of version {theirs}, this program knows version {ours}: update FTD Studio, or "
            "move the file away; until then it stays as it is, and this queue is kept in {own}."
        )
        self._find(
            words.format(
                name=QUEUE_NAME, theirs=found.version, ours=QUEUE_VERSION, own=self.path.name
            )
        )

    def _stop_writing(self, error: OSError) -> None:
        """Leave alone what can neither be read nor be kept elsewhere."""
        self._can_write = False
        words = tr(
            "{name} cannot be read and cannot be kept aside ({reason}): move it away and open the "
            "window again; until then this queue is gone when the window closes."
        )
        self._find(words.format(name=self.path.name, reason=error.strerror))

    def _find(self, words: str) -> None:
        self._finding = f"{self._finding} {words}".strip()
        _log.warning("%s (%s)", words, self.path.parent)
