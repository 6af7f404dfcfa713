"""What the Edit menu does with the form of the Configure page."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ftd_gui.actions import WindowActions
from ftd_gui.pages.configure_page import ConfigurePage


class FormCommands(QObject):
    """Wires between the actions that edit and the form that is edited.

    The form may be out of sight when an action is given; what it changes is brought to the front,
    so that nothing changes unseen.
    """

    def __init__(
        self,
        page: ConfigurePage,
        actions: WindowActions,
        bring_to_front: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._actions = actions
        self._bring_to_front = bring_to_front
        actions.undo.triggered.connect(self._on_undo)
        actions.redo.triggered.connect(self._on_redo)
        page.history.changed.connect(self._on_history_changed)
        page.add_tools([actions.undo, actions.redo])
        self._on_history_changed()

    def _on_undo(self) -> None:
        self._bring_to_front()
        self._page.history.undo()

    def _on_redo(self) -> None:
        self._bring_to_front()
        self._page.history.redo()

    def _on_history_changed(self) -> None:
        history = self._page.history
        self._actions.show_history(history.undo_words, history.redo_words)
