"""Looks out for memory and disk that run low while a run is under way, whoever looks at the figures."""

import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from ftd_engine.run_folder import LIVE_STATES
from ftd_gui.runs.device_poll import DevicePoll
from ftd_gui.runs.device_reader import DeviceReading
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_session import RunSession

ShortKind = Literal["memory", "disk"]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Something runs low while this run is under way.

    Attributes:
        purpose: what the disk is for; empty for memory.
    """

    session: RunSession
    kind: ShortKind
    free_bytes: float
    purpose: str = ""


class ShortageWatch(QObject):
    """Has the machine asked while a run lives, and tells once of each run what runs low.

    Signals:
        ran_low(object): this `Shortage` is new.
    """

    ran_low = Signal(object)

    def __init__(self, runs: OpenRuns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._poll: DevicePoll | None = None
        self._told: set[tuple[Path, ShortKind]] = set()
        for sign in (
            *(runs.own_run_began, runs.own_run_ended),
            *(runs.run_shown, runs.shown_changed, runs.shown_ended),
        ):
            sign.connect(self._on_runs_changed)

    def begin(self, poll: DevicePoll) -> None:
        """Learn from this poll how the machine is."""
        self._poll = poll
        poll.read.connect(self._on_read)
        self._on_runs_changed()

    def _live_sessions(self) -> list[RunSession]:
        own, shown = self._runs.live_own_run, self._runs.shown
        others = [shown] if shown not in (own, None) and shown.store.is_live else []
        return [*([own] if own is not None else []), *others]

    def _on_runs_changed(self) -> None:
        if self._poll is not None:
            self._poll.want("runs", is_wanted=bool(self._live_sessions()))

    def _on_read(self, reading: DeviceReading) -> None:
        for session in self._live_sessions():
            if reading.has_little_memory and _is_here(session):
                self._tell(Shortage(session, "memory", reading.memory_free_bytes))
            fullest = min(reading.disks, key=lambda disk: disk.free_bytes, default=None)
            if fullest is not None and fullest.is_nearly_full:
                self._tell(Shortage(session, "disk", fullest.free_bytes, fullest.purpose))

    def _tell(self, shortage: Shortage) -> None:
        folder = shortage.session.folder
        key = folder.path, shortage.kind
        # asked of the folder: what the store knows so far may be the beginning of a finished run
        if key not in self._told and folder.status().state in LIVE_STATES:
            self._told.add(key)
            self.ran_low.emit(shortage)


def _is_here(session: RunSession) -> bool:
    """True where the engine takes its memory from this machine, not from another on the network."""
    return session.owns_engine or session.folder.status().host == socket.gethostname()
