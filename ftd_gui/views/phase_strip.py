"""The three phases of a run in a row: done, active or waiting, told by sign and word."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ftd_engine.protocol import PHASES, Phase
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import SPACE_PX, Theme
from ftd_gui.views.number_text import THIN_SPACE, fixed_text
from ftd_gui.views.run_words import STATE_SYMBOLS
from ftd_gui.views.status_strip import PHASE_WORDS
from ftd_gui.words import marked, tr

PHASE_SIGNS = {"done": "✓", "waiting": "○", "cut": "□"}
"""An active phase has the sign of its run: going, held or stopping."""
PHASE_STATE_WORDS = {
    "done": marked("done"),
    "active": marked("active"),
    "waiting": marked("waiting"),
    "cut": marked("unfinished"),
}


class PhaseStrip(QWidget):
    """1 Buffer, 2 Distill, 3 Evaluate, each with its state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 4 * SPACE_PX, 2 * SPACE_PX)
        layout.setSpacing(4 * SPACE_PX)
        self._labels: dict[Phase, QLabel] = {}
        for phase in PHASES:
            label = QLabel(self)
            layout.addWidget(label)
            self._labels[phase] = label
        self.refresh()

    def show_run(self, session: RunSession | None) -> None:
        """Show the phases of this run; without a run all of them wait."""
        self._session = session
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Colours come from the style sheet; nothing to do."""

    def text(self, phase: Phase) -> str:
        """What stands at a phase now."""
        return self._labels[phase].text()

    def refresh(self) -> None:
        """Read the store again."""
        for number, phase in enumerate(PHASES, start=1):
            label = self._labels[phase]
            store = self._session.store if self._session else None
            # curves from another program went through no phases here
            label.setVisible(store is None or store.imported is None)
            state = store.phase_state(phase) if store else "waiting"
            name = f"{number} {tr(PHASE_WORDS[phase])}"
            sign = STATE_SYMBOLS[store.state] if store and state == "active" else PHASE_SIGNS[state]
            text = f"{sign} {name}"
            progress = store.progress.get(phase) if store else None
            if state == "active" and progress:
                text += f" {fixed_text(100 * progress.fraction, 0)}{THIN_SPACE}%"
            label.setText(text)
            told = f"{name}: {tr(PHASE_STATE_WORDS[state])}"
            label.setToolTip(told)
            label.setAccessibleName(told)
            look = "heading" if state == "active" else "soft"
            if label.property("look") != look:
                label.setProperty("look", look)
                label.style().polish(label)
