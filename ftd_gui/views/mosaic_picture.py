"""Images of a set as one picture to copy or save: pixel-exact, a line per class, no names."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ftd_gui.views.mosaic_layout import GAP_PX, MosaicLayout
from ftd_gui.views.mosaic_sheet import MosaicSheet

GROUND = "#808080"


def picture_of(
    sheet: MosaicSheet, rows: Sequence[Sequence[int]], seen: MosaicLayout, scale: int = 1
) -> QImage:
    """The images of these rows beside and below each other, with gaps of mid-grey between them.

    Args:
        sheet: all images of the set, as they are seen.
        rows: numbers of the images, a row of the picture each.
        seen: how they are seen: their size, and the gaps between them.
        scale: whole pixels of the picture for one of an image.
    """
    width, height = seen.width * scale + seen.pair_px, seen.height * scale
    step = width + seen.across_px
    columns = max((len(row) for row in rows), default=0)
    picture = QImage(
        max(1, columns * step - seen.across_px),
        max(1, len(rows) * (height + GAP_PX) - GAP_PX),
        QImage.Format.Format_RGB32,
    )
    picture.fill(QColor(GROUND))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    for line, row in enumerate(rows):
        for place, image in enumerate(row):
            target = QRectF(place * step, line * (height + GAP_PX), width, height)
            sheet.draw(painter, target, image, seen.pair_px)
    painter.end()
    return picture
