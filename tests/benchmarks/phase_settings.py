"""What one side of the benchmark of the phases runs; knows no tensor."""

from dataclasses import dataclass
from typing import Literal

Phase = Literal["buffer", "distill", "evaluate", "convolutions"]


@dataclass(frozen=True, slots=True)
class PhaseSettings:
    """One phase on one side.

    Attributes:
        num_images: real images of a buffer epoch, else images of the synthetic set.
        batch: images a step; distill takes the whole set.
        gradient: of our side's distill iteration.
    """

    side: Literal["ours", "plain"]
    phase: Phase
    channels: int
    size_px: int
    classes: int
    depth: int
    width: int
    num_images: int
    batch: int
    syn_steps: int
    eval_epochs: int
    threads: int
    device: str
    gradient: Literal["exact", "unrolled", "truncated"] = "unrolled"

    @property
    def forward_flops_per_image(self) -> float:
        """Operations of all convolutions for one image, two per multiplication and addition."""
        flops, channels, size_px = 0.0, self.channels, self.size_px
        for _ in range(self.depth):
            flops += 2 * 9 * channels * self.width * size_px**2
            channels, size_px = self.width, size_px // 2
        return flops

    @property
    def convolution_flops(self) -> float:
        """Operations of all convolutions of one run.

        A gradient is 3 forward passes' worth and a flat teacher's step two gradients; a student step
        is 3, differentiating it 6 more, and computing it again 3.
        """
        images = self.num_images
        if self.phase == "convolutions":
            passes = 1
        elif self.phase == "buffer":
            passes = 6
        elif self.phase == "evaluate":
            passes = 3 * self.eval_epochs
        else:
            passes = (9 if self.gradient == "unrolled" else 12) * self.syn_steps
        return self.forward_flops_per_image * images * passes
