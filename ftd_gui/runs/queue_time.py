"""How long the queue has still to go: the run under way, and what waits behind it."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ftd_engine.experiment import Experiment
from ftd_engine.needs import Needs, known_teachers, needs_of
from ftd_engine.shelf import shelf_root
from ftd_engine.step_costs import DeviceRate, known_facts, scaled_costs, stored_rate
from ftd_gui.runs.device_choice import devices_here
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.runs.run_session import RunSession

TELL_EVERY_MS = 5000


class QueueTime(QObject):
    """Estimates the queue whenever it changes, and lets the time run while it works.

    Signals:
        estimated(float, int): seconds of all whose time is known, and how many are not.
    """

    estimated = Signal(float, int)

    def __init__(
        self, runs: OpenRuns, queue: RunQueue, workspace: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runs = runs
        self._queue = queue
        self._shelf = shelf_root(workspace)
        self._needs: dict[int, Needs | None] = {}
        """By place in the queue."""
        self._live_needs: Needs | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TELL_EVERY_MS)
        self._timer.timeout.connect(self._tell)
        queue.changed.connect(self.estimate)
        runs.own_run_began.connect(self.estimate)
        runs.own_run_ended.connect(self.estimate)

    def estimate(self) -> None:
        """Estimate all entries anew."""
        self._needs.clear()
        trained: set[str] = set()
        live = self._runs.live_own_run
        self._live_needs = None
        if self._queue.rowCount():
            if live is not None:
                self._live_needs = self._needs_of(live.experiment, trained)
            for row, entry in enumerate(self._queue.entries):
                self._needs[row] = self._needs_of(entry.experiment, trained)
        # nothing to let run where nothing runs: the window sleeps
        if live is not None and self._queue.rowCount():
            self._timer.start()
        else:
            self._timer.stop()
        self._tell()

    def _tell(self) -> None:
        live = self._runs.live_own_run
        times: list[float | None] = []
        if live is not None and self._queue.rowCount():
            times.append(_left_of(live, self._live_needs))
        for row, entry in enumerate(self._queue.entries):
            if live is None or entry.run != str(live.folder.path):
                needs = self._needs.get(row)
                times.append(needs.seconds if needs else None)
        known = [seconds for seconds in times if seconds is not None]
        self.estimated.emit(sum(known), len(times) - len(known))

    def _needs_of(self, experiment: Experiment, trained: set[str]) -> Needs | None:
        """What a run needs once those before it are done; None where that is not known.

        Args:
            trained: teachers of the runs before it; its own are added.
        """
        facts, rate = known_facts(experiment), _rate_of(experiment)
        if facts is None or rate is None:
            return None
        try:
            there = known_teachers(experiment, facts, self._shelf)
        except OSError:
            # a shelf that cannot be read is told by the run itself
            there = frozenset[int]()
        teachers = experiment.model_dump_json(include={"seed", "data", "network", "dsa", "buffer"})
        if teachers in trained and experiment.seed_source == "fixed":
            there = frozenset(range(experiment.buffer.kept_experts))
        trained.add(teachers)
        return needs_of(experiment, facts, scaled_costs(rate, experiment, facts), there)


def _rate_of(experiment: Experiment) -> DeviceRate | None:
    """What was measured on the experiment's device; where there is one only, by whichever name."""
    rate = stored_rate(experiment)
    if rate is None and len(devices_here()) == 2:
        other = "auto" if experiment.device == "cpu" else "cpu"
        rate = stored_rate(experiment.model_copy(update={"device": other}))
    return rate


def _left_of(live: RunSession, needs: Needs | None) -> float | None:
    """Seconds to the end of a run under way: its phase by its pace, those to come by the estimate."""
    store = live.store
    if needs is None or store.phase is None or store.phase not in store.phases:
        return needs.seconds if needs else None
    place = store.phases.index(store.phase)
    to_come = set(store.phases[place + 1 :])
    left_s = sum(need.seconds for need in needs.phases if need.phase in to_come)
    progress = store.progress.get(store.phase)
    if progress is None or progress.finished:
        return left_s
    if progress.time_left_s >= 0:
        return left_s + progress.time_left_s
    whole_s = sum(need.seconds for need in needs.phases if need.phase == store.phase)
    return left_s + (1 - progress.fraction) * whole_s
