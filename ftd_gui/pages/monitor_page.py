"""The page that watches a run: headline, phases, and live plots."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPushButton,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.protocol import Phase
from ftd_engine.snapshot import Snapshot
from ftd_gui.plots.late_plots import LatePlots
from ftd_gui.plots.loss_difference_plot import LOSS_DIFFERENCE, show_loss_difference
from ftd_gui.plots.metric_plot import METRICS, metric_names, show_metrics
from ftd_gui.plots.plot_seen import PlotSeen
from ftd_gui.plots.plot_spec import FRAME_MS, PlotSpec
from ftd_gui.plots.run_plots import (
    ACCURACY,
    MATCHING_LOSS,
    SYN_LR,
    TEACHER_ACCURACY,
    TEACHER_LOSS,
    show_accuracy,
    show_matching_loss,
    show_syn_lr,
    show_teacher_accuracy,
    show_teacher_loss,
)
from ftd_gui.plots.smoothing import Smoothing
from ftd_gui.plots.smoothing_box import SmoothingBox
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import SPACE_PX, Theme
from ftd_gui.views.empty_state import EmptyState
from ftd_gui.views.image_strip import ImageStrip
from ftd_gui.views.phase_headline import PhaseHeadline
from ftd_gui.views.tab_tips import describe_tabs
from ftd_gui.words import marked, tr

if TYPE_CHECKING:
    from ftd_gui.plots.curve_plot import CurvePlot

CURVE_KINDS = frozenset(("points_added", "accuracy_measured", "step_skipped"))


@dataclass(frozen=True, slots=True)
class Spot:
    """Place of a plot in the grid."""

    plot: str
    row: int
    column: int
    num_rows: int = 1
    num_columns: int = 1


SOURCES: dict[str, tuple[PlotSpec, Callable[["CurvePlot", RunStore], None]]] = {
    "matching_loss": (MATCHING_LOSS, show_matching_loss),
    "accuracy": (ACCURACY, show_accuracy),
    "syn_lr": (SYN_LR, show_syn_lr),
    "loss_difference": (LOSS_DIFFERENCE, show_loss_difference),
    "teacher_accuracy": (TEACHER_ACCURACY, show_teacher_accuracy),
    "teacher_loss": (TEACHER_LOSS, show_teacher_loss),
    "metrics": (METRICS, show_metrics),
}

VIEWS: dict[str, tuple[Spot, ...]] = {
    marked("All"): (
        Spot("matching_loss", 0, 0),
        Spot("accuracy", 0, 1),
        Spot("loss_difference", 0, 2),
        Spot("syn_lr", 1, 0),
        Spot("teacher_accuracy", 1, 1),
        Spot("teacher_loss", 1, 2),
    ),
    marked("Teachers"): (Spot("teacher_accuracy", 0, 0), Spot("teacher_loss", 0, 1)),
    marked("Distillation"): (
        Spot("matching_loss", 0, 0, 2, 3),
        Spot("accuracy", 0, 3, 1, 2),
        Spot("syn_lr", 1, 3, 1, 2),
    ),
    marked("Evaluation"): (Spot("accuracy", 0, 0), Spot("loss_difference", 0, 1)),
    marked("Plug-ins"): (Spot("metrics", 0, 0),),
}
VIEW_TIPS = (
    marked("The plots of all phases at once."),
    marked("How accurate the teachers became, and their loss."),
    marked("How near the student comes to the teachers, and the learned learning rate."),
    marked("How accurate fresh networks become with the sets."),
    marked("What metrics of plug-ins measured of the sets."),
)
METRIC_VIEW = list(VIEWS).index("Plug-ins")
"""Offered only for runs that have metrics of plug-ins."""
VIEW_OF_PHASE: dict[Phase, str] = {
    "buffer": "Teachers",
    "distill": "Distillation",
    "evaluate": "Evaluation",
}


class MonitorPage(QWidget):
    """Watches the run that is open; draws only while it can be seen.

    Signals:
        view_images_requested(): the user wants the Images page.
        configure_requested(): the user wants to set up a run, from the empty state.
        export_requested(str, object, str): the user wants to take a plot along: the `ExportKind`,
            the `PlotContent` and a name for the file.
        iteration_chosen(float): the user clicked this iteration in a plot, to see its images.
    """

    view_images_requested = Signal()
    configure_requested = Signal()
    export_requested = Signal(str, object, str)
    iteration_chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store: RunStore | None = None
        self._run_name = ""
        self._theme = theme
        self._dirty: set[str] = set()
        self._headline_is_dirty = False
        self._follows_phase = True
        self._enlarged: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._draw_frame)
        self._marked: float | None = None
        self._unmet: Mapping[str, PlotSeen] = {}
        specs = {name: spec for name, (spec, _) in SOURCES.items()}
        self.plots = LatePlots(specs, theme, self, self._on_plots_made)
        self._build()

    def _on_plots_made(self) -> None:
        for name, plot in self.plots.items():
            plot.enlarge_requested.connect(partial(self._on_enlarge_requested, name))
            plot.x_read.connect(partial(self._on_x_read, name))
            if self._counts_iterations(plot):
                plot.x_chosen.connect(self.iteration_chosen)
            plot.export_requested.connect(partial(self._on_export_requested, name))
            plot.set_smoothing(self.smoothing_box.smoothing)
        self._mark()
        self.see(self.view, self._unmet)
        self._arrange()

    def _build(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Plots shown"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for name in VIEWS:
            self.tabs.addTab(tr(name))
        describe_tabs(self.tabs, VIEW_TIPS)
        self.tabs.setTabVisible(METRIC_VIEW, False)
        self.tabs.currentChanged.connect(self._on_view_changed)
        self.tabs.tabBarClicked.connect(self._on_tab_clicked)
        self.images_button = QPushButton(tr("View images"))
        self.images_button.setToolTip(tr("Look at the synthetic set as it is now."))
        self.images_button.clicked.connect(self.view_images_requested)
        self.smoothing_box = SmoothingBox()
        self.smoothing_box.smoothing_chosen.connect(self._on_smoothing_chosen)
        self.headline = PhaseHeadline((self.tabs, self.images_button), (self.smoothing_box,))
        self.strip = ImageStrip(self._theme)
        self.strip.acted.connect(self.view_images_requested)
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * SPACE_PX)
        live = QFrame()
        column = QVBoxLayout(live)
        column.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 3 * SPACE_PX)
        column.setSpacing(2 * SPACE_PX)
        column.addWidget(self.headline)
        column.addLayout(self._grid, 1)
        column.addWidget(self.strip)
        self.empty = EmptyState(
            tr("No run is open"),
            tr("Choose one in the list of experiments, or set one up and start it."),
            tr("Set up a run"),
        )
        self.empty.acted.connect(self.configure_requested)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(live)

    # ------------------------------------------------ the page's contract

    def show_run(self, session: RunSession | None) -> None:
        """Watch another run, or none."""
        self._store = session.store if session else None
        self._run_name = session.folder.path.name if session else ""
        self._offer_metrics()
        self._follows_phase = True
        self._enlarged = None
        self._unmet = {}
        for plot in self.plots.made.values():
            plot.clear()
        self._stack.setCurrentIndex(1 if self._store else 0)
        if self._store:
            if self.isVisible():
                self.plots.make()
            self.refresh(CURVE_KINDS)
        self._arrange()

    def seen(self) -> dict[str, PlotSeen]:
        """What part of each plot the user looks at."""
        seen = {name: plot.seen for name, plot in self.plots.made.items()}
        return seen or dict(self._unmet)

    def see(self, view: str, plots: Mapping[str, PlotSeen]) -> None:
        """Show this view and these parts again; names that are not known are left out."""
        if view in VIEWS and self.tabs.isTabVisible(list(VIEWS).index(view)):
            self.tabs.setCurrentIndex(list(VIEWS).index(view))
        if not self.plots.made:
            # nobody looks at the plots yet
            self._unmet = plots
            return
        for name, seen in plots.items():
            if name in self.plots:
                self.plots[name].see(seen)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Something of these kinds has come; drawn within one frame while the page is seen."""
        self._headline_is_dirty = True
        if kinds & CURVE_KINDS:
            self._dirty = set(SOURCES)
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def show_set(self, snapshot: Snapshot | None, series: str) -> None:
        """The set that is looked at: its place is marked in the plots, its first images are shown below."""
        self._marked = None if snapshot is None else float(snapshot.iteration)
        if self.plots.made:
            self._mark()
        data = self._store.data if self._store else None
        self.strip.show_set(snapshot, series, data.class_names if data else ())

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.strip.set_theme(theme)
        self.plots.set_theme(theme)

    def _mark(self) -> None:
        for plot in self.plots.values():
            plot.mark_x(self._marked if self._counts_iterations(plot) else None)

    # ------------------------------------------------ frames

    def _draw_frame(self) -> None:
        store = self._store
        if store is None or not self.isVisible():
            return
        if self._headline_is_dirty:
            self._headline_is_dirty = False
            self.headline.show_store(store)
            self.images_button.setVisible(bool(store.snapshots))
            self._offer_metrics()
            self._follow_phase(store)
        for spot in self._spots():
            if spot.plot in self._dirty:
                self._dirty.discard(spot.plot)
                plot = self.plots[spot.plot]
                SOURCES[spot.plot][1](plot, store)
                plot.draw()

    def _offer_metrics(self) -> None:
        """Show the view of metrics where the run has some."""
        has_some = self._store is not None and bool(metric_names(self._store))
        if has_some != self.tabs.isTabVisible(METRIC_VIEW):
            if not has_some and self.tabs.currentIndex() == METRIC_VIEW:
                self.tabs.setCurrentIndex(0)
            self.tabs.setTabVisible(METRIC_VIEW, has_some)

    def _follow_phase(self, store: RunStore) -> None:
        """Show the plots of the phase that runs, until the user chooses for himself."""
        if self._follows_phase and store.phase:
            self.tabs.setCurrentIndex(list(VIEWS).index(VIEW_OF_PHASE[store.phase]))
            # the change above is no choice of the user; keys on the tabs are
            self._follows_phase = True

    # ------------------------------------------------ arrangement

    @property
    def view(self) -> str:
        """Name of the chosen view."""
        return list(VIEWS)[self.tabs.currentIndex()]

    def _spots(self) -> tuple[Spot, ...]:
        if self._enlarged is not None:
            return (Spot(self._enlarged, 0, 0),)
        return VIEWS[self.view]

    def _arrange(self) -> None:
        if not self.plots.made:
            return
        spots = self._spots()
        shown = {spot.plot for spot in spots}
        # teachers know no synthetic images
        self.strip.is_wanted = self.view != "Teachers" and self._enlarged is None
        for name, plot in self.plots.items():
            self._grid.removeWidget(plot)
            plot.setVisible(name in shown)
            plot.set_enlarged(name == self._enlarged)
        for index in range(6):
            self._grid.setRowStretch(index, 0)
            self._grid.setColumnStretch(index, 0)
        for spot in spots:
            plot = self.plots[spot.plot]
            self._grid.addWidget(plot, spot.row, spot.column, spot.num_rows, spot.num_columns)
            for row in range(spot.row, spot.row + spot.num_rows):
                self._grid.setRowStretch(row, 1)
            for column in range(spot.column, spot.column + spot.num_columns):
                self._grid.setColumnStretch(column, 1)
        if self._store and self.isVisible():
            self._timer.start()

    def _on_enlarge_requested(self, name: str) -> None:
        self._enlarged = None if self._enlarged == name else name
        self._follows_phase = False
        self._arrange()

    def _on_smoothing_chosen(self, smoothing: Smoothing | None) -> None:
        for name, plot in self.plots.made.items():
            plot.set_smoothing(smoothing)
            if self._store:
                SOURCES[name][1](plot, self._store)
                plot.draw()

    def _on_x_read(self, name: str, x: float | None) -> None:
        """The crosshair stands at the same iteration, or epoch, in all plots that count the same."""
        counted = self.plots[name].spec.x_word
        for other, plot in self.plots.items():
            if other != name and plot.isVisible():
                plot.link_cursor(x if plot.spec.x_word == counted else None)

    def _counts_iterations(self, plot: "CurvePlot") -> bool:
        """Whether its x are those of the synthetic sets, not epochs."""
        return plot.spec.x_word == self.plots["matching_loss"].spec.x_word

    def _on_export_requested(self, name: str, kind: str) -> None:
        file_name = f"{self._run_name}-{name.replace('_', '-')}"
        self.export_requested.emit(kind, self.plots[name].content, file_name)

    def _on_view_changed(self) -> None:
        self._follows_phase = False
        self._enlarged = None
        self._arrange()

    def _on_tab_clicked(self, index: int) -> None:
        self._follows_phase = False
        # a click on the view that is shown brings all its plots back
        if index == self.tabs.currentIndex() and self._enlarged is not None:
            self._on_view_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._enlarged is not None:
            self._on_enlarge_requested(self._enlarged)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._store:
            self.plots.make()
            self._timer.start()
