"""The tray on a fake icon: progress, wishes, messages, and a desktop that has none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from ftd_gui.actions import WindowActions
from ftd_gui.main_window import PAGE_TITLES
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.settings import Settings
from ftd_gui.tray import Tray
from tests.fixtures.recorded_runs import lost_records, tiny_experiment
from tests.gui.views.shell_sessions import still_session

FAKES = "tests.gui.runs.fake_engines:"


class FakeIcon(QSystemTrayIcon):
    """An icon that no desktop shows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown = False
        self.messages: list[str] = []

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False

    def setVisible(self, visible: bool) -> None:
        self.shown = visible

    def isVisible(self) -> bool:  # noqa: N802
        return self.shown

    @staticmethod
    def supportsMessages() -> bool:  # noqa: N802
        return True

    def showMessage(self, _title: str, msg: str, *_others: object) -> None:  # noqa: N802  # pyright: ignore[reportIncompatibleMethodOverride]
        self.messages.append(msg)


class SmallWindow(QMainWindow):
    """A window of nothing but what a tray needs."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.commands = WindowActions(self, PAGE_TITLES, ())
        self.settings = Settings(folder / "s.ini", self)
        self.runs = OpenRuns(folder / "runs", FAKES + "obedient", self)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[SmallWindow]:
    window = SmallWindow(tmp_path)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.runs.close()


def make_tray(window: SmallWindow, is_available: bool = True) -> tuple[Tray, FakeIcon]:
    tray = Tray(
        window, window.settings, window.commands, window.runs, FakeIcon, lambda: is_available
    )
    assert isinstance(tray.icon, FakeIcon)
    return tray, tray.icon


def test_it_is_off_until_it_is_wanted_and_is_remembered(
    window: SmallWindow, tmp_path: Path
) -> None:
    tray, icon = make_tray(window)
    assert not icon.shown and not window.commands.tray.isChecked()
    window.commands.tray.trigger()
    assert icon.shown and icon.toolTip() == "FTD Studio: nothing runs"
    assert Settings(tmp_path / "s.ini").wants_tray
    assert not tray.pause.isEnabled() and not tray.stop.isEnabled()
    window.commands.tray.trigger()
    assert not icon.shown


def test_a_desktop_without_a_tray_is_told_in_a_sentence(window: SmallWindow) -> None:
    tray, icon = make_tray(window, is_available=False)
    window.commands.tray.trigger()
    (box,) = window.findChildren(QMessageBox)
    assert (
        box.text() == "This desktop has no system tray." and "status line" in box.informativeText()
    )
    box.close()
    assert not window.commands.tray.isChecked() and not icon.shown
    assert not tray.tell("Unheard.") and icon.messages == []


def test_a_run_is_shown_held_and_stopped_from_the_tray(qtbot: QtBot, window: SmallWindow) -> None:
    tray, icon = make_tray(window)
    window.commands.tray.trigger()
    window.runs.start(tiny_experiment("mine"))
    live = window.runs.live_own_run
    assert live is not None
    qtbot.waitUntil(lambda: live.store.started is not None, timeout=10_000)
    tray.tick()
    assert "“mine”" in icon.toolTip()
    tray.pause.trigger()
    qtbot.waitUntil(lambda: live.store.state == "paused")
    tray.tick()
    assert tray.pause.text() == "Resume"
    tray.pause.trigger()
    qtbot.waitUntil(lambda: live.store.state == "running")
    tray.stop.trigger()
    qtbot.waitUntil(lambda: live.has_ended, timeout=10_000)
    assert live.store.state == "stopped"


def test_progress_is_in_words_and_in_the_icon(
    window: SmallWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tray, icon = make_tray(window)
    window.commands.tray.trigger()
    plain: QIcon = icon.icon()
    session = still_session(tmp_path, lost_records())
    monkeypatch.setattr(type(window.runs), "live_own_run", property(lambda _runs: session))
    tray.tick()
    assert "“recorded”\nDistill " in icon.toolTip() and "%" in icon.toolTip()
    pictures = [one.pixmap(64, 64).toImage() for one in (plain, icon.icon())]
    assert pictures[0] != pictures[1]


def test_an_icon_that_only_speaks_goes_again(qtbot: QtBot, window: SmallWindow) -> None:
    tray, icon = make_tray(window)
    assert tray.tell("A run is finished.")
    assert icon.shown and icon.messages == ["A run is finished."]
    icon.messageClicked.emit()
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert not icon.shown
