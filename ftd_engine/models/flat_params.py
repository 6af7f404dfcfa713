"""A network as a function of one parameter vector, so that weights can be steps of a trajectory."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# torch's own stubs leave `split` partly unknown.

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.func import functional_call

from ftd_engine.models.native import BlockLoops
from ftd_engine.models.networks import NetworkSpec, build_network, initial_value
from ftd_engine.models.plugged import first_values

_MIN_CHANNELS_LAST_WIDTH = 16
_CLASSIC_WIDTH = 64

Statistics = dict[str, Tensor]
"""Running means and variances of batch norms by name; empty where a network has none."""


class FlatNetwork:
    """Network whose weights are an argument.

    Args:
        spec: what it is built from.
        loops: compiled loops for a ConvNet; None takes PyTorch's own layers.

    Attributes:
        spec: what it is built from.
        num_params: length P of its parameter vector, in registration order, each in C order.

    Raises:
        ValueError: the spec has no network, such as too many poolings for the picture.
        EngineError: the network of a plug-in cannot be used.
    """

    def __init__(self, spec: NetworkSpec, loops: BlockLoops | None = None) -> None:
        self.spec = spec
        self._loops = loops
        with torch.device("meta"):
            # only shapes and the forward pass are wanted: the weights always come from outside
            self._module = build_network(spec, loops)
        self._names = [name for name, _ in self._module.named_parameters()]
        self._shapes = [tuple(value.shape) for value in self._module.parameters()]
        self._sizes = [value.numel() for value in self._module.parameters()]
        self._statistics = {
            name: (tuple(value.shape), value.dtype) for name, value in self._module.named_buffers()
        }
        self.num_params = sum(self._sizes)
        # channels-last convolutions are about twice as fast on CPU and tensor cores, but not where
        # a pixel has fewer channels than a vector register has lanes
        width = spec.width if spec.kind == "convnet" else _CLASSIC_WIDTH
        self._is_channels_last = width >= _MIN_CHANNELS_LAST_WIDTH

    def twin(self) -> "FlatNetwork":
        """The same network for another thread: while it computes, a module holds its weights."""
        return FlatNetwork(self.spec, self._loops)

    def map_bytes(self, num_images: int) -> int:
        """Memory of the first and largest feature map of so many images."""
        width = self.spec.width if self.spec.kind == "convnet" else _CLASSIC_WIDTH
        return 4 * num_images * width * self.spec.size_px**2

    @property
    def shapes(self) -> list[tuple[int, ...]]:
        """Shape of every parameter, in registration order."""
        return list(self._shapes)

    def initial(self, generator: torch.Generator) -> Float[Tensor, " p"]:
        """Fresh random weights on the CPU; a layer of a plug-in may have a rule of its own.

        Raises:
            EngineError: such a rule gives something else than the layer holds.
        """
        values: list[Tensor] = []
        for layer in self._module.modules():
            own = list(layer.named_parameters(recurse=False))
            shapes = {name: tuple(value.shape) for name, value in own}
            if own and (given := first_values(layer, shapes, generator)) is not None:
                values.extend(given[name].flatten() for name in shapes)
                continue
            has_weights = isinstance(layer, nn.Conv1d | nn.Conv2d | nn.Conv3d | nn.Linear)
            fan_in = layer.weight[0].numel() if has_weights else 0
            for name, value in own:
                first = initial_value(tuple(value.shape), fan_in, name == "weight", generator)
                values.append(first.flatten())
        return torch.cat(values)

    def fresh_statistics(self, theta: Float[Tensor, " p"]) -> Statistics:
        """Statistics of batch norms before any batch, mean 0 and variance 1, to go with `theta`."""
        return {
            name: torch.full(
                shape,
                1 if name.endswith("running_var") else 0,
                dtype=theta.dtype if dtype.is_floating_point else dtype,
                device=theta.device,
            )
            for name, (shape, dtype) in self._statistics.items()
        }

    def unflatten(self, theta: Float[Tensor, " p"]) -> list[Tensor]:
        """The vector as parameter tensors, in registration order; views of it."""
        pieces = theta.split(self._sizes)
        return [piece.view(shape) for piece, shape in zip(pieces, self._shapes, strict=True)]

    def logits(
        self,
        theta: Float[Tensor, " p"],
        images: Float[Tensor, "n c h w"],
        statistics: Statistics | None = None,
        *,
        is_training: bool = True,
    ) -> Float[Tensor, "n classes"]:
        """Outputs of the network with weights `theta`; differentiable in weights and images.

        Args:
            statistics: what batch norms use while testing, and update in place while training; None
                while training leaves the update out.
            is_training: batch norms normalise by the batch; else by `statistics`.
        """
        parameters: dict[str, Tensor] = dict(zip(self._names, self.unflatten(theta), strict=True))
        if self._is_channels_last:
            images = images.contiguous(memory_format=torch.channels_last)
            for name, value in parameters.items():
                if value.ndim == 4:
                    parameters[name] = value.contiguous(memory_format=torch.channels_last)
        if self._statistics:
            parameters.update(self.fresh_statistics(theta) if statistics is None else statistics)
        self._module.train(is_training)
        return functional_call(self._module, parameters, (images,))
