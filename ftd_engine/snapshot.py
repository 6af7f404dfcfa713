"""A synthetic set as it is stored on disk and viewed: numpy arrays only, no tensor, no file name."""

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ftd_engine.foreign_structure import check_npz

# all that one changed byte can raise in zipfile, its decompressors and numpy
_DAMAGE = (
    *(OSError, ValueError, KeyError, EOFError, TypeError, RuntimeError, MemoryError),
    *(OverflowError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
)

MAX_BYTES = 2 << 30
"""A larger file, or one that unpacks to more, is none of ours."""

FloatArray = npt.NDArray[np.float32]


class DamagedSnapshot(Exception):
    """A stored set that cannot be read; the message says what was expected and what was found."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One synthetic set, class-major, in the space that networks are trained in.

    Attributes:
        iteration: outer steps done when it was stored.
        images: per series ("raw", and "ema" where it is kept) `[N, C, H, W]`, normalised.
        labels: `[N]`, class of each image.
        syn_lr: learned student step size, 1/step.
        mean, std: `[C]`; pixel = image * std + mean is the colour, 0 black, 1 full. 0 and 1 where
            the images are whitened, and then this gives no colour.
        views: per series the colours `[N, C, H, W]`, only where the images are ZCA-whitened: the
            whitening matrix is too large to be stored with every set.
        zca: fingerprint of the whitening; empty where there is none.
        soft_labels: `[N, num_classes]` logits that networks are trained with in place of `labels`,
            or None; our own sets have none, peers' may.
    """

    iteration: int
    images: dict[str, FloatArray]
    labels: npt.NDArray[np.int64]
    syn_lr: float
    mean: FloatArray
    std: FloatArray
    soft_labels: FloatArray | None = None
    views: dict[str, FloatArray] = field(default_factory=dict[str, FloatArray])
    zca: str = ""

    def viewable(self, series: str) -> FloatArray:
        """Images of a series as colour values `[N, H, W, C]`, 0 black, 1 full, not clipped."""
        if series in self.views:
            pixels = self.views[series].transpose(0, 2, 3, 1)
        else:
            pixels = self.images[series].transpose(0, 2, 3, 1) * self.std + self.mean
        return np.ascontiguousarray(pixels, dtype=np.float32)

    def to_bytes(self) -> bytes:
        """The set as the bytes of an `.npz` file."""
        buffer = io.BytesIO()
        arrays: dict[str, npt.NDArray[np.generic]] = {
            "iteration": np.array(self.iteration, dtype=np.int64),
            "labels": self.labels,
            "syn_lr": np.array(self.syn_lr, dtype=np.float64),
            "mean": self.mean,
            "std": self.std,
        }
        if self.soft_labels is not None:
            arrays["soft_labels"] = self.soft_labels
        arrays.update({f"images_{series}": images for series, images in self.images.items()})
        arrays.update({f"view_{series}": colours for series, colours in self.views.items()})
        if self.zca:
            arrays["zca"] = np.array(self.zca)
        np.savez(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()

    @staticmethod
    def from_bytes(content: bytes, where: str) -> "Snapshot":
        """The set in the bytes of an `.npz` file.

        Raises:
            DamagedSnapshot: truncated, not an `.npz`, arrays missing or of wrong shape.
        """
        try:
            check_npz(io.BytesIO(content), MAX_BYTES)
            with np.load(io.BytesIO(content), allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
            _refuse_strange_kinds(arrays)
            images, views = _series_of(arrays, "images_"), _series_of(arrays, "view_")
            snapshot = Snapshot(
                iteration=int(arrays["iteration"]),
                images=images,
                labels=arrays["labels"].astype(np.int64, copy=False),
                syn_lr=float(arrays["syn_lr"]),
                mean=arrays["mean"].astype(np.float32, copy=False),
                std=arrays["std"].astype(np.float32, copy=False),
                soft_labels=arrays["soft_labels"].astype(np.float32, copy=False)
                if "soft_labels" in arrays
                else None,
                views=views,
                zca=str(arrays["zca"]) if "zca" in arrays else "",
            )
        except _DAMAGE as error:
            raise DamagedSnapshot(
                f"{where} is not a stored set of FTD Studio ({error}); it was truncated or changed. "
                "Choose another iteration."
            ) from error
        shapes = {array.shape for array in images.values()}
        if len(shapes) != 1 or "raw" not in images or images["raw"].ndim != 4:
            raise DamagedSnapshot(
                f"{where} holds images of shape {sorted(shapes)}; expected [N, C, H, W] under "
                '"images_raw". Choose another iteration.'
            )
        if 0 in images["raw"].shape or images["raw"].shape[1] not in (1, 3):
            raise DamagedSnapshot(
                f"{where} holds images of shape {images['raw'].shape}; expected at least one, of 1 or 3 "
                "channels. Choose another iteration."
            )
        if views and {name: view.shape for name, view in views.items()} != dict.fromkeys(
            images, images["raw"].shape
        ):
            raise DamagedSnapshot(
                f"{where} holds colours of {sorted(views)} that do not fit its images. Choose "
                "another iteration."
            )
        count, channels = images["raw"].shape[:2]
        found = (snapshot.labels.shape, snapshot.mean.shape, snapshot.std.shape)
        if found != ((count,), (channels,), (channels,)):
            raise DamagedSnapshot(
                f"{where} holds {count} images of {channels} channels but labels {found[0]}, mean "
                f"{found[1]} and std {found[2]}. Choose another iteration."
            )
        if count and snapshot.labels.min() < 0:
            raise DamagedSnapshot(
                f"{where} holds the label {snapshot.labels.min()}; classes count from 0. Choose "
                "another iteration."
            )
        soft = snapshot.soft_labels
        if soft is not None and (soft.ndim != 2 or len(soft) != count):
            raise DamagedSnapshot(
                f"{where} holds {count} images but soft labels of shape {soft.shape}. Choose another "
                "iteration."
            )
        return snapshot


def _refuse_strange_kinds(arrays: dict[str, npt.NDArray[Any]]) -> None:
    """Numbers where numbers belong: text or dates would be cast to something."""
    for name, array in arrays.items():
        if array.dtype.kind not in ("U" if name == "zca" else "iu" if name == "labels" else "fiu"):
            raise ValueError(f"{name} is of type {array.dtype}")


def _series_of(arrays: dict[str, npt.NDArray[Any]], prefix: str) -> dict[str, FloatArray]:
    """Images of each series under a prefix, raw first."""
    return {
        name.removeprefix(prefix): arrays[name].astype(np.float32, copy=False)
        for name in sorted(arrays, reverse=True)
        if name.startswith(prefix)
    }
