"""SVHN in its "cropped digits" format: two MATLAB files of 32-pixel house numbers."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from ftd_engine.data.raw_images import Constants, Labels, RawImages, Turn
from ftd_engine.data.sources.mat_file import NotMat, read_mat
from ftd_engine.data.sources.places import FETCH_AGAIN, find_published, not_found
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig

_TITLE = "SVHN"
_FILES = {"train": "train_32x32.mat", "test": "test_32x32.mat"}
_COUNTS = {"train": 73_257, "test": 26_032}
_SIZE_PX = 32
_CONSTANTS = Constants((0.4377, 0.4438, 0.4728), (0.1980, 0.2010, 0.1970))


def load_svhn(config: DataConfig, turn: Turn) -> RawImages:
    """SVHN, 73,257 and 26,032 images; the digit 0, label 10 in the files, is class 0.

    Raises:
        EngineError: files are missing, damaged or of another size; names the file.
    """
    holds = f"{_FILES['train']} and {_FILES['test']}"
    folder = find_published(config, _TITLE, holds, _place_in, _download)
    if folder is None:
        raise not_found(_TITLE, holds, can_download=True)
    turn()
    train_pixels, train_labels = _split(folder, "train")
    turn()
    test_pixels, test_labels = _split(folder, "test")
    return RawImages(
        name=config.dataset,
        origin=f"full set in {folder}",
        train_pixels=train_pixels,
        train_labels=train_labels,
        test_pixels=test_pixels,
        test_labels=test_labels,
        class_names=tuple("0123456789"),
        constants=_CONSTANTS,
    )


def _place_in(folder: Path) -> Path | None:
    for inside in (folder, folder / "SVHN", folder / "svhn"):
        if any((inside / name).is_file() for name in _FILES.values()):
            return inside
    return None


def _download(home: Path) -> None:
    # torchvision knows addresses and checksums; its own reader would need SciPy
    from torchvision.datasets import SVHN  # pyright: ignore[reportMissingTypeStubs]
    from torchvision.datasets.utils import download_url  # pyright: ignore[reportMissingTypeStubs]

    for split in _FILES:
        url, name, checksum = SVHN.split_list[split]
        download_url(url, str(home / "SVHN"), name, checksum)


def _split(folder: Path, split: str) -> tuple[npt.NDArray[np.uint8], Labels]:
    path, count = folder / _FILES[split], _COUNTS[split]
    try:
        arrays = read_mat(path, ("X", "y"))
    except FileNotFoundError as error:
        raise EngineError(
            f"{path} is missing; {folder} holds only a part of {_TITLE}.", "Fetch both files."
        ) from error
    except (NotMat, OSError) as error:
        raise EngineError(f"{path} cannot be read: {error}.", FETCH_AGAIN) from error
    wanted = {"X": (_SIZE_PX, _SIZE_PX, 3, count), "y": (count, 1)}
    found = {name: array.shape for name, array in arrays.items()}
    if found != wanted or arrays["X"].dtype != np.uint8:
        raise EngineError(
            f"{path} holds arrays {found or 'of other names'}; expected {wanted} with X of bytes.",
            FETCH_AGAIN,
        )
    labels = arrays["y"][:, 0].astype(np.int64)
    if not np.array_equal(labels, arrays["y"][:, 0]) or labels.min() < 1 or labels.max() > 10:
        raise EngineError(
            f"{path} holds labels from {arrays['y'].min():g} to {arrays['y'].max():g}; allowed are "
            "the whole numbers 1 to 10.",
            FETCH_AGAIN,
        )
    labels[labels == 10] = 0
    return np.ascontiguousarray(arrays["X"].transpose(3, 2, 0, 1)), labels
