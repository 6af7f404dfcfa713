"""The fuse box: builds the rooms of the window and connects them; nothing else connects them."""

import logging
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMainWindow, QTabWidget

from ftd_engine.launch import DATA_ENTRY, ENGINE_ENTRY, EXPORT_ENTRY, MACHINE_ENTRY
from ftd_engine.presets import demo_experiment
from ftd_engine.protocol import EVENT_KINDS
from ftd_engine.shelf import shelf_root
from ftd_gui.actions import PAGE_TIPS, PAGE_TITLES, WindowActions
from ftd_gui.data_commands import DataCommands
from ftd_gui.file_commands import FileCommands
from ftd_gui.first_steps import FirstSteps, steps_around
from ftd_gui.form_commands import FormCommands
from ftd_gui.forms.preset_collection import built_in_presets
from ftd_gui.help_commands import HelpCommands
from ftd_gui.library_commands import LibraryCommands
from ftd_gui.log_commands import LogCommands
from ftd_gui.metric_files import MetricFiles
from ftd_gui.pages.compare_page import ComparePage
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.data_page import DataPage
from ftd_gui.pages.file_choice import FileChoice
from ftd_gui.pages.images_page import ImagesPage
from ftd_gui.pages.message_box import tell_problem
from ftd_gui.pages.monitor_page import MonitorPage
from ftd_gui.pages.plot_files import PlotFiles
from ftd_gui.pages.results_page import ResultsPage
from ftd_gui.pages.studies_room import StudiesRoom
from ftd_gui.pages.welcome_page import WelcomePage
from ftd_gui.part_commands import PartCommands
from ftd_gui.quick_access import QuickAccess
from ftd_gui.run_commands import RunCommands
from ftd_gui.runs.device_reader import DeviceReader
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.queue_runner import QueueRunner
from ftd_gui.runs.queue_time import QueueTime
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.runs.run_session import RunSession
from ftd_gui.set_commands import SetCommands
from ftd_gui.settings import Settings
from ftd_gui.tab_order import move_focus
from ftd_gui.theme import LIGHT, Theme, application_icon
from ftd_gui.update_commands import UpdateCommands
from ftd_gui.views.experiment_list import ExperimentList
from ftd_gui.views.inspector_panel import InspectorPanel
from ftd_gui.views.log_panel import LogPanel
from ftd_gui.views.outcome_banner import OutcomeBanner
from ftd_gui.views.phase_strip import PhaseStrip
from ftd_gui.views.queue_panel import QueuePanel
from ftd_gui.views.status_strip import StatusStrip
from ftd_gui.views.tab_tips import describe_tabs
from ftd_gui.window_closing import WindowClosing
from ftd_gui.window_frame import WindowFrame, make_dock, make_tool_bar, stacked
from ftd_gui.window_look import WindowLook
from ftd_gui.window_notices import WindowNotices
from ftd_gui.window_session import WindowSession
from ftd_gui.words import marked, tr
from ftd_gui.workspace_folder import WorkspaceFolder
from ftd_gui.workspaces import BUILT_IN, Workspaces

