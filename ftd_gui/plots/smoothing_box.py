"""Chooses how the curves of a page are smoothed; at first they are not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ftd_gui.plots.smoothing import Smoothing
from ftd_gui.views.number_text import fixed_text
from ftd_gui.words import tr

CHOICES: tuple[Smoothing | None, ...] = (
    None,
    *(Smoothing("ema", points) for points in (10, 30, 100, 300)),
    *(Smoothing("median", points) for points in (5, 15, 51)),
)


class SmoothingBox(QComboBox):
    """The choice.

    Signals:
        smoothing_chosen(object): the `Smoothing`, or None for curves as they are.
    """

    smoothing_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "small")
        self.setAccessibleName(tr("Smoothing"))
        for index, choice in enumerate(CHOICES):
            self.addItem(smoothing_words(choice), choice)
            self.setItemData(index, _meaning(choice), Qt.ItemDataRole.ToolTipRole)
        self.currentIndexChanged.connect(self._on_chosen)
        self._explain()

    @property
    def smoothing(self) -> Smoothing | None:
        """What is chosen."""
        return CHOICES[self.currentIndex()]

    def choose(self, smoothing: Smoothing | None) -> None:
        """Choose as the user would; one that is not offered leaves things as they are."""
        if smoothing in CHOICES:
            self.setCurrentIndex(CHOICES.index(smoothing))

    def _explain(self) -> None:
        self.setToolTip(_meaning(self.smoothing))

    def _on_chosen(self) -> None:
        self._explain()
        self.smoothing_chosen.emit(self.smoothing)


def smoothing_words(choice: Smoothing | None) -> str:
    """A choice in a few words."""
    if choice is None:
        return tr("No smoothing")
    words = tr("EMA of {n}") if choice.kind == "ema" else tr("Median of {n}")
    return words.format(n=choice.num_points)


def _meaning(choice: Smoothing | None) -> str:
    if choice is None:
        return tr("Smoothing: curves are drawn through the points as they were measured.")
    raw = tr(
        "The points stay in sight, faint, and the readout gives both. Curves with fewer points stay "
        "as they are; saved tables hold what was measured."
    )
    if choice.kind == "median":
        words = tr("Median of {n} neighbours: single spikes leave no trace.")
        return f"{words.format(n=choice.num_points)} {raw}"
    weight = 2 / (choice.num_points + 1)
    words = tr(
        "Exponential moving average over about {n} points, {weight} for the newest, "
        "without the bias of its start."
    ).format(n=choice.num_points, weight=fixed_text(weight, 3))
    return f"{words} {raw}"
