"""Phase 3: what the set is worth on fresh networks, beside random real images, and Figure 1."""

from dataclasses import dataclass

import torch
from torch import Tensor

from ftd_engine.data.datasets import draw_per_class
from ftd_engine.method.experts import ExpertShelf
from ftd_engine.method.scores import mean_and_std
from ftd_engine.method.student import plan_steps, student_end
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import test_network, train_on_set
from ftd_engine.phases.context import Context
from ftd_engine.protocol import AccuracyMeasured, SetName

_FINAL = -1
"""Position of the final evaluation among the generators; those while distilling take iterations."""


@dataclass(frozen=True, slots=True)
class _Effort:
    """How many fresh networks, how many epochs each, and which generators."""

    networks: int
    epochs: int
    position: int


def run(context: Context, final_set: SyntheticSet) -> None:
    """Evaluate each series and random real images on fresh networks, then draw Figure 1.

    Raises:
        StopAsked: the user asked to stop; figures so far stay.
    """
    config, reporter = context.experiment.evaluation, context.reporter
    series = final_set.series()
    num_trained = config.networks * (len(series) + 1)
    total = num_trained + _figure_1_steps(context)
    iteration = context.experiment.distill.iterations
    with reporter.phase("evaluate", total, "networks and stretches"):
        effort = _Effort(config.networks, config.epochs, _FINAL)
        done = 0
        names: list[SetName] = ["ema", "raw", "random_real"]
        for name in names if "ema" in series else names[1:]:
            _measure(context, name, final_set, iteration, effort, done)
            done += config.networks
        _draw_figure_1(context, final_set, done)


def measure_while_distilling(context: Context, current: SyntheticSet, iteration: int) -> None:
    """Evaluate the present set with the smaller effort that was set for it.

    Raises:
        StopAsked: the user asked to stop.
    """
    config = context.experiment.distill
    effort = _Effort(config.evaluate_networks, config.evaluate_epochs, iteration)
    for name in ("raw", "ema") if current.ema is not None else ("raw",):
        _measure(context, name, current, iteration, effort, None)


def _measure(
    context: Context,
    name: SetName,
    current: SyntheticSet,
    iteration: int,
    effort: _Effort,
    steps_before: int | None,
) -> None:
    """Train fresh networks on one set, test each once, and report.

    Args:
        steps_before: steps of the evaluate phase done before; None while distilling.
    """
    config, data, reporter = context.experiment.evaluation, context.data, context.reporter
    ipc = context.experiment.distill.ipc
    accuracies: list[float] = []
    lr = config.random_real_lr if name == "random_real" else current.syn_lr
    words = {"raw": "the synthetic set", "ema": "its moving average", "random_real": "real images"}
    for index in range(effort.networks):
        reporter.turn()
        if steps_before is not None:
            doing = f"network {index + 1} of {effort.networks} on {words[name]}"
            reporter.progress(steps_before + index, doing)
        images, labels = _images_of(context, name, current, ipc, effort.position, index)
        # the same numbers for every set: each is trained from the same first weights, as a pair
        generator = context.seeds.generator("evaluation", effort.position, index)
        theta, _ = train_on_set(
            context.network,
            context.network.initial(generator).to(context.device),
            images,
            labels,
            lr=lr,
            momentum=config.momentum,
            weight_decay=config.weight_decay,
            epochs=effort.epochs,
            batch_size=config.batch_size,
            ops=context.ops(config.dsa),
            generator=generator,
            turn=reporter.turn,
        )
        score = test_network(context.network, theta, data.test_images, data.test_labels)
        accuracies.append(score.accuracy)
    mean, std = mean_and_std(accuracies)
    reporter.emit(
        AccuracyMeasured(
            set_name=name,
            iteration=iteration,
            final=steps_before is not None,
            mean=mean,
            std=std,
            accuracies=tuple(accuracies),
            protocol=_protocol(context, name, lr, effort),
        )
    )
    if steps_before is None and name != "random_real":
        reporter.point("accuracy_ema" if name == "ema" else "accuracy_raw", iteration, mean, std)


def _images_of(
    context: Context, name: SetName, current: SyntheticSet, ipc: int, position: int, index: int
) -> tuple[Tensor, Tensor]:
    data = context.data
    if name == "random_real":
        # every network gets its own draw, so that the spread holds the luck of the draw as well
        generator = context.seeds.generator("random_real", position, index)
        places = draw_per_class(data.train_labels, data.num_classes, ipc, generator)
        return data.train_at(places)
    return current.series()[name], current.labels


def _protocol(context: Context, name: SetName, lr: float, effort: _Effort) -> str:
    config = context.experiment.evaluation
    images = "a fresh draw of real images per network" if name == "random_real" else "one set"
    return (
        f"{effort.networks} fresh networks ({context.network.spec}) on {images}, "
        f"{context.experiment.distill.ipc} per class; SGD, rate {lr:.4g}, momentum "
        f"{config.momentum:g}, weight decay {config.weight_decay:g}, {effort.epochs:,} epochs, rate "
        f"to a tenth after the middle, batch {config.batch_size}, "
        f"{'DSA' if config.dsa else 'no augmentation'}; tested once at the end on "
        f"{len(context.data.test_labels):,} real test images; set of the last iteration, not "
        "selected; population standard deviation"
    )


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
    shelf = ExpertShelf(context.folder.expert_paths(), context.network.num_params, context.device)
    series = final_set.series()
    images = series.get("ema", series["raw"])

    def test_loss(theta: Tensor, doing: str) -> float:
        nonlocal done
        reporter.turn()
        data = context.data
        score = test_network(context.network, theta, data.test_images, data.test_labels)
        done += 1
        reporter.progress(done, f"loss difference: {doing}")
        return score.loss

    def trained(theta: Tensor, expert: int, line: int, stretch: int) -> Tensor:
        return _one_stretch(context, images, final_set, theta, (expert, line, stretch))

    marks = [stretch * stride for stretch in range(stretches + 1)]
    teacher = [
        [test_loss(shelf.weights(expert, epoch), f"teacher at epoch {epoch}") for epoch in marks]
        for expert in range(num_experts)
    ]
    for place, epoch in enumerate(marks):
        mean, std = mean_and_std([losses[place] for losses in teacher])
        reporter.curve("teacher_test_loss", [epoch], [mean], [std])

    students = [shelf.weights(expert, 0) for expert in range(num_experts)]
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
            restarted = trained(shelf.weights(expert, marks[place - 1]), expert, 1, place)
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
