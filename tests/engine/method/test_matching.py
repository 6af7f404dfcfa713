"""Trajectory matching: properties, finite differences, plans of student steps."""

import pytest
import torch

from ftd_engine.method.matching import StillExpert, match_trajectory, matching_loss
from ftd_engine.method.student import plan_steps, student_end
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
