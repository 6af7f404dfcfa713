"""Undo and redo of the form's settings: what is one step, what it is called, what comes back."""

from typing import Any

import pytest

from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_gui.forms.edit_history import EditHistory, FormState
from ftd_gui.forms.value_words import change_words, field_words, value_words
from ftd_gui.views.number_text import THIN_SPACE


def with_value(state: FormState, path: str, value: object) -> FormState:
    values: dict[str, Any] = {
        key: dict(inner) if isinstance(inner, dict) else inner
        for key, inner in state.values.items()
    }
    section, _, name = path.rpartition(".")
    (values[section] if section else values)[name] = value
    return FormState(values)


@pytest.fixture
def history(qapp: object) -> EditHistory:
    history = EditHistory()
    history.begin(FormState(Experiment().model_dump()))
    return history


def type_in(history: EditHistory, path: str, *values: object) -> None:
    for value in values:
        history.note_edit(path, with_value(history.present, path, value))


def test_typing_in_one_field_is_one_step(history: EditHistory) -> None:
    first = history.present
    type_in(history, "distill.iterations", 3, 30, 300)
    assert history.undo_words == f"Iterations (Distill) 1{THIN_SPACE}000 → 300"
    shown: list[tuple[object, str]] = []
    history.wanted.connect(lambda state, path: shown.append((state, path)))
    history.undo()
    assert shown == [(first, "distill.iterations")]
    assert history.present == first and history.undo_words == ""
    history.redo()
    assert history.present.values["distill"]["iterations"] == 300
    history.redo()
    assert len(shown) == 2


def test_a_settled_field_begins_a_new_step(history: EditHistory) -> None:
    type_in(history, "seed", 1, 12)
    history.seal()
    type_in(history, "seed", 1, 13)
    assert history.undo_words == "Seed 12 → 13"
    history.undo()
    assert history.undo_words == "Seed 0 → 12"


def test_what_comes_back_to_where_it_was_is_no_step(history: EditHistory) -> None:
    type_in(history, "seed", 1, 0)
    assert history.undo_words == ""


def test_typing_after_an_undo_is_a_step_of_its_own(history: EditHistory) -> None:
    type_in(history, "seed", 1)
    history.seal()
    type_in(history, "seed", 2)
    history.undo()
    type_in(history, "seed", 3)
    assert history.undo_words == "Seed 1 → 3" and history.redo_words == ""


def test_many_settings_at_once_are_one_step(history: EditHistory) -> None:
    history.note("Preset A", with_value(history.present, "seed", 5))
    assert history.undo_words == "Preset A"
    # the same settings again change nothing
    history.note("Preset A", FormState(history.present.values, preset_key="a"))
    assert history.present.preset_key == "a"
    history.undo()
    assert history.undo_words == "" and history.redo_words == "Preset A"


def test_looking_at_runs_one_after_another_is_one_step(history: EditHistory) -> None:
    before = history.present
    for number in (3, 4, 5):
        history.note(f"Settings of {number}", with_value(before, "seed", number), grows=True)
    assert history.undo_words == "Settings of 5"
    history.note("Close the run", before, grows=True)
    assert history.undo_words == ""


def test_beginning_anew_forgets_all_steps(history: EditHistory) -> None:
    type_in(history, "seed", 4)
    history.begin(FormState(Experiment().model_dump()))
    assert history.undo_words == history.redo_words == ""


def test_no_two_settings_are_called_the_same() -> None:
    words = [field_words(facts) for facts in all_fields().values()]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("path", "before", "after", "words"),
    [
        ("data.zca", False, True, "ZCA whitening off → on"),
        ("distill.syn_lr_lr", 1e-5, 0.5, "Rate of the rate 1e−5 → 0.5"),
        ("data.folder", "", "/data/" + "x" * 40, "Folder empty → …" + "x" * 27),
        ("dsa.ops", ("color", "flip"), ("color", "crop"), "Operations + crop, − flip"),
        ("seed", 0, "-x", "Seed 0 → -x"),
    ],
)
def test_steps_say_what_changed(path: str, before: object, after: object, words: str) -> None:
    assert change_words(all_fields()[path], before, after) == words


def test_an_empty_list_has_a_word() -> None:
    assert value_words(()) == "none" and value_words(("a", "b")) == "a, b"
