"""Configure page: readiness, presets, drafts, and what Start asks for."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from ftd_engine.experiment import Experiment
from ftd_engine.presets import Preset, demo_experiment, load_presets
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.runs.run_store import RunStore
from ftd_gui.theme import DARK
from tests.fixtures.recorded_runs import tiny_experiment


@pytest.fixture
def page(qtbot: QtBot) -> ConfigurePage:
    page = ConfigurePage(load_presets())
    qtbot.addWidget(page)
    page.set_theme(DARK)
    return page


def type_into(page: ConfigurePage, path: str, text: str) -> None:
    editor = page.form.editor(path)
    assert isinstance(editor, QLineEdit)
    editor.setText(text)


def session(name: str) -> Any:
    return SimpleNamespace(experiment=tiny_experiment(name), store=RunStore())


def test_right_settings_can_be_started(qtbot: QtBot, page: ConfigurePage) -> None:
    assert page.start_button.isEnabled() and page.start_obstacle() == ""
    with qtbot.waitSignal(page.start_requested) as blocker:
        page.start_button.click()
    assert blocker.args == [Experiment()]


def test_a_wrong_setting_disables_start_and_says_so(qtbot: QtBot, page: ConfigurePage) -> None:
    with qtbot.waitSignal(page.readiness_changed):
        type_into(page, "distill.image_lr", "much")
    assert not page.start_button.isEnabled()
    assert page.start_button.toolTip() == "1 setting needs attention: Image rate."
    assert page.form.problem_text("distill.image_lr").startswith('Image rate is "much".')
    assert page.current_experiment() is None
    with qtbot.assertNotEmitted(page.start_requested):
        page.request_start()
    type_into(page, "distill.image_lr", "1e3")
    assert page.start_button.isEnabled()
    found = page.current_experiment()
    assert found is not None and found.distill.image_lr == 1000.0


def test_rules_across_fields_stand_beside_their_field(page: ConfigurePage) -> None:
    type_into(page, "distill.max_start_epoch", "100")
    assert "lies beyond" in page.form.problem_text("distill.max_start_epoch")
    type_into(page, "buffer.epochs", "200")
    assert page.form.problem_text("distill.max_start_epoch") == ""


def test_many_problems_are_summed_up(page: ConfigurePage) -> None:
    for path in ("seed", "buffer.epochs", "distill.ipc", "distill.syn_steps"):
        type_into(page, path, "-1")
    assert page.start_obstacle().startswith("4 settings need attention: Seed, Epochs,")
    assert page.start_obstacle().endswith("and 1 more.")


def test_a_reason_from_outside_blocks_too(page: ConfigurePage) -> None:
    page.set_blocked("A run is under way.")
    assert not page.start_button.isEnabled()
    assert page.start_button.toolTip() == "A run is under way."
    page.set_blocked("")
    assert page.start_button.isEnabled()


def test_a_preset_fills_the_form(page: ConfigurePage) -> None:
    page.preset_box.setCurrentIndex(page.preset_box.findData("demo"))
    page.preset_box.activated.emit(page.preset_box.currentIndex())
    assert page.current_experiment() == demo_experiment()
    assert not page.preset_facts.isHidden() and page.preset_facts.story_label.text()
    type_into(page, "seed", "7")
    assert page.preset_box.currentIndex() == -1
    assert page.preset_facts.isHidden()


def test_the_settings_of_a_run_are_the_base_of_the_next(page: ConfigurePage) -> None:
    page.show_run(session("first"))
    assert page.current_experiment() == tiny_experiment("first")
    assert "stays as it is" in page._notice.text
    type_into(page, "seed", "3")
    assert "Start makes a new run" in page._notice.text
    assert page.draft_button.isHidden()


def test_a_draft_survives_a_look_at_a_run(page: ConfigurePage) -> None:
    type_into(page, "seed", "-5")
    page.show_run(session("first"))
    assert page.start_obstacle() == "" and not page.draft_button.isHidden()
    page.draft_button.click()
    assert page.form.values()["seed"] == -5
    assert page.start_obstacle().startswith("1 setting needs attention")
    page.show_run(session("first"))
    page.show_run(None)
    assert page.form.values()["seed"] == -5


def test_without_a_draft_closing_a_run_goes_back_to_the_defaults(page: ConfigurePage) -> None:
    page.show_run(session("first"))
    page.show_run(None)
    assert page.current_experiment() == Experiment()
    page.show_run(None)
    page.refresh(frozenset())


def test_a_run_that_was_just_started_is_no_draft(page: ConfigurePage) -> None:
    page.show_experiment(tiny_experiment("mine"), "Mine")
    page.show_run(session("mine"))
    assert page.draft_button.isHidden()


def test_advanced_settings_can_be_shown(page: ConfigurePage) -> None:
    page.advanced_box.click()
    assert page.form.editor("threads").isVisibleTo(page)


def test_no_presets_is_no_trouble(qtbot: QtBot) -> None:
    nothing: tuple[Preset, ...] = ()
    page = ConfigurePage(nothing)
    qtbot.addWidget(page)
    assert page.preset_box.count() == 0 and page.start_button.isEnabled()


def choose_preset(page: ConfigurePage, key: str) -> None:
    page.preset_box.setCurrentIndex(page.preset_box.findData(key))
    page.preset_box.activated.emit(page.preset_box.currentIndex())


def test_every_kind_of_change_can_be_undone(page: ConfigurePage) -> None:
    assert page.history.undo_words == ""
    states = [page.form.values()]
    type_into(page, "seed", "7")
    states.append(page.form.values())
    choose_preset(page, "demo")
    states.append(page.form.values())
    page.show_run(session("first"))
    states.append(page.form.values())
    page.advanced_box.click()
    editor = page.form.editor("data.zca")
    assert isinstance(editor, QCheckBox)
    editor.click()
    states.append(page.form.values())
    for state in reversed(states[:-1]):
        page.history.undo()
        assert page.form.values() == state
    assert page.current_experiment() == Experiment() and page.history.undo_words == ""
    for state in states[1:]:
        page.history.redo()
        assert page.form.values() == state
    assert "Based on “first”" in page._notice.text


def test_an_undone_advanced_setting_comes_into_sight(page: ConfigurePage) -> None:
    page.advanced_box.click()
    type_into(page, "threads", "4")
    page.advanced_box.click()
    assert not page.form.editor("threads").isVisibleTo(page)
    page.history.undo()
    assert page.form.editor("threads").isVisibleTo(page)


def test_leaving_a_field_ends_a_step(qtbot: QtBot, page: ConfigurePage) -> None:
    editor = page.form.editor("seed")
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "12")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "3")
    assert page.history.undo_words == "Seed 12 → 123"


def test_the_difference_to_the_preset_is_listed_and_can_be_put_back(page: ConfigurePage) -> None:
    choose_preset(page, "demo")
    assert page.difference.isHidden()
    type_into(page, "seed", "7")
    type_into(page, "distill.image_lr", "much")
    demo = demo_experiment()
    assert page.preset_box.placeholderText().startswith("Changed: ")
    assert not page.difference.isHidden()
    assert page.difference.summary.text() == (
        f"2 settings differ from “{page.base_preset().title}”: Seed, Image rate."  # pyright: ignore[reportOptionalMemberAccess]
    )
    page.difference.list_button.click()
    assert list(page.difference.back_buttons) == ["seed", "distill.image_lr"]
    page.difference.back_buttons["distill.image_lr"].click()
    assert page.form.values()["distill"]["image_lr"] == demo.distill.image_lr
    assert list(page.difference.back_buttons) == ["seed"]
    assert page.history.undo_words.startswith("Image rate much → ")
    page.difference.all_button.click()
    assert page.difference.isHidden() and page.current_experiment() == demo
    page.history.undo()
    assert page.form.values()["seed"] == 7 and not page.difference.isHidden()


def test_the_settings_of_a_run_of_a_preset_are_compared_with_it(page: ConfigurePage) -> None:
    session = SimpleNamespace(experiment=demo_experiment(), store=RunStore())
    page.show_run(session)  # pyright: ignore[reportArgumentType]
    type_into(page, "seed", "7")
    assert list(page.difference.back_buttons) == ["seed"]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("image rate", "distill.image_lr"),
        ("lr_img", "distill.image_lr"),
        ("T⁺", "distill.max_start_epoch"),
        ("squashed", "data.image_size_px"),
        ("cpu THREADS", "threads"),
    ],
)
def test_settings_are_found(page: ConfigurePage, words: str, path: str) -> None:
    page.search_edit.setText(words)
    assert page._found[0] == path and len(page._found) < 5
    assert page.form.editor(path).isVisibleTo(page)
    assert not page.form.editor("name").isVisibleTo(page)
    page.search_edit.clear()
    assert page.form.editor("name").isVisibleTo(page)


def test_a_search_that_finds_nothing_says_so(qtbot: QtBot, page: ConfigurePage) -> None:
    page.search_edit.setText("warp drive")
    assert page._nothing.isVisibleTo(page) and not page.form.isVisibleTo(page)
    page.search_edit.first_wanted.emit()
    qtbot.keyClick(page.search_edit, Qt.Key.Key_Escape)
    assert page.search_edit.text() == "" and page.form.isVisibleTo(page)


def test_return_goes_to_the_first_setting_found(qtbot: QtBot, page: ConfigurePage) -> None:
    with qtbot.waitExposed(page):
        page.show()
    page.find_setting()
    qtbot.keyClicks(page.search_edit, "lr_img")
    qtbot.keyClick(page.search_edit, Qt.Key.Key_Return)
    assert page.form.editor("distill.image_lr").hasFocus()
    type_into(page, "distill.image_lr", "wrong")
    page.search_edit.setText("seed")
    assert not page.form.editor("distill.image_lr").isVisibleTo(page)
    # undoing brings back into sight what the search hides
    page.history.undo()
    assert page.search_edit.text() == "" and page.form.editor("distill.image_lr").hasFocus()
