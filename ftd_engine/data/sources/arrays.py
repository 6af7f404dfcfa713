"""The user's own images and labels as arrays in one `.npz` or `.pt` file."""

import lzma
import pickle
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import torch

from ftd_engine.data.raw_images import Labels, Pixels, RawImages, Turn
from ftd_engine.data.sources.test_part import split_off_test
from ftd_engine.data.torch_files import pickle_of
from ftd_engine.foreign_files import opened_file
from ftd_engine.foreign_structure import check_npz, pickle_words, zip_entries
from ftd_engine.runtime import EngineError, available_memory_bytes
from ftd_engine.settings.data import DataConfig
from ftd_engine.user_folders import user_path

_MAX_CLASSES = 10_000
_MAX_PICKLE_BYTES = 64 << 20
# the names that peers use, the first one being ours
_TRAIN_IMAGES = ("x_train", "images_train", "train_images", "images", "x")
_TRAIN_LABELS = ("y_train", "labels_train", "train_labels", "labels", "y")
_TEST_IMAGES = ("x_test", "images_test", "test_images", "images_val", "x_val")
_TEST_LABELS = ("y_test", "labels_test", "test_labels", "labels_val", "y_val")
_CLASS_NAMES = ("class_names", "classes")
ARRAY_KEYS = "x_train, y_train, x_test and y_test, or images and labels"
_DAMAGE = (
    *(OSError, ValueError, KeyError, EOFError, TypeError, RuntimeError, pickle.UnpicklingError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError),
    *(AttributeError, IndexError, AssertionError, OverflowError, MemoryError),
)


def load_arrays(config: DataConfig, turn: Turn) -> RawImages:
    """Images `[N, H, W]`, `[N, C, H, W]` or `[N, H, W, C]`, bytes or floats 0 to 1, with labels.

    Raises:
        EngineError: unreadable, keys missing, wrong types, shapes or values; says which.
    """
    path = user_path(config.folder)
    turn()
    return images_of(_read(path), config, str(path), f"own arrays in {path}")


def images_of(values: dict[str, Any], config: DataConfig, where: str, origin: str) -> RawImages:
    """Images and labels that lie under the names of `ARRAY_KEYS`, or those that peers use.

    Args:
        values: arrays by name.
        where: what holds them, as messages name it.
        origin: where they come from, in words.

    Raises:
        EngineError: keys missing, wrong types, shapes or values; says which.
    """
    train_key, train = _found(values, _TRAIN_IMAGES)
    labels_key, labels = _found(values, _TRAIN_LABELS)
    if train is None or labels is None:
        has = ", ".join(sorted(values)) or "nothing"
        raise EngineError(f"{where} holds {has}.", f"It must hold {ARRAY_KEYS}.")
    train_pixels = _pixels(where, train_key, train)
    train_labels = _labels(where, labels_key, labels, len(train_pixels))
    test_key, test = _found(values, _TEST_IMAGES)
    test_labels_key, raw_test_labels = _found(values, _TEST_LABELS)
    if (test is None) != (raw_test_labels is None):
        has, lacks = (test_key, "labels") if test is not None else (test_labels_key, "images")
        raise EngineError(
            f"{where} holds {has}, but no test {lacks}.", f"It must hold {ARRAY_KEYS}."
        )
    if test is not None and raw_test_labels is not None:
        test_pixels = _pixels(where, test_key, test)
        test_labels = _labels(where, test_labels_key, raw_test_labels, len(test_pixels))
        if test_pixels.shape[1:] != train_pixels.shape[1:]:
            raise EngineError(
                f"{where} holds training images of {train_pixels.shape[1:]}, but test images of "
                f"{test_pixels.shape[1:]} (channels, height, width).",
                "Make all of one shape.",
            )
        num_classes = int(max(train_labels.max(), test_labels.max(initial=0))) + 1
    else:
        num_classes = int(train_labels.max()) + 1
        kept, taken = split_off_test(train_labels, num_classes, config.test_share)
        test_pixels, test_labels = train_pixels[taken], train_labels[taken]
        train_pixels, train_labels = train_pixels[kept], train_labels[kept]
        origin = f"{origin}, {config.test_share:.0%} of each class kept for testing"
    return RawImages(
        name=config.dataset,
        origin=origin,
        train_pixels=train_pixels,
        train_labels=train_labels,
        test_pixels=test_pixels,
        test_labels=test_labels,
        class_names=_class_names(where, values, num_classes),
        constants=None,
        is_published=False,
    )


def _read(path: Path) -> dict[str, Any]:
    """What the file holds, by name; nothing in it is run."""
    readers = {".npz": _read_npz, ".pt": _read_pt, ".pth": _read_pt}
    reader = readers.get(path.suffix.lower())
    if reader is None or not path.is_file():
        raise EngineError(
            f"{path} is {'no .npz or .pt file' if path.exists() else 'not there'}.",
            "Name a .npz file of NumPy or a .pt file of PyTorch.",
        )
    cure = "Save it again: plain arrays or tensors, no objects."
    try:
        size, free = _unpacked_bytes(path), available_memory_bytes()
        if size > free:
            raise EngineError(
                f"{path} holds {size / 1e9:.1f} GB of arrays; {free / 1e9:.1f} GB of memory are free.",
                "Use fewer or smaller images.",
            )
        return reader(path)
    except _DAMAGE as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise EngineError(f"{path} cannot be read: {reason}.", cure) from error


