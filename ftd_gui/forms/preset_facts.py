"""What a preset says of itself: its facts in a line, what it needs, and its notes on demand."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftd_engine.presets import Preset
from ftd_gui.forms.value_words import preset_facts
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.number_text import THIN_SPACE
from ftd_gui.words import tr, tr_count

HANG_PX = 12


class PresetFacts(QWidget):
    """A card under the chooser; hidden while the settings are those of no preset.

    Signals:
        remove_requested(): the user wants to be rid of this preset.
    """

    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        # in line with the cards of the form
        outer.setContentsMargins(6 * SPACE_PX, SPACE_PX, 6 * SPACE_PX, 0)
        card = QFrame(self)
        card.setProperty("look", "card")
        outer.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(4 * SPACE_PX, SPACE_PX, 3 * SPACE_PX, SPACE_PX)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(2 * SPACE_PX)
        self.facts_label = QLabel(card)
        self.facts_label.setWordWrap(True)
        self.notes_button = QPushButton(card)
        self.notes_button.setAccessibleName(tr("Notes on the preset"))
        self.notes_button.setProperty("look", "link")
        self.notes_button.setToolTip(
            tr("What the sources leave open, and where they contradict each other.")
        )
        self.notes_button.clicked.connect(self._on_notes_clicked)
        self.remove_button = QPushButton(tr("Remove preset…"), card)
        self.remove_button.setProperty("look", "link")
        self.remove_button.setToolTip(tr("Take this preset of yours off the list."))
        self.remove_button.clicked.connect(self._on_remove_clicked)
        line.addWidget(self.facts_label, 1)
        for button in (self.notes_button, self.remove_button):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self.story_label = QLabel(card)
        self.story_label.setProperty("look", "soft")
        self.story_label.setWordWrap(True)
        column.addWidget(self.story_label)
        self.needs_label = QLabel(card)
        self.needs_label.setWordWrap(True)
        self.needs_label.hide()
        column.addWidget(self.needs_label)
        self.notes_label = QLabel(card)
        self.notes_label.setProperty("look", "soft")
        self.notes_label.setWordWrap(True)
        self.notes_label.setTextFormat(Qt.TextFormat.RichText)
        self.notes_label.setContentsMargins(0, SPACE_PX, 0, SPACE_PX)
        self.notes_label.hide()
        column.addWidget(self.notes_label)
        self._preset: Preset | None = None
        self.show_preset(None)

    def show_preset(self, preset: Preset | None) -> None:
        """Show the facts of a preset; None hides the card."""
        self.setVisible(preset is not None)
        if preset == self._preset or preset is None:
            # the notes stay open while the same preset is shown again
            self._preset = preset
            return
        self._preset = preset
        facts = "   ·   ".join(preset_facts(preset))
        self.facts_label.setText(facts)
        self.story_label.setText(_as_shown(preset.summary))
        self.story_label.setVisible(bool(preset.summary))
        notes = "".join(_as_item(note) for note in preset.story.notes)
        self.notes_label.setText(notes)
        self.notes_button.setVisible(bool(notes))
        self.remove_button.setVisible(preset.is_own)
        self._open_notes(False)

    def show_needs(self, text: str) -> None:
        """Say what the preset needs, such as memory, disk and hours; empty says nothing."""
        self.needs_label.setText(text)
        self.needs_label.setVisible(bool(text))

    def _open_notes(self, opens: bool) -> None:
        self.notes_label.setVisible(opens)
        count = len(self._preset.story.notes) if self._preset else 0
        words = (
            tr_count("Hide note", "Hide notes", count)
            if opens
            else tr_count("{n} note", "{n} notes", count)
        )
        self.notes_button.setText(words.format(n=count))

    def _on_remove_clicked(self) -> None:
        self.remove_requested.emit()

    def _on_notes_clicked(self) -> None:
        self._open_notes(self.notes_label.isHidden())


def _as_shown(text: str) -> str:
    return engine_words(text).replace(" %", f"{THIN_SPACE}%")


def _as_item(note: str) -> str:
    """A note as a paragraph whose further lines stand under its first word."""
    style = f"margin: 0 0 2px {HANG_PX}px; text-indent: -{HANG_PX}px"
    return f'<p style="{style}">•&nbsp;&nbsp;{escape(_as_shown(note))}</p>'
