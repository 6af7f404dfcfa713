"""Finds image files by name and decodes one of them; knows no data set."""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave `from_numpy` partly unknown.

import os
import struct
import zlib
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F
from PIL import Image, UnidentifiedImageError

MAX_PIXELS = 50_000_000
"""Larger pictures are refused: a small file may unpack to any size."""

_SUFFIXES = frozenset(
    (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".ppm", ".pgm")
)
# no format whose reader starts another program
_FORMATS = ("JPEG", "PNG", "BMP", "GIF", "WEBP", "TIFF", "PPM")
_GREY_MODES = frozenset(("1", "L", "LA"))
_COLOUR_MODES = frozenset(("P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"))
_LEFT_BY_SYSTEMS = frozenset(("thumbs.db", "desktop.ini"))
_DAMAGE = (
    *(OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError, OverflowError),
    *(MemoryError, struct.error, zlib.error),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning),
)

Channels = Literal[1, 3]


class BadImage(Exception):
    """An image file that cannot be taken; the message is the reason, without the file."""


def subfolders(folder: Path) -> list[Path]:
    """Folders in a folder, in the order of their names, hidden ones left out."""
    return sorted(
        path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")
    )


def image_paths(folder: Path) -> tuple[list[Path], list[Path]]:
    """Files below a folder that are images by their names, and the others, both in order.

    Links are followed, each folder is gone through once.

    What operating systems leave behind, and hidden files, are in neither list.
    """
    images: list[Path] = []
    others: list[Path] = []
    been: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        # links may lead back to where they came from, and two such ways double at every turn
        real = os.path.realpath(place)
        if real in been:
            folders.clear()
            continue
        been.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or name.lower() in _LEFT_BY_SYSTEMS:
                continue
            is_image = os.path.splitext(name)[1].lower() in _SUFFIXES  # noqa: PTH122  110,000 files
            (images if is_image else others).append(Path(place, name))
    return images, others


def is_grey(path: Path) -> bool:
    """True where the file says that it holds one channel; only its head is read.

    Raises:
        BadImage: no image that can be taken.
    """
    with _opened(path) as image:
        return image.mode in _GREY_MODES


def decode_image(path: Path, size_px: int, channels: Channels) -> npt.NDArray[np.uint8]:
    """One image as `[C, H, W]`, 0 to 255.

    Args:
        path: the file.
        size_px: width and height it is squashed to, on tensors, bilinear and with antialiasing (as
            torchvision's Resize does since 0.17); 0 leaves it as it is.
        channels: 1 for grey, 3 for colour; transparency is left out.

    Raises:
        BadImage: unreadable, too large, or of more than 8 bits a channel.
    """
    try:
        with _opened(path) as image:
            # a palette with transparency has no direct way to colours
            full = image.convert("RGBA") if image.mode in ("P", "PA") else image
            pixels = np.asarray(full.convert("RGB" if channels == 3 else "L"))
    except _DAMAGE as error:
        raise BadImage(f"is damaged: {_reason(error)}") from error
    planes = pixels.transpose(2, 0, 1) if channels == 3 else pixels[None]
    if size_px == 0 or planes.shape[1:] == (size_px, size_px):
        return np.ascontiguousarray(planes)
    colours = torch.from_numpy(np.array(planes)).float()[None]
    squashed = F.interpolate(
        colours, (size_px, size_px), mode="bilinear", align_corners=False, antialias=True
    )
    return squashed[0].round().clamp(0, 255).to(torch.uint8).numpy()


def _reason(error: BaseException) -> str:
    return str(error).rstrip(".") or type(error).__name__


def _opened(path: Path) -> Image.Image:
    try:
        if not path.is_file() and path.exists():
            raise BadImage("is no plain file")
        image = Image.open(path, formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise BadImage("is not an image, or damaged in its head") from error
    except _DAMAGE as error:
        raise BadImage(f"cannot be read: {_reason(error)}") from error
    width, height = image.size
    reason = ""
    if width * height > MAX_PIXELS:
        reason = f"is {width:,} × {height:,} pixels; allowed are {MAX_PIXELS:,} in all"
    elif image.mode not in _GREY_MODES | _COLOUR_MODES:
        reason = f'holds pixels of kind "{image.mode}"; allowed are 8 bits a channel'
    if reason:
        image.close()
        raise BadImage(reason)
    return image
