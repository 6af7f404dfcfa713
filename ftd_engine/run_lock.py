"""The lock of a run folder: which engine works there, and whether it still lives."""

import contextlib
import json
import math
import os
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ftd_engine.foreign_files import read_at_most
from ftd_engine.process_life import is_alive, process_start

YOUNG_LOCK_S = 2.0
MAX_LOCK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Owner:
    """The engine process that holds a run folder."""

    pid: int
    process_started_s: float
    host: str

    @property
    def is_alive(self) -> bool:
        """True where it lives, or on another machine may live."""
        return is_alive(self.pid, self.process_started_s, self.host)


# it may have been cut short or changed by hand, so every value is checked when read
_adapter: TypeAdapter[Owner] = TypeAdapter(Owner)


class LockIsHeld(Exception):
    """Somebody else has the lock; the message says who."""


class RunLock:
    """A file that is there while an engine works, with its name in it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def take(self) -> None:
        """Make this process the holder.

        Raises:
            LockIsHeld: another living engine is it.
            OSError: the folder cannot be written.
        """
        pid = os.getpid()
        owner = Owner(pid, process_start(pid) or 0.0, socket.gethostname())
        for _ in range(2):
            try:
                descriptor = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            except FileExistsError:
                held = self.owner()
                if held and held.is_alive:
                    raise LockIsHeld(
                        f"belongs to the engine with process number {held.pid} on {held.host}. "
                        "Stop that one first."
                    ) from None
                if held is None and self.age_s() < YOUNG_LOCK_S:
                    # its maker has not come to write into it yet
                    break
                # left over from a killed engine
                self._path.unlink(missing_ok=True)
                continue
            with os.fdopen(descriptor, "w") as file:
                json.dump(asdict(owner), file)
            return
        raise LockIsHeld("was claimed by another engine at this moment.")

    def release(self) -> None:
        """Let it go, whoever holds it."""
        self._path.unlink(missing_ok=True)

    def owner(self) -> Owner | None:
        """Who holds it or held it last; None for nobody, or where the file is damaged."""
        with contextlib.suppress(OSError, ValidationError):
            return _adapter.validate_json(read_at_most(self._path, MAX_LOCK_BYTES))
        return None

    def age_s(self) -> float:
        """Seconds since it was taken."""
        try:
            # a clock that was set back must not make it young for ever
            return abs(time.time() - self._path.stat().st_mtime)
        except OSError:
            return math.inf
