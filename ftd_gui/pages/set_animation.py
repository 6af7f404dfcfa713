"""How a set changed over the iterations, as an animated GIF or WebP. Numbers and Pillow, no Qt."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from ftd_engine.run_folder import RunFolder
from ftd_gui.views.comparison import Comparison
from ftd_gui.views.contrast import Contrast
from ftd_gui.views.mosaic_layout import GAP_PX
from ftd_gui.views.seen_set import SeenSet

if TYPE_CHECKING:
    from PIL import Image

GROUND = 128
MOST_FRAMES = 600
MOST_SIDE_PX = 8192

AnimationFormat = Literal["gif", "webp"]


class AnimationCancelled(Exception):
    """Nobody wants it any more."""


@dataclass(frozen=True, slots=True)
class AnimationPlan:
    """What is animated, and how.

    Attributes:
        iterations: the stored ones, in order.
        series: "raw" or "ema"; sets without the average show their raw images.
        contrast: as in the mosaic.
        rows: numbers of the images, a row of the picture each.
        size: width and height of an image, in its own pixels.
        scale: whole pixels for one of an image.
        frames_per_s: speed.
        format: of the file.
    """

    iterations: tuple[int, ...]
    series: str
    contrast: Contrast
    rows: tuple[tuple[int, ...], ...]
    size: tuple[int, int]
    scale: int = 1
    frames_per_s: int = 10
    format: AnimationFormat = "gif"

    @property
    def frames(self) -> tuple[int, ...]:
        """The iterations that get a frame: all, or evenly as many as a file can well hold."""
        if len(self.iterations) <= MOST_FRAMES:
            return self.iterations
        last = len(self.iterations) - 1
        places = (round(frame * last / (MOST_FRAMES - 1)) for frame in range(MOST_FRAMES))
        return tuple(self.iterations[place] for place in places)

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height of a frame, in pixels."""
        columns = max((len(row) for row in self.rows), default=1)
        width, height = (side * self.scale + GAP_PX for side in self.size)
        return columns * width - GAP_PX, len(self.rows) * height - GAP_PX


def animation(folder: RunFolder, plan: AnimationPlan, tell: Callable[[int], bool]) -> bytes:
    """The bytes of the file.

    Args:
        folder: of the run.
        plan: what and how.
        tell: hears how many frames are done, and says whether to go on.

    Raises:
        DamagedSnapshot: a stored set cannot be read.
        AnimationCancelled: `tell` said so.
    """
    frames = _frames(folder, plan, tell)
    first = next(frames)
    buffer = io.BytesIO()
    # one frame is in memory at a time
    first.save(
        buffer,
        plan.format.upper(),
        save_all=True,
        append_images=frames,
        duration=round(1000 / plan.frames_per_s),
        loop=0,
        **({"lossless": True, "method": 2} if plan.format == "webp" else {"optimize": False}),
    )
    return buffer.getvalue()


def _frames(
    folder: RunFolder, plan: AnimationPlan, tell: Callable[[int], bool]
) -> "Iterator[Image.Image]":
    # Pillow costs the start of the window more than an animation is worth
    from PIL import Image

    for number, iteration in enumerate(plan.frames):
        if not tell(number):
            raise AnimationCancelled
        snapshot = folder.read_snapshot(iteration)
        series = plan.series if plan.series in snapshot.images else "raw"
        pixels = SeenSet(snapshot, series).pixels(plan.contrast, None, Comparison())
        yield Image.fromarray(frame_of(pixels, plan.rows, plan.scale))
    tell(len(plan.frames))


def frame_of(
    pixels: npt.NDArray[np.uint8], rows: Sequence[Sequence[int]], scale: int
) -> npt.NDArray[np.uint8]:
    """Images `[N, H, W, 4]` of these rows as one picture `[h, w, 3]` in red, green, blue."""
    height, width = pixels.shape[1] * scale, pixels.shape[2] * scale
    columns = max(len(row) for row in rows)
    shape = (len(rows) * (height + GAP_PX) - GAP_PX, columns * (width + GAP_PX) - GAP_PX, 3)
    frame = np.full(shape, GROUND, dtype=np.uint8)
    for line, row in enumerate(rows):
        for place, image in enumerate(row):
            large = pixels[image, :, :, 2::-1].repeat(scale, axis=0).repeat(scale, axis=1)
            top, left = line * (height + GAP_PX), place * (width + GAP_PX)
            frame[top : top + height, left : left + width] = large
    return frame
