"""The machine in figures: shown, amber where little is left, asked only while seen."""

import threading
import time

import pytest
from pytestqt.qtbot import QtBot

from ftd_gui.runs.device_reader import DeviceReading, DiskReading, GpuReading
from ftd_gui.views.device_panel import DevicePanel, gpu_text

GIB = 2.0**30
READING = DeviceReading(
    9.5 * GIB,
    32 * GIB,
    (DiskReading("runs and teachers", 41 * GIB, 64 * GIB),),
    (GpuReading("H100", 0.71, 9.75 * GIB, 80 * GIB, 62.0),),
)


class Machine:
    def __init__(self) -> None:
        self.num_reads = 0
        self.gate = threading.Event()
        self.gate.set()

    def read(self) -> DeviceReading:
        self.gate.wait(5)
        self.num_reads += 1
        return READING


@pytest.fixture
def panel(qtbot: QtBot) -> DevicePanel:
    panel = DevicePanel()
    qtbot.addWidget(panel)
    return panel


def words(panel: DevicePanel) -> dict[str, str]:
    return {
        caption: value.text() for caption, (_, value) in panel.rows.items() if not value.isHidden()
    }


def test_figures_have_their_rows(panel: DevicePanel) -> None:
    panel.show_reading(READING)
    panel.set_engine_memory(1536)
    assert words(panel) == {
        "Memory free": "9.50 of 32.0\u202fGiB",
        "Disk free": "41.0 of 64.0\u202fGiB",
        "GPU": "71\u202f%, 9.75 of 80.0\u202fGiB, 62\u202f°C",
        "Engine holds": "1.50\u202fGiB",
    }
    for caption, (_, value) in panel.rows.items():
        assert value.toolTip() and value.accessibleName() == f"{caption}: {value.text()}"
    panel.set_engine_memory(0)
    assert "Engine holds" not in words(panel)


def test_without_a_gpu_there_is_no_row_for_one(panel: DevicePanel) -> None:
    panel.show_reading(DeviceReading(GIB, GIB, (), ()))
    assert set(words(panel)) == {"Memory free"}
    assert gpu_text(GpuReading("old", None, None, None, None)) == "no figures"


def test_little_room_is_amber_and_marked(panel: DevicePanel) -> None:
    disks = (DiskReading("runs", 0.5 * GIB, 64 * GIB), DiskReading("teachers", 9 * GIB, 64 * GIB))
    panel.show_reading(DeviceReading(GIB, 8 * GIB, disks, ()))
    value = panel.rows["Disk free, runs"][1]
    assert (
        value.text() == "! 512\u202fMiB of 64.0\u202fGiB" and value.property("look") == "decision"
    )
    assert panel.rows["Disk free, teachers"][1].property("look") == ""


def test_the_machine_is_asked_only_while_the_panel_is_seen(
    panel: DevicePanel, qtbot: QtBot
) -> None:
    machine = Machine()
    assert not panel.poll.is_reading
    panel.begin(machine)
    qtbot.waitUntil(lambda: bool(panel.rows))
    assert machine.num_reads == 1 and panel.poll.is_reading
    panel.hide()
    assert not panel.poll.is_reading
    panel.show()
    qtbot.waitUntil(lambda: machine.num_reads == 2)


def test_a_disk_that_does_not_answer_holds_nobody(panel: DevicePanel, qtbot: QtBot) -> None:
    machine = Machine()
    machine.gate.clear()
    started_s = time.monotonic()
    panel.begin(machine)
    qtbot.wait(300)
    assert time.monotonic() - started_s < 2
    assert machine.num_reads == 0 and not panel.rows
    machine.gate.set()
    qtbot.waitUntil(lambda: bool(panel.rows))
