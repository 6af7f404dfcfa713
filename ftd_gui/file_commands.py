"""What the File menu does with experiments and runs, and Help with the program's own log and name."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ftd_engine.experiment import Experiment
from ftd_gui.actions import WindowActions
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.file_choice import FileChoice
from ftd_gui.paths import log_folder
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.views.log_panel import open_folder
from ftd_gui.words import tr


class FileCommands(QObject):
    """Wires between the actions about files, the choice of one, and the form.

    Signals:
        front_wanted(): the form holds other settings and is to be seen.
        refused(str, str): what could not be done, and why.
    """

    front_wanted = Signal()
    refused = Signal(str, str)

    def __init__(
        self,
        files: FileChoice,
        page: ConfigurePage,
        runs: OpenRuns,
        actions: WindowActions,
        workspace: Path,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._files, self._page, self._runs = files, page, runs
        self._workspace = workspace
        self._window = window
        actions.new.triggered.connect(self._on_new)
        actions.open_run.triggered.connect(files.ask_for_run)
        actions.load.triggered.connect(files.ask_for_experiment)
        actions.save.triggered.connect(self._on_save)
        actions.log_folder.triggered.connect(self._on_log_folder)
        actions.about.triggered.connect(self._on_about)
        files.experiment_loaded.connect(self._on_experiment_loaded)
        files.refused.connect(self.refused)

    def _on_new(self) -> None:
        # the form first: a run that is closed would put another step before it
        self._page.show_experiment(Experiment(), tr("New experiment"))
        self._runs.show(None)
        self.front_wanted.emit()

    def _on_experiment_loaded(self, experiment: Experiment) -> None:
        self._page.show_experiment(experiment)
        self.front_wanted.emit()

    def _on_save(self) -> None:
        experiment = self._page.current_experiment()
        if experiment is None:
            reason = self._page.start_obstacle()
            self.refused.emit(tr("These settings cannot be saved."), reason)
        else:
            self._files.ask_where_to_save(experiment)

    def _on_log_folder(self) -> None:
        open_folder(log_folder())

    def _on_about(self) -> None:
        # read when it is wanted: the window does not wait for its dialogs
        from ftd_gui.pages.about_dialog import AboutDialog

        dialog = AboutDialog(self._workspace, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
