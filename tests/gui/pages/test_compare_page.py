"""The Compare page on real run folders: the choice, curves, results, settings, images in step."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ftd_engine.experiment import Experiment
from ftd_engine.protocol import AccuracyMeasured, PointsAdded, Record, encode
from ftd_engine.run_folder import RunFolder
from ftd_engine.settings.evaluation import EvaluationConfig
from ftd_gui.pages.compare_page import PARTS, ComparePage
from ftd_gui.plots.compared_plots import RUN_LOOKS, mean_over_seeds, run_key
from ftd_gui.runs.compared_runs import MOST_RUNS
from ftd_gui.runs.run_library import RunLibrary, RunRole
from ftd_gui.theme import DARK, LIGHT
from ftd_gui.views.iteration_bar import stored_at_or_before
from tests.fixtures import recorded_runs
from tests.fixtures.recorded_runs import (
    diverged_records,
    done_records,
    lost_records,
    tiny_experiment,
    tiny_snapshot,
    write_run,
)
from tests.gui.views.table_texts import table_texts

CHECK, CHECKED = Qt.ItemDataRole.CheckStateRole, Qt.CheckState.Checked


def without_ema(records: list[Record]) -> list[Record]:
    """The same run, had it kept no average."""

    def is_ema(record: Record) -> bool:
        event = record.event
        if isinstance(event, PointsAdded):
            return event.series == "accuracy_ema"
        return isinstance(event, AccuracyMeasured) and event.set_name == "ema"

    kept = [record for record in records if not is_ema(record)]
    return [replace(record, seq=number) for number, record in enumerate(kept)]


@pytest.fixture
def library(tmp_path: Path, qtbot: QtBot) -> Iterator[RunLibrary]:
    library = RunLibrary(tmp_path)
    yield library
    library.deleteLater()


@pytest.fixture
def page(qtbot: QtBot, library: RunLibrary) -> Iterator[ComparePage]:
    page = ComparePage(library, LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 460)
    page.show()
    yield page
    page.runs.close()


def seeded(
    workspace: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    records: list[Record] | None = None,
    **changes: object,
) -> RunFolder:
    """A finished run whose settings differ by some of those at the top."""
    experiment = tiny_experiment(name).model_copy(update=changes)

    def other(_name: str) -> Experiment:
        return experiment

    with monkeypatch.context() as patched:
        patched.setattr(recorded_runs, "tiny_experiment", other)
        return write_run(workspace, done_records() if records is None else records, "done", name)


def tick(page: ComparePage, name: str) -> bool:
    """Tick a run of the list, or take it out, with the space bar."""
    view = page.choice.list_view
    model = view.model()
    index = None
    for _ in range(500):
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        index = next((index for index in rows if index.data(RunRole.NAME) == name), None)
        if index is not None:
            break
        # a busy machine looks through a folder in several slices
        QTest.qWait(10)
    assert index is not None
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_Space)
    return Qt.CheckState(index.data(CHECK)) == CHECKED


def show_part(page: ComparePage, part: str) -> None:
    page.tabs.setCurrentIndex(PARTS.index(part))
    page._draw_frame()


def test_without_a_run_the_page_says_what_to_do(page: ComparePage, qtbot: QtBot) -> None:
    page._draw_frame()
    assert page.empty.isVisible() and "Tick up to 6 runs" in page.empty.text
    assert "No run yet" in page.choice.count_label.text()
    with qtbot.waitSignal(page.configure_requested):
        page.empty.button.click()
    for part in PARTS:
        show_part(page, part)
        assert page.empty.isVisible()


def test_the_space_bar_lays_curves_over_each_other(
    page: ComparePage, library: RunLibrary, tmp_path: Path
) -> None:
    write_run(tmp_path, done_records(), "done", "whole")
    write_run(tmp_path, lost_records(), "lost", "half")
    library.refresh()
    assert tick(page, "whole") and tick(page, "half")
    assert "2 of at most 6" in page.choice.count_label.text()
    page._draw_frame()
    loss, accuracy = page.plots["matching_loss"], page.plots["accuracy"]
    for place, (name, last) in enumerate((("whole", 40), ("half", 25))):
        x, _ = loss.lines[run_key(place)].drawn
        assert x[-1] == last
        assert loss.legend.entries[run_key(place)].text() == name
        assert loss.legend.entries[run_key(place)].isVisible()
    assert loss.legend.entries[run_key(2)].isHidden()
    # the average at iteration 40 and, by a piece of its own, the final figure
    y = accuracy.lines[run_key(0)].drawn[1]
    assert y[np.isfinite(y)].tolist() == pytest.approx([52.0, 62.0, 62.0])
    page.series_buttons["raw"].click()
    page._draw_frame()
    y = accuracy.lines[run_key(0)].drawn[1]
    assert y[np.isfinite(y)].tolist() == pytest.approx([50.0, 60.0, 60.0])
    # taken out, the other keeps its look
    assert not tick(page, "whole")
    page._draw_frame()
    assert not loss.lines[run_key(0)].pieces and loss.lines[run_key(1)].pieces


def test_a_run_that_takes_the_place_of_another_is_drawn_by_its_own_points(
    page: ComparePage, library: RunLibrary, tmp_path: Path
) -> None:
    def doubled(record: Record) -> Record:
        event = record.event
        if isinstance(event, PointsAdded) and event.series == "matching_loss":
            return replace(record, event=replace(event, y=tuple(2 * y for y in event.y)))
        return record

    write_run(tmp_path, done_records(), "done", "first")
    write_run(tmp_path, [doubled(record) for record in done_records()], "done", "second")
    library.refresh()
    tick(page, "first")
    page._draw_frame()
    line = page.plots["matching_loss"].lines[run_key(0)]
    before = line.drawn[1]
    # within one frame, so that the empty place is never drawn
    tick(page, "first")
    tick(page, "second")
    page._draw_frame()
    np.testing.assert_allclose(10 ** line.drawn[1], 2 * 10**before)


def test_a_run_without_an_average_says_that_its_raw_set_is_shown(
    page: ComparePage, library: RunLibrary, tmp_path: Path
) -> None:
    write_run(tmp_path, without_ema(done_records()), "done", "plain")
    library.refresh()
    tick(page, "plain")
    page._draw_frame()
    assert page.plots["accuracy"].legend.entries[run_key(0)].text() == "plain, raw"
    y = page.plots["accuracy"].lines[run_key(0)].drawn[1]
    assert y[np.isfinite(y)][-1] == pytest.approx(60.0)


def test_no_two_runs_look_alike_without_colour() -> None:
    shapes = {(look.style, look.symbol) for look in RUN_LOOKS}
    assert len(shapes) == len({look.symbol for look in RUN_LOOKS}) == MOST_RUNS
    for theme in (LIGHT, DARK):
        assert len({getattr(theme, look.colour) for look in RUN_LOOKS}) == MOST_RUNS


def test_a_seventh_run_is_refused_with_a_sentence(
    page: ComparePage, library: RunLibrary, tmp_path: Path
) -> None:
    names = [f"run {number}" for number in range(7)]
    for name in names:
        write_run(tmp_path, done_records(), "done", name)
    library.refresh()
    assert all(tick(page, name) for name in names[:6])
    assert not tick(page, names[6])
    assert page.choice.problem_label.isVisible()
    assert "Untick one of them first" in page.choice.problem_label.text()
    assert len(page.runs) == 6
    tick(page, names[0])
    assert not page.choice.problem_label.isVisible()
    assert tick(page, names[6])
    # it took the free place, and the look that belongs to it
    session = page.runs.at(0)
    assert session is not None and session.experiment.name == names[6]


def test_the_results_have_a_row_a_run_and_are_sorted_and_copied(
    page: ComparePage, library: RunLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    write_run(tmp_path, done_records(), "done", "whole")
    write_run(tmp_path, diverged_records(), "failed", "broken")
    library.refresh()
    tick(page, "whole")
    tick(page, "broken")
    show_part(page, "Results")
    content = page.results.table.content
    heads = [head.title for head in content.heads]
    final = heads.index("Final")
    words = [text.replace("\u202f", " ") for text in table_texts(page.results)[0]]
    row = dict(zip(heads, words, strict=True))
    assert row["Run"] == "whole" and row["State"] == "✓ Done" and row["Series"] == "EMA"
    assert row["Final"] == "62.0 ± 2.0 % (n = 2)" and row["Best"] == "62.0 ± 1.0 % (n = 2)"
    assert row["Random real"] == "45.0 ± 2.0 % (n = 2)" and row["ipc"] == "2"
    assert recorded_runs.PROTOCOL in content.cell(0, final).tip
    # a run without the figure stands last, whichever way the column is sorted
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        page.results.sortByColumn(final, order)
        assert [row[0] for row in table_texts(page.results)] == ["whole", "broken"]
    page.results.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in table_texts(page.results)] == ["broken", "whole"]
    # new values do not undo the order
    page._draw_frame()
    assert [row[0] for row in table_texts(page.results)] == ["broken", "whole"]

    qtbot.keyClick(page.results, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    table = list(csv.DictReader(io.StringIO(copied), delimiter="\t"))
    assert [each["Run"] for each in table] == ["broken", "whole"]
    assert float(table[1]["final: mean (%)"]) == 62.0 and table[1]["final: n"] == "2"
    assert table[0]["final: mean (%)"] == "" and table[1]["final: images"] == "test"
    seconds = 0.05 * (len(done_records()) - 1)
    assert float(table[1]["time (s)"]) == pytest.approx(seconds, abs=1e-3)
    page.results.selectRow(1)
    qtbot.keyClick(page.results, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2


def test_only_the_settings_that_differ_are_listed(
    page: ComparePage,
    library: RunLibrary,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    seeded(tmp_path, "one", monkeypatch, seed=1)
    seeded(tmp_path, "two", monkeypatch, seed=12345)
    seeded(tmp_path, "same", monkeypatch, seed=1)
    library.refresh()
    tick(page, "one")
    show_part(page, "Settings")
    assert page.second.isVisible()
    tick(page, "two")
    page._draw_frame()
    model = page.settings.table
    assert [head.title for head in model.content.heads] == ["Setting", "one", "two"]
    assert table_texts(page.settings) == [["Seed", "1", "12\u202f345"]]
    saved: list[tuple[str, str, str, bytes]] = []
    page.save_requested.connect(
        lambda title, name, ending, make: saved.append((title, name, ending, make()))
    )
    page.save_button.click()
    assert saved == [
        ("Save the table", "comparison-settings", "csv", b"setting,one,two\nseed,1,12345\n")
    ]
    page.all_box.click()
    page._draw_frame()
    assert model.rowCount() > 20
    page.all_box.click()
    tick(page, "two")
    tick(page, "same")
    page._draw_frame()
    assert page.same.isVisible() and "The ticked runs were all started" in page.same.text
    assert not page.save_button.isEnabled(), "there is no row to save"


def test_two_sets_are_moved_in_step(
    page: ComparePage, library: RunLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    whole = write_run(tmp_path, done_records(), "done", "whole")
    # sets of iterations 0 and 20 only
    half = write_run(tmp_path, lost_records(), "lost", "half")
    library.refresh()
    tick(page, "whole")
    show_part(page, "Images")
    assert page.second.isVisible()
    tick(page, "half")
    page._draw_frame()
    pair = page.pair

    def shown() -> tuple[int | None, int | None]:
        left, right = pair.left.snapshot, pair.right.snapshot
        return left.iteration if left else None, right.iteration if right else None

    qtbot.waitUntil(lambda: shown() == (40, 20))
    assert [side.box.currentText() for side in pair.sides] == ["whole", "half"]
    assert pair.left.label.text() == "iteration 40, EMA"
    assert pair.right.label.text() == "iteration 20, EMA"
    pair.left.mosaic.setFocus()
    qtbot.keyClick(pair.left.mosaic, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: shown() == (20, 20))
    qtbot.keyClick(pair.left.mosaic, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: shown() == (0, 0))
    page.series_buttons["raw"].click()
    assert pair.right.label.text() == "iteration 0, raw"
    # the other way round, by the boxes
    pair.left.box.setCurrentIndex(1)
    pair.right.box.setCurrentIndex(0)
    assert pair.left.session is not None and pair.left.session.folder.path == half.path
    assert pair.right.session is not None and pair.right.session.folder.path == whole.path
    pair.bar.go_to_last()
    qtbot.waitUntil(lambda: shown() == (20, 40))
    # a run that is taken out leaves its side to one that is not shown yet
    tick(page, "half")
    page._draw_frame()
    assert page.second.isVisible()
    write_run(tmp_path, done_records(), "done", "third")
    library.refresh()
    tick(page, "third")
    page._draw_frame()
    assert [side.box.currentText() for side in pair.sides] == ["third", "whole"]
    qtbot.waitUntil(lambda: shown() == (40, 40))


def test_a_set_that_is_damaged_is_told_on_its_side_alone(
    page: ComparePage, library: RunLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    write_run(tmp_path, done_records(), "done", "good")
    bad = write_run(tmp_path, done_records(), "done", "bad")
    bad.snapshot_path(40).write_bytes(b"no set")
    library.refresh()
    tick(page, "good")
    tick(page, "bad")
    show_part(page, "Images")
    pair = page.pair
    qtbot.waitUntil(lambda: pair.right.problem.isVisible() and not pair.bar.is_waiting)
    assert "cannot be read" in pair.right.problem.text
    assert pair.left.mosaic.isVisible()
    pair.bar.step(-1)
    qtbot.waitUntil(pair.right.mosaic.isVisible)


@pytest.mark.parametrize(("iteration", "stored"), [(0, None), (5, 5), (9, 5), (10, 10), (99, 10)])
def test_the_newest_set_that_is_not_after(iteration: int, stored: int | None) -> None:
    assert stored_at_or_before([5, 10], iteration) == stored
    assert stored_at_or_before([], iteration) is None


def test_a_live_run_is_followed(
    page: ComparePage, library: RunLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    records = done_records()
    cut = next(
        number
        for number, record in enumerate(records)
        if isinstance(record.event, PointsAdded)
        and record.event.series == "matching_loss"
        and record.event.x[0] == 21
    )
    folder = write_run(tmp_path, records[:cut], "running", "live")
    write_run(tmp_path, done_records(), "done", "whole")
    library.refresh()
    tick(page, "live")
    page._draw_frame()
    line = page.plots["matching_loss"].lines[run_key(0)]
    assert line.drawn[0][-1] == 20
    with folder.event_path.open("ab") as file:
        file.write(b"".join(encode(record) + b"\n" for record in records[cut:]))
    folder.write_snapshot(tiny_snapshot(40))
    # while its engine still lives
    qtbot.waitUntil(lambda: line.drawn[0][-1] == 40, timeout=5000)
    folder.write_status("done", "evaluate")
    show_part(page, "Results")
    qtbot.waitUntil(lambda: table_texts(page.results)[0][1] == "✓ Done", timeout=5000)


def test_plots_and_their_crosshairs(
    page: ComparePage, library: RunLibrary, tmp_path: Path, qtbot: QtBot
) -> None:
    write_run(tmp_path, done_records(), "done", "whole")
    library.refresh()
    tick(page, "whole")
    page._draw_frame()
    loss, accuracy, metric = page.plots.values()
    assert not metric.isVisible(), "no run has a metric of a plug-in"
    loss.enlarge_button.click()
    assert loss.isVisible() and not accuracy.isVisible()
    loss.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert accuracy.isVisible()
    loss.canvas.cursor_moved.emit(20.0, 0.0)
    readout = accuracy._cursor.readout
    assert readout is not None and readout.x == 20
    asked: list[tuple[str, str]] = []
    page.export_requested.connect(lambda kind, content, name: asked.append((kind, name)))
    accuracy.export_requested.emit("points")
    assert asked == [("points", "comparison-accuracy")]
    for theme in (DARK, LIGHT):
        page.set_theme(theme)


def shifted(gain: float) -> list[Record]:
    """The finished run, had every accuracy been higher by this."""
    records: list[Record] = []
    for record in done_records():
        event = record.event
        if isinstance(event, AccuracyMeasured):
            event = replace(event, mean=event.mean + gain)
        elif (isinstance(event, PointsAdded) and event.series.startswith("accuracy")) or (
            isinstance(event, PointsAdded) and event.series == "matching_loss"
        ):
            event = replace(event, y=tuple(y + gain for y in event.y))
        records.append(replace(record, event=event))
    return records


def test_runs_that_differ_by_their_seed_become_one_curve_and_one_row(
    page: ComparePage, library: RunLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded(tmp_path, "demo 1", monkeypatch, shifted(0.0), seed=1)
    seeded(tmp_path, "demo 2", monkeypatch, shifted(0.1), seed=2)
    seeded(tmp_path, "other", monkeypatch, seed=1, evaluation=EvaluationConfig(networks=3))
    library.refresh()
    for name in ("demo 1", "demo 2", "other"):
        tick(page, name)
    page.choice.seeds_box.click()
    page._draw_frame()
    assert page.choice.groups == [(0, 1), (2,)]
    line = page.plots["accuracy"].lines[run_key(0)]
    assert line.look.name == "demo, mean of 2 seeds"
    curve, final = line.pieces
    assert curve.y == pytest.approx([0.52 + 0.05, 0.62 + 0.05]) and curve.std == pytest.approx(0.05)
    assert final.y == pytest.approx([0.67]) and final.std == pytest.approx([0.05])
    assert page.plots["accuracy"].lines[run_key(1)].pieces == ()
    loss = page.plots["matching_loss"].lines[run_key(0)].pieces[0]
    assert loss.std == pytest.approx(0.05)
    show_part(page, "Results")
    rows = table_texts(page.results)
    heads = [head.title for head in page.results.table.content.heads]
    assert [row[0] for row in rows] == ["demo, mean of 2 seeds", "other"]
    row = dict(zip(heads, (text.replace("\u202f", " ") for text in rows[0]), strict=True))
    assert row["Final"] == "67.0 \u00b1 5.0 % (n = 2)" and row["Seed"] == "1, 2"
    page.choice.seeds_box.click()
    page._draw_frame()
    assert len(table_texts(page.results)) == 3


def test_a_mean_ends_where_not_all_seeds_have_a_point() -> None:
    x = np.arange(5.0)
    (piece,) = mean_over_seeds([(x, x), (x[1:4], x[1:4] + 2)])
    assert piece.x.tolist() == [1, 2, 3] and piece.y.tolist() == [2, 3, 4]
    assert piece.std.tolist() == [1, 1, 1]
    assert mean_over_seeds([(x[:2], x[:2]), (x[3:], x[3:])]) == []


def test_results_are_told_against_a_baseline(
    page: ComparePage, library: RunLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded(tmp_path, "base", monkeypatch, shifted(0.0))
    seeded(tmp_path, "better", monkeypatch, shifted(0.031), seed=5)
    library.refresh()
    tick(page, "base")
    tick(page, "better")
    show_part(page, "Results")
    assert "\u0394 final" not in [head.title for head in page.results.table.content.heads]
    page.choice.baseline_box.setCurrentText("base")
    page._draw_frame()
    heads = [head.title for head in page.results.table.content.heads]
    column = heads.index("\u0394 final")
    assert heads[column - 1] == "Final" and "\u0394 best" in heads and "\u0394 last" in heads
    words = [row[column].replace("\u202f", " ") for row in table_texts(page.results)]
    assert words == ["0.0 points, 0.0 %", "+3.1 points, +5.0 %"]
    table = list(csv.DictReader(io.StringIO(page.results.text(","))))
    assert float(table[1]["\u0394 final: points"]) == pytest.approx(3.1)
    assert float(table[1]["\u0394 final: percent"]) == pytest.approx(5.0)
    # a baseline that is taken out is one no more
    tick(page, "base")
    page._draw_frame()
    assert page.choice.baseline is None and page.choice.baseline_box.currentText() == "none"
