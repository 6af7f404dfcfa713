"""Small questions and messages that stand over the window without stopping it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def tell_problem(parent: QWidget, what: str, details: str) -> None:
    """Say that something could not be done, and why."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "FTD Studio", what, parent=parent)
    # both may hold names from files of strangers
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(details)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.addButton(QMessageBox.StandardButton.Close)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def ask_to_remove(parent: QWidget, title: str, on_remove: Callable[[], None]) -> None:
    """Ask whether a preset of the user's shall go."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon, "FTD Studio", f"Remove the preset “{title}”?", parent=parent
    )
    box.setInformativeText("Its file is deleted. The settings in the form stay as they are.")
    remove = box.addButton("Remove preset", QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton("Keep preset", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    remove.clicked.connect(on_remove)
    box.open()


def ask_to_stop(parent: QWidget, run_name: str, on_stop: Callable[[], None]) -> None:
    """Ask whether a run that is under way shall be stopped so that the window can close."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon, "FTD Studio", f"“{run_name}” is still under way.", parent=parent
    )
    box.setInformativeText(
        "Closing the window stops it after the present step. All sets stored so far are kept."
    )
    stop = box.addButton("Stop and close", QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton("Keep window", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    stop.clicked.connect(on_stop)
    box.open()
