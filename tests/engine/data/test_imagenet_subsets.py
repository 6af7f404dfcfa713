"""The ImageNet subsets: class lists, layouts, and squashing to 128 pixels."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftd_engine.data.registry import read_images
from ftd_engine.data.sources.imagenet_subsets import SUBSETS, WORDNET
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from tests.engine.data.disk_sets import pixels, write_image


def _read(folder: Path, dataset: str = "imagefruit") -> Any:
    return read_images(DataConfig.model_validate({"dataset": dataset, "folder": str(folder)}))


def _write(root: Path, names: list[str], shape: tuple[int, int] = (40, 60)) -> Path:
    """One training and one validation image of each class, all of one grey value a class."""
    for number, name in enumerate(names):
        image = np.full((*shape, 3), 10 * number, np.uint8)
        write_image(root / "train" / name / f"{name}_1.JPEG", image)
        write_image(root / "val" / name / "ILSVRC2012_val_00000001.JPEG", image)
    return root


def test_the_lists_are_of_ten_known_classes() -> None:
    assert {len(set(indices)) for indices in SUBSETS.values()} == {10}
    assert {index for indices in SUBSETS.values() for index in indices} == set(WORDNET)
    # an index is the place among sorted ids, so both grow together
    ids = [WORDNET[index][0] for index in sorted(WORDNET)]
    assert ids == sorted(set(ids))
    assert all(len(wnid) == 9 and wnid[0] == "n" for wnid in ids)


def test_only_the_ten_classes_in_the_order_of_the_list(tmp_path: Path) -> None:
    ids = [WORDNET[index][0] for index in SUBSETS["imagefruit"]]
    raw = _read(_write(tmp_path, ids))
    assert raw.train_pixels.shape == raw.test_pixels.shape == (10, 3, 128, 128)
    assert raw.class_names[:3] == ("pineapple", "banana", "strawberry")
    values = raw.train_pixels.mean(axis=(1, 2, 3))
    np.testing.assert_allclose(values, np.arange(10) * 10, atol=2)
    levels = [finding.level for finding in raw.findings]
    assert levels == ["note", "warning"]
    assert "bilinear with antialiasing" in str(raw.findings[0])
    assert "pineapple 1 and 1" in str(raw.findings[1])


def test_a_thousand_folders_of_other_names_go_by_place(tmp_path: Path) -> None:
    for part in ("train", "val"):
        for index in range(1000):
            (tmp_path / part / f"{index:05d}").mkdir(parents=True)
    for label, index in enumerate(SUBSETS["imagewoof"]):
        image = np.full((8, 8), 20 * label, np.uint8)
        for part in ("train", "val"):
            write_image(tmp_path / part / f"{index:05d}" / "a.png", image)
    raw = _read(tmp_path, "imagewoof")
    assert raw.train_pixels[:, 0, 0, 0].tolist() == [20 * label for label in range(10)]
    assert raw.class_names[4] == "Shih-Tzu"


def test_missing_classes_are_named(tmp_path: Path) -> None:
    _write(tmp_path, ["n07753275", "n07753592"])
    with pytest.raises(EngineError, match=r"train lacks class folders: n07745940 \(strawberry\), "):
        _read(tmp_path)


def test_unsorted_validation_images_are_told(tmp_path: Path) -> None:
    _write(tmp_path, [WORDNET[index][0] for index in SUBSETS["imagenette"]])
    for path in (tmp_path / "val").rglob("*.JPEG"):
        path.rename(tmp_path / "val" / f"{path.parent.name}.JPEG")
    for path in (tmp_path / "val").iterdir():
        if path.is_dir():
            path.rmdir()
    with pytest.raises(EngineError, match=r"Sort the images into one folder per WordNet id"):
        _read(tmp_path, "imagenette")


def test_squashing_is_that_of_torchvision_on_tensors(tmp_path: Path) -> None:
    import torch
    from torchvision.transforms.v2 import functional

    image = pixels(1, (300, 200, 3))[0]
    write_image(tmp_path / "a.png", image)
    from ftd_engine.data.sources.image_files import decode_image

    ours = decode_image(tmp_path / "a.png", 128, 3)
    tensor = torch.from_numpy(image).permute(2, 0, 1).float() / 255
    theirs = functional.resize(tensor, [128, 128], antialias=True)
    assert float((torch.from_numpy(ours).float() / 255 - theirs).abs().max()) <= 0.5 / 255 + 1e-6
