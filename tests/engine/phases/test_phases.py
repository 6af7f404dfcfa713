"""The three phases on tiny real data: what they write, what they say, how they stop."""

import contextlib
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from ftd_engine.data.pixel_space import PixelSpace
from ftd_engine.experiment import Experiment
from ftd_engine.method.matching import Match
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.phases import buffer, distill, evaluate
from ftd_engine.phases.context import Context, network_for, split_for
from ftd_engine.phases.teachers import open_teachers
from ftd_engine.protocol import (
    AccuracyMeasured,
    BestChosen,
    Command,
    CommandDone,
    Logged,
    PhaseFinished,
    PhaseStarted,
    PointsAdded,
    Progressed,
    SnapshotWritten,
    StepSkipped,
)
from ftd_engine.reporter import StopAsked
from ftd_engine.runtime import EngineError, Seeds
from ftd_engine.snapshot import Snapshot
from tests.engine.phases.rig import events_of, make_context
from tests.engine.tiny import tiny_data, tiny_experiment


def _run_all(workspace: Path, experiment: Experiment) -> Context:
    context = make_context(workspace, experiment)
    buffer.run(context)
    evaluate.run(context, distill.run(context))
    return context


def _points(context: Context, series: str) -> dict[int, list[tuple[float, float]]]:
    found: dict[int, list[tuple[float, float]]] = {}
    for event in events_of(context):
        if isinstance(event, PointsAdded) and event.series == series:
            found.setdefault(event.member, []).extend(zip(event.x, event.y, strict=True))
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Context:
    return _run_all(tmp_path_factory.mktemp("runs"), tiny_experiment())


def _last(context: Context) -> Snapshot:
    return context.folder.read_snapshot(context.folder.snapshot_iterations()[-1])


def test_phases_come_in_order_and_finish(whole: Context) -> None:
    told = [e for e in events_of(whole) if isinstance(e, PhaseStarted | PhaseFinished)]
    assert [(type(e).__name__, e.phase) for e in told] == [
        (kind, phase)
        for phase in ("buffer", "distill", "evaluate")
        for kind in ("PhaseStarted", "PhaseFinished")
    ]


def test_progress_never_exceeds_what_was_promised_and_reaches_it(whole: Context) -> None:
    totals = {e.phase: e.total for e in events_of(whole) if isinstance(e, PhaseStarted)}
    steps: dict[str, int] = {}
    for event in events_of(whole):
        if isinstance(event, Progressed):
            assert steps.get(event.phase, 0) <= event.step <= event.total == totals[event.phase]
            steps[event.phase] = event.step
    assert steps == totals


def test_buffer_writes_trajectories_and_curves(whole: Context) -> None:
    used = whole.folder.used_teachers()
    assert used is not None
    assert [each.expert for each in used.teachers] == [0, 1]
    for series, epochs in (("expert_test_accuracy", [0, 1, 2]), ("expert_train_loss", [1, 2])):
        curves = _points(whole, series)
        assert sorted(curves) == [0, 1]
        assert [x for x, _ in curves[1]] == epochs
    losses = [y for _, y in _points(whole, "expert_train_loss")[0]]
    assert losses[1] < losses[0]


def test_distill_reports_every_iteration_and_stores_at_the_interval(whole: Context) -> None:
    assert [x for x, _ in _points(whole, "matching_loss")[0]] == [1, 2, 3, 4]
    assert [x for x, _ in _points(whole, "syn_lr")[0]] == [0, 1, 2, 3, 4]
    told = [e.iteration for e in events_of(whole) if isinstance(e, SnapshotWritten)]
    assert told == whole.folder.snapshot_iterations() == [0, 2, 4]
    first = whole.folder.read_snapshot(0)
    assert np.array_equal(first.images["raw"], first.images["ema"])
    assert not np.array_equal(_last(whole).images["raw"], first.images["raw"])


