"""Convolution whose second derivative is made of ordinary convolutions.

PyTorch derives a convolution's backward pass through transposed copies in which images and channels
change places; those are slow, channels-last most of all. A convolution is linear in input, weight and
output gradient alike, so that each of the three derivatives of its backward pass is again a plain
convolution, a plain input gradient or a plain weight gradient.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportIncompatibleMethodOverride=false, reportPrivateUsage=false
# torch's own stubs leave autograd's Function untyped; what the engine will visit has no public name.

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.function import Function, once_differentiable


def _gradients(
    gradient: Tensor, x: Tensor, weight: Tensor, geometry: tuple[int, int], mask: list[bool]
) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
    """Gradients in input, weight and bias, those that the mask names."""
    stride, padding = geometry
    return torch.ops.aten.convolution_backward(
        gradient,
        x,
        weight,
        [weight.shape[0]],
        [stride, stride],
        [padding, padding],
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
    def forward(
        ctx: Any, x: Tensor, weight: Tensor, bias: Tensor | None, geometry: tuple[int, int]
    ) -> Tensor:
        ctx.save_for_backward(x, weight)
        ctx.geometry, ctx.has_bias = geometry, bias is not None
        return F.conv2d(x, weight, bias, stride=geometry[0], padding=geometry[1])

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        x, weight = ctx.saved_tensors
        mask = [_is_wanted(ctx, place) for place in range(3)]
        return (*_ConvolveBackward.apply(gradient, x, weight, ctx.geometry, mask), None)


class _ConvolveBackward(Function):
    @staticmethod
    def forward(
        ctx: Any,
        gradient: Tensor,
        x: Tensor,
        weight: Tensor,
        geometry: tuple[int, int],
        mask: list[bool],
    ) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
        ctx.save_for_backward(gradient, x, weight)
        ctx.geometry = geometry
        ctx.set_materialize_grads(False)
        return _gradients(gradient, x, weight, geometry, mask)

    @staticmethod
    @once_differentiable
    def backward(
        ctx: Any, along_x: Tensor | None, along_weight: Tensor | None, along_bias: Tensor | None
    ) -> tuple[Tensor | None, ...]:
        gradient, x, weight = ctx.saved_tensors
        stride, padding = ctx.geometry
        wants_gradient, wants_x, wants_weight = ctx.needs_input_grad[:3]
        in_gradient = in_x = in_weight = None
        if along_x is not None:
            if wants_gradient:
                in_gradient = F.conv2d(along_x, weight, along_bias, stride=stride, padding=padding)
            if wants_weight:
                _, in_weight, _ = _gradients(
                    gradient, along_x, weight, ctx.geometry, [False, True, False]
                )
        if along_weight is not None:
            if wants_gradient:
                bias = along_bias if in_gradient is None else None
                more = F.conv2d(x, along_weight, bias, stride=stride, padding=padding)
                in_gradient = more if in_gradient is None else in_gradient.add_(more)
            if wants_x:
                in_x, _, _ = _gradients(
                    gradient, x, along_weight, ctx.geometry, [True, False, False]
                )
        if in_gradient is None and along_bias is not None and wants_gradient:
            in_gradient = along_bias.view(1, -1, 1, 1).expand_as(gradient)
        return in_gradient, in_x, in_weight, None, None


class Convolution(nn.Conv2d):
    """`nn.Conv2d` with square stride and padding, twice differentiable at the price of convolutions."""

    def forward(self, input: Tensor) -> Tensor:
        """Feature maps `[n, out, h, w]`."""
        geometry = (self.stride[0], int(self.padding[0]))
        return _Convolve.apply(input, self.weight, self.bias, geometry)
