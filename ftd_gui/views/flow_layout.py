"""A layout that sets its items side by side and wraps them like words."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """Rows of items, each at its own width, as many to a row as fit, in the middle of their row.

    An item that wants to grow takes what its row has left; one that is wider than the whole room
    takes the room.

    Args:
        parent: whose layout it is, if it is not part of another one.
        gap_px: between two items of a row.
        row_gap_px: between two rows.
    """

    def __init__(self, parent: QWidget | None = None, gap_px: int = 8, row_gap_px: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap_px, self._row_gap_px = gap_px, row_gap_px
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addWidget(self, w: QWidget) -> None:  # noqa: N802
        self.addChildWidget(w)
        # Qt's own items die unheard, and their wrappers in Python are then taken for those of others
        self.addItem(QWidgetItem(w))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        rows = self._rows(width - margins.left() - margins.right())
        heights = [max(size.height() for _, size in row) for row in rows]
        gaps = self._row_gap_px * max(0, len(rows) - 1)
        return sum(heights) + gaps + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        room = rect.marginsRemoved(self.contentsMargins())
        y = room.y()
        for row in self._rows(room.width()):
            height = max(size.height() for _, size in row)
            x = room.x()
            for item, size in row:
                spot = QPoint(x, y + (height - size.height()) // 2)
                item.setGeometry(QRect(spot, size))
                x += size.width() + self._gap_px
            y += height + self._row_gap_px

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items that are seen, row by row, each with the size that it takes."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
            if not rows or size.width() + self._gap_px > left:
                rows.append([])
                left = width + self._gap_px
            rows[-1].append((item, size))
            left -= size.width() + self._gap_px
        for row in rows:
            self._grow(row, width)
        return rows

    def _grow(self, row: list[tuple[QLayoutItem, QSize]], width: int) -> None:
        """Hand what the row has left to those that want to grow."""
        growing = [
            size for item, size in row if item.expandingDirections() & Qt.Orientation.Horizontal
        ]
        free = width - sum(size.width() for _, size in row) - self._gap_px * (len(row) - 1)
        for place, size in enumerate(growing):
            share = free // (len(growing) - place)
            size.setWidth(size.width() + max(0, share))
            free -= share
