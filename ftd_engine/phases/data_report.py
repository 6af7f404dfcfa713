"""Looking through real images before a run: what they are, what is wrong, and pictures of some."""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave `from_numpy` partly unknown.

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F

from ftd_engine.data.findings import Finding
from ftd_engine.data.raw_images import Labels, Pixels, RawImages
from ftd_engine.data.sources.image_files import BadImage, decode_image
from ftd_engine.data.sources.image_folder import ListedFolder, listed_folder
from ftd_engine.data.validation import look_through
from ftd_engine.job_requests import DataProgress, DataReport, DataRequest
from ftd_engine.runtime import EngineError
from ftd_engine.thumbnails import Bytes, Thumbnails

MOST_PER_CLASS = 200
"""Pictures of a class in one part."""
PICTURE_BYTES = 24 << 20
"""All pictures together."""
LARGEST_PX = 64
"""Larger images are shown smaller."""
TELL_EVERY_S = 0.1

Tell = Callable[[DataProgress], None]


def run(request: DataRequest, tell: Tell) -> DataReport:
    """Everything about the images that a request names; never refuses, but reports.

    Args:
        request: which images.
        tell: hears how far the looking is, some times a second.
    """
    told_s = 0.0

    def turn(done: int = 0, total: int = 0, /) -> None:
        nonlocal told_s
        if total:
            if time.monotonic() < told_s + TELL_EVERY_S:
                return
            told_s = time.monotonic()
        tell(DataProgress(done, total))

    raw, findings = look_through(request.data, request.ipc, request.held_out_share, turn)
    path = Path(request.picture_path)
    if raw is not None:
        return _report_of(raw, findings, path)
    if request.data.dataset == "folder":
        try:
            listed = listed_folder(request.data, turn)
        except EngineError:
            # told by the findings already
            return DataReport(findings)
        return _report_of_files(listed, findings, request.data.image_size_px, path)
    return DataReport(findings)


def lack_of_memory() -> Finding:
    """What is found where the images are more than the memory takes."""
    return Finding(
        "error",
        "The memory was not enough to look through the images.",
        "Use fewer or smaller images, or close other programs.",
    )


def _report_of(raw: RawImages, findings: tuple[Finding, ...], path: Path) -> DataReport:
    channels, height, width = raw.train_pixels.shape[1:]
    report = DataReport(
        findings,
        raw.origin,
        raw.class_names,
        _counts(raw.train_labels, raw.num_classes),
        _counts(raw.test_labels, raw.num_classes),
        (channels, height, width),
    )
    same_shape = raw.test_pixels.shape[1:] == raw.train_pixels.shape[1:]
    if channels not in (1, 3) or not same_shape:
        return report
    most = _most_per_class(raw.num_classes, channels * min(max(height, width), LARGEST_PX) ** 2)
    train = _even_places(raw.train_labels, raw.num_classes, most)
    test = _even_places(raw.test_labels, raw.num_classes, most)
    thumbnails = Thumbnails(
        _small(raw.train_pixels[train]),
        raw.train_labels[train],
        _small(raw.test_pixels[test]),
        raw.test_labels[test],
    )
    return _with_pictures(report, thumbnails, path)


def _report_of_files(
    listed: ListedFolder, findings: tuple[Finding, ...], size_px: int, path: Path
) -> DataReport:
    """What can be told of a folder that a run would refuse: its files are counted, some are shown."""
    num_classes = len(listed.class_names)
    train_labels, test_labels = listed.labels[listed.train], listed.labels[listed.test]
    report = DataReport(
        findings,
        f"own images in {listed.root}",
        listed.class_names,
        _counts(train_labels, num_classes),
        _counts(test_labels, num_classes),
    )
    side = min(size_px or LARGEST_PX, LARGEST_PX)
    most = _most_per_class(num_classes, 3 * side**2)
    parts: list[tuple[Bytes, Labels]] = []
    for labels, places in ((train_labels, listed.train), (test_labels, listed.test)):
        chosen = places[_even_places(labels, num_classes, most)]
        parts.append(_readable(listed, chosen.tolist(), side))
    (train, train_kept), (test, test_kept) = parts
    return _with_pictures(report, Thumbnails(train, train_kept, test, test_kept), path)


def _readable(listed: ListedFolder, places: list[int], side: int) -> tuple[Bytes, Labels]:
    """Those of these files that can be decoded, as squares, and their labels."""
    pixels: list[Bytes] = []
    kept: list[int] = []
    for place in places:
        try:
            pixels.append(decode_image(listed.paths[place], side, 3))
        except BadImage:
            # told by the findings
            continue
        kept.append(place)
    planes = np.stack(pixels) if pixels else np.zeros((0, 3, side, side), np.uint8)
    return planes, listed.labels[np.array(kept, np.int64)]


def _with_pictures(report: DataReport, thumbnails: Thumbnails, path: Path) -> DataReport:
    if not len(thumbnails.train_labels) + len(thumbnails.test_labels):
        return report
    try:
        thumbnails.write(path)
    except OSError as error:
        missing = Finding("note", f"The images cannot be shown: {path}: {error.strerror}.")
        return replace(report, findings=(*report.findings, missing))
    return replace(report, picture_path=str(path))


def _counts(labels: Labels, num_classes: int) -> tuple[int, ...]:
    return tuple(np.bincount(labels, minlength=num_classes).tolist())


def _most_per_class(num_classes: int, image_bytes: int) -> int:
    """Pictures of a class in one part, so that all of both parts stay within their bound."""
    room = PICTURE_BYTES // (2 * max(1, num_classes) * max(1, image_bytes))
    return max(1, min(MOST_PER_CLASS, room))


def _even_places(labels: Labels, num_classes: int, most: int) -> npt.NDArray[np.int64]:
    """Positions of at most so many images of each class, drawn evenly over the class, class-major."""
    chosen: list[npt.NDArray[np.int64]] = []
    for label in range(num_classes):
        places = np.flatnonzero(labels == label)
        steps = np.linspace(0, len(places) - 1, min(most, len(places))).round().astype(np.int64)
        chosen.append(places[steps])
    return np.concatenate(chosen) if chosen else np.zeros(0, np.int64)


def _small(pixels: Pixels) -> Bytes:
    """Bytes of images whose longer side is at most `LARGEST_PX`."""
    colours = pixels if pixels.dtype == np.uint8 else np.clip(np.rint(255.0 * pixels), 0, 255)
    planes = np.array(colours, np.uint8)
    height, width = planes.shape[2:]
    scale = LARGEST_PX / max(height, width)
    if scale >= 1 or not len(planes):
        return planes
    sides = (max(1, round(height * scale)), max(1, round(width * scale)))
    shrunk = F.interpolate(
        torch.from_numpy(planes).float(),
        sides,
        mode="bilinear",
        align_corners=False,
        antialias=True,
    )
    return shrunk.round().clamp(0, 255).to(torch.uint8).numpy()
