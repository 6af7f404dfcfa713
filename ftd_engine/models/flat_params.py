"""A network as a function of one parameter vector, so that weights can be steps of a trajectory."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# torch's own stubs leave `split` partly unknown.

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.func import functional_call

from ftd_engine.models.networks import ConvNet, NetworkSpec, initial_value

_MIN_CHANNELS_LAST_WIDTH = 16


class FlatNetwork:
    """Network whose weights are an argument.

    Attributes:
        spec: what it is built from.
        num_params: length P of its parameter vector, in registration order, each in C order.
    """

    def __init__(self, spec: NetworkSpec) -> None:
        self.spec = spec
        with torch.device("meta"):
            # only shapes and the forward pass are wanted: the weights always come from outside
            self._module = ConvNet(spec)
        self._names = [name for name, _ in self._module.named_parameters()]
        self._shapes = [tuple(value.shape) for value in self._module.parameters()]
        self._sizes = [value.numel() for value in self._module.parameters()]
        self.num_params = sum(self._sizes)

    def initial(self, generator: torch.Generator) -> Float[Tensor, " p"]:
        """Fresh random weights on the CPU."""
        values: list[Tensor] = []
        for layer in self._module.modules():
            if isinstance(layer, nn.Conv2d | nn.Linear):
                fan_in = layer.weight[0].numel()
            elif isinstance(layer, nn.GroupNorm):
                fan_in = 0
            else:
                continue
            for name, value in layer.named_parameters(recurse=False):
                first = initial_value(tuple(value.shape), fan_in, name == "weight", generator)
                values.append(first.flatten())
        return torch.cat(values)

    def unflatten(self, theta: Float[Tensor, " p"]) -> list[Tensor]:
        """The vector as parameter tensors, in registration order; views of it."""
        pieces = theta.split(self._sizes)
        return [piece.view(shape) for piece, shape in zip(pieces, self._shapes, strict=True)]

    def logits(
        self, theta: Float[Tensor, " p"], images: Float[Tensor, "n c h w"]
    ) -> Float[Tensor, "n classes"]:
        """Outputs of the network with weights `theta`; differentiable in both arguments."""
        parameters = dict(zip(self._names, self.unflatten(theta), strict=True))
        # channels-last convolutions are about twice as fast on CPU and tensor cores, but not where
        # a pixel has fewer channels than a vector register has lanes
        if self.spec.width >= _MIN_CHANNELS_LAST_WIDTH:
            images = images.contiguous(memory_format=torch.channels_last)
            for name, value in parameters.items():
                if value.ndim == 4:
                    parameters[name] = value.contiguous(memory_format=torch.channels_last)
        return functional_call(self._module, parameters, (images,))
