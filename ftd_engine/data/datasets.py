"""Real data sets: where they lie, how their files are read and checked."""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave `from_numpy` partly unknown.

import gzip
import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.config import DataConfig
from ftd_engine.data.pixel_space import PixelSpace
from ftd_engine.resource_files import demo_data_folder
from ftd_engine.runtime import EngineError

FASHION_MNIST_CLASSES = (
    "T-shirt/top",
    "trouser",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)
_FASHION_MNIST_SPACE = PixelSpace(mean=(0.2861,), std=(0.3530,))
_SIZE_PX = 28
_IMAGES_MAGIC, _LABELS_MAGIC = 2051, 2049
_SPLITS: tuple[Literal["train", "t10k"], ...] = ("train", "t10k")
_FULL_COUNTS = {"train": 60_000, "t10k": 10_000}
_EMBEDDED_COUNTS = {"train": 6_000, "t10k": 2_000}
_DEBIAN_FOLDER = Path("/usr/share/datasets/fashion-mnist")


@dataclass(frozen=True, slots=True)
class RealDataset:
    """Real images in the space that networks are trained in.

    Attributes:
        name: data set as in the experiment.
        origin: where the files came from, in words.
        train_images, test_images: `[N, C, H, W]`, normalised.
        train_labels, test_labels: `[N]`, class of each image.
        class_names: name of each class.
        space: how pixels became numbers.
    """

    name: str
    origin: str
    train_images: Float[Tensor, "n c h w"]
    train_labels: Int[Tensor, " n"]
    test_images: Float[Tensor, "m c h w"]
    test_labels: Int[Tensor, " m"]
    class_names: tuple[str, ...]
    space: PixelSpace

    @property
    def num_classes(self) -> int:
        return len(self.class_names)

    @property
    def channels(self) -> int:
        return self.train_images.shape[1]

    @property
    def size_px(self) -> int:
        return self.train_images.shape[2]

    def to(self, device: torch.device) -> "RealDataset":
        """The same images on a device."""
        return RealDataset(
            self.name,
            self.origin,
            self.train_images.to(device),
            self.train_labels.to(device),
            self.test_images.to(device),
            self.test_labels.to(device),
            self.class_names,
            self.space,
        )


