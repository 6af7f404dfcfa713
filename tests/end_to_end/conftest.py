"""The real window with the real engine process; no double, no patched session."""

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import MainWindow
from ftd_gui.settings import Settings
from tests.end_to_end.hands import Hands
from tests.window_guards import fresh_home, nothing_left_running

__all__ = ["fresh_home", "nothing_left_running"]

OpenWindow = Callable[[], Hands]

WINDOW_PX = (1440, 860)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "studio" / "runs"


@pytest.fixture
def open_window(
    qtbot: QtBot,
    qapp: QApplication,
    workspace: Path,
    tmp_path: Path,
    nothing_left_running: None,
) -> Iterator[OpenWindow]:
    """Opens the window on the workspace, once or again after it was closed."""
    opened: list[MainWindow] = []
    threads = set(threading.enumerate())

    def open_one() -> Hands:
        window = MainWindow(workspace, Settings(tmp_path / "settings.ini"))
        opened.append(window)
        with qtbot.waitExposed(window, timeout=20_000):
            # the same size on the small screen of the offscreen platform as on a real one
            window.showNormal()
            window.resize(*WINDOW_PX)
        with qtbot.waitActive(window, timeout=20_000):
            window.activateWindow()
        return Hands(qtbot, window)

    yield open_one
    for window in opened:
        window.close_now()
        window.deleteLater()
    opened.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    # a window is a knot of slots and signals, which only the collector undoes
    gc.collect()
    for thread in set(threading.enumerate()) - threads:
        # what Qt ran in a thread of its own leaves a mark in Python that never goes
        if not isinstance(thread, threading._DummyThread):
            thread.join(10)
            assert not thread.is_alive(), f"the thread {thread.name} is left"
