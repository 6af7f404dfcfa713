"""Logs of TensorBoard in the window: dropped, looked through in a process, compared; pages say what they lack."""

from collections.abc import Iterator
from math import nan
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.job_requests import LogImported, LogReport, TagFacts
from ftd_engine.protocol import AccuracyMeasured
from ftd_gui.main_window import COMPARE, MainWindow
from ftd_gui.pages.log_dialog import LogDialog
from ftd_gui.settings import Settings
from ftd_gui.views.number_text import MISSING, THIN_SPACE
from ftd_gui.views.run_result import result_cells, result_heads
from ftd_gui.views.run_words import accuracy_text
from tests.fixtures.recorded_runs import done_records, write_run
from tests.fixtures.tensorboard_logs import script_log


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(made)
    yield made
    made.close()


def test_a_dropped_log_is_compared_and_every_page_says_what_it_lacks(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """With the real process that reads it."""
    pytest.importorskip("tensorboard")
    own = write_run(tmp_path / "runs", done_records(), "done", "finished")
    window.show()
    window.compare_page.add(own.path)
    window.quick.drop.take_path(script_log(tmp_path / "theirs"))
    (dialog,) = window.findChildren(LogDialog)
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=30_000)
    assert dialog.name_edit.text() == "theirs" and "not known" in dialog.found_label.text()
    with qtbot.waitSignal(window.logs.imported, timeout=30_000) as imported:
        dialog.import_button.click()
    assert imported.args is not None
    path = imported.args[0]
    assert window.tabs.currentIndex() == COMPARE and window.library.row_of(path) >= 0
    runs = window.compare_page.runs
    place = runs.place_of(path)
    session = runs.at(place)
    assert session is not None and len(session.store.curve("matching_loss")) == 50
    # the defaults that its folder is read with are not its settings
    assert (place,) in runs.seed_groups()
    cells = result_cells("theirs", [(session.experiment, session.store)], "raw")
    texts = dict(zip((head.title for head in result_heads(False)), cells, strict=True))
    assert texts["Best"].text == f"55.5{THIN_SPACE}%"
    assert texts["Last"].text == f"52.2 ± 0.2{THIN_SPACE}%"
    assert texts["ipc"].text == texts["Seed"].text == texts["Data set"].text == MISSING
    form = window.configure_page.current_experiment()
    window.open_run(path)
    assert window.configure_page.current_experiment() == form
    qtbot.waitUntil(lambda: window.monitor_page.headline.title.text() == "Imported curves")
    assert "no images" in window.monitor_page.headline.caption.text()
    for page, empty in ((2, window.images_page.empty), (3, window.results_page.empty)):
        window.tabs.setCurrentIndex(page)
        assert empty.isVisible() and empty.text.startswith("This run has curves only")
    assert not window.phase_strip._labels["buffer"].isVisible()
    assert window.inspector._values["origin"].text() == "theirs"
    assert not window.commands.export.isEnabled()


TAGS = (
    TagFacts("a", 10, 0, 9, 0.1, 0.9, "expert_test_accuracy:2"),
    TagFacts("b", 10, 0, 9, nan, nan, ""),
    TagFacts("c", 1, 5, 5, 1.0, 1.0, ""),
)


def test_what_is_chosen_is_asked_for_and_contradictions_are_told(qtbot: QtBot) -> None:
    dialog = LogDialog(Path("/runs"), Path("/"))
    qtbot.addWidget(dialog)
    assert not dialog.import_button.isEnabled()
    dialog._looked_at = "/log"
    dialog._on_looked(LogReport(True, TAGS, "theirs", True, ("3 damaged records were left out.",)))
    assert dialog.import_button.isEnabled() and "came with them" in dialog.found_label.text()
    assert dialog.notes_label.text() == "3 damaged records were left out."
    boxes = dict(dialog._boxes)
    assert boxes["a"].currentText() == "Teacher accuracy, test, teacher 2"
    request = dialog.request()
    assert (request.path, request.workspace, request.name) == ("/log", "/runs", "theirs")
    assert request.targets == (("a", "expert_test_accuracy:2"), ("b", ""), ("c", ""))

    def choose(tag: str, target: str) -> str:
        boxes[tag].setCurrentIndex(boxes[tag].findData(target))
        assert dialog.import_button.isEnabled() == (not dialog.obstacle_label.text())
        return dialog.obstacle_label.text()

    assert choose("b", "accuracy_raw:std") == (
        "“b” is a spread, but no tag is its curve. Leave it out."
    )
    assert choose("c", "accuracy_raw") == ""
    assert "“c” and" not in choose("b", "accuracy_raw") != ""
    # the next free teacher may be asked for as often as one likes
    assert choose("b", "expert_test_loss") == choose("c", "expert_test_loss") == ""
    for tag in boxes:
        choose(tag, "")
    assert dialog.obstacle_label.text() == "Say of at least one tag which series it is."
    choose("a", "syn_lr")
    dialog.name_edit.setText("a/b")
    assert dialog.obstacle_label.text().startswith("Name the run")
    dialog._on_looked(LogReport(ok=False, message="/log is not there."))
    assert dialog.found_label.text() == "/log is not there."
    dialog._on_imported(LogImported(ok=False, message="The disk is full."))
    assert dialog.found_label.text() == "The disk is full."


@pytest.mark.parametrize(
    ("std", "accuracies", "text"),
    [(0.01, (0.5, 0.6), "55.0 ± 1.0_% (n = 2)"), (nan, (), "55.0_%"), (0.01, (), "55.0 ± 1.0_%")],
)
def test_of_an_accuracy_as_much_is_told_as_is_known(
    std: float, accuracies: tuple[float, ...], text: str
) -> None:
    measured = AccuracyMeasured("raw", 1, True, 0.55, std, accuracies, "")
    assert accuracy_text(measured) == text.replace("_", THIN_SPACE)
