"""Phase 2: learn synthetic images on which a student follows stretches of the teachers."""

import math

import torch

from ftd_engine.method.experts import ExpertFiles
from ftd_engine.method.matching import Match, StillExpert, match_trajectory
from ftd_engine.method.student import plan_steps
from ftd_engine.method.synthetic import SyntheticSet, first_set
from ftd_engine.phases import evaluate
from ftd_engine.phases.context import Context
from ftd_engine.phases.teachers import open_teachers
from ftd_engine.protocol import StepSkipped
from ftd_engine.reporter import StopAsked
from ftd_engine.runtime import EngineError

MAX_SKIPPED_IN_A_ROW = 20


def run(context: Context) -> SyntheticSet:
    """Learn the synthetic set (FTD Section 3.1) and return it after the last iteration.

    Raises:
        StopAsked: the user asked to stop; the newest set lies on disk.
        EngineError: the teachers do not fit, or the matching diverged.
        OSError: disk full or folder gone.
    """
    config, reporter = context.experiment.distill, context.reporter
    experts = open_teachers(context)
    current = first_set(
        context.data,
        config.ipc,
        config.init,
        config.syn_lr_init,
        config.ema_decay > 0,
        context.seeds.generator("images"),
    )
    skipped = in_a_row = 0
    with reporter.phase("distill", config.iterations, "iterations"):
        reporter.write_snapshot(current.snapshot(0, context.data.space))
        reporter.point("syn_lr", 0, current.syn_lr)
        for iteration in range(config.iterations):
            done = iteration + 1
            try:
                reporter.turn()
                match = _match(context, experts, current, iteration)
                proposed, fault = _proposed(context, current, match)
                if fault:
                    skipped, in_a_row = skipped + 1, in_a_row + 1
                    reporter.emit(
                        StepSkipped(done, f"step skipped: {fault}; the set stays.", skipped)
                    )
                    _refuse_divergence(in_a_row, done, fault)
                else:
                    current, in_a_row = proposed, 0
                snapshot = current.snapshot(done, context.data.space)
                reporter.keep(snapshot)
                reporter.point("matching_loss", done, match.loss)
                reporter.point("syn_lr", done, current.syn_lr)
                reporter.progress(done, "")
                is_last = done == config.iterations
                if reporter.take_wish("snapshot") or done % config.snapshot_every == 0 or is_last:
                    reporter.write_snapshot(snapshot)
                is_due = config.evaluate_every > 0 and done % config.evaluate_every == 0
                # the evaluate phase follows the last iteration at once
                if reporter.take_wish("evaluate") or (is_due and not is_last):
                    evaluate.measure_while_distilling(context, current, done)
                    reporter.progress(done, "")
            except StopAsked:
                reporter.write_what_there_is()
                reporter.say(f"Stopped; the set of iteration {iteration:,} is kept.")
                raise
    return current


def _match(context: Context, experts: ExpertFiles, current: SyntheticSet, iteration: int) -> Match:
    config, seeds = context.experiment.distill, context.seeds
    stretch = experts.stretch(
        iteration,
        config.max_start_epoch,
        config.expert_epochs,
        order=seeds.generator("start", 0, iteration // len(experts)),
        start=seeds.generator("start", 1, iteration),
    )
    steps = plan_steps(
        config.syn_steps,
        len(current.labels),
        config.syn_batch,
        context.data.size_px,
        context.ops(config.dsa),
        order=seeds.generator("batches", iteration),
        augmentation=seeds.generator("dsa", iteration),
    )
    try:
        return match_trajectory(
            context.network,
            stretch.start,
            stretch.target,
            current.images,
            current.labels,
            current.syn_lr,
            steps,
        )
    except StillExpert as error:
        raise EngineError(
            f"Teacher {stretch.expert + 1} has the same weights at epoch {stretch.start_epoch} and "
            f"{config.expert_epochs} epochs later.",
            "Raise the teachers' learning rate and train them again.",
        ) from error


def _proposed(context: Context, current: SyntheticSet, match: Match) -> tuple[SyntheticSet, str]:
    """The next state, and why it must not be taken (empty when it may)."""
    if not math.isfinite(match.loss):
        return current, f"the matching loss is {match.loss}"
    if not bool(torch.isfinite(match.image_gradient).all()):
        return current, "the gradient of the images is not finite"
    config = context.experiment.distill
    proposed = current.stepped(
        match,
        image_lr=config.image_lr,
        syn_lr_lr=config.syn_lr_lr,
        momentum=config.momentum,
        ema_decay=config.ema_decay,
    )
    return proposed, proposed.fault()


def _refuse_divergence(in_a_row: int, done: int, fault: str) -> None:
    if in_a_row >= MAX_SKIPPED_IN_A_ROW:
        raise EngineError(
            f"Distillation diverged: {in_a_row} steps in a row had to be skipped up to iteration "
            f"{done:,}, the last because {fault}.",
            "Lower the image rate, the rate of the rate or the first student rate. The last good "
            "set lies in this run.",
        )
