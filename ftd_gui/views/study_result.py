"""What a study has found: the paper's statements, tables with its numbers beside ours, plots, cuts."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ftd_engine.studies.report_words import cell_words, summary_sentence
from ftd_engine.studies.results import Agreement, Plot, StudyResult, Table, Verdict
from ftd_engine.studies.svg_plot import svg_of
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.number_text import spaced_text
from ftd_gui.views.value_table import TableCell, TableContent, TableHead, ValueTable, content_of
from ftd_gui.words import marked, tr

_MARKS: dict[Verdict, str] = {"agrees": "✓", "disagrees": "✗", "unclear": "≈", "open": "○"}
_VERDICTS: dict[Verdict, str] = {
    "agrees": marked("as in the paper"),
    "disagrees": marked("against the paper"),
    "unclear": marked("within the spread"),
    "open": marked("not measured yet"),
}
_MOST_ROWS_SEEN = 14


class PaperPlot(QWidget):
    """A plot of a study as it stands in the report: dark lines on white, in every theme."""

    def __init__(self, plot: Plot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(QByteArray(svg_of(plot).encode()), self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        names = ", ".join(dict.fromkeys(each.group or each.name for each in plot.series))
        self.setAccessibleName(plot.title)
        self.setAccessibleDescription(
            tr("{y} over {x}: {names}").format(y=plot.y_label, x=plot.x_label, names=names)
        )

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
        heads.append(TableHead(name, tr("Measured here"), (name, f"{name} std", f"{name} n")))
        if printed:
            heads.append(TableHead(tr("{name}, paper").format(name=name), tr("Printed there")))
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


class StudyResultView(QWidget):
    """A result from top to bottom; shown anew as a whole, since a study changes by the minute."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE_PX)
        self._shown: StudyResult | None = None
        self.tables: list[ValueTable] = []
        self.plots: list[PaperPlot] = []

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
            picture = PaperPlot(plot, self)
            self.plots.append(picture)
            self._column.addWidget(picture)
        if result.cuts:
            self._add_text(tr("Smaller than the paper"), "heading")
            self._add_text("\n".join(f"• {each}" for each in result.cuts), "soft")
        if result.notes:
            self._add_text(tr("Notes"), "heading")
            self._add_text("\n".join(f"• {each}" for each in result.notes), "soft")

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
        verdict = tr(_VERDICTS[agreement.verdict])
        self._add_text(f"{_MARKS[agreement.verdict]} {verdict}: {agreement.sentence}", "")

    def _add_table(self, table: Table) -> None:
        self._add_text(table.title, "heading")
        view = ValueTable(
            table.title, tr("What was measured here, and what the paper prints"), self
        )
        view.setProperty("look", "values")
        view.table.show(result_table(table))
        view.resizeColumnsToContents()
        rows = min(len(table.rows), _MOST_ROWS_SEEN)
        heights = sum(view.rowHeight(row) for row in range(rows))
        view.setFixedHeight(view.horizontalHeader().sizeHint().height() + heights + 5 * SPACE_PX)
        self.tables.append(view)
        self._column.addWidget(view)
