"""The runs of a workspace as a list model that keeps itself up to date."""

import bisect
import time
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from ftd_engine.run_folder import LIVE_STATES, RunFolder, RunSummary, find_runs
from ftd_gui.words import marked, tr

RESCAN_EVERY_MS = 2000
SCAN_SLICE_S = 0.008

_STATE_WORDS = {
    "running": marked("running"),
    "paused": marked("paused"),
    "stopping": marked("stopping"),
    "done": marked("finished"),
    "stopped": marked("stopped early"),
    "interrupted": marked("interrupted"),
    "failed": marked("failed"),
    "lost": marked("ended without a last word"),
}


class RunRole(IntEnum):
    """What a row of the library can be asked for besides its text."""

    NAME = Qt.ItemDataRole.UserRole + 1
    STATE = Qt.ItemDataRole.UserRole + 2
    CREATED = Qt.ItemDataRole.UserRole + 3
    PATH = Qt.ItemDataRole.UserRole + 4


def _order(summary: RunSummary) -> tuple[float, str]:
    """Sorts the newest first; two runs of one moment by name."""
    return -summary.created_s, str(summary.path)


class RunLibrary(QAbstractListModel):
    """All runs of one workspace, newest first.

    Looks through the workspace every two seconds, a few milliseconds at a time, and reads only
    the runs that changed or live. Rows come and go one by one, so that a selection stays.

    Signals:
        looked_through(): a scan has come to its end.
    """

    looked_through = Signal()

    NameRole = RunRole.NAME
    StateRole = RunRole.STATE
    CreatedRole = RunRole.CREATED
    PathRole = RunRole.PATH

    def __init__(self, workspace: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows: list[RunSummary] = []
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._scan: Iterator[None] = iter(())
        self._slice_timer = QTimer(self)
        self._slice_timer.setSingleShot(True)
        self._slice_timer.timeout.connect(self._on_slice_due)
        self._rescan_timer = QTimer(self)
        self._rescan_timer.timeout.connect(self._on_rescan_due)
        self._rescan_timer.start(RESCAN_EVERY_MS)
        # the first look is for the event loop, so that the window comes up before it
        self._scan = self._look_through()
        self._slice_timer.start(0)

    @property
    def workspace(self) -> Path:
        """The folder whose runs these are."""
        return self._workspace

    def set_workspace(self, workspace: Path) -> None:
        """Show the runs of another folder."""
        if workspace == self._workspace:
            return
        self._workspace = workspace
        self.beginResetModel()
        self._rows.clear()
        self._stamps.clear()
        self.endResetModel()
        self.refresh()

    def refresh(self) -> None:
        """Look through the workspace now; the newest runs are there on return."""
        self._scan = self._look_through()
        self._on_slice_due()

    def summary(self, row: int) -> RunSummary:
        """The run of a row."""
        return self._rows[row]

    def newest_live(self) -> RunSummary | None:
        """The newest run that is under way, here or in another program."""
        return next((run for run in self._rows if run.status.state in LIVE_STATES), None)

    def newest_cut_off(self) -> RunSummary | None:
        """The newest run that ended without its user's wish and can go on."""
        cut = (run for run in self._rows if run.status.state in ("interrupted", "lost"))
        return next((run for run in cut if RunFolder(run.path).can_resume), None)

    def row_of(self, path: Path) -> int:
        """Row of the run in this folder, -1 where it is not listed."""
        return next((row for row, known in enumerate(self._rows) if known.path == path), -1)

    # ------------------------------------------------ Qt's questions

    def rowCount(
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008  # immutable
    ) -> int:
        """Number of runs; no run has runs below it."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """What a view or delegate wants to know of a run."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        run = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | RunRole.NAME:
                return run.name
            case RunRole.STATE:
                return run.status.state
            case RunRole.CREATED:
                return run.created_s
            case RunRole.PATH:
                return str(run.path)
            case Qt.ItemDataRole.ToolTipRole:
                lines = [run.name, f"{_created_words(run)}, {tr(_STATE_WORDS[run.status.state])}"]
                if run.status.message:
                    lines.append(tr(run.status.message))
                return "\n".join([*lines, str(run.path)])
            case Qt.ItemDataRole.AccessibleTextRole:
                state = tr(_STATE_WORDS[run.status.state])
                return f"{run.name}, {state}, {_created_words(run)}"
            case _:
                return None

    def roleNames(self) -> dict[int, QByteArray]:
        """Names of the roles."""
        names = super().roleNames()
        names.update({int(role): QByteArray(role.name.lower().encode()) for role in RunRole})
        return names

    # ------------------------------------------------ looking through

    def _on_rescan_due(self) -> None:
        # a scan that is not through yet goes on; another would start it over for ever
        if not self._slice_timer.isActive():
            self.refresh()

    def _on_slice_due(self) -> None:
        end_s = time.monotonic() + SCAN_SLICE_S
        for _ in self._scan:
            if time.monotonic() >= end_s:
                self._slice_timer.start(0)
                return
        self._slice_timer.stop()
        self.looked_through.emit()

    def _look_through(self) -> Iterator[None]:
        """One scan of the workspace, in steps of one run."""
        seen: set[Path] = set()
        known = {run.path: run for run in self._rows}
        for folder in find_runs(self._workspace):
            seen.add(folder.path)
            self._look_at(folder, known.get(folder.path))
            yield
        for row in reversed(range(len(self._rows))):
            if self._rows[row].path not in seen:
                self._remove(row)
                yield

    def _look_at(self, folder: RunFolder, known: RunSummary | None) -> None:
        stamp = folder.summary_stamp()
        if known is not None and stamp == self._stamps[folder.path]:
            # only a run that claims to live can change without its files: by its engine's death
            if known.status.state not in LIVE_STATES:
                return
        summary = folder.summary()
        self._stamps[folder.path] = stamp
        if summary == known:
            return
        if known is not None:
            row = bisect.bisect_left(self._rows, _order(known), key=_order)
            if _order(known) == _order(summary):
                self._rows[row] = summary
                index = self.index(row)
                self.dataChanged.emit(index, index)
                return
            self._remove(row)
        row = bisect.bisect_left(self._rows, _order(summary), key=_order)
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, summary)
        self.endInsertRows()

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        gone = self._rows.pop(row)
        self._stamps.pop(gone.path, None)
        self.endRemoveRows()


def _created_words(run: RunSummary) -> str:
    moment = QDateTime.fromSecsSinceEpoch(round(run.created_s))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
