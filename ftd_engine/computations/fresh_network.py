"""A fresh network trained on some images and tested once, with a checkpoint in every pass."""

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from ftd_engine.method.state_files import Tree
from ftd_engine.method.training import CourseState, test_network, train_on_set
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.phases.context import Context
from ftd_engine.phases.states import state_of, tree_of


@dataclass(frozen=True, slots=True)
class Course:
    """What a fresh network learns.

    Attributes:
        images, labels: what it trains on.
        lr: step size, 1/step; the rest is as in the evaluation of the experiment.
        passes: over the images, and one more.
        position: of its generator, so that others of the same position begin at the same weights.
    """

    images: Tensor
    labels: Tensor
    lr: float
    passes: int
    position: tuple[int, ...]


def accuracy_of(
    context: Context, network: FlatNetwork, course: Course, work: str, turn: Callable[[], None]
) -> float:
    """Accuracy on the real test images, a fraction, after the course.

    Args:
        work: its name among the checkpoints.
        turn: called between steps; may raise to end the work.
    """
    config, data = context.experiment.evaluation, context.data
    generator = context.seeds.generator("study", *course.position)
    theta = network.initial(generator).to(context.device)
    statistics = network.fresh_statistics(theta)
    unfinished = context.checkpoints.begin(work)
    begin = state_of(CourseState, unfinished, context.device) if unfinished else None

    def keep(state: CourseState) -> None:
        def tree() -> Tree:
            return tree_of(state)

        context.checkpoints.keep(work, tree)

    theta, _ = train_on_set(
        network,
        theta,
        course.images,
        course.labels,
        lr=course.lr,
        momentum=config.momentum,
        weight_decay=config.weight_decay,
        epochs=course.passes,
        batch_size=config.batch_size,
        statistics=statistics,
        ops=context.ops(config.dsa),
        generator=generator,
        turn=turn,
        keep=keep,
        begin=begin,
    )
    score = test_network(network, theta, statistics, data.test_images, data.test_labels)
    return score.accuracy


def course_words(context: Context, lr: float, passes: int) -> str:
    """How such a network trains, in words that a paper could print."""
    config = context.experiment.evaluation
    return (
        f"SGD, rate {lr:.4g}, momentum {config.momentum:g}, weight decay {config.weight_decay:g}, "
        f"{passes:,} epochs, rate to a tenth after the middle, batch {config.batch_size}, "
        f"{'DSA' if config.dsa else 'no augmentation'}; tested once at the end on "
        f"{len(context.data.test_labels):,} real test images; population standard deviation"
    )
