"""Images of a set as one picture to copy or save: pixel-exact, a line per class, no names."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ftd_gui.views.mosaic_layout import GAP_PX
from ftd_gui.views.mosaic_sheet import MosaicSheet

GROUND = "#808080"


def picture_of(
    sheet: MosaicSheet, rows: Sequence[Sequence[int]], size: tuple[int, int], scale: int = 1
) -> QImage:
    """The images of these rows beside and below each other, with gaps of mid-grey between them.

    Args:
        sheet: all images of the set, as they are seen.
        rows: numbers of the images, a row of the picture each.
        size: width and height of an image, in its own pixels.
        scale: whole pixels of the picture for one of an image.
    """
    width, height = size[0] * scale, size[1] * scale
    columns = max((len(row) for row in rows), default=0)
    picture = QImage(
        max(1, columns * (width + GAP_PX) - GAP_PX),
        max(1, len(rows) * (height + GAP_PX) - GAP_PX),
        QImage.Format.Format_RGB32,
    )
    picture.fill(QColor(GROUND))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    for line, row in enumerate(rows):
        for place, image in enumerate(row):
            target = QRectF(place * (width + GAP_PX), line * (height + GAP_PX), width, height)
            sheet.draw(painter, target, image)
    painter.end()
    return picture
