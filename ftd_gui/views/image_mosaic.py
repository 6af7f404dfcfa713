"""A synthetic set as a mosaic: a row per class, nearest-neighbour, painted only where it is seen."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ftd_engine.snapshot import Snapshot
from ftd_gui.theme import Theme
from ftd_gui.views.comparison import Comparison
from ftd_gui.views.contrast import Contrast
from ftd_gui.views.mosaic_layout import (
    GAP_PX,
    LABEL_GAP_PX,
    LARGEST_SCALE,
    PAIR_GAP_PX,
    SMALLEST_SCALE,
    Cell,
    MosaicLayout,
    fitting_layout,
    seen_size,
    whole_px,
    zoomed,
)
from ftd_gui.views.mosaic_menu import MosaicMenu
from ftd_gui.views.mosaic_names import draw_names
from ftd_gui.views.mosaic_picture import picture_of
from ftd_gui.views.mosaic_sheet import MosaicSheet
from ftd_gui.views.mosaic_values import READABLE_SCALE, PixelValues
from ftd_gui.views.pixel_reading import PixelReading
from ftd_gui.views.seen_set import SeenSet, reference_for
from ftd_gui.words import tr

MOST_LABEL_PX = 140


class ImageMosaic(QAbstractScrollArea):
    """Shows one stored set.

    Signals:
        pixel_read(object): a PixelReading under the cursor, or None.
        zoom_changed(float): screen pixels for one image pixel.
        picture_requested(str, object, bool): copy or save a part, as in `MosaicMenu`.
        only_requested(object): see the class of this `Cell` alone, or all classes for None.
    """

    pixel_read = Signal(object)
    zoom_changed = Signal(float)
    picture_requested = Signal(str, object, bool)
    only_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "picture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Synthetic images"))
        self.setAccessibleDescription(
            tr(
                "The wheel or plus and minus zoom, dragging moves, 0 shows everything, "
                "Shift with an arrow key selects an image, the menu key or Ctrl+C takes it along, "
                "Ctrl with an arrow key, Page Up and Page Down scroll, Enter shows its pixels, "
                "O its class alone."
            )
        )
        self.viewport().setMouseTracking(True)
        self._theme = theme
        self._class_names: tuple[str, ...] = ()
        self._seen: SeenSet | None = None
        self._contrast = Contrast()
        self._reference_set: Snapshot | None = None
        self._reference: SeenSet | None = None
        self._comparison = Comparison()
        self._sheet: MosaicSheet | None = None
        self._layout = MosaicLayout((), 1, 1, 1.0, 1, 1, 0)
        self._painted = (self._layout, QRectF(), list[Cell](), list[QRectF]())
        self._values = PixelValues()
        self.is_fitted = True
        self._drag_from: QPoint | None = None
        self._selected: Cell | None = None
        self._cursor: QPointF | None = None
        self.menu = MosaicMenu(self)
        self.menu.picture_requested.connect(self.picture_requested)
        self.menu.only_requested.connect(self.only_requested)

    # ------------------------------------------------ what is shown

    def show_set(self, snapshot: Snapshot, series: str, class_names: Sequence[str]) -> None:
        """Show a series of a set; the zoom stays as long as the set has the same shape."""
        self._seen = SeenSet(snapshot, series)
        self._choose_reference()
        known = tuple(class_names)
        highest = int(snapshot.labels.max(initial=-1)) + 1
        names = known if len(known) >= highest else tuple(str(index) for index in range(highest))
        counts = tuple(
            int(count) for count in np.bincount(snapshot.labels, minlength=len(names))[: len(names)]
        )
        height, width = self._seen.shape[2:]
        shape = (height, 2 * width if self.is_beside else width)
        known = self._layout
        is_new = (counts, *shape) != (known.counts, known.height, known.width)
        if is_new or names != self._class_names:
            self._class_names = names
            self._selected = None
            self.is_fitted = True
            self._layout = MosaicLayout(counts, shape[0], shape[1], 1.0, 1, 1, self._label_px())
        self._repaint_sheet()
        if self.is_fitted and self._layout is not known:
            self._fit()
        # the pixel under a resting cursor has another value now
        self.pixel_read.emit(self.reading_at(self._cursor) if self._cursor is not None else None)

    def compare(self, reference: Snapshot | None, comparison: Comparison) -> None:
        """Compare the set with another one in this way, or with none."""
        if reference is self._reference_set and comparison == self._comparison:
            return
        was_beside = self.is_beside
        if reference is not self._reference_set:
            self._reference_set = reference
            self._choose_reference()
        self._comparison = comparison
        if self._seen is None:
            return
        if self.is_beside == was_beside:
            self._repaint_sheet()
        else:
            self.show_set(self._seen.snapshot, self._seen.series, self._class_names)

    def _choose_reference(self) -> None:
        self._reference = (
            reference_for(self._seen, self._reference_set)
            if self._seen is not None and self._reference_set is not None
            else None
        )

    @property
    def is_beside(self) -> bool:
        return self._reference is not None and self._comparison.mode == "beside"

    @property
    def seen(self) -> SeenSet | None:
        """What is shown; None without a set."""
        return self._seen

    @property
    def distance(self) -> float | None:
        """Mean distance of the images to those that they are compared with; None without them."""
        if self._seen is None or self._reference is None:
            return None
        return self._seen.mean_distance_to(self._reference)

    def set_contrast(self, contrast: Contrast) -> None:
        """Choose how colours outside 0…1 are shown."""
        self._contrast = contrast
        self._repaint_sheet()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.viewport().update()

    @property
    def mosaic(self) -> MosaicLayout:
        """Where the images lie."""
        return self._layout

    @property
    def selected(self) -> Cell | None:
        """The image chosen by the keyboard or a click."""
        return self._selected

    def rows_of(self, part: str, cell: Cell | None) -> list[list[int]]:
        """Numbers of the images of a part, a row per class."""
        if part == "image" and cell is not None:
            return [[cell.image]]
        layout = self._layout
        classes = [cell.class_index] if part == "class" and cell else range(len(layout.counts))
        firsts = [(layout.first_image(each), layout.counts[each]) for each in classes]
        return [list(range(first, first + count)) for first, count in firsts if count]

    def picture(self, part: str, cell: Cell | None) -> QImage | None:
        """The image, its class or everything, as it is seen but pixel-exact; None without a set."""
        if self._sheet is None:
            return None
        scale = max(1, round(self._layout.scale))
        return picture_of(self._sheet, self.rows_of(part, cell), self._layout, scale)

    def class_name(self, cell: Cell) -> str:
        """Name of an image's class."""
        return self._class_names[cell.class_index]

    def _open_menu(self, cell: Cell | None, spot: QPoint) -> None:
        if self._sheet is not None:
            self.menu.show_for(cell, self.class_name(cell) if cell else "")
            self.menu.popup(spot)

    def open_menu_below(self, button: QWidget) -> None:
        """Offer what can be taken along, of the selected image, under a button."""
        self._open_menu(self._selected, button.mapToGlobal(button.rect().bottomLeft()))

    def _repaint_sheet(self) -> None:
        if self._seen is None:
            return
        pixels = self._seen.pixels(self._contrast, self._reference, self._comparison)
        self._sheet = MosaicSheet(pixels)
        self.viewport().update()

    def _label_px(self) -> int:
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name in self._class_names), default=0)
        return min(widest, MOST_LABEL_PX) + LABEL_GAP_PX

    def _head_px(self) -> int:
        return self.fontMetrics().height() + GAP_PX

    # ------------------------------------------------ zoom

    def fit(self) -> None:
        """Show everything as large as it goes."""
        self.is_fitted = True
        self._fit()

    def _fit(self) -> None:
        known = self._layout
        room, bars_px = self._room()
        shape = known.counts, known.height, known.width
        names, pair_px = (self._label_px(), self._head_px()), PAIR_GAP_PX * self.is_beside
        self._set_layout(fitting_layout(*shape, names, room, bars_px[0], pair_px))

    def _set_layout(self, layout: MosaicLayout) -> None:
        has_zoomed = layout.scale != self._layout.scale
        self._layout = layout
        self._update_scroll_bars()
        self.viewport().update()
        if has_zoomed:
            self.zoom_changed.emit(layout.scale)

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """Zoom so that what lies under `anchor` (a point of the viewport) stays there."""
        if self._seen is None:
            return
        scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        known = self._layout
        anchor = anchor or QPointF(self.viewport().rect().center())
        place = anchor - self._origin()
        near = known.nearest_cell(place)
        self.is_fitted = False
        layout = replace(known, scale=scale)
        self._set_layout(layout)
        if near is None:
            return
        before = known.cell_box(near.class_index, near.place)
        after = layout.cell_box(near.class_index, near.place)
        share = (place - before.topLeft()) * (scale / known.scale)
        target = after.topLeft() + share - anchor
        self.horizontalScrollBar().setValue(round(target.x()))
        self.verticalScrollBar().setValue(round(target.y()))
        self.viewport().update()

    def zoom_by(self, steps: int) -> None:
        """Zoom so many notches about the middle."""
        self.zoom_to(zoomed(self._layout.scale, steps))

    def _update_scroll_bars(self) -> None:
        size = self._layout.size
        # what will be seen: the viewport itself still has the bars of what was shown before
        seen = seen_size(size, *self._room())
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        for bar, whole, page in zip(bars, size, seen, strict=True):
            bar.setRange(0, max(0, whole_px(whole) - page))
            bar.setPageStep(page)
            bar.setSingleStep(40)

    def _room(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Width and height without scroll bars, and what those would take of each."""
        room, standing = self.maximumViewportSize(), self.verticalScrollBar().sizeHint()
        bars_px = standing.width(), self.horizontalScrollBar().sizeHint().height()
        return (room.width(), room.height()), bars_px

    def _origin(self) -> QPointF:
        """Where the mosaic's corner lies in the viewport; what is smaller stands in the middle."""
        width, height = self._layout.size
        view = self.viewport().size()
        x = (
            -self.horizontalScrollBar().value()
            if width > view.width()
            else math.floor((view.width() - width) / 2)
        )
        y = (
            -self.verticalScrollBar().value()
            if height > view.height()
            else math.floor((view.height() - height) / 2)
        )
        return QPointF(x, y)

    # ------------------------------------------------ painting

    def paintEvent(self, arg__1: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(arg__1.rect(), QColor(self._theme.mosaic_ground))
        if self._sheet is None:
            return
        origin = self._origin()
        layout = self._layout
        seen = QRectF(arg__1.rect()).translated(-origin)
        painter.translate(origin)
        if self._painted[:2] != (layout, seen):
            # the next set stands in the same places
            cells = layout.cells_in(seen)
            self._painted = layout, seen, cells, layout.boxes_of(cells)
        cells = self._painted[2]
        for cell, box in zip(cells, self._painted[3], strict=True):
            self._sheet.draw(painter, box, cell.image, layout.pair_px)
        if self._selected is not None:
            box = layout.cell_box(self._selected.class_index, self._selected.place)
            painter.setPen(QPen(QColor("#ffffff"), 2))
            painter.drawRect(box.adjusted(-1, -1, 1, 1))
        if self._seen is not None and self._reference is None and layout.scale >= READABLE_SCALE:
            self._values.draw(painter, layout, cells, seen, self._seen.colours)
        draw_names(painter, layout, self._class_names, self._theme, seen, -origin.x())

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        if self.is_fitted and self._seen is not None:
            self._fit()
        self._update_scroll_bars()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    # ------------------------------------------------ reading

    def reading_at(self, point: QPointF) -> PixelReading | None:
        """The pixel under a point of the viewport."""
        if self._seen is None:
            return None
        place = point - self._origin()
        cell = self._layout.cell_at(place)
        if cell is None:
            return None
        x, y = self._layout.pixel_at(cell, place)
        return PixelReading(
            self._class_names[cell.class_index],
            cell.place,
            x,
            y,
            self._seen.normalised_at(cell.image, x, y),
            self._seen.colour_at(cell.image, x, y),
            self._reference.colour_at(cell.image, x, y) if self._reference else (),
            self._seen.distance_to(self._reference, cell.image) if self._reference else None,
        )

    # ------------------------------------------------ mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is not None:
            step = event.position().toPoint() - self._drag_from
            self._drag_from = event.position().toPoint()
            for bar, delta in (
                (self.horizontalScrollBar(), step.x()),
                (self.verticalScrollBar(), step.y()),
            ):
                bar.setValue(bar.value() - delta)
        self._cursor = event.position()
        self.pixel_read.emit(self.reading_at(self._cursor))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._drag_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag_from = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit()

    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        if arg__1.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu(self._selected, arg__1.globalPos())
        else:
            cell = self._layout.cell_at(QPointF(arg__1.pos()) - self._origin())
            self._open_menu(cell, arg__1.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._cursor = None
        self.pixel_read.emit(None)

    def wheelEvent(self, arg__1: QWheelEvent) -> None:
        delta = arg__1.angleDelta().y()
        if arg__1.modifiers() & Qt.KeyboardModifier.ControlModifier:
            scale = self._layout.scale * 1.1 ** (delta / 120)
        else:
            scale = zoomed(self._layout.scale, 1 if delta > 0 else -1 if delta < 0 else 0)
        if delta:
            self.zoom_to(scale, arg__1.position())
        arg__1.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        has_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif event.key() in (Qt.Key.Key_0, Qt.Key.Key_F):
            self.fit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.menu.take("copy", self._selected)
        elif has_shift and event.key() in moves:
            self._move_selection(*moves[Qt.Key(event.key())])
        elif has_ctrl and event.key() in moves:
            self._scroll(*moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar, is_up = self.verticalScrollBar(), event.key() == Qt.Key.Key_PageUp
            bar.setValue(bar.value() + (-bar.pageStep() if is_up else bar.pageStep()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected:
            self._show_pixels(self._selected)
        elif event.key() == Qt.Key.Key_O and self._selected:
            self.only_requested.emit(self._selected)
        elif event.key() == Qt.Key.Key_Escape and self._selected:
            self._selected = None
            self.viewport().update()
        else:
            # plain arrows belong to the iterations
            event.ignore()

    def _scroll(self, across: int, down: int) -> None:
        for bar, steps in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + steps * bar.singleStep())

    def _show_pixels(self, cell: Cell) -> None:
        """Zoom until the values of an image's pixels can be read, and back to everything."""
        if self._layout.scale >= LARGEST_SCALE:
            self.fit()
            return
        self.zoom_to(LARGEST_SCALE)
        self._centre_on(cell)

    def _move_selection(self, across: int, down: int) -> None:
        layout = self._layout
        classes = [index for index, count in enumerate(layout.counts) if count]
        if not classes:
            return
        if self._selected is None:
            class_index, place = classes[0], 0
        else:
            row = classes.index(self._selected.class_index) + down
            class_index = classes[min(max(row, 0), len(classes) - 1)]
            place = self._selected.place + across
        place = min(max(place, 0), layout.counts[class_index] - 1)
        self._selected = Cell(layout.first_image(class_index) + place, class_index, place)
        box = layout.cell_box(class_index, place).translated(self._origin())
        if not QRectF(self.viewport().rect()).contains(box):
            self._centre_on(self._selected)
        centre = layout.cell_box(class_index, place).translated(self._origin()).center()
        self.pixel_read.emit(self.reading_at(centre))
        self.viewport().update()

    def _centre_on(self, cell: Cell) -> None:
        """Scroll until an image stands in the middle, or as near to it as the mosaic reaches."""
        box = self._layout.cell_box(cell.class_index, cell.place).translated(self._origin())
        away = box.center() - QRectF(self.viewport().rect()).center()
        for bar, step in (
            (self.horizontalScrollBar(), away.x()),
            (self.verticalScrollBar(), away.y()),
        ):
            bar.setValue(round(bar.value() + step))
        self.viewport().update()
