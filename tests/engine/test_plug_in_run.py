"""A whole tiny run in the engine process whose data, network and metrics all come from plug-ins."""

import time
from pathlib import Path

import numpy as np
import pytest

from ftd_engine.config_checks import check
from ftd_engine.event_log import EventLog, EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.launch import EngineProcess
from ftd_engine.metric_export import MetricExport
from ftd_engine.phases.plug_in_use import refuse_unusable, used_plug_ins
from ftd_engine.phases.set_metrics import SetMetrics
from ftd_engine.plug_ins import UsedPlugIn
from ftd_engine.protocol import (
    ClassesCounted,
    Event,
    Logged,
    PointsAdded,
    RunFinished,
    RunStarted,
)
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import Snapshot
from ftd_engine.studies.parts import Part
from ftd_engine.studies.runner import runs_that_serve
from ftd_engine.worker import _identity
from tests.engine.phases.rig import events_of, make_context
from tests.engine.tiny import tiny_data, tiny_experiment
from tests.fixtures.plug_ins import PlugInSite

METRICS = "ftd_studio.metrics"


def plugged_experiment(**sections: dict[str, object]) -> Experiment:
    values = tiny_experiment().model_dump()
    values["data"] |= {"dataset": "ftd-example:stripes", "source": "auto"}
    values["network"] |= {"kind": "ftd-example:two-layers"}
    values["evaluation"] |= {"metrics": ("ftd-example:total-variation",)}
    for name, changes in sections.items():
        values[name] |= changes
    return check(values)


def events_of_process(folder: RunFolder) -> list[Event]:
    engine = EngineProcess(folder.path)
    engine.start()
    try:
        end_s = time.monotonic() + 120
        while engine.is_alive:
            assert time.monotonic() < end_s, "the engine did not end"
            engine.receive(0.05)
    finally:
        engine.end()
    return [record.event for record in EventReader(folder.event_path).read_all()]


def test_a_run_of_plug_ins_alone(plug_in_site: PlugInSite, tmp_path: Path) -> None:
    plug_in_site.add_example()
    folder = RunFolder.create(tmp_path / "runs", plugged_experiment())
    events = events_of_process(folder)
    finished = events[-1]
    assert isinstance(finished, RunFinished) and finished.outcome == "done", finished
    started = events[0]
    assert isinstance(started, RunStarted)
    assert started.plug_ins == (
        UsedPlugIn("dataset", "ftd-example:stripes", "ftd-example", "1.0"),
        UsedPlugIn("network", "ftd-example:two-layers", "ftd-example", "1.0"),
        UsedPlugIn("metric", "ftd-example:total-variation", "ftd-example", "1.0"),
    )
    said = [event.text for event in events if isinstance(event, Logged)]
    assert "Of a plug-in: metric total-variation (ftd-example) 1.0." in said
    networks = {event.network for event in events if isinstance(event, ClassesCounted)}
    assert networks == {"two-layers (ftd-example) 1.0"}
    for series in ("raw", "ema"):
        points = [
            point
            for event in events
            if isinstance(event, PointsAdded) and event.series == f"metric_{series}"
            for point in zip(event.x, event.y, strict=True)
        ]
        assert [x for x, _ in points] == folder.snapshot_iterations() == [0, 2, 4]
        images = folder.read_snapshot(4).viewable(series)
        own = np.abs(np.diff(images, axis=1)).mean() + np.abs(np.diff(images, axis=2)).mean()
        assert points[-1][1] == pytest.approx(own)
    exported = Tags()
    MetricExport(folder, exported, 0).read()
    assert "distill/metric_raw/ftd-example:total-variation" in exported.tags


