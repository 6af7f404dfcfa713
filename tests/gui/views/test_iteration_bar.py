"""The way through the stored iterations, and the shelf that reads them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_engine.snapshot import Snapshot
from ftd_gui.theme import LIGHT
from ftd_gui.views.iteration_bar import IterationBar
from ftd_gui.views.snapshot_shelf import SnapshotShelf
from tests.fixtures.recorded_runs import done_records, write_run

STORED = [0, 10, 50, 100, 400]


@pytest.fixture
def bar(qtbot: QtBot) -> IterationBar:
    bar = IterationBar(LIGHT)
    qtbot.addWidget(bar)
    bar.show()
    return bar


@pytest.fixture
def chosen(bar: IterationBar) -> list[int]:
    chosen: list[int] = []
    bar.iteration_chosen.connect(chosen.append)
    bar.set_iterations(STORED, is_live=False)
    return chosen


def test_the_newest_comes_first(bar: IterationBar, chosen: list[int]) -> None:
    assert chosen == [400]
    assert bar.box.value() == 400
    assert bar.count.text() == "5 of 5 stored"
    assert not bar.follow_box.isEnabled()


def test_the_slider_reaches_every_stored_iteration(bar: IterationBar, chosen: list[int]) -> None:
    assert (bar.slider.minimum(), bar.slider.maximum()) == (0, 4)
    for index in range(5):
        bar.slider.setValue(index)
        assert bar.iteration == STORED[index] == bar.box.value()
    assert chosen == [400, *STORED]


@pytest.mark.parametrize(
    ("typed", "shown"), [("10", 10), ("74", 50), ("76", 100), ("399", 400), ("3", 0)]
)
def test_a_typed_iteration_brings_the_nearest_stored_one(
    bar: IterationBar, chosen: list[int], qtbot: QtBot, typed: str, shown: int
) -> None:
    bar.box.selectAll()
    qtbot.keyClicks(bar.box, typed)
    qtbot.keyClick(bar.box, Qt.Key.Key_Return)
    assert bar.iteration == shown == bar.box.value()


def test_arrow_keys_of_the_entry_step_through_what_is_stored(
    bar: IterationBar, chosen: list[int], qtbot: QtBot
) -> None:
    qtbot.keyClick(bar.box, Qt.Key.Key_Down)
    qtbot.keyClick(bar.box, Qt.Key.Key_Down)
    qtbot.keyClick(bar.box, Qt.Key.Key_Up)
    assert chosen == [400, 100, 50, 100]


def test_play_goes_through_all_and_stops_at_the_end(
    bar: IterationBar, chosen: list[int], qtbot: QtBot
) -> None:
    bar._timer.setInterval(5)
    bar.play_button.click()
    assert bar.is_playing
    assert bar.play_button.accessibleName().startswith("Stop playing")
    qtbot.waitUntil(lambda: not bar.is_playing)
    assert chosen == [400, *STORED]


def test_playing_waits_for_a_set_that_is_on_its_way(
    bar: IterationBar, chosen: list[int], qtbot: QtBot
) -> None:
    bar._timer.setInterval(5)
    bar.go_to_first()
    bar.is_waiting = True
    bar.toggle_play()
    qtbot.wait(40)
    assert chosen == [400, 0]
    bar.is_waiting = False
    qtbot.waitUntil(lambda: not bar.is_playing)
    assert chosen == [400, *STORED]


def test_following_takes_each_new_set_until_the_user_looks_back(
    bar: IterationBar, chosen: list[int]
) -> None:
    bar.set_iterations(STORED, is_live=True)
    bar.follow_box.setChecked(True)
    bar.set_iterations([*STORED, 500], is_live=True)
    assert bar.iteration == 500
    bar.step(-2)
    assert bar.iteration == 100
    assert not bar.follow_box.isChecked()
    bar.set_iterations([*STORED, 500, 600], is_live=True)
    assert bar.iteration == 100
    bar.follow_box.setChecked(True)
    assert chosen[-1] == bar.iteration == 600


def test_nothing_stored_is_no_trouble(bar: IterationBar) -> None:
    bar.set_iterations([], is_live=True)
    bar.step(1)
    bar.go_to_last()
    bar.toggle_play()
    assert bar.iteration is None
    assert not bar.is_playing
    assert bar.count.text() == "none stored"


def test_the_shelf_serves_the_latest_wish_and_keeps_what_it_read(
    tmp_path: Path, qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, done_records(), "done")
    shelf = SnapshotShelf()
    shelf.open(folder)
    served: list[tuple[int, Snapshot]] = []
    shelf.arrived.connect(lambda iteration, snapshot: served.append((iteration, snapshot)))
    for iteration in (0, 20, 40):
        shelf.want(iteration)
    qtbot.waitUntil(lambda: bool(served))
    assert [iteration for iteration, _ in served] == [40]
    assert served[0][1].iteration == 40
    folder.snapshot_path(40).unlink()
    shelf.want(40)
    assert [iteration for iteration, _ in served] == [40, 40]


def test_the_shelf_says_what_is_wrong_with_a_file(tmp_path: Path, qtbot: QtBot) -> None:
    folder = write_run(tmp_path, done_records(), "done")
    folder.snapshot_path(20).write_bytes(b"half a file")
    shelf = SnapshotShelf()
    shelf.open(folder)
    with qtbot.waitSignal(shelf.damaged) as blocker:
        shelf.want(20)
    iteration, reason = blocker.args or (None, "")
    assert iteration == 20
    assert "Choose another iteration" in reason


def test_another_run_gets_no_set_of_the_last_one(tmp_path: Path, qtbot: QtBot) -> None:
    folder = write_run(tmp_path, done_records(), "done")
    shelf = SnapshotShelf()
    shelf.open(folder)
    served: list[int] = []
    shelf.arrived.connect(lambda iteration, _: served.append(iteration))
    shelf.want(40)
    shelf.open(None)
    qtbot.wait(50)
    assert served == []


def test_an_iteration_is_waited_for_until_somebody_goes_elsewhere(bar: IterationBar) -> None:
    bar.wait_for(50)
    bar.set_iterations([0, 10], is_live=False)
    assert bar.iteration == 10 and bar.is_awaiting
    bar.set_iterations(STORED, is_live=False)
    assert bar.iteration == 50 and not bar.is_awaiting
    bar.wait_for(100)
    assert bar.iteration == 100 and not bar.is_awaiting
    for go_elsewhere in (lambda: bar.step(-1), bar.toggle_play, bar.clear):
        bar.set_iterations(STORED, is_live=False)
        bar.wait_for(500)
        assert bar.is_awaiting
        go_elsewhere()
        assert not bar.is_awaiting
    bar.set_iterations(STORED, is_live=True)
    bar.wait_for(500)
    bar.follow_box.setChecked(True)
    assert not bar.is_awaiting
