"""Every command of the window, once: text, shortcut, icon, tip; menus and toolbar made of them.

What a command does is connected in `main_window`; when it can be given is decided here from the
shown run.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QToolButton

from ftd_engine.run_folder import CUT_STATES
from ftd_gui.language import LANGUAGES
from ftd_gui.pages.key_bindings import Command
from ftd_gui.part_actions import PartActions, offer
from ftd_gui.runs.again_obstacle import again_obstacle
from ftd_gui.runs.run_session import READ_ONLY, RunSession
from ftd_gui.settings import LanguageChoice, ThemeChoice
from ftd_gui.theme import Theme, themed_icon
from ftd_gui.usual_keys import usual_keys
from ftd_gui.views.fitting_tool_bar import FittingToolBar
from ftd_gui.words import marked, tr

PAGE_TITLES = (
    marked("Configure"),
    marked("Monitor"),
    marked("Images"),
    marked("Results"),
    marked("Compare"),
    marked("Data"),
    marked("Studies"),
)
PAGE_ICONS = ("configure", "monitor", "images", "results", "compare", "data", "studies")
PAGE_TIPS = (
    marked("All settings of a run, presets, what it takes, and its start."),
    marked("Curves of the shown run while it computes, and after it."),
    marked("The synthetic images of each stored iteration, to be compared and exported."),
    marked("Accuracy of the sets on fresh networks, class by class."),
    marked("Curves, accuracies, settings and sets of up to six runs."),
    marked("The real images of the settings, looked through before a run."),
    marked("Figures and tables of the paper, computed again."),
)
THEME_WORDS: tuple[tuple[ThemeChoice, str], ...] = (
    ("system", marked("As the system")),
    ("light", marked("Light")),
    ("dark", marked("Dark")),
    ("contrast", marked("High contrast")),
)
LANGUAGE_WORDS: tuple[tuple[LanguageChoice, str], ...] = (
    ("system", marked("As the system")),
    ("en", LANGUAGES["en"]),
    ("de", LANGUAGES["de"]),
)


class WindowActions:
    """All actions of one main window.

    Attributes:
        parts: those of plots, images and lists.
        menus: all that hold commands, once they are filled.
    """

    def __init__(
        self, window: QMainWindow, page_titles: Sequence[str], workspace_words: Sequence[str]
    ) -> None:
        self._window = window
        self.parts = PartActions(window)
        self._icons: dict[QAction, str] = dict(self.parts.icons)
        self._commands: list[Command] = []
        self.menus: tuple[QMenu, ...] = ()
        self.new = self._action(tr("New"), "new")
        self.new.setToolTip(tr("Begin a new experiment from the default settings"))
        self.demo = self._action(tr("Try the demo"), "demo")
        self.finished_demo = self._action(tr("See the demo's result"), "done")
        self.finished_demo.setToolTip(
            tr("Open a finished run of the demo, which is copied into the workspace.")
        )
        self.open_run = self._action(tr("Open run folder…"), "folder")
        self.choose_workspace = self._action(tr("Choose the folder of all runs…"), "folder")
        self.choose_workspace.setToolTip(
            tr("Show the runs of another folder, and begin new ones there")
        )
        self.load = self._action(tr("Load settings…"), "file")
        self.save = self._action(tr("Save settings…"), "save")
        self.save_preset = self._action(tr("Save as preset…"), "bookmark")
        self.remove_preset = self._action(tr("Remove preset…"), "remove")
        self.import_set = self._action(tr("Import a set…"), "images")
        self.import_log = self._action(tr("Import a TensorBoard log…"), "curve")
        self.import_log.setToolTip(
            tr("Make the curves of another program a run, to compare it with others")
        )
        self.export = self._action(tr("Export…"), "export")
        self.write_metrics = self._action(tr("Write TensorBoard files"), "curve")
        self.always_metrics = self._action(tr("TensorBoard files of every run"), "")
        self.always_metrics.setCheckable(True)
        self.always_metrics.setToolTip(
            tr("Write them while a run goes on, into its folder, as long as the window is open")
        )
        self.quit = self._action(tr("Quit"), "quit")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.undo = self._action(tr("Undo"), "undo")
        self.redo = self._action(tr("Redo"), "redo")
        self.history = self._action(tr("History…"), "undo")
        self.history.setToolTip(tr("List all changes of the settings, to go back to any of them"))
        self.find = self._action(tr("Find a setting"), "search")
        self.find.setToolTip(tr("Search the settings by name, explanation, symbol and script flag"))
        self.copy_command = self._action(tr("Copy as command"), "copy")
        self.import_command = self._action(tr("Import command line…"), "command")
        tip = tr("Take over settings from a command line of the MTT or FTD scripts")
        self.import_command.setToolTip(tip)
        self.preferences = self._action(tr("Preferences…"), "configure")
        self.preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.preferences.setToolTip(
            tr("Choose theme, language and what the program does by itself")
        )
        self.start = self._action(tr("Start"), "start")
        self.pause = self._action(tr("Pause"), "pause")
        self.free_device = self._action(tr("Pause and free the device"), "pause")
        self.stop = self._action(tr("Stop after this step"), "stop")
        self.stop_after_evaluation = self._action(tr("Stop after the next evaluation"), "stop")
        self.stop_now = self._action(tr("Stop now"), "stop")
        self.evaluate = self._action(tr("Evaluate now"), "evaluate")
        self.snapshot = self._action(tr("Snapshot now"), "snapshot")
        self.evaluate_again = self._action(tr("Evaluate on other networks…"), "evaluate")
        self.rename_run = self._action(tr("Rename run…"), "")
        self.pin_run = self._action(tr("Pin run"), "pin")
        self.pin_run.setCheckable(True)
        self.pin_run.setToolTip(tr("Keep the shown run on top of the list"))
        self.remove_run = self._action(tr("Move run to trash"), "remove")
        self.of_run = [self.parts.add_to_comparison, self.rename_run, self.pin_run, self.remove_run]
        self.refresh_runs = self._action(tr("Look for runs again"), "reset")
        self.refresh_runs.setToolTip(tr("Read the folder of all runs anew, now"))
        self.full_screen = self._action(tr("Full screen"), "fit")
        self.full_screen.setCheckable(True)
        self.reset_layout = self._action(tr("Reset layout"), "reset")
        self.workspaces = [self._action(tr(words), "") for words in workspace_words]
        self.save_workspace = self._action(tr("Save workspace…"), "save")
        self.save_workspace.setToolTip(tr("Keep docks, sizes and page under a name"))
        self.workspace_menu = QMenu(tr("Workspaces"), window)
        self.workspace_menu.addActions([*self.workspaces, self.save_workspace])
        self.notices = self._action(tr("Notifications"), "bell")
        self.notices.setToolTip(tr("Show what happened since the window was opened"))
        self.notice_settings = self._action(tr("Notification settings…"), "bell")
        self.notice_settings.setToolTip(tr("Choose what is told, and how"))
        self.tray = self._action(tr("Icon in the system tray"), "")
        self.tray.setToolTip(tr("Show the progress of the run in the tray of the desktop"))
        self.tray.setCheckable(True)
        self.palette = self._action(tr("Command palette…"), "search")
        self.palette.setToolTip(tr("Find any command, run or preset by a few letters"))
        self.shortcuts = self._action(tr("Keyboard shortcuts…"), "keyboard")
        self.shortcuts.setToolTip(tr("Show all commands with their keys, and change them"))
        self.manual = self._action(tr("Manual"), "manual")
        self.manual.setToolTip(tr("Open the manual at the page about what you are at"))
        self.whats_this = self._action(tr("What's this?"), "question")
        self.whats_this.setToolTip(tr("Click a setting to read about it"))
        self.welcome = self._action(tr("Welcome"), "home")
        self.welcome.setToolTip(
            tr("Show the page with the ways to begin, and a check of this machine")
        )
        self.tour = self._action(tr("Take the tour"), "tour")
        self.tour.setToolTip(tr("Be shown around the window in five steps"))
        self.about = self._action(tr("About FTD Studio"), "info")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.updates = self._action(tr("Check for updates…"), "up")
        self.updates.setToolTip(
            tr("Ask for the newest version of the program, and what is new in it")
        )
        self.log_folder = self._action(tr("Open log folder"), "folder")
        self.pages = [
            self._action(tr(title), icon)
            for title, icon in zip(page_titles, PAGE_ICONS, strict=True)
        ]
        self.page_group = QActionGroup(window)
        self.page_group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        for index, action in enumerate(self.pages):
            action.setData(index)
            self.page_group.addAction(action)
        self.themes: dict[ThemeChoice, QAction] = {}
        self.theme_group = QActionGroup(window)
        for choice, words in THEME_WORDS:
            action = self._action(tr(words), "")
            action.setCheckable(True)
            action.setData(choice)
            self.theme_group.addAction(action)
            self.themes[choice] = action
        self.languages: dict[LanguageChoice, QAction] = {}
        self.language_group = QActionGroup(window)
        for choice, words in LANGUAGE_WORDS:
            action = self._action(tr(words), "")
            action.setCheckable(True)
            action.setData(choice)
            self.language_group.addAction(action)
            self.languages[choice] = action
        self.recent_menu = QMenu(tr("Open recent"), window)
        self.workspace_folder_menu = QMenu(tr("Folder of all runs"), window)
        self.workspace_folder_menu.addAction(self.choose_workspace)
        self._pause_icons: dict[bool, QIcon] = {}
        self._tool_bar: FittingToolBar | None = None

    def _action(self, text: str, icon: str) -> QAction:
        action = QAction(text, self._window)
        if icon:
            self._icons[action] = icon
        return action

    # ------------------------------------------------ where they stand

    def fill_menus(self, docks: Sequence[QDockWidget]) -> None:
        """Put all actions into the menu bar."""
        bar = self._window.menuBar()
        file_menu = bar.addMenu(tr("&File"))
        file_menu.addActions([self.new, self.open_run])
        file_menu.addMenu(self.recent_menu)
        file_menu.addMenu(self.workspace_folder_menu)
        file_menu.addSeparator()
        file_menu.addActions([self.load, self.save])
        file_menu.addSeparator()
        file_menu.addActions([self.save_preset, self.remove_preset])
        file_menu.addSeparator()
        file_menu.addActions([self.import_set, self.import_log, self.export])
        file_menu.addSeparator()
        file_menu.addActions([self.write_metrics, self.always_metrics])
        file_menu.addSeparator()
        file_menu.addAction(self.quit)
        edit_menu = bar.addMenu(tr("&Edit"))
        edit_menu.addActions([self.undo, self.redo, self.history])
        edit_menu.addSeparator()
        edit_menu.addAction(self.find)
        edit_menu.addSeparator()
        edit_menu.addActions([self.copy_command, self.import_command])
        edit_menu.addSeparator()
        edit_menu.addAction(self.preferences)
        run_menu = bar.addMenu(tr("&Run"))
        run_menu.addActions([self.start, self.demo, self.finished_demo, self.parts.add_to_queue])
        run_menu.addMenu(self.parts.queue_menu)
        run_menu.addSeparator()
        run_menu.addActions([self.pause, self.free_device])
        run_menu.addSeparator()
        run_menu.addActions([self.stop, self.stop_after_evaluation, self.stop_now])
        run_menu.addSeparator()
        run_menu.addActions([self.evaluate, self.snapshot, self.evaluate_again])
        run_menu.addSeparator()
        run_menu.addActions(self.of_run)
        view_menu = bar.addMenu(tr("&View"))
        view_menu.addActions(self.pages)
        view_menu.addSeparator()
        view_menu.addActions([dock.toggleViewAction() for dock in docks])
        view_menu.addMenu(self.workspace_menu)
        view_menu.addAction(self.reset_layout)
        view_menu.addSeparator()
        theme_menu = view_menu.addMenu(tr("Theme"))
        theme_menu.addActions(list(self.themes.values()))
        language_menu = view_menu.addMenu(tr("Language"))
        language_menu.addActions(list(self.languages.values()))
        view_menu.addActions([self.full_screen, self.refresh_runs])
        view_menu.addSeparator()
        view_menu.addActions([self.notices, self.notice_settings, self.tray])
        bar.addMenu(self.parts.plot_menu)
        bar.addMenu(self.parts.images_menu)
        help_menu = bar.addMenu(tr("&Help"))
        help_menu.addActions([self.manual, self.whats_this, self.welcome, self.tour])
        help_menu.addSeparator()
        help_menu.addActions([self.palette, self.shortcuts])
        help_menu.addSeparator()
        help_menu.addActions([self.updates, self.log_folder, self.about])
        # asking an action for its menu would hand that over to Python, which deletes it
        folders = self.workspace_folder_menu
        choices = (theme_menu, language_menu)
        inner = (folders, self.parts.queue_menu, self.workspace_menu, *choices)
        within = [
            menu.menuAction() for menu in (*inner, self.recent_menu, self.parts.smoothing_menu)
        ]
        own = (self.parts.plot_menu, self.parts.smoothing_menu, self.parts.images_menu)
        self.menus = (file_menu, edit_menu, run_menu, view_menu, *inner, *own, help_menu)
        for menu in self.menus:
            self._list_commands(menu, within)

    def commands(self) -> tuple[Command, ...]:
        """Every command in the order of the menus; there once the menus are filled."""
        return tuple(self._commands)

    def _list_commands(self, menu: QMenu, without: Sequence[QAction]) -> None:
        named = {**vars(self), **vars(self.parts)}
        names = {action: name for name, action in named.items() if isinstance(action, QAction)}
        group = menu.title().replace("&", "")
        for action in menu.actions():
            if action.isSeparator() or action in without:
                continue
            if action in self.pages:
                name = f"page_{self.pages.index(action)}"
                title = tr("Go to {page}").format(page=action.text())
            elif action in self.workspaces:
                name = f"workspace_{self.workspaces.index(action)}"
                title = tr("Workspace: {name}").format(name=action.text())
            elif action in self.themes.values():
                name = f"theme_{action.data()}"
                title = tr("Theme: {name}").format(name=action.text())
            elif action in self.languages.values():
                name = f"language_{action.data()}"
                title = tr("Language: {name}").format(name=action.text())
            elif action in self.parts.smoothings:
                name = f"smoothing_{self.parts.smoothings.index(action)}"
                title = tr("Smoothing: {name}").format(name=action.text())
            elif action in names:
                name, title = names[action], action.text()
            else:
                # docks make their own actions
                name = action.objectName()
                title = tr("Show or hide {dock}").format(dock=action.text())
            action.setShortcuts(usual_keys(name))
            self._commands.append(Command(name, group, title, action.text(), action))

    def fill_tool_bar(self, tool_bar: FittingToolBar) -> None:
        """Put the daily actions into the toolbar, words beside the icons."""
        self._tool_bar = tool_bar
        tool_bar.addActions([self.new, self.demo])
        tool_bar.addSeparator()
        tool_bar.addActions([self.start, self.pause, self.stop])
        tool_bar.addSeparator()
        tool_bar.addActions([self.evaluate, self.snapshot, self.export])
        for action in tool_bar.actions():
            widget = tool_bar.widgetForAction(action)
            if not action.isSeparator():
                widget.setAccessibleName(action.text())
                widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for action, others in (
            (self.pause, [self.free_device]),
            (self.stop, [self.stop_after_evaluation, self.stop_now]),
        ):
            button = tool_bar.widgetForAction(action)
            assert isinstance(button, QToolButton)
            menu = QMenu(button)
            menu.addActions([action, *others])
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        tool_bar.give_way([self.snapshot, self.evaluate, self.export, self.demo, self.new])

    def set_theme(self, theme: Theme) -> None:
        """Recolour all icons."""
        for action, name in self._icons.items():
            action.setIcon(themed_icon(name, theme))
        self._pause_icons = {
            False: themed_icon("pause", theme),
            True: themed_icon("play", theme),
        }

    # ------------------------------------------------ when they can be given

    def show_start(self, obstacle: str) -> None:
        """Start and the demo can be given, or cannot for this reason."""
        self.start.setEnabled(not obstacle)
        self.start.setToolTip(
            obstacle or tr("Start a new run with the settings of the Configure page")
        )

    def show_import(self, obstacle: str) -> None:
        """A set can be taken in, or cannot for this reason."""
        self.import_set.setEnabled(not obstacle)
        tip = tr("Make a set of another program a run, to view, evaluate and export it")
        self.import_set.setToolTip(obstacle or tip)

    def show_demo(self, obstacle: str) -> None:
        """The demo can be started, or cannot for this reason."""
        self.demo.setEnabled(not obstacle)
        self.demo.setToolTip(obstacle or tr("Start the demo now, in a new run folder"))

    def show_preset(self, is_valid: bool, is_own: bool) -> None:
        """The settings can be kept as a preset, and the chosen one can be removed."""
        wrong = "" if is_valid else tr("The settings need attention first")
        offer(self.save_preset, wrong, tr("Keep these settings in the list of presets"))
        offer(self.copy_command, wrong, tr("Copy the ftd run command of these settings"))
        built_in = "" if is_own else tr("None of your own presets is chosen")
        offer(self.remove_preset, built_in, tr("Take the chosen preset of yours off the list"))

    def show_history(self, undo_words: str, redo_words: str) -> None:
        """The last step can be undone, or done again; the words say what it was."""
        nothing_undone = tr("There is nothing to undo in the settings")
        nothing_redone = tr("There is nothing to redo in the settings")
        for action, verb, words, nothing in (
            (self.undo, tr("Undo"), undo_words, nothing_undone),
            (self.redo, tr("Redo"), redo_words, nothing_redone),
        ):
            # an ampersand of a preset's title would underline the letter behind it
            action.setText(f"{verb}: {words.replace('&', '&&')}" if words else verb)
            offer(action, "" if words else nothing, f"{verb}: {words}")

    def show_run(
        self, session: RunSession | None, asked: frozenset[str], obstacle: str = ""
    ) -> None:
        """Offer what makes sense for the shown run.

        Args:
            obstacle: why no engine can be started now; empty where one can.
            session: the shown run, or None.
            asked: commands sent that the engine has not answered yet.
        """
        store = session.store if session else None
        is_live = store is not None and store.is_live
        if session is None or not is_live:
            why_not = tr("No run is under way here")
        else:
            why_not = ""
        state = store.state if store else "done"
        is_stopping = state == "stopping" or bool({"stop", "stop_now", "interrupt"} & asked)
        no_end = why_not or ("The run is stopping" if "stop_now" in asked else "")
        is_paused = state == "paused"
        if not why_not and is_stopping:
            why_not = tr("The run is stopping")
        is_read_only = session is not None and session.is_read_only
        if is_live and is_read_only:
            why_not = no_end = tr(
                "The folder of this run can only be read: it is followed here, and stopped where it goes on"
            )
        no_stop = why_not
        if session is not None and not why_not and not session.owns_engine:
            why_not = tr("This run goes on outside the window and can only be stopped from here")

        is_waiting = "pause" in asked or "resume" in asked
        waiting_words = (
            (tr("Pausing…"), tr("Resuming…")) if is_waiting else (tr("Pause"), tr("Resume"))
        )
        can_resume = session is not None and session.can_resume and not obstacle
        self.pause.setText(waiting_words[is_paused or can_resume])
        if can_resume:
            offer(self.pause, "", tr("Go on with this run from its last checkpoint"))
        else:
            is_cut = store is not None and store.state in CUT_STATES
            no_pause = tr(READ_ONLY) if is_cut and is_read_only else why_not
            offer(self.pause, no_pause, tr("Hold after this step, or go on from there"))
            self.pause.setEnabled(not why_not and not is_waiting)
        if self._pause_icons:
            self.pause.setIcon(self._pause_icons[is_paused or can_resume])

        self._show_of_run(session)
        no_run = "" if session else tr("No run is open")
        if is_read_only:
            no_run = tr(
                "The folder of this run can only be read; in a terminal, ftd export-metrics --out writes elsewhere"
            )
        tip = tr("Write all curves and some images of this run for TensorBoard, into its folder")
        offer(self.write_metrics, no_run, tip)
        self.stop.setText(
            tr("Stopping…") if is_stopping and is_live else tr("Stop after this step")
        )
        offer(self.stop, no_stop, tr("End the run after this step; what was stored is kept"))
        offer(
            self.free_device,
            why_not,
            tr("Write a checkpoint and end the engine; Resume goes on from there, bit for bit"),
        )
        is_later = session is not None and session.stops_after_evaluation
        offer(
            self.stop_after_evaluation,
            no_stop or (tr("The run stops after the next evaluation") if is_later else ""),
            tr("End the run once its set was evaluated next; what was stored is kept"),
        )
        offer(
            self.stop_now,
            no_end,
            tr("Give up this step, write a checkpoint and end, within seconds"),
        )
        # Asked for each time: Qt made the button, so that its wrapper may be that of the button of an
        # earlier window, which lay at the same address, and goes when that window is collected.
        button = self._tool_bar.widgetForAction(self.stop) if self._tool_bar else None
        if isinstance(button, QToolButton):
            # a step that takes too long: the next press does not wait for it
            is_ending = is_live and is_stopping and self.stop_now.isEnabled()
            button.setDefaultAction(self.stop_now if is_ending else self.stop)

        not_distilling = why_not
        if not why_not and store is not None and store.phase != "distill":
            not_distilling = tr("This is for phase 2, Distill")
        offer(self.evaluate, not_distilling, tr("Test the present set on fresh networks now"))
        offer(self.snapshot, not_distilling, tr("Store the present set now"))

        offer(
            self.evaluate_again,
            again_obstacle(session, obstacle),
            tr("Train fresh networks, also of other families, on the chosen sets of this run"),
        )
        no_sets = "" if store is not None and store.snapshots else tr("No stored set to export yet")
        offer(
            self.export,
            no_sets,
            tr("Write a stored set as tensors or pictures, in the formats of many programs"),
        )

    def _show_of_run(self, session: RunSession | None) -> None:
        """The shown run can be renamed and removed, or cannot."""
        why_not = "" if session else tr("No run is open")
        if session is not None and session.is_read_only:
            why_not = tr(
                "The folder of this run can only be read; nothing in it can be changed here"
            )
        tip = tr("Give the shown run another name; its folder stays")
        offer(self.rename_run, why_not, tip)
        offer(self.remove_run, why_not, tr("Move the folder of the shown run to the trash"))
