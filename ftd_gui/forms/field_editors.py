"""One editor widget per kind of setting, all with the same four words: value, set, wrong, edited.

The editors convert text and values; what is allowed is decided by the config model alone.
"""

import re
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ftd_engine.field_facts import FieldFacts
from ftd_engine.plug_ins import PlugInKind, is_qualified
from ftd_gui.theme import SPACE_PX, number_font
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.hugging import hugging
from ftd_gui.views.number_text import decimal_sign, plain_number
from ftd_gui.views.plug_in_words import add_choice, choice_tip, choice_words, offer
from ftd_gui.words import tr

NUMBER_WIDTH_PX = 120
CHOICE_WIDTH_PX = 192
TEXT_MAX_WIDTH_PX = 280
"""One width per kind of field: numbers are short, and their unit stands right behind them."""
CHOICES_IN_A_ROW = 3
LONGEST_SHORT_CHOICE = 8
"""Letters; of longer words one less goes into a row."""


def number_to_text(value: object) -> str:
    """Shortest text that reads back as the same number: 100, 0.999 or 0,999, 1e-5."""
    if isinstance(value, float):
        text = repr(value)
        if text.endswith(".0"):
            return text[:-2]
        text = text.replace(".", decimal_sign())
        return re.sub(r"e([+-]?)0*(\d)", lambda m: f"e{m[1].replace('+', '')}{m[2]}", text)
    return str(value)


