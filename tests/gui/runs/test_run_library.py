"""RunLibrary: rows that come, go and change one by one."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ftd_engine.run_folder import RunFolder
from ftd_engine.run_notes import RunNotes
from ftd_engine.run_summary import stamp_of, summary_of
from ftd_gui.runs import run_library
from ftd_gui.runs.run_library import RunLibrary
from tests.benchmarks.many_runs import make_runs
from tests.fixtures.recorded_runs import tiny_experiment


def make_run(workspace: Path, name: str, age_s: float, state: Any = "done") -> RunFolder:
    folder = RunFolder.create(workspace, tiny_experiment(name))
    folder.write_status(state, "distill", "All is well.")
    moment = 1_760_000_000.0 - age_s
    os.utime(folder.experiment_path, (moment, moment))
    return folder


@pytest.fixture
def library(tmp_path: Path, qapp: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunLibrary]:
    # one slice for all, on a busy machine too; the tests of slices set their own
    monkeypatch.setattr(run_library, "SCAN_SLICE_S", 30.0)
    model = RunLibrary(tmp_path)
    yield model
    model.deleteLater()


def names(library: RunLibrary) -> list[str]:
    return [library.data(library.index(row)) for row in range(library.rowCount())]


def test_the_first_look_is_left_to_the_event_loop(tmp_path: Path, qtbot: QtBot) -> None:
    make_run(tmp_path, "old", 100)
    make_run(tmp_path, "new", 0)
    library = RunLibrary(tmp_path)
    assert library.rowCount() == 0
    qtbot.waitUntil(lambda: library.rowCount() == 2, timeout=1000)
    assert names(library) == ["new", "old"]
    library.deleteLater()


def test_an_empty_or_missing_workspace(tmp_path: Path, qtbot: QtBot, library: RunLibrary) -> None:
    library.refresh()
    assert library.rowCount() == 0
    library.set_workspace(tmp_path / "missing")
    assert library.rowCount() == 0 and library.workspace == tmp_path / "missing"


def test_roles(tmp_path: Path, library: RunLibrary) -> None:
    folder = make_run(tmp_path, "first", 0, "stopped")
    make_run(tmp_path, "lost", 50, "lost")
    library.refresh()
    index = library.index(0)
    assert library.data(index) == "first"
    assert library.data(index, RunLibrary.NameRole) == "first"
    assert library.data(index, RunLibrary.StateRole) == "stopped"
    assert library.data(index, RunLibrary.CreatedRole) == 1_760_000_000.0
    assert library.data(index, RunLibrary.PathRole) == str(folder.path)
    tip = library.data(index, Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("first\n") and "stopped early\nAll is well.\n" in tip
    assert tip.endswith(str(folder.path))
    spoken = library.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("first, stopped early, ")
    assert library.data(index, Qt.ItemDataRole.DecorationRole) is None
    assert library.data(QModelIndex()) is None
    assert library.rowCount(index) == 0
    assert {bytes(name.data()) for name in library.roleNames().values()} >= {
        b"name",
        b"state",
        b"created",
        b"path",
    }
    assert library.summary(0).path == folder.path
    assert library.row_of(folder.path) == 0 and library.row_of(tmp_path / "none") == -1


def test_a_run_without_words_has_a_short_tip(tmp_path: Path, library: RunLibrary) -> None:
    make_run(tmp_path, "quiet", 0).write_status("done", "evaluate")
    library.refresh()
    tip = library.data(library.index(0), Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines()[2:3] == ["fashion-mnist"] and len(tip.splitlines()) == 4


def test_a_damaged_run_is_listed_by_its_folder(tmp_path: Path, library: RunLibrary) -> None:
    folder = make_run(tmp_path, "broken", 0)
    folder.experiment_path.write_text("nonsense")
    library.refresh()
    assert names(library) == [folder.path.name]


def test_rows_come_and_go_one_by_one(
    tmp_path: Path, library: RunLibrary, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    folders = [make_run(tmp_path, f"run {age}", age) for age in (10, 30, 50)]
    library.refresh()
    qtmodeltester.check(library)
    middle = QPersistentModelIndex(library.index(1))
    resets: list[None] = []
    library.modelReset.connect(lambda: resets.append(None))
    make_run(tmp_path, "run 0", 0)
    make_run(tmp_path, "run 40", 40)
    with qtbot.waitSignals([library.rowsInserted, library.rowsInserted]):
        library.refresh()
    assert names(library) == ["run 0", "run 10", "run 30", "run 40", "run 50"]
    assert middle.row() == 2 and middle.data() == "run 30"
    shutil.rmtree(folders[0].path)
    shutil.rmtree(folders[2].path)
    with qtbot.waitSignals([library.rowsRemoved, library.rowsRemoved]):
        library.refresh()
    assert names(library) == ["run 0", "run 30", "run 40"]
    assert middle.row() == 1 and not resets


def test_a_new_state_changes_its_row_only(
    tmp_path: Path, library: RunLibrary, qtbot: QtBot
) -> None:
    make_run(tmp_path, "new", 0)
    folder = make_run(tmp_path, "old", 10, "running")
    library.refresh()
    folder.write_status("done", "evaluate")
    with qtbot.waitSignal(library.dataChanged) as blocker:
        library.refresh()
    assert blocker.args is not None
    assert blocker.args[0].row() == 1 and blocker.args[1].row() == 1
    assert library.summary(1).status.state == "done"
    with qtbot.assertNotEmitted(library.dataChanged):
        library.refresh()


def test_a_changed_date_moves_the_row(tmp_path: Path, library: RunLibrary) -> None:
    make_run(tmp_path, "new", 0)
    folder = make_run(tmp_path, "old", 10)
    library.refresh()
    os.utime(folder.experiment_path, (1_770_000_000.0, 1_770_000_000.0))
    library.refresh()
    assert names(library) == ["old", "new"]


def test_an_engine_that_dies_is_seen_without_a_changed_file(
    tmp_path: Path, library: RunLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_run(tmp_path, "live", 0, "running")
    library.refresh()
    assert library.summary(0).status.state == "running"
    monkeypatch.setattr("ftd_engine.process_life.process_start", lambda pid: None)
    library.refresh()
    assert library.summary(0).status.state == "lost"


def test_only_changed_and_live_runs_are_read(
    tmp_path: Path, library: RunLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    for count in range(5):
        make_run(tmp_path, f"run {count}", count)
    live = make_run(tmp_path, "live", 9, "paused")
    library.refresh()
    read: list[Path] = []

    def counted(folder: RunFolder) -> Any:
        read.append(folder.path)
        return summary_of(folder)

    monkeypatch.setattr(run_library, "summary_of", counted)
    library.refresh()
    library.look()
    assert read == [live.path] * 2


def test_a_look_by_the_clock_sees_notes_and_ends_by_their_folders_alone(
    tmp_path: Path, library: RunLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [make_run(tmp_path, f"run {count}", count) for count in range(3)]
    library.refresh()
    asked: list[Path] = []
    monkeypatch.setattr(
        run_library, "stamp_of", lambda folder: asked.append(folder.path) or stamp_of(folder)
    )
    library.look()
    assert asked == [], "nothing is read of runs that stand as they stood"
    folders[1].write_notes(RunNotes("new name", ("tag",)))
    shutil.rmtree(folders[2].path)
    library.look()
    assert asked == [folders[1].path] and names(library) == ["run 0", "new name"]
    # what a hand changes in place is seen by one look in many
    text = folders[0].experiment_path.read_text().replace("run 0", "by hand")
    folders[0].experiment_path.write_text(text)
    for _ in range(run_library.THOROUGH_EVERY):
        library.look()
    assert "by hand" in names(library)


def test_pins_mark_rows(tmp_path: Path, library: RunLibrary, qtbot: QtBot) -> None:
    folder = make_run(tmp_path, "first", 0)
    make_run(tmp_path, "second", 50)
    library.refresh()
    with qtbot.waitSignal(library.dataChanged) as blocker:
        library.set_pinned([folder.path, tmp_path / "elsewhere"])
    assert blocker.args is not None and blocker.args[0].row() == 0
    assert library.index(0).data(run_library.RunRole.IS_PINNED)
    assert library.data(library.index(0), Qt.ItemDataRole.AccessibleTextRole).endswith("pinned")
    library.set_pinned([])
    assert not library.index(0).data(run_library.RunRole.IS_PINNED)


def test_the_timer_looks_again(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, library: RunLibrary
) -> None:
    library._rescan_timer.setInterval(20)
    qtbot.waitUntil(lambda: not library._slice_timer.isActive(), timeout=1000)
    make_run(tmp_path, "later", 0)
    qtbot.waitUntil(lambda: library.rowCount() == 1, timeout=1000)


def test_a_slow_scan_is_not_started_over(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, library: RunLibrary
) -> None:
    monkeypatch.setattr(run_library, "SCAN_SLICE_S", 0.0)
    for count in range(4):
        make_run(tmp_path, f"run {count}", count)
    library.refresh()
    assert names(library) == ["run 3"], "the newest name is looked at first, and alone"
    library.look()
    assert library.rowCount() == 1
    qtbot.waitUntil(lambda: library.rowCount() == 4, timeout=1000)


def test_another_workspace(tmp_path: Path, library: RunLibrary) -> None:
    make_run(tmp_path / "one", "first", 0)
    make_run(tmp_path / "two", "second", 0)
    library.set_workspace(tmp_path / "one")
    assert names(library) == ["first"]
    library.set_workspace(tmp_path / "two")
    assert names(library) == ["second"]
    library.set_workspace(tmp_path / "two")
    assert names(library) == ["second"]


def test_a_thousand_runs_hold_the_window_only_for_moments(
    tmp_path: Path, library: RunLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_library, "SCAN_SLICE_S", 0.008)
    make_runs(tmp_path / "many")
    library.set_workspace(tmp_path / "many")
    # time that this thread works, not time that another program has the core
    longest_s = 0.0
    while library._slice_timer.isActive():
        before_s = time.thread_time()
        library._on_slice_due()
        longest_s = max(longest_s, time.thread_time() - before_s)
    assert library.rowCount() == 1000
    assert longest_s < 0.1
    before_s = time.thread_time()
    for _ in library._look_through():
        pass
    assert time.thread_time() - before_s < 0.05, "a scan without news"
