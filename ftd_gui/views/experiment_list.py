"""The runs of the workspace: a filter, a list, a sentence where there is none."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.protocol import RunState
from ftd_gui.runs.run_library import RunLibrary, RunRole
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, caption_font, themed_icon
from ftd_gui.views.run_words import clock_text, state_text
from ftd_gui.words import tr

ROW_HEIGHT_PX = 42

AnyIndex = QModelIndex | QPersistentModelIndex


class RunDelegate(QStyledItemDelegate):
    """Draws a run as two lines: its name, then state and time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """Two lines high, at any width."""
        metrics = option.fontMetrics
        return QSize(120, max(ROW_HEIGHT_PX, 2 * metrics.height() + 3 * SPACE_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        state_flags = option.state
        area = option.rect
        font = option.font
        theme = self.theme
        painter.save()
        if state_flags & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.selection))
            painter.fillRect(area.x(), area.y(), 3, area.height(), QColor(theme.accent))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, QColor(theme.hairline))
        if state_flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        inner = area.adjusted(3 * SPACE_PX, SPACE_PX + 1, -3 * SPACE_PX, -SPACE_PX - 2)
        top = QRect(inner.x(), inner.y(), inner.width(), inner.height() // 2)
        below = QRect(inner.x(), top.bottom() + 1, inner.width(), inner.height() - top.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        name = str(index.data(RunRole.NAME))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, top.width())
        painter.drawText(top, middle | Qt.AlignmentFlag.AlignLeft, shown)
        state = cast(RunState, index.data(RunRole.STATE))
        painter.setFont(caption_font(font))
        painter.setPen(QColor(theme.failed if state in ("failed", "lost") else theme.text_soft))
        painter.drawText(below, middle | Qt.AlignmentFlag.AlignLeft, state_text(state))
        painter.setPen(QColor(theme.text_soft))
        created = clock_text(float(index.data(RunRole.CREATED)))
        painter.drawText(below, middle | Qt.AlignmentFlag.AlignRight, created)
        painter.restore()


class ExperimentList(QWidget):
    """All runs of a workspace, filtered by name.

    Signals:
        run_chosen(object): the user selected the run in this folder (`Path`).
        compare_requested(object): the user wants to compare the run in this folder (`Path`).
        emptiness_changed(bool): the library lost its last run (True) or got its first (False).
    """

    run_chosen = Signal(object)
    compare_requested = Signal(object)
    emptiness_changed = Signal(bool)

    def __init__(self, library: RunLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._is_empty: bool | None = None
        self._shows_by_itself = False
        self._marked: Path | None = None
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(library)
        self._proxy.setFilterRole(RunRole.NAME)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QWidget(self)
        head_layout = QVBoxLayout(head)
        head_layout.setContentsMargins(2 * SPACE_PX, 0, 2 * SPACE_PX, 2 * SPACE_PX)
        self.filter_edit = QLineEdit(head)
        self.filter_edit.setPlaceholderText(tr("Filter by name"))
        self.filter_edit.setClearButtonEnabled(True)
        self.filter_edit.setAccessibleName(tr("Filter experiments by name"))
        self.filter_edit.textChanged.connect(self._on_filter_changed)
        head_layout.addWidget(self.filter_edit)
        layout.addWidget(head)
        self.list_view = QListView(self)
        self.list_view.setModel(self._proxy)
        self._delegate = RunDelegate(self.list_view)
        self.list_view.setItemDelegate(self._delegate)
        self.list_view.setUniformItemSizes(True)
        self.list_view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list_view.setMouseTracking(True)
        self.list_view.setAccessibleName(tr("Experiments"))
        compare = QAction(tr("Add to comparison"), self.list_view)
        compare.setToolTip(tr("Lay its curves over those of other runs, on the Compare page."))
        compare.triggered.connect(self._on_compare_chosen)
        self.list_view.addAction(compare)
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
        self._on_rows_changed()

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
        self._delegate.theme = theme
        for action in self.filter_edit.actions():
            if action.objectName() == "search":
                self.filter_edit.removeAction(action)
        search = self.filter_edit.addAction(
            themed_icon("search", theme, theme.text_soft), QLineEdit.ActionPosition.LeadingPosition
        )
        search.setObjectName("search")
        self.list_view.viewport().update()

    def _on_filter_changed(self, text: str) -> None:
        self._proxy.setFilterFixedString(text)
        self._on_rows_changed()

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._shows_by_itself:
            self._marked = Path(str(current.data(RunRole.PATH)))
            self.run_chosen.emit(self._marked)

    def _on_compare_chosen(self) -> None:
        current = self.list_view.currentIndex()
        if current.isValid():
            self.compare_requested.emit(Path(str(current.data(RunRole.PATH))))

    def _on_rows_changed(self) -> None:
        if self._marked is not None and not self.list_view.currentIndex().isValid():
            # the library is read a little at a time, so a run may be shown before it is listed
            self.select(self._marked)
        has_rows = self._proxy.rowCount() > 0
        if self._library.rowCount() == 0:
            self._empty_text.setText(tr("No run yet. Runs appear here once they are started."))
        elif not has_rows:
            self._empty_text.setText(tr("No run has this in its name."))
        self._stack.setCurrentIndex(0 if has_rows else 1)
        is_empty = self._library.rowCount() == 0
        if is_empty != self._is_empty:
            self._is_empty = is_empty
            self.emptiness_changed.emit(is_empty)
