"""Where each image of a mosaic lies: a row per class, wrapped and set in columns. No Qt widget.

The name of a class stands beside its images, or over them where that leaves them more room.
"""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

GAP_PX = 2
PAIR_GAP_PX = 3
"""Between an image and its reference, where they stand beside each other."""
BETWEEN_PAIRS_PX = 10
"""From one such pair to the next, so that it is seen which two belong together."""
CLASS_GAP_PX = 8
COLUMN_GAP_PX = 24
MARGIN_PX = 12
LABEL_GAP_PX = 8
LARGEST_SCALE = 32.0
SMALLEST_SCALE = 0.125
MOST_COLUMNS = 12
LEAST_SIDE_PX = 16
"""Of images that have to be scrolled through."""
NAMES_ABOVE_WORTH = 0.85
"""How much larger images must become before names leave the place beside their row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One image: its number in the set, its class, and its place within the class."""

    image: int
    class_index: int
    place: int


@dataclass(frozen=True, slots=True)
class MosaicLayout:
    """Geometry of a mosaic at one scale, in pixels from its upper left corner.

    Attributes:
        counts: images of each class, class-major.
        height, width: of one image, in its own pixels.
        scale: screen pixels for one image pixel.
        wrap: images side by side before a class goes on in its next line.
        num_columns: classes side by side.
        label_px: room for the names, beside the images; 0 where they stand above.
        head_px: room for the names above the images; 0 where they stand beside.
        least_lines: room for so many lines in each class, though it may have fewer images.
        pair_px: gap in the middle of an image that stands beside its reference, whose width holds both;
            0 where images stand alone.
    """

    counts: tuple[int, ...]
    height: int
    width: int
    scale: float
    wrap: int
    num_columns: int
    label_px: int
    head_px: int = 0
    least_lines: int = 1
    pair_px: int = 0

    @property
    def box_width(self) -> float:
        """Of an image, or of one and its reference with the gap between them."""
        return self.width * self.scale + self.pair_px

    @property
    def across_px(self) -> int:
        """Gap from one image, or pair, to the next."""
        return BETWEEN_PAIRS_PX if self.pair_px else GAP_PX

    @property
    def cell_width(self) -> float:
        """From one image to the next, across."""
        return self.box_width + self.across_px

    @property
    def cell_height(self) -> float:
        """From one image to the next, down."""
        return self.height * self.scale + GAP_PX

    @property
    def lines_per_class(self) -> int:
        """Lines that the largest class takes, and that each has room for."""
        return max(self.least_lines, math.ceil(max(self.counts, default=1) / self.wrap))

    @property
    def _block_width(self) -> float:
        return self.label_px + self.wrap * self.cell_width - self.across_px + COLUMN_GAP_PX

    @property
    def _block_height(self) -> float:
        return self.head_px + self.lines_per_class * self.cell_height - GAP_PX + CLASS_GAP_PX

    @property
    def num_rows(self) -> int:
        """Rows of classes."""
        return math.ceil(len(self.counts) / self.num_columns)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of everything, margins included."""
        return (
            self.num_columns * self._block_width - COLUMN_GAP_PX + 2 * MARGIN_PX,
            self.num_rows * self._block_height - CLASS_GAP_PX + 2 * MARGIN_PX,
        )

    def block(self, class_index: int) -> QRectF:
        """Room of a class, its name included. Classes run along the rows, as one reads."""
        row, column = divmod(class_index, self.num_columns)
        return QRectF(
            MARGIN_PX + column * self._block_width,
            MARGIN_PX + row * self._block_height,
            self._block_width - COLUMN_GAP_PX,
            self._block_height - CLASS_GAP_PX,
        )

    def cell_box(self, class_index: int, place: int) -> QRectF:
        """Where the image of a class is drawn."""
        block = self.block(class_index)
        line, across = divmod(place, self.wrap)
        return QRectF(
            block.left() + self.label_px + across * self.cell_width,
            block.top() + self.head_px + line * self.cell_height,
            self.box_width,
            self.height * self.scale,
        )

    def pixel_at(self, cell: Cell, point: QPointF) -> tuple[int, int]:
        """Column and row of the pixel of an image, or of its reference, that is nearest to a point."""
        box = self.cell_box(cell.class_index, cell.place)
        across, width = point.x() - box.left(), self.width
        if self.pair_px:
            width //= 2
            # the reference comes first
            if across >= width * self.scale + self.pair_px / 2:
                across -= width * self.scale + self.pair_px
        x = min(max(0, int(across / self.scale)), width - 1)
        y = min(int((point.y() - box.top()) / self.scale), self.height - 1)
        return x, y

    def boxes_of(self, cells: list[Cell]) -> list[QRectF]:
        """Where these images are drawn, as `cell_box` says, for thousands at once."""
        across, down = self.cell_width, self.cell_height
        width, height = self.box_width, self.height * self.scale
        corners: dict[int, tuple[float, float]] = {}
        boxes: list[QRectF] = []
        for cell in cells:
            corner = corners.get(cell.class_index)
            if corner is None:
                block = self.block(cell.class_index)
                corner = (block.left() + self.label_px, block.top() + self.head_px)
                corners[cell.class_index] = corner
            line, place = divmod(cell.place, self.wrap)
            boxes.append(QRectF(corner[0] + place * across, corner[1] + line * down, width, height))
        return boxes

    def first_image(self, class_index: int) -> int:
        """Number of the first image of a class in the set."""
        return sum(self.counts[:class_index])

    def cells_in(self, box: QRectF) -> list[Cell]:
        """All images that touch a part of the mosaic; only these need be painted."""
        found: list[Cell] = []
        first = 0
        for class_index, count in enumerate(self.counts):
            block = self.block(class_index)
            if block.intersects(box):
                top_px = block.top() + self.head_px
                top = max(0, math.floor((box.top() - top_px) / self.cell_height))
                bottom = math.floor((box.bottom() - top_px) / self.cell_height)
                left_px = box.left() - block.left() - self.label_px
                left = max(0, math.floor(left_px / self.cell_width))
                right = math.floor((left_px + box.width()) / self.cell_width)
                for line in range(top, min(bottom, self.lines_per_class - 1) + 1):
                    for across in range(left, min(right, self.wrap - 1) + 1):
                        place = line * self.wrap + across
                        if place < count:
                            found.append(Cell(first + place, class_index, place))
            first += count
        return found

    def cell_at(self, point: QPointF) -> Cell | None:
        """The image under a point, or None over a gap or a name."""
        spot = QRectF(point.x(), point.y(), 1e-6, 1e-6)
        for cell in self.cells_in(spot):
            if self.cell_box(cell.class_index, cell.place).contains(point):
                return cell
        return None

    def nearest_cell(self, point: QPointF) -> Cell | None:
        """The image at or next to a point; None only where there is no image."""
        for reach in (0.0, 20.0, 200.0, 1e6):
            box = QRectF(point.x() - reach, point.y() - reach, 2 * reach + 1, 2 * reach + 1)
            cells = self.cells_in(box)
            if cells:
                return min(
                    cells,
                    key=lambda cell: (
                        self.cell_box(cell.class_index, cell.place).center() - point
                    ).manhattanLength(),
                )
        return None


def fitting_layout(
    counts: tuple[int, ...],
    height: int,
    width: int,
    names: tuple[int, int],
    room: tuple[int, int],
    bar_px: int = 0,
    pair_px: int = 0,
) -> MosaicLayout:
    """The arrangement that shows all images as large as the room allows.

    Args:
        counts: images of each class.
        height: of one image, in its own pixels.
        width: of one image, in its own pixels.
        names: width of a name beside the images, and height of one above them.
        room: width and height to fill, in screen pixels.
        bar_px: width of the scroll bar that stands in the room where not all images fit.
        pair_px: as `MosaicLayout` has it.

    Returns:
        One line a class where that costs little; otherwise classes wrap and stand in columns. Too
        many images for the room are as high as they must be, never wider than it.
    """
    largest = max(counts, default=1)
    wraps = sorted({math.ceil(largest / lines) for lines in range(1, min(largest, 16) + 1)})
    best = MosaicLayout(counts, height, width, 0.0, max(1, largest), 1, names[0], pair_px=pair_px)
    best_worth = 0.0
    for label_px, head_px in ((names[0], 0), (0, names[1])):
        for num_columns in range(1, min(len(counts), MOST_COLUMNS) + 1):
            for wrap in reversed(wraps):
                layout = replace(
                    best,
                    scale=1.0,
                    wrap=wrap,
                    num_columns=num_columns,
                    label_px=label_px,
                    head_px=head_px,
                )
                scale = _largest_scale(layout, room)
                # whole rows, one line a class, and names beside it, are worth smaller images
                fill = len(counts) / (layout.num_rows * num_columns)
                worth = scale * (0.8 + 0.2 * fill)
                worth *= 1.0 if layout.lines_per_class == 1 else 0.93
                worth *= NAMES_ABOVE_WORTH if head_px else 1.0
                if worth > best_worth * 1.02:
                    best_worth = worth
                    best = replace(layout, scale=scale)
    if best.scale < SMALLEST_SCALE:
        return _scrolled_layout(best, names, room[0] - bar_px)
    scale = min(best.scale, LARGEST_SCALE)
    whole = math.floor(scale)
    # equal pixels look better than a few more of them, up to a quarter
    if whole >= 1 and whole / scale >= 0.75:
        scale = float(whole)
    return replace(best, scale=scale)


def _scrolled_layout(known: MosaicLayout, names: tuple[int, int], width: int) -> MosaicLayout:
    """The lowest arrangement of images that can still be told apart, within this width."""
    scale = min(1.0, max(SMALLEST_SCALE, LEAST_SIDE_PX / max(known.height, known.width)))
    lowest = replace(known, scale=scale, wrap=1, num_columns=1, label_px=0, head_px=names[1])
    for label_px, head_px in ((0, names[1]), (names[0], 0)):
        for num_columns in range(min(len(known.counts), MOST_COLUMNS), 0, -1):
            block = (width - 2 * MARGIN_PX + COLUMN_GAP_PX) // num_columns - COLUMN_GAP_PX
            across = math.floor((block - label_px + lowest.across_px) / lowest.cell_width)
            # a name above needs its width too
            if across < 1 or (head_px and num_columns > 1 and block < names[0]):
                continue
            wrap = min(across, max(known.counts, default=1))
            layout = replace(
                lowest, wrap=wrap, num_columns=num_columns, label_px=label_px, head_px=head_px
            )
            # of equal ones that with the names beside, in the fewest columns
            if layout.size[1] <= lowest.size[1]:
                lowest = layout
    return lowest


def seen_size(
    size: tuple[float, float], room: tuple[int, int], bars_px: tuple[int, int]
) -> tuple[int, int]:
    """Width and height of what is seen of a mosaic at once: the room less the scroll bars it needs.

    Args:
        size: of the mosaic.
        room: without scroll bars.
        bars_px: width of the bar that stands, and height of the one that lies.
    """
    width, height = room
    # a bar takes room, which may make the other one necessary
    for _ in range(2):
        width = room[0] - (bars_px[0] if whole_px(size[1]) > height else 0)
        height = room[1] - (bars_px[1] if whole_px(size[0]) > width else 0)
    return width, height


def whole_px(length: float) -> int:
    """Pixels that a length takes; what is left over by arithmetic takes none."""
    return math.ceil(length - 1e-6)


def _largest_scale(layout: MosaicLayout, room: tuple[int, int]) -> float:
    """Both sides grow linearly with the scale: what is fixed comes off, the rest is shared."""
    across = layout.num_columns * layout.wrap * layout.width
    down = layout.num_rows * layout.lines_per_class * layout.height
    total_width, total_height = layout.size
    free = (room[0] - (total_width - across), room[1] - (total_height - down))
    return max(0.0, min(free[0] / across, free[1] / down))


def zoomed(scale: float, steps: int) -> float:
    """The scale so many notches further on the ladder of whole (or halved) pixels."""
    ladder = [0.125, 0.25, 0.5, *map(float, range(1, 9)), 10.0, 12.0, 16.0, 20.0, 24.0, 32.0]
    for _ in range(abs(steps)):
        if steps > 0:
            scale = next((step for step in ladder if step > scale * 1.001), ladder[-1])
        else:
            scale = next((step for step in reversed(ladder) if step < scale * 0.999), ladder[0])
    return scale
