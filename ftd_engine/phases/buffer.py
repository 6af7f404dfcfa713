"""Phase 1: train teachers on the real images and keep their weights after every epoch."""

from functools import partial

from torch import Tensor

from ftd_engine.method.experts import TrajectoryRecorder
from ftd_engine.method.sharpness import flat_direction, gsam_direction
from ftd_engine.method.training import Direction, Score, Turn, test_network, train_expert_epoch
from ftd_engine.models.flat_params import Statistics
from ftd_engine.phases.context import Context
from ftd_engine.reporter import StopAsked


def run(context: Context) -> None:
    """Train the teachers that are not yet on disk (FTD Algorithm 1).

    Raises:
        StopAsked: the user asked to stop; finished teachers stay.
        OSError: disk full or folder gone; finished teachers stay.
    """
    config, reporter = context.experiment.buffer, context.reporter
    total = config.num_experts * config.epochs * _steps_per_epoch(context)
    with reporter.phase("buffer", total, "steps"):
        for expert in range(config.num_experts):
            if context.folder.expert_path(expert).exists():
                reporter.say(f"Teacher {expert + 1} lies finished in this run and is kept.")
                continue
            try:
                _train_expert(context, expert)
            except StopAsked:
                reporter.say(
                    f"Stopped while training teacher {expert + 1} of {config.num_experts}; "
                    f"{expert} finished are kept."
                )
                raise


def _steps_per_epoch(context: Context) -> int:
    return -(-len(context.data.train_labels) // context.experiment.buffer.batch_size)


def _counting_turn(context: Context, done: int, doing: str) -> Turn:
    """A turn that also says how far the phase is: an epoch of a large set takes minutes."""
    step = done

    def turn() -> None:
        nonlocal step
        context.reporter.turn()
        context.reporter.progress(step, doing)
        step += 1

    return turn


def _train_expert(context: Context, expert: int) -> None:
    config, data, reporter = context.experiment.buffer, context.data, context.reporter
    generator = context.seeds.generator("experts", expert)
    theta = context.network.initial(generator).to(context.device)
    statistics = context.network.fresh_statistics(theta)
    recorder = TrajectoryRecorder()
    recorder.add(theta)
    tested = _report_test(context, theta, statistics, expert, 0)
    for epoch in range(1, config.epochs + 1):
        doing = f"teacher {expert + 1} of {config.num_experts}, epoch {epoch} of {config.epochs}"
        done = (expert * config.epochs + epoch - 1) * _steps_per_epoch(context)
        theta, score = train_expert_epoch(
            context.network,
            theta,
            data.train_images,
            data.train_labels,
            batch_size=config.batch_size,
            lr=config.expert_lr,
            direction=_direction(context),
            statistics=statistics,
            ops=context.ops(config.dsa),
            generator=generator,
            turn=_counting_turn(context, done, doing),
        )
        recorder.add(theta)
        reporter.point("expert_train_loss", epoch, score.loss, member=expert)
        reporter.point("expert_train_accuracy", epoch, score.accuracy, member=expert)
        tested = _report_test(context, theta, statistics, expert, epoch)
        reporter.progress(done + _steps_per_epoch(context), doing)
    facts = {"expert": expert, "seed": context.experiment.seed, **config.model_dump(mode="json")}
    recorder.write(context.folder.expert_path(expert), facts)
    reporter.say(
        f"Teacher {expert + 1} of {config.num_experts} is trained; it is right on "
        f"{100 * tested.accuracy:.1f} % of the real test images."
    )


def _direction(context: Context) -> Direction:
    """How the teachers step: Algorithm 1, plain SGD, or the published code's GSAM."""
    config = context.experiment.buffer
    if config.trajectory == "gsam":
        return partial(
            gsam_direction,
            gsam_alpha=config.gsam_alpha,
            rho=config.rho,
            is_adaptive=config.adaptive_rho,
        )
    alpha = config.alpha if config.trajectory == "flat" else 0.0
    return partial(flat_direction, alpha=alpha, rho=config.rho)


def _report_test(
    context: Context, theta: Tensor, statistics: Statistics, expert: int, epoch: int
) -> Score:
    data = context.data
    score = test_network(context.network, theta, statistics, data.test_images, data.test_labels)
    context.reporter.point("expert_test_loss", epoch, score.loss, member=expert)
    context.reporter.point("expert_test_accuracy", epoch, score.accuracy, member=expert)
    return score
