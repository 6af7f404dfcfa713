"""What runs low while a run is under way: told once for each run and kind, and only then."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_gui.runs import device_poll, shortage_watch
from ftd_gui.runs.device_poll import DevicePoll
from ftd_gui.runs.device_reader import DeviceReading, DiskReading
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.shortage_watch import Shortage, ShortageWatch
from tests.fixtures.recorded_runs import done_records, lost_records, tiny_experiment, write_run

FAKES = "tests.gui.runs.fake_engines:"
GIB = 2.0**30
ENOUGH = DeviceReading(9 * GIB, 32 * GIB, (DiskReading("runs", 41 * GIB, 64 * GIB),), ())
LITTLE_MEMORY = replace(ENOUGH, memory_free_bytes=0.4 * GIB)
LITTLE_DISK = replace(
    ENOUGH,
    disks=(DiskReading("runs", 41 * GIB, 64 * GIB), DiskReading("teachers", GIB, 64 * GIB)),
)


@dataclass
class Machine:
    """Tells what the test says."""

    reading: DeviceReading = ENOUGH
    num_reads: int = 0
    told: list[Shortage] = field(default_factory=list[Shortage])

    def read(self) -> DeviceReading:
        self.num_reads += 1
        return self.reading


@pytest.fixture
def runs(qapp: object, tmp_path: Path) -> Iterator[OpenRuns]:
    runs = OpenRuns(tmp_path / "runs", FAKES + "by_name")
    yield runs
    runs.close()
    runs.deleteLater()


@pytest.fixture
def machine(runs: OpenRuns, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setattr(device_poll, "READ_EVERY_MS", 10)
    monkeypatch.setattr(device_poll, "FIRST_LOOK_MS", 10)
    machine = Machine()
    poll, watch = DevicePoll(runs), ShortageWatch(runs, runs)
    poll.set_reader(machine)
    watch.begin(poll)
    watch.ran_low.connect(machine.told.append)
    return machine


def let_it_read(qtbot: QtBot, machine: Machine, times: int = 3) -> None:
    enough = machine.num_reads + times
    qtbot.waitUntil(lambda: machine.num_reads >= enough)


def test_each_kind_is_told_once_while_a_run_lives(
    qtbot: QtBot, runs: OpenRuns, machine: Machine
) -> None:
    runs.start(tiny_experiment("endless"))
    let_it_read(qtbot, machine)
    assert machine.told == []
    machine.reading = LITTLE_MEMORY
    qtbot.waitUntil(lambda: len(machine.told) == 1)
    machine.reading = LITTLE_DISK
    qtbot.waitUntil(lambda: len(machine.told) == 2)
    # it comes and goes: nobody is told again and again
    for machine.reading in (ENOUGH, LITTLE_MEMORY, LITTLE_DISK):
        let_it_read(qtbot, machine)
    memory, disk = machine.told
    assert memory.session is runs.live_own_run
    assert (memory.kind, memory.free_bytes, memory.purpose) == ("memory", 0.4 * GIB, "")
    assert (disk.kind, disk.free_bytes, disk.purpose) == ("disk", GIB, "teachers")
    # another run is another matter
    runs.end_own_run()
    qtbot.waitUntil(lambda: runs.live_own_run is None, timeout=15_000)
    runs.start(tiny_experiment("endless"))
    qtbot.waitUntil(lambda: len(machine.told) == 3)
    assert machine.told[2].kind == "disk"


def test_the_machine_is_asked_only_while_a_run_lives(
    qtbot: QtBot, runs: OpenRuns, machine: Machine, tmp_path: Path
) -> None:
    machine.reading = LITTLE_MEMORY
    old = write_run(tmp_path / "runs", done_records(), "done")
    with qtbot.waitSignal(runs.shown_ended):
        runs.open(old.path)
    qtbot.wait(50)
    reads = machine.num_reads
    qtbot.wait(100)
    assert machine.num_reads == reads and machine.told == []


@pytest.mark.parametrize("host", ["here", "elsewhere"])
def test_a_run_of_another_program_has_its_memory_where_its_engine_is(
    qtbot: QtBot,
    runs: OpenRuns,
    machine: Machine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
) -> None:
    machine.reading = replace(LITTLE_MEMORY, disks=LITTLE_DISK.disks)
    live = write_run(tmp_path / "runs", lost_records(), "running")
    if host == "elsewhere":
        monkeypatch.setattr(shortage_watch.socket, "gethostname", lambda: "another")
    runs.open(live.path)
    wanted = ["memory", "disk"] if host == "here" else ["disk"]
    qtbot.waitUntil(lambda: len(machine.told) == len(wanted))
    let_it_read(qtbot, machine)
    assert [each.kind for each in machine.told] == wanted
