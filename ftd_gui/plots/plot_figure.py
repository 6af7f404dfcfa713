"""A plot as a picture of its own: title, legend, axes, curves, painted as vectors for any size."""

from dataclasses import replace
from html import escape
from typing import Literal

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtSvg import QSvgGenerator

from ftd_gui.plots.decimation import column_edges
from ftd_gui.plots.line_look import Numbers
from ftd_gui.plots.number_axis import NumberAxis
from ftd_gui.plots.plot_content import FigureLook, PlotContent, Range
from ftd_gui.plots.plot_legend import SWATCH_PX, draw_swatch, draw_symbol
from ftd_gui.plots.plot_line import FAINT_ALPHA, PlotLine
from ftd_gui.plots.plot_spec import hidden_words
from ftd_gui.theme import Theme
from ftd_gui.words import tr

MARGIN_PX = 12.0
GAP_PX = 6.0
LEGEND_GAP_PX = 16.0
POINTS_PER_INCH = 72
PIXELS_PER_INCH = 96
"""A pixel of the layout is that of CSS, so that 96 of them are an inch on paper."""
COLUMNS_PER_PX = 2
"""Curves are thinned to half a pixel of the layout; a vector picture may be enlarged."""

Side = Literal["left", "right", "bottom"]


def figure_png(content: PlotContent, look: FigureLook, theme: Theme) -> bytes:
    """The picture as the bytes of a PNG of `scale` times the layout's size."""
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    figure_image(content, look, theme).save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]
    return bytes(array.data())


def figure_image(content: PlotContent, look: FigureLook, theme: Theme) -> QImage:
    """The picture as pixels, with its size on paper written in."""
    image = QImage(
        look.width_px * look.scale, look.height_px * look.scale, QImage.Format.Format_ARGB32
    )
    per_metre = round(PIXELS_PER_INCH * look.scale / 0.0254)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.scale(look.scale, look.scale)
    _Figure(content, look, theme).draw(painter)
    painter.end()
    # after painting: fonts would be measured in it
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    return image


def figure_svg(content: PlotContent, look: FigureLook, theme: Theme) -> bytes:
    """The picture as the bytes of an SVG whose words stay words."""
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # the older profile of the format knows no clipping
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(PIXELS_PER_INCH)
    generator.setSize(QSize(look.width_px, look.height_px))
    generator.setViewBox(QRectF(0, 0, look.width_px, look.height_px))
    generator.setTitle(look.title or content.spec.title)
    generator.setDescription(" ".join(content.spec.explanation.split()))
    figure = _Figure(content, look, theme)
    figure.words = []
    painter = QPainter(generator)
    figure.draw(painter)
    painter.end()
    buffer.close()
    body, end, _ = bytes(array.data()).decode().rpartition("</svg>")
    return f"{body}{''.join(figure.words)}{end}\n".encode()


