"""Convolution whose second derivative is made of ordinary convolutions.

PyTorch derives a convolution's backward pass through transposed copies in which images and channels
change places; those are slow, channels-last most of all. A convolution is linear in input, weight and
output gradient alike, so that each of the three derivatives of its backward pass is again a plain
convolution, a plain input gradient or a plain weight gradient.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportIncompatibleMethodOverride=false, reportPrivateUsage=false
# torch's own stubs leave autograd's Function untyped; what the engine will visit has no public name.

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.function import Function, once_differentiable

from ftd_engine.models import first_layer
from ftd_engine.models.native import BlockLoops

_ONLY_IMAGES = [True, False, False]
_ONLY_WEIGHT = [False, True, False]


@dataclass(frozen=True, slots=True)
class _Way:
    """How a layer convolves: its geometry, and the compiled loops where it has some."""

    stride: int
    padding: int
    loops: BlockLoops | None

    def convolved(self, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        """Feature maps."""
        if self.loops is not None and first_layer.can_convolve(self.loops, x, weight, self.stride):
            return first_layer.convolved(self.loops, x, weight, bias, self.padding)
        return F.conv2d(x, weight, bias, stride=self.stride, padding=self.padding)

    def gradients(
        self, gradient: Tensor, x: Tensor, weight: Tensor, mask: list[bool]
    ) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
        """Gradients in input, weight and bias, those that the mask names."""
        if self.loops is not None and first_layer.can_convolve(self.loops, x, weight, self.stride):
            given = (self.loops, gradient, x, weight, self.padding)
            in_x = first_layer.image_gradient(*given) if mask[0] else None
            if not (mask[1] or mask[2]):
                return in_x, None, None
            in_weight, in_bias = first_layer.weight_and_bias_gradient(*given)
            return in_x, in_weight if mask[1] else None, in_bias if mask[2] else None
        return torch.ops.aten.convolution_backward(
            gradient,
            x,
            weight,
            [weight.shape[0]],
            [self.stride, self.stride],
            [self.padding, self.padding],
            [1, 1],
            False,
            [0, 0],
            1,
            mask,
        )


def _is_wanted(ctx: Any, place: int) -> bool:
    """Whether this backward pass goes on behind an input.

    `needs_input_grad` only knows whether one ever could: the student's gradient in the weights is
    differentiable in the images, but does not itself ask for the costly gradient in them.
    """
    if not ctx.needs_input_grad[place]:
        return False
    before = ctx.next_functions[place][0]
    # the engine refuses to tell of leaves
    if before is None or before.name() == "torch::autograd::AccumulateGrad":
        return True
    return torch._C._will_engine_execute_node(before)  # noqa: SLF001


class _Convolve(Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor | None, way: _Way) -> Tensor:
        ctx.save_for_backward(x, weight)
        ctx.way = way
        return way.convolved(x, weight, bias)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        x, weight = ctx.saved_tensors
        mask = [_is_wanted(ctx, place) for place in range(3)]
        return (*_ConvolveBackward.apply(gradient, x, weight, ctx.way, mask), None)


class _ConvolveBackward(Function):
    @staticmethod
    def forward(
        ctx: Any, gradient: Tensor, x: Tensor, weight: Tensor, way: _Way, mask: list[bool]
    ) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
        ctx.save_for_backward(gradient, x, weight)
        ctx.way = way
        ctx.set_materialize_grads(False)
        return way.gradients(gradient, x, weight, mask)

    @staticmethod
    @once_differentiable
    def backward(
        ctx: Any, along_x: Tensor | None, along_weight: Tensor | None, along_bias: Tensor | None
    ) -> tuple[Tensor | None, ...]:
        gradient, x, weight = ctx.saved_tensors
        way: _Way = ctx.way
        wants_gradient, wants_x, wants_weight = ctx.needs_input_grad[:3]
        in_gradient = in_x = in_weight = None
        if along_x is not None:
            if wants_gradient:
                in_gradient = way.convolved(along_x, weight, along_bias)
            if wants_weight:
                _, in_weight, _ = way.gradients(gradient, along_x, weight, _ONLY_WEIGHT)
        if along_weight is not None:
            if wants_gradient:
                bias = along_bias if in_gradient is None else None
                more = way.convolved(x, along_weight, bias)
                in_gradient = more if in_gradient is None else in_gradient.add_(more)
            if wants_x:
                in_x, _, _ = way.gradients(gradient, x, along_weight, _ONLY_IMAGES)
        if in_gradient is None and along_bias is not None and wants_gradient:
            in_gradient = along_bias.view(1, -1, 1, 1).expand_as(gradient)
        return in_gradient, in_x, in_weight, None, None


class Convolution(nn.Conv2d):
    """`nn.Conv2d` with square stride and padding, twice differentiable at the price of convolutions.

    Attributes:
        loops: compiled loops, taken where they are made for the images; None takes PyTorch's own.
    """

    loops: BlockLoops | None = None

    def forward(self, input: Tensor) -> Tensor:
        """Feature maps `[n, out, h, w]`."""
        way = _Way(self.stride[0], int(self.padding[0]), self.loops)
        return _Convolve.apply(input, self.weight, self.bias, way)
