"""Log panel: lines appended once, filtered by level and text, followed, copied."""

import logging
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from ftd_gui import paths, window_log
from ftd_gui.theme import LIGHT
from ftd_gui.views import log_panel
from ftd_gui.views.log_panel import LogPanel, open_folder
from tests.gui.views.shell_sessions import still_session


@pytest.fixture
def panel(qtbot: QtBot) -> LogPanel:
    panel = LogPanel()
    qtbot.addWidget(panel)
    panel.set_theme(LIGHT)
    return panel


def lines(panel: LogPanel) -> list[str]:
    return [line.split(maxsplit=2)[2] for line in panel.shown_text().splitlines()]


def test_lines_are_appended_once(panel: LogPanel, tmp_path: Path) -> None:
    panel.refresh()
    session = still_session(tmp_path, [])
    panel.show_run(session)
    assert panel.shown_text() == "" and "Nothing" in panel.text.placeholderText()
    session.store.add_line(0.0, "info", "one")
    panel.refresh()
    session.store.add_line(1.0, "warning", "two")
    panel.refresh()
    panel.refresh()
    assert lines(panel) == ["one", "two"]
    session.store.log.clear()
    panel.refresh()
    assert panel.shown_text() == ""
    panel.show_run(None)
    assert "No run is open" in panel.text.placeholderText()
    assert not panel.copy_button.isEnabled()


def test_level_and_text_filter(panel: LogPanel, tmp_path: Path) -> None:
    session = still_session(tmp_path, [])
    for level in ("info", "warning", "error", "strange"):
        session.store.add_line(0.0, level, f"{level} of Teacher")
    panel.show_run(session)
    panel.level_box.setCurrentIndex(1)
    assert lines(panel) == ["warning of Teacher", "error of Teacher"]
    panel.level_box.setCurrentIndex(0)
    panel.filter_edit.setText("ERR")
    assert lines(panel) == ["error of Teacher"]
    panel.filter_edit.setText("nothing like it")
    assert panel.shown_text() == "" and "passes the filter" in panel.text.placeholderText()


def test_it_follows_until_told_not_to(panel: LogPanel, tmp_path: Path, qtbot: QtBot) -> None:
    session = still_session(tmp_path, [])
    panel.show_run(session)
    panel.resize(300, 80)
    panel.show()
    for index in range(100):
        session.store.add_line(0.0, "info", str(index))
    panel.refresh()
    bar = panel.text.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    panel.follow_box.click()
    bar.setValue(0)
    session.store.add_line(0.0, "info", "more")
    panel.refresh()
    assert bar.value() == 0
    panel.follow_box.click()
    assert bar.value() == bar.maximum()


