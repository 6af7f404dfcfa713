"""Sessions without an engine for tests of the panels: a store, an experiment, a folder."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from ftd_engine.experiment import Experiment
from ftd_engine.protocol import Record
from ftd_engine.run_folder import CUT_STATES, RunFolder
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_store import RunStore
from tests.fixtures.recorded_runs import tiny_experiment


@dataclass
class StillSession:
    """What the panels read of a `RunSession`."""

    folder: RunFolder
    experiment: Experiment = field(default_factory=tiny_experiment)
    store: RunStore = field(default_factory=RunStore)
    owns_engine: bool = True
    is_read_only: bool = False
    last_heartbeat_s: float = 0.0

    @property
    def can_resume(self) -> bool:
        """As a session whose engine has ended."""
        return self.store.state in CUT_STATES


def still_session(path: Path, records: list[Record], owns_engine: bool = True) -> RunSession:
    """A session that has applied these records and will change no more by itself."""
    session = StillSession(RunFolder(path), owns_engine=owns_engine)
    for record in records:
        session.store.apply(record)
    return cast(RunSession, session)
