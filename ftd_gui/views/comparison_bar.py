"""Chooses what a set is compared with, and how."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSlider,
    QWidget,
)

from ftd_gui.theme import SPACE_PX
from ftd_gui.views.comparison import Comparison, ComparisonMode
from ftd_gui.views.iteration_bar import IterationBox, nearest_stored
from ftd_gui.words import marked, tr

BLINK_MS = 500

MODES: tuple[tuple[str, ComparisonMode, str], ...] = (
    (marked("side by side"), "beside", marked("The reference stands left of each image.")),
    (
        marked("wipe"),
        "wipe",
        marked("The left part of each image is the reference; the slider moves the border."),
    ),
    (marked("blink"), "blink", marked("Reference and image take turns, twice a second.")),
    (
        marked("difference"),
        "difference",
        marked("How far each colour has moved, times the gain; black is not at all."),
    ),
)


class ComparisonBar(QFrame):
    """One row of controls.

    Signals:
        reference_chosen(int): compare with the set of this stored iteration.
        comparison_chosen(object): look at both in the way of this `Comparison`.
    """

    reference_chosen = Signal(int)
    comparison_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "head")
        self._iterations: list[int] = []
        self._is_reference_up = False
        self._timer = QTimer(self)
        self._timer.setInterval(BLINK_MS)
        self._timer.timeout.connect(self._on_blink)
        self.reference_box = IterationBox()
        self.reference_box.setButtonSymbols(IterationBox.ButtonSymbols.NoButtons)
        self.reference_box.setKeyboardTracking(False)
        self.reference_box.setAccessibleName(tr("Iteration to compare with"))
        self.reference_box.setToolTip(
            tr(
                "Type an iteration; the nearest stored one is compared with. 0 is the set that "
                "distillation began with."
            )
        )
        self.mode_box = QComboBox()
        self.mode_box.setAccessibleName(tr("How to compare"))
        for index, (words, _, meaning) in enumerate(MODES):
            self.mode_box.addItem(tr(words))
            self.mode_box.setItemData(index, tr(meaning), Qt.ItemDataRole.ToolTipRole)
        self.share_slider = QSlider(Qt.Orientation.Horizontal)
        self.share_slider.setRange(0, 100)
        self.share_slider.setValue(50)
        self.share_slider.setFixedWidth(160)
        self.share_slider.setAccessibleName(tr("Border of the wipe"))
        self.share_slider.setToolTip(tr("How much of each image is the reference."))
        self.gain_box = QDoubleSpinBox()
        self.gain_box.setRange(1.0, 100.0)
        self.gain_box.setDecimals(0)
        self.gain_box.setValue(Comparison().gain)
        self.gain_box.setPrefix("\u00d7")
        self.gain_box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.gain_box.setAccessibleName(tr("Gain of the difference"))
        self.gain_box.setToolTip(tr("Differences are multiplied by this, since most are small."))
        self.turn_label = QLabel()
        self.turn_label.setProperty("look", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE_PX, 0, 3 * SPACE_PX, 2 * SPACE_PX)
        row.setSpacing(2 * SPACE_PX)
        label = QLabel(tr("Compare with iteration"))
        label.setBuddy(self.reference_box)
        for widget in (label, self.reference_box, self.mode_box, self.share_slider, self.gain_box):
            row.addWidget(widget)
        row.addWidget(self.turn_label)
        row.addStretch(1)
        self.reference_box.valueChanged.connect(self._on_typed)
        self.reference_box.step_requested.connect(self._on_step)
        self.mode_box.currentIndexChanged.connect(self._on_changed)
        self.share_slider.valueChanged.connect(self._on_changed)
        self.gain_box.valueChanged.connect(self._on_changed)
        self._show_mode()

    @property
    def comparison(self) -> Comparison:
        """How to look at both sets now."""
        return Comparison(
            MODES[self.mode_box.currentIndex()][1],
            self.share_slider.value() / 100,
            self.gain_box.value(),
            self._is_reference_up,
        )

    @property
    def reference(self) -> int | None:
        """The stored iteration that is compared with; None while nothing is stored."""
        return self._nearest(self.reference_box.value())

    def set_iterations(self, iterations: list[int]) -> None:
        """Know the stored iterations; what was chosen stays chosen."""
        self._iterations = list(iterations)
        with QSignalBlocker(self.reference_box):
            self.reference_box.setRange(0, max(self._iterations, default=0))

    def _nearest(self, iteration: int) -> int | None:
        if not self._iterations:
            return None
        return self._iterations[nearest_stored(self._iterations, iteration)]

    def _show_mode(self) -> None:
        mode = self.comparison.mode
        self.mode_box.setToolTip(tr(MODES[self.mode_box.currentIndex()][2]))
        self.share_slider.setVisible(mode == "wipe")
        self.gain_box.setVisible(mode == "difference")
        self.turn_label.setVisible(mode == "blink")
        self.turn_label.setText(tr("reference") if self._is_reference_up else tr("image"))
        if mode == "blink" and self.isVisible():
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()

    # ------------------------------------------------ slots

    def _on_typed(self, iteration: int) -> None:
        found = self._nearest(iteration)
        if found is not None:
            with QSignalBlocker(self.reference_box):
                self.reference_box.setValue(found)
            self.reference_chosen.emit(found)

    def _on_step(self, steps: int) -> None:
        if self._iterations:
            index = nearest_stored(self._iterations, self.reference_box.value()) + steps
            self._on_typed(self._iterations[min(max(index, 0), len(self._iterations) - 1)])

    def _on_changed(self) -> None:
        self._show_mode()
        self.comparison_chosen.emit(self.comparison)

    def _on_blink(self) -> None:
        self._is_reference_up = not self._is_reference_up
        self._on_changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_mode()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
