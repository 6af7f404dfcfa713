"""What a window goes on with: run, page and zoom of the last one; a cut-off run comes before it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import CONFIGURE, IMAGES, MONITOR, MainWindow
from ftd_gui.plots.plot_seen import PlotSeen
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import done_records, write_run

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[OpenWindow]:
    opened: list[MainWindow] = []

    def open_one() -> MainWindow:
        window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
        qtbot.addWidget(window)
        window.show()
        opened.append(window)
        with qtbot.waitSignal(window.library.looked_through):
            pass
        return window

    yield open_one
    for window in opened:
        window.close_now()
    qapp.setStyleSheet("")


def test_run_page_and_zoom_come_back(open_window: OpenWindow, tmp_path: Path) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    assert window.shown_session is None and window.tabs.currentIndex() == CONFIGURE
    window.open_run(run)
    window.monitor_page.see("Distillation", {})
    plot = window.monitor_page.plots["matching_loss"]
    plot.see(PlotSeen(log_x=False, log_y=True, x=(5.0, 20.0), y=(-1.0, 1.0)))
    window.close()

    again = open_window()
    assert again.shown_session is not None and again.shown_session.folder.path == run
    assert again.tabs.currentIndex() == MONITOR and again.monitor_page.view == "Distillation"
    seen = again.monitor_page.plots["matching_loss"].seen
    assert seen.log_y and not seen.log_x
    assert seen.x == pytest.approx((5.0, 20.0)) and seen.y == pytest.approx((-1.0, 1.0))
    assert again.monitor_page.plots["syn_lr"].is_fitted
    again.tabs.setCurrentIndex(IMAGES)
    again.close()
    assert open_window().tabs.currentIndex() == IMAGES


@pytest.mark.parametrize("what", ["gone", "none", "nonsense"])
def test_without_a_run_to_come_back_to_it_begins_afresh(
    open_window: OpenWindow, tmp_path: Path, what: str
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    if what == "none":
        window.commands.new.trigger()
    window.close()
    if what == "gone":
        shutil.rmtree(run)
    if what == "nonsense":
        settings = Settings(tmp_path / "s.ini")
        settings.set_session('{"run": 7}')
        settings.save()
    again = open_window()
    assert again.shown_session is None and again.tabs.currentIndex() == CONFIGURE


def test_a_run_that_was_cut_off_since_is_offered_instead(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    window.close()
    write_run(tmp_path / "runs", done_records()[:-1], "interrupted", "cut")
    again = open_window()
    assert again.shown_session is None
    assert again.banner.title.text() == "“cut” waits to go on"


def test_the_last_run_goes_before_one_that_was_cut_off_long_ago(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ftd_gui.window_session.CLOSING_S", 0.0)
    write_run(tmp_path / "runs", done_records()[:-1], "interrupted", "cut")
    run = write_run(tmp_path / "runs", done_records(), "done", "first").path
    window = open_window()
    window.open_run(run)
    window.close()
    again = open_window()
    assert again.shown_session is not None and again.shown_session.folder.path == run
