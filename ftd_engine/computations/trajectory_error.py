"""Equations 6 to 8 along the evaluation of a set, and the sharpness along teacher and student."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from ftd_engine.method.curvature import hessian_product, largest_eigenvalue, surrogate_sharpness
from ftd_engine.method.state_files import Tree
from ftd_engine.method.student import plan_steps, student_end
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.trajectory_error import length_of, segment_error
from ftd_engine.phases.context import Context
from ftd_engine.phases.teachers import open_teachers
from ftd_engine.studies.computed import Curve, TrajectoryErrorAnswer, TrajectoryErrorRequest

_WORK = "trajectory-error"
_NORMS = ("matching error", "initialisation error", "accumulated error", "teacher's stride")
_SHARPNESS = (
    *("eigenvalue of teacher", "surrogate of teacher"),
    *("eigenvalue of student", "surrogate of student"),
)


class _Progress:
    """Numbers by teacher and mark, and the student of each teacher with the segments that it has made."""

    def __init__(self, context: Context) -> None:
        self._checkpoints = context.checkpoints
        tree = context.checkpoints.begin(_WORK) or {"norms": {}, "sharp": {}, "students": {}}
        self.norms: dict[str, list[float]] = dict(tree["norms"])
        self.sharp: dict[str, list[float]] = dict(tree["sharp"])
        self.students: dict[str, Tensor] = {
            key: theta.to(context.device) for key, theta in tree["students"].items()
        }

    def keep(self) -> None:
        """Hold the present state ready for a checkpoint."""
        norms, sharp, students = dict(self.norms), dict(self.sharp), dict(self.students)

        def tree() -> Tree:
            return {"norms": norms, "sharp": sharp, "students": students}

        self._checkpoints.keep(_WORK, tree)


def run(
    context: Context, request: TrajectoryErrorRequest, chosen: SyntheticSet
) -> TrajectoryErrorAnswer:
    """Norms of the errors of every segment, and the sharpness at every mark.

    Raises:
        StopAsked: the user asked to stop; what is computed so far is kept.
        EngineError: a teacher is gone or does not hold an epoch.
    """
    experiment, reporter = context.experiment, context.reporter
    stride = experiment.distill.expert_epochs
    marks = list(range(0, experiment.buffer.epochs + 1, stride))
    experts, progress = open_teachers(context), _Progress(context)
    loss = _sample_loss(context, request.sample_images)
    total, done = request.teachers * (2 * len(marks) - 1), 0
    with reporter.phase("evaluate", total, "segments and marks"):
        for expert in range(request.teachers):
            student = experts.weights(expert, 0)
            for place, mark in enumerate(marks):
                reporter.turn()
                teacher = experts.weights(expert, mark)
                key = f"{expert} {place}"
                if place:
                    before = experts.weights(expert, marks[place - 1])
                    if key not in progress.norms:
                        matched = _by_set(context, chosen, before, expert, place)
                        ahead = _by_set(context, chosen, student, expert, place)
                        error = segment_error(before, teacher, matched, student, ahead)
                        progress.norms[key] = [
                            length_of(error.matching),
                            length_of(error.initialisation),
                            length_of(error.after),
                            length_of(teacher - before),
                            length_of(error.left_over()) / max(length_of(error.after), 1e-12),
                        ]
                        # one student a teacher: the way so far is in the numbers
                        progress.students[str(expert)] = ahead
                        progress.keep()
                    student = progress.students[str(expert)]
                    done += 1
                    reporter.progress(done, f"teacher {expert + 1}, segment to epoch {mark}")
                if key not in progress.sharp:
                    progress.sharp[key] = [
                        *_sharpness(context, request, loss, teacher, expert),
                        *_sharpness(context, request, loss, student, expert),
                    ]
                    progress.keep()
                done += 1
                reporter.progress(done, f"teacher {expert + 1}, sharpness at epoch {mark}")
        reporter.progress(total, "")
    return _answer(context, request, marks, progress)


def _by_set(
    context: Context, chosen: SyntheticSet, theta: Tensor, expert: int, place: int
) -> Tensor:
    """Where one segment of steps on the set leads; equal draws from wherever it begins."""
    config, seeds, series = context.experiment.distill, context.seeds, chosen.series()
    images = series.get("ema", series["raw"])
    steps = plan_steps(
        config.syn_steps,
        len(chosen.labels),
        config.syn_batch,
        context.data.size_px,
        context.ops(config.dsa),
        # those of Figure 1, so that both look at the same student
        order=seeds.generator("loss_difference", 0, expert, 0, place),
        augmentation=seeds.generator("loss_difference", 1, expert, 0, place),
    )
    rate = torch.tensor(chosen.syn_lr, dtype=images.dtype, device=images.device)
    return student_end(context.network, theta, images, chosen.labels, rate, steps, keep_graph=False)


def _sample_loss(context: Context, num_images: int) -> Callable[[Tensor], Tensor]:
    """Loss on a fixed sample of the real training images, without augmentation."""
    data = context.data
    order = torch.randperm(len(data.train_labels), generator=context.seeds.generator("study", 3))
    images, labels = data.train_at(order[:num_images])

    def loss(theta: Tensor) -> Tensor:
        return F.cross_entropy(context.network.logits(theta, images), labels)

    return loss


def _sharpness(
    context: Context,
    request: TrajectoryErrorRequest,
    loss: Callable[[Tensor], Tensor],
    theta: Tensor,
    expert: int,
) -> tuple[float, float]:
    generator = context.seeds.generator("study", 4, expert)
    first = torch.randn(theta.shape, generator=generator).to(theta)
    product = hessian_product(loss, theta)

    def heard(vector: Tensor) -> Tensor:
        context.reporter.turn()
        return product(vector)

    eigenvalue = largest_eigenvalue(heard, first, request.power_steps)
    return eigenvalue, surrogate_sharpness(loss, theta, request.rho)


def _answer(
    context: Context, request: TrajectoryErrorRequest, marks: list[int], progress: _Progress
) -> TrajectoryErrorAnswer:
    teachers = range(request.teachers)

    def curve(name: str, numbers: dict[str, list[float]], position: int, places: range) -> Curve:
        values = tuple(
            tuple(numbers[f"{expert} {place}"][position] for place in places) for expert in teachers
        )
        return Curve(name, tuple(marks[place] for place in places), values)

    segments, all_marks = range(1, len(marks)), range(len(marks))
    curves = [
        curve(name, progress.norms, position, segments) for position, name in enumerate(_NORMS)
    ]
    curves += [
        curve(name, progress.sharp, position, all_marks) for position, name in enumerate(_SHARPNESS)
    ]
    config, size = (
        context.experiment.distill,
        min(request.sample_images, len(context.data.train_labels)),
    )
    return TrajectoryErrorAnswer(
        tuple(curves),
        max((numbers[-1] for numbers in progress.norms.values()), default=0.0),
        f"{request.teachers} teachers; {config.syn_steps} student steps for every "
        f"{config.expert_epochs} epochs; largest Hessian eigenvalue by at most {request.power_steps} "
        f"steps of power iteration and surrogate with radius {request.rho:g}, both of the loss on "
        f"{size:,} real training images without augmentation",
    )
