"""Which runs of the library a list shows, and in which order: pinned ones first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSortFilterProxyModel
from PySide6.QtWidgets import QWidget

from ftd_engine.protocol import RunState
from ftd_engine.run_summary import RunSummary
from ftd_gui.runs.run_library import AnyIndex, RunLibrary
from ftd_gui.views.run_words import STATE_WORDS
from ftd_gui.words import marked, tr

_BY_URGENCY: tuple[RunState, ...] = (
    *("running", "paused", "stopping"),
    *("interrupted", "lost", "failed"),
    *("stopped", "done"),
)
"""Runs under way, then those that wait for somebody, then the rest."""


@dataclass(frozen=True, slots=True)
class RunSort:
    """One order of the list; of equal runs the newest comes first.

    Attributes:
        key: as it is remembered.
        words: as the user reads it.
        place: what is compared, the smallest first.
    """

    key: str
    words: str
    place: Callable[[RunSummary], Any]


SORTS = (
    RunSort("date", marked("Newest first"), lambda _run: 0),
    RunSort("name", marked("Name"), lambda run: run.name.casefold()),
    RunSort(
        "accuracy",
        marked("Accuracy"),
        lambda run: -run.accuracy.mean if run.accuracy is not None else 1.0,
    ),
    RunSort("state", marked("State"), lambda run: _BY_URGENCY.index(run.status.state)),
    RunSort("data_set", marked("Data set"), lambda run: run.data_set),
)


class RunOrder(QSortFilterProxyModel):
    """The library, searched and sorted.

    A run is shown where each word of the search stands in its name, tags, notes, data set or state.
    """

    def __init__(self, library: RunLibrary, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._words: tuple[str, ...] = ()
        self.chosen = SORTS[0]
        self.setSourceModel(library)
        self.sort(0)

    def search(self, text: str) -> None:
        """Show the runs that hold all these words."""
        self._words = tuple(text.casefold().split())
        self.invalidate()

    def sort_by(self, key: str) -> None:
        """Put them into another order; one of an unknown name is the usual one."""
        self.chosen = next((sort for sort in SORTS if sort.key == key), SORTS[0])
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, _parent: AnyIndex) -> bool:
        """True for a run that holds all words."""
        if not self._words:
            return True
        run = self._library.summary(source_row)
        texts = (
            *(run.name, run.data_set, tr(STATE_WORDS[run.status.state]), run.notes.text),
            *(f"#{tag}" for tag in run.notes.tags),
        )
        whole = "\n".join(texts).casefold()
        return all(word in whole for word in self._words)

    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:  # noqa: N802
        """True where the left run is listed before the right one."""
        return self._place(left.row()) < self._place(right.row())

    def _place(self, row: int) -> tuple[bool, Any, int]:
        run = self._library.summary(row)
        # the library itself has the newest first
        return not self._library.is_pinned(run.path), self.chosen.place(run), row
