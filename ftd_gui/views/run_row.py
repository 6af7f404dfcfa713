"""One row of the list of runs: state, name, accuracy; then what it ran on, its tags, and when."""

from typing import cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ftd_engine.plug_ins import short_words
from ftd_engine.protocol import RunState
from ftd_engine.run_summary import RunSummary
from ftd_gui.runs.run_library import AnyIndex, RunRole
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, caption_font, number_font, themed_icon
from ftd_gui.views.run_words import STATE_WORDS, clock_text, percent_text
from ftd_gui.views.selected_ink import row_ink
from ftd_gui.views.state_badge import STATE_ICONS, state_colour, state_icon
from ftd_gui.words import tr

ROW_HEIGHT_PX = 42
BADGE_PX = 16
MARK_PX = 13

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class RunDelegate(QStyledItemDelegate):
    """Draws a run on two lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        self._badges: dict[RunState, QIcon] = {
            state: state_icon(state, theme) for state in STATE_ICONS
        }
        self._pin = themed_icon("pin", theme, theme.accent)
        self._note = themed_icon("file", theme, theme.text_soft)

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Two lines high, at any width."""
        metrics = option.fontMetrics
        return QSize(120, max(ROW_HEIGHT_PX, 2 * metrics.height() + 3 * SPACE_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        theme, area = self._theme, option.rect
        run = cast(RunSummary, index.data(RunRole.SUMMARY))
        painter.save()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(area, QColor(theme.selection))
            painter.fillRect(area.x(), area.y(), 3, area.height(), QColor(theme.accent))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, QColor(theme.hairline))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        inner = area.adjusted(3 * SPACE_PX, SPACE_PX + 1, -3 * SPACE_PX, -SPACE_PX - 2)
        top = QRect(inner.x(), inner.y(), inner.width(), inner.height() // 2)
        below = QRect(inner.x(), top.bottom() + 1, inner.width(), inner.height() - top.height())
        self._draw_top(painter, top, run, option.font, bool(index.data(RunRole.IS_PINNED)))
        self._draw_below(painter, below, run, caption_font(option.font), is_selected)
        painter.restore()

    def _draw_top(
        self, painter: QPainter, line: QRect, run: RunSummary, font: QFont, is_pinned: bool
    ) -> None:
        state, theme = run.status.state, self._theme
        badge = QRect(line.x(), line.center().y() - BADGE_PX // 2 + 1, BADGE_PX, BADGE_PX)
        self._badges[state].paint(painter, badge)
        left = line.adjusted(BADGE_PX + 2 * SPACE_PX, 0, 0, 0)
        for mark, is_shown in ((self._pin, is_pinned), (self._note, bool(run.notes.text))):
            if is_shown:
                left.setRight(left.right() - MARK_PX)
                place = QRect(left.right(), line.center().y() - MARK_PX // 2 + 1, MARK_PX, MARK_PX)
                mark.paint(painter, place)
                left.setRight(left.right() - SPACE_PX)
        if run.accuracy is not None:
            painter.setPen(QColor(theme.text))
            left = _draw_right(painter, left, percent_text(run.accuracy.mean), number_font(font))
        _draw_left(painter, left, run.name, font, theme.text)

    def _draw_below(
        self, painter: QPainter, line: QRect, run: RunSummary, font: QFont, is_selected: bool
    ) -> None:
        state, theme = run.status.state, self._theme
        painter.setPen(QColor(theme.text_soft))
        left = line.adjusted(BADGE_PX + 2 * SPACE_PX, 0, 0, 0)
        left = _draw_right(painter, left, clock_text(run.created_s), number_font(font))
        is_loud = state not in ("done", "stopped")
        word = tr(STATE_WORDS[state])
        colour = state_colour(state, theme) if is_loud else theme.text_soft
        ink = row_ink(colour, theme, is_selected=is_selected)
        left = _draw_left(painter, left, word, font, ink)
        more = [short_words(run.data_set)] if run.data_set else []
        more += [tr("curves only")] if run.has_only_metrics else []
        more += [f"#{tag}" for tag in run.notes.tags]
        rest = "".join(f" · {part}" for part in more)
        _draw_left(painter, left, rest, font, theme.text_soft)


def _draw_right(painter: QPainter, line: QRect, text: str, font: QFont) -> QRect:
    """Draw a text at the right end of a line; what is left of the line."""
    painter.setFont(font)
    painter.drawText(line, _RIGHT, text)
    width = painter.fontMetrics().horizontalAdvance(text)
    return line.adjusted(0, 0, -width - 2 * SPACE_PX, 0)


def _draw_left(painter: QPainter, line: QRect, text: str, font: QFont, colour: str) -> QRect:
    """Draw a text at the left end of a line, shortened where it must be; what is left of the line."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, _LEFT, shown)
    return line.adjusted(metrics.horizontalAdvance(shown), 0, 0, 0)
