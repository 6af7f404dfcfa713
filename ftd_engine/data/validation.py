"""Looks through real images before anything is trained on them."""

import hashlib
import math
from collections import Counter

import numpy as np

from ftd_engine.config_checks import LEAST_IMAGE_PX
from ftd_engine.data.findings import DataRefused, Finding, size_change, some_of
from ftd_engine.data.raw_images import Labels, Pixels, RawImages, Turn, no_turn
from ftd_engine.data.registry import read_images
from ftd_engine.data.zca import refuse_too_large
from ftd_engine.data_facts import held_out_share, num_held_out_per_class
from ftd_engine.experiment import Experiment
from ftd_engine.runtime import EngineError, available_memory_bytes
from ftd_engine.settings.data import DataConfig

IMBALANCE = 10
"""A class with so many times fewer images than the largest one is worth a warning."""


def validate(experiment: Experiment) -> tuple[Finding, ...]:
    """Everything that is found about the images of an experiment, errors first.

    Reads all images, and decodes them where they are not cached yet.
    """
    share = held_out_share(experiment)
    return look_through(experiment.data, experiment.distill.ipc, share)[1]


def look_through(
    config: DataConfig, ipc: int, share: float = 0.0, turn: Turn = no_turn
) -> tuple[RawImages | None, tuple[Finding, ...]]:
    """The images, or None where they cannot be read, and everything found about them, errors first.

    Args:
        config: which images, and whether they are whitened.
        ipc: images per class that are to be learned.
        share: of the smallest class that is held out of every class.
        turn: called now and then; may raise to end the reading.
    """
    try:
        raw = read_images(config, turn)
    except DataRefused as refused:
        return None, refused.findings
    except EngineError as error:
        return None, (Finding("error", error.message, error.hint),)
    turn()
    found = findings_about(raw, ipc, share)
    if not any(finding.level == "error" for finding in found):
        found = _errors_first([*found, *memory_findings(raw), *_zca_findings(raw, config)])
    return raw, found


def findings_about(raw: RawImages, ipc: int, share: float = 0.0) -> tuple[Finding, ...]:
    """What is found about these images, errors first.

    Args:
        raw: images as read.
        ipc: images per class that the experiment takes from the training part.
        share: of the smallest class that is held out of every class, beside those.
    """
    findings = [*raw.findings, *_shape_findings(raw), *_class_findings(raw, ipc, share)]
    # images of a forbidden shape need not be compared
    if not any(finding.level == "error" for finding in findings):
        findings += _value_findings(raw)
        findings += _duplicate_findings(raw)
    return _errors_first(findings)


def _errors_first(findings: list[Finding]) -> tuple[Finding, ...]:
    order = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(findings, key=lambda finding: order[finding.level]))


def memory_findings(raw: RawImages) -> tuple[Finding, ...]:
    """An error where the images as numbers to train on are more than the memory that is free."""
    count = len(raw.train_pixels) + len(raw.test_pixels)
    need, free = 4 * count * math.prod(raw.train_pixels.shape[1:]), available_memory_bytes()
    if need <= free:
        return ()
    return (
        Finding(
            "error",
            f"{count:,} images of {raw.train_pixels.shape[1:]} (channels, height, width) need "
            f"{need / 1e9:.1f} GB as numbers to train on; {free / 1e9:.1f} GB of memory are free.",
            "Use fewer or smaller images, or close other programs.",
        ),
    )


def _zca_findings(raw: RawImages, config: DataConfig) -> tuple[Finding, ...]:
    """Whether the images can be whitened, where that is wished, and whether they are enough for it."""
    if not config.zca:
        return ()
    off = ("data.zca", False)
    try:
        refuse_too_large(raw.train_pixels.shape)
    except EngineError as error:
        return (Finding("error", error.message, error.hint, off),)
    count, values = len(raw.train_pixels), math.prod(raw.train_pixels.shape[1:])
    if count >= values:
        return ()
    return (
        Finding(
            "warning",
            f"ZCA whitening is fitted to {count:,} training images of {values:,} values each: with "
            "fewer images than values it learns their noise.",
            "Turn ZCA whitening off, or add images.",
            off,
        ),
    )


def _shape_findings(raw: RawImages) -> list[Finding]:
    findings: list[Finding] = []
    channels, height, width = raw.train_pixels.shape[1:]
    if raw.test_pixels.shape[1:] != raw.train_pixels.shape[1:] and len(raw.test_pixels):
        findings.append(
            Finding(
                "error",
                f"Training images are {raw.train_pixels.shape[1:]}, test images "
                f"{raw.test_pixels.shape[1:]} (channels, height, width).",
                "Make all of one shape.",
            )
        )
    if height != width:
        findings.append(
            Finding(
                "error",
                f"Images are {width} × {height} pixels; networks take squares.",
                "Set the image size, which squashes them, or cut them to squares.",
                # only for folders of images there is such a setting
                size_change((height, width)) if raw.name == "folder" else None,
            )
        )
    if min(height, width) < LEAST_IMAGE_PX:
        findings.append(
            Finding(
                "error",
                f"Images are {width} × {height} pixels; at least {LEAST_IMAGE_PX} are needed.",
                "Use larger images.",
            )
        )
    if channels not in (1, 3):
        findings.append(
            Finding(
                "error",
                f"Images have {channels} channels; allowed are 1 (grey) and 3 (colour).",
                "Leave transparency and other channels out.",
            )
        )
    return findings


