"""What happened that a user wants to hear of, newest first, and how much of it is unread."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

NoticeKind = Literal[
    "finished", "failed", "silent", "queue", "written", "skipped", "short", "update"
]
NoticeLevel = Literal["good", "warning", "failed"]
Offer = Literal["", "images", "run", "folder", "update"]
"""What a notice leads to: the sets of a run, the run, a folder on disk, or what a newer version is."""

MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that happened.

    Attributes:
        kind: by which the user chooses what he wants to hear of.
        words: one sentence.
        path: of the run or folder that is offered.
    """

    kind: NoticeKind
    level: NoticeLevel
    words: str
    time_s: float
    offer: Offer = ""
    path: Path | None = None


class NoticeBoard(QObject):
    """The notices since the window was opened.

    Signals:
        posted(object): this `Notice` is new, and to be told.
        changed(): notices, or how many are unread.
    """

    posted = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices: list[Notice] = []
        self._unread = 0

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All that are kept, newest first."""
        return tuple(self._notices)

    @property
    def unread(self) -> int:
        """How many came since the list was last looked at."""
        return self._unread

    def post(self, notice: Notice) -> None:
        """Put a notice at the head, and have it told."""
        self.add(notice)
        self.posted.emit(notice)

    def add(self, notice: Notice) -> None:
        """Put a notice at the head without a word; the oldest falls out where there are many."""
        self._notices = [notice, *self._notices][:MOST_KEPT]
        self._unread = min(self._unread + 1, len(self._notices))
        self.changed.emit()

    def mark_read(self) -> None:
        """The list was looked at."""
        if self._unread:
            self._unread = 0
            self.changed.emit()

    def clear(self) -> None:
        """Forget all of them."""
        self._notices, self._unread = [], 0
        self.changed.emit()