def test_evaluations_carry_protocol_spread_and_number(whole: Context) -> None:
    measured = [e for e in events_of(whole) if isinstance(e, AccuracyMeasured)]
    best = {e.set_name: e for e in events_of(whole) if isinstance(e, BestChosen)}
    assert [(e.set_name, e.iteration, e.final, e.measured_on) for e in measured] == [
        ("raw", 2, False, "held-out"),
        ("ema", 2, False, "held-out"),
        ("raw", 4, False, "held-out"),
        ("ema", 4, False, "held-out"),
        ("ema", best["ema"].iteration, True, "test"),
        ("raw", best["raw"].iteration, True, "test"),
        ("random_real", best["ema"].iteration, True, "test"),
    ]
    for event in measured:
        assert len(event.accuracies) == (2 if event.final else 1)
        assert event.mean == pytest.approx(np.mean(event.accuracies))
        assert event.std == pytest.approx(np.std(event.accuracies))
        tested = "200 real test images" if event.final else "20 held-out training images"
        assert tested in event.protocol
    assert "the best set by held-out training images" in measured[-2].protocol
    assert "a fresh draw of real images per network" in measured[-1].protocol
    assert "best set" not in measured[-1].protocol
    assert [x for x, _ in _points(whole, "accuracy_raw")[0]] == [2, 4]


def test_each_series_has_its_own_best_by_held_out_images(whole: Context) -> None:
    events = events_of(whole)
    best = {e.set_name: e for e in events if isinstance(e, BestChosen)}
    assert set(best) == {"raw", "ema"}
    for name, chosen in best.items():
        assert chosen.chosen_by == "held-out"
        means = {
            e.iteration: e.mean
            for e in events
            if isinstance(e, AccuracyMeasured) and not e.final and e.set_name == name
        }
        assert chosen.mean == max(means.values()) == means[chosen.iteration]
        assert chosen.iteration in whole.folder.snapshot_iterations()


def test_held_out_images_teach_nobody(whole: Context) -> None:
    assert whole.held_out is not None
    taken, kept = whole.held_out.images, whole.data.train_images
    assert len(taken) + len(kept) == 200
    same = torch.cdist(taken.flatten(1), kept.flatten(1)) == 0
    assert int(same.any(1).sum()) <= 1  # two photographs of the set may be alike, not more


@pytest.mark.parametrize("selection", ["literature", "last"])
def test_other_selections_say_what_they_are(tmp_path: Path, selection: str) -> None:
    context = _run_all(tmp_path, tiny_experiment(evaluation={"selection": selection, "epochs": 1}))
    events = events_of(context)
    best = [e for e in events if isinstance(e, BestChosen)]
    assert {e.chosen_by for e in best} == {selection}
    assert context.held_out is None
    finals = [e for e in events if isinstance(e, AccuracyMeasured) and e.final]
    periodic = [e for e in events if isinstance(e, AccuracyMeasured) and not e.final]
    assert {e.measured_on for e in finals + periodic} == {"test"}
    words = {"literature": "literature protocol", "last": "not selected"}[selection]
    assert words in finals[0].protocol
    if selection == "last":
        assert [e.iteration for e in best] == [4, 4]
        assert all(math.isnan(e.mean) for e in best)
        assert {e.iteration for e in periodic} == {2}


def test_without_evaluations_the_last_set_is_taken(tmp_path: Path) -> None:
    context = _run_all(
        tmp_path, tiny_experiment(distill={"evaluate_every": 0}, evaluation={"epochs": 1})
    )
    assert [
        (e.iteration, e.chosen_by) for e in events_of(context) if isinstance(e, BestChosen)
    ] == [
        (4, "last"),
        (4, "last"),
    ]


def test_scoring_one_set_does_not_touch_the_score_of_another(
    whole: Context, tmp_path: Path
) -> None:
    """The published script scores the average on networks that the raw set has trained."""

    def finals(context: Context) -> dict[str, AccuracyMeasured]:
        events = [e for e in events_of(context) if isinstance(e, AccuracyMeasured) and e.final]
        return {e.set_name: e for e in events}

    used = _run_all(tmp_path / "used", tiny_experiment(evaluation={"ema_on_used_network": True}))
    ours, theirs = finals(whole), finals(used)
    assert theirs["raw"].accuracies == ours["raw"].accuracies
    assert theirs["random_real"].accuracies == ours["random_real"].accuracies
    assert "already trained on the raw set" in theirs["ema"].protocol
    assert "2 fresh networks" in ours["ema"].protocol