def _class_findings(raw: RawImages, ipc: int, share: float) -> list[Finding]:
    findings: list[Finding] = []
    train = np.bincount(raw.train_labels, minlength=raw.num_classes).tolist()
    test = np.bincount(raw.test_labels, minlength=raw.num_classes).tolist()
    if raw.num_classes < 2:
        findings.append(
            Finding(
                "error",
                f"There is only one class, {some_of(list(raw.class_names))}.",
                "Add images of another class.",
            )
        )
    missing = [name for name, count in zip(raw.class_names, train, strict=True) if count == 0]
    if missing:
        findings.append(
            Finding(
                "error",
                f"{_classes(len(missing))} no training images: {some_of(missing)}.",
                "Add images of each, or take the class out everywhere.",
            )
        )
    findings += _few_images_findings(raw, train, ipc, share)
    if not any(test):
        findings.append(
            Finding(
                "error",
                "There are no test images.",
                "Add a test part, or more images from which one can be kept.",
            )
        )
    else:
        findings += _test_class_findings(raw, test)
    if not missing and min(train) * IMBALANCE <= max(train):
        least, most = int(np.argmin(train)), int(np.argmax(train))
        findings.append(
            Finding(
                "warning",
                f"Classes are of very different size: {raw.class_names[least]} has "
                f"{min(train):,} training images, {raw.class_names[most]} has {max(train):,}.",
                "Accuracy counts images, not classes: large classes weigh more.",
            )
        )
    return findings


def _few_images_findings(raw: RawImages, train: list[int], ipc: int, share: float) -> list[Finding]:
    smallest = min((count for count in train if count), default=0)
    held_out = num_held_out_per_class(share, smallest)
    few = [
        f"{name} ({count:,})"
        for name, count in zip(raw.class_names, train, strict=True)
        if 0 < count < ipc + held_out
    ]
    if not few:
        return []
    beside = f" beside {held_out:,} held out of each class" if held_out else ""
    sentence = (
        f"{_classes(len(few))} fewer training images than the {ipc:,} images per class that are to "
        f"be learned{beside}: {some_of(few)}."
    )
    most = smallest - held_out
    if most < 1:
        cure = 'Add images, or choose the best set by "literature" or "last", which holds none out.'
        return [Finding("error", sentence, cure, ("evaluation.selection", "last"))]
    cure = f"Lower the images per class to {most:,} at most, or add images."
    return [Finding("error", sentence, cure, ("distill.ipc", most))]


def _test_class_findings(raw: RawImages, test: list[int]) -> list[Finding]:
    untested = [name for name, count in zip(raw.class_names, test, strict=True) if count == 0]
    if not untested:
        return []
    return [
        Finding(
            "warning",
            f"{_classes(len(untested))} no test images: {some_of(untested)}.",
            "Accuracy says nothing about them; add test images of each.",
        )
    ]


def _classes(count: int) -> str:
    return "1 class has" if count == 1 else f"{count:,} classes have"


def _value_findings(raw: RawImages) -> list[Finding]:
    flat = [
        str(channel)
        for channel in range(raw.train_pixels.shape[1])
        if raw.train_pixels[:, channel].min() == raw.train_pixels[:, channel].max()
    ]
    if not flat:
        return []
    return [
        Finding(
            "error",
            f"All training images are one and the same colour in channel {', '.join(flat)}.",
            "Check how they were saved.",
        )
    ]


def _hashes(pixels: Pixels) -> list[bytes]:
    return [
        hashlib.blake2b(np.ascontiguousarray(image).data, digest_size=16).digest()
        for image in pixels
    ]


def _duplicate_findings(raw: RawImages) -> list[Finding]:
    """Images that are equal pixel by pixel and should not be."""
    findings: list[Finding] = []
    train_hashes = _hashes(raw.train_pixels)
    labels: dict[bytes, int] = {}
    two_classes = copies = 0
    for digest, label in zip(train_hashes, raw.train_labels.tolist(), strict=True):
        known = labels.get(digest)
        labels.setdefault(digest, label)
        two_classes += known is not None and known != label
        copies += known == label
    level = "note" if raw.is_published else "warning"
    if two_classes:
        findings.append(
            Finding(
                level,
                f"{two_classes:,} training images are, pixel by pixel, also in another class.",
                _duplicate_cure(raw, "Take each out of the wrong class."),
            )
        )
    if copies:
        findings.append(
            Finding(
                level,
                f"{copies:,} training images are, pixel by pixel, copies of another of their class.",
                _duplicate_cure(raw, "Delete the copies, or they weigh more than others."),
            )
        )
    if raw.test_pixels.dtype == raw.train_pixels.dtype:
        shared = [
            name_of_class
            for digest, name_of_class in zip(
                _hashes(raw.test_pixels), _names(raw.test_labels, raw), strict=True
            )
            if digest in labels
        ]
        if shared:
            most = [f"{name} ({count:,})" for name, count in Counter(shared).most_common()]
            findings.append(
                Finding(
                    level,
                    f"{len(shared):,} of {len(raw.test_labels):,} test images are, pixel by pixel, "
                    f"training images too: {some_of(most, 3)}.",
                    _duplicate_cure(raw, "Take them out of one part, or accuracy is flattered."),
                )
            )
    return findings


def _duplicate_cure(raw: RawImages, cure: str) -> str:
    return "The set was published so; others' numbers include them." if raw.is_published else cure


def _names(labels: Labels, raw: RawImages) -> list[str]:
    return [raw.class_names[label] for label in labels.tolist()]
