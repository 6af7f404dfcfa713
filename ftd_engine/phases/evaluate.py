"""Phase 3: what the set is worth on fresh networks, beside random real images, and Figure 1."""

import math
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from ftd_engine.data.datasets import draw_per_class
from ftd_engine.method.scores import mean_and_std
from ftd_engine.method.student import plan_steps, student_end
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import test_network, train_on_set
from ftd_engine.models.flat_params import FlatNetwork, Statistics
from ftd_engine.phases.context import Context
from ftd_engine.phases.teachers import open_teachers
from ftd_engine.protocol import AccuracyMeasured, BestChosen, SetName
from ftd_engine.settings.evaluation import EvaluationConfig
from ftd_engine.side_by_side import networks_at_once, side_by_side

_FINAL = -1
"""Position of the final evaluation among the generators; those while distilling take iterations."""


@dataclass(frozen=True, slots=True)
class _Effort:
    """How many fresh networks, how many epochs each, and which generators."""

    networks: int
    epochs: int
    position: int
    origin: str = ""
    """Which set it is, in words; empty for one of this run's own."""
    steps: int = 0
    """Steps in place of epochs, where above 0."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The set that stands for a series.

    Attributes:
        iteration: outer steps after which it was the present one.
        state: the set; its other series is not chosen by this.
        mean: accuracy that made it the best, a fraction; NaN where nothing was chosen.
    """

    iteration: int
    state: SyntheticSet
    mean: float


def run(context: Context, chosen: dict[SetName, Chosen]) -> None:
    """Evaluate each series and random real images on fresh networks, then draw Figure 1.

    Raises:
        StopAsked: the user asked to stop; figures so far stay.
    """
    config, reporter = context.experiment.evaluation, context.reporter
    num_trained = config.networks * (len(chosen) + 1)
    total = num_trained + _figure_1_steps(context)
    with reporter.phase("evaluate", total, "networks and stretches"):
        effort = _final_effort(config)
        done = 0
        for name, found in chosen.items():
            by = config.selection if math.isfinite(found.mean) else "last"
            reporter.emit(BestChosen(name, found.iteration, by, found.mean))
        reported = chosen.get("ema", chosen["raw"])
        measured: dict[SetName, Chosen] = {**chosen, "random_real": reported}
        for name, found in measured.items():
            _measure(context, name, found.state, found.iteration, effort, done)
            done += config.networks
        _draw_figure_1(context, reported.state, done)


def run_adopted(context: Context, current: SyntheticSet) -> None:
    """Evaluate a set from elsewhere and random real images; there are no teachers for Figure 1.

    Raises:
        StopAsked: the user asked to stop; figures so far stay.
    """
    config = context.experiment.evaluation
    with context.reporter.phase("evaluate", 2 * config.networks, "networks"):
        effort = _final_effort(config, "set from elsewhere")
        _measure(context, "raw", current, 0, effort, 0)
        _measure(context, "random_real", current, 0, effort, config.networks)


def _final_effort(config: EvaluationConfig, origin: str = "") -> _Effort:
    steps = config.iterations if config.length_unit == "iterations" else 0
    return _Effort(config.networks, config.epochs, _FINAL, origin, steps)


def measure_while_distilling(
    context: Context, current: SyntheticSet, iteration: int
) -> dict[SetName, float]:
    """Evaluate the present set with the smaller effort that was set for it.

    Returns:
        Mean accuracy of each series, on the images that the best set is chosen by.

    Raises:
        StopAsked: the user asked to stop.
    """
    config = context.experiment.distill
    effort = _Effort(config.evaluate_networks, config.evaluate_epochs, iteration)
    names: tuple[SetName, ...] = ("raw", "ema") if current.ema is not None else ("raw",)
    return {name: _measure(context, name, current, iteration, effort, None) for name in names}