def test_the_final_evaluation_may_be_counted_in_iterations(whole: Context, tmp_path: Path) -> None:
    def finals(context: Context) -> list[AccuracyMeasured]:
        return [e for e in events_of(context) if isinstance(e, AccuracyMeasured) and e.final]

    counted = _run_all(
        tmp_path, tiny_experiment(evaluation={"length_unit": "iterations", "iterations": 1})
    )
    assert all("1 iteration, rate to a tenth" in event.protocol for event in finals(counted))
    assert all("4 epochs, rate to a tenth" in event.protocol for event in finals(whole))
    assert finals(counted)[0].accuracies != finals(whole)[0].accuracies
    # the short evaluations while distilling keep their own length
    periodic = [e for e in events_of(counted) if isinstance(e, AccuracyMeasured) and not e.final]
    assert periodic and all("3 epochs" in event.protocol for event in periodic)


@pytest.mark.parametrize("network", [{"kind": "resnet18", "norm": "batch"}, {"norm": "batch"}])
def test_networks_with_batch_norm_go_all_the_way(
    tmp_path: Path, network: dict[str, object]
) -> None:
    experiment = tiny_experiment(
        network=network,
        buffer={"num_experts": 1, "epochs": 1, "batch_size": 64, "expert_lr": 0.01},
        distill={
            "iterations": 1,
            "syn_steps": 1,
            "max_start_epoch": 1,
            "evaluate_every": 0,
            "image_lr": 0.1,
        },
        evaluation={"networks": 1, "epochs": 1, "loss_difference_experts": 0},
    )
    context = _run_all(tmp_path, experiment)
    finals = [e for e in events_of(context) if isinstance(e, AccuracyMeasured) and e.final]
    assert len(finals) == 3
    assert all(math.isfinite(y) for _, y in _points(context, "expert_test_loss")[0])


def test_figure_1_has_its_three_kinds_of_line(whole: Context) -> None:
    teacher = _points(whole, "teacher_test_loss")[0]
    assert [x for x, _ in teacher] == [0, 1, 2]
    # the mean over both teachers, as the buffer phase measured them
    for epoch, loss in teacher:
        wanted = np.mean([dict(_points(whole, "expert_test_loss")[k])[epoch] for k in (0, 1)])
        assert loss == pytest.approx(wanted, rel=1e-5)
    evaluation = _points(whole, "loss_difference_evaluation")[0]
    assert [x for x, _ in evaluation] == [0, 1, 2]
    assert evaluation[0][1] == 0
    assert evaluation[2][1] != 0
    distillation = _points(whole, "loss_difference_distillation")
    assert {start: [x for x, _ in curve] for start, curve in distillation.items()} == {1: [1, 2]}
    assert distillation[1][0][1] == 0


def test_figure_1_restarts_join_the_teacher_where_the_set_teaches_nothing(tmp_path: Path) -> None:
    """With a student rate near zero the student stays, so both lines have closed forms."""
    experiment = tiny_experiment(
        distill={"syn_lr_init": 1e-12, "syn_lr_lr": 0.0, "evaluate_every": 0, "iterations": 1},
        evaluation={"networks": 1, "epochs": 1},
    )
    context = _run_all(tmp_path, experiment)
    teacher = dict(_points(context, "teacher_test_loss")[0])
    evaluation = dict(_points(context, "loss_difference_evaluation")[0])
    restart = dict(_points(context, "loss_difference_distillation")[1])
    assert evaluation[2] == pytest.approx(teacher[0] - teacher[2], rel=1e-4)
    assert restart[2] == pytest.approx(teacher[1] - teacher[2], rel=1e-4)


