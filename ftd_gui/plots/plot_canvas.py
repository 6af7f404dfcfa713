# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false, reportUnknownArgumentType=false, reportUntypedBaseClass=false
# pyqtgraph has no type stubs, and some of its annotations name the wrong type
"""The drawing area of a plot: axes, one or two views, mouse and keys. Knows no run and no curve."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsGridLayout, QWidget

from ftd_gui.plots.graphs import pg
from ftd_gui.plots.number_axis import NumberAxis
from ftd_gui.plots.plot_items import PlotViewBox
from ftd_gui.theme import Theme, caption_font, number_font

Range = tuple[float, float]

PAN_SHARE = 0.1
ZOOM_STEP = 1.25


class PlotCanvas(pg.GraphicsView):
    """Axes and views. All ranges are in coordinates of the view, log10 on a logarithmic axis.

    Signals:
        moved_by_hand(): the user panned or zoomed.
        range_changed(): the visible range or the size changed, for whatever reason.
        fit_requested(): the user asked for the whole data.
        cursor_moved(float, float): mouse over the view at this place.
        cursor_left(): the mouse is elsewhere, or the keys let the cursor go.
        cursor_stepped(int): the keys move the cursor so many points on.
        chosen(): a click or Enter on what the cursor reads.
        copy_requested(): the copy key; whatever the cursor reads is wanted.
        menu_requested(QPoint): a right click at this place of the screen.
        focus_changed(): the canvas got or lost the keyboard.
        resized(): the canvas has another size.
    """

    moved_by_hand = Signal()
    range_changed = Signal()
    fit_requested = Signal()
    cursor_moved = Signal(float, float)
    cursor_left = Signal()
    cursor_stepped = Signal(int)
    chosen = Signal()
    copy_requested = Signal()
    menu_requested = Signal(QPoint)
    focus_changed = Signal()
    resized = Signal()

    def __init__(
        self, titles: tuple[str, str, str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            titles: of the x axis, the left y axis, and the right one or "".
            theme: first colours.
            parent: widget that owns it.
        """
        super().__init__(parent)
        # Qt lets the drawing area take the keys too and hands them on; a reader would meet it, nameless.
        # What it is told it tells the canvas, which therefore is told last.
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._titles = titles
        self._has_titles = True
        self._fit: tuple[Range, Range | None] = ((0.0, 1.0), None)
        self.view = PlotViewBox()
        self.bottom, self.left, self.right = (
            # epochs and iterations are counted
            NumberAxis("bottom", is_whole=True),
            NumberAxis("left"),
            NumberAxis("right"),
        )
        self.right_view: pg.ViewBox | None = None
        grid = QGraphicsGridLayout()
        grid.setContentsMargins(4, 6, 10, 4)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.addItem(self.left, 0, 0)
        grid.addItem(self.view, 0, 1)
        grid.addItem(self.bottom, 1, 1)
        for axis in (self.left, self.bottom):
            axis.linkToView(self.view)
            axis.setGrid(255)
            axis.setZValue(-1000)
        if titles[2]:
            grid.addItem(self.right, 0, 2)
            self.right_view = pg.ViewBox(enableMenu=False, enableMouse=False)
            self.right_view.disableAutoRange()
            self.right_view.setZValue(self.view.zValue() - 1)
            self.right.linkToView(self.right_view)
        grid.setRowStretchFactor(0, 1)
        grid.setColumnStretchFactor(1, 1)
        plate = pg.GraphicsWidget()
        plate.setLayout(grid)
        self._grid = grid
        self.setCentralItem(plate)
        if self.right_view is not None:
            self.scene().addItem(self.right_view)
        self.view.sigRangeChanged.connect(self._on_range_changed)
        self.view.sigResized.connect(self._on_range_changed)
        self.view.sigRangeChangedManually.connect(self._on_moved)
        self.view.fit_requested.connect(self.fit_requested)
        self.view.menu_requested.connect(self.menu_requested)
        self.view.chosen.connect(self.chosen)
        self.set_theme(theme)

    # ------------------------------------------------ contents

    def add_items(self, items: tuple[Any, ...], on_right: bool) -> None:
        """Put drawn things into the left or the right view."""
        view = self.right_view if on_right and self.right_view is not None else self.view
        for item in items:
            view.addItem(item, ignoreBounds=True)

    def set_log(self, log_x: bool, log_y: bool) -> None:
        """Choose logarithmic axes; the right axis follows the left one."""
        self.bottom.setLogMode(log_x)  # pyright: ignore[reportArgumentType]
        self.left.setLogMode(log_y)  # pyright: ignore[reportArgumentType]
        self.right.setLogMode(log_y)  # pyright: ignore[reportArgumentType]

    def fit(self, x: Range, y: Range, right_y: Range | None) -> None:
        """Show exactly these ranges and take them as the whole."""
        if self._fit == (y, right_y) and (self.x_range, self.y_range) == (x, y):
            return
        self._fit = (y, right_y)
        self.view.widest = (x[1] - x[0], y[1] - y[0])
        self.view.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=True)
        self._sync_right()

    @property
    def x_range(self) -> Range:
        """Visible x, in coordinates of the view."""
        low, high = self.view.viewRange()[0]
        return float(low), float(high)

    @property
    def y_range(self) -> Range:
        """Visible y of the left axis, in coordinates of the view."""
        low, high = self.view.viewRange()[1]
        return float(low), float(high)

    @property
    def right_range(self) -> Range | None:
        """Visible y of the right axis; None where there is none or nothing on it."""
        if self.right_view is None or self._fit[1] is None:
            return None
        low, high = self.right_view.viewRange()[1]
        return float(low), float(high)

    def room(self, on_right: bool) -> QRectF:
        """What is visible of the left or the right view, in its coordinates, the lowest y at the top."""
        (low, high), y_range = self.x_range, self.y_range
        if on_right and self.right_view is not None:
            y_range = self.right_range or y_range
        return QRectF(low, y_range[0], high - low, y_range[1] - y_range[0])

    @property
    def num_columns(self) -> int:
        """Pixels across the view."""
        return max(16, int(self.view.width() * self.devicePixelRatioF()))

    @property
    def num_rows(self) -> int:
        """Pixels down the view."""
        return max(16, int(self.view.height() * self.devicePixelRatioF()))

    @property
    def area(self) -> QRectF:
        """Inside of the axes, in pixels of the canvas."""
        box = self.view.sceneBoundingRect()
        return QRectF(self.mapFromScene(box.topLeft()), self.mapFromScene(box.bottomRight()))

    def place_of(self, view_x: float, view_y: float, on_right: bool) -> QPointF:
        """Pixel of the canvas where a point of the view is drawn."""
        view = self.right_view if on_right and self.right_view is not None else self.view
        return QPointF(self.mapFromScene(view.mapViewToScene(QPointF(view_x, view_y))))

    def _on_moved(self, *_: Any) -> None:
        self.moved_by_hand.emit()

    def _on_range_changed(self, *_: Any) -> None:
        self._sync_right()
        self.range_changed.emit()

    def _sync_right(self) -> None:
        """Keep the right view over the left one, moved and stretched by the same share."""
        view, fitted = self.right_view, self._fit[1]
        if view is None:
            return
        view.setGeometry(self.view.sceneBoundingRect())
        if fitted is None:
            return
        whole = self._fit[0]
        stretch = (fitted[1] - fitted[0]) / (whole[1] - whole[0])
        low, high = (fitted[0] + (end - whole[0]) * stretch for end in self.y_range)
        view.setRange(xRange=self.x_range, yRange=(low, high), padding=0, disableAutoRange=True)

    # ------------------------------------------------ looks

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.setBackground(theme.card)
        self.view.set_box_colour(theme.accent)
        for axis in (self.left, self.bottom, self.right):
            is_right = axis is self.right
            axis.setPen(pg.mkPen(theme.hairline))
            axis.setTickPen(pg.mkPen(theme.plot_grid))
            axis.setTextPen(pg.mkPen(theme.teacher if is_right else theme.text_soft))
            axis.setTickFont(number_font(caption_font(self.font())))
        self._write_titles()

    def show_titles(self, has_titles: bool) -> None:
        """Show or leave out the axis titles, for want of room."""
        if has_titles != self._has_titles:
            self._has_titles = has_titles
            self._write_titles()

    def _write_titles(self) -> None:
        size = f"{caption_font(self.font()).pointSizeF():g}pt"
        soft, teacher = self._theme.text_soft, self._theme.teacher
        for axis, title, colour in (
            (self.bottom, self._titles[0], soft),
            (self.left, self._titles[1], soft),
            (self.right, self._titles[2], teacher),
        ):
            css: dict[str, Any] = {"color": colour, "font-size": size}
            axis.setLabel(title, **css)
            axis.showLabel(bool(title) and self._has_titles)
        # without a title the last number needs the room
        self._grid.setContentsMargins(4, 6, 4 if self._titles[2] else 22, 4)

    # ------------------------------------------------ keys and mouse

    def pan(self, share_x: float, share_y: float) -> None:
        """Move the view by shares of what is visible."""
        (x_low, x_high), (y_low, y_high) = self.x_range, self.y_range
        self.view.translateBy(x=(x_high - x_low) * share_x, y=(y_high - y_low) * share_y)
        self.moved_by_hand.emit()

    def zoom(self, factor: float) -> None:
        """Show so many times less, about the middle."""
        self.view.scaleBy((1 / factor, 1 / factor))
        self.moved_by_hand.emit()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key = ev.key()
        pans = {
            Qt.Key.Key_Left: (-PAN_SHARE, 0.0),
            Qt.Key.Key_Right: (PAN_SHARE, 0.0),
            Qt.Key.Key_Up: (0.0, PAN_SHARE),
            Qt.Key.Key_Down: (0.0, -PAN_SHARE),
        }
        has_shift = bool(ev.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if ev.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif has_shift and key in steps:
            self.cursor_stepped.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif key in pans:
            self.pan(*pans[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_Home:
            self.fit_requested.emit()
        else:
            ev.ignore()
            return
        ev.accept()

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        # the scene would take it; the plot around decides
        if event is not None:
            event.ignore()

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        place = self.mapToScene(ev.position().toPoint())
        if self.view.sceneBoundingRect().contains(place):
            point = self.view.mapSceneToView(place)
            self.cursor_moved.emit(float(point.x()), float(point.y()))
        else:
            self.cursor_left.emit()

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self.cursor_left.emit()

    def focusInEvent(self, ev: Any) -> None:
        super().focusInEvent(ev)
        self.focus_changed.emit()

    def focusOutEvent(self, ev: Any) -> None:
        super().focusOutEvent(ev)
        self.focus_changed.emit()

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        self.cursor_left.emit()
        self.resized.emit()
