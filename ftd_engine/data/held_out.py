"""Keeping a part of the training images away, to choose the best set without the test images."""

from dataclasses import dataclass, replace

import torch
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.data.datasets import RealDataset, draw_per_class, gathered
from ftd_engine.data_facts import num_held_out_per_class
from ftd_engine.runtime import EngineError


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Training images that nothing learns from.

    Attributes:
        images: `[n, c, h, w]`, normalised.
        labels: `[n]`.
    """

    images: Float[Tensor, "n c h w"]
    labels: Int[Tensor, " n"]


def hold_out(
    data: RealDataset, share: float, generator: torch.Generator
) -> tuple[RealDataset, HeldOut]:
    """The data set without a random, class-balanced part of its training images, and that part.

    Args:
        data: real images.
        share: share of the smallest class that is taken from every class, rounded to at least one.
        generator: draws the images.

    Raises:
        EngineError: a class would have no image left.
    """
    smallest = int(data.train_labels.bincount(minlength=data.num_classes).min())
    per_class = num_held_out_per_class(share, smallest)
    if per_class >= smallest:
        raise EngineError(
            f"The smallest class has {smallest} training images; holding out {per_class} leaves none.",
            'Lower the held-out share, or choose the best set by "literature" or "last".',
        )
    places = draw_per_class(data.train_labels, data.num_classes, per_class, generator)
    stays = torch.ones(len(data.train_labels), dtype=torch.bool, device=data.train_labels.device)
    stays[places] = False
    kept = stays.nonzero().flatten()
    rest = replace(
        data,
        train_images=gathered(data.train_images, kept),
        train_labels=gathered(data.train_labels, kept),
    )
    return rest, HeldOut(gathered(data.train_images, places), gathered(data.train_labels, places))
