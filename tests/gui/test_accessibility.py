"""Every control has a name and a description: the tree of each page and dialog is walked.

The tree is the one that Qt hands to screen readers, see `accessible_walk.py`.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from math import nan
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QListWidget,
    QPushButton,
    QTabBar,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import ExportResult, LogReport, TagFacts
from ftd_engine.settings.data import DataConfig
from ftd_engine.studies.folder import StudyFolder
from ftd_gui.last_session import CrashedSession
from ftd_gui.main_window import (
    COMPARE,
    CONFIGURE,
    DATA,
    IMAGES,
    MONITOR,
    PAGE_TITLES,
    RESULTS,
    STUDIES,
    MainWindow,
)
from ftd_gui.pages.crash_dialog import CrashDialog
from ftd_gui.pages.evaluation_dialog import EvaluationDialog
from ftd_gui.pages.export_dialog import ExportDialog, ExportOffer
from ftd_gui.pages.import_dialog import ImportDialog
from ftd_gui.pages.log_dialog import LogDialog
from ftd_gui.pages.message_box import ask_how_to_close, ask_to_delete_run
from ftd_gui.pages.script_dialog import ScriptDialog
from ftd_gui.pages.set_choice import StoredSets
from ftd_gui.pages.shortcut_sheet import ShortcutSheet
from ftd_gui.pages.update_dialog import UpdateDialog
from ftd_gui.runs import update_job
from ftd_gui.runs.newest_release import Release
from ftd_gui.runs.notices import Notice
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import (
    diverged_records,
    done_records,
    tiny_experiment,
    write_run,
)
from tests.gui.accessible_walk import Control, controls_in
from tests.gui.pages.test_studies_page import RESULT

DATA_FAKES = "tests.gui.pages.data_fakes:"
ENGINE_FAKES = "tests.gui.runs.fake_engines:"
FEWEST_ON_A_PAGE, FEWEST_IN_A_DIALOG = 25, 1
LONGEST_MS = 20_000


def wordless(controls: list[Control], place: str, fewest: int) -> list[str]:
    """Lines of those that lack words, where there are controls enough to have been walked at all."""
    assert len(controls) >= fewest, place
    return [f"{place}: {each.kind} {each.path}: {each.lacks}" for each in controls if each.lacks]


class Bench:
    """The real window with a finished run, and what is walked of it."""

    def __init__(self, qtbot: QtBot, tmp_path: Path) -> None:
        self.qtbot, self.runs = qtbot, tmp_path / "runs"
        self.run = write_run(self.runs, done_records(), "done", "finished run")
        self.window = MainWindow(
            self.runs,
            Settings(tmp_path / "s.ini"),
            data_entry=DATA_FAKES + "look_well",
            machine_entry=DATA_FAKES + "tell_machine",
        )
        qtbot.addWidget(self.window)
        self.window.resize(1920, 1080)
        self.window.show()
        self.window.open_run(self.run.path)
        qtbot.waitUntil(lambda: self.window.library.rowCount() == 1)
        self.lines: list[str] = []
        self.kinds: set[str] = set()

    def turn_to(self, page: int) -> None:
        self.window.tabs.setCurrentIndex(page)

    def walk(self, place: str) -> None:
        """Look at the whole window as it is now."""
        # pages draw what they are told a moment later, and plots stand ready after that
        self.qtbot.wait(250)
        controls = controls_in(self.window)
        self.kinds |= {each.kind for each in controls}
        self.lines += wordless(controls, place, FEWEST_ON_A_PAGE)

    def dialog(self) -> QDialog:
        """The dialog that was opened last."""
        return [each for each in self.window.findChildren(QDialog) if each.isVisible()][-1]


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(qtbot, tmp_path)
    yield bench
    bench.window.close_now()
    qapp.setStyleSheet("")


def test_the_walk_finds_what_has_no_words(qtbot: QtBot) -> None:
    """Each of these is a way in which Qt tells of a control without saying what it is for."""
    room = QWidget()
    qtbot.addWidget(room)
    column = QVBoxLayout(room)
    bare, echo = QToolButton(room), QPushButton("Start the run", room)
    echo.setToolTip("<b>Start</b> the run…")
    listed, ticked, table = QListWidget(room), QCheckBox("Loud", room), QTableWidget(1, 1, room)
    listed.setAccessibleName("Runs")
    ticked.setWhatsThis("Tells of every step.")
    table.setAccessibleName("Rows")
    table.setAccessibleDescription("One for each run.")
    in_cell = QPushButton("Remove", table)
    table.setCellWidget(0, 0, in_cell)
    hidden = QToolButton(room)
    for widget in (bare, echo, listed, ticked, table, hidden):
        column.addWidget(widget)
    figure = QLabel("12 GiB", room)
    figure.setAccessibleName("Memory free")
    column.addWidget(figure)
    tabs = QTabBar(room)
    tabs.addTab("One")
    tabs.setAccessibleDescription("Qt tells nobody of this.")
    column.addWidget(tabs)
    hidden.hide()
    room.show()
    assert [(each.path, each.lacks) for each in controls_in(room) if each.lacks] == [
        ("QWidget/QToolButton", "no name"),
        ("QWidget/QPushButton", "the description of “Start the run” says no more"),
        ("QWidget/QListWidget", "“Runs” has no description"),
        ("QWidget/QLabel", "its name hides “12 GiB”"),
        ("QWidget/QTabBar", "“One” has no description"),
        (
            "QWidget/QTableWidget/qt_scrollarea_viewport/QPushButton",
            "“Remove” has no description",
        ),
    ]


# ------------------------------------------------ pages


def walk_configure(bench: Bench) -> None:
    page = bench.window.configure_page
    bench.walk("Configure")
    page.form.set_shows_advanced(True)
    bench.window.queue.hold("nothing is to run here.")
    bench.window.queue.add(tiny_experiment("next"))
    bench.window.queue_panel.list_view.setCurrentIndex(bench.window.queue.index(0))
    bench.walk("Configure, all settings, with a queue")
    page.choose_preset("ftd-cifar-10-ipc1")
    page.form.change_value("distill.ipc", 7)
    page.form.change_value("distill.iterations", -1)
    page.difference.list_button.click()
    bench.walk("Configure, changed and wrong")


def walk_monitor(bench: Bench) -> None:
    for phase in range(bench.window.monitor_page.tabs.count()):
        bench.window.monitor_page.tabs.setCurrentIndex(phase)
        bench.walk(f"Monitor, tab {phase}")
    failed = write_run(bench.runs, diverged_records(), "failed", "diverged run")
    failed.engine_log_path.write_text("a trace", encoding="utf-8")
    bench.window.open_run(failed.path)
    bench.walk("Monitor, a run that failed")


def walk_images(bench: Bench) -> None:
    page = bench.window.images_page
    bench.walk("Images")
    page.compare_button.click()
    for kind in range(page.comparison.kind_box.count()):
        page.comparison.kind_box.setCurrentIndex(kind)
        bench.walk(f"Images, reference {kind}")
    for mode in range(page.comparison.mode_box.count()):
        page.comparison.mode_box.setCurrentIndex(mode)
        bench.walk(f"Images, comparison {mode}")
    page.head.histogram_button.click()
    bench.walk("Images, histogram")


def walk_results(bench: Bench) -> None:
    bench.walk("Results")


def walk_compare(bench: Bench) -> None:
    bench.walk("Compare, nothing ticked")
    other = write_run(bench.runs, done_records(), "done", "another run")
    bench.window.library.refresh()
    for run in (bench.run, other):
        bench.window.compare_page.add(run.path)
    for part in range(bench.window.compare_page.tabs.count()):
        bench.window.compare_page.tabs.setCurrentIndex(part)
        bench.walk(f"Compare, part {part}")


def walk_data(bench: Bench) -> None:
    bench.walk("Data, not looked through")
    folder = DataConfig(dataset="folder", folder="/pictures/damaged")
    bench.window.configure_page.show_experiment(Experiment().model_copy(update={"data": folder}))
    with bench.qtbot.waitSignal(bench.window.data_page.obstacle_changed, timeout=LONGEST_MS):
        bench.window.data_page.look()
    bench.walk("Data")


def walk_studies(bench: Bench) -> None:
    page = bench.window.studies_page.page
    assert page is not None
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
        bench.walk(f"Studies, {row}")
    folder = StudyFolder.create(bench.runs, page.request())
    folder.write_result(RESULT)
    page.watch.follow(folder)
    bench.walk("Studies, a result")
    assert page.result_view.tables and page.result_view.plots


def walk_welcome(bench: Bench) -> None:
    bench.window.commands.welcome.trigger()
    bench.walk("Welcome")
    bench.window.welcome_page.tour_button.click()
    assert bench.window.first_steps.callout.isVisible()
    bench.walk("Tour")
    bench.window.first_steps.callout.next_button.click()
    bench.walk("Tour, second step")


def walk_notices(bench: Bench) -> None:
    notice = Notice("finished", "good", "It is done.", time.time(), "run", bench.run.path)
    bench.window.notices.tell(notice)
    assert bench.window.notices.corner.toasts
    bench.walk("Notice in the corner")
    bench.window.notices.bell.open_list()
    controls = controls_in(bench.window.notices.bell.list)
    bench.lines += wordless(controls, "List of notices", FEWEST_IN_A_DIALOG)
    bench.window.notices.bell.list.close()


PAGES: dict[str, tuple[int, str, Callable[[Bench], None]]] = {
    "Configure": (CONFIGURE, "LineEditor", walk_configure),
    "Monitor": (MONITOR, "PlotCanvas", walk_monitor),
    "Images": (IMAGES, "ImageMosaic", walk_images),
    "Results": (RESULTS, "ValueTable", walk_results),
    "Compare": (COMPARE, "ValueTable", walk_compare),
    "Data": (DATA, "ClassCounts", walk_data),
    "Studies": (STUDIES, "QListWidget", walk_studies),
    "Welcome": (CONFIGURE, "Callout", walk_welcome),
    "Notices": (MONITOR, "NoticeBell", walk_notices),
}
"""Where to begin, a class of controls that must be met, and what is walked through."""


@pytest.mark.parametrize("name", PAGES)
def test_everything_on_a_page_is_named_and_described(bench: Bench, name: str) -> None:
    page, kind, walk = PAGES[name]
    bench.turn_to(page)
    walk(bench)
    assert kind in bench.kinds
    assert not bench.lines, "\n".join(dict.fromkeys(bench.lines))


def test_no_page_is_left_out() -> None:
    assert set(PAGE_TITLES) <= PAGES.keys()


# ------------------------------------------------ dialogs


def open_export(bench: Bench) -> QWidget:
    bench.window.commands.export.trigger()
    return bench.dialog()


def open_export_over_files(bench: Bench, end: Callable[[ExportDialog], None]) -> QWidget:
    sets, folder = StoredSets((20,), shown=20), bench.runs / "exports"
    offer = ExportOffer(bench.run.path, "a run", sets, True, "raw", "shown", 8, folder)
    offer.folder.mkdir()
    (offer.folder / "iteration-20-raw.pt").touch()
    dialog = ExportDialog(offer, bench.window.configure_page.theme, bench.window)
    dialog.open()
    assert dialog.overwrite_box.isVisible()
    end(dialog)
    return dialog


def written(dialog: ExportDialog) -> None:
    dialog._on_job_finished(ExportResult(ok=True, files=("a.pt",), total_bytes=1, message=""))
    assert dialog.open_button.isVisible()


def open_import(bench: Bench) -> QWidget:
    dialog = ImportDialog(
        bench.window.configure_page.theme, bench.runs, bench.window, f"{ENGINE_FAKES}inspect_well"
    )
    dialog.open()
    dialog.look_at(bench.runs / "told.pt")
    bench.qtbot.waitUntil(lambda: "20 images" in dialog.found_label.text(), timeout=LONGEST_MS)
    return dialog


def open_log_import(bench: Bench) -> QWidget:
    dialog = LogDialog(bench.runs, bench.runs, bench.window)
    dialog.open()
    tags = (TagFacts("a", 10, 0, 9, 0.1, 0.9, ""), TagFacts("b", 10, 0, 9, nan, nan, ""))
    dialog._on_looked(LogReport(True, tags, "theirs", True))
    return dialog


def open_animation(bench: Bench) -> QWidget:
    bench.turn_to(IMAGES)
    page = bench.window.images_page
    bench.qtbot.waitUntil(lambda: bool(page.mosaic.mosaic.counts), timeout=LONGEST_MS)
    page.mosaic.menu.animation_requested.emit("all", None)
    return bench.dialog()


def open_script_import(bench: Bench) -> QWidget:
    bench.window.commands.import_command.trigger()
    dialog = bench.dialog()
    assert isinstance(dialog, ScriptDialog)
    dialog.text_edit.setPlainText("python distill.py --dataset=CIFAR10 --ipc=1 --nonsense=2")
    return dialog


def open_update(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> QWidget:
    newer = Release("9.1.0", date(2026, 11, 3), "- Much.")
    monkeypatch.setattr(update_job, "ask_newest", lambda *_: newer)
    bench.window.commands.updates.trigger()
    dialog = bench.dialog()
    assert isinstance(dialog, UpdateDialog)
    bench.qtbot.waitUntil(dialog.again_button.isEnabled, timeout=LONGEST_MS)
    return dialog


def open_picture(bench: Bench) -> QWidget:
    bench.turn_to(MONITOR)
    page = bench.window.monitor_page
    bench.qtbot.waitUntil(lambda: bool(page.plots.made), timeout=LONGEST_MS)
    name = next(iter(page.plots.made))
    bench.window.plot_files.take("picture", page.plots[name].content, "plot")
    return bench.dialog()


def open_palette(bench: Bench) -> QWidget:
    bench.window.commands.palette.trigger()
    return bench.window.quick.palette


def open_manual(bench: Bench) -> QWidget:
    bench.window.commands.manual.trigger()
    manual = bench.window.guide.manual
    assert manual is not None
    return manual


def open_shortcuts(bench: Bench) -> QWidget:
    bench.window.commands.shortcuts.trigger()
    dialog = bench.dialog()
    assert isinstance(dialog, ShortcutSheet)
    dialog.choose("evaluate")
    return dialog


def open_presets(bench: Bench) -> QWidget:
    bench.window.configure_page.preset_box.showPopup()
    return bench.window.configure_page.preset_box.list


def open_by(name: str, bench: Bench) -> QWidget:
    getattr(bench.window.commands, name).trigger()
    return bench.dialog()


def open_crash(bench: Bench) -> QWidget:
    dialog = CrashDialog(CrashedSession(0.0, 1.0, "", "", "", ()), bench.window)
    dialog.open()
    return dialog


def unanswered() -> None:
    raise AssertionError("nothing was chosen")


def open_evaluation(bench: Bench) -> QWidget:
    theme = bench.window.configure_page.theme
    dialog = EvaluationDialog(tiny_experiment(), bench.run.path, theme, bench.window)
    dialog.open()
    return dialog


def open_closing(bench: Bench) -> QWidget:
    return ask_how_to_close(bench.window, "a run", 1, unanswered, unanswered, unanswered)


def open_deleting(bench: Bench) -> QWidget:
    ask_to_delete_run(bench.window, "a run", "2 files", unanswered)
    return bench.dialog()


def open_problem(bench: Bench) -> QWidget:
    bench.window._on_refused("It was not written.", "The disk is full.")
    return bench.dialog()


DIALOGS: dict[str, Callable[..., QWidget]] = {
    "export": open_export,
    "export over files": partial(open_export_over_files, end=lambda _dialog: None),
    "export, written": partial(open_export_over_files, end=written),
    "import": open_import,
    "log import": open_log_import,
    "animation": open_animation,
    "picture": open_picture,
    "script import": open_script_import,
    "save preset": partial(open_by, "save_preset"),
    "presets": open_presets,
    "palette": open_palette,
    "shortcuts": open_shortcuts,
    "manual": open_manual,
    "about": partial(open_by, "about"),
    "history": partial(open_by, "history"),
    "preferences": partial(open_by, "preferences"),
    "evaluation": open_evaluation,
    "notices": partial(open_by, "notice_settings"),
    "rename": partial(open_by, "rename_run"),
    "workspace": partial(open_by, "save_workspace"),
    "crash": open_crash,
    "closing": open_closing,
    "deleting": open_deleting,
    "problem": open_problem,
}


def check_dialog(dialog: QWidget, name: str) -> None:
    assert dialog.isVisible()
    lines = wordless(controls_in(dialog), name, FEWEST_IN_A_DIALOG)
    dialog.close()
    assert not lines, "\n".join(lines)


@pytest.mark.parametrize("name", DIALOGS)
def test_everything_in_a_dialog_is_named_and_described(bench: Bench, name: str) -> None:
    check_dialog(DIALOGS[name](bench), name)


def test_the_dialog_of_updates_is_named_and_described(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_dialog(open_update(bench, monkeypatch), "updates")
