"""Where the keys are can be seen: every control that takes them looks different while it has them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import PAGE_TITLES, MainWindow
from ftd_gui.settings import Settings, ThemeChoice
from tests.fixtures.recorded_runs import done_records, write_run

AROUND_PX = 3
"""A ring may be drawn by what holds the control, just outside of it."""


def picture(window: QWidget, widget: QWidget) -> QImage:
    corner = widget.mapTo(window, widget.rect().topLeft())
    area = widget.rect().translated(corner)
    area.adjust(-AROUND_PX, -AROUND_PX, AROUND_PX, AROUND_PX)
    return window.grab(area).toImage()


@pytest.mark.parametrize("choice", ["light", "contrast"])
def test_the_focus_is_seen_everywhere(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, choice: ThemeChoice
) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings.theme_choice = choice
    window = MainWindow(tmp_path / "runs", settings)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    run = write_run(tmp_path / "runs", done_records(), "done", "finished run")
    window.library.refresh()
    window.open_run(run.path)
    unseen: list[str] = []
    looked_at: set[QWidget] = set()
    for index, page in enumerate(PAGE_TITLES):
        window.tabs.setCurrentIndex(index)
        window.setFocus()
        for widget in window.findChildren(QWidget):
            takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if not (takes_keys and widget.isVisible() and widget.isEnabled()):
                continue
            if widget in looked_at or widget.visibleRegion().isEmpty() or widget.focusProxy():
                continue
            looked_at.add(widget)
            before = picture(window, widget)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if not widget.hasFocus():
                continue
            if picture(window, widget) == before:
                name = widget.accessibleName() or widget.objectName()
                unseen.append(f"{page}: {type(widget).__name__} “{name}”")
            window.setFocus()
    window.close_now()
    qapp.setStyleSheet("")
    assert len(looked_at) > 60
    assert unseen == []
