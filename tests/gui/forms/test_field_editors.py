"""Editors: what is typed, what it means, and that the wheel changes nothing."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.field_facts import all_fields
from ftd_gui.forms.field_editors import (
    ChoiceEditor,
    ChoicesEditor,
    LineEditor,
    SwitchEditor,
    make_editor,
    number_to_text,
    text_to_number,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (100.0, "100"),
        (0.999, "0.999"),
        (1e-5, "1e-5"),
        (1.5e-7, "1.5e-7"),
        (1e16, "1e16"),
        (5, "5"),
        ("x", "x"),
    ],
)
def test_numbers_are_written_short(value: object, text: str) -> None:
    assert number_to_text(value) == text
    if not isinstance(value, str):
        kind = "int" if isinstance(value, int) else "float"
        assert text_to_number(text, kind) == value


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (" 12 ", "int", 12),
        ("1e4", "int", 10_000),
        ("2.5", "int", 2.5),
        ("\u22123", "int", -3),
        ("1e-5", "float", 1e-5),
        ("7", "float", 7.0),
        ("abc", "float", "abc"),
        ("", "int", ""),
        ("1_000", "int", "1_000"),
        ("1,5", "float", 1.5),
        ("1,500", "float", "1,500"),
        ("1,500", "int", "1,500"),
    ],
)
def test_what_a_typed_number_means(text: str, kind: str, value: object) -> None:
    meant = text_to_number(text, kind)
    assert meant == value and type(meant) is type(value)


def test_typed_text_stays_as_it_was_typed(qtbot: QtBot) -> None:
    editor = LineEditor(all_fields()["distill.iterations"])
    qtbot.addWidget(editor)
    editor.clear()
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor, "1e3")
    assert editor.value() == 1000
    editor.set_value(1000)
    assert editor.text() == "1e3"
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_value(2000)
    assert editor.text() == "2000"


def test_each_kind_has_its_editor_and_tells_of_edits(qtbot: QtBot) -> None:
    fields = all_fields()
    ground = QWidget()
    qtbot.addWidget(ground)
    choice = make_editor(fields["distill.init"], ground)
    assert isinstance(choice, ChoiceEditor)
    with qtbot.waitSignal(choice.edited):
        choice.setCurrentIndex(1)
    assert choice.value() == "noise"
    switch = make_editor(fields["buffer.dsa"], ground)
    assert isinstance(switch, SwitchEditor)
    with qtbot.waitSignal(switch.edited):
        switch.click()
    assert switch.value() is False
    several = make_editor(fields["dsa.ops"], ground)
    assert isinstance(several, ChoicesEditor)
    with qtbot.waitSignal(several.edited):
        several.boxes["flip"].click()
    assert several.value() == ("color", "crop", "cutout", "scale", "rotate")
    for editor in (choice, switch, several):
        editor.set_wrong(True)
        assert editor.property("wrong") == "true"


def test_the_wheel_changes_no_choice(qtbot: QtBot) -> None:
    editor = ChoiceEditor(all_fields()["data.source"])
    qtbot.addWidget(editor)
    editor.show()
    here = QPointF(5, 5)
    wheel = QWheelEvent(
        here,
        editor.mapToGlobal(here),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, wheel)
    assert editor.currentIndex() == 0 and not wheel.isAccepted()
