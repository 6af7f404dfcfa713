"""The three phases of a run in a row: done, active or waiting, told by sign and word."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QWidget

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
    """1 Buffer, 2 Distill, 3 Evaluate, each with its state.

    In the corner of tabs that leave little room, phases are told by sign and number alone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        self._tabs: QTabWidget | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 4 * SPACE_PX, 2 * SPACE_PX)
        layout.setSpacing(4 * SPACE_PX)
        self._labels: dict[Phase, QLabel] = {}
        self._words: dict[Phase, tuple[str, str]] = {}
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
        """What stands at a phase now, where there is room for all of it."""
        return self._words[phase][0]

    def stand_beside(self, tabs: QTabWidget) -> None:
        """Stand in the corner of these tabs, and leave them the room that they need."""
        self._tabs = tabs
        tabs.setCornerWidget(self, Qt.Corner.TopRightCorner)
        tabs.installEventFilter(self)
        self._show_words()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say more or less when the tabs have another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._show_words()
        return super().eventFilter(watched, event)

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
            percent = ""
            progress = store.progress.get(phase) if store else None
            if state == "active" and progress:
                percent = f" {fixed_text(100 * progress.fraction, 0)}{THIN_SPACE}%"
            self._words[phase] = (f"{sign} {name}{percent}", f"{sign} {number}{percent}")
            told = f"{name}: {tr(PHASE_STATE_WORDS[state])}{percent}"
            label.setToolTip(told)
            label.setAccessibleName(told)
            look = "heading" if state == "active" else "soft"
            if label.property("look") != look:
                label.setProperty("look", look)
                label.style().polish(label)
        self._show_words()

    def _show_words(self) -> None:
        """The words, or without room for them the numbers."""
        is_short = self._tabs is not None and self._room(self._tabs) < self._width_of_words()
        for phase, label in self._labels.items():
            label.setText(self._words[phase][is_short])

    def _room(self, tabs: QTabWidget) -> int:
        return tabs.width() - tabs.tabBar().sizeHint().width()

    def _width_of_words(self) -> int:
        layout = self.layout()
        assert layout is not None
        margins = layout.contentsMargins()
        beside = margins.left() + margins.right() + layout.spacing() * (len(self._labels) - 1)
        return beside + sum(
            label.fontMetrics().horizontalAdvance(self._words[phase][0])
            for phase, label in self._labels.items()
        )
