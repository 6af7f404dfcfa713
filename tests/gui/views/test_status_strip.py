"""Status strip and phase strip: heartbeat, progress, time left, phases by sign and word."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_gui.theme import LIGHT
from ftd_gui.views.phase_strip import PhaseStrip
from ftd_gui.views.status_strip import StatusStrip, engine_text, is_silent
from tests.fixtures.recorded_runs import done_records, lost_records
from tests.gui.views.shell_sessions import still_session


def test_the_engine_is_alive_silent_foreign_or_none(tmp_path: Path) -> None:
    session = still_session(tmp_path, lost_records())
    assert engine_text(None, 10.0) == "no engine"
    assert engine_text(session, 10.0) == "engine starting"
    session.last_heartbeat_s = 9.7
    assert engine_text(session, 10.0).startswith("engine alive 0.3")
    assert not is_silent(session, 10.0)
    assert engine_text(session, 16.0).startswith("engine silent 6")
    assert is_silent(session, 16.0)
    session.owns_engine = False
    assert "another program, last word 6" in engine_text(session, 16.0)
    session.last_heartbeat_s = 0.0
    assert engine_text(session, 16.0) == "engine of another program"
    session.store.state = "done"
    assert engine_text(session, 16.0) == "no engine"


def test_progress_rate_and_end(qtbot: QtBot, tmp_path: Path) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.set_theme(LIGHT)
    assert strip.engine_label.text() == "no engine" and strip.bar.isHidden()
    session = still_session(tmp_path, lost_records())
    strip.show_run(session)
    assert "Running" in strip.state_label.text()
    assert strip.doing_label.text().startswith("Distill")
    assert not strip.bar.isHidden() and "%" in strip.share_label.text()
    progress = session.store.progress["distill"]
    session.store.progress["distill"] = replace(progress, eta_s=90.0, rate_per_s=2.0, doing="")
    strip.refresh()
    assert strip.doing_label.text() == "Distill"
    assert "left, until" in strip.eta_label.text() and "/s" in strip.rate_label.text()
    session.store.state = "paused"
    strip.refresh()
    assert strip.eta_label.text() == ""
    strip.set_memory(512.0)
    assert "512 MiB" in strip.engine_label.toolTip()


def test_a_silent_engine_is_marked(qtbot: QtBot, tmp_path: Path) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    session = still_session(tmp_path, lost_records())
    session.last_heartbeat_s = time.monotonic() - 60
    strip.show_run(session)
    assert strip.engine_label.property("look") == "decision"


def test_a_finished_run_has_no_progress(qtbot: QtBot, tmp_path: Path) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show_run(still_session(tmp_path, done_records()))
    assert "Done" in strip.state_label.text() and strip.bar.isHidden()


@pytest.mark.parametrize(
    ("state", "texts"),
    [
        ("lost", ("✓ 1 Buffer", "□ 2 Distill", "○ 3 Evaluate")),
        ("running", ("✓ 1 Buffer", "▶ 2 Distill", "○ 3 Evaluate")),
    ],
)
def test_phases_are_told_by_sign_and_word(
    qtbot: QtBot, tmp_path: Path, state: str, texts: tuple[str, str, str]
) -> None:
    strip = PhaseStrip()
    qtbot.addWidget(strip)
    strip.set_theme(LIGHT)
    assert strip.text("buffer") == "○ 1 Buffer"
    session = still_session(tmp_path, lost_records())
    session.store.state = "lost" if state == "lost" else "running"
    strip.show_run(session)
    shown = (strip.text("buffer"), strip.text("distill"), strip.text("evaluate"))
    assert all(one.startswith(text) for one, text in zip(shown, texts, strict=True))
    assert ("%" in shown[1]) == (state == "running")
