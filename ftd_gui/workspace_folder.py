"""File > Folder of all runs: the workspace is any folder, one of those that were shown or another one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_engine.run_folder import RunFolder, RunFolderError
from ftd_gui.actions import WindowActions
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.settings import Settings, is_folder
from ftd_gui.words import tr


class WorkspaceFolder(QObject):
    """Offers other workspaces; a window has one for its life, so another one opens another window.

    Signals:
        chosen(object): the runs in this folder (`Path`) are to be shown instead.
        refused(str, str): it cannot be that folder: what, and why.
    """

    chosen = Signal(object)
    refused = Signal(str, str)

    def __init__(
        self,
        window: QWidget,
        workspace: Path,
        settings: Settings,
        runs: OpenRuns,
        actions: WindowActions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._settings = settings
        self._runs = runs
        self._actions = actions
        actions.choose_workspace.triggered.connect(self.ask)
        actions.workspace_folder_menu.aboutToShow.connect(self.fill_menu)

    def fill_menu(self) -> None:
        """Offer the present workspace, marked, the latest others that are there, and any other."""
        menu = self._actions.workspace_folder_menu
        menu.clear()
        for path in self._settings.recent_workspaces:
            is_present = path == self._workspace
            if is_present or is_folder(path):
                action = menu.addAction(_words(path))
                action.setCheckable(True)
                action.setChecked(is_present)
                action.triggered.connect(partial(self._on_known_chosen, path))
        menu.addSeparator()
        menu.addAction(self._actions.choose_workspace)

    def ask(self) -> None:
        """Let the user choose any folder."""
        title = tr("Choose the folder of all runs")
        dialog = QFileDialog(self._window, title, str(self._workspace))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_selected)
        dialog.open()

    def take(self, path: Path) -> None:
        """Show the runs of this folder, if that can be now."""
        if path == self._workspace:
            return
        if reason := self._runs.obstacle() or _fault_of(path):
            self.refused.emit(tr("The folder of all runs stays as it is."), reason)
        else:
            self.chosen.emit(path)

    def _on_selected(self, text: str) -> None:
        self.take(Path(text).absolute())

    def _on_known_chosen(self, path: Path, _checked: bool = False) -> None:
        self.take(path)


def _fault_of(path: Path) -> str:
    """Why this folder is no workspace; empty where it can be one."""
    if not is_folder(path):
        return tr("{path} is no folder, or cannot be read.").format(path=path)
    try:
        RunFolder.open(path)
    except RunFolderError:
        return ""
    return tr("{path} is a run itself. Choose the folder that it lies in.").format(path=path)


def _words(path: Path) -> str:
    """The path as its user thinks of it, for a menu."""
    home = Path.home()
    text = str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
    return text.replace("&", "&&")
