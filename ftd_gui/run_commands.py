"""What the Run menu says to the shown run: hold, go on, stop, evaluate, store."""

from PySide6.QtCore import QObject

from ftd_gui.actions import WindowActions
from ftd_gui.runs.open_runs import OpenRuns


class RunCommands(QObject):
    """The commands of the Run menu, sent to the run that the pages show."""

    def __init__(self, runs: OpenRuns, actions: WindowActions, parent: QObject) -> None:
        super().__init__(parent)
        self._runs = runs
        actions.pause.triggered.connect(self._on_pause)
        actions.stop.triggered.connect(self._on_stop)
        actions.evaluate.triggered.connect(self._on_evaluate)
        actions.snapshot.triggered.connect(self._on_snapshot)

    def _on_pause(self) -> None:
        shown = self._runs.shown
        if shown is not None and shown.can_resume:
            self._runs.resume(shown.folder.path)
            return
        is_paused = shown is not None and shown.store.state == "paused"
        self._runs.send("resume" if is_paused else "pause")

    def _on_stop(self) -> None:
        self._runs.send("stop")

    def _on_evaluate(self) -> None:
        self._runs.send("evaluate")

    def _on_snapshot(self) -> None:
        self._runs.send("snapshot")