@pytest.mark.expects_log
def test_the_window_has_a_log_of_its_own(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr(window_log, "MOST_LINES", 3)
    panel, log = LogPanel(), window_log.WindowLog()
    qtbot.addWidget(panel)
    panel.set_window_log(log)
    panel.show()
    session = still_session(tmp_path, [])
    session.store.add_line(0.0, "info", "of the run")
    panel.show_run(session)
    panel.source_box.setCurrentIndex(1)
    assert panel.shown_text() == "" and panel.folder_button.toolTip() == "Open the log folder"
    logger = logging.getLogger("ftd_gui.test")
    logger.setLevel(logging.INFO)
    logger.addHandler(log)
    logger.debug("too small")
    logger.info("up")
    try:
        raise OSError("no disk")
    except OSError:
        logger.exception("bad")
    panel.tick()
    first, second, *trace = panel.shown_text().splitlines()
    assert first.endswith("info   ftd_gui.test: up") and "error  ftd_gui.test: bad" in second
    assert trace[-1] == "OSError: no disk"
    # a run's news do not disturb it
    panel.show_run(None)
    assert "bad" in panel.shown_text()
    panel.level_box.setCurrentIndex(2)
    assert "up" not in panel.shown_text()
    panel.level_box.setCurrentIndex(0)
    for number in range(5):
        logger.info("line %d", number)
    logger.removeHandler(log)
    panel.tick()
    assert len(log.lines) == 4 and "up" not in panel.shown_text()
    assert panel.shown_text().endswith("line 4")
    first = panel.shown_text().splitlines()[0]
    assert first == (
        "3 earlier lines are not shown; the whole log lies in window.log (Open the log folder)."
    )
    panel.folder_button.click()
    assert opened == [str(paths.log_folder())]
    panel.source_box.setCurrentIndex(0)
    assert panel.shown_text() == "" and not panel.folder_button.isEnabled()


def test_copy_and_folder(panel: LogPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    panel._on_folder_clicked()
    session = still_session(tmp_path, [])
    session.store.add_line(0.0, "info", "hello")
    panel.show_run(session)
    panel.copy_button.click()
    assert QGuiApplication.clipboard().text().endswith("hello")
    panel.folder_button.click()
    open_folder(tmp_path / "x")
    assert opened == [str(tmp_path), str(tmp_path / "x")]


def note_of(number: str) -> str:
    return f"{number} not shown; the whole log lies in events.jsonl (Open the run folder)."


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_panel, "MAX_LINES", 3)


@pytest.mark.usefixtures("few")
def test_lines_that_are_not_shown_are_counted(panel: LogPanel, tmp_path: Path) -> None:
    session = still_session(tmp_path, [])
    panel.show_run(session)

    def add(*texts: str) -> list[str]:
        for text in texts:
            session.store.add_line(0.0, "info", text)
        panel.refresh()
        return panel.shown_text().split("\n")

    def is_shown(shown: list[str], *texts: str) -> bool:
        return [line.split(maxsplit=2)[2] for line in shown] == list(texts)

    assert is_shown(add("a", "b", "c"), "a", "b", "c"), "all of them: nothing is to be said"
    note, *rest = add("d")
    assert note == note_of("1 earlier line is") and is_shown(rest, "b", "c", "d")
    note, *rest = add("e", "f")
    assert note == note_of("3 earlier lines are") and is_shown(rest, "d", "e", "f")
    note, *rest = add(*"ghijk")
    assert note == note_of("8 earlier lines are") and is_shown(rest, "i", "j", "k")
    assert add() == [note, *rest]
    # the same from the beginning, as after a change of theme, and of those that pass the filter
    panel.set_theme(LIGHT)
    assert panel.shown_text().split("\n") == [note, *rest]
    panel.filter_edit.setText("a")
    assert is_shown(panel.shown_text().split("\n"), "a")
    panel.filter_edit.clear()
    panel.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith(note), "whoever pastes it has to know"


@pytest.mark.usefixtures("few")
def test_a_line_of_several_rows_counts_once(panel: LogPanel, tmp_path: Path) -> None:
    session = still_session(tmp_path, [])
    for text in ("first", "x\ny\r\nz", "third", "fourth\nend"):
        session.store.add_line(0.0, "info", text)
    panel.show_run(session)
    session.store.add_line(0.0, "info", "fifth")
    panel.refresh()
    note, third, *fourth, fifth = panel.shown_text().split("\n")
    assert note == note_of("2 earlier lines are")
    assert third.endswith("third") and fifth.endswith("fifth") and fourth[1:] == ["end"]


def test_where_all_passes_nothing_is_lost(panel: LogPanel, tmp_path: Path) -> None:
    session = still_session(tmp_path, [])
    for number in range(log_panel.MAX_LINES + 10):
        session.store.add_line(0.0, "info", str(number))
    panel.show_run(session)
    note, *rest = panel.shown_text().split("\n")
    assert note == note_of("10 earlier lines are") and len(rest) == log_panel.MAX_LINES
    assert panel.text.document().blockCount() == 1 + log_panel.MAX_LINES
    assert not panel.text.document().isUndoAvailable()
