"""The plots of a page, made when one of them is first wanted: a window starts without its graph library."""

from collections.abc import Callable, ItemsView, Mapping, ValuesView
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.theme import Theme

if TYPE_CHECKING:
    from ftd_gui.plots.curve_plot import CurvePlot


class LatePlots:
    """Plots by name; whoever asks for one has all of them made.

    Args:
        on_made: called once with nothing, when they have come to be; places and connects them.

    Attributes:
        made: the plots that there are now, by name: all or none.
    """

    def __init__(
        self,
        specs: Mapping[str, PlotSpec],
        theme: Theme,
        page: QWidget,
        on_made: Callable[[], None],
    ) -> None:
        self._specs, self._theme, self._page, self._on_made = specs, theme, page, on_made
        self.made: dict[str, CurvePlot] = {}

    def __getitem__(self, name: str) -> "CurvePlot":
        return self.make()[name]

    def __contains__(self, name: str) -> bool:
        return name in self._specs

    def items(self) -> "ItemsView[str, CurvePlot]":
        """Names and plots."""
        return self.make().items()

    def values(self) -> "ValuesView[CurvePlot]":
        """The plots."""
        return self.make().values()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme, now or when they are made."""
        self._theme = theme
        for plot in self.made.values():
            plot.set_theme(theme)

    def make(self) -> "dict[str, CurvePlot]":
        """Have them made, where they are not."""
        if not self.made:
            # a tenth of a second and 15 MB that a look at the form does not need
            from ftd_gui.plots.curve_plot import CurvePlot

            self.made = {
                name: CurvePlot(spec, self._theme, self._page) for name, spec in self._specs.items()
            }
            self._on_made()
        return self.made
