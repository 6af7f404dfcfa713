"""The page of studies on a workspace of its own: choosing, cutting down, following, reading."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from ftd_engine.presets import load_presets
from ftd_engine.studies.folder import PartRecord, PlannedPart, StudyFolder
from ftd_engine.studies.progress import PartBegun, StudyBegun, StudyEnded
from ftd_engine.studies.recipes import plan_of
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import (
    Agreement,
    Cell,
    Measure,
    PaperNumber,
    Plot,
    Row,
    Series,
    StudyResult,
    Table,
)
from ftd_engine.studies.svg_plot import svg_of
from ftd_gui.pages import studies_page
from ftd_gui.pages.studies_page import StudiesPage
from ftd_gui.runs import study_watch
from ftd_gui.theme import DARK, HIGH_CONTRAST, LIGHT
from ftd_gui.views.study_result import StudyResultView, result_table
from ftd_gui.views.value_table import table_text
from tests.fixtures.recorded_runs import tiny_experiment

RESULT = StudyResult(
    "ema",
    tables=(
        Table(
            "Accuracy",
            "set",
            ("ipc 1",),
            (
                Row(
                    "FTD",
                    (
                        Cell(
                            Measure(0.625, 0.01, 4, "2 networks"),
                            PaperNumber(0.43, None, "Table 4"),
                        ),
                    ),
                ),
                Row("MTT", (Cell(None, PaperNumber(0.39, 0.004, "Table 4")),)),
            ),
        ),
    ),
    plots=(Plot("Curve", "epoch", "loss", (Series("FTD", (0.0, 1.0), (2.0, 1.0)),)),),
    agreements=(Agreement("FTD above MTT", "open", "FTD above MTT: not measured yet."),),
    cuts=("1 seed; every one has its own teachers and draws.",),
)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[StudiesPage]:
    page = StudiesPage(tmp_path / "runs", load_presets(), lambda: tiny_experiment("form"))
    qtbot.addWidget(page)
    page.set_theme(DARK)
    page.show()
    yield page
    page.hide()


def choose(page: StudiesPage, name: str) -> None:
    for row in range(page.list.count()):
        if page.list.item(row).data(0x0100) == name:
            page.list.setCurrentRow(row)


def begun(tmp_path: Path, request: StudyRequest) -> StudyFolder:
    return StudyFolder.create(tmp_path / "runs", request)


def test_only_the_cuts_of_the_study_are_offered(page: StudiesPage) -> None:
    choose(page, "nas")
    assert page.cut_editors["candidates"].isVisible() and not page.cut_editors["points"].isVisible()
    choose(page, "rho-alpha")
    assert page.cut_editors["alphas"].isVisible() and page.cut_editors["points"].isVisible()
    assert not page.cut_editors["candidates"].isVisible()


def test_what_it_takes_is_said_before_the_start(qtbot: QtBot, page: StudiesPage) -> None:
    choose(page, "ema")
    seeds = page.cut_editors["seeds"]
    assert isinstance(seeds, QSpinBox)
    seeds.setValue(2)
    qtbot.waitUntil(lambda: "4 parts" in page.needs_label.text())
    assert "4 runs" in page.needs_label.text() and page.start_button.isEnabled()


def test_a_wrong_point_is_refused_with_the_reason(qtbot: QtBot, page: StudiesPage) -> None:
    choose(page, "rho-alpha")
    points = page.cut_editors["points"]
    assert isinstance(points, QLineEdit)
    points.setText("large")
    qtbot.waitUntil(lambda: '"large" is none of' in page.needs_label.text())
    assert page.needs_label.text().startswith("✗") and not page.start_button.isEnabled()
    points.setText("0.01, 0.1")
    qtbot.waitUntil(page.start_button.isEnabled)
    assert page.request().cuts.points == ("0.01", "0.1")


def test_the_settings_of_the_form_can_be_the_base(page: StudiesPage) -> None:
    page.base_box.setCurrentIndex(0)
    assert page.request().experiment.name == "form"
    page._present = lambda: None
    page._on_start()
    assert page.watch.folder is None


def test_beginning_makes_a_folder_and_starts_one_process(
    qtbot: QtBot, page: StudiesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    class FakeProcess(study_watch.QProcess):
        def startDetached(self) -> bool:  # type: ignore[override]  # noqa: N802
            started.append(self.arguments())
            return True

    monkeypatch.setattr(study_watch, "QProcess", FakeProcess)
    choose(page, "ema")
    page.start_button.click()
    folder = page.watch.folder
    assert folder is not None and folder.request() == page.request()
    assert started == [
        ["-m", "ftd_engine.cli", "study", "ema", "--resume", "--folder", str(folder.path)]
    ]
    page.start_button.click()
    assert page.watch.folder == folder and len(started) == 2, "the unfinished one is gone on with"


def test_a_study_is_followed_watched_and_stopped(
    qtbot: QtBot, page: StudiesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page, "ema")
    request = page.request()
    folder, plan = begun(tmp_path, request), plan_of(request)
    folder.write_plan(tuple(PlannedPart(part.key, part.title) for part in plan))
    with folder.claimed() as log:
        log.append(StudyBegun(1, tuple(part.key for part in plan)))
        folder.write_part(plan[0].key, PartRecord(plan[0].title, str(tmp_path), True))
        log.append(PartBegun(plan[1].key, plan[1].title, str(tmp_path / "second")))
        folder.write_result(RESULT)
        page.start_button.setFocus()
        page.watch.follow(folder)
        # the button that no longer can hands the focus to its counterpart
        assert page.stop_button.hasFocus()
        assert "Running" in page.state_label.text() and not page.report_button.isEnabled()
        assert page.parts_label.text().splitlines() == [f"✓ {plan[0].title}", f"▶ {plan[1].title}"]
        with qtbot.waitSignal(page.run_chosen) as chosen:
            page.watch_button.click()
        assert chosen.args == [tmp_path / "second"]
        page.stop_button.click()
        assert folder.is_stop_wished
        log.append(StudyEnded("stopped", "Stopped as asked; 1 of 2 parts are left."))
    page.watch._look()
    assert "Stopped" in page.state_label.text() and page.start_button.text() == "Go on"
    assert page.parts_label.text().splitlines()[-1] == "Stopped as asked; 1 of 2 parts are left."
    assert not page.stop_button.isEnabled() and not page.watch_button.isEnabled()
    assert page.start_button.hasFocus()
    monkeypatch.setattr(studies_page, "finished_parts", lambda *_: {part.key for part in plan})
    page._show_needs()
    assert page.needs_label.text().startswith("All parts are done")


def test_the_folder_is_left_alone_while_nobody_sees_the_page(page: StudiesPage) -> None:
    assert page.watch._timer.isActive()
    page.hide()
    assert not page.watch._timer.isActive()


def test_results_show_ours_beside_the_papers(qtbot: QtBot) -> None:
    view = StudyResultView(LIGHT)
    qtbot.addWidget(view)
    view.show_result(RESULT)
    (table,) = view.tables
    texts = [table.table.index(0, column).data() for column in range(3)]
    assert texts == ["FTD", "62.5 ± 1.0 % (n = 4)", "43.0 %"]
    assert table.table.index(1, 1).data() == "–"
    assert len(view.plots) == 1 and view.plots[0].heightForWidth(380) > 100
    view.show_result(None)
    assert view.tables == []


def test_plots_take_the_colours_of_the_window_and_files_stay_on_paper(qtbot: QtBot) -> None:
    view = StudyResultView(LIGHT)
    qtbot.addWidget(view)
    view.resize(800, 1400)
    view.show_result(RESULT)
    view.show()
    for theme in (DARK, HIGH_CONTRAST, LIGHT):
        view.set_theme(theme)
        picture = view.plots[0].grab().toImage()
        inks = Counter(
            picture.pixelColor(x, y).name()
            for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)
        )
        assert inks.most_common(1)[0][0] == theme.card
    assert 'fill="#ffffff"' in svg_of(RESULT.plots[0])


def test_files_of_a_table_hold_all_digits() -> None:
    content = result_table(RESULT.tables[0])
    text = table_text(content, (0,), ",")
    assert text.splitlines()[1] == "FTD,0.625,0.01,4,0.43"


def test_the_page_knows_every_state() -> None:
    assert set(studies_page._STATE_WORDS) == {
        *("waiting", "running", "done", "stopped", "failed", "lost")
    }
