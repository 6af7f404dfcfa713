"""RunSession: live runs with real child processes, and replayed runs from recorded files."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.event_log import EventLog, EventReader
from ftd_engine.protocol import Logged, PointsAdded, Record, encode
from ftd_engine.run_folder import RunFolder
from ftd_gui.runs import run_session
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_store import RunStore
from tests.fixtures.recorded_runs import (
    FIXTURES,
    diverged_records,
    done_records,
    lost_records,
    tiny_experiment,
    write_run,
)
from tests.gui.runs.fake_engines import NUM_FLOOD
from tests.gui.runs.store_facts import facts_of

FAKES = "tests.gui.runs.fake_engines:"


class Heard:
    """What a session said, with the moment."""

    def __init__(self, session: RunSession) -> None:
        self.kinds: list[frozenset[str]] = []
        self.times_s: list[float] = []
        self.beats: list[float] = []
        self.num_ends = 0
        session.changed.connect(self._on_changed)
        session.heartbeat_arrived.connect(self.beats.append)
        session.ended.connect(self._on_ended)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        self.kinds.append(kinds)
        self.times_s.append(time.monotonic())

    def _on_ended(self) -> None:
        self.num_ends += 1

    @property
    def all_kinds(self) -> frozenset[str]:
        return frozenset().union(*self.kinds)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "runs", tiny_experiment())


Opened = tuple[RunSession, Heard]


@pytest.fixture
def sessions(qapp: Any) -> Iterator[list[RunSession]]:
    living: list[RunSession] = []
    yield living
    for session in living:
        session.close()
        session.deleteLater()


@pytest.fixture
def start(folder: RunFolder, sessions: list[RunSession]) -> Callable[[str], Opened]:
    def start_fake(name: str) -> Opened:
        session = RunSession.start_new(folder, None, entry=FAKES + name)
        sessions.append(session)
        return session, Heard(session)

    return start_fake


@pytest.fixture
def open_run(sessions: list[RunSession]) -> Callable[[RunFolder], Opened]:
    def open_folder(folder: RunFolder) -> Opened:
        session = RunSession.open(folder, None)
        sessions.append(session)
        return session, Heard(session)

    return open_folder


def await_end(qtbot: QtBot, heard: Heard, timeout_ms: int = 15_000) -> None:
    qtbot.waitUntil(lambda: heard.num_ends > 0, timeout=timeout_ms)


def store_of_file(folder: RunFolder) -> RunStore:
    store = RunStore()
    for record in EventReader(folder.event_path).read_all():
        store.apply(record)
    return store


# ---------------------------------------------------------------- live runs


def test_live_run_equals_its_replay(
    start: Callable[[str], Opened],
    open_run: Callable[[RunFolder], Opened],
    folder: RunFolder,
    qtbot: QtBot,
) -> None:
    live, heard = start("normal")
    assert live.owns_engine and live.experiment == tiny_experiment()
    await_end(qtbot, heard)
    assert live.store.state == "done" and live.has_ended
    assert live.last_heartbeat_s > 0
    assert heard.all_kinds == {record.event.kind for record in done_records()}
    assert facts_of(live.store) == facts_of(store_of_file(folder))
    replayed, heard_again = open_run(folder)
    await_end(qtbot, heard_again)
    assert facts_of(replayed.store) == facts_of(live.store)
    assert not replayed.owns_engine
    assert folder.status().state == "done"


def test_a_flood_loses_nothing_and_never_holds_the_window(
    start: Callable[[str], Opened], folder: RunFolder, qtbot: QtBot
) -> None:
    session, heard = start("flood")
    await_end(qtbot, heard, 40_000)
    curve = session.store.curve("matching_loss")
    np.testing.assert_array_equal(curve.x, np.arange(NUM_FLOOD))
    assert session.store.next_seq == NUM_FLOOD + 3
    assert facts_of(session.store) == facts_of(store_of_file(folder))
    gaps_s = np.diff(heard.times_s)
    assert np.all(gaps_s[:-1] > 0.02), "more than 30 emissions a second"


def test_gaps_in_the_queue_are_filled_from_the_file(
    start: Callable[[str], Opened], qtbot: QtBot
) -> None:
    session, heard = start("gaps")
    await_end(qtbot, heard)
    np.testing.assert_array_equal(session.store.curve("syn_lr").x, np.arange(700))


def test_records_that_the_queue_refused_before_a_silence_appear(
    start: Callable[[str], Opened], qtbot: QtBot
) -> None:
    session, heard = start("refused_end")
    qtbot.waitUntil(lambda: len(session.store.curve("syn_lr")) == 10, timeout=15_000)
    assert heard.num_ends == 0 and heard.beats[0] == 12.5


def test_commands_are_answered(start: Callable[[str], Opened], qtbot: QtBot) -> None:
    session, heard = start("obedient")
    session.send("pause")
    qtbot.waitUntil(lambda: session.store.state == "paused", timeout=15_000)
    session.send("resume")
    qtbot.waitUntil(lambda: session.store.state == "running", timeout=5000)
    session.send("stop")
    await_end(qtbot, heard)
    assert session.store.state == "stopped"
    assert [answer.text for answer in session.store.answers.values()] == ["pause", "resume", "stop"]
    session.send("pause")
    assert session.store.log[-1].text == ('"pause" was not sent to this run: its engine has ended.')


def test_crash_says_what_happened_what_is_kept_and_where_to_look(
    start: Callable[[str], Opened], folder: RunFolder, qtbot: QtBot
) -> None:
    folder.checkpoints_path.mkdir()
    folder.checkpoint_path("distill", 1).touch()
    session, heard = start("aborting")
    await_end(qtbot, heard)
    assert session.store.state == "lost"
    assert session.store.phase_state("distill") == "cut"
    line = session.store.log[-1]
    assert line.level == "error"
    assert line.text == (
        "The engine ended without a last word: signal SIGABRT (the program aborted itself, as "
        "after a failed check in a library). Kept on disk: 1 teacher and 2 stored sets; these can "
        "be viewed and exported. Resume goes on from the last checkpoint. "
        f"Details: {folder.engine_log_path}"
    )
    assert {"logged", "state_changed"} <= heard.kinds[-1]
    assert folder.status().state == "lost"


def test_leaving_without_goodbye_is_a_lost_run(
    start: Callable[[str], Opened], qtbot: QtBot
) -> None:
    session, heard = start("wordless")
    await_end(qtbot, heard)
    assert session.store.state == "lost"
    # without a checkpoint none is spoken of
    assert "exit code 3. Kept on disk: 0 teachers and 0 stored sets. Details: " in (
        session.store.log[-1].text
    )


def test_an_engine_that_never_wrote_leaves_no_live_folder(
    start: Callable[[str], Opened], folder: RunFolder, qtbot: QtBot
) -> None:
    assert folder.status().state == "running"
    session, heard = start("stillborn")
    await_end(qtbot, heard)
    assert session.store.state == "lost"
    # until here it named this process, which lives
    assert folder.status().state == "lost"


def test_the_state_speaks_where_the_last_record_is_missing(
    start: Callable[[str], Opened], qtbot: QtBot
) -> None:
    session, heard = start("goodbye_without_record")
    await_end(qtbot, heard)
    assert session.store.state == "failed"
    assert session.store.log[-1].text == "The disk is full."


def test_the_last_record_speaks_where_the_state_is_missing(
    start: Callable[[str], Opened], folder: RunFolder, qtbot: QtBot
) -> None:
    session, heard = start("goodbye_without_state")
    await_end(qtbot, heard)
    assert session.store.state == "done"
    assert folder.status().state == "done" and folder.status().message == "All is done."


def test_the_ladder_is_shown_in_the_log(start: Callable[[str], Opened], qtbot: QtBot) -> None:
    session, heard = start("stubborn")
    qtbot.waitUntil(lambda: session.store.started is not None, timeout=15_000)
    assert session._engine is not None
    session._engine.stop_grace_s = 0.1
    session.send("stop")
    await_end(qtbot, heard)
    assert [line.level for line in session.store.log] == ["warning", "error"]
    assert session.store.log[0].text.endswith("and was terminated.")
    assert "signal SIGTERM" in session.store.log[1].text


# ---------------------------------------------------------------- closing


def test_closing_stops_the_engine(
    start: Callable[[str], Opened], folder: RunFolder, qtbot: QtBot
) -> None:
    session, heard = start("obedient")
    qtbot.waitUntil(lambda: bool(heard.beats), timeout=15_000)
    # beats that come meanwhile wait in Qt's queue until after the closing
    time.sleep(0.3)
    before_s = time.monotonic()
    session.close()
    # it went by itself: the ladder's first rung was never reached, however busy the machine is
    assert time.monotonic() - before_s < run_session.CLOSE_STOP_GRACE_S
    assert not multiprocessing.active_children()
    assert folder.status().state == "stopped" and session.store.state == "stopped"
    session.close()
    # what the thread had said before is in Qt's queue still; a closed session takes no notice
    num_heard = len(heard.kinds)
    qtbot.wait(50)
    assert heard.num_ends == 0 and len(heard.kinds) == num_heard


def test_closing_empties_a_full_queue(
    start: Callable[[str], Opened], folder: RunFolder, qtbot: QtBot
) -> None:
    session, _heard = start("blabbering")
    qtbot.waitUntil(lambda: len(session.store.log) > 10, timeout=15_000)
    session.close()
    assert session.store.state == "stopped"


def test_closing_kills_what_does_not_heed(
    start: Callable[[str], Opened],
    folder: RunFolder,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_session, "CLOSE_STOP_GRACE_S", 0.2)
    monkeypatch.setattr(run_session, "CLOSE_TERMINATE_GRACE_S", 0.2)
    session, _heard = start("deaf")
    qtbot.waitUntil(lambda: session.store.started is not None, timeout=15_000)
    session.close()
    assert folder.status().state == "lost"
    assert "signal SIGKILL" in session.store.log[-1].text


def test_closing_while_the_engine_is_loading(
    start: Callable[[str], Opened], folder: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_session, "CLOSE_STOP_GRACE_S", 0.0)
    session, _heard = start("stubborn")
    session.close()
    assert session.store.state == "lost" and folder.status().state == "lost"


def test_closing_while_the_rest_of_the_file_is_read(
    start: Callable[[str], Opened],
    folder: RunFolder,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_session, "CHUNK_BYTES", 100)
    catch_up = RunSession._catch_up

    def catch_up_and_close(session: RunSession) -> None:
        catch_up(session)
        if session._engine_gone_words is not None:
            session.close()

    monkeypatch.setattr(RunSession, "_catch_up", catch_up_and_close)
    session, heard = start("gaps")
    qtbot.waitUntil(lambda: session._is_closed, timeout=15_000)
    assert heard.num_ends == 0
    assert session.store.state == "done"
    np.testing.assert_array_equal(session.store.curve("syn_lr").x, np.arange(700))


# ---------------------------------------------------------------- replayed runs


def test_a_recorded_run_is_in_the_store_at_once(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    session, heard = open_run(write_run(tmp_path, done_records(), "done"))
    assert session.store.snapshots == [0, 20, 40]
    assert heard.num_ends == 0, "told before anybody could listen"
    await_end(qtbot, heard)
    assert heard.num_ends == 1 and session.has_ended
    assert session.last_heartbeat_s == 0.0
    assert "run_finished" in heard.all_kinds
    session.send("stop")
    assert session.store.log[-1].text == '"stop" was not sent to this run: its engine has ended.'


@pytest.mark.parametrize("name", ["done_run", "diverged_run", "lost_run"])
def test_stored_files_of_the_first_format_stay_readable(
    name: str, tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    records = {
        "done_run": done_records,
        "diverged_run": diverged_records,
        "lost_run": lost_records,
    }[name]()
    folder = write_run(tmp_path, [], "lost")
    folder.event_path.write_bytes((FIXTURES / f"{name}.jsonl").read_bytes())
    session, heard = open_run(folder)
    await_end(qtbot, heard)
    expected = RunStore()
    for record in records:
        expected.apply(record)
    if name == "lost_run":
        expected.state = "lost"
    assert facts_of(session.store, with_log=False) == facts_of(expected, with_log=False)


def test_a_lost_run_without_exit_code(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    session, heard = open_run(write_run(tmp_path, lost_records(), "lost"))
    await_end(qtbot, heard)
    assert session.store.state == "lost"
    assert session.store.log[-1].text.startswith(
        "The engine ended without a last word. Kept on disk: 2 teachers and 2 stored sets;"
    )


def test_a_long_file_is_read_in_pieces(
    tmp_path: Path,
    open_run: Callable[[RunFolder], Opened],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_session, "CHUNK_BYTES", 1000)
    folder = write_run(tmp_path, done_records(), "done")
    session, heard = open_run(folder)
    assert 0 < session.store.next_seq < len(done_records()) / 2
    await_end(qtbot, heard)
    assert facts_of(session.store) == facts_of(store_of_file(folder))


def test_a_run_of_another_process_is_followed(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    records = done_records()
    folder = write_run(tmp_path, records[:20], "running")
    session, heard = open_run(folder)
    assert session.store.next_seq == 20
    with folder.event_path.open("ab") as file:
        for record in records[20:40]:
            file.write(encode(record) + b"\n")
        file.write(encode(records[40])[:30])
    qtbot.waitUntil(lambda: session.store.next_seq == 40, timeout=2000)
    assert session.last_heartbeat_s > 0
    session.send("pause")
    assert session.store.log[-1].text == (
        '"pause" was not sent to this run: its engine was not started by this window.'
    )
    with folder.event_path.open("ab") as file:
        file.write(encode(records[40])[30:] + b"\n")
        for record in records[41:]:
            file.write(encode(record) + b"\n")
    folder.write_status("done", "evaluate")
    await_end(qtbot, heard, 3000)
    assert session.store.state == "done" and session.store.next_seq == len(records)


def test_a_followed_run_that_dies_is_lost(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, lost_records(), "running")
    session, heard = open_run(folder)
    assert session.store.is_live
    qtbot.wait(30)
    folder.write_status("lost", "distill")
    await_end(qtbot, heard, 3000)
    assert session.store.state == "lost"


def test_damaged_and_newer_lines_are_left_out_and_told(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    records = done_records()
    lines = [encode(record) for record in records]
    lines[10] = lines[10][:15] + b"\x00\xff" + lines[10][20:]
    lines[12] = b'{"seq":12,"time_s":1.0,"event":{"kind":"hologram","depth":3},"v":2}'
    folder = write_run(tmp_path, [], "done")
    folder.event_path.write_bytes(b"\n".join(lines) + b"\n")
    session, heard = open_run(folder)
    await_end(qtbot, heard)
    assert session.store.state == "done"
    assert session.store.next_seq == len(records)
    assert session.store.log[-1].text == (
        f"2 lines of {folder.event_path} could not be read and were left out (the last: written "
        "by a newer FTD Studio (format 2, known 1)); curves may miss points."
    )


def test_a_file_that_cannot_be_read_is_told_once(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, [], "running")
    folder.event_path.unlink()
    folder.event_path.mkdir()
    session, _heard = open_run(folder)
    qtbot.wait(600)
    assert [line.text for line in session.store.log] == [
        f"{folder.event_path} cannot be read: Is a directory."
    ]


def test_a_folder_without_events_is_a_lost_run(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, [], "lost")
    folder.event_path.unlink()
    session, heard = open_run(folder)
    await_end(qtbot, heard)
    assert session.store.state == "lost"


def test_a_final_state_without_words(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    session, heard = open_run(write_run(tmp_path, lost_records(), "stopped"))
    await_end(qtbot, heard)
    assert session.store.state == "stopped"
    assert session.store.log[-1].text == "The run ended: stopped."


def test_a_changed_experiment_is_refused(folder: RunFolder, qapp: Any) -> None:
    folder.experiment_path.write_text("sed = 3\n")
    with pytest.raises(ConfigProblems, match='Nearest known name: "seed"'):
        RunSession.open(folder, None)


def test_closing_a_followed_run_ends_the_following(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, lost_records(), "running")
    session, heard = open_run(folder)
    session.close()
    folder.write_status("done", "evaluate")
    qtbot.wait(350)
    assert heard.num_ends == 0 and heard.kinds == []
    # the run itself is none of its business
    assert folder.status().state == "done"


@pytest.mark.expects_log
def test_a_state_that_cannot_be_written_is_logged(
    start: Callable[[str], Opened],
    folder: RunFolder,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    session, heard = start("wordless")
    monkeypatch.setattr(RunFolder, "write_status", refuse)
    await_end(qtbot, heard)
    assert session.store.state == "lost"
    assert f"{folder.path} keeps its old state: No space left on device" in caplog.text


def test_changes_are_told_at_most_thirty_times_a_second(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, [], "running")
    session, heard = open_run(folder)
    for seq in range(60):
        session._apply(Record(seq, 1.0, Logged("info", str(seq))))
        qtbot.wait(3)
    session._apply(Record(60, 1.0, PointsAdded("syn_lr", 0, (0.0,), (1.0,))))
    qtbot.waitUntil(lambda: "points_added" in heard.all_kinds, timeout=500)
    assert len(heard.kinds) >= 3
    assert np.all(np.diff(heard.times_s) > 0.03)


def test_an_event_log_of_a_live_run_can_be_followed(
    tmp_path: Path, open_run: Callable[[RunFolder], Opened], qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, lost_records(), "running")
    session, _heard = open_run(folder)
    log = EventLog(folder.event_path)
    log.append(Logged("info", "Further."))
    log.close()
    qtbot.waitUntil(lambda: bool(session.store.log), timeout=2000)
    assert session.store.log[-1].text == "Further."