def test_figure_1_can_be_left_out(tmp_path: Path) -> None:
    experiment = tiny_experiment(
        distill={"iterations": 1}, evaluation={"loss_difference_experts": 0, "epochs": 1}
    )
    context = _run_all(tmp_path, experiment)
    assert not _points(context, "teacher_test_loss")
    steps = [e.step for e in events_of(context) if isinstance(e, Progressed)]
    assert steps[-1] <= 6


@pytest.mark.parametrize(
    "watching",
    [
        {"evaluate_every": 0, "snapshot_every": 3},
        {"evaluate_every": 1, "snapshot_every": 1, "evaluate_networks": 2, "evaluate_epochs": 1},
    ],
)
def test_the_set_does_not_depend_on_how_it_is_watched(
    whole: Context, tmp_path: Path, watching: dict[str, object]
) -> None:
    context = make_context(tmp_path, tiny_experiment(distill=watching))
    buffer.run(context)
    distill.run(context)
    ours, reference = _last(context), _last(whole)
    assert ours.syn_lr == reference.syn_lr
    for series in ("raw", "ema"):
        assert np.array_equal(ours.images[series], reference.images[series])


def test_noise_on_start_weights_moves_the_target_along(whole: Context, tmp_path: Path) -> None:
    """Equation 9: a student that stays put misses by the teacher's whole way, wherever it starts."""
    still: dict[str, object] = {"robust_noise": 0.5, "syn_lr_init": 1e-12, "syn_lr_lr": 0.0}
    context = make_context(tmp_path, tiny_experiment(distill={**still, "iterations": 2}))
    buffer.run(context)
    distill.run(context)
    losses = [loss for _, loss in _points(context, "matching_loss")[0]]
    assert losses == pytest.approx([1.0, 1.0], abs=1e-4)
    sets = []
    for every in (0, 2):
        noisy = tiny_experiment(distill={"robust_noise": 0.02, "evaluate_every": every})
        other = make_context(tmp_path, noisy)
        buffer.run(other)
        distill.run(other)
        sets.append(_last(other).images["raw"])
    assert np.array_equal(*sets)
    assert not np.array_equal(sets[0], _last(whole).images["raw"])


def test_what_is_held_out_does_not_depend_on_the_interval() -> None:
    data, parts = tiny_data(), []
    for every in (0, 2):
        experiment = tiny_experiment(distill={"evaluate_every": every})
        rest, held_out = split_for(experiment, data, Seeds(experiment.seed))
        assert held_out is not None
        parts.append((rest.train_images, held_out.images))
    assert all(torch.equal(*pair) for pair in zip(*parts, strict=True))
    last = tiny_experiment(evaluation={"selection": "last"})
    assert split_for(last, data, Seeds(0)) == (data, None)


def test_another_seed_gives_another_set(whole: Context, tmp_path: Path) -> None:
    experiment = Experiment.model_validate({**tiny_experiment().model_dump(), "seed": 4})
    context = make_context(tmp_path, experiment)
    buffer.run(context)
    distill.run(context)
    assert not np.array_equal(_last(context).images["raw"], _last(whole).images["raw"])


def test_plain_and_flat_teachers_differ(tmp_path: Path) -> None:
    contents = []
    for trajectory in ("plain", "flat"):
        experiment = tiny_experiment(
            buffer={"trajectory": trajectory, "num_experts": 1, "rho": 0.5},
            evaluation={"loss_difference_experts": 1},
        )
        context = make_context(tmp_path, experiment)
        buffer.run(context)
        contents.append(open_teachers(context).weights(0, 2))
    assert not torch.equal(contents[0], contents[1])


def test_teachers_behind_the_last_full_file_are_dropped_where_asked(tmp_path: Path) -> None:
    experiment = tiny_experiment(buffer={"num_experts": 3, "experts_per_file": 2})
    context = make_context(tmp_path, experiment)
    buffer.run(context)
    used = context.folder.used_teachers()
    assert used is not None
    assert len(used.teachers) == 2
    # dropping is no trait of the teachers: the shelf serves an experiment that keeps all
    whole = make_context(tmp_path, tiny_experiment(buffer={"num_experts": 2}))
    buffer.run(whole)
    said = [event.text for event in events_of(whole) if isinstance(event, Logged)]
    assert any("none is trained" in text for text in said)


