"""Sessions that ended without a goodbye: found once, told of, and put into a report without names."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ftd_gui import last_session
from ftd_gui.last_session import CrashedSession, SessionMark, find_crashed, home_hider, report
from ftd_gui.pages import crash_dialog
from ftd_gui.pages.crash_dialog import CrashDialog


@pytest.fixture
def quiet_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test run keeps its own place for the traces of fatal signals."""
    monkeypatch.setattr(last_session.faulthandler, "enable", lambda _file: None)
    monkeypatch.setattr(last_session.faulthandler, "disable", lambda: None)


def leave_mark(folder: Path, name: str, began_s: float, trace: str = "") -> None:
    facts = {
        "pid": 2**30,
        "process_start_s": 1.0,
        "host": os.uname().nodename if hasattr(os, "uname") else "",
        "began_s": began_s,
        "version": "0.1.0",
    }
    (folder / f"session-{name}.json").write_text(json.dumps(facts))
    (folder / f"crash-{name}.log").write_text(trace)


@pytest.mark.usefixtures("quiet_faults")
def test_a_session_that_lives_or_said_goodbye_is_no_crash(tmp_path: Path) -> None:
    mark = SessionMark(tmp_path, "0.1.0")
    assert len(list(tmp_path.iterdir())) == 2
    assert find_crashed(tmp_path, tmp_path / "window.log") is None
    mark.end()
    assert list(tmp_path.iterdir()) == []


def test_a_crash_is_told_of_before_an_end_without_a_trace(tmp_path: Path) -> None:
    leave_mark(tmp_path, "1", 100.0, "Fatal Python error: Aborted")
    leave_mark(tmp_path, "2", 200.0)
    crashed = find_crashed(tmp_path, tmp_path / "window.log")
    assert crashed is not None and crashed.began_s == 100.0


def test_the_newest_is_told_of_until_it_is_forgotten(tmp_path: Path) -> None:
    log = tmp_path / "window.log"
    log.write_text("one\ntwo\n")
    leave_mark(tmp_path, "1", 100.0)
    leave_mark(tmp_path, "2", 200.0)
    (tmp_path / "session-3.json").write_text("{cut o")
    os.utime(tmp_path / "session-3.json", (50.0, 50.0))
    crashed = find_crashed(tmp_path, log)
    assert crashed is not None and crashed.began_s == 200.0 and crashed.version == "0.1.0"
    assert crashed.trace == "" and crashed.last_lines == "one\ntwo"
    assert [path.name for path in tmp_path.glob("session-*")] == ["session-2.json"]
    crashed.forget()
    assert find_crashed(tmp_path, log) is None
    assert list(tmp_path.iterdir()) == [log]


def test_a_report_names_no_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "ann"
    monkeypatch.setattr(Path, "home", lambda: home)
    trace = f'File "{home}/ftd/x.py", line 3\n{home}a/y and {home}'
    crashed = CrashedSession(0.0, 60.0, "0.1.0", trace, f"in {home}/runs", ())
    with zipfile.ZipFile(io.BytesIO(report(crashed, f"Python in {home}/venv"))) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert texts["crash.log"] == f'File "~/ftd/x.py", line 3\n{home}a/y and ~'
    assert texts["window.log"] == "in ~/runs" and "Python in ~/venv" in texts["report.txt"]
    assert "1970-01-01 00:01:00 UTC" in texts["report.txt"]
    assert home_hider(Path("/"))("/a/b") == "/a/b"


def test_the_dialog_tells_saves_and_forgets(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(crash_dialog, "open_folder", opened.append)
    leave_mark(tmp_path, "1", 100.0, "Fatal Python error: Segmentation fault")
    crashed = find_crashed(tmp_path, tmp_path / "window.log")
    assert crashed is not None
    dialog = CrashDialog(crashed)
    qtbot.addWidget(dialog)
    dialog.open()
    assert "The program crashed. Version 0.1.0." in dialog.words.text()
    assert dialog.lines.toPlainText() == "Fatal Python error: Segmentation fault"
    dialog.save_button.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "report.zip"))
    chooser.close()
    assert zipfile.is_zipfile(tmp_path / "report.zip") and "saved as" in dialog.outcome.text()
    dialog.save(tmp_path / "missing" / "report.zip")
    assert "Choose another folder" in dialog.outcome.text()
    dialog.folder_button.click()
    assert opened and dialog.isVisible()
    dialog.accept()
    assert find_crashed(tmp_path, tmp_path / "window.log") is None


def test_one_that_was_ended_from_outside_says_so(qtbot: QtBot) -> None:
    dialog = CrashDialog(CrashedSession(0.0, 1.0, "", "", "", ()))
    qtbot.addWidget(dialog)
    assert "ended from outside" in dialog.words.text() and "Version" not in dialog.words.text()
    assert dialog.lines.toPlainText() == "Nothing was written."
