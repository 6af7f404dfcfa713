"""What the menus do with a plot: the one with the focus, or else the first that is seen."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from ftd_gui.part_actions import PartActions, offer
from ftd_gui.plots.late_plots import LatePlots
from ftd_gui.plots.plot_menu import ExportKind
from ftd_gui.plots.smoothing_box import SmoothingBox
from ftd_gui.words import tr

if TYPE_CHECKING:
    from ftd_gui.plots.curve_plot import CurvePlot


class PlotCommands(QObject):
    """Wires between actions and the tools of the plots of all pages.

    Args:
        plots: those of each page.
        smoothing_box: the choice of the page that has one.
    """

    def __init__(
        self,
        window: QWidget,
        actions: PartActions,
        plots: Sequence[LatePlots],
        smoothing_box: SmoothingBox,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._plots = plots
        self._smoothing_box = smoothing_box
        self._tools: tuple[tuple[QAction, Callable[[CurvePlot], QAbstractButton]], ...] = (
            (actions.log_x, lambda plot: plot.log_x_button),
            (actions.log_y, lambda plot: plot.log_y_button),
            (actions.box_zoom, lambda plot: plot.box_button),
            (actions.fit_plot, lambda plot: plot.fit_button),
            (actions.enlarge_plot, lambda plot: plot.enlarge_button),
        )
        for action, button_of in self._tools:
            action.triggered.connect(partial(self._on_tool, button_of))
        for kind, action in actions.exports.items():
            action.triggered.connect(partial(self._on_export, kind))
        for index, action in enumerate(actions.smoothings):
            action.triggered.connect(partial(self._on_smoothing, index))

    def target(self) -> "CurvePlot | None":
        """The plot that a command is about; None where none is seen."""
        shown = [plot for each in self._plots for plot in each.made.values() if plot.isVisible()]
        # of the window, not of a menu or the palette over it
        at = self._window.focusWidget()
        while at is not None:
            for plot in shown:
                if plot is at:
                    return plot
            at = at.parentWidget()
        return min(shown, key=self._reading_place, default=None)

    def _reading_place(self, plot: QWidget) -> tuple[int, int]:
        place = plot.mapTo(self._window, QPoint())
        return place.y(), place.x()

    def renew(self) -> None:
        """Offer what can be done with what is seen now."""
        plot = self.target()
        why_not = "" if plot else tr("No plot is seen here")
        for action, button_of in self._tools:
            offer(action, why_not, button_of(plot).toolTip() if plot else "")
            action.setChecked(plot is not None and button_of(plot).isChecked())
        if plot is not None and not plot.has_points:
            why_not = tr("The plot has no points yet")
        tip = tr("About the plot “{title}”").format(title=plot.spec.title) if plot else ""
        for action in self._actions.exports.values():
            offer(action, why_not, tip)
        is_seen = self._smoothing_box.isVisible()
        no_smoothing = "" if is_seen else tr("Curves are smoothed on the Monitor page of a run")
        for index, action in enumerate(self._actions.smoothings):
            offer(action, no_smoothing, tr("Smooth the curves of the Monitor page"))
            action.setChecked(index == self._smoothing_box.currentIndex())

    def _on_tool(
        self, button_of: "Callable[[CurvePlot], QAbstractButton]", _checked: bool = False
    ) -> None:
        if (plot := self.target()) is not None:
            button_of(plot).click()
        self.renew()

    def _on_export(self, kind: ExportKind, _checked: bool = False) -> None:
        if (plot := self.target()) is not None:
            plot.export_requested.emit(kind)

    def _on_smoothing(self, index: int, _checked: bool = False) -> None:
        self._smoothing_box.setCurrentIndex(index)
        self.renew()