def test_stop_before_an_iteration_keeps_the_newest_set(tmp_path: Path) -> None:
    context = make_context(tmp_path, tiny_experiment(distill={"iterations": 50}))
    buffer.run(context)
    reporter = context.reporter
    real_turn, turns = reporter.turn, 0

    def turn() -> None:
        nonlocal turns
        turns += 1
        if turns == 2:
            reporter.obey(Command("stop", 1))
        real_turn()

    reporter.turn = turn  # type: ignore[method-assign]
    with pytest.raises(StopAsked):
        distill.run(context)
    assert context.folder.snapshot_iterations() == [0, 1]
    assert not any(
        isinstance(e, PhaseFinished) and e.phase == "distill" for e in events_of(context)
    )


def test_a_stop_after_the_next_evaluation_waits_for_it_in_each_phase(tmp_path: Path) -> None:
    experiment = tiny_experiment(distill={"iterations": 4, "evaluate_every": 2})
    context = make_context(tmp_path, experiment)
    # asked while the teachers are trained, it is heard once the set is evaluated first
    context.reporter.obey(Command("stop_after_evaluation", 1))
    buffer.run(context)
    with pytest.raises(StopAsked):
        distill.run(context)
    measured = [e for e in events_of(context) if isinstance(e, AccuracyMeasured)]
    assert {(e.set_name, e.iteration) for e in measured} == {("raw", 2), ("ema", 2)}
    assert context.folder.snapshot_iterations() == [0, 2]
    assert context.reporter.stop_words == "Stopped after an evaluation, as asked."

    late = make_context(tmp_path / "late", experiment)
    buffer.run(late)
    chosen = distill.run(late)
    late.reporter.obey(Command("stop_after_evaluation", 1))
    with pytest.raises(StopAsked):
        evaluate.run(late, chosen)
    assert [e.set_name for e in events_of(late) if isinstance(e, AccuracyMeasured) and e.final] == [
        "ema"
    ]


def test_wishes_are_fulfilled_while_distilling_and_refused_before(tmp_path: Path) -> None:
    context = make_context(
        tmp_path, tiny_experiment(distill={"evaluate_every": 0, "snapshot_every": 100})
    )
    context.reporter.obey(Command("snapshot", 1))
    buffer.run(context)
    real_turn, turns = context.reporter.turn, 0

    def turn() -> None:
        nonlocal turns
        turns += 1
        if turns == 2:
            context.reporter.obey(Command("snapshot", 2))
            context.reporter.obey(Command("evaluate", 3))
        real_turn()

    context.reporter.turn = turn  # type: ignore[method-assign]
    distill.run(context)
    events = events_of(context)
    answers = {e.command_id: e.ok for e in events if isinstance(e, CommandDone)}
    assert answers == {1: False, 2: True, 3: True}
    assert context.folder.snapshot_iterations() == [0, 2, 4]
    assert [e.iteration for e in events if isinstance(e, AccuracyMeasured)] == [2, 2]


