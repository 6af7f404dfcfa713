"""What a window goes on with at its start: the run under way, one that was cut off, or what was shown last."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTabWidget

from ftd_engine.run_folder import RunFolder, RunFolderError
from ftd_gui.forms.form_draft import FormSeen
from ftd_gui.pages.compare_page import ComparePage, CompareSeen
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.images_page import ImagesPage
from ftd_gui.pages.images_seen import ImagesSeen
from ftd_gui.pages.monitor_page import MonitorPage
from ftd_gui.plots.plot_seen import PlotSeen
from ftd_gui.plots.smoothing import Smoothing
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.settings import Settings
from ftd_gui.views.experiment_list import ExperimentList
from ftd_gui.views.outcome_banner import OutcomeBanner

CLOSING_S = 60.0
"""A run that was paused so that the window could close was cut off so long before the end at most."""

DRAFT_AFTER_MS = 3000
"""What is edited is written down so long after the last step, since no program says when it crashes."""

_log = logging.getLogger(__name__)


def _left_out(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    """None for a part that cannot be read, so that the others are taken up all the same."""
    try:
        return read(value)
    except ValidationError as error:
        _log.info("A part of the last session is left out: %s", error)
        return None


_LeftOut = WrapValidator(_left_out)


@dataclass(frozen=True, slots=True)
class _Stored:
    """The last session; what programs of later versions add has a default, and may be left out."""

    run: str
    page: int
    closed_s: float
    view: str = ""
    plots: dict[str, PlotSeen] = field(default_factory=dict[str, PlotSeen])
    form: Annotated[FormSeen | None, _LeftOut] = None
    smoothing: Annotated[Smoothing | None, _LeftOut] = None
    images: Annotated[ImagesSeen | None, _LeftOut] = None
    compare: Annotated[CompareSeen | None, _LeftOut] = None
    search: Annotated[str | None, _LeftOut] = None


_adapter: TypeAdapter[_Stored] = TypeAdapter(_Stored)


class WindowSession(QObject):
    """Remembers at the end, and goes on at the start.

    What needs no run is taken up at once, the run once the library was looked through.
    """

    def __init__(
        self,
        workspace: Path,
        settings: Settings,
        runs: OpenRuns,
        library: RunLibrary,
        banner: OutcomeBanner,
        tabs: QTabWidget,
        form: ConfigurePage,
        monitor: MonitorPage,
        images: ImagesPage,
        compare: ComparePage,
        experiments: ExperimentList,
        open_run: Callable[[Path], None],
    ) -> None:
        super().__init__(tabs)
        self._workspace = workspace
        self._settings = settings
        self._runs = runs
        self._library = library
        self._banner = banner
        self._tabs = tabs
        self._form = form
        self._monitor = monitor
        self._images = images
        self._compare = compare
        self._experiments = experiments
        self._open_run = open_run
        self._stored = self._read()
        self._is_waiting = True
        settings.add_recent_workspace(workspace)
        library.looked_through.connect(self._on_first_look)
        if self._stored is not None:
            self._take_up_without_run(self._stored)
        self._draft_timer = QTimer(self)
        self._draft_timer.setSingleShot(True)
        self._draft_timer.setInterval(DRAFT_AFTER_MS)
        self._draft_timer.timeout.connect(self._keep_draft)
        form.history.changed.connect(self._draft_timer.start)

    def remember(self) -> None:
        """Keep what is shown now."""
        self._draft_timer.stop()
        shown = self._runs.shown
        if self._is_waiting and shown is None:
            # closed before anything was taken up
            return
        stored = _Stored(
            run=str(shown.folder.path) if shown else "",
            page=self._tabs.currentIndex(),
            closed_s=time.time(),
            view=self._monitor.view,
            plots=self._monitor.seen() if shown else {},
            form=self._form.seen(),
            smoothing=self._monitor.smoothing_box.smoothing,
            images=self._images.seen() if shown else None,
            compare=self._compare.seen(),
            search=self._experiments.seen(),
        )
        self._write(stored)

    def _keep_draft(self) -> None:
        """Keep what is edited now, and all else as the last session left it."""
        last = self._stored or _Stored(run="", page=0, closed_s=0.0)
        self._write(replace(last, form=self._form.seen()))
        self._settings.save()

    def _write(self, stored: _Stored) -> None:
        self._settings.set_session(self._workspace, _adapter.dump_json(stored).decode())

    def _read(self) -> _Stored | None:
        try:
            return _adapter.validate_json(self._settings.session(self._workspace))
        except ValidationError:
            return None

    def _take_up_without_run(self, stored: _Stored) -> None:
        """Before any run is opened, so that one that was asked for goes before the draft."""
        if stored.form is not None:
            self._form.see(stored.form)
        if stored.compare is not None:
            self._compare.see(stored.compare)
        self._monitor.smoothing_box.choose(stored.smoothing)
        self._experiments.see(stored.search or "")

    def _on_first_look(self) -> None:
        """Once, when the window has come up."""
        self._library.looked_through.disconnect(self._on_first_look)
        self._is_waiting = False
        if self._runs.shown is not None:
            return
        stored = self._stored
        if live := self._library.newest_live():
            self._open_run(live.path)
            if stored is not None and str(live.path) == stored.run:
                # which of its plots are shown follows its phase
                self._see_run(stored, view="")
            return
        cut = self._library.newest_cut_off()
        if cut and (stored is None or cut.status.updated_s > stored.closed_s - CLOSING_S):
            if stored is None or str(cut.path) != stored.run:
                self._banner.offer(cut)
                return
        if stored is not None and stored.run:
            self._take_up_run(stored)

    def _take_up_run(self, stored: _Stored) -> None:
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
        self._see_run(stored, stored.view)

    def _see_run(self, stored: _Stored, view: str) -> None:
        """Look at the run that is shown now as it was looked at."""
        self._monitor.see(view, stored.plots)
        if stored.images is not None:
            self._images.see(stored.images)
        if stored.form is not None and stored.form.is_draft_shown:
            self._form.go_back_to_draft()
