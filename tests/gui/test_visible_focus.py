"""Where the keys are can be seen: every control that takes them looks different while it has them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import COMPARE, CONFIGURE, PAGE_TITLES, MainWindow
from ftd_gui.pages.import_dialog import ImportDialog
from ftd_gui.pages.log_dialog import LogDialog
from ftd_gui.pages.update_dialog import UpdateDialog
from ftd_gui.settings import Settings, ThemeChoice
from ftd_gui.theme import LIGHT
from tests.fixtures.recorded_runs import done_records, tiny_experiment, write_run

AROUND_PX = 3
"""A ring may be drawn by what holds the control, just outside of it."""
BESIDE_PX = 1
"""How much wider a box may be than its words ask for."""


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


def test_the_ring_of_a_box_hugs_its_words(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """A ring as wide as the column would say that everything in it is one control."""
    window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    runs = [write_run(tmp_path / "runs", done_records(), "done", name) for name in ("a", "b")]
    window.library.refresh()
    window.open_run(runs[0].path)
    qtbot.waitUntil(lambda: window.library.rowCount() == len(runs))
    qtbot.waitUntil(window.commands.export.isEnabled)
    window.queue.hold("nothing is to run here.")
    window.queue.add(tiny_experiment("next"))
    for run in runs:
        window.compare_page.add(run.path)
    seen: set[QWidget] = set()
    wide: list[str] = []

    def look(room: QWidget, place: str) -> None:
        qtbot.wait(50)
        for kind in (QCheckBox, QRadioButton):
            for box in room.findChildren(kind):
                if box.isVisible() and box not in seen:
                    seen.add(box)
                    spare = box.width() - box.sizeHint().width()
                    if spare > BESIDE_PX:
                        wide.append(f"{place}: “{box.text()}” is {spare} px wider than its words")

    for index, page in enumerate(PAGE_TITLES):
        window.tabs.setCurrentIndex(index)
        if index == CONFIGURE:
            look(window, page)
            window.configure_page.form.set_shows_advanced(True)
        for part in range(window.compare_page.tabs.count() if index == COMPARE else 1):
            window.compare_page.tabs.setCurrentIndex(part)
            look(window, page)
    actions = window.commands
    for action in (actions.export, actions.notice_settings):
        action.trigger()
        look(window, action.text())
    for dialog in (
        ImportDialog(LIGHT, tmp_path, window),
        LogDialog(tmp_path, tmp_path, window),
        UpdateDialog("0.1", Settings(tmp_path / "s.ini"), window),
    ):
        dialog.open()
        look(dialog, type(dialog).__name__)
        dialog.close()
    window.close_now()
    qapp.setStyleSheet("")
    assert len(seen) > 35
    assert not wide, "\n".join(wide)
