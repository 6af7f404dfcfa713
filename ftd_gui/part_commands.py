"""The commands of plots, images and lists, offered anew whenever something else is seen or chosen."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget

from ftd_gui.actions import WindowActions
from ftd_gui.image_commands import ImageCommands
from ftd_gui.list_commands import ListCommands
from ftd_gui.pages.compare_page import ComparePage
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.images_page import ImagesPage
from ftd_gui.pages.monitor_page import MonitorPage
from ftd_gui.plot_commands import PlotCommands
from ftd_gui.plots.plot_spec import FRAME_MS
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.views.experiment_list import ExperimentList
from ftd_gui.views.queue_panel import QueuePanel

RENEW_AFTER_MS = 3 * FRAME_MS
"""The pages draw what has come within a frame; what can be done with it is known after that."""


class PartCommands(QObject):
    """Keeps the three rooms of commands up to date."""

    def __init__(
        self,
        window: QMainWindow,
        tabs: QTabWidget,
        actions: WindowActions,
        runs: OpenRuns,
        pages: tuple[ConfigurePage, MonitorPage, ImagesPage, ComparePage],
        lists: tuple[RunQueue, QueuePanel, ExperimentList],
    ) -> None:
        super().__init__(window)
        configure, monitor, images, compare = pages
        queue, panel, experiments = lists
        plots = (monitor.plots, images.plots, compare.plots)
        self.plots = PlotCommands(window, actions.parts, plots, monitor.smoothing_box)
        self.images = ImageCommands(window, actions.parts, runs, (monitor, images, compare))
        self.lists = ListCommands(actions.parts, runs, queue, configure, panel, experiments)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RENEW_AFTER_MS)
        self._timer.timeout.connect(self.renew)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        for changed in (
            *(application.focusChanged, tabs.currentChanged, runs.run_shown),
            *(runs.shown_changed, runs.shown_ended),
            *(images.set_shown, compare.runs.chosen, compare.runs.told),
        ):
            changed.connect(self._plan)
        for changed in (
            *(runs.run_shown, configure.readiness_changed, queue.changed),
            panel.list_view.selectionModel().currentChanged,
            experiments.list_view.selectionModel().currentChanged,
        ):
            # of lists and form all is known at once
            changed.connect(self.lists.renew)
        # whoever looks at all of them sees what holds now
        for menu in actions.menus:
            menu.aboutToShow.connect(self.renew)
        actions.palette.triggered.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Offer what can be done now."""
        for room in (self.plots, self.images, self.lists):
            room.renew()

    def _plan(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
