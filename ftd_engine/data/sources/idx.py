"""MNIST and Fashion-MNIST: four IDX files, plain or gzipped, in whole or as the embedded subset."""

import gzip
import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from ftd_engine.data.raw_images import Constants, RawImages, Turn
from ftd_engine.data.sources.places import FETCH_AGAIN, find_published, not_found
from ftd_engine.foreign_files import opened_file
from ftd_engine.resource_files import demo_data_folder
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig

_SIZE_PX = 28
_NUM_CLASSES = 10
_IMAGES_MAGIC, _LABELS_MAGIC = 2051, 2049
_MAX_HEAD_BYTES = 1 << 16
"""A gzip file may begin with a name of any length, and end with any number of empty parts."""
_Split = Literal["train", "t10k"]
_SPLITS: tuple[_Split, ...] = ("train", "t10k")
_FULL_COUNTS: dict[_Split, int] = {"train": 60_000, "t10k": 10_000}
_EMBEDDED_COUNTS: dict[_Split, int] = {"train": 6_000, "t10k": 2_000}


@dataclass(frozen=True, slots=True)
class _IdxSet:
    """What tells the two sets apart."""

    title: str
    torchvision_folder: str
    system_folder: Path
    constants: Constants
    class_names: tuple[str, ...]
    cure: str


_MNIST = _IdxSet(
    title="MNIST",
    torchvision_folder="MNIST",
    system_folder=Path("/usr/share/datasets/mnist"),
    constants=Constants((0.1307,), (0.3081,)),
    class_names=tuple("0123456789"),
    cure=FETCH_AGAIN,
)
_FASHION_MNIST = _IdxSet(
    title="Fashion-MNIST",
    torchvision_folder="FashionMNIST",
    # of Debian's package dataset-fashion-mnist
    system_folder=Path("/usr/share/datasets/fashion-mnist"),
    constants=Constants((0.2861,), (0.3530,)),
    class_names=(
        *("T-shirt/top", "trouser", "pullover", "dress", "coat"),
        *("sandal", "shirt", "sneaker", "bag", "ankle boot"),
    ),
    cure="Fetch the file again, or choose another folder or the embedded source.",
)


def load_mnist(config: DataConfig, turn: Turn) -> RawImages:
    """MNIST, 60,000 and 10,000 images.

    Raises:
        EngineError: files are missing, damaged or of another size; names the file.
    """
    return _load(config, _MNIST, turn)


def load_fashion_mnist(config: DataConfig, turn: Turn) -> RawImages:
    """Fashion-MNIST, in full or the 6,000 and 2,000 images that ship with the program.

    Raises:
        EngineError: files are missing, damaged or of another size; names the file.
    """
    return _load(config, _FASHION_MNIST, turn)


def _load(config: DataConfig, facts: _IdxSet, turn: Turn) -> RawImages:
    folder, counts, origin = _chosen_folder(config, facts)
    arrays: dict[str, npt.NDArray[np.uint8]] = {}
    for split in _SPLITS:
        turn()
        count = counts[split]
        shapes = ((count, _SIZE_PX, _SIZE_PX), (count,))
        magics = (_IMAGES_MAGIC, _LABELS_MAGIC)
        for name, shape, magic in zip(_file_names(split), shapes, magics, strict=True):
            path = _find(folder, name)
            if path is None:
                raise EngineError(
                    f"{folder / name} is missing, plain or .gz; {folder} holds only a part of "
                    f"{facts.title}.",
                    facts.cure.replace("the file again", "all four files"),
                )
            arrays[name] = _read_idx(path, magic, shape, facts.cure)
            worst = int(arrays[name].max()) if magic == _LABELS_MAGIC else 0
            if worst >= _NUM_CLASSES:
                raise EngineError(
                    f"{path} holds the label {worst}; allowed are 0 to 9.", facts.cure
                )
    (train_images, train_labels), (test_images, test_labels) = map(_file_names, _SPLITS)
    return RawImages(
        name=config.dataset,
        origin=origin,
        train_pixels=arrays[train_images][:, None],
        train_labels=arrays[train_labels].astype(np.int64),
        test_pixels=arrays[test_images][:, None],
        test_labels=arrays[test_labels].astype(np.int64),
        class_names=facts.class_names,
        constants=facts.constants,
    )


