"""Reads stored sets of a run without making the window wait, and keeps the last few in memory."""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from ftd_engine.run_folder import RunFolder
from ftd_engine.snapshot import DamagedSnapshot, Snapshot

KEPT_MIB = 96
FEWEST_KEPT = 3
"""One and its neighbours, however large they are."""
POLL_MS = 4


class SnapshotShelf(QObject):
    """Stored sets of one run folder.

    Signals:
        arrived(int, object): the wanted set of this iteration, a Snapshot.
        damaged(int, str): it cannot be read, and why.
    """

    arrived = Signal(int, object)
    damaged = Signal(int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: RunFolder | None = None
        self._kept: OrderedDict[int, Snapshot] = OrderedDict()
        # a plain thread that only returns values: no Qt object is ever touched outside its own
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="snapshots")
        # the thread goes with the shelf; a closed window must not leave it waiting for wishes
        self.destroyed.connect(partial(_dismiss, self._reader))
        self._reading: tuple[RunFolder, int, Future[Snapshot]] | None = None
        self._wanted: int | None = None
        self._likely: list[int] = []
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_poll)

    def open(self, folder: RunFolder | None) -> None:
        """Serve another run, or none."""
        self._folder = folder
        self._kept.clear()
        self._wanted = None
        self._likely = []
        if folder is None:
            self._timer.stop()
            self._reading = None

    def want(self, iteration: int, likely: Sequence[int] = ()) -> None:
        """Ask for a set; a newer wish replaces one that has not been served.

        Args:
            iteration: of the set.
            likely: those that may be asked for next, read when there is nothing else to do.
        """
        self._likely = list(likely)
        kept = self._kept.get(iteration)
        if kept is not None:
            self._kept.move_to_end(iteration)
            self._wanted = None
            self.arrived.emit(iteration, kept)
        else:
            self._wanted = iteration
        self._start()

    def _start(self) -> None:
        if self._reading is not None or self._folder is None:
            return
        waiting = [*(self._likely if self._wanted is None else [self._wanted])]
        iteration = next((each for each in waiting if each not in self._kept), None)
        if iteration is not None:
            read = self._reader.submit(self._folder.read_snapshot, iteration)
            self._reading = (self._folder, iteration, read)
            self._timer.start()

    def _on_poll(self) -> None:
        if self._reading is None or not self._reading[2].done():
            return
        self._timer.stop()
        folder, iteration, read = self._reading
        self._reading = None
        if folder is self._folder:
            self._serve(iteration, read)
        self._start()

    def _serve(self, iteration: int, read: Future[Snapshot]) -> None:
        is_wanted = iteration == self._wanted
        if is_wanted:
            self._wanted = None
        try:
            snapshot = read.result()
        except DamagedSnapshot as problem:
            # it is asked for again only by whoever wants to see it
            self._likely = []
            if is_wanted:
                self.damaged.emit(iteration, str(problem))
            return
        self._keep(iteration, snapshot)
        if is_wanted:
            self.arrived.emit(iteration, snapshot)

    def _keep(self, iteration: int, snapshot: Snapshot) -> None:
        self._kept[iteration] = snapshot
        size = sum(images.nbytes for images in snapshot.images.values())
        most = max(FEWEST_KEPT, KEPT_MIB * 2**20 // max(1, size))
        while len(self._kept) > most:
            self._kept.popitem(last=False)


def _dismiss(reader: ThreadPoolExecutor, _shelf: QObject | None = None) -> None:
    reader.shutdown(wait=False, cancel_futures=True)
