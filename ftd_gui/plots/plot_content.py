"""What a plot holds, whole and apart from the screen, its points as a table, and how a picture of it looks."""

import csv
import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass

from ftd_gui.plots.line_look import LineLook, Piece
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.plots.smoothing import Smoothing

Range = tuple[float, float]

TABLE_HEAD = ("series", "name", "member", "x", "y", "std", "x_axis", "y_axis")


@dataclass(frozen=True, slots=True)
class PlotContent:
    """Everything that a picture or a table of a plot is made from.

    Attributes:
        spec: title, axes.
        lines: by key, look and curves of every line with points, lowest first.
        shown: keys of the lines that the legend has not hidden.
        log_x, log_y: logarithmic axes.
        x_range, y_range: what is visible, in coordinates of the view (log10 on a logarithmic axis).
        right_range: the same of the right axis; None where there is none.
        smoothing: how curves are smoothed in the picture; the table has what was measured.
    """

    spec: PlotSpec
    lines: dict[str, tuple[LineLook, tuple[Piece, ...]]]
    shown: frozenset[str]
    log_x: bool
    log_y: bool
    x_range: Range
    y_range: Range
    right_range: Range | None = None
    smoothing: Smoothing | None = None


@dataclass(frozen=True, slots=True)
class FigureLook:
    """What the user chooses of a picture.

    Attributes:
        title: over the picture; empty leaves it out.
        width_px, height_px: size of the layout.
        scale: pixels of the file for one of the layout; an SVG has none.
        is_transparent: no ground, so that the page shows through.
    """

    title: str
    width_px: int = 640
    height_px: int = 400
    scale: int = 2
    is_transparent: bool = False


def points_table(content: PlotContent) -> str:
    """All points of all lines as CSV, one a row, hidden lines included, none thinned out.

    The numbers are those of the axes, with a point and without grouping in every locale, exact to
    the last digit. A mark has no y, a curve without spread no std; gaps are "nan".
    """
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(TABLE_HEAD)
    table.writerows(_rows(content))
    return buffer.getvalue()


def points_lines(content: PlotContent) -> str:
    """The points of `points_table` as JSON, an object a line; what is missing or no number is null."""

    def number(word: str) -> float | None:
        value = float(word) if word else math.nan
        return value if math.isfinite(value) else None

    lines: list[str] = []
    for row in _rows(content):
        point: dict[str, object] = dict(zip(TABLE_HEAD, row, strict=True))
        point |= {name: number(str(point[name])) for name in ("x", "y", "std")}
        lines.append(json.dumps(point, ensure_ascii=False) + "\n")
    return "".join(lines)


def _rows(content: PlotContent) -> Iterator[tuple[str, ...]]:
    spec = content.spec
    for key, (look, pieces) in content.lines.items():
        y_axis = spec.right_title if look.on_right else spec.y_title
        for piece in pieces:
            count = len(piece.x)
            stds = [plain_number(std, look.scale) for std in piece.std.tolist()] or [""] * count
            ys = (
                [""] * count
                if look.is_mark
                else [plain_number(y, look.scale) for y in piece.y.tolist()]
            )
            for x, y, std in zip(piece.x.tolist(), ys, stds, strict=True):
                yield key, look.name, piece.name, plain_number(x), y, std, spec.x_title, y_axis


def plain_number(value: float, scale: float = 1.0) -> str:
    """A number for a file: all its digits, in no locale, times the scale of the axis."""
    if value.is_integer() and scale == 1.0 and abs(value) < 2**53:
        return str(int(value))
    if scale == 1.0 or not math.isfinite(value):
        return repr(value)
    # 100 * 0.57 is 56.99999999999999; a double holds 15 digits for certain
    return f"{value * scale:.15g}"
