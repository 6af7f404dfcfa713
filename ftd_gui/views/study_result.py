"""What a study has found: the paper's statements, tables with its numbers beside ours, plots, cuts."""

from textwrap import fill

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ftd_engine.studies.report_words import cell_words, summary_sentence
from ftd_engine.studies.results import Agreement, Plot, StudyResult, Table, Verdict
from ftd_engine.studies.svg_plot import PlotColours, svg_of
from ftd_gui.theme import SPACE_PX, Theme, caption_font
from ftd_gui.views.number_text import spaced_text
from ftd_gui.views.value_table import TableCell, TableContent, TableHead, ValueTable, content_of
from ftd_gui.words import tr

_MARKS: dict[Verdict, str] = {"agrees": "✓", "disagrees": "✗", "unclear": "≈", "open": "○"}
_MOST_ROWS_SEEN = 14
_HEAD_LETTERS = 14
"""Of a line in the head of a table; more go on in the next line."""
_BESIDE_HEAD_PX = 8 * SPACE_PX
"""Edges of a head, and the mark of the column that is sorted by."""


_SERIES: dict[str, tuple[str, ...]] = {
    "light": (
        *("#0e528b", "#ad4c0b", "#2aa779", "#82395c"),
        *("#3c7db1", "#c17d02", "#aa77e3", "#664912"),
    ),
    "dark": (
        *("#1a8adb", "#da4d2f", "#68fed0", "#a2667e"),
        *("#addafc", "#f9bf51", "#9180b3", "#c3b088"),
    ),
    "contrast": (
        *("#529bf0", "#f57939", "#74fcbe", "#ca80a6"),
        *("#aaddfb", "#fbd127", "#a69ad5", "#ad9271"),
    ),
}
"""By theme, the hues of the report's series, each as light or dark as its ground asks for."""


def plot_colours(theme: Theme) -> PlotColours:
    """What the plots of a study are drawn in under a theme."""
    return PlotColours(
        theme.card, theme.text, theme.text_soft, theme.plot_grid, _SERIES[theme.name]
    )


class StudyPlot(QWidget):
    """A plot of a study, drawn as in the report but in the colours of the window."""

    def __init__(self, plot: Plot, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = plot
        self._renderer = QSvgRenderer(self)
        self.set_theme(theme)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        names = ", ".join(dict.fromkeys(each.group or each.name for each in plot.series))
        self.setAccessibleName(plot.title)
        self.setAccessibleDescription(
            tr("{y} over {x}: {names}").format(y=plot.y_label, x=plot.x_label, names=names)
        )

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._renderer.load(QByteArray(svg_of(self._plot, plot_colours(theme)).encode()))
        self.update()

    def sizeHint(self) -> QSize:
        return self._renderer.defaultSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._renderer.defaultSize()
        return round(min(width, size.width()) * size.height() / max(size.width(), 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self._renderer.defaultSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._renderer.render(QPainter(self), QRectF(0, 0, size.width(), size.height()))


def result_table(table: Table) -> TableContent:
    """A table of a study: what is measured here, and what the paper prints, in columns beside each other."""
    has_paper = [
        any(row.cells[place].paper is not None for row in table.rows)
        for place in range(len(table.columns))
    ]
    heads = [TableHead(table.head)]
    for name, printed in zip(table.columns, has_paper, strict=True):
        files = (name, f"{name} std", f"{name} n")
        heads.append(TableHead(fill(name, _HEAD_LETTERS), tr("Measured here"), files))
        if printed:
            paper = tr("{name}, paper").format(name=name)
            heads.append(TableHead(fill(paper, _HEAD_LETTERS), tr("Printed there"), (paper,)))
    rows: list[tuple[TableCell, ...]] = []
    for row in table.rows:
        cells = [TableCell(row.label, row.label)]
        for cell, printed in zip(row.cells, has_paper, strict=True):
            ours, paper = (spaced_text(words) for words in cell_words(cell, table.unit))
            measured = cell.ours
            files = ("", "", "")
            if measured is not None:
                files = (repr(measured.mean), repr(measured.std), str(measured.n))
            key = measured.mean if measured else None
            tip = measured.protocol if measured else tr("Not measured yet")
            cells.append(TableCell(ours, key, tip, True, files, f"{ours}, {row.label}"))
            if printed:
                number = cell.paper
                value, source = (number.value, number.source) if number else (None, "")
                file = (repr(value) if value is not None else "",)
                cells.append(TableCell(paper, value, source, True, file, f"{paper}, {source}"))
        rows.append(tuple(cells))
    return content_of(heads, rows)


def _fit_columns(view: ValueTable) -> None:
    """Columns as wide as their values and the longest line of their heads; Qt takes heads for one line."""
    font = caption_font(view.font())
    font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    header = view.horizontalHeader()
    header.setTextElideMode(Qt.TextElideMode.ElideNone)
    for column, head in enumerate(view.table.content.heads):
        lines = [metrics.horizontalAdvance(line) for line in head.title.split("\n")]
        values = view.sizeHintForColumn(column)
        header.resizeSection(column, max(values, max(lines) + _BESIDE_HEAD_PX))


class StudyResultView(QWidget):
    """A result from top to bottom; shown anew as a whole, since a study changes by the minute."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE_PX)
        self._shown: StudyResult | None = None
        self.tables: list[ValueTable] = []
        self.plots: list[StudyPlot] = []

    def show_result(self, result: StudyResult | None) -> None:
        """Show this result; None leaves the view empty."""
        if result == self._shown:
            return
        self._shown = result
        self._clear()
        if result is None:
            return
        self._add_text(summary_sentence(result), "heading")
        for agreement in result.agreements:
            self._add_agreement(agreement)
        for table in result.tables:
            self._add_table(table)
        for plot in result.plots:
            picture = StudyPlot(plot, self._theme, self)
            self.plots.append(picture)
            self._column.addWidget(picture)
        if result.cuts:
            self._add_text(tr("Smaller than the paper"), "heading")
            self._add_text("\n".join(f"• {each}" for each in result.cuts), "soft")
        if result.notes:
            self._add_text(tr("Notes"), "heading")
            self._add_text("\n".join(f"• {each}" for each in result.notes), "soft")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for plot in self.plots:
            plot.set_theme(theme)

    def _clear(self) -> None:
        self.tables, self.plots = [], []
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _add_text(self, text: str, look: str) -> None:
        label = QLabel(spaced_text(text), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("look", look)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)

    def _add_agreement(self, agreement: Agreement) -> None:
        # the sentence says the verdict in words
        self._add_text(f"{_MARKS[agreement.verdict]} {agreement.sentence}", "")

    def _add_table(self, table: Table) -> None:
        self._add_text(table.title, "heading")
        view = ValueTable(
            table.title, tr("What was measured here, and what the paper prints"), self
        )
        view.setProperty("look", "values")
        view.table.show(result_table(table))
        _fit_columns(view)
        rows = min(len(table.rows), _MOST_ROWS_SEEN)
        heights = sum(view.rowHeight(row) for row in range(rows))
        view.setFixedHeight(view.horizontalHeader().sizeHint().height() + heights + 5 * SPACE_PX)
        self.tables.append(view)
        self._column.addWidget(view)
