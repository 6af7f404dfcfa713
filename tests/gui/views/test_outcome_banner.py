"""Banner: only for runs that were cut off, with what is kept and what to do."""

import os
import time
from pathlib import Path

import pytest
import torch
from pytestqt.qtbot import QtBot

from ftd_engine.method.state_files import encode_state
from ftd_engine.protocol import PhaseStarted, Record, RunFinished
from ftd_engine.run_folder import RunFolder
from ftd_engine.run_summary import summary_of
from ftd_gui.theme import DARK
from ftd_gui.views.outcome_banner import OutcomeBanner
from ftd_gui.views.run_words import clock_text
from tests.fixtures.recorded_runs import (
    diverged_records,
    done_records,
    lost_records,
    tiny_snapshot,
    write_run,
)
from tests.gui.views.shell_sessions import still_session


@pytest.fixture
def banner(qtbot: QtBot) -> OutcomeBanner:
    banner = OutcomeBanner()
    qtbot.addWidget(banner)
    banner.set_theme(DARK)
    return banner


def test_nothing_is_said_of_a_run_that_went_well(banner: OutcomeBanner, tmp_path: Path) -> None:
    banner.show_run(None)
    assert banner.isHidden()
    banner.show_run(still_session(tmp_path, done_records()))
    assert banner.isHidden()


