"""Everything the window knows about one run, built by applying records one after the other.

Live runs, replayed runs and runs of the command line feed the same `apply`. Holds numbers and
words; knows no widget and no file.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ftd_engine.protocol import (
    PHASES,
    AccuracyMeasured,
    BestChosen,
    ClassesCounted,
    CommandDone,
    DataLoaded,
    Logged,
    MetricsImported,
    Phase,
    PhaseFinished,
    PhaseStarted,
    PointsAdded,
    Progressed,
    Record,
    RunFinished,
    RunStarted,
    RunState,
    SeriesName,
    SetName,
    SnapshotWritten,
    StateChanged,
    StepSkipped,
)
from ftd_gui.words import tr

Numbers = npt.NDArray[np.float64]

FEWEST_STEPS = 10
LEAST_FRACTION = 0.02
"""Before either is reached, start-up weighs too much to guess an end from."""


class Curve:
    """One growing curve; `x`, `y` and `std` are views of what has come so far."""

    def __init__(self) -> None:
        self._values = np.full((3, 64), np.nan)
        self._length = 0

    def extend(
        self, x: tuple[float, ...], y: tuple[float, ...], std: tuple[float, ...] = ()
    ) -> None:
        """Append points; without `std` their spread is NaN.

        x only grows along a curve: points at or after the first new one were told by an engine that
        was interrupted, and are told again by the one that went on from an earlier state.
        """
        if len(x) and self._length and x[0] <= self._values[0, self._length - 1]:
            self._length = int(np.searchsorted(self.x, x[0]))
        end = self._length + len(x)
        if end > self._values.shape[1]:
            grown = np.full((3, max(end, 2 * self._values.shape[1])), np.nan)
            grown[:, : self._length] = self._values[:, : self._length]
            self._values = grown
        self._values[0, self._length : end] = x
        self._values[1, self._length : end] = y
        if std:
            self._values[2, self._length : end] = std
        self._length = end

    def __len__(self) -> int:
        return self._length

    @property
    def x(self) -> Numbers:
        return self._values[0, : self._length]

    @property
    def y(self) -> Numbers:
        return self._values[1, : self._length]

    @property
    def std(self) -> Numbers:
        """Spread of each point; NaN where none was measured."""
        return self._values[2, : self._length]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the run's log."""

    time_s: float
    level: str
    text: str


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """How far a phase is."""

    step: int
    total: int
    unit: str
    rate_per_s: float
    eta_s: float
    doing: str
    finished: bool
    duration_s: float

    @property
    def fraction(self) -> float:
        """Share done, 0…1."""
        if self.finished:
            return 1.0
        return min(1.0, self.step / self.total) if self.total else 0.0

    @property
    def time_left_s(self) -> float:
        """Until the end of the phase; -1 while unknown, or guessed from the first few steps."""
        is_early = self.step < FEWEST_STEPS and self.fraction < LEAST_FRACTION
        return -1.0 if is_early else self.eta_s