CONFIGURE, MONITOR, IMAGES, RESULTS, COMPARE, DATA, STUDIES = range(7)
RunPage = ConfigurePage | MonitorPage | ImagesPage | ResultsPage | ComparePage
Page = RunPage | DataPage | StudiesRoom | WelcomePage
TICK_EVERY_MS = 500
TOLD_FOR_MS = 5000

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """The window of FTD Studio.

    Signals:
        closed(): the window is gone and no run of its own is left; the program may end.
    """

    closed = Signal()

    def __init__(
        self,
        workspace: Path,
        settings: Settings,
        engine_entry: str = ENGINE_ENTRY,
        export_entry: str = EXPORT_ENTRY,
        estimate_entry: str = "",
        data_entry: str = DATA_ENTRY,
        machine_entry: str = MACHINE_ENTRY,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._settings = settings
        self._export_entry = export_entry
        self._stale_pages: set[int] = set()
        self.setWindowTitle("FTD Studio")
        self.setWindowIcon(application_icon())
        self._build_rooms(engine_entry, data_entry)
        self.welcome_page = WelcomePage(workspace, machine_entry, self)
        self._build_frame()
        self._connect_rooms()
        self.look = WindowLook(self, settings, self.commands, self.frame, self._set_theme)
        self.look.told.connect(self._tell)
        self._on_run_shown(None)
        self.frame.restore(settings)
        self.session = WindowSession(
            *(workspace, settings, self.runs, self.library, self.banner, self.tabs),
            *(self.configure_page, self.monitor_page, self.images_page, self.compare_page),
            *(self.experiment_list, self.open_run),
        )
        self.configure_page.needs_card.begin(workspace, estimate_entry)
        folders = {tr("runs"): workspace, tr("teachers"): shelf_root(workspace)}
        self.inspector.device_panel.begin(DeviceReader(folders))
        self.notices.shortages.begin(self.inspector.device_panel.poll)
        self.setFocus()

    # ------------------------------------------------ building

    def _build_rooms(self, engine_entry: str, data_entry: str) -> None:
        self.runs = OpenRuns(self._workspace, engine_entry, self)
        self.library = RunLibrary(self._workspace, self)
        presets = built_in_presets()
        self.configure_page = ConfigurePage(presets, self)
        self.monitor_page = MonitorPage(LIGHT, self)
        self.images_page = ImagesPage(LIGHT, self)
        self.results_page = ResultsPage(LIGHT, self)
        self.images_page.offer_runs(self.library)
        self.compare_page = ComparePage(self.library, LIGHT, self)
        self.data_page = DataPage(LIGHT, data_entry, self)
        self.studies_page = StudiesRoom(
            self._workspace, presets, self.configure_page.current_experiment, self
        )
        self.experiment_list = ExperimentList(self.library, self)
        self.queue = RunQueue(self._workspace, self)
        self.queue_runner = QueueRunner(self.runs, self.queue, self)
        self.queue_time = QueueTime(self.runs, self.queue, self._workspace, self)
        self.closing = WindowClosing(self, self.runs, self.queue)
        self.queue_panel = QueuePanel(self.queue, self)
        self.inspector = InspectorPanel(self)
        self.log_panel = LogPanel(self)
        self.banner = OutcomeBanner(self)
        self.phase_strip = PhaseStrip(self)
        self.status_strip = StatusStrip(self)
        words = [built_in.words for built_in in BUILT_IN]
        self.commands = WindowActions(self, PAGE_TITLES, words)
        self.steering = RunCommands(self.runs, self.commands, self)
        self.editing = FormCommands(self.configure_page, self.commands, presets, self)
        self.files = FileChoice(self._settings, self._workspace, self)
        self.data = DataCommands(self.configure_page, self.data_page, self.files, self)
        self.sets = SetCommands(
            self, self.runs, self._workspace, self._export_entry, self._on_set_taken_in
        )
        self.logs = LogCommands(self, self.library, self.commands)
        self.metric_files = MetricFiles(self.runs, self.commands, self._settings, self)
        self.filing = FileCommands(
            self.files, self.configure_page, self.runs, self.commands, self._workspace, self
        )
        self.workspace_folder = WorkspaceFolder(
            self, self._workspace, self._settings, self.runs, self.commands
        )
        self.keeping = LibraryCommands(
            self, self.runs, self.library, self.queue, self.commands, self._settings
        )
        self.plot_files = PlotFiles(self._settings, self)
        self._tick_timer = QTimer(self)
        self._tick_timer.setInterval(TICK_EVERY_MS)

    def _build_frame(self) -> None:
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        # the welcome page is no page of the View menu; its tab comes and goes
        for page, title in zip(self._pages, PAGE_TITLES, strict=False):
            self.tabs.addTab(page, tr(title))
        self.first_steps = FirstSteps(
            self, self.tabs, self.welcome_page, self.library, self._settings
        )
        self.phase_strip.stand_beside(self.tabs)
        self.tabs.setAccessibleName(tr("Pages"))
        describe_tabs(self.tabs.tabBar(), PAGE_TIPS)
        self.setCentralWidget(stacked(self.banner, self.tabs))
        tool_bar = make_tool_bar(self)
        self.frame = WindowFrame(
            self,
            make_dock(self, marked("Experiments"), stacked(self.queue_panel, self.experiment_list)),
            make_dock(self, marked("Inspector"), self.inspector),
            make_dock(self, marked("Log"), self.log_panel, self.log_panel.tool_row),
            tool_bar,
        )
        self.commands.fill_tool_bar(tool_bar)
        self.commands.fill_menus(self.frame.docks)
        start, export = self.configure_page.start_button, self.commands.export
        stops = steps_around(self, self.tabs, (CONFIGURE, MONITOR, IMAGES), start, export)
        self.first_steps.begin(self.commands, stops)
        self.guide = HelpCommands(self, self.tabs, self.commands)
        self.workspaces = Workspaces(self, self.tabs, self.frame, self.commands, self._settings)
        pages = self.configure_page, self.monitor_page, self.images_page, self.compare_page
        lists = self.queue, self.queue_panel, self.experiment_list
        self.parts = PartCommands(self, self.tabs, self.commands, self.runs, pages, lists)
        self.quick = QuickAccess(self, self.commands, self.editing, self.files, self.library)
        self.quick.bindings.take_own(self.workspaces.commands)
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.status_strip, 1)
        self.notices = WindowNotices(self, self._settings, self.commands, self.runs, self.queue)
        self.updates = UpdateCommands(self, self._settings, self.commands, self.notices.board.add)

    @property
    def _pages(self) -> tuple[Page, ...]:
        return (
            self.configure_page,
            self.monitor_page,
            self.images_page,
            self.results_page,
            self.compare_page,
            self.data_page,
            self.studies_page,
            self.welcome_page,
        )

    @property
    def _panels(self) -> tuple[InspectorPanel, LogPanel, OutcomeBanner, PhaseStrip, StatusStrip]:
        return self.inspector, self.log_panel, self.banner, self.phase_strip, self.status_strip

    def _connect_rooms(self) -> None:
        """Every wire of the window, one a line."""
        actions = self.commands
        for room in (self.editing, self.keeping, self.logs, self.metric_files, self.workspaces):
            room.told.connect(self._tell)
        refusing = self.keeping, self.metric_files, self.filing, self.plot_files, self.studies_page
        for room in (*refusing, self.workspace_folder, self.runs):
            room.refused.connect(self._on_refused)
        for page in (self.data_page, self.images_page, self.results_page, self.compare_page):
            page.save_requested.connect(self.plot_files.ask_for_file)
        self.editing.front_wanted.connect(self._on_configure_wanted)
        actions.demo.triggered.connect(self.start_demo)
        actions.import_set.triggered.connect(self.sets.open_import)
        actions.export.triggered.connect(self.sets.export_best)
        actions.evaluate_again.triggered.connect(self.sets.open_evaluation)
        actions.quit.triggered.connect(self.close)
        actions.start.triggered.connect(self.configure_page.request_start)
        self.keeping.recent.run_chosen.connect(self.open_run)
        self.keeping.renamed.connect(self._on_renamed)
        self.keeping.removed.connect(self.compare_page.runs.remove)
        self.keeping.removed.connect(self.banner.forget)
        self.banner.delete_requested.connect(self.keeping.remove)
        self.inspector.notes_edited.connect(self.keeping.keep_notes)
        actions.page_group.triggered.connect(self._on_page_action)
        self.logs.imported.connect(self._on_compare_wanted)
        self.quick.drop.log_dropped.connect(self.logs.import_dropped)
        self.files.run_chosen.connect(self.open_run)
        self.filing.front_wanted.connect(self._on_configure_wanted)
        self.quick.drop.set_dropped.connect(self.sets.import_dropped)
        self.quick.drop.data_dropped.connect(self.data.look_at)
        self.data.data_wanted.connect(self._on_data_wanted)
        self.data.path_chosen.connect(self.quick.drop.take_path)
        self.data.form_wanted.connect(self._on_configure_wanted)
        self.studies_page.run_chosen.connect(self.open_run)
        self.tabs.currentChanged.connect(self._on_page_changed)
        self.tabs.tabBarClicked.connect(self._on_tab_clicked)
        self.runs.run_shown.connect(self._on_run_shown)
        self.runs.shown_changed.connect(self._on_shown_changed)
        self.runs.shown_ended.connect(self._on_shown_ended)
        self.runs.memory_read.connect(self._on_memory_read)
        self.runs.own_run_began.connect(self._on_own_run_began)
        self.runs.own_run_ended.connect(self._on_own_run_ended)
        self.runs.commands_changed.connect(self._show_offers)
        self.configure_page.start_requested.connect(self.runs.start)
        self.configure_page.queue_requested.connect(self.queue.add)
        self.welcome_page.demo_requested.connect(self.start_demo)
        self.welcome_page.finished_requested.connect(actions.finished_demo.trigger)
        actions.finished_demo.triggered.connect(self.files.open_finished_demo)
        self.welcome_page.new_requested.connect(self._on_configure_wanted)
        self.welcome_page.open_requested.connect(self.files.ask_for_run)
        self.queue_time.estimated.connect(self.queue_panel.show_time)
        self.configure_page.needs_card.device_measured.connect(self.queue_time.estimate)
        self.queue_time.estimate()
        self.configure_page.readiness_changed.connect(self._on_readiness_changed)
        self.monitor_page.view_images_requested.connect(self._on_view_images)
        self.monitor_page.configure_requested.connect(self._on_configure_wanted)
        self.monitor_page.export_requested.connect(self.plot_files.take)
        self.monitor_page.iteration_chosen.connect(self.images_page.go_to)
        self.images_page.set_shown.connect(self.monitor_page.show_set)
        self.images_page.set_shown.connect(self.sets.look_at)
        self.images_page.export_requested.connect(self.sets.export_shown)
        self.images_page.configure_requested.connect(self._on_configure_wanted)
        self.images_page.plot_export_requested.connect(self.plot_files.take)
        self.results_page.offer_again(actions.evaluate_again)
        self.results_page.import_requested.connect(self.commands.import_set.trigger)
        self.compare_page.configure_requested.connect(self._on_configure_wanted)
        self.compare_page.export_requested.connect(self.plot_files.take)
        self.experiment_list.compare_requested.connect(self._on_compare_wanted)
        self.notices.run_wanted.connect(self.open_run)
        self.notices.images_wanted.connect(self._on_images_wanted)
        self.sets.exported.connect(self.notices.tell_exported)
        self.plot_files.written.connect(self.notices.tell_saved)
        self.experiment_list.add_commands(actions.of_run)
        self.experiment_list.sort_by(self._settings.run_sort)
        self.experiment_list.sort_chosen.connect(self._settings.remember_run_sort)
        self.banner.resume_requested.connect(self.runs.resume)
        self.banner.run_chosen.connect(self.open_run)
        self.workspaces.own_changed.connect(self.quick.bindings.take_own)
        self.experiment_list.run_chosen.connect(self.runs.open)
        self.experiment_list.emptiness_changed.connect(self.first_steps.put_away)
        self._tick_timer.timeout.connect(self.status_strip.tick)
        self._tick_timer.timeout.connect(self.inspector.tick)
        self._tick_timer.timeout.connect(self.notices.tray.tick)
        self._tick_timer.timeout.connect(self.log_panel.tick)

    # ------------------------------------------------ runs

    @property
    def shown_session(self) -> RunSession | None:
        """The run that the pages show."""
        return self.runs.shown

    def start_demo(self) -> None:
        """Start the demo in a new run folder and show it."""
        self.runs.start(demo_experiment())

    def open_run(self, path: Path) -> None:
        """Show the run in this folder, and how it goes or went."""
        self.runs.open(path)
        shown = self.runs.shown
        if shown is not None and shown.folder.path == path:
            self.tabs.setCurrentIndex(MONITOR)

    def _on_run_shown(self, session: RunSession | None) -> None:
        for room in (*self._pages, *self._panels):
            room.show_run(session)
        self._stale_pages = set(range(len(PAGE_TITLES)))
        self._on_page_changed(self.tabs.currentIndex())
        self._show_offers()
        self.experiment_list.select(session.folder.path if session else None)
        self._show_title()

    def _show_title(self) -> None:
        name = self.runs.shown.experiment.name if self.runs.shown else ""
        self.setWindowTitle(f"{name} – FTD Studio" if name else "FTD Studio")

    def _on_renamed(self, session: RunSession) -> None:
        self._show_title()
        self.inspector.show_name()
        self.compare_page.runs.take_name(session.folder.path, session.experiment.name)

    def _on_own_run_began(self, session: RunSession) -> None:
        self.metric_files.run_began(session.folder.path)
        self.library.refresh()
        self.experiment_list.select(session.folder.path)
        self._show_offers()
        self.tabs.setCurrentIndex(MONITOR)
        # the pressed button is disabled now; no other shall look chosen in its place
        self.setFocus()

    def _on_shown_changed(self, kinds: frozenset[str]) -> None:
        present = self.tabs.currentIndex()
        self._stale_pages = set(range(len(PAGE_TITLES))) - {present}
        self._pages[present].refresh(kinds)
        if present == MONITOR and "snapshot_written" in kinds:
            # its newest set is shown below the plots
            self.images_page.refresh(kinds)
        for panel in self._panels:
            panel.refresh()
        self._show_offers()

    def _on_shown_ended(self) -> None:
        self._on_shown_changed(EVENT_KINDS)
        self.status_strip.tick()

    def _on_memory_read(self, memory_mib: float) -> None:
        self.status_strip.set_memory(memory_mib)
        self.inspector.device_panel.set_engine_memory(memory_mib)

    def _on_own_run_ended(self) -> None:
        self._show_offers()
        self.library.refresh()

    def _show_offers(self) -> None:
        # ages and times grow only while the shown run lives; else the window sleeps
        is_live = self.runs.shown is not None and self.runs.shown.store.is_live
        if is_live != self._tick_timer.isActive():
            (self._tick_timer.start if is_live else self._tick_timer.stop)()
        blocked = self.runs.obstacle()
        self.configure_page.set_blocked(blocked)
        self.welcome_page.set_blocked(blocked)
        self.commands.show_start(self.configure_page.start_obstacle())
        self.commands.show_demo(blocked)
        self.commands.show_import(blocked)
        self.commands.show_run(self.runs.shown, frozenset(self.runs.asked), blocked)
        self.banner.set_blocked(blocked)

    def _tell(self, text: str) -> None:
        self.statusBar().showMessage(text, TOLD_FOR_MS)

    def _on_refused(self, what: str, details: str) -> None:
        _log.info("%s %s", what, details)
        tell_problem(self, what, details)
        # a run that could not be opened must not stay marked as the shown one
        shown = self.runs.shown
        self.experiment_list.select(shown.folder.path if shown else None)

    # ------------------------------------------------ pages

    def _on_page_changed(self, index: int) -> None:
        if index in self._stale_pages:
            self._stale_pages.discard(index)
            self._pages[index].refresh(EVENT_KINDS)

    def _on_readiness_changed(self) -> None:
        self.commands.show_start(self.configure_page.start_obstacle())

    def _on_page_action(self, action: QAction) -> None:
        self._show_page(action.data())

    def _show_page(self, index: int) -> None:
        """Bring a page to the front, and its keys under the fingers."""
        self.tabs.setCurrentIndex(index)
        self._pages[index].setFocus()

    def _on_tab_clicked(self, index: int) -> None:
        if index >= 0:
            self._show_page(index)

    def _on_view_images(self) -> None:
        self._show_page(IMAGES)

    def _on_images_wanted(self, path: Path) -> None:
        self.open_run(path)
        self._show_page(IMAGES)

    def _on_configure_wanted(self) -> None:
        self.tabs.setCurrentIndex(CONFIGURE)

    def _on_data_wanted(self) -> None:
        self._show_page(DATA)

    def _on_compare_wanted(self, path: Path) -> None:
        self.compare_page.add(path)
        self._show_page(COMPARE)

    # ------------------------------------------------ commands

    def _on_set_taken_in(self) -> None:
        # there is nothing to watch, only a set to look at
        self.tabs.setCurrentIndex(IMAGES)

    def _set_theme(self, theme: Theme) -> None:
        others = (
            self.experiment_list,
            self.queue_panel,
            self.commands,
            self.frame,
            self.plot_files,
            self.quick,
            self.sets,
            self.guide,
            self.notices,
            self.keeping,
        )
        for room in (*self._pages, *self._panels, *others):
            room.set_theme(theme)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802  # Qt's names
        experiments, *others = self.frame.docks
        # the page before what stands around it: parts of it may be made last
        page = self._pages[self.tabs.currentIndex()]
        rooms = (self.frame.tool_bar, experiments, self.banner, page, self.tabs, *others)
        return move_focus(self, rooms, forward=next)

    # ------------------------------------------------ the end

    def close_now(self) -> None:
        """Stop an own run and close without a question, as for Ctrl+C in the terminal."""
        self.closing.close_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay where a run of this window is still under way; else remember all and go."""
        if not self.closing.may_close():
            event.ignore()
            return
        self._tick_timer.stop()
        self.notices.tray.close()
        self.frame.remember(self._settings)
        self.session.remember()
        self._settings.save()
        self.configure_page.needs_card.close_job()
        self.images_page.close_jobs()
        self.compare_page.runs.close()
        self.data_page.close_job()
        self.welcome_page.self_check.close_job()
        self.guide.close_manual()
        self.updates.close()
        self.metric_files.close()
        self.runs.close()
        self.closing.hand_over()
        super().closeEvent(event)
        self.closed.emit()
