"""The first image of each class of the set that is looked at, in one line below the plots."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ftd_engine.snapshot import Snapshot
from ftd_gui.theme import SPACE_PX, Theme, caption_font
from ftd_gui.views.comparison import Comparison
from ftd_gui.views.contrast import Contrast
from ftd_gui.views.mosaic_layout import GAP_PX
from ftd_gui.views.mosaic_sheet import MosaicSheet
from ftd_gui.views.number_text import count_text
from ftd_gui.views.run_result import SERIES_WORDS
from ftd_gui.views.seen_set import SeenSet
from ftd_gui.words import tr

IMAGE_PX = 48
MOST_IMAGES = 40
"""Classes beyond these have no room even on a wide screen."""


class ImageStrip(QWidget):
    """A line of images; a click, Enter or Space opens the whole set.

    Signals:
        acted(): the user wants to see the whole set.
    """

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: MosaicSheet | None = None
        self._names: list[str] = []
        self._caption: tuple[str, str] = ("", "")
        self._is_wanted = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("First image of each class"))
        self.setAccessibleDescription(
            tr(
                "Of the set that the plots mark; a click in a plot goes to another, Enter shows all of it."
            )
        )
        self.setFont(caption_font(self.font()))
        self.hide()

    @property
    def is_wanted(self) -> bool:
        """Whether there is a place for it; it is seen only while there is a set as well."""
        return self._is_wanted

    @is_wanted.setter
    def is_wanted(self, is_wanted: bool) -> None:
        self._is_wanted = is_wanted
        self.setVisible(is_wanted and self._sheet is not None)

    @property
    def num_images(self) -> int:
        """How many images there are to be seen."""
        return len(self._names)

    def show_set(self, snapshot: Snapshot | None, series: str, class_names: Sequence[str]) -> None:
        """Show the first images of a set, or nothing."""
        self._sheet = None
        self._names = []
        if snapshot is not None:
            classes, firsts = np.unique(snapshot.labels, return_index=True)
            classes, firsts = classes[:MOST_IMAGES], firsts[:MOST_IMAGES]
            few = replace(
                snapshot,
                images={name: images[firsts] for name, images in snapshot.images.items()},
                views={name: colours[firsts] for name, colours in snapshot.views.items()},
                labels=snapshot.labels[firsts],
                soft_labels=None,
            )
            self._sheet = MosaicSheet(SeenSet(few, series).pixels(Contrast(), None, Comparison()))
            known = dict(enumerate(class_names))
            self._names = [known.get(number, str(number)) for number in classes.tolist()]
            iteration = count_text(snapshot.iteration)
            self._caption = (
                tr("Iteration {iteration}").format(iteration=iteration),
                tr(SERIES_WORDS[series]),
            )
        self.is_wanted = self._is_wanted
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def _caption_px(self) -> int:
        # as wide for every iteration of a run, so that the images stand still
        widest = tr("Iteration {iteration}").format(iteration=count_text(88_888))
        return self.fontMetrics().horizontalAdvance(widest) + 3 * SPACE_PX

    def box_of(self, place: int) -> QRectF:
        """Where the image at this place is drawn."""
        left = self._caption_px() + place * (IMAGE_PX + GAP_PX)
        return QRectF(left, SPACE_PX, IMAGE_PX, IMAGE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        line_px = self.fontMetrics().height()
        top = (self.height() - 2 * line_px) / 2
        for line, (words, colour) in enumerate(
            zip(self._caption, (self._theme.text, self._theme.text_soft), strict=True)
        ):
            painter.setPen(QColor(colour))
            room = QRectF(0, top + line * line_px, self._caption_px(), line_px)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words
            )
        for place in range(len(self._names)):
            box = self.box_of(place)
            # half an image would look like a broken one
            if box.right() > self.width():
                break
            self._sheet.draw(painter, box, place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = QPointF(event.pos())
            name = next(
                (
                    name
                    for place, name in enumerate(self._names)
                    if self.box_of(place).contains(spot)
                ),
                "",
            )
            QToolTip.showText(event.globalPos(), name or tr("Shows the whole set."), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.acted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.acted.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._caption_px() + 4 * IMAGE_PX, IMAGE_PX + 2 * SPACE_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
