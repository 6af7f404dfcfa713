"""A stored set as PNG pictures: one per image, or all in a grid. Writes nothing itself."""

import io
import re

import numpy as np
import numpy.typing as npt
from PIL import Image

from ftd_engine.snapshot import Snapshot

_GRID_GAP_PX = 2
_GRID_GREY = 128


def eight_bit(snapshot: Snapshot, series: str) -> npt.NDArray[np.uint8]:
    """One series as colours `[N, H, W, C]` from 0 to 255, clipped and rounded."""
    return np.rint(snapshot.viewable(series).clip(0, 1) * 255).astype(np.uint8)


def _png(pixels: npt.NDArray[np.uint8]) -> bytes:
    buffer = io.BytesIO()
    flat = pixels[..., 0] if pixels.shape[-1] == 1 else pixels
    Image.fromarray(flat).save(buffer, format="PNG")
    return buffer.getvalue()


def class_folder(label: int, class_names: tuple[str, ...]) -> str:
    """Folder of one class, which sorts by label in any program."""
    name = class_names[label] if label < len(class_names) else "class"
    return f"{label:03d}_" + re.sub(r"[^\w\-]+", "-", name).strip("-")


def png_tree(
    snapshot: Snapshot, series: str, class_names: tuple[str, ...]
) -> list[tuple[str, bytes]]:
    """One PNG per image as (path inside the target folder, content), class by class."""
    files: list[tuple[str, bytes]] = []
    counts: dict[int, int] = {}
    for label, pixels in zip(snapshot.labels.tolist(), eight_bit(snapshot, series), strict=True):
        index = counts.get(label, 0)
        counts[label] = index + 1
        files.append((f"{class_folder(label, class_names)}/{index:05d}.png", _png(pixels)))
    return files


def grid(snapshot: Snapshot, series: str, *, by_column: bool = False) -> npt.NDArray[np.uint8]:
    """All images in one `[H, W, C]`, a row per class, on mid-grey with a gap of 2 pixels.

    Args:
        by_column: a column per class instead.
    """
    pixels = eight_bit(snapshot, series)
    _, height, width, channels = pixels.shape
    rows: dict[int, list[npt.NDArray[np.uint8]]] = {}
    for label, image in zip(snapshot.labels.tolist(), pixels, strict=True):
        rows.setdefault(label, []).append(image)
    shape = (len(rows), max(len(row) for row in rows.values()))
    num_rows, num_columns = shape[::-1] if by_column else shape
    step_y, step_x = height + _GRID_GAP_PX, width + _GRID_GAP_PX
    size = (num_rows * step_y + _GRID_GAP_PX, num_columns * step_x + _GRID_GAP_PX, channels)
    sheet = np.full(size, _GRID_GREY, dtype=np.uint8)
    for place, label in enumerate(sorted(rows)):
        for count, image in enumerate(rows[label]):
            y, x = (count, place) if by_column else (place, count)
            top, left = y * step_y + _GRID_GAP_PX, x * step_x + _GRID_GAP_PX
            sheet[top : top + height, left : left + width] = image
    return sheet


def grid_png(snapshot: Snapshot, series: str, *, by_column: bool = False) -> bytes:
    """The grid of all images as a PNG."""
    return _png(grid(snapshot, series, by_column=by_column))
