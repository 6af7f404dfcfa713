"""What becomes of the run under way when its window shall close: asked once, then done."""

from typing import Literal

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from ftd_engine.run_folder import RunFolder
from ftd_gui.pages.message_box import ask_how_to_close
from ftd_gui.runs.background_run import go_on_in_background
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.words import tr

CLOSE_PATIENCE_MS = 20_000

Wish = Literal["background", "pause", "stop"]


class WindowClosing(QObject):
    """Holds a window open until its run has been written down, and knows what comes after.

    A wish ends the run at a checkpoint first: "stop" for good, "pause" so that the next start offers
    to go on, "background" so that the headless twin goes on as soon as the window is gone.
    """

    def __init__(self, window: QWidget, runs: OpenRuns, queue: RunQueue) -> None:
        super().__init__(window)
        self._window = window
        self._runs = runs
        self._queue = queue
        self._wish: Wish | None = None
        self._ending: RunFolder | None = None
        self._question: QMessageBox | None = None
        self._is_forced = False
        self._patience_timer = QTimer(self)
        self._patience_timer.setSingleShot(True)
        self._patience_timer.timeout.connect(self.close_now)
        runs.own_run_ended.connect(self._on_own_run_ended)

    def close_now(self) -> None:
        """Close without a question; a run that still lives is stopped."""
        self._is_forced = True
        self._window.close()

    def may_close(self) -> bool:
        """True where no run holds the window; where one does, its user is asked, once."""
        live = self._runs.live_own_run
        if live is None or self._is_forced:
            return True
        if self._wish is None and self._question is None:
            self._question = ask_how_to_close(
                self._window,
                live.experiment.name,
                waiting=max(0, self._queue.rowCount() - self._queue.holds(live.folder.path)),
                on_background=lambda: self._on_wished("background"),
                on_pause=lambda: self._on_wished("pause"),
                on_stop=lambda: self._on_wished("stop"),
            )
            self._question.finished.connect(self._on_answered)
        return False

    def hand_over(self) -> None:
        """Once the engine is gone for certain: let the run go on where that was the wish."""
        if self._wish == "background" and self._ending is not None and self._ending.can_resume:
            go_on_in_background(self._ending)

    def _on_answered(self) -> None:
        self._question = None

    def _on_wished(self, wish: Wish) -> None:
        live = self._runs.live_own_run
        if live is None:
            # it came to its end while the question was read
            self._window.close()
            return
        self._wish, self._ending = wish, live.folder
        if self._queue.rowCount():
            # the next one must not begin in a window that closes
            self._queue.hold(tr("The window was closed."))
        # the window stays alive and says "Stopping…" until the engine has written its last word
        self._patience_timer.start(CLOSE_PATIENCE_MS)
        self._runs.end_own_run("stop" if wish == "stop" else "interrupt")

    def _on_own_run_ended(self) -> None:
        if self._wish is None or self._ending is None:
            return
        if self._wish != "stop" and self._ending.status().state == "failed":
            # nothing goes on and nothing would be offered: the user shall see why
            self._wish = self._ending = None
            self._patience_timer.stop()
            return
        self.close_now()
