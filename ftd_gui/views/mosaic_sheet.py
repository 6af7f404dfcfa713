"""The pixels of a set as Qt paints them."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

MOST_HEIGHT_PX = 1 << 14
"""Qt's painter counts the rows of an image in 16 bits, and takes the wrong ones beyond."""


class MosaicSheet:
    """Images below each other, in as many sheets as it takes."""

    def __init__(self, pixels: npt.NDArray[np.uint8]) -> None:
        """Take the bytes `[N, H, W, 4]` of a set: blue, green, red, 255."""
        _, self._height, self._width, _ = pixels.shape
        self._per_sheet = max(1, MOST_HEIGHT_PX // self._height)
        # the sheets only borrow the bytes, so they are kept beside them
        self._parts = [
            np.ascontiguousarray(pixels[start : start + self._per_sheet])
            for start in range(0, len(pixels), self._per_sheet)
        ]
        self._sheets = [
            QImage(
                part.data,
                self._width,
                self._height * len(part),
                self._width * 4,
                QImage.Format.Format_RGB32,
            )
            for part in self._parts
        ]
        # every sheet has its images in the same places
        self._sources = [
            QRectF(0, place * self._height, self._width, self._height)
            for place in range(min(self._per_sheet, len(pixels)))
        ]

    def draw(self, painter: QPainter, target: QRectF, image: int, pair_px: int = 0) -> None:
        """Paint the image of this number into a box.

        Args:
            pair_px: gap between the two halves of the image, which are two images; 0 where it is one.
        """
        number, place = divmod(image, self._per_sheet)
        sheet, source = self._sheets[number], self._sources[place]
        if not pair_px:
            painter.drawImage(target, sheet, source)
            return
        width, half = (target.width() - pair_px) / 2, source.width() / 2
        for side in range(2):
            box = QRectF(
                target.left() + side * (width + pair_px), target.top(), width, target.height()
            )
            painter.drawImage(box, sheet, QRectF(side * half, source.top(), half, source.height()))
