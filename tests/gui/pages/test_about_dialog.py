"""About: versions, licences, folders and citations, ready to be copied and opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ftd_gui.pages.about_dialog import AboutDialog


def test_versions_and_citations_can_be_copied(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = AboutDialog(tmp_path)
    qtbot.addWidget(dialog)
    dialog.copy_versions_button.click()
    copied = QGuiApplication.clipboard().text()
    for name in ("FTD Studio", "Python 3.", "Qt 6", "PySide6 6", "NumPy 2", "PyTorch", "pyqtgraph"):
        assert name in copied
    dialog.copy_citations_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "du2023minimizing" in copied and "cazenavette2022dataset" in copied


def test_what_is_used_is_licensed_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = AboutDialog(tmp_path)
    qtbot.addWidget(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for licence in ("GNU Lesser General Public License", "ISC", "Fashion-MNIST, MIT", "BSD"):
        assert licence in words


def test_folders_are_opened_where_they_are_there(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def remember(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", remember)
    dialog = AboutDialog(tmp_path)
    qtbot.addWidget(dialog)
    buttons = {button.text(): button for button in dialog.folders.findChildren(QPushButton)}
    buttons["Runs"].click()
    assert opened == [str(tmp_path)]
    assert not buttons["Teachers"].isEnabled() and "not made yet" in buttons["Teachers"].toolTip()