def _measure(
    context: Context,
    name: SetName,
    current: SyntheticSet,
    iteration: int,
    effort: _Effort,
    steps_before: int | None,
) -> float:
    """Train fresh networks on one set, test each once, report, and return the mean accuracy.

    Args:
        steps_before: steps of the evaluate phase done before; None while distilling.
    """
    data, reporter, is_final = context.data, context.reporter, steps_before is not None
    accuracies: list[float] = []
    words = {"raw": "the synthetic set", "ema": "its moving average", "random_real": "real images"}
    is_on_held_out = context.held_out is not None and not is_final
    images, labels = data.test_images, data.test_labels
    if context.held_out is not None and is_on_held_out:
        images, labels = context.held_out.images, context.held_out.labels
    batch = min(context.experiment.evaluation.batch_size, len(current.labels))
    at_once = networks_at_once(context.device, context.network.map_bytes(batch), effort.networks)

    def accuracy(index: int) -> float:
        reporter.turn()
        network = context.network.twin()
        theta, statistics = _trained_network(context, network, name, current, effort, index)
        return test_network(network, theta, statistics, images, labels).accuracy

    if steps_before is not None:
        reporter.progress(steps_before, f"{effort.networks} networks on {words[name]}")
    tasks = [partial(accuracy, index) for index in range(effort.networks)]
    for index, found in enumerate(side_by_side(tasks, at_once)):
        accuracies.append(found)
        if steps_before is not None:
            doing = f"network {index + 1} of {effort.networks} on {words[name]}"
            reporter.progress(steps_before + index + 1, doing)
    mean, std = mean_and_std(accuracies)
    reporter.emit(
        AccuracyMeasured(
            set_name=name,
            iteration=iteration,
            final=is_final,
            mean=mean,
            std=std,
            accuracies=tuple(accuracies),
            protocol=_protocol(context, name, current, effort, len(labels)),
            measured_on="held-out" if is_on_held_out else "test",
        )
    )
    if not is_final:
        reporter.point("accuracy_ema" if name == "ema" else "accuracy_raw", iteration, mean, std)
    return mean


def _trained_network(
    context: Context,
    network: FlatNetwork,
    name: SetName,
    current: SyntheticSet,
    effort: _Effort,
    index: int,
) -> tuple[Tensor, Statistics]:
    """One network trained on a set from fresh weights, and its batch norms' statistics."""
    config = context.experiment.evaluation
    # the same numbers for every set: each is trained from the same first weights, as a pair
    generator = context.seeds.generator("evaluation", effort.position, index)
    theta = network.initial(generator).to(context.device)
    statistics = network.fresh_statistics(theta)
    courses: tuple[SetName, ...] = (name,)
    if name == "ema" and config.ema_on_used_network:
        courses = ("raw", "ema")
    for course in courses:
        images, labels = _images_of(context, course, current, effort.position, index)
        theta, _ = train_on_set(
            network,
            theta,
            images,
            labels,
            lr=config.random_real_lr if course == "random_real" else current.syn_lr,
            momentum=config.momentum,
            weight_decay=config.weight_decay,
            epochs=effort.epochs,
            batch_size=config.batch_size,
            statistics=statistics,
            ops=context.ops(config.dsa),
            generator=generator,
            turn=context.reporter.turn,
            steps=effort.steps,
        )
    return theta, statistics


def _images_of(
    context: Context, name: SetName, current: SyntheticSet, position: int, index: int
) -> tuple[Tensor, Tensor]:
    data = context.data
    if name == "random_real":
        # every network gets its own draw, so that the spread holds the luck of the draw as well
        generator = context.seeds.generator("random_real", position, index)
        ipc = context.experiment.distill.ipc
        places = draw_per_class(data.train_labels, data.num_classes, ipc, generator)
        return data.train_at(places)
    return current.series()[name], current.labels


_SELECTION_WORDS = {
    "held-out": "the best set by held-out training images",
    "literature": "the best set by the test images (literature protocol)",
    "last": "the set of the last iteration, not selected",
}


