"""Hints in empty fields tell themselves apart from what was entered."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ftd_gui.theme import LIGHT, THEMES, Theme, apply_theme
from ftd_gui.views.hint_text import say_hint
from tests.gui.test_theme import contrast


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_hint_is_paler_and_slanted_until_something_is_entered(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    line, area = QLineEdit(), QPlainTextEdit()
    line.setProperty("look", "small")
    for field in (line, area):
        qtbot.addWidget(field)
        say_hint(field, "what belongs here")
        field.show()
    apply_theme(qapp, theme)
    ink = line.palette().color(QPalette.ColorRole.PlaceholderText)
    assert ink.alpha() == 255 and ink.name() != theme.text
    for ground in (theme.card, theme.window):
        assert contrast(ink.name(), ground) > 4.5
    assert contrast(ink.name(), theme.text) > 1.5
    assert line.font().italic() and area.font().italic()
    line.setText("entered")
    area.setPlainText("entered")
    assert not line.font().italic() and not area.font().italic()
    line.clear()
    say_hint(line, "something else")
    assert line.font().italic() and line.placeholderText() == "something else"
    apply_theme(qapp, LIGHT)
    qapp.setStyleSheet("")
