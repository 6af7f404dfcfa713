"""A table of values, read by eye, key and screen reader: sorted, shaded, copied, written to files."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ftd_gui.theme import LIGHT, SPACE_PX, Theme, number_font
from ftd_gui.words import tr

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
FULL_SHADE = 0.4
"""Share of the accent behind a value at its strongest; the value stays well to be read."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """Head of a column: its words, what it means, and its columns in files (else its words)."""

    title: str
    tip: str = ""
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
        spoken: what a screen reader says, complete without its row and column.
        shade: strength of the ground behind it, 0…1; says nothing that the text does not.
        is_strong: in bold type.
    """

    text: str
    key: float | str | None
    tip: str = ""
    is_number: bool = False
    files: tuple[str, ...] = ()
    spoken: str = ""
    shade: float = 0.0
    is_strong: bool = False


Row = tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class TableContent:
    """What a table shows.

    Attributes:
        heads: of the columns.
        names: of the rows, as many as there are; where they repeat, the values tell rows apart.
        cell: the value in a row and column; asked for as it comes into sight.
        corner: what the names are, as the head of their column in a file; empty leaves them out.
    """

    heads: tuple[TableHead, ...]
    names: tuple[str, ...]
    cell: Callable[[int, int], TableCell]
    corner: str = ""


def content_of(heads: Sequence[TableHead], rows: Sequence[Row]) -> TableContent:
    """Rows that are there already; each is named by its first cell."""
    names = tuple(row[0].text for row in rows)
    return TableContent(tuple(heads), names, lambda row, column: rows[row][column])


EMPTY = content_of((), ())


def table_text(content: TableContent, rows: Sequence[int], delimiter: str) -> str:
    """Heads and these rows as CSV, or as TSV for a spreadsheet; the numbers have all their digits."""
    buffer = io.StringIO()
    table = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    corner = [content.corner] if content.corner else []
    table.writerow(
        [*corner, *(name for each in content.heads for name in each.files or (each.title,))]
    )
    for row in rows:
        cells = (content.cell(row, column) for column in range(len(content.heads)))
        name = [content.names[row]] if corner else []
        table.writerow([*name, *(text for cell in cells for text in cell.files or (cell.text,))])
    return buffer.getvalue()


class ValueModel(QAbstractTableModel):
    """A `TableContent` for a view; keeps the order that was asked for while values change.

    Attributes:
        content: what is shown.
        order: rows of the content from top to bottom.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.content = EMPTY
        self.order: list[int] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._theme = LIGHT
        self._strong = QFont(parent.font())
        self._strong.setWeight(QFont.Weight.DemiBold)

    def show(self, content: TableContent) -> None:
        """Show this; a selection stays where only values are new."""
        order = self._ordered(content)
        known = [self.content.names[row] for row in self.order]
        if content.heads == self.content.heads and [content.names[row] for row in order] == known:
            self.content, self.order = content, order
            if order:
                last = self.index(len(order) - 1, len(content.heads) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.content, self.order = content, order
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; none (-1) leaves them as they come."""
        self._sorted_by = (column, order) if column >= 0 else None
        self.layoutAboutToBeChanged.emit()
        chosen = self.persistentIndexList()
        rows = [self.order[index.row()] for index in chosen]
        self.order = self._ordered(self.content)
        moved = [
            self.index(self.order.index(row), index.column())
            for row, index in zip(rows, chosen, strict=True)
        ]
        self.changePersistentIndexList(chosen, moved)
        self.layoutChanged.emit()

    def _ordered(self, content: TableContent) -> list[int]:
        rows = list(range(len(content.names)))
        # columns may have gone since
        if self._sorted_by is None or self._sorted_by[0] >= len(content.heads):
            return rows
        column, order = self._sorted_by
        keys = {row: content.cell(row, column).key for row in rows}
        known = [row for row in rows if keys[row] is not None]
        known.sort(
            key=lambda row: cast(Any, keys[row]), reverse=order == Qt.SortOrder.DescendingOrder
        )
        return [*known, *(row for row in rows if keys[row] is None)]

    def set_theme(self, theme: Theme) -> None:
        """Shade in the colours of a theme."""
        self._theme = theme

    # ------------------------------------------------ Qt's questions

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.content.heads)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A value as text, as words, and how it is painted."""
        if not index.isValid():
            return None
        cell = self.content.cell(self.order[index.row()], index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.spoken or (f"{cell.text}\n{cell.tip}" if cell.tip else cell.text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.spoken or cell.text
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return cell.spoken or cell.tip
            case Qt.ItemDataRole.BackgroundRole if cell.shade > 0:
                colour = QColor(self._theme.accent)
                colour.setAlphaF(FULL_SHADE * min(cell.shade, 1.0))
                return colour
            case Qt.ItemDataRole.FontRole if cell.is_strong:
                return self._strong
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if cell.is_number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Words and meaning of a column, name of a row; names are whole in their tooltips."""
        across = orientation == Qt.Orientation.Horizontal
        if section >= (len(self.content.heads) if across else len(self.order)):
            return None
        head = self.content.heads[section] if across else None
        title = head.title if head else self.content.names[self.order[section]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title
            case Qt.ItemDataRole.ToolTipRole:
                return head.tip or title if head else title
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None


class ValueTable(QTableView):
    """Shows a `TableContent` in whole rows without their names, sorted by a click on a head.

    Args:
        name: for screen readers.
        description: one sentence on what stands in it.
    """

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(number_font(self.font()))
        self.table = ValueModel(self)
        self.setModel(self.table)
        self.setAccessibleName(name)
        keys = tr("Ctrl+C copies the selected rows, or all.")
        self.setAccessibleDescription(f"{description} {keys}")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        # Tab leaves the table; its cells are walked with the arrow keys
        self.setTabKeyNavigation(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        down.hide()
        down.setDefaultSectionSize(self.fontMetrics().height() + 2 * SPACE_PX)
        across.setSortIndicatorClearable(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for header, what in (
            (across, tr("Columns of {table}")),
            (down, tr("Rows of {table}")),
        ):
            header.setAccessibleName(what.format(table=name))
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSortingEnabled(True)

    def show_rows(self, heads: Sequence[TableHead], rows: Sequence[Row]) -> None:
        """Show these rows; columns become as wide as they need where there are others now."""
        known = self.table.content.heads, len(self.table.order)
        self.table.show(content_of(heads, rows))
        if known != (self.table.content.heads, len(self.table.order)):
            self.resizeColumnsToContents()

    def text(self, delimiter: str) -> str:
        """The selected rows, or all where none is, in the order on screen."""
        rows: list[int] = []
        # where only one can be selected it is a choice of what else is shown, not of what to copy
        if self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection:
            rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        chosen = [self.table.order[row] for row in rows] or self.table.order
        return table_text(self.table.content, chosen, delimiter)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.table.set_theme(theme)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text("\t"))
        else:
            super().keyPressEvent(event)
