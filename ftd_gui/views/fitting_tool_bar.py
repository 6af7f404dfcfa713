"""A toolbar whose less daily buttons show their picture alone where there is no room for words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_PICTURE = Qt.ToolButtonStyle.ToolButtonIconOnly


class FittingToolBar(QToolBar):
    """Words beside pictures as far as they fit, so that a large font pushes no button off its end."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(_WORDS)
        self._giving_way: tuple[QAction, ...] = ()
        self._fitted: tuple[object, ...] = ()

    def give_way(self, actions: Sequence[QAction]) -> None:
        """Let these lose their words where they must, the first one first."""
        self._giving_way = tuple(actions)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fit anew when the room, the words or the font have changed."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        buttons = [self.widgetForAction(action) for action in self._giving_way]
        words = tuple(action.iconText() for action in self.actions())
        state = (self.width(), words, self.font().key(), len(buttons))
        if state == self._fitted:
            return
        # what follows asks for another layout, and so comes by here again
        self._fitted = state
        tools = [button for button in buttons if isinstance(button, QToolButton)]
        for tool in tools:
            tool.setToolButtonStyle(_WORDS)
        missing = self.sizeHint().width() - self.width()
        for tool in tools:
            if missing <= 0:
                break
            before = tool.sizeHint().width()
            tool.setToolButtonStyle(_PICTURE)
            missing -= before - tool.sizeHint().width()
