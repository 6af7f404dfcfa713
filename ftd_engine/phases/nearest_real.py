"""For each synthetic image, the real training image of its class that is nearest to it in colours.

It answers what a synthetic image has become: a copy of a real one, or something between many.
"""

import numpy as np
import numpy.typing as npt

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.data.raw_images import Pixels
from ftd_engine.data.registry import read_images
from ftd_engine.job_requests import NearestRequest, NearestResult
from ftd_engine.nearest_sets import write_nearest
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import DamagedSnapshot, FloatArray, Snapshot

_CHUNK = 2048


def run(folder: RunFolder, request: NearestRequest) -> NearestResult:
    """Find them and keep them beside the run.

    Raises:
        EngineError: no such set, the real images cannot be read or do not fit, or the disk refuses.
    """
    if folder.is_read_only:
        # said before the whole data set is read for nothing
        raise EngineError(
            f"The nearest real images are kept beside their set, but {folder.path} can only be read.",
            "Copy the run to where you may write.",
        )
    try:
        stored = folder.read_snapshot(request.iteration)
        raw = read_images(folder.experiment().data)
    except (DamagedSnapshot, ConfigProblems) as error:
        raise EngineError(str(error), "") from error
    if request.series not in stored.images:
        kept = ", ".join(stored.images)
        raise EngineError(
            f'This run keeps no "{request.series}" images.',
            f"Kept are: {kept}. Choose one of them.",
        )
    synthetic: FloatArray = stored.viewable(request.series).transpose(0, 3, 1, 2)
    if raw.train_pixels.shape[1:] != synthetic.shape[1:]:
        raise EngineError(
            f"The real images of {raw.name} are of shape {raw.train_pixels.shape[1:]}, the synthetic "
            f"ones of {synthetic.shape[1:]} (channels, height, width).",
            "Distances need the same shape: put the data set back that the set was learned from.",
        )
    places = nearest_places(synthetic, stored.labels, raw.train_pixels, raw.train_labels)
    found = raw.train_pixels[places]
    scale = 255 if found.dtype == np.uint8 else 1
    channels: int = stored.mean.size
    real = Snapshot(
        iteration=stored.iteration,
        # bytes stay bytes on disk; the reader makes numbers of them
        images={"raw": np.ascontiguousarray(found)},  # pyright: ignore[reportArgumentType]
        labels=stored.labels,
        syn_lr=stored.syn_lr,
        mean=np.zeros(channels, np.float32),
        std=np.full(channels, 1 / scale, np.float32),
    )
    try:
        write_nearest(folder, request.series, real)
    except OSError as error:
        raise EngineError(
            f"The nearest real images cannot be kept in {folder.nearest_path}: {error.strerror}.",
            "Free some space there, or copy the run to where you may write.",
        ) from error
    return NearestResult(ok=True)


def nearest_places(
    synthetic: FloatArray,
    labels: npt.NDArray[np.int64],
    pixels: Pixels,
    real_labels: npt.NDArray[np.int64],
) -> npt.NDArray[np.intp]:
    """Numbers of the real images that are nearest, by the squared difference of all their colours.

    Args:
        synthetic: `[N, C, H, W]`, colours, 0 black, 1 full, not clipped.
        labels: `[N]`, class of each of them.
        pixels: `[M, C, H, W]` real images, bytes or colours.
        real_labels: `[M]`.

    Returns:
        `[N]`, each of the same class.

    Raises:
        EngineError: a class has no real image.
    """
    nearest = np.zeros(len(synthetic), dtype=np.intp)
    scale = np.float32(1 / 255 if pixels.dtype == np.uint8 else 1)
    for label in np.unique(labels):
        members, real = np.flatnonzero(labels == label), np.flatnonzero(real_labels == label)
        if not len(real):
            raise EngineError(
                f"The training images hold none of class {label}, but the set has {len(members)}.",
                "Put the data set back that the set was learned from.",
            )
        images = synthetic[members].reshape(len(members), -1)
        # about a common centre the squares are small, and their difference keeps its digits
        centre = images.mean(axis=0)
        images = images - centre
        least = np.full(len(members), np.inf, np.float32)
        for start in range(0, len(real), _CHUNK):
            places = real[start : start + _CHUNK]
            colours = pixels[places].reshape(len(places), -1).astype(np.float32) * scale - centre
            # the square of the synthetic image is the same for all
            far = np.einsum("ij,ij->i", colours, colours) - 2 * images @ colours.T
            best = far.argmin(axis=1)
            found = far[np.arange(len(members)), best]
            is_nearer = found < least
            least[is_nearer] = found[is_nearer]
            nearest[members[is_nearer]] = places[best[is_nearer]]
    return nearest