def test_a_failed_run(
    banner: OutcomeBanner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_run(tmp_path, diverged_records(), "failed")
    banner.show_run(still_session(folder.path, diverged_records()))
    assert not banner.isHidden() and banner.title.text() == "“recorded” failed"
    assert "can still be viewed and exported" in banner.text.text()
    assert not banner.log_button.isEnabled() and banner.log_button.toolTip()
    folder.engine_log_path.touch()
    banner.refresh()
    opened: list[Path] = []
    monkeypatch.setattr("ftd_gui.views.outcome_banner.open_folder", opened.append)
    banner.log_button.click()
    banner.folder_button.click()
    assert opened == [folder.engine_log_path, folder.path]


def test_a_failure_without_a_hint_has_a_cure_all_the_same(
    banner: OutcomeBanner, tmp_path: Path
) -> None:
    failed = Record(0, 1.0, RunFinished("failed", "It broke.", "", 1.0))
    banner.show_run(still_session(tmp_path, [failed]))
    assert banner.text.text() == (
        "It broke. No synthetic set was stored before that. Resume goes on from the last checkpoint."
    )
    folder = write_run(tmp_path / "runs", [], "failed")
    folder.write_snapshot(tiny_snapshot(20))
    banner.show_run(still_session(folder.path, [failed]))
    assert "1 stored set of it can still" in banner.text.text()


def test_a_lost_run_repeats_what_its_session_said(banner: OutcomeBanner, tmp_path: Path) -> None:
    session = still_session(tmp_path, [])
    session.store.state = "lost"
    said = "The engine ended without a last word. Kept on disk: nothing."
    session.store.add_line(0.0, "error", said)
    banner.show_run(session)
    assert banner.title.text() == "The engine of “recorded” ended without a last word"
    assert banner.text.text() == "Kept on disk: nothing."
    banner.show_run(None)
    banner._on_log_clicked()
    banner._on_folder_clicked()


def test_an_interrupted_run_can_be_resumed_where_nothing_else_runs(
    banner: OutcomeBanner, tmp_path: Path, qtbot: QtBot
) -> None:
    cut = Record(0, 1.0, RunFinished("interrupted", "The window ended.", "Resume goes on.", 1.0))
    session = still_session(tmp_path, [cut])
    banner.show_run(session)
    assert banner.title.text() == "“recorded” waits to go on"
    assert banner.text.text().startswith("The window ended. Resume goes on.")
    assert banner.resume_button.isEnabled() and banner.show_button.isHidden()
    banner.set_blocked("“other” is under way in this window.")
    assert not banner.resume_button.isEnabled()
    assert banner.resume_button.toolTip() == "“other” is under way in this window."
    banner.set_blocked("")
    with qtbot.waitSignal(banner.resume_requested) as asked:
        banner.resume_button.click()
    assert asked.args == [session.folder.path]


def test_a_run_that_was_cut_off_is_offered_until_it_is_declined(
    banner: OutcomeBanner, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, [], "interrupted")
    banner.offer(summary_of(folder))
    assert banner.title.text() == "“recorded” waits to go on"
    assert banner.text.text() == "Resume goes on from the last checkpoint."
    assert banner.log_button.isHidden() and not banner.show_button.isHidden()
    with qtbot.waitSignal(banner.run_chosen) as shown:
        banner.show_button.click()
    assert shown.args == [folder.path]
    with qtbot.waitSignal(banner.resume_requested) as asked:
        banner.resume_button.click()
    assert asked.args == [folder.path]
    with qtbot.waitSignal(banner.delete_requested) as deleted:
        banner.delete_button.click()
    assert deleted.args == [folder.path]
    banner.forget(tmp_path)
    assert not banner.isHidden()
    banner.forget(folder.path)
    assert banner.isHidden()
    banner.offer(summary_of(folder))
    banner.dismiss_button.click()
    assert banner.isHidden()


def with_checkpoint(folder: RunFolder, iteration: int) -> RunFolder:
    """A checkpoint of the set, as the engine writes it."""
    folder.checkpoints_path.mkdir(exist_ok=True)
    path = folder.checkpoint_path("distill", iteration)
    path.write_bytes(encode_state({"state": {"iteration": iteration, "x": torch.zeros(3)}}))
    os.utime(path, (1.0, time.time()))
    return folder


def test_an_offered_run_says_how_far_it_came_and_what_is_kept(
    banner: OutcomeBanner, tmp_path: Path
) -> None:
    folder = with_checkpoint(write_run(tmp_path, lost_records(), "lost"), 23)
    clock = clock_text(time.time())
    banner.offer(summary_of(folder))
    assert banner.title.text() == "“recorded” was cut off"
    assert banner.text.text() == (
        "It came to iteration 25 of 40. The newest checkpoint is that of iteration 23, written "
        f"{clock}. Resume goes on from the last checkpoint."
    )


def test_without_a_checkpoint_it_says_so(banner: OutcomeBanner, tmp_path: Path) -> None:
    banner.offer(summary_of(write_run(tmp_path, lost_records(), "lost")))
    assert banner.text.text() == (
        "It came to iteration 25 of 40. It has no checkpoint. Resume begins this phase again."
    )
    records = lost_records()
    first = PhaseStarted("distill", 40, "iterations")
    begun = records[: [record.event for record in records].index(first)]
    banner.offer(summary_of(write_run(tmp_path, begun, "lost")))
    said = banner.text.text()
    assert "of the phase Buffer. It has no checkpoint." in said
    assert said.endswith("Resume goes on behind the teachers that are finished.")


def test_a_checkpoint_of_another_phase_is_no_step_of_it(
    banner: OutcomeBanner, tmp_path: Path
) -> None:
    folder = with_checkpoint(write_run(tmp_path, done_records()[:-1], "interrupted"), 40)
    banner.offer(summary_of(folder))
    clock = clock_text(time.time())
    assert f"The newest checkpoint was written {clock}." in banner.text.text()
    assert "of the phase Evaluate" in banner.text.text()


def test_the_shown_run_says_it_too_and_reads_its_files_once(
    banner: OutcomeBanner, tmp_path: Path
) -> None:
    folder = with_checkpoint(write_run(tmp_path, lost_records(), "lost"), 23)
    session = still_session(folder.path, lost_records())
    session.store.state = "lost"
    banner.show_run(session)
    assert "It came to iteration 25 of 40." in banner.text.text()
    assert "that of iteration 23" in banner.text.text()
    assert not banner.delete_button.isHidden() and banner.delete_button.isEnabled()
    with_checkpoint(folder, 24)
    banner.refresh()
    assert "that of iteration 23" in banner.text.text()
    session.store.begin_again()
    banner.refresh()
    session.store.state = "lost"
    banner.refresh()
    assert "that of iteration 24" in banner.text.text(), "that is another end"


def test_a_lost_run_without_a_checkpoint_is_promised_none(
    banner: OutcomeBanner, tmp_path: Path
) -> None:
    folder = write_run(tmp_path, lost_records(), "lost")
    session = still_session(folder.path, lost_records())
    session.store.state = "lost"
    session.store.add_line(0.0, "error", "The engine ended without a last word. Details: log")
    banner.show_run(session)
    assert banner.text.text() == (
        "It came to iteration 25 of 40. It has no checkpoint. Resume begins this phase again. "
        "Details: log"
    )


@pytest.mark.parametrize("is_offer", [True, False])
def test_its_buttons_leave_room_for_the_words(
    banner: OutcomeBanner, tmp_path: Path, is_offer: bool
) -> None:
    folder = write_run(tmp_path, lost_records(), "lost")
    session = still_session(folder.path, lost_records())
    session.store.state = "lost"
    if is_offer:
        banner.offer(summary_of(folder))
    else:
        banner.show_run(session)
    # the room between docks in a window of 1280 px, with a margin for longer words
    assert banner.minimumSizeHint().width() < 760
    banner.show()
    assert banner.delete_button.isVisible() and banner.resume_button.isVisible()
    assert banner.log_button.isVisible() != is_offer and banner.show_button.isVisible() == is_offer


def test_what_can_only_be_read_is_not_deleted(banner: OutcomeBanner, tmp_path: Path) -> None:
    session = still_session(tmp_path, [])
    session.store.state, session.is_read_only = "lost", True
    banner.show_run(session)
    assert not banner.delete_button.isEnabled() and "only be read" in banner.delete_button.toolTip()
