"""Asks how fast and how large an animation shall be, and makes it beside the window's own work."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.run_folder import RunFolder
from ftd_engine.snapshot import DamagedSnapshot
from ftd_gui.pages.set_animation import (
    MOST_SIDE_PX,
    AnimationCancelled,
    AnimationFormat,
    AnimationPlan,
    animation,
)
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.number_text import count_text, number_text
from ftd_gui.words import marked, tr

POLL_MS = 60
SPEEDS = (2, 5, 10, 20, 25)
FORMATS: tuple[tuple[AnimationFormat, str, str], ...] = (
    (
        "webp",
        "WebP",
        marked("Exact colours and smaller files; browsers and newer programs show it."),
    ),
    ("gif", "GIF", marked("Shown by everything; each frame has at most 256 colours.")),
)


class AnimationDialog(QDialog):
    """Format, speed and scale; then how far it is.

    Signals:
        made(str, object): the animation is ready, in this format and as these bytes.
    """

    made = Signal(str, object)

    def __init__(
        self, folder: RunFolder, plan: AnimationPlan, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._folder, self._plan = folder, plan
        self._num_done = 0
        self._is_wanted = True
        self._job: Future[bytes] | None = None
        # a plain thread that only returns bytes
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="animation")
        self.destroyed.connect(partial(_dismiss, self._thread))
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_poll)
        self.setWindowTitle(tr("Save animation"))
        self.format_box = self._choice(tr("Format"), [name for _, name, _ in FORMATS])
        speeds = [tr("{n} sets a second").format(n=speed) for speed in SPEEDS]
        self.speed_box = self._choice(tr("Speed"), speeds)
        self.speed_box.setCurrentIndex(SPEEDS.index(plan.frames_per_s))
        self.speed_box.setToolTip(tr("How many stored sets are shown in a second."))
        self.scale_box = QSpinBox(self)
        self.scale_box.setRange(1, 16)
        self.scale_box.setValue(plan.scale)
        self.scale_box.setPrefix("\u00d7")
        self.scale_box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.scale_box.setAccessibleName(tr("Scale"))
        self.scale_box.setToolTip(tr("Pixels of the animation for one of an image."))
        self.facts_label = QLabel(self)
        self.facts_label.setProperty("look", "caption")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Frames done"))
        self.bar.setRange(0, len(plan.frames))
        self.save_button = QPushButton(tr("Save\u2026"), self)
        self.save_button.setProperty("look", "primary")
        self.save_button.setToolTip(tr("Make the animation, then choose the file."))
        self.save_button.setDefault(True)
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.setToolTip(tr("Close this window; nothing is written."))
        self.cancel_button.setAutoDefault(False)
        self._build()
        self.format_box.currentIndexChanged.connect(self._on_changed)
        self.speed_box.currentIndexChanged.connect(self._on_changed)
        self.scale_box.valueChanged.connect(self._on_changed)
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button.clicked.connect(self.reject)
        self.finished.connect(self._on_finished)
        self._on_changed()

    def _choice(self, name: str, words: list[str]) -> QComboBox:
        box = QComboBox(self)
        box.addItems(words)
        box.setAccessibleName(name)
        return box

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE_PX)
        form.setVerticalSpacing(2 * SPACE_PX)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow(tr("Format"), self.format_box)
        form.addRow(tr("Speed"), self.speed_box)
        form.addRow(tr("Scale"), self.scale_box)
        form.addRow("", self.facts_label)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE_PX)
        buttons.addWidget(self.bar, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        self.bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        column.setSpacing(4 * SPACE_PX)
        column.addLayout(form)
        column.addLayout(buttons)
        self.setMinimumWidth(420)

    @property
    def plan(self) -> AnimationPlan:
        """What is chosen."""
        return replace(
            self._plan,
            scale=self.scale_box.value(),
            frames_per_s=SPEEDS[self.speed_box.currentIndex()],
            format=FORMATS[self.format_box.currentIndex()][0],
        )

    # ------------------------------------------------ slots

    def _on_changed(self) -> None:
        plan = self.plan
        self.format_box.setToolTip(tr(FORMATS[self.format_box.currentIndex()][2]))
        width, height = plan.picture_size
        is_too_large = max(width, height) > MOST_SIDE_PX
        words = tr("{n} of {all} stored sets, {seconds} s,\n{width} \u00d7 {height} pixels").format(
            n=count_text(len(plan.frames)),
            all=count_text(len(plan.iterations)),
            seconds=number_text(len(plan.frames) / plan.frames_per_s, 2),
            width=count_text(width),
            height=count_text(height),
        )
        if is_too_large:
            too_large = tr("{size}; at most {most} are allowed, lower the scale")
            words = too_large.format(size=words, most=count_text(MOST_SIDE_PX))
        self.facts_label.setText(words)
        self.save_button.setEnabled(not is_too_large)

    def _on_save(self) -> None:
        for widget in (self.format_box, self.speed_box, self.scale_box, self.save_button):
            widget.setEnabled(False)
        self.bar.show()
        self._job = self._thread.submit(animation, self._folder, self.plan, self._tell)
        self._timer.start()

    def _tell(self, num_done: int) -> bool:
        """Called in the other thread: only plain numbers pass."""
        self._num_done = num_done
        return self._is_wanted

    def _on_poll(self) -> None:
        self.bar.setValue(self._num_done)
        if self._job is None or not self._job.done():
            return
        self._timer.stop()
        job, self._job = self._job, None
        try:
            content = job.result()
        except AnimationCancelled:
            return
        except (DamagedSnapshot, OSError, ValueError) as problem:
            self.bar.hide()
            self.facts_label.setText(str(problem))
            self.facts_label.setWordWrap(True)
            return
        self.made.emit(self.plan.format, content)
        self.accept()

    def _on_finished(self) -> None:
        self._is_wanted = False
        self._timer.stop()


def _dismiss(thread: ThreadPoolExecutor, _dialog: QObject | None = None) -> None:
    thread.shutdown(wait=False, cancel_futures=True)
