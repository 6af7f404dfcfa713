"""The program around the window: arguments, versions that do not work, a real start and Ctrl+C."""

import logging
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import pytest

from ftd_gui.__main__ import parse_arguments, unusable_qt
from ftd_gui.last_session import find_crashed


def test_arguments(tmp_path: Path) -> None:
    asked = parse_arguments([str(tmp_path), "--theme", "dark", "--workspace", "w"])
    assert asked.run_folder == tmp_path and asked.theme == "dark" and not asked.demo
    assert parse_arguments(["--demo"]).demo


def test_a_pair_that_aborts_is_refused() -> None:
    assert "Python 3.11" in unusable_qt((6, 12), (3, 11))
    assert unusable_qt((6, 12), (3, 12)) == ""
    assert unusable_qt((6, 10), (3, 11)) == ""


def opened_window(tmp_path: Path) -> tuple[subprocess.Popen[str], Path]:
    """A window in a process of its own that is up, and its log."""
    log = tmp_path / "home" / "log" / "window.log"
    before = log.read_text().count("The window is up") if log.exists() else 0
    child = subprocess.Popen(
        [sys.executable, "-m", "ftd_gui", "--workspace", str(tmp_path / "runs")],
        env={**os.environ, "FTD_STUDIO_HOME": str(tmp_path / "home")},
        stderr=subprocess.PIPE,
        text=True,
    )
    end_s = time.monotonic() + 20
    while not (log.exists() and log.read_text().count("The window is up") > before):
        assert child.poll() is None and time.monotonic() < end_s
        time.sleep(0.05)
    return child, log


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_the_window_starts_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    child, log = opened_window(tmp_path)
    try:
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=10)
    finally:
        child.kill()
        child.wait()
    assert child.returncode == 0 and "Traceback" not in errors
    assert (tmp_path / "home" / "config" / "ftd-studio.ini").is_file()
    assert "ERROR" not in log.read_text()
    assert [path.name for path in log.parent.iterdir()] == ["window.log"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGSEGV to send")
def test_a_window_that_crashed_is_told_of_at_the_next_start(tmp_path: Path) -> None:
    first, log = opened_window(tmp_path)
    first.send_signal(signal.SIGSEGV)
    first.communicate(timeout=20)
    assert first.returncode == -signal.SIGSEGV
    crashed = find_crashed(log.parent, log)
    assert crashed is not None and crashed.trace.startswith(
        "Fatal Python error: Segmentation fault"
    )
    assert "The window is up." in crashed.log_tail
    second, _ = opened_window(tmp_path)
    try:
        assert find_crashed(log.parent, log) == replace(crashed, log_tail=ANY, last_seen_s=ANY), (
            "the living one is no crash, and the dead one is kept until it was told of"
        )
        second.send_signal(signal.SIGINT)
        second.communicate(timeout=10)
    finally:
        second.kill()
        second.wait()
    assert second.returncode == 0 and "ended without a goodbye; it is told of" in log.read_text()
    # the second ended while its dialog stood there: the first is told of again, the second never
    assert [path.name for path in log.parent.glob("session-*")] == [f"session-{first.pid}.json"]


def test_uncaught_errors_are_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ftd_gui import application

    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    with caplog.at_level(logging.CRITICAL + 1):
        application._on_uncaught(ValueError, ValueError("x"), None)
    application._on_qt_message(application.QtMsgType.QtInfoMsg, None, "hello")  # pyright: ignore[reportArgumentType]
