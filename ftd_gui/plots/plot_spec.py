"""What a plot is called, which lines it has and how it begins. A value; knows no widget."""

from dataclasses import dataclass

from ftd_gui.plots.plot_line import LineLook


@dataclass(frozen=True, slots=True)
class PlotSpec:
    """What a plot is called and how it begins."""

    title: str
    short_title: str
    """With the unit, for a plot that is too small for axis titles."""
    x_title: str
    x_word: str
    """Before the number in the readout, such as "iteration"; x counts these, from 0."""
    y_title: str
    empty_text: str
    lines: dict[str, LineLook]
    right_title: str = ""
    explanation: str = ""
    """What the plot means, for somebody who sees it for the first time; a line or two."""
    log_y: bool = False
    y_from_zero: bool = False
