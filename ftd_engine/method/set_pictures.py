"""A stored set as PNG pictures: one per image, or all in a grid. Writes nothing itself."""

import io
import json
import re
from dataclasses import asdict, dataclass
from typing import Annotated

import numpy as np
import numpy.typing as npt
from PIL import Image, PngImagePlugin
from pydantic import Field

from ftd_engine.export_formats import GRID_KEY
from ftd_engine.snapshot import Snapshot

_GRID_GAP_PX = 2
_GRID_GREY = 128


@dataclass(frozen=True, slots=True)
class GridPlan:
    """Where the images of a grid stand.

    Attributes:
        height, width: of each image, in pixels; the gap around them has `gap` pixels.
        labels, counts: of each row, or column, the class and how many images it has.
        by_column: a column per class instead of a row.
    """

    height: Annotated[int, Field(ge=1, le=1024)]
    width: Annotated[int, Field(ge=1, le=1024)]
    gap: Annotated[int, Field(ge=0, le=64)]
    labels: Annotated[tuple[Annotated[int, Field(ge=0)], ...], Field(min_length=1)]
    counts: Annotated[tuple[Annotated[int, Field(ge=1, le=200_000)], ...], Field(min_length=1)]
    by_column: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the whole grid."""
        lines, longest = len(self.labels), max(self.counts)
        rows, columns = (longest, lines) if self.by_column else (lines, longest)
        return (
            rows * (self.height + self.gap) + self.gap,
            columns * (self.width + self.gap) + self.gap,
        )

    def corners(self) -> list[tuple[int, int]]:
        """Top and left of every image, class by class."""
        corners: list[tuple[int, int]] = []
        for line, count in enumerate(self.counts):
            for place in range(count):
                row, column = (place, line) if self.by_column else (line, place)
                top = row * (self.height + self.gap) + self.gap
                corners.append((top, column * (self.width + self.gap) + self.gap))
        return corners


def eight_bit(snapshot: Snapshot, series: str) -> npt.NDArray[np.uint8]:
    """One series as colours `[N, H, W, C]` from 0 to 255, clipped and rounded."""
    return np.rint(snapshot.viewable(series).clip(0, 1) * 255).astype(np.uint8)


def _png(pixels: npt.NDArray[np.uint8], words: PngImagePlugin.PngInfo | None = None) -> bytes:
    buffer = io.BytesIO()
    flat = pixels[..., 0] if pixels.shape[-1] == 1 else pixels
    Image.fromarray(flat).save(buffer, format="PNG", pnginfo=words)
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
    pixels, plan = eight_bit(snapshot, series), grid_plan(snapshot, by_column=by_column)
    sheet = np.full((*plan.size, pixels.shape[-1]), _GRID_GREY, dtype=np.uint8)
    order = np.argsort(snapshot.labels, kind="stable")
    for index, (top, left) in zip(order.tolist(), plan.corners(), strict=True):
        sheet[top : top + plan.height, left : left + plan.width] = pixels[index]
    return sheet


def grid_plan(snapshot: Snapshot, *, by_column: bool = False) -> GridPlan:
    """Where `grid` puts the images of a set."""
    labels, counts = np.unique(snapshot.labels, return_counts=True)
    _, _, height, width = next(iter(snapshot.images.values())).shape
    lines = tuple(labels.tolist()), tuple(counts.tolist())
    return GridPlan(height, width, _GRID_GAP_PX, *lines, by_column)


def grid_png(snapshot: Snapshot, series: str, *, by_column: bool = False) -> bytes:
    """The grid of all images as a PNG, which tells inside where they stand, so that it can be read back."""
    words = PngImagePlugin.PngInfo()
    words.add_text(GRID_KEY, json.dumps(asdict(grid_plan(snapshot, by_column=by_column))))
    return _png(grid(snapshot, series, by_column=by_column), words)
