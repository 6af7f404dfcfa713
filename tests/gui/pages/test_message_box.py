"""Messages over the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ftd_gui.pages.message_box import tell_problem


def test_names_from_strangers_are_shown_and_not_obeyed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    tell_problem(window, "<b>dress</b> cannot be read.", "<a href='x'>Mend it</a>.")
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.text().startswith("<b>dress") and box.informativeText().startswith("<a href")
    box.close()
