"""Small pictures of real images: one file, written by an engine process for the window that asked."""

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ftd_engine.whole_files import written_aside

Bytes = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Thumbnails:
    """Some images of each class and part, class-major.

    Attributes:
        train_pixels, test_pixels: `[N, C, H, W]`, 0 black to 255 full.
        train_labels, test_labels: `[N]`, class of each image.
    """

    train_pixels: Bytes
    train_labels: Labels
    test_pixels: Bytes
    test_labels: Labels

    def write(self, path: Path) -> None:
        """Put them into an `.npz` file.

        Raises:
            OSError: disk full, read-only folder and the like.
        """
        with written_aside(path) as part, part.open("wb") as file:
            np.savez(file, **{each.name: getattr(self, each.name) for each in fields(self)})

    @staticmethod
    def read(path: Path) -> "Thumbnails":
        """What `write` put there, in a folder that none but the asker writes to.

        Raises:
            OSError, ValueError, KeyError: the file is gone or cut short.
        """
        with np.load(path, allow_pickle=False) as file:
            return Thumbnails(**{each.name: file[each.name] for each in fields(Thumbnails)})
