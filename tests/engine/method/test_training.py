"""Training loops against ten-line slow versions written with torch's own optimiser."""

from functools import partial

import pytest
import torch
import torch.nn.functional as F

from ftd_engine.method.sharpness import flat_direction
from ftd_engine.method.training import (
    shuffled_batches,
    test_network,
    train_expert_epoch,
    train_on_set,
)
from ftd_engine.models.networks import ConvNet
from tests.engine.tiny import OPS, tiny_data, tiny_network

test_network.__test__ = False  # type: ignore[attr-defined]  # a product function, not a test


def _expert_epoch(alpha: float, rho: float, ops: tuple[str, ...] = ()) -> torch.Tensor:
    data, network = tiny_data(), tiny_network()
    theta, _ = train_expert_epoch(
        network,
        network.initial(torch.Generator().manual_seed(0)),
        data.train_images,
        data.train_labels,
        batch_size=64,
        lr=0.05,
        direction=partial(flat_direction, alpha=alpha, rho=rho),
        statistics={},
        ops=ops,  # type: ignore[arg-type]
        generator=torch.Generator().manual_seed(5),
        turn=lambda: None,
    )
    return theta


def _module_like(theta: torch.Tensor) -> ConvNet:
    network = tiny_network()
    module = ConvNet(network.spec)
    for value, piece in zip(module.parameters(), network.unflatten(theta), strict=True):
        value.data.copy_(piece)
    return module


def _vector(module: ConvNet) -> torch.Tensor:
    return torch.cat([value.detach().flatten() for value in module.parameters()])


def test_plain_expert_epoch_is_sgd_written_out() -> None:
    data, network = tiny_data(), tiny_network()
    module = _module_like(network.initial(torch.Generator().manual_seed(0)))
    optimiser = torch.optim.SGD(module.parameters(), lr=0.05)
    for places in shuffled_batches(200, 64, torch.Generator().manual_seed(5)):
        optimiser.zero_grad()
        F.cross_entropy(module(data.train_images[places]), data.train_labels[places]).backward()
        optimiser.step()
    assert torch.allclose(_expert_epoch(0.0, 0.01), _vector(module), atol=1e-6)


def test_flat_epoch_without_radius_or_weight_is_plain() -> None:
    plain = _expert_epoch(0.0, 0.0)
    assert torch.equal(_expert_epoch(1.0, 0.0), plain)
    assert torch.equal(_expert_epoch(0.0, 0.5), plain)
    assert not torch.allclose(_expert_epoch(1.0, 0.5), plain, atol=1e-5)


def test_expert_epoch_is_repeatable_with_augmentation() -> None:
    assert torch.equal(_expert_epoch(1.0, 0.05, OPS), _expert_epoch(1.0, 0.05, OPS))


