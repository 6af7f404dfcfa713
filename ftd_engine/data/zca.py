"""ZCA whitening of pixels: fitted once per data set, kept on disk, undone exactly for viewing."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# kornia ships no stubs, and torch's own leave `from_numpy` partly unknown.

import hashlib
import logging
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float
from safetensors import SafetensorError
from safetensors.torch import load_file, save, save_file
from torch import Tensor

from ftd_engine.data.disk_cache import find_cached, forget, room_in_cache
from ftd_engine.data.raw_images import Pixels
from ftd_engine.runtime import EngineError, available_memory_bytes

EPS = 0.1
"""Added to every eigenvalue of the covariance, as the official code does."""

_VERSION = 1
_MATRICES_WHILE_FITTING = 10
"""Covariance, its decomposition with working space, and both results."""

_CHUNK = 4096
_logger = logging.getLogger(__name__)

Images = Float[Tensor, "n c h w"]


@dataclass(frozen=True, slots=True, eq=False)
class Zca:
    """A fitted whitening, with d = C·H·W.

    Attributes:
        mean: of the training images in colour units.
        whiten: U (S + eps)^-½ Uᵀ, with the covariance U S Uᵀ.
        colour: U (S + eps)^½ Uᵀ, its inverse.
        eps: what was added to the eigenvalues S.
        fingerprint: of the training images and eps; equal ones give equal matrices.
    """

    mean: Float[Tensor, " d"]
    whiten: Float[Tensor, "d d"]
    colour: Float[Tensor, "d d"]
    eps: float
    fingerprint: str

    def encode(self, colours: Images) -> Images:
        """Colours 0…1 as whitened numbers."""
        mean, whiten = self.mean.to(colours), self.whiten.to(colours)
        return ((colours.flatten(1) - mean) @ whiten).view_as(colours)

    def decode(self, images: Images) -> Images:
        """Whitened numbers as colours; 0 black, 1 full, not clipped."""
        mean, colour = self.mean.to(images), self.colour.to(images)
        return (images.flatten(1) @ colour + mean).view_as(images)

    def to_bytes(self) -> bytes:
        """The matrices as a safetensors file, such as lies beside an exported set."""
        # one fact only: the library writes several in another order each time, and the same
        # matrices must be the same file
        return save(_tensors_of(self), metadata={"fingerprint": self.fingerprint})

    def to(self, device: torch.device) -> "Zca":
        """The same with what `decode` needs on a device; sets are viewed often, encoded never."""
        return replace(self, mean=self.mean.to(device), colour=self.colour.to(device))


def fingerprint(pixels: Pixels, eps: float) -> str:
    """SHA-256 of training images and eps."""
    digest = hashlib.sha256(f"{_VERSION}/{pixels.dtype}/{pixels.shape}/{eps!r}/".encode())
    for start in range(0, len(pixels), _CHUNK):
        digest.update(np.ascontiguousarray(pixels[start : start + _CHUNK]).data)
    return digest.hexdigest()


def need_bytes(num_images: int, num_pixels: int) -> int:
    """Memory while fitting: the images twice as floats, and the matrices."""
    return 8 * num_images * num_pixels + _MATRICES_WHILE_FITTING * 4 * num_pixels**2


def fitted_zca(
    pixels: Pixels, device: torch.device, tell: Callable[[str], None], eps: float = EPS
) -> Zca:
    """The whitening of these training images, from disk where it was fitted before.

    Args:
        pixels: `[N, C, H, W]`, all training images.
        device: where to compute, if its memory is enough.
        tell: hears one line about where it came from.

    Returns:
        The whitening on the CPU.

    Raises:
        EngineError: the matrices do not fit into memory; says both numbers.
    """
    num_pixels = int(np.prod(pixels.shape[1:]))
    refuse_too_large(pixels.shape)
    key = fingerprint(pixels, eps)
    stored = _from_cache(key, num_pixels, eps)
    if stored is not None:
        tell("ZCA whitening of these images was fitted before and is taken from disk.")
        return stored
    tell(
        f"Fitting ZCA whitening: a matrix of {num_pixels:,} × {num_pixels:,} numbers from "
        f"{len(pixels):,} images."
    )
    zca = _fit(pixels, device, eps, key)
    tell("ZCA whitening is fitted" + (" and kept on disk." if _keep(zca) else "."))
    return zca


def refuse_too_large(shape: tuple[int, ...]) -> None:
    """Pass where images `[N, C, H, W]` of this shape can be whitened in the memory that is free.

    Raises:
        EngineError: the matrices do not fit into memory; says both numbers.
    """
    num_pixels = math.prod(shape[1:])
    need, free = need_bytes(shape[0], num_pixels), available_memory_bytes()
    if need <= free:
        return
    channels, height, width = shape[1:]
    raise EngineError(
        f"ZCA whitening of {width} × {height} pixels in {channels} channels needs matrices of "
        f"{num_pixels:,}² numbers ({4 * num_pixels**2 / 1e9:.1f} GB each) and {need / 1e9:.1f} GB "
        f"while it is fitted; {free / 1e9:.1f} GB of memory are free.",
        "Switch ZCA whitening off (at 128 pixels nobody uses it), or use smaller images.",
    )


def _fit(pixels: Pixels, device: torch.device, eps: float, key: str) -> Zca:
    # kornia is needed only where something is whitened
    from kornia.enhance import ZCAWhitening

    if device.type == "cuda":
        free, _ = torch.cuda.mem_get_info(device)
        if need_bytes(len(pixels), int(np.prod(pixels.shape[1:]))) > free:
            device = torch.device("cpu")
    elif device.type != "cpu":
        # other devices decompose matrices on the CPU anyway
        device = torch.device("cpu")
    flat = torch.empty((len(pixels), int(np.prod(pixels.shape[1:]))), device=device)
    for start in range(0, len(pixels), _CHUNK):
        flat[start : start + _CHUNK] = as_colours(pixels[start : start + _CHUNK]).flatten(1)
    fitted = ZCAWhitening(eps=eps, compute_inv=True).fit(flat)
    parts = (fitted.mean_vector, fitted.transform_matrix, fitted.transform_inv)
    mean, whiten, colour = (part.to("cpu", torch.float32).contiguous() for part in parts)
    return Zca(mean.flatten(), whiten, colour, eps, key)


def as_colours(pixels: Pixels) -> Images:
    """Pixels of a file as colours 0…1, on the CPU."""
    tensor = torch.from_numpy(np.array(pixels))
    return tensor.float() / 255 if tensor.dtype == torch.uint8 else tensor


def _file_name(key: str) -> str:
    return f"zca-{key[:40]}.safetensors"


def _tensors_of(zca: Zca) -> dict[str, Tensor]:
    return {"mean": zca.mean, "whiten": zca.whiten, "colour": zca.colour}


def _facts_of(zca: Zca) -> dict[str, str]:
    return {"fingerprint": zca.fingerprint, "eps": repr(zca.eps)}


def _keep(zca: Zca) -> bool:
    tensors, facts = _tensors_of(zca), _facts_of(zca)
    size = sum(tensor.numel() * 4 for tensor in tensors.values()) + 4096
    try:
        with room_in_cache(_file_name(zca.fingerprint), size) as part:
            if part is not None:
                save_file(tensors, part, metadata=facts)
            return part is not None
    except (OSError, SafetensorError) as error:
        _logger.info("the whitening is not cached: %s", error)
        return False


def zca_of_tensors(
    tensors: Mapping[str, Tensor], num_pixels: int, eps: float, fingerprint: str
) -> Zca | None:
    """The whitening that these tensors hold; None where they are not its three, whole and finite.

    Args:
        num_pixels: C·H·W of the images.
    """
    shapes = {"mean": (num_pixels,), "whiten": (num_pixels,) * 2, "colour": (num_pixels,) * 2}
    for name, shape in shapes.items():
        part = tensors.get(name)
        if part is None or part.shape != shape or not bool(part.isfinite().all()):
            return None
    mean, whiten, colour = (tensors[name].float() for name in shapes)
    return Zca(mean, whiten, colour, eps, fingerprint)


def _from_cache(key: str, num_pixels: int, eps: float) -> Zca | None:
    path = find_cached(_file_name(key))
    return None if path is None else _loaded(path, key, num_pixels, eps)


def _loaded(path: Path, key: str, num_pixels: int, eps: float) -> Zca | None:
    try:
        zca = zca_of_tensors(load_file(path), num_pixels, eps, key)
    except (OSError, SafetensorError) as error:
        _logger.info("%s is damaged: %s", path, error)
        zca = None
    if zca is None:
        forget(path)
    return zca
