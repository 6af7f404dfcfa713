"""Moves through the stored iterations of a run: slider, exact entry, play, follow the newest."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from ftd_gui.theme import SPACE_PX, Theme, number_font, themed_icon
from ftd_gui.views.hugging import hugging
from ftd_gui.views.number_text import count_text
from ftd_gui.words import tr

PLAY_MS = 125
"""Eight stored sets a second."""


def nearest_stored(iterations: Sequence[int], iteration: int) -> int:
    """Index of the stored iteration that is nearest to this one; there is at least one."""
    right = bisect_left(iterations, iteration)
    if right == 0:
        return 0
    if right == len(iterations):
        return right - 1
    left_gap = iteration - iterations[right - 1]
    return right if iterations[right] - iteration < left_gap else right - 1


def stored_at_or_before(iterations: Sequence[int], iteration: int) -> int | None:
    """The newest stored iteration that is not after this one; None where the first is after it."""
    number = bisect_right(iterations, iteration)
    return iterations[number - 1] if number else None


class IterationBox(QSpinBox):
    """Entry of an iteration; its arrow keys go from one stored iteration to the next.

    Signals:
        step_requested(int): so many stored iterations further.
    """

    step_requested = Signal(int)

    def stepBy(self, steps: int) -> None:
        self.step_requested.emit(steps)

    def stepEnabled(self) -> QSpinBox.StepEnabledFlag:
        return QSpinBox.StepEnabledFlag.StepUpEnabled | QSpinBox.StepEnabledFlag.StepDownEnabled


class IterationBar(QFrame):
    """One row of controls.

    Signals:
        iteration_chosen(int): a stored iteration is wanted, by the user, by playing or by
            following; never the one that was wanted before.
    """

    iteration_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self._iterations: list[int] = []
        self._index = -1
        self._awaited: int | None = None
        self._theme = theme
        self.is_waiting = False
        """Whoever shows the images sets this while one is on its way; playing waits for it."""
        self._timer = QTimer(self)
        self._timer.setInterval(PLAY_MS)
        self._timer.timeout.connect(self._on_play_tick)
        self.play_button = QToolButton()
        self.play_button.clicked.connect(self.toggle_play)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Stored iteration"))
        self.slider.setToolTip(tr("Left and Right go to the neighbouring stored iteration."))
        self.slider.setPageStep(10)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.box = IterationBox()
        self.box.setAccessibleName(tr("Iteration"))
        self.box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.box.setToolTip(tr("Type an iteration; the nearest stored one is shown."))
        self.box.setKeyboardTracking(False)
        self.box.setFont(number_font(self.font()))
        self.box.valueChanged.connect(self._on_typed)
        self.box.step_requested.connect(self.step)
        self.count = QLabel()
        self.count.setProperty("look", "caption")
        self.follow_box = hugging(QCheckBox(tr("Follow newest")))
        self.follow_box.toggled.connect(self._on_follow_toggled)
        label = QLabel(tr("Iteration"))
        label.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * SPACE_PX, 2 * SPACE_PX, 3 * SPACE_PX, 2 * SPACE_PX)
        row.setSpacing(2 * SPACE_PX)
        row.addWidget(self.play_button)
        row.addWidget(self.slider, 1)
        row.addWidget(label)
        row.addWidget(self.box)
        row.addWidget(self.count)
        row.addWidget(self.follow_box)
        self._say_play()

    # ------------------------------------------------ state

    @property
    def iteration(self) -> int | None:
        """The chosen stored iteration; None while there is none."""
        return self._iterations[self._index] if self._index >= 0 else None

    @property
    def neighbours(self) -> list[int]:
        """Stored iterations beside the chosen one, the next before the one before."""
        places = (self._index + 1, self._index - 1) if self._index >= 0 else ()
        return [self._iterations[place] for place in places if 0 <= place < len(self._iterations)]

    @property
    def is_awaiting(self) -> bool:
        """Whether an iteration was asked for that is not known to be stored yet."""
        return self._awaited is not None

    @property
    def is_playing(self) -> bool:
        """Whether the sets run by themselves."""
        return self._timer.isActive()

    def clear(self) -> None:
        """Forget the run."""
        self.stop()
        self._iterations, self._index, self._awaited = [], -1, None
        self._write()

    def set_iterations(self, iterations: list[int], is_live: bool) -> None:
        """Know the stored iterations; the newest is taken while following, or at first."""
        known = self.iteration
        self._iterations = list(iterations)
        self.follow_box.setEnabled(is_live)
        self.follow_box.setToolTip(
            tr("Show each set as soon as it is stored.")
            if is_live
            else tr("The run has ended, so no newer set will come.")
        )
        if not self._iterations:
            self._index = -1
        elif known is None or (is_live and self.follow_box.isChecked() and not self.is_playing):
            self._go(len(self._iterations) - 1)
        elif known in self._iterations:
            self._index = self._iterations.index(known)
        else:
            self._go(self._nearest(known))
        self._write()
        if self._awaited in self._iterations:
            self._go_by_hand(self._iterations.index(self._awaited))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self._say_play()

    # ------------------------------------------------ moves

    def step(self, steps: int) -> None:
        """Go so many stored iterations further, by hand."""
        self._go_by_hand(self._index + steps)

    def go_to_first(self) -> None:
        """Go to the first stored iteration, by hand."""
        self._go_by_hand(0)

    def go_to_last(self) -> None:
        """Go to the last stored iteration, by hand."""
        self._go_by_hand(len(self._iterations) - 1)

    def go_to(self, iteration: int) -> None:
        """Go to the stored iteration nearest to this one, by hand."""
        if self._iterations:
            self._go_by_hand(self._nearest(iteration))

    def wait_for(self, iteration: int) -> None:
        """Go to this iteration by hand, now or as soon as it is known: a run is read in pieces."""
        self._awaited = iteration
        if iteration in self._iterations:
            self._go_by_hand(self._iterations.index(iteration))

    def take_key(self, key: int) -> bool:
        """Do what a key means to whoever looks at the images; False where it means nothing."""
        actions = {
            Qt.Key.Key_Left: lambda: self.step(-1),
            Qt.Key.Key_Right: lambda: self.step(1),
            Qt.Key.Key_Home: self.go_to_first,
            Qt.Key.Key_End: self.go_to_last,
            Qt.Key.Key_Space: self.toggle_play,
        }
        action = actions.get(Qt.Key(key))
        if action is not None:
            action()
        return action is not None

    def toggle_play(self) -> None:
        """Play, or stop playing; at the end it begins again."""
        if self.is_playing:
            self.stop()
        elif len(self._iterations) > 1:
            self._awaited = None
            self.follow_box.setChecked(False)
            if self._index == len(self._iterations) - 1:
                self._go(0)
            self._timer.start()
        self._say_play()

    def stop(self) -> None:
        """Stop playing."""
        self._timer.stop()
        self._say_play()

    def _go_by_hand(self, index: int) -> None:
        self.stop()
        self._awaited = None
        # whoever goes back to look at something does not want to be pulled away
        if index < len(self._iterations) - 1:
            self.follow_box.setChecked(False)
        self._go(index)

    def _go(self, index: int) -> None:
        index = min(max(index, 0), len(self._iterations) - 1)
        if index < 0:
            return
        before = self.iteration
        self._index = index
        self._write()
        if self.iteration != before:
            self.iteration_chosen.emit(self._iterations[index])

    def _nearest(self, iteration: int) -> int:
        return nearest_stored(self._iterations, iteration)

    def _write(self) -> None:
        """Show the present choice in every control without choosing again."""
        count = len(self._iterations)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, count - 1))
            self.slider.setValue(max(0, self._index))
        with QSignalBlocker(self.box):
            self.box.setRange(0, max(self._iterations, default=0))
            self.box.setValue(self.iteration or 0)
        position = tr("{n} of {all} stored").format(
            n=count_text(self._index + 1), all=count_text(count)
        )
        self.count.setText(position if count else tr("none stored"))
        self.play_button.setEnabled(count > 1)
        self.slider.setEnabled(count > 1)

    def _say_play(self) -> None:
        name = "pause" if self.is_playing else "play"
        self.play_button.setIcon(themed_icon(name, self._theme))
        self.play_button.setToolTip(
            tr("Stop playing (Space).") if self.is_playing else tr("Play (Space).")
        )
        self.play_button.setAccessibleName(
            tr("Stop playing through the stored iterations")
            if self.is_playing
            else tr("Play through the stored iterations")
        )

    # ------------------------------------------------ slots

    def _on_slider_moved(self, value: int) -> None:
        self._go_by_hand(value)

    def _on_typed(self, iteration: int) -> None:
        self._go_by_hand(self._nearest(iteration))
        self._write()

    def _on_follow_toggled(self, is_on: bool) -> None:
        if is_on:
            self.stop()
            self._awaited = None
            self._go(len(self._iterations) - 1)

    def _on_play_tick(self) -> None:
        if self.is_waiting:
            return
        self._go(self._index + 1)
        if self._index >= len(self._iterations) - 1:
            self.stop()
