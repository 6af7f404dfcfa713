"""Training of networks given as vectors: teachers' epochs, training on a small set, testing."""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave `split` partly unknown.

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.data.datasets import gathered
from ftd_engine.data.dsa import apply_dsa, draw_dsa
from ftd_engine.method.sharpness import Gradient, flat_direction
from ftd_engine.models.flat_params import FlatNetwork, Statistics
from ftd_engine.settings.dsa import DsaOp

Turn = Callable[[], None]
"""Called between steps; may raise to end the work."""

Theta = Float[Tensor, " p"]
Direction = Callable[[Gradient, Theta], tuple[Theta, Float[Tensor, ""]]]
"""How a teacher steps: from a gradient at any point and the weights, direction and loss there."""
Images = Float[Tensor, "n c h w"]
Labels = Int[Tensor, " n"] | Float[Tensor, "n classes"]
"""Classes, or soft labels: probabilities in a step, logits where a whole set is handed over."""

_TEST_BATCH = 500


@dataclass(frozen=True, slots=True)
class EpochState:
    """A teacher within a pass, after so many of its steps: all that the rest of the pass depends on.

    Attributes:
        steps: taken in this pass.
        theta: weights now.
        statistics: of batch norms, copies.
        loss_sum, correct: over the images so far.
        random_state: of the pass's generator.
    """

    steps: int
    theta: Theta
    statistics: Statistics
    loss_sum: Float[Tensor, ""]
    correct: Float[Tensor, ""]
    random_state: Tensor


@dataclass(frozen=True, slots=True)
class CourseState:
    """A network on a small set, between two passes: all that the rest depends on.

    Attributes:
        passes, taken: passes and steps done.
        theta, velocity: weights and momentum now.
        lr: step size now, 1/step.
        statistics: of batch norms, copies.
        losses: of the passes so far.
        random_state: of the generator.
    """

    passes: int
    taken: int
    theta: Theta
    velocity: Theta
    lr: float
    statistics: Statistics
    losses: list[float]
    random_state: Tensor


def _copied(statistics: Statistics) -> Statistics:
    return {name: value.clone() for name, value in statistics.items()}


def _put_back(statistics: Statistics, stored: Statistics) -> None:
    for name, value in stored.items():
        statistics[name].copy_(value)


@dataclass(frozen=True, slots=True)
class Score:
    """Mean loss in nats and accuracy as a fraction, over the images of one pass."""

    loss: float
    accuracy: float


def gradient_and_logits(
    network: FlatNetwork,
    theta: Theta,
    images: Images,
    labels: Labels,
    statistics: Statistics | None = None,
) -> tuple[Theta, Float[Tensor, ""], Float[Tensor, "n classes"]]:
    """Gradient of the mean cross-entropy in the weights, its value, and the logits.

    Args:
        statistics: of batch norms, updated in place; None leaves the update out.
    """
    theta = theta.detach().requires_grad_()
    logits = network.logits(theta, images, statistics)
    loss = F.cross_entropy(logits, labels)
    (gradient,) = torch.autograd.grad(loss, theta)
    return gradient, loss.detach(), logits.detach()


def shuffled_batches(
    num_images: int, batch_size: int, generator: torch.Generator
) -> Iterator[Int[Tensor, " b"]]:
    """Positions of one pass over all images in random order; the last batch may be short."""
    yield from torch.randperm(num_images, generator=generator).split(batch_size)


def _batch_at(
    images: Images, labels: Labels, places: Int[Tensor, " b"], device: torch.device
) -> tuple[Float[Tensor, "b c h w"], Int[Tensor, " b"] | Float[Tensor, "b classes"]]:
    """Chosen images with their labels on the device; they may lie on the host where all are many."""
    batch, targets = (
        gathered(each, places).to(device, non_blocking=True) for each in (images, labels)
    )
    return batch, targets


