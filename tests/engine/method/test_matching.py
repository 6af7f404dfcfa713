"""Trajectory matching: properties, finite differences, plans of student steps."""

import pytest
import torch

from ftd_engine.method.matching import (
    GradientWay,
    Match,
    StillExpert,
    graph_bytes,
    match_trajectory,
    matching_loss,
)
from ftd_engine.method.student import StudentStep, plan_steps, student_end
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.native import block_loops
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.settings.dsa import DsaOp
from tests.engine.tiny import OPS, tiny_data, tiny_network


def _generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_loss_is_one_at_the_start_and_zero_at_the_target() -> None:
    start, target = torch.zeros(5), torch.arange(5.0)
    assert float(matching_loss(start, start, target)) == 1
    assert float(matching_loss(target, start, target)) == 0
    assert float(matching_loss(target / 2, start, target)) == pytest.approx(0.25)


def test_an_expert_that_did_not_move_is_refused() -> None:
    with pytest.raises(StillExpert):
        matching_loss(torch.ones(3), torch.ones(3), torch.ones(3))


def test_student_on_the_real_gradient_is_plain_sgd() -> None:
    data, network = tiny_data(1), tiny_network()
    start = network.initial(_generator(0))
    steps = plan_steps(3, 10, 0, 28, (), _generator(1), _generator(2))
    rate = torch.tensor(0.1)
    end = student_end(
        network, start, data.train_images, data.train_labels, rate, steps, keep_graph=False
    )
    theta = start.clone()
    for _ in range(3):
        theta.requires_grad_()
        logits = network.logits(theta, data.train_images)
        loss = torch.nn.functional.cross_entropy(logits, data.train_labels)
        theta = (theta - 0.1 * torch.autograd.grad(loss, theta)[0]).detach()
    assert torch.allclose(end, theta, atol=1e-6)
    assert not end.requires_grad


def test_graph_or_no_graph_end_at_the_same_weights() -> None:
    data, network = tiny_data(1), tiny_network()
    start = network.initial(_generator(0)).double()
    steps = plan_steps(4, 10, 3, 28, OPS, _generator(1), _generator(2))
    images, rate = data.train_images.double(), torch.tensor(0.1, dtype=torch.float64)
    args = (network, start, images, data.train_labels, rate, steps)
    kept, light = student_end(*args, keep_graph=True), student_end(*args, keep_graph=False)
    assert torch.allclose(kept.detach(), light, atol=1e-12)


@pytest.mark.parametrize("ops", [(), OPS])
@pytest.mark.parametrize("batch", [0, 4])
def test_gradients_agree_with_finite_differences(ops: tuple[str, ...], batch: int) -> None:
    data, network = tiny_data(1), tiny_network()
    start = network.initial(_generator(0)).double()
    target = start + 0.05 * torch.randn(start.shape, generator=_generator(4)).double()
    images, labels = data.train_images.double(), data.train_labels
    steps = plan_steps(3, 10, batch, 28, ops, _generator(1), _generator(2))  # type: ignore[arg-type]
    match = match_trajectory(network, start, target, images, labels, 0.2, steps)
    direction = torch.randn(images.shape, generator=_generator(5)).double()
    step = 1e-6

    def loss(moved: torch.Tensor, rate: float) -> float:
        return match_trajectory(network, start, target, moved, labels, rate, steps).loss

    slope = (loss(images + step * direction, 0.2) - loss(images - step * direction, 0.2)) / (
        2 * step
    )
    assert float((match.image_gradient * direction).sum()) == pytest.approx(slope, rel=1e-3)
    slope = (loss(images, 0.2 + step) - loss(images, 0.2 - step)) / (2 * step)
    assert match.syn_lr_gradient == pytest.approx(slope, rel=1e-3)


def test_inputs_are_left_as_they_are() -> None:
    data, network = tiny_data(1), tiny_network()
    start = network.initial(_generator(0))
    before, images = start.clone(), data.train_images.clone()
    steps = plan_steps(2, 10, 0, 28, (), _generator(1), _generator(2))
    match_trajectory(network, start, start + 1, data.train_images, data.train_labels, 0.1, steps)
    assert torch.equal(start, before)
    assert torch.equal(data.train_images, images)
    assert not start.requires_grad


