"""A plot as a card: title, tools, legend, canvas and readout. Draws what it is given."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.plots.decimation import column_edges
from ftd_gui.plots.line_look import Numbers, Piece, no_numbers
from ftd_gui.plots.plot_canvas import PlotCanvas, Range
from ftd_gui.plots.plot_content import PlotContent
from ftd_gui.plots.plot_cursor import PlotCursor, Readout
from ftd_gui.plots.plot_legend import PlotLegend
from ftd_gui.plots.plot_line import PlotLine
from ftd_gui.plots.plot_menu import PlotMenu
from ftd_gui.plots.plot_ranges import unless_alike, whole_x, whole_y
from ftd_gui.plots.plot_reader import PlotReader
from ftd_gui.plots.plot_seen import PlotSeen
from ftd_gui.plots.plot_spec import FRAME_MS, PlotSpec, hidden_words, in_language
from ftd_gui.plots.plot_title import PlotTitle
from ftd_gui.plots.plot_tool import PlotTool
from ftd_gui.plots.smoothing import Smoothing
from ftd_gui.theme import SPACE_PX, Theme
from ftd_gui.words import tr

LEGEND_HEIGHT_PX = 170
TITLES_HEIGHT_PX = 220
ROOMY_WIDTH_PX, ROOMY_FONT_PT = 300, 10.0
BOX_WIDTH_PX, FIT_WIDTH_PX, TOOL_WIDTH_PX = 380, 340, 240
"""Smaller plots leave out the axis titles and then the legend, narrower ones some of the tools."""
LEAST_SIZE = QSize(150, 100)


class CurvePlot(QFrame):
    """One plot.

    Signals:
        enlarge_requested(): the user wants this plot alone, or all plots again.
        export_requested(str): the user wants to take it along, as this `ExportKind`.
        x_read(object): the cursor reads this x; None once it reads none.
        x_chosen(float): this x was clicked, or chosen with Enter.
    """

    enlarge_requested = Signal()
    export_requested = Signal(str)
    x_read = Signal(object)
    x_chosen = Signal(float)

    def __init__(self, spec: PlotSpec, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        spec = in_language(spec)
        self.spec = spec
        self._theme = theme
        self._is_fitted = True
        self._is_drawing = False
        self._cursor_at: tuple[float, float] | None = None
        self._linked_x: float | None = None
        self._marked_x: float | None = None
        self._smoothing: Smoothing | None = None
        self._left_out = (0, 0)
        self._edges_key: tuple[float, float, int, bool] | None = None
        self._edges = no_numbers()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.draw)
        self.canvas = PlotCanvas((spec.x_title, spec.y_title, spec.right_title), theme, self)
        self.canvas.setAccessibleName(tr("{title} plot").format(title=spec.title))
        sentences = (
            " ".join(spec.explanation.split()),
            tr("Arrow keys move the view, plus and minus zoom, Home shows everything."),
            tr(
                "Shift with Left or Right moves the crosshair from point to point, Enter chooses its "
                "place."
            ),
        )
        self.canvas.setAccessibleDescription(" ".join(sentences))
        self._cursor = PlotCursor(theme, self.canvas)
        self._reader = PlotReader(spec, self.canvas, self._cursor)
        self.legend = PlotLegend(theme, self)
        self.note = QLabel(self.legend)
        self.note.setProperty("look", "caption")
        self.note.hide()
        self.lines: dict[str, PlotLine] = {}
        for key, look in spec.lines.items():
            line = PlotLine(look, theme)
            self.lines[key] = line
            self.canvas.add_items(line.items, look.on_right)
            self.legend.add_entry(key, look)
        self.legend.add_note(self.note)
        self._build()
        self.log_y_button.setChecked(spec.log_y)
        self._connect()
        self._apply_log()
        self.set_theme(theme)

    def _build(self) -> None:
        self._title = PlotTitle(self.spec.explanation)
        self._title.setText(self.spec.title)
        self._title.setProperty("look", "heading")
        factors = tr("Equal factors stand equally far apart; 0 and below are left out.")
        self.log_x_button = self._tool("", tr("Logarithmic x axis"), factors, tr("log x"))
        self.log_y_button = self._tool("", tr("Logarithmic y axis"), factors, tr("log y"))
        self.box_button = self._tool(
            "box_zoom",
            tr("Zoom into a box drawn with the mouse (or hold Shift)"),
            tr("With keys, plus and minus zoom while the plot has the focus."),
        )
        self.fit_button = self._tool(
            "fit",
            tr("Show everything and follow new points (Home)"),
            tr("Gives up what was moved or zoomed by hand."),
        )
        self.export_button = self._tool(
            "export",
            tr("Save as a picture, or its points as a table"),
            tr("Opens a menu of the kinds of files."),
        )
        self.enlarge_button = self._tool(
            "enlarge", tr("See this plot alone"), tr("Makes it large, or brings the others back.")
        )
        for button in (self.log_x_button, self.log_y_button, self.box_button):
            button.setCheckable(True)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title, 1)
        for button in self._tools():
            head.addWidget(button)
        self._empty = QLabel(self.spec.empty_text)
        self._empty.setProperty("look", "soft")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(0, 0, 2 * SPACE_PX, 2 * SPACE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE_PX, SPACE_PX, SPACE_PX, SPACE_PX)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.legend)
        # first the place, then what stands in it: a widget without one would show as a window
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.canvas)
        # made first, read last, also where there is no room for a legend between
        QWidget.setTabOrder(self.enlarge_button, self.canvas)

    def _tool(self, icon: str, meaning: str, more: str, text: str = "") -> PlotTool:
        return PlotTool(self, self.spec.title, icon, meaning, more, text)

    def _tools(self) -> tuple[PlotTool, ...]:
        return (
            self.log_x_button,
            self.log_y_button,
            self.box_button,
            self.fit_button,
            self.export_button,
            self.enlarge_button,
        )

    def _connect(self) -> None:
        self._title.double_clicked.connect(self.enlarge_requested)
        self.enlarge_button.clicked.connect(self.enlarge_requested)
        self.fit_button.clicked.connect(self.fit)
        self.export_menu = PlotMenu(parent=self)
        self.menu = PlotMenu(
            (
                (tr("Logarithmic x axis"), self.log_x_button),
                (tr("Logarithmic y axis"), self.log_y_button),
                (tr("Zoom into a box"), self.box_button),
                (tr("Show everything"), self.fit_button),
                (tr("Enlarge, or see all plots again"), self.enlarge_button),
            ),
            self,
        )
        for menu in (self.export_menu, self.menu):
            menu.export_requested.connect(self.export_requested)
            menu.aboutToShow.connect(self._on_menu_opens)
        self.export_button.clicked.connect(self._on_export_clicked)
        self.canvas.menu_requested.connect(self.menu.popup)
        self.canvas.fit_requested.connect(self.fit)
        self.box_button.toggled.connect(self._on_box_toggled)
        self.log_x_button.toggled.connect(self._on_log_toggled)
        self.log_y_button.toggled.connect(self._on_log_toggled)
        self.legend.lines_toggled.connect(self._on_lines_toggled)
        self.canvas.moved_by_hand.connect(self._on_moved_by_hand)
        self.canvas.range_changed.connect(self._on_range_changed)
        self.canvas.cursor_moved.connect(self._on_cursor_moved)
        self.canvas.cursor_left.connect(self._on_cursor_left)
        self.canvas.cursor_stepped.connect(self._on_cursor_stepped)
        self.canvas.chosen.connect(self._on_chosen)
        self.canvas.copy_requested.connect(self._reader.copy_readout)
        self.canvas.focus_changed.connect(self._show_focus)
        self.canvas.resized.connect(self._on_canvas_resized)

    # ------------------------------------------------ what is shown

    def set_line(self, key: str, pieces: Sequence[Piece]) -> None:
        """Give a line its curves; `draw` shows them. Arrays are kept, not copied."""
        line = self.lines[key]
        line.set_pieces(pieces)
        if not line.pieces:
            line.erase()
        self.legend.show_entry(key, bool(line.pieces))

    def set_smoothing(self, smoothing: Smoothing | None) -> None:
        """Draw curves smoothed over their faint points, or as they are."""
        self._smoothing = smoothing
        for line in self.lines.values():
            line.set_smoothing(smoothing)
        self.draw()

    @property
    def smoothing(self) -> Smoothing | None:
        """How curves are smoothed; None where they are not."""
        return self._smoothing

    def rename_line(self, key: str, name: str) -> None:
        """Call a line by another name in legend and readout."""
        if self.lines[key].look.name != name:
            self.lines[key].rename(name)
            self.legend.entries[key].rename(name)

    def clear(self) -> None:
        """Forget all curves and show everything of what comes next."""
        for key in self.lines:
            self.set_line(key, ())
        self._is_fitted = True
        self.draw()

    def fit(self) -> None:
        """Show everything, and follow new points from now on."""
        self._is_fitted = True
        self.draw()

    @property
    def seen(self) -> PlotSeen:
        """What part of it the user looks at."""
        logs = self.log_x_button.isChecked(), self.log_y_button.isChecked()
        if self._is_fitted:
            return PlotSeen(*logs)
        canvas = self.canvas
        return PlotSeen(*logs, canvas.x_range, canvas.y_range, canvas.right_range)

    def see(self, seen: PlotSeen) -> None:
        """Show this part, as if the user had gone there; points that come later do not move it."""
        self.log_x_button.setChecked(seen.log_x)
        self.log_y_button.setChecked(seen.log_y)
        if seen.is_zoomed and seen.x is not None and seen.y is not None:
            self._is_fitted = False
            self._is_drawing = True
            self.canvas.fit(seen.x, seen.y, seen.right)
            self._is_drawing = False
            self.draw()

    @property
    def is_fitted(self) -> bool:
        """Whether the plot shows everything and follows new points."""
        return self._is_fitted

    @property
    def content(self) -> PlotContent:
        """All that the plot holds, as it is seen now."""
        return PlotContent(
            self.spec,
            {key: (line.look, line.pieces) for key, line in self.lines.items() if line.pieces},
            frozenset(key for key, line in self.lines.items() if line.is_visible),
            self.log_x_button.isChecked(),
            self.log_y_button.isChecked(),
            self.canvas.x_range,
            self.canvas.y_range,
            self.canvas.right_range,
            self._smoothing,
        )

    @property
    def has_points(self) -> bool:
        """Whether there is anything in it, seen or not."""
        return any(line.pieces for line in self.lines.values())

    @property
    def num_hidden(self) -> int:
        """Points of visible lines that a logarithmic axis cannot show."""
        return sum(line.num_hidden for line in self._shown_lines())

    @property
    def num_not_finite(self) -> int:
        """Points of visible lines that no axis can show: infinite, or no number."""
        return sum(line.num_not_finite for line in self._shown_lines())

    def set_enlarged(self, is_enlarged: bool) -> None:
        """Say whether the plot stands alone now."""
        meaning = tr("See all plots again") if is_enlarged else tr("See this plot alone")
        self.enlarge_button.say(meaning, "shrink" if is_enlarged else "enlarge")
        self.enlarge_button.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.canvas.set_theme(theme)
        self._cursor.set_theme(theme)
        self.legend.set_theme(theme)
        for line in self.lines.values():
            line.set_theme(theme)
        for tool in self._tools():
            tool.set_theme(theme)
        self.draw()

    def _shown_lines(self) -> list[PlotLine]:
        return [line for line in self.lines.values() if line.is_visible and line.pieces]

    def draw(self) -> None:
        """Draw the present state of all curves."""
        self._timer.stop()
        lines = self._shown_lines()
        self._stack.setCurrentWidget(self.canvas if self.has_points else self._empty)
        log_x, log_y = self.log_x_button.isChecked(), self.log_y_button.isChecked()
        for line in lines:
            line.grow(log_x, log_y)
        self._is_drawing = True
        view_x = self.canvas.x_range
        if self._is_fitted:
            all_x = whole_x(lines, is_log=self.log_x_button.isChecked())
            view_x = unless_alike(view_x, all_x, self.canvas.num_columns)
        edges = self._edges_of(view_x, log_x)
        for line in lines:
            line.prepare(edges, view_x)
        if self._is_fitted:
            has_right = any(line.look.on_right for line in lines)
            right = whole_y(lines, on_right=True, from_zero=False) if has_right else None
            from_zero = self.spec.y_from_zero and not self.log_y_button.isChecked()
            left = whole_y(lines, on_right=False, from_zero=from_zero)
            view_y = unless_alike(self.canvas.y_range, left, self.canvas.num_rows)
            self.canvas.fit(view_x, view_y, right)
        for line in lines:
            room = self.canvas.room(line.look.on_right)
            line.put(room, room.width() / self.canvas.num_columns, self.devicePixelRatioF())
        self._is_drawing = False
        self._say_hidden()
        self._read_cursor()

    def _edges_of(self, view_x: Range, log_x: bool) -> Numbers:
        """Columns of the view; the same array for the same columns, by which lines know them again."""
        key = (*view_x, self.canvas.num_columns, log_x)
        if key != self._edges_key:
            self._edges_key = key
            self._edges = column_edges(*view_x, self.canvas.num_columns, log_x)
        return self._edges

    def _say_hidden(self) -> None:
        left_out = self.num_hidden, self.num_not_finite
        if left_out == self._left_out:
            return
        self._left_out = left_out
        words = hidden_words(*left_out)
        reasons = (
            tr("A logarithmic axis has no place for 0 and for negative values."),
            tr("No axis has a place for values that are infinite or not a number."),
        )
        self.note.setText(words)
        self.note.setToolTip(
            " ".join(why for why, number in zip(reasons, left_out, strict=True) if number)
        )
        self.note.setVisible(bool(words))

    # ------------------------------------------------ reading

    def readout_at(self, view_x: float, view_y: float) -> Readout | None:
        """Numbers of all visible lines at the x nearest to a place of the view."""
        return self._reader.readout_at(view_x, view_y, self._shown_lines())

    def link_cursor(self, x: float | None) -> None:
        """Read the same x as another plot, whose cursor stands there; None once it is gone."""
        self._linked_x = x
        self._read_cursor()

    def mark_x(self, x: float | None) -> None:
        """Mark this x with a hair of its own until another is marked; None marks none."""
        self._marked_x = x
        self._reader.show_mark(x)

    def _read_cursor(self) -> None:
        self._reader.show_mark(self._marked_x)
        self._reader.show(self._cursor_at, self._linked_x, self._shown_lines())

    # ------------------------------------------------ slots

    def schedule_draw(self) -> None:
        """Draw within one frame; many wishes in one frame are one."""
        if not self._timer.isActive():
            self._timer.start()

    def _on_moved_by_hand(self) -> None:
        self._is_fitted = False
        self.schedule_draw()

    def _on_range_changed(self) -> None:
        if not self._is_drawing:
            self.schedule_draw()

    def _on_menu_opens(self) -> None:
        for menu in (self.export_menu, self.menu):
            menu.set_has_points(self.has_points)

    def _on_export_clicked(self) -> None:
        button = self.export_button
        self.export_menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # with the mouse, a right drag zooms and only a click opens the menu: the canvas tells them apart
        if event.reason() == QContextMenuEvent.Reason.Keyboard or not self.canvas.underMouse():
            self.menu.popup(event.globalPos())

    def _on_box_toggled(self, is_on: bool) -> None:
        self.canvas.view.is_box_zoom = is_on
        self.canvas.setCursor(Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor)

    def _on_log_toggled(self) -> None:
        self._apply_log()
        self.fit()

    def _apply_log(self) -> None:
        self.canvas.set_log(self.log_x_button.isChecked(), self.log_y_button.isChecked())

    def _on_lines_toggled(self) -> None:
        for key, entry in self.legend.entries.items():
            self.lines[key].set_visible(entry.isChecked())
        self.draw()

    def _on_cursor_moved(self, view_x: float, view_y: float) -> None:
        self._cursor_at = (view_x, view_y)
        self._read_cursor()
        readout = self._cursor.readout
        self.x_read.emit(readout.x if readout else None)

    def _on_cursor_left(self) -> None:
        had_cursor, self._cursor_at = self._cursor_at is not None, None
        self._read_cursor()
        if had_cursor:
            self.x_read.emit(None)

    def _on_cursor_stepped(self, steps: int) -> None:
        lines = self._shown_lines()
        if lines:
            readout = self._cursor.readout
            known = readout.x if readout else self._marked_x or 0.0
            self._on_cursor_moved(*self._reader.place_after(known, steps, lines))

    def _on_chosen(self) -> None:
        if self._cursor.readout is not None:
            self.x_chosen.emit(self._cursor.readout.x)

    def _on_canvas_resized(self) -> None:
        self._cursor.setGeometry(self.canvas.rect())

    def _show_focus(self) -> None:
        self.setProperty("focused", self.canvas.hasFocus())
        self.update()

    def hasHeightForWidth(self) -> bool:
        # plots beside and below each other share the room evenly, however long their legends are
        return False

    def minimumSizeHint(self) -> QSize:
        return LEAST_SIZE

    def sizeHint(self) -> QSize:
        return LEAST_SIZE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= ROOMY_WIDTH_PX
        has_titles = is_wide and self.height() >= TITLES_HEIGHT_PX
        self.legend.setVisible(is_wide and self.height() >= LEGEND_HEIGHT_PX)
        self.canvas.show_titles(has_titles)
        self._title.setText(self.spec.title if has_titles else self.spec.short_title)
        # words of a larger font need more room beside the title; the menu has them, too
        has_words = self.width() >= ROOMY_WIDTH_PX * self.font().pointSizeF() / ROOMY_FONT_PT
        for button in (self.log_x_button, self.log_y_button):
            button.setVisible(has_words)
        # Shift and a drag do the same; a whole title is worth more
        self.box_button.setVisible(self.width() >= BOX_WIDTH_PX)
        self.export_button.setVisible(self.width() >= TOOL_WIDTH_PX)
        # a double-click does the same
        self.fit_button.setVisible(self.width() >= FIT_WIDTH_PX)
