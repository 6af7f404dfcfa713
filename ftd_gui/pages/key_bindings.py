"""Which keys give which command: the built-in ones, those that the user gave instead, and those that are fixed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from ftd_gui.settings import Settings
from ftd_gui.usual_keys import FIXED_KEYS
from ftd_gui.words import tr

_PORTABLE = QKeySequence.SequenceFormat.PortableText


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the window can be told to do."""

    key: str
    """Name by which its keys are stored; never shown."""
    group: str
    """The menu it stands in."""
    title: str
    usual_text: str
    """Of its action, while that says nothing of the moment."""
    action: QAction


def keys_text(keys: Sequence[QKeySequence]) -> str:
    """Keys as the user reads them; empty where there are none."""
    # few keyboards have keys named Undo or Save; they work all the same
    common = [key for key in keys if not _is_rare(key.toString(_PORTABLE))]
    shown = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in common or keys]
    return tr(" or ").join(shown)


def _is_rare(text: str) -> bool:
    key = text.rpartition("+")[2]
    return len(key) > 2 and key not in ("Return", "F10", "F11", "F12") and bool(key.isalnum())


class KeyBindings(QObject):
    """Keys of all commands, kept in the settings file.

    Signals:
        changed(): some command has other keys now.
    """

    changed = Signal()

    def __init__(
        self,
        commands: Sequence[Command],
        settings: Settings,
        menu_titles: Sequence[str] = (),
        parent: QObject | None = None,
    ) -> None:
        """Give the commands the keys that their user wants.

        Args:
            menu_titles: of all menus; Alt opens those in which a letter is marked.
        """
        super().__init__(parent)
        self._settings = settings
        self._commands: dict[str, Command] = {}
        self._own: tuple[str, ...] = ()
        self._usual: dict[str, list[QKeySequence]] = {}
        self._fixed = [
            (QKeySequence(text), tr(fixed.title)) for fixed in FIXED_KEYS for text in fixed.keys
        ]
        for title in menu_titles:
            words = tr("Open the menu {title}").format(title=title.replace("&", ""))
            if not (keys := QKeySequence.mnemonic(title)).isEmpty():
                self._fixed.append((keys, words))
        self._take(commands)

    def _take(self, commands: Sequence[Command]) -> None:
        """Give commands that are new their keys: the stored ones first, then built-in ones that are left."""
        for command in commands:
            self._commands[command.key] = command
            self._usual[command.key] = command.action.shortcuts()
        stored = self._settings.shortcuts()
        known = [command for command in commands if command.key in stored]
        for command in known:
            texts = stored[command.key]
            command.action.setShortcuts([QKeySequence(text) for text in texts])
        for command in commands:
            # another command may have been given them before this one had any
            if command not in known:
                usual = self._usual[command.key]
                left = [keys for keys in usual if not self.owners_of(keys, command)]
                if left != usual:
                    command.action.setShortcuts(left)

    def take_own(self, commands: Sequence[Command]) -> None:
        """Know these commands of the user's making, and no other of them; their keys go with them."""
        keys = tuple(command.key for command in commands)
        for gone in set(self._own) - set(keys):
            self._settings.set_shortcut(gone, None)
        for key in self._own:
            del self._commands[key], self._usual[key]
        self._own = keys
        self._take(commands)
        self.changed.emit()

    @property
    def commands(self) -> tuple[Command, ...]:
        """All of them, in the order of the menus, the user's own last."""
        return tuple(self._commands.values())

    def keys_of(self, command: Command) -> list[QKeySequence]:
        """The keys that give this command now."""
        return command.action.shortcuts()

    def is_changed(self, command: Command) -> bool:
        """True where the keys are not the built-in ones."""
        return self.keys_of(command) != self._usual[command.key]

    def owners_of(self, keys: QKeySequence, but: Command) -> list[Command]:
        """Other commands that have these keys, or keys that begin with or are the start of them."""
        return [
            command
            for command in self.commands
            if command.key != but.key and any(_clash(own, keys) for own in self.keys_of(command))
        ]

    def fixed_owner_of(self, keys: QKeySequence) -> str:
        """What these keys, or the first of them, mean to fields, lists, images and menus; often nothing."""
        return next((title for fixed, title in self._fixed if _clash(fixed, keys)), "")

    def obstacle(self, keys: QKeySequence, command: Command) -> str:
        """Why these keys can be no shortcut of a command, in one sentence; empty where they can."""
        if keys.isEmpty():
            return tr("Press the keys first.")
        fixed = self.fixed_owner_of(keys)
        # Undo is both: of the form, and in fields that have one of their own
        if fixed and keys not in self._usual[command.key]:
            return tr("{keys} is kept for “{command}” and cannot be taken; press others.").format(
                keys=keys_text([keys]), command=fixed
            )
        first = keys.toString(_PORTABLE).split(", ")[0]
        *modifiers, key = first.replace("++", "+Plus").split("+")
        is_function_key = re.fullmatch(r"F\d+", key) is not None
        if not {"Ctrl", "Alt", "Meta"} & set(modifiers) and not is_function_key:
            return tr(
                "A key alone is needed for typing; hold Ctrl or Alt with it, or take a function key."
            )
        return ""

    def give(self, command: Command, keys: QKeySequence) -> None:
        """Give a command these keys, and take them from whoever has them."""
        self._free(keys, command)
        self._store(command, [keys])
        self.changed.emit()

    def _free(self, keys: QKeySequence, command: Command) -> None:
        for owner in self.owners_of(keys, command):
            self._store(owner, [own for own in self.keys_of(owner) if not _clash(own, keys)])

    def take_away(self, command: Command) -> None:
        """Leave a command without keys."""
        self._store(command, [])
        self.changed.emit()

    def reset(self, command: Command) -> None:
        """Give a command its built-in keys, and take them from whoever has them."""
        for keys in self._usual[command.key]:
            self._free(keys, command)
        self._store(command, self._usual[command.key])
        self.changed.emit()

    def reset_all(self) -> None:
        """Give all commands their built-in keys."""
        for command in self.commands:
            self._store(command, self._usual[command.key])
        self.changed.emit()

    def _store(self, command: Command, keys: list[QKeySequence]) -> None:
        command.action.setShortcuts(keys)
        texts = [key.toString(_PORTABLE) for key in keys]
        self._settings.set_shortcut(command.key, texts if self.is_changed(command) else None)


def _clash(one: QKeySequence, other: QKeySequence) -> bool:
    none = QKeySequence.SequenceMatch.NoMatch
    return one.matches(other) != none or other.matches(one) != none