def _chosen_folder(config: DataConfig, facts: _IdxSet) -> tuple[Path, dict[_Split, int], str]:
    """Folder of the four files, images in each, and where they came from in words."""
    has_embedded = facts is _FASHION_MNIST
    if not (has_embedded and config.source == "embedded"):
        first = _file_names("train")[0]
        holds = f"{first}, plain or .gz, and its three companions, or be a torchvision data folder"

        def place_in(folder: Path) -> Path | None:
            # the four names are the same for both sets: bare files are MNIST only if so named
            return _idx_folder(folder, facts, bare=has_embedded or bool(config.folder))

        def download(home: Path) -> None:
            # torchvision loads for a second and is needed only for this one download
            from torchvision.datasets import (  # pyright: ignore[reportMissingTypeStubs]
                MNIST,
                FashionMNIST,
            )

            kind = FashionMNIST if has_embedded else MNIST
            kind(str(home), download=True)

        places = (facts.system_folder,)
        found = find_published(config, facts.title, holds, place_in, download, places)
        if found is not None:
            return found, _FULL_COUNTS, f"full set in {found}"
        if not has_embedded:
            raise not_found(facts.title, holds, can_download=True)
    return demo_data_folder(), _EMBEDDED_COUNTS, "embedded subset"


def _idx_folder(folder: Path, facts: _IdxSet, bare: bool) -> Path | None:
    """The place of torchvision inside the folder or, if bare, the folder itself, where any file lies."""
    inside_torchvision = folder / facts.torchvision_folder / "raw"
    for inside in (inside_torchvision, folder / "raw", folder) if bare else (inside_torchvision,):
        if any(_find(inside, name) for split in _SPLITS for name in _file_names(split)):
            return inside
    return None


def _file_names(split: _Split) -> tuple[str, str]:
    return f"{split}-images-idx3-ubyte", f"{split}-labels-idx1-ubyte"


def _find(folder: Path, name: str) -> Path | None:
    for candidate in (folder / name, folder / f"{name}.gz"):
        if candidate.is_file():
            return candidate
    return None


def _read_idx(path: Path, magic: int, shape: tuple[int, ...], cure: str) -> npt.NDArray[np.uint8]:
    """The numbers of one IDX file, plain or gzipped, checked against what it must hold.

    Raises:
        EngineError: unreadable, not IDX, of another size, or truncated; names the file.
    """
    expected_bytes = 4 + 4 * len(shape) + int(np.prod(shape))
    try:
        with opened_file(path) as plain:
            if os.fstat(plain.fileno()).st_size > 2 * expected_bytes + _MAX_HEAD_BYTES:
                raise EngineError(
                    f"{path} is far larger than the {expected_bytes:,} bytes that it must hold.",
                    cure,
                )
            with gzip.open(plain) if path.suffix == ".gz" else plain as file:
                # one byte more than expected tells a longer file without reading all of it
                content = file.read(expected_bytes + 1)
    except (OSError, EOFError, zlib.error, struct.error) as error:
        raise EngineError(f"{path} cannot be read: {error}.", cure) from error
    header = struct.Struct(f">i{len(shape)}i")
    if len(content) < header.size:
        raise EngineError(
            f"{path} holds {len(content)} bytes; an IDX file has a head of {header.size} bytes "
            "at least.",
            cure,
        )
    found_magic, *found_shape = header.unpack_from(content)
    if found_magic != magic or tuple(found_shape) != shape:
        raise EngineError(
            f"{path} says magic number {found_magic} and shape {tuple(found_shape)}; expected "
            f"{magic} and {shape}.",
            cure,
        )
    if len(content) != expected_bytes:
        more = "or more " if len(content) > expected_bytes else ""
        raise EngineError(
            f"{path} holds {len(content):,} {more}bytes of pixels and head; expected "
            f"{expected_bytes:,}.",
            cure,
        )
    values = np.frombuffer(content, dtype=np.uint8, offset=header.size)
    return values.reshape(shape).copy()
