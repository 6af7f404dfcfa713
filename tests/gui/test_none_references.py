"""A guard against PySide6 builds that give away a reference to None with every void call."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def test_void_calls_keep_none(qtbot: QtBot) -> None:
    # PySide6 6.12.0 on Python 3.11 loses one a call and aborts the program once none are left
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(100):
        widget.update()
    assert sys.getrefcount(None) > before - 50
