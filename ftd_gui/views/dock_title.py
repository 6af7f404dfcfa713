"""Title bar of a dock: a quiet caption, room for the dock's own tools, float and close."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QWidget

from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.words import tr

FLOAT_STEP_PX = 8 * SPACE_PX


class DockTitle(QWidget):
    """Replaces the platform's title bar, so that all docks look alike and none wastes a line."""

    def __init__(self, dock: QDockWidget, tools: QWidget | None = None) -> None:
        super().__init__(dock)
        self._dock = dock
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * SPACE_PX, SPACE_PX, SPACE_PX, SPACE_PX)
        layout.setSpacing(SPACE_PX)
        title = QLabel(dock.windowTitle().upper(), self)
        title.setProperty("look", "dock_title")
        layout.addWidget(title)
        layout.addStretch(1)
        if tools is not None:
            layout.addWidget(tools)
        name = dock.windowTitle()
        self._float_button = self._button(
            tr("Undock {name}").format(name=name),
            tr("Take {name} out of the window, or put it back").format(name=name),
        )
        self._float_button.clicked.connect(self._on_float_clicked)
        self._close_button = self._button(
            tr("Close {name}").format(name=name),
            tr("Close {name}; View > {name} brings it back").format(name=name),
        )
        self._close_button.clicked.connect(dock.close)
        layout.addWidget(self._float_button)
        layout.addWidget(self._close_button)

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("look", "small")
        button.setIconSize(QSize(14, 14))
        button.setToolTip(tip)
        button.setAccessibleName(name)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Recolour the buttons."""
        self._float_button.setIcon(themed_icon("float", theme, theme.text_soft))
        self._close_button.setIcon(themed_icon("close", theme, theme.text_soft))

    def _on_float_clicked(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())
        if self._dock.isFloating():
            # at its old place it would look as if nothing had happened
            self._dock.move(self._dock.pos() + QPoint(FLOAT_STEP_PX, FLOAT_STEP_PX))
            self._dock.raise_()
