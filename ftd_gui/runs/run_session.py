"""One run that the window has open: replayed from its folder, then followed, live or not.

The file is the truth, the queue the fast hint: what the queue brings in order is taken at once,
and whatever it left out is read from the file.
"""

import logging
import time

from PySide6.QtCore import QObject, QTimer, Signal

from ftd_engine.cut_point import cut_point
from ftd_engine.event_log import EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.launch import ENGINE_ENTRY, EngineProcess
from ftd_engine.protocol import CommandName, Record, StopName, stop_named
from ftd_engine.run_folder import CUT_STATES, LIVE_STATES, RunFolder
from ftd_gui.runs.engine_thread import EngineThread, exit_words
from ftd_gui.runs.run_store import RunStore
from ftd_gui.words import marked, tr, tr_count

LOST_WORDS = marked("The engine ended without a last word.")
READ_ONLY = marked("The folder of this run can only be read: resume it where it was started.")
CHUNK_BYTES = 1 << 18
"""How much of the event file is read at a time: about 10 ms, so that the window never stutters."""
FOLLOW_EVERY_MS = 250
AWAY_EVERY_MS = 1000
"""How often a folder is looked for that could not be reached."""
ANNOUNCE_EVERY_S = 1 / 30
CLOSE_STOP_GRACE_S = 2.0
CLOSE_TERMINATE_GRACE_S = 1.0

_log = logging.getLogger(__name__)


