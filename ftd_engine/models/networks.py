"""The ConvNet of the field, by a spec. Registration order of its parameters is part of the format."""

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """Everything that shapes a ConvNet.

    Attributes:
        depth: blocks of convolution, instance norm, ReLU and average pooling.
        width: channels of every convolution.
        channels: channels of the images.
        size_px: height and width of the images.
        num_classes: outputs.
    """

    depth: int
    width: int
    channels: int
    size_px: int
    num_classes: int

    def __str__(self) -> str:
        return f"ConvNet-{self.depth}, width {self.width}"


class ConvNet(nn.Module):
    """depth x [conv 3x3, instance norm with scale and shift, ReLU, 2x2 average pool], then linear.

    Images of 28 pixels with one channel are padded to 32 by the first convolution, as the field does.

    Raises:
        ValueError: the picture is too small for so many poolings.
    """

    def __init__(self, spec: NetworkSpec) -> None:
        super().__init__()
        blocks: list[nn.Module] = []
        channels, size_px = spec.channels, spec.size_px
        for depth in range(spec.depth):
            pad = 3 if depth == 0 and spec.channels == 1 and spec.size_px == 28 else 1
            size_px = (size_px + 2 * pad - 2) // 2
            blocks += [
                nn.Conv2d(channels, spec.width, 3, padding=pad),
                # one group per channel: instance norm with learned scale and shift
                nn.GroupNorm(spec.width, spec.width, eps=1e-5),
                nn.ReLU(),
                nn.AvgPool2d(2),
            ]
            channels = spec.width
        if size_px < 1:
            raise ValueError(f"{spec.size_px} pixels cannot be halved {spec.depth} times")
        self.blocks = nn.Sequential(*blocks)
        self.classifier = nn.Linear(spec.width * size_px * size_px, spec.num_classes)

    def forward(self, images: Float[Tensor, "n c h w"]) -> Float[Tensor, "n classes"]:
        """Logits of a batch."""
        return self.classifier(self.blocks(images).flatten(1))


def initial_value(
    shape: tuple[int, ...], fan_in: int, is_scale: bool, generator: torch.Generator
) -> Tensor:
    """First value of one parameter, PyTorch's default rule with a generator.

    Args:
        shape: shape of the parameter.
        fan_in: inputs of one unit of its layer; 0 for a norm.
        is_scale: the scale of a norm, which begins at 1; its shift begins at 0.
        generator: where the numbers come from.
    """
    if fan_in == 0:
        return torch.full(shape, 1.0 if is_scale else 0.0)
    bound = fan_in**-0.5
    return torch.empty(shape).uniform_(-bound, bound, generator=generator)
