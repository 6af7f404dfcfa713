"""Files from strangers, read without running anything in them and without trusting their sizes.

`.pt` files are opened with `torch.load(weights_only=True)` only, and only after the names that their
pickle asks for were read; `.npz` with `allow_pickle=False`; safetensors hold no code at all.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# What a stranger's file holds has no type until it was looked at; torch's stubs leave `load` open.

import hashlib
import io
import pickle
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image, UnidentifiedImageError
from pydantic import TypeAdapter, ValidationError
from safetensors import SafetensorError, safe_open
from torch import Tensor

from ftd_engine.data.torch_files import pickle_of
from ftd_engine.export_formats import GRID_KEY
from ftd_engine.foreign_files import leads_out_of, opened_file, read_at_most
from ftd_engine.foreign_structure import (
    WrongStructure,
    check_npz,
    check_safetensors,
    pickle_words,
    zip_entries,
)
from ftd_engine.method.set_pictures import GridPlan
from ftd_engine.runtime import EngineError, available_memory_bytes

MAX_FILE_BYTES = 2 << 30
"""Larger files are refused. CIFAR at 1000 images per class is 123 MB, Tiny ImageNet at 50 is 491 MB."""
MAX_NUMBERS = MAX_FILE_BYTES // 4
MAX_PICKLE_BYTES = 8 << 20
MAX_PICTURES = 200_000
MAX_SIZE_PX = 1024

PICTURE_SUFFIXES = frozenset((".png", ".jpg", ".jpeg"))

_TENSOR_NAMES = frozenset(
    f"{module} {name}"
    for module, names in {
        "torch._utils": ("_rebuild_tensor_v2", "_rebuild_parameter"),
        "torch": (
            *("FloatStorage", "DoubleStorage", "HalfStorage", "BFloat16Storage"),
            *("LongStorage", "IntStorage", "ShortStorage", "CharStorage", "ByteStorage"),
            "BoolStorage",
        ),
        "collections": ("OrderedDict",),
        "_codecs": ("encode",),
    }.items()
    for name in names
)
_INDIRECT_OPS = frozenset(("STACK_GLOBAL", "INST", "OBJ", "EXT1", "EXT2", "EXT4"))

_DAMAGE = (
    *(OSError, ValueError, KeyError, EOFError, TypeError, AttributeError, IndexError),
    *(RuntimeError, AssertionError, OverflowError, MemoryError, pickle.UnpicklingError),
    *(zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError),
)


_GRID_PLANS: TypeAdapter[GridPlan] = TypeAdapter(GridPlan)

# the second where warnings are errors
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class _Ignored:
    """Stands for a NumPy number in a peer's file; its value is not needed and not looked at."""

    def __init__(self, *_: object) -> None:
        return

    def __setstate__(self, _: object) -> None:
        return


