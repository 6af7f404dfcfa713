"""What was done to the form, step by step, to be undone and done again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from ftd_engine.field_facts import all_fields
from ftd_gui.forms.value_words import change_words

MAX_STEPS = 200
ALONE = -1
"""What Qt takes as the mark of a step that never grows together with the one before."""


def _no_values() -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class FormState:
    """All that the form and the lines around it show."""

    values: Mapping[str, Any] = field(default_factory=_no_values)
    """What the fields say, nested as in the TOML file; may be wrong."""
    based_on: str = ""
    """Name of the run whose settings these are, or were before they were changed."""
    is_draft: bool = True
    """False while they are exactly those of a run."""
    preset_key: str = ""
    """The preset chosen last, with which the settings are compared."""


def value_at(values: Mapping[str, Any], path: str) -> Any:
    """The value of one setting in nested values."""
    section, _, name = path.rpartition(".")
    return values[section][name] if section else values[name]


class EditHistory(QObject):
    """The steps of one form; typing in one field is one step, however many keys it takes.

    Signals:
        wanted(object, str): this `FormState` is to be shown again; the setting that changes, or
            empty where many do.
        changed(): what can be undone or done again is something else now.
    """

    wanted = Signal(object, str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(MAX_STEPS)
        self._stack.indexChanged.connect(self._on_moved)
        self._present = FormState()
        # numbers by which Qt knows what may grow together
        self._marks = {path: mark for mark, path in enumerate(all_fields())}
        self._sealed = 0

    @property
    def present(self) -> FormState:
        """What is shown now, as last noted."""
        return self._present

    @property
    def stack(self) -> QUndoStack:
        """The steps themselves, for a list of them."""
        return self._stack

    @property
    def undo_words(self) -> str:
        """What would be undone; empty where nothing can be."""
        return self._stack.undoText()

    @property
    def redo_words(self) -> str:
        """What would be done again; empty where nothing can be."""
        return self._stack.redoText()

    def begin(self, state: FormState) -> None:
        """Start anew from this state, with nothing to undo."""
        self._present = state
        self._stack.clear()

    def note_edit(self, path: str, state: FormState) -> None:
        """The user changed one setting."""
        mark = self._marks[path] + (len(self._marks) + 1) * self._sealed
        self._push(_Step(self, "", self._present, state, path, mark))

    def note(self, words: str, state: FormState, grows: bool = False) -> None:
        """Many settings changed at once.

        Args:
            words: what was done.
            grows: one step together with the step before, where that one grows too.
        """
        mark = len(self._marks) if grows else ALONE
        self._push(_Step(self, words, self._present, state, "", mark))

    def compare_with(self, preset_key: str) -> None:
        """The present settings are those of this preset, however they came to be so."""
        self._present = replace(self._present, preset_key=preset_key)

    def seal(self) -> None:
        """What is typed from now on is a step of its own, even in the same field."""
        self._sealed += 1

    def undo(self) -> None:
        """Take the last step back."""
        self._stack.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._stack.redo()

    def show(self, state: FormState, path: str) -> None:
        """Called by a step that is undone or done again."""
        self._present = state
        # typing after an undo shall not grow into the step before it
        self.seal()
        self.wanted.emit(state, path)

    def _push(self, step: "_Step") -> None:
        self._present = step.after
        if step.after.values != step.before.values:
            self._stack.push(step)
            # a step that grew into the one before moves no index
            self.changed.emit()

    def _on_moved(self) -> None:
        self.changed.emit()


class _Step(QUndoCommand):
    """From one state of the form to another; already done when it is pushed."""

    def __init__(
        self,
        history: EditHistory,
        words: str,
        before: FormState,
        after: FormState,
        path: str,
        mark: int,
    ) -> None:
        super().__init__(words)
        self._history = history
        self.before, self.after, self._path, self._mark = before, after, path, mark
        self._is_done = True
        self._name()

    def _name(self) -> None:
        if self._path:
            old, new = (
                value_at(self.before.values, self._path),
                value_at(self.after.values, self._path),
            )
            self.setText(change_words(all_fields()[self._path], old, new))

    def id(self) -> int:
        """Steps with the same mark may grow together."""
        return self._mark

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the step after this one."""
        assert isinstance(other, _Step)
        self.after = other.after
        if self._path:
            self._name()
        else:
            self.setText(other.text())
        self.setObsolete(self.after.values == self.before.values)
        return True

    def redo(self) -> None:
        """Show the state after this step."""
        if self._is_done:
            self._is_done = False
            return
        self._history.show(self.after, self._path)

    def undo(self) -> None:
        """Show the state before this step."""
        self._history.show(self.before, self._path)
