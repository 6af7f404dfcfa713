"""A table of values as a card: under its title, with buttons that copy and save it. Knows no run."""

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.value_table import TableContent, ValueTable, table_text
from ftd_gui.words import tr


class TableCard(QFrame):
    """A table under its title.

    Args:
        title: its marked name on the screen, for screen readers and, in English, for files.
        description: one sentence on what stands in it.
        tool: another control, before the buttons.

    Signals:
        save_requested(str, str, str, object): ask for a file and write it: title of the question,
            name and ending of the file, and what makes its bytes when called.
    """

    save_requested = Signal(str, str, str, object)

    def __init__(
        self,
        title: str,
        description: str,
        tool: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = title.lower().replace(" ", "-")
        self._title = title = tr(title)
        self.setProperty("look", "card")
        self.heading = QLabel(title, self)
        self.heading.setProperty("look", "heading")
        self.caption = QLabel(description, self)
        self.caption.setProperty("look", "caption")
        self.caption.setWordWrap(True)
        # in the order in which the eye and the Tab key come to them: the table is last
        if tool is not None:
            tool.setParent(self)
        self.copy_button, self.save_button = QToolButton(self), QToolButton(self)
        copied, saved = tr("Copy {title} as a table"), tr("Save {title} as CSV")
        for button, pattern, more in (
            (self.copy_button, copied, tr("To be pasted into a sheet or a text.")),
            (self.save_button, saved, tr("Numbers are written with all their digits.")),
        ):
            words = pattern.format(title=title)
            button.setProperty("look", "small")
            button.setAccessibleName(words)
            button.setToolTip(f"{words}.")
            button.setAccessibleDescription(more)
        self.copy_button.clicked.connect(self._on_copy)
        self.save_button.clicked.connect(self._on_save)
        self.view = ValueTable(title, description, self)
        self.view.setToolTip(description)
        # its values may be shaded, which a look of the single items would paint over
        self.view.setProperty("look", "shaded")
        self.view.verticalHeader().show()
        self.head = QHBoxLayout()
        self.head.setSpacing(2 * SPACE_PX)
        self.head.addWidget(self.heading)
        self.head.addStretch(1)
        if tool is not None:
            self.head.addWidget(tool)
        self.head.addWidget(self.copy_button)
        self.head.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        column.setSpacing(SPACE_PX)
        column.addLayout(self.head)
        column.addWidget(self.caption)
        column.addWidget(self.view, 1)

    def show_content(self, content: TableContent) -> None:
        """Show other values; the place of the cursor is kept where there still is one."""
        table, selection = self.view.table, self.view.selectionModel()
        present, was_chosen = self.view.currentIndex(), selection.hasSelection()
        row = table.order[present.row()] if present.isValid() else 0
        column = max(present.column(), 0)
        table.show(content)
        if content.names and not self.view.currentIndex().isValid():
            place = table.order.index(min(row, len(content.names) - 1))
            index = table.index(place, min(column, len(content.heads) - 1))
            if was_chosen:
                self.view.setCurrentIndex(index)
            else:
                # a place for the keys to begin at; nobody has chosen it
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        for button in (self.copy_button, self.save_button):
            button.setEnabled(bool(content.names))

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.view.set_theme(theme)
        self.copy_button.setIcon(themed_icon("copy", theme))
        self.save_button.setIcon(themed_icon("save", theme))

    def _on_copy(self) -> None:
        table = self.view.table
        QGuiApplication.clipboard().setText(table_text(table.content, table.order, "\t"))

    def _on_save(self) -> None:
        # as it is now; a run that goes on does not change the file
        content, rows = self.view.table.content, tuple(self.view.table.order)
        self.save_requested.emit(
            tr("Save {title}").format(title=self._title),
            self._name,
            "csv",
            lambda: table_text(content, rows, ",").encode(),
        )
