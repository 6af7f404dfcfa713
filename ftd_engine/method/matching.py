"""Trajectory matching: how far the student ended from where the teacher went, and its gradient."""

from dataclasses import dataclass
from typing import Literal

import torch
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.method.student import (
    StudentStep,
    student_end,
    student_gradient,
    student_points,
)
from ftd_engine.models.flat_params import FlatNetwork

GradientWay = Literal["exact", "unrolled", "truncated"]
"""How the gradient of the matching loss is computed."""


class StillExpert(ValueError):
    """Start and target of an expert are the same point, so its stride has no length."""


@dataclass(frozen=True, slots=True)
class Match:
    """Matching loss (a ratio) and its gradients in the images `[n, c, h, w]` and in syn_lr."""

    loss: float
    image_gradient: Float[Tensor, "n c h w"]
    syn_lr_gradient: float

    @property
    def gradient_norm(self) -> float:
        """Euclidean norm of the images' gradient, over all images."""
        return float(torch.sum(self.image_gradient**2) ** 0.5)


def matching_loss(
    student: Float[Tensor, " p"], start: Float[Tensor, " p"], target: Float[Tensor, " p"]
) -> Float[Tensor, ""]:
    """Way still to go, in units of the expert's own stride (FTD Section 3.1).

    1 means no nearer than the start, 0 means arrived.

    Raises:
        StillExpert: start and target are the same point, so the stride is zero.
    """
    stride = (start - target).square().sum()
    if not bool(stride > 0):
        raise StillExpert("the expert did not move between start and target")
    return (student - target).square().sum() / stride


def match_trajectory(
    network: FlatNetwork,
    start: Float[Tensor, " p"],
    target: Float[Tensor, " p"],
    images: Float[Tensor, "n c h w"],
    labels: Int[Tensor, " n"],
    syn_lr: float,
    steps: list[StudentStep],
    gradient: GradientWay = "unrolled",
) -> Match:
    """Loss of one outer iteration and its gradients in the images and in syn_lr.

    "unrolled" keeps the graph of all student steps and differentiates through it. "exact" gives the
    same gradient up to rounding while it keeps the graph of one step: it walks back over the stored
    weights and computes every step again. "truncated" is TESLA's: as small, and not
    exact: it leaves out how a step changes the gradients of the steps behind it.

    Raises:
        StillExpert: the expert did not move between start and target.
    """
    images = images.detach()
    if gradient == "unrolled":
        return _unrolled(network, start, target, images, labels, syn_lr, steps)
    points = student_points(network, start, images, labels, syn_lr, steps)
    end = points[-1].clone().requires_grad_()
    loss = matching_loss(end, start, target)
    (adjoint,) = torch.autograd.grad(loss, end)
    image_gradient = torch.zeros_like(images)
    rate_gradient = torch.zeros((), dtype=torch.float64)
    images.requires_grad_()
    # What lives longer than a step is made once, and what does not is given back before the next
    # begins: a vector that is put into a hole between the large buffers makes the heap grow by one.
    theta = torch.empty_like(adjoint).requires_grad_()
    for place, step in reversed(list(enumerate(steps))):
        with torch.no_grad():
            theta.copy_(points[place])
        student = student_gradient(network, theta, images, labels, step, keep_graph=True)
        # theta' = theta - syn_lr g(theta, images), with the adjoint held fixed
        pull = torch.dot(student, adjoint)
        wanted = (images, theta) if gradient == "exact" else (images,)
        along = torch.autograd.grad(pull, wanted)
        image_gradient.sub_(along[0], alpha=syn_lr)
        rate_gradient -= pull.detach().cpu()
        if gradient == "exact":
            adjoint.sub_(along[1], alpha=syn_lr)
        del student, pull, along
    return Match(float(loss.detach()), image_gradient, float(rate_gradient))


def _unrolled(
    network: FlatNetwork,
    start: Float[Tensor, " p"],
    target: Float[Tensor, " p"],
    images: Float[Tensor, "n c h w"],
    labels: Int[Tensor, " n"],
    syn_lr: float,
    steps: list[StudentStep],
) -> Match:
    images.requires_grad_()
    rate = torch.tensor(syn_lr, dtype=images.dtype, device=images.device, requires_grad=True)
    end = student_end(network, start, images, labels, rate, steps, keep_graph=True)
    loss = matching_loss(end, start, target)
    image_gradient, rate_gradient = torch.autograd.grad(loss, (images, rate))
    return Match(float(loss.detach()), image_gradient, float(rate_gradient))


def graph_bytes(
    network: FlatNetwork,
    theta: Float[Tensor, " p"],
    images: Float[Tensor, "n c h w"],
    labels: Int[Tensor, " n"],
    step: StudentStep,
) -> int:
    """Memory that an unrolled gradient keeps for one student step, by taking one and counting."""
    storages: dict[int, int] = {}

    def keep(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        storages[storage.data_ptr()] = storage.nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        theta, images = theta.detach().requires_grad_(), images.detach().requires_grad_()
        # held until all is counted: a freed storage could be counted again at the same place
        graph = student_gradient(network, theta, images, labels, step, keep_graph=True)
        del graph
    for shared in (theta, images):
        storages.pop(shared.untyped_storage().data_ptr(), None)
    return sum(storages.values())
