"""How often each colour stands in the images that are looked at, channel by channel."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

from ftd_gui.plots.line_look import LineLook, Piece, numbers
from ftd_gui.plots.plot_spec import PlotSpec
from ftd_gui.views.contrast import Contrast
from ftd_gui.views.number_text import number_text
from ftd_gui.views.seen_set import SeenSet
from ftd_gui.words import marked, tr

if TYPE_CHECKING:
    from ftd_gui.plots.curve_plot import CurvePlot

MOST_PIXELS = 400_000
"""Pixels that are counted; of more, every so manieth."""
NUM_BINS = 128

Numbers = npt.NDArray[np.float64]

PIXEL_HISTOGRAM = PlotSpec(
    title=marked("Pixel histogram"),
    short_title=marked("Pixels (%)"),
    x_title=marked("colour (0 black, 255 full)"),
    x_word=marked("colour"),
    y_title=marked("share of pixels (%)"),
    empty_text=marked("The colours of the set that is shown are counted here."),
    explanation=marked(
        "How often each colour stands in the images that are shown, not clipped. Marks at the\n"
        "border: what is shown as black and as full; the rest is cut off."
    ),
    y_from_zero=True,
    lines={
        "red": LineLook(marked("red"), "channel_red", unit="%"),
        "green": LineLook(marked("green"), "channel_green", style=Qt.PenStyle.DashLine, unit="%"),
        "blue": LineLook(marked("blue"), "channel_blue", style=Qt.PenStyle.DotLine, unit="%"),
        "grey": LineLook(marked("grey"), "text_soft", unit="%"),
        "range": LineLook(marked("shown range"), "decision", symbol="t1", is_mark=True),
    },
)


def channel_shares(levels: npt.NDArray[np.float32]) -> tuple[Numbers, Numbers]:
    """Bins of equal, whole width over all levels, and the share of pixels in each, in percent.

    Args:
        levels: `[pixels, C]`, colours, 0 black to 255 full, not clipped; NaN counts nowhere.

    Returns:
        Middles `[B]` of the bins and shares `[C, B]`.
    """
    whole = levels[np.isfinite(levels)]
    low = min(0.0, float(np.floor(whole.min(initial=0.0))))
    high = max(255.0, float(np.ceil(whole.max(initial=255.0))))
    width = max(1.0, np.ceil((high - low) / NUM_BINS))
    edges = low + width * np.arange(int((high - low) // width) + 2)
    counts = [np.histogram(channel[np.isfinite(channel)], edges)[0] for channel in levels.T]
    shares = np.array(counts, dtype=np.float64) * (100.0 / max(1, len(levels)))
    return np.asarray(edges[:-1] + width // 2, dtype=np.float64), shares


def show_pixel_histogram(plot: "CurvePlot", seen: SeenSet, contrast: Contrast) -> None:
    """Give the plot the colours of these images and the range that is shown of them."""
    channels = seen.shape[1]
    pixels = seen.colours.reshape(-1, channels)
    levels = 255 * pixels[:: max(1, len(pixels) // MOST_PIXELS)]
    middles, shares = channel_shares(levels)
    found = dict(zip(("red", "green", "blue") if channels == 3 else ("grey",), shares, strict=True))
    shown = seen.shown_range(contrast)
    for key in plot.lines:
        # another set is no continuation of the one before
        plot.set_line(key, ())
        if key in found:
            plot.set_line(key, [Piece(middles, found[key])])
    if shown is not None:
        ends = numbers([255 * end for end in shown])
        outside = 100 * float(((levels < ends[0]) | (levels > ends[1])).mean())
        words = tr("shown range, {share}\u202f% beyond").format(share=number_text(outside, 3))
        plot.rename_line("range", words)
        plot.set_line("range", [Piece(ends, ends)])
