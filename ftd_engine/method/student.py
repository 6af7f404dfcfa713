"""The student: plain SGD steps on the synthetic set, with its graph kept for the outer gradient."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# torch's own stubs leave `split` partly unknown.

import mmap
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.data.dsa import DsaDraw, apply_dsa, draw_dsa
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.settings.dsa import DsaOp


@dataclass(frozen=True, slots=True)
class StudentStep:
    """What one student step sees: positions in the synthetic set `[b]`, and the augmentation."""

    places: Int[Tensor, " b"]
    draw: DsaDraw | None


def plan_steps(
    num_steps: int,
    num_images: int,
    batch_size: int,
    size_px: int,
    ops: tuple[DsaOp, ...],
    order: torch.Generator,
    augmentation: torch.Generator,
) -> list[StudentStep]:
    """Draw beforehand what every step of a student sees.

    Args:
        batch_size: images a step; 0 takes the whole set.
        ops: augmentation; empty leaves it out.
        order: shuffles the batches; a new order begins when the set is used up.
        augmentation: draws operations and strengths.
    """
    steps: list[StudentStep] = []
    waiting: list[Tensor] = []
    for _ in range(num_steps):
        if batch_size in (0, num_images) or batch_size > num_images:
            places = torch.arange(num_images)
        else:
            if not waiting:
                waiting = list(torch.randperm(num_images, generator=order).split(batch_size))
            places = waiting.pop()
        draw = draw_dsa(ops, len(places), size_px, augmentation) if ops else None
        steps.append(StudentStep(places, draw))
    return steps


def student_end(
    network: FlatNetwork,
    start: Float[Tensor, " p"],
    images: Float[Tensor, "n c h w"],
    labels: Int[Tensor, " n"],
    syn_lr: Float[Tensor, ""],
    steps: list[StudentStep],
    *,
    keep_graph: bool,
) -> Float[Tensor, " p"]:
    """Weights after the student's steps theta <- theta - syn_lr * gradient (MTT Eq. 1).

    Args:
        keep_graph: keep the whole chain, so that the end can be differentiated in images and
            syn_lr; memory then grows with the number of steps.
    """
    theta = start.detach()
    if keep_graph:
        theta = theta.requires_grad_()
    for step in steps:
        if not keep_graph:
            theta = theta.detach().requires_grad_()
        gradient = student_gradient(network, theta, images, labels, step, keep_graph=keep_graph)
        theta = theta - syn_lr * gradient
    return theta if keep_graph else theta.detach()


def student_points(
    network: FlatNetwork,
    start: Float[Tensor, " p"],
    images: Float[Tensor, "n c h w"],
    labels: Int[Tensor, " n"],
    syn_lr: float,
    steps: list[StudentStep],
) -> Float[Tensor, "points p"]:
    """Weights before the first step and after every one (MTT Eq. 1), without a graph."""
    points = _room_for(len(steps) + 1, start)
    points[0] = start.detach()
    theta = torch.empty_like(points[0]).requires_grad_()
    for place, step in enumerate(steps):
        with torch.no_grad():
            theta.copy_(points[place])
        gradient = student_gradient(network, theta, images, labels, step, keep_graph=False)
        torch.sub(points[place], gradient, alpha=syn_lr, out=points[place + 1])
        del gradient
    return points


def _room_for(num_points: int, like: Float[Tensor, " p"]) -> Float[Tensor, "points p"]:
    if like.device.type != "cpu":
        return like.new_empty(num_points, len(like))
    # beside the heap, in pages of its own: the buffers of the steps would settle in what an iteration
    # before gave back, and the heap would grow by as much again and more with every iteration
    pages = mmap.mmap(-1, num_points * like.nbytes)
    return torch.frombuffer(pages, dtype=like.dtype).view(num_points, len(like))


def student_gradient(
    network: FlatNetwork,
    theta: Float[Tensor, " p"],
    images: Float[Tensor, "n c h w"],
    labels: Int[Tensor, " n"],
    step: StudentStep,
    *,
    keep_graph: bool,
) -> Float[Tensor, " p"]:
    """Gradient in `theta` of the loss on what one step sees.

    Args:
        theta: must require a gradient.
        keep_graph: make the gradient differentiable in `theta` and the images.
    """
    places = step.places.to(images.device)
    batch = images[places]
    if step.draw is not None:
        batch = apply_dsa(batch, step.draw)
    loss = F.cross_entropy(network.logits(theta, batch), labels[places])
    (gradient,) = torch.autograd.grad(loss, theta, create_graph=keep_graph)
    return gradient
