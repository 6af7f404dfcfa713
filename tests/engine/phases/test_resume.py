"""A run that is cut off anywhere and goes on ends as one that was left alone, bit for bit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftd_engine.experiment import Experiment
from ftd_engine.phases import buffer, distill, evaluate
from ftd_engine.phases.context import Context
from ftd_engine.protocol import AccuracyMeasured, ClassesCounted, PointsAdded
from ftd_engine.reporter import StopAsked
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from tests.engine.phases.rig import events_of, make_context
from tests.engine.tiny import tiny_experiment

_EVERY_STEP: dict[str, object] = {"every_steps": 1}


class _Killed(BaseException):
    """Nothing may catch it on the way, as nothing catches a kill."""


def _experiment(**sections: dict[str, object]) -> Experiment:
    sections.setdefault("checkpoints", _EVERY_STEP)
    sections.setdefault("buffer", {"batch_size": 64, "expert_lr": 0.02})
    # so long that cuts fall into each phase
    distill: dict[str, object] = {"iterations": 12, "evaluate_every": 6, "snapshot_every": 6}
    sections["distill"] = distill | sections.get("distill", {})
    return tiny_experiment(**sections)


def _run(context: Context) -> None:
    buffer.run(context)
    evaluate.run(context, distill.run(context))


def _cut_after(context: Context, turns: int, make_end: Callable[[], BaseException]) -> int:
    """Run all phases until so many turns were taken; how many there were."""
    taken = 0
    turn = context.reporter.turn

    def counted() -> None:
        nonlocal taken
        taken += 1
        if taken > turns:
            raise make_end()
        turn()

    # bound anew on this object: nothing else of the reporter changes
    context.reporter.turn = counted  # type: ignore[method-assign]
    try:
        _run(context)
    except (_Killed, StopAsked) as end:
        if isinstance(end, StopAsked):
            context.checkpoints.write_all()
    return taken


def _told(context: Context) -> tuple[dict[Any, dict[float, float]], dict[Any, tuple[float, ...]]]:
    """All curves, as the last engine told them, and all final accuracies."""
    points: dict[Any, dict[float, float]] = {}
    accuracies: dict[Any, tuple[float, ...]] = {}
    for event in events_of(context):
        if isinstance(event, PointsAdded):
            curve = points.setdefault((event.series, event.member), {})
            for x, y in zip(event.x, event.y, strict=True):
                # told again, a point is the same point
                assert curve.setdefault(x, y) == y or np.isnan(y)
        if isinstance(event, AccuracyMeasured):
            key = (event.set_name, event.iteration, event.final)
            assert accuracies.setdefault(key, event.accuracies) == event.accuracies
        if isinstance(event, ClassesCounted):
            counts = tuple(map(float, event.counts))
            assert accuracies.setdefault(event.set_name, counts) == counts
    return points, accuracies


def _sets(folder: RunFolder) -> dict[int, bytes]:
    """The sets that were stored as planned; a stop stores one more."""
    every = folder.experiment().distill.snapshot_every
    return {
        iteration: folder.snapshot_path(iteration).read_bytes()
        for iteration in folder.snapshot_iterations()
        if iteration % every == 0
    }


def _teachers(shelf: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(shelf.rglob("*.safetensors"))}


VARIANTS: dict[str, dict[str, dict[str, object]]] = {
    "plain": {},
    "batch norm": {"network": {"norm": "batch"}},
    "constant memory": {"distill": {"gradient": "exact", "syn_batch": 4}},
    "noise on start weights": {"distill": {"robust_noise": 0.02}},
    "used network": {"evaluation": {"ema_on_used_network": True, "batch_size": 4}},
    "steps going wrong": {"distill": {"loss_limit": 0.45}},
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_cut_run_ends_as_an_uncut_one(name: str, tmp_path: Path) -> None:
    experiment = _experiment(**VARIANTS[name])
    whole = make_context(tmp_path / "whole", experiment)
    total = _cut_after(whole, 10**9, _Killed)
    wanted = _told(whole)
    assert total > 60
    skips = [event for event in events_of(whole) if event.kind == "step_skipped"]
    assert bool(skips) == (name == "steps going wrong")
    phases: set[str] = set()
    # once through all turns in as many cuts as are affordable, stops and kills in turns; what the plain
    # run shows between two cuts, the others need not show again
    cuts = 5 if name == "plain" else 3
    for place, turns in enumerate(range(1 + len(name) % 3, total, max(1, total // cuts))):
        home = tmp_path / f"cut-{turns}"
        cut = make_context(home, experiment)
        _cut_after(cut, turns, StopAsked if place % 2 else _Killed)
        phases.add(cut.folder.status().phase)
        again = make_context(home, experiment, folder=cut.folder)
        _run(again)
        assert _sets(again.folder) == _sets(whole.folder)
        assert _teachers(home / "shelf") == _teachers(tmp_path / "whole" / "shelf")
        assert _told(again) == wanted
    assert phases == {"buffer", "distill", "evaluate"}


def test_a_run_may_be_cut_at_every_step_of_its_way(tmp_path: Path) -> None:
    experiment = _experiment()
    whole = make_context(tmp_path / "whole", experiment)
    _run(whole)
    cut = make_context(tmp_path / "cut", experiment)
    starts = 1
    # each engine comes a few turns further than the last
    while True:
        taken = _cut_after(cut, 5, _Killed)
        if taken <= 5:
            break
        cut = make_context(tmp_path / "cut", experiment, folder=cut.folder)
        starts += 1
        assert starts < 100
    assert starts > 10
    assert _sets(cut.folder) == _sets(whole.folder)
    assert _told(cut) == _told(whole)


def test_without_checkpoints_by_step_a_stop_still_loses_nothing(tmp_path: Path) -> None:
    experiment = _experiment(checkpoints={"every_minutes": 1000.0})
    whole = make_context(tmp_path / "whole", experiment)
    total = _cut_after(whole, 10**9, StopAsked)
    cut = make_context(tmp_path / "cut", experiment)
    taken = _cut_after(cut, total // 2, StopAsked)
    again = make_context(tmp_path / "cut", experiment, folder=cut.folder)
    left = _cut_after(again, 10**9, StopAsked)
    # the step at which it was stopped, and a first look at what is done already
    assert taken - 1 + left <= total + 8
    assert _sets(again.folder) == _sets(whole.folder)


def test_a_damaged_checkpoint_costs_one_interval(tmp_path: Path) -> None:
    experiment = _experiment()
    whole = make_context(tmp_path / "whole", experiment)
    total = _cut_after(whole, 10**9, _Killed)
    for damage in (b"", b"nonsense", None):
        home = tmp_path / f"damage-{damage}"
        cut = make_context(home, experiment)
        _cut_after(cut, total // 2, _Killed)
        newest = max(cut.folder.checkpoints_path.glob("distill.*"), key=lambda path: path.name)
        content = newest.read_bytes()
        newest.write_bytes(content[:-1] + bytes([content[-1] ^ 1]) if damage is None else damage)
        again = make_context(home, experiment, folder=cut.folder)
        _run(again)
        assert _sets(again.folder) == _sets(whole.folder)
        said = [event.text for event in events_of(again) if event.kind == "logged"]
        assert any(str(newest) in text and "The one before it is taken." in text for text in said)


def test_a_checkpoint_of_another_experiment_is_refused(tmp_path: Path) -> None:
    experiment = _experiment()
    cut = make_context(tmp_path, experiment)
    _cut_after(cut, 40, _Killed)
    again = make_context(tmp_path, experiment, folder=cut.folder)
    again.checkpoints.open(experiment.checkpoints, "other", {"device": "CPU"})
    with pytest.raises(EngineError, match="belongs to another experiment or other images") as error:
        _run(again)
    assert "start the experiment as a new run" in error.value.hint


def test_another_device_is_told_of_once(tmp_path: Path) -> None:
    experiment = _experiment()
    cut = make_context(tmp_path, experiment)
    _cut_after(cut, 60, _Killed)
    again = make_context(tmp_path, experiment, folder=cut.folder)
    again.checkpoints.open(experiment.checkpoints, "tiny", {"device": "CUDA"})
    _run(again)
    said = [event.text for event in events_of(again) if event.kind == "logged"]
    (words,) = [text for text in said if "last digits may differ" in text]
    assert "begun with CPU and goes on with CUDA" in words


def test_teachers_that_left_the_shelf_are_trained_again(tmp_path: Path) -> None:
    experiment = _experiment()
    whole = make_context(tmp_path / "whole", experiment)
    total = _cut_after(whole, 10**9, _Killed)
    cut = make_context(tmp_path / "cut", experiment)
    _cut_after(cut, total // 2, _Killed)
    for path in (tmp_path / "cut" / "shelf").rglob("*.safetensors"):
        path.unlink()
    again = make_context(tmp_path / "cut", experiment, folder=cut.folder)
    _run(again)
    assert _sets(again.folder) == _sets(whole.folder)


@pytest.mark.expects_log
def test_a_full_disk_for_checkpoints_does_not_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ftd_engine.checkpoints.write_aside", full)
    context = make_context(tmp_path, _experiment())
    _run(context)
    said = [event.text for event in events_of(context) if event.kind == "logged"]
    (words,) = [text for text in said if "could not be written" in text]
    assert "No space left on device" in words and "free some space there" in words


def test_the_interval_of_steps_and_two_generations(tmp_path: Path) -> None:
    experiment = _experiment(checkpoints={"every_steps": 3})
    context = make_context(tmp_path, replace_iterations(experiment, 10))
    buffer.run(context)
    distill.run(context)
    # after 3, 6, 9 states and at the end: the newest two are left
    assert context.folder.checkpoint_numbers("distill") == [3, 4]


def replace_iterations(experiment: Experiment, iterations: int) -> Experiment:
    changed = experiment.distill.model_copy(update={"iterations": iterations, "evaluate_every": 0})
    return experiment.model_copy(update={"distill": changed})
