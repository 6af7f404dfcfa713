"""The part of the welcome page that says what this machine has for a run, and what would help."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from ftd_engine.job_requests import MachineReport
from ftd_engine.launch import MACHINE_ENTRY
from ftd_engine.shelf import shelf_root
from ftd_engine.shortages import FreeRoom, free_room
from ftd_gui.runs.device_reader import LITTLE_DISK_BYTES, LITTLE_MEMORY_BYTES
from ftd_gui.runs.machine_job import MachineJob
from ftd_gui.theme import LIGHT, SPACE_PX, Theme, themed_icon
from ftd_gui.views.run_words import size_text
from ftd_gui.words import tr

ASK_AFTER_MS = 1500
"""The window is up before a process is started for the question."""
GPU_BINDINGS = "pynvml"

Level = Literal["fine", "note", "warning"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and what there is to say of it."""

    level: Level
    name: str
    sentence: str


def room_checks(room: FreeRoom) -> list[Check]:
    """Memory and disk, which the window can ask for itself."""
    memory = tr("{free} are free.").format(free=size_text(room.host_bytes))
    if is_little := room.host_bytes < LITTLE_MEMORY_BYTES:
        memory += " " + tr("Close other programs before a large run.")
    checks = [Check("warning" if is_little else "fine", tr("Memory"), memory)]
    free = min(room.shelf_bytes, room.workspace_bytes)
    disk = tr("{free} are free for runs and teachers.").format(free=size_text(free))
    if is_little := free < LITTLE_DISK_BYTES:
        disk += " " + tr("Free some space: teachers of a large run take gigabytes.")
    checks.append(Check("warning" if is_little else "fine", tr("Disk"), disk))
    return checks


def machine_checks(report: MachineReport, has_bindings: bool) -> list[Check]:
    """Device, compiler and GPU bindings, as far as they matter on this machine."""
    if not report.device:
        return [Check("warning", tr("Device"), report.message)]
    device = tr("Runs compute on {device}.").format(device=report.device)
    if not report.is_gpu:
        device += " " + tr("A GPU is many times faster; PyTorch sees none here.")
    checks = [Check("fine" if report.is_gpu else "note", tr("Device"), device)]
    if report.compiler:
        name = Path(report.compiler).name
        words = tr("{name} is there: networks on the CPU run in compiled loops.").format(name=name)
        checks.append(Check("fine", tr("Compiler"), words))
    else:
        words = tr(
            "No C compiler was found, so networks on the CPU run slower. Install gcc or clang."
        )
        # a GPU does without
        checks.append(Check("note" if report.is_gpu else "warning", tr("Compiler"), words))
    if has_bindings:
        words = tr("The Inspector shows how busy the GPUs of NVIDIA are, where there are any.")
        checks.append(Check("fine", tr("GPU figures"), words))
    else:
        words = tr("The extra “gpu” is not installed: GPUs compute, but their figures stay hidden.")
        checks.append(Check("warning" if report.is_gpu else "note", tr("GPU figures"), words))
    return checks


class SelfCheck(QFrame):
    """A line for each thing: a sign, its name, a sentence."""

    def __init__(
        self, workspace: Path, entry: str = MACHINE_ENTRY, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._entry = entry
        self._theme = LIGHT
        self._report: MachineReport | None = None
        self._checks: list[Check] = []
        self.setProperty("look", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4 * SPACE_PX, 3 * SPACE_PX, 4 * SPACE_PX, 3 * SPACE_PX)
        self._grid.setHorizontalSpacing(2 * SPACE_PX)
        self._grid.setVerticalSpacing(SPACE_PX)
        self._grid.setColumnStretch(2, 1)
        heading = QLabel(tr("This machine"), self)
        heading.setProperty("look", "heading")
        self._grid.addWidget(heading, 0, 0, 1, 3)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self._job = MachineJob(self)
        self._job.finished.connect(self._on_finished)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self._on_due)

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is shown."""
        return tuple(self._checks)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_checks()
        if self._report is None:
            self._timer.start()

    def close_job(self) -> None:
        """End a question that still waits for its answer."""
        self._timer.stop()
        self._job.close()

    def set_theme(self, theme: Theme) -> None:
        """Recolour the signs."""
        self._theme = theme
        self._draw()

    def _on_due(self) -> None:
        self._job.start(self._workspace.parent, self._entry)

    def _on_finished(self, report: MachineReport) -> None:
        self._report = report
        self._show_checks()

    def _show_checks(self) -> None:
        room = room_checks(free_room(self._workspace, shelf_root(self._workspace)))
        if self._report is None:
            asking = tr("Asking the engine which device it computes on…")
            self._checks = [*room, Check("note", tr("Device"), asking)]
        else:
            has_bindings = importlib.util.find_spec(GPU_BINDINGS) is not None
            device, *others = machine_checks(self._report, has_bindings)
            self._checks = [*room, device, *others]
        self._draw()

    def _draw(self) -> None:
        while len(self._rows) < len(self._checks):
            labels = QLabel(self), QLabel(self), QLabel(self)
            labels[1].setProperty("look", "soft")
            labels[2].setWordWrap(True)
            labels[2].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            for column, label in enumerate(labels):
                self._grid.addWidget(label, len(self._rows) + 1, column)
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._rows.append(labels)
        theme = self._theme
        signs = {
            "fine": ("done", theme.random_real, tr("Fine")),
            "note": ("info", theme.text_soft, tr("Note")),
            "warning": ("warning", theme.decision, tr("Warning")),
        }
        for place, labels in enumerate(self._rows):
            is_used = place < len(self._checks)
            for label in labels:
                label.setVisible(is_used)
            if not is_used:
                continue
            check = self._checks[place]
            icon, ink, words = signs[check.level]
            labels[0].setPixmap(themed_icon(icon, theme, ink).pixmap(16, 16))
            labels[0].setAccessibleName(words)
            labels[0].setToolTip(words)
            labels[1].setText(check.name)
            labels[2].setText(check.sentence)
