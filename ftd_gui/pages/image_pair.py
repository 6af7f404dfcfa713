"""The synthetic sets of two runs side by side, moved through the iterations in step."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from ftd_engine.snapshot import Snapshot
from ftd_gui.pages.set_pictures import png_of
from ftd_gui.runs.compared_runs import ComparedRuns
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import SPACE_PX, Theme
from ftd_gui.views.empty_state import EmptyState
from ftd_gui.views.iteration_bar import IterationBar, stored_at_or_before
from ftd_gui.views.mosaic_layout import Cell
from ftd_gui.views.number_text import count_text
from ftd_gui.views.paired_mosaic import PairedMosaic
from ftd_gui.views.run_result import SERIES_WORDS
from ftd_gui.views.snapshot_shelf import SnapshotShelf
from ftd_gui.words import tr


class RunSide(QWidget):
    """One of the two: which run, which set of it, and the set.

    Signals:
        run_chosen(): the user wants to see another run here.
        settled(): the set that was wanted is shown, or cannot be.
        save_requested(str, str, str, object): as `ImagesPage` has it.
    """

    run_chosen = Signal()
    settled = Signal()
    save_requested = Signal(str, str, str, object)

    def __init__(self, side: str, theme: Theme, parent: QWidget | None = None) -> None:
        """`side` is "left" or "right"."""
        super().__init__(parent)
        is_left = side == "left"
        self.session: RunSession | None = None
        self._series = "ema"
        self._wanted: int | None = None
        self.snapshot: Snapshot | None = None
        self.box = QComboBox()
        self.box.setAccessibleName(tr("Run on the left") if is_left else tr("Run on the right"))
        self.box.setToolTip(
            tr("Which of the ticked runs stands on the left.")
            if is_left
            else tr("Which of the ticked runs stands on the right.")
        )
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.currentIndexChanged.connect(self.run_chosen)
        self.label = QLabel()
        self.label.setProperty("look", "caption")
        self.mosaic = PairedMosaic(theme)
        self.mosaic.setAccessibleName(
            tr("Synthetic images on the left") if is_left else tr("Synthetic images on the right")
        )
        self.mosaic.menu.animates = self.mosaic.menu.filters = False
        self.mosaic.picture_requested.connect(self._on_picture_requested)
        self.problem = EmptyState(tr("No images yet"), "", "")
        self.shelf = SnapshotShelf(self)
        self.shelf.arrived.connect(self._on_arrived)
        self.shelf.damaged.connect(self._on_damaged)
        head = QHBoxLayout()
        head.setSpacing(2 * SPACE_PX)
        head.addWidget(self.box, 1)
        head.addWidget(self.label)
        picture = QWidget()
        self._stack = QStackedLayout(picture)
        self._stack.addWidget(self.mosaic)
        self._stack.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE_PX)
        column.addLayout(head)
        column.addWidget(picture, 1)

    def show_run(self, session: RunSession | None) -> None:
        """Be about another run, or none."""
        if session is self.session:
            return
        self.session, self._wanted, self.snapshot = session, None, None
        self.shelf.open(session.folder if session else None)

    def set_series(self, series: str) -> None:
        """Show the "raw" images or their average, "ema", where it is kept."""
        self._series = series
        self._show_set()

    def want(self, iteration: int) -> bool:
        """Show the newest set that is not after this iteration; True where it is on its way."""
        session = self.session
        if session is None:
            return False
        stored = stored_at_or_before(session.store.snapshots, iteration)
        if stored is None:
            self._wanted, self.snapshot = None, None
            sentence = tr("No set of this run is stored.")
            if session.store.snapshots:
                words = tr("The first set of this run is of iteration {n}.")
                sentence = words.format(n=count_text(session.store.snapshots[0]))
            title = tr("No images yet")
            if session.store.imported is not None:
                title = tr("This run has curves only")
                sentence = tr(
                    "It was imported from a TensorBoard log, which holds no synthetic set."
                )
            self._say(title, sentence)
            return False
        if stored == self._wanted:
            return False
        self._wanted = stored
        self.shelf.want(stored)
        return self.snapshot is None or self.snapshot.iteration != stored

    def _say(self, title: str, sentence: str) -> None:
        self.problem.say(title, sentence)
        self.label.setText("")
        self._stack.setCurrentWidget(self.problem)

    def _on_arrived(self, _iteration: int, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._show_set()
        self.settled.emit()

    def _on_damaged(self, _iteration: int, reason: str) -> None:
        self.snapshot = None
        self._say(tr("This set cannot be read"), reason)
        self.settled.emit()

    def shown_series(self) -> str:
        """Which images are shown: the series asked for, else the raw one."""
        has_it = self.snapshot is not None and self._series in self.snapshot.images
        return self._series if has_it else "raw"

    def _show_set(self) -> None:
        if self.snapshot is None or self.session is None:
            return
        series = self.shown_series()
        data = self.session.store.data
        # before it is shown a set, so that it is fitted together with the other one
        self._stack.setCurrentWidget(self.mosaic)
        self.mosaic.show_set(self.snapshot, series, data.class_names if data else ())
        iteration = count_text(self.snapshot.iteration)
        self.label.setText(
            tr("iteration {n}, {series}").format(n=iteration, series=tr(SERIES_WORDS[series]))
        )

    def _on_picture_requested(self, part: str, cell: Cell | None, to_file: bool) -> None:
        picture = self.mosaic.picture(part, cell)
        if picture is None or self.session is None or self.snapshot is None:
            return
        if not to_file:
            QGuiApplication.clipboard().setImage(picture)
            return
        run, iteration = self.session.folder.path.name, self.snapshot.iteration
        name = f"{run}-iteration-{iteration}-{self.shown_series()}"
        self.save_requested.emit(tr("Save images"), name, "png", partial(png_of, picture))


class ImagePair(QWidget):
    """Two runs and one way through their iterations.

    Signals:
        save_requested(str, str, str, object): as `ImagesPage` has it.
    """

    save_requested = Signal(str, str, str, object)

    def __init__(self, runs: ComparedRuns, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._is_filling = False
        self._offered: list[RunSession] = []
        self._waiting: set[RunSide] = set()
        self.left, self.right = RunSide("left", theme), RunSide("right", theme)
        self.left.mosaic.pair_with(self.right.mosaic)
        self.right.mosaic.pair_with(self.left.mosaic)
        self.bar = IterationBar(theme)
        self.bar.iteration_chosen.connect(self._want)
        sides = QHBoxLayout()
        sides.setSpacing(3 * SPACE_PX)
        for side in self.sides:
            side.run_chosen.connect(self._on_run_chosen)
            side.settled.connect(partial(self._on_settled, side))
            side.save_requested.connect(self.save_requested)
            sides.addWidget(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(sides, 1)
        column.addWidget(self.bar)

    @property
    def sides(self) -> tuple[RunSide, RunSide]:
        """Left and right."""
        return self.left, self.right

    def refresh(self) -> None:
        """Other runs are compared, two at least, or sets were stored."""
        self._fill_boxes()
        sessions = [side.session for side in self.sides if side.session is not None]
        iterations = sorted({each for run in sessions for each in run.store.snapshots})
        self.bar.set_iterations(iterations, any(run.store.is_live for run in sessions))
        if self.bar.iteration is not None:
            self._want(self.bar.iteration)

    def _fill_boxes(self) -> None:
        """Offer the runs that are compared; each side keeps its own as long as it is one of them."""
        self._offered = [session for _, session in self._runs.sessions()]
        names = [self._runs.name_of(place) for place, _ in self._runs.sessions()]
        self._is_filling = True
        for side, other in ((self.left, self.right), (self.right, self.left)):
            if side.session not in self._offered:
                # two different runs first; the same one twice only where it is chosen
                side.show_run(next(run for run in self._offered if run is not other.session))
            known = [side.box.itemText(row) for row in range(side.box.count())]
            if known != names:
                side.box.clear()
                side.box.addItems(names)
            if side.session is not None:
                side.box.setCurrentIndex(self._offered.index(side.session))
        self._is_filling = False

    def set_series(self, series: str) -> None:
        """Show the "raw" images or their average, "ema", on both sides."""
        for side in self.sides:
            side.set_series(series)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.bar.set_theme(theme)
        for side in self.sides:
            side.mosaic.set_theme(theme)

    def _on_run_chosen(self) -> None:
        if self._is_filling:
            return
        for side in self.sides:
            side.show_run(self._offered[side.box.currentIndex()])
        self.refresh()

    def _want(self, iteration: int) -> None:
        # a side that answers at once has settled before it is known to be waited for
        self._waiting |= {side for side in self.sides if side.want(iteration)}
        self.bar.is_waiting = bool(self._waiting)

    def _on_settled(self, side: RunSide) -> None:
        self._waiting.discard(side)
        self.bar.is_waiting = bool(self._waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.bar.take_key(event.key()):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.bar.stop()
