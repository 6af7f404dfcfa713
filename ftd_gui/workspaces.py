"""View > Workspaces: arrangements of docks and page for a kind of work, built-in ones and the user's own."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QTabWidget

from ftd_gui.actions import WindowActions
from ftd_gui.pages.key_bindings import Command
from ftd_gui.pages.name_dialog import NameDialog
from ftd_gui.settings import LAYOUT_VERSION, Settings
from ftd_gui.usual_keys import OWN_WORKSPACE_KEYS
from ftd_gui.window_frame import WindowFrame
from ftd_gui.words import marked, tr

MOST_OWN = len(OWN_WORKSPACE_KEYS)


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """An arrangement that ships.

    Attributes:
        key: name of its action.
        words: as the user reads it.
        page: index of its page; None for the present one.
        docks: which docks are seen: experiments, inspector, log.
        has_tool_bar: the toolbar is seen.
    """

    key: str
    words: str
    page: int | None
    docks: tuple[bool, bool, bool]
    has_tool_bar: bool = True


BUILT_IN = (
    BuiltIn("configure", marked("Configure"), 0, (True, False, False)),
    BuiltIn("watch", marked("Watch"), 1, (True, True, True)),
    BuiltIn("inspect", marked("Inspect"), 2, (False, True, False)),
    BuiltIn("present", marked("Present"), None, (False, False, False), has_tool_bar=False),
)


@dataclass(frozen=True, slots=True)
class _Own:
    page: int
    state: str
    """What Qt says of docks and toolbar, in base 64."""
    place: int = -1
    """By it the keys know the workspace, whatever its name and whichever go; those of old have none."""


_adapter: TypeAdapter[dict[str, _Own]] = TypeAdapter(dict[str, _Own])


class Workspaces(QObject):
    """Arranges the window, and keeps the arrangements that its user named.

    Signals:
        told(str): what was done, for the status line.
        own_changed(object): the user made, renamed or removed one; the `commands` there are now.
    """

    told = Signal(str)
    own_changed = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        tabs: QTabWidget,
        frame: WindowFrame,
        actions: WindowActions,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tabs = tabs
        self._frame = frame
        self._actions = actions
        self._settings = settings
        for built_in, action in zip(BUILT_IN, actions.workspaces, strict=True):
            action.triggered.connect(partial(self._arrange, built_in))
        actions.save_workspace.triggered.connect(self._on_save)
        self._own_actions: dict[str, QAction] = {}
        self._own_menus = (
            QMenu(tr("Rename workspace"), window),
            QMenu(tr("Remove workspace"), window),
        )
        actions.workspace_menu.aboutToShow.connect(self.fill_menu)
        self._make_actions()

    @property
    def names(self) -> list[str]:
        """The user's own, in alphabetical order."""
        return sorted(self._own(), key=str.casefold)

    @property
    def commands(self) -> tuple[Command, ...]:
        """One for each of the user's own, with keys of its own."""
        group = self._actions.workspace_menu.title()
        words = tr("Workspace: {name}")
        own = self._own()
        return tuple(
            Command(
                f"own_workspace_{own[name].place}", group, words.format(name=name), text, action
            )
            for name, action in self._own_actions.items()
            for text in (action.text(),)
        )

    def _make_actions(self) -> None:
        """Make an action for each of the user's own, which stays as long as it does."""
        for action in self._own_actions.values():
            action.deleteLater()
        self._own_actions = {}
        for name in self.names:
            # a name is the user's: an ampersand in it underlines nothing
            action = QAction(_plain(name), self._window)
            action.setToolTip(tr("Arrange docks and page as they were saved"))
            action.setShortcut(OWN_WORKSPACE_KEYS[self._own()[name].place])
            action.triggered.connect(partial(self._on_own_chosen, name))
            # its keys work although its menu is filled when it opens
            self._window.addAction(action)
            self._own_actions[name] = action

    def fill_menu(self) -> None:
        """Offer the user's own behind the built-in ones."""
        menu, names = self._actions.workspace_menu, self.names
        if list(self._own_actions) != names:
            self._make_actions()
        menu.clear()
        menu.addActions(self._actions.workspaces)
        menu.addSeparator()
        menu.addActions(list(self._own_actions.values()))
        if names:
            menu.addSeparator()
        menu.addAction(self._actions.save_workspace)
        wishes = (self._on_rename, self._remove)
        for own_menu, wish in zip(self._own_menus, wishes, strict=True):
            own_menu.clear()
            for name in names:
                own_menu.addAction(_plain(name)).triggered.connect(partial(wish, name))
            if names:
                menu.addMenu(own_menu)

    # ------------------------------------------------ arranging

    def _arrange(self, built_in: BuiltIn, _checked: bool = False) -> None:
        for dock, is_seen in zip(self._frame.docks, built_in.docks, strict=True):
            dock.setFloating(False)
            dock.setVisible(is_seen)
        self._frame.tool_bar.setVisible(built_in.has_tool_bar)
        if built_in.page is not None:
            self._tabs.setCurrentIndex(built_in.page)

    def _on_own_chosen(self, name: str, _checked: bool = False) -> None:
        found = self._own().get(name)
        if found is None:
            return
        try:
            state = QByteArray(base64.b64decode(found.state, validate=True))
        except ValueError:
            state = QByteArray()
        if not self._window.restoreState(state, LAYOUT_VERSION):
            self._forget(name)
            words = tr("“{name}” was made by another version and does not fit; it was removed.")
            self.told.emit(words.format(name=name))
            return
        self._tabs.setCurrentIndex(min(max(found.page, 0), self._tabs.count() - 1))

    # ------------------------------------------------ the user's own

    def save(self, name: str) -> None:
        """Keep the present arrangement under a name; one of that name is replaced."""
        state = bytes(self._window.saveState(LAYOUT_VERSION).data())
        kept = self._own()
        place = kept[name].place if name in kept else _free_place(kept)
        own = _Own(self._tabs.currentIndex(), base64.b64encode(state).decode(), place)
        self._keep({**kept, name: own})
        self.told.emit(tr("Workspace “{name}” was saved.").format(name=name))

    def _on_save(self) -> None:
        self._ask(tr("Save workspace"), "", tr("Save"), self._fault_of_new, self.save)

    def _on_rename(self, name: str, _checked: bool = False) -> None:
        def fault_of(new: str) -> str:
            taken = new != name and new in self._own()
            return tr("There is a workspace of this name.") if taken else ""

        def rename(new: str) -> None:
            own = self._own()
            own[new] = own.pop(name)
            self._keep(own)

        self._ask(tr("Rename workspace"), name, tr("Rename"), fault_of, rename)

    def _remove(self, name: str, _checked: bool = False) -> None:
        self._forget(name)
        self.told.emit(tr("Workspace “{name}” was removed.").format(name=name))

    def _fault_of_new(self, name: str) -> str:
        own = self._own()
        if name not in own and len(own) >= MOST_OWN:
            return tr("{count} are kept at most; remove one first.").format(count=MOST_OWN)
        return ""

    def _ask(
        self,
        title: str,
        name: str,
        button: str,
        fault_of: Callable[[str], str],
        then: Callable[[str], None],
    ) -> None:
        question = tr("Name of the workspace: docks, sizes and page as they are now")
        dialog = NameDialog(title, question, name, button, fault_of, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.named.connect(then)
        dialog.open()

    def _own(self) -> dict[str, _Own]:
        return self._read() or {}

    def _read(self) -> dict[str, _Own] | None:
        try:
            stored = _adapter.validate_json(self._settings.workspaces)
        except ValidationError:
            return None
        own: dict[str, _Own] = {}
        for name, each in list(stored.items())[:MOST_OWN]:
            is_free = each.place in _places_beside(own)
            own[name] = each if is_free else replace(each, place=_free_place(own))
        return own

    def _keep(self, own: dict[str, _Own]) -> None:
        if self._read() is None:
            self._settings.set_workspaces_aside()
        self._settings.set_workspaces(_adapter.dump_json(own).decode())
        self._make_actions()
        self.own_changed.emit(self.commands)

    def _forget(self, name: str) -> None:
        own = self._own()
        own.pop(name, None)
        self._keep(own)


def _places_beside(own: Mapping[str, _Own]) -> list[int]:
    taken = {each.place for each in own.values()}
    return [place for place in range(MOST_OWN) if place not in taken]


def _free_place(own: Mapping[str, _Own]) -> int:
    return _places_beside(own)[0]


def _plain(name: str) -> str:
    return name.replace("&", "&&")
