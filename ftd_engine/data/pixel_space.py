"""The space in which images are trained, and the way from and to colours."""

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor


@dataclass(frozen=True, slots=True)
class PixelSpace:
    """Normalisation by mean and standard deviation of each channel.

    Attributes:
        mean, std: one number a channel, in colour units (0 black, 1 full).
    """

    mean: tuple[float, ...]
    std: tuple[float, ...]

    def _columns(self, like: Tensor) -> tuple[Tensor, Tensor]:
        mean = torch.tensor(self.mean, dtype=like.dtype, device=like.device)
        std = torch.tensor(self.std, dtype=like.dtype, device=like.device)
        return mean.view(-1, 1, 1), std.view(-1, 1, 1)

    def encode(self, colours: Float[Tensor, "n c h w"]) -> Float[Tensor, "n c h w"]:
        """Colours 0…1 as numbers to train on."""
        mean, std = self._columns(colours)
        return (colours - mean) / std

    def decode(self, images: Float[Tensor, "n c h w"]) -> Float[Tensor, "n c h w"]:
        """Numbers to train on as colours; 0 black, 1 full, not clipped."""
        mean, std = self._columns(images)
        return images * std + mean
