"""Sharpness of a loss at a point: its largest Hessian eigenvalue, and the surrogate of FTD Eq. 12."""

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

Vector = Float[Tensor, " p"]
Product = Callable[[Vector], Vector]
"""The Hessian times a vector."""
Loss = Callable[[Vector], Float[Tensor, ""]]
"""The loss at weights; twice differentiable."""

_EPS = 1e-12


def _norm(vector: Vector) -> Float[Tensor, ""]:
    return vector.square().sum().sqrt()


def hessian_product(loss: Loss, theta: Vector) -> Product:
    """The Hessian of a loss at a point as a product with vectors; the Hessian itself is never made."""
    point = theta.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(loss(point), point, create_graph=True)

    def product(vector: Vector) -> Vector:
        (found,) = torch.autograd.grad(gradient, point, vector, retain_graph=True)
        return found

    return product


def largest_eigenvalue(
    product: Product, first: Vector, steps: int, tolerance: float = 1e-3
) -> float:
    """Largest eigenvalue of a symmetric matrix by power iteration (FTD Section 3.3).

    Power iteration finds the eigenvalue of largest size. Where that is negative, as it may be away from a
    minimum, a second one on the matrix shifted by it finds the largest.

    Args:
        product: the matrix times a vector.
        first: where the iteration begins; any vector that is not orthogonal to the wanted one.
        steps: products at most, for each iteration.
        tolerance: of the relative change from product to product at which it ends.
    """
    value = _dominant(product, first, steps, tolerance)
    if value >= 0:
        return value

    def shifted(vector: Vector) -> Vector:
        return product(vector) - value * vector

    return value + _dominant(shifted, first, steps, tolerance)


def _dominant(product: Product, first: Vector, steps: int, tolerance: float) -> float:
    vector = first / _norm(first).clamp_min(_EPS)
    value = 0.0
    for _ in range(steps):
        turned = product(vector)
        before, value = value, float(torch.dot(vector, turned))
        norm = _norm(turned)
        if float(norm) <= _EPS or abs(value - before) <= tolerance * abs(value):
            break
        vector = turned / norm
    return value


def surrogate_sharpness(loss: Loss, theta: Vector, rho: float) -> float:
    """How much the loss rises within a distance (FTD Eq. 12), by the step uphill of Eq. 15.

    Differs: the maximum over the ball is taken where the first-order solution lies, as the paper's own
    algorithm does it; so it is a lower bound.
    """
    point = theta.detach().requires_grad_()
    here = loss(point)
    (gradient,) = torch.autograd.grad(here, point)
    uphill = point.detach() + gradient * (rho / _norm(gradient).clamp_min(_EPS))
    with torch.no_grad():
        return float(loss(uphill) - here)
