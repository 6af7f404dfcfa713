"""Results page: its tables, what is chosen, copied and saved, and what it says where there is nothing."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from ftd_engine.protocol import (
    AccuracyMeasured,
    ClassesCounted,
    DataLoaded,
    Record,
    RunFinished,
    RunStarted,
    SetName,
)
from ftd_gui.pages.results_page import ResultsPage
from ftd_gui.runs.run_session import RunSession
from ftd_gui.theme import DARK, LIGHT
from ftd_gui.views.table_card import TableCard
from tests.fixtures.recorded_runs import done_records, lost_records
from tests.gui.views.shell_sessions import still_session
from tests.gui.views.table_texts import table_texts

NAMES = ("boot", "bag", "none seen")


def counted(network: str, name: SetName, is_own: bool) -> ClassesCounted:
    """Two networks on four images of each of two classes."""
    return ClassesCounted(
        set_name=name,
        iteration=0,
        network=network,
        is_own=is_own,
        mean=0.625,
        std=0.125,
        accuracies=(0.75, 0.5),
        counts=(6, 2, 0, 4, 4, 0, 0, 0, 0),
        class_means=(0.75, 0.5, float("nan")),
        class_stds=(0.0, 0.25, float("nan")),
        protocol="two networks; SGD",
    )


@pytest.fixture
def session(tmp_path: Path) -> RunSession:
    data = DataLoaded("arrays", "made for tests", 8, 8, NAMES, (1, 8, 8))
    events = [
        data,
        counted("ConvNet-3, width 4", "raw", True),
        counted("ConvNet-3, width 4", "random_real", True),
        counted("AlexNet", "raw", False),
    ]
    return still_session(tmp_path, [Record(seq, 1.0, event) for seq, event in enumerate(events)])


@pytest.fixture
def page(qtbot: QtBot) -> ResultsPage:
    page = ResultsPage(LIGHT)
    qtbot.addWidget(page)
    page.resize(900, 460)
    page.show()
    return page


def texts(card: TableCard) -> list[list[str]]:
    return table_texts(card.view)


def test_without_results_it_says_what_to_do(
    qtbot: QtBot, page: ResultsPage, tmp_path: Path
) -> None:
    assert "import a set" in page.empty.text and page.empty.isVisible()
    with qtbot.waitSignal(page.import_requested):
        page.empty.button.click()
    page.show_run(still_session(tmp_path, []))
    assert "Nothing is measured yet" in page.empty.text
    lost = still_session(tmp_path, lost_records())
    lost.store.state = "lost"
    page.show_run(lost)
    assert "ended before its final evaluation" in page.empty.text


def test_every_architecture_and_series_has_a_row(page: ResultsPage, session: RunSession) -> None:
    page.show_run(session)
    assert texts(page.accuracy)[0] == [
        *("ConvNet-3, width 4", "Distilled, raw", "62.5", "12.5", "2", "two networks; SGD")
    ]
    assert [row[:2] for row in texts(page.accuracy)[1:]] == [
        ["ConvNet-3, width 4", "Random real"],
        ["AlexNet", "Distilled, raw"],
    ]
    assert page.chosen is not None and page.chosen.words == "ConvNet-3, width 4, Distilled, raw"


def test_classes_and_confusions_of_the_chosen_row(
    qtbot: QtBot, page: ResultsPage, session: RunSession
) -> None:
    page.show_run(session)
    assert texts(page.classes) == [
        ["75.0", "0.0", "4", "bag (25.0)"],
        ["50.0", "25.0", "4", "boot (50.0)"],
        ["\u2013", "\u2013", "0", "none"],
    ]
    assert texts(page.confusion)[:2] == [["75.0", "25.0", "0.0"], ["50.0", "50.0", "0.0"]]
    page.values_box.setCurrentIndex(1)
    assert texts(page.confusion)[:2] == [["6", "2", "0"], ["4", "4", "0"]]
    spoken = page.confusion.view.table.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "boot taken for bag: 2 of 8 images, 25.0 %"
    qtbot.keyClick(page.accuracy.view, Qt.Key.Key_Down)
    qtbot.keyClick(page.accuracy.view, Qt.Key.Key_Down)
    assert page.classes.caption.text() == "AlexNet, Distilled, raw"


def test_classes_are_sorted_and_the_choice_stays_with_its_row(
    page: ResultsPage, session: RunSession
) -> None:
    page.show_run(session)
    page.classes.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert [row[0] for row in texts(page.classes)] == ["50.0", "75.0", "–"]
    names = page.classes.view.table
    vertical = Qt.Orientation.Vertical
    assert [names.headerData(row, vertical) for row in range(3)] == ["bag", "boot", "none seen"]
    page.accuracy.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert texts(page.accuracy)[0][0] == "AlexNet"
    assert page.chosen is not None and page.chosen.words == "ConvNet-3, width 4, Distilled, raw"
    session.store.apply(Record(4, 2.0, counted("VGG11", "raw", False)))
    page.refresh(frozenset(("classes_counted",)))
    assert page.chosen.words == "ConvNet-3, width 4, Distilled, raw"
    # the matrix keeps its diagonal
    assert not page.confusion.view.isSortingEnabled()


def test_a_choice_stays_while_more_rows_come(page: ResultsPage, session: RunSession) -> None:
    page.show_run(session)
    page.accuracy.view.setCurrentIndex(page.accuracy.view.table.index(1, 2))
    event = counted("VGG11", "raw", False)
    session.store.apply(Record(4, 2.0, event))
    page.refresh(frozenset(("logged",)))
    assert len(texts(page.accuracy)) == 3
    page.refresh(frozenset(("classes_counted",)))
    assert len(texts(page.accuracy)) == 4
    assert page.chosen is not None and page.chosen.set_name == "random_real"
    # an engine that goes on tells the same again
    session.store.apply(Record(5, 3.0, replace(event, mean=0.5)))
    page.refresh(frozenset(("classes_counted",)))
    assert [row[2] for row in texts(page.accuracy)] == ["62.5", "62.5", "62.5", "50.0"]


def test_the_shade_follows_share_and_theme(page: ResultsPage, session: RunSession) -> None:
    page.show_run(session)
    for theme in (LIGHT, DARK):
        page.set_theme(theme)
        strong, weak, nothing = (
            page.confusion.view.table.index(0, column).data(Qt.ItemDataRole.BackgroundRole)
            for column in range(3)
        )
        assert isinstance(strong, QColor) and strong.name() == theme.accent
        assert strong.alpha() > weak.alpha() and nothing is None


def test_a_table_is_copied_and_saved_unrounded(
    qtbot: QtBot, page: ResultsPage, session: RunSession
) -> None:
    page.show_run(session)
    qtbot.waitUntil(page.isActiveWindow)
    page.confusion.view.setFocus()
    qtbot.keyClick(page.confusion.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    first, second, *_ = QGuiApplication.clipboard().text().splitlines()
    assert first == "True class / predicted\tboot\tbag\tnone seen"
    assert second == "boot\t75.0\t25.0\t0.0"
    with qtbot.waitSignal(page.save_requested) as wished:
        page.accuracy.save_button.click()
    assert wished.args is not None
    title, name, ending, make = wished.args
    assert (title, name, ending) == ("Save Test accuracy", "test-accuracy", "csv")
    rows = list(csv.reader(io.StringIO(make().decode())))
    assert rows[1] == [
        *("1", "ConvNet-3, width 4", "Distilled, raw", "62.5", "12.5", "2", "two networks; SGD")
    ]
    page.classes.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("Class\tAccuracy, %")


def test_a_run_from_before_classes_were_counted_says_what_counts_them(
    qtbot: QtBot, page: ResultsPage, session: RunSession, tmp_path: Path
) -> None:
    action = QAction("Evaluate on other networks…", page)
    page.offer_again(action)
    page.show_run(still_session(tmp_path / "older", done_records()))
    rows = texts(page.accuracy)
    assert [row[1] for row in rows] == ["Distilled, raw", "Distilled, EMA", "Random real"]
    assert page.chosen is not None and page.chosen.set_name == "ema"
    assert "before classes were counted" in page.uncounted.text
    assert page.uncounted.isVisible() and not page.halves.isVisible()
    with qtbot.waitSignal(action.triggered):
        page.uncounted.button.click()
    # the button is as able as the command, and says why it is not
    action.setEnabled(False)
    action.setToolTip("Another run is under way.")
    assert not page.uncounted.button.isEnabled() and not page.again_button.isEnabled()
    assert page.uncounted.button.toolTip() == "Another run is under way."
    page.show_run(session)
    assert page.halves.isVisible() and not page.uncounted.isVisible()
    page.show_run(None)
    assert page.empty.isVisible() and page.chosen is None


def test_a_set_from_elsewhere_is_counted_by_importing_it_anew(
    page: ResultsPage, tmp_path: Path
) -> None:
    started = RunStarted(1, "here", "cpu", {}, ("evaluate",))
    measured = AccuracyMeasured("raw", 0, True, 0.6, 0.1, (0.6,), "as ever")
    events = (started, measured, RunFinished("done", "", "", 1.0))
    records = [Record(seq, 1.0, event) for seq, event in enumerate(events)]
    page.show_run(still_session(tmp_path, records))
    assert "Import its set anew" in page.uncounted.text
    assert page.uncounted.isVisible() and not page.uncounted.button.isVisible()
    page.show_run(still_session(tmp_path / "live", records[:-1]))
    assert "No classes are counted yet" in page.uncounted.text


def test_all_rows_of_the_first_table_are_seen(page: ResultsPage, session: RunSession) -> None:
    page.show_run(session)
    view = page.accuracy.view
    last = view.visualRect(page.accuracy.view.table.index(2, 0))
    assert view.viewport().rect().contains(last.bottomLeft() + QPoint(1, 0))