def _read_idx(path: Path, magic: int, shape: tuple[int, ...]) -> npt.NDArray[np.uint8]:
    """The numbers of one IDX file, plain or gzipped, checked against what it must hold.

    Raises:
        EngineError: unreadable, not IDX, of another size, or truncated; names the file.
    """
    expected_bytes = 4 + 4 * len(shape) + int(np.prod(shape))
    cure = "Fetch the file again, or choose another folder or the embedded source."
    try:
        if path.suffix == ".gz":
            with gzip.open(path, "rb") as file:
                # one byte more than expected tells a longer file without reading all of it
                content = file.read(expected_bytes + 1)
        else:
            with path.open("rb") as file:
                content = file.read(expected_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
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


def _file_names(split: str) -> tuple[str, str]:
    return f"{split}-images-idx3-ubyte", f"{split}-labels-idx1-ubyte"


def _find(folder: Path, name: str) -> Path | None:
    for candidate in (folder / name, folder / f"{name}.gz"):
        if candidate.is_file():
            return candidate
    return None


def _idx_folder(folder: Path) -> Path | None:
    """The folder itself or torchvision's place inside it, where any of the four files lies."""
    for inside in (folder, folder / "raw", folder / "FashionMNIST" / "raw"):
        if any(_find(inside, name) for split in _SPLITS for name in _file_names(split)):
            return inside
    return None


def data_home() -> Path:
    """Where downloads go: $FTD_STUDIO_DATA or ~/ftd-studio/data."""
    chosen = os.environ.get("FTD_STUDIO_DATA")
    return Path(chosen) if chosen else Path.home() / "ftd-studio" / "data"


def _find_full(folder: str) -> Path | None:
    """Folder of the full set.

    Raises:
        EngineError: the user named a folder that holds none.
    """
    if folder:
        found = _idx_folder(Path(folder).expanduser())
        if found is None:
            raise EngineError(
                f"{folder} holds no Fashion-MNIST.",
                f"It must hold {_file_names('train')[0]}, plain or .gz, and its three companions, "
                "or be a torchvision data folder. Correct the folder or leave it empty.",
            )
        return found
    for candidate in (data_home(), _DEBIAN_FOLDER, Path.home() / ".cache" / "torchvision"):
        if (found := _idx_folder(candidate)) is not None:
            return found
    return None


def _download() -> Path:
    # torchvision loads for a second and is needed only for this one download
    from torchvision.datasets import FashionMNIST  # pyright: ignore[reportMissingTypeStubs]

    home = data_home()
    try:
        home.mkdir(parents=True, exist_ok=True)
        FashionMNIST(str(home), download=True)
    except (OSError, RuntimeError) as error:
        raise EngineError(
            f"The full Fashion-MNIST is not on this disk and could not be downloaded: {error}.",
            'Check the network, install the package "dataset-fashion-mnist", name a data folder, '
            'or choose the source "embedded".',
        ) from error
    found = _idx_folder(home)
    assert found is not None, home
    return found


def _load_fashion_mnist(config: DataConfig) -> RealDataset:
    counts, folder = _EMBEDDED_COUNTS, demo_data_folder()
    origin = "embedded subset"
    if config.source != "embedded":
        full = _find_full(config.folder)
        if full is None and config.source == "full":
            full = _download()
        if full is not None:
            counts, folder, origin = _FULL_COUNTS, full, f"full set in {full}"
    arrays: dict[str, npt.NDArray[np.uint8]] = {}
    for split in _SPLITS:
        count = counts[split]
        shapes = ((count, _SIZE_PX, _SIZE_PX), (count,))
        magics = (_IMAGES_MAGIC, _LABELS_MAGIC)
        for name, shape, magic in zip(_file_names(split), shapes, magics, strict=True):
            path = _find(folder, name)
            if path is None:
                raise EngineError(
                    f"{folder / name} is missing, plain or .gz; {folder} holds only a part of "
                    "Fashion-MNIST.",
                    "Fetch all four files, or choose another folder or the embedded source.",
                )
            arrays[name] = _read_idx(path, magic, shape)
            worst = int(arrays[name].max()) if magic == _LABELS_MAGIC else 0
            if worst >= len(FASHION_MNIST_CLASSES):
                raise EngineError(
                    f"{path} holds the label {worst}; allowed are 0 to 9.",
                    "Fetch the file again, or choose another folder or the embedded source.",
                )

    def tensors(split: str) -> tuple[Tensor, Tensor]:
        images, labels = _file_names(split)
        pixels = torch.from_numpy(arrays[images])[:, None].float() / 255
        return _FASHION_MNIST_SPACE.encode(pixels), torch.from_numpy(arrays[labels]).long()

    train_images, train_labels = tensors("train")
    test_images, test_labels = tensors("t10k")
    return RealDataset(
        name=config.dataset,
        origin=origin,
        train_images=train_images,
        train_labels=train_labels,
        test_images=test_images,
        test_labels=test_labels,
        class_names=FASHION_MNIST_CLASSES,
        space=_FASHION_MNIST_SPACE,
    )


def load_dataset(config: DataConfig) -> RealDataset:
    """Read the real images on the CPU.

    Raises:
        EngineError: files are missing, damaged or of another size; names the file.
    """
    return _load_fashion_mnist(config)


def draw_per_class(
    labels: Int[Tensor, " n"], num_classes: int, per_class: int, generator: torch.Generator
) -> Int[Tensor, " chosen"]:
    """Positions of randomly drawn images, class-major, `per_class` of each without repeats.

    Raises:
        EngineError: a class has too few images.
    """
    chosen: list[Tensor] = []
    on_cpu = labels.cpu()
    for label in range(num_classes):
        places = (on_cpu == label).nonzero().flatten()
        if len(places) < per_class:
            raise EngineError(
                f"Class {label} has {len(places)} real images, but {per_class} per class are "
                "wanted.",
                f"Lower the images per class to {len(places)} at most.",
            )
        chosen.append(places[torch.randperm(len(places), generator=generator)[:per_class]])
    return torch.cat(chosen).to(labels.device)
