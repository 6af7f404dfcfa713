"""The space in which images are trained, and the way from and to colours."""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from ftd_engine.data.raw_images import Constants, Pixels
from ftd_engine.data.zca import Zca

_AT_ONCE = 32
"""Images that are read over at once; of large ones more would leave the cache, and take gigabytes."""


@dataclass(frozen=True, slots=True)
class PixelSpace:
    """Normalisation by mean and standard deviation of each channel, or ZCA whitening.

    Attributes:
        mean, std: one number a channel, in colour units (0 black, 1 full); 0 and 1 with ZCA.
        zca: the whitening, or None.
    """

    mean: tuple[float, ...]
    std: tuple[float, ...]
    zca: Zca | None = None

    def _columns(self, like: Tensor) -> tuple[Tensor, Tensor]:
        mean = torch.tensor(self.mean, dtype=like.dtype, device=like.device)
        std = torch.tensor(self.std, dtype=like.dtype, device=like.device)
        return mean.view(-1, 1, 1), std.view(-1, 1, 1)

    def encode(self, colours: Float[Tensor, "n c h w"]) -> Float[Tensor, "n c h w"]:
        """Colours 0…1 as numbers to train on."""
        if self.zca is not None:
            return self.zca.encode(colours)
        mean, std = self._columns(colours)
        return (colours - mean) / std

    def decode(self, images: Float[Tensor, "n c h w"]) -> Float[Tensor, "n c h w"]:
        """Numbers to train on as colours; 0 black, 1 full, not clipped."""
        if self.zca is not None:
            return self.zca.decode(images)
        mean, std = self._columns(images)
        return images * std + mean

    def to(self, device: torch.device) -> "PixelSpace":
        """The same space, quick to decode from on a device."""
        return self if self.zca is None else replace(self, zca=self.zca.to(device))

    def facts(self) -> dict[str, Any]:
        """What tells this space from others, in plain values for keys and files."""
        if self.zca is not None:
            return {"kind": "zca", "eps": self.zca.eps, "fingerprint": self.zca.fingerprint}
        return {"kind": "mean-std", "mean": list(self.mean), "std": list(self.std)}

    def __str__(self) -> str:
        if self.zca is not None:
            return f"ZCA whitening, eps {self.zca.eps:g}"
        numbers = [" ".join(f"{value:.4f}" for value in part) for part in (self.mean, self.std)]
        return f"mean {numbers[0]}, standard deviation {numbers[1]}"


def whitened_space(zca: Zca, channels: int) -> PixelSpace:
    """The space of a fitted whitening."""
    return PixelSpace((0.0,) * channels, (1.0,) * channels, zca)


def measured_constants(pixels: Pixels) -> Constants:
    """Mean and standard deviation of each channel over all images, in colour units."""
    if pixels.dtype == np.uint8:
        return _counted_constants(pixels)
    sums = np.zeros((2, pixels.shape[1]))
    for start in range(0, len(pixels), _AT_ONCE):
        chunk = pixels[start : start + _AT_ONCE].astype(np.float64)
        sums += [chunk.sum(axis=(0, 2, 3)), (chunk**2).sum(axis=(0, 2, 3))]
    count = len(pixels) * pixels.shape[2] * pixels.shape[3]
    mean, square = sums / count
    std = np.sqrt(np.maximum(square - mean**2, 0))
    return Constants(tuple(mean.tolist()), tuple(std.tolist()))


def _counted_constants(pixels: Pixels) -> Constants:
    """The same of bytes, by counting each of their 256 values: exact, and far quicker."""
    levels = np.arange(256)
    counts = np.zeros((pixels.shape[1], 256), dtype=np.int64)
    for start in range(0, len(pixels), _AT_ONCE):
        for channel in range(len(counts)):
            values = pixels[start : start + _AT_ONCE, channel].ravel()
            counts[channel] += np.bincount(values, minlength=256)
    means: list[float] = []
    stds: list[float] = []
    for of_channel in counts:
        count = int(of_channel.sum())
        total, squares = int((of_channel * levels).sum()), int((of_channel * levels**2).sum())
        means.append(total / count / 255)
        # whole numbers up to here, so that nothing is lost in the difference
        stds.append(math.sqrt(squares * count - total**2) / count / 255)
    return Constants(tuple(means), tuple(stds))
