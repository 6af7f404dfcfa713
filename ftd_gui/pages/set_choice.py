"""Which stored set is exported: the best, the newest, the one that is looked at, or an exact one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ftd_engine.protocol import AccuracyMeasured, BestChosen
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.number_text import count_text
from ftd_gui.views.run_words import percent_text
from ftd_gui.views.stored_iteration_box import StoredIterationBox
from ftd_gui.words import marked, tr

Series = Literal["raw", "ema"]
SetKind = Literal["best", "newest", "shown", "exact"]

KINDS: tuple[tuple[SetKind, str], ...] = (
    ("best", marked("The best set")),
    ("newest", marked("The newest set")),
    ("shown", marked("The set shown in Images")),
    ("exact", marked("Another stored iteration")),
)


@dataclass(frozen=True, slots=True)
class StoredSets:
    """The stored sets of a run, and what is known of them.

    Attributes:
        iterations: what is stored, ascending; one at least.
        best: per series, the set that stands for it.
        measured: all evaluations, in the order they came.
        shown: the iteration that is looked at; None where none is.
    """

    iterations: tuple[int, ...]
    best: Mapping[str, BestChosen] = field(default_factory=dict[str, BestChosen])
    measured: Sequence[AccuracyMeasured] = ()
    shown: int | None = None

    @classmethod
    def of(cls, store: RunStore, shown: int | None) -> "StoredSets":
        """What is known of a run now."""
        return cls(tuple(store.snapshots), dict(store.best), tuple(store.accuracies), shown)

    def iteration_of(self, kind: SetKind, series: Series) -> int | None:
        """The iteration of a kind; None where there is none, or where the user says which."""
        match kind:
            case "best":
                best = self.best.get(series)
                found = best.iteration if best is not None else None
            case "newest":
                found = self.iterations[-1]
            case "shown":
                found = self.shown
            case "exact":
                found = None
        return found if found in self.iterations else None

    def words(self, iteration: int, series: Series) -> str:
        """Which set it is, what makes it so, and what it was measured to be worth."""
        return " ".join((self._reason(iteration, series), *self._worth(iteration, series)))

    def _reason(self, iteration: int, series: Series) -> str:
        best = self.best.get(series)
        if best is not None and best.iteration == iteration:
            words = {
                "held-out": tr("Iteration {n}, the best by held-out images, {percent}."),
                "literature": tr(
                    "Iteration {n}, the best by the test images, as the literature does, {percent}."
                ),
                "last": tr("Iteration {n}, the last one: no best one was selected."),
            }[best.chosen_by]
            return words.format(n=count_text(iteration), percent=percent_text(best.mean))
        words = tr("Iteration {n}, stored on the way.")
        if iteration == self.iterations[-1]:
            words = tr("Iteration {n}, the newest.")
        return words.format(n=count_text(iteration))

    def _worth(self, iteration: int, series: Series) -> list[str]:
        ours = [one for one in self.measured if one.set_name == series]
        here = [one for one in ours if one.iteration == iteration]
        final = next((one for one in here if one.final), None)
        best = self.best.get(series)
        parts: list[str] = []
        if final is not None:
            words = tr("Test accuracy, as in Results: {percent}.")
            parts.append(words.format(percent=percent_text(final.mean)))
        elif here:
            on_test = here[-1].measured_on == "test"
            if best is None or best.iteration != iteration:
                words = (
                    tr("Its accuracy on the test images is {percent}.")
                    if on_test
                    else tr("Its accuracy on held-out images is {percent}.")
                )
                parts.append(words.format(percent=percent_text(here[-1].mean)))
        elif ours:
            parts.append(tr("This very set was not evaluated."))
        else:
            parts.append(tr("No set of this run was evaluated, so that none is known to be best."))
        if best is None and ours:
            parts.append(tr("The run has not chosen its best set."))
        elif best is not None and best.iteration != iteration:
            words = tr("The accuracy in Results is that of iteration {n}.")
            parts.append(words.format(n=count_text(best.iteration)))
        return parts


class SetChoice(QWidget):
    """A box of kinds, the iteration, and a line that says which set it is and why.

    Signals:
        changed(): another set is meant.
    """

    changed = Signal()

    def __init__(
        self, sets: StoredSets, series: Series, kind: SetKind, parent: QWidget | None = None
    ) -> None:
        """The best set is chosen where there is one and nothing else is asked for, else the newest."""
        super().__init__(parent)
        self._sets = sets
        self._series: Series = series
        self.kind_box = QComboBox(self)
        self.kind_box.setAccessibleName(tr("Which set to export"))
        self.kind_box.setToolTip(tr("The line below says which iteration that is, and why."))
        self.iteration_box = StoredIterationBox(self)
        self.iteration_box.setAccessibleName(tr("Iteration to export"))
        self.iteration_box.setToolTip(
            tr(
                "Type an iteration; the nearest stored one is exported. Up and Down go through them."
            )
        )
        self.iteration_box.set_iterations(sets.iterations)
        self.reason_label = QLabel(self)
        self.reason_label.setProperty("look", "soft")
        self.reason_label.setWordWrap(True)
        label = QLabel(tr("Set"), self)
        label.setProperty("look", "soft")
        label.setBuddy(self.kind_box)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addWidget(label)
        row.addWidget(self.kind_box)
        row.addWidget(self.iteration_box)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_PX)
        column.addLayout(row)
        column.addWidget(self.reason_label)
        self._offer(kind)
        self.kind_box.currentIndexChanged.connect(self._on_kind_chosen)
        self.iteration_box.iteration_chosen.connect(self._on_iteration_chosen)

    def _offer(self, wanted: SetKind) -> None:
        """Offer the kinds that this series has, and stand at the one that is wanted."""
        offered = [
            (tr(words), kind)
            for kind, words in KINDS
            if kind == "exact" or self._sets.iteration_of(kind, self._series) is not None
        ]
        with QSignalBlocker(self.kind_box):
            self.kind_box.clear()
            for words, kind in offered:
                self.kind_box.addItem(words, kind)
            # the best is first where there is one, then the newest
            self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(wanted)))
        self._show_kind()

    def set_series(self, series: Series) -> None:
        """Be about the sets of another series, which may have another best one."""
        if series == self._series:
            return
        kind = self.kind
        self._series = series
        self._offer(kind)
        self.changed.emit()

    @property
    def kind(self) -> SetKind:
        """What was asked for."""
        return self.kind_box.currentData()

    @property
    def iteration(self) -> int:
        """The stored iteration that is meant."""
        iteration = self.iteration_box.iteration
        assert iteration is not None, "there is no stored set to choose"
        return iteration

    def _show_kind(self) -> None:
        iteration = self._sets.iteration_of(self.kind, self._series)
        if iteration is not None:
            self.iteration_box.show_iteration(iteration)
        self.reason_label.setText(self._sets.words(self.iteration, self._series))

    def _on_kind_chosen(self) -> None:
        self._show_kind()
        self.changed.emit()
        if self.kind == "exact":
            self.iteration_box.setFocus()
            self.iteration_box.selectAll()

    def _on_iteration_chosen(self) -> None:
        with QSignalBlocker(self.kind_box):
            self.kind_box.setCurrentIndex(self.kind_box.findData("exact"))
        self._show_kind()
        self.changed.emit()
