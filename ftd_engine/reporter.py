"""The phases' only voice: events, progress, and the few wishes that come back. Knows no mathematics."""

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Generator, Sequence
from typing import Any, Literal

from ftd_engine.event_log import EventLog
from ftd_engine.protocol import (
    Command,
    CommandDone,
    Event,
    Heartbeat,
    Logged,
    Phase,
    PhaseFinished,
    PhaseStarted,
    PointsAdded,
    Progressed,
    RunFinished,
    SeriesName,
    SnapshotWritten,
    StateChanged,
    StopName,
)
from ftd_engine.run_folder import RunFolder
from ftd_engine.snapshot import Snapshot

POINTS_INTERVAL_S = 0.05
PROGRESS_INTERVAL_S = 0.25
HEARTBEAT_INTERVAL_S = 1.0
_RATE_MEMORY = 0.9

Wish = Literal["evaluate", "snapshot"]


class StopAsked(Exception):
    """The user, or the end of the window, asked the run to stop after this step."""


class Reporter:
    """Tells what happens and hears what is wished.

    Events are written to the run folder first and then put on the queue; when the queue is full
    the folder alone has them, and the reader fetches them there.

    Attributes:
        folder: the run folder.
        before_rest: called before a pause; whoever closes the lid of a laptop pauses first.
        give_up: called for a stop that does not wait for the present step.
        stop_outcome: what the run is once it has heard that it was asked to stop.
    """

    def __init__(
        self,
        folder: RunFolder,
        log: EventLog,
        events: Any,
        memory_mib: Callable[[], float],
    ) -> None:
        self.folder = folder
        self.before_rest: Callable[[], object] = lambda: None
        self.give_up: Callable[[], object] = lambda: None
        self.stop_outcome: Literal["stopped", "interrupted"] = "stopped"
        self.stop_words = ""
        self._log = log
        self._events = events
        self._memory_mib = memory_mib
        self._points: dict[tuple[SeriesName, int], list[tuple[float, float, float | None]]] = {}
        self._points_s = time.monotonic()
        self._phase: Phase | None = None
        self._total = 0
        self._progress_s = 0.0
        self._step_before = 0
        self._rate_s = 0.0
        self._rate = 0.0
        self._stop = threading.Event()
        self._stops_after_evaluation = False
        self._telling_of_pause = threading.Lock()
        self._running = threading.Event()
        self._running.set()
        self._wishes: set[Wish] = set()
        self._latest: tuple[int, Callable[[], Snapshot]] | None = None
        self._lock = threading.RLock()
        self._ended = threading.Event()

    # ------------------------------------------------ what happens

    def emit(self, event: Event) -> None:
        """Write one event down and pass it on; points that wait go first.

        After the last word nothing is written any more.
        """
        with self._lock:
            if self._ended.is_set():
                return
            self._flush_points()
            self._send(event)

    def _send(self, event: Event) -> None:
        record = self._log.append(event)
        self._put(record)

    def _put(self, item: Any) -> None:
        with contextlib.suppress(queue.Full, ValueError, OSError):
            self._events.put_nowait(item)

    def say(self, text: str, level: Literal["info", "warning", "error"] = "info") -> None:
        """One line for the person who watches."""
        self.emit(Logged(level, text))

    def point(
        self, series: SeriesName, x: float, y: float, std: float | None = None, member: int = 0
    ) -> None:
        """One new point of a curve; sent together with others, 20 times a second."""
        with self._lock:
            self._points.setdefault((series, member), []).append((x, y, std))
            if time.monotonic() - self._points_s >= POINTS_INTERVAL_S:
                self._flush_points()

    def flush(self) -> None:
        """Write down the points that wait to be sent together."""
        with self._lock:
            self._flush_points()

    def _flush_points(self) -> None:
        waiting, self._points = self._points, {}
        self._points_s = time.monotonic()
        for (series, member), rows in waiting.items():
            stds = tuple(std for _, _, std in rows if std is not None)
            if len(stds) not in (0, len(rows)):
                stds = tuple(float("nan") if std is None else std for _, _, std in rows)
            x, y = tuple(row[0] for row in rows), tuple(row[1] for row in rows)
            self._send(PointsAdded(series, member, x, y, stds))

    def curve(
        self,
        series: SeriesName,
        x: Sequence[float],
        y: Sequence[float],
        std: Sequence[float],
        member: int = 0,
    ) -> None:
        """Several points of a curve at once."""
        self.emit(PointsAdded(series, member, tuple(x), tuple(y), tuple(std)))

    @contextlib.contextmanager
    def phase(self, phase: Phase, total: int, unit: str, done: int = 0) -> Generator[None]:
        """A phase of `total` steps, finished only when it is left without an exception.

        Args:
            done: steps that an engine before this one has done.
        """
        started_s = time.monotonic()
        self._phase, self._total = phase, total
        self._step_before, self._rate, self._rate_s = done, 0.0, started_s
        self._progress_s = 0.0
        self.folder.write_status("running", phase)
        self.emit(PhaseStarted(phase, total, unit, done))
        yield
        self.emit(PhaseFinished(phase, time.monotonic() - started_s))

    def progress(self, step: int, doing: str) -> None:
        """`step` steps of the phase are done; sent at most four times a second."""
        with self._lock:
            self._progress(step, doing)

    def _progress(self, step: int, doing: str) -> None:
        assert self._phase is not None, "no phase has begun"
        now = time.monotonic()
        if now - self._progress_s < PROGRESS_INTERVAL_S and step < self._total:
            return
        if step > self._step_before:
            rate = (step - self._step_before) / max(now - self._rate_s, 1e-9)
            self._rate = (
                rate if not self._rate else _RATE_MEMORY * self._rate + (1 - _RATE_MEMORY) * rate
            )
            self._step_before, self._rate_s = step, now
        eta_s = (self._total - step) / self._rate if self._rate else -1.0
        self._progress_s = now
        self.emit(Progressed(self._phase, step, self._total, self._rate, eta_s, doing))

    def keep(self, iteration: int, make: Callable[[], Snapshot]) -> None:
        """Hold the newest set ready, so that it can be written whatever happens next.

        Args:
            iteration: outer steps after which it is the present one.
            make: copies and decodes it; called only if it is written, since that costs more than
                a step where the images are whitened. May be called from another thread.
        """
        self._latest = iteration, make

    def write_snapshot(self, snapshot: Snapshot) -> None:
        """Store a set in the run folder and say so.

        Raises:
            OSError: disk full or folder gone.
        """
        with self._lock:
            self.folder.write_snapshot(snapshot)
            if self._latest is not None and self._latest[0] <= snapshot.iteration:
                self._latest = None
            self.emit(SnapshotWritten(snapshot.iteration, "ema" in snapshot.images))

    def write_what_there_is(self) -> None:
        """Store the newest set if it is not stored yet.

        Raises:
            OSError: disk full or folder gone.
        """
        latest = self._latest
        if latest is not None:
            _, make = latest
            self.write_snapshot(make())

    def finish(self, event: RunFinished) -> None:
        """Last word; later events are not sent. Safe to call twice: the first word counts."""
        with self._lock:
            if self._ended.is_set():
                return
            self.emit(event)
            self._ended.set()
            self.folder.write_status(event.outcome, self._phase or "", event.message)

    # ------------------------------------------------ what is wished

    def turn(self) -> None:
        """Between two steps: wait while paused, end when asked to.

        Raises:
            StopAsked: a stop was asked for.
        """
        if not self._running.is_set():
            self._wait_until_resumed()
        if self._stop.is_set():
            raise StopAsked

    def _wait_until_resumed(self) -> None:
        # of several networks that are trained at once the first to wait tells of it
        is_first = self._telling_of_pause.acquire(blocking=False)
        if is_first:
            self.before_rest()
            self._change_state("paused")
        paused_s = time.monotonic()
        try:
            while not self._running.wait(0.1):
                if self._stop.is_set():
                    return
            if is_first:
                # the rate of steps must not count the time spent waiting
                self._rate_s += time.monotonic() - paused_s
                self._change_state("running")
        finally:
            if is_first:
                self._telling_of_pause.release()

    def _change_state(self, state: Literal["running", "paused", "stopping"]) -> None:
        # the folder first: whoever hears the event may look there at once
        self.folder.write_status(state, self._phase or "")
        self.emit(StateChanged(state))

    def take_wish(self, wish: Wish) -> bool:
        """True once after a command asked for it."""
        if wish in self._wishes:
            self._wishes.discard(wish)
            return True
        return False

    def ask_stop(
        self,
        outcome: Literal["stopped", "interrupted"] = "stopped",
        words: str = "Stopped as asked.",
    ) -> None:
        """Make the next `turn` end the run, which then counts as this, with a sentence on who asked."""
        if not self._stop.is_set():
            self.stop_outcome, self.stop_words = outcome, words
            self._stop.set()
            self._change_state("stopping")

    def note_evaluated(self) -> None:
        """A set was evaluated; the next `turn` ends the run where that was waited for."""
        if self._stops_after_evaluation:
            self.ask_stop(words="Stopped after an evaluation, as asked.")

    def obey_stop(self, name: StopName) -> None:
        """Stop at the moment that was asked for, whoever asked."""
        if name == "stop_after_evaluation":
            if not self._stops_after_evaluation:
                self._stops_after_evaluation = True
                self.say("The run stops after the next evaluation.")
            return
        self.ask_stop()
        if name == "stop_now":
            self.give_up()

    def obey(self, command: Command) -> None:
        """Take a command from the window and answer it; called from the listening thread."""
        applies, text = True, ""
        match command.name:
            case "pause":
                self._running.clear()
            case "resume":
                self._running.set()
            case "interrupt":
                self.ask_stop("interrupted", "Paused at a checkpoint; its device is free.")
            case "evaluate" | "snapshot" as wish:
                applies = self._phase == "distill"
                if applies:
                    self._wishes.add(wish)
                else:
                    text = f'"{wish}" works only while a set is being distilled.'
            case stop:
                # answered first: an engine that gives up says nothing afterwards
                self.emit(CommandDone(command.command_id, True, ""))
                self.obey_stop(stop)
                return
        self.emit(CommandDone(command.command_id, applies, text))

    def beat(self) -> None:
        """Tell the window that the engine lives; never written down."""
        self._put(Heartbeat(time.time(), self._memory_mib()))

    @property
    def has_ended(self) -> bool:
        """True once the last word was said."""
        return self._ended.is_set()
