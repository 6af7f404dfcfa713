"""Headline of a run: what is being done, how far, how fast and until when; later, what came out."""

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ftd_engine.protocol import Phase
from ftd_gui.runs.run_store import PhaseProgress, RunStore
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.elided_label import ElidedLabel
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.number_text import count_text, fixed_text
from ftd_gui.views.run_words import accuracy_text, left_text, percent_text, rate_text
from ftd_gui.words import marked, tr

PHASE_TITLES: dict[Phase, str] = {
    "buffer": marked("Training teachers"),
    "distill": marked("Distilling"),
    "evaluate": marked("Evaluating"),
}
SET_TITLES = {
    "raw": marked("raw"),
    "ema": "EMA",
    "random_real": marked("random real images"),
}


def title_of(store: RunStore) -> str:
    """What the run is doing or how it ended, in two or three words."""
    if store.imported is not None:
        return tr("Imported curves")
    doing = tr(PHASE_TITLES[store.phase]) if store.phase else tr("Starting the engine")
    match store.state:
        case "running":
            return doing
        case "paused":
            return tr("{doing}: paused").format(doing=doing)
        case "stopping":
            return tr("{doing}: stopping after this step").format(doing=doing)
        case "done":
            return (
                tr("Done: {outcome}").format(outcome=outcome)
                if (outcome := outcome_of(store))
                else tr("Done")
            )
        case "stopped":
            return tr("{doing}: stopped").format(doing=doing)
        case "interrupted":
            return tr("{doing}: interrupted").format(doing=doing)
        case "failed":
            return tr("{doing}: failed").format(doing=doing)
        case "lost":
            return tr("{doing}: the engine is gone").format(doing=doing)


def outcome_of(store: RunStore) -> str:
    """What the run was for, in one phrase; empty where it was not measured."""
    reported, real = store.reported_accuracy, store.final_accuracy("random_real")
    if reported is None:
        return ""
    words = percent_text(reported.mean)
    if real is not None:
        points = fixed_text(100 * abs(reported.mean - real.mean), 1)
        beside = (
            tr("{accuracy}, {points} points above random real images")
            if reported.mean >= real.mean
            else tr("{accuracy}, {points} points below random real images")
        )
        words = beside.format(accuracy=words, points=points)
    return words


def far_of(progress: PhaseProgress) -> str:
    """How far a phase came, such as "119 of 300 iterations"; empty where that is unknown."""
    if not progress.total:
        return ""
    return tr("{n} of {all} {unit}").format(
        n=count_text(progress.step), all=count_text(progress.total), unit=tr(progress.unit)
    )


def progress_of(progress: PhaseProgress, now_s: float, is_moving: bool = True) -> str:
    """How far, how fast and until when; a run that is held has no speed and no end."""
    words: list[str] = []
    doing = engine_words(progress.doing)
    if far := far_of(progress):
        words.append(f"{doing} ({far})" if doing else far)
    elif doing:
        words.append(doing)
    if is_moving and progress.rate_per_s > 0:
        words.append(rate_text(progress.rate_per_s, progress.unit))
    left_s = progress.time_left_s
    if is_moving and left_s >= 0 and not progress.finished:
        words.append(left_text(left_s, now_s))
    return " · ".join(words)


def results_of(store: RunStore) -> str:
    """The final accuracies side by side; empty before."""
    finals = [
        final
        for name in ("ema", "raw", "random_real")
        if (final := store.final_accuracy(name)) is not None
    ]
    words = [f"{tr(SET_TITLES[final.set_name])} {accuracy_text(final)}" for final in finals]
    return tr("Test accuracy: {figures}").format(figures=" · ".join(words)) if words else ""


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
        if store.imported is not None:
            origin = tr("A TensorBoard log: it has curves and no images. Read from {path}").format(
                path=store.imported.origin
            )
            text = f"{results} · {origin}" if results else origin
        elif results:
            text = results
        elif store.is_live:
            is_moving = store.state == "running"
            text = (
                progress_of(progress, time.time(), is_moving)
                if progress
                else tr("Loading data and networks.")
            )
        else:
            # why a run failed or was lost stands over the pages, with the cure
            is_stopped = store.finished is not None and store.state == "stopped"
            kept = engine_words(store.finished.hint) if store.finished and is_stopped else ""
            text = " · ".join(part for part in (far_of(progress) if progress else "", kept) if part)
        self.caption.setText(text)
