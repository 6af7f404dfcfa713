"""The page that compares runs: curves over each other, results, settings, images side by side."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.pages.image_pair import ImagePair
from ftd_gui.pages.run_choice import RunChoice
from ftd_gui.pages.setting_rows import setting_heads, setting_rows
from ftd_gui.plots.compared_plots import (
    compared_metrics,
    compared_specs,
    group_name,
    show_compared_accuracy,
    show_compared_loss,
    show_compared_metric,
)
from ftd_gui.plots.late_plots import LatePlots
from ftd_gui.plots.plot_spec import FRAME_MS
from ftd_gui.runs.compared_runs import MOST_RUNS, ComparedRuns
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import SPACE_PX, Theme
from ftd_gui.views.empty_state import EmptyState
from ftd_gui.views.flow_layout import FlowLayout
from ftd_gui.views.hugging import hugging
from ftd_gui.views.run_result import figures_of, mean_figures, result_cells, result_heads
from ftd_gui.views.tab_tips import describe_tabs
from ftd_gui.views.value_table import ValueTable
from ftd_gui.words import marked, tr

CURVES, RESULTS, SETTINGS, IMAGES = PARTS = (
    marked("Curves"),
    marked("Results"),
    marked("Settings"),
    marked("Images"),
)
PART_TIPS = (
    marked("The curves of the ticked runs in the same plots."),
    marked("Their accuracies as a table, and how far they are from the baseline."),
    marked("What they were set up with, as a table."),
    marked("The sets of two of them beside each other."),
)
CHOICE_WIDTH_PX = 210
WIDEST_COLUMN_PX = 260
SERIES = (
    ("ema", "EMA", marked("Moving average of the images; the raw ones of a run that keeps none.")),
    ("raw", marked("Raw"), marked("The images as the optimiser has them.")),
)


@dataclass(frozen=True, slots=True)
class CompareSeen:
    """How the page was left.

    Attributes:
        runs: folders of the ticked runs, in the order of their looks.
        part: the part of the comparison that was shown, by its English name.
        series: "raw" or "ema".
        baseline: folder of the run that differences were taken to; empty for none.
        means_over_seeds: runs that differ in their seed alone were put together.
        shows_all_settings: settings that are the same in all runs were listed too.
    """

    runs: tuple[str, ...] = ()
    part: str = CURVES
    series: str = "ema"
    baseline: str = ""
    means_over_seeds: bool = False
    shows_all_settings: bool = False


class ComparePage(QWidget):
    """Runs of the library against each other; draws only while it can be seen.

    Signals:
        configure_requested(): the user wants to set up a run, from the empty state.
        export_requested(str, object, str): as `MonitorPage` has it.
        save_requested(str, str, str, object): as `ImagesPage` has it.

    Attributes:
        runs: the runs that are compared.
    """

    configure_requested = Signal()
    export_requested = Signal(str, object, str)
    save_requested = Signal(str, str, str, object)

    def __init__(self, library: RunLibrary, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series = "ema"
        self._enlarged: str | None = None
        self._unmet: CompareSeen | None = None
        self.runs = ComparedRuns(library, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._draw_frame)
        self.choice = RunChoice(library, self.runs)
        self.setFocusProxy(self.choice.list_view)
        self.plots = LatePlots(compared_specs(), theme, self, self._on_plots_made)
        self.results = ValueTable(
            tr("Results of the compared runs"), tr("A row for each run; a click on a head sorts.")
        )
        self.settings = ValueTable(
            tr("Settings of the compared runs"),
            tr("A row for each setting, a column for each run."),
        )
        for table in (self.results, self.settings):
            table.setProperty("look", "values")
            table.horizontalHeader().setMaximumSectionSize(WIDEST_COLUMN_PX)
        self.pair = ImagePair(self.runs, theme)
        self._build()
        self._connect()
        self._on_chosen()

    # ------------------------------------------------ building

    def _build(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Parts of the comparison"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for name in PARTS:
            self.tabs.addTab(tr(name))
        describe_tabs(self.tabs, PART_TIPS)
        self.all_box = hugging(QCheckBox(tr("All settings")))
        self.all_box.setToolTip(tr("Also the settings that are the same in all ticked runs."))
        self.metric_box = QComboBox()
        self.metric_box.setAccessibleName(tr("Metric of a plug-in"))
        self.metric_box.setToolTip(tr("Which metric of a plug-in the third plot shows."))
        self.metric_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.save_button = QPushButton(tr("Save as CSV…"))
        self.save_button.setToolTip(
            tr("Write the table to a file, numbers with all their digits; Ctrl+C copies it.")
        )
        head = FlowLayout(gap_px=2 * SPACE_PX, row_gap_px=SPACE_PX)
        head.addWidget(self.tabs)
        head.addWidget(self._part_tools())
        self.empty = EmptyState(tr("Nothing is compared yet"), "", tr("Set up a run"))
        self.second = EmptyState(
            tr("Tick a second run"), tr("One run has nothing to be compared with."), ""
        )
        self.same = EmptyState(tr("No setting differs"), "", "")
        curves = QWidget()
        self._curves_row = QHBoxLayout(curves)
        self._curves_row.setContentsMargins(0, 0, 0, 0)
        self._curves_row.setSpacing(2 * SPACE_PX)
        self._parts: dict[str, QWidget] = dict(
            zip(PARTS, (curves, self.results, self.settings, self.pair), strict=True)
        )
        body = QWidget()
        self._stack = QStackedLayout(body)
        for part in (*self._parts.values(), self.empty, self.second, self.same):
            self._stack.addWidget(part)
        right = QFrame()
        column = QVBoxLayout(right)
        column.setContentsMargins(2 * SPACE_PX, 0, 0, 0)
        column.setSpacing(2 * SPACE_PX)
        column.addLayout(head)
        column.addWidget(body, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.choice)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([CHOICE_WIDTH_PX, 4 * CHOICE_WIDTH_PX])
        outer = QHBoxLayout(self)
        outer.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 3 * SPACE_PX)
        outer.addWidget(split)

    def _part_tools(self) -> QWidget:
        """What the parts offer, at the end of the row of their names, or below it."""
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE_PX)
        row.addStretch(1)
        row.addWidget(self.metric_box)
        row.addWidget(self.all_box)
        row.addWidget(self.save_button)
        row.addLayout(self._series_row())
        return tools

    def _series_row(self) -> QHBoxLayout:
        self._series_group = QButtonGroup(self)
        self.series_buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout()
        row.setSpacing(0)
        for look, (series, word, meaning) in zip(("first", "last"), SERIES, strict=True):
            button = QToolButton()
            button.setProperty("look", look)
            button.setText(tr(word))
            button.setCheckable(True)
            button.setChecked(series == self._series)
            button.setToolTip(tr(meaning))
            button.setAccessibleName(tr("Compare the images: {series}").format(series=tr(word)))
            self._series_group.addButton(button)
            self.series_buttons[series] = button
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.runs.chosen.connect(self._on_chosen)
        self.runs.told.connect(self._schedule)
        self.choice.manner_changed.connect(self._on_chosen)
        self.tabs.currentChanged.connect(self._on_part_chosen)
        self.all_box.toggled.connect(self._schedule)
        self.metric_box.currentIndexChanged.connect(self._on_metric_chosen)
        self.save_button.clicked.connect(self._on_save_clicked)
        self._series_group.buttonClicked.connect(self._on_series_clicked)
        self.empty.acted.connect(self.configure_requested)
        self.pair.save_requested.connect(self.save_requested)

    def _on_plots_made(self) -> None:
        for name, plot in self.plots.items():
            self._curves_row.addWidget(plot, 1)
            plot.enlarge_requested.connect(partial(self._on_enlarge_requested, name))
            plot.x_read.connect(partial(self._on_x_read, name))
            plot.export_requested.connect(partial(self._on_export_requested, name))
        self._show_plots()

    # ------------------------------------------------ the page's contract

    def add(self, path: Path) -> None:
        """Compare the run of this folder too."""
        self._meet()
        self.runs.add(path)

    def seen(self) -> CompareSeen:
        """How the page is looked at now."""
        unmet = self._unmet or CompareSeen()
        return CompareSeen(
            unmet.runs or tuple(str(run.folder.path) for _, run in self.runs.sessions()),
            self.part,
            self._series,
            unmet.baseline or self.choice.baseline_box.currentData(),
            self.choice.seeds_box.isChecked(),
            self.all_box.isChecked(),
        )

    def see(self, seen: CompareSeen) -> None:
        """Look at the page in this way; the runs are read once somebody comes to look."""
        if seen.part in PARTS:
            self.tabs.setCurrentIndex(PARTS.index(seen.part))
        if seen.series in self.series_buttons:
            self.series_buttons[seen.series].click()
        self.choice.seeds_box.setChecked(seen.means_over_seeds)
        self.all_box.setChecked(seen.shows_all_settings)
        self._unmet = seen
        if self.isVisible():
            self._meet()

    def _meet(self) -> None:
        """Tick the runs that were to come back."""
        unmet, self._unmet = self._unmet, None
        if unmet is not None and unmet.runs:
            self.runs.take_up([Path(run) for run in unmet.runs])
            self.choice.choose_baseline(unmet.baseline)

    def show_run(self, session: RunSession | None) -> None:
        """The comparison is the same whichever run the other pages show."""

    def refresh(self, kinds: frozenset[str]) -> None:
        """The page has come to the front, or something came to the shown run."""
        self._schedule()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.choice.set_theme(theme)
        self.pair.set_theme(theme)
        self.plots.set_theme(theme)

    # ------------------------------------------------ frames

    @property
    def part(self) -> str:
        """The part of the comparison that is chosen."""
        return PARTS[self.tabs.currentIndex()]

    def _schedule(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _draw_frame(self) -> None:
        if not self.isVisible():
            return
        shown = self._shown_part()
        self._stack.setCurrentWidget(shown)
        if shown is self._parts[self.part]:
            {
                CURVES: self._draw_curves,
                RESULTS: self._show_results,
                SETTINGS: self._show_settings,
                IMAGES: self.pair.refresh,
            }[self.part]()

    def _shown_part(self) -> QWidget:
        if len(self.runs) == 0:
            self.empty.say(
                tr("Nothing is compared yet"),
                tr(
                    "Tick up to {most} runs in the list, with a click or the space bar. "
                    "A run that is under way is followed."
                ).format(most=MOST_RUNS),
            )
            return self.empty
        if len(self.runs) == 1 and self.part in (SETTINGS, IMAGES):
            return self.second
        return self._parts[self.part]

    def _draw_curves(self) -> None:
        groups = self.choice.groups
        show_compared_loss(self.plots["matching_loss"], self.runs, groups)
        show_compared_accuracy(self.plots["accuracy"], self.runs, self._series, groups)
        self._offer_metrics()
        metric = self.metric_box.currentText()
        show_compared_metric(self.plots["metric"], self.runs, self._series, groups, metric)
        self._show_plots()
        for plot in self.plots.values():
            plot.draw()

    def _offer_metrics(self) -> None:
        names = compared_metrics(self.runs)
        if names != tuple(map(self.metric_box.itemText, range(self.metric_box.count()))):
            chosen = self.metric_box.currentText()
            with QSignalBlocker(self.metric_box):
                self.metric_box.clear()
                self.metric_box.addItems(names)
                self.metric_box.setCurrentIndex(max(0, self.metric_box.findText(chosen)))
        self.metric_box.setVisible(self.part == CURVES and bool(names))

    def _show_plots(self) -> None:
        """All plots side by side, or one that was enlarged; that of metrics where a run has any."""
        for name, plot in self.plots.items():
            exists = name != "metric" or self.metric_box.count() > 0
            plot.setVisible(exists and self._enlarged in (None, name))

    def _show_results(self) -> None:
        baseline = self.choice.baseline
        groups = self.choice.groups
        # with means over seeds, the baseline is the mean of its group
        of_baseline = next((group for group in groups if baseline in group), None) or ()
        figures = [
            figures_of(run.store, self._series)
            for place, run in self.runs.sessions()
            if place in of_baseline
        ]
        compared_to = mean_figures(figures) if len(figures) > 1 else next(iter(figures), None)
        rows = [
            result_cells(
                group_name(self.runs, group, len(group)),
                [
                    (run.experiment, run.store)
                    for place, run in self.runs.sessions()
                    if place in group
                ],
                self._series,
                compared_to,
            )
            for group in groups
        ]
        self.results.show_rows(result_heads(compared_to is not None), rows)
        self.save_button.setEnabled(True)

    def _show_settings(self) -> None:
        names = [self.runs.name_of(place) for place, _ in self.runs.sessions()]
        experiments = [
            run.experiment if run.store.knows_settings else None for _, run in self.runs.sessions()
        ]
        rows = setting_rows(experiments, self.all_box.isChecked())
        self.settings.show_rows(setting_heads(names), rows)
        self.save_button.setEnabled(bool(rows))
        if not rows:
            sentence = tr(
                "The ticked runs were all started with the same settings, seed included. “All settings” "
                "lists them."
            )
            if None in experiments:
                sentence = tr(
                    "The log from which a run was imported does not tell its settings. “All settings” "
                    "lists those of the others."
                )
            self.same.say(tr("No setting differs"), sentence)
            self._stack.setCurrentWidget(self.same)

    # ------------------------------------------------ slots

    def _on_chosen(self) -> None:
        self._forget_points(*self.plots.made)
        self._on_part_chosen()

    def _forget_points(self, *names: str) -> None:
        # a line must not take the points of another run, series or metric for its own, grown
        for name in names if self.plots.made else ():
            self.plots[name].clear()

    def _on_metric_chosen(self) -> None:
        self._forget_points("metric")
        self._schedule()

    def _on_part_chosen(self) -> None:
        has_table = self.part in (RESULTS, SETTINGS) and len(self.runs) > 0
        self.save_button.setVisible(has_table)
        self.all_box.setVisible(self.part == SETTINGS)
        self.metric_box.setVisible(self.part == CURVES and self.metric_box.count() > 0)
        for button in self.series_buttons.values():
            button.setVisible(self.part != SETTINGS)
        self._schedule()

    def _on_series_clicked(self, clicked: QToolButton) -> None:
        self._series = next(
            series for series, button in self.series_buttons.items() if button is clicked
        )
        self._forget_points("accuracy", "metric")
        self.pair.set_series(self._series)
        self._schedule()

    def _on_save_clicked(self) -> None:
        table = self.results if self.part == RESULTS else self.settings
        content = table.text(",").encode()
        self.save_requested.emit(
            tr("Save the table"), f"comparison-{self.part.lower()}", "csv", lambda: content
        )

    def _on_enlarge_requested(self, name: str) -> None:
        self._enlarged = None if self._enlarged == name else name
        for other, plot in self.plots.items():
            plot.set_enlarged(other == self._enlarged)
        self._show_plots()

    def _on_x_read(self, name: str, x: float | None) -> None:
        for other, plot in self.plots.items():
            if other != name:
                plot.link_cursor(x)

    def _on_export_requested(self, name: str, kind: str) -> None:
        file_name = f"comparison-{name.replace('_', '-')}"
        self.export_requested.emit(kind, self.plots[name].content, file_name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._enlarged is not None:
            self._on_enlarge_requested(self._enlarged)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._meet()
        self.plots.make()
        self._schedule()
