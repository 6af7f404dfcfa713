"""The line at the bottom: is the engine alive, what does it do, how far, how fast, until when."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_store import PhaseProgress
from ftd_gui.theme import SPACE_PX, Theme, number_font
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.number_text import THIN_SPACE, fixed_text
from ftd_gui.views.run_words import left_text, rate_text, state_text
from ftd_gui.words import marked, tr

SILENT_AFTER_S = 5.0
PHASE_WORDS = {
    "buffer": marked("Buffer"),
    "distill": marked("Distill"),
    "evaluate": marked("Evaluate"),
}


def engine_text(session: RunSession | None, now_s: float) -> str:
    """Sign of life of the engine.

    Args:
        session: the shown run, or None.
        now_s: `time.monotonic()`.
    """
    if session is None or not session.store.is_live:
        return tr("no engine")
    if session.last_heartbeat_s == 0.0:
        return tr("engine starting") if session.owns_engine else tr("engine of another program")
    age_s = max(0.0, now_s - session.last_heartbeat_s)
    if not session.owns_engine:
        words, places = tr("engine of another program, last word {time} ago"), 0
    elif age_s > SILENT_AFTER_S:
        words, places = tr("engine silent {time}"), 0
    else:
        words, places = tr("engine alive {time}"), 1
    return words.format(time=f"{fixed_text(age_s, places)}{THIN_SPACE}s")


def is_silent(session: RunSession | None, now_s: float) -> bool:
    """True where a living engine of this window has said nothing for too long."""
    return (
        session is not None
        and session.owns_engine
        and session.store.is_live
        and session.last_heartbeat_s > 0
        and now_s - session.last_heartbeat_s > SILENT_AFTER_S
    )


def present_progress(session: RunSession) -> PhaseProgress | None:
    """How far the present phase is, or None before the first."""
    phase = session.store.phase
    return session.store.progress.get(phase) if phase else None


class StatusStrip(QWidget):
    """Heartbeat, phase, progress, rate and time left of the shown run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: RunSession | None = None
        self._memory_mib = 0.0
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * SPACE_PX, 0, 3 * SPACE_PX, 0)
        layout.setSpacing(4 * SPACE_PX)
        self.engine_label = QLabel(self)
        self.state_label = QLabel(self)
        self.doing_label = QLabel(self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName(tr("Progress of the present phase"))
        self.share_label = QLabel(self)
        self.rate_label = QLabel(self)
        self.eta_label = QLabel(self)
        numbers = number_font(self.font())
        for label in (self.engine_label, self.share_label, self.rate_label, self.eta_label):
            label.setFont(numbers)
        for label in (self.engine_label, self.state_label, self.doing_label):
            label.setProperty("look", "soft")
        layout.addWidget(self.engine_label)
        layout.addWidget(self.state_label)
        layout.addWidget(self.doing_label, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.share_label)
        layout.addWidget(self.rate_label)
        layout.addWidget(self.eta_label)
        # right alone would stand at the top
        self.share_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tick()
        self.refresh()

    def show_run(self, session: RunSession | None) -> None:
        """Show this run, or that there is none."""
        self._session = session
        self._memory_mib = 0.0
        self.refresh()
        self.tick()

    def set_memory(self, memory_mib: float) -> None:
        """Take in the engine's resident memory."""
        self._memory_mib = memory_mib
        self.engine_label.setToolTip(
            tr("The engine holds {size}.").format(size=f"{fixed_text(memory_mib, 0)} MiB")
        )

    def set_theme(self, theme: Theme) -> None:
        """Colours come from the style sheet; nothing to do."""

    def tick(self) -> None:
        """Let the age of the last sign of life grow; called twice a second."""
        now_s = time.monotonic()
        self.engine_label.setText(engine_text(self._session, now_s))
        look = "decision" if is_silent(self._session, now_s) else "soft"
        if self.engine_label.property("look") != look:
            self.engine_label.setProperty("look", look)
            self.engine_label.style().polish(self.engine_label)

    def refresh(self) -> None:
        """Read the store again."""
        session = self._session
        progress = present_progress(session) if session else None
        store = session.store if session else None
        is_live = store is not None and store.is_live
        self.state_label.setText(state_text(store.state) if store else "")
        self.state_label.setVisible(store is not None)
        runs = is_live and progress is not None and not progress.finished
        for widget in (self.bar, self.share_label, self.rate_label, self.eta_label):
            widget.setVisible(runs)
        if not runs or store is None or progress is None or store.phase is None:
            self.doing_label.setText("")
            return
        words = tr(PHASE_WORDS[store.phase])
        self.doing_label.setText(
            f"{words}: {engine_words(progress.doing)}" if progress.doing else words
        )
        self.bar.setValue(round(1000 * progress.fraction))
        self.share_label.setText(f"{fixed_text(100 * progress.fraction, 0)}{THIN_SPACE}%")
        self.rate_label.setText(rate_text(progress.rate_per_s, progress.unit))
        left_s = progress.time_left_s
        if left_s >= 0 and store.state == "running":
            self.eta_label.setText(left_text(left_s, time.time()))
        else:
            self.eta_label.setText("")
