"""The form: a field for every setting, values that come back, problems beside their field."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.config_checks import Problem, find_problems
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import FieldFacts, all_fields, form_sections
from ftd_gui.forms.config_form import ConfigForm, field_tooltip
from ftd_gui.forms.field_editors import PathEditor
from ftd_gui.theme import DARK
from ftd_gui.views.number_text import THIN_SPACE


@pytest.fixture
def form(qtbot: QtBot) -> ConfigForm:
    form = ConfigForm(form_sections())
    qtbot.addWidget(form)
    return form


def other_value(facts: FieldFacts) -> Any:
    """An allowed value that is not the default."""
    match facts.kind:
        case "int":
            return facts.default + 1 if facts.maximum != facts.default else facts.default - 1
        case "float":
            return facts.default * 0.5 or 0.25
        case "bool":
            return not facts.default
        case "choice":
            return facts.choices[-1]
        case "choices":
            return facts.choices[:2]
        case "text":
            return f"{facts.default}-2"


def test_the_defaults_are_there_at_first(form: ConfigForm) -> None:
    assert find_problems(form.values()) == (Experiment(), ())


@pytest.mark.parametrize("path", sorted(all_fields()))
def test_every_value_comes_back(qtbot: QtBot, form: ConfigForm, path: str) -> None:
    section, _, name = path.rpartition(".")
    values = Experiment().model_dump()
    place = values[section] if section else values
    place[name] = other_value(all_fields()[path])
    with qtbot.assertNotEmitted(form.edited):
        form.set_raw_values(values)
    assert form.values() == values
    assert form.label_of(path) == all_fields()[path].label


@pytest.mark.parametrize("path", sorted(all_fields()))
def test_a_problem_stands_beside_its_field(form: ConfigForm, path: str) -> None:
    form.show_problems([Problem(path, "1", "This is wrong.", "Mend it.")])
    assert form.problem_text(path) == "This is wrong. Mend it."
    # also where the field belongs to the advanced ones
    assert form.editor(path).isVisibleTo(form)
    assert form.editor(path).property("wrong") == "true"
    others = [other for other in all_fields() if other != path]
    assert not any(form.problem_text(other) for other in others)
    form.show_problems([])
    assert form.problem_text(path) == ""


def test_advanced_settings_are_hidden_until_asked_for(form: ConfigForm) -> None:
    assert not form.editor("distill.momentum").isVisibleTo(form)
    form.set_shows_advanced(True)
    assert form.editor("distill.momentum").isVisibleTo(form)


def test_settings_that_do_not_matter_are_greyed(qtbot: QtBot, form: ConfigForm) -> None:
    assert form.editor("buffer.rho").isEnabledTo(form)
    with qtbot.waitSignal(form.edited):
        form.editor("buffer.trajectory").setCurrentText("plain")  # pyright: ignore[reportAttributeAccessIssue]
    assert not form.editor("buffer.rho").isEnabledTo(form)
    assert not form.editor("buffer.alpha").isEnabledTo(form)
    assert form.editor("buffer.expert_lr").isEnabledTo(form)


def test_help_names_range_paper_and_flag() -> None:
    tip = field_tooltip(all_fields()["buffer.rho"])
    for part in ("ρ", "at least 0, at most 10", "Equation 15", "rho_max", "uphill"):
        assert part in tip
    assert "Paper:" not in field_tooltip(all_fields()["distill.momentum"])


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("distill.iterations", f"Default: 1{THIN_SPACE}000"),
        ("distill.ema_decay", "Default: 0.999"),
        ("data.zca", "Default: off"),
        ("data.folder", "Default: empty"),
        ("dsa.ops", "Default: color, crop"),
        ("network.kind", "Default: convnet"),
    ],
)
def test_help_names_the_default_as_the_form_shows_it(
    form: ConfigForm, path: str, words: str
) -> None:
    editor = form.editor(path)
    assert words in editor.toolTip() and words in editor.whatsThis()
    assert words not in field_tooltip(replace(all_fields()[path], default="another"))


def test_the_default_has_the_decimal_sign_of_the_language() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German))
    assert "Default: 0,999" in field_tooltip(all_fields()["distill.ema_decay"])


def test_every_editor_tells_its_name_and_help(form: ConfigForm) -> None:
    for path, facts in all_fields().items():
        editor = form.editor(path)
        assert editor.accessibleName().startswith(facts.label)
        assert facts.help in editor.accessibleDescription()
        assert editor.toolTip() and editor.whatsThis()


def test_tab_order_is_reading_order(form: ConfigForm) -> None:
    # the choices have their boxes instead of themselves in the chain
    expected = [path for path in all_fields() if path != "dsa.ops"]
    chain: list[str] = []
    widget: QWidget | None = form.editor("name")
    for _ in range(500):
        assert widget is not None
        if widget.objectName() in expected and widget.objectName() not in chain:
            chain.append(widget.objectName())
        widget = widget.nextInFocusChain()
    assert chain == expected


@pytest.mark.parametrize(("width", "columns"), [(500, 1), (980, 2), (1500, 3)])
def test_cards_stand_in_as_many_columns_as_fit(qtbot: QtBot, width: int, columns: int) -> None:
    scroll = QScrollArea()
    qtbot.addWidget(scroll)
    form = ConfigForm(form_sections())
    form.set_theme(DARK)
    scroll.setWidgetResizable(True)
    scroll.setWidget(form)
    scroll.resize(width, 900)
    scroll.show()

    def left_edges() -> set[int]:
        # the check boxes of the choices stand in a box of their own, whose edge it is
        editors = [form.editor(path) for path in all_fields()]
        return {e.mapTo(form, QPoint()).x() for e in editors if e.isVisible()}

    # within a column all fields have one left edge
    qtbot.waitUntil(lambda: len(left_edges()) == columns, timeout=2000)
    assert form.width() <= width


def test_a_path_has_a_button_that_is_named_and_reached_behind_its_field(
    qtbot: QtBot, form: ConfigForm
) -> None:
    form.show()
    editor = form.editor("data.folder")
    assert isinstance(editor, PathEditor) and not isinstance(form.editor("name"), PathEditor)
    button = editor.button
    assert button.isVisible() and editor.nextInFocusChain() is button
    assert button.accessibleName() == "Choose: Folder, Data"
    assert button.accessibleDescription() == editor.accessibleDescription()
    # F1 and What's This tell of the setting
    assert button.objectName() == "data.folder" and button.whatsThis() == editor.whatsThis()
    with qtbot.waitSignal(form.choice_wanted) as asked:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == ["data.folder"]
    form.search("sharpness")
    assert not button.isVisible()
    form.search("folder")
    assert button.isVisible()
