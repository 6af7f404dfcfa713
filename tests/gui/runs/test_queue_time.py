"""How long the queue takes: known runs summed, teachers shared, the run under way by its pace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.data_facts import facts_of
from ftd_engine.needs import needs_of
from ftd_engine.step_costs import scaled_costs
from ftd_gui.runs import device_choice, queue_time
from ftd_gui.runs.device_choice import devices_here
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.runs.queue_time import QueueTime
from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.runs.run_session import RunSession
from tests.fixtures.device_rates import RATE
from tests.fixtures.recorded_runs import done_records, tiny_experiment, write_run


class Rig:
    """A held queue whose times are heard."""

    def __init__(self, workspace: Path) -> None:
        self.runs = OpenRuns(workspace, "tests.gui.runs.fake_engines:obedient")
        self.queue = RunQueue(workspace)
        self.time = QueueTime(self.runs, self.queue, workspace)
        self.told: list[tuple[float, int]] = []
        self.time.estimated.connect(lambda seconds, unknown: self.told.append((seconds, unknown)))


@pytest.fixture
def rig(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    monkeypatch.setattr(queue_time, "stored_rate", lambda _experiment: RATE)
    rig = Rig(tmp_path / "runs")
    yield rig
    rig.runs.close()
    for each in (rig.time, rig.queue, rig.runs):
        each.deleteLater()


def whole_s(there: frozenset[int] = frozenset()) -> float:
    experiment = tiny_experiment()
    facts = facts_of(experiment.data)
    assert facts is not None
    return needs_of(experiment, facts, scaled_costs(RATE, experiment, facts), there).seconds


def test_teachers_that_runs_share_are_counted_once(rig: Rig) -> None:
    rig.queue.add(tiny_experiment("a"))
    assert rig.told[-1] == (pytest.approx(whole_s()), 0)
    rig.queue.add(tiny_experiment("b"))
    assert rig.told[-1][0] == pytest.approx(whole_s() + whole_s(frozenset((0, 1))))
    rig.queue.duplicate(1)
    assert rig.told[-1][0] > 2 * whole_s(), "another seed has teachers of its own"
    assert not rig.time._timer.isActive(), "nothing runs, so nothing wakes the window"


def test_runs_of_unknown_length_are_only_counted(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_time, "stored_rate", lambda _experiment: None)
    rig.queue.add(tiny_experiment("a"))
    assert rig.told[-1] == (0.0, 1)


def test_the_run_under_way_counts_by_its_pace(
    rig: Rig, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = done_records()
    half = next(n for n, r in enumerate(records) if r.event.kind == "progressed") + 1
    folder = write_run(tmp_path / "runs", records[:half], "running")
    session = RunSession.open(folder, rig.runs)
    monkeypatch.setattr(OpenRuns, "live_own_run", session)
    rig.queue.hold("The test looks.")
    rig.queue.add(tiny_experiment("a"))
    rig.queue.note_begun(folder.path)
    progress = session.store.progress["buffer"]
    experiment = tiny_experiment()
    facts = facts_of(experiment.data)
    assert facts is not None
    needs = needs_of(experiment, facts, scaled_costs(RATE, experiment, facts))
    to_come = sum(need.seconds for need in needs.phases if need.phase != "buffer")
    assert progress.time_left_s > 0
    assert rig.told[-1] == (pytest.approx(to_come + progress.time_left_s), 0)
    assert rig.time._timer.isActive()
    rig.queue.note_ended(folder.path, "done", "a")
    assert rig.told[-1] == (0.0, 0) and not rig.time._timer.isActive()
    session.close()


def test_devices_are_those_whose_driver_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(device_choice, "_NVIDIA_DRIVER", tmp_path / "none")
    monkeypatch.setattr(device_choice.shutil, "which", lambda _name: None)
    monkeypatch.setattr(device_choice.sys, "platform", "linux")
    assert [choice.name for choice in devices_here()] == ["auto", "cpu"]
    (tmp_path / "none").touch()
    assert [choice.name for choice in devices_here()] == ["auto", "cpu", "cuda"]
    monkeypatch.setattr(device_choice.sys, "platform", "darwin")
    monkeypatch.setattr(device_choice.platform, "machine", lambda: "arm64")
    assert devices_here()[-1].name == "mps"
