"""Notices in the window: cards, bell, list, settings, and what the system is told."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from ftd_engine.protocol import StepSkipped
from ftd_gui import window_notices
from ftd_gui.actions import WindowActions
from ftd_gui.main_window import IMAGES, MONITOR, PAGE_TITLES, MainWindow
from ftd_gui.pages.notice_dialog import NoticeDialog
from ftd_gui.runs.notices import MOST_KEPT, Notice, NoticeBoard
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.runs.shortage_watch import Shortage
from ftd_gui.settings import Settings
from ftd_gui.views import toast
from ftd_gui.views.notice_words import (
    ended_notice,
    exported_notice,
    silent_notice,
    skipped_notice,
)
from ftd_gui.window_notices import WindowNotices
from tests.fixtures.recorded_runs import diverged_records, done_records, lost_records, write_run
from tests.gui.views.shell_sessions import still_session


class SmallWindow(QMainWindow):
    """A window of nothing but what notices need."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setCentralWidget(QLineEdit(self))
        self.commands = WindowActions(self, PAGE_TITLES, ())
        self.settings = Settings(folder / "s.ini", self)
        runs = OpenRuns(folder / "runs", parent=self)
        queue = RunQueue(folder / "runs", self)
        self.notices = WindowNotices(self, self.settings, self.commands, runs, queue)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> SmallWindow:
    window = SmallWindow(tmp_path)
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    window.centralWidget().setFocus()
    return window


def note(words: str = "It happened.", path: Path | None = None, offer: str = "") -> Notice:
    return Notice("finished", "good", words, 1.0, offer, path)  # pyright: ignore[reportArgumentType]


def test_the_words_of_each_end(tmp_path: Path) -> None:
    done = ended_notice(still_session(tmp_path, done_records()))
    assert done is not None and done.offer == "images" and done.level == "good"
    assert done.words.startswith("“recorded” is finished: accuracy ") and "(n = " in done.words
    failed = ended_notice(still_session(tmp_path, diverged_records()))
    assert failed is not None and failed.kind == "failed" and failed.offer == "run"
    assert failed.words.startswith("“recorded” failed. ")
    session = still_session(tmp_path, lost_records())
    assert ended_notice(session) is None and skipped_notice(session) is None
    session.store.state = "lost"
    lost = ended_notice(session)
    assert lost is not None and "without a last word" in lost.words
    session.store.state = "stopped"
    assert ended_notice(session) is None
    session.store.skipped.append(StepSkipped(7, "The loss is NaN.", 1))
    skipped = skipped_notice(session)
    assert skipped is not None and skipped.words.endswith("iteration 7: The loss is NaN.")
    assert "nothing for 30" in silent_notice(session).words
    files = (str(tmp_path / "a" / "1.png"), str(tmp_path / "a.pt"))
    written = exported_notice(files, 2048)
    assert written.path == tmp_path and written.words.startswith("2 files were exported, 2")


def test_the_board_keeps_the_newest(qapp: QApplication) -> None:
    board = NoticeBoard()
    for number in range(MOST_KEPT + 5):
        board.post(note(str(number)))
    assert len(board.notices) == board.unread == MOST_KEPT
    assert board.notices[0].words == str(MOST_KEPT + 4)
    board.mark_read()
    assert board.unread == 0 and board.notices
    board.clear()
    assert board.notices == ()


def test_a_card_stands_in_the_corner_and_takes_no_focus(qtbot: QtBot, window: SmallWindow) -> None:
    focused = window.focusWidget()
    window.notices.tell(note("One run of many is finished, and its name is long. " * 3))
    corner = window.notices.corner
    (card,) = corner.toasts
    assert card.isVisible() and window.focusWidget() is focused
    frame = QRect(corner.pos(), corner.size())
    assert window.rect().contains(frame) and frame.bottom() < window.statusBar().y()
    assert card.words.height() >= card.words.heightForWidth(card.words.width())
    window.resize(window.width() - 100, window.height() - 60)
    qtbot.waitUntil(lambda: window.rect().contains(QRect(corner.pos(), corner.size())))
    for number in range(toast.MOST_AT_ONCE):
        window.notices.tell(note(str(number)))
    # at once, before any layout has looked at the new ones
    heights = [one.height() for one in corner.toasts]
    assert min(heights) > 30 and corner.height() >= sum(heights)
    assert corner.geometry().bottom() < window.statusBar().y()
    assert card not in corner.toasts and len(corner.toasts) == toast.MOST_AT_ONCE
    corner.toasts[0].close_button.click()
    assert len(corner.toasts) == toast.MOST_AT_ONCE - 1


def test_a_card_goes_by_itself_but_not_from_under_the_keys(
    qtbot: QtBot, window: SmallWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "STAYS_MS", 30)
    qtbot.waitUntil(window.isActiveWindow)
    window.notices.tell(note("Kept.", tmp_path, "folder"))
    (card,) = window.notices.corner.toasts
    assert card.offer_button is not None
    card.offer_button.setFocus()
    qtbot.wait(80)
    assert window.notices.corner.toasts == [card]
    window.centralWidget().setFocus()
    qtbot.waitUntil(lambda: not window.notices.corner.toasts)
    assert not window.notices.corner.isVisible() and window.notices.board.unread == 1


