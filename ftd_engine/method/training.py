"""Training of networks given as vectors: teachers' epochs, training on a small set, testing."""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave `split` partly unknown.

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.data.dsa import apply_dsa, draw_dsa
from ftd_engine.method.sharpness import Gradient
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
    places = places.to(images.device)
    return images[places].to(device), labels[places].to(device)


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
) -> tuple[Theta, Score]:
    """One pass of a teacher over the real images (FTD Algorithm 1, lines 2 to 7).

    Args:
        direction: how it steps, such as a `flat_direction` with its alpha and rho.
        statistics: of batch norms, updated by the first gradient of every step only.
        ops: augmentation; empty leaves it out. Both gradients of a step see the same batch.

    Returns:
        Weights after the pass; loss and accuracy on the (augmented) batches as they came.
    """
    loss_sum = torch.zeros((), device=theta.device)
    correct = torch.zeros((), device=theta.device)
    for places in shuffled_batches(len(images), batch_size, generator):
        turn()
        batch, targets = _batch_at(images, labels, places, theta.device)
        if ops:
            batch = apply_dsa(batch, draw_dsa(ops, len(batch), batch.shape[2], generator))
        first_logits: list[Tensor] = []

        # bound as defaults: the closure must keep this step's batch
        def gradient_at(
            point: Theta,
            batch: Images = batch,
            targets: Labels = targets,
            first_logits: list[Tensor] = first_logits,
        ) -> tuple[Theta, Tensor]:
            is_first = not first_logits
            gradient, loss, logits = gradient_and_logits(
                network, point, batch, targets, statistics if is_first else None
            )
            first_logits.append(logits)
            return gradient, loss

        step, loss = direction(gradient_at, theta)
        theta = theta - lr * step
        loss_sum += loss * len(targets)
        correct += (first_logits[0].argmax(1) == targets).sum()
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
) -> tuple[Theta, list[float]]:
    """Train on a small set by the field's evaluation schedule.

    The published code makes `epochs` + 1 passes and, after pass number epochs // 2 + 1 counted
    from 0, goes on with a tenth of the rate and a fresh momentum; so do we, so that numbers compare.

    Soft labels are logits, as DATM keeps them; the loss is the cross-entropy with their softmax.

    Args:
        statistics: of batch norms, updated in place.
        steps: above 0, exactly so many steps in place of `epochs`, the last pass cut short and the
            rate lowered after half of them, as FTD Section 4.1 has it in words.

    Returns:
        Final weights, and the mean training loss of every pass in nats.
    """
    if labels.is_floating_point():
        labels = labels.softmax(dim=1)
    velocity = torch.zeros_like(theta)
    losses: list[float] = []
    if steps:
        epochs = -(-steps // -(-len(images) // batch_size)) - 1
    taken = 0
    for epoch in range(epochs + 1):
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
            gradient, loss, _ = gradient_and_logits(network, theta, batch, targets, statistics)
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
) -> Score:
    """Loss and accuracy on images as they are.

    Args:
        statistics: what batch norms use; None, for weights that come without them, takes those of
            each batch of 500.
    """
    loss_sum = torch.zeros((), device=theta.device)
    correct = torch.zeros((), device=theta.device)
    with torch.no_grad():
        for start in range(0, len(images), _TEST_BATCH):
            targets = labels[start : start + _TEST_BATCH].to(theta.device)
            batch = images[start : start + _TEST_BATCH].to(theta.device)
            logits = network.logits(theta, batch, statistics, is_training=statistics is None)
            loss_sum += F.cross_entropy(logits, targets, reduction="sum")
            correct += (logits.argmax(1) == targets).sum()
    return Score(float(loss_sum) / len(images), float(correct) / len(images))
