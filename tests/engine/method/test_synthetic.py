"""The learned set: first images, momentum, EMA, faults, independence of snapshots."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from ftd_engine.data.pixel_space import whitened_space
from ftd_engine.data.zca import Zca
from ftd_engine.method.matching import Match
from ftd_engine.method.scores import mean_and_std
from ftd_engine.method.synthetic import SyntheticSet, first_set
from tests.engine.tiny import tiny_data


def _first(init: str = "real", has_ema: bool = True) -> SyntheticSet:
    return first_set(tiny_data(), 2, init, 0.01, has_ema, torch.Generator().manual_seed(0))


def _match(value: float = 1.0) -> Match:
    return Match(0.5, torch.full((20, 1, 28, 28), value), 2.0)


def _step(current: SyntheticSet, decay: float = 0.9, match: Match | None = None) -> SyntheticSet:
    return current.stepped(
        match or _match(), image_lr=10.0, syn_lr_lr=1e-4, momentum=0.5, ema_decay=decay
    )


def test_real_start_is_real_images_of_the_right_class() -> None:
    data, current = tiny_data(), _first()
    assert current.labels.tolist() == [label for label in range(10) for _ in range(2)]
    for image, label in zip(current.images, current.labels, strict=True):
        same = (data.train_images == image).flatten(1).all(1)
        assert data.train_labels[same].tolist() == [int(label)]


def test_noise_start_is_standard_normal() -> None:
    images = _first("noise").images
    assert float(images.mean()) == pytest.approx(0, abs=0.05)
    assert float(images.std()) == pytest.approx(1, abs=0.05)


def test_steps_are_torch_sgd_with_momentum() -> None:
    current = _first()
    images = current.images.clone().requires_grad_()
    optimiser = torch.optim.SGD([images], lr=10.0, momentum=0.5)
    for value in (1.0, -0.5, 0.25):
        current = _step(current, match=_match(value))
        images.grad = torch.full_like(images, value)
        optimiser.step()
    assert torch.allclose(current.images, images.detach(), atol=1e-5)
    assert current.syn_lr == pytest.approx(0.01 - 1e-4 * 2 * (1 + 1.5 + 1.75))


def test_ema_is_the_plain_recursion_from_the_first_images() -> None:
    current = _first()
    assert current.ema is not None
    wanted = current.ema.clone()
    for _ in range(3):
        current = _step(current)
        wanted = 0.9 * wanted + 0.1 * current.images
    assert current.ema is not None
    assert torch.allclose(current.ema, wanted)


def test_ema_with_decay_zero_is_the_raw_set() -> None:
    current = _step(_first(), decay=0.0)
    assert current.ema is not None
    assert torch.equal(current.ema, current.images)


def test_a_step_leaves_the_state_before_untouched() -> None:
    current = _first()
    images = current.images.clone()
    _step(current)
    assert torch.equal(current.images, images)
    assert not current.image_velocity.any()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"syn_lr": math.nan}, "not finite"),
        ({"syn_lr": -0.003}, "fell to -0.003"),
        ({"images": torch.full((20, 1, 28, 28), math.inf)}, "not finite"),
    ],
)
def test_faults_are_named(change: dict[str, object], word: str) -> None:
    assert word in replace(_first(), **change).fault()  # type: ignore[arg-type]


def test_a_good_set_has_no_fault() -> None:
    assert _first().fault() == ""


def test_snapshot_is_a_copy_with_both_series() -> None:
    current = _first()
    snapshot = current.snapshot(7, tiny_data().space)
    kept = snapshot.images["raw"].copy()
    current.images.zero_()
    assert np.array_equal(snapshot.images["raw"], kept)
    assert set(snapshot.images) == {"raw", "ema"}
    assert snapshot.iteration == 7


def test_snapshot_of_a_whitened_set_carries_its_colours() -> None:
    generator = torch.Generator().manual_seed(0)
    colour = torch.eye(784) + 0.01 * torch.rand(784, 784, generator=generator)
    mean = torch.rand(784, generator=generator)
    zca = Zca(mean, torch.linalg.inv(colour), colour, 0.1, "ab12")
    current = _step(_first())
    snapshot = current.snapshot(3, whitened_space(zca, channels=1))
    assert snapshot.zca == "ab12"
    for name, images in current.series().items():
        colours = (images.flatten(1) @ colour + mean).view(20, 28, 28, 1).numpy()
        np.testing.assert_allclose(snapshot.viewable(name), colours, atol=1e-4)
        np.testing.assert_array_equal(snapshot.images[name], images.numpy())
    plain = current.snapshot(3, tiny_data().space)
    assert (plain.zca, plain.views) == ("", {})


def test_without_ema_there_is_one_series() -> None:
    current = _first(has_ema=False)
    assert list(current.series()) == ["raw"]
    assert list(_step(current).series()) == ["raw"]


def test_mean_and_population_std() -> None:
    values = [0.5, 0.7, 0.9]
    mean, std = mean_and_std(values)
    assert mean == pytest.approx(np.mean(values))
    assert std == pytest.approx(np.std(values))
    with pytest.raises(ValueError, match="no values"):
        mean_and_std([])
