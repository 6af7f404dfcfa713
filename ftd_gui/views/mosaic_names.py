"""Writes the names of the classes beside or over their images."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ftd_gui.theme import Theme
from ftd_gui.views.mosaic_layout import GAP_PX, LABEL_GAP_PX, MosaicLayout

WHITE_READS_BELOW = 118
"""HSL lightness (0…255) of a grey on which black and white are read equally well."""


def name_ink(theme: Theme) -> QColor:
    """Black or white, whichever is read better on the ground of the mosaic."""
    is_bright = QColor(theme.mosaic_ground).lightness() > WHITE_READS_BELOW
    return QColor("#000000" if is_bright else "#ffffff")


def draw_names(
    painter: QPainter,
    layout: MosaicLayout,
    names: Sequence[str],
    theme: Theme,
    seen: QRectF,
    left_edge: float,
) -> None:
    """Names of the classes in sight; a name stays in sight while any image of its row is.

    Args:
        painter: in coordinates of the mosaic.
        layout: of the mosaic.
        names: by class.
        theme: whose ground and ink are used.
        seen: part of the mosaic that is painted.
        left_edge: where the viewport begins, in coordinates of the mosaic.
    """
    # on mid-grey only full black or white is read easily
    ink = name_ink(theme)
    middle = Qt.AlignmentFlag.AlignVCenter
    for class_index, name in enumerate(names):
        block = layout.block(class_index)
        if not block.intersects(seen) or not layout.counts[class_index]:
            continue
        painter.setPen(ink)
        if layout.head_px:
            room = QRectF(block.left(), block.top(), block.width(), layout.head_px - GAP_PX)
            side = Qt.AlignmentFlag.AlignLeft
        else:
            left = max(block.left(), min(left_edge, block.right() - layout.label_px))
            room = QRectF(left, block.top(), layout.label_px - LABEL_GAP_PX, block.height())
            side = Qt.AlignmentFlag.AlignRight
            if left > block.left():
                ground = QColor(theme.mosaic_ground)
                painter.fillRect(room.adjusted(0, 0, LABEL_GAP_PX / 2, 0), ground)
        text = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(room, side | middle, text)
