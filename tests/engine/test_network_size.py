"""Sizes of networks by arithmetic, against real networks."""

from itertools import product
from typing import Any

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.network_size import depth_for, network_size
from ftd_engine.settings.network import OWN_NETWORKS, NetworkConfig


def built(config: NetworkConfig, channels: int, size_px: int) -> FlatNetwork:
    values: dict[str, Any] = config.model_dump()
    values["depth"] = values["depth"] or depth_for(size_px)
    return FlatNetwork(NetworkSpec(channels=channels, size_px=size_px, num_classes=7, **values))


def real_flops(network: FlatNetwork, channels: int, size_px: int) -> int:
    counter = FlopCounterMode(display=False)
    with counter:
        network.logits(torch.zeros(network.num_params), torch.zeros(1, channels, size_px, size_px))
    return counter.get_total_flops()


@pytest.mark.parametrize("kind", OWN_NETWORKS)
@pytest.mark.parametrize(("channels", "size_px"), [(1, 28), (3, 32), (3, 64)])
def test_weights_and_work_are_those_of_the_network(kind: Any, channels: int, size_px: int) -> None:
    config = NetworkConfig(kind=kind, width=8)
    network, size = built(config, channels, size_px), network_size(config, channels, size_px, 7)
    assert size.num_params == network.num_params
    assert size.forward_flops == real_flops(network, channels, size_px)


@pytest.mark.parametrize("size_px", [8, 40, 96, 128])
def test_weights_of_convnets_of_other_sizes_norms_and_pools(size_px: int) -> None:
    for norm, pooling in product(("none", "batch", "layer", "instance"), ("average", "none")):
        config = NetworkConfig(width=4, norm=norm, pooling=pooling)
        assert (
            network_size(config, 3, size_px, 7).num_params == built(config, 3, size_px).num_params
        )


def test_intermediate_values_are_counted_after_every_layer() -> None:
    # conv, norm and activation at 32 pixels, then a pool
    size = network_size(NetworkConfig(width=2, depth=1), 3, 32, 5)
    assert size.activations == 3 * 2 * 32 * 32 + 2 * 16 * 16 + 5
