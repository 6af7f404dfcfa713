"""Experiment list: rows drawn, chosen, filtered; a sentence where there is none."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.run_folder import RunFolder
from ftd_engine.run_notes import RunNotes
from ftd_gui.runs import run_library
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.theme import DARK, HIGH_CONTRAST, LIGHT, SPACE_PX, Theme
from ftd_gui.views.experiment_list import ExperimentList
from ftd_gui.views.run_row import BADGE_PX
from tests.fixtures.recorded_runs import diverged_records, done_records, write_run


@pytest.fixture
def library(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunLibrary]:
    # one slice for all, on a busy machine too
    monkeypatch.setattr(run_library, "SCAN_SLICE_S", 30.0)
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


@pytest.mark.parametrize("theme", [LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_the_state_of_a_selected_run_can_be_read(
    qtbot: QtBot, view: ExperimentList, library: RunLibrary, tmp_path: Path, theme: Theme
) -> None:
    run = write_run(tmp_path / "runs", diverged_records(), "failed", "broken")
    library.refresh()
    view.set_theme(theme)

    def has_red_word() -> bool:
        row = view.list_view.visualRect(view.list_view.model().index(0, 0))
        # the sign stands left of the words and keeps its colour
        words = row.adjusted(3 * SPACE_PX + BADGE_PX + SPACE_PX, row.height() // 2, 0, 0)
        picture = view.list_view.viewport().grab(words).toImage()
        inks = (
            picture.pixelColor(x, y)
            for x in range(picture.width())
            for y in range(picture.height())
        )
        # thin letters never have the whole of their colour
        return any(ink.red() > max(ink.green(), ink.blue()) + 40 for ink in inks)

    qtbot.waitUntil(lambda: view.list_view.model().rowCount() == 1)
    assert has_red_word()
    view.select(run.path)
    assert has_red_word() == (theme is LIGHT)


def test_a_run_shown_before_it_is_listed_is_marked_later(
    qtbot: QtBot, view: ExperimentList, library: RunLibrary, tmp_path: Path
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first")
    with qtbot.assertNotEmitted(view.run_chosen):
        view.select(run.path)
        assert not view.list_view.currentIndex().isValid()
        library.refresh()
        qtbot.waitUntil(lambda: view.list_view.currentIndex().isValid())
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


def shown(view: ExperimentList) -> list[str]:
    model = view.list_view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def four_runs(library: RunLibrary, workspace: Path) -> list[RunFolder]:
    folders = [
        write_run(workspace, done_records(), "done", "beta"),
        write_run(workspace, diverged_records(), "failed", "alpha"),
        write_run(workspace, done_records(), "stopped", "gamma"),
        write_run(workspace, [], "interrupted", "delta"),
    ]
    for age, folder in enumerate(folders):
        os.utime(folder.experiment_path, (1_760_000_000 - age, 1_760_000_000 - age))
    folders[1].write_notes(RunNotes(tags=("rho", "paper figure"), text="Diverges at once."))
    library.refresh()
    return folders


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ALP", ["alpha"]),
        ("#rho", ["alpha"]),
        ("figure at once", ["alpha"]),
        ("done", ["beta"]),
        ("fashion  a", ["beta", "alpha", "gamma", "delta"]),
        ("alpha done", []),
    ],
)
def test_a_search_goes_through_name_tags_notes_data_and_state(
    view: ExperimentList, library: RunLibrary, tmp_path: Path, words: str, found: list[str]
) -> None:
    four_runs(library, tmp_path / "runs")
    view.filter_edit.setText(words)
    assert shown(view) == found
    if not found:
        assert view._empty_text.text().startswith("No run holds these words")


def test_a_search_opens_nothing_and_the_shown_run_is_marked_again(
    qtbot: QtBot, view: ExperimentList, library: RunLibrary, tmp_path: Path
) -> None:
    folders = four_runs(library, tmp_path / "runs")
    view.select(folders[0].path)
    with qtbot.assertNotEmitted(view.run_chosen):
        view.filter_edit.setText("alpha")
        view.filter_edit.clear()
        shutil.rmtree(folders[1].path)
        library.refresh()
    assert view.list_view.currentIndex().data() == "beta"


@pytest.mark.parametrize(
    ("key", "order"),
    [
        ("date", ["gamma", "beta", "alpha", "delta"]),
        ("name", ["gamma", "alpha", "beta", "delta"]),
        ("state", ["gamma", "delta", "alpha", "beta"]),
        ("accuracy", ["gamma", "beta", "alpha", "delta"]),
        ("nonsense", ["gamma", "beta", "alpha", "delta"]),
    ],
)
def test_runs_are_sorted_below_the_pinned_one(
    view: ExperimentList, library: RunLibrary, tmp_path: Path, key: str, order: list[str]
) -> None:
    folders = four_runs(library, tmp_path / "runs")
    library.set_pinned([folders[2].path])
    view.sort_by(key)
    assert shown(view) == order


def test_an_order_is_chosen_by_the_menu(qtbot: QtBot, view: ExperimentList) -> None:
    with qtbot.waitSignal(view.sort_chosen) as blocker:
        view._sort_actions["accuracy"].trigger()
    assert blocker.args == ["accuracy"]
    assert view.sort_button.accessibleName() == "Order of the runs: accuracy"


def test_rows_are_drawn_in_both_themes(
    view: ExperimentList, library: RunLibrary, tmp_path: Path
) -> None:
    folder = write_run(tmp_path / "runs", diverged_records(), "failed", "x" * 60)
    folder.write_notes(RunNotes(tags=("tag",), text="notes"))
    write_run(tmp_path / "runs", done_records(), "done", "with an accuracy")
    library.refresh()
    library.set_pinned([folder.path])
    view.select(folder.path)
    view.list_view.setFocus()
    pictures = []
    for theme in (LIGHT, DARK, DARK):
        view.set_theme(theme)
        pictures.append(view.list_view.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[1] == pictures[2]
