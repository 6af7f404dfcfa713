"""The user's own images: a folder per class, with or without a part for testing."""

from pathlib import Path

import numpy as np

from ftd_engine.data.findings import Finding, some_of
from ftd_engine.data.raw_images import RawImages, Turn
from ftd_engine.data.sources.decoded_images import Wanted, decoded_images
from ftd_engine.data.sources.image_files import image_paths, subfolders
from ftd_engine.data.sources.test_part import split_off_test
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from ftd_engine.user_folders import user_path

_TRAIN_NAMES = ("train", "training")
_TEST_NAMES = ("test", "val", "valid", "validation")


def load_image_folder(config: DataConfig, turn: Turn) -> RawImages:
    """Images of `folder/<class>/…`, or of `folder/train/<class>/…` and `folder/test/<class>/…`.

    Raises:
        EngineError: no such folder, no classes, no images, or files that cannot be taken.
    """
    root = user_path(config.folder)
    if not root.is_dir():
        raise EngineError(
            f"{root} is not a folder.", "Name the folder that holds your class folders."
        )
    train_root, test_root = _parts(root)
    classes = sorted(
        {path.name for part in (train_root, test_root) if part for path in subfolders(part)}
    )
    if not classes:
        raise EngineError(
            f"{train_root} holds no folders, so the images have no classes.",
            "Put the images of each class into a folder of its own.",
        )
    findings: list[Finding] = []
    train_paths, train_labels = _listed(train_root, classes, findings, turn)
    test_paths, test_labels = _listed(test_root, classes, findings, turn) if test_root else ([], [])
    paths = train_paths + test_paths
    if not paths:
        raise EngineError(
            f"{root} holds no images in its {len(classes)} class folders.",
            "Allowed are JPEG, PNG, BMP, GIF, WebP, TIFF and PPM files.",
        )
    cure = "Set the image size, such as 32, or make all of one size."
    wanted = Wanted(config.image_size_px, channels=0, size_cure=cure)
    decoded = decoded_images(root, paths, wanted, turn)
    labels = np.array(train_labels + test_labels, np.int64)
    if test_paths:
        train = np.arange(len(train_paths))
        test = np.arange(len(train_paths), len(paths))
        origin = f"own images in {root}"
    else:
        train, test = split_off_test(labels, len(classes), config.test_share)
        origin = f"own images in {root}, {config.test_share:.0%} of each class kept for testing"
    return RawImages(
        name=config.dataset,
        origin=origin,
        train_pixels=decoded.pixels[train],
        train_labels=labels[train],
        test_pixels=decoded.pixels[test],
        test_labels=labels[test],
        class_names=tuple(classes),
        constants=None,
        is_published=False,
        findings=(*findings, *decoded.findings),
    )


def _parts(root: Path) -> tuple[Path, Path | None]:
    """Folders of the training and of the test images; one alone is split later."""
    folders = {path.name.lower(): path for path in subfolders(root)}
    train = next((folders[name] for name in _TRAIN_NAMES if name in folders), None)
    if train is None:
        return root, None
    return train, next((folders[name] for name in _TEST_NAMES if name in folders), None)


def _listed(
    part: Path, classes: list[str], findings: list[Finding], turn: Turn
) -> tuple[list[Path], list[int]]:
    """Images of one part with their labels; what is no image is noted."""
    paths: list[Path] = []
    labels: list[int] = []
    left_out = [path for path in part.iterdir() if path.is_file() and path.name[0] != "."]
    if left_out:
        findings.append(
            Finding(
                "warning",
                f"{len(left_out):,} files in {part} lie outside the class folders and are left out: "
                f"{some_of(sorted(path.name for path in left_out))}.",
                "Move them into a class folder if they are images.",
            )
        )
    others: list[Path] = []
    for label, name in enumerate(classes):
        turn()
        if not (part / name).is_dir():
            continue
        images, strange = image_paths(part / name)
        paths += images
        labels += [label] * len(images)
        others += strange
    if others:
        names = [path.relative_to(part).as_posix() for path in others]
        findings.append(
            Finding(
                "warning",
                f"{len(others):,} files in {part} are no images by their names and are left out: "
                f"{some_of(names)}.",
                "Delete them, or give images their usual ending.",
            )
        )
    return paths, labels
