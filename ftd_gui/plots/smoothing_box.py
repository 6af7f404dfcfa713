"""Chooses how the curves of a page are smoothed; at first they are not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ftd_gui.plots.smoothing import Smoothing

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
        self.setAccessibleName("Smoothing")
        for index, choice in enumerate(CHOICES):
            self.addItem(_short(choice), choice)
            self.setItemData(index, _meaning(choice), Qt.ItemDataRole.ToolTipRole)
        self.currentIndexChanged.connect(self._on_chosen)
        self._explain()

    @property
    def smoothing(self) -> Smoothing | None:
        """What is chosen."""
        return CHOICES[self.currentIndex()]

    def _explain(self) -> None:
        self.setToolTip(_meaning(self.smoothing))

    def _on_chosen(self) -> None:
        self._explain()
        self.smoothing_chosen.emit(self.smoothing)


def _short(choice: Smoothing | None) -> str:
    if choice is None:
        return "No smoothing"
    return f"{'EMA' if choice.kind == 'ema' else 'Median'} of {choice.num_points}"


def _meaning(choice: Smoothing | None) -> str:
    if choice is None:
        return "Smoothing: curves are drawn through the points as they were measured."
    raw = (
        "The points stay in sight, faint, and the readout gives both. Curves with fewer points stay "
        "as they are; saved tables hold what was measured."
    )
    if choice.kind == "median":
        return f"Median of {choice.num_points} neighbours: single spikes leave no trace. {raw}"
    weight = 2 / (choice.num_points + 1)
    return (
        f"Exponential moving average over about {choice.num_points} points, {weight:.3f} for the newest, "
        f"without the bias of its start. {raw}"
    )
