"""The first convolution of a network, over images of a few channels, in compiled loops.

A convolution and its two gradients, each of them beside the plain path in `convolution.py`, which it
equals up to rounding. Every one is linear in both of its tensors, so that all derivatives of the
first convolution, of any order, are made of these three.
"""

import torch
from jaxtyping import Float
from torch import Tensor

from ftd_engine.models.native import BlockLoops

Images = Float[Tensor, "n in h w"]
Maps = Float[Tensor, "n out rows cols"]
Weight = Float[Tensor, "out in 3 3"]

_MOST_CHANNELS = 3
_KERNEL = 3


def can_convolve(
    loops: BlockLoops | None,
    images: Images,
    weight: Float[Tensor, "out in rows cols"],
    stride: int,
) -> bool:
    """Whether the compiled loops can take these images and weights."""
    out, channels, *kernel = weight.shape
    return (
        loops is not None
        and images.device.type == weight.device.type == "cpu"
        and images.dtype == weight.dtype == torch.float32
        and channels <= _MOST_CHANNELS
        and out % loops.lanes == 0
        and kernel == [_KERNEL, _KERNEL]
        and stride == 1
    )


def convolved(
    loops: BlockLoops, images: Images, weight: Weight, bias: Float[Tensor, " out"] | None, pad: int
) -> Maps:
    """Feature maps, channels-last."""
    n, _, h, w = images.shape
    size = (n, weight.shape[0], h + 2 * pad - _KERNEL + 1, w + 2 * pad - _KERNEL + 1)
    maps = torch.empty(size, memory_format=torch.channels_last)
    bias = None if bias is None else bias.contiguous()
    tensors = (_packed(images), _taps(weight), bias, maps)
    loops.run("first_forward", tensors, *_numbers(images, weight, pad))
    return maps


def weight_and_bias_gradient(
    loops: BlockLoops, gradient: Maps, images: Images, weight: Weight, pad: int
) -> tuple[Weight, Float[Tensor, " out"]]:
    """Gradients in weight and bias of maps whose gradient is given; of `weight` only its shape counts."""
    out, channels = weight.shape[:2]
    n = len(images)
    in_weight = torch.empty(n, _KERNEL, _KERNEL, channels, out)
    in_bias = torch.empty(n, out)
    tensors = (_packed(gradient), _packed(images), in_weight, in_bias)
    loops.run("first_in_weight", tensors, *_numbers(images, weight, pad))
    return in_weight.sum(0).permute(3, 2, 0, 1), in_bias.sum(0)


def image_gradient(
    loops: BlockLoops, gradient: Maps, images: Images, weight: Weight, pad: int
) -> Images:
    """Gradient in the images, channels-last; of `images` only the shape counts."""
    in_images = torch.empty(images.shape, memory_format=torch.channels_last)
    tensors = (_packed(gradient), _taps(weight), in_images)
    loops.run("first_in_images", tensors, *_numbers(images, weight, pad))
    return in_images


def _packed(maps: Tensor) -> Tensor:
    return maps.contiguous(memory_format=torch.channels_last)


def _taps(weight: Weight) -> Float[Tensor, "3 3 in out"]:
    return weight.permute(2, 3, 1, 0).contiguous()


def _numbers(images: Images, weight: Weight, pad: int) -> tuple[int, int, int, int, int, int]:
    n, channels, h, w = images.shape
    return n, h, w, channels, weight.shape[0], pad
