"""The pixel space of a set from elsewhere: what a manifest says of it, or what the numbers suggest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, cast, get_args

import torch
from jaxtyping import Float
from torch import Tensor

SpaceName = Literal["mean-std", "zca", "rgb"]
SPACE_NAMES: tuple[SpaceName, ...] = get_args(SpaceName)

SPACE_WORDS: dict[SpaceName, str] = {
    "mean-std": "normalised by mean and standard deviation of each channel",
    "zca": "whitened by ZCA",
    "rgb": "colours from 0 to 1",
}

WHITENING_NAME = re.compile(r"zca_[0-9a-f]{1,64}\.safetensors")
"""Files of matrices that lie beside an exported set and are none themselves."""

_EDGE = 1e-3
_WHITE_STD = 0.7
_WHITE_CORRELATION = 0.6


@dataclass(frozen=True, slots=True)
class SetSpace:
    """The space of a set's numbers, as far as it is known.

    Attributes:
        name: how colours became these numbers.
        mean, std: of each channel, in colour units; empty where the data set's own are meant.
        fingerprint: of the whitening; empty where there is none, or nobody says which.
        matrices: file of the whitening's matrices, or None.
        matrices_sha256: its checksum, as the manifest has it.
    """

    name: SpaceName
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()
    fingerprint: str = ""
    matrices: Path | None = None
    matrices_sha256: str = ""


def read_space(description: object, channels: int, folder: Path | None = None) -> SetSpace | None:
    """The space that a manifest describes; None where it describes none that is known.

    Args:
        description: the manifest's entry "pixel_space", whatever it may be.
        channels: channels of the images.
        folder: where the manifest lies, and with it the matrices that it may name.
    """
    if not isinstance(description, Mapping):
        return None
    facts = cast("Mapping[str, Any]", description)
    mean, std = _numbers(facts.get("mean"), channels), _numbers(facts.get("std"), channels)
    # the first manifests had no name, since they knew only this one space
    name = facts.get("name", "mean-std" if mean and std else None)
    if name == "rgb":
        return SetSpace("rgb")
    if name == "zca":
        return _whitened(facts, folder)
    if name == "mean-std" and mean and std and all(value > 0 for value in std):
        return SetSpace("mean-std", mean, std)
    return None


def _whitened(facts: Mapping[str, Any], folder: Path | None) -> SetSpace:
    fingerprint = facts.get("fingerprint")
    space = SetSpace("zca", fingerprint=fingerprint if isinstance(fingerprint, str) else "")
    named = facts.get("matrices")
    if not isinstance(named, Mapping) or folder is None:
        return space
    matrices = cast("Mapping[str, Any]", named)
    file, digest = matrices.get("file"), matrices.get("sha256")
    # a manifest names a file beside itself, never one elsewhere
    if not isinstance(file, str) or not re.fullmatch(r"[\w.\-]+", file):
        return space
    if not isinstance(digest, str):
        return space
    return replace(space, matrices=folder / file, matrices_sha256=digest)


def _numbers(values: object, count: int) -> tuple[float, ...]:
    if not isinstance(values, list):
        return ()
    found = cast("list[Any]", values)
    if len(found) != count or not all(isinstance(value, int | float) for value in found):
        return ()
    return tuple(float(value) for value in found)


@dataclass(frozen=True, slots=True)
class SpaceGuess:
    """What the numbers of some images look like.

    Attributes:
        likely: the space that fits best.
        reason: why, with the figures.
        mean, std: of each channel.
        low, high: smallest and largest number.
        correlation: between neighbouring pixels; colours and normalised colours are near 1, whitened
            ones far below.
    """

    likely: SpaceName
    reason: str
    mean: tuple[float, ...]
    std: tuple[float, ...]
    low: float
    high: float
    correlation: float


def guess_space(images: Float[Tensor, "n c h w"]) -> SpaceGuess:
    """The space that finite images most likely live in; a hint, never a fact."""
    mean = tuple(float(value) for value in images.mean((0, 2, 3)))
    std = tuple(float(value) for value in images.std((0, 2, 3), correction=0))
    low, high = float(images.min()), float(images.max())
    correlation = _neighbour_correlation(images)
    spread = sum(std) / len(std)
    numbers = (
        f"numbers from {low:.2f} to {high:.2f}, mean {_listed(mean)}, standard deviation "
        f"{_listed(std)}, neighbouring pixels correlated by {correlation:.2f}"
    )
    likely: SpaceName
    if low >= -_EDGE and high <= 1 + _EDGE:
        likely, why = "rgb", "nothing lies outside 0 to 1"
    elif spread < _WHITE_STD and correlation < _WHITE_CORRELATION:
        likely, why = "zca", "the spread is small and neighbours hardly agree"
    else:
        likely, why = "mean-std", "numbers lie on both sides of 0, as after normalisation"
    return SpaceGuess(likely, f"{why} ({numbers})", mean, std, low, high, correlation)


def _neighbour_correlation(images: Float[Tensor, "n c h w"]) -> float:
    variance = float(images.var(correction=0))
    if variance <= 0 or min(images.shape[2:]) < 2:
        return 1.0
    steps = [images.diff(dim=dim).square().mean() for dim in (2, 3)]
    return 1 - float(torch.stack(steps).mean()) / (2 * variance)


def _listed(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.2f}" for value in values)


def outside_colours(colours: Float[Tensor, "n c h w"]) -> float:
    """Share of colours more than a tenth beyond black or full: large where the space is wrong."""
    return float(((colours < -0.1) | (colours > 1.1)).float().mean())
