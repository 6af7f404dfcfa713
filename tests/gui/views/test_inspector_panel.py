"""Inspector: figures of live and finished runs, results, gain, folder."""

import math
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ftd_engine.protocol import AccuracyMeasured, StepSkipped
from ftd_gui.theme import DARK
from ftd_gui.views.inspector_panel import InspectorPanel, PathLabel
from ftd_gui.views.phase_headline import outcome_of
from tests.fixtures.recorded_runs import PROTOCOL, done_records, lost_records
from tests.gui.views.shell_sessions import still_session


@pytest.fixture
def panel(qtbot: QtBot) -> InspectorPanel:
    panel = InspectorPanel()
    qtbot.addWidget(panel)
    panel.set_theme(DARK)
    panel.resize(264, 500)
    panel.show()
    return panel


def test_without_a_run_it_says_what_to_do(panel: InspectorPanel) -> None:
    assert panel.empty_label.isVisible() and not panel.name_label.isVisible()
    panel.tick()
    panel.refresh()


def test_a_finished_run(panel: InspectorPanel, tmp_path: Path) -> None:
    panel.show_run(still_session(tmp_path, done_records()))
    assert panel.name_label.text() == "recorded"
    assert panel._values["state"].text() == "✓ Done"
    assert not panel._values["rate"].isVisible() and panel._values["loss"].text()
    assert panel.results_title.text() == "Test accuracy"
    for score in panel._scores.values():
        assert "±" in score.text() and score.toolTip() == PROTOCOL
    assert "points over random real images" in panel.gain_label.text()


def test_skipped_steps_are_counted_where_there_are_any(
    panel: InspectorPanel, tmp_path: Path
) -> None:
    session = still_session(tmp_path, [])
    panel.show_run(session)
    assert not panel._values["skipped"].isVisible()
    session.store.skipped = [StepSkipped(step, "the matching loss is nan", step) for step in (1, 2)]
    panel.refresh()
    assert panel._values["skipped"].text() == "2" and panel._captions["skipped"].isVisible()


@pytest.mark.parametrize(
    ("last", "said"), [(math.nan, "not a number"), (math.inf, "∞"), (-math.inf, "−∞")]
)
def test_a_loss_that_is_not_finite_is_shown_as_such(
    panel: InspectorPanel, tmp_path: Path, last: float, said: str
) -> None:
    session = still_session(tmp_path, [])
    panel.show_run(session)
    assert not panel._values["loss"].isVisible()
    session.store.curve("matching_loss").extend((1.0, 2.0), (0.9, last))
    panel.refresh()
    assert panel._values["loss"].text() == said and panel._values["loss"].isVisible()


def test_no_figure_is_cut_off_under_a_large_font(qtbot: QtBot, tmp_path: Path) -> None:
    app_font = QApplication.font()
    large = QFont(app_font)
    large.setPointSizeF(13.0)
    QApplication.setFont(large)
    try:
        panel = InspectorPanel()
        qtbot.addWidget(panel)
        panel.resize(264, 700)
        panel.show()
        panel.show_run(still_session(tmp_path, done_records()))
        qtbot.wait(20)
        right_edge = panel.width() - 12
        for label in panel.findChildren(QLabel):
            words = label.text()
            if not label.isVisible() or isinstance(label, PathLabel):
                continue
            needed = label.fontMetrics().boundingRect(
                0, 0, label.width(), 10_000, int(Qt.TextFlag.TextWordWrap), words
            )
            within = label.rect().adjusted(0, 0, 1, 1)
            assert needed.width() <= within.width() and needed.height() <= within.height(), words
            assert label.mapTo(panel, label.rect().topRight()).x() < right_edge, words
    finally:
        QApplication.setFont(app_font)


def test_the_gain_is_that_of_the_average_also_where_raw_is_better(
    panel: InspectorPanel, tmp_path: Path
) -> None:
    session = still_session(tmp_path, [])
    for name, mean in (("raw", 0.70), ("ema", 0.65), ("random_real", 0.45)):
        session.store.accuracies.append(
            AccuracyMeasured(name, 20, True, mean, 0.1, (mean, mean), "short")  # pyright: ignore[reportArgumentType]
        )
    panel.show_run(session)
    assert session.store.reported_accuracy is session.store.final_accuracy("ema")
    assert panel.gain_label.text().startswith("+20.0 points")
    looks = {name: label.property("look") for name, label in panel._scores.items()}
    assert looks["ema"] == "heading" and not looks["raw"] and not looks["random_real"]
    assert outcome_of(session.store) == "65.0\u202f%, 20.0 points above random real images"
    # without an average the raw set stands for the run
    del session.store.accuracies[1]
    panel.refresh()
    assert panel.gain_label.text().startswith("+25.0 points")
    assert outcome_of(session.store).startswith("70.0\u202f%, 25.0 points above")


def test_a_run_under_way(panel: InspectorPanel, tmp_path: Path) -> None:
    session = still_session(tmp_path, lost_records())
    panel.show_run(session)
    assert "Running" in panel._values["state"].text()
    assert panel._values["rate"].isVisible() and panel._values["data"].isVisible()
    assert panel._scores["random_real"].text() == "\u2013"
    assert not panel.gain_label.isVisible()
    panel.tick()


def test_scores_on_the_way_are_called_so(panel: InspectorPanel, tmp_path: Path) -> None:
    session = still_session(tmp_path, [])
    session.store.accuracies.append(
        AccuracyMeasured("raw", 20, False, 0.5, 0.1, (0.5, 0.5), "short")
    )
    panel.show_run(session)
    assert panel.results_title.text() == "Test accuracy so far, iteration 20"
    assert panel._values["data"].text() == "fashion-mnist"


def test_the_folder_can_be_copied_and_opened(
    panel: InspectorPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("ftd_gui.views.inspector_panel.open_folder", opened.append)
    panel.copy_button.click()
    panel.open_button.click()
    assert opened == []
    panel.show_run(still_session(tmp_path, done_records()))
    panel.copy_button.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path)
    panel.open_button.click()
    assert opened == [tmp_path]
    assert panel.folder_label.toolTip() == str(tmp_path)
