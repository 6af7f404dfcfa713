"""Chooses how colours outside 0…1 are shown: as stored, or clipped at k standard deviations."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from ftd_gui.theme import SPACE_PX
from ftd_gui.views.contrast import Contrast, ContrastMode
from ftd_gui.views.decimal_box import DecimalBox
from ftd_gui.words import marked, tr

MODES: tuple[tuple[str, ContrastMode, str], ...] = (
    (
        marked("As stored"),
        "as_stored",
        marked("Colours are shown as they are; below 0 is black, above 1 is full."),
    ),
    (
        marked("k·σ of the set"),
        "shared",
        marked(
            "Clips at k standard deviations around the mean of all images shown, then stretches: "
            "mean − kσ is black, mean + kσ is full. What they are compared with is shown over the "
            "same range."
        ),
    ),
    (
        marked("k·σ of each image"),
        "per_image",
        marked(
            "Clips each image at k standard deviations around its own mean, then stretches it: images "
            "cannot be compared in brightness."
        ),
    ),
)


class ContrastPicker(QWidget):
    """Mode and k.

    Signals:
        contrast_chosen(object): the new Contrast.
    """

    contrast_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mode_box = QComboBox()
        for index, (name, mode, meaning) in enumerate(MODES):
            self.mode_box.addItem(tr(name), mode)
            self.mode_box.setItemData(index, tr(meaning), 3)
        self.mode_box.setAccessibleName(tr("Contrast"))
        self.deviations_box = DecimalBox()
        self.deviations_box.setRange(0.5, 6.0)
        self.deviations_box.setSingleStep(0.1)
        self.deviations_box.setDecimals(1)
        self.deviations_box.setValue(Contrast().deviations)
        self.deviations_box.setPrefix("k = ")
        self.deviations_box.setButtonSymbols(DecimalBox.ButtonSymbols.NoButtons)
        self.deviations_box.setAccessibleName(tr("Standard deviations kept"))
        self.deviations_box.setToolTip(tr("2.5 is what the published MTT code draws with."))
        label = QLabel(tr("Contrast"))
        label.setBuddy(self.mode_box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE_PX)
        for widget in (label, self.mode_box, self.deviations_box):
            row.addWidget(widget)
        self.mode_box.currentIndexChanged.connect(self._on_changed)
        self.deviations_box.valueChanged.connect(self._on_changed)
        self._explain()

    @property
    def contrast(self) -> Contrast:
        """What is chosen."""
        mode = cast(ContrastMode, self.mode_box.currentData())
        return Contrast(mode, self.deviations_box.value())

    def choose(self, contrast: Contrast) -> None:
        """Choose as the user would; deviations beyond the allowed are cut to those."""
        self.mode_box.setCurrentIndex(self.mode_box.findData(contrast.mode))
        self.deviations_box.setValue(contrast.deviations)

    def _explain(self) -> None:
        index = self.mode_box.currentIndex()
        self.mode_box.setToolTip(tr(MODES[index][2]))
        self.deviations_box.setVisible(MODES[index][1] != "as_stored")

    def _on_changed(self) -> None:
        self._explain()
        self.contrast_chosen.emit(self.contrast)
