"""Every network of the field by one spec: the ConvNet family here, the classic ones beside it.

Registration order of the parameters is part of the format of stored trajectories.
"""

from dataclasses import dataclass
from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor, nn

from ftd_engine.models.block import BlockShape, can_fuse, fused_block
from ftd_engine.models.classic import AlexNet, ResNet18, Vgg11
from ftd_engine.models.convolution import Convolution
from ftd_engine.models.layers import Norm, norm_layer
from ftd_engine.models.native import BlockLoops
from ftd_engine.models.plugged import ImageShape, plugged_network
from ftd_engine.plug_ins import short_words

Activation = Literal["relu", "sigmoid", "leaky_relu"]
Pooling = Literal["average", "max", "none"]

_LEAK = 0.01
_KIND_WORDS = {
    "convnet": "ConvNet",
    "alexnet": "AlexNet",
    "vgg11": "VGG11",
    "resnet18": "ResNet18",
    "resnet18_ap": "ResNet18-AP",
}


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """Everything that shapes a network.

    Attributes:
        channels: channels of the images.
        size_px: height and width of the images.
        num_classes: outputs.
        kind: the family; all but "convnet" leave depth, width, activation and pooling aside, and those
            of plug-ins, named "package:name", the norm as well.
        depth: blocks of a ConvNet.
        width: channels of every convolution of a ConvNet.
        norm: normalisation; AlexNet has none.
        activation, pooling: of a ConvNet.
        version: of the package that a plug-in's network comes from; empty for all others, and where it
            is not installed.
    """

    channels: int
    size_px: int
    num_classes: int
    kind: str = "convnet"
    depth: int = 3
    width: int = 128
    norm: Norm = "instance"
    activation: Activation = "relu"
    pooling: Pooling = "average"
    version: str = ""

    @property
    def is_plug_in(self) -> bool:
        return self.kind not in _KIND_WORDS

    def __str__(self) -> str:
        if self.is_plug_in:
            return f"{short_words(self.kind)} {self.version}".strip()
        name = _KIND_WORDS[self.kind]
        if self.kind == "convnet":
            name = f"{name}-{self.depth}, width {self.width}"
            usual = (("relu", self.activation), ("average", self.pooling))
            extras = [found for expected, found in usual if found != expected]
            if self.pooling == "none":
                extras[-1] = "no pooling"
        else:
            extras = []
        if self.kind != "alexnet" and self.norm != "instance":
            extras.insert(0, f"{self.norm} norm" if self.norm != "none" else "no norm")
        return ", ".join([name, *extras])


class ConvNet(nn.Module):
    """depth x [conv 3x3, norm, activation, 2x2 pool], then one linear layer.

    Images of 28 pixels with one channel are padded to 32 by the first convolution, as the field does.

    Raises:
        ValueError: the picture is too small for so many poolings.
    """

    def __init__(self, spec: NetworkSpec, loops: BlockLoops | None = None) -> None:
        super().__init__()
        blocks: list[nn.Module] = []
        channels, size_px = spec.channels, spec.size_px
        for depth in range(spec.depth):
            pad = 3 if depth == 0 and spec.channels == 1 and spec.size_px == 28 else 1
            size_px = size_px + 2 * pad - 2
            convolution = Convolution(channels, spec.width, 3, padding=pad)
            convolution.loops = loops
            blocks.append(convolution)
            blocks += norm_layer(spec.norm, spec.width, size_px)
            blocks.append(_activation(spec.activation))
            if spec.pooling != "none":
                blocks.append(nn.AvgPool2d(2) if spec.pooling == "average" else nn.MaxPool2d(2))
                size_px //= 2
            channels = spec.width
        if size_px < 1:
            raise ValueError(f"{spec.size_px} pixels cannot be halved {spec.depth} times")
        self.blocks = nn.Sequential(*blocks)
        self.classifier = nn.Linear(spec.width * size_px * size_px, spec.num_classes)
        self._loops = loops
        self._block = _block_shape(spec)
        self._layers_per_block = len(blocks) // max(spec.depth, 1)

    def forward(self, images: Float[Tensor, "n c h w"]) -> Float[Tensor, "n classes"]:
        """Logits of a batch."""
        return self.classifier(self._features(images).flatten(1))

    def _features(self, images: Float[Tensor, "n c h w"]) -> Float[Tensor, "n width rows cols"]:
        shape = self._block
        if shape is None or self._loops is None:
            return self.blocks(images)
        layers, maps = list(self.blocks), images
        for first in range(0, len(layers), self._layers_per_block):
            maps = layers[first](maps)
            if can_fuse(self._loops, maps, shape):
                scale, shift = layers[first + 1].parameters()
                maps = fused_block(self._loops, maps, scale, shift, shape)
            else:
                for layer in layers[first + 1 : first + self._layers_per_block]:
                    maps = layer(maps)
        return maps


def _block_shape(spec: NetworkSpec) -> BlockShape | None:
    """The block behind each convolution where it has the usual form, else None."""
    if spec.norm != "instance" or spec.activation == "sigmoid" or spec.pooling == "max":
        return None
    return BlockShape(
        pool=2 if spec.pooling == "average" else 1,
        slope=_LEAK if spec.activation == "leaky_relu" else 0.0,
    )


def _activation(name: Activation) -> nn.Module:
    if name == "sigmoid":
        return nn.Sigmoid()
    return nn.LeakyReLU(_LEAK) if name == "leaky_relu" else nn.ReLU()


def build_network(spec: NetworkSpec, loops: BlockLoops | None = None) -> nn.Module:
    """The network of a spec, with PyTorch's own first weights.

    Args:
        loops: compiled loops for a ConvNet; None takes PyTorch's own layers.

    Raises:
        ValueError: the spec has no network, such as AlexNet for 20 pixels.
        EngineError: the network of a plug-in cannot be used.
    """
    if spec.is_plug_in:
        return plugged_network(spec.kind, ImageShape(spec.channels, spec.size_px, spec.num_classes))
    size = (spec.channels, spec.size_px, spec.num_classes)
    if spec.kind == "alexnet":
        return AlexNet(*size)
    if spec.kind == "vgg11":
        return Vgg11(*size, spec.norm)
    if spec.kind == "convnet":
        return ConvNet(spec, loops)
    return ResNet18(*size, spec.norm, has_average_downsampling=spec.kind == "resnet18_ap")


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