class _Figure:
    """One drawing: measures the words, gives the rest of the room to the curves, paints."""

    def __init__(self, content: PlotContent, look: FigureLook, theme: Theme) -> None:
        self._content, self._look, self._theme = content, look, theme
        self.words: list[str] | None = None
        """Where a list is given, words are put there as elements of an SVG in place of painted."""
        base = QFont()
        # the name that every program knows it by, not that of a preference of this desktop
        base.setFamily(QFontInfo(base).family())
        # sizes in pixels: points would grow with the resolution of whatever is painted on
        base_px = base.pointSizeF() * PIXELS_PER_INCH / POINTS_PER_INCH
        self._font, self._title_font, self._small = QFont(base), QFont(base), QFont(base)
        self._font.setPixelSize(round(base_px))
        self._title_font.setPixelSize(round(base_px * 1.15))
        self._title_font.setWeight(QFont.Weight.DemiBold)
        self._small.setPixelSize(round(base_px * 0.92))
        self._lines: list[PlotLine] = []
        for key, (line_look, pieces) in content.lines.items():
            if key in content.shown:
                # means are means already
                line = PlotLine(replace(line_look, mean_of=0), theme)
                line.set_pieces(pieces)
                # a mean has lost what says that it is one
                line.set_smoothing(None if line_look.mean_of else content.smoothing)
                line.grow(content.log_x, content.log_y)
                self._lines.append(line)
        self._axes = {
            "left": NumberAxis("left"),
            "right": NumberAxis("right"),
            "bottom": NumberAxis("bottom", is_whole=True),
        }
        for side, axis in self._axes.items():
            axis.setLogMode(content.log_x if side == "bottom" else content.log_y)  # pyright: ignore[reportArgumentType]

    # ------------------------------------------------ arrangement

    def draw(self, painter: QPainter) -> None:
        """Paint everything."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        whole = QRectF(0, 0, self._look.width_px, self._look.height_px)
        if not self._look.is_transparent:
            painter.fillRect(whole, QColor(self._theme.card))
        room = whole.adjusted(MARGIN_PX, MARGIN_PX, -MARGIN_PX, -MARGIN_PX)
        room.setTop(self._draw_head(painter, room))
        area = self._area_in(room)
        self._draw_axis(painter, area, room, "bottom", self._content.x_range)
        self._draw_axis(painter, area, room, "left", self._content.y_range)
        if self._content.right_range is not None:
            self._draw_axis(painter, area, room, "right", self._content.right_range)
        painter.save()
        painter.setClipRect(area)
        columns = max(16, int(area.width() * COLUMNS_PER_PX))
        edges = column_edges(*self._content.x_range, columns, self._content.log_x)
        for line in sorted(self._lines, key=lambda line: not line.look.is_faint):
            line.prepare(edges, self._content.x_range)
            self._draw_line(painter, area, line)
        painter.restore()
        for line in self._lines:
            self._draw_symbols(painter, area, line)

    def _draw_head(self, painter: QPainter, room: QRectF) -> float:
        """Title and legend; returns where they end."""
        top = room.top()
        if self._look.title:
            metrics = QFontMetricsF(self._title_font)
            painter.setFont(self._title_font)
            painter.setPen(QColor(self._theme.text))
            text = metrics.elidedText(self._look.title, Qt.TextElideMode.ElideRight, room.width())
            self._say(painter, QPointF(room.left(), top + metrics.ascent()), text)
            top += metrics.height() + GAP_PX
        metrics = QFontMetricsF(self._font)
        painter.setFont(self._font)
        left = room.left()
        left_out = hidden_words(
            sum(line.num_hidden for line in self._lines),
            sum(line.num_not_finite for line in self._lines),
        )
        entries: list[tuple[PlotLine | None, str]] = [
            (line, line.look.name) for line in self._lines
        ]
        smoothing = self._content.smoothing
        if smoothing and any(line.is_smooth for line in self._lines):
            entries.append((None, tr("lines: {smoothing}").format(smoothing=smoothing.words)))
        if left_out:
            entries.append((None, left_out))
        for line, text in entries:
            swatch = SWATCH_PX + 4.0 if line else 0.0
            width = swatch + metrics.horizontalAdvance(text)
            if left > room.left() and left + width > room.right():
                left = room.left()
                top += metrics.height() + 2
            if line is not None:
                box = QRectF(left, top, SWATCH_PX, metrics.height())
                draw_swatch(painter, box, line.look, line.colour())
            painter.setPen(QColor(self._theme.text if line else self._theme.text_soft))
            self._say(painter, QPointF(left + swatch, top + metrics.ascent()), text)
            left += width + LEGEND_GAP_PX
        return top + (metrics.height() + 2 * GAP_PX if entries else GAP_PX)

    def _area_in(self, room: QRectF) -> QRectF:
        """Inside of the axes: what titles and numbers leave."""
        small, font = QFontMetricsF(self._small), QFontMetricsF(self._font)
        bottom = small.height() + font.height() + 2 * GAP_PX
        height = max(20.0, room.height() - bottom)
        sides = {"left": self._content.y_range, "right": self._content.right_range}
        taken = {"left": 0.0, "right": small.horizontalAdvance("0") * 2}
        for side, shown in sides.items():
            if shown is not None:
                widths = [
                    small.horizontalAdvance(text) for _, text in self._ticks("left", shown, height)
                ]
                taken[side] = max(widths, default=0.0) + font.height() + 2 * GAP_PX
        return QRectF(
            room.left() + taken["left"],
            room.top(),
            max(20.0, room.width() - taken["left"] - taken["right"]),
            height,
        )

    def _ticks(self, side: Side, shown: Range, size: float) -> list[tuple[float, str]]:
        axis = self._axes[side]
        found: list[tuple[float, str]] = []
        for spacing, places in axis.tickValues(*shown, size):
            texts = axis.tickStrings(places, 1.0, spacing)
            found += list(zip(places, texts, strict=True))
        return [(place, text) for place, text in found if shown[0] <= place <= shown[1]]

    def _draw_axis(
        self, painter: QPainter, area: QRectF, room: QRectF, side: Side, shown: Range
    ) -> None:
        size = area.width() if side == "bottom" else area.height()
        small = QFontMetricsF(self._small)
        grid = QPen(QColor(self._theme.plot_grid), 1)
        ink = QColor(self._theme.teacher if side == "right" else self._theme.text_soft)
        painter.setFont(self._small)
        for place, text in self._ticks(side, shown, size):
            share = (place - shown[0]) / (shown[1] - shown[0])
            width = small.horizontalAdvance(text)
            if side == "bottom":
                x = area.left() + share * area.width()
                line = (QPointF(x, area.top()), QPointF(x, area.bottom()))
                spot = QPointF(x - width / 2, area.bottom() + GAP_PX + small.ascent())
            else:
                y = area.bottom() - share * area.height()
                line = (QPointF(area.left(), y), QPointF(area.right(), y))
                middle = y + (small.ascent() - small.descent()) / 2
                x = area.left() - GAP_PX - width if side == "left" else area.right() + GAP_PX
                spot = QPointF(x, middle)
            if side != "right":
                painter.setPen(grid)
                painter.drawLine(*line)
            painter.setPen(ink)
            self._say(painter, spot, text)
        painter.setPen(QPen(QColor(self._theme.text_soft), 1))
        corner = area.bottomRight() if side == "right" else area.bottomLeft()
        far = {"bottom": area.bottomRight(), "left": area.topLeft(), "right": area.topRight()}
        painter.drawLine(corner, far[side])
        self._draw_axis_title(painter, area, room, side)

    def _draw_axis_title(self, painter: QPainter, area: QRectF, room: QRectF, side: Side) -> None:
        spec = self._content.spec
        title = {"bottom": spec.x_title, "left": spec.y_title, "right": spec.right_title}[side]
        metrics = QFontMetricsF(self._font)
        width = metrics.horizontalAdvance(title)
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.teacher if side == "right" else self._theme.text))
        if side == "bottom":
            x = area.center().x() - width / 2
            self._say(painter, QPointF(x, room.bottom() - metrics.descent()), title)
            return
        painter.save()
        if side == "left":
            painter.translate(room.left() + metrics.ascent(), area.center().y() + width / 2)
            painter.rotate(-90)
        else:
            painter.translate(room.right() - metrics.ascent(), area.center().y() - width / 2)
            painter.rotate(90)
        self._say(painter, QPointF(0, 0), title)
        painter.restore()

    def _say(self, painter: QPainter, spot: QPointF, text: str) -> None:
        """Write a word, whole: Qt's own SVG cuts it where the script changes, as in L(θ)."""
        if self.words is None:
            painter.drawText(spot, text)
            return
        turn, font, colour = painter.transform(), painter.font(), painter.pen().color()
        matrix = (turn.m11(), turn.m12(), turn.m21(), turn.m22(), turn.dx(), turn.dy())
        numbers = ",".join(f"{number:.6g}" for number in matrix)
        # of the standard library's escapes the one that does not bring a client for networks
        family = escape(f"{font.family()}, sans-serif")
        self.words.append(
            f'<text x="{spot.x():.2f}" y="{spot.y():.2f}" transform="matrix({numbers})" '
            f'fill="{colour.name()}" font-family="{family}" font-size="{font.pixelSize()}" '
            f'font-weight="{font.weight().value}" xml:space="preserve">{escape(text)}</text>\n'
        )

    # ------------------------------------------------ curves

    def _draw_line(self, painter: QPainter, area: QRectF, line: PlotLine) -> None:
        look, colour = line.look, line.colour()
        fill = QColor(colour)
        fill.setAlpha(line.band_alpha)
        whisker = QPen(colour, look.width_px)
        for x, low, high in line.bands:
            bottom = self._to_px(area, line, x, low)
            top = self._to_px(area, line, x, high)
            if len(x) == 1:
                painter.setPen(whisker)
                painter.drawLine(
                    QPointF(float(bottom[0][0]), float(bottom[1][0])),
                    QPointF(float(top[0][0]), float(top[1][0])),
                )
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawPolygon(QPolygonF([*_points(*top), *reversed(_points(*bottom))]))
        if look.is_mark or look.is_point:
            return
        faint = QColor(colour)
        faint.setAlpha(colour.alpha() * FAINT_ALPHA // 255)
        for drawn, pen in (
            (line.drawn_raw, QPen(faint, 1)),
            (line.drawn, QPen(colour, look.width_px, look.style)),
        ):
            x, y = self._to_px(area, line, *drawn)
            path = QPainterPath()
            for part in _unbroken(x, y):
                path.addPolygon(QPolygonF(_points(x[part], y[part])))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(path)

    def _draw_symbols(self, painter: QPainter, area: QRectF, line: PlotLine) -> None:
        """Symbols of the points in sight, whole even where they stand on an axis."""
        look = line.look
        x, y = self._to_px(area, line, *line.drawn)
        if look.is_mark:
            y = np.full(len(x), area.bottom() - 6.0)
        # as on the screen
        marked = line.symbol_places(x, y)
        size = 4.0 if look.is_faint else 8.0 if look.is_mark else float(look.symbol_px)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.colour())
        for point in _points(x[marked], y[marked]):
            if area.adjusted(-1, -1, 1, 1).contains(point):
                draw_symbol(painter, point, look.symbol, size)

    def _to_px(
        self, area: QRectF, line: PlotLine, x: Numbers, y: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Places in the picture of points in coordinates of the view."""
        content = self._content
        x_range, y_range = content.x_range, content.y_range
        if line.look.on_right and content.right_range is not None:
            y_range = content.right_range
        across = (x - x_range[0]) / (x_range[1] - x_range[0])
        # a border infinitely far down must stay a number that every program reads
        up = np.clip((y - y_range[0]) / (y_range[1] - y_range[0]), -2.0, 3.0)
        return area.left() + across * area.width(), area.bottom() - up * area.height()


def _points(x: Numbers, y: Numbers) -> list[QPointF]:
    # hundredths of a pixel; more digits are only a larger file
    pairs = zip(np.round(x, 2).tolist(), np.round(y, 2).tolist(), strict=True)
    return [QPointF(across, down) for across, down in pairs]


def _unbroken(x: Numbers, y: Numbers) -> list[slice]:
    """The stretches without a gap."""
    whole = np.isfinite(x) & np.isfinite(y)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], whole, [False])).astype(np.int8)))
    return [
        slice(int(start), int(stop))
        for start, stop in zip(edges[::2], edges[1::2], strict=True)
        if stop - start > 1
    ]


def paper_size_mm(look: FigureLook) -> tuple[int, int]:
    """Width and height on paper, in millimetres."""
    per_px = 25.4 / PIXELS_PER_INCH
    return round(look.width_px * per_px), round(look.height_px * per_px)
