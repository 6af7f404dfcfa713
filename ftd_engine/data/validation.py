"""Looks through real images before anything is trained on them."""

import hashlib
from collections import Counter

import numpy as np

from ftd_engine.config_checks import LEAST_IMAGE_PX
from ftd_engine.data.findings import DataRefused, Finding, some_of
from ftd_engine.data.raw_images import Labels, Pixels, RawImages
from ftd_engine.data.registry import read_images
from ftd_engine.experiment import Experiment
from ftd_engine.runtime import EngineError

IMBALANCE = 10
"""A class with so many times fewer images than the largest one is worth a warning."""


def validate(experiment: Experiment) -> tuple[Finding, ...]:
    """Everything that is found about the images of an experiment, errors first.

    Reads all images, and decodes them where they are not cached yet.
    """
    try:
        raw = read_images(experiment.data)
    except DataRefused as refused:
        return refused.findings
    except EngineError as error:
        return (Finding("error", error.message, error.hint),)
    return findings_about(raw, experiment.distill.ipc)


def findings_about(raw: RawImages, ipc: int) -> tuple[Finding, ...]:
    """What is found about these images, errors first.

    Args:
        raw: images as read.
        ipc: images per class that the experiment takes from the training part.
    """
    findings = [*raw.findings, *_shape_findings(raw), *_class_findings(raw, ipc)]
    # images of a forbidden shape need not be compared
    if not any(finding.level == "error" for finding in findings):
        findings += _value_findings(raw)
        findings += _duplicate_findings(raw)
    order = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(findings, key=lambda finding: order[finding.level]))


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


def _class_findings(raw: RawImages, ipc: int) -> list[Finding]:
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
    few = [
        f"{name} ({count:,})"
        for name, count in zip(raw.class_names, train, strict=True)
        if 0 < count < ipc
    ]
    if few:
        least = min(count for count in train if count)
        findings.append(
            Finding(
                "error",
                f"{_classes(len(few))} fewer training images than the {ipc:,} images per class that "
                f"are to be learned: {some_of(few)}.",
                f"Lower the images per class to {least:,} at most, or add images.",
            )
        )
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
    two_classes = 0
    for digest, label in zip(train_hashes, raw.train_labels.tolist(), strict=True):
        two_classes += labels.setdefault(digest, label) != label
    level = "note" if raw.is_published else "warning"
    if two_classes:
        findings.append(
            Finding(
                level,
                f"{two_classes:,} training images are, pixel by pixel, also in another class.",
                _duplicate_cure(raw, "Take each out of the wrong class."),
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
