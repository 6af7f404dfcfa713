"""Where the rooms of the window stand: docks, their layout by screen width, and its memory."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QVBoxLayout, QWidget

from ftd_gui.settings import LAYOUT_VERSION, Settings
from ftd_gui.theme import Theme
from ftd_gui.views.dock_title import DockTitle
from ftd_gui.views.fitting_tool_bar import FittingToolBar
from ftd_gui.words import tr

NARROW_BELOW_PX = 1300
BESIDE_A_LINE_PX = 44
NARROW_SHARE, NARROW_SIDE_SHARE = 0.96, 0.26
LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea


class RoomDock(QDockWidget):
    """Dock with an edge of its own while it floats, which Qt leaves out under our title bar."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isFloating():
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def make_dock(
    window: QMainWindow, title: str, room: QWidget, tools: QWidget | None = None
) -> QDockWidget:
    """A dock around a room, with the program's own title bar.

    Args:
        window: whose dock it is.
        title: its marked title; by it in English the layout knows the dock, and the keys its command.
        room: what is in it.
        tools: stands in the title bar.
    """
    dock = RoomDock(tr(title), window)
    dock.setObjectName(f"{title.lower()}_dock")
    dock.toggleViewAction().setObjectName(f"dock_{title.lower()}")
    dock.setWidget(room)
    dock.setTitleBarWidget(DockTitle(dock, tools))
    return dock


def make_tool_bar(window: QMainWindow) -> FittingToolBar:
    """The one toolbar of the window, which stays where it is."""
    bar = FittingToolBar(tr("Toolbar"), window)
    bar.setObjectName("tool_bar")
    bar.setMovable(False)
    bar.toggleViewAction().setEnabled(False)
    window.addToolBar(bar)
    return bar


def stacked(*rooms: QWidget) -> QWidget:
    """Rooms one below the other; the last takes what is left."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for room in rooms:
        column.addWidget(room)
    column.setStretch(len(rooms) - 1, 1)
    return frame


class WindowFrame:
    """The three docks and the toolbar of a main window and how they are laid out."""

    def __init__(
        self,
        window: QMainWindow,
        experiments: QDockWidget,
        inspector: QDockWidget,
        log: QDockWidget,
        tool_bar: QToolBar,
    ) -> None:
        self._window = window
        self.tool_bar = tool_bar
        self.experiments, self.inspector, self.log = experiments, inspector, log
        # the side docks reach down to the status bar; the log only needs the width of the pages
        window.setCorner(Qt.Corner.BottomLeftCorner, LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, RIGHT)

    @property
    def docks(self) -> tuple[QDockWidget, QDockWidget, QDockWidget]:
        """All docks, in the order of the View menu."""
        return self.experiments, self.inspector, self.log

    @property
    def is_narrow(self) -> bool:
        """True where the screen has no room for docks on both sides."""
        return self._window.screen().availableSize().width() < NARROW_BELOW_PX

    def lay_out(self) -> None:
        """Put everything where it stands at the first start."""
        window, narrow = self._window, self.is_narrow
        available = window.screen().availableSize()
        for dock in self.docks:
            dock.setFloating(False)
            dock.show()
        self.tool_bar.show()
        window.addDockWidget(LEFT, self.experiments)
        window.addDockWidget(LEFT if narrow else RIGHT, self.inspector)
        window.addDockWidget(BOTTOM, self.log)
        if narrow:
            window.splitDockWidget(self.experiments, self.inspector, Qt.Orientation.Vertical)
        # a narrow window is maximised; the docks have their widths before, and need the room for it
        share = NARROW_SHARE if narrow else 0.9
        window.resize(round(share * available.width()), round(0.88 * available.height()))
        if narrow:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
        sides = [self.experiments, self.inspector]
        # the widest line of the inspector, whatever the font
        widest = tr("Distilled, EMA") + "  00.0 ± 00.0 % (n = 00)"
        # with its edges and a scroll bar, and the best value in bold type
        line = window.fontMetrics().horizontalAdvance(widest) + BESIDE_A_LINE_PX
        # a value of two lines costs less than the room that a large font would take from the pages
        side = min(max(264, line), round(NARROW_SIDE_SHARE * available.width()))
        widths = [side] * 2 if narrow else [max(272, line), max(300, line)]
        window.resizeDocks(sides, widths, Qt.Orientation.Horizontal)
        window.resizeDocks([self.log], [104 if narrow else 150], Qt.Orientation.Vertical)
        if narrow:
            window.resizeDocks(sides, [230, 380], Qt.Orientation.Vertical)

    def restore(self, settings: Settings) -> None:
        """Put everything back as it was left; a layout that does not fit is forgotten."""
        self.lay_out()
        stored = settings.layout(self._size_class)
        if stored is None:
            return
        geometry, state = stored
        window = self._window
        if not (window.restoreGeometry(geometry) and window.restoreState(state, LAYOUT_VERSION)):
            settings.forget_layout()
            self.lay_out()

    def remember(self, settings: Settings) -> None:
        """Store where everything stands now."""
        window = self._window
        settings.set_layout(
            self._size_class, window.saveGeometry(), window.saveState(LAYOUT_VERSION)
        )

    def set_theme(self, theme: Theme) -> None:
        """Recolour the title bars."""
        for dock in self.docks:
            title = dock.titleBarWidget()
            assert isinstance(title, DockTitle)
            title.set_theme(theme)

    @property
    def _size_class(self) -> str:
        # a layout made for a wide screen would squeeze the pages on a narrow one
        return "narrow" if self.is_narrow else "wide"
