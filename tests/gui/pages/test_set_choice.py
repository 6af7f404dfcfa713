"""Which set an export writes: what is chosen at first, what else can be, and the words for it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_engine.protocol import AccuracyMeasured, BestChosen, SetName
from ftd_gui.pages.export_dialog import ExportDialog, ExportOffer
from ftd_gui.pages.set_choice import SetChoice, SetKind, StoredSets
from ftd_gui.theme import LIGHT
from ftd_gui.views.number_text import THIN_SPACE


def measured(
    set_name: SetName, iteration: int, mean: float, *, final: bool = False
) -> AccuracyMeasured:
    on = "test" if final else "held-out"
    return AccuracyMeasured(set_name, iteration, final, mean, 0.01, (mean,), "as ever", on)


@pytest.fixture
def sets() -> StoredSets:
    """The series have different best sets, and neither is the newest."""
    return StoredSets(
        (0, 20, 40, 60, 80),
        {
            "raw": BestChosen("raw", 20, "held-out", 0.60),
            "ema": BestChosen("ema", 60, "held-out", 0.67),
        },
        (
            measured("raw", 20, 0.60),
            measured("ema", 40, 0.641),
            measured("ema", 60, 0.67),
            measured("raw", 20, 0.58, final=True),
            measured("ema", 60, 0.661, final=True),
        ),
        shown=40,
    )


def make(qtbot: QtBot, sets: StoredSets, kind: SetKind = "best") -> SetChoice:
    choice = SetChoice(sets, "ema", kind)
    qtbot.addWidget(choice)
    choice.show()
    return choice


def kinds(choice: SetChoice) -> list[str]:
    return [choice.kind_box.itemData(row) for row in range(choice.kind_box.count())]


def choose(choice: SetChoice, kind: SetKind) -> str:
    choice.kind_box.setCurrentIndex(choice.kind_box.findData(kind))
    return choice.reason_label.text()


def test_the_evaluated_set_comes_first_and_says_why(qtbot: QtBot, sets: StoredSets) -> None:
    choice = make(qtbot, sets)
    assert (choice.kind, choice.iteration) == ("best", 60)
    words = choice.reason_label.text().replace(THIN_SPACE, " ")
    assert "Iteration 60, the best by held-out images, 67.0 %." in words
    assert "Test accuracy, as in Results: 66.1 %." in words


def test_each_series_has_its_own_best_set(qtbot: QtBot, sets: StoredSets) -> None:
    choice = make(qtbot, sets)
    with qtbot.waitSignal(choice.changed):
        choice.set_series("raw")
    assert (choice.kind, choice.iteration) == ("best", 20)
    assert "58.0" in choice.reason_label.text()


def test_the_others_are_offered_and_say_whose_the_accuracy_is(
    qtbot: QtBot, sets: StoredSets
) -> None:
    choice = make(qtbot, sets)
    assert kinds(choice) == ["best", "newest", "shown", "exact"]
    words = choose(choice, "newest")
    assert choice.iteration == 80 and "Iteration 80, the newest." in words
    assert "was not evaluated" in words
    assert "accuracy in Results is that of iteration 60" in words
    words = choose(choice, "shown")
    assert choice.iteration == 40 and "held-out images is 64.1" in words


def test_an_exact_iteration_is_typed_or_stepped_to(qtbot: QtBot, sets: StoredSets) -> None:
    choice = make(qtbot, sets)
    choose(choice, "exact")
    assert choice.iteration == 60
    with qtbot.waitSignal(choice.changed):
        choice.iteration_box.setValue(22)
    assert choice.iteration == choice.iteration_box.value() == 20
    choose(choice, "best")
    qtbot.keyClick(choice.iteration_box, Qt.Key.Key_Down)
    assert (choice.kind, choice.iteration) == ("exact", 40)
    assert "Iteration 40, stored on the way." in choice.reason_label.text()
    for _ in range(3):
        qtbot.keyClick(choice.iteration_box, Qt.Key.Key_Down)
    assert choice.iteration == 0


@pytest.mark.parametrize(
    ("chosen_by", "words"),
    [
        ("literature", "the best by the test images, as the literature does"),
        ("last", "the last one: no best one was selected"),
    ],
)
def test_other_ways_to_choose_are_named(
    qtbot: QtBot, sets: StoredSets, chosen_by: str, words: str
) -> None:
    best = replace(sets.best["ema"], chosen_by=chosen_by)
    choice = make(qtbot, replace(sets, best={"ema": best}))
    assert choice.iteration == 60 and words in choice.reason_label.text()


def test_without_any_evaluation_it_is_the_newest_and_says_so(qtbot: QtBot) -> None:
    choice = make(qtbot, StoredSets((0, 20, 40)))
    assert (choice.kind, choice.iteration) == ("newest", 40)
    assert kinds(choice) == ["newest", "exact"]
    assert "Iteration 40, the newest." in choice.reason_label.text()
    assert "No set of this run was evaluated" in choice.reason_label.text()


def test_before_the_choice_nothing_is_called_the_best(qtbot: QtBot, sets: StoredSets) -> None:
    choice = make(qtbot, replace(sets, best={}, measured=sets.measured[:3]))
    assert choice.kind == "newest" and "best" not in kinds(choice)
    assert "has not chosen its best set" in choice.reason_label.text()


def test_a_best_set_that_is_not_stored_is_not_offered(qtbot: QtBot, sets: StoredSets) -> None:
    choice = make(qtbot, replace(sets, iterations=(0, 20)))
    assert (choice.kind, choice.iteration) == ("newest", 20)


def test_the_dialog_writes_what_is_chosen(qtbot: QtBot, sets: StoredSets, tmp_path: Path) -> None:
    offer = ExportOffer(tmp_path, "demo", sets, True, "ema", "best", 10, tmp_path / "out")
    dialog = ExportDialog(offer, LIGHT)
    qtbot.addWidget(dialog)
    request = dialog.request()
    assert request.iteration == 60 and request.path_of("pt").endswith("iteration-60-ema.pt")
    dialog.raw_button.click()
    request = dialog.request()
    assert (request.iteration, request.series) == (20, "raw")
    assert request.path_of("pt").endswith("iteration-20-raw.pt")
    choose(dialog.set_choice, "newest")
    request = dialog.request()
    assert request.iteration == 80 and request.path_of("pt").endswith("iteration-80-raw.pt")