def test_flat_direction_on_a_quadratic_is_known_in_closed_form() -> None:
    curvature = torch.tensor([1.0, 4.0, 9.0])

    def gradient_at(point: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        return curvature * point, 0.5 * (curvature * point.square()).sum()

    theta = torch.tensor([1.0, -2.0, 0.5])
    gradient = curvature * theta
    uphill = theta + 0.1 * gradient / gradient.norm()
    wanted = 0.3 * curvature * uphill + 0.7 * gradient
    direction, loss = flat_direction(gradient_at, theta, 0.3, 0.1)
    assert torch.allclose(direction, wanted)
    assert float(loss) == pytest.approx(float(0.5 * (curvature * theta.square()).sum()))


def test_flat_direction_at_a_stationary_point_is_zero_not_nan() -> None:
    direction, _ = flat_direction(lambda point: (point * 0, point.sum()), torch.ones(3), 1.0, 0.1)
    assert torch.equal(direction, torch.zeros(3))


@pytest.mark.parametrize("batch_size", [256, 8])
def test_training_on_a_set_is_the_published_schedule(batch_size: int) -> None:
    data, network = tiny_data(2), tiny_network()
    # float64, so that a kink of a ReLU cannot turn a rounding error into a difference
    first = network.initial(torch.Generator().manual_seed(1)).double()
    images = data.train_images.double()
    theta, losses = train_on_set(
        network,
        first,
        images,
        data.train_labels,
        lr=0.05,
        momentum=0.9,
        weight_decay=5e-4,
        epochs=5,
        batch_size=batch_size,
        statistics={},
        ops=(),
        generator=torch.Generator().manual_seed(2),
        turn=lambda: None,
    )
    module, generator = _module_like(first).double(), torch.Generator().manual_seed(2)
    optimiser = torch.optim.SGD(module.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4)
    for epoch in range(6):
        order = shuffled_batches(20, batch_size, generator) if batch_size < 20 else [slice(None)]
        for places in order:
            optimiser.zero_grad()
            logits = module(images[places])
            F.cross_entropy(logits, data.train_labels[places]).backward()
            optimiser.step()
        if epoch == 5 // 2 + 1:
            optimiser = torch.optim.SGD(
                module.parameters(), lr=0.005, momentum=0.9, weight_decay=5e-4
            )
    assert len(losses) == 6
    assert torch.allclose(theta, _vector(module), atol=1e-9)


@pytest.mark.parametrize(("batch_size", "steps"), [(256, 7), (8, 7), (8, 6), (8, 1)])
def test_training_for_steps_takes_exactly_so_many(batch_size: int, steps: int) -> None:
    data, network = tiny_data(2), tiny_network()
    first = network.initial(torch.Generator().manual_seed(1)).double()
    images, turns = data.train_images.double(), 0

    def turn() -> None:
        nonlocal turns
        turns += 1

    theta, losses = train_on_set(
        network,
        first,
        images,
        data.train_labels,
        lr=0.05,
        momentum=0.9,
        weight_decay=5e-4,
        epochs=99,
        batch_size=batch_size,
        statistics={},
        ops=(),
        generator=torch.Generator().manual_seed(2),
        turn=turn,
        steps=steps,
    )
    # the same written as one row of batches
    generator = torch.Generator().manual_seed(2)
    row: list[torch.Tensor] = []
    while len(row) < steps:
        one_pass = shuffled_batches(20, batch_size, generator)
        row += [torch.arange(20)] if batch_size >= 20 else list(one_pass)
    module = _module_like(first).double()
    optimiser = torch.optim.SGD(module.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4)
    for number, places in enumerate(row[:steps], start=1):
        optimiser.zero_grad()
        F.cross_entropy(module(images[places]), data.train_labels[places]).backward()
        optimiser.step()
        if number == steps // 2:
            optimiser = torch.optim.SGD(
                module.parameters(), lr=0.005, momentum=0.9, weight_decay=5e-4
            )
    assert turns == steps
    assert len(losses) == (steps if batch_size >= 20 else -(-steps // 3))
    assert torch.allclose(theta, _vector(module), atol=1e-9)


def test_every_image_is_seen_once_per_pass() -> None:
    batches = list(shuffled_batches(23, 5, torch.Generator().manual_seed(0)))
    assert [len(batch) for batch in batches] == [5, 5, 5, 5, 3]
    assert sorted(torch.cat(batches).tolist()) == list(range(23))


def test_test_network_counts_over_several_batches() -> None:
    data, network = tiny_data(60), tiny_network()
    theta = network.initial(torch.Generator().manual_seed(1))
    confusion = torch.zeros(10, 10, dtype=torch.int64)
    score = test_network(network, theta, {}, data.test_images, data.test_labels, confusion)
    assert score == test_network(network, theta, {}, data.test_images, data.test_labels)
    counted = [[0] * 10 for _ in range(10)]
    for image, label in zip(data.test_images, data.test_labels.tolist(), strict=True):
        counted[label][int(network.logits(theta, image[None]).argmax())] += 1
    assert confusion.tolist() == counted and score.accuracy == confusion.trace() / 600
    logits = network.logits(theta, data.test_images)
    assert len(data.test_images) == 600
    assert score.accuracy == pytest.approx(
        float((logits.argmax(1) == data.test_labels).float().mean())
    )
    assert score.loss == pytest.approx(float(F.cross_entropy(logits, data.test_labels)), rel=1e-5)


def test_turn_is_called_before_every_step_and_may_end_the_work() -> None:
    calls = 0

    class Enough(Exception):
        pass

    def turn() -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Enough

    data, network = tiny_data(2), tiny_network()
    with pytest.raises(Enough):
        train_on_set(
            network,
            network.initial(torch.Generator()),
            data.train_images,
            data.train_labels,
            lr=0.01,
            momentum=0.0,
            weight_decay=0.0,
            epochs=9,
            batch_size=256,
            statistics={},
            ops=(),
            generator=torch.Generator(),
            turn=turn,
        )
    assert calls == 3


def _trained_on(
    labels: torch.Tensor, ops: tuple[str, ...] = ()
) -> tuple[torch.Tensor, list[float]]:
    data, network = tiny_data(2), tiny_network()
    return train_on_set(
        network,
        network.initial(torch.Generator().manual_seed(0)),
        data.train_images,
        labels,
        lr=0.05,
        momentum=0.9,
        weight_decay=5e-4,
        epochs=3,
        batch_size=8,
        statistics={},
        ops=ops,  # type: ignore[arg-type]
        generator=torch.Generator().manual_seed(5),
        turn=lambda: None,
    )


def test_soft_labels_are_logits_whose_softmax_is_learned() -> None:
    labels = tiny_data(2).train_labels
    one_hot = F.one_hot(labels, 10).float()
    hard, hard_losses = _trained_on(labels)
    nearly, nearly_losses = _trained_on(20 * one_hot)
    assert torch.allclose(hard, nearly, atol=1e-5)
    assert hard_losses == pytest.approx(nearly_losses, abs=1e-5)
    # DATM's own formula for the first batch, before any step
    logits = 2 * one_hot - 0.3
    data, network = tiny_data(2), tiny_network()
    theta = network.initial(torch.Generator().manual_seed(0))
    _, losses = train_on_set(
        network,
        theta,
        data.train_images,
        logits,
        lr=0.0,
        momentum=0.0,
        weight_decay=0.0,
        epochs=1,
        batch_size=20,
        statistics={},
        ops=(),
        generator=torch.Generator().manual_seed(5),
        turn=lambda: None,
    )
    outputs = network.logits(theta, data.train_images)
    wanted = -(F.softmax(logits, 1) * F.log_softmax(outputs, 1)).sum(1).mean()
    assert losses[0] == pytest.approx(float(wanted), rel=1e-5)
