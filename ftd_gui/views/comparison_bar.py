"""Chooses what a set is compared with, and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLabel,
    QSizePolicy,
    QSlider,
    QWidget,
)

from ftd_gui.theme import SPACE_PX
from ftd_gui.views.comparison import Comparison, ComparisonMode
from ftd_gui.views.elided_label import ElidedLabel
from ftd_gui.views.flow_layout import FlowLayout
from ftd_gui.views.stored_iteration_box import StoredIterationBox
from ftd_gui.words import marked, tr

BLINK_MS = 500
RUN_LETTERS = 12
"""Room for the name of another run; the list that opens shows it whole."""

ReferenceKind = Literal["iteration", "series", "real", "run"]
Pace = Literal["step", "best"]

KINDS: tuple[tuple[str, ReferenceKind, str], ...] = (
    (marked("iteration"), "iteration", marked("Another stored set of this run.")),
    (
        marked("EMA / raw"),
        "series",
        marked(
            "The other series of the same iteration: the raw images where their moving average is "
            "shown, else the average."
        ),
    ),
    (
        marked("nearest real image"),
        "real",
        marked(
            "For each image the training image of its class whose colours differ least. Each set "
            "is looked through once, which reads the real images, and remembered beside the run."
        ),
    ),
    (marked("another run"), "run", marked("A set of another run with images of the same shape.")),
)
PACES: tuple[tuple[str, Pace, str], ...] = (
    (marked("in step"), "step", marked("Its newest set up to the iteration that is shown.")),
    (marked("its best set"), "best", marked("The set that stands for the other run.")),
)


@dataclass(frozen=True, slots=True)
class ReferenceWish:
    """What to compare with.

    Attributes:
        kind: a stored iteration of the same run, the other series of the shown one, real images, or a
            set of another run.
        iteration: the stored iteration; None while nothing is stored, and for other kinds.
        run: folder of the other run; None where there is none.
        pace: which set of the other run.
    """

    kind: ReferenceKind
    iteration: int | None = None
    run: Path | None = None
    pace: Pace = "step"


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
        reference_chosen(object): compare with this `ReferenceWish`.
        comparison_chosen(object): look at both in the way of this `Comparison`.
    """

    reference_chosen = Signal(object)
    comparison_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "head")
        self._is_reference_up = False
        self._timer = QTimer(self)
        self._timer.setInterval(BLINK_MS)
        self._timer.timeout.connect(self._on_blink)
        self.kind_box = _combo(KINDS)
        self.kind_box.setAccessibleName(tr("What to compare with"))
        self.run_box = QComboBox()
        self.run_box.setAccessibleName(tr("Run to compare with"))
        self.run_box.setToolTip(tr("The run whose images are the reference."))
        self.run_box.setMinimumContentsLength(RUN_LETTERS)
        self.run_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.pace_box = _combo(PACES)
        self.pace_box.setAccessibleName(tr("Which set of the other run"))
        self.reference_box = StoredIterationBox()
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
        # whole, unless the name of a run is longer than the row
        self.legend_label = ElidedLabel()
        self.legend_label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.legend_label.setProperty("look", "soft")
        self.legend_label.hide()
        row = FlowLayout(self, gap_px=2 * SPACE_PX, row_gap_px=SPACE_PX)
        row.setContentsMargins(3 * SPACE_PX, 0, 3 * SPACE_PX, 2 * SPACE_PX)
        self.note_label = ElidedLabel()
        self.note_label.setProperty("look", "caption")
        # it goes on in the row of the controls, or takes a row of its own
        self.note_label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        label = QLabel(tr("Compare with"))
        label.setBuddy(self.kind_box)
        for widget in (
            *(label, self.kind_box, self.reference_box, self.run_box, self.pace_box),
            *(self.mode_box, self.share_slider, self.gain_box, self.turn_label),
            *(self.legend_label, self.note_label),
        ):
            row.addWidget(widget)
        for box in (self.kind_box, self.run_box, self.pace_box):
            box.currentIndexChanged.connect(self._on_wish_changed)
        self.reference_box.iteration_chosen.connect(self._on_wish_changed)
        self.mode_box.currentIndexChanged.connect(self._on_changed)
        self.share_slider.valueChanged.connect(self._on_changed)
        self.gain_box.valueChanged.connect(self._on_changed)
        self._show_kind()
        self._show_mode()

    @property
    def wish(self) -> ReferenceWish:
        """What to compare with now."""
        kind = KINDS[self.kind_box.currentIndex()][1]
        run = self.run_box.currentData()
        return ReferenceWish(
            kind,
            self.reference if kind == "iteration" else None,
            Path(run) if kind == "run" and run else None,
            PACES[self.pace_box.currentIndex()][1],
        )

    def set_runs(self, runs: Sequence[tuple[str, Path]]) -> None:
        """Offer these other runs, each by its name; what was chosen stays chosen."""
        known = [
            (self.run_box.itemText(row), self.run_box.itemData(row))
            for row in range(self.run_box.count())
        ]
        offered = [(name, str(path)) for name, path in runs]
        if offered == known:
            return
        chosen = self.run_box.currentData()
        with QSignalBlocker(self.run_box):
            self.run_box.clear()
            for name, path in offered:
                self.run_box.addItem(name, path)
            self.run_box.setCurrentIndex(max(0, self.run_box.findData(chosen)))
        if self.run_box.currentData() != chosen and self.wish.kind == "run":
            self._on_wish_changed()

    def say(self, words: str) -> None:
        """What the reference is, and how far it is from the set; or why there is none."""
        self.note_label.setText(words)

    def say_sides(self, left: str, right: str) -> None:
        """Which of a pair is which, as long as pairs stand beside each other; both empty where none do."""
        words = tr("Left: {reference} \u00b7 right: {set}").format(reference=left, set=right)
        self.legend_label.setText(words if left else "")
        self.legend_label.setVisible(bool(left))

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
        return self.reference_box.iteration

    def set_iterations(self, iterations: list[int]) -> None:
        """Know the stored iterations; what was chosen stays chosen."""
        self.reference_box.set_iterations(iterations)

    def _show_kind(self) -> None:
        kind = KINDS[self.kind_box.currentIndex()][1]
        self.kind_box.setToolTip(tr(KINDS[self.kind_box.currentIndex()][2]))
        self.pace_box.setToolTip(tr(PACES[self.pace_box.currentIndex()][2]))
        self.reference_box.setVisible(kind == "iteration")
        self.run_box.setVisible(kind == "run")
        self.pace_box.setVisible(kind == "run")

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

    def _on_wish_changed(self) -> None:
        self._show_kind()
        self.reference_chosen.emit(self.wish)

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


def _combo(choices: Sequence[tuple[str, str, str]]) -> QComboBox:
    """A box of words, each with its meaning as tooltip."""
    box = QComboBox()
    for row, (words, _, meaning) in enumerate(choices):
        box.addItem(tr(words))
        box.setItemData(row, tr(meaning), Qt.ItemDataRole.ToolTipRole)
    return box
