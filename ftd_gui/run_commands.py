"""What the Run menu says to the shown run: hold, go on, stop, evaluate, store."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ftd_engine.protocol import CommandName
from ftd_gui.actions import WindowActions
from ftd_gui.runs.open_runs import OpenRuns


class RunCommands(QObject):
    """The commands of the Run menu, sent to the run that the pages show."""

    def __init__(self, runs: OpenRuns, actions: WindowActions, parent: QObject) -> None:
        super().__init__(parent)
        self._runs = runs
        actions.pause.triggered.connect(self._on_pause)
        wishes: tuple[tuple[QAction, CommandName], ...] = (
            (actions.free_device, "interrupt"),
            (actions.stop, "stop"),
            (actions.stop_after_evaluation, "stop_after_evaluation"),
            (actions.stop_now, "stop_now"),
            (actions.evaluate, "evaluate"),
            (actions.snapshot, "snapshot"),
        )
        for action, name in wishes:
            action.triggered.connect(partial(self._send, name))

    def _on_pause(self) -> None:
        shown = self._runs.shown
        if shown is not None and shown.can_resume:
            self._runs.resume(shown.folder.path)
            return
        is_paused = shown is not None and shown.store.state == "paused"
        self._runs.send("resume" if is_paused else "pause")

    def _send(self, name: CommandName, _checked: bool = False) -> None:
        self._runs.send(name)
