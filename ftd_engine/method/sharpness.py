"""The teacher's step direction: plain, and flat as in Algorithm 1."""

from collections.abc import Callable

from jaxtyping import Float
from torch import Tensor

Gradient = Callable[[Float[Tensor, " p"]], tuple[Float[Tensor, " p"], Float[Tensor, ""]]]
"""Gradient and value of the batch loss at a point; the same batch at every call."""


def flat_direction(
    gradient_at: Gradient, theta: Float[Tensor, " p"], alpha: float, rho: float
) -> tuple[Float[Tensor, " p"], Float[Tensor, ""]]:
    """Direction of Algorithm 1, lines 3 to 6, and the loss at `theta`.

    g_L is the gradient at theta, g_SL the one at theta + rho g_L / |g_L| (FTD Eq. 15); the
    direction is alpha g_SL + (1 - alpha) g_L (FTD Eq. 16). At alpha 0 or rho 0 that is g_L.
    """
    at_theta, loss = gradient_at(theta)
    if alpha == 0 or rho == 0:
        return at_theta, loss
    norm = at_theta.square().sum().sqrt()
    # at a stationary point there is no uphill; the clamp keeps 0/0 away and the step at zero
    uphill = theta + at_theta * (rho / norm.clamp_min(1e-12))
    at_uphill, _ = gradient_at(uphill)
    return alpha * at_uphill + (1 - alpha) * at_theta, loss
