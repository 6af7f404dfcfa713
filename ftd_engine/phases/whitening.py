"""The whitening of a set that leaves or comes: its matrices as a file beside it, and which ones they are."""

import hashlib
from dataclasses import dataclass

import torch

from ftd_engine.data.registry import read_images
from ftd_engine.data.zca import EPS, Zca, fingerprint, fitted_zca, zca_of_tensors
from ftd_engine.experiment import Experiment
from ftd_engine.method.set_files import digest_of, read_safetensors
from ftd_engine.method.set_spaces import SetSpace
from ftd_engine.runtime import EngineError

_NAME_CHARS = 12


@dataclass(frozen=True, slots=True)
class WhiteningFile:
    """Matrices as they lie beside an exported set.

    Attributes:
        name: file name; the same name means the same images and eps.
        content: the file.
    """

    name: str
    content: bytes

    def facts(self) -> dict[str, str]:
        """What the manifest says of it, so that a stranger needs neither our code nor the images."""
        return {
            "file": self.name,
            "sha256": hashlib.sha256(self.content).hexdigest(),
            "tensors": "float32, d = C·H·W: mean [d], whiten [d, d], colour [d, d]; with images "
            "flattened to [N, d], numbers = (colours - mean) @ whiten and colours = numbers @ "
            "colour + mean",
        }


def whitening_file(experiment: Experiment, wanted: str) -> WhiteningFile:
    """The matrices with this fingerprint, from the cache or fitted again on the experiment's images.

    Raises:
        EngineError: the images are gone or others now, or the matrices do not fit into memory.
    """
    pixels = read_images(experiment.data).train_pixels
    found = fingerprint(pixels, EPS)
    if found != wanted:
        raise EngineError(
            f"The training images of {experiment.data.dataset} have changed since the run (fingerprint "
            f"{found[:_NAME_CHARS]} instead of {wanted[:_NAME_CHARS]}).",
            "Put back the images that it was made with, and export again.",
        )
    zca = fitted_zca(pixels, torch.device("cpu"), lambda _text: None)
    return WhiteningFile(f"zca_{wanted[:_NAME_CHARS]}.safetensors", zca.to_bytes())


def is_other_whitening(space: SetSpace, target: Zca | None) -> bool:
    """True where a set says that it was whitened with other matrices than the real images."""
    return bool(
        target is not None and space.fingerprint and space.fingerprint != target.fingerprint
    )


def whitening_of(space: SetSpace, num_pixels: int) -> Zca | None:
    """The matrices that lie beside a set; None where it names none.

    Args:
        num_pixels: C·H·W of its images.

    Raises:
        EngineError: the file is gone, damaged or another one than the manifest means.
    """
    if space.matrices is None:
        return None
    if digest_of(space.matrices) != space.matrices_sha256:
        raise EngineError(
            f"{space.matrices} is not the file that the manifest means (its checksum differs).",
            "Fetch it again.",
        )
    tensors, _ = read_safetensors(space.matrices)
    zca = zca_of_tensors(tensors, num_pixels, EPS, space.fingerprint)
    if zca is None:
        raise EngineError(
            f"{space.matrices} holds no whitening of images with {num_pixels:,} numbers each.",
            "Fetch it again.",
        )
    return zca
