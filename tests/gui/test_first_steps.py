"""What greets a newcomer in the real window: welcome page, self-check, tour by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ftd_engine.job_requests import MachineReport
from ftd_engine.run_folder import RunFolderError
from ftd_gui.main_window import CONFIGURE, IMAGES, MONITOR, MainWindow
from ftd_gui.pages import file_choice
from ftd_gui.pages.self_check import machine_checks
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import done_records, write_run

FAKES = "tests.gui.pages.data_fakes:"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(
        tmp_path / "runs",
        Settings(tmp_path / "s.ini"),
        data_entry=FAKES + "look_well",
        machine_entry=FAKES + "tell_machine",
    )
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    yield window
    window.close_now()
    qapp.setStyleSheet("")


def test_an_empty_workspace_is_greeted_and_the_machine_checked(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.welcome_page
    window.first_steps.greet()
    qtbot.waitUntil(page.isVisible)
    names = [check.name for check in page.self_check.checks]
    assert names == ["Memory", "Disk", "Device"]
    qtbot.waitUntil(lambda: len(page.self_check.checks) == 5, timeout=20_000)
    device, compiler, _ = page.self_check.checks[2:]
    assert device.sentence.startswith("Runs compute on CPU, 2 threads.")
    assert compiler.level == "warning" and "Install gcc or clang" in compiler.sentence
    page.new_button.click()
    assert window.tabs.currentIndex() == CONFIGURE
    page.open_button.click()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.reject()


def test_a_finished_demo_is_a_click_away_and_can_be_used_like_any_run(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.first_steps.greet()
    window.welcome_page.finished_button.click()
    shown = window.runs.shown
    assert shown is not None and shown.store.state == "done"
    assert window.tabs.currentIndex() == MONITOR and window.commands.export.isEnabled()
    qtbot.waitUntil(lambda: window.library.rowCount() == 1)
    assert window.library.summary(0).path == shown.folder.path
    told: list[tuple[str, str]] = []
    window.files.refused.connect(lambda what, why: told.append((what, why)))

    def refuse(workspace: Path) -> None:
        raise RunFolderError(f"{workspace} is full.")

    monkeypatch.setattr(file_choice, "lay_out", refuse)
    window.welcome_page.finished_button.click()
    assert told and told[0][0] == "The finished demo cannot be opened." and "full" in told[0][1]


def test_who_has_runs_is_not_greeted_but_may_ask(
    qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    write_run(tmp_path / "runs", done_records(), "done", "a run")
    window: MainWindow = request.getfixturevalue("window")
    window.first_steps.greet()
    qtbot.waitUntil(lambda: window.library.rowCount() == 1)
    assert not window.welcome_page.isVisible()
    window.commands.welcome.trigger()
    assert window.welcome_page.isVisible()
    window.commands.pages[MONITOR].trigger()
    window.commands.welcome.trigger()
    # a run that is chosen meanwhile changes nothing on the welcome page
    window.experiment_list.run_chosen.emit(window.library.summary(0).path)
    window.tabs.setCurrentIndex(IMAGES)
    assert not window.tabs.isTabVisible(window.tabs.count() - 1)


def test_a_gpu_needs_no_compiler_but_its_bindings() -> None:
    report = MachineReport("CUDA, NVIDIA X", is_gpu=True)
    levels = {check.name: check.level for check in machine_checks(report, has_bindings=False)}
    assert levels == {"Device": "fine", "Compiler": "note", "GPU figures": "warning"}
    (broken,) = machine_checks(MachineReport(message="No device."), has_bindings=True)
    assert (broken.level, broken.sentence) == ("warning", "No device.")


def test_the_tour_points_at_the_real_controls_and_goes_by_keys(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.commands.welcome.trigger()
    steps, callout = window.first_steps, window.first_steps.callout
    window.welcome_page.tour_button.click()
    pages: list[int] = []
    for place in range(5):
        assert callout.isVisible() and callout.count.text() == f"Step {place + 1} of 5"
        focused = window.focusWidget()
        assert focused is callout.next_button
        assert callout.text.text() in focused.accessibleDescription()
        pages.append(window.tabs.currentIndex())
        steps._point()
        widget, part = steps._steps[place].target()
        control = QRect(widget.mapTo(window, part.topLeft()), part.size())
        assert callout.ring.isVisible() and callout.ring.geometry().contains(control)
        # beside the control and within the window
        assert not callout.geometry().intersects(control)
        assert window.rect().contains(callout.geometry())
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert pages == [CONFIGURE, CONFIGURE, MONITOR, IMAGES, IMAGES]
    assert not steps.is_touring and not callout.isVisible() and window.welcome_page.isVisible()
    assert "again" in window.welcome_page._tour_text.text()
    window._settings.save()
    assert Settings(tmp_path / "s.ini").is_tour_seen


def test_the_tour_is_never_in_the_way(qtbot: QtBot, window: MainWindow) -> None:
    callout = window.first_steps.callout
    window.commands.tour.trigger()
    qtbot.keyClick(callout, Qt.Key.Key_Return)
    # back by its button, with the key that would go on
    callout.back_button.setFocus()
    qtbot.keyClick(callout.back_button, Qt.Key.Key_Return)
    assert callout.count.text() == "Step 1 of 5"
    callout.next_button.click()
    # the window behind it can be used; what is out of sight is not pointed at
    window.commands.pages[MONITOR].trigger()
    qtbot.waitUntil(lambda: not callout.ring.isVisible())
    assert callout.isVisible()
    window.commands.pages[CONFIGURE].trigger()
    qtbot.waitUntil(callout.ring.isVisible)
    before = callout.pos()
    window.resize(1500, 900)
    qtbot.waitUntil(lambda: callout.pos() != before)
    assert window.childAt(callout.ring.geometry().center()) is not callout.ring
    qtbot.keyClick(callout, Qt.Key.Key_Escape)
    assert not window.first_steps.is_touring and not callout.ring.isVisible()
    assert callout.pos() != QPoint()
