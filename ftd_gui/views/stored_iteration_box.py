"""Entry of an iteration that can only be one of those whose sets are stored."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from ftd_gui.views.iteration_bar import IterationBox, nearest_stored


class StoredIterationBox(IterationBox):
    """What is typed becomes the nearest stored iteration; the arrow keys go from one to the next.

    Signals:
        iteration_chosen(int): the user wants this stored iteration.
    """

    iteration_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._iterations: list[int] = []
        self.setButtonSymbols(IterationBox.ButtonSymbols.NoButtons)
        self.setKeyboardTracking(False)
        self.valueChanged.connect(self._on_typed)
        self.step_requested.connect(self._on_step)

    @property
    def iteration(self) -> int | None:
        """The stored iteration; None while nothing is stored."""
        if not self._iterations:
            return None
        return self._iterations[nearest_stored(self._iterations, self.value())]

    def set_iterations(self, iterations: Sequence[int]) -> None:
        """Know the stored iterations, ascending; what was chosen stays chosen."""
        self._iterations = list(iterations)
        with QSignalBlocker(self):
            self.setRange(0, max(self._iterations, default=0))

    def show_iteration(self, iteration: int) -> None:
        """Stand at a stored iteration that was chosen elsewhere."""
        with QSignalBlocker(self):
            self.setValue(iteration)

    def _on_typed(self, _iteration: int) -> None:
        found = self.iteration
        if found is not None:
            self.show_iteration(found)
            self.iteration_chosen.emit(found)

    def _on_step(self, steps: int) -> None:
        if self._iterations:
            index = nearest_stored(self._iterations, self.value()) + steps
            self.setValue(self._iterations[min(max(index, 0), len(self._iterations) - 1)])
