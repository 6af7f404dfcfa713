"""Networks of plug-ins: built by their function, then looked at before anything is trained with them."""

# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# torch's own stubs leave `named_modules` partly unknown.

from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from ftd_engine.network_size import NetworkSize
from ftd_engine.plug_ins import PlugIn, PlugInFault, error_words, load, required
from ftd_engine.runtime import EngineError

FIRST_VALUES = "first_values"
"""Method by which a layer of a plug-in says its own first weights; see `FlatNetwork.initial`."""

_KNOWN_LAYERS = (
    *(nn.Conv1d, nn.Conv2d, nn.Conv3d, nn.Linear),
    *(nn.GroupNorm, nn.LayerNorm, nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d),
    *(nn.InstanceNorm1d, nn.InstanceNorm2d, nn.InstanceNorm3d),
)
"""Layers whose first weights are drawn by the program: by their inputs, or 1 and 0 of a norm."""
# drawn from PyTorch's own generator, which nobody seeds
_RANDOM_LAYERS = (
    *(nn.Dropout, nn.Dropout1d, nn.Dropout2d, nn.Dropout3d),
    *(nn.AlphaDropout, nn.FeatureAlphaDropout, nn.RReLU),
)
_TRIED_IMAGES = 2


@dataclass(frozen=True, slots=True)
class ImageShape:
    """What a network is built for."""

    channels: int
    size_px: int
    num_classes: int


def plugged_network(qualified_name: str, shape: ImageShape) -> nn.Module:
    """The network of a plug-in on the meta device: shapes without numbers.

    Raises:
        EngineError: the plug-in is not installed, cannot be loaded, or gives no network that can be
            trained from a seed.
    """
    try:
        plug_in = required("network", qualified_name)
        # whatever its module makes when it is imported must be real
        with torch.device("cpu"):
            build = load(plug_in)
        return _built(plug_in, build, shape)
    except PlugInFault as fault:
        raise EngineError(fault.message, fault.hint) from fault


def _built(plug_in: PlugIn, build: Any, shape: ImageShape) -> nn.Module:
    asked = f"{shape.channels} channels, {shape.size_px} pixels and {shape.num_classes} classes"
    allowed = (
        "It must give a torch.nn.Module that takes images [N, C, H, W] and gives [N, classes]."
    )
    try:
        with torch.device("meta"):
            network: object = build(
                channels=shape.channels, size_px=shape.size_px, num_classes=shape.num_classes
            )
    except Exception as error:
        raise plug_in.fault(
            f"cannot be built for {asked}: {error_words(error)}", allowed
        ) from error
    if not isinstance(network, nn.Module):
        raise plug_in.fault(f"gives a {type(network).__name__}, not a network", allowed)
    _refuse_layers(plug_in, network)
    network.to("meta")
    images = torch.empty(
        (_TRIED_IMAGES, shape.channels, shape.size_px, shape.size_px), device="meta"
    )
    try:
        found: object = network(images)
    except Exception as error:
        raise plug_in.fault(f"cannot take {asked}: {error_words(error)}", allowed) from error
    wanted = (_TRIED_IMAGES, shape.num_classes)
    if not isinstance(found, Tensor) or tuple(found.shape) != wanted:
        what = str(list(found.shape)) if isinstance(found, Tensor) else f"a {type(found).__name__}"
        raise plug_in.fault(f"gives {what} for {asked}, not {list(wanted)}", allowed)
    return network


def _refuse_layers(plug_in: PlugIn, network: nn.Module) -> None:
    for name, layer in network.named_modules():
        where = f"its layer {name or 'itself'}, a {type(layer).__name__},"
        if isinstance(layer, _RANDOM_LAYERS):
            raise plug_in.fault(
                f"cannot be repeated: {where} draws random numbers",
                "Layers that draw while they compute, such as dropout, are not allowed.",
            )
        has_rule = isinstance(layer, _KNOWN_LAYERS) or hasattr(layer, FIRST_VALUES)
        own = [weight for weight, _ in layer.named_parameters(recurse=False)]
        if own and not has_rule:
            raise plug_in.fault(
                f"has no first weights: {where} holds {', '.join(own)}",
                f"Other layers than convolutions, Linear and norms need a method {FIRST_VALUES}.",
            )
    if not any(True for _ in network.parameters()):
        raise plug_in.fault("has no weights", "A network must have weights that are learned.")


def first_values(
    plug_in_layer: nn.Module, shapes: dict[str, tuple[int, ...]], generator: torch.Generator
) -> dict[str, Tensor] | None:
    """First weights of a layer by its own rule; None where it has none.

    Raises:
        EngineError: they are not what the layer holds.
    """
    rule = getattr(plug_in_layer, FIRST_VALUES, None)
    if rule is None:
        return None
    given: object = rule(generator)
    values = cast("dict[str, Any]", given if isinstance(given, dict) else {})
    found = {
        name: tuple(value.shape) if isinstance(value, Tensor) else None
        for name, value in values.items()
    }
    if found != shapes:
        raise EngineError(
            f"{FIRST_VALUES} of the layer {type(plug_in_layer).__name__} gives {found}; the layer holds "
            f"{shapes}.",
            "It must give a tensor of this shape for every weight of its own, drawn from the "
            "generator that it is given.",
        )
    return {name: value.to("cpu", torch.float32) for name, value in values.items()}


def plugged_size(qualified_name: str, shape: ImageShape) -> NetworkSize:
    """How large the network of a plug-in is, by one image without numbers.

    Raises:
        EngineError: as `plugged_network`.
    """
    network = plugged_network(qualified_name, shape)
    given = 0

    def count(_layer: nn.Module, _inputs: object, output: object) -> None:
        nonlocal given
        given += output.numel() if isinstance(output, Tensor) else 0

    for layer in network.modules():
        if not any(True for _ in layer.children()):
            layer.register_forward_hook(count)
    image = torch.empty((1, shape.channels, shape.size_px, shape.size_px), device="meta")
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        network(image)
    return NetworkSize(
        num_params=sum(weight.numel() for weight in network.parameters()),
        # a network without products still takes some time
        forward_flops=max(1, counter.get_total_flops()),
        activations=given,
    )
