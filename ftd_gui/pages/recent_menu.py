"""File > Open recent: the pinned and the latest runs, each with its state, also those that are gone."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ftd_engine.run_folder import RunFolder, RunFolderError
from ftd_engine.run_summary import RunSummary, summary_of
from ftd_gui.settings import Settings
from ftd_gui.theme import LIGHT, Theme, themed_icon
from ftd_gui.views.run_words import STATE_WORDS
from ftd_gui.views.state_badge import state_icon
from ftd_gui.words import tr


class RecentMenu(QObject):
    """Fills the menu at the moment it opens.

    Signals:
        run_chosen(object): the user wants the run of this folder (`Path`).
        forgotten(): runs that are gone were taken off, pinned ones as well.
    """

    run_chosen = Signal(object)
    forgotten = Signal()

    def __init__(self, menu: QMenu, settings: Settings, pin: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = menu
        self._settings = settings
        self._pin = pin
        self._theme = LIGHT
        self._missing: list[Path] = []
        menu.aboutToShow.connect(self.fill)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme

    def fill(self) -> None:
        """Read how each run stands now."""
        self._menu.clear()
        self._missing.clear()
        pinned = self._settings.pinned_runs
        recent = [path for path in self._settings.recent_runs if path not in pinned]
        for title, paths in ((tr("Pinned"), pinned), (tr("Recent"), recent)):
            if paths and pinned:
                self._menu.addSection(title)
            for path in paths:
                self._offer(path)
        if self._menu.isEmpty():
            self._menu.addAction(tr("No run was opened yet")).setEnabled(False)
            return
        self._menu.addSeparator()
        self._menu.addAction(self._pin)
        if self._missing:
            forget = self._menu.addAction(tr("Forget the missing runs"))
            forget.triggered.connect(self._on_forget)

    def _offer(self, path: Path) -> None:
        found = _summary_at(path)
        if found is None:
            self._missing.append(path)
            action = self._menu.addAction(_entry(path.name, tr("missing")))
            action.setIcon(themed_icon("close", self._theme, self._theme.text_soft))
        else:
            state = found.status.state
            action = self._menu.addAction(_entry(found.name, tr(STATE_WORDS[state])))
            action.setIcon(state_icon(state, self._theme))
        action.setToolTip(str(path))
        action.triggered.connect(partial(self._on_chosen, path))

    def _on_chosen(self, path: Path, _checked: bool = False) -> None:
        # one that is gone is refused where it is opened, with its path and what to do
        self.run_chosen.emit(path)

    def _on_forget(self) -> None:
        self._settings.forget_runs(self._missing)
        self.forgotten.emit()


def _entry(name: str, word: str) -> str:
    # what stands behind a tab is shown at the right edge
    return f"{name.replace('&', '&&')}\t{word}"


def _summary_at(path: Path) -> RunSummary | None:
    try:
        return summary_of(RunFolder.open(path))
    except RunFolderError:
        return None
