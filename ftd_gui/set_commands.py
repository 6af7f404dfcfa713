"""What the menus do with sets: export one of the shown run, evaluate it again, take one in from elsewhere."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import AdoptRequest, ExportResult
from ftd_engine.snapshot import Snapshot
from ftd_gui.paths import exports_folder
from ftd_gui.runs.again_obstacle import again_obstacle
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import LIGHT, Theme
from ftd_gui.words import tr

if TYPE_CHECKING:
    from ftd_gui.pages.import_dialog import ImportDialog
    from ftd_gui.pages.set_choice import Series, SetKind

_log = logging.getLogger(__name__)


class SetCommands(QObject):
    """Opens the dialogs of sets over a window.

    Signals:
        exported(object, object): a set was written to these files, of so many bytes together.

    Args:
        window: what they stand over.
        runs: whose shown run is exported, and who takes a set in.
        export_entry: what the process of an export enters.
        on_only_taken_in: called where a set was taken in without being evaluated.
    """

    exported = Signal(object, object)

    def __init__(
        self,
        window: QWidget,
        runs: OpenRuns,
        workspace: Path,
        export_entry: str,
        on_only_taken_in: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runs = runs
        self._workspace = workspace
        self._export_entry = export_entry
        self._on_only_taken_in = on_only_taken_in
        self._theme = LIGHT
        self._looked_at: int | None = None

    def set_theme(self, theme: Theme) -> None:
        """Colours of the dialogs to come."""
        self._theme = theme

    def look_at(self, snapshot: Snapshot | None, _series: str) -> None:
        """This set of the shown run is looked at in Images; None once none is."""
        self._looked_at = snapshot.iteration if snapshot is not None else None

    def export_best(self) -> None:
        """Ask where the set that stands for the shown run goes; the newest where none does."""
        session = self._runs.shown
        if session is not None and session.store.snapshots:
            has_ema = session.experiment.distill.ema_decay > 0
            self._open_export(session, self._looked_at, "ema" if has_ema else "raw", "best")

    def export_shown(self, iteration: int, series: str) -> None:
        """Ask where the set that is looked at goes."""
        session = self._runs.shown
        if session is not None and session.store.snapshots:
            self._open_export(session, iteration, "ema" if series == "ema" else "raw", "shown")

    def _open_export(
        self, session: RunSession, shown: int | None, series: "Series", kind: "SetKind"
    ) -> None:
        folder = exports_folder(self._workspace, session.folder.path.name)
        # read when it is wanted: the window does not wait for its dialogs
        from ftd_gui.pages.export_dialog import ExportDialog, offer_of

        offer = offer_of(session, shown, series, kind, folder)
        dialog = ExportDialog(offer, self._theme, self._window, self._export_entry)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.exported.connect(self._on_exported)
        dialog.open()

    def open_evaluation(self) -> None:
        """Ask how the sets of the shown run are evaluated again, and do so in a new run."""
        session = self._runs.shown
        obstacle = again_obstacle(session, self._runs.obstacle())
        if session is None or obstacle:
            self._runs.refused.emit(tr("The set cannot be evaluated now."), obstacle)
            return
        # read when it is wanted: the window does not wait for its dialogs
        from ftd_gui.pages.evaluation_dialog import EvaluationDialog

        dialog = EvaluationDialog(
            session.experiment, session.folder.path, self._theme, self._window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.evaluation_requested.connect(self._runs.adopt)
        dialog.open()

    def open_import(self) -> None:
        """Ask for a set from elsewhere, and make a run of it."""
        self._open_import()

    def import_dropped(self, path: Path) -> None:
        """Open the import dialog with a set that was dropped on the window."""
        obstacle = self._runs.obstacle()
        if obstacle:
            self._runs.refused.emit(tr("The set cannot be imported now."), obstacle)
        else:
            self._open_import().look_at(path)

    def _open_import(self) -> "ImportDialog":
        # read when it is wanted: the window does not wait for its dialogs
        from ftd_gui.pages.import_dialog import ImportDialog

        dialog = ImportDialog(self._theme, Path.home(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.import_requested.connect(self._on_import_requested)
        dialog.open()
        return dialog

    def _on_import_requested(self, experiment: Experiment, request: AdoptRequest) -> None:
        self._runs.adopt(experiment, request)
        if self._runs.live_own_run is not None and not request.evaluates:
            self._on_only_taken_in()

    def _on_exported(self, result: ExportResult) -> None:
        _log.info("Exported: %s", result)
        self.exported.emit(result.files, result.total_bytes)
