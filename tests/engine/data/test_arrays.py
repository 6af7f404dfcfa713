"""The user's own arrays in `.npz` and `.pt` files, good and refused."""

import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from ftd_engine.data.registry import read_images
from ftd_engine.data.sources import arrays
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from tests.engine.data.disk_sets import pixels

X, Y = pixels(12, (3, 8, 8)), np.arange(12) % 3
X_TEST, Y_TEST = pixels(6, (3, 8, 8), seed=1), np.arange(6) % 3


def _npz(path: Path, **values: Any) -> Path:
    np.savez_compressed(path, **values)
    return path


def _read(path: Path, **changes: Any) -> Any:
    return read_images(DataConfig(dataset="arrays", folder=str(path), **changes))


def _error(path: Path) -> str:
    with pytest.raises(EngineError) as caught:
        _read(path)
    return str(caught.value)


def test_npz_with_both_parts(tmp_path: Path) -> None:
    names = np.array(["a", "b", "c"])
    path = _npz(
        tmp_path / "own.npz", x_train=X, y_train=Y, x_test=X_TEST, y_test=Y_TEST, classes=names
    )
    raw = _read(path)
    np.testing.assert_array_equal(raw.train_pixels, X)
    np.testing.assert_array_equal(raw.test_labels, Y_TEST)
    assert raw.class_names == ("a", "b", "c")
    assert raw.train_labels.dtype == np.int64


def test_one_part_is_split(tmp_path: Path) -> None:
    path = _npz(tmp_path / "own.npz", images=X, labels=Y.reshape(-1, 1).astype(np.uint8))
    raw = _read(path, test_share=0.25)
    assert np.bincount(raw.test_labels).tolist() == [1, 1, 1]
    assert np.bincount(raw.train_labels).tolist() == [3, 3, 3]
    assert raw.class_names == ("0", "1", "2")


@pytest.mark.parametrize("shape", ["hw", "hwc", "chw"])
@pytest.mark.parametrize("kind", [np.uint8, np.float32, np.float64])
def test_shapes_and_types(tmp_path: Path, shape: str, kind: Any) -> None:
    images = X if kind is np.uint8 else (X / 255).astype(kind)
    given = {"hw": images[:, 0], "hwc": images.transpose(0, 2, 3, 1), "chw": images}[shape]
    raw = _read(_npz(tmp_path / "a.npz", x_train=given, y_train=Y, x_test=given, y_test=Y))
    expected = images[:, :1] if shape == "hw" else images
    np.testing.assert_allclose(raw.train_pixels, expected, rtol=1e-6)
    assert raw.train_pixels.dtype == (np.uint8 if kind is np.uint8 else np.float32)


def test_pt_with_tensors_and_names_of_peers(tmp_path: Path) -> None:
    # the names that DC's prepared Tiny ImageNet has
    values = {
        "classes": ["a", "b", "c"],
        "images_train": torch.from_numpy(X),
        "labels_train": torch.from_numpy(Y),
        "images_val": torch.from_numpy(X_TEST),
        "labels_val": Y_TEST.tolist(),
    }
    torch.save(values, tmp_path / "own.pt")
    raw = _read(tmp_path / "own.pt")
    np.testing.assert_array_equal(raw.test_pixels, X_TEST)
    assert raw.test_labels.tolist() == Y_TEST.tolist()
    assert raw.class_names == ("a", "b", "c")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"a": X}, "holds a. It must hold x_train, y_train"),
        ({"images": X.astype(np.int32), "labels": Y}, "images in .* is of type int32. Save images"),
        ({"images": X / 2.0, "labels": Y}, r"holds values from 0 to 127.5. Save images as bytes"),
        (
            {"images": np.full((4, 3, 8, 8), np.nan), "labels": Y[:4]},
            "not finite numbers, in 4 of 4 images",
        ),
        (
            {"images": X[:, :2], "labels": Y},
            r"has the shape \(12, 2, 8, 8\). Allowed are \(N, H, W",
        ),
        ({"images": X[:0], "labels": Y[:0]}, r"has the shape \(0, 3, 8, 8\)"),
        ({"images": X[..., :0], "labels": Y}, r"has the shape \(12, 3, 8, 0\).*no side of 0"),
        ({"images": np.float32(X[:, :, :0]), "labels": Y}, r"has the shape \(12, 3, 0, 8\)"),
        ({"images": X, "labels": Y[:5]}, r"has the shape \(5,\), but there are 12 images"),
        (
            {"images": X, "labels": Y / 1.0},
            "labels in .* is of type float64. Save one whole number",
        ),
        ({"images": X, "labels": Y - 1}, "holds labels from -1 to 1; allowed are 0 to 9,999"),
        ({"images": X, "labels": Y + 10_000}, "holds labels from 10000 to 10002"),
        ({"images": X, "labels": Y, "x_test": X}, "holds x_test, but no test labels"),
        ({"images": X, "labels": Y, "y_test": Y}, "holds y_test, but no test images"),
        (
            {"images": X, "labels": Y, "x_test": X[:, :, :4], "y_test": Y},
            r"training images of \(3, 8, 8\), but test images of \(3, 4, 8\)",
        ),
        ({"images": X, "labels": Y, "classes": ["a"]}, "names 1 classes, but its labels go to 2"),
        (
            {"images": X, "labels": np.array([{}] * 12)},
            "cannot be read: it holds pickled objects in labels.npy",
        ),
    ],
)
def test_what_must_be_in_it(tmp_path: Path, values: dict[str, Any], words: str) -> None:
    with pytest.raises(EngineError, match=words):
        _read(_npz(tmp_path / "own.npz", **values))


