"""Figure 1: how far the test loss of a student lies above the teacher's, along evaluation and distillation."""

from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor

from ftd_engine.method.scores import mean_and_std
from ftd_engine.method.state_files import Tree
from ftd_engine.method.student import plan_steps, student_end
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import test_network
from ftd_engine.phases.context import Context
from ftd_engine.phases.teachers import open_teachers

_WORK = "loss-difference"
"""Name of this room's work among the checkpoints."""


@dataclass
class _Course:
    """How far the figure is.

    Attributes:
        losses: test losses so far, by what was tested.
        students: per teacher, the network that trains on the set alone, and the stretches it has made.
    """

    losses: dict[str, float] = field(default_factory=dict[str, float])
    students: dict[int, tuple[int, Tensor]] = field(default_factory=dict[int, tuple[int, Tensor]])


def _stretches(context: Context) -> tuple[int, int]:
    """Teachers in the figure, and stretches of `expert_epochs` along each."""
    experiment = context.experiment
    experts = experiment.evaluation.loss_difference_experts
    return experts, experiment.buffer.epochs // experiment.distill.expert_epochs


def num_steps(context: Context) -> int:
    """Test losses that the figure takes."""
    experts, stretches = _stretches(context)
    # the teacher at every mark, the evaluation line's stretches, the restarts after the first
    return experts * ((stretches + 1) + stretches + max(stretches - 1, 0))


def draw(context: Context, final_set: SyntheticSet, done: int) -> None:
    """Loss difference along evaluation and distillation (FTD Figure 1, Appendix A.1).

    The evaluation line trains from a teacher's first weights on the set alone, `syn_steps` steps
    per `expert_epochs` epochs of the teacher; the distillation line restarts from the teacher at
    every mark and trains to the next one. Both show L_test(student) - L_test(teacher) in nats.

    Args:
        done: steps of the phase before this one.

    Raises:
        StopAsked: the user asked to stop.
    """
    num_experts, stretches = _stretches(context)
    if num_experts == 0:
        return
    reporter, stride = context.reporter, context.experiment.distill.expert_epochs
    experts = open_teachers(context)
    series = final_set.series()
    images = series.get("ema", series["raw"])
    course = _resumed(context)

    def test_loss(key: str, weights: Callable[[], Tensor], doing: str) -> float:
        nonlocal done
        if key not in course.losses:
            _keep(context, course)
            reporter.turn()
            data = context.data
            score = test_network(
                context.network, weights(), None, data.test_images, data.test_labels
            )
            course.losses[key] = score.loss
        done += 1
        reporter.progress(done, f"loss difference: {doing}")
        return course.losses[key]

    def trained(theta: Tensor, expert: int, line: int, stretch: int) -> Tensor:
        return _one_stretch(context, images, final_set, theta, (expert, line, stretch))

    marks = [stretch * stride for stretch in range(stretches + 1)]

    def teacher_loss(expert: int, epoch: int) -> float:
        return test_loss(
            f"teacher {expert} {epoch}",
            lambda: experts.weights(expert, epoch),
            f"teacher at epoch {epoch}",
        )

    teacher = [[teacher_loss(expert, epoch) for epoch in marks] for expert in range(num_experts)]
    for place, epoch in enumerate(marks):
        mean, std = mean_and_std([losses[place] for losses in teacher])
        reporter.curve("teacher_test_loss", [epoch], [mean], [std])

    def student_loss(expert: int, place: int) -> float:
        def moved_on() -> Tensor:
            made, theta = course.students.get(expert, (0, None))
            if theta is None:
                theta = experts.weights(expert, 0)
            if made < place:
                theta = trained(theta, expert, 0, place)
                course.students[expert] = (place, theta)
            return theta

        return test_loss(
            f"evaluation {expert} {place}", moved_on, f"evaluation to epoch {marks[place]}"
        )

    reporter.curve("loss_difference_evaluation", [0], [0.0], [0.0])
    for place in range(1, stretches + 1):
        mean, std = mean_and_std(
            [student_loss(expert, place) - teacher[expert][place] for expert in range(num_experts)]
        )
        reporter.curve("loss_difference_evaluation", [marks[place]], [mean], [std])

    def restarted_loss(expert: int, place: int) -> float:
        before = marks[place - 1]
        return test_loss(
            f"restart {expert} {place}",
            lambda: trained(experts.weights(expert, before), expert, 1, place),
            f"restart from epoch {before}",
        )

    for place in range(2, stretches + 1):
        mean, std = mean_and_std(
            [
                restarted_loss(expert, place) - teacher[expert][place]
                for expert in range(num_experts)
            ]
        )
        reporter.curve(
            "loss_difference_distillation",
            [marks[place - 1], marks[place]],
            [0.0, mean],
            [0.0, std],
            member=marks[place - 1],
        )


def _keep(context: Context, course: _Course) -> None:
    losses, students = dict(course.losses), dict(course.students)

    def tree() -> Tree:
        made = {str(expert): [place, theta] for expert, (place, theta) in students.items()}
        return {"losses": losses, "students": made}

    context.checkpoints.keep(_WORK, tree)


def _resumed(context: Context) -> _Course:
    tree = context.checkpoints.begin(_WORK)
    if tree is None:
        return _Course()
    students = {
        int(expert): (place, theta.to(context.device))
        for expert, (place, theta) in tree["students"].items()
    }
    return _Course(dict(tree["losses"]), students)


def _one_stretch(
    context: Context,
    images: Tensor,
    final_set: SyntheticSet,
    theta: Tensor,
    position: tuple[int, int, int],
) -> Tensor:
    config = context.experiment.distill
    steps = plan_steps(
        config.syn_steps,
        len(final_set.labels),
        config.syn_batch,
        context.data.size_px,
        context.ops(config.dsa),
        order=context.seeds.generator("loss_difference", 0, *position),
        augmentation=context.seeds.generator("loss_difference", 1, *position),
    )
    rate = torch.tensor(final_set.syn_lr, dtype=images.dtype, device=images.device)
    return student_end(
        context.network, theta, images, final_set.labels, rate, steps, keep_graph=False
    )
