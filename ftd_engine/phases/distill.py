"""Phase 2: learn synthetic images on which a student follows stretches of the teachers."""

from dataclasses import dataclass, field, replace
from functools import partial

import torch
from torch import Tensor

from ftd_engine.disk_need import size_words
from ftd_engine.method.experts import ExpertFiles
from ftd_engine.method.matching import (
    GradientWay,
    Match,
    StillExpert,
    graph_bytes,
    match_trajectory,
)
from ftd_engine.method.safety import RETURNS_BEFORE_END, GoodStates, fault_of
from ftd_engine.method.state_files import Tree
from ftd_engine.method.student import StudentStep, plan_steps
from ftd_engine.method.synthetic import SyntheticSet, first_set
from ftd_engine.phases import evaluate
from ftd_engine.phases.context import Context
from ftd_engine.phases.evaluate import Chosen
from ftd_engine.phases.set_metrics import SetMetrics
from ftd_engine.phases.states import state_of, tree_of
from ftd_engine.phases.teachers import open_teachers
from ftd_engine.protocol import SetName, StepSkipped
from ftd_engine.reporter import StopAsked
from ftd_engine.runtime import EngineError, device_memory_bytes
from ftd_engine.settings.distill import DistillConfig

_WORK = "distill"
"""Name of this phase's work among the checkpoints."""


@dataclass
class _Progress:
    """What changes from iteration to iteration."""

    iteration: int
    """Outer steps done, the skipped ones counted."""
    current: SyntheticSet
    good: GoodStates
    gradient: GradientWay
    best: dict[SetName, Chosen] = field(default_factory=dict[SetName, Chosen])
    skipped: int = 0


def run(context: Context) -> dict[SetName, Chosen]:
    """Learn the synthetic set (FTD Section 3.1); the chosen set of each series.

    Raises:
        StopAsked: the user asked to stop; the newest set lies on disk.
        EngineError: the teachers do not fit, or the matching diverged.
        OSError: disk full or folder gone.
    """
    config, reporter = context.experiment.distill, context.reporter
    experts = open_teachers(context)
    metrics = SetMetrics(context.experiment, reporter)
    progress = _resumed(context) or _begun(context, experts)
    with reporter.phase("distill", config.iterations, "iterations", progress.iteration):
        if progress.iteration == 0:
            first = progress.current.snapshot(0, context.data.space)
            reporter.write_snapshot(first)
            metrics.measure(first)
            reporter.point("syn_lr", 0, progress.current.syn_lr)
        for iteration in range(progress.iteration, config.iterations):
            try:
                _keep(context, progress)
                reporter.turn()
                match = _match(context, experts, progress, iteration)
                _step(context, progress, match, iteration + 1)
                _report(context, progress, match, metrics, iteration + 1)
                progress.iteration = iteration + 1
            except StopAsked:
                reporter.write_what_there_is()
                reporter.say(f"Stopped; the set of iteration {iteration:,} is kept.")
                raise
        _keep(context, progress)
        # evaluating may take long: it must not begin before this
        context.checkpoints.write(_WORK)
    return _chosen(context, progress)


def _begun(context: Context, experts: ExpertFiles) -> _Progress:
    config = context.experiment.distill
    first = first_set(
        context.data,
        config.ipc,
        config.init,
        config.syn_lr_init,
        config.ema_decay > 0,
        context.seeds.generator("images"),
    )
    way = _choose_way(context, experts.weights(0, 0), first)
    return _Progress(0, first, GoodStates.starting_at(first), way)


def _keep(context: Context, progress: _Progress) -> None:
    """Hold the present state ready for a checkpoint."""
    # copies of what changes; the sets themselves never do
    present = replace(progress, good=replace(progress.good), best=dict(progress.best))

    def tree() -> Tree:
        return tree_of(present)

    context.checkpoints.keep(_WORK, tree)


def _resumed(context: Context) -> _Progress | None:
    """Where a checkpoint goes on; None where the set is learned from the start."""
    tree = context.checkpoints.begin(_WORK)
    if tree is None:
        return None

    def stored_set(stored: Tree) -> SyntheticSet:
        return state_of(SyntheticSet, stored, context.device)

    good = {name: value for name, value in tree["good"].items() if name not in ("older", "newer")}
    progress = _Progress(
        iteration=tree["iteration"],
        current=stored_set(tree["current"]),
        good=GoodStates(
            stored_set(tree["good"]["older"]), stored_set(tree["good"]["newer"]), **good
        ),
        gradient=tree["gradient"],
        best={
            name: Chosen(found["iteration"], stored_set(found["state"]), found["mean"])
            for name, found in tree["best"].items()
        },
        skipped=tree["skipped"],
    )
    context.reporter.say(f"The set goes on from a checkpoint, iteration {progress.iteration:,}.")
    return progress


def gradient_way(config: DistillConfig, need_bytes: float, device: torch.device) -> GradientWay:
    """What "auto" comes to for an unrolled gradient that keeps so many bytes.

    By the size of the device, not by what is free, so that it is the same on every start.
    """
    if config.gradient != "auto":
        return config.gradient
    return "unrolled" if need_bytes <= device_memory_bytes(device) / 2 else "exact"


