"""Sharpness against the dense Hessian of a tiny network, and against known quadratics."""

import pytest
import torch
import torch.nn.functional as F

from ftd_engine.method.curvature import hessian_product, largest_eigenvalue, surrogate_sharpness
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.networks import NetworkSpec


def test_power_iteration_finds_the_largest_of_the_dense_hessian() -> None:
    network = FlatNetwork(
        NetworkSpec(channels=1, size_px=8, num_classes=3, depth=1, width=2, activation="sigmoid")
    )
    generator = torch.Generator().manual_seed(3)
    images = torch.randn(12, 1, 8, 8, generator=generator, dtype=torch.float64)
    labels = torch.randint(3, (12,), generator=generator)
    theta = network.initial(generator).double()

    def loss(point: torch.Tensor) -> torch.Tensor:
        return F.cross_entropy(network.logits(point, images), labels)

    dense = torch.autograd.functional.hessian(loss, theta)
    assert isinstance(dense, torch.Tensor)
    product = hessian_product(loss, theta)
    probe = torch.randn(theta.shape, generator=generator, dtype=torch.float64)
    torch.testing.assert_close(product(probe), dense @ probe)
    wanted = float(torch.linalg.eigvalsh(dense)[-1])
    assert largest_eigenvalue(product, probe, 500, 1e-9) == pytest.approx(wanted, rel=1e-4)


@pytest.mark.parametrize("values", [(3.0, 1.0, -1.0), (2.0, 0.5, -9.0), (-1.0, -2.0, -5.0)])
def test_the_largest_is_found_where_another_is_larger_in_size(values: tuple[float, ...]) -> None:
    matrix = torch.diag(torch.tensor(values))
    found = largest_eigenvalue(lambda vector: matrix @ vector, torch.ones(3), 400, 1e-9)
    assert found == pytest.approx(max(values), abs=1e-3)


def test_the_surrogate_is_the_rise_of_the_loss_one_radius_uphill() -> None:
    # L = 2 x^2 + y at (1, 0): gradient (4, 1)
    theta = torch.tensor([1.0, 0.0], dtype=torch.float64)
    rise = surrogate_sharpness(lambda at: 2 * at[0] ** 2 + at[1], theta, 0.1)
    x, y = 1 + 0.1 * 4 / 17**0.5, 0.1 / 17**0.5
    assert rise == pytest.approx(2 * x**2 + y - 2)
    assert surrogate_sharpness(lambda at: at.square().sum(), torch.zeros(2), 0.1) == 0.0