def text_to_number(text: str, kind: str) -> object:
    """The number a user means, or the text itself where it is none, for the check to refuse."""
    plain = plain_number(text)
    if "_" in plain:
        # Python's own grouping mark would be taken by int() and float() unseen
        return text.strip()
    try:
        if kind == "int" and "." not in plain and "e" not in plain.lower():
            return int(plain)
        number = float(plain)
    except ValueError:
        return text.strip()
    # 1e4 is a fine way to write ten thousand iterations
    return int(number) if kind == "int" and number.is_integer() else number


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and let it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class LineEditor(QLineEdit):
    """A number or a text, typed freely; what the user typed stays as it is.

    Signals:
        edited(): the user changed the text.
    """

    edited = Signal()

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = facts.kind
        self.setMinimumWidth(NUMBER_WIDTH_PX)
        self.setMaximumWidth(TEXT_MAX_WIDTH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if self._kind in ("int", "float"):
            self.setMaximumWidth(NUMBER_WIDTH_PX)
            self.setFont(number_font(self.font()))
            self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        # a file that is dropped here is meant for the window, which knows what it is
        self.setAcceptDrops(False)
        self.textChanged.connect(self._on_text_changed)

    def value(self) -> object:
        """The number or text; unreadable numbers come as the text that was typed."""
        if self._kind == "text":
            return self.text()
        return text_to_number(self.text(), self._kind)

    def set_value(self, value: object) -> None:
        """Show a value without telling of an edit."""
        # an equal number typed in another way is left as the user typed it
        if self._kind != "text" and type(self.value()) is type(value) and self.value() == value:
            return
        with QSignalBlocker(self):
            self.setText(number_to_text(value))
            self.setCursorPosition(0)

    def set_wrong(self, wrong: bool) -> None:
        """Mark or unmark the field as not allowed."""
        set_property(self, "wrong", "true" if wrong else "false")

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the form, which knows all fields."""
        if isinstance(event, QKeyEvent) and (
            event.matches(QKeySequence.StandardKey.Undo)
            or event.matches(QKeySequence.StandardKey.Redo)
        ):
            event.ignore()
            return False
        return super().event(event)

    def _on_text_changed(self) -> None:
        self.edited.emit()


class PathEditor(LineEditor):
    """The name of a file or folder, typed or, by the button behind it, chosen in a dialog.

    Attributes:
        button: asks for the dialog; whoever places the editor places it too.
    """

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(facts, parent)
        self.button = QPushButton(tr("Choose…"), parent)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ChoiceEditor(QComboBox):
    """One of a few words; the wheel scrolls the page, never the choice.

    Signals:
        edited(): the user chose another word.
    """

    edited = Signal()

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plug_ins: PlugInKind | None = facts.plug_ins
        offer(self, facts)
        self.setFixedWidth(CHOICE_WIDTH_PX)
        if self._plug_ins is not None:
            # names of plug-ins are longer than the field
            view = self.view()
            view.setMinimumWidth(max(CHOICE_WIDTH_PX, view.sizeHintForColumn(0) + 6 * SPACE_PX))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.currentIndexChanged.connect(self._on_index_changed)

    def value(self) -> object:
        """The chosen word."""
        return self.currentData() or ""

    def set_value(self, value: object) -> None:
        """Show a value without telling of an edit."""
        with QSignalBlocker(self):
            kind = self._plug_ins
            if kind is not None and is_qualified(str(value)) and self.findData(value) < 0:
                # settings of another machine; the check says that it is not installed here
                add_choice(self, kind, str(value))
            self.setCurrentIndex(self.findData(str(value)))

    def set_wrong(self, wrong: bool) -> None:
        """Mark or unmark the field as not allowed."""
        set_property(self, "wrong", "true" if wrong else "false")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _on_index_changed(self) -> None:
        self.edited.emit()


class SwitchEditor(QCheckBox):
    """Yes or no.

    Signals:
        edited(): the user switched it.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hugging(self)
        self.toggled.connect(self._on_toggled)

    def value(self) -> object:
        """True where it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Show a value without telling of an edit."""
        with QSignalBlocker(self):
            self.setChecked(bool(value))

    def set_wrong(self, wrong: bool) -> None:
        """Mark or unmark the field as not allowed."""
        set_property(self, "wrong", "true" if wrong else "false")

    def _on_toggled(self) -> None:
        self.edited.emit()


class ChoicesEditor(QWidget):
    """Any of a few words, a check box for each, in the order of the config model.

    Signals:
        edited(): the user ticked or unticked one.
    """

    edited = Signal()

    def __init__(self, facts: FieldFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * SPACE_PX)
        layout.setVerticalSpacing(SPACE_PX)
        self.boxes: dict[str, QCheckBox] = {}
        self._facts = facts
        self._grid = layout
        is_short = all(len(name) <= LONGEST_SHORT_CHOICE for name in facts.choices)
        self._in_a_row = CHOICES_IN_A_ROW if is_short else CHOICES_IN_A_ROW - 1
        for choice in facts.offered():
            self._add_box(choice)
        layout.setColumnStretch(self._in_a_row, 1)

    def _add_box(self, choice: str) -> None:
        kind, index = self._facts.plug_ins, len(self.boxes)
        box = hugging(QCheckBox(choice_words(kind, choice), self))
        box.setAccessibleName(f"{choice}, {tr(self._facts.label)}")
        tip = choice_tip(kind, choice)
        box.setToolTip(tip)
        # without a tip of its own the mouse is shown that of the whole setting; a reader needs it said
        box.setAccessibleDescription(f"{engine_words(self._facts.help)} {tip}".strip())
        box.toggled.connect(self._on_toggled)
        if kind is not None and is_qualified(choice):
            # its name is too long to share a line
            self._grid.addWidget(box, self._grid.rowCount(), 0, 1, -1)
        else:
            self._grid.addWidget(box, index // self._in_a_row, index % self._in_a_row)
        if not self.boxes:
            self.setFocusProxy(box)
        self.boxes[choice] = box

    def value(self) -> object:
        """The ticked words."""
        return tuple(choice for choice, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: object) -> None:
        """Show a value without telling of an edit."""
        chosen = set(cast(Sequence[str], value))
        for choice in sorted(chosen - self.boxes.keys()):
            if self._facts.plug_ins and is_qualified(choice):
                # as above
                self._add_box(choice)
        for choice, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(choice in chosen)

    def set_wrong(self, wrong: bool) -> None:
        """Mark or unmark the field as not allowed."""
        set_property(self, "wrong", "true" if wrong else "false")

    def _on_toggled(self) -> None:
        self.edited.emit()


FieldEditor = LineEditor | ChoiceEditor | SwitchEditor | ChoicesEditor


def make_editor(facts: FieldFacts, parent: QWidget) -> FieldEditor:
    """The editor for this kind of setting, showing its default."""
    match facts.kind:
        case "int" | "float" | "text":
            kind = PathEditor if facts.is_path else LineEditor
            editor = kind(facts, parent)
        case "choice":
            editor = ChoiceEditor(facts, parent)
        case "bool":
            editor = SwitchEditor(parent)
        case "choices":
            editor = ChoicesEditor(facts, parent)
    editor.set_value(facts.default)
    return editor