# DC and its heirs keep accuracies as NumPy numbers beside the tensors
_NUMPY_NAMES = ("numpy.dtype", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar")


def checked_size(path: Path) -> int:
    """Size of a file in bytes.

    Raises:
        EngineError: there is no such file, it is empty, or larger than `MAX_FILE_BYTES`.
    """
    try:
        if not path.is_file():
            raise EngineError(f"{path} is no file.", "Check the path.")
        size = path.stat().st_size
    except OSError as error:
        raise EngineError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    if size == 0:
        raise EngineError(f"{path} is empty.", "Fetch the file again.")
    if size > MAX_FILE_BYTES:
        raise EngineError(
            f"{path} has {size:,} bytes; a set may have {MAX_FILE_BYTES:,} at most.",
            "Choose the file that holds only images and labels.",
        )
    return size


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal.

    Raises:
        EngineError: the file cannot be read.
    """
    checked_size(path)
    try:
        with opened_file(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EngineError(
            f"{path} cannot be read: {error.strerror}.", "Check its rights."
        ) from error


# ---------------------------------------------------------------- torch


def read_torch(path: Path) -> Any:
    """What `torch.save` wrote into a file: tensors, numbers, texts, and lists and tables of them.

    Tensors are views of the file; copy what is kept, after its size was checked.

    Raises:
        EngineError: no such file, too large, damaged, or it asks for anything but tensors.
    """
    checked_size(path)
    cure = "Fetch the file again, or save it anew with torch.save in PyTorch 1.6 or later."
    try:
        if not zipfile.is_zipfile(path):
            raise EngineError(f"{path} is not a file that torch.save wrote, or is cut short.", cure)
        with opened_file(path) as file:
            _check_archive(path, zip_entries(file, _limit_bytes()))
            with zipfile.ZipFile(file) as archive:
                foreign = _foreign_names(path, archive)
        if foreign:
            raise EngineError(
                f"{path} asks to run {foreign}; a set holds only tensors. Nothing in it was run.",
                "Do not trust this file. If it is your own, save only the tensors, detached and on "
                "the CPU.",
            )
        allowed: Any = [(_Ignored, name) for name in _NUMPY_NAMES]
        with torch.serialization.safe_globals(allowed):
            # mapped, so that a size that is claimed falsely is noticed before it is allocated
            return torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except _DAMAGE as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EngineError(f"{path} is damaged: {first}.", cure) from error


def _limit_bytes() -> int:
    """What a file may unpack to: as much as a set may have, and as memory holds."""
    return min(MAX_FILE_BYTES, available_memory_bytes())


def _check_archive(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
        raise EngineError(
            f"{path} is compressed, which torch.save never does.", "Save it anew with torch.save."
        )


def _foreign_names(path: Path, archive: zipfile.ZipFile) -> str:
    """Names in the pickle of a file that have nothing to do with tensors, in words; else empty."""
    pickles = [entry for entry in archive.infolist() if entry.filename.endswith("/data.pkl")]
    if len(pickles) != 1:
        raise EngineError(
            f"{path} is an archive, but none that torch.save wrote.", "Choose a .pt file."
        )
    if pickles[0].file_size > MAX_PICKLE_BYTES:
        raise EngineError(
            f"{path} lists more objects than a set has ({pickles[0].file_size:,} bytes of them).",
            "Save only the tensors.",
        )
    known = _TENSOR_NAMES | {" ".join(name.rsplit(".", 1)) for name in _NUMPY_NAMES}
    foreign: list[str] = []
    for operation, argument, _ in pickle_words(pickle_of(path, MAX_PICKLE_BYTES)):
        if operation.name == "GLOBAL" and argument not in known:
            foreign.append(str(argument).replace(" ", ".", 1))
        elif operation.name in _INDIRECT_OPS:
            foreign.append("a name that it hides")
    return " and ".join(dict.fromkeys(foreign[:3]))


# ---------------------------------------------------------------- arrays


def read_safetensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Tensors and texts of a safetensors file.

    Raises:
        EngineError: no such file, too large or damaged.
    """
    checked_size(path)
    try:
        with opened_file(path) as plain:
            check_safetensors(plain)
        with safe_open(path, "pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}, file.metadata() or {}  # noqa: SIM118
    except (SafetensorError, *_DAMAGE) as error:
        raise EngineError(f"{path} is damaged: {error}.", "Fetch the file again.") from error


def read_npz(path: Path) -> bytes:
    """Bytes of an `.npz` whose arrays are as large as they claim and hold no objects.

    Raises:
        EngineError: no such file, too large, damaged, or it holds pickled objects.
    """
    checked_size(path)
    cure = "Fetch the file again, or save it anew with np.savez."
    try:
        content = read_at_most(path, MAX_FILE_BYTES)
        check_npz(io.BytesIO(content), _limit_bytes())
    except WrongStructure as error:
        raise EngineError(
            f"{path} is damaged or no set: {error}.", f"Do not trust this file. {cure}"
        ) from error
    except OSError as error:
        raise EngineError(f"{path} cannot be read: {error.strerror}.", cure) from error
    return content


# ---------------------------------------------------------------- pictures


def read_pictures(folder: Path) -> tuple[npt.NDArray[np.uint8], list[int], list[Path]]:
    """Pictures of a folder of class folders, classes in the order of their names.

    Returns:
        Pixels `[N, H, W, C]` from 0 to 255, the class of each, and its file.

    Raises:
        EngineError: no pictures, too many, of different sizes, or damaged; names the first.
    """
    paths: list[Path] = []
    labels: list[int] = []
    try:
        classes = sorted(path for path in folder.iterdir() if path.is_dir())
        refuse_links(folder, classes)
        for label, inner in enumerate(classes):
            found = sorted(
                path
                for path in inner.iterdir()
                if path.suffix.lower() in PICTURE_SUFFIXES and path.is_file()
            )
            refuse_links(folder, found)
            paths += found
            labels += [label] * len(found)
    except OSError as error:
        raise EngineError(
            f"{folder} cannot be read: {error.strerror}.", "Check its rights."
        ) from error
    if not paths or len(paths) > MAX_PICTURES:
        raise EngineError(
            f"{folder} holds {len(paths):,} pictures in {len(classes):,} class folders; allowed are 1 "
            f"to {MAX_PICTURES:,}.",
            "Choose the folder that holds one folder of PNG or JPEG files per class.",
        )
    pictures: npt.NDArray[np.uint8] | None = None
    for index, path in enumerate(paths):
        pixels = _read_picture(path)
        if pictures is None:
            if pixels.size * len(paths) > MAX_NUMBERS:
                raise EngineError(
                    f"{folder} holds {len(paths):,} pictures of {pixels.shape[1]} pixels, more than "
                    f"{MAX_NUMBERS:,} numbers.",
                    "Choose fewer or smaller pictures.",
                )
            pictures = np.zeros((len(paths), *pixels.shape), dtype=np.uint8)
        if pixels.shape != pictures.shape[1:]:
            raise EngineError(
                f"{path} has the shape {pixels.shape}, the first picture {pictures.shape[1:]}.",
                "Bring all pictures to one size and one number of channels.",
            )
        pictures[index] = pixels
    assert pictures is not None
    return pictures, labels, paths


def read_grid(path: Path) -> tuple[npt.NDArray[np.uint8], list[int]]:
    """Pictures of a grid that tells inside where they stand, as our own export writes it.

    Returns:
        Pixels `[N, H, W, C]` from 0 to 255, and the class of each.

    Raises:
        EngineError: it does not tell, is damaged, or is another size than it tells.
    """
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as image:
            # text before the pixels is there before a picture of any size is unpacked
            words = image.info.get(GRID_KEY)
            if words is None:
                raise EngineError(
                    f"{path} is one picture that does not tell where images stand in it.",
                    "Choose a grid that this program has exported, the folder that holds one folder of "
                    "pictures per class, or a file of tensors.",
                )
            plan = _GRID_PLANS.validate_json(words)
            if (image.height, image.width) != plan.size or image.height * image.width > MAX_NUMBERS:
                raise EngineError(
                    f"{path} has {image.width:,} x {image.height:,} pixels; the grid that it tells of "
                    f"has {plan.size[1]:,} x {plan.size[0]:,}, of at most {MAX_NUMBERS:,} pixels.",
                    "It was cut or scaled since; export it again.",
                )
            sheet = _pixels_of(image)
        pictures = np.stack(
            [
                sheet[top : top + plan.height, left : left + plan.width]
                for top, left in plan.corners()
            ]
        )
        return pictures, np.repeat(plan.labels, plan.counts).tolist()
    except ValidationError as error:
        raise EngineError(
            f"{path} tells wrongly where its images stand: {error.errors()[0]['msg']}.",
            "Export it again.",
        ) from error
    except (UnidentifiedImageError, *_BOMBS, SyntaxError, *_DAMAGE) as error:
        raise EngineError(f"{path} is no readable grid: {error}.", "Export it again.") from error


def refuse_links(folder: Path, paths: list[Path]) -> None:
    """A set that came from elsewhere has no business with the user's other files.

    Raises:
        EngineError: a link leads out of the folder; names it.
    """
    outside = next(
        (path for path in paths if path.is_symlink() and leads_out_of(folder, path)), None
    )
    if outside is not None:
        raise EngineError(
            f"{outside} is a link that leads out of {folder}.",
            "Put a copy in its place, or delete the link.",
        )


def _read_picture(path: Path) -> npt.NDArray[np.uint8]:
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as image:
            if max(image.size) > MAX_SIZE_PX:
                raise EngineError(
                    f"{path} has {image.size[0]} x {image.size[1]} pixels; allowed are {MAX_SIZE_PX} "
                    "a side.",
                    "Choose smaller pictures.",
                )
            return _pixels_of(image)
    except (UnidentifiedImageError, *_BOMBS, SyntaxError, *_DAMAGE) as error:
        raise EngineError(f"{path} is no readable PNG or JPEG: {error}.", "Remove it.") from error


def _pixels_of(image: Image.Image) -> npt.NDArray[np.uint8]:
    """Grey or colours `[H, W, C]`, whatever the picture is made of."""
    pixels = np.asarray(image.convert("L" if image.mode in ("1", "L") else "RGB"))
    return pixels[..., None] if pixels.ndim == 2 else pixels
