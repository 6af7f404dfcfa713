"""A table of values that is sorted by a click, copied by Ctrl+C, and written to files."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ftd_gui.theme import number_font

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
WIDEST_COLUMN_PX = 260


@dataclass(frozen=True, slots=True)
class TableHead:
    """Head of a column: its words, what it means, and its columns in files (else its words)."""

    title: str
    tip: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """One value.

    Attributes:
        text: as it stands on screen.
        key: what it is sorted by, of one type in a column; None stands last in either direction.
        tip: more about it.
        is_number: stands at the right.
        files: what files hold, one string for each of the head's columns; never localised.
    """

    text: str
    key: float | str | None
    tip: str = ""
    is_number: bool = False
    files: tuple[str, ...] = ()


Row = tuple[TableCell, ...]


def rows_as_text(heads: Sequence[TableHead], rows: Sequence[Row], delimiter: str) -> str:
    """The heads and rows as CSV, or as TSV for a spreadsheet; the numbers have all their digits."""
    buffer = io.StringIO()
    table = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    table.writerow([title for head in heads for title in head.files or (head.title,)])
    table.writerows([text for cell in row for text in cell.files or (cell.text,)] for row in rows)
    return buffer.getvalue()


class ValueModel(QAbstractTableModel):
    """Heads and rows; keeps the order that was asked for while values change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[TableHead, ...] = ()
        self.rows: list[Row] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show(self, heads: Sequence[TableHead], rows: Sequence[Row]) -> None:
        """Show these; a selection stays where only values are new."""
        ordered = self._in_order(rows)
        names, known = ([row[0] for row in each] for each in (ordered, self.rows))
        if tuple(heads) == self.heads and names == known:
            self.rows = ordered
            if ordered:
                last = self.index(len(ordered) - 1, len(self.heads) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.heads, self.rows = tuple(heads), ordered
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; none (-1) leaves them as they come."""
        self._sorted_by = (column, order) if column >= 0 else None
        self.beginResetModel()
        self.rows = self._in_order(self.rows)
        self.endResetModel()

    def _in_order(self, rows: Sequence[Row]) -> list[Row]:
        if self._sorted_by is None:
            return list(rows)
        column, order = self._sorted_by
        # columns may have gone since
        known = [row for row in rows if column < len(row) and row[column].key is not None]
        known.sort(
            key=lambda row: cast(Any, row[column].key),
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        places = {id(row) for row in known}
        return [*known, *(row for row in rows if id(row) not in places)]

    # ------------------------------------------------ Qt's questions

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the view wants to know of a value."""
        if not index.isValid():
            return None
        cell = self.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return f"{cell.text}\n{cell.tip}" if cell.tip else cell.text
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if cell.is_number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Words and meaning of a column."""
        if orientation == Qt.Orientation.Vertical or section >= len(self.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section].title
        return self.heads[section].tip if role == Qt.ItemDataRole.ToolTipRole else None


class ValueTable(QTableView):
    """Shows a `ValueModel`."""

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = ValueModel(self)
        self.setModel(self.table)
        self.setProperty("look", "values")
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{description} Ctrl+C copies the selected rows, or all.")
        self.setFont(number_font(self.font()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        # Tab leaves the table; its cells are walked with the arrow keys
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setMaximumSectionSize(WIDEST_COLUMN_PX)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def show_rows(self, heads: Sequence[TableHead], rows: Sequence[Row]) -> None:
        """Show these rows; columns become as wide as they need where there are others now."""
        known = self.table.heads, len(self.table.rows)
        self.table.show(heads, rows)
        if known != (self.table.heads, len(self.table.rows)):
            self.resizeColumnsToContents()

    def text(self, delimiter: str) -> str:
        """The selected rows, or all where none is, in the order on screen."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = [self.table.rows[row] for row in chosen] or self.table.rows
        return rows_as_text(self.table.heads, rows, delimiter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text("\t"))
        else:
            super().keyPressEvent(event)
