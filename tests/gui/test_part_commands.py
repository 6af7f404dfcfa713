"""Commands of plots, images and lists: found by the palette, about what is seen, doing what the buttons do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import COMPARE, CONFIGURE, IMAGES, MONITOR, MainWindow
from ftd_gui.pages.animation_dialog import AnimationDialog
from ftd_gui.pages.command_palette import PaletteEntry
from ftd_gui.pages.picture_dialog import PictureDialog
from ftd_gui.part_actions import PartActions
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import done_records, tiny_experiment, write_run


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    run = write_run(tmp_path / "runs", done_records(), "done", "finished run")
    window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.library.refresh()
    window.open_run(run.path)
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close_now()
    qapp.setStyleSheet("")


@pytest.fixture
def empty_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_now()
    qapp.setStyleSheet("")


def parts(window: MainWindow) -> PartActions:
    return window.commands.parts


def entry(window: MainWindow, title: str) -> PaletteEntry:
    """What the palette offers under this title, as it opens now."""
    window.commands.palette.trigger()
    window.quick.palette.hide()
    return next(each for each in window.quick.palette._entries if each.title == title)


def see_plots(window: MainWindow, qtbot: QtBot) -> None:
    window.tabs.setCurrentIndex(MONITOR)
    # a click, as of a user: without one the page turns to the view of the phase once the run is read
    tabs = window.monitor_page.tabs
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    qtbot.waitUntil(lambda: window.monitor_page.plots["syn_lr"].has_points)


def see_images(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.pages[IMAGES].trigger()
    qtbot.waitUntil(lambda: window.images_page.mosaic.seen is not None)


# ------------------------------------------------ plots


def test_a_plot_command_is_about_the_plot_with_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    see_plots(window, qtbot)
    plots = window.monitor_page.plots
    window.setFocus()
    # the first that is read, where none has it
    was_log = plots["matching_loss"].log_y_button.isChecked()
    entry(window, "Logarithmic y axis").do()
    assert plots["matching_loss"].log_y_button.isChecked() != was_log
    assert parts(window).log_y.isChecked() != was_log

    plots["syn_lr"].canvas.setFocus()
    entry(window, "Logarithmic x axis").do()
    assert plots["syn_lr"].log_x_button.isChecked()
    assert not plots["matching_loss"].log_x_button.isChecked()
    assert parts(window).log_x.isChecked()

    plots["syn_lr"].canvas.pan(0.1, 0.0)
    assert not plots["syn_lr"].is_fitted
    entry(window, "Show everything").do()
    assert plots["syn_lr"].is_fitted
    entry(window, "Enlarge, or see all plots again").do()
    assert plots["syn_lr"].isVisible() and not plots["matching_loss"].isVisible()


def test_a_plot_is_taken_along_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    see_plots(window, qtbot)
    window.monitor_page.plots["accuracy"].canvas.setFocus()
    qtbot.waitUntil(parts(window).plot_copy.isEnabled)
    QGuiApplication.clipboard().clear()
    QTest.keySequence(window.focusWidget(), parts(window).plot_copy.shortcut())
    assert not QGuiApplication.clipboard().image().isNull()
    QTest.keySequence(window.focusWidget(), parts(window).plot_picture.shortcut())
    (dialog,) = window.findChildren(PictureDialog)
    dialog.reject()
    entry(window, "Save all points (CSV)…").do()
    (file_dialog,) = window.findChildren(QFileDialog)
    assert "accuracy" in file_dialog.selectedFiles()[0]
    file_dialog.reject()


def test_smoothing_is_chosen_and_ticked(window: MainWindow, qtbot: QtBot) -> None:
    see_plots(window, qtbot)
    entry(window, "Smoothing: EMA of 30").do()
    assert window.monitor_page.smoothing_box.currentText() == "EMA of 30"
    assert [each.isChecked() for each in parts(window).smoothings].index(True) == 2


def test_where_no_plot_is_seen_the_palette_says_so(window: MainWindow) -> None:
    window.tabs.setCurrentIndex(CONFIGURE)
    for title, words in (
        ("Logarithmic x axis", "No plot is seen here"),
        ("Copy picture", "No plot is seen here"),
        ("Smoothing: No smoothing", "Curves are smoothed on the Monitor page of a run"),
        ("Copy images", "No images are seen here; they are on the Images page"),
        ("Play through the stored iterations", "No images are seen here"),
        ("Move the entry up", "The queue is empty"),
    ):
        found = entry(window, title)
        assert not found.is_possible and found.hint.startswith(words), title


# ------------------------------------------------ images


def test_images_are_copied_saved_and_animated(window: MainWindow, qtbot: QtBot) -> None:
    see_images(window, qtbot)
    mosaic = window.images_page.mosaic
    QGuiApplication.clipboard().clear()
    entry(window, "Copy images").do()
    everything = QGuiApplication.clipboard().image()
    mosaic._move_selection(0, 0)
    assert mosaic.selected is not None
    entry(window, "Copy images").do()
    one = QGuiApplication.clipboard().image()
    assert 0 < one.width() * one.height() < everything.width() * everything.height()
    entry(window, "Save images…").do()
    (file_dialog,) = window.findChildren(QFileDialog)
    file_dialog.reject()
    entry(window, "Animate images…").do()
    (dialog,) = window.findChildren(AnimationDialog)
    dialog.reject()


def test_play_histogram_and_comparison_are_those_of_the_page(
    window: MainWindow, qtbot: QtBot
) -> None:
    see_images(window, qtbot)
    page = window.images_page
    page.bar.go_to_first()
    entry(window, "Play through the stored iterations").do()
    assert page.bar.is_playing
    # it says what it would do now
    entry(window, "Stop playing through the stored iterations").do()
    assert not page.bar.is_playing
    entry(window, "Pixel histogram").do()
    assert page.histogram.isVisible() and parts(window).histogram.isChecked()
    entry(window, "Compare the images with others").do()
    assert page.comparison.isVisible()


def test_view_images_goes_there_once_there_are_some(
    window: MainWindow, empty_window: MainWindow
) -> None:
    assert not entry(empty_window, "View images").is_possible
    entry(window, "View images").do()
    assert window.tabs.currentIndex() == IMAGES


# ------------------------------------------------ lists


def test_a_run_is_compared_from_the_palette(window: MainWindow) -> None:
    entry(window, "Add to comparison").do()
    assert len(window.compare_page.runs) == 1 and window.tabs.currentIndex() == COMPARE


def test_settings_are_queued_and_the_queue_is_ordered(empty_window: MainWindow) -> None:
    window, queue = empty_window, empty_window.queue
    queue.hold("a test looks at it")
    window.configure_page.show_experiment(tiny_experiment("a"))
    for name in ("a", "b"):
        window.configure_page.form.editor("name").setText(name)  # pyright: ignore[reportAttributeAccessIssue]  # a line
        entry(window, "Add to queue").do()

    def names() -> list[str]:
        return [each.experiment.name for each in queue.entries]

    assert names() == ["a", "b"]
    # nothing that was not chosen is removed; the others take the first that fits
    assert not entry(window, "Remove the entry").is_possible
    entry(window, "Move the entry up").do()
    assert names() == ["b", "a"] and window.queue_panel.list_view.currentIndex().row() == 0
    assert not entry(window, "Move the entry up").is_possible
    entry(window, "Duplicate the entry").do()
    assert len(names()) == 3
    entry(window, "Remove the entry").do()
    assert len(names()) == 2
    entry(window, "Go on with the queue")
    assert parts(window).queue_hold.isEnabled()


def test_settings_with_a_fault_are_not_queued_and_it_says_why(empty_window: MainWindow) -> None:
    window = empty_window
    window.configure_page.show_experiment(tiny_experiment("a"))
    assert entry(window, "Add to queue").is_possible
    window.configure_page.form.editor("name").setText("")  # pyright: ignore[reportAttributeAccessIssue]  # a line
    found = entry(window, "Add to queue")
    assert not found.is_possible and found.hint == window.configure_page.queue_button.toolTip()
