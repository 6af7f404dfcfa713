"""The page that shows the synthetic set at every stored iteration."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from ftd_engine.plug_ins import PlugInFault
from ftd_engine.protocol import BestChosen
from ftd_engine.snapshot import Snapshot
from ftd_gui.pages.images_head import ImagesHead
from ftd_gui.pages.images_seen import ImagesSeen, SeenImages
from ftd_gui.pages.set_pictures import SeenRun, SetPictures
from ftd_gui.pages.set_reference import SetReference
from ftd_gui.plots.late_plots import LatePlots
from ftd_gui.plots.pixel_histogram import PIXEL_HISTOGRAM, show_pixel_histogram
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import SPACE_PX, Theme, caption_font, number_font
from ftd_gui.views.class_filter import ClassFilterEdit, ShownClasses
from ftd_gui.views.comparison import Comparison
from ftd_gui.views.comparison_bar import ComparisonBar, ReferenceWish
from ftd_gui.views.contrast import Contrast
from ftd_gui.views.elided_label import ElidedLabel
from ftd_gui.views.empty_state import EmptyState
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.image_mosaic import ImageMosaic
from ftd_gui.views.image_views import ImageViews
from ftd_gui.views.iteration_bar import IterationBar
from ftd_gui.views.mosaic_layout import Cell
from ftd_gui.views.number_text import count_text, number_text
from ftd_gui.views.pixel_reading import PixelReading, range_words, reading_text, reference_words
from ftd_gui.views.snapshot_shelf import SnapshotShelf
from ftd_gui.words import tr, tr_count

if TYPE_CHECKING:
    from ftd_gui.plots.curve_plot import CurvePlot

LOADING_AFTER_MS = 150
HISTOGRAM = "histogram"
HISTOGRAM_LETTERS = 28
"""Width of the histogram beside the images."""


class ImagesPage(QWidget):
    """Mosaic, reading of the pixel under the cursor, and the way through the iterations.

    Signals:
        export_requested(int, str): write the set of this iteration and series to files.
        configure_requested(): the user wants to set up a run, from the empty state.
        save_requested(str, str, str, object): ask for a file and write it: title of the question,
            name and ending of the file, and what makes its bytes when called.
        plot_export_requested(str, object, str): as `MonitorPage.export_requested`, of the histogram.
        set_shown(object, str): this `Snapshot` and series are looked at now; None once none is.
    """

    export_requested = Signal(int, str)
    save_requested = Signal(str, str, str, object)
    plot_export_requested = Signal(str, object, str)
    configure_requested = Signal()
    set_shown = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        self._library: RunLibrary | None = None
        self._snapshot: Snapshot | None = None
        self._series = "raw"
        self._series_is_chosen = False
        self.shelf = SnapshotShelf(self)
        self.shelf.arrived.connect(self._on_arrived)
        self.shelf.damaged.connect(self._on_damaged)
        # a set that comes at once must not flash a word about waiting
        self._loading_timer = QTimer(self)
        self._loading_timer.setSingleShot(True)
        self._loading_timer.setInterval(LOADING_AFTER_MS)
        self._loading_timer.timeout.connect(self._on_loading_is_slow)
        self.head = ImagesHead()
        self.contrast = self.head.contrast
        self.views = ImageViews()
        self.view_problem = QLabel()
        self.view_problem.setProperty("look", "failed_caption")
        self.view_problem.setWordWrap(True)
        self.view_problem.setContentsMargins(3 * SPACE_PX, SPACE_PX, 3 * SPACE_PX, SPACE_PX)
        self.view_problem.hide()
        self.filter_edit = ClassFilterEdit()
        self.series_buttons = self.head.series_buttons
        self.best_button = self.head.best_button
        self.compare_button = self.head.compare_button
        self.take_button = self.head.take_button
        self.export_button = self.head.export_button
        self.comparison = ComparisonBar()
        self.comparison.hide()
        self.mosaic = ImageMosaic(theme)
        self.plots = LatePlots({HISTOGRAM: PIXEL_HISTOGRAM}, theme, self, self._on_plot_made)
        self.bar = IterationBar(theme)
        self.classes = ShownClasses()
        self.reference = SetReference(self)
        self.pictures = SetPictures(self.mosaic, self)
        self._memory = SeenImages(self.bar, self.head, self.filter_edit, self.mosaic, self)
        self.set_shown.connect(self._memory.meet)
        self.empty = EmptyState(tr("No run is open"), "", tr("Set up a run"))
        self.problem = EmptyState(tr("This set cannot be read"), "", "")
        self.no_class = EmptyState(tr("No class of this name"), "", tr("Show all classes"))
        self._build()
        self._connect()
        self.set_theme(theme)
        self.show_run(None)

    def _build(self) -> None:
        self.readout = ElidedLabel()
        self.readout.setProperty("look", "caption")
        self.readout.setFont(number_font(caption_font(self.font())))
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * SPACE_PX, SPACE_PX, 3 * SPACE_PX, SPACE_PX)
        foot.setSpacing(3 * SPACE_PX)
        foot.addWidget(self.filter_edit)
        foot.addWidget(self.readout, 1)
        self._picture = QWidget()
        self._picture_stack = QStackedLayout(self._picture)
        for widget in (self.mosaic, self.problem, self.no_class):
            self._picture_stack.addWidget(widget)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._picture)
        self._split.setStretchFactor(0, 1)
        live = QWidget()
        column = QVBoxLayout(live)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.view_problem)
        column.addWidget(self.comparison)
        column.addWidget(self._split, 1)
        column.addLayout(foot)
        column.addWidget(self.bar)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(live)

    def _connect(self) -> None:
        head, mosaic = self.head, self.mosaic
        self.bar.iteration_chosen.connect(self._want)
        head.series_chosen.connect(self._on_series_chosen)
        head.best_button.clicked.connect(self._on_best_clicked)
        head.colours_button.toggled.connect(self._show_set)
        head.view_box.view_chosen.connect(self._on_view_chosen)
        head.contrast.contrast_chosen.connect(self._on_contrast_chosen)
        head.compare_button.toggled.connect(self._on_compare_toggled)
        head.histogram_button.toggled.connect(self._on_histogram_toggled)
        self.filter_edit.textChanged.connect(self._show_set)
        self.filter_edit.left.connect(mosaic.setFocus)
        head.fit_button.clicked.connect(mosaic.fit)
        head.in_button.clicked.connect(lambda: mosaic.zoom_by(1))
        head.out_button.clicked.connect(lambda: mosaic.zoom_by(-1))
        head.take_button.clicked.connect(self._on_take_clicked)
        head.export_button.clicked.connect(self._on_export_clicked)
        self.comparison.reference_chosen.connect(self._on_reference_chosen)
        self.comparison.comparison_chosen.connect(self._on_comparison_chosen)
        self.reference.changed.connect(self._compare)
        self.pictures.save_requested.connect(self.save_requested)
        mosaic.pixel_read.connect(self._on_pixel_read)
        mosaic.zoom_changed.connect(head.say_zoom)
        mosaic.only_requested.connect(self._on_only_requested)
        self.no_class.acted.connect(self.filter_edit.clear)
        self.empty.acted.connect(self.configure_requested)

    def _on_plot_made(self) -> None:
        self._split.addWidget(self.histogram)
        width = self.fontMetrics().horizontalAdvance("x" * HISTOGRAM_LETTERS) + 16 * SPACE_PX
        self._split.setSizes([3 * width, width])
        self.histogram.export_requested.connect(self._on_plot_export_requested)
        self.histogram.enlarge_requested.connect(self._on_histogram_enlarged)

    @property
    def histogram(self) -> "CurvePlot":
        """The plot of the colours beside the images."""
        return self.plots[HISTOGRAM]

    # ------------------------------------------------ the page's contract

    def show_run(self, session: RunSession | None) -> None:
        """Show the sets of another run, or none."""
        self._session = session
        self._snapshot = self.pictures.seen = None
        self._series, self._series_is_chosen = "raw", False
        self.shelf.open(session.folder if session else None)
        self.reference.show_run(session)
        self._offer_runs()
        self.compare_button.setChecked(False)
        self.view_problem.hide()
        self.filter_edit.clear()
        self.bar.clear()
        self.bar.follow_box.setChecked(bool(session and session.store.is_live))
        self.head.say_series(())
        self.set_shown.emit(None, self._series)
        self.refresh(frozenset())

    def refresh(self, kinds: frozenset[str]) -> None:
        """Something of these kinds has come; cheap while no set is new."""
        session = self._session
        if session is None:
            self.empty.say(
                tr("No run is open"),
                tr("Choose one in the list of experiments, or set one up and start it."),
            )
        elif session.store.imported is not None:
            self.empty.say(
                tr("This run has curves only"),
                tr("It was imported from a TensorBoard log, which holds no synthetic set."),
                has_button=False,
            )
        elif not session.store.snapshots:
            sentence = (
                tr("The first images are stored when distillation starts.")
                if session.store.is_live
                else tr("The run ended before distillation began.")
            )
            self.empty.say(tr("No images yet"), sentence, has_button=False)
        has_sets = session is not None and bool(session.store.snapshots)
        self._stack.setCurrentIndex(1 if has_sets else 0)
        # the arrow keys of this page work as soon as it is chosen
        self.setFocusProxy(self.mosaic if has_sets else self.empty)
        if session is not None:
            store = session.store
            is_new = self.bar.iteration is None and not self.bar.is_awaiting
            self.bar.set_iterations(store.snapshots, store.is_live)
            self.comparison.set_iterations(store.snapshots)
            # the set that is evaluated and reported is the one to look at, unless somebody went
            # elsewhere by hand
            is_told = "best_chosen" in kinds and self.bar.follow_box.isChecked()
            if store.best and has_sets and (is_new or is_told):
                self._on_best_clicked()
        self.head.say_best(self._best())

    def seen(self) -> ImagesSeen:
        """How the sets are looked at now."""
        return self._memory.seen()

    def see(self, seen: ImagesSeen) -> None:
        """Look at the sets of the shown run in this way."""
        self._memory.see(seen)

    def go_to(self, iteration: float) -> None:
        """Show the stored set nearest to this iteration, as a click in a plot asks for."""
        self.refresh(frozenset())
        self.bar.go_to(round(iteration))

    def offer_runs(self, library: RunLibrary) -> None:
        """Let sets be compared with those of the other runs of this library."""
        self._library = library
        for changed in (library.rowsInserted, library.rowsRemoved, library.modelReset):
            changed.connect(self._offer_runs)
        self._offer_runs()

    def close_jobs(self) -> None:
        """End what goes on beside the window; blocks for a moment."""
        self.reference.close()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        for part in (self.head, self.mosaic, self.plots, self.bar):
            part.set_theme(theme)

    @property
    def series(self) -> str:
        """Which images are shown, "raw" or "ema"."""
        return self._series

    # ------------------------------------------------ sets

    def _best(self) -> BestChosen | None:
        """The set that stands for the series shown, once there is one."""
        best = self._session.store.best if self._session else {}
        return best.get(self._series if self._snapshot else "ema") or best.get("raw")

    def _want(self, iteration: int) -> None:
        self.bar.is_waiting = True
        self._loading_timer.start()
        # the neighbours are read while this one is looked at
        self.shelf.want(iteration, self.bar.neighbours)

    def _on_arrived(self, iteration: int, snapshot: Snapshot) -> None:
        self._settle()
        self._snapshot = snapshot
        self.head.say_series(tuple(snapshot.images))
        self.head.say_whitened(bool(snapshot.views))
        # the moving average is what is scored and exported, so it comes first where it is kept
        if not self._series_is_chosen or self._series not in snapshot.images:
            self._series = "ema" if "ema" in snapshot.images else "raw"
        self.series_buttons[self._series].setChecked(True)
        self._show_set()
        self.reference.look_at(snapshot, self._series)
        self.set_shown.emit(snapshot, self._series)

    def _show_set(self) -> None:
        if self._snapshot is None or self._session is None:
            return
        whole, data = self._snapshot, self._session.store.data
        names: Sequence[str] = data.class_names if data else ()
        highest = int(whole.labels.max(initial=-1)) + 1
        if len(names) < highest:
            names = tuple(str(number) for number in range(highest))
        self.classes.choose(names, self.filter_edit.text())
        self.pictures.seen = SeenRun(
            self._session.folder,
            tuple(self._session.store.snapshots),
            whole.iteration,
            self._series,
            self.contrast.contrast,
            tuple(self.classes.images_of(whole)),
        )
        self.head.say_best(self._best())
        if not self.classes.numbers:
            self._say_no_class(len(names))
            return
        self.mosaic.menu.is_filtered = not self.classes.are_all
        self.mosaic.show_set(self._seen(whole), self._series, self.classes.names)
        self._picture_stack.setCurrentWidget(self.mosaic)
        self.head.say_zoom(self.mosaic.mosaic.scale)
        self._compare()
        self._count_pixels()

    def _seen(self, snapshot: Snapshot) -> Snapshot:
        """The set as it is looked at: the chosen classes, in colours or not, through a plug-in's view."""
        is_coloured = self.head.colours_button.isChecked()
        chosen = self.classes.of(snapshot, is_coloured)
        try:
            return self.views.of(chosen, self._series)
        except PlugInFault as fault:
            self._give_up_view(fault)
            return chosen

    def _on_view_chosen(self, name: str) -> None:
        self.view_problem.hide()
        try:
            self.views.choose(name)
        except PlugInFault as fault:
            self._give_up_view(fault)
        else:
            self._show_set()

    def _give_up_view(self, fault: PlugInFault) -> None:
        """Show the images as they are, and say why."""
        self.views.choose("")
        self.head.view_box.reset()
        self.view_problem.setText(f"{engine_words(fault.message)} {engine_words(fault.hint)}")
        self.view_problem.show()
        self._show_set()

    def _say_no_class(self, num_classes: int) -> None:
        words = tr(
            "None of the {count} classes is called \u201c{text}\u201d, or has that number. Classes "
            "count from 0."
        )
        self.no_class.say(
            tr("No class of this name"),
            words.format(count=num_classes, text=self.filter_edit.text()),
        )
        self._picture_stack.setCurrentWidget(self.no_class)
        self.readout.setText("")

    def _on_damaged(self, iteration: int, reason: str) -> None:
        self._settle()
        self._snapshot = self.pictures.seen = None
        self.reference.look_at(None, self._series)
        self.set_shown.emit(None, self._series)
        self.problem.say(tr("This set cannot be read"), reason)
        self._picture_stack.setCurrentWidget(self.problem)
        self.readout.setText("")

    def _settle(self) -> None:
        self._loading_timer.stop()
        self.bar.is_waiting = False

    def _on_loading_is_slow(self) -> None:
        self.readout.setText(
            tr("Reading the set of iteration {n}\u2026").format(n=self.bar.iteration)
        )

    # ------------------------------------------------ comparison

    def _offer_runs(self) -> None:
        if self._library is None or self._session is None:
            return
        here = self._session.folder.path
        runs = (self._library.summary(row) for row in range(self._library.rowCount()))
        self.comparison.set_runs([(run.name, run.path) for run in runs if run.path != here])

    def _on_compare_toggled(self, is_on: bool) -> None:
        self.comparison.setVisible(is_on)
        self.reference.want(self.comparison.wish if is_on else None)

    def _on_reference_chosen(self, wish: ReferenceWish) -> None:
        self.reference.want(wish)

    def _on_comparison_chosen(self, comparison: Comparison) -> None:
        reference = self.reference.snapshot
        self.mosaic.compare(self._seen(reference) if reference is not None else None, comparison)
        self.comparison.say_sides(*(self.reference.sides if self.mosaic.is_beside else ("", "")))

    def _compare(self) -> None:
        """Lay the reference, if there is one, beside or over the set, and say how far it is."""
        self._on_comparison_chosen(self.comparison.comparison)
        self.comparison.say(reference_words(self.reference.words, self.mosaic.distance))

    # ------------------------------------------------ slots

    def _on_series_chosen(self, series: str) -> None:
        self._series_is_chosen = True
        self._series = series
        self._show_set()
        self.reference.look_at(self._snapshot, series)
        self.set_shown.emit(self._snapshot, series)

    def _on_contrast_chosen(self, contrast: Contrast) -> None:
        if self.pictures.seen is not None:
            self.pictures.seen = replace(self.pictures.seen, contrast=contrast)
        self.mosaic.set_contrast(contrast)
        self._on_pixel_read(None)
        self._count_pixels()

    def _on_histogram_toggled(self, is_on: bool) -> None:
        self.histogram.setVisible(is_on)
        if not self._picture.isVisible():
            self._on_histogram_enlarged()
        self._count_pixels()

    def _count_pixels(self) -> None:
        if self.head.histogram_button.isChecked() and self.mosaic.seen is not None:
            show_pixel_histogram(self.histogram, self.mosaic.seen, self.contrast.contrast)
            self.histogram.draw()

    def _on_histogram_enlarged(self) -> None:
        is_alone = self._picture.isVisible()
        self._picture.setVisible(not is_alone)
        self.histogram.set_enlarged(is_alone)

    def _on_plot_export_requested(self, kind: str) -> None:
        if self.pictures.seen is not None:
            name = f"{self.pictures.seen.folder.path.name}-iteration-{self.bar.iteration}-histogram"
            self.plot_export_requested.emit(kind, self.histogram.content, name)

    def _on_only_requested(self, cell: Cell | None) -> None:
        self.filter_edit.setText(
            "" if cell is None else str(self.classes.numbers[cell.class_index])
        )

    def _on_pixel_read(self, reading: PixelReading | None) -> None:
        if reading is not None:
            self.readout.setText(reading_text(reading))
        elif self._snapshot is not None and self.mosaic.seen is not None:
            count, whole = self.mosaic.seen.shape[0], len(self._snapshot.labels)
            if count == whole:
                parts = [tr_count("{n} image", "{n} images", count).format(n=count_text(count))]
            else:
                parts = [
                    tr("{count} of {whole} images").format(
                        count=count_text(count), whole=count_text(whole)
                    )
                ]
            rate = number_text(self._snapshot.syn_lr)
            parts.append(tr("synthetic learning rate {rate}").format(rate=rate))
            parts += self._range_words()
            parts.append(tr("point at an image to read its pixels"))
            self.readout.setText(" \u00b7 ".join(parts))

    def _range_words(self) -> list[str]:
        """Over which range colours are shown, where that is not the stored one."""
        contrast, seen = self.contrast.contrast, self.mosaic.seen
        if contrast.mode == "per_image":
            return [tr("each image is shown over its own range")]
        shown = seen.shown_range(contrast) if seen and contrast.mode == "shared" else None
        return [range_words(*shown)] if shown else []

    def _on_best_clicked(self) -> None:
        best = self._best()
        if best is not None:
            self.bar.go_to(best.iteration)

    def _on_take_clicked(self) -> None:
        self.mosaic.open_menu_below(self.take_button)

    def _on_export_clicked(self) -> None:
        if self.bar.iteration is not None:
            self.export_requested.emit(self.bar.iteration, self._series)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Slash and self._stack.currentIndex() == 1:
            self.filter_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filter_edit.selectAll()
        elif self._stack.currentIndex() == 0 or not self.bar.take_key(event.key()):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.bar.stop()
