"""About: versions and citations, ready to be copied."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ftd_gui.pages.about_dialog import AboutDialog, version_lines, version_of


def test_versions_and_citations_can_be_copied(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.copy_versions_button.click()
    assert "Qt 6" in QGuiApplication.clipboard().text()
    dialog.copy_citations_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "du2023minimizing" in copied and "cazenavette2022dataset" in copied


def test_a_package_that_is_missing_is_said_to_be() -> None:
    assert version_of("no-such-package-here") == "not installed"
    assert version_lines().count("\n") == 3
