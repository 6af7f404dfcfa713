"""Headline of a run: what is being done, how far, how fast and until when; later, what came out."""

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ftd_engine.protocol import Phase
from ftd_gui.runs.run_store import PhaseProgress, RunStore
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.elided_label import ElidedLabel
from ftd_gui.views.number_text import count_text, duration_text
from ftd_gui.views.run_words import accuracy_text, clock_text, percent_text, rate_text

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
            return f"Done: {outcome}" if (outcome := outcome_of(store)) else "Done"
        case "stopped":
            return f"{doing}: stopped"
        case "interrupted":
            return f"{doing}: interrupted"
        case "failed":
            return f"{doing}: failed"
        case "lost":
            return f"{doing}: the engine is gone"


def outcome_of(store: RunStore) -> str:
    """What the run was for, in one phrase; empty where it was not measured."""
    reported, real = store.reported_accuracy, store.final_accuracy("random_real")
    if reported is None:
        return ""
    words = percent_text(reported.mean)
    if real is not None:
        side = "above" if reported.mean >= real.mean else "below"
        points = 100 * abs(reported.mean - real.mean)
        words += f", {points:.1f} points {side} random real images"
    return words


def far_of(progress: PhaseProgress) -> str:
    """How far a phase came, such as "119 of 300 iterations"; empty where that is unknown."""
    if not progress.total:
        return ""
    return f"{count_text(progress.step)} of {count_text(progress.total)} {progress.unit}"


def progress_of(progress: PhaseProgress, now_s: float, is_moving: bool = True) -> str:
    """How far, how fast and until when; a run that is held has no speed and no end."""
    words: list[str] = []
    if far := far_of(progress):
        words.append(f"{progress.doing} ({far})" if progress.doing else far)
    elif progress.doing:
        words.append(progress.doing)
    if is_moving and progress.rate_per_s > 0:
        words.append(rate_text(progress.rate_per_s, progress.unit))
    left_s = progress.time_left_s
    if is_moving and left_s >= 0 and not progress.finished:
        words.append(f"{duration_text(left_s)} left, until {clock_text(now_s + left_s)}")
    return " · ".join(words)


def results_of(store: RunStore) -> str:
    """The final accuracies side by side; empty before."""
    finals = [
        final
        for name in ("ema", "raw", "random_real")
        if (final := store.final_accuracy(name)) is not None
    ]
    words = [f"{SET_TITLES[final.set_name]} {accuracy_text(final)}" for final in finals]
    return "Test accuracy: " + " · ".join(words) if words else ""


class PhaseHeadline(QWidget):
    """Title, a few controls beside it, and one line below with the lesser controls."""

    def __init__(
        self,
        controls: Sequence[QWidget],
        lesser_controls: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
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
        lower_row = QHBoxLayout()
        lower_row.setSpacing(2 * SPACE_PX)
        lower_row.addWidget(self.caption, 1)
        for control in lesser_controls:
            lower_row.addWidget(control)
        column.addLayout(lower_row)

    def show_store(self, store: RunStore) -> None:
        """Say how this run stands."""
        self.title.setText(title_of(store))
        progress = store.progress.get(store.phase) if store.phase else None
        results = results_of(store)
        if results:
            text = results
        elif store.is_live:
            is_moving = store.state == "running"
            text = (
                progress_of(progress, time.time(), is_moving)
                if progress
                else "Loading data and networks."
            )
        else:
            # why a run failed or was lost stands over the pages, with the cure
            kept = store.finished.hint if store.finished and store.state == "stopped" else ""
            text = " · ".join(part for part in (far_of(progress) if progress else "", kept) if part)
        self.caption.setText(text)
