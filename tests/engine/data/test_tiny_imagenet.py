"""Tiny ImageNet in both layouts, and what may be missing from it."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftd_engine.data.registry import read_images
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from tests.engine.data.disk_sets import write_image, write_tiny_imagenet


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_imagenet(tmp_path_factory.mktemp("stock") / "tiny-imagenet-200", stock=True)


@pytest.fixture(scope="module")
def sorted_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_imagenet(tmp_path_factory.mktemp("sorted"), stock=False)


def _read(folder: Path) -> Any:
    return read_images(DataConfig(dataset="tiny-imagenet", folder=str(folder)))


def test_both_layouts_hold_the_same(stock: Path, sorted_folders: Path, tmp_path: Path) -> None:
    raw, again = _read(stock.parent), _read(sorted_folders)
    assert raw.train_pixels.shape == raw.test_pixels.shape == (200, 3, 64, 64)
    # sorted ids are labels, though wnids.txt and the validation list are in another order
    assert raw.train_labels.tolist() == raw.test_labels.tolist() == list(range(200))
    assert raw.class_names[:2] == ("word 0", "word 1")
    for name in ("train_pixels", "train_labels", "test_pixels", "test_labels"):
        np.testing.assert_array_equal(getattr(raw, name), getattr(again, name))
    # the third layout: val/images/<class>
    inner = tmp_path / "third"
    inner.mkdir()
    (inner / "train").symlink_to(sorted_folders / "train")
    (inner / "val").mkdir()
    (inner / "val" / "images").symlink_to(sorted_folders / "val")
    third = _read(inner)
    np.testing.assert_array_equal(third.test_pixels, again.test_pixels)
    assert third.class_names[0].startswith("n0")
    # JPEG is not exact, but every picture is its own
    label = 150
    negative = 255 - raw.train_pixels[label].astype(int)
    assert np.abs(negative - raw.test_pixels[label]).mean() < 25


def test_counts_are_told(stock: Path) -> None:
    findings = [finding for finding in _read(stock).findings if finding.level == "warning"]
    assert len(findings) == 2
    assert "Tiny ImageNet has 500 training images of each class, but here n02" in str(findings[0])
    assert "and 195 more" in str(findings[0]) and "will not compare" in str(findings[0])


def _linked(stock: Path, folder: Path) -> Path:
    """A copy whose validation part may be changed."""
    folder.mkdir()
    (folder / "train").symlink_to(stock / "train")
    shutil.copytree(stock / "val", folder / "val")
    return folder


def _error(folder: Path) -> str:
    with pytest.raises(EngineError) as caught:
        _read(folder)
    return str(caught.value)


def test_validation_without_labels(stock: Path, tmp_path: Path) -> None:
    folder = _linked(stock, tmp_path / "a")
    listed = folder / "val" / "val_annotations.txt"
    lines = listed.read_text().splitlines()
    listed.write_text("\n".join([lines[0], "val_1.JPEG\tn99999999\t1\t2\t3\t4"]))
    assert 'line 2 is "val_1.JPEG\tn99999999' in _error(folder)
    listed.write_text("../train/x.JPEG\t" + lines[0].split("\t")[1])
    assert "expected a file name, a tab and one of the 200 class ids" in _error(folder)
    listed.write_text("gone.JPEG\t" + lines[0].split("\t")[1])
    assert f"{folder / 'val' / 'images' / 'gone.JPEG'} is missing" in _error(folder)
    listed.unlink()
    assert "neither class folders nor val_annotations.txt" in _error(folder)


def test_a_picture_of_another_size_and_a_damaged_one(stock: Path, tmp_path: Path) -> None:
    folder = _linked(stock, tmp_path / "a")
    images = folder / "val" / "images"
    write_image(images / "val_0.JPEG", np.zeros((64, 32), np.uint8))
    whole = (images / "val_1.JPEG").read_bytes()
    (images / "val_1.JPEG").write_bytes(whole[: len(whole) * 2 // 3])
    (images / "val_2.JPEG").write_bytes(b"no picture")
    message = _error(folder)
    assert "2 files cannot be used as images: val/images/val_1.JPEG is damaged" in message
    assert "val/images/val_2.JPEG is not an image, or damaged in its head" in message
    assert "1 image is not 64 × 64 pixels: val/images/val_0.JPEG (32 × 64)" in message
    assert "Fetch the files again." in message


def test_missing_classes(stock: Path, tmp_path: Path) -> None:
    for path in sorted((stock / "train").iterdir())[:3]:
        (tmp_path / "train").mkdir(exist_ok=True)
        (tmp_path / "train" / path.name).symlink_to(path)
    (tmp_path / "val").mkdir()
    assert "holds 3 class folders; Tiny ImageNet has 200" in _error(tmp_path)


def test_it_is_not_downloaded() -> None:
    with pytest.raises(EngineError, match=r"Tiny ImageNet was not found in .* Name a folder that"):
        read_images(DataConfig(dataset="tiny-imagenet", source="full"))
