"""Real images as their files hold them, before they become numbers to train on."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from ftd_engine.data.findings import Finding

Pixels = npt.NDArray[np.uint8] | npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]


@runtime_checkable
class Turn(Protocol):
    """Called now and then while files are read; may raise to end the work."""

    def __call__(self, done: int = 0, total: int = 0, /) -> None:
        """So many of all files are read; 0 of 0 where nobody counts them."""
        ...


def no_turn(_done: int = 0, _total: int = 0, /) -> None:
    """A turn that lets the work go on."""


@dataclass(frozen=True, slots=True)
class Constants:
    """Mean and standard deviation of each channel, in colour units (0 black, 1 full)."""

    mean: tuple[float, ...]
    std: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RawImages:
    """One data set as read.

    Attributes:
        name: data set as in the experiment.
        origin: where the files came from, in words.
        train_pixels, test_pixels: `[N, C, H, W]`, bytes 0 to 255 or floats 0 to 1; may be a map of
            a file.
        train_labels, test_labels: `[N]`, class of each image.
        class_names: name of each class.
        constants: the field's normalisation, or None where it is computed from the images.
        is_published: a set that others report numbers on; what is odd about it is odd for all.
        findings: what the reader noticed, none of it an error.
    """

    name: str
    origin: str
    train_pixels: Pixels
    train_labels: Labels
    test_pixels: Pixels
    test_labels: Labels
    class_names: tuple[str, ...]
    constants: Constants | None
    is_published: bool = True
    findings: tuple[Finding, ...] = ()

    @property
    def num_classes(self) -> int:
        return len(self.class_names)
