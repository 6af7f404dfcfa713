"""The runs that the window has open: the one it shows, and the one whose engine it started."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import AdoptRequest
from ftd_engine.launch import ENGINE_ENTRY
from ftd_engine.protocol import (
    CommandName,
)
from ftd_engine.run_folder import RunFolder, RunFolderError
from ftd_gui.runs.run_session import RunSession
from ftd_gui.words import marked, tr

_log = logging.getLogger(__name__)


class OpenRuns(QObject):
    """At most two sessions: the shown run, and an own run that may go on while another is shown.

    Signals:
        run_shown(object): another `RunSession`, or None, is to be shown.
        shown_changed(object): kinds of events, a frozenset, that came to the shown run.
        shown_ended(): the engine of the shown run is gone and all its records are applied.
        memory_read(float): resident memory of the shown run's engine in MiB.
        own_run_began(object): this window started the engine of this `RunSession`.
        own_run_ended(): the engine that this window started is gone.
        commands_changed(): a command was sent, or answered.
        refused(str, str): a run could not be started or opened: what, and why.

    Attributes:
        shown: the run that the pages show, or None.
        asked: commands to the shown run that its engine has not answered yet.
    """

    run_shown = Signal(object)
    shown_changed = Signal(object)
    shown_ended = Signal()
    memory_read = Signal(float)
    own_run_began = Signal(object)
    own_run_ended = Signal()
    commands_changed = Signal()
    refused = Signal(str, str)

    def __init__(
        self,
        workspace: Path,
        engine_entry: str = ENGINE_ENTRY,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._engine_entry = engine_entry
        self._owned: RunSession | None = None
        self.shown: RunSession | None = None
        self.asked: set[CommandName] = set()

    @property
    def live_own_run(self) -> RunSession | None:
        """The run whose engine this window started, while that engine lives."""
        if self._owned is None or self._owned.has_ended:
            return None
        return self._owned

    def obstacle(self) -> str:
        """Why no further run can be started now, empty where one can."""
        live = self.live_own_run
        if live is None:
            return ""
        name = live.experiment.name
        return tr("“{name}” is under way in this window. Stop it, or wait for its end.").format(
            name=name
        )

    # ------------------------------------------------ wishes

    def start(self, experiment: Experiment) -> None:
        """Start a new run of this experiment and show it; one at a time."""
        self._begin(lambda: RunFolder.create(self._workspace, experiment))

    def adopt(self, experiment: Experiment, request: AdoptRequest) -> None:
        """Make a set from elsewhere a new run and show it; one at a time."""
        self._begin(lambda: RunFolder.create(self._workspace, experiment, request))

    def resume(self, path: Path) -> None:
        """Go on with an interrupted run, from its last checkpoint, and show it."""
        self._begin(lambda: _interrupted(path))

    def _begin(self, find_folder: Callable[[], RunFolder]) -> None:
        if self.live_own_run is not None:
            self.refused.emit(tr("A second run was not started."), self.obstacle())
            return
        try:
            folder = find_folder()
            session = RunSession.start_new(folder, self, self._engine_entry)
        except (RunFolderError, ConfigProblems, OSError) as error:
            self.refused.emit(tr("The run could not be started."), str(error))
            return
        _log.info("Started a run in %s.", folder.path)
        before, self._owned = self._owned, session
        session.ended.connect(self._on_own_run_ended)
        self.show(session)
        self._let_go(before)
        self.own_run_began.emit(session)

    def open(self, path: Path) -> None:
        """Show the run in this folder: finished, lost, or under way here or elsewhere."""
        if self.shown is not None and self.shown.folder.path == path:
            return
        if self._owned is not None and self._owned.folder.path == path:
            self.show(self._owned)
            return
        try:
            session = RunSession.open(RunFolder.open(path), self)
        except (RunFolderError, ConfigProblems, OSError) as error:
            self.refused.emit(tr("The run cannot be opened."), str(error))
            return
        self.show(session)

    def follow_again(self, path: Path) -> None:
        """The run in this folder is under way; where it is shown as one that ended, go on watching it.

        A run that was handed over, or is resumed from the command line, begins again seconds after the
        window has read it to its end.
        """
        shown = self.shown
        if shown is None or shown.folder.path != path or not shown.has_ended:
            return
        try:
            session = RunSession.open(shown.folder, self)
        except (RunFolderError, ConfigProblems, OSError):
            # it stays as it was last read
            return
        if self._owned is shown:
            self._owned = None
        self.show(session)

    def show(self, session: RunSession | None) -> None:
        """Show this session, or none; one that is not needed any more is closed."""
        before = self.shown
        if before is not None:
            before.changed.disconnect(self._on_shown_changed)
            before.heartbeat_arrived.disconnect(self.memory_read)
            before.ended.disconnect(self._on_shown_ended)
        self.shown = session
        self.asked.clear()
        if session is not None:
            session.changed.connect(self._on_shown_changed)
            session.heartbeat_arrived.connect(self.memory_read)
            session.ended.connect(self._on_shown_ended)
        self.run_shown.emit(session)
        if before is not session:
            self._let_go(before)

    def send(self, name: CommandName) -> None:
        """Hand a command to the engine of the shown run."""
        if self.shown is not None:
            self.asked.add(name)
            self.shown.send(name)
            self.commands_changed.emit()

    def end_own_run(self, how: Literal["stop", "interrupt"] = "stop") -> None:
        """Ask the engine that this window started to end after its step; "interrupt" to go on later."""
        live = self.live_own_run
        if live is not None:
            live.send(how)
            if live is self.shown:
                self.asked.add("stop")
            self.commands_changed.emit()

    def close(self) -> None:
        """Close both sessions; an own engine is stopped, by force where it does not heed."""
        for session in {self.shown, self._owned}:
            if session is not None:
                session.close()

    # ------------------------------------------------ inside

    def _let_go(self, session: RunSession | None) -> None:
        if session is not None and session not in (self.shown, self._owned):
            session.close()
            session.deleteLater()

    def _on_shown_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"state_changed", "command_done"}:
            self.asked -= {"pause", "resume"}
        if "command_done" in kinds:
            self.asked -= {"evaluate", "snapshot"}
        self.shown_changed.emit(kinds)

    def _on_shown_ended(self) -> None:
        self.asked.clear()
        self.shown_ended.emit()

    def _on_own_run_ended(self) -> None:
        self.own_run_ended.emit()


def _interrupted(path: Path) -> RunFolder:
    folder = RunFolder.open(path)
    if owner := folder.owner_words():
        raise RunFolderError(
            tr("{path} belongs to {owner}. Stop that one first.").format(path=path, owner=owner)
        )
    if folder.is_read_only:
        raise RunFolderError(
            tr("{path} can only be read. Resume the run where it was started.").format(path=path)
        )
    try:
        folder.write_status("running", folder.status().phase, marked("The engine is starting."))
    except OSError as error:
        raise RunFolderError(
            tr("{path} cannot be written: {reason}. Check the folder's rights.").format(
                path=path, reason=error.strerror
            )
        ) from error
    return folder
