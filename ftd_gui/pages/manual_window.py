"""The manual in a window of its own: contents and search at the left, the page at the right."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.pages.manual_pages import ManualPages, Section
from ftd_gui.pages.manual_view import ManualView
from ftd_gui.theme import SPACE_PX, Theme, application_icon, themed_icon
from ftd_gui.views.hint_text import say_hint
from ftd_gui.words import tr

SIZE_PX = (1080, 640)
SIDE_PX = 250
LEAST_SIDE_PX = 180
BESIDE_SEARCH_PX = 60
_PLACE = Qt.ItemDataRole.UserRole


class ManualWindow(QWidget):
    """All pages, beside the window that they are about; it keeps nobody from working there."""

    def __init__(self, folder: Path, theme: Theme) -> None:
        # without a parent: a dialog of the main window would else keep the manual from being read
        super().__init__(None, Qt.WindowType.Window)
        self.pages = ManualPages(folder)
        self.setWindowTitle(tr("Manual – FTD Studio"))
        self.setWindowIcon(application_icon())
        self.resize(*SIZE_PX)
        self._icons: list[tuple[QAction, str]] = []
        self.view = ManualView(self)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._make_side())
        splitter.addWidget(self.view)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([SIDE_PX, SIZE_PX[0] - SIDE_PX])
        row.addWidget(splitter)
        self.view.page_shown.connect(self._on_page_shown)
        self.set_theme(theme)
        self._show_contents()

    def _make_side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(*[2 * SPACE_PX] * 4)
        column.setSpacing(2 * SPACE_PX)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_PX)
        self.back = self._action(tr("Back"), "previous", QKeySequence.StandardKey.Back)
        self.forward = self._action(tr("Forward"), "next", QKeySequence.StandardKey.Forward)
        self.home = self._action(tr("Contents"), "manual", "Alt+Home")
        self.back.triggered.connect(self.view.backward)
        self.forward.triggered.connect(self.view.forward)
        self.home.triggered.connect(self._on_home)
        self.view.backwardAvailable.connect(self.back.setEnabled)
        self.view.forwardAvailable.connect(self.forward.setEnabled)
        for action in (self.back, self.forward, self.home):
            button = QToolButton(side)
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            button.setAccessibleDescription(action.toolTip())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.search_edit = QLineEdit(side)
        say_hint(self.search_edit, tr("Search the manual"))
        words_px = self.search_edit.fontMetrics().horizontalAdvance(
            self.search_edit.placeholderText()
        )
        side.setMinimumWidth(max(LEAST_SIDE_PX, words_px + BESIDE_SEARCH_PX))
        self.search_edit.setAccessibleName(tr("Search the manual"))
        self.search_edit.setToolTip(tr("Every word must stand in a section (Ctrl+F)."))
        self.search_edit.setClearButtonEnabled(True)
        self.search_edit.textChanged.connect(self._on_search_changed)
        self.search_edit.installEventFilter(self)
        column.addWidget(self.search_edit)
        self.tree = QTreeWidget(side)
        self.tree.setProperty("look", "choices")
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(4 * SPACE_PX)
        self.tree.setAccessibleName(tr("Pages and sections of the manual"))
        self.tree.setAccessibleDescription(tr("Choose one to read it at the right."))
        self.tree.itemSelectionChanged.connect(self._on_item_chosen)
        column.addWidget(self.tree, 1)
        self.nothing = QLabel(tr("No section has all these words."), side)
        self.nothing.setProperty("look", "soft")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.hide()
        column.addWidget(self.nothing, 1)
        find = QAction(self)
        find.setShortcut(QKeySequence.StandardKey.Find)
        find.triggered.connect(self._on_find)
        self.addAction(find)
        return side

    def _action(self, text: str, icon: str, keys: QKeySequence.StandardKey | str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({shown})" if shown else text)
        self._icons.append((action, icon))
        self.addAction(action)
        return action

    # ------------------------------------------------ what is shown

    def show_place(self, place: str) -> None:
        """Read a page, or a place on it, such as "settings.html#distill.ipc"."""
        self.search_edit.clear()
        self.view.show_place(str(self.pages.folder), place)
        self._select(place)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        for action, icon in self._icons:
            action.setIcon(themed_icon(icon, theme))
        for action in self.search_edit.actions():
            if action.parent() is self.search_edit and not action.objectName():
                self.search_edit.removeAction(action)
        icon = themed_icon("search", theme, theme.text_soft)
        self.search_edit.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.view.set_theme(theme)

    def _show_contents(self) -> None:
        """Every page, with its sections."""
        self._fill([section for section in self.pages.sections if section.level <= 2])
        self.tree.collapseAll()
        self._select(self.view.page)

    def _fill(self, sections: list[Section]) -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        tops: dict[str, QTreeWidgetItem] = {}
        for section in sections:
            if section.page not in tops:
                top = QTreeWidgetItem(self.tree, [section.page_title])
                top.setData(0, _PLACE, section.page)
                tops[section.page] = top
            if section.level > 1:
                item = QTreeWidgetItem(tops[section.page], [section.heading])
                item.setData(0, _PLACE, section.place)
                item.setToolTip(0, section.heading)
        self.tree.expandAll()
        self.tree.blockSignals(False)
        self.tree.setVisible(bool(tops))
        self.nothing.setVisible(not tops)

    def _select(self, place: str) -> None:
        """Mark where the reader is, without going there again."""
        page = place.partition("#")[0]
        self.tree.blockSignals(True)
        for at in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(at)
            assert top is not None
            if not self.search_edit.text():
                top.setExpanded(top.data(0, _PLACE) == page)
            items = [top, *(top.child(inner) for inner in range(top.childCount()))]
            for item in items:
                if item.data(0, _PLACE) in (place, page):
                    self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)

    def _on_item_chosen(self) -> None:
        chosen = self.tree.selectedItems()
        if chosen:
            words = tuple(self.search_edit.text().split())
            self.view.show_place(str(self.pages.folder), chosen[0].data(0, _PLACE), words)

    def _on_search_changed(self, text: str) -> None:
        if text.strip():
            self._fill(self.pages.find(text))
        else:
            self._show_contents()

    def _on_page_shown(self, page: str) -> None:
        chosen = self.tree.selectedItems()
        if not chosen or str(chosen[0].data(0, _PLACE)).partition("#")[0] != page:
            self._select(page)

    def _on_home(self) -> None:
        self.show_place("index.html")

    def _on_find(self) -> None:
        self.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_edit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape ends the search; Return and Down go to what was found."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search_edit.text():
                self.search_edit.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_to_first()
                return True
        return super().eventFilter(watched, event)

    def _go_to_first(self) -> None:
        top = self.tree.topLevelItem(0)
        if top is not None:
            # of a page whose own head has the words there may be no section
            self.tree.setCurrentItem(top.child(0) if top.childCount() else top)
            self.tree.setFocus()
