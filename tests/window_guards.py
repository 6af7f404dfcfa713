"""Rules for tests of the window: each gets fresh settings and leaves nothing behind that runs.

Taken in by the `conftest.py` of each folder whose tests have a window.
"""

import multiprocessing
import threading
import traceback
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import (
    QAbstractAnimation,
    QCoreApplication,
    QEvent,
    QLocale,
    QObject,
    QThread,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QWidget


class _Started:
    """Every thread, timer and animation that a test starts, and where."""

    def __init__(self) -> None:
        self._things: list[tuple[weakref.ref[Any], str]] = []

    def recording(self, start: Callable[..., None]) -> Callable[..., None]:
        def start_and_record(thing: QObject, *arguments: Any) -> None:
            # the last entry of the stack is this function
            place = "".join(traceback.format_stack(limit=6)[:-1])
            self._things.append((weakref.ref(thing), place))
            start(thing, *arguments)

        return start_and_record

    def living(self, kind: type[QObject]) -> Iterator[tuple[Any, str]]:
        for reference, place in self._things:
            thing = reference()
            if isinstance(thing, kind) and shiboken6.isValid(thing):
                yield thing, place


def _window_of(thing: QObject) -> QWidget | None:
    """The living window that a timer or animation belongs to."""
    owner: QObject | None = thing
    while owner is not None and not isinstance(owner, QWidget):
        owner = owner.parent()
    return owner.window() if owner is not None else None


def _flush_deleted() -> None:
    # twice: what is deleted may delete others later
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _top_level_widgets() -> set[QWidget]:
    if not isinstance(QCoreApplication.instance(), QApplication):
        return set()
    # Qt keeps one label for tool tips to itself and deletes it when it likes
    return {
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.metaObject().className() != "QTipLabel"
    }


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, logs and runs of each test lie in its own folder; numbers are not those of the desktop."""
    QLocale.setDefault(QLocale.c())
    monkeypatch.setenv("FTD_STUDIO_HOME", str(tmp_path / "ftd-home"))
    monkeypatch.setenv("FTD_STUDIO_WORKSPACE", str(tmp_path / "ftd-runs"))


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """No thread, timer, animation, process or stray window outlives its test."""
    started = _Started()
    before = _top_level_widgets()
    with pytest.MonkeyPatch.context() as patch:
        for kind in (QThread, QTimer, QAbstractAnimation):
            patch.setattr(kind, "start", started.recording(kind.start))
        yield
    problems: list[str] = []
    if QCoreApplication.instance() is not None:
        _flush_deleted()
        windows = _top_level_widgets()
        for thread, place in started.living(QThread):
            if thread.isRunning():
                problems.append(f"a thread still runs; started at\n{place}")
                thread.wait(5000)
        for timer, place in started.living(QTimer):
            if timer.isActive() and _window_of(timer) not in windows:
                problems.append(f"a timer is still active; started at\n{place}")
                timer.stop()
        for animation, place in started.living(QAbstractAnimation):
            if animation.state() == QAbstractAnimation.State.Running:
                problems.append(f"an animation still runs; started at\n{place}")
                animation.stop()
        for widget in windows - before:
            problems.append(f"a window is left: {widget!r}")
            widget.close()
            widget.deleteLater()
        _flush_deleted()
    for process in multiprocessing.active_children():
        problems.append(f"a process is left: {process!r}")
        process.kill()
        process.join(5)
    feeders = [one for one in threading.enumerate() if one.name == "QueueFeederThread"]
    if feeders:
        problems.append(f"{len(feeders)} queues still have their feeder thread")
    assert not problems, "\n".join(problems)
