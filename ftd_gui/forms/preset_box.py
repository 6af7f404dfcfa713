"""Chooser of a preset: a box that opens a list by groups, with a field to search it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHideEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.experiment import Experiment
from ftd_engine.presets import PRESET_GROUPS, Preset
from ftd_gui.forms.value_words import preset_facts
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, caption_font, themed_icon
from ftd_gui.views.hint_text import say_hint
from ftd_gui.views.number_text import THIN_SPACE, fixed_text
from ftd_gui.words import tr

BOX_WIDTH_PX = 320
LEAST_LETTERS = 14
LIST_WIDTH_PX = 540
LIST_HEIGHT_PX = 420
_NEEDS, _PUBLISHED = 1, 2
"""Columns beside the title."""
_POSITION = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KEYS_OF_THE_LIST = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
)


class PresetList(QFrame):
    """The presets by groups, in a window of its own under the box; typing searches them.

    Signals:
        chosen(int): the user took the preset at this position.
        closed(): the list is gone, with or without a choice.

    Attributes:
        figures_for: time and memory that an experiment takes here; asked whenever the list opens.
    """

    chosen = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = LIGHT
        self._presets: tuple[Preset, ...] = ()
        self.figures_for: Callable[[Experiment], str] = lambda _experiment: ""
        self.setProperty("look", "popup")
        self._searched: list[tuple[QTreeWidgetItem, str]] = []
        self._groups: list[QTreeWidgetItem] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX)
        layout.setSpacing(SPACE_PX)
        self.search_edit = QLineEdit(self)
        say_hint(self.search_edit, tr("Search, such as cifar 50"))
        self.search_edit.setAccessibleName(tr("Search the presets"))
        self.search_edit.textChanged.connect(self._on_searched)
        self.search_edit.returnPressed.connect(self._on_return_pressed)
        # one hand on the keyboard is enough: the arrow keys walk the list while the field is typed in
        self.search_edit.installEventFilter(self)
        layout.addWidget(self.search_edit)
        self.tree = QTreeWidget(self)
        self.tree.setProperty("look", "choices")
        self.tree.setAccessibleName(tr("Presets"))
        self.tree.setAccessibleDescription(
            tr("The arrow keys walk through it while you type, Enter takes one.")
        )
        self.tree.setColumnCount(3)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setIndentation(3 * SPACE_PX)
        self.tree.setUniformRowHeights(True)
        self.tree.setMouseTracking(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (_NEEDS, _PUBLISHED):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.itemClicked.connect(self._on_item_clicked)
        layout.addWidget(self.tree, 1)
        self._nothing = QLabel(tr("No preset has these words."), self)
        self._nothing.setProperty("look", "soft")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        layout.addWidget(self._nothing, 1)
        self._complaints = QLabel(self)
        self._complaints.setProperty("look", "caption")
        self._complaints.setWordWrap(True)
        self._complaints.hide()
        layout.addWidget(self._complaints)

    def set_presets(self, presets: Sequence[Preset], complaints: Sequence[str] = ()) -> None:
        """List other presets, and below them what could not be read."""
        self.tree.clear()
        self._searched.clear()
        self._groups.clear()
        self._presets = tuple(presets)
        self._fill(presets)
        self._complaints.setText("\n".join(complaints))
        self._complaints.setVisible(bool(complaints))
        self.set_theme(self._theme)

    def open_below(self, box: QWidget, position: int) -> None:
        """Show the list under a box, or above where there is no room, with one preset marked."""
        self.search_edit.clear()
        self._show_figures()
        self.tree.setCurrentIndex(QModelIndex())
        marked = self._item_at(position)
        if marked is not None:
            self.tree.setCurrentItem(marked)
        screen = box.screen().availableGeometry()
        width = min(max(LIST_WIDTH_PX, box.width()), screen.width())
        height = min(LIST_HEIGHT_PX, screen.height())
        place = box.mapToGlobal(QPoint(0, box.height() + 1))
        if place.y() + height > screen.bottom():
            place.setY(max(screen.top(), place.y() - box.height() - height - 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - width)))
        self.setGeometry(place.x(), place.y(), width, height)
        self.show()
        self.search_edit.setFocus(Qt.FocusReason.PopupFocusReason)
        if marked is not None:
            self.tree.scrollToItem(marked, QTreeWidget.ScrollHint.PositionAtCenter)
        else:
            self.tree.scrollToTop()

    def shown_titles(self) -> list[str]:
        """Titles that the search leaves, in order."""
        return [item.text(0) for item, _ in self._searched if not item.isHidden()]

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self._theme = theme
        soft = QBrush(QColor(theme.text_soft))
        for group in self._groups:
            for column in range(self.tree.columnCount()):
                group.setForeground(column, soft)
        for item, _ in self._searched:
            for column in (_NEEDS, _PUBLISHED):
                item.setForeground(column, soft)
        for action in self.search_edit.actions():
            self.search_edit.removeAction(action)
        icon = themed_icon("search", theme, theme.text_soft)
        self.search_edit.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the keys that walk to the list, and leave all others to the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _KEYS_OF_THE_LIST:
                self._walk(Qt.Key(event.key()))
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that the list is gone."""
        super().hideEvent(event)
        self.closed.emit()

    def _fill(self, presets: Sequence[Preset]) -> None:
        for group in PRESET_GROUPS:
            members = [(place, p) for place, p in enumerate(presets) if p.story.group == group]
            if not members:
                continue
            has_numbers = any(preset.story.accuracy_words() for _, preset in members)
            published = tr("published") if has_numbers else ""
            heading = QTreeWidgetItem(self.tree, [tr(group), "", published])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = caption_font(self.font())
            font.setBold(True)
            heading.setFont(0, font)
            for column in (_NEEDS, _PUBLISHED):
                heading.setFont(column, caption_font(self.font()))
                heading.setTextAlignment(column, _RIGHT)
            self._groups.append(heading)
            for position, preset in members:
                item = QTreeWidgetItem(heading, [tr(preset.title), "", _published(preset)])
                item.setData(0, _POSITION, position)
                item.setToolTip(0, tr(preset.summary))
                for column in (_NEEDS, _PUBLISHED):
                    item.setTextAlignment(column, _RIGHT)
                words = " ".join((tr(group), tr(preset.title), preset.key, *preset_facts(preset)))
                self._searched.append((item, words.casefold()))
            heading.setExpanded(True)

    def _show_figures(self) -> None:
        """What each preset takes on this device, once that was measured."""
        for item, _ in self._searched:
            position: int = item.data(0, _POSITION)
            preset = self._presets[position]
            item.setText(_NEEDS, self.figures_for(preset.experiment))
        for group in self._groups:
            are_known = any(group.child(row).text(_NEEDS) for row in range(group.childCount()))
            group.setText(_NEEDS, tr("here, roughly") if are_known else "")

    def _item_at(self, position: int) -> QTreeWidgetItem | None:
        items = (item for item, _ in self._searched if item.data(0, _POSITION) == position)
        return next(items, None)

    def _current(self) -> QTreeWidgetItem | None:
        marked = self.tree.selectedItems()
        return marked[0] if marked and not marked[0].isHidden() else None

    def _walk(self, key: Qt.Key) -> None:
        left = [item for item, _ in self._searched if not item.isHidden()]
        if not left:
            return
        current = self._current()
        place = left.index(current) if current is not None else -1
        row = max(1, self.tree.sizeHintForRow(0))
        page = max(1, self.tree.viewport().height() // row - 1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page}.get(key, page)
        self.tree.setCurrentItem(left[min(max(place + step, 0), len(left) - 1)])

    def _take(self, item: QTreeWidgetItem | None) -> None:
        position = None if item is None else item.data(0, _POSITION)
        if position is not None:
            self.hide()
            self.chosen.emit(position)

    def _on_searched(self, text: str) -> None:
        wanted = text.casefold().split()
        left: list[QTreeWidgetItem] = []
        for item, words in self._searched:
            fits = all(word in words for word in wanted)
            item.setHidden(not fits)
            if fits:
                left.append(item)
        for group in self._groups:
            group.setHidden(all(group.child(at).isHidden() for at in range(group.childCount())))
        self.tree.setVisible(bool(left))
        self._nothing.setVisible(not left)
        if wanted and left and self._current() is None:
            self.tree.setCurrentItem(left[0])

    def _on_return_pressed(self) -> None:
        self._take(self._current())

    def _on_item_clicked(self, item: QTreeWidgetItem, _column: int) -> None:
        self._take(item)


class PresetBox(QComboBox):
    """Box of all presets that opens the list by groups; the wheel scrolls the page, never the choice."""

    def __init__(self, presets: Sequence[Preset], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("Own settings"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Preset"))
        # titles are long; a narrow window cuts them rather than squeezing what stands beside it
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LEAST_LETTERS)
        self.setMaximumWidth(BOX_WIDTH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tr("Fill the form with the settings of a built-in experiment or your own."))
        # not a child of the box: style sheets draw frames inside boxes in their own way
        self.list = PresetList(parent)
        self.list.chosen.connect(self._on_chosen)
        self.list.closed.connect(self.update)
        self.set_presets(presets)

    def set_presets(self, presets: Sequence[Preset], complaints: Sequence[str] = ()) -> None:
        """Offer other presets; none of them is chosen."""
        with QSignalBlocker(self):
            self.clear()
            for preset in presets:
                self.addItem(tr(preset.title), preset.key)
            self.setCurrentIndex(-1)
        self.list.set_presets(presets, complaints)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.list.set_theme(theme)

    def showPopup(self) -> None:
        """Open the list by groups in place of the plain one."""
        self.list.open_below(self, self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _on_chosen(self, position: int) -> None:
        self.setCurrentIndex(position)
        self.activated.emit(position)


def _published(preset: Preset) -> str:
    percent = preset.story.accuracy_percent
    return "" if percent is None else f"{fixed_text(percent, 1)}{THIN_SPACE}%"
