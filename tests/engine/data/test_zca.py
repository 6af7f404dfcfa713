"""ZCA whitening against a decomposition written out, its inverse, its cache, and its refusal."""

import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from ftd_engine.data import zca
from ftd_engine.data.datasets import CPU, load_dataset
from ftd_engine.data.pixel_space import PixelSpace, measured_constants, whitened_space
from ftd_engine.data.zca import EPS, Zca, fitted_zca
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from tests.engine.data.disk_sets import pixels

COLOURS = pixels(60, (3, 4, 4))
"""More images than pixels, and none of them alike."""


def _silent(_text: str) -> None:
    pass


@pytest.fixture
def fitted() -> Zca:
    return fitted_zca(COLOURS, CPU, _silent)


def test_the_matrices_are_those_of_a_decomposition_written_out(fitted: Zca) -> None:
    flat = COLOURS.reshape(60, 48).astype(np.float64) / 255
    mean = flat.mean(axis=0)
    covariance = (flat - mean).T @ (flat - mean) / (60 - 1)
    values, vectors = np.linalg.eigh(covariance)
    whiten = vectors @ np.diag((values + 0.1) ** -0.5) @ vectors.T
    colour = vectors @ np.diag((values + 0.1) ** 0.5) @ vectors.T
    np.testing.assert_allclose(fitted.mean.numpy(), mean, atol=1e-6)
    np.testing.assert_allclose(fitted.whiten.numpy(), whiten, atol=1e-5)
    np.testing.assert_allclose(fitted.colour.numpy(), colour, atol=1e-5)
    assert (fitted.eps, EPS) == (0.1, 0.1)
    expected = (flat - mean) @ whiten
    encoded = fitted.encode(torch.from_numpy(COLOURS).float() / 255)
    np.testing.assert_allclose(encoded.flatten(1).numpy(), expected, atol=1e-5)


def test_viewing_undoes_it_also_for_other_images(fitted: Zca) -> None:
    space = whitened_space(fitted, channels=3)
    for colours in (torch.from_numpy(COLOURS).float() / 255, torch.rand(5, 3, 4, 4) * 3 - 1):
        again = space.decode(space.encode(colours))
        assert float((again - colours).abs().max()) < 1e-4
    numbers = torch.randn(5, 3, 4, 4)
    assert float((space.encode(space.decode(numbers)) - numbers).abs().max()) < 1e-4


def test_double_precision_is_kept(fitted: Zca) -> None:
    assert fitted.encode(torch.rand(2, 3, 4, 4, dtype=torch.float64)).dtype == torch.float64


def test_both_kinds_of_space_say_what_they_are(fitted: Zca) -> None:
    space = whitened_space(fitted, channels=3)
    assert space.facts() == {"kind": "zca", "eps": 0.1, "fingerprint": fitted.fingerprint}
    assert str(space) == "ZCA whitening, eps 0.1"
    assert (space.mean, space.std) == ((0.0,) * 3, (1.0,) * 3)
    plain = PixelSpace((0.25,), (0.5,))
    assert plain.facts() == {"kind": "mean-std", "mean": [0.25], "std": [0.5]}
    assert str(plain) == "mean 0.2500, standard deviation 0.5000"
    assert plain.to(CPU) is plain
    assert space.to(CPU).zca is not None


def test_constants_are_measured_over_all_pixels() -> None:
    for values in (COLOURS, (COLOURS / 255).astype(np.float32)):
        constants = measured_constants(values)
        flat = COLOURS.transpose(1, 0, 2, 3).reshape(3, -1) / 255
        np.testing.assert_allclose(constants.mean, flat.mean(axis=1), rtol=1e-6)
        np.testing.assert_allclose(constants.std, flat.std(axis=1), rtol=1e-6)


def test_constants_of_bytes_are_exact_over_many_images_and_without_spread() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (77, 2, 5, 4), dtype=np.uint8)
    pixels[:, 1] = 254
    constants = measured_constants(pixels)
    first = pixels[:, 0].ravel().tolist()
    mean = Fraction(sum(first), 255 * len(first))
    variance = Fraction(sum(value**2 for value in first), 255**2 * len(first)) - mean**2
    assert constants.mean == (
        pytest.approx(float(mean), rel=1e-15),
        pytest.approx(254 / 255, rel=1e-15),
    )
    assert constants.std == (pytest.approx(math.sqrt(variance), rel=1e-15), 0.0)


# ---------------------------------------------------------------- the cache


