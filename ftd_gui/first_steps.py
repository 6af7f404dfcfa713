"""What greets a newcomer: when the welcome page is seen, and the tour around the window."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QTabWidget, QToolBar, QWidget

from ftd_gui.actions import WindowActions
from ftd_gui.pages.welcome_page import WelcomePage
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.settings import Settings
from ftd_gui.views.callout import Callout
from ftd_gui.words import tr

Target = tuple[QWidget, QRect]
"""A widget, and which part of it."""


@dataclass(frozen=True, slots=True)
class TourStep:
    """One stop of the tour.

    Attributes:
        title, text: what is said.
        page: number of the page that is brought to the front.
        target: the widget that is pointed at, and which part of it.
    """

    title: str
    text: str
    page: int
    target: Callable[[], Target]


def steps_around(
    window: QMainWindow,
    tabs: QTabWidget,
    pages: tuple[int, int, int],
    start: QWidget,
    export: QAction,
) -> tuple[TourStep, ...]:
    """The five stops, from the settings to the exported set.

    Args:
        window: whose toolbar and menus are pointed at.
        tabs: the pages.
        pages: numbers of Configure, Monitor and Images among them.
        start: the button that starts a run, on Configure.
        export: the action that exports a set.
    """

    def tab(index: int) -> Callable[[], Target]:
        return lambda: (tabs.tabBar(), tabs.tabBar().tabRect(index))

    def export_place() -> Target:
        bars = (bar for bar in window.findChildren(QToolBar) if export in bar.actions())
        buttons = (bar.widgetForAction(export) for bar in bars)
        seen = next((button for button in buttons if button.isVisible()), None)
        if seen is not None:
            return seen, seen.rect()
        # where the window is too narrow for all of the toolbar, the first menu has it
        menus = window.menuBar()
        return menus, menus.actionGeometry(menus.actions()[0])

    configure, monitor, images = pages
    return (
        TourStep(
            tr("Configure: what a run does"),
            tr(
                "Choose a preset, or set everything yourself. Every setting says what it means, what "
                "is allowed, and where the paper has it."
            ),
            configure,
            tab(configure),
        ),
        TourStep(
            tr("Start: a run of its own"),
            tr(
                "The line above says how long it takes and whether it fits on this machine. Start "
                "makes a folder that remembers the run, and a process that computes it."
            ),
            configure,
            lambda: (start, start.rect()),
        ),
        TourStep(
            tr("Monitor: how it goes"),
            tr(
                "Curves of the teachers, of matching and of accuracy, as they come. Pause or stop at "
                "any step; a run goes on later from where it was."
            ),
            monitor,
            tab(monitor),
        ),
        TourStep(
            tr("Images: what was learned"),
            tr(
                "The synthetic set at every stored iteration: zoom to single pixels, play how it "
                "came to be, compare it with an earlier one."
            ),
            images,
            tab(images),
        ),
        TourStep(
            tr("Export: the set for others"),
            tr(
                "Write the best set as tensors or pictures, in the formats of many programs, with what "
                "is needed to train on it. The dialog says which set it is, and offers others."
            ),
            images,
            export_place,
        ),
    )


class FirstSteps(QObject):
    """Shows and hides the tab of the welcome page, and goes through the tour.

    The tab is there while there is no run, and whenever it is asked for, until another is chosen.
    """

    def __init__(
        self,
        window: QMainWindow,
        tabs: QTabWidget,
        page: WelcomePage,
        library: RunLibrary,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window, self._tabs, self._page = window, tabs, page
        self._library, self._settings = library, settings
        self._steps: tuple[TourStep, ...] = ()
        self._place = -1
        self._began_on = 0
        self.callout = Callout(window)
        self.callout.next_wanted.connect(self._on_next)
        self.callout.back_wanted.connect(self._on_back)
        self.callout.end_wanted.connect(self.end_tour)
        self._tab = tabs.addTab(page, tr("Welcome"))
        tabs.setTabToolTip(self._tab, tr("Ways to begin, and a check of this machine."))
        tabs.setTabVisible(self._tab, False)
        tabs.currentChanged.connect(self._on_page_changed)
        page.tour_requested.connect(self.take_tour)
        page.set_tour_seen(settings.is_tour_seen)
        window.installEventFilter(self)
        # a control that is brought to the front has its place only when the layouts are done
        self._place_timer = QTimer(self)
        self._place_timer.setSingleShot(True)
        self._place_timer.timeout.connect(self._point)

    def begin(self, actions: WindowActions, steps: tuple[TourStep, ...]) -> None:
        """Take the actions of the Help menu, and the stops of the tour."""
        self._steps = steps
        actions.welcome.triggered.connect(self.welcome)
        actions.tour.triggered.connect(self.take_tour)

    # ------------------------------------------------ welcome

    def greet(self) -> None:
        """Show the welcome page as soon as it is known that there is no run."""
        self._library.looked_through.connect(self._on_looked_through)

    def welcome(self) -> None:
        """Show the welcome page."""
        self._tabs.setTabVisible(self._tab, True)
        self._tabs.setCurrentIndex(self._tab)
        self._page.setFocus()

    def _on_looked_through(self) -> None:
        self._library.looked_through.disconnect(self._on_looked_through)
        if self._library.rowCount() == 0:
            self.welcome()

    def put_away(self) -> None:
        """Take the tab away where there are runs and nobody looks at it."""
        if self._library.rowCount() and self._tabs.currentIndex() != self._tab:
            self._tabs.setTabVisible(self._tab, False)

    def _on_page_changed(self, _index: int) -> None:
        self.put_away()
        if self.is_touring:
            self._place_timer.start(0)

    # ------------------------------------------------ tour

    @property
    def is_touring(self) -> bool:
        """Whether a callout stands over the window."""
        return self._place >= 0

    def take_tour(self) -> None:
        """Begin the tour, from its first step."""
        if not self.is_touring:
            self._began_on = self._tabs.currentIndex()
        self._go_to(0)

    def end_tour(self) -> None:
        """Take the callout away, and go back to where the tour began."""
        self._place = -1
        self._place_timer.stop()
        self.callout.leave()
        self._settings.is_tour_seen = True
        self._page.set_tour_seen(True)
        if self._tabs.isTabVisible(self._began_on):
            self._tabs.setCurrentIndex(self._began_on)
        self._tabs.currentWidget().setFocus()

    def _go_to(self, place: int) -> None:
        if not 0 <= place < len(self._steps):
            self.end_tour()
            return
        self._place = place
        step = self._steps[place]
        self._tabs.setCurrentIndex(step.page)
        self.callout.say(step.title, step.text, place, len(self._steps))
        self._point()
        self.callout.next_button.setFocus()
        self._place_timer.start(0)

    def _point(self) -> None:
        """Put the callout to the control; to the middle where another page hides that."""
        if not self.is_touring:
            return
        widget, part = self._steps[self._place].target()
        if widget.visibleRegion().isEmpty():
            self.callout.point_at(None)
        else:
            self.callout.point_at(QRect(widget.mapTo(self._window, part.topLeft()), part.size()))

    def _on_next(self) -> None:
        self._go_to(self._place + 1)

    def _on_back(self) -> None:
        self._go_to(max(0, self._place - 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the callout at its control while the window changes its size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.is_touring:
            self._place_timer.start(0)
        return super().eventFilter(watched, event)
