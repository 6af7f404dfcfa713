"""Everything there is to do, to open or to choose, found by typing a few letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.fuzzy_match import fuzzy_score
from ftd_gui.views.hint_text import say_hint
from ftd_gui.words import tr

SIZE_PX = (620, 420)
MAX_SHOWN = 80
_PLACE = Qt.ItemDataRole.UserRole
_WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One line of the palette."""

    kind: str
    """What it is, such as "Run"; searched too."""
    title: str
    hint: str
    """What stands at the right: keys, a state, or why it cannot be done now."""
    is_possible: bool
    do: Callable[[], None]


class CommandPalette(QFrame):
    """A window over the window; the keys alone are enough."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self.setAccessibleName(tr("Command palette"))
        self._theme = LIGHT
        self._window = parent
        self._entries: tuple[PaletteEntry, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * SPACE_PX] * 4)
        layout.setSpacing(SPACE_PX)
        self.search_edit = QLineEdit(self)
        say_hint(self.search_edit, tr("Type a command, a run or a preset"))
        self.search_edit.setAccessibleName(tr("Search commands, runs and presets"))
        self.search_edit.setToolTip(
            tr("A few letters are enough, such as “cas” for Copy as command.")
        )
        self.search_edit.textChanged.connect(self._show_fitting)
        self.search_edit.returnPressed.connect(self._on_return_pressed)
        # the arrow keys walk the list while the field is typed in
        self.search_edit.installEventFilter(self)
        layout.addWidget(self.search_edit)
        self.tree = QTreeWidget(self)
        self.tree.setProperty("look", "choices")
        self.tree.setAccessibleName(tr("Commands, runs and presets"))
        self.tree.setAccessibleDescription(
            tr("The arrow keys walk through it while you type, Enter takes one.")
        )
        self.tree.setColumnCount(3)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        # what is looked for is whole; why something cannot be given now may be cut
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.tree.itemClicked.connect(self._on_item_clicked)
        layout.addWidget(self.tree, 1)
        self._nothing = QLabel(tr("Nothing has these letters."), self)
        self._nothing.setProperty("look", "soft")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        layout.addWidget(self._nothing, 1)

    def open_with(self, entries: Sequence[PaletteEntry]) -> None:
        """Show these over the upper part of the window, with an empty search."""
        self._entries = tuple(entries)
        self.search_edit.clear()
        self._show_fitting()
        window = self._window
        width = min(SIZE_PX[0], window.width())
        height = min(SIZE_PX[1], window.height())
        place = window.mapToGlobal(QPoint((window.width() - width) // 2, window.height() // 10))
        self.setGeometry(place.x(), place.y(), width, height)
        self.show()
        self.search_edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        for action in self.search_edit.actions():
            self.search_edit.removeAction(action)
        icon = themed_icon("search", theme, theme.text_soft)
        self.search_edit.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)

    def shown(self) -> list[PaletteEntry]:
        """What the search leaves, best first."""
        return [self._entries[item.data(0, _PLACE)] for item in self._items()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the keys that walk to the list, and leave all others to the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _WALK.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(step)
                return True
        return super().eventFilter(watched, event)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _show_fitting(self) -> None:
        query = self.search_edit.text()
        scored: list[tuple[float, int]] = []
        for place, entry in enumerate(self._entries):
            score = fuzzy_score(query, f"{entry.title} {entry.kind}") if query.strip() else 0.0
            if score is not None:
                # of two that fit as well, what can be done now
                scored.append((-score - entry.is_possible, place))
        self.tree.clear()
        for _, place in sorted(scored)[:MAX_SHOWN]:
            self._add(place)
        items = self._items()
        self.tree.setVisible(bool(items))
        self._nothing.setVisible(not items)
        if items:
            self.tree.setCurrentItem(items[0])

    def _add(self, place: int) -> None:
        entry = self._entries[place]
        item = QTreeWidgetItem(self.tree, [entry.kind, entry.title, entry.hint])
        item.setData(0, _PLACE, place)
        item.setToolTip(1, entry.title)
        item.setToolTip(2, entry.hint)
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column in (0, 2) if entry.is_possible else (0, 1, 2):
            item.setForeground(column, QBrush(QColor(self._theme.text_soft)))

    def _walk(self, step: int) -> None:
        items = self._items()
        if items:
            at = self.tree.indexOfTopLevelItem(self.tree.currentItem()) + step
            self.tree.setCurrentItem(items[min(max(at, 0), len(items) - 1)])

    def _take(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        place: int = item.data(0, _PLACE)
        entry = self._entries[place]
        # what cannot be done now says why in its line, and the palette stays
        if entry.is_possible:
            self.hide()
            entry.do()

    def _on_return_pressed(self) -> None:
        marked = self.tree.selectedItems()
        self._take(marked[0] if marked else None)

    def _on_item_clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        self._take(item)
