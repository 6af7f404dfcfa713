"""The nearest real images are those that a slow search finds, and are remembered beside the run."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ftd_engine.data.registry import read_images
from ftd_engine.job_requests import NearestRequest
from ftd_engine.nearest_sets import nearest_file, read_nearest
from ftd_engine.phases import nearest_real
from ftd_engine.phases.nearest_real import nearest_places
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import Snapshot
from tests.engine.tiny import tiny_experiment


@pytest.mark.parametrize("dtype", [np.uint8, np.float32])
def test_the_nearest_of_the_class_is_found(
    dtype: type[np.uint8] | type[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest_real, "_CHUNK", 7)
    rng = np.random.default_rng(1)
    colours = rng.uniform(0, 1, (60, 3, 4, 4)).astype(np.float32)
    pixels = (255 * colours).astype(np.uint8) if dtype is np.uint8 else colours
    real_labels = rng.integers(0, 3, 60)
    synthetic = rng.normal(0.5, 0.4, (9, 3, 4, 4)).astype(np.float32)
    labels = np.repeat(np.arange(3), 3)
    found = nearest_places(synthetic, labels, pixels, real_labels)
    seen = pixels / 255 if dtype is np.uint8 else pixels
    for image, label, place in zip(synthetic, labels, found, strict=True):
        far = ((seen - image) ** 2).sum(axis=(1, 2, 3))
        far[real_labels != label] = np.inf
        assert place == far.argmin()


def test_a_class_without_real_images_is_named() -> None:
    images = np.zeros((2, 1, 2, 2), np.float32)
    with pytest.raises(EngineError, match="hold none of class 1"):
        nearest_places(images, np.array([0, 1]), images, np.array([0, 0]))


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "runs", tiny_experiment())


def test_copies_of_real_images_are_found_and_remembered(folder: RunFolder) -> None:
    raw = read_images(folder.experiment().data)
    places = [int(np.flatnonzero(raw.train_labels == label)[5]) for label in range(raw.num_classes)]
    pixels = raw.train_pixels[places]
    colours = pixels / np.float32(255 if pixels.dtype == np.uint8 else 1)
    channels = colours.shape[1]
    mean, std = np.full(channels, 0.4, np.float32), np.full(channels, 0.2, np.float32)
    images = ((colours - 0.4) / 0.2).astype(np.float32)
    stored = Snapshot(7, {"raw": images}, np.arange(raw.num_classes), 0.02, mean, std)
    folder.write_snapshot(stored)
    assert read_nearest(folder, stored, "raw") is None
    assert nearest_real.run(folder, NearestRequest(7, "raw")).ok
    found = read_nearest(folder, stored, "raw")
    assert found is not None
    assert found.viewable("raw") == pytest.approx(colours.transpose(0, 2, 3, 1), abs=1e-5)
    # a set that was computed anew has other neighbours
    assert read_nearest(folder, replace(stored, syn_lr=0.03), "raw") is None
    nearest_file(folder, 7, "raw").write_bytes(b"PK cut")
    assert read_nearest(folder, stored, "raw") is None


def test_refusals_are_sentences(folder: RunFolder) -> None:
    with pytest.raises(EngineError, match="cannot be read"):
        nearest_real.run(folder, NearestRequest(7, "raw"))
    flat = np.zeros((1, 1, 3, 3), np.float32)
    one = np.ones(1, np.float32)
    folder.write_snapshot(Snapshot(7, {"raw": flat}, np.array([0]), 0.02, one, one))
    with pytest.raises(EngineError, match='keeps no "ema" images'):
        nearest_real.run(folder, NearestRequest(7, "ema"))
    with pytest.raises(EngineError, match="Distances need the same shape"):
        nearest_real.run(folder, NearestRequest(7, "raw"))