@pytest.mark.parametrize("name", ["own.npz", "own.pt", "own.PTH"])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_truncated_files(tmp_path: Path, name: str, share: float) -> None:
    path = tmp_path / name
    if name == "own.npz":
        _npz(path, images=X, labels=Y)
    else:
        torch.save({"images": torch.from_numpy(X), "labels": torch.from_numpy(Y)}, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert _error(path).startswith(f"{path} cannot be read: ")


class _Harm:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


def test_code_in_a_file_is_refused_and_not_run(tmp_path: Path) -> None:
    target = tmp_path / "harm"
    torch.save({"images": _Harm(target), "labels": torch.from_numpy(Y)}, tmp_path / "own.pt")
    assert _error(tmp_path / "own.pt").endswith("plain arrays or tensors, no objects.")
    np.savez(tmp_path / "own.npz", images=np.array([_Harm(target)], dtype=object), labels=Y)
    assert "holds pickled objects in images.npy" in _error(tmp_path / "own.npz")
    (tmp_path / "raw.pt").write_bytes(pickle.dumps(_Harm(target), protocol=2))
    assert "cannot be read" in _error(tmp_path / "raw.pt")
    assert not target.exists()


def test_other_things_than_a_dictionary_of_arrays(tmp_path: Path) -> None:
    torch.save([1, 2], tmp_path / "list.pt")
    assert "it holds a list, not a dictionary of tensors" in _error(tmp_path / "list.pt")
    torch.save({"images": "text", "labels": 3}, tmp_path / "text.pt")
    assert "images in " in _error(tmp_path / "text.pt") and "is a str, not an array" in _error(
        tmp_path / "text.pt"
    )
    torch.save({"images": torch.from_numpy(X), "labels": 3}, tmp_path / "one.pt")
    assert "is a int, not an array" in _error(tmp_path / "one.pt")
    torch.save({"images": torch.from_numpy(X), "labels": [[1], [1, 2]]}, tmp_path / "odd.pt")
    assert "is of type object" in _error(tmp_path / "odd.pt")
    (tmp_path / "own.txt").write_text("")
    assert "own.txt is no .npz or .pt file. Name a" in _error(tmp_path / "own.txt")
    assert "gone.npz is not there. Name a" in _error(tmp_path / "gone.npz")


def test_more_than_the_memory_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _npz(tmp_path / "own.npz", images=np.zeros((4000, 3, 32, 32), np.uint8), labels=Y)
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(arrays, "available_memory_bytes", lambda: 10_000_000)
    assert "holds 0.0 GB of arrays; 0.0 GB of memory are free. Use fewer" in _error(path)


def test_tensors_that_stand_for_more_than_their_file_holds(tmp_path: Path) -> None:
    wide = torch.zeros(1).expand(2**40, 1, 8, 8)
    torch.save({"images": wide, "labels": torch.from_numpy(Y)}, tmp_path / "own.pt")
    assert "its tensors stand for" in _error(tmp_path / "own.pt")
    torch.save({"images": [[[1]]] * 9, "labels": 1}, tmp_path / "list.pt")
    assert "is a list, not an array" in _error(tmp_path / "list.pt")
