"""Finds the set that the shown one is compared with: other iteration, other series, real images, other run."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.job_requests import NearestRequest, NearestResult
from ftd_engine.launch import NEAREST_ENTRY
from ftd_engine.nearest_sets import read_nearest
from ftd_engine.run_folder import RunFolder, RunFolderError
from ftd_engine.snapshot import FloatArray, Snapshot
from ftd_gui.runs.nearest_job import NearestJob
from ftd_gui.runs.run_session import RunSession
from ftd_gui.views.comparison_bar import ReferenceWish
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.iteration_bar import stored_at_or_before
from ftd_gui.views.number_text import count_text
from ftd_gui.views.run_result import SERIES_WORDS
from ftd_gui.views.snapshot_shelf import SnapshotShelf
from ftd_gui.words import tr, tr_count

SETTLE_MS = 250
"""How long one set must be looked at before real images are looked for; a slider passes many."""

_STORED = ("iteration", "run")
"""Kinds that are read from a shelf of stored sets."""
_OTHER_SERIES = {"raw": "ema", "ema": "raw"}


class SetReference(QObject):
    """The reference of the set that is looked at.

    Signals:
        changed(): another reference, or none, or other words about it.

    Attributes:
        snapshot: the reference; None while there is none.
        words: what it is, what is waited for, or why there is none.
        sides: reference and set in few words, for those who see them beside each other.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.snapshot: Snapshot | None = None
        self.words = ""
        self.sides = "", ""
        self.nearest_entry = NEAREST_ENTRY
        """What the process that reads real images enters; tests put a small one in its place."""
        self._session: RunSession | None = None
        self._other: RunSession | None = None
        self._wish: ReferenceWish | None = None
        self._shown: Snapshot | None = None
        self._series = "raw"
        self.shelf = SnapshotShelf(self)
        self.shelf.arrived.connect(self._on_arrived)
        self.shelf.damaged.connect(self._on_damaged)
        self._shelf_run: RunSession | None = None
        self._job = NearestJob(self)
        self._job.finished.connect(self._on_nearest_found)
        self._asked: tuple[Path, int, str] | None = None
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(SETTLE_MS)
        self._settle_timer.timeout.connect(self._look_for_nearest)

    # ------------------------------------------------ what is asked

    def show_run(self, session: RunSession | None) -> None:
        """Compare sets of another run, or none."""
        self._session, self._shown, self._wish = session, None, None
        self._shelf_run = None
        self.shelf.open(None)
        self._let_other_go()
        self._take(None, "")

    def look_at(self, shown: Snapshot | None, series: str) -> None:
        """This set, and this series of it, is looked at now."""
        self._shown, self._series = shown, series
        self._find()

    def want(self, wish: ReferenceWish | None) -> None:
        """Compare with this; None compares with nothing."""
        self._wish = wish
        self._find()

    def close(self) -> None:
        """End what is under way."""
        self._settle_timer.stop()
        self._job.close()
        self._let_other_go()

    # ------------------------------------------------ the way to it

    def _find(self) -> None:
        self._settle_timer.stop()
        wish = self._wish
        if wish is None or wish.kind != "run":
            self._let_other_go()
        if wish is None or self._shown is None or self._session is None:
            self._take(None, "")
        elif wish.kind == "iteration":
            self._want_stored(self._session, wish.iteration)
        elif wish.kind == "run":
            self._want_other(wish)
        elif wish.kind == "series":
            self._take_other_series(self._shown)
        else:
            self._take_nearest()

    def _want_stored(self, session: RunSession, iteration: int | None) -> None:
        if iteration is None:
            self._take(None, tr("No set is stored yet."))
            return
        if self._shelf_run is not session:
            self._shelf_run = session
            self.shelf.open(session.folder)
        self.shelf.want(iteration)

    def _want_other(self, wish: ReferenceWish) -> None:
        assert self._shown is not None
        if wish.run is None:
            self._take(None, tr("There is no other run in the list of experiments."))
            return
        if self._other is None or self._other.folder.path != wish.run:
            self._let_other_go()
            try:
                self._other = RunSession.open(RunFolder.open(wish.run), self)
            except (RunFolderError, ConfigProblems, OSError) as error:
                self._take(None, tr("This run cannot be read: {reason}").format(reason=error))
                return
            self._take(None, tr("Reading the run\u2026"))
            # its events are read a piece at a time
            self._other.changed.connect(self._on_other_told)
        store = self._other.store
        best = store.best.get(self._series) or store.best.get("raw")
        if wish.pace == "best":
            iteration = best.iteration if best else None
            missing = tr("This run has no best set yet.")
        else:
            iteration = stored_at_or_before(store.snapshots, self._shown.iteration)
            missing = tr("This run has stored no set up to iteration {iteration}.").format(
                iteration=count_text(self._shown.iteration)
            )
        if iteration is None:
            self._take(None, missing)
        else:
            self._want_stored(self._other, iteration)

    def _take_other_series(self, shown: Snapshot) -> None:
        if len(shown.images) < 2:
            self._take(
                None,
                tr("This set holds no moving average: the run was configured without EMA."),
            )
            return
        other = tr(SERIES_WORDS[_OTHER_SERIES[self._series]])
        words = tr("{series} of the same iteration").format(series=other)
        self._take(_exchanged(shown), words, other)

    def _take_nearest(self) -> None:
        assert self._shown is not None and self._session is not None
        found = read_nearest(self._session.folder, self._shown, self._series)
        if found is not None:
            self._take(
                found,
                tr("training images of the same class, nearest in colour"),
                tr("nearest real image"),
            )
            return
        self._take(None, tr("Looking for the nearest real images\u2026"))
        self._settle_timer.start()

    def _look_for_nearest(self) -> None:
        if self._job.is_running or self._session is None or self._shown is None:
            # what is under way ends first; `_on_nearest_found` looks again
            return
        series = "ema" if self._series == "ema" else "raw"
        path, iteration = self._session.folder.path, self._shown.iteration
        self._asked = (path, iteration, series)
        self._job.start(path, NearestRequest(iteration, series), self.nearest_entry)

    # ------------------------------------------------ what came

    def _take(self, snapshot: Snapshot | None, words: str, name: str = "") -> None:
        if snapshot is not None and self._shown is not None:
            misfit = _misfit(self._shown, snapshot)
            if misfit:
                snapshot, words = None, misfit
        self.snapshot, self.words, self.sides = snapshot, words, (name, self._shown_name())
        self.changed.emit()

    def _shown_name(self) -> str:
        """What the set is, told apart from its reference."""
        match self._wish.kind if self._wish is not None else None:
            case "iteration" if self._shown is not None:
                return tr("iteration {n}").format(n=count_text(self._shown.iteration))
            case "series":
                return tr(SERIES_WORDS[self._series])
            case "run":
                return tr("this run")
            case _:
                return tr("this set")

    def _on_arrived(self, _iteration: int, snapshot: Snapshot) -> None:
        # it may come after comparing was ended
        if self._wish is None or self._wish.kind not in _STORED:
            return
        words = ""
        name = tr("iteration {n}").format(n=count_text(snapshot.iteration))
        if self._wish.kind == "run" and self._other is not None:
            name = self._other.experiment.name
            series = self._series if self._series in snapshot.images else "raw"
            words = tr("iteration {iteration}, {series}").format(
                iteration=count_text(snapshot.iteration), series=tr(SERIES_WORDS[series])
            )
        self._take(snapshot, words, name)

    def _on_damaged(self, _iteration: int, reason: str) -> None:
        if self._wish is not None and self._wish.kind in _STORED:
            self._take(None, reason)

    def _on_other_told(self, kinds: frozenset[str]) -> None:
        if kinds & {"snapshot_written", "best_chosen"}:
            self._find()

    def _on_nearest_found(self, result: NearestResult) -> None:
        if self._wish is None or self._wish.kind != "real" or self._session is None:
            return
        self._find()
        wanted = (self._session.folder.path, self._shown and self._shown.iteration, self._series)
        if self.snapshot is None and wanted == self._asked:
            # it would only be asked in vain again
            self._settle_timer.stop()
            hint = engine_words(result.hint)
            self._take(None, f"{engine_words(result.message)} {hint}".strip())

    def _let_other_go(self) -> None:
        if self._other is not None:
            if self._shelf_run is self._other:
                self._shelf_run = None
                self.shelf.open(None)
            self._other.close()
            self._other.deleteLater()
            self._other = None


def _exchanged(shown: Snapshot) -> Snapshot:
    """The same set with its series in each other's place: what is shown is compared with the other."""

    def other(series: dict[str, FloatArray]) -> dict[str, FloatArray]:
        return {_OTHER_SERIES[name]: images for name, images in series.items()}

    return replace(shown, images=other(shown.images), views=other(shown.views))


def _misfit(shown: Snapshot, reference: Snapshot) -> str:
    """Why two sets cannot be compared image by image; empty where they can."""
    ours, theirs = shown.images["raw"].shape, reference.images["raw"].shape
    if ours != theirs:
        words = tr("It holds {theirs}, this set {ours}: only sets of one shape can be compared.")
        return words.format(theirs=_shape_words(theirs), ours=_shape_words(ours))
    if (shown.labels != reference.labels).any():
        return tr("Its images are of other classes: the two cannot be compared image by image.")
    return ""


def _shape_words(shape: tuple[int, ...]) -> str:
    count, channels, height, width = shape
    words = tr_count(
        "{count} image of {channels}\u00d7{height}\u00d7{width}",
        "{count} images of {channels}\u00d7{height}\u00d7{width}",
        count,
    )
    return words.format(count=count_text(count), channels=channels, height=height, width=width)