class _BatchGradients:
    """Gradients on one batch at any point; only the first moves the statistics of batch norms.

    Attributes:
        first_logits: of the first point, `[b, classes]`.
    """

    first_logits: Tensor

    def __init__(
        self, network: FlatNetwork, batch: Images, targets: Labels, statistics: Statistics
    ) -> None:
        self._network = network
        self._batch = batch
        self._targets = targets
        self._statistics: Statistics | None = statistics

    def __call__(self, point: Theta) -> tuple[Theta, Float[Tensor, ""]]:
        """Gradient and loss there."""
        gradient, loss, logits = gradient_and_logits(
            self._network, point, self._batch, self._targets, self._statistics
        )
        if self._statistics is not None:
            self._statistics, self.first_logits = None, logits
        return gradient, loss


def train_expert_epoch(
    network: FlatNetwork,
    theta: Theta,
    images: Images,
    labels: Labels,
    *,
    batch_size: int,
    lr: float,
    direction: Direction,
    statistics: Statistics,
    ops: tuple[DsaOp, ...],
    generator: torch.Generator,
    turn: Turn,
    keep: Callable[[EpochState], None] | None = None,
    begin: EpochState | None = None,
) -> tuple[Theta, Score]:
    """One pass of a teacher over the real images (FTD Algorithm 1, lines 2 to 7).

    Args:
        direction: how it steps, such as a `flat_direction` with its alpha and rho.
        statistics: of batch norms, updated by the first gradient of every step only.
        ops: augmentation; empty leaves it out. Both gradients of a step see the same batch.
        generator: fresh, also where the pass goes on from `begin`.
        keep: is handed the state before every step.
        begin: a state of this very pass to go on from; `theta` is then left aside.

    Returns:
        Weights after the pass; loss and accuracy on the (augmented) batches as they came.
    """
    loss_sum = torch.zeros((), device=theta.device)
    correct = torch.zeros((), device=theta.device)
    batches = list(shuffled_batches(len(images), batch_size, generator))
    first = 0
    if begin is not None:
        first, theta, loss_sum, correct = begin.steps, begin.theta, begin.loss_sum, begin.correct
        _put_back(statistics, begin.statistics)
        generator.set_state(begin.random_state)
    for step_number, places in enumerate(batches[first:], first):
        if keep is not None:
            random_state = generator.get_state()
            keep(
                EpochState(step_number, theta, _copied(statistics), loss_sum, correct, random_state)
            )
        turn()
        batch, targets = _batch_at(images, labels, places, theta.device)
        if ops:
            batch = apply_dsa(batch, draw_dsa(ops, len(batch), batch.shape[2], generator))
        gradients = _BatchGradients(network, batch, targets, statistics)
        step, loss = direction(gradients, theta)
        theta = theta - lr * step
        # not in place: a state may hold them
        loss_sum = loss_sum + loss * len(targets)
        correct = correct + (gradients.first_logits.argmax(1) == targets).sum()
    count = len(images)
    return theta, Score(float(loss_sum) / count, float(correct) / count)


