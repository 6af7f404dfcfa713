"""A run in a folder that takes no file: followed, compared, exported from; every command says why not."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.protocol import PointsAdded, Record, encode
from ftd_gui.main_window import MainWindow
from ftd_gui.runs.run_session import READ_ONLY
from ftd_gui.settings import Settings
from tests.fixtures.read_only import contents, shut
from tests.fixtures.recorded_runs import lost_records, write_run

TOLD = 25
"""Iterations that the recorded run has told."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(made)
    yield made
    made.close()


def next_point(iteration: int) -> bytes:
    seq = len(lost_records()) + iteration - TOLD - 1
    points = PointsAdded("matching_loss", 0, (float(iteration),), (0.5,))
    return encode(Record(seq, 1_760_000_100.0, points)) + b"\n"


def test_a_live_run_is_followed_and_nothing_of_it_is_changed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = write_run(tmp_path / "mount", lost_records(), "running", "live")
    with run.event_path.open("ab") as engine:
        shut(monkeypatch, tmp_path / "mount")
        window.open_run(run.path)
        session = window.shown_session
        assert session is not None and session.is_read_only
        curve = session.store.curve("matching_loss")
        qtbot.waitUntil(lambda: len(curve) == TOLD)
        engine.write(next_point(TOLD + 1))
        engine.flush()
        before = contents(run.path)
        qtbot.waitUntil(lambda: len(curve) == TOLD + 1)
    actions = window.commands
    for action in (
        *(actions.pause, actions.free_device, actions.stop, actions.stop_now),
        *(actions.stop_after_evaluation, actions.evaluate, actions.snapshot),
        *(actions.rename_run, actions.remove_run, actions.write_metrics),
    ):
        assert not action.isEnabled(), action.text()
        assert action.toolTip().startswith("The folder of this run can only be read"), action.text()
    notes = window.inspector.notes_card
    assert notes.tags_edit.isReadOnly() and notes.text_edit.isReadOnly()
    assert "tags and notes stay as they are" in notes.tags_edit.toolTip()
    assert not window.inspector.read_only_label.isHidden()
    # what the window keeps of it lies elsewhere
    actions.pin_run.trigger()
    assert Settings(tmp_path / "s.ini").pinned_runs or window._settings.pinned_runs
    assert actions.export.isEnabled() and window.compare_page.runs.add(run.path)
    window.runs.show(None)
    assert contents(run.path) == before
    # another run is typed at again
    own = write_run(tmp_path / "runs", lost_records(), "interrupted", "own")
    window.open_run(own.path)
    assert not notes.tags_edit.isReadOnly() and window.inspector.read_only_label.isHidden()
    assert actions.rename_run.isEnabled() and actions.write_metrics.isEnabled()


def test_a_run_that_was_cut_off_there_is_not_resumed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = write_run(tmp_path / "mount", lost_records(), "interrupted", "cut")
    shut(monkeypatch, tmp_path / "mount")
    window.open_run(run.path)
    session = window.shown_session
    assert session is not None
    qtbot.waitUntil(lambda: session.has_ended)
    assert not session.can_resume
    banner = window.banner
    assert not banner.isHidden() and not banner.resume_button.isEnabled()
    assert banner.resume_button.toolTip() == READ_ONLY and READ_ONLY in banner.text.text()
    assert window.commands.pause.toolTip() == READ_ONLY
    told: list[Any] = []
    window.runs.refused.disconnect()
    window.runs.refused.connect(lambda *words: told.append(words))
    window.runs.resume(run.path)
    assert told == [
        (
            "The run could not be started.",
            f"{run.path} can only be read. Resume the run where it was started.",
        )
    ]


def test_a_mount_that_is_away_for_a_while_ends_no_run(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = write_run(tmp_path / "mount", lost_records(), "running", "live")
    window.open_run(run.path)
    session = window.shown_session
    assert session is not None
    qtbot.waitUntil(lambda: len(session.store.curve("matching_loss")) == TOLD)
    real = os.stat

    def stat(path: Any, *rest: Any, **more: Any) -> os.stat_result:
        if str(path).startswith(str(run.path)):
            raise OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN), str(path))
        return real(path, *rest, **more)

    with monkeypatch.context() as away:
        away.setattr(os, "stat", stat)
        qtbot.waitUntil(lambda: bool(session.store.log))
        # once more, which is not said again
        session._on_file_due()
        assert session.store.is_live and not session.has_ended
        (line,) = session.store.log
        assert line.text == (
            f"{run.path} cannot be reached ({os.strerror(errno.ENOTCONN)}); it is looked for again."
        )
    with run.event_path.open("ab") as engine:
        engine.write(next_point(TOLD + 1))
    qtbot.waitUntil(lambda: len(session.store.curve("matching_loss")) == TOLD + 1)
