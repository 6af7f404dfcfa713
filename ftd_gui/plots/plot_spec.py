"""What a plot is called, which lines it has and how it begins. A value; knows no widget."""

from dataclasses import dataclass, replace

from ftd_gui.plots.line_look import LineLook
from ftd_gui.views.number_text import count_text
from ftd_gui.words import tr, tr_count

FRAME_MS = 33
"""Between two drawings of a plot whose points grow."""


@dataclass(frozen=True, slots=True)
class PlotSpec:
    """What a plot is called and how it begins; its words are marked for the catalogue."""

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


def in_language(spec: PlotSpec) -> PlotSpec:
    """The same plot with all its words in the language of the window."""
    mean_of = max((look.mean_of for look in spec.lines.values()), default=0)
    lines = {
        key: replace(look, name=tr(look.name).format(mean_of=mean_of))
        for key, look in spec.lines.items()
    }
    return replace(
        spec,
        title=tr(spec.title),
        short_title=tr(spec.short_title),
        x_title=tr(spec.x_title),
        x_word=tr(spec.x_word),
        y_title=tr(spec.y_title),
        right_title=tr(spec.right_title),
        empty_text=tr(spec.empty_text),
        explanation=tr(spec.explanation).format(mean_of=mean_of),
        lines=lines,
    )


def hidden_words(num_hidden: int, num_not_finite: int) -> str:
    """How many points are left out: by a logarithmic axis, and by any; empty where none are."""
    said: list[str] = []
    if num_hidden:
        words = tr_count(
            "{n} point \u2264 0 not shown", "{n} points \u2264 0 not shown", num_hidden
        )
        said.append(words.format(n=count_text(num_hidden)))
    if num_not_finite:
        words = tr_count(
            "{n} point that is not finite is not shown",
            "{n} points that are not finite are not shown",
            num_not_finite,
        )
        said.append(words.format(n=count_text(num_not_finite)))
    return "; ".join(said)
