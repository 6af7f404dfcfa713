"""A font 30 % larger than usual on a screen of 1280 pixels: everything fits, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ftd_engine.protocol import BestChosen
from ftd_gui.language import use_language
from ftd_gui.main_window import IMAGES, MainWindow
from ftd_gui.plots.plot_legend import LegendEntry
from ftd_gui.settings import Settings
from ftd_gui.views.comparison_bar import KINDS
from ftd_gui.views.value_table import ValueTable
from tests.fixtures.recorded_runs import done_records, write_run

WIDTH, HEIGHT = 1280, 720
LARGE_PT = 13
SIDE_PX = 320
"""What the docks at the side have, and the pages do not."""
RUN = [kind for _, kind, _ in KINDS].index("run")
FONT = Path(__file__).parent / "pictures" / "DejaVuSans.ttf"


@pytest.fixture(params=["en", "de"])
def window(
    request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> Iterator[MainWindow]:
    usual = qapp.font()
    number = QFontDatabase.addApplicationFont(str(FONT))
    # a wide font, and the same on every machine
    qapp.setFont(QFont(QFontDatabase.applicationFontFamilies(number)[0], LARGE_PT))
    use_language(qapp, request.param)
    window = MainWindow(
        *(tmp_path / "runs", Settings(tmp_path / "s.ini")),
        data_entry="tests.gui.pages.data_fakes:look_well",
        machine_entry="tests.gui.pages.data_fakes:tell_machine",
    )
    qtbot.addWidget(window)
    window.show()
    window.showNormal()
    window.resize(WIDTH, HEIGHT)
    docks = [window.frame.experiments, window.frame.inspector]
    window.resizeDocks(docks, [SIDE_PX] * 2, Qt.Orientation.Horizontal)
    run = write_run(tmp_path / "runs", done_records(), "done", "finished run")
    window.library.refresh()
    window.open_run(run.path)
    yield window
    window.close_now()
    use_language(qapp, "en")
    qapp.setFont(usual)
    qapp.setStyleSheet("")


def what_is_cut(root: QWidget) -> list[str]:
    """Words without the room that they need, and scroll bars that lie."""
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractScrollArea) and not isinstance(widget, ValueTable):
            if widget.horizontalScrollBar().maximum() > 0:
                found.append(f"{type(widget).__name__} “{widget.accessibleName()}” scrolls aside")
        if isinstance(widget, QAbstractButton | QLabel):
            shows_words = bool(widget.text()) and not (
                isinstance(widget, QToolButton)
                and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
            )
            # names of the user's end in an ellipsis, and a tooltip has them whole
            is_whole = shows_words and not isinstance(widget, LegendEntry)
            needed = widget.minimumSizeHint().width()
            if isinstance(widget, QAbstractButton) and not isinstance(
                widget, QCheckBox | QRadioButton
            ):
                needed = widget.sizeHint().width()
            if is_whole and widget.width() < needed:
                found.append(f"“{widget.text()}” has {widget.width()} of {needed}")
        if isinstance(widget, QTabBar) and widget.width() < widget.sizeHint().width():
            found.append(f"tabs “{widget.accessibleName()}” have {widget.width()}")
        if isinstance(widget, QLineEdit) and not widget.text() and widget.placeholderText():
            hint = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
            if widget.width() < hint:
                found.append(f"“{widget.placeholderText()}” has {widget.width()} of {hint}")
            if not widget.font().italic():
                found.append(f"“{widget.placeholderText()}” looks entered")
    return found


def test_every_page_fits(qtbot: QtBot, window: MainWindow) -> None:
    head = window.images_page.head
    head.compare_button.click()
    head.histogram_button.click()
    for index in range(window.tabs.count()):
        window.tabs.setTabVisible(index, True)
        window.tabs.setCurrentIndex(index)
        if index == IMAGES:
            # the widest there is: a whitened set, compared with another run
            head.say_whitened(True)
            window.images_page.comparison.kind_box.setCurrentIndex(RUN)
        QTest.qWait(30)
        page = window.tabs.currentWidget()
        name = window.tabs.tabText(index)
        assert page.minimumSizeHint().width() <= WIDTH - SIDE_PX, name
        assert what_is_cut(page) == [], name
        if index == window.tabs.count() - 1:
            # the page of the first start, which has no docks full of a run beside it
            window.tabs.setTabVisible(index, False)
    window.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: window.minimumSizeHint().width() <= WIDTH)
    assert window.width() == WIDTH and window.frame.inspector.width() >= SIDE_PX - 2
    assert what_is_cut(window) == []
    # no button falls off the toolbar, and what is needed most keeps its words
    bar, commands = window.frame.tool_bar, window.commands
    for action in (commands.new, commands.start, commands.stop, commands.snapshot, commands.export):
        button = bar.widgetForAction(action)
        assert button.isVisible() and button.geometry().right() < bar.width()
    start = bar.widgetForAction(commands.start)
    assert isinstance(start, QToolButton)
    assert start.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_the_evaluation_dialog_fits(window: MainWindow) -> None:
    session = window.shown_session
    assert session is not None
    QTest.qWait(50)
    session.store.best["ema"] = BestChosen("ema", 40, "held-out", 0.6)
    window.sets.open_evaluation()
    QTest.qWait(20)
    (dialog,) = (each for each in window.findChildren(QDialog) if each.isVisible())
    assert dialog.width() <= WIDTH and dialog.height() < HEIGHT
    assert what_is_cut(dialog) == []
    dialog.close()
    QTest.qWait(0)


def test_dialogs_fit(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTD_STUDIO_UPDATE_INDEX", "no address")
    commands = window.commands
    for action in (
        *(commands.import_set, commands.export, commands.import_command, commands.save_preset),
        *(commands.shortcuts, commands.notice_settings, commands.about, commands.updates),
        *(commands.rename_run, commands.save_workspace),
    ):
        action.trigger()
        QTest.qWait(20)
        (dialog,) = (each for each in window.findChildren(QDialog) if each.isVisible())
        assert dialog.width() <= WIDTH and dialog.height() < HEIGHT, action.text()
        assert what_is_cut(dialog) == [], action.text()
        dialog.close()
        QTest.qWait(0)
