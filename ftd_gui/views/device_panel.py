"""How much of the machine is free and how busy its GPUs are, looked at only while it is seen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ftd_gui.runs.device_poll import DevicePoll, Reader
from ftd_gui.runs.device_reader import DeviceReading, GpuReading
from ftd_gui.theme import SPACE_PX, number_font
from ftd_gui.views.number_text import THIN_SPACE, fixed_text
from ftd_gui.views.run_words import size_text
from ftd_gui.words import tr


class DevicePanel(QWidget):
    """Rows of figures: engine, memory, disks, GPUs; a row that has nothing to tell is not there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.poll = DevicePoll(self)
        self.poll.read.connect(self.show_reading)
        self._engine_bytes = 0.0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * SPACE_PX)
        self._grid.setVerticalSpacing(SPACE_PX)
        self._grid.setColumnStretch(1, 1)
        title = QLabel(tr("This machine"), self)
        title.setProperty("look", "heading")
        self._grid.addWidget(title, 0, 0, 1, 2)
        self.rows: dict[str, tuple[QLabel, QLabel]] = {}
        self.hide()

    def begin(self, reader: Reader) -> None:
        """Show what this reader tells, from now on."""
        self.poll.set_reader(reader)
        self.show()

    def set_engine_memory(self, memory_mib: float) -> None:
        """Take in the resident memory of the shown run's engine; 0 while it has none."""
        self._engine_bytes = memory_mib * 2**20
        text = size_text(self._engine_bytes) if self._engine_bytes else ""
        self._show_row(tr("Engine holds"), text, tr("Memory of the engine of the shown run."))

    # ------------------------------------------------ reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.poll.want("panel", is_wanted=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.poll.want("panel", is_wanted=False)

    def show_reading(self, reading: DeviceReading) -> None:
        """Show these figures."""
        self._show_row(
            tr("Memory free"),
            _of(reading.memory_free_bytes, reading.memory_total_bytes),
            tr("Memory that programs can still have, of all there is."),
            is_little=reading.has_little_memory,
        )
        for disk in reading.disks:
            caption = (
                tr("Disk free")
                if len(reading.disks) == 1
                else tr("Disk free, {purpose}").format(purpose=disk.purpose)
            )
            self._show_row(
                caption,
                _of(disk.free_bytes, disk.total_bytes),
                tr("Room on the disk for {purpose}, of all there is.").format(purpose=disk.purpose),
                is_little=disk.is_nearly_full,
            )
        for index, gpu in enumerate(reading.gpus):
            caption = "GPU" if len(reading.gpus) == 1 else f"GPU {index}"
            self._show_row(
                caption,
                gpu_text(gpu),
                tr("{name}: busy, memory in use, temperature.").format(name=gpu.name),
            )

    def _show_row(self, caption: str, text: str, meaning: str, is_little: bool = False) -> None:
        if caption not in self.rows:
            name, value = QLabel(caption, self), QLabel(self)
            name.setProperty("look", "soft")
            name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            value.setFont(number_font(self.font()))
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row = len(self.rows) + 1
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(value, row, 1)
            self.rows[caption] = (name, value)
        name, value = self.rows[caption]
        value.setText(f"! {text}" if is_little else text)
        # read on its own it says neither of what it is, nor, by the caption alone, how much
        value.setAccessibleName(f"{caption}: {value.text()}")
        value.setToolTip(meaning)
        look = "decision" if is_little else ""
        if value.property("look") != look:
            value.setProperty("look", look)
            value.style().polish(value)
        for label in (name, value):
            label.setVisible(bool(text))


def gpu_text(gpu: GpuReading) -> str:
    """Such as "71 %, 9.8 of 12 GiB, 62 °C"; what the GPU does not tell is left out."""
    parts: list[str] = []
    if gpu.busy_share is not None:
        parts.append(f"{fixed_text(100 * gpu.busy_share, 0)}{THIN_SPACE}%")
    if gpu.used_bytes is not None and gpu.total_bytes is not None:
        parts.append(_of(gpu.used_bytes, gpu.total_bytes))
    if gpu.temperature_c is not None:
        parts.append(f"{fixed_text(gpu.temperature_c, 0)}{THIN_SPACE}°C")
    return ", ".join(parts) or tr("no figures")


def _of(part_bytes: float, whole_bytes: float) -> str:
    part, whole = size_text(part_bytes), size_text(whole_bytes)
    number, _, unit = part.partition(THIN_SPACE)
    # one unit is enough where both have the same
    present = number if whole.endswith(unit) else part
    return tr("{part} of {whole}").format(part=present, whole=whole)