def _fits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counted: list[int] = []
    fit: Callable[..., Zca] = zca._fit

    def counting(*arguments: Any) -> Zca:
        counted.append(1)
        return fit(*arguments)

    monkeypatch.setattr(zca, "_fit", counting)
    return counted


def test_it_is_fitted_once(fitted: Zca, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = _fits(monkeypatch)
    said: list[str] = []
    again = fitted_zca(COLOURS, CPU, said.append)
    assert counted == []
    assert said == ["ZCA whitening of these images was fitted before and is taken from disk."]
    for name in ("mean", "whiten", "colour"):
        assert torch.equal(getattr(again, name), getattr(fitted, name))
    assert again.fingerprint == fitted.fingerprint


def test_other_images_or_strengths_are_fitted_anew(
    fitted: Zca, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = _fits(monkeypatch)
    changed = COLOURS.copy()
    changed[7, 1, 2, 3] ^= 1
    said: list[str] = []
    assert fitted_zca(changed, CPU, said.append).fingerprint != fitted.fingerprint
    assert said[0] == "Fitting ZCA whitening: a matrix of 48 × 48 numbers from 60 images."
    assert said[1] == "ZCA whitening is fitted and kept on disk."
    fitted_zca(COLOURS, CPU, _silent, eps=0.2)
    fitted_zca((COLOURS / 255).astype(np.float32), CPU, _silent)
    assert len(counted) == 3


@pytest.mark.parametrize("damage", ["cut", "other", "shape", "nan"])
def test_a_damaged_file_is_fitted_anew(
    fitted: Zca, monkeypatch: pytest.MonkeyPatch, nothing_on_this_disk: Path, damage: str
) -> None:
    (path,) = nothing_on_this_disk.iterdir()
    parts = {"mean": fitted.mean, "whiten": fitted.whiten, "colour": fitted.colour}
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:-50])
    elif damage == "other":
        zca.save_file({"mean": fitted.mean}, path)
    elif damage == "shape":
        zca.save_file({**parts, "colour": fitted.colour[:5].contiguous()}, path)
    else:
        zca.save_file({**parts, "mean": fitted.mean * float("nan")}, path)
    counted = _fits(monkeypatch)
    again = fitted_zca(COLOURS, CPU, _silent)
    assert counted == [1]
    assert torch.equal(again.colour, fitted.colour)
    assert fitted_zca(COLOURS, CPU, _silent).fingerprint == fitted.fingerprint
    assert counted == [1]


def test_without_a_cache_it_works_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FTD_STUDIO_CACHE", str(tmp_path / "file"))
    said: list[str] = []
    fitted_zca(COLOURS, CPU, said.append)
    assert said[1] == "ZCA whitening is fitted."


def test_what_would_not_fit_is_refused_with_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    # 128 pixels in colour, without taking the place of as many images
    large = np.broadcast_to(np.uint8(0), (13_000, 3, 128, 128))
    monkeypatch.setattr(zca, "available_memory_bytes", lambda: 64 << 30)
    with pytest.raises(EngineError) as caught:
        fitted_zca(large, CPU, _silent)
    assert caught.value.message == (
        "ZCA whitening of 128 × 128 pixels in 3 channels needs matrices of 49,152² numbers (9.7 GB "
        "each) and 101.7 GB while it is fitted; 68.7 GB of memory are free."
    )
    assert "Switch ZCA whitening off" in caught.value.hint


# ---------------------------------------------------------------- whole sets


def test_a_whole_set_is_whitened_by_its_training_images() -> None:
    said: list[str] = []
    config = DataConfig(source="embedded", zca=True)
    data = load_dataset(config, tell=said.append)
    plain = load_dataset(DataConfig(source="embedded"))
    assert any(text.startswith("Fitting ZCA whitening: a matrix of 784 × 784") for text in said)
    for images, others in (
        (data.train_images, plain.train_images),
        (data.test_images, plain.test_images),
    ):
        colours = plain.space.decode(others[:200])
        assert float((data.space.decode(images[:200]) - colours).abs().max()) < 1e-4

    # neighbours, which are alike in colours, are hardly so when whitened
    def likeness(images: torch.Tensor) -> float:
        pair = torch.stack((images[:, 0, 14, 14], images[:, 0, 14, 15]))
        return float(torch.corrcoef(pair)[0, 1])

    assert likeness(plain.train_images) > 0.6
    assert abs(likeness(data.train_images)) < 0.4


def test_the_same_matrices_are_the_same_file() -> None:
    eye = torch.eye(3)
    whitening = Zca(torch.zeros(3), eye, 2 * eye, 0.1, "abc")
    assert len({whitening.to_bytes() for _ in range(20)}) == 1
