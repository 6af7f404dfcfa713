"""The whole window with fake engines: starting, commanding, closing, layout, accessibility."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment import Experiment
from ftd_engine.protocol import BestChosen
from ftd_gui import file_commands
from ftd_gui.forms import preset_collection
from ftd_gui.main_window import (
    COMPARE,
    CONFIGURE,
    DATA,
    IMAGES,
    MONITOR,
    RESULTS,
    STUDIES,
    MainWindow,
)
from ftd_gui.pages.about_dialog import AboutDialog
from ftd_gui.pages.evaluation_dialog import EvaluationDialog
from ftd_gui.pages.export_dialog import ExportDialog
from ftd_gui.pages.import_dialog import ImportDialog
from ftd_gui.pages.monitor_page import VIEWS
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import (
    diverged_records,
    done_records,
    tiny_experiment,
    write_run,
)

FAKES = "tests.gui.runs.fake_engines:"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, workspace: Path, tmp_path: Path
) -> Iterator[MainWindow]:
    window = MainWindow(
        workspace,
        Settings(tmp_path / "s.ini"),
        FAKES + "obedient",
        FAKES + "export_well",
        data_entry="tests.gui.pages.data_fakes:look_well",
        machine_entry="tests.gui.pages.data_fakes:tell_machine",
    )
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_now()
    qapp.setStyleSheet("")


def show_done_run(window: MainWindow, workspace: Path) -> Path:
    folder = write_run(workspace, done_records(), "done", "finished run")
    window.library.refresh()
    window.open_run(folder.path)
    return folder.path


def start(qtbot: QtBot, window: MainWindow) -> None:
    window.configure_page.show_experiment(tiny_experiment("mine"))
    window.commands.start.trigger()
    qtbot.waitUntil(window.commands.pause.isEnabled, timeout=10_000)


def test_one_click_starts_the_demo(qtbot: QtBot, window: MainWindow, workspace: Path) -> None:
    window.first_steps.greet()
    qtbot.waitUntil(window.welcome_page.isVisible)
    window.welcome_page.demo_button.click()
    assert window.tabs.currentIndex() == MONITOR
    session = window.shown_session
    assert session is not None and session.experiment.name == "demo"
    assert [path.name for path in workspace.iterdir()] == [session.folder.path.name]
    assert not window.welcome_page.demo_button.isEnabled()
    assert [window.tabs.tabText(i) for i in range(8) if not window.tabs.isTabVisible(i)] == [
        "Welcome"
    ]
    assert window.windowTitle().startswith("demo")
    assert not window.commands.demo.isEnabled() and not window.commands.start.isEnabled()
    qtbot.waitUntil(lambda: "alive" in window.status_strip.engine_label.text(), timeout=10_000)


def test_pause_resume_and_stop(qtbot: QtBot, window: MainWindow) -> None:
    commands = window.commands
    start(qtbot, window)
    assert commands.pause.text() == "Pause" and not commands.evaluate.isEnabled()
    commands.pause.trigger()
    assert commands.pause.text() == "Pausing…" and not commands.pause.isEnabled()
    qtbot.waitUntil(lambda: commands.pause.text() == "Resume" and commands.pause.isEnabled())
    commands.pause.trigger()
    qtbot.waitUntil(lambda: commands.pause.text() == "Pause" and commands.pause.isEnabled())
    commands.stop.trigger()
    assert commands.stop.text() == "Stopping…" and not commands.stop.isEnabled()
    qtbot.waitUntil(commands.start.isEnabled, timeout=10_000)
    assert commands.stop.text() == "Stop after this step"
    assert "Stopped" in window.status_strip.state_label.text()
    assert window.status_strip.engine_label.text() == "no engine"


def test_a_run_is_paused_so_that_its_device_is_free_and_goes_on_in_a_new_process(
    qtbot: QtBot, window: MainWindow
) -> None:
    commands = window.commands
    assert not commands.free_device.isEnabled()
    start(qtbot, window)
    session = window.shown_session
    assert session is not None
    commands.free_device.trigger()
    assert commands.stop.text() == "Stopping…" and not commands.free_device.isEnabled()
    qtbot.waitUntil(lambda: session.has_ended, timeout=10_000)
    assert session.folder.status().state == "interrupted"
    assert window.banner.title.text() == "“mine” waits to go on"
    assert window.runs.live_own_run is None and commands.start.isEnabled()
    commands.pause.trigger()
    again = window.shown_session
    assert again is not None and again is not session
    assert again.folder.path == session.folder.path and window.runs.live_own_run is again


@pytest.mark.parametrize("name", ["stop_after_evaluation", "stop_now"])
def test_the_stop_button_offers_other_moments(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    start(qtbot, window)
    button = next(
        button
        for button in window.findChildren(QToolButton)
        if button.defaultAction() is window.commands.stop
    )
    menu = button.menu()
    assert menu is not None
    offered = [action.text() for action in menu.actions()]
    assert offered == ["Stop after this step", "Stop after the next evaluation", "Stop now"]
    action = getattr(window.commands, name)
    assert action in menu.actions() and action.isEnabled()
    session = window.shown_session
    assert session is not None
    if name == "stop_now":
        window.commands.stop.trigger()
        assert button.defaultAction() is action and button.isEnabled()
    action.trigger()
    assert not action.isEnabled()
    if name == "stop_now":
        qtbot.waitUntil(lambda: session.has_ended, timeout=10_000)
        assert session.store.state == "stopped"
    else:
        assert "next evaluation" in action.toolTip() and window.commands.stop.isEnabled()


def test_a_run_that_was_cut_off_is_offered_and_resumed(
    qtbot: QtBot, workspace: Path, request: pytest.FixtureRequest
) -> None:
    write_run(workspace, done_records(), "done", "older")
    cut = write_run(workspace, done_records()[:-1], "interrupted", "cut")
    # the runs are there before the window
    window: MainWindow = request.getfixturevalue("window")
    qtbot.waitUntil(window.banner.isVisible)
    assert window.banner.title.text() == "“cut” waits to go on"
    window.banner.resume_button.click()
    session = window.shown_session
    assert session is not None and session.folder.path == cut.path
    assert session.store.is_live and not window.banner.isVisible()
    qtbot.waitUntil(lambda: "alive" in window.status_strip.engine_label.text(), timeout=10_000)
    window.commands.stop.trigger()
    qtbot.waitUntil(lambda: session.has_ended, timeout=10_000)
    assert window.commands.pause.text() == "Resume" and window.commands.pause.isEnabled()
    window.commands.pause.trigger()
    assert window.shown_session is not session
    assert window.shown_session is not None and window.shown_session.folder.path == cut.path


def test_commands_of_the_distill_phase(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(window.runs, "send", sent.append)
    for action in (window.commands.evaluate, window.commands.snapshot):
        action.setEnabled(True)
        action.trigger()
    assert sent == ["evaluate", "snapshot"]


def test_a_finished_run_is_shown_everywhere(window: MainWindow, workspace: Path) -> None:
    path = show_done_run(window, workspace)
    assert window.shown_session is not None and window.shown_session.folder.path == path
    assert window.experiment_list.list_view.currentIndex().data() == "finished run"
    assert window.inspector.name_label.text() == "finished run"
    assert window.phase_strip.text("evaluate") == "✓ 3 Evaluate"
    assert window.log_panel.shown_text()
    assert window.configure_page.current_experiment() == window.shown_session.experiment
    assert window.commands.export.isEnabled() and not window.commands.stop.isEnabled()
    for action in window.commands.pages:
        action.trigger()
    assert window.tabs.currentIndex() == STUDIES


def test_a_run_opened_by_its_folder_shows_how_it_went(window: MainWindow, workspace: Path) -> None:
    show_done_run(window, workspace)
    assert window.tabs.currentIndex() == MONITOR
    assert window.experiment_list.list_view.currentIndex().isValid()


def test_keys_work_on_a_page_as_soon_as_it_is_chosen(
    qtbot: QtBot, window: MainWindow, workspace: Path
) -> None:
    show_done_run(window, workspace)
    qtbot.waitUntil(window.isActiveWindow)
    window.commands.pages[IMAGES].trigger()
    bar = window.images_page.bar
    qtbot.waitUntil(lambda: bar.iteration is not None)
    newest = bar.iteration
    focused = window.focusWidget()
    assert focused is window.images_page.mosaic
    qtbot.keyClick(focused, Qt.Key.Key_Left)
    assert newest is not None and bar.iteration is not None and bar.iteration < newest
    spot = window.tabs.tabBar().tabRect(MONITOR).center()
    qtbot.mouseClick(window.tabs.tabBar(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.focusWidget() is window.monitor_page


def test_a_run_of_the_list_is_added_to_the_comparison(window: MainWindow, workspace: Path) -> None:
    path = show_done_run(window, workspace)
    names = [action.text() for action in window.experiment_list.list_view.actions()]
    assert names == ["Add to comparison", "Rename run…", "Pin run", "Move run to trash"]
    window.commands.parts.add_to_comparison.trigger()
    assert window.compare_page.runs.place_of(path) == 0
    assert window.tabs.currentIndex() == COMPARE
    assert window.focusWidget() is window.compare_page.choice.list_view


def test_choosing_in_the_list_opens_the_run(window: MainWindow, workspace: Path) -> None:
    write_run(workspace, diverged_records(), "failed", "broken run")
    window.library.refresh()
    view = window.experiment_list.list_view
    view.setCurrentIndex(view.model().index(0, 0))
    assert window.inspector.name_label.text() == "broken run"
    assert window.banner.isVisible()
    window.commands.new.trigger()
    assert window.shown_session is None and not window.banner.isVisible()
    assert not view.selectionModel().hasSelection()
    assert window.tabs.currentIndex() == CONFIGURE and window.windowTitle() == "FTD Studio"


def test_export_from_the_toolbar_in_few_clicks(
    qtbot: QtBot, window: MainWindow, workspace: Path
) -> None:
    path = show_done_run(window, workspace)
    window.commands.export.trigger()
    (dialog,) = window.findChildren(ExportDialog)
    assert dialog.request().path_of("pt").startswith(str(workspace.parent / "exports" / path.name))
    with qtbot.waitSignal(dialog.exported, timeout=15_000):
        dialog.export_button.click()
    dialog.reject()
    window.images_page.export_requested.emit(20, "raw")
    (dialog,) = [one for one in window.findChildren(ExportDialog) if one.isVisible()]
    assert dialog.request().iteration == 20 and dialog.series == "raw"
    dialog.reject()
    window.commands.new.trigger()
    window.sets.export_shown(20, "raw")
    assert not any(one.isVisible() for one in window.findChildren(ExportDialog))


def test_the_best_set_is_exported_and_not_the_newest(
    qtbot: QtBot, window: MainWindow, workspace: Path
) -> None:
    show_done_run(window, workspace)
    session = window.shown_session
    assert session is not None and session.store.snapshots[-1] == 40
    for name in ("raw", "ema"):
        session.store.best[name] = BestChosen(name, 20 if name == "ema" else 0, "held-out", 0.6)
    window.tabs.setCurrentIndex(IMAGES)
    window.images_page.go_to(40)
    qtbot.waitUntil(lambda: window.sets._looked_at == 40)
    window.commands.export.trigger()
    (dialog,) = window.findChildren(ExportDialog)
    assert (dialog.request().iteration, dialog.series) == (20, "ema")
    assert "the best by held-out images" in dialog.set_choice.reason_label.text()
    kinds = dialog.set_choice.kind_box
    kinds.setCurrentIndex(kinds.findData("shown"))
    assert dialog.request().iteration == 40
    dialog.reject()
    # what stands in Images has a button of its own
    window.images_page.export_button.click()
    (dialog,) = [one for one in window.findChildren(ExportDialog) if one.isVisible()]
    assert dialog.set_choice.kind == "shown" and dialog.request().iteration == 40
    dialog.reject()


def test_a_finished_run_is_evaluated_on_other_networks(
    qtbot: QtBot, window: MainWindow, workspace: Path
) -> None:
    command = window.commands.evaluate_again
    assert not command.isEnabled() and command.toolTip() == "No run is open"
    path = show_done_run(window, workspace)
    session = window.shown_session
    assert session is not None
    qtbot.waitUntil(lambda: session.has_ended)
    assert not command.isEnabled() and "no set of it was chosen" in command.toolTip()
    session.store.best["ema"] = BestChosen("ema", 40, "held-out", 0.6)
    window._show_offers()
    window.tabs.setCurrentIndex(RESULTS)
    assert window.results_page.again_button.isVisible()
    window.results_page.again_button.click()
    (dialog,) = window.findChildren(EvaluationDialog)
    dialog.family_row.boxes["alexnet"].click()
    dialog.networks_box.setValue(3)
    dialog.evaluate_button.click()
    started = window.shown_session
    assert started is not None and started is not session
    assert started.experiment.name == "finished run again"
    assert started.experiment.evaluation.other_networks == ("alexnet",)
    request = started.folder.adoption()
    assert request is not None and request.again and Path(request.path) == path
    assert window.tabs.currentIndex() == MONITOR
    # while that one is under way, no other begins
    qtbot.waitUntil(window.commands.pause.isEnabled, timeout=10_000)
    window.open_run(path)
    assert window.shown_session is not None
    window.shown_session.store.best["ema"] = BestChosen("ema", 40, "held-out", 0.6)
    window._show_offers()
    assert not command.isEnabled() and "is under way in this window" in command.toolTip()
    window.sets.open_evaluation()
    told = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert "is under way in this window" in told[0].informativeText()
    told[0].close()


def test_pages_lead_to_each_other(window: MainWindow) -> None:
    window.monitor_page.view_images_requested.emit()
    assert window.tabs.currentIndex() == IMAGES
    window.images_page.configure_requested.emit()
    assert window.tabs.currentIndex() == CONFIGURE
    window.tabs.setCurrentIndex(MONITOR)
    window.monitor_page.configure_requested.emit()
    assert window.tabs.currentIndex() == CONFIGURE


def test_closing_an_idle_window_needs_no_question(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()


def test_the_layout_comes_back(
    qtbot: QtBot, workspace: Path, tmp_path: Path, qapp: QApplication
) -> None:
    def make() -> MainWindow:
        window = MainWindow(workspace, Settings(tmp_path / "s.ini"))
        qtbot.addWidget(window)
        window.show()
        return window

    first = make()
    first.frame.log.close()
    first.look.choose("dark")
    first.close()
    second = make()
    assert not second.frame.log.isVisible() and second.frame.inspector.isVisible()
    assert second.commands.themes["dark"].isChecked()
    second.commands.reset_layout.trigger()
    assert second.frame.log.isVisible()
    second.close()
    settings = Settings(tmp_path / "s.ini")
    for size_class in ("wide", "narrow"):
        settings.set_layout(size_class, QByteArray(b"broken"), QByteArray(b"broken"))
    settings.save()
    third = make()
    assert all(dock.isVisible() for dock in third.frame.docks)
    third.close()
    assert Settings(tmp_path / "s.ini").layout("wide") != (b"broken", b"broken")
    qapp.setStyleSheet("")


def test_docks_float_and_come_back(window: MainWindow) -> None:
    title = window.frame.inspector.titleBarWidget()
    assert title is not None
    float_button, close_button = title.findChildren(QAbstractButton)
    float_button.click()
    assert window.frame.inspector.isFloating()
    float_button.click()
    assert not window.frame.inspector.isFloating()
    close_button.click()
    assert window.frame.inspector.isHidden()
    window.frame.inspector.toggleViewAction().trigger()
    assert window.frame.inspector.isVisible()


def test_themes_switch_while_it_runs(window: MainWindow, workspace: Path) -> None:
    show_done_run(window, workspace)
    pictures = []
    for choice in ("light", "dark", "contrast"):
        window.commands.themes[choice].trigger()
        pictures.append(window.grab().toImage())
    assert pictures[0] != pictures[1] and pictures[2] not in pictures[:2]
    window.look._on_system_theme_changed()
    window.look.choose("system")
    window.look._on_system_theme_changed()


def test_settings_can_be_loaded_and_wrong_ones_are_not_saved(window: MainWindow) -> None:
    window.files.experiment_loaded.emit(tiny_experiment("loaded"))
    assert window.configure_page.current_experiment() == tiny_experiment("loaded")
    window.commands.save.trigger()
    dialogs = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert [dialog.windowTitle() for dialog in dialogs] == ["Save settings"]
    dialogs[0].close()
    window.configure_page.form.editor("seed").setText("x")  # pyright: ignore[reportAttributeAccessIssue]
    assert not window.commands.start.isEnabled()
    window.commands.save.trigger()
    (box,) = window.findChildren(QMessageBox)
    assert "Seed" in box.informativeText()
    box.close()


def test_undo_is_an_action_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    undo, redo = window.commands.undo, window.commands.redo
    assert not undo.isEnabled() and undo.toolTip() == "There is nothing to undo in the settings"
    window.tabs.setCurrentIndex(CONFIGURE)
    editor = window.configure_page.form.editor("seed")
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_7)
    words = undo.text()
    assert words.startswith("Undo: Seed 0 → ") and undo.isEnabled() and not redo.isEnabled()
    window.tabs.setCurrentIndex(MONITOR)
    undo.trigger()
    assert window.tabs.currentIndex() == CONFIGURE
    assert window.configure_page.current_experiment() == Experiment()
    assert redo.text() == words.replace("Undo", "Redo") and not undo.isEnabled()
    # the field has an undo of its own, which must not take the key
    redo.trigger()
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.configure_page.current_experiment() == Experiment()


def test_what_is_dropped_goes_where_it_belongs(
    qtbot: QtBot, window: MainWindow, workspace: Path, tmp_path: Path
) -> None:
    run = write_run(workspace, done_records(), "done", "finished run")
    window.quick.drop.take_path(run.path)
    assert window.shown_session is not None and window.tabs.currentIndex() == MONITOR
    settings = tmp_path / "mine.toml"
    settings.write_text("seed = 9")
    window.quick.drop.take_path(settings)
    assert window.configure_page.current_experiment() == Experiment(seed=9)
    images = tmp_path / "images"
    (images / "cats").mkdir(parents=True)
    (images / "cats" / "1.png").write_bytes(b"")
    window.quick.drop.take_path(images)
    assert window.tabs.currentIndex() == DATA
    assert window.configure_page.current_experiment() == Experiment(seed=9)
    qtbot.waitUntil(window.data_page.use_button.isEnabled, timeout=20_000)
    window.data_page.use_button.click()
    experiment = window.configure_page.current_experiment()
    assert experiment is not None and window.tabs.currentIndex() == CONFIGURE
    assert (experiment.data.dataset, experiment.data.folder) == ("folder", str(images))
    assert window.commands.undo.text() == "Undo: Data set images"
    window.quick.drop.take_path(tmp_path / "gone.txt")
    (box,) = window.findChildren(QMessageBox)
    assert "neither a file nor a folder" in box.informativeText()
    box.close()


def test_a_dropped_set_opens_the_import(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []
    monkeypatch.setattr(ImportDialog, "look_at", lambda _dialog, path: seen.append(path))
    path = tmp_path / "set.pt"
    path.write_bytes(b"")
    window.quick.drop.take_path(path)
    (dialog,) = window.findChildren(ImportDialog)
    assert seen == [path]
    dialog.close()
    monkeypatch.setattr(window.runs, "obstacle", lambda: "A run is under way.")
    window.quick.drop.take_path(path)
    (box,) = window.findChildren(QMessageBox)
    assert box.informativeText() == "A run is under way." and len(seen) == 1
    box.close()


def test_the_form_leaves_room_for_the_docks_on_a_narrow_screen(window: MainWindow) -> None:
    assert window.configure_page.minimumSizeHint().width() < 760


def test_new_is_one_step(window: MainWindow, workspace: Path) -> None:
    show_done_run(window, workspace)
    window.commands.new.trigger()
    assert window.commands.undo.text() == "Undo: New experiment"
    window.commands.undo.trigger()
    assert window.commands.undo.text() == "Undo: Settings of “finished run”"


def test_help_and_full_screen(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(file_commands, "open_folder", opened.append)
    window.commands.log_folder.trigger()
    assert opened and opened[0].is_dir()
    window.commands.about.trigger()
    (about,) = window.findChildren(AboutDialog)
    about.close()
    window.commands.full_screen.trigger()
    assert window.isFullScreen()
    window.commands.full_screen.trigger()
    assert not window.isFullScreen()
    window.commands.recent_menu.aboutToShow.emit()
    assert window.commands.recent_menu.actions()


def test_presets_that_are_broken_do_not_keep_the_window_shut(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ConfigProblems([], "demo.toml")

    monkeypatch.setattr(preset_collection, "load_presets", broken)
    with caplog.at_level(100):
        assert preset_collection.built_in_presets() == ()


def test_everything_that_can_be_used_has_a_name(window: MainWindow, workspace: Path) -> None:
    show_done_run(window, workspace)
    labelled = {label.buddy() for label in window.findChildren(QLabel)}
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {widget.parent()!r}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit))
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), (QComboBox, QLineEdit))
        and widget not in labelled
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def signals_in_docstrings(thing: QObject) -> Iterator[str]:
    section = re.search(
        r"Signals:\n(.*?)(\n\s*\n|\n\s*Attributes:|\Z)", type(thing).__doc__ or "", re.DOTALL
    )
    if section:
        yield from re.findall(r"^\s+(\w+)\(.*\):", section[1], re.MULTILINE)


def test_every_signal_that_is_told_of_is_connected(window: MainWindow) -> None:
    rooms = [
        window.runs,
        window.files,
        window.quick.drop,
        window.editing,
        window.configure_page,
        window.configure_page.form,
        window.monitor_page,
        window.images_page,
        window.compare_page,
        window.experiment_list,
        window.sets,
        window.plot_files,
        window.notices,
        window.notices.watch,
        window.notices.corner,
        window.notices.bell.list,
        window.keeping,
        window.keeping.recent,
        window.inspector,
    ]
    named = 0
    for room in rooms:
        for name in signals_in_docstrings(room):
            named += 1
            meta = room.metaObject()
            signatures = [
                str(bytes(meta.method(index).methodSignature().data()), "ascii")
                for index in range(meta.methodCount())
                if str(bytes(meta.method(index).name().data()), "ascii") == name
            ]
            assert signatures, f"{type(room).__name__}.{name} is told of but does not exist"
            connected = room.receivers(f"2{signatures[0]}")
            # notices, the watch for shortages, the queue and its time hear of own runs as well, and the
            # closing of their end; notices, watch and library of the shown one, and the watch of all that
            # becomes of it; the Data page is about the images of the settings; commands of plots, images
            # and lists are offered anew; what is looked at in Images is shown in Monitor too, and offered
            # to an export, and what was looked at last comes back with its set; a run that is removed leaves
            # Compare and the banner
            wanted = {
                "run_shown": 6,
                "shown_changed": 3,
                "shown_ended": 3,
                "set_shown": 4,
                "own_run_began": 5,
                "own_run_ended": 5,
                "readiness_changed": 3,
                "removed": 2,
            }.get(name, 1)
            assert connected == wanted, f"{name} is connected {connected} times"
    assert named >= 18


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_no_button_or_label_is_cut_off(
    qtbot: QtBot, window: MainWindow, workspace: Path, size: tuple[int, int]
) -> None:
    show_done_run(window, workspace)
    window.showNormal()
    window.resize(*size)
    QGuiApplication.sync()
    qtbot.waitUntil(lambda: window.size().toTuple() == size)
    for index in (CONFIGURE, MONITOR, IMAGES, RESULTS, COMPARE):
        window.tabs.setCurrentIndex(index)
        qtbot.wait(50)
        cut = [
            f"{widget.text()!r}: {widget.width()} of {widget.minimumSizeHint().width()}"
            for kind in (QPushButton, QLabel)
            for widget in window.findChildren(kind)
            if widget.isVisible() and widget.width() < widget.minimumSizeHint().width()
        ]
        assert cut == []


def test_plots_and_images_share_one_iteration(
    qtbot: QtBot, window: MainWindow, workspace: Path
) -> None:
    show_done_run(window, workspace)
    monitor, images = window.monitor_page, window.images_page
    monitor.tabs.setCurrentIndex(list(VIEWS).index("Distillation"))
    qtbot.waitUntil(monitor.strip.isVisible)
    plot = monitor.plots["matching_loss"]
    assert plot._marked_x == images.bar.iteration == 40
    assert monitor.strip.num_images == 4
    told: list[float] = []
    monitor.iteration_chosen.connect(told.append)
    # a place in the plot is chosen by keys, and the nearest stored set is shown
    qtbot.waitUntil(plot.canvas.isVisible)
    for _ in range(22):
        qtbot.keyClick(plot.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(plot.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: plot._marked_x == 20)
    assert images.bar.iteration == 20 and monitor.plots["teacher_loss"]._marked_x is None
    # the slider moves the mark, and nothing comes back
    images.bar.go_to_first()
    qtbot.waitUntil(lambda: plot._marked_x == 0)
    assert told == [18.0]
    monitor.strip.setFocus()
    qtbot.keyClick(monitor.strip, Qt.Key.Key_Return)
    assert window.tabs.currentIndex() == IMAGES
    window.runs.show(None)
    assert plot._marked_x is None and not monitor.strip.isVisible()


def test_nothing_flashes_up_as_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, workspace: Path, tmp_path: Path
) -> None:
    class Watch(QObject):
        """Notes which windows are shown; a part that is shown before it has its place is one."""

        def __init__(self) -> None:
            super().__init__()
            self.shown: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            is_shown = event.type() == QEvent.Type.Show
            if is_shown and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(type(watched).__name__)
            return False

    run = write_run(workspace, done_records(), "done", "finished run").path
    watch = Watch()
    qapp.installEventFilter(watch)
    try:
        window = MainWindow(workspace, Settings(tmp_path / "flash.ini"), FAKES + "obedient")
        qtbot.addWidget(window)
        window.show()
        window.open_run(run)
        for page in range(window.tabs.count()):
            window.tabs.setCurrentIndex(page)
            qtbot.wait(1)
        window.images_page.head.histogram_button.click()
    finally:
        qapp.removeEventFilter(watch)
    assert watch.shown == ["MainWindow"]
    window.close()
