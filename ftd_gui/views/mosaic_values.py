"""Writes the colour of every pixel into it, once pixels are large enough to be read."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from ftd_gui.views.mosaic_layout import Cell, MosaicLayout
from ftd_gui.views.number_text import fixed_text

READABLE_SCALE = 24.0
LETTER_PX = 9
COLOURS_SCALE = 30.0
COLOURS_LETTER_PX = 8
"""From this scale on, a pixel has room for the values of its three channels."""


def draw_values(
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
    for cell in cells:
        box = layout.cell_box(cell.class_index, cell.place)
        part = box.intersected(seen)
        columns = range(
            int((part.left() - box.left()) / scale),
            min(layout.width, int((part.right() - box.left()) / scale) + 1),
        )
        rows = range(
            int((part.top() - box.top()) / scale),
            min(layout.height, int((part.bottom() - box.top()) / scale) + 1),
        )
        for y in rows:
            for x in columns:
                value = float(colours[cell.image, y, x].mean())
                painter.setPen(QColor("#000000" if value > 0.5 else "#ffffff"))
                room = QRectF(box.left() + x * scale, box.top() + y * scale, scale, scale)
                values = colours[cell.image, y, x].tolist() if is_split else [value]
                text = "\n".join(fixed_text(255 * each, 0) for each in values)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
