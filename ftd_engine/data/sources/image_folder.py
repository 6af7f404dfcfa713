"""The user's own images: a folder per class, with or without a part for testing."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ftd_engine.data.findings import Finding, some_of
from ftd_engine.data.raw_images import Labels, RawImages, Turn
from ftd_engine.data.sources.decoded_images import Wanted, decoded_images
from ftd_engine.data.sources.image_files import image_paths, subfolders
from ftd_engine.data.sources.left_out_files import sound_images
from ftd_engine.data.sources.test_part import Places, split_off_test
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
    listed = listed_folder(config, turn)
    cure = "Set the image size, such as 32, or make all of one size."
    wanted = Wanted(config.image_size_px, channels=0, size_cure=cure, is_own=True)
    train, test = listed.train, listed.test
    if config.damaged == "leave-out":
        decoded, kept = sound_images(listed.root, listed.paths, wanted, turn)
        # a file that is left out must not move others between the parts
        train, test = (np.flatnonzero(np.isin(kept, part)) for part in (train, test))
        labels = listed.labels[kept]
    else:
        decoded = decoded_images(listed.root, listed.paths, wanted, turn)
        labels = listed.labels
    share = f", {config.test_share:.0%} of each class kept for testing"
    return RawImages(
        name=config.dataset,
        origin=f"own images in {listed.root}{share if listed.is_split else ''}",
        train_pixels=decoded.pixels[train],
        train_labels=labels[train],
        test_pixels=decoded.pixels[test],
        test_labels=labels[test],
        class_names=listed.class_names,
        constants=None,
        is_published=False,
        findings=(*listed.findings, *decoded.findings),
    )


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """The image files of a folder, none of them opened.

    Attributes:
        root: the folder.
        class_names: names of the class folders.
        paths, labels: every file and the class of each.
        train, test: positions of the files of each part.
        is_split: the folder has no test part, so that one was drawn.
        findings: what is odd about the names.
    """

    root: Path
    class_names: tuple[str, ...]
    paths: list[Path]
    labels: Labels
    train: Places
    test: Places
    is_split: bool
    findings: tuple[Finding, ...]


def listed_folder(config: DataConfig, turn: Turn) -> ListedFolder:
    """Which files of a folder are images of which class and part.

    Raises:
        EngineError: no such folder, no classes, or no images.
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
    labels = np.array(train_labels + test_labels, np.int64)
    if test_paths:
        train, test = np.arange(len(train_paths)), np.arange(len(train_paths), len(paths))
    else:
        train, test = split_off_test(labels, len(classes), config.test_share)
    return ListedFolder(
        root, tuple(classes), paths, labels, train, test, not test_paths, tuple(findings)
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
                folder=str(part),
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
                folder=str(others[0].parent),
            )
        )
    return paths, labels
