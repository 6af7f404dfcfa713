"""What studies compute: against what must come out, and stopped in the middle without a change."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from ftd_engine.computations import candidates, initialisation, trajectory_error, whole_data
from ftd_engine.method.student import plan_steps, student_end
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import test_network as scored
from ftd_engine.phases import buffer, distill
from ftd_engine.phases.context import Context
from ftd_engine.phases.teachers import open_teachers
from ftd_engine.reporter import StopAsked
from ftd_engine.studies.computed import (
    CandidatesRequest,
    InitialisationRequest,
    TrajectoryErrorRequest,
    WholeDataRequest,
)
from ftd_engine.studies.nas import search_space
from tests.engine.phases.rig import make_context
from tests.engine.tiny import tiny_experiment


def _learned(tmp_path: Path) -> tuple[Context, SyntheticSet]:
    experiment = tiny_experiment(
        buffer={"dsa": False, "batch_size": 64},
        distill={"iterations": 2, "evaluate_every": 0},
        evaluation={"selection": "last"},
        # so that a stop in the middle has everything on disk
        checkpoints={"every_steps": 1},
    )
    context = make_context(tmp_path, experiment)
    buffer.run(context)
    chosen = distill.run(context)
    return context, chosen["ema"].state


def _stopped_and_gone_on(context: Context, after: int, run: Callable[[Context], object]) -> object:
    """Ends the computation at its n-th turn, then lets another engine go on with it."""
    turns, turn = 0, context.reporter.turn

    def counted() -> None:
        nonlocal turns
        turns += 1
        if turns == after:
            raise StopAsked
        turn()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(context.reporter, "turn", counted)
        with pytest.raises(StopAsked):
            run(context)
    context.checkpoints.write_all()
    return run(make_context(context.folder.path.parent, context.experiment, folder=context.folder))


def test_errors_and_sharpness_along_the_evaluation(tmp_path: Path) -> None:
    context, chosen = _learned(tmp_path)
    asked = TrajectoryErrorRequest(teachers=2, sample_images=20, power_steps=5, rho=0.01)
    answer = _stopped_and_gone_on(
        context, 9, lambda context: trajectory_error.run(context, asked, chosen)
    )
    assert isinstance(answer, trajectory_error.TrajectoryErrorAnswer)
    curves = {curve.name: curve for curve in answer.curves}
    assert answer.worst_identity < 1e-4
    for row in curves["initialisation error"].values:
        # the first segment begins at the teacher, the second does not
        assert row[0] == 0.0 < row[1]
    assert [row[0] for row in curves["matching error"].values] == [
        row[0] for row in curves["accumulated error"].values
    ]
    assert curves["accumulated error"].epochs == (1, 2)
    teacher, student = curves["eigenvalue of teacher"], curves["eigenvalue of student"]
    assert teacher.epochs == (0, 1, 2)
    assert [row[0] for row in teacher.values] == [row[0] for row in student.values]
    assert all(value > 0 for row in curves["surrogate of teacher"].values for value in row)


def test_networks_from_later_epochs_train_for_what_is_left(tmp_path: Path) -> None:
    context, chosen = _learned(tmp_path)
    asked = InitialisationRequest(teachers=2, start_epochs=(0, 1))
    answer = _stopped_and_gone_on(
        context, 5, lambda context: initialisation.run(context, asked, chosen)
    )
    assert isinstance(answer, initialisation.InitialisationAnswer)
    assert (answer.start_epochs, answer.epochs_left) == ((0, 1), (2, 1))
    # told again in one piece, with all its steps
    teachers, data = open_teachers(context), context.data
    for place, (start, steps) in enumerate(((0, 6), (1, 3))):
        plan = plan_steps(
            steps, 10, 0, 28, context.experiment.dsa.ops,
            order=context.seeds.generator("study", 2, 1, start, 0),
            augmentation=context.seeds.generator("study", 2, 1, start, 1),
        )  # fmt: skip
        assert chosen.ema is not None
        theta = student_end(
            context.network, teachers.weights(1, start), chosen.ema, chosen.labels,
            torch.tensor(chosen.syn_lr), plan, keep_graph=False,
        )  # fmt: skip
        score = scored(context.network, theta, None, data.test_images, data.test_labels)
        assert answer.accuracies[place][1] == score.accuracy


def test_networks_on_the_whole_data_set_learn_more_than_chance(tmp_path: Path) -> None:
    experiment = tiny_experiment(
        evaluation={"selection": "last", "batch_size": 40, "random_real_lr": 0.05},
        checkpoints={"every_steps": 1},
    )
    asked = WholeDataRequest(networks=2, passes=2)
    whole = whole_data.run(make_context(tmp_path / "a", experiment), asked)
    assert min(whole.accuracies) > 0.15
    assert len(set(whole.accuracies)) == 2
    assert "on all 200 training images" in whole.protocol
    stopped = _stopped_and_gone_on(
        make_context(tmp_path / "b", experiment), 20, lambda context: whole_data.run(context, asked)
    )
    assert stopped == whole


def test_candidates_of_every_kind_are_trained_on_sets_and_real_images(tmp_path: Path) -> None:
    context, chosen = _learned(tmp_path)
    # no norm and batch norm, no pooling and maximum, sigmoid and leaky ReLU, the deepest of all
    picked = tuple(search_space((32,))[place] for place in (0, 22, 52, 98, 139))
    asked = CandidatesRequest(picked, "set", passes=1, repeats=2)
    answer = _stopped_and_gone_on(
        context, 6, lambda context: candidates.run(context, asked, chosen)
    )
    assert isinstance(answer, candidates.CandidatesAnswer)
    assert len(set(answer.names)) == 5 and answer.images == 10
    assert all(len(each) == 2 for each in answer.accuracies)
    assert all(0 <= value <= 1 for each in answer.accuracies for value in each)
    assert answer.seconds > 0
    real = CandidatesRequest(picked[:1], "real", passes=1, repeats=1)
    other = make_context(tmp_path / "real", context.experiment)
    assert candidates.run(other, real, None).images == 200