class RunSession(QObject):
    """One run that the window has open: its folder, its store and, if started here, its engine.

    Signals:
        changed(frozenset[str]): kinds of events applied since the last emission; at most 30 a
            second.
        heartbeat_arrived(float): resident memory of the engine in MiB, about once a second while
            it lives; only for an engine started here.
        ended(): the engine of this run is gone and all its records are applied; once.

    Attributes:
        folder: the run folder.
        experiment: what was asked for.
        store: what is known of the run so far.
        owns_engine: this window started the engine of this run.
        is_read_only: nothing can be written to the folder; asked once, when the run was opened.
        stops_after_evaluation: it was asked to, by this window.
        last_heartbeat_s: `time.monotonic()` of the last sign of life, 0.0 if none.
    """

    changed = Signal(object)
    heartbeat_arrived = Signal(float)
    ended = Signal()

    def __init__(
        self,
        folder: RunFolder,
        experiment: Experiment,
        engine: EngineProcess | None,
        parent: QObject | None,
    ) -> None:
        """`start_new` and `open` make sessions that also follow their run."""
        super().__init__(parent)
        self.folder = folder
        self.experiment = experiment
        self.store = RunStore()
        self.owns_engine = engine is not None
        self.is_read_only = engine is None and folder.is_read_only
        self.stops_after_evaluation = False
        self.last_heartbeat_s = 0.0
        self._engine = engine
        self._thread: EngineThread | None = None
        self._reader = EventReader(folder.event_path)
        self._is_catching_up = False
        self._waits_to_start = False
        """The engine starts when all that one before it has told is read."""
        self._engine_gone_words: str | None = None
        """How the engine ended, once it has."""
        self._has_ended = False
        self._is_closed = False
        self._file_problem = ""
        self._kinds: set[str] = set()
        self._announced_s = 0.0
        self._announce_timer = QTimer(self)
        self._announce_timer.setSingleShot(True)
        self._announce_timer.timeout.connect(self._on_announce_due)
        self._file_timer = QTimer(self)
        self._file_timer.timeout.connect(self._on_file_due)
        # the end is told a turn of the event loop later, so that `open` can be connected before
        self._end_timer = QTimer(self)
        self._end_timer.setSingleShot(True)
        self._end_timer.timeout.connect(self._on_end_due)

    @classmethod
    def start_new(
        cls,
        folder: RunFolder,
        parent: QObject | None,
        entry: str = ENGINE_ENTRY,
    ) -> "RunSession":
        """Start an engine on a new folder, or on one to go on with, and follow it.

        Args:
            folder: the run folder.
            parent: owner of the session.
            entry: what the engine's process enters.

        Raises:
            OSError: the system gives no further process.
            ConfigProblems: the experiment of the folder was changed by hand and is wrong now.
        """
        session = cls(folder, folder.experiment(), EngineProcess(folder.path, entry), parent)
        session._waits_to_start = True
        session._catch_up()
        return session

    @classmethod
    def open(cls, folder: RunFolder, parent: QObject | None) -> "RunSession":
        """Open a run that is finished, lost, or worked on by another process.

        What the file begins with is in the store at once, the rest follows in pieces.

        Raises:
            ConfigProblems: the experiment of the folder was changed by hand and is wrong now.
        """
        session = cls(folder, folder.experiment(), None, parent)
        session._catch_up()
        return session

    @property
    def has_ended(self) -> bool:
        """True once `ended` was emitted."""
        return self._has_ended

    @property
    def can_resume(self) -> bool:
        """True where the run is not done, nobody works on it any more, and it can be written to."""
        return self._has_ended and self.store.state in CUT_STATES and not self.is_read_only

    # ------------------------------------------------ wishes

    def send(self, name: CommandName) -> None:
        """Hand a command to the engine; the answer comes as an event.

        An engine that another program started hears a stop only, by a file in its folder.
        """
        is_foreign = self._engine is None and not (self._has_ended or self.owns_engine)
        if is_foreign and (stop := stop_named(name)) is not None:
            self._leave_stop_wish(stop)
            return
        if self._engine is None or self._engine_gone_words is not None:
            reason = (
                tr("its engine has ended")
                if self._has_ended or self.owns_engine
                else tr("its engine was not started by this window")
            )
            self._tell(
                "warning",
                tr('"{name}" was not sent to this run: {reason}.').format(name=name, reason=reason),
            )
            return
        self._engine.send(name)
        self.stops_after_evaluation |= name == "stop_after_evaluation"

    def _leave_stop_wish(self, name: StopName) -> None:
        try:
            self.folder.leave_stop_wish(name)
            self.stops_after_evaluation |= name == "stop_after_evaluation"
        except OSError as error:
            self._tell(
                "warning",
                tr(
                    "The run was not asked to stop: {path} cannot be written "
                    "({strerror}). Stop it where it was started."
                ).format(path=self.folder.path, strerror=error.strerror),
            )

    def close(self) -> None:
        """Stop following; an engine started here is stopped, by force where it does not heed.

        Blocks for as long as that takes: the present step normally, a few seconds at most.
        """
        if self._is_closed:
            return
        self._is_closed = True
        for timer in (self._announce_timer, self._file_timer, self._end_timer):
            timer.stop()
        if self._engine is not None and self._thread is not None:
            self._engine.stop_grace_s = CLOSE_STOP_GRACE_S
            self._engine.terminate_grace_s = CLOSE_TERMINATE_GRACE_S
            self._engine.send("stop")
            # the thread goes on emptying the queue, without which the engine could not end
            self._thread.wait()
            self._engine_gone_words = exit_words(self._engine.exit_code)
            self._release_engine()
        if self.owns_engine and not self._has_ended:
            while self._read_chunk():
                pass
            self._settle(self._engine_gone_words)

    # ------------------------------------------------ the engine's queue

    def _start_engine(self) -> None:
        assert self._engine is not None
        self._engine.start()
        thread = EngineThread(self._engine, self)
        thread.records_arrived.connect(self._on_records_arrived)
        thread.heartbeat_arrived.connect(self._on_heartbeat_arrived)
        thread.ladder_climbed.connect(self._on_ladder_climbed)
        thread.engine_ended.connect(self._on_engine_ended)
        self._thread = thread
        thread.start()

    def _release_engine(self) -> None:
        assert self._thread is not None and self._engine is not None
        self._thread.wait()
        self._engine.end()
        self._thread.deleteLater()
        self._thread = self._engine = None

    def _on_records_arrived(self, records: list[Record]) -> None:
        if self._is_closed:
            return
        self.last_heartbeat_s = time.monotonic()
        for record in records:
            if self._is_catching_up:
                # the file has it too, and the file is being read
                return
            if record.seq > self.store.next_seq:
                self._catch_up()
                return
            self._apply(record)

    def _on_heartbeat_arrived(self, memory_mib: float) -> None:
        if self._is_closed:
            return
        self.last_heartbeat_s = time.monotonic()
        self.heartbeat_arrived.emit(memory_mib)
        # A full queue may have refused the last records before a silence, which nothing else
        # would show. It also keeps the reader's place near the end of the file.
        self._catch_up()

    def _on_ladder_climbed(self, words: str) -> None:
        if not self._is_closed:
            self._tell("warning", words)

    def _on_engine_ended(self, _exit_code: int, words: str) -> None:
        if self._is_closed:
            return
        self._engine_gone_words = words
        self._release_engine()
        self._catch_up()

    # ------------------------------------------------ the run folder's file

    def _catch_up(self) -> None:
        """Read the file to its end, a piece now and the others as the window finds time."""
        self._is_catching_up = True
        self._on_file_due()

    def _on_file_due(self) -> None:
        if not self.owns_engine and (reason := self.folder.why_away()):
            # a network that is down for a moment is no end of a run
            away = tr("{path} cannot be reached ({reason}); it is looked for again.")
            self._tell_file_problem(away.format(path=self.folder.path, reason=reason))
            self._file_timer.start(AWAY_EVERY_MS)
            return
        # asked before reading, so that what an ending engine wrote last is not missed
        is_gone = self._engine_gone_words is not None or not (
            self.owns_engine or self.folder.status().state in LIVE_STATES
        )
        if self._read_chunk():
            self._file_timer.start(0)
            return
        self._is_catching_up = False
        self._file_timer.stop()
        if self._waits_to_start:
            self._waits_to_start = False
            self.store.begin_again()
            self._start_engine()
            return
        if is_gone:
            self._end_timer.start(0)
        elif not self.owns_engine:
            self._file_timer.start(FOLLOW_EVERY_MS)

    def _read_chunk(self) -> bool:
        """Apply one piece of the file; True while there is more."""
        try:
            records = self._reader.read(CHUNK_BYTES, from_seq=self.store.next_seq)
        except OSError as error:
            words = tr("{path} cannot be read: {reason}.")
            problem = words.format(path=self.folder.event_path, reason=error.strerror)
            self._tell_file_problem(problem)
            return False
        self._file_problem = ""
        for record in records:
            self._apply(record)
        if records and not self._is_catching_up:
            # a run that another process works on sends no heartbeat; its records are one
            self.last_heartbeat_s = time.monotonic()
        return not self._reader.at_end

    def _tell_file_problem(self, problem: str) -> None:
        """Say it once, however often it is met in a row."""
        if problem != self._file_problem:
            self._file_problem = problem
            self._tell("warning", problem)

    def _apply(self, record: Record) -> None:
        if self.store.apply(record):
            self._announce(record.event.kind)

    def _announce(self, kind: str) -> None:
        self._kinds.add(kind)
        if not self._announce_timer.isActive() and not self._is_closed:
            wait_s = self._announced_s + ANNOUNCE_EVERY_S - time.monotonic()
            self._announce_timer.start(max(0, round(1000 * wait_s)))

    def _on_announce_due(self) -> None:
        self._announce_timer.stop()
        if self._kinds:
            kinds, self._kinds = frozenset(self._kinds), set()
            self._announced_s = time.monotonic()
            self.changed.emit(kinds)

    def _tell(self, level: str, text: str) -> None:
        self.store.add_line(time.time(), level, text)
        self._announce("logged")

    # ------------------------------------------------ the end

    def _on_end_due(self) -> None:
        self._settle(self._engine_gone_words)
        self._has_ended = True
        self._on_announce_due()
        self.ended.emit()

    def _settle(self, words: str | None) -> None:
        """Say how the run ended where its engine could not, and what is left of it."""
        if self._reader.bad_lines:
            many = self._reader.bad_lines
            words = tr_count(
                "{n} line of {path} could not be read and was left out ({problem}); "
                "curves may miss points.",
                "{n} lines of {path} could not be read and "
                "were left out (the last: {problem}); curves may miss points.",
                many,
            )
            path, problem = self.folder.event_path, self._reader.last_problem
            self._tell("warning", words.format(n=many, path=path, problem=problem))
        store = self.store
        if store.finished is None:
            status = self.folder.status()
            # an owned folder whose engine never wrote still names this window as its engine
            is_lost = status.state in LIVE_STATES or status.state == "lost"
            store.state = "lost" if is_lost else status.state
            if is_lost:
                self._tell("error", self._lost_words(words))
            else:
                ended = tr("The run ended: {state}.").format(state=status.state)
                self._tell("warning", tr(status.message) if status.message else ended)
            self._announce("state_changed")
        if self.owns_engine:
            self._write_last_status()

    def _lost_words(self, words: str | None) -> str:
        used = self.folder.used_teachers()
        teachers = len(used.teachers) if used else 0
        sets = len(self.folder.snapshot_iterations())
        how = tr(LOST_WORDS)
        if words:
            how = tr("The engine ended without a last word: {how}.").format(how=words)
        of_teachers = tr_count("{n} teacher", "{n} teachers", teachers).format(n=teachers)
        of_sets = tr_count("{n} stored set", "{n} stored sets", sets).format(n=sets)
        kept = (
            tr("Kept on disk: {teachers} and {sets}; these can be viewed and exported.")
            if sets
            else tr("Kept on disk: {teachers} and {sets}.")
        )
        # without a checkpoint the banner says what Resume begins again
        has_checkpoint = cut_point(self.folder).checkpoint_s > 0
        cure = (
            tr("Resume goes on from the last checkpoint. Details: {path}")
            if has_checkpoint
            else tr("Details: {path}")
        )
        if self.is_read_only:
            cure = f"{tr(READ_ONLY)} {tr('Details: {path}')}"
        return " ".join(
            (
                how,
                kept.format(teachers=of_teachers, sets=of_sets),
                cure.format(path=self.folder.engine_log_path),
            )
        )

    def _write_last_status(self) -> None:
        # a dead engine's folder must not go on saying that the run is live
        status = self.folder.status()
        if status.state not in LIVE_STATES and status.state != "lost":
            return
        if self.folder.owner_words():
            # another engine was faster and works here
            return
        finished = self.store.finished
        message = finished.message if finished else LOST_WORDS
        try:
            self.folder.write_status(self.store.state, status.phase, message)
        except OSError as error:
            _log.warning("%s keeps its old state: %s", self.folder.path, error.strerror)
