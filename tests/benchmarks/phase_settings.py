"""What one side of the benchmark of the phases runs; knows no tensor."""

from dataclasses import dataclass
from typing import Literal

Phase = Literal["buffer", "teachers", "distill", "evaluate", "convolutions"]


@dataclass(frozen=True, slots=True)
class PhaseSettings:
    """One phase on one side.

    Attributes:
        phase: "teachers" is a buffer epoch of two teachers, "convolutions" a forward pass of nothing
            else, which the floor is reckoned by.
        num_images: real images of a buffer epoch, else images of the synthetic set.
        batch: images a step; distill takes the whole set.
        gradient: of our side's distill iteration.
        compiled: our side has its compiled loops, as where there is a compiler.
        at_once: teachers trained at the same time.
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
    compiled: bool = True
    at_once: int = 1

    @property
    def first_padding_px(self) -> int:
        """Padding of the first convolution: the field pads 28 grey pixels to 32."""
        return 3 if self.channels == 1 and self.size_px == 28 else 1

    @property
    def maps_px(self) -> int:
        """Height and width of the first feature maps."""
        return self.size_px + 2 * self.first_padding_px - 2

    @property
    def forward_flops_per_image(self) -> float:
        """Operations of all convolutions for one image, two per multiplication and addition."""
        flops, channels, size_px = 0.0, self.channels, self.maps_px
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
