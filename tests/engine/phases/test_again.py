"""The chosen sets of a finished run, evaluated again: the same figures at the same settings."""

from pathlib import Path

import numpy as np
import pytest

from ftd_engine.experiment import Experiment
from ftd_engine.phases import again, buffer, distill, evaluate
from ftd_engine.phases.context import Context
from ftd_engine.protocol import AccuracyMeasured, BestChosen, PointsAdded
from ftd_engine.runtime import EngineError
from tests.engine.phases.rig import events_of, make_context
from tests.engine.tiny import tiny_experiment


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Context:
    context = make_context(tmp_path_factory.mktemp("runs"), tiny_experiment())
    buffer.run(context)
    evaluate.run(context, distill.run(context))
    return context


def _again(source: Context, workspace: Path, experiment: Experiment) -> Context:
    context = make_context(workspace, experiment)
    evaluate.run(context, again.run(context, source.folder.path))
    return context


def _finals(context: Context) -> dict[str, AccuracyMeasured]:
    found = (event for event in events_of(context) if isinstance(event, AccuracyMeasured))
    return {event.set_name: event for event in found if event.final}


def _curves(context: Context) -> list[PointsAdded]:
    found = (event for event in events_of(context) if isinstance(event, PointsAdded))
    return [event for event in found if "loss_difference" in event.series]


def test_the_same_evaluation_gives_the_same_figures(source: Context, tmp_path: Path) -> None:
    context = _again(source, tmp_path, tiny_experiment())
    assert _finals(context) == _finals(source) and len(_finals(context)) == 3
    assert _curves(context) == _curves(source) != []
    chosen = [event for event in events_of(context) if isinstance(event, BestChosen)]
    assert chosen == [event for event in events_of(source) if isinstance(event, BestChosen)]
    for event in chosen:
        ours, theirs = (c.folder.read_snapshot(event.iteration) for c in (context, source))
        assert np.array_equal(ours.images["raw"], theirs.images["raw"])
        assert ours.syn_lr == theirs.syn_lr


def test_another_evaluation_of_the_same_sets(source: Context, tmp_path: Path) -> None:
    changed = tiny_experiment(evaluation={"sam_rho": 0.5, "networks": 3})
    finals = _finals(_again(source, tmp_path, changed))
    before = _finals(source)
    assert len(finals["raw"].accuracies) == 3
    assert finals["raw"].accuracies[:2] != before["raw"].accuracies
    assert "sharpness-aware" in finals["raw"].protocol
    assert "sharpness-aware" not in before["raw"].protocol


def test_an_evaluation_is_evaluated_again_as_its_source_is(source: Context, tmp_path: Path) -> None:
    once = _again(source, tmp_path, tiny_experiment())
    assert _finals(_again(once, tmp_path, tiny_experiment())) == _finals(source)


def test_it_goes_on_where_it_was_cut_though_the_source_is_gone(
    source: Context, tmp_path: Path
) -> None:
    cut = make_context(tmp_path, tiny_experiment())
    again.run(cut, source.folder.path)
    resumed = make_context(tmp_path, tiny_experiment(), folder=cut.folder)
    evaluate.run(resumed, again.run(resumed, tmp_path / "gone"))
    assert _finals(resumed) == _finals(source)


@pytest.mark.parametrize(
    "change",
    [
        {"distill": {"image_lr": 11.0}},
        {"evaluation": {"held_out_share": 0.2}},
        {"buffer": {"rho": 0.02}},
    ],
)
def test_other_learning_is_refused(
    source: Context, tmp_path: Path, change: dict[str, dict[str, object]]
) -> None:
    context = make_context(tmp_path, tiny_experiment(**change))
    with pytest.raises(EngineError, match="learned with other settings"):
        again.run(context, source.folder.path)


def test_a_run_that_has_chosen_nothing_is_refused(tmp_path: Path) -> None:
    begun = make_context(tmp_path, tiny_experiment())
    context = make_context(tmp_path, tiny_experiment())
    with pytest.raises(EngineError, match="no set of it was chosen"):
        again.run(context, begun.folder.path)
    with pytest.raises(EngineError, match="is no run folder"):
        again.run(context, tmp_path)


def test_a_damaged_set_is_named(source: Context, tmp_path: Path) -> None:
    experiment = tiny_experiment()
    other = make_context(tmp_path, experiment)
    other.folder.event_path.write_bytes(source.folder.event_path.read_bytes())
    context = make_context(tmp_path, experiment)
    with pytest.raises(EngineError, match="cannot be read"):
        again.run(context, other.folder.path)
