"""The queue: experiments that wait for their turn, in a file of the workspace. Starts nothing itself."""

from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ftd_engine.config_checks import ConfigProblems, check
from ftd_engine.experiment import Experiment
from ftd_gui.runs.device_choice import DeviceName
from ftd_gui.runs.queue_file import QueueFile, StoredEntry, StoredQueue
from ftd_gui.words import marked, tr

_ENDINGS = {
    "stopped": marked("“{name}” was stopped."),
    "interrupted": marked("“{name}” was interrupted."),
    "lost": marked("“{name}” was cut off."),
}
AnyIndex = QModelIndex | QPersistentModelIndex


class QueueRole(IntEnum):
    """What a row can be asked for besides its text."""

    IS_RUNNING = Qt.ItemDataRole.UserRole + 1
    DETAIL = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One experiment in the queue.

    Attributes:
        experiment: what is to be run, with its device.
        run: folder of the run once it was begun, else empty.
    """

    experiment: Experiment
    run: str = ""


class RunQueue(QAbstractListModel):
    """Experiments in the order of their turns; the first may be under way.

    Every change is written down at once. A queue that is read from the file is held: nothing heavy
    begins by itself when a window opens.

    Signals:
        changed(): entries, their order, or whether the queue is held.

    Attributes:
        held_because: why nothing is started; empty where the next one is.
        goes_on_after_failure: a run that fails does not hold the rest.
    """

    changed = Signal()

    def __init__(self, workspace: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QueueFile(workspace)
        self._entries: list[QueueEntry] = []
        self.held_because = ""
        self.goes_on_after_failure = False
        self._running = ""
        self._read()

    @property
    def entries(self) -> tuple[QueueEntry, ...]:
        """All entries in order."""
        return tuple(self._entries)

    @property
    def problem(self) -> str:
        """What is wrong with the file and what became of it, in sentences; empty where nothing is."""
        return self._file.problem

    @property
    def path(self) -> Path:
        """The file in which the queue is kept."""
        return self._file.path

    # ------------------------------------------------ what users do

    def add(self, experiment: Experiment) -> None:
        """Put an experiment at the end."""
        self._insert(len(self._entries), QueueEntry(experiment))

    def duplicate(self, row: int) -> None:
        """Put a copy behind this entry, under a seed of its own."""
        entry = self._entries[row]
        seeds = {known.experiment.seed for known in self._entries}
        seed = next(
            number for number in range(entry.experiment.seed + 1, 2**31) if number not in seeds
        )
        copy = entry.experiment.model_copy(update={"seed": seed})
        self._insert(row + 1, QueueEntry(copy))

    def remove(self, row: int) -> None:
        """Take an entry out; one that is under way stays."""
        if self._is_running(row):
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._entries[row]
        self.endRemoveRows()
        if not self._entries:
            self.held_because = ""
        self._tell()

    def can_change_device(self, row: int) -> bool:
        """True while the entry was not begun: a checkpoint belongs to the device that wrote it."""
        return 0 <= row < len(self._entries) and not self._entries[row].run

    def set_device(self, row: int, device: DeviceName) -> None:
        """Let an entry run on this device."""
        if self.can_change_device(row):
            experiment = self._entries[row].experiment
            self._entries[row] = QueueEntry(experiment.model_copy(update={"device": device}))
            self._tell_row(row)

    def move(self, row: int, to: int) -> None:
        """Bring an entry to another place; none goes before one that is under way."""
        first = 1 if self._entries and self._is_running(0) else 0
        if (
            not (first <= row < len(self._entries) and first <= to < len(self._entries))
            or row == to
        ):
            return
        # Qt counts the place before the row is taken out
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + 1 if to > row else to)
        self._entries.insert(to, self._entries.pop(row))
        self.endMoveRows()
        self._tell()

    def hold(self, because: str) -> None:
        """Start nothing further, for this reason."""
        self.held_because = because
        self._tell()

    def go_on(self) -> None:
        """Start the next one as soon as nothing else runs."""
        self.held_because = ""
        self._tell()

    def set_goes_on_after_failure(self, goes_on: bool) -> None:
        """Choose what a failed run means for the rest."""
        self.goes_on_after_failure = goes_on
        self._tell()

    # ------------------------------------------------ what becomes of the runs

    def next(self) -> QueueEntry | None:
        """The entry whose turn it is; None where the queue is empty, held, or has one under way."""
        if self.held_because or not self._entries or self._is_running(0):
            return None
        return self._entries[0]

    def note_begun(self, run: Path) -> None:
        """The first entry is under way in this folder."""
        self._entries[0] = replace(self._entries[0], run=str(run))
        self._running = str(run)
        self._tell_row(0)

    def note_ended(self, run: Path, state: str, name: str) -> None:
        """The run in this folder came to an end; what of it matters for the rest."""
        self._running = ""
        if not self._entries or self._entries[0].run != str(run):
            return
        is_over = state == "done" or (state == "failed" and self.goes_on_after_failure)
        if is_over:
            self.remove(0)
            return
        if state == "failed":
            # it is listed among the runs; here it would only be tried again and again
            self.remove(0)
            if self._entries:
                self.hold(tr("“{name}” failed.").format(name=name))
            return
        self.hold(tr(_ENDINGS[state]).format(name=name))
        self._tell_row(0)

    def holds(self, run: Path) -> bool:
        """True where the run in this folder came from the queue and is not done."""
        return any(entry.run == str(run) for entry in self._entries)

    def _is_running(self, row: int) -> bool:
        return bool(self._running) and self._entries[row].run == self._running

    # ------------------------------------------------ Qt's questions

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.experiment.name
        if role == QueueRole.IS_RUNNING:
            return self._is_running(index.row())
        if role in (QueueRole.DETAIL, Qt.ItemDataRole.ToolTipRole):
            return self._detail(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.experiment.name}, {self._detail(index.row())}"
        return None

    def _detail(self, row: int) -> str:
        entry = self._entries[row]
        if self._is_running(row):
            return tr("under way")
        words = tr("goes on where it was") if entry.run else tr("waits")
        seed = tr("seed {seed}").format(seed=entry.experiment.seed)
        return f"{words} · {seed} · {entry.experiment.device}"

    # ------------------------------------------------ the file

    def _insert(self, row: int, entry: QueueEntry) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self._entries.insert(row, entry)
        self.endInsertRows()
        self._tell()

    def _tell_row(self, row: int) -> None:
        self.dataChanged.emit(self.index(row), self.index(row))
        self._tell()

    def _tell(self) -> None:
        self._file.write(self._stored())
        self.changed.emit()

    def _stored(self) -> StoredQueue:
        entries = [
            StoredEntry(entry.experiment.model_dump(mode="json"), entry.run)
            for entry in self._entries
        ]
        return StoredQueue(entries, self.goes_on_after_failure)

    def _read(self) -> None:
        stored = self._file.read()
        self.goes_on_after_failure = stored.goes_on_after_failure
        reasons: list[str] = []
        for entry in stored.entries:
            try:
                self._entries.append(QueueEntry(check(entry.experiment), entry.run))
            except ConfigProblems as problems:
                reasons.append(str(problems))
        if reasons:
            # only what is kept elsewhere may leave the file
            self._file.keep_left_out(reasons)
            self._file.write(self._stored())
        if self._entries:
            self.held_because = tr("The window was opened anew.")
