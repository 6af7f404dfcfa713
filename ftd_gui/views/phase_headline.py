"""Headline of a run: what is being done, how far, how fast and until when; later, what came out."""

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ftd_engine.protocol import Phase
from ftd_gui.runs.run_store import PhaseProgress, RunStore
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.elided_label import ElidedLabel
from ftd_gui.views.number_text import count_text, duration_text
from ftd_gui.views.run_words import accuracy_text, clock_text, gain_text, rate_text

PHASE_TITLES: dict[Phase, str] = {
    "buffer": "Training teachers",
    "distill": "Distilling",
    "evaluate": "Evaluating",
}
SET_TITLES = {"raw": "raw", "ema": "EMA", "random_real": "random real images"}


def title_of(store: RunStore) -> str:
    """What the run is doing or how it ended, in two or three words."""
    doing = PHASE_TITLES[store.phase] if store.phase else "Starting the engine"
    match store.state:
        case "running":
            return doing
        case "paused":
            return f"{doing}: paused"
        case "stopping":
            return f"{doing}: stopping after this step"
        case "done":
            return "Done"
        case "stopped":
            return "Stopped"
        case "failed":
            return "Failed"
        case "lost":
            return "The engine is gone"


def progress_of(progress: PhaseProgress, now_s: float) -> str:
    """How far, how fast and until when."""
    words: list[str] = []
    if progress.total:
        far = f"{count_text(progress.step)} of {count_text(progress.total)} {progress.unit}"
        words.append(f"{progress.doing} ({far})" if progress.doing else far)
    elif progress.doing:
        words.append(progress.doing)
    if progress.rate_per_s > 0:
        words.append(rate_text(progress.rate_per_s, progress.unit))
    if progress.eta_s >= 0 and not progress.finished:
        until = clock_text(now_s + progress.eta_s)
        words.append(f"{duration_text(progress.eta_s)} left, until {until}")
    return " · ".join(words)


def results_of(store: RunStore) -> str:
    """The final accuracies side by side, and what distillation bought; empty before."""
    finals = [
        final
        for name in ("ema", "raw", "random_real")
        if (final := store.final_accuracy(name)) is not None
    ]
    words = [f"{SET_TITLES[final.set_name]} {accuracy_text(final)}" for final in finals]
    real = store.final_accuracy("random_real")
    reported = store.reported_accuracy
    if real is not None and reported is not None:
        words.append(gain_text(reported.mean, real.mean))
    return " · ".join(words)


class PhaseHeadline(QWidget):
    """Title, a few controls beside it, and one line below."""

    def __init__(self, controls: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.caption = ElidedLabel(), ElidedLabel()
        self.title.setProperty("look", "title")
        self.caption.setProperty("look", "caption")
        row = QHBoxLayout()
        row.setSpacing(4 * SPACE_PX)
        row.addWidget(self.title, 1)
        for control in controls:
            row.addWidget(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.caption)

    def show_store(self, store: RunStore) -> None:
        """Say how this run stands."""
        self.title.setText(title_of(store))
        finished = store.finished
        progress = store.progress.get(store.phase) if store.phase else None
        results = results_of(store)
        if finished and finished.outcome in ("failed", "lost"):
            text = f"{finished.message} {finished.hint}".strip()
        elif results:
            text = results
        elif finished:
            text = finished.message
        else:
            text = progress_of(progress, time.time()) if progress else "Loading data and networks."
        self.caption.setText(text)
        look = "failed_caption" if store.state in ("failed", "lost") else "caption"
        if self.caption.property("look") != look:
            self.caption.setProperty("look", look)
            self.caption.style().polish(self.caption)
