"""The place of the page of studies: the page is made when it is seen first, so that the window starts light."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ftd_engine.experiment import Experiment
from ftd_engine.presets import Preset
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from ftd_gui.pages.studies_page import StudiesPage


class StudiesRoom(QWidget):
    """Holds the page of studies once it was wanted.

    Args:
        present: the experiment of the form, or None where it needs attention.

    Signals:
        run_chosen(Path): the user wants to watch the run of a part.
        refused(str, str): something could not be done: what, and why.
    """

    run_chosen = Signal(Path)
    refused = Signal(str, str)

    def __init__(
        self,
        workspace: Path,
        presets: Sequence[Preset],
        present: Callable[[], Experiment | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._presets, self._present = workspace, presets, present
        self._theme = LIGHT
        self.page: StudiesPage | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is not None:
            return
        # recipes and their results take 5 MB that most sessions never need
        from ftd_gui.pages.studies_page import StudiesPage

        self.page = page = StudiesPage(self._workspace, self._presets, self._present, self)
        page.set_theme(self._theme)
        page.run_chosen.connect(self.run_chosen)
        page.refused.connect(self.refused)
        self._column.addWidget(page)
        self.setFocusProxy(page)

    def show_run(self, session: RunSession | None) -> None:
        """A study has runs of its own; the one that the window shows changes nothing here."""

    def refresh(self, _kinds: frozenset[str]) -> None:
        """Events of a run change nothing here."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        if self.page is not None:
            self.page.set_theme(theme)