def _protocol(
    context: Context, name: SetName, current: SyntheticSet, effort: _Effort, num_tested: int
) -> str:
    config = context.experiment.evaluation
    is_final = effort.position == _FINAL
    is_random = name == "random_real"
    lr = config.random_real_lr if is_random else current.syn_lr
    networks = "networks" if effort.networks != 1 else "network"
    fresh = f"{effort.networks} fresh {networks} ({context.network.spec})"
    if name == "ema" and config.ema_on_used_network:
        fresh = (
            f"{effort.networks} {networks} ({context.network.spec}) already trained on the raw set"
        )
    images = "a fresh draw of real images per network" if is_random else "one set"
    tested = "real test images"
    if context.held_out is not None and not is_final:
        tested = "held-out training images"
    length = f"{effort.steps:,} iterations" if effort.steps else f"{effort.epochs:,} epochs"
    parts = [
        f"{fresh} on {images}, {context.experiment.distill.ipc} per class",
        f"SGD, rate {lr:.4g}, momentum {config.momentum:g}, weight decay {config.weight_decay:g}, "
        f"{length}, rate to a tenth after the middle, batch {config.batch_size}, "
        f"{'DSA' if config.dsa else 'no augmentation'}",
        f"tested once at the end on {num_tested:,} {tested}",
    ]
    if is_final and not is_random:
        has_choice = context.experiment.distill.evaluate_every > 0
        by = config.selection if has_choice else "last"
        parts.append(effort.origin or _SELECTION_WORDS[by])
    return "; ".join([*parts, "population standard deviation"])


# ---------------------------------------------------------------- Figure 1


def _figure_1_stretches(context: Context) -> tuple[int, int]:
    """Experts in the figure, and stretches of `expert_epochs` along each."""
    experiment = context.experiment
    experts = experiment.evaluation.loss_difference_experts
    return experts, experiment.buffer.epochs // experiment.distill.expert_epochs


def _figure_1_steps(context: Context) -> int:
    experts, stretches = _figure_1_stretches(context)
    # the teacher at every mark, the evaluation line's stretches, the restarts after the first
    return experts * ((stretches + 1) + stretches + max(stretches - 1, 0))


def _draw_figure_1(context: Context, final_set: SyntheticSet, done: int) -> None:
    """Loss difference along evaluation and distillation (FTD Figure 1, Appendix A.1).

    The evaluation line trains from a teacher's first weights on the set alone, `syn_steps` steps
    per `expert_epochs` epochs of the teacher; the distillation line restarts from the teacher at
    every mark and trains to the next one. Both show L_test(student) - L_test(teacher) in nats.
    """
    num_experts, stretches = _figure_1_stretches(context)
    if num_experts == 0:
        return
    reporter, stride = context.reporter, context.experiment.distill.expert_epochs
    experts = open_teachers(context)
    series = final_set.series()
    images = series.get("ema", series["raw"])

    def test_loss(theta: Tensor, doing: str) -> float:
        nonlocal done
        reporter.turn()
        data = context.data
        score = test_network(context.network, theta, None, data.test_images, data.test_labels)
        done += 1
        reporter.progress(done, f"loss difference: {doing}")
        return score.loss

    def trained(theta: Tensor, expert: int, line: int, stretch: int) -> Tensor:
        return _one_stretch(context, images, final_set, theta, (expert, line, stretch))

    marks = [stretch * stride for stretch in range(stretches + 1)]
    teacher = [
        [test_loss(experts.weights(expert, epoch), f"teacher at epoch {epoch}") for epoch in marks]
        for expert in range(num_experts)
    ]
    for place, epoch in enumerate(marks):
        mean, std = mean_and_std([losses[place] for losses in teacher])
        reporter.curve("teacher_test_loss", [epoch], [mean], [std])

    students = [experts.weights(expert, 0) for expert in range(num_experts)]
    reporter.curve("loss_difference_evaluation", [0], [0.0], [0.0])
    for place in range(1, stretches + 1):
        differences: list[float] = []
        for expert in range(num_experts):
            students[expert] = trained(students[expert], expert, 0, place)
            loss = test_loss(students[expert], f"evaluation to epoch {marks[place]}")
            differences.append(loss - teacher[expert][place])
        mean, std = mean_and_std(differences)
        reporter.curve("loss_difference_evaluation", [marks[place]], [mean], [std])

    for place in range(2, stretches + 1):
        differences = []
        for expert in range(num_experts):
            restarted = trained(experts.weights(expert, marks[place - 1]), expert, 1, place)
            loss = test_loss(restarted, f"restart from epoch {marks[place - 1]}")
            differences.append(loss - teacher[expert][place])
        mean, std = mean_and_std(differences)
        reporter.curve(
            "loss_difference_distillation",
            [marks[place - 1], marks[place]],
            [0.0, mean],
            [0.0, std],
            member=marks[place - 1],
        )


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
