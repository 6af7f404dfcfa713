"""ComparedRuns: places, names, refusals, and runs that go or live again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_gui.runs import run_library
from ftd_gui.runs.compared_runs import ComparedRuns
from ftd_gui.runs.run_library import RunLibrary
from tests.fixtures.recorded_runs import done_records, lost_records, write_run


@pytest.fixture
def library(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunLibrary]:
    monkeypatch.setattr(run_library, "SCAN_SLICE_S", 30.0)
    library = RunLibrary(tmp_path)
    yield library
    library.deleteLater()


@pytest.fixture
def runs(library: RunLibrary) -> Iterator[ComparedRuns]:
    runs = ComparedRuns(library)
    yield runs
    runs.close()
    runs.deleteLater()


def test_two_runs_of_one_name_are_told_apart_by_their_folders(
    runs: ComparedRuns, library: RunLibrary, tmp_path: Path
) -> None:
    first = write_run(tmp_path, done_records(), "done", "twin")
    second = write_run(tmp_path, lost_records(), "lost", "twin")
    library.refresh()
    assert runs.add(first.path) and runs.name_of(0) == "twin" and runs.name_of(1) == ""
    assert runs.add(second.path) and runs.add(second.path) and len(runs) == 2
    assert runs.name_of(1) == f"twin ({second.path.name})"


def test_a_run_that_cannot_be_read_is_refused_with_the_reason(
    runs: ComparedRuns, library: RunLibrary, tmp_path: Path
) -> None:
    folder = write_run(tmp_path, done_records(), "done", "changed")
    text = folder.experiment_path.read_text(encoding="utf-8")
    folder.experiment_path.write_text(text.replace("ipc = 2", "ipc = -2"), encoding="utf-8")
    library.refresh()
    told: list[str] = []
    runs.refused.connect(told.append)
    assert not runs.add(folder.path) and len(runs) == 0
    assert told[0].startswith("This run cannot be compared: ") and "-2" in told[0]


def test_a_run_whose_folder_is_gone_leaves_the_comparison(
    runs: ComparedRuns, library: RunLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, done_records(), "done", "gone")
    stays = write_run(tmp_path, done_records(), "done", "stays")
    library.refresh()
    runs.add(folder.path)
    runs.add(stays.path)
    shutil.rmtree(folder.path)
    with qtbot.waitSignal(runs.chosen):
        library.refresh()
    assert [place for place, _ in runs.sessions()] == [1]


def test_a_run_that_is_resumed_is_followed_again(
    runs: ComparedRuns, library: RunLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, lost_records(), "interrupted", "cut")
    library.refresh()
    runs.add(folder.path)
    before = runs.at(0)
    assert before is not None
    qtbot.waitUntil(lambda: before.has_ended)
    folder.write_status("running", "distill")
    with qtbot.waitSignal(runs.chosen):
        library.refresh()
    now = runs.at(0)
    assert now is not None and now is not before and not now.has_ended


def test_comparing_writes_nothing(
    runs: ComparedRuns, library: RunLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = write_run(tmp_path, lost_records(), "lost", "read only")
    library.refresh()
    before = {path: path.stat().st_mtime_ns for path in folder.path.rglob("*")}
    runs.add(folder.path)
    session = runs.at(0)
    assert session is not None
    qtbot.waitUntil(lambda: session.has_ended)
    runs.remove(folder.path)
    assert {path: path.stat().st_mtime_ns for path in folder.path.rglob("*")} == before