class Tags:
    """Remembers under which names numbers were handed on."""

    def __init__(self) -> None:
        self.tags: set[str] = set()

    def number(self, tag: str, step: int, value: float, time_s: float) -> None:
        self.tags.add(tag)

    def picture(self, tag: str, step: int, pixels: object, time_s: float) -> None:
        raise AssertionError("no picture was asked for")

    def result(self, settings: object, figures: object) -> None:
        pass

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise ValueError('odd set')", "failed at iteration 2: ValueError, odd set"),
        ("return 'much'", "gives a str at iteration 2, not a number"),
        ("return True", "gives a bool at iteration 2, not a number"),
    ],
)
def test_a_metric_that_fails_is_told_of_once_and_costs_the_run_nothing(
    plug_in_site: PlugInSite, tmp_path: Path, body: str, said: str
) -> None:
    code = f"""
        def made(images, labels, iteration):
            images[:] = 7
            if iteration:
                {body}
            return 1
    """
    bad = plug_in_site.add(METRICS, "bad", code)
    good = plug_in_site.add(METRICS, "good", "made = lambda *set: 5.0", package="whole")
    experiment = tiny_experiment(evaluation={"metrics": [bad, good]})
    context = make_context(tmp_path, experiment)
    metrics = SetMetrics(experiment, context.reporter)
    images = np.zeros((2, 1, 3, 3), np.float32)
    one, zero = np.ones(1, np.float32), np.zeros(1, np.float32)
    for iteration in (0, 2, 4):
        labels = np.arange(2)
        metrics.measure(Snapshot(iteration, {"raw": images}, labels, 0.1, zero, one))
    context.reporter.flush()
    events = events_of(context)
    told = [
        event.text for event in events if isinstance(event, Logged) and event.level == "warning"
    ]
    assert len(told) == 1 and said in told[0] and told[0].endswith("The run goes on without it.")
    points = [event for event in events if isinstance(event, PointsAdded)]
    places = [(event.member, x) for event in points for x in event.x]
    assert sorted(places) == [(0, 0), (1, 0), (1, 2), (1, 4)]
    assert not images.any()


@pytest.mark.parametrize("is_installed", [True, False])
def test_a_run_that_asks_for_what_cannot_be_used_does_not_begin(
    plug_in_site: PlugInSite, tmp_path: Path, is_installed: bool
) -> None:
    name = plug_in_site.add(METRICS, "bad", "import no_such_module")
    experiment = tiny_experiment(evaluation={"metrics": [name]})
    if not is_installed:
        plug_in_site.remove("odd")
    # it opens all the same
    assert RunFolder.create(tmp_path / "runs", experiment).experiment() == experiment
    wanted = "No module named 'no_such_module'" if is_installed else "is not installed here"
    with pytest.raises(EngineError, match=wanted) as caught:
        refuse_unusable(experiment)
    assert "bad of odd" in caught.value.message


def test_metrics_shape_nothing_of_the_result() -> None:
    plain, with_metrics = (
        tiny_experiment(evaluation={"metrics": names}) for names in ([], ["odd:good"])
    )
    assert plain.learns_as(with_metrics) and Part(plain).key == Part(with_metrics).key
    data = tiny_data(1)
    assert _identity(plain, data) == _identity(with_metrics, data)


def test_a_part_of_a_study_is_done_by_one_version_only(
    plug_in_site: PlugInSite, tmp_path: Path
) -> None:
    name = plug_in_site.add("ftd_studio.networks", "net", "made = print", version="1")
    experiment = tiny_experiment(network={"kind": name})
    part = Part(experiment)
    key = part.key
    workspace = tmp_path / "runs"
    folder = RunFolder.create(workspace, experiment)
    used = used_plug_ins(experiment)
    log = EventLog(folder.event_path)
    log.append(RunStarted(1, "here", "CPU", {}, ("buffer",), plug_ins=used))
    log.close()
    folder.write_status("done", "")
    assert list(runs_that_serve(workspace, (part,))) == [key]
    plug_in_site.remove("odd")
    plug_in_site.add("ftd_studio.networks", "net", "made = print", version="2")
    assert part.key != key and not runs_that_serve(workspace, (part,))