def _choose_way(context: Context, theta: Tensor, first: SyntheticSet) -> GradientWay:
    config, step = context.experiment.distill, _plan(context, len(first.labels), 0)[0]
    need = config.syn_steps * graph_bytes(context.network, theta, first.images, first.labels, step)
    way = gradient_way(config, need, theta.device)
    context.reporter.say(
        f"Gradient: {way}; unrolled it keeps {size_words(need)} of the device's "
        f"{size_words(device_memory_bytes(theta.device))}."
    )
    return way


def _plan(context: Context, num_images: int, iteration: int) -> list[StudentStep]:
    config, seeds = context.experiment.distill, context.seeds
    return plan_steps(
        config.syn_steps,
        num_images,
        config.syn_batch,
        context.data.size_px,
        context.ops(config.dsa),
        order=seeds.generator("batches", iteration),
        augmentation=seeds.generator("dsa", iteration),
    )


def _match(context: Context, experts: ExpertFiles, progress: _Progress, iteration: int) -> Match:
    config, seeds, current = context.experiment.distill, context.seeds, progress.current
    stretch = experts.stretch(
        iteration,
        config.max_start_epoch,
        config.expert_epochs,
        order=seeds.generator("start", 0, iteration // len(experts)),
        start=seeds.generator("start", 1, iteration),
    )
    if config.robust_noise > 0:
        noise = seeds.generator("robust_noise", iteration)
        stretch = stretch.beside(config.robust_noise, noise)
    try:
        return match_trajectory(
            context.network,
            stretch.start,
            stretch.target,
            current.images,
            current.labels,
            current.syn_lr,
            _plan(context, len(current.labels), iteration),
            progress.gradient,
        )
    except StillExpert as error:
        raise EngineError(
            f"Teacher {stretch.expert + 1} has the same weights at epoch {stretch.start_epoch} and "
            f"{config.expert_epochs} epochs later.",
            "Raise the teachers' learning rate and train them again.",
        ) from error


def _step(context: Context, progress: _Progress, match: Match, done: int) -> None:
    """Take the step, or skip it by the rule of `method/safety.py`."""
    config, reporter = context.experiment.distill, context.reporter
    gradient_norm = match.gradient_norm
    fault = fault_of(match, gradient_norm, progress.good.usual_norm, config)
    if not fault:
        proposed = progress.current.stepped(
            match,
            image_lr=config.image_lr,
            syn_lr_lr=config.syn_lr_lr,
            momentum=config.momentum,
            ema_decay=config.ema_decay,
        )
        fault = proposed.fault()
        if not fault:
            progress.current = proposed
            progress.good.take(proposed, gradient_norm)
            return
    progress.skipped += 1
    earlier = progress.good.skip()
    what = "the set stays as it is" if earlier is None else "the set goes back to an earlier state"
    reporter.emit(StepSkipped(done, f"step skipped: {fault}; {what}.", progress.skipped))
    if progress.good.is_hopeless:
        raise EngineError(
            f"Distillation diverged: the set had to go back more than {RETURNS_BEFORE_END} times up "
            f"to iteration {done:,}, the last time because {fault}.",
            "Lower the image rate, the rate of the rate or the first student rate. The last good "
            "set lies in this run.",
        )
    if earlier is not None:
        progress.current = earlier


def _report(
    context: Context, progress: _Progress, match: Match, metrics: SetMetrics, done: int
) -> None:
    config, reporter = context.experiment.distill, context.reporter
    make_snapshot = partial(progress.current.snapshot, done, context.data.space)
    reporter.keep(done, make_snapshot)
    reporter.point("matching_loss", done, match.loss)
    reporter.point("syn_lr", done, progress.current.syn_lr)
    reporter.progress(done, "")
    is_last = done == config.iterations
    is_due = config.evaluate_every > 0 and done % config.evaluate_every == 0
    if is_last and config.evaluate_every > 0:
        # the last set is a candidate like the others; where nothing is chosen, the evaluate phase
        # measures it anyhow
        is_due = context.experiment.evaluation.selection != "last"
    is_evaluated = reporter.take_wish("evaluate") or is_due
    is_stored = done % config.snapshot_every == 0 or is_last or is_evaluated
    if reporter.take_wish("snapshot") or is_stored:
        stored = make_snapshot()
        reporter.write_snapshot(stored)
        metrics.measure(stored)
    if is_evaluated:
        means = evaluate.measure_while_distilling(context, progress.current, done)
        # only evaluations of the plan are candidates: a wish of the window must not change a result
        for name, mean in means.items() if is_due else ():
            if name not in progress.best or mean > progress.best[name].mean:
                progress.best[name] = Chosen(done, progress.current, mean)
        reporter.note_evaluated()


def _chosen(context: Context, progress: _Progress) -> dict[SetName, Chosen]:
    last = Chosen(context.experiment.distill.iterations, progress.current, float("nan"))
    names: tuple[SetName, ...] = ("raw",) if progress.current.ema is None else ("ema", "raw")
    if context.experiment.evaluation.selection == "last":
        return dict.fromkeys(names, last)
    return {name: progress.best.get(name, last) for name in names}
