"""A table of figures as a card: read by eye, key and screen reader, copied, saved. Knows no run."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon

FULL_SHADE = 0.45
"""Share of the accent behind a figure at its strongest; the figure stays well to be read."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure.

    Attributes:
        text: as it stands in the table.
        value: as it goes to files, unrounded.
        spoken: what a screen reader says, complete without its row and column.
        shade: strength of the ground behind it, 0…1; says nothing that the text does not.
        is_strong: in bold type.
    """

    text: str
    value: str | float
    spoken: str
    shade: float = 0.0
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class TableContent:
    """What a table shows.

    Attributes:
        corner: what the names of the rows are, as the head of their column in a file.
        rows, columns: names.
        cell: the figure in a row and column; asked for as it comes into sight.
    """

    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cell: Callable[[int, int], Cell]


EMPTY = TableContent("", (), (), lambda _row, _column: Cell("", "", ""))


def table_text(content: TableContent, delimiter: str) -> str:
    """The whole table with its names, unrounded, lines ending in a line feed."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow([content.corner, *content.columns])
    for row, name in enumerate(content.rows):
        cells = (content.cell(row, column) for column in range(len(content.columns)))
        writer.writerow([name, *(cell.value for cell in cells)])
    return text.getvalue()


class FigureModel(QAbstractTableModel):
    """A `TableContent` for a view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.content = EMPTY
        self._theme = LIGHT
        self._strong = QFont(parent.font())
        self._strong.setWeight(QFont.Weight.DemiBold)

    def show(self, content: TableContent) -> None:
        """Take other figures."""
        self.beginResetModel()
        self.content = content
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Shade in the colours of a theme."""
        self._theme = theme

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of rows."""
        return 0 if parent.isValid() else len(self.content.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return 0 if parent.isValid() else len(self.content.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The figure as text, as words, and how it is painted."""
        cell = self.content.cell(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case (
                Qt.ItemDataRole.AccessibleTextRole
                | Qt.ItemDataRole.ToolTipRole
                | Qt.ItemDataRole.AccessibleDescriptionRole
            ):
                return cell.spoken
            case Qt.ItemDataRole.BackgroundRole if cell.shade > 0:
                colour = QColor(self._theme.accent)
                colour.setAlphaF(FULL_SHADE * min(cell.shade, 1.0))
                return colour
            case Qt.ItemDataRole.FontRole if cell.is_strong:
                return self._strong
            case Qt.ItemDataRole.TextAlignmentRole:
                is_number = not isinstance(cell.value, str)
                side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Names of rows and columns, whole in their tooltips."""
        across = orientation == Qt.Orientation.Horizontal
        names = self.content.columns if across else self.content.rows
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return names[section] if section < len(names) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class TableCard(QFrame):
    """A table under its title, with buttons that copy and save it.

    Args:
        title: its name on the screen, for screen readers and files.
        description: one sentence on what stands in it.

    Signals:
        save_requested(str, str, str, object): ask for a file and write it: title of the question,
            name and ending of the file, and what makes its bytes when called.
    """

    save_requested = Signal(str, str, str, object)

    def __init__(self, title: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setProperty("look", "card")
        self.view = QTableView(self)
        self.view.setAccessibleName(title)
        self.view.setAccessibleDescription(description)
        self.view.setToolTip(description)
        self.view.setCornerButtonEnabled(False)
        self.view.setTabKeyNavigation(False)
        self.view.setWordWrap(False)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 2 * SPACE_PX)
        for header, name in (
            (self.view.horizontalHeader(), "Columns"),
            (self.view.verticalHeader(), "Rows"),
        ):
            header.setAccessibleName(f"{name} of {title}")
            header.setHighlightSections(False)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.model = FigureModel(self)
        self.view.setModel(self.model)
        self.heading = QLabel(title, self)
        self.heading.setProperty("look", "heading")
        self.caption = QLabel(description, self)
        self.caption.setProperty("look", "caption")
        self.caption.setWordWrap(True)
        self.copy_button, self.save_button = QToolButton(self), QToolButton(self)
        for button, words in (
            (self.copy_button, f"Copy {title} as a table"),
            (self.save_button, f"Save {title} as CSV"),
        ):
            button.setProperty("look", "small")
            button.setAccessibleName(words)
            button.setToolTip(f"{words}.")
        self.copy_button.clicked.connect(self._on_copy)
        self.save_button.clicked.connect(self._on_save)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self._on_copy)
        self.head = QHBoxLayout()
        self.head.setSpacing(2 * SPACE_PX)
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        self.head.addWidget(self.copy_button)
        self.head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        column.setSpacing(SPACE_PX)
        column.addLayout(self.head)
        column.addWidget(self.caption)
        column.addWidget(self.view, 1)

    def show_content(self, content: TableContent) -> None:
        """Show other figures; the place of the cursor is kept where there still is one."""
        present, selection = self.view.currentIndex(), self.view.selectionModel()
        place, was_chosen = (present.row(), present.column()), selection.hasSelection()
        self.model.show(content)
        if content.rows:
            row = min(max(place[0], 0), len(content.rows) - 1)
            column = min(max(place[1], 0), len(content.columns) - 1)
            index = self.model.index(row, column)
            if was_chosen:
                self.view.setCurrentIndex(index)
            else:
                # a place for the keys to begin at; nobody has chosen it
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        for button in (self.copy_button, self.save_button):
            button.setEnabled(bool(content.rows))

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.model.set_theme(theme)
        self.copy_button.setIcon(themed_icon("copy", theme))
        self.save_button.setIcon(themed_icon("save", theme))
        self.view.viewport().update()

    def _on_copy(self) -> None:
        if self.model.content.rows:
            QGuiApplication.clipboard().setText(table_text(self.model.content, "\t"))

    def _on_save(self) -> None:
        # as it is now; a run that goes on does not change the file
        content = self.model.content
        name = self._title.lower().replace(" ", "-")
        self.save_requested.emit(
            f"Save {self._title}", name, "csv", lambda: table_text(content, ",").encode()
        )
