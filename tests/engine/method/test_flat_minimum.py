"""Sharpness-aware training on a set, against steps written with torch's own modules and optimiser."""

import pytest
import torch
import torch.nn.functional as F

from ftd_engine.method.training import train_on_set
from ftd_engine.models.flat_params import FlatNetwork, Statistics
from ftd_engine.models.networks import ConvNet, NetworkSpec
from tests.engine.tiny import OPS, tiny_data

SPEC = {"depth": 3, "width": 4, "channels": 1, "size_px": 28, "num_classes": 10}


def trained(
    network: FlatNetwork, theta: torch.Tensor, statistics: Statistics, **changes: object
) -> torch.Tensor:
    data = tiny_data(2)
    settings: dict[str, object] = {
        "lr": 0.05,
        "momentum": 0.9,
        "weight_decay": 5e-4,
        "epochs": 5,
        "batch_size": 256,
        "ops": (),
        "generator": torch.Generator().manual_seed(2),
        "turn": lambda: None,
    }
    images = data.train_images.to(theta.dtype)
    end, _ = train_on_set(
        network,
        theta,
        images,
        data.train_labels,
        statistics=statistics,
        **(settings | changes),  # pyright: ignore[reportArgumentType]
    )
    return end


@pytest.mark.parametrize("norm", ["instance", "batch"])
def test_each_step_takes_the_gradient_uphill_of_the_weights(norm: str) -> None:
    network = FlatNetwork(NetworkSpec(**SPEC, norm=norm))  # type: ignore[arg-type]
    first = network.initial(torch.Generator().manual_seed(1)).double()
    statistics = network.fresh_statistics(first)
    theta = trained(network, first, statistics, sam_rho=0.05)

    module, data = ConvNet(network.spec).double(), tiny_data(2)
    for value, piece in zip(module.parameters(), network.unflatten(first), strict=True):
        value.data.copy_(piece)
    optimiser = torch.optim.SGD(module.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4)

    def step_back() -> None:
        optimiser.zero_grad()
        F.cross_entropy(module(data.train_images.double()), data.train_labels).backward()

    for epoch in range(6):
        step_back()
        gradients = [value.grad.clone() for value in module.parameters()]  # type: ignore[union-attr]
        norm_of_all = torch.cat([one.flatten() for one in gradients]).norm()
        before = [value.detach().clone() for value in module.parameters()]
        seen = {name: value.clone() for name, value in module.named_buffers()}
        for value, gradient in zip(module.parameters(), gradients, strict=True):
            value.data.add_(gradient, alpha=float(0.05 / norm_of_all))
        step_back()
        for value, old in zip(module.parameters(), before, strict=True):
            value.data.copy_(old)
        for name, value in module.named_buffers():
            value.copy_(seen[name])
        optimiser.step()
        if epoch == 5 // 2 + 1:
            optimiser = torch.optim.SGD(
                module.parameters(), lr=0.005, momentum=0.9, weight_decay=5e-4
            )
    wanted = torch.cat([value.detach().flatten() for value in module.parameters()])
    assert torch.allclose(theta, wanted, atol=1e-9)
    for name, value in module.named_buffers():
        assert torch.allclose(statistics[name].double(), value.double(), atol=1e-9)


def test_no_radius_is_plain_training_and_both_gradients_see_the_same_augmentation() -> None:
    network = FlatNetwork(NetworkSpec(**SPEC))  # type: ignore[arg-type]
    first = network.initial(torch.Generator().manual_seed(1)).double()
    plain, none, tiny, wide = (
        trained(network, first, {}, ops=OPS, epochs=2, **radius)
        for radius in ({}, {"sam_rho": 0.0}, {"sam_rho": 1e-9}, {"sam_rho": 0.5})
    )
    assert torch.equal(plain, none)
    # another augmentation for the second gradient would end elsewhere
    assert torch.allclose(plain, tiny, atol=1e-6)
    assert not torch.allclose(plain, wide, atol=1e-2)