def train_on_set(
    network: FlatNetwork,
    theta: Theta,
    images: Images,
    labels: Labels,
    *,
    lr: float,
    momentum: float,
    weight_decay: float,
    epochs: int,
    batch_size: int,
    statistics: Statistics,
    ops: tuple[DsaOp, ...],
    generator: torch.Generator,
    turn: Turn,
    steps: int = 0,
    sam_rho: float = 0.0,
    keep: Callable[[CourseState], None] | None = None,
    begin: CourseState | None = None,
) -> tuple[Theta, list[float]]:
    """Train on a small set by the field's evaluation schedule.

    The published code makes `epochs` + 1 passes and, after pass number epochs // 2 + 1 counted
    from 0, goes on with a tenth of the rate and a fresh momentum; so do we, so that numbers compare.

    Soft labels are logits, as DATM keeps them; the loss is the cross-entropy with their softmax.

    Args:
        statistics: of batch norms, updated in place.
        steps: above 0, exactly so many steps in place of `epochs`, the last pass cut short and the
            rate lowered after half of them, as FTD Section 4.1 has it in words.
        sam_rho: above 0, the gradient of every step is taken that far uphill, on the same augmented
            batch (SAM, Foret et al.; FTD Figure 4). The loss told is the one before.
        keep: is handed the state before every pass.
        begin: a state of this very course to go on from; `theta` and `lr` are then left aside.

    Returns:
        Final weights, and the mean training loss of every pass in nats.
    """
    if labels.is_floating_point():
        labels = labels.softmax(dim=1)
    velocity = torch.zeros_like(theta)
    losses: list[float] = []
    if steps:
        epochs = -(-steps // -(-len(images) // batch_size)) - 1
    first, taken = 0, 0
    if begin is not None:
        first, taken, theta, velocity = begin.passes, begin.taken, begin.theta, begin.velocity
        lr, losses = begin.lr, list(begin.losses)
        _put_back(statistics, begin.statistics)
        generator.set_state(begin.random_state)
    for epoch in range(first, epochs + 1):
        if keep is not None:
            random_state = generator.get_state()
            seen_so_far = _copied(statistics)
            keep(
                CourseState(
                    epoch, taken, theta, velocity, lr, seen_so_far, list(losses), random_state
                )
            )
        loss_sum, seen = torch.zeros((), device=theta.device), 0
        if batch_size >= len(images):
            # one batch of everything: its order does not matter
            batches = iter((torch.arange(len(images)),))
        else:
            batches = shuffled_batches(len(images), batch_size, generator)
        for places in batches:
            if steps and taken == steps:
                break
            turn()
            batch, targets = _batch_at(images, labels, places, theta.device)
            if ops:
                batch = apply_dsa(batch, draw_dsa(ops, len(batch), batch.shape[2], generator))
            gradients = _BatchGradients(network, batch, targets, statistics)
            gradient, loss = flat_direction(gradients, theta, 1.0, sam_rho)
            velocity = momentum * velocity + gradient + weight_decay * theta
            theta = theta - lr * velocity
            loss_sum += loss * len(targets)
            seen, taken = seen + len(targets), taken + 1
            if steps and taken == steps // 2:
                lr, velocity = lr * 0.1, torch.zeros_like(theta)
        losses.append(float(loss_sum) / seen)
        if not steps and epoch == epochs // 2 + 1:
            lr, velocity = lr * 0.1, torch.zeros_like(theta)
    return theta, losses


def test_network(
    network: FlatNetwork,
    theta: Theta,
    statistics: Statistics | None,
    images: Images,
    labels: Labels,
    confusion: Int[Tensor, "classes classes"] | None = None,  # noqa: PT028  # no test of the suite
) -> Score:
    """Loss and accuracy on images as they are.

    Args:
        statistics: what batch norms use; None, for weights that come without them, takes those of
            each batch of 500.
        confusion: added to in place: images of a class (row) that were taken for one (column).
    """
    loss_sum = torch.zeros((), device=theta.device)
    correct = torch.zeros((), device=theta.device)
    with torch.no_grad():
        for start in range(0, len(images), _TEST_BATCH):
            part = slice(start, start + _TEST_BATCH)
            targets = labels[part].to(theta.device, non_blocking=True)
            batch = images[part].to(theta.device, non_blocking=True)
            logits = network.logits(theta, batch, statistics, is_training=statistics is None)
            loss_sum += F.cross_entropy(logits, targets, reduction="sum")
            named = logits.argmax(1)
            correct += (named == targets).sum()
            if confusion is not None:
                pairs = targets * len(confusion) + named
                found = torch.bincount(pairs, minlength=confusion.numel())
                confusion += found.view_as(confusion)
    return Score(float(loss_sum) / len(images), float(correct) / len(images))
