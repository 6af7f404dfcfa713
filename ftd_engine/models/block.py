"""What follows a convolution of the usual ConvNet: instance norm, (leaky) ReLU, average pooling.

One function, twice differentiable, in two forms that agree up to rounding: PyTorch's own layers, and
compiled loops that read every feature map once where those read it many times.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportIncompatibleMethodOverride=false
# torch's own stubs leave autograd's Function untyped.

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor
from torch.autograd.function import Function, once_differentiable

from ftd_engine.models.layers import NORM_EPS
from ftd_engine.models.native import BlockLoops

Maps = Float[Tensor, "n c h w"]
PerChannel = Float[Tensor, " c"]
Pooled = Float[Tensor, "n c rows cols"]


@dataclass(frozen=True, slots=True)
class BlockShape:
    """How a block ends.

    Attributes:
        pool: side of the square that is averaged; 1 leaves pooling out.
        slope: of the activation below zero; 0 is ReLU.
    """

    pool: int
    slope: float


def plain_block(x: Maps, scale: PerChannel, shift: PerChannel, shape: BlockShape) -> Pooled:
    """The block in PyTorch's own layers."""
    x = F.group_norm(x, x.shape[1], scale, shift, NORM_EPS)
    x = F.leaky_relu(x, shape.slope) if shape.slope else F.relu(x)
    return F.avg_pool2d(x, shape.pool) if shape.pool > 1 else x


def fused_block(
    loops: BlockLoops, x: Maps, scale: PerChannel, shift: PerChannel, shape: BlockShape
) -> Pooled:
    """The block in compiled loops; only where `can_fuse` says so."""
    # packed out here: what a Function saves must be its own input to stay part of the graph
    return _Block.apply(_packed(x), scale.contiguous(), shift.contiguous(), shape, loops)


def can_fuse(loops: BlockLoops | None, x: Maps, shape: BlockShape) -> bool:
    """Whether the compiled loops can take these maps."""
    return (
        loops is not None
        and x.device.type == "cpu"
        and x.dtype == torch.float32
        and x.shape[1] % loops.lanes == 0
        and x.shape[2] % shape.pool == 0
        and x.shape[3] % shape.pool == 0
    )


def _packed(maps: Maps) -> Maps:
    return maps.contiguous(memory_format=torch.channels_last)


def _numbers(x: Maps, shape: BlockShape) -> tuple[int, int, int, int, int, float]:
    n, c, h, w = x.shape
    return n, h, w, c, shape.pool, shape.slope


class _Block(Function):
    @staticmethod
    def forward(
        ctx: Any, x: Tensor, scale: Tensor, shift: Tensor, shape: BlockShape, loops: BlockLoops
    ) -> Tensor:
        n, c, h, w = x.shape
        pooled = (n, c, h // shape.pool, w // shape.pool)
        out = torch.empty(pooled, memory_format=torch.channels_last)
        mean, rstd = torch.empty(n, c), torch.empty(n, c)
        loops.run(
            "block_forward", (x, scale, shift, out, mean, rstd), *_numbers(x, shape), NORM_EPS
        )
        ctx.save_for_backward(x, scale, shift, mean, rstd)
        ctx.shape, ctx.loops = shape, loops
        return out

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        gradients = _BlockBackward.apply(gradient, *ctx.saved_tensors, ctx.shape, ctx.loops)
        return (*gradients, None, None)


class _BlockBackward(Function):
    @staticmethod
    def forward(
        ctx: Any,
        gradient: Tensor,
        x: Tensor,
        scale: Tensor,
        shift: Tensor,
        mean: Tensor,
        rstd: Tensor,
        shape: BlockShape,
        loops: BlockLoops,
    ) -> tuple[Tensor, Tensor, Tensor]:
        gradient = _packed(gradient)
        in_x, in_scale, in_shift = (
            torch.empty_like(x),
            torch.empty_like(mean),
            torch.empty_like(mean),
        )
        kept = (gradient, x, mean, rstd, scale, shift)
        loops.run("block_backward", (*kept, in_x, in_scale, in_shift), *_numbers(x, shape))
        ctx.save_for_backward(*kept)
        ctx.shape, ctx.loops = shape, loops
        return in_x, in_scale.sum(0), in_shift.sum(0)

    @staticmethod
    @once_differentiable
    def backward(
        ctx: Any, along_x: Tensor, along_scale: Tensor, along_shift: Tensor
    ) -> tuple[Tensor | None, ...]:
        kept = ctx.saved_tensors
        gradient, x, mean = kept[:3]
        along = (_packed(along_x), along_scale.contiguous(), along_shift.contiguous())
        in_gradient, in_x = torch.empty_like(gradient), torch.empty_like(x)
        in_scale = torch.empty_like(mean)
        ctx.loops.run(
            "block_double_backward",
            (*along, *kept, in_gradient, in_x, in_scale),
            *_numbers(x, ctx.shape),
        )
        # the shift moves the gradient only where it moves a pixel across zero, which has no width
        return in_gradient, in_x, in_scale.sum(0), None, None, None, None, None
