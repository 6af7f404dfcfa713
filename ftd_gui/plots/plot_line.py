# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false, reportUnknownArgumentType=false
# pyqtgraph has no type stubs
"""One line of a plot and its legend entry: one curve, or several that belong together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from ftd_gui.plots.curve_facts import CurveFacts
from ftd_gui.plots.curve_item import CurveItem
from ftd_gui.plots.decimation import Thinner, nearest_index, thin_band, thin_out, to_view
from ftd_gui.plots.graphs import pg
from ftd_gui.plots.line_look import LineLook, Numbers, Piece, no_numbers
from ftd_gui.plots.plot_items import BandItem
from ftd_gui.plots.smoothing import Smoother, Smoothing
from ftd_gui.plots.trailing_mean import TrailingMean
from ftd_gui.theme import Theme
from ftd_gui.views.number_text import count_text, number_text, spread_text
from ftd_gui.words import tr

FAINT_ALPHA = 110
BAND_SHARE = 5
LEVEL_BAND_SHARE = 10
"""A band of spread has this part of its line's opacity; that of a level runs across the plot."""

MOST_SYMBOLS = 200
MARK_SHARE = 0.02
"""How far above the lower border marks stand, as a share of the height."""

MOST_SMOOTH_POINTS = 1500
MOST_SMOOTH_PER_COLUMN = 1.5
"""Above either, lines are one pixel wide, solid and not smoothed: the painter's fast path. A curve of
many points a column of pixels is a band, whose edges nobody sees smoothed."""


@dataclass(frozen=True, slots=True)
class ReadoutRow:
    """What the cursor reads from one line."""

    look: LineLook
    text: str
    x: float
    value: float
    """In the unit of the axis."""
    view_x: float
    view_y: float
    is_alone: bool = False
    """The line is a single point; it is read only where it stands."""
    is_at_anchor: bool = True

    def beside(self, anchor_x: float) -> "ReadoutRow":
        """The row as it stands under another x: its own x is named where it differs."""
        if self.look.is_level or self.x == anchor_x:
            return self
        text = tr("{value} at {x}").format(value=self.text, x=count_text(self.x))
        return replace(self, text=text, is_at_anchor=False)


