"""The title of a plot, with its meaning as tooltip."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent

from ftd_gui.views.elided_label import ElidedLabel


class PlotTitle(ElidedLabel):
    """Title that a double-click enlarges.

    Signals:
        double_clicked(): as it says.
    """

    double_clicked = Signal()

    def __init__(self, explanation: str) -> None:
        super().__init__()
        self._explanation = explanation
        self.setToolTip("")

    def setToolTip(self, arg__1: str) -> None:  # noqa: N802
        # the label shows its whole text where it was cut; what the plot means stands below
        super().setToolTip("\n".join(part for part in (arg__1, self._explanation) if part))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()
