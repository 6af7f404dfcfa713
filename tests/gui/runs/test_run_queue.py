"""The queue: order and policy; with real sessions on fake engines. Its file: `test_queue_file.py`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ftd_engine.run_folder import RunFolder, find_runs
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.queue_runner import QueueRunner
from ftd_gui.runs.run_queue import QueueRole, RunQueue
from tests.fixtures.recorded_runs import done_records, tiny_experiment, write_run

FAKES = "tests.gui.runs.fake_engines:"


def names(queue: RunQueue) -> list[str]:
    return [entry.experiment.name for entry in queue.entries]


@pytest.fixture
def queue(qapp: object, tmp_path: Path) -> Iterator[RunQueue]:
    queue = RunQueue(tmp_path / "runs")
    tester = QAbstractItemModelTester(queue)
    yield queue
    tester.deleteLater()
    queue.deleteLater()


def test_entries_are_ordered_duplicated_and_removed(queue: RunQueue) -> None:
    for name in ("a", "b", "c"):
        queue.add(tiny_experiment(name))
    queue.move(2, 0)
    assert names(queue) == ["c", "a", "b"]
    queue.move(0, 2)
    queue.move(1, 1)
    queue.move(0, 9)
    assert names(queue) == ["a", "b", "c"]
    queue.duplicate(1)
    assert names(queue) == ["a", "b", "b", "c"]
    seeds = [entry.experiment.seed for entry in queue.entries]
    assert seeds[1] != seeds[2]
    queue.remove(0)
    assert names(queue) == ["b", "b", "c"]
    assert "waits" in queue.index(0).data(QueueRole.DETAIL)


def test_each_entry_has_a_device_until_it_is_begun(queue: RunQueue, tmp_path: Path) -> None:
    for name in ("a", "b"):
        queue.add(tiny_experiment(name))
    queue.set_device(1, "cpu")
    queue.note_begun(tmp_path / "a")
    queue.set_device(0, "cpu")
    assert [entry.experiment.device for entry in queue.entries] == ["auto", "cpu"]
    assert queue.index(1).data(QueueRole.DETAIL).endswith("cpu")
    again = RunQueue(tmp_path / "runs")
    assert again.entries[1].experiment.device == "cpu"


def test_the_one_under_way_stays_first(queue: RunQueue, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        queue.add(tiny_experiment(name))
    queue.note_begun(tmp_path / "a")
    queue.remove(0)
    queue.move(2, 0)
    queue.move(0, 1)
    assert names(queue) == ["a", "b", "c"] and queue.next() is None
    assert queue.index(0).data(QueueRole.IS_RUNNING)
    queue.note_ended(tmp_path / "a", "done", "a")
    first = queue.next()
    assert names(queue) == ["b", "c"] and first is not None and first.experiment.name == "b"


@pytest.mark.parametrize(
    ("state", "goes_on", "left", "held"),
    [
        ("failed", False, ["b"], "“a” failed."),
        ("failed", True, ["b"], ""),
        ("stopped", True, ["a", "b"], "“a” was stopped."),
        ("lost", True, ["a", "b"], "“a” was cut off."),
        ("interrupted", False, ["a", "b"], "“a” was interrupted."),
        ("done", False, ["b"], ""),
    ],
)
def test_what_an_end_means_for_the_rest(
    queue: RunQueue, tmp_path: Path, state: str, goes_on: bool, left: list[str], held: str
) -> None:
    queue.set_goes_on_after_failure(goes_on)
    queue.add(tiny_experiment("a"))
    queue.add(tiny_experiment("b"))
    queue.note_begun(tmp_path / "a")
    queue.note_ended(tmp_path / "a", state, "a")
    assert (names(queue), queue.held_because) == (left, held)


def test_the_end_of_another_run_means_nothing(queue: RunQueue, tmp_path: Path) -> None:
    queue.add(tiny_experiment("a"))
    queue.note_ended(tmp_path / "other", "failed", "other")
    assert names(queue) == ["a"] and not queue.held_because


def test_it_survives_and_is_held_at_the_next_start(queue: RunQueue, tmp_path: Path) -> None:
    queue.add(tiny_experiment("a"))
    queue.add(tiny_experiment("b"))
    queue.set_goes_on_after_failure(True)
    queue.note_begun(tmp_path / "runs" / "a")
    again = RunQueue(tmp_path / "runs")
    assert again.entries == queue.entries and again.goes_on_after_failure
    assert again.held_because == "The window was opened anew." and again.next() is None
    assert "goes on where it was" in again.index(0).data(QueueRole.DETAIL)
    again.go_on()
    first = again.next()
    assert first is not None and first.run == str(tmp_path / "runs" / "a")


# ---------------------------------------------------------------- with runs


@pytest.fixture
def runs(qapp: object, tmp_path: Path) -> Iterator[OpenRuns]:
    runs = OpenRuns(tmp_path / "runs", FAKES + "by_name")
    yield runs
    runs.close()
    runs.deleteLater()


def states(workspace: Path) -> dict[str, str]:
    return {folder.experiment().name: folder.status().state for folder in find_runs(workspace)}


def test_three_of_which_one_fails(
    qtbot: QtBot, queue: RunQueue, runs: OpenRuns, tmp_path: Path
) -> None:
    runner = QueueRunner(runs, queue)
    for name in ("good 1", "bad", "good 2"):
        queue.add(tiny_experiment(name))
    qtbot.waitUntil(lambda: queue.held_because == "“bad” failed.", timeout=30_000)
    assert names(queue) == ["good 2"]
    assert states(tmp_path / "runs") == {"good 1": "done", "bad": "failed"}
    queue.go_on()
    qtbot.waitUntil(lambda: queue.entries == (), timeout=30_000)
    assert states(tmp_path / "runs")["good 2"] == "done"
    runner.deleteLater()


def test_a_failure_holds_nothing_where_that_is_chosen(
    qtbot: QtBot, queue: RunQueue, runs: OpenRuns, tmp_path: Path
) -> None:
    runner = QueueRunner(runs, queue)
    queue.set_goes_on_after_failure(True)
    for name in ("bad", "good"):
        queue.add(tiny_experiment(name))
    qtbot.waitUntil(lambda: queue.entries == (), timeout=30_000)
    assert states(tmp_path / "runs") == {"bad": "failed", "good": "done"}
    runner.deleteLater()


def test_it_waits_for_a_run_that_was_started_otherwise(
    qtbot: QtBot, queue: RunQueue, runs: OpenRuns, tmp_path: Path
) -> None:
    runner = QueueRunner(runs, queue)
    runs.start(tiny_experiment("endless"))
    queue.add(tiny_experiment("good"))
    qtbot.wait(300)
    assert names(queue) == ["good"] and not queue.index(0).data(QueueRole.IS_RUNNING)
    runs.end_own_run()
    qtbot.waitUntil(lambda: queue.entries == (), timeout=30_000)
    assert states(tmp_path / "runs") == {"endless": "stopped", "good": "done"}
    runner.deleteLater()


def test_what_was_under_way_goes_on_in_its_folder(
    qtbot: QtBot, runs: OpenRuns, tmp_path: Path
) -> None:
    cut = write_run(tmp_path / "runs", done_records()[:-1], "interrupted", "good")
    over = write_run(tmp_path / "runs", done_records(), "done", "over")
    entries = [
        {"experiment": folder.experiment().model_dump(mode="json"), "run": str(folder.path)}
        for folder in (over, cut)
    ]
    # as a window left it that was killed
    (tmp_path / "runs" / "queue.json").write_text(json.dumps({"entries": entries}))
    queue = RunQueue(tmp_path / "runs")
    runner = QueueRunner(runs, queue)
    queue.go_on()
    qtbot.waitUntil(lambda: queue.entries == (), timeout=30_000)
    assert RunFolder(cut.path).status().state == "done"
    assert len(list(find_runs(tmp_path / "runs"))) == 2
    runner.deleteLater()


def test_what_cannot_be_started_holds_the_queue(
    qtbot: QtBot, queue: RunQueue, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    runs = OpenRuns(tmp_path / "file", FAKES + "by_name")
    runner = QueueRunner(runs, queue)
    with qtbot.waitSignal(runs.refused):
        queue.add(tiny_experiment("good"))
    assert queue.held_because == "“good” could not be started." and names(queue) == ["good"]
    runner.deleteLater()
    runs.deleteLater()