def test_a_set_is_copied_and_decoded_only_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decoding whitened images in every iteration would cost more than a step."""
    made: list[int] = []
    real_snapshot = SyntheticSet.snapshot

    def counted(self: SyntheticSet, iteration: int, space: PixelSpace) -> Snapshot:
        made.append(iteration)
        return real_snapshot(self, iteration, space)

    monkeypatch.setattr(SyntheticSet, "snapshot", counted)
    context = make_context(
        tmp_path, tiny_experiment(distill={"evaluate_every": 0, "snapshot_every": 100})
    )
    buffer.run(context)
    distill.run(context)
    assert made == context.folder.snapshot_iterations() == [0, 4]


def test_a_rate_that_would_turn_negative_is_skipped_and_told(tmp_path: Path) -> None:
    experiment = tiny_experiment(
        distill={
            "syn_lr_init": 0.001,
            "syn_lr_lr": 0.001,
            "iterations": 12,
            "evaluate_every": 0,
            "loss_limit": 1e6,
        }
    )
    context = make_context(tmp_path, experiment)
    buffer.run(context)
    with contextlib.suppress(EngineError):
        distill.run(context)
    skipped = [e for e in events_of(context) if isinstance(e, StepSkipped)]
    rates = [y for _, y in _points(context, "syn_lr")[0]]
    assert min(rates) > 0
    assert skipped
    assert skipped[-1].skipped_so_far == len(skipped)
    assert "would train uphill; the set stays as it is" in skipped[0].reason


def test_a_step_by_a_gradient_that_explodes_at_an_ordinary_loss_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it came in a run of Fashion-MNIST: 300 times as long as usual, at a loss as before."""
    matched = distill.match_trajectory
    seen: list[Match] = []

    def with_spike(*asked: Any) -> Match:
        match = matched(*asked)
        seen.append(match)
        if len(seen) == 15:
            return replace(match, image_gradient=300 * match.image_gradient)
        return match

    monkeypatch.setattr(distill, "match_trajectory", with_spike)
    plan: dict[str, object] = {"iterations": 16, "evaluate_every": 0, "snapshot_every": 1}
    context = make_context(tmp_path, tiny_experiment(distill=plan))
    buffer.run(context)
    distill.run(context)
    skipped = [e for e in events_of(context) if isinstance(e, StepSkipped)]
    assert [e.iteration for e in skipped] == [15]
    assert "times as long as usual, above the limit 50; the set stays" in skipped[0].reason
    before, spared, after = (context.folder.read_snapshot(at).images for at in (14, 15, 16))
    for series in ("raw", "ema"):
        assert np.array_equal(before[series], spared[series])
        assert not np.array_equal(spared[series], after[series])


def test_divergence_never_poisons_the_set(tmp_path: Path) -> None:
    experiment = tiny_experiment(
        distill={"image_lr": 1e7, "syn_lr_init": 10.0, "iterations": 60, "evaluate_every": 0}
    )
    context = make_context(tmp_path, experiment)
    buffer.run(context)
    # whether it recovers or is refused is up to rounding; what it leaves on disk is not
    with contextlib.suppress(EngineError):
        distill.run(context)
    assert any(isinstance(e, StepSkipped) for e in events_of(context))
    assert np.isfinite(_last(context).images["raw"]).all()
    assert np.isfinite(_last(context).images["ema"]).all()


def test_a_loss_above_the_limit_is_skipped_then_the_set_goes_back_then_it_ends(
    tmp_path: Path,
) -> None:
    experiment = tiny_experiment(distill={"loss_limit": 1e-6, "iterations": 60})
    context = make_context(tmp_path, experiment)
    buffer.run(context)
    with pytest.raises(
        EngineError, match=r"had to go back more than 3 times.*above the limit"
    ) as end:
        distill.run(context)
    assert "Lower the image rate" in end.value.hint
    skipped = [e for e in events_of(context) if isinstance(e, StepSkipped)]
    assert [e.iteration for e in skipped] == list(range(1, 21))
    went_back = [e.iteration for e in skipped if "goes back to an earlier state" in e.reason]
    assert went_back == [5, 10, 15, 20]
    first = context.folder.read_snapshot(0)
    for iteration in context.folder.snapshot_iterations():
        stored = context.folder.read_snapshot(iteration)
        assert np.array_equal(stored.images["raw"], first.images["raw"])


def test_too_deep_network_is_refused() -> None:
    experiment = tiny_experiment(network={"depth": 5})
    assert network_for(experiment, tiny_data()).num_params > 0
    small = tiny_data()
    cropped = type(small)(
        small.name,
        small.origin,
        small.train_images[..., :8, :8],
        small.train_labels,
        small.test_images[..., :8, :8],
        small.test_labels,
        small.class_names,
        small.space,
    )
    with pytest.raises(
        EngineError, match=r"does not fit the images: 8 pixels cannot be halved 5 times.*Lower"
    ):
        network_for(experiment, cropped)
