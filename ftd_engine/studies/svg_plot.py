"""A plot of a study as SVG text, drawn here so that a report needs no plotting library."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from ftd_engine.studies.results import Plot, Series

WIDTH_PX, PLOT_HEIGHT_PX = 760, 340
_LEFT_PX, _TOP_PX, _BOTTOM_PX = 72, 40, 46
_RIGHT_PX, _RIGHT_AXIS_PX = 20, 70
_LEGEND_ROW_PX, _LEGEND_COLUMNS = 20, 2
_WANTED_TICKS = 6


@dataclass(frozen=True, slots=True)
class PlotColours:
    """What a plot is drawn in, as #rrggbb.

    Attributes:
        ground: behind everything.
        ink: title, names of axes and series.
        quiet: numbers at the axes, and the name of the right one.
        rule: grid lines.
        series: of the groups of series, in their order; told apart by the colour-blind as well.
    """

    ground: str
    ink: str
    quiet: str
    rule: str
    series: tuple[str, ...]


ON_PAPER = PlotColours(
    ground="#ffffff",
    ink="#1f2937",
    quiet="#6b7280",
    rule="#e5e7eb",
    series=(
        *("#0072b2", "#d55e00", "#009e73", "#cc79a7"),
        *("#56b4e9", "#e69f00", "#5b4aa2", "#7a5c2e"),
    ),
)
"""Of all files. A window may draw the same plot in others."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """One axis: values between low and high, drawn from one pixel to another."""

    low: float
    high: float
    first_px: float
    last_px: float
    is_log: bool = False

    def at(self, value: float) -> float:
        """Pixel of a value."""
        low, high, value = (self._scaled(each) for each in (self.low, self.high, value))
        share = (value - low) / (high - low)
        return self.first_px + share * (self.last_px - self.first_px)

    def _scaled(self, value: float) -> float:
        return math.log10(value) if self.is_log else value

    def ticks(self) -> list[float]:
        """Round values within the axis."""
        if self.is_log:
            return _log_ticks(self.low, self.high)
        step = _round_step((self.high - self.low) / _WANTED_TICKS)
        first = math.ceil(self.low / step - 1e-9)
        last = math.floor(self.high / step + 1e-9)
        return [count * step for count in range(first, last + 1)]


def _round_step(rough: float) -> float:
    power = 10 ** math.floor(math.log10(rough))
    return next(power * each for each in (1, 2, 5, 10) if power * each >= rough * 0.999)


def _log_ticks(low: float, high: float) -> list[float]:
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1, 3) if len(powers) > 2 else (1, 2, 3, 5)
    found = [step * 10.0**power for power in powers for step in steps]
    return [value for value in found if low * 0.999 <= value <= high * 1.001]


def svg_of(plot: Plot, colours: PlotColours = ON_PAPER) -> str:
    """The plot as one SVG element with its own size, ground and the system font."""
    visible = [_finite(series, plot.is_log_x) for series in plot.series]
    visible = [series for series in visible if series.y]
    groups = list(dict.fromkeys(series.group or series.name for series in visible))
    rows = -(-len(groups) // _LEGEND_COLUMNS)
    height = _TOP_PX + PLOT_HEIGHT_PX + _BOTTOM_PX + rows * _LEGEND_ROW_PX + 8
    body = "".join(_body(plot, visible, groups, colours)) if visible else _empty(height, colours)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {height}" '
        f'width="{WIDTH_PX}" height="{height}" role="img" aria-label="{_quoted(plot.title)}" '
        'font-family="system-ui, sans-serif" font-size="12">'
        f'<rect width="{WIDTH_PX}" height="{height}" fill="{colours.ground}"/>'
        f'<text x="{_LEFT_PX}" y="22" font-size="14" font-weight="600" fill="{colours.ink}">'
        f"{escape(plot.title)}</text>{body}</svg>"
    )


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _empty(height: int, colours: PlotColours) -> str:
    return f'<text x="{_LEFT_PX}" y="{height // 2}" fill="{colours.quiet}">Nothing is measured yet.</text>'


def _finite(series: Series, is_log: bool) -> Series:
    """The series without points that no axis has a place for."""
    kept = [
        place
        for place, (x, y) in enumerate(
            zip(series.x or (1.0,) * len(series.y), series.y, strict=True)
        )
        if math.isfinite(x) and math.isfinite(y) and (x > 0 or not is_log)
    ]
    return replace(
        series,
        x=tuple(series.x[place] for place in kept) if series.x else (),
        y=tuple(series.y[place] for place in kept),
        std=tuple(series.std[place] for place in kept) if series.std else (),
        labels=tuple(series.labels[place] for place in kept) if series.labels else (),
    )


def _range(values: list[float], is_log: bool) -> tuple[float, float]:
    low, high = min(values), max(values)
    if is_log:
        return (low / 1.3, high * 1.3)
    margin = 0.06 * (high - low) or abs(high) * 0.1 or 1.0
    return low - margin, high + margin


def _body(
    plot: Plot, visible: list[Series], groups: list[str], colours: PlotColours
) -> Iterator[str]:
    has_right = any(series.is_right for series in visible)
    right_px = WIDTH_PX - (_RIGHT_AXIS_PX if has_right else _RIGHT_PX)
    base_px = _TOP_PX + PLOT_HEIGHT_PX
    xs = [x for series in visible for x in series.x] or [0.0, 1.0]
    x_axis = _Axis(*_range(xs, plot.is_log_x), _LEFT_PX, right_px, plot.is_log_x)

    def vertical(is_right: bool) -> _Axis:
        spread = [
            value
            for series in visible
            if series.is_right == is_right
            for y, std in zip(series.y, series.std or (0.0,) * len(series.y), strict=True)
            for value in (y - std, y + std)
        ]
        return _Axis(*_range(spread or [0.0, 1.0], False), base_px, _TOP_PX)

    left, right = vertical(False), vertical(True)
    yield from _horizontal_axis(plot, x_axis, base_px, colours)
    yield from _vertical_axis(plot, left, x_axis, colours)
    if has_right:
        yield from _right_axis(plot, right, x_axis, colours)
    for series in visible:
        colour = _colour(series, groups, colours)
        axis = right if series.is_right else left
        yield from _drawn(series, x_axis, axis, colour)
    yield from _legend(visible, groups, base_px + _BOTTOM_PX, colours)


def _words(value: float, is_accuracy: bool) -> str:
    shown = 100 * value if is_accuracy else value
    return f"{0.0 if abs(shown) < 1e-12 else shown:.4g}"


def _unit(is_accuracy: bool) -> str:
    return ", %" if is_accuracy else ""


def _horizontal_axis(
    plot: Plot, axis: _Axis, base_px: float, colours: PlotColours
) -> Iterator[str]:
    for tick in axis.ticks():
        x = axis.at(tick)
        yield f'<line x1="{x:.1f}" y1="{_TOP_PX}" x2="{x:.1f}" y2="{base_px}" stroke="{colours.rule}"/>'
        yield (
            f'<text x="{x:.1f}" y="{base_px + 16}" text-anchor="middle" fill="{colours.quiet}">'
            f"{_words(tick, plot.x_is_accuracy)}</text>"
        )
    middle = (axis.first_px + axis.last_px) / 2
    yield (
        f'<text x="{middle}" y="{base_px + 34}" text-anchor="middle" fill="{colours.ink}">'
        f"{escape(plot.x_label)}{_unit(plot.x_is_accuracy)}</text>"
    )


def _vertical_axis(plot: Plot, axis: _Axis, across: _Axis, colours: PlotColours) -> Iterator[str]:
    is_accuracy = plot.unit == "accuracy"
    for tick in axis.ticks():
        y = axis.at(tick)
        yield (
            f'<line x1="{across.first_px}" y1="{y:.1f}" x2="{across.last_px}" y2="{y:.1f}" '
            f'stroke="{colours.rule}"/>'
        )
        yield (
            f'<text x="{across.first_px - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{colours.quiet}">'
            f"{_words(tick, is_accuracy)}</text>"
        )
    yield _turned(plot.y_label + _unit(is_accuracy), 18, colours.ink)


def _right_axis(plot: Plot, axis: _Axis, across: _Axis, colours: PlotColours) -> Iterator[str]:
    for tick in axis.ticks():
        yield (
            f'<text x="{across.last_px + 8}" y="{axis.at(tick) + 4:.1f}" fill="{colours.quiet}">'
            f"{_words(tick, plot.unit == 'accuracy')}</text>"
        )
    yield _turned(plot.right_label, WIDTH_PX - 12, colours.quiet)


def _turned(text: str, x_px: float, colour: str) -> str:
    y_px = _TOP_PX + PLOT_HEIGHT_PX / 2
    return (
        f'<text x="{x_px}" y="{y_px}" text-anchor="middle" fill="{colour}" '
        f'transform="rotate(-90 {x_px} {y_px})">{escape(text)}</text>'
    )


def _colour(series: Series, groups: list[str], colours: PlotColours) -> str:
    return colours.series[groups.index(series.group or series.name) % len(colours.series)]


def _drawn(series: Series, across: _Axis, axis: _Axis, colour: str) -> Iterator[str]:
    dashes = ' stroke-dasharray="6 4"' if series.is_paper or series.is_right else ""
    if series.style == "level":
        y = axis.at(series.y[0])
        yield (
            f'<line x1="{across.first_px}" y1="{y:.1f}" x2="{across.last_px}" y2="{y:.1f}" '
            f'stroke="{colour}" stroke-width="2" stroke-dasharray="6 4"/>'
        )
        return
    points = [(across.at(x), axis.at(y)) for x, y in zip(series.x, series.y, strict=True)]
    for (x, _), y, std in zip(points, series.y, series.std or (), strict=False):
        if std > 0:
            top, bottom = axis.at(y + std), axis.at(y - std)
            yield (
                f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" '
                f'stroke="{colour}" stroke-width="1" opacity="0.6"/>'
            )
    if series.style == "line" and len(points) > 1:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield (
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
        )
    for place, (x, y) in enumerate(points):
        title = f"<title>{escape(series.labels[place])}</title>" if series.labels else ""
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}">{title}</circle>'


def _legend(
    visible: list[Series], groups: list[str], top_px: float, colours: PlotColours
) -> Iterator[str]:
    column_px = (WIDTH_PX - _LEFT_PX) / _LEGEND_COLUMNS
    first: dict[str, Series] = {}
    for series in visible:
        first.setdefault(series.group or series.name, series)
    for place, group in enumerate(groups):
        series = first[group]
        x = _LEFT_PX + (place % _LEGEND_COLUMNS) * column_px
        y = top_px + (place // _LEGEND_COLUMNS) * _LEGEND_ROW_PX + 6
        is_dashed = series.is_paper or series.is_right or series.style == "level"
        dashes = ' stroke-dasharray="6 4"' if is_dashed else ""
        colour = _colour(series, groups, colours)
        if series.style == "points":
            yield f'<circle cx="{x + 11}" cy="{y}" r="4" fill="{colour}"/>'
        else:
            yield (
                f'<line x1="{x}" y1="{y}" x2="{x + 22}" y2="{y}" stroke="{colour}" '
                f'stroke-width="2"{dashes}/>'
            )
        yield f'<text x="{x + 30}" y="{y + 4}" fill="{colours.ink}">{escape(group)}</text>'
