"""The browser of real images: classes with their counts, and a mosaic of pictures of them."""

import re
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.job_requests import DataReport
from ftd_engine.snapshot import Snapshot
from ftd_engine.thumbnails import Bytes, Labels, Thumbnails
from ftd_gui.pages.set_pictures import png_of
from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.class_counts import ALL_CLASSES, ClassCounts
from ftd_gui.views.elided_label import ElidedLabel
from ftd_gui.views.image_mosaic import ImageMosaic, PixelReading
from ftd_gui.views.mosaic_layout import Cell
from ftd_gui.views.number_text import THIN_SPACE, count_text, fixed_text
from ftd_gui.words import tr

MOST_TOGETHER = 400
"""Pictures of all classes together; a chosen class is shown with all of its own."""
MOST_BESIDE = 20
"""Of one class among all."""
COUNTS_PX = 220


class RealImages(QWidget):
    """Pictures of the training or test part, of all classes or one.

    Signals:
        save_requested(str, str, str, object): ask for a file and write it: title of the question,
            name and ending of the file, and what makes its bytes when called.
    """

    save_requested = Signal(str, str, str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = DataReport(())
        self._needed = 0
        self._pictures: Thumbnails | None = None
        self.counts = ClassCounts(self)
        self.counts.setMinimumWidth(120)
        self.mosaic = ImageMosaic(theme)
        self.mosaic.setAccessibleName(tr("Real images"))
        self.mosaic.menu.animates = False
        self.part_buttons: dict[str, QToolButton] = {}
        self._parts = QButtonGroup(self)
        head = QHBoxLayout()
        head.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        head.setSpacing(SPACE_PX)
        switch = QHBoxLayout()
        switch.setSpacing(0)
        for part, look, word, tip in (
            ("train", "first", tr("Training"), tr("Show the images that teachers learn from.")),
            ("test", "last", tr("Test"), tr("Show the images that accuracy is measured on.")),
        ):
            button = QToolButton(self)
            button.setText(word)
            button.setToolTip(tip)
            button.setAccessibleName(word)
            button.setAccessibleDescription(tip)
            button.setCheckable(True)
            button.setProperty("look", look)
            self._parts.addButton(button)
            self.part_buttons[part] = button
            switch.addWidget(button)
        self.part_buttons["train"].setChecked(True)
        head.addLayout(switch)
        head.addSpacing(SPACE_PX)
        self.caption = ElidedLabel(self)
        self.caption.setProperty("look", "caption")
        head.addWidget(self.caption, 1)
        self._zoom_buttons: dict[str, QToolButton] = {}
        for icon, words, more, steps in (
            ("zoom_out", tr("Smaller"), tr("More images are in sight."), -1),
            ("zoom_in", tr("Larger"), tr("Single pixels are in sight."), 1),
            ("fit", tr("Show everything"), tr("As large as all images fit."), 0),
        ):
            button = QToolButton(self)
            button.setProperty("look", "small")
            button.setToolTip(f"{words}.")
            button.setAccessibleName(words)
            button.setAccessibleDescription(more)
            button.clicked.connect(partial(self._on_zoom_clicked, steps))
            self._zoom_buttons[icon] = button
            head.addWidget(button)
        self.readout = QLabel(self)
        self.readout.setProperty("look", "caption")
        self.readout.setContentsMargins(3 * SPACE_PX, SPACE_PX, 3 * SPACE_PX, SPACE_PX)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.mosaic, 1)
        column.addWidget(self.readout)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(SPACE_PX)
        halves.addWidget(self.counts)
        halves.addWidget(right)
        halves.setStretchFactor(1, 1)
        halves.setSizes([COUNTS_PX, 3 * COUNTS_PX])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(halves)
        self.setFocusProxy(self.counts)
        self._parts.buttonClicked.connect(self._on_part_clicked)
        self.counts.class_chosen.connect(self._on_class_chosen)
        self.mosaic.pixel_read.connect(self._on_pixel_read)
        self.mosaic.picture_requested.connect(self._on_picture_requested)
        self.set_theme(theme)

    def show_report(self, report: DataReport, pictures: Thumbnails | None, ipc: int) -> None:
        """Show the images of a report.

        Args:
            report: of the data set.
            pictures: of some of its images; None where there are none.
            ipc: images per class that are to be learned; classes with fewer are marked.
        """
        self._report, self._pictures, self._needed = report, pictures, ipc
        self._show_part()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.mosaic.set_theme(theme)
        self.counts.set_theme(theme)
        for name, button in self._zoom_buttons.items():
            button.setIcon(themed_icon(name, theme))

    # ------------------------------------------------ what is shown

    @property
    def part(self) -> str:
        """Which images are shown, "train" or "test"."""
        return "train" if self.part_buttons["train"].isChecked() else "test"

    def _show_part(self) -> None:
        is_train = self.part == "train"
        counts = self._report.train_counts if is_train else self._report.test_counts
        needed = self._needed if is_train else 1
        self.counts.show_counts(self._report.class_names, counts, needed)
        self._show_pictures()

    def _show_pictures(self) -> None:
        names, chosen = self._report.class_names, self.counts.chosen
        pixels, labels = self._part_pictures()
        has_any = bool(np.isin(chosen, (ALL_CLASSES, *labels))) and len(labels) > 0
        self.mosaic.setVisible(has_any)
        if not has_any:
            self.caption.setText(tr("There is no image to show."))
            self.readout.clear()
            return
        if chosen == ALL_CLASSES:
            most = max(1, min(MOST_BESIDE, MOST_TOGETHER // max(1, len(names))))
            places = _firsts(labels, most)
            shown, kinds, titles = pixels[places], labels[places], names
        else:
            shown = pixels[labels == chosen]
            kinds, titles = np.zeros(len(shown), np.int64), (names[chosen],)
        self.mosaic.show_set(_as_set(shown, kinds), "raw", titles)
        self._say(len(shown), chosen)
        self._on_pixel_read(None)

    def _part_pictures(self) -> tuple[Bytes, Labels]:
        pictures = self._pictures
        if pictures is None:
            return np.zeros((0, 1, 1, 1), np.uint8), np.zeros(0, np.int64)
        if self.part == "train":
            return pictures.train_pixels, pictures.train_labels
        return pictures.test_pixels, pictures.test_labels

    def _say(self, shown: int, chosen: int) -> None:
        counts = self._report.train_counts if self.part == "train" else self._report.test_counts
        total = sum(counts) if chosen == ALL_CLASSES else counts[chosen]
        words = tr("{shown} of {total} images").format(
            shown=count_text(shown), total=count_text(total)
        )
        if shown < total:
            words += tr(", drawn evenly over each class")
        if self._pictures is not None and self._report.shape is not None:
            height, width = self._pictures.train_pixels.shape[2:]
            if (height, width) != self._report.shape[1:]:
                words += tr(", shown at {width} × {height} pixels").format(
                    width=width, height=height
                )
        self.caption.setText(words)

    # ------------------------------------------------ slots

    def _on_part_clicked(self) -> None:
        self._show_part()

    def _on_class_chosen(self, _class_index: int) -> None:
        self._show_pictures()

    def _on_zoom_clicked(self, steps: int, _checked: bool = False) -> None:
        if steps:
            self.mosaic.zoom_by(steps)
        else:
            self.mosaic.fit()

    def _on_pixel_read(self, reading: PixelReading | None) -> None:
        if reading is None:
            self.readout.setText(tr("Point at an image to read its pixels."))
            return
        colour = ", ".join(fixed_text(value, 0) for value in reading.colour)
        self.readout.setText(
            f"{reading.class_name} · x{THIN_SPACE}{reading.x}, y{THIN_SPACE}{reading.y} · "
            + tr("colour {colour}").format(colour=colour)
        )

    def _on_picture_requested(self, part: str, cell: Cell | None, to_file: bool) -> None:
        picture = self.mosaic.picture(part, cell)
        if picture is None:
            return
        if not to_file:
            QGuiApplication.clipboard().setImage(picture)
            return
        words = ["real-images", self.part]
        if cell is not None and part != "all":
            # a class may be called anything, a file may not
            words.append(re.sub(r"\W+", "-", self.mosaic.class_name(cell)).strip("-"))
        title, name = tr("Save images"), "-".join(words)
        self.save_requested.emit(title, name, "png", partial(png_of, picture))


def _firsts(labels: Labels, most: int) -> npt.NDArray[np.int64]:
    """Positions of at most so many pictures of each class, drawn evenly, class-major."""
    chosen: list[npt.NDArray[np.int64]] = []
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        steps = np.linspace(0, len(places) - 1, min(most, len(places))).round().astype(np.int64)
        chosen.append(places[steps])
    return np.concatenate(chosen) if chosen else np.zeros(0, np.int64)


def _as_set(pixels: Bytes, labels: Labels) -> Snapshot:
    """Pictures as the mosaic knows sets: stored values are the colours themselves."""
    channels: int = pixels.shape[1]
    return Snapshot(
        iteration=0,
        images={"raw": pixels.astype(np.float32) / 255.0},
        labels=labels,
        syn_lr=0.0,
        mean=np.zeros(channels, np.float32),
        std=np.ones(channels, np.float32),
    )
