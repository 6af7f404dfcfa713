"""What the menus do with the shown run as a thing among others: rename, pin, tag, remove."""

import logging
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ftd_engine.config_checks import can_be_name
from ftd_engine.disk_need import size_words
from ftd_engine.run_folder import LIVE_STATES, RunFolder
from ftd_gui.actions import WindowActions
from ftd_gui.pages.message_box import ask_to_delete_run
from ftd_gui.pages.name_dialog import NameDialog
from ftd_gui.pages.recent_menu import RecentMenu
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.runs.run_session import RunSession
from ftd_gui.settings import Settings
from ftd_gui.theme import Theme
from ftd_gui.words import tr

_log = logging.getLogger(__name__)


class LibraryCommands(QObject):
    """Commands of the library for the run that the pages show.

    Signals:
        told(str): what was done, for the status line.
        refused(str, str): something could not be done: what, and why.
        removed(object): the run of this folder (`Path`) is gone.
        renamed(object): the shown `RunSession` has another name.
    """

    told = Signal(str)
    refused = Signal(str, str)
    removed = Signal(object)
    renamed = Signal(object)

    def __init__(
        self,
        window: QWidget,
        runs: OpenRuns,
        library: RunLibrary,
        queue: RunQueue,
        actions: WindowActions,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runs = runs
        self._library = library
        self._queue = queue
        self._actions = actions
        self._settings = settings
        self.recent = RecentMenu(actions.recent_menu, settings, actions.pin_run, self)
        self.recent.forgotten.connect(self._show_pins)
        actions.rename_run.triggered.connect(self._on_rename)
        actions.pin_run.triggered.connect(self._on_pin)
        actions.remove_run.triggered.connect(self._on_remove)
        actions.refresh_runs.triggered.connect(self._on_refresh)
        runs.run_shown.connect(self._on_run_shown)
        library.dataChanged.connect(self._on_rows_changed)
        self._show_pins()

    def set_theme(self, theme: Theme) -> None:
        """Take on the colours of a theme."""
        self.recent.set_theme(theme)

    def _on_rows_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            run = self._library.summary(row)
            if run.status.state in LIVE_STATES:
                self._runs.follow_again(run.path)

    def keep_notes(self, path: Path, tags: tuple[str, ...], text: str) -> None:
        """Write down what the user says of the run in this folder."""
        folder = RunFolder(path)
        self._write(folder, tags=tags, text=text)

    def _write(self, folder: RunFolder, **changes: object) -> bool:
        try:
            aside = folder.write_notes(replace(folder.notes(), **changes))
        except OSError as error:
            self.refused.emit(
                tr("What you say of this run was not kept."),
                tr("{path} cannot be written: {reason}. Check the folder's rights.").format(
                    path=folder.notes_path, reason=error.strerror
                ),
            )
            return False
        if aside is not None:
            words = tr("The old notes could not be read as a whole and are kept as {path}.")
            self.told.emit(words.format(path=aside))
        self._library.refresh()
        return True

    # ------------------------------------------------ what is shown

    def _on_run_shown(self, session: RunSession | None) -> None:
        if session is not None:
            self._settings.add_recent_run(session.folder.path)
        self._show_pins()

    def _show_pins(self) -> None:
        pinned, shown = self._settings.pinned_runs, self._runs.shown
        self._library.set_pinned(pinned)
        self._actions.pin_run.setEnabled(shown is not None)
        self._actions.pin_run.setChecked(shown is not None and shown.folder.path in pinned)

    # ------------------------------------------------ wishes

    def _on_refresh(self) -> None:
        self._library.refresh()
        folder = self._library.workspace
        self.told.emit(tr("Looking for runs in {folder}.").format(folder=folder))

    def _on_pin(self, is_pinned: bool) -> None:
        if (shown := self._runs.shown) is not None:
            self._settings.pin_run(shown.folder.path, is_pinned=is_pinned)
            self._show_pins()

    def _on_rename(self) -> None:
        if (shown := self._runs.shown) is None:
            return
        question = tr("Name of the run; its folder stays where it is")
        name = shown.experiment.name
        dialog = NameDialog(tr("Rename run"), question, name, tr("Rename"), _fault_of, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.named.connect(partial(self._rename, shown))
        dialog.open()

    def _rename(self, session: RunSession, name: str) -> None:
        if self._write(session.folder, name=name):
            session.experiment = session.experiment.model_copy(update={"name": name})
            self.renamed.emit(session)

    def _on_remove(self) -> None:
        if (shown := self._runs.shown) is not None:
            self.remove(shown.folder.path)

    def remove(self, path: Path) -> None:
        """Move the run in this folder to the trash; where there is none, ask before it is deleted."""
        folder, name = RunFolder(path), self._name_of(path)
        if obstacle := self._obstacle(folder):
            self.refused.emit(tr("“{name}” was not removed.").format(name=name), obstacle)
            return
        is_shown = self._let_go(path)
        if QFile.moveToTrash(str(path)):
            self._tell_removed(path, tr("“{name}” lies in the trash.").format(name=name))
            return
        if is_shown:
            self._runs.open(path)
        files, size = _weight(path)
        ask_to_delete_run(
            self._window,
            name,
            tr("{files} files, {size}").format(files=files, size=size_words(size)),
            lambda: self._delete(path, name),
        )

    def _name_of(self, path: Path) -> str:
        if (row := self._library.row_of(path)) >= 0:
            return self._library.summary(row).name
        return path.name

    def _let_go(self, path: Path) -> bool:
        """Show the run no longer, so that its files are let go before they are moved; was it shown?"""
        shown = self._runs.shown
        is_shown = shown is not None and shown.folder.path == path
        if is_shown:
            self._runs.show(None)
        return is_shown

    def _obstacle(self, folder: RunFolder) -> str:
        owner = folder.owner_words()
        if owner or folder.status().state in LIVE_STATES:
            return tr("It is under way: {owner} works on it. Stop the run, then remove it.").format(
                owner=owner or tr("an engine")
            )
        if self._queue.holds(folder.path):
            return tr("It waits in the queue to go on. Take it out of the queue, then remove it.")
        return ""

    def _delete(self, path: Path, name: str) -> None:
        self._let_go(path)
        try:
            shutil.rmtree(path)
        except OSError as error:
            self.refused.emit(
                tr("“{name}” was not removed as a whole.").format(name=name),
                f"{error.filename or path}: {error.strerror}.",
            )
            self._library.refresh()
            return
        self._tell_removed(path, tr("“{name}” was deleted.").format(name=name))

    def _tell_removed(self, path: Path, words: str) -> None:
        _log.info("Removed the run in %s.", path)
        self._settings.forget_runs((path,))
        self._show_pins()
        self._library.refresh()
        self.removed.emit(path)
        self.told.emit(words)


def _fault_of(name: str) -> str:
    is_right = can_be_name(name)
    return "" if is_right else tr("Use letters, digits, blank, dot, dash and underscore.")


def _weight(path: Path) -> tuple[int, int]:
    """Number of files in a folder, and their bytes."""
    sizes = [each.lstat().st_size for each in path.rglob("*") if not each.is_dir()]
    return len(sizes), sum(sizes)
