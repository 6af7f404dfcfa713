"""What the menus do with the form of the Configure page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.presets import Preset
from ftd_engine.run_command import run_command
from ftd_gui.actions import WindowActions
from ftd_gui.forms.preset_collection import PresetCollection
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.history_dialog import HistoryDialog
from ftd_gui.pages.message_box import ask_to_remove, tell_problem
from ftd_gui.paths import own_presets_folder
from ftd_gui.words import tr


class FormCommands(QObject):
    """Wires between the actions that edit and the form that is edited.

    The form may be out of sight when an action is given; what it changes is brought to the front,
    so that nothing changes unseen.

    Signals:
        front_wanted(): the form is to be seen.
        told(str): a sentence for the user, to be shown for a moment.
    """

    front_wanted = Signal()
    told = Signal(str)

    def __init__(
        self,
        page: ConfigurePage,
        actions: WindowActions,
        built_in: Sequence[Preset],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._actions = actions
        self._built_in = tuple(built_in)
        actions.undo.triggered.connect(self._on_undo)
        actions.redo.triggered.connect(self._on_redo)
        actions.history.triggered.connect(self.open_history)
        page.history.changed.connect(self._on_history_changed)
        actions.find.triggered.connect(self._on_find)
        actions.copy_command.triggered.connect(self._on_copy_command)
        actions.import_command.triggered.connect(self.open_import)
        actions.save_preset.triggered.connect(self._on_save_preset)
        actions.remove_preset.triggered.connect(self._on_remove_preset)
        page.remove_preset_requested.connect(self._on_remove_preset)
        page.preset_changed.connect(self._on_preset_changed)
        tools = [actions.undo, actions.redo, actions.save_preset, actions.copy_command]
        page.add_tools(tools)
        self.presets = PresetCollection(built_in, own_presets_folder(), self)
        self.presets.changed.connect(self._on_presets_changed)
        self._on_presets_changed()
        self._on_history_changed()

    # ------------------------------------------------ command lines

    def _on_copy_command(self) -> None:
        experiment = self._page.current_experiment()
        if experiment is None or not self._built_in:
            return
        command = run_command(experiment, self._built_in)
        QGuiApplication.clipboard().setText(command)
        self.told.emit(tr("Copied: {command}").format(command=command))

    def open_import(self) -> None:
        """Ask for command lines of the published scripts."""
        # read when it is wanted: the window does not wait for its dialogs
        from ftd_gui.pages.script_dialog import ScriptDialog

        dialog = ScriptDialog(self._page.theme, self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.taken.connect(self._on_command_taken)
        dialog.open()

    def _on_command_taken(self, changes: dict[str, object]) -> None:
        self.front_wanted.emit()
        self._page.take_changes(tr("Import command line"), changes)

    # ------------------------------------------------ presets

    def choose_preset(self, key: str) -> None:
        """Fill the form with a preset and bring it to the front."""
        self.front_wanted.emit()
        self._page.choose_preset(key)

    def _on_presets_changed(self) -> None:
        self._page.set_presets(self.presets.presets, self.presets.complaints)

    def _on_preset_changed(self) -> None:
        preset = self._page.chosen_preset()
        is_valid = self._page.current_experiment() is not None
        self._actions.show_preset(is_valid, preset is not None and preset.is_own)

    def _on_save_preset(self) -> None:
        experiment = self._page.current_experiment()
        if experiment is None:
            return
        base = self._page.base_preset()
        name = base.title if base is not None and base.is_own else experiment.name
        # read when it is wanted: the window does not wait for its dialogs
        from ftd_gui.pages.preset_dialog import PresetDialog

        dialog = PresetDialog(name, self.presets.is_taken, self._page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.named.connect(self._on_preset_named)
        dialog.open()

    def _on_preset_named(self, title: str, note: str) -> None:
        experiment = self._page.current_experiment()
        if experiment is None:
            return
        try:
            key = self.presets.store(title, note, experiment)
        except ConfigProblems as problems:
            tell_problem(self._page.window(), tr("The preset was not saved."), str(problems))
        except OSError as error:
            reason = f"{error.filename}: {error.strerror}."
            tell_problem(self._page.window(), tr("The preset was not saved."), reason)
        else:
            self._page.choose_preset(key)

    def _on_remove_preset(self) -> None:
        preset = self._page.chosen_preset()
        if preset is not None and preset.is_own:
            ask_to_remove(self._page.window(), preset.title, partial(self._remove, preset.key))

    def _remove(self, key: str) -> None:
        try:
            self.presets.remove(key)
        except OSError as error:
            reason = f"{error.filename}: {error.strerror}."
            tell_problem(self._page.window(), tr("The preset was not removed."), reason)

    # ------------------------------------------------ undo and redo

    def _on_find(self) -> None:
        self.front_wanted.emit()
        self._page.find_setting()

    def _on_undo(self) -> None:
        self.front_wanted.emit()
        self._page.history.undo()

    def _on_redo(self) -> None:
        self.front_wanted.emit()
        self._page.history.redo()

    def open_history(self) -> None:
        """List all steps of the form beside it, to go back or on by several at once."""
        self.front_wanted.emit()
        window = self._page.window()
        opened = window.findChild(HistoryDialog)
        if opened is None:
            opened = HistoryDialog(self._page.history.stack, window)
            opened.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opened.show()
        opened.activateWindow()

    def _on_history_changed(self) -> None:
        history = self._page.history
        self._actions.show_history(history.undo_words, history.redo_words)
