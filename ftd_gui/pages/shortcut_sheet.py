"""All commands with their keys, to be searched and changed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ftd_gui.pages.key_bindings import Command, KeyBindings, keys_text
from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.hint_text import say_hint
from ftd_gui.words import tr

SIZE_PX = (640, 560)
MOST_STROKES = 2
_KEY = Qt.ItemDataRole.UserRole


BESIDE_KEYS_PX = 44
"""Edges of the field for keys, and its button that clears."""


class ShortcutSheet(QDialog):
    """A list of commands; below it the keys of the chosen one."""

    def __init__(self, bindings: KeyBindings, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._bindings = bindings
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(*SIZE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[6 * SPACE_PX] * 4)
        column.setSpacing(3 * SPACE_PX)
        self.search_edit = QLineEdit(self)
        say_hint(self.search_edit, tr("Find a command or keys, such as export or ctrl+e"))
        self.search_edit.setAccessibleName(tr("Find a command or keys"))
        self.search_edit.setToolTip(
            tr("Every word must stand in the command, its menu or its keys.")
        )
        icon = themed_icon("search", theme, theme.text_soft)
        self.search_edit.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.search_edit.textChanged.connect(self._show_fitting)
        column.addWidget(self.search_edit)
        self.tree = QTreeWidget(self)
        self.tree.setProperty("look", "choices")
        self.tree.setAccessibleName(tr("Commands and their keys"))
        # Qt hands on no tip of a list
        self.tree.setAccessibleDescription(tr("Choose a command to change its keys below."))
        self.tree.setToolTip(self.tree.accessibleDescription())
        self.tree.setHeaderLabels([tr("Menu"), tr("Command"), tr("Keys")])
        self.tree.setRootIsDecorated(False)
        header = self.tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.itemSelectionChanged.connect(self._on_chosen)
        column.addWidget(self.tree, 1)
        column.addLayout(self._editor_row())
        self.note = QLabel(self)
        self.note.setProperty("look", "soft")
        self.note.setWordWrap(True)
        # two lines, so that nothing moves when a sentence comes
        self.note.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.note)
        column.addLayout(self._foot())
        # one that the user makes or removes meanwhile is in the next sheet
        self._commands = bindings.commands
        for command in self._commands:
            item = QTreeWidgetItem(self.tree, [command.group, command.title, ""])
            item.setData(0, _KEY, command.key)
            self._items[command.key] = item
        self._show_keys()
        self.choose(self._commands[0].key)
        bindings.changed.connect(self._show_keys)

    def _editor_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        self.chosen_label = QLabel(self)
        self.keys_edit = QKeySequenceEdit(self)
        self.keys_edit.setMaximumSequenceLength(MOST_STROKES)
        self.keys_edit.setClearButtonEnabled(True)
        self.keys_edit.setAccessibleName(tr("New keys"))
        self.keys_edit.setToolTip(tr("Press the keys that are to give this command."))
        self.keys_edit.keySequenceChanged.connect(self._show_state)
        for inner in self.keys_edit.findChildren(QLineEdit):
            inner.setAccessibleName(tr("New keys"))
        self._say_press_keys()
        self.give_button = self._button(
            tr("Use these keys"), tr("Give the command the keys pressed.")
        )
        self.give_button.clicked.connect(self._on_give_clicked)
        self.remove_button = self._button(tr("Remove keys"), tr("Leave the command without keys."))
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.reset_button = self._button(tr("Reset"), tr("Give the command its built-in keys."))
        self.reset_button.clicked.connect(self._on_reset_clicked)
        row.addWidget(self.chosen_label, 1)
        for widget in (self.keys_edit, self.give_button, self.remove_button, self.reset_button):
            row.addWidget(widget)
        return row

    def _say_press_keys(self) -> None:
        # Qt's own words have no room in every language, and it sets them again with each choice
        for inner in self.keys_edit.findChildren(QLineEdit):
            say_hint(inner, tr("Press keys"))
            words_px = inner.fontMetrics().horizontalAdvance(inner.placeholderText())
            self.keys_edit.setMinimumWidth(words_px + BESIDE_KEYS_PX)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # the style gives the field of Qt's own an upright font when it is first seen
        self._say_press_keys()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        self.reset_all_button = self._button(
            tr("Reset all"), tr("Give all commands their built-in keys.")
        )
        self.reset_all_button.clicked.connect(self._on_reset_all_clicked)
        close = self._button(tr("Close"), tr("Keep the keys as they are now."))
        close.clicked.connect(self.accept)
        row.addWidget(self.reset_all_button)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        # Return belongs to the search and the list
        button.setAutoDefault(False)
        return button

    def chosen(self) -> Command | None:
        """The command whose keys are shown below the list."""
        marked = self.tree.selectedItems()
        if not marked:
            return None
        key = marked[0].data(0, _KEY)
        return next(command for command in self._commands if command.key == key)

    def choose(self, key: str) -> None:
        """Mark the command with this name."""
        self.tree.setCurrentItem(self._items[key])

    def shown_titles(self) -> list[str]:
        """Commands that the search leaves."""
        return [item.text(1) for item in self._items.values() if not item.isHidden()]

    def _show_keys(self) -> None:
        font = self.font()
        bold = self.font()
        bold.setBold(True)
        for command in self._commands:
            item = self._items[command.key]
            changed = self._bindings.is_changed(command)
            item.setText(2, keys_text(self._bindings.keys_of(command)) or "–")
            item.setFont(2, bold if changed else font)
            item.setToolTip(2, tr("Changed by you") if changed else "")
        self._show_fitting()
        self._show_state()

    def _show_fitting(self) -> None:
        wanted = self.search_edit.text().casefold().split()
        for item in self._items.values():
            words = " ".join(item.text(column) for column in range(3)).casefold()
            item.setHidden(not all(word in words for word in wanted))

    def _show_state(self) -> None:
        command = self.chosen()
        self.reset_all_button.setEnabled(
            any(self._bindings.is_changed(each) for each in self._commands)
        )
        if command is None:
            return
        keys = self.keys_edit.keySequence()
        obstacle = self._bindings.obstacle(keys, command)
        owners = [] if obstacle else self._bindings.owners_of(keys, command)
        self.chosen_label.setText(command.title)
        self.give_button.setEnabled(not obstacle)
        self.give_button.setText(tr("Take these keys") if owners else tr("Use these keys"))
        self.remove_button.setEnabled(bool(self._bindings.keys_of(command)))
        self.reset_button.setEnabled(self._bindings.is_changed(command))
        if keys.isEmpty():
            self.note.setText(tr("Press new keys in the field to change them."))
        elif len(owners) > 1:
            self.note.setText(
                tr(
                    "{keys} begins the keys of {count} commands, such as “{command}”, which would be "
                    "without them."
                ).format(keys=keys_text([keys]), count=len(owners), command=owners[0].title)
            )
        elif owners:
            self.note.setText(
                tr("{keys} is in use for “{command}”, which would be without it.").format(
                    keys=keys_text([keys]), command=owners[0].title
                )
            )
        else:
            self.note.setText(obstacle)

    def _on_chosen(self) -> None:
        self.keys_edit.setKeySequence(QKeySequence())
        self._say_press_keys()
        self._show_state()

    def _on_give_clicked(self) -> None:
        command = self.chosen()
        if command is not None:
            self._bindings.give(command, self.keys_edit.keySequence())
            self.keys_edit.setKeySequence(QKeySequence())

    def _on_remove_clicked(self) -> None:
        command = self.chosen()
        if command is not None:
            self._bindings.take_away(command)

    def _on_reset_clicked(self) -> None:
        command = self.chosen()
        if command is not None:
            self._bindings.reset(command)

    def _on_reset_all_clicked(self) -> None:
        self._bindings.reset_all()
