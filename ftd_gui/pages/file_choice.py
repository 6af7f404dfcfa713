"""Choosing files: settings to load and save, run folders and images. Remembers the folders used."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import load_experiment, to_toml
from ftd_engine.finished_demo import lay_out
from ftd_engine.run_folder import RunFolderError
from ftd_engine.whole_files import write_aside
from ftd_gui.settings import Settings, is_folder
from ftd_gui.words import tr


class FileChoice(QObject):
    """The file dialogs of the window; each opens without stopping it.

    Signals:
        experiment_loaded(object): the user chose a file and it held this `Experiment`.
        run_chosen(object): the user chose the run folder at this `Path`.
        refused(str, str): a file could not be read or written: what, and why.
    """

    experiment_loaded = Signal(object)
    run_chosen = Signal(object)
    refused = Signal(str, str)

    def __init__(self, settings: Settings, workspace: Path, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._workspace = workspace
        self._window = window
        self._to_save: Experiment | None = None

    @property
    def settings(self) -> Settings:
        """Where the folders used last are remembered."""
        return self._settings

    def ask_for_run(self) -> None:
        """Let the user choose a run folder."""
        start = self._settings.folder("runs", self._workspace)
        dialog = self._dialog(tr("Open a run folder"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.take_run)
        dialog.open()

    def take_run(self, text: str) -> None:
        """A run folder was chosen."""
        path = Path(text)
        self._settings.set_folder("runs", path.parent)
        self.run_chosen.emit(path)

    def open_finished_demo(self) -> None:
        """Open the demo run that ships with the program, from a copy in the workspace."""
        try:
            self.run_chosen.emit(lay_out(self._workspace).path)
        except RunFolderError as error:
            self.refused.emit(tr("The finished demo cannot be opened."), str(error))

    def ask_for_images(
        self, then: Callable[[str], None], *, is_file: bool, present: str = ""
    ) -> None:
        """Let the user choose real images.

        Args:
            then: called with the path.
            is_file: a file of arrays; else a folder.
            present: the path that is named now, beside which the dialog begins.
        """
        start = self._settings.folder("images", Path.home())
        if present and is_folder(Path(present).parent):
            start = Path(present).parent
        title = tr("Choose a file of images and labels") if is_file else tr("Choose images")
        pattern = tr("Images and labels (*.npz *.pt *.pth)") if is_file else ""
        dialog = self._dialog(title, start, pattern)
        mode = QFileDialog.FileMode.ExistingFile if is_file else QFileDialog.FileMode.Directory
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(partial(self._take_images, then))
        dialog.open()

    def _take_images(self, then: Callable[[str], None], text: str) -> None:
        self._settings.set_folder("images", Path(text).parent)
        then(text)

    def ask_for_experiment(self) -> None:
        """Let the user choose a file of settings."""
        dialog = self._dialog(
            tr("Load settings"), self._experiments_folder(), tr("Experiment (*.toml)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.load)
        dialog.open()

    def load(self, text: str) -> None:
        """Read a file of settings."""
        path = Path(text)
        self._settings.set_folder("experiments", path.parent)
        try:
            self.experiment_loaded.emit(load_experiment(path))
        except ConfigProblems as problems:
            self.refused.emit(tr("These settings cannot be used."), str(problems))

    def ask_where_to_save(self, experiment: Experiment) -> None:
        """Let the user choose a file for these settings."""
        self._to_save = experiment
        dialog = self._dialog(
            tr("Save settings"), self._experiments_folder(), tr("Experiment (*.toml)")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(f"{experiment.name}.toml")
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def save(self, text: str) -> None:
        """Write the settings that were to be saved."""
        assert self._to_save is not None
        path = Path(text)
        self._settings.set_folder("experiments", path.parent)
        try:
            write_aside(path, to_toml(self._to_save).encode())
        except OSError as error:
            self.refused.emit(tr("The settings were not saved."), f"{path}: {error.strerror}.")

    def _experiments_folder(self) -> Path:
        return self._settings.folder("experiments", Path.home())

    def _dialog(self, title: str, start: Path, pattern: str = "") -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(start), pattern)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