def test_plan_uses_the_whole_set_before_it_begins_anew() -> None:
    steps = plan_steps(7, 10, 4, 28, (), _generator(1), _generator(2))
    assert sorted(torch.cat([step.places for step in steps[:3]]).tolist()) == list(range(10))
    assert [len(step.places) for step in steps] == [2, 4, 4, 2, 4, 4, 2]
    assert all(step.draw is None for step in steps)


def test_plan_draws_augmentation_anew_for_every_step() -> None:
    steps = plan_steps(20, 10, 0, 28, OPS, _generator(1), _generator(2))
    assert len({step.draw.op for step in steps if step.draw}) > 2
    assert all(step.places.tolist() == list(range(10)) for step in steps)


@pytest.mark.parametrize("batch_size", [0, 4])
@pytest.mark.parametrize("has_loops", [True, False])
def test_the_exact_gradient_at_constant_memory_is_that_of_the_full_unroll(
    has_loops: bool, batch_size: int
) -> None:
    spec = NetworkSpec(3, 16, 5, depth=2, width=16)
    errors: dict[GradientWay, tuple[float, float]] = {}
    truth = _three_colour_match(FlatNetwork(spec), batch_size, torch.float64, "unrolled")
    network = FlatNetwork(spec, block_loops() if has_loops else None)
    for way in ("unrolled", "exact", "truncated"):
        match = _three_colour_match(network, batch_size, torch.float32, way)
        assert match.loss == pytest.approx(truth.loss, rel=1e-5)
        difference = match.image_gradient.double() - truth.image_gradient
        errors[way] = (
            float(difference.norm() / truth.image_gradient.norm()),
            abs(match.syn_lr_gradient / truth.syn_lr_gradient - 1),
        )
    assert max(*errors["unrolled"], *errors["exact"]) < 1e-5
    # it leaves the later steps' dependence out, which these steps are long enough to show
    assert min(errors["truncated"]) > 1e-2


def test_the_truncated_gradient_tends_to_the_exact_one_with_short_steps() -> None:
    network = FlatNetwork(NetworkSpec(3, 16, 5, depth=2, width=16))
    exact, truncated = (
        _three_colour_match(network, 0, torch.float64, way, syn_lr=1e-6)
        for way in ("exact", "truncated")
    )
    error = (truncated.image_gradient - exact.image_gradient).norm() / exact.image_gradient.norm()
    assert float(error) < 1e-4
    assert truncated.syn_lr_gradient == pytest.approx(exact.syn_lr_gradient, rel=1e-4)


def test_bytes_of_the_graph_grow_with_what_a_step_sees() -> None:
    network = FlatNetwork(NetworkSpec(3, 16, 5, depth=2, width=16))
    images, labels = torch.randn(10, 3, 16, 16), torch.arange(10) % 5
    theta = network.initial(torch.Generator().manual_seed(0))
    few, many = (
        graph_bytes(network, theta, images, labels, StudentStep(torch.arange(count), None))
        for count in (5, 10)
    )
    # at least the maps before and behind both norms, which both gradients need
    assert few > 5 * 4 * 2 * 16 * (16 * 16 + 8 * 8)
    assert many == pytest.approx(2 * few, rel=0.1)


def _three_colour_match(
    network: FlatNetwork,
    batch_size: int,
    kind: torch.dtype,
    way: GradientWay,
    syn_lr: float = 0.05,
) -> Match:
    rng = torch.Generator().manual_seed(2)
    start = network.initial(rng)
    target = start + 0.02 * torch.randn(start.shape, generator=rng)
    images, labels = torch.randn(10, 3, 16, 16, generator=rng), torch.arange(10) % 5
    ops: tuple[DsaOp, ...] = ("color", "crop", "cutout", "flip", "scale", "rotate")
    steps = plan_steps(5, 10, batch_size, 16, ops, order=rng, augmentation=rng)
    return match_trajectory(
        network, start.to(kind), target.to(kind), images.to(kind), labels, syn_lr, steps, way
    )
