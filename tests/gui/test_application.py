"""The program around the window: arguments, versions that do not work, a real start and Ctrl+C."""

import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ftd_gui.__main__ import parse_arguments, unusable_qt


def test_arguments(tmp_path: Path) -> None:
    asked = parse_arguments([str(tmp_path), "--theme", "dark", "--workspace", "w"])
    assert asked.run_folder == tmp_path and asked.theme == "dark" and not asked.demo
    assert parse_arguments(["--demo"]).demo


def test_a_pair_that_aborts_is_refused() -> None:
    assert "Python 3.11" in unusable_qt((6, 12), (3, 11))
    assert unusable_qt((6, 12), (3, 12)) == ""
    assert unusable_qt((6, 10), (3, 11)) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_the_window_starts_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "ftd_gui", "--workspace", str(tmp_path / "runs")],
        env={**os.environ, "FTD_STUDIO_HOME": str(tmp_path / "home")},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        log = tmp_path / "home" / "log" / "window.log"
        end_s = time.monotonic() + 20
        while not (log.exists() and "The window is up" in log.read_text()):
            assert child.poll() is None and time.monotonic() < end_s
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=10)
    finally:
        child.kill()
        child.wait()
    assert child.returncode == 0 and "Traceback" not in errors
    assert (tmp_path / "home" / "config" / "ftd-studio.ini").is_file()
    assert "ERROR" not in log.read_text()


def test_uncaught_errors_are_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ftd_gui import application

    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    with caplog.at_level(logging.CRITICAL + 1):
        application._on_uncaught(ValueError, ValueError("x"), None)
    application._on_qt_message(application.QtMsgType.QtInfoMsg, None, "hello")  # pyright: ignore[reportArgumentType]
