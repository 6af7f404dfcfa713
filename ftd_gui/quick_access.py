"""The quick ways in: the command palette, shortcuts, preferences, and what is dropped."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow

from ftd_gui.actions import WindowActions
from ftd_gui.form_commands import FormCommands
from ftd_gui.pages.command_palette import CommandPalette, PaletteEntry
from ftd_gui.pages.file_choice import FileChoice
from ftd_gui.pages.file_drop import FileDrop
from ftd_gui.pages.key_bindings import Command, KeyBindings, keys_text
from ftd_gui.pages.shortcut_sheet import ShortcutSheet
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.theme import LIGHT, Theme
from ftd_gui.views.run_words import state_text
from ftd_gui.words import tr


class QuickAccess(QObject):
    """Builds the palette from what there is at the moment it opens, and gives a drop its door.

    Sets and images that are dropped are left to the window, which has the rooms for them.
    """

    def __init__(
        self,
        window: QMainWindow,
        actions: WindowActions,
        editing: FormCommands,
        files: FileChoice,
        library: RunLibrary,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._editing = editing
        self._library = library
        self._files = files
        self._theme = LIGHT
        self.palette = CommandPalette(window)
        titles = [menu.title() for menu in actions.menus]
        self.bindings = KeyBindings(actions.commands(), files.settings, titles, self)
        self.drop = FileDrop(window)
        self.drop.experiment_dropped.connect(files.load)
        self.drop.run_dropped.connect(files.take_run)
        self.drop.refused.connect(files.refused)
        self.drop.told.connect(editing.told)
        actions.palette.triggered.connect(self.open_palette)
        actions.shortcuts.triggered.connect(self.open_sheet)
        actions.preferences.triggered.connect(self.open_preferences)

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme, for what is opened from now on."""
        self._theme = theme
        self.palette.set_theme(theme)

    def open_palette(self) -> None:
        """Show everything that can be done, opened or chosen."""
        self.palette.open_with(self.entries())

    def open_sheet(self) -> None:
        """Show all commands with their keys."""
        sheet = ShortcutSheet(self.bindings, self._theme, self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def open_preferences(self) -> None:
        """Show in one place what the menus let their user choose for good."""
        # read when it is wanted: the window does not wait for its dialogs
        from ftd_gui.pages.preferences_dialog import PreferencesDialog

        actions = self._actions
        dialog = PreferencesDialog(
            (
                (tr("Theme"), tr("Colours of the window, at once."), actions.themes.values()),
                (
                    tr("Language"),
                    tr("Words of the window, from its next start on."),
                    actions.languages.values(),
                ),
            ),
            (actions.tray, actions.always_metrics),
            (
                *(actions.choose_workspace, actions.notice_settings),
                *(actions.shortcuts, actions.updates),
            ),
            self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def entries(self) -> list[PaletteEntry]:
        """Commands, runs and presets, as they are now."""
        commands = [
            _entry_of(command)
            for command in self.bindings.commands
            if command.action is not self._actions.palette
        ]
        runs = [self._library.summary(row) for row in range(self._library.rowCount())]
        return [
            *commands,
            *(
                PaletteEntry(
                    tr("Experiment"),
                    run.name,
                    state_text(run.status.state),
                    True,
                    partial(self._files.run_chosen.emit, run.path),
                )
                for run in runs
            ),
            *(
                PaletteEntry(
                    tr("Preset"),
                    tr(preset.title),
                    "",
                    True,
                    partial(self._editing.choose_preset, preset.key),
                )
                for preset in self._editing.presets.presets
            ),
        ]


def _entry_of(command: Command) -> PaletteEntry:
    action = command.action
    keys = keys_text(action.shortcuts())
    # the tip of what cannot be given says why
    hint = keys if action.isEnabled() else action.toolTip()
    # some say what they would do now, such as which step is undone
    is_as_usual = action.text() == command.usual_text
    title = command.title if is_as_usual else action.text().replace("&&", "&")
    return PaletteEntry(command.group, title, hint, action.isEnabled(), action.trigger)