@dataclass
class RunStore:
    """State of one run.

    Attributes:
        state: running, paused, ..., as last said; "lost" is set by whoever watches the process.
        phase: the phase that runs or ran last.
        progress: per phase that has begun.
        curves: per series and member.
        accuracies: every evaluation, in the order it came.
        classes: per architecture and series, what the final evaluation told of each class.
        best: per series, the set that stands for it in the evaluate phase.
        snapshots: iterations whose sets are stored, ascending.
        answers: per command number, whether it applied and what was said.
        imported: where its curves come from, if no engine worked on it and there are no images.
    """

    state: RunState = "running"
    phase: Phase | None = None
    imported: MetricsImported | None = None
    started: RunStarted | None = None
    data: DataLoaded | None = None
    finished: RunFinished | None = None
    progress: dict[Phase, PhaseProgress] = field(default_factory=dict[Phase, PhaseProgress])
    curves: dict[tuple[SeriesName, int], Curve] = field(
        default_factory=dict[tuple[SeriesName, int], Curve]
    )
    accuracies: list[AccuracyMeasured] = field(default_factory=list[AccuracyMeasured])
    classes: dict[tuple[str, SetName], ClassesCounted] = field(
        default_factory=dict[tuple[str, SetName], ClassesCounted]
    )
    best: dict[str, BestChosen] = field(default_factory=dict[str, BestChosen])
    snapshots: list[int] = field(default_factory=list[int])
    log: list[LogLine] = field(default_factory=list[LogLine])
    answers: dict[int, CommandDone] = field(default_factory=dict[int, CommandDone])
    skipped: list[StepSkipped] = field(default_factory=list[StepSkipped])
    first_time_s: float = 0.0
    """When it was begun, moved on by the time that no engine worked on it."""
    last_time_s: float = 0.0
    _phase_began_s: float = 0.0
    _spent_s: dict[Phase, float] = field(default_factory=dict[Phase, float])
    """Per phase that was cut off, the time that earlier engines spent on it."""
    next_seq: int = 0
    """Number of the record that comes next; earlier ones are repeats."""

    def apply(self, record: Record) -> bool:
        """Take in one record.

        Returns:
            False where it was applied before, so that file and queue may both bring it.
        """
        if record.seq < self.next_seq:
            return False
        self.next_seq = record.seq + 1
        if not self.first_time_s:
            self.first_time_s = record.time_s
        before_s, self.last_time_s = self.last_time_s, record.time_s
        event = record.event
        match event:
            case RunStarted():
                self.started, self.finished, self.state = event, None, "running"
                self._add_cut_phase(before_s)
                if before_s:
                    self.first_time_s += record.time_s - before_s
            case DataLoaded():
                self.data = event
            case PhaseStarted():
                self.phase, self._phase_began_s = event.phase, record.time_s
                self.progress[event.phase] = PhaseProgress(
                    event.done, event.total, event.unit, 0.0, -1.0, "", False, 0.0
                )
            case Progressed():
                unit = self.progress[event.phase].unit if event.phase in self.progress else ""
                self.progress[event.phase] = PhaseProgress(
                    event.step,
                    event.total,
                    unit,
                    event.rate_per_s,
                    event.eta_s,
                    event.doing,
                    False,
                    0.0,
                )
            case PhaseFinished():
                known = self.progress.get(event.phase)
                total, unit = (known.total, known.unit) if known else (0, "")
                self.progress[event.phase] = PhaseProgress(
                    total,
                    total,
                    unit,
                    0.0,
                    0.0,
                    "",
                    True,
                    self._spent_s.pop(event.phase, 0.0) + event.duration_s,
                )
            case PointsAdded():
                self.curve(event.series, event.member).extend(event.x, event.y, event.std)
            case SnapshotWritten():
                if not self.snapshots or event.iteration > self.snapshots[-1]:
                    self.snapshots.append(event.iteration)
                elif event.iteration not in self.snapshots:
                    self.snapshots = sorted([*self.snapshots, event.iteration])
            case AccuracyMeasured():
                self._take_accuracy(event)
            case ClassesCounted():
                self.classes[event.network, event.set_name] = event
            case BestChosen():
                self.best[event.set_name] = event
            case StepSkipped():
                # told again by an engine that went on from an earlier state
                while self.skipped and self.skipped[-1].iteration >= event.iteration:
                    self.skipped.pop()
                self.skipped.append(event)
                self.add_line(
                    record.time_s,
                    "warning",
                    tr("Iteration {n}: {reason}").format(n=event.iteration, reason=event.reason),
                )
            case StateChanged():
                self.state = event.state
            case Logged():
                self.add_line(record.time_s, event.level, event.text)
            case CommandDone():
                self.answers[event.command_id] = event
                if not event.ok:
                    self.add_line(record.time_s, "warning", event.text)
            case MetricsImported():
                self.imported = event
            case RunFinished():  # pragma: no branch  # there are no other events
                self.finished, self.state = event, event.outcome
                level = "info" if event.outcome != "failed" else "error"
                text = f"{event.message} {event.hint}".strip()
                self.add_line(record.time_s, level, text)
        return True

    def _add_cut_phase(self, ended_s: float) -> None:
        """An engine went on after one that was in a phase until then."""
        known = self.progress.get(self.phase) if self.phase else None
        if self.phase and known and not known.finished:
            # a clock that was set back must not shorten it
            spent_s = max(0.0, ended_s - self._phase_began_s)
            self._spent_s[self.phase] = self._spent_s.get(self.phase, 0.0) + spent_s

    def _take_accuracy(self, event: AccuracyMeasured) -> None:
        """Append it, in place of the same one from an engine before this one."""

        def key(measured: AccuracyMeasured) -> tuple[str, int, bool]:
            return measured.set_name, measured.iteration, measured.final

        self.accuracies = [known for known in self.accuracies if key(known) != key(event)]
        self.accuracies.append(event)

    def begin_again(self) -> None:
        """An engine is about to go on with the run."""
        self.finished, self.state = None, "running"

    def add_line(self, time_s: float, level: str, text: str) -> None:
        """Append a line to the log; for what the watcher of a run has to say of it."""
        self.log.append(LogLine(time_s, level, text))

    def curve(self, series: SeriesName, member: int = 0) -> Curve:
        """The curve of a series and member, empty where nothing has come."""
        return self.curves.setdefault((series, member), Curve())

    def members(self, series: SeriesName) -> list[int]:
        """Members of a series that have points, ascending."""
        return sorted(
            member for (name, member), curve in self.curves.items() if name == series and len(curve)
        )

    def final_accuracy(self, set_name: str) -> AccuracyMeasured | None:
        """The evaluate phase's figure for a set, or None."""
        for measured in reversed(self.accuracies):
            if measured.final and measured.set_name == set_name:
                return measured
        return None

    @property
    def reported_accuracy(self) -> AccuracyMeasured | None:
        """The figure that stands for the run: the average where one is kept, else the raw set.

        Fixed beforehand; taking the better of the two would choose by the test set.
        """
        return self.final_accuracy("ema") or self.final_accuracy("raw")

    @property
    def is_live(self) -> bool:
        """True while an engine works on the run."""
        return self.state in ("running", "paused", "stopping")

    def phase_state(self, phase: Phase) -> str:
        """ "done", "active", "waiting" or "cut" (begun, never finished)."""
        progress = self.progress.get(phase)
        if progress is None:
            return "waiting"
        if progress.finished:
            return "done"
        return "active" if self.is_live and phase == self.phase else "cut"

    @property
    def knows_settings(self) -> bool:
        """False where only curves came, and the settings of the folder are none of theirs."""
        return self.imported is None or self.imported.has_settings

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of this run in order; none where only curves were imported."""
        if self.imported is not None:
            return ()
        return self.started.phases if self.started else PHASES
