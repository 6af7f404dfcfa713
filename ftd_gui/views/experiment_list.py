"""The runs of the workspace: a search, an order, a list, a sentence where there is none."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.runs.run_library import RunLibrary, RunRole
from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.hint_text import say_hint
from ftd_gui.views.run_order import SORTS, RunOrder
from ftd_gui.views.run_row import RunDelegate
from ftd_gui.words import tr


class ExperimentList(QWidget):
    """All runs of a workspace, searched and sorted, pinned ones on top.

    Signals:
        run_chosen(object): the user selected the run in this folder (`Path`).
        compare_requested(object): the user wants to compare the run in this folder (`Path`).
        emptiness_changed(bool): the library lost its last run (True) or got its first (False).
        sort_chosen(str): the user wants this order, by its key.
    """

    run_chosen = Signal(object)
    compare_requested = Signal(object)
    emptiness_changed = Signal(bool)
    sort_chosen = Signal(str)

    def __init__(self, library: RunLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._is_empty: bool | None = None
        self._shows_by_itself = False
        self._marked: Path | None = None
        self._mark_timer = QTimer(self)
        self._mark_timer.setSingleShot(True)
        self._mark_timer.timeout.connect(self._on_mark_due)
        self._proxy = RunOrder(library, self)
        # before the view hears of it: it would choose the neighbour of a row that goes
        self._proxy.rowsAboutToBeRemoved.connect(self._on_rows_about_to_go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QWidget(self)
        head_layout = QHBoxLayout(head)
        head_layout.setContentsMargins(2 * SPACE_PX, 0, 2 * SPACE_PX, 2 * SPACE_PX)
        head_layout.setSpacing(SPACE_PX)
        self.filter_edit = QLineEdit(head)
        say_hint(self.filter_edit, tr("Search runs"))
        self.filter_edit.setClearButtonEnabled(True)
        self.filter_edit.setAccessibleName(tr("Search experiments"))
        self.filter_edit.setToolTip(
            tr("Words in the name, #tags, notes, data set or state; a run must hold all of them")
        )
        self.filter_edit.textChanged.connect(self._on_filter_changed)
        head_layout.addWidget(self.filter_edit, 1)
        self.sort_button = QToolButton(head)
        self.sort_button.setProperty("look", "small")
        self.sort_button.setIconSize(QSize(16, 16))
        self.sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sort_button.setMenu(self._sort_menu())
        self.sort_button.setAccessibleDescription(
            tr("Opens a menu with the other orders; pinned runs stay on top in each.")
        )
        head_layout.addWidget(self.sort_button)
        layout.addWidget(head)
        self.list_view = QListView(self)
        self.list_view.setModel(self._proxy)
        self._proxy.rowsRemoved.connect(self._on_rows_gone)
        self._delegate = RunDelegate(self.list_view)
        self.list_view.setItemDelegate(self._delegate)
        self.list_view.setUniformItemSizes(True)
        self.list_view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_view.setMouseTracking(True)
        self.list_view.setAccessibleName(tr("Experiments"))
        self.list_view.setAccessibleDescription(
            tr("All runs of the workspace with their states; the chosen one is shown on the pages.")
        )
        self.list_view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        selection = self.list_view.selectionModel()
        selection.currentChanged.connect(self._on_current_changed)
        self._empty_text = QLabel(self)
        self._empty_text.setProperty("look", "soft")
        self._empty_text.setWordWrap(True)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        empty = QWidget(self)
        empty_layout = QVBoxLayout(empty)
        empty_layout.setContentsMargins(4 * SPACE_PX, 4 * SPACE_PX, 4 * SPACE_PX, 0)
        empty_layout.addWidget(self._empty_text)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list_view)
        self._stack.addWidget(empty)
        layout.addLayout(self._stack, 1)
        for changed in (
            self._proxy.rowsInserted,
            self._proxy.rowsRemoved,
            self._proxy.modelReset,
            self._proxy.layoutChanged,
        ):
            changed.connect(self._on_rows_changed)
        self.sort_by(SORTS[0].key)
        self._on_rows_changed()

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        self._sort_actions: dict[str, QAction] = {}
        for sort in SORTS:
            action = menu.addAction(tr(sort.words))
            action.setCheckable(True)
            action.setData(sort.key)
            group.addAction(action)
            self._sort_actions[sort.key] = action
        group.triggered.connect(self._on_sort_action)
        return menu

    def add_commands(self, actions: Sequence[QAction]) -> None:
        """Offer commands of the window in the menu of a run."""
        self.list_view.addActions(actions)

    def current_path(self) -> Path | None:
        """Folder of the run that is marked in the list; None where none is."""
        current = self.list_view.currentIndex()
        return Path(str(current.data(RunRole.PATH))) if current.isValid() else None

    def sort_by(self, key: str) -> None:
        """Put the runs into this order, as if it had been chosen before."""
        self._proxy.sort_by(key)
        chosen = self._proxy.chosen
        self._sort_actions[chosen.key].setChecked(True)
        words = tr("Order of the runs: {order}").format(order=tr(chosen.words).lower())
        self.sort_button.setToolTip(words)
        self.sort_button.setAccessibleName(words)

    def seen(self) -> str:
        """The words that are searched for; the order is kept where it is chosen."""
        return self.filter_edit.text()

    def see(self, search: str) -> None:
        """Search for these words."""
        self.filter_edit.setText(search)

    def select(self, path: Path | None) -> None:
        """Mark the run in this folder, without telling that it was chosen; None marks none.

        A run that is not listed yet is marked as soon as it is.
        """
        self._marked = path
        self._shows_by_itself = True
        row = self._library.row_of(path) if path else -1
        index = self._proxy.mapFromSource(self._library.index(row)) if row >= 0 else QModelIndex()
        self.list_view.setCurrentIndex(index)
        if not index.isValid():
            self.list_view.clearSelection()
        self._shows_by_itself = False

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._delegate.set_theme(theme)
        self.sort_button.setIcon(themed_icon("sort", theme))
        for action in self.filter_edit.actions():
            if action.objectName() == "search":
                self.filter_edit.removeAction(action)
        search = self.filter_edit.addAction(
            themed_icon("search", theme, theme.text_soft), QLineEdit.ActionPosition.LeadingPosition
        )
        search.setObjectName("search")
        self.list_view.viewport().update()

    def _on_rows_about_to_go(self) -> None:
        self._shows_by_itself = True

    def _on_rows_gone(self) -> None:
        self._shows_by_itself = False
        # later: the model is in the middle of its change
        self._mark_timer.start(0)

    def _on_mark_due(self) -> None:
        self.select(self._marked)

    def _on_filter_changed(self, text: str) -> None:
        self._proxy.search(text)
        self.select(self._marked)
        self._on_rows_changed()

    def _on_sort_action(self, action: QAction) -> None:
        self.sort_by(action.data())
        self.list_view.scrollTo(self.list_view.currentIndex())
        self.sort_chosen.emit(action.data())

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._shows_by_itself:
            self._marked = Path(str(current.data(RunRole.PATH)))
            self.run_chosen.emit(self._marked)

    def _on_rows_changed(self) -> None:
        if self._marked is not None and not self.list_view.currentIndex().isValid():
            # the library is read a little at a time, so a run may be shown before it is listed
            self._mark_timer.start(0)
        has_rows = self._proxy.rowCount() > 0
        if self._library.rowCount() == 0:
            self._empty_text.setText(tr("No run yet. Runs appear here once they are started."))
        elif not has_rows:
            self._empty_text.setText(
                tr("No run holds these words in its name, tags, notes, data set or state.")
            )
        self._stack.setCurrentIndex(0 if has_rows else 1)
        is_empty = self._library.rowCount() == 0
        if is_empty != self._is_empty:
            self._is_empty = is_empty
            self.emptiness_changed.emit(is_empty)