def _unpacked_bytes(path: Path) -> int:
    """Size of all that the archive unpacks to; both formats are archives."""
    with opened_file(path) as file:
        if not zipfile.is_zipfile(file):
            raise ValueError("it is no archive such as NumPy and PyTorch from 1.6 on write")
        return sum(entry.file_size for entry in zip_entries(file, sys.maxsize))


def _read_npz(path: Path) -> dict[str, Any]:
    # opened here: numpy leaves a file open that turns out to be no archive
    with opened_file(path) as file:
        check_npz(file, available_memory_bytes())
        file.seek(0)
        archive = np.load(file, allow_pickle=False)
        return {name: archive[name] for name in archive.files}


def _read_pt(path: Path) -> dict[str, Any]:
    for _ in pickle_words(pickle_of(path, _MAX_PICKLE_BYTES)):
        pass
    # weights_only refuses all but tensors and plain values; mapped, so that a size that is claimed
    # falsely is noticed before it is allocated
    value = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    if not isinstance(value, dict):
        raise TypeError(f"it holds a {type(value).__name__}, not a dictionary of tensors")
    items = cast("dict[Any, Any]", value)
    tensors = [inner for inner in items.values() if isinstance(inner, torch.Tensor)]
    # a view may stand for far more numbers than its file holds
    if (size := sum(tensor.nbytes for tensor in tensors)) > available_memory_bytes():
        raise ValueError(f"its tensors stand for {size:,} bytes, more than the memory has")
    return {
        # away from the mapped file, whatever happens to it
        str(key): inner.detach().clone().numpy() if isinstance(inner, torch.Tensor) else inner
        for key, inner in items.items()
    }


def _found(values: dict[str, Any], names: tuple[str, ...]) -> tuple[str, Any]:
    for name in names:
        if name in values:
            return name, values[name]
    return names[0], None


def _pixels(where: str, key: str, value: Any) -> Pixels:
    """Images as `[N, C, H, W]`, bytes or floats 0 to 1."""
    cure = "Save images as bytes 0 to 255, or as floats 0 to 1, not normalised."
    if not isinstance(value, np.ndarray):
        raise EngineError(f"{key} in {where} is a {type(value).__name__}, not an array.", cure)
    given = cast("npt.NDArray[Any]", value)
    array = given
    if array.dtype != np.uint8 and array.dtype.kind != "f":
        raise EngineError(f"{key} in {where} is of type {array.dtype}.", cure)
    if array.ndim == 3:
        array = array[:, None]
    if array.ndim == 4 and array.shape[1] not in (1, 3) and array.shape[3] in (1, 3):
        array = array.transpose(0, 3, 1, 2)
    if array.ndim != 4 or array.shape[1] not in (1, 3) or array.size == 0:
        raise EngineError(
            f"{key} in {where} has the shape {given.shape}.",
            "Allowed are (N, H, W), (N, C, H, W) and (N, H, W, C) with 1 or 3 channels C, and no "
            "side of 0.",
        )
    if array.dtype == np.uint8:
        return np.ascontiguousarray(array)
    floats = np.ascontiguousarray(array, np.float32)
    odd = ~np.isfinite(floats).all(axis=(1, 2, 3))
    if odd.any():
        raise EngineError(
            f"{key} in {where} holds values that are not finite numbers, in {odd.sum():,} of "
            f"{len(floats):,} images, the first of them number {int(odd.argmax()):,} counted from 0.",
            "Mend or leave out these images.",
        )
    low, high = float(floats.min()), float(floats.max())
    if low < 0 or high > 1:
        raise EngineError(f"{key} in {where} holds values from {low:.4g} to {high:.4g}.", cure)
    return floats


def _labels(where: str, key: str, value: Any, count: int) -> Labels:
    cure = "Save one whole number per image, 0 for the first class."
    if not isinstance(value, np.ndarray | list):
        raise EngineError(f"{key} in {where} is a {type(value).__name__}, not an array.", cure)
    labels = _array(cast("npt.NDArray[Any] | list[Any]", value))
    if labels.dtype.kind not in "iu":
        raise EngineError(f"{key} in {where} is of type {labels.dtype}.", cure)
    if labels.shape == (count, 1):
        labels = labels[:, 0]
    if labels.shape != (count,):
        raise EngineError(
            f"{key} in {where} has the shape {labels.shape}, but there are {count:,} images.", cure
        )
    low, high = int(labels.min()), int(labels.max())
    if low < 0 or high >= _MAX_CLASSES:
        raise EngineError(
            f"{key} in {where} holds labels from {low} to {high}; allowed are 0 to "
            f"{_MAX_CLASSES - 1:,}.",
            cure,
        )
    return labels.astype(np.int64)


def _array(value: npt.NDArray[Any] | list[Any]) -> npt.NDArray[Any]:
    try:
        return np.asarray(value)
    except ValueError:
        # a list of lists of different lengths, which the check of types will name
        return np.array(None, dtype=np.object_)


def _class_names(where: str, values: dict[str, Any], num_classes: int) -> tuple[str, ...]:
    _, names = _found(values, _CLASS_NAMES)
    if names is None:
        return tuple(str(label) for label in range(num_classes))
    if np.ndim(names) != 1:
        raise EngineError(
            f"The class names in {where} are no list.", "Name every class, or leave the names out."
        )
    listed = [str(name) for name in names]
    if len(listed) < num_classes:
        raise EngineError(
            f"{where} names {len(listed)} classes, but its labels go to {num_classes - 1}.",
            "Name every class, or leave the names out.",
        )
    return tuple(listed)
