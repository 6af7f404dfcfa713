"""The teacher's step direction: plain, flat as in Algorithm 1, and the published code's GSAM."""

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

Vector = Float[Tensor, " p"]

Gradient = Callable[[Vector], tuple[Vector, Float[Tensor, ""]]]
"""Gradient and value of the batch loss at a point; the same batch at every call."""

_EPS = 1e-12
"""Keeps 0/0 away at a stationary point, as the published code does."""


def _norm(vector: Vector) -> Float[Tensor, ""]:
    return vector.square().sum().sqrt()


def flat_direction(
    gradient_at: Gradient, theta: Vector, alpha: float, rho: float
) -> tuple[Vector, Float[Tensor, ""]]:
    """Direction of Algorithm 1, lines 3 to 6, and the loss at `theta`.

    g_L is the gradient at theta, g_SL the one at theta + rho g_L / |g_L| (FTD Eq. 15); the
    direction is alpha g_SL + (1 - alpha) g_L (FTD Eq. 16). At alpha 0 or rho 0 that is g_L.
    """
    at_theta, loss = gradient_at(theta)
    if alpha == 0 or rho == 0:
        return at_theta, loss
    at_uphill, _ = gradient_at(theta + at_theta * (rho / _norm(at_theta).clamp_min(_EPS)))
    return alpha * at_uphill + (1 - alpha) * at_theta, loss


def gsam_direction(
    gradient_at: Gradient, theta: Vector, gsam_alpha: float, rho: float, *, is_adaptive: bool
) -> tuple[Vector, Float[Tensor, ""]]:
    """Direction of the published code, and the loss at `theta`; not Algorithm 1 (GSAM Alg. 1).

    With g_L as above and g_adv the gradient uphill, the direction is g_adv minus `gsam_alpha` times
    the part of g_L that is orthogonal to g_adv. `gsam_alpha` 0 is the paper's alpha 1; other values
    have no counterpart in the paper.

    Args:
        gsam_alpha: weight of the surrogate gap.
        rho: radius of the step uphill.
        is_adaptive: scale the step uphill by the squared weights (ASAM), the published default; the
            same rho is then a far weaker perturbation.
    """
    at_theta, loss = gradient_at(theta)
    if is_adaptive:
        uphill = theta.square() * at_theta * (rho / (_norm(theta.abs() * at_theta) + _EPS))
    else:
        uphill = at_theta * (rho / (_norm(at_theta) + _EPS))
    at_uphill, _ = gradient_at(theta + uphill)
    uphill_norm, theta_norm = _norm(at_uphill), _norm(at_theta)
    cosine = torch.dot(at_theta, at_uphill) / (uphill_norm * theta_norm + _EPS)
    orthogonal = at_theta - at_uphill * (cosine * theta_norm / (uphill_norm + _EPS))
    return at_uphill - gsam_alpha * orthogonal, loss
