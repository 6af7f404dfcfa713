"""Checkpoints: the states of unfinished work, kept ready at every step and written when it is time.

Work has a name, such as the set that is learned or one teacher. Two generations of each lie in the run
folder, so that a damaged file costs one interval and not the run.
"""

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from ftd_engine.foreign_files import read_at_most
from ftd_engine.method.state_files import DamagedState, Tree, decode_state, encode_state
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from ftd_engine.settings.checkpoints import CheckpointConfig
from ftd_engine.whole_files import write_aside

LARGEST_SHARE = 0.05
"""Writing takes at most this share of the time, where the interval by time would take more."""
_GENERATIONS = 2
_MAX_BYTES = 1 << 36

_logger = logging.getLogger(__name__)
_Tell = Callable[[str, Literal["info", "warning"]], None]


@dataclass
class _Work:
    """What is known of one piece of unfinished work."""

    newest: Callable[[], Tree] | None = None
    """Makes the newest state; None where that is on disk."""
    steps: int = 0
    written_s: float = field(default_factory=time.monotonic)
    write_took_s: float = 0.0
    number: int = 0
    is_stored: bool = False


class Checkpoints:
    """States of one run's unfinished work. Safe to call from several threads.

    Args:
        folder: the run folder.
        tell: says a sentence to the person who watches.
        flush: writes down what was told of the work so far; called before a state is written, since
            an engine that goes on from it does not tell it again.
    """

    def __init__(self, folder: RunFolder, tell: _Tell, flush: Callable[[], None]) -> None:
        self._folder = folder
        self._tell = tell
        self._flush = flush
        self._config = CheckpointConfig()
        self._identity = ""
        self._made_by: dict[str, str] = {}
        self._works: dict[str, _Work] = {}
        self._lock = threading.RLock()
        self._has_told_of_failure = False
        self._has_told_of_maker = False

    def open(self, config: CheckpointConfig, identity: str, made_by: dict[str, str]) -> None:
        """Say what the states belong to, before any work begins.

        Args:
            config: how often to write.
            identity: of experiment and data; a state of another one is refused.
            made_by: device and versions; another one is told of, since the last digits may differ.
        """
        self._config, self._identity, self._made_by = config, identity, made_by

    def begin(self, name: str) -> Tree | None:
        """The newest whole state of this work, or None where it has to begin anew.

        Raises:
            EngineError: it was made with other settings.
        """
        with self._lock:
            work = self._works[name] = _Work()
            for number in reversed(self._folder.checkpoint_numbers(name)):
                work.number = max(work.number, number)
                path = self._folder.checkpoint_path(name, number)
                try:
                    stored = decode_state(read_at_most(path, _MAX_BYTES))
                    identity, state, made_by = (
                        stored["identity"],
                        stored["state"],
                        stored["made_by"],
                    )
                except (DamagedState, KeyError, OSError) as error:
                    self._tell(
                        f"The checkpoint {path} cannot be used: {error}. The one before it is taken.",
                        "warning",
                    )
                    continue
                if identity != self._identity:
                    raise EngineError(
                        f"The checkpoint {path} belongs to another experiment or other images: "
                        f"{self._folder.experiment_path}, the data set or a plug-in was changed after it.",
                        "Put them back as they were, or start the experiment as a new run.",
                    )
                self._tell_of_other_maker(made_by)
                work.is_stored = True
                return state
            return None

    def keep(self, name: str, make: Callable[[], Tree]) -> None:
        """Hold the newest state of this work ready, and write it where it is time.

        Args:
            name: of the work, begun before.
            make: gives the state; may be called later and from another thread, so what it reads must
                not change any more.
        """
        with self._lock:
            work = self._works[name]
            work.newest = make
            work.steps += 1
            every_steps = self._config.every_steps
            wait_s = max(60 * self._config.every_minutes, work.write_took_s / LARGEST_SHARE)
            is_due = every_steps > 0 and work.steps % every_steps == 0
            if is_due or time.monotonic() - work.written_s >= wait_s:
                self._write(name, work)

    def write(self, name: str) -> None:
        """Write the newest state of this work, if it is not on disk."""
        with self._lock:
            if (work := self._works.get(name)) is not None:
                self._write(name, work)

    def write_all(self) -> bool:
        """Write the newest state of all unfinished work; False where one could not be."""
        with self._lock:
            return all(self._write(name, work) for name, work in list(self._works.items()))

    def is_stored(self, name: str) -> bool:
        """True where a state of this work lies on disk."""
        with self._lock:
            return name in self._works and self._works[name].is_stored

    def drop(self, name: str) -> None:
        """This work is finished: its states are not needed any more."""
        with self._lock:
            self._works.pop(name, None)
            self._folder.delete_checkpoints(name, sys.maxsize)

    def drop_all(self) -> None:
        """The run is finished."""
        with self._lock:
            self._works.clear()
            self._folder.delete_all_checkpoints()

    def _write(self, name: str, work: _Work) -> bool:
        if work.newest is None:
            return True
        began_s = time.monotonic()
        stored: dict[str, Any] = {
            "identity": self._identity,
            "made_by": self._made_by,
            "state": work.newest(),
        }
        path = self._folder.checkpoint_path(name, work.number + 1)
        try:
            self._flush()
            path.parent.mkdir(exist_ok=True)
            write_aside(path, encode_state(stored))
        except OSError as error:
            # the work itself is sound: going on is worth more than giving it up
            work.written_s = time.monotonic()
            if not self._has_told_of_failure:
                _logger.exception("checkpoint")
                self._has_told_of_failure = True
                self._tell(
                    f"A checkpoint could not be written to {path.parent}: "
                    f"{error.strerror or error}. The run goes on; free some space there, or what is "
                    "computed from now on is lost if it is interrupted.",
                    "warning",
                )
            return False
        work.number += 1
        work.newest, work.is_stored = None, True
        work.written_s = time.monotonic()
        work.write_took_s = work.written_s - began_s
        self._has_told_of_failure = False
        self._folder.delete_checkpoints(name, work.number - _GENERATIONS)
        return True

    def _tell_of_other_maker(self, made_by: dict[str, str]) -> None:
        if made_by == self._made_by or self._has_told_of_maker:
            return
        self._has_told_of_maker = True
        before, now = (", ".join(each.values()) for each in (made_by, self._made_by))
        self._tell(
            f"The run was begun with {before} and goes on with {now}: the last digits may differ "
            "from those of a run that was never interrupted.",
            "warning",
        )
