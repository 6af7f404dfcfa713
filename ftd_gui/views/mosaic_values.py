"""Writes the colour of every pixel into it, once pixels are large enough to be read."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QStaticText

from ftd_gui.views.mosaic_layout import Cell, MosaicLayout
from ftd_gui.views.number_text import fixed_text

READABLE_SCALE = 24.0
LETTER_PX = 9
COLOURS_SCALE = 30.0
COLOURS_LETTER_PX = 8
"""From this scale on, a pixel has room for the values of its three channels."""
MOST_TEXTS = 4096


class PixelValues:
    """Writes values, and remembers how each number is set: a view of pixels holds thousands of few."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, int], QStaticText] = {}

    def draw(
        self,
        painter: QPainter,
        layout: MosaicLayout,
        cells: list[Cell],
        seen: QRectF,
        colours: npt.NDArray[np.float32],
    ) -> None:
        """The value of each pixel in sight, 0 to 255, in black or white.

        Three channels are written below each other where there is room, else their mean.

        Args:
            painter: in coordinates of the mosaic.
            layout: of the mosaic.
            cells: images in sight.
            seen: part of the mosaic that is painted.
            colours: `[N, H, W, C]`, 0 black, 1 full, not clipped.
        """
        scale = layout.scale
        if scale < READABLE_SCALE:
            return
        font = QFont(painter.font())
        is_split = colours.shape[3] == 3 and scale >= COLOURS_SCALE
        font.setPixelSize(COLOURS_LETTER_PX if is_split else LETTER_PX)
        painter.save()
        painter.setFont(font)
        inks = QColor("#ffffff"), QColor("#000000")
        line_px = painter.fontMetrics().height()
        for cell in cells:
            box = layout.cell_box(cell.class_index, cell.place)
            part = box.intersected(seen)
            columns = slice(
                int((part.left() - box.left()) / scale),
                min(layout.width, int((part.right() - box.left()) / scale) + 1),
            )
            rows = slice(
                int((part.top() - box.top()) / scale),
                min(layout.height, int((part.bottom() - box.top()) / scale) + 1),
            )
            shown = colours[cell.image, rows, columns]
            means = shown.mean(axis=2)
            values = (255 * (shown if is_split else means[..., np.newaxis])).tolist()
            is_light = (means > 0.5).tolist()
            top = box.top() + (rows.start + 0.5) * scale
            for line, light in zip(values, is_light, strict=True):
                x = box.left() + (columns.start + 0.5) * scale
                for pixel, on_light in zip(line, light, strict=True):
                    painter.setPen(inks[1 if on_light else 0])
                    y = top - len(pixel) * line_px / 2
                    for value in pixel:
                        text = self._set(fixed_text(value, 0), font)
                        painter.drawStaticText(QPointF(x - text.size().width() / 2, y), text)
                        y += line_px
                    x += scale
                top += scale
        painter.restore()

    def _set(self, number: str, font: QFont) -> QStaticText:
        key = number, font.pixelSize()
        text = self._texts.get(key)
        if text is None:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            text = QStaticText(number)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(font=font)
            self._texts[key] = text
        return text
