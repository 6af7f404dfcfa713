"""What a window goes on with at its start: the run under way, one that was cut off, or what was shown last."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget

from ftd_engine.run_folder import RunFolder, RunFolderError
from ftd_gui.pages.monitor_page import MonitorPage
from ftd_gui.plots.plot_seen import PlotSeen
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.settings import Settings
from ftd_gui.views.outcome_banner import OutcomeBanner

CLOSING_S = 60.0
"""A run that was paused so that the window could close was cut off so long before the end at most."""


@dataclass(frozen=True, slots=True)
class _Stored:
    run: str
    page: int
    closed_s: float
    view: str = ""
    plots: dict[str, PlotSeen] = field(default_factory=dict[str, PlotSeen])


_adapter: TypeAdapter[_Stored] = TypeAdapter(_Stored)


class WindowSession(QObject):
    """Remembers at the end, and goes on once the library was looked through."""

    def __init__(
        self,
        settings: Settings,
        runs: OpenRuns,
        library: RunLibrary,
        banner: OutcomeBanner,
        tabs: QTabWidget,
        monitor: MonitorPage,
        open_run: Callable[[Path], None],
    ) -> None:
        super().__init__(tabs)
        self._settings = settings
        self._runs = runs
        self._library = library
        self._banner = banner
        self._tabs = tabs
        self._monitor = monitor
        self._open_run = open_run
        library.looked_through.connect(self._on_first_look)

    def remember(self) -> None:
        """Keep what is shown now."""
        shown = self._runs.shown
        stored = _Stored(
            run=str(shown.folder.path) if shown else "",
            page=self._tabs.currentIndex(),
            closed_s=time.time(),
            view=self._monitor.view,
            plots=self._monitor.seen() if shown else {},
        )
        self._settings.set_session(_adapter.dump_json(stored).decode())

    def _on_first_look(self) -> None:
        """Once, when the window has come up."""
        self._library.looked_through.disconnect(self._on_first_look)
        if self._runs.shown is not None:
            return
        if live := self._library.newest_live():
            self._open_run(live.path)
            return
        stored, cut = self._stored(), self._library.newest_cut_off()
        if cut and (stored is None or cut.status.updated_s > stored.closed_s - CLOSING_S):
            if stored is None or str(cut.path) != stored.run:
                self._banner.offer(cut)
                return
        if stored is not None and stored.run:
            self._take_up(stored)

    def _stored(self) -> _Stored | None:
        try:
            return _adapter.validate_json(self._settings.session)
        except ValidationError:
            return None

    def _take_up(self, stored: _Stored) -> None:
        path = Path(stored.run)
        try:
            RunFolder.open(path)
        except RunFolderError:
            # moved or removed meanwhile; nobody asked for it now, so nobody is told
            return
        self._runs.open(path)
        if self._runs.shown is None:
            return
        self._tabs.setCurrentIndex(min(max(stored.page, 0), self._tabs.count() - 1))
        self._monitor.see(stored.view, stored.plots)