def test_a_card_is_announced(window: SmallWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    window.notices.tell(note("Read this aloud."))
    assert said == ["Read this aloud."]


def test_a_notice_leads_to_its_run_images_or_folder(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    run = write_run(tmp_path / "runs", done_records(), "done", "finished run")
    opened: list[Path] = []
    monkeypatch.setattr(window_notices, "open_folder", opened.append)
    for offer in ("images", "run", "folder"):
        window.notices.tell(note("Look.", run.path, offer))
        button = window.notices.corner.toasts[-1].offer_button
        assert button is not None
        button.click()
        page = {"images": IMAGES, "run": MONITOR}.get(offer)
        assert page is None or window.tabs.currentIndex() == page
    assert window.shown_session is not None and window.shown_session.folder.path == run.path
    assert opened == [run.path]
    window.close_now()
    qapp.setStyleSheet("")


def test_the_bell_counts_and_lists(window: SmallWindow, tmp_path: Path) -> None:
    notices = window.notices
    assert notices.bell.text() == "" and notices.bell.isVisible()
    notices.tell(note("First.", tmp_path, "run"))
    notices.tell(note("Second."))
    assert notices.bell.text() == "2"
    assert notices.bell.accessibleDescription() == "2 unread notifications"
    window.commands.notices.trigger()
    rows = notices.bell.list.rows
    assert [row.accessibleName() for row in rows] == ["Second.", "First."]
    assert [len(row.findChildren(QPushButton)) for row in rows] == [0, 1]
    assert notices.bell.text() == "" and notices.bell.list.isVisible()
    notices.bell.list.clear_button.click()
    assert notices.bell.list.rows == [] and notices.bell.list.nothing.isVisible()
    notices.bell.list.settings_button.click()
    (dialog,) = window.findChildren(NoticeDialog)
    dialog.close()


def test_what_is_told_can_be_chosen(
    window: SmallWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(True))
    notices = window.notices
    notices.tell(note())
    assert beeps == [] and notices.board.unread == 1
    window.commands.notice_settings.trigger()
    (dialog,) = window.findChildren(NoticeDialog)
    assert all(box.isChecked() for box in dialog.kind_boxes.values())
    dialog.kind_boxes["finished"].click()
    dialog.sound_box.click()
    dialog.close()
    notices.tell(note())
    assert notices.board.unread == 1
    notices.tell_saved(tmp_path / "plot.png")
    assert notices.board.notices[0].words == "plot.png is saved." and beeps == [True]
    again = Settings(tmp_path / "s.ini")
    assert again.unwanted_notices() == {"finished"} and again.has_sound and again.tells_system


def test_the_system_is_told_while_the_user_looks_elsewhere(
    window: SmallWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = window.notices
    told: list[str] = []
    alerts: list[object] = []
    has_tray, looks = True, True

    def tell(words: str) -> bool:
        told.append(words)
        return has_tray

    monkeypatch.setattr(notices.tray, "tell", tell)
    monkeypatch.setattr(QApplication, "alert", alerts.append)
    monkeypatch.setattr(notices, "_has_focus", lambda: looks)
    notices.tell(note("Seen."))
    looks = False
    notices.tell(note("By the tray."))
    has_tray = False
    notices.tell(note("By a wink."))
    assert told == ["By the tray.", "By a wink."] and alerts == [window]
    window.settings.tells_system = False
    notices.tell(note("Not at all."))
    assert len(told) == 2


@pytest.mark.expects_log
def test_settings_that_were_damaged_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "s.ini").write_bytes(b"rubbish")
    window = SmallWindow(tmp_path)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: len(window.notices.board.notices) == 1)
    (told,) = window.notices.board.notices
    assert told.words.endswith("the old file is kept as s.ini.bad.") and told.path == tmp_path


def test_what_runs_low_is_told_with_its_cure(qtbot: QtBot, tmp_path: Path) -> None:
    window = SmallWindow(tmp_path)
    qtbot.addWidget(window)
    session = still_session(tmp_path, lost_records())
    for shortage in (
        Shortage(session, "memory", 400 * 2.0**20),
        Shortage(session, "disk", 2.0**30, "runs and teachers"),
    ):
        window.notices.shortages.ran_low.emit(shortage)
    disk, memory = window.notices.board.notices
    assert memory.words == (
        "Memory runs low during “recorded”: 400\u202fMiB are free. Close other programs, or pause "
        "the run, before the system ends it."
    )
    assert disk.words.startswith(
        "The disk for runs and teachers runs low during “recorded”: 1.00\u202fGiB are free."
    )
    assert {disk.level, memory.level} == {"warning"} and memory.path == tmp_path
    window.settings.set_unwanted_notices(["short"])
    window.notices.shortages.ran_low.emit(Shortage(session, "memory", 0.0))
    assert len(window.notices.board.notices) == 2
