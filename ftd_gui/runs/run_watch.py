"""Looks out for what happens to live runs and to the queue while nobody looks at them."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from ftd_engine.run_folder import LIVE_STATES
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_queue import QueueRole, RunQueue
from ftd_gui.runs.run_session import RunSession

SILENT_AFTER_S = 30.0
"""Longer than any heartbeat is late on a busy machine, shorter than a cup of coffee."""
LOOK_EVERY_MS = 5000
SKIPS_TOLD_EVERY_S = 300.0
"""A run that throws away many steps is told of once in a while, not with each of them."""


class RunWatch(QObject):
    """Follows every live run of the window: its own, and one of another program that it shows.

    Signals:
        run_ended(object): the engine of this `RunSession`, which was live, is gone.
        engine_silent(object): the engine of this `RunSession` lives, but says nothing any more.
        steps_skipped(object): this `RunSession` threw away a step, which it did not just before.
        queue_held(str): the queue starts nothing further, for this reason that is not the user's.
        queue_finished(): the last run of the queue came to its end.
    """

    run_ended = Signal(object)
    engine_silent = Signal(object)
    steps_skipped = Signal(object)
    queue_held = Signal(str)
    queue_finished = Signal()

    def __init__(self, runs: OpenRuns, queue: RunQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._queue = queue
        self._was_held = bool(queue.held_because)
        self._queue_runs = False
        runs.own_run_began.connect(self._on_own_run_began)
        runs.run_shown.connect(self._on_run_shown)
        queue.changed.connect(self._on_queue_changed)

    def _on_own_run_began(self, session: RunSession) -> None:
        self._follow(session)

    def _on_run_shown(self, session: RunSession | None) -> None:
        if session is None or session.owns_engine or session.has_ended:
            return
        # asked of the folder: what the store knows so far may be the beginning of a finished run
        if session.folder.status().state in LIVE_STATES:
            self._follow(session)

    def _follow(self, session: RunSession) -> None:
        lookout = _Lookout(session)
        lookout.ended.connect(self.run_ended)
        lookout.fell_silent.connect(self.engine_silent)
        lookout.skipped.connect(self.steps_skipped)

    def _on_queue_changed(self) -> None:
        # While an own run is under way only the user, or the closing window, holds the queue or
        # empties it; the queue itself does so when that run is gone.
        by_itself = self._runs.live_own_run is None
        count, held = self._queue.rowCount(), self._queue.held_because
        # a turn later, so that the end of the run that led there is told before
        if held and not self._was_held and by_itself:
            QTimer.singleShot(0, self, lambda: self.queue_held.emit(held))
        if self._queue_runs and not count and by_itself:
            QTimer.singleShot(0, self, self.queue_finished.emit)
        self._was_held = bool(held)
        if held or not count:
            self._queue_runs = False
        elif self._queue.index(0).data(QueueRole.IS_RUNNING):
            self._queue_runs = True


class _Lookout(QObject):
    """Watches one session, and goes with it.

    Signals:
        ended(object): its engine is gone.
        fell_silent(object): its engine has said nothing for too long; once per silence.
        skipped(object): a step was thrown away.
    """

    ended = Signal(object)
    fell_silent = Signal(object)
    skipped = Signal(object)

    def __init__(self, session: RunSession) -> None:
        super().__init__(session)
        self._session = session
        self._is_silent = False
        self._began_s = time.time()
        self._skip_told_s = -SKIPS_TOLD_EVERY_S
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_look_due)
        self._timer.start(LOOK_EVERY_MS)
        session.changed.connect(self._on_changed)
        session.ended.connect(self._on_ended)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        store = self._session.store
        # a run that is opened tells its past first
        if "step_skipped" not in kinds or store.last_time_s < self._began_s:
            return
        now_s = time.monotonic()
        if now_s - self._skip_told_s >= SKIPS_TOLD_EVERY_S:
            self._skip_told_s = now_s
            self.skipped.emit(self._session)

    def _on_look_due(self) -> None:
        session = self._session
        heard_s = session.last_heartbeat_s
        silence_s = time.monotonic() - heard_s if heard_s else 0.0
        # what another program's engine has to say may be minutes apart
        is_silent = session.owns_engine and session.store.is_live and silence_s > SILENT_AFTER_S
        if is_silent and not self._is_silent:
            self.fell_silent.emit(session)
        self._is_silent = is_silent

    def _on_ended(self) -> None:
        self._timer.stop()
        self.ended.emit(self._session)
