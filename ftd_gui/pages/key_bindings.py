"""Which keys give which command: the built-in ones, and those that the user gave instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from ftd_gui.settings import Settings
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
        self, commands: Sequence[Command], settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._commands = {command.key: command for command in commands}
        self._usual = {command.key: command.action.shortcuts() for command in commands}
        for key, texts in settings.shortcuts().items():
            # a command of another version of the program
            if key in self._commands:
                self._commands[key].action.setShortcuts([QKeySequence(text) for text in texts])

    @property
    def commands(self) -> tuple[Command, ...]:
        """All of them, in the order of the menus."""
        return tuple(self._commands.values())

    def keys_of(self, command: Command) -> list[QKeySequence]:
        """The keys that give this command now."""
        return command.action.shortcuts()

    def is_changed(self, command: Command) -> bool:
        """True where the keys are not the built-in ones."""
        return self.keys_of(command) != self._usual[command.key]

    def owner_of(self, keys: QKeySequence, but: Command) -> Command | None:
        """Another command that has these keys, or keys that begin with or are the start of them."""
        none = QKeySequence.SequenceMatch.NoMatch
        for command in self.commands:
            for own in self.keys_of(command):
                clash = own.matches(keys) != none or keys.matches(own) != none
                if clash and command.key != but.key:
                    return command
        return None

    def obstacle(self, keys: QKeySequence) -> str:
        """Why these keys can be no shortcut, in one sentence; empty where they can."""
        if keys.isEmpty():
            return tr("Press the keys first.")
        *modifiers, key = keys.toString(_PORTABLE).replace("++", "+Plus").split("+")
        is_function_key = re.fullmatch(r"F\d+", key) is not None
        if not {"Ctrl", "Alt", "Meta"} & set(modifiers) and not is_function_key:
            return tr(
                "A key alone is needed for typing; hold Ctrl or Alt with it, or take a function key."
            )
        return ""

    def give(self, command: Command, keys: QKeySequence) -> None:
        """Give a command these keys, and take them from whoever has them."""
        owner = self.owner_of(keys, command)
        while owner is not None:
            self._store(owner, [own for own in self.keys_of(owner) if not _clash(own, keys)])
            owner = self.owner_of(keys, command)
        self._store(command, [keys])
        self.changed.emit()

    def take_away(self, command: Command) -> None:
        """Leave a command without keys."""
        self._store(command, [])
        self.changed.emit()

    def reset(self, command: Command) -> None:
        """Give a command its built-in keys, and take them from whoever has them."""
        for keys in self._usual[command.key]:
            owner = self.owner_of(keys, command)
            if owner is not None:
                self._store(owner, [own for own in self.keys_of(owner) if not _clash(own, keys)])
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
