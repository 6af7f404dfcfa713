"""Trajectory matching: how far the student ended from where the teacher went, and its gradient."""

from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.method.student import StudentStep, student_end
from ftd_engine.models.flat_params import FlatNetwork


class StillExpert(ValueError):
    """Start and target of an expert are the same point, so its stride has no length."""


@dataclass(frozen=True, slots=True)
class Match:
    """Matching loss (a ratio) and its gradients in the images `[n, c, h, w]` and in syn_lr."""

    loss: float
    image_gradient: Float[Tensor, "n c h w"]
    syn_lr_gradient: float


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
) -> Match:
    """Loss of one outer iteration and its exact gradients, by unrolling all student steps.

    Raises:
        StillExpert: the expert did not move between start and target.
    """
    images = images.detach().requires_grad_()
    rate = torch.tensor(syn_lr, dtype=images.dtype, device=images.device, requires_grad=True)
    end = student_end(network, start, images, labels, rate, steps, keep_graph=True)
    loss = matching_loss(end, start, target)
    image_gradient, rate_gradient = torch.autograd.grad(loss, (images, rate))
    return Match(float(loss.detach()), image_gradient, float(rate_gradient))
