"""Experiment list: rows drawn, chosen, filtered; a sentence where there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.theme import DARK, LIGHT
from ftd_gui.views.experiment_list import ExperimentList
from tests.fixtures.recorded_runs import diverged_records, done_records, write_run


@pytest.fixture
def library(qapp: object, tmp_path: Path) -> Iterator[RunLibrary]:
    library = RunLibrary(tmp_path / "runs")
    yield library
    library.deleteLater()


@pytest.fixture
def view(qtbot: QtBot, library: RunLibrary) -> ExperimentList:
    view = ExperimentList(library)
    qtbot.addWidget(view)
    view.set_theme(LIGHT)
    view.resize(260, 300)
    view.show()
    return view


def test_empty_then_not(
    qtbot: QtBot, view: ExperimentList, library: RunLibrary, tmp_path: Path
) -> None:
    assert "No run yet" in view._empty_text.text() and view._empty_text.isVisible()
    write_run(tmp_path / "runs", done_records(), "done")
    with qtbot.waitSignal(view.emptiness_changed) as blocker:
        library.refresh()
    assert blocker.args == [False] and view.list_view.isVisible()


def test_a_run_shown_before_it_is_listed_is_marked_later(
    qtbot: QtBot, view: ExperimentList, library: RunLibrary, tmp_path: Path
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first")
    with qtbot.assertNotEmitted(view.run_chosen):
        view.select(run.path)
        assert not view.list_view.currentIndex().isValid()
        library.refresh()
    assert view.list_view.currentIndex().data(library.PathRole) == str(run.path)


def test_choosing_by_hand_tells_and_selecting_by_program_does_not(
    qtbot: QtBot, view: ExperimentList, library: RunLibrary, tmp_path: Path
) -> None:
    first = write_run(tmp_path / "runs", done_records(), "done", "first")
    second = write_run(tmp_path / "runs", diverged_records(), "failed", "second")
    library.refresh()
    with qtbot.assertNotEmitted(view.run_chosen):
        view.select(first.path)
        view.select(None)
        view.select(tmp_path / "elsewhere")
    model = view.list_view.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    with qtbot.waitSignal(view.run_chosen) as blocker:
        view.list_view.setCurrentIndex(model.index(names.index("second"), 0))
    assert blocker.args == [second.path]


def test_filter(view: ExperimentList, library: RunLibrary, tmp_path: Path) -> None:
    write_run(tmp_path / "runs", done_records(), "done", "first")
    write_run(tmp_path / "runs", done_records(), "done", "second")
    library.refresh()
    view.filter_edit.setText("SEC")
    assert view.list_view.model().rowCount() == 1
    view.filter_edit.setText("third")
    assert view._empty_text.text() == "No run has this in its name."


def test_rows_are_drawn_in_both_themes(
    view: ExperimentList, library: RunLibrary, tmp_path: Path
) -> None:
    folder = write_run(tmp_path / "runs", diverged_records(), "failed", "x" * 60)
    library.refresh()
    view.select(folder.path)
    view.list_view.setFocus()
    pictures = []
    for theme in (LIGHT, DARK, DARK):
        view.set_theme(theme)
        pictures.append(view.list_view.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[1] == pictures[2]
