"""Takes plots along: pictures and tables to files, pictures to the clipboard. Remembers the folder."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_engine.whole_files import write_aside
from ftd_gui.plots.plot_content import FigureLook, PlotContent, points_lines, points_table
from ftd_gui.settings import Settings
from ftd_gui.theme import LIGHT, Theme
from ftd_gui.words import tr

if TYPE_CHECKING:
    from ftd_gui.pages.picture_dialog import PictureDialog, PictureFormat

FOLDER_PURPOSE = "plots"
_TABLES: dict[str, tuple[str, Callable[[PlotContent], str]]] = {
    "points": ("csv", points_table),
    "lines": ("jsonl", points_lines),
}
"""Ending of the file by kind of export, and what makes its content."""


class PlotFiles(QObject):
    """The dialogs between a plot and its file; each opens without stopping the window.

    Signals:
        refused(str, str): a file could not be written: what, and why.
        written(object): the file at this `Path` is whole.
    """

    refused = Signal(str, str)
    written = Signal(object)

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._theme = LIGHT
        self._look = FigureLook(title="")
        self._make: Callable[[], bytes] | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme

    def take(self, kind: str, content: PlotContent, name: str) -> None:
        """Do what was chosen in the menu of a plot.

        Args:
            kind: an `ExportKind`.
            content: the plot as it was then; a run that goes on does not change it.
            name: for the file, without its ending.
        """
        look = replace(self._look, title=content.spec.title)
        if kind in _TABLES:
            ending, written = _TABLES[kind]
            self.ask_for_file(
                tr("Save all points"), name, ending, lambda: written(content).encode()
            )
            return
        # the painter of pictures comes with the graph library, for which the window did not wait
        from ftd_gui.pages.picture_dialog import PictureDialog
        from ftd_gui.plots.plot_figure import figure_image

        if kind == "copy":
            QGuiApplication.clipboard().setImage(figure_image(content, look, LIGHT))
        else:
            dialog = PictureDialog(content, look, self._theme, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.chosen.connect(partial(self._on_picture_chosen, dialog, content, name))
            dialog.open()

    def _on_picture_chosen(
        self,
        dialog: "PictureDialog",
        content: PlotContent,
        name: str,
        kind: "PictureFormat",
        look: FigureLook,
    ) -> None:
        from ftd_gui.plots.plot_figure import figure_png, figure_svg

        self._look = look
        theme = dialog.theme
        dialog.accept()
        self.ask_for_file(
            tr("Save picture"),
            name,
            kind,
            lambda: (
                figure_png(content, look, theme)
                if kind == "png"
                else figure_svg(content, look, theme)
            ),
        )

    def ask_for_file(self, title: str, name: str, ending: str, make: Callable[[], bytes]) -> None:
        """Let the user choose a file, and write what `make` gives when he has."""
        self._make = make
        start = self._settings.folder(FOLDER_PURPOSE, Path.home())
        pattern = f"{ending.upper()} (*.{ending})"
        dialog = QFileDialog(self._window, title, str(start), pattern)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # the dialog asks before a file is replaced
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(f"{name}.{ending}")
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def save(self, text: str) -> None:
        """Write what was to be saved to this file."""
        assert self._make is not None
        path = Path(text)
        self._settings.set_folder(FOLDER_PURPOSE, path.parent)
        try:
            write_aside(path, self._make())
        except OSError as error:
            self.refused.emit(tr("The file was not saved."), f"{path}: {error.strerror}.")
        else:
            self.written.emit(path)
