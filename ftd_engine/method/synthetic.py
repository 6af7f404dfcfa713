"""The synthetic set while it is learned: images, learned rate, momentum, moving average."""

import math
from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.data.datasets import RealDataset, draw_per_class
from ftd_engine.data.pixel_space import PixelSpace
from ftd_engine.method.matching import Match
from ftd_engine.snapshot import FloatArray, Snapshot


@dataclass(frozen=True, slots=True)
class SyntheticSet:
    """One state of the set; a step makes the next one and leaves this one as it is.

    Attributes:
        images: `[num_classes * ipc, C, H, W]`, class-major, normalised.
        labels: `[num_classes * ipc]`, or logits `[num_classes * ipc, num_classes]` of a peer's set.
        syn_lr: learned student step size, 1/step.
        image_velocity, syn_lr_velocity: momentum of the two outer optimisers.
        ema: moving average of the images, or None.
    """

    images: Float[Tensor, "n c h w"]
    labels: Int[Tensor, " n"] | Float[Tensor, "n classes"]
    syn_lr: float
    image_velocity: Float[Tensor, "n c h w"]
    syn_lr_velocity: float
    ema: Float[Tensor, "n c h w"] | None

    def stepped(
        self, match: Match, *, image_lr: float, syn_lr_lr: float, momentum: float, ema_decay: float
    ) -> "SyntheticSet":
        """The set after one step of SGD with momentum on images and rate, EMA updated."""
        image_velocity = momentum * self.image_velocity + match.image_gradient
        syn_lr_velocity = momentum * self.syn_lr_velocity + match.syn_lr_gradient
        images = self.images - image_lr * image_velocity
        ema = self.ema
        if ema is not None:
            ema = ema_decay * ema + (1 - ema_decay) * images
        return SyntheticSet(
            images=images,
            labels=self.labels,
            syn_lr=self.syn_lr - syn_lr_lr * syn_lr_velocity,
            image_velocity=image_velocity,
            syn_lr_velocity=syn_lr_velocity,
            ema=ema,
        )

    def fault(self) -> str:
        """Why this state must not be kept, or an empty text."""
        if not math.isfinite(self.syn_lr):
            return "the learned rate is not finite"
        if self.syn_lr <= 0:
            return f"the learned rate fell to {self.syn_lr:.3g}, which would train uphill"
        if not bool(torch.isfinite(self.images).all()):
            return "an image holds a value that is not finite"
        return ""

    def series(self) -> dict[str, Float[Tensor, "n c h w"]]:
        """The images of each series: "raw", and "ema" where it is kept."""
        return {"raw": self.images} if self.ema is None else {"raw": self.images, "ema": self.ema}

    def snapshot(self, iteration: int, space: PixelSpace) -> Snapshot:
        """A copy for disk and window, independent of later steps."""

        def copied(tensor: Tensor) -> FloatArray:
            return tensor.detach().to("cpu", copy=True).contiguous().numpy()

        series, zca = self.series(), space.zca
        views = series.items() if zca is not None else ()
        return Snapshot(
            iteration=iteration,
            images={name: copied(images) for name, images in series.items()},
            labels=self.labels.to("cpu", copy=True).numpy(),
            syn_lr=self.syn_lr,
            mean=torch.tensor(space.mean).numpy(),
            std=torch.tensor(space.std).numpy(),
            views={name: copied(space.decode(images)) for name, images in views},
            zca=zca.fingerprint if zca is not None else "",
        )


def first_set(
    data: RealDataset, ipc: int, init: str, syn_lr: float, has_ema: bool, generator: torch.Generator
) -> SyntheticSet:
    """The set before the first iteration.

    Args:
        data: real images; they set shape, classes and device.
        init: "real" takes random real images of each class, "noise" standard normal pixels.
        has_ema: keep a moving average, which begins at these images.

    Raises:
        EngineError: a class has fewer real images than ipc.
    """
    labels = torch.arange(data.num_classes).repeat_interleave(ipc)
    if init == "real":
        places = draw_per_class(data.train_labels, data.num_classes, ipc, generator)
        images, _ = data.train_at(places)
    else:
        shape = (len(labels), *data.train_images.shape[1:])
        images = torch.randn(shape, generator=generator).to(data.device)
    return SyntheticSet(
        images=images,
        labels=labels.to(images.device),
        syn_lr=syn_lr,
        image_velocity=torch.zeros_like(images),
        syn_lr_velocity=0.0,
        ema=images.clone() if has_ema else None,
    )
