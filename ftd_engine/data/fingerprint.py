"""Fingerprints of images in memory: which numbers a network was trained on."""

import hashlib

from jaxtyping import Float, Int
from torch import Tensor

_CHUNK_IMAGES = 4096


def fingerprint(images: Float[Tensor, "n c h w"], labels: Int[Tensor, " n"]) -> str:
    """SHA-256 over shape, type and bytes of images and labels; about a second for a gigabyte."""
    digest = hashlib.sha256(f"{tuple(images.shape)} {images.dtype}".encode())
    # in pieces, so that images on a GPU need no second copy of all of them here
    for start in range(0, len(images), _CHUNK_IMAGES):
        piece = images[start : start + _CHUNK_IMAGES].detach().cpu().contiguous()
        digest.update(piece.numpy().data)
    digest.update(labels.cpu().contiguous().numpy().data)
    return digest.hexdigest()
