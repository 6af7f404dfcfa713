"""The page that shows the synthetic set at every stored iteration."""

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.protocol import BestChosen
from ftd_engine.snapshot import Snapshot
from ftd_gui.pages.animation_dialog import AnimationDialog
from ftd_gui.pages.set_animation import AnimationPlan
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import SPACE_PX, Theme, caption_font, number_font, themed_icon
from ftd_gui.views.comparison import Comparison
from ftd_gui.views.comparison_bar import ComparisonBar
from ftd_gui.views.contrast_picker import ContrastPicker
from ftd_gui.views.elided_label import ElidedLabel
from ftd_gui.views.empty_state import EmptyState
from ftd_gui.views.image_mosaic import ImageMosaic, PixelReading
from ftd_gui.views.iteration_bar import IterationBar
from ftd_gui.views.mosaic_layout import Cell
from ftd_gui.views.number_text import THIN_SPACE, count_text, fixed_text, number_text
from ftd_gui.views.snapshot_shelf import SnapshotShelf
from ftd_gui.words import marked, tr, tr_count

SERIES = (("raw", marked("Raw")), ("ema", "EMA"))
LOADING_AFTER_MS = 150


class ImagesPage(QWidget):
    """Mosaic, reading of the pixel under the cursor, and the way through the iterations.

    Signals:
        export_requested(int, str): write the set of this iteration and series to files.
        configure_requested(): the user wants to set up a run, from the empty state.
        save_requested(str, str, str, object): ask for a file and write it: title of the question,
            name and ending of the file, and what makes its bytes when called.
    """

    export_requested = Signal(int, str)
    save_requested = Signal(str, str, str, object)
    configure_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        self._theme = theme
        self._snapshot: Snapshot | None = None
        self._reference: Snapshot | None = None
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
        self.mosaic = ImageMosaic(theme)
        self.bar = IterationBar(theme)
        self.contrast = ContrastPicker()
        self.comparison = ComparisonBar()
        self.comparison.hide()
        self.reference_shelf = SnapshotShelf(self)
        self.reference_shelf.arrived.connect(self._on_reference_arrived)
        self.reference_shelf.damaged.connect(self._on_reference_damaged)
        self.empty = EmptyState(tr("No run is open"), "", tr("Set up a run"))
        self.problem = EmptyState(tr("This set cannot be read"), "", "")
        self._build()
        self._connect()
        self.set_theme(theme)
        self.show_run(None)

    def _build(self) -> None:
        self.series_buttons: dict[str, QToolButton] = {}
        self._series_group = QButtonGroup(self)
        head_row = QHBoxLayout()
        head_row.setSpacing(2 * SPACE_PX)
        pair = QHBoxLayout()
        pair.setSpacing(0)
        for look, (series, word) in zip(("first", "last"), SERIES, strict=True):
            button = QToolButton()
            button.setProperty("look", look)
            button.setText(tr(word))
            button.setCheckable(True)
            button.setAccessibleName(tr("Show the images: {series}").format(series=tr(word)))
            self._series_group.addButton(button)
            self.series_buttons[series] = button
            pair.addWidget(button)
        head_row.addLayout(pair)
        self.series_buttons["raw"].setChecked(True)
        self.series_buttons["raw"].setToolTip(tr("The images as the optimiser has them."))
        self.fit_button, self.out_button, self.in_button = (
            QToolButton(),
            QToolButton(),
            QToolButton(),
        )
        for button, tip in (
            (self.fit_button, tr("Show everything (0)")),
            (self.out_button, tr("Smaller (\u2212)")),
            (self.in_button, tr("Larger (+)")),
        ):
            button.setProperty("look", "small")
            button.setToolTip(f"{tip}.")
            button.setAccessibleName(tip.partition(" (")[0])
        self.zoom_label = QLabel()
        self.zoom_label.setProperty("look", "caption")
        self.zoom_label.setFixedWidth(self.fontMetrics().horizontalAdvance("\u00d732.00"))
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.take_button = QToolButton()
        self.take_button.setProperty("look", "small")
        self.take_button.setToolTip(
            tr("Copy or save images as they are seen (right click, Ctrl+C).")
        )
        self.take_button.setAccessibleName(tr("Copy or save images as they are seen"))
        self.export_button = QPushButton(tr("Export\u2026"))
        self.export_button.setToolTip(tr("Write this set to files."))
        self.best_button = QPushButton(tr("Best set"))
        self.best_button.setAccessibleName(tr("Go to the best set of this series"))
        head_row.addSpacing(2 * SPACE_PX)
        head_row.addWidget(self.best_button)
        head_row.addSpacing(2 * SPACE_PX)
        head_row.addWidget(self.contrast)
        self.compare_button = QToolButton()
        self.compare_button.setText(tr("Compare"))
        self.compare_button.setCheckable(True)
        self.compare_button.setToolTip(tr("Compare this set with that of another iteration."))
        self.compare_button.setAccessibleName(tr("Compare with another iteration"))
        head_row.addWidget(self.compare_button)
        head_row.addStretch(1)
        for widget in (self.out_button, self.zoom_label, self.in_button, self.fit_button):
            head_row.addWidget(widget)
        head_row.addSpacing(2 * SPACE_PX)
        head_row.addWidget(self.take_button)
        head_row.addWidget(self.export_button)
        head = QFrame()
        head_row.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        head.setLayout(head_row)
        self.readout = ElidedLabel()
        self.readout.setProperty("look", "caption")
        self.readout.setFont(number_font(caption_font(self.font())))
        self.readout.setContentsMargins(3 * SPACE_PX, SPACE_PX, 3 * SPACE_PX, SPACE_PX)
        picture = QWidget()
        self._picture_stack = QStackedLayout(picture)
        self._picture_stack.addWidget(self.mosaic)
        self._picture_stack.addWidget(self.problem)
        live = QWidget()
        column = QVBoxLayout(live)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.comparison)
        column.addWidget(picture, 1)
        column.addWidget(self.readout)
        column.addWidget(self.bar)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(live)

    def _connect(self) -> None:
        self.bar.iteration_chosen.connect(self._want)
        self.contrast.contrast_chosen.connect(self.mosaic.set_contrast)
        self.compare_button.toggled.connect(self._on_compare_toggled)
        self.comparison.reference_chosen.connect(self._on_reference_chosen)
        self.comparison.comparison_chosen.connect(self._on_comparison_chosen)
        self.mosaic.pixel_read.connect(self._on_pixel_read)
        self.mosaic.zoom_changed.connect(self._on_zoom_changed)
        self.mosaic.picture_requested.connect(self._on_picture_requested)
        self.mosaic.menu.animation_requested.connect(self._on_animation_requested)
        self.take_button.clicked.connect(self._on_take_clicked)
        self._series_group.buttonClicked.connect(self._on_series_clicked)
        self.fit_button.clicked.connect(self.mosaic.fit)
        self.in_button.clicked.connect(lambda: self.mosaic.zoom_by(1))
        self.out_button.clicked.connect(lambda: self.mosaic.zoom_by(-1))
        self.export_button.clicked.connect(self._on_export_clicked)
        self.best_button.clicked.connect(self._on_best_clicked)
        self.empty.acted.connect(self.configure_requested)

    # ------------------------------------------------ the page's contract

    def show_run(self, session: RunSession | None) -> None:
        """Show the sets of another run, or none."""
        self._session = session
        self._snapshot = None
        self._series, self._series_is_chosen = "raw", False
        self.shelf.open(session.folder if session else None)
        self.reference_shelf.open(session.folder if session else None)
        self.compare_button.setChecked(False)
        self.bar.clear()
        self.bar.follow_box.setChecked(bool(session and session.store.is_live))
        self._say_series(())
        self.refresh(frozenset())

    def refresh(self, kinds: frozenset[str]) -> None:
        """Something of these kinds has come; cheap while no set is new."""
        session = self._session
        if session is None:
            self.empty.say(
                tr("No run is open"),
                tr("Choose one in the list of experiments, or set one up and start it."),
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
            is_new = self.bar.iteration is None
            self.bar.set_iterations(store.snapshots, store.is_live)
            self.comparison.set_iterations(store.snapshots)
            # the set that is evaluated and reported is the one to look at, unless somebody went
            # elsewhere by hand
            is_told = "best_chosen" in kinds and self.bar.follow_box.isChecked()
            if store.best and has_sets and (is_new or is_told):
                self._on_best_clicked()
        self._say_best()

    def _best(self) -> BestChosen | None:
        """The set that stands for the series shown, once there is one."""
        best = self._session.store.best if self._session else {}
        return best.get(self._series if self._snapshot else "ema") or best.get("raw")

    def _say_best(self) -> None:
        best = self._best()
        self.best_button.setVisible(best is not None)
        if best is not None:
            words = {
                "held-out": tr("chosen by held-out training images"),
                "literature": tr("chosen by the test images, as the literature does"),
                "last": tr("the last, not chosen"),
            }[best.chosen_by]
            iteration = count_text(best.iteration)
            self.best_button.setToolTip(
                tr("Go to iteration {n}, whose set stands for this series: {reason}.").format(
                    n=iteration, reason=words
                )
            )

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.mosaic.set_theme(theme)
        self.bar.set_theme(theme)
        self.fit_button.setIcon(themed_icon("fit", theme))
        self.take_button.setIcon(themed_icon("copy", theme))
        self.in_button.setIcon(themed_icon("zoom_in", theme))
        self.out_button.setIcon(themed_icon("zoom_out", theme))

    @property
    def series(self) -> str:
        """Which images are shown, "raw" or "ema"."""
        return self._series

    # ------------------------------------------------ sets

    def _want(self, iteration: int) -> None:
        self.bar.is_waiting = True
        self._loading_timer.start()
        self.shelf.want(iteration)

    def _on_arrived(self, iteration: int, snapshot: Snapshot) -> None:
        self._settle()
        self._snapshot = snapshot
        self._say_series(tuple(snapshot.images))
        # the moving average is what is scored and exported, so it comes first where it is kept
        if not self._series_is_chosen or self._series not in snapshot.images:
            self._series = "ema" if "ema" in snapshot.images else "raw"
        self.series_buttons[self._series].setChecked(True)
        self._show_set()

    def _show_set(self) -> None:
        if self._snapshot is None or self._session is None:
            return
        data = self._session.store.data
        names: Sequence[str] = data.class_names if data else ()
        self.mosaic.show_set(self._snapshot, self._series, names)
        self._say_best()
        self._picture_stack.setCurrentWidget(self.mosaic)
        self._on_zoom_changed(self.mosaic.mosaic.scale)

    def _on_damaged(self, iteration: int, reason: str) -> None:
        self._settle()
        self._snapshot = None
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

    def _say_series(self, known: tuple[str, ...]) -> None:
        has_ema = "ema" in known
        self.series_buttons["ema"].setEnabled(has_ema)
        self.series_buttons["ema"].setToolTip(
            tr("Moving average of the images over the iterations.")
            if has_ema
            else tr("This set holds no moving average: the run was configured without EMA.")
        )

    # ------------------------------------------------ slots

    def _on_series_clicked(self, clicked: QToolButton) -> None:
        self._series_is_chosen = True
        self._series = next(
            series for series, button in self.series_buttons.items() if button is clicked
        )
        self._show_set()

    def _on_compare_toggled(self, is_on: bool) -> None:
        self.comparison.setVisible(is_on)
        reference = self.comparison.reference
        if is_on and reference is not None:
            self.reference_shelf.want(reference)
        else:
            self._reference = None
            self._on_comparison_chosen(self.comparison.comparison)

    def _on_reference_chosen(self, iteration: int) -> None:
        self.reference_shelf.want(iteration)

    def _on_reference_arrived(self, iteration: int, snapshot: Snapshot) -> None:
        # it may come after comparing was ended
        self._reference = snapshot if self.compare_button.isChecked() else None
        self._on_comparison_chosen(self.comparison.comparison)

    def _on_reference_damaged(self, iteration: int, reason: str) -> None:
        self._reference = None
        self._on_comparison_chosen(self.comparison.comparison)
        self.readout.setText(reason)

    def _on_comparison_chosen(self, comparison: Comparison) -> None:
        self.mosaic.compare(self._reference, comparison)

    def _on_zoom_changed(self, scale: float) -> None:
        digits = 0 if scale == round(scale) else 2
        self.zoom_label.setText(f"\u00d7{fixed_text(scale, digits)}")

    def _on_pixel_read(self, reading: PixelReading | None) -> None:
        if reading is not None:
            self.readout.setText(reading_text(reading))
        elif self._snapshot is not None:
            rate = number_text(self._snapshot.syn_lr)
            count = len(self._snapshot.labels)
            words = tr_count(
                "{n} image \u00b7 synthetic learning rate {rate} \u00b7 "
                "point at an image to read its pixels",
                "{n} images \u00b7 synthetic learning rate {rate} \u00b7 "
                "point at an image to read its pixels",
                count,
            )
            self.readout.setText(words.format(n=count, rate=rate))

    def _on_best_clicked(self) -> None:
        best = self._best()
        if best is not None:
            self.bar.go_to(best.iteration)

    def _on_take_clicked(self) -> None:
        self.mosaic.open_menu_below(self.take_button)

    def _on_picture_requested(self, part: str, cell: Cell | None, to_file: bool) -> None:
        picture = self.mosaic.picture(part, cell)
        if picture is None or self._session is None:
            return
        if not to_file:
            QGuiApplication.clipboard().setImage(picture)
            return
        name = self._file_name(f"iteration-{self.bar.iteration}", part, cell)
        self.save_requested.emit(tr("Save images"), name, "png", partial(png_of, picture))

    def _file_name(self, what: str, part: str, cell: Cell | None) -> str:
        assert self._session is not None
        words = [self._session.folder.path.name, what, self._series]
        if cell is not None and part != "all":
            # a class may be called anything, a file may not
            words.append(re.sub(r"\W+", "-", self.mosaic.class_name(cell)).strip("-"))
        if cell is not None and part == "image":
            words.append(str(cell.place))
        return "-".join(words)

    def _on_animation_requested(self, part: str, cell: Cell | None) -> None:
        if self._session is None or self._snapshot is None:
            return
        height, width = self._snapshot.images[self._series].shape[2:]
        plan = AnimationPlan(
            tuple(self._session.store.snapshots),
            self._series,
            self.contrast.contrast,
            tuple(tuple(row) for row in self.mosaic.rows_of(part, cell)),
            (width, height),
            max(1, round(self.mosaic.mosaic.scale)),
        )
        dialog = AnimationDialog(self._session.folder, plan, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(
            partial(self._on_animation_made, self._file_name("evolution", part, cell))
        )
        dialog.open()

    def _on_animation_made(self, name: str, kind: str, content: bytes) -> None:
        self.save_requested.emit(tr("Save animation"), name, kind, lambda: content)

    def _on_export_clicked(self) -> None:
        if self.bar.iteration is not None:
            self.export_requested.emit(self.bar.iteration, self._series)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._stack.currentIndex() == 0 or not self.bar.take_key(event.key()):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.bar.stop()


def png_of(picture: QImage) -> bytes:
    """The picture as the bytes of a PNG."""
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]
    return bytes(array.data())


def reading_text(reading: PixelReading) -> str:
    """The pixel under the cursor in words: where it is, its stored value and its colour."""
    stored = ", ".join(number_text(value) for value in reading.normalised)
    colour = ", ".join(fixed_text(value, 0) for value in reading.colour)
    is_cut = any(not -0.5 <= value < 255.5 for value in reading.colour)
    colours = tr("colour {values} (outside 0\u2026255)") if is_cut else tr("colour {values}")
    parts = [
        reading.class_name,
        tr("image {place}").format(place=reading.place),
        f"x{THIN_SPACE}{reading.x}, y{THIN_SPACE}{reading.y}",
        tr("normalised {values}").format(values=stored),
        colours.format(values=colour),
    ]
    if reading.reference:
        compared = ", ".join(fixed_text(value, 0) for value in reading.reference)
        parts.append(tr("reference {values}").format(values=compared))
    return " \u00b7 ".join(parts)
