"""What the menus do with the lists at the side: the queue, and the experiments."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton

from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.part_actions import PartActions, offer
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.views.experiment_list import ExperimentList
from ftd_gui.views.queue_panel import QueuePanel
from ftd_gui.words import tr


class ListCommands(QObject):
    """Wires between actions and the lists."""

    def __init__(
        self,
        actions: PartActions,
        runs: OpenRuns,
        queue: RunQueue,
        page: ConfigurePage,
        panel: QueuePanel,
        experiments: ExperimentList,
    ) -> None:
        super().__init__(panel)
        self._actions = actions
        self._runs = runs
        self._queue = queue
        self._page = page
        self._panel = panel
        self._experiments = experiments
        self._tools = (
            (actions.queue_up, panel.up_button),
            (actions.queue_down, panel.down_button),
            (actions.queue_copy, panel.copy_button),
            (actions.queue_remove, panel.remove_button),
        )
        for action, button in self._tools:
            action.triggered.connect(partial(self._on_tool, button))
        actions.queue_hold.triggered.connect(panel.hold_button.click)
        actions.add_to_queue.triggered.connect(page.queue_button.click)
        actions.add_to_comparison.triggered.connect(self._on_compare)

    def renew(self) -> None:
        """Offer what can be done with the entries as they are now."""
        actions, panel = self._actions, self._panel
        button = self._page.queue_button
        why_not = "" if button.isEnabled() else button.toolTip()
        offer(actions.add_to_queue, why_not, button.toolTip())
        path = self._experiments.current_path()
        no_run = "" if path or self._runs.shown else tr("No run is open")
        tip = tr("Lay its curves over those of other runs, on the Compare page.")
        offer(actions.add_to_comparison, no_run, tip)
        is_empty = tr("The queue is empty") if self._queue.rowCount() == 0 else ""
        offer(actions.queue_hold, is_empty, panel.hold_button.toolTip())
        actions.queue_hold.setText(panel.hold_button.accessibleName())
        is_chosen = panel.list_view.currentIndex().isValid()
        cannot = tr("This cannot be done with the selected entry")
        if not is_chosen:
            cannot = tr("No entry of the queue is selected")
        for action, tool in self._tools:
            offer(action, is_empty or ("" if panel.can_use(tool) else cannot), tool.toolTip())

    def _on_tool(self, button: QAbstractButton, _checked: bool = False) -> None:
        self._panel.use(button)
        self.renew()

    def _on_compare(self) -> None:
        shown = self._runs.shown
        path = self._experiments.current_path() or (shown.folder.path if shown else None)
        if path is not None:
            self._experiments.compare_requested.emit(path)
