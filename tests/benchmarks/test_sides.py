"""Both sides of the benchmark do the same: their gradients agree, and so do sets after equal iterations."""

import pytest
import torch

from ftd_engine.method.matching import match_trajectory
from ftd_engine.method.student import plan_steps
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.native import block_loops
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.settings.dsa import DsaOp
from tests.benchmarks import extra_measures, plain
from tests.benchmarks.phase_settings import PhaseSettings

_OPS: tuple[DsaOp, ...] = ("color", "crop", "cutout", "flip", "scale", "rotate")


@pytest.mark.parametrize(("channels", "size_px"), [(1, 28), (3, 16)])
def test_the_plain_iteration_gives_our_loss_and_gradient(channels: int, size_px: int) -> None:
    rng = torch.Generator().manual_seed(3)
    network = FlatNetwork(NetworkSpec(channels, size_px, 5, depth=2, width=16), block_loops())
    theta = network.initial(rng)
    target = theta + 0.01 * torch.randn(theta.shape, generator=rng)
    images = torch.randn(5, channels, size_px, size_px, generator=rng)
    labels = torch.arange(5)
    module = plain.PlainConvNet(channels, size_px, 5, depth=2, width=16)

    rng.manual_seed(8)
    steps = plan_steps(4, 5, 0, size_px, _OPS, order=rng, augmentation=rng)
    ours = match_trajectory(network, theta, target, images, labels, 0.02, steps)
    rng.manual_seed(8)
    loss, gradient = plain.distill_gradient(
        plain.PlainFlat(module),
        theta,
        target,
        images,
        labels,
        0.02,
        syn_steps=4,
        ops=_OPS,
        rng=rng,
    )
    assert ours.loss == pytest.approx(loss, rel=1e-5)
    error = (ours.image_gradient - gradient).norm() / gradient.norm()
    assert float(error) < 1e-3


def test_an_unknown_preset_is_named() -> None:
    base = PhaseSettings("ours", "buffer", 3, 32, 10, 3, 16, 0, 8, 2, 2, 1, "cpu")
    with pytest.raises(ValueError, match="no preset nowhere"):
        next(extra_measures.measure_preset(base, "nowhere", 1))
