import threading
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ftd_gui.views.snapshot_shelf import SnapshotShelf
from tests.fixtures.recorded_runs import done_records, write_run


def readers() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name.startswith("snapshots")]


def test_the_reading_thread_goes_with_the_shelf(qtbot: QtBot, tmp_path: Path) -> None:
    before = set(readers())
    parent = QObject()
    shelf = SnapshotShelf(parent)
    shelf.open(write_run(tmp_path, done_records(), "done", "whole"))
    with qtbot.waitSignal(shelf.arrived, timeout=10_000):
        shelf.want(20)
    (thread,) = set(readers()) - before
    with qtbot.waitSignal(parent.destroyed, timeout=10_000):
        parent.deleteLater()
    thread.join(10)
    # the shelf itself is still known here
    assert not thread.is_alive() and isinstance(shelf, SnapshotShelf)


def test_neighbours_are_read_before_they_are_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    shelf = SnapshotShelf()
    shelf.open(write_run(tmp_path, done_records(), "done", "whole"))
    arrived: list[int] = []
    shelf.arrived.connect(lambda iteration, _set: arrived.append(iteration))
    shelf.want(20, [40, 0])
    qtbot.waitUntil(lambda: set(shelf._kept) == {0, 20, 40})
    assert arrived == [20]
    # what was read ahead is there at once
    shelf.want(40)
    assert arrived == [20, 40]
    shelf.deleteLater()
