"""The runs that are compared: each is opened from its folder, only read, and followed while it lives."""

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, Signal

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.run_folder import LIVE_STATES, RunFolder, RunFolderError
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.runs.run_session import RunSession
from ftd_gui.words import tr

MOST_RUNS = 6
"""More could not be told apart by dash and marker."""
NO_PART_OF_THE_RESULT = {"name", "seed", "device", "threads", "checkpoints"}

_log = logging.getLogger(__name__)


class ComparedRuns(QObject):
    """Up to six runs of a library, each at a place of its own that it keeps until it is taken out.

    Signals:
        chosen(): another choice of runs is compared now.
        told(): something has come to one of them; at most 30 times a second and run.
        refused(str): a run was not taken in, and what to do; empty once one was.
    """

    chosen = Signal()
    told = Signal()
    refused = Signal(str)

    def __init__(self, library: RunLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._places: list[RunSession | None] = [None] * MOST_RUNS
        library.dataChanged.connect(self._on_library_changed)
        library.rowsRemoved.connect(self._on_rows_gone)
        library.modelReset.connect(self._on_rows_gone)

    # ------------------------------------------------ what is compared

    def at(self, place: int) -> RunSession | None:
        """The run at a place, 0 to 5; None where it is free."""
        return self._places[place]

    def sessions(self) -> Iterator[tuple[int, RunSession]]:
        """Places that are taken, ascending, and their runs."""
        for place, session in enumerate(self._places):
            if session is not None:
                yield place, session

    def place_of(self, path: Path) -> int:
        """Place of the run in this folder, -1 where it is not compared."""
        found = (place for place, run in self.sessions() if run.folder.path == path)
        return next(found, -1)

    def __len__(self) -> int:
        return sum(1 for _ in self.sessions())

    def name_of(self, place: int) -> str:
        """Name of a run, with its folder where another one of the same name is compared; "" if free."""
        session = self._places[place]
        if session is None:
            return ""
        name = session.experiment.name
        others = [run for other, run in self.sessions() if other != place]
        is_alone = all(run.experiment.name != name for run in others)
        return name if is_alone else f"{name} ({session.folder.path.name})"

    def seed_groups(self) -> list[tuple[int, ...]]:
        """Places of the runs, those together that differ in nothing but their seed.

        Name, device and what is kept on disk change no result, so they may differ too.
        """
        groups: dict[str, list[int]] = {}
        for place, session in self.sessions():
            settings = session.experiment.model_dump_json(exclude=NO_PART_OF_THE_RESULT)
            if not session.store.knows_settings:
                # nobody can say what it differs by
                settings = f"of {place} alone"
            groups.setdefault(settings, []).append(place)
        return [tuple(places) for places in groups.values()]

    # ------------------------------------------------ the choice

    def add(self, path: Path) -> bool:
        """Take in the run of this folder; False, and `refused`, where that cannot be."""
        if self.place_of(path) >= 0:
            return True
        if None not in self._places:
            self.refused.emit(
                tr(
                    "{most} runs are compared already, and no more can be told apart. "
                    "Untick one of them first."
                ).format(most=MOST_RUNS)
            )
            return False
        if not self._open(self._places.index(None), path):
            return False
        self.refused.emit("")
        self.chosen.emit()
        return True

    def take_up(self, paths: Sequence[Path]) -> None:
        """Take in those of these runs that can be read, in this order; nobody asked for the others."""
        for path in paths:
            if self.place_of(path) < 0 and None in self._places:
                self._open(self._places.index(None), path)
        self.refused.emit("")
        self.chosen.emit()

    def remove(self, path: Path) -> None:
        """Take the run of this folder out again; its place is free for another."""
        place = self.place_of(path)
        if place >= 0:
            self._let_go(place)
            self.refused.emit("")
            self.chosen.emit()

    def take_name(self, path: Path, name: str) -> None:
        """The run of this folder was renamed."""
        session = self._places[place] if (place := self.place_of(path)) >= 0 else None
        if session is not None:
            session.experiment = session.experiment.model_copy(update={"name": name})
            self.chosen.emit()

    def close(self) -> None:
        """Follow none of them any more."""
        for place, _ in tuple(self.sessions()):
            self._let_go(place)

    # ------------------------------------------------ inside

    def _open(self, place: int, path: Path) -> bool:
        try:
            session = RunSession.open(RunFolder.open(path), self)
        except (RunFolderError, ConfigProblems, OSError) as error:
            _log.info("%s is not compared: %s", path, error)
            self.refused.emit(tr("This run cannot be compared: {error}").format(error=error))
            return False
        session.changed.connect(self.told)
        session.ended.connect(self.told)
        self._places[place] = session
        return True

    def _let_go(self, place: int) -> None:
        session = self._places[place]
        assert session is not None
        self._places[place] = None
        session.close()
        session.deleteLater()

    def _on_library_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """A run that ended and lives again, since it was resumed, is followed anew."""
        for row in range(first.row(), last.row() + 1):
            summary = self._library.summary(row)
            place = self.place_of(summary.path)
            session = self._places[place] if place >= 0 else None
            if session is not None and session.has_ended and summary.status.state in LIVE_STATES:
                self._let_go(place)
                self._open(place, summary.path)
                self.chosen.emit()

    def _on_rows_gone(self) -> None:
        gone = [
            place
            for place, session in self.sessions()
            if self._library.row_of(session.folder.path) < 0
        ]
        for place in gone:
            self._let_go(place)
        if gone:
            self.chosen.emit()
