"""Starts what waits in the queue, one after the other, as soon as nothing else of this window runs."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ftd_engine.run_folder import RunFolder
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.runs.run_session import RunSession
from ftd_gui.words import tr


class QueueRunner(QObject):
    """Connects the queue with the runs of the window."""

    def __init__(self, runs: OpenRuns, queue: RunQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._queue = queue
        self._present: RunSession | None = None
        self._is_starting = False
        # a turn of the event loop later: whoever hears of an end may start something himself
        self._next_timer = QTimer(self)
        self._next_timer.setSingleShot(True)
        self._next_timer.timeout.connect(self._start_next)
        queue.changed.connect(self._on_changed)
        runs.own_run_began.connect(self._on_own_run_began)
        runs.own_run_ended.connect(self._on_own_run_ended)

    def _on_changed(self) -> None:
        if self._queue.next() is not None and self._runs.live_own_run is None:
            self._next_timer.start(0)

    def _start_next(self) -> None:
        entry = self._queue.next()
        if entry is None or self._runs.live_own_run is not None:
            return
        self._is_starting = True
        try:
            begun = RunFolder(Path(entry.run)) if entry.run else None
            if begun is not None and begun.status().state == "done":
                # it came to its end while no window was there to see it
                self._queue.note_ended(begun.path, "done", entry.experiment.name)
                return
            if begun is not None and begun.owner_words():
                # it was left to go on in the background; what follows waits for its end
                self._queue.hold(
                    tr("“{name}” is under way in the background.").format(
                        name=entry.experiment.name
                    )
                )
                return
            if begun is not None and begun.can_resume:
                self._runs.resume(begun.path)
            else:
                self._runs.start(entry.experiment)
        finally:
            self._is_starting = False
        if self._runs.live_own_run is None:
            self._queue.hold(
                tr("“{name}” could not be started.").format(name=entry.experiment.name)
            )

    def _on_own_run_began(self, session: RunSession) -> None:
        if self._is_starting:
            self._present = session
            self._queue.note_begun(session.folder.path)

    def _on_own_run_ended(self) -> None:
        session, self._present = self._present, None
        if session is not None and session.has_ended:
            self._queue.note_ended(
                session.folder.path, session.store.state, session.experiment.name
            )
        self._on_changed()
