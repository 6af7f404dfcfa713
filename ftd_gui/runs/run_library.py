"""The runs of a workspace as a list model that keeps itself up to date."""

import bisect
import os
import time
from collections.abc import Iterator, Sequence
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

from ftd_engine.plug_ins import short_words
from ftd_engine.run_folder import LIVE_STATES, RunFolder, RunFolderError
from ftd_engine.run_summary import RunSummary, Stamp, folder_stamp, stamp_of, summary_of
from ftd_gui.words import marked, tr

AnyIndex = QModelIndex | QPersistentModelIndex

RESCAN_EVERY_MS = 2000
SCAN_SLICE_S = 0.008
THOROUGH_EVERY = 15
"""One look in so many also asks each run's files, which a hand may have changed in place."""

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
    IS_PINNED = Qt.ItemDataRole.UserRole + 5
    SUMMARY = Qt.ItemDataRole.UserRole + 6


def _order(summary: RunSummary) -> tuple[float, str]:
    """Sorts the newest first; two runs of one moment by name."""
    return -summary.created_s, str(summary.path)


class RunLibrary(QAbstractListModel):
    """All runs of one workspace, newest first.

    Looks through the workspace every two seconds, a few milliseconds at a time, and reads only
    the runs that changed or live. Rows come and go one by one, so that a selection stays. Nothing is
    kept between two starts, so nothing can be stale.

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
        self._pinned: frozenset[Path] = frozenset()
        self._stamps: dict[Path, Stamp] = {}
        self._folder_stamps: dict[str, Stamp] = {}
        """By path, of everything in the workspace, runs or not, when it was last looked into."""
        self._looks = 0
        self._scan: Iterator[None] = iter(())
        self._slice_timer = QTimer(self)
        self._slice_timer.setSingleShot(True)
        self._slice_timer.timeout.connect(self._on_slice_due)
        self._rescan_timer = QTimer(self)
        self._rescan_timer.timeout.connect(self.look)
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
        self._folder_stamps.clear()
        self.endResetModel()
        self.refresh()

    def refresh(self) -> None:
        """Look through the workspace now, thoroughly; the newest runs are there on return."""
        self._scan = self._look_through(is_thorough=True)
        self._on_slice_due()

    def set_pinned(self, paths: Sequence[Path]) -> None:
        """Mark these runs as pinned, and no others."""
        changed = self._pinned ^ frozenset(paths)
        self._pinned = frozenset(paths)
        for path in changed:
            if (row := self.row_of(path)) >= 0:
                self.dataChanged.emit(self.index(row), self.index(row))

    def is_pinned(self, path: Path) -> bool:
        """True where the user pinned the run in this folder."""
        return path in self._pinned

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
            case RunRole.SUMMARY:
                return run
            case RunRole.IS_PINNED:
                return run.path in self._pinned
            case Qt.ItemDataRole.ToolTipRole:
                lines = [run.name, f"{_created_words(run)}, {tr(_STATE_WORDS[run.status.state])}"]
                if run.status.message:
                    lines.append(tr(run.status.message))
                return "\n".join([*lines, *_more_words(run), str(run.path)])
            case Qt.ItemDataRole.AccessibleTextRole:
                state = tr(_STATE_WORDS[run.status.state])
                words = [run.name, state, _created_words(run), *_more_words(run)]
                if run.path in self._pinned:
                    words.append(tr("pinned"))
                return ", ".join(words)
            case _:
                return None

    def roleNames(self) -> dict[int, QByteArray]:
        """Names of the roles."""
        names = super().roleNames()
        names.update({int(role): QByteArray(role.name.lower().encode()) for role in RunRole})
        return names

    # ------------------------------------------------ looking through

    def look(self) -> None:
        """Look through the workspace by the folders alone, as every two seconds."""
        # a scan that is not through yet goes on; another would start it over for ever
        if not self._slice_timer.isActive():
            self._looks += 1
            self._scan = self._look_through(self._looks % THOROUGH_EVERY == 0)
            self._on_slice_due()

    def _on_slice_due(self) -> None:
        end_s = time.monotonic() + SCAN_SLICE_S
        for _ in self._scan:
            if time.monotonic() >= end_s:
                self._slice_timer.start(0)
                return
        self._slice_timer.stop()
        self.looked_through.emit()

    def _look_through(self, is_thorough: bool = False) -> Iterator[None]:
        """One scan of the workspace, in steps of one run."""
        known = {str(run.path): run for run in self._rows}
        found: dict[str, Stamp] = {}
        for entry in _newest_first(self._workspace):
            try:
                found[entry.path] = folder_stamp(entry)
            except OSError:
                # gone since the folder was listed
                continue
            self._look_at(entry.path, found[entry.path], known.get(entry.path), is_thorough)
            yield
        self._folder_stamps = found
        for row in reversed(range(len(self._rows))):
            if str(self._rows[row].path) not in found:
                self._remove(row)
                yield

    def _look_at(
        self, path: str, folder_stamp: Stamp, run: RunSummary | None, is_thorough: bool
    ) -> None:
        # only a run that claims to live can change without its folder: by its engine's death
        is_live = run is not None and run.status.state in LIVE_STATES
        may_be_same = folder_stamp == self._folder_stamps.get(path) and not is_live
        if may_be_same and not is_thorough:
            return
        folder = RunFolder(run.path if run else Path(path))
        if may_be_same and run and stamp_of(folder) == self._stamps[folder.path]:
            return
        try:
            RunFolder.open(folder.path)
        except RunFolderError:
            if run is not None:
                self._remove(self._row_of_known(run))
            return
        # asked before reading, so that what is written meanwhile is read again
        self._stamps[folder.path] = stamp_of(folder)
        self._take(summary_of(folder), run)

    def _take(self, summary: RunSummary, known: RunSummary | None) -> None:
        if summary == known:
            return
        if known is not None:
            row = self._row_of_known(known)
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

    def _row_of_known(self, run: RunSummary) -> int:
        return bisect.bisect_left(self._rows, _order(run), key=_order)

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        gone = self._rows.pop(row)
        self._stamps.pop(gone.path, None)
        self.endRemoveRows()


def _newest_first(workspace: Path) -> list["os.DirEntry[str]"]:
    """What lies in the workspace, newest name first; nothing where it cannot be read."""
    try:
        with os.scandir(workspace) as entries:
            return sorted(entries, key=lambda entry: entry.name, reverse=True)
    except OSError:
        return []


def _more_words(run: RunSummary) -> list[str]:
    """What else there is to say of a run, a line each."""
    lines = [short_words(run.data_set)] if run.data_set else []
    if run.accuracy is not None:
        lines.append(
            tr("test accuracy {percent} %").format(percent=f"{run.accuracy.mean:.1%}"[:-1])
        )
    if run.notes.tags:
        lines.append(" ".join(f"#{tag}" for tag in run.notes.tags))
    if run.notes.text:
        lines.append(run.notes.text[:200])
    return lines


def _created_words(run: RunSummary) -> str:
    moment = QDateTime.fromSecsSinceEpoch(round(run.created_s))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
