"""Layers that several families share."""

from typing import Literal

from torch import nn

Norm = Literal["none", "batch", "layer", "instance", "group"]

NORM_EPS = 1e-5
GROUPS = 4


def norm_layer(norm: Norm, channels: int, size_px: int) -> list[nn.Module]:
    """The normalisation of a feature map `[n, channels, size_px, size_px]`; empty for "none".

    Instance norm is a group norm of one channel a group, with learned scale and shift; group norm has
    four groups; layer norm normalises over channels and pixels together.
    """
    if norm == "none":
        return []
    if norm == "batch":
        return [nn.BatchNorm2d(channels, eps=NORM_EPS)]
    if norm == "layer":
        return [nn.LayerNorm([channels, size_px, size_px], eps=NORM_EPS)]
    groups = channels if norm == "instance" else GROUPS
    return [nn.GroupNorm(groups, channels, eps=NORM_EPS)]