class PlotLine:
    """A line with its band of spread and its symbols."""

    def __init__(self, look: LineLook, theme: Theme) -> None:
        self.look = look
        self.pieces: tuple[Piece, ...] = ()
        self.is_visible = True
        self.smoothing: Smoothing | None = None
        self._smoothers: list[Smoother] = []
        self._smooth: list[Numbers] = []
        self._drawn_raw: tuple[Numbers, Numbers] = (no_numbers(), no_numbers())
        self._facts: list[CurveFacts] = []
        self._thinners: list[Thinner] = []
        self._pen_of: tuple[object, ...] = ()
        self._has_symbols = False
        self._most_smooth = MOST_SMOOTH_POINTS
        self._means: list[TrailingMean] = []
        self._theme = theme
        self._axes = (False, False)
        self._drawn: tuple[Numbers, Numbers] = (no_numbers(), no_numbers())
        self._bands: list[tuple[Numbers, Numbers, Numbers]] = []
        self.raw_curve, self.curve = CurveItem(), CurveItem()
        self.symbols = pg.ScatterPlotItem(size=6, pxMode=True)
        self.band = BandItem()
        for depth, item in enumerate((self.band, self.raw_curve, self.curve, self.symbols)):
            item.setZValue(10 * depth - 5 * look.is_faint)

    @property
    def items(self) -> tuple[BandItem, CurveItem, CurveItem, pg.ScatterPlotItem]:
        """All that is drawn, lowest first."""
        return self.band, self.raw_curve, self.curve, self.symbols

    @property
    def num_hidden(self) -> int:
        """Points that a logarithmic axis cannot show, as of the last frame."""
        return sum(facts.num_hidden for facts in self._facts)

    @property
    def num_not_finite(self) -> int:
        """Measured points that are infinite or no number, which no axis shows, as of the last frame."""
        look = self.look
        if look.mean_of or look.is_level or look.is_mark:
            # a mean has its gaps from the points, which count themselves
            return 0
        return sum(facts.num_not_finite for facts in self._facts)

    @property
    def drawn(self) -> tuple[Numbers, Numbers]:
        """The points of the last frame, in coordinates of the view; smoothed where that is chosen."""
        return self._drawn

    @property
    def is_smooth(self) -> bool:
        """Whether a smoothed curve is drawn: only where one is asked for and has enough points."""
        return bool(self._smooth)

    @property
    def drawn_raw(self) -> tuple[Numbers, Numbers]:
        """The points as they were measured, under a smoothed curve; empty where it is not smoothed."""
        return self._drawn_raw

    @property
    def bands(self) -> list[tuple[Numbers, Numbers, Numbers]]:
        """Pieces of x, lower and upper border of the spread, in coordinates of the view."""
        return self._bands

    @property
    def band_alpha(self) -> int:
        """Opacity of the band of spread, 0 to 255."""
        return self.colour().alpha() // (LEVEL_BAND_SHARE if self.look.is_level else BAND_SHARE)

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Take the curves to show; arrays are kept, not copied."""
        self.pieces = tuple(piece for piece in pieces if len(piece.x))
        if self.look.mean_of:
            while len(self._means) < len(self.pieces):
                self._means.append(TrailingMean(self.look.mean_of))
            del self._means[len(self.pieces) :]
            self.pieces = tuple(
                replace(piece, y=mean.of(piece.y))
                for piece, mean in zip(self.pieces, self._means, strict=True)
            )
        while len(self._facts) < len(self.pieces):
            self._facts.append(CurveFacts())
            self._thinners.append(Thinner())
        del self._facts[len(self.pieces) :], self._thinners[len(self.pieces) :]
        self._smooth_pieces()

    def set_smoothing(self, smoothing: Smoothing | None) -> None:
        """Draw the curves smoothed, over their faint points; None draws them as they are."""
        if smoothing != self.smoothing:
            self.smoothing = smoothing
            self._smoothers = []
            self._smooth_pieces()

    def _smooth_pieces(self) -> None:
        self._smooth = []
        if self.smoothing is None or not self.look.can_be_smoothed:
            return
        while len(self._smoothers) < len(self.pieces):
            self._smoothers.append(Smoother(self.smoothing))
        del self._smoothers[len(self.pieces) :]
        # fewer points than are averaged would be bent far off what was measured
        if max((len(piece.y) for piece in self.pieces), default=0) >= self.smoothing.num_points:
            self._smooth = [
                smoother.of(piece.y) if len(piece.y) >= self.smoothing.num_points else piece.y
                for piece, smoother in zip(self.pieces, self._smoothers, strict=True)
            ]

    def erase(self) -> None:
        """Leave nothing of the last frame in the scene."""
        self._drawn = self._drawn_raw = (no_numbers(), no_numbers())
        self._bands = []
        self.put(QRectF())

    def set_visible(self, is_visible: bool) -> None:
        """Show or hide the line; the caller draws."""
        self.is_visible = is_visible
        for item in self.items:
            item.setVisible(is_visible)

    def colour(self) -> QColor:
        """Colour of the line in the present theme."""
        colour = QColor(getattr(self._theme, self.look.colour))
        # smoothed, the line stands out and its points are what is faint
        if self.look.is_faint and not self._smooth:
            colour.setAlpha(FAINT_ALPHA)
        return colour

    def rename(self, name: str) -> None:
        """Give the line another name, as it stands in legend and readout."""
        self.look = replace(self.look, name=name)

    def set_theme(self, theme: Theme) -> None:
        """Change colours; the caller draws."""
        self._theme = theme

    # ------------------------------------------------ one frame

    def grow(self, log_x: bool, log_y: bool) -> None:
        """Look at the points that are new since the last frame."""
        self._axes = (log_x, log_y)
        for piece, facts in zip(self.pieces, self._facts, strict=True):
            facts.grow(piece.x, piece.y, log_x, log_y)

    def x_bounds(self) -> tuple[float, float] | None:
        """Least and greatest x in coordinates of the view; None without points."""
        if self.look.is_level or self.look.is_mark:
            return None
        log_x = self._axes[0]
        ends: list[float] = []
        for piece, facts in zip(self.pieces, self._facts, strict=True):
            x = piece.x
            if facts.is_ascending:
                first = int(np.searchsorted(x, 0.0, "right")) if log_x else 0
                ends += [x[first], x[-1]] if first < len(x) else []
            else:
                shown = x[x > 0] if log_x else x
                ends += [float(np.nanmin(shown)), float(np.nanmax(shown))] if len(shown) else []
        ends = [float(end) for end in to_view(np.array(ends), log_x)]
        ends = [end for end in ends if math.isfinite(end)]
        return (min(ends), max(ends)) if ends else None

    def prepare(self, edges: Numbers, view_x: tuple[float, float]) -> None:
        """Choose the points to draw for the columns between the edges."""
        log_x = self._axes[0]
        self._most_smooth = min(MOST_SMOOTH_POINTS, int(MOST_SMOOTH_PER_COLUMN * len(edges)))
        if self.look.is_level:
            self._prepare_level(view_x)
            return
        self._bands = []
        if self.look.is_mark:
            x = np.concatenate([piece.x for piece in self.pieces])
            self._drawn = (to_view(x, log_x), np.zeros(len(x)))
            return
        for piece, facts in zip(self.pieces, self._facts, strict=True):
            if len(piece.std) and not np.isnan(piece.std[-1]):
                self._add_band(piece, edges, facts.is_ascending)
        raw = [piece.y for piece in self.pieces]
        drawn_raw = self._thinned(raw, edges, grows=True)
        # smoothing changes points that were there before
        self._drawn = self._thinned(self._smooth, edges) if self._smooth else drawn_raw
        self._drawn_raw = drawn_raw if self._smooth else (no_numbers(), no_numbers())

    def _thinned(
        self, ys: Sequence[Numbers], edges: Numbers, grows: bool = False
    ) -> tuple[Numbers, Numbers]:
        """Curves over the x of the pieces, thinned and joined by gaps, in coordinates of the view.

        With `grows` they are those of the frame before, with new points at their ends at most.
        """
        log_x, log_y = self._axes
        gap = np.array([np.nan])
        all_x: list[Numbers] = []
        all_y: list[Numbers] = []
        for number, (piece, facts, whole_y) in enumerate(
            zip(self.pieces, self._facts, ys, strict=True)
        ):
            thin = self._thinners[number].of if grows else thin_out
            x, y = thin(piece.x, whole_y, edges, log_y, facts.is_ascending)
            if all_x:
                all_x.append(gap)
                all_y.append(gap)
            all_x.append(to_view(x, log_x))
            all_y.append(to_view(y * self.look.scale, log_y))
        return (
            np.concatenate(all_x) if all_x else no_numbers(),
            np.concatenate(all_y) if all_y else no_numbers(),
        )

    def _prepare_level(self, view_x: tuple[float, float]) -> None:
        self._bands = []
        if not self.pieces:
            self._drawn = (no_numbers(), no_numbers())
            return
        piece = self.pieces[-1]
        level = to_view(np.full(2, piece.y[-1] * self.look.scale), self._axes[1])
        self._drawn = (np.array(view_x), level)
        if len(piece.std):
            x = np.array(view_x)
            both = np.full(2, piece.y[-1]), np.full(2, piece.std[-1])
            self._append_band(x, both[0] - both[1], both[0] + both[1])

    def _add_band(self, piece: Piece, edges: Numbers, is_ascending: bool) -> None:
        x, low, high = thin_band(piece.x, piece.y, piece.std, edges, is_ascending)
        self._append_band(to_view(x, self._axes[0]), low, high)

    def _append_band(self, view_x: Numbers, low: Numbers, high: Numbers) -> None:
        log_y = self._axes[1]
        top = to_view(high * self.look.scale, log_y)
        bottom = to_view(low * self.look.scale, log_y)
        if log_y:
            # a border at or below 0 lies infinitely far down: far below the line will do
            bottom = np.where(np.isnan(bottom) & ~np.isnan(top), top - 20.0, bottom)
        whole = np.isfinite(view_x) & np.isfinite(bottom) & np.isfinite(top)
        runs = np.flatnonzero(np.diff(whole.astype(np.int8))) + 1
        for part in np.split(np.arange(len(whole)), runs):
            if len(part) and whole[part[0]]:
                self._bands.append((view_x[part], bottom[part], top[part]))

    def y_bounds(self) -> tuple[float, float] | None:
        """Least and greatest y of the prepared points in coordinates of the view."""
        ends: list[float] = []
        if self.look.is_mark:
            return None
        for y in (self._drawn[1], self._drawn_raw[1]):
            # they step over NaN, and give one where there is nothing else
            if len(y) and not math.isnan(low := float(np.fmin.reduce(y))):
                ends += [low, float(np.fmax.reduce(y))]
        for _, low, high in self._bands:
            ends.append(float(high.max()))
            # on a logarithmic axis a band that reaches 0 has no useful lower end
            if not self._axes[1]:
                ends.append(float(low.min()))
        return (min(ends), max(ends)) if ends else None

    def put(self, room: QRectF, column: float = 1.0, pixel_ratio: float = 1.0) -> None:
        """Hand the prepared points to the scene.

        Args:
            room: the part of the view that can be seen; marks stand at its lower border.
            column: width of a column of pixels, in coordinates of the view.
            pixel_ratio: screen pixels for one pixel of the layout; pens count screen pixels.
        """
        x, y = self._drawn
        colour = self.colour()
        if self.look.is_mark:
            brush = pg.mkBrush(colour)
            mark_y = room.top() + MARK_SHARE * room.height()
            self.symbols.setData(
                x, np.full(len(x), mark_y), symbol=self.look.symbol, size=8, pen=None, brush=brush
            )
            return
        is_long = len(x) > self._most_smooth
        style = Qt.PenStyle.SolidLine if is_long else self.look.style
        if self.look.is_point:
            style = Qt.PenStyle.NoPen
        width = 1.0 if is_long else self.look.width_px * pixel_ratio
        pen_of = (colour.rgba(), width, style, self._theme.name)
        if pen_of != self._pen_of:
            self._pen_of = pen_of
            faint = QColor(colour)
            faint.setAlpha(colour.alpha() * FAINT_ALPHA // 255)
            fill = QColor(colour)
            fill.setAlpha(self.band_alpha)
            self.curve.set_pen(pg.mkPen(colour, width=width, style=style))
            self.raw_curve.set_pen(pg.mkPen(faint, width=1.0))
            self.band.set_colours(fill, colour, self.look.width_px * pixel_ratio)
        # pieces begin anew at small x, and a level has no points of its own
        is_run = len(self._facts) == 1 and self._facts[0].is_ascending and not self.look.is_level
        self.curve.set_points(x, y, not is_long, room, column, is_run)
        is_raw_long = len(self._drawn_raw[0]) > self._most_smooth
        self.raw_curve.set_points(*self._drawn_raw, not is_raw_long, room, column, is_run)
        if self._bands or self.band.num_pieces:
            self.band.set_bands(self._bands)
        marked = self.symbol_places(x, y)
        if len(marked) or self._has_symbols:
            self._has_symbols = len(marked) > 0
            self.symbols.setData(
                x[marked],
                y[marked],
                symbol=self.look.symbol or "o",
                size=4 if self.look.is_faint else self.look.symbol_px,
                # a rim in the colour of the ground keeps neighbours apart
                pen=pg.mkPen(self._theme.card) if self.look.symbol_px > 6 else pg.mkPen(None),
                brush=pg.mkBrush(colour),
                antialias=True,
            )

    def symbol_places(self, x: Numbers, y: Numbers) -> npt.NDArray[np.intp]:
        """Which of these points of the line carry its symbol."""
        look = self.look
        shown = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        if look.is_level:
            return shown[:0]
        if look.num_symbols and len(shown) > look.num_symbols:
            return shown[np.linspace(0, len(shown) - 1, look.num_symbols).round().astype(np.intp)]
        # a lone point would be invisible as a line, many symbols are a smear
        has_symbols = len(shown) <= MOST_SYMBOLS if look.symbol else len(shown) == 1
        return shown if has_symbols else shown[:0]

    # ------------------------------------------------ reading

    def read_at(self, view_x: float, view_y: float) -> ReadoutRow | None:
        """The point nearest to a place of the view: by x, and among several curves by y."""
        log_x, log_y = self._axes
        wanted = 10.0**view_x if log_x else view_x
        best: tuple[float, float, int, int] | None = None
        for number, (piece, facts) in enumerate(zip(self.pieces, self._facts, strict=True)):
            index = nearest_index(piece.x, wanted, facts.is_ascending)
            place = to_view(piece.y[index : index + 1] * self.look.scale, log_y)[0]
            far_x = abs(piece.x[index] - wanted)
            far_y = abs(place - view_y) if math.isfinite(place) else math.inf
            if best is None or (far_x, far_y) < best[:2]:
                best = (far_x, far_y, number, index)
        if best is None:
            return None
        _, _, number, index = best
        piece = self.pieces[number]
        x, value = float(piece.x[index]), float(piece.y[index]) * self.look.scale
        std = float(piece.std[index]) * self.look.scale if len(piece.std) else math.nan
        text = number_text(value) if math.isnan(std) else spread_text(value, std)
        if self._smooth:
            smooth = float(self._smooth[number][index]) * self.look.scale
            words = tr("{value}, smoothed {smooth}")
            text = words.format(value=text, smooth=number_text(smooth))
        text = f"{text}\u202f{self.look.unit}" if self.look.unit else text
        place_x = to_view(np.array([x]), log_x)[0]
        place_y = to_view(np.array([value]), log_y)[0]
        text = f"{piece.name}: {text}" if piece.name else text
        if self.look.is_mark:
            text, place_y = count_text(x), math.nan
        if self.look.is_level:
            place_x = view_x
            x = wanted
        is_alone = not self.look.is_level and sum(len(piece.x) for piece in self.pieces) == 1
        return ReadoutRow(self.look, text, x, value, float(place_x), float(place_y), is_alone)
