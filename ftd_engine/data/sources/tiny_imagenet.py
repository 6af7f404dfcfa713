"""Tiny ImageNet: 200 classes of 64-pixel images, in the stock layout or sorted into class folders."""

from pathlib import Path

import numpy as np

from ftd_engine.data.findings import Finding, some_of
from ftd_engine.data.raw_images import Constants, RawImages, Turn
from ftd_engine.data.sources.decoded_images import Wanted, decoded_images
from ftd_engine.data.sources.image_files import image_paths, subfolders
from ftd_engine.data.sources.places import find_published, not_found
from ftd_engine.foreign_files import read_at_most
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig

IMAGENET_CONSTANTS = Constants((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
_TITLE = "Tiny ImageNet"
_FOLDER = "tiny-imagenet-200"
_ANNOTATIONS = "val_annotations.txt"
_NUM_CLASSES = 200
_SIZE_PX = 64
_TRAIN_PER_CLASS, _TEST_PER_CLASS = 500, 50
_MAX_TEXT_BYTES = 32 << 20
_FETCH = "Fetch and unpack the archive again."


def load_tiny_imagenet(config: DataConfig, turn: Turn) -> RawImages:
    """Tiny ImageNet; a class's label is its place among the sorted WordNet ids.

    Raises:
        EngineError: not there, classes missing, files damaged.
    """
    holds = f"{_FOLDER} as unpacked: train with a folder per class, and val"
    folder = find_published(config, _TITLE, holds, _place_in, None)
    if folder is None:
        raise not_found(_TITLE, holds, can_download=False)
    classes = [path.name for path in subfolders(folder / "train")]
    if len(classes) != _NUM_CLASSES:
        raise EngineError(
            f"{folder / 'train'} holds {len(classes)} class folders; {_TITLE} has {_NUM_CLASSES}.",
            _FETCH,
        )
    train: list[list[Path]] = []
    for name in classes:
        turn()
        train.append(image_paths(folder / "train" / name)[0])
    test = _validation_paths(folder / "val", classes)
    paths = [path for part in (*train, *test) for path in part]
    if not paths:
        raise EngineError(f"{folder} holds no images.", _FETCH)
    decoded = decoded_images(folder, paths, Wanted(0, must_be_px=_SIZE_PX), turn)
    train_labels = np.repeat(np.arange(_NUM_CLASSES), [len(part) for part in train])
    test_labels = np.repeat(np.arange(_NUM_CLASSES), [len(part) for part in test])
    return RawImages(
        name=config.dataset,
        origin=f"full set in {folder}",
        train_pixels=decoded.pixels[: len(train_labels)],
        train_labels=train_labels,
        test_pixels=decoded.pixels[len(train_labels) :],
        test_labels=test_labels,
        class_names=_class_names(folder, classes),
        constants=IMAGENET_CONSTANTS,
        findings=(
            *decoded.findings,
            *_odd_counts("training", classes, train, _TRAIN_PER_CLASS),
            *_odd_counts("validation", classes, test, _TEST_PER_CLASS),
        ),
    )


def _place_in(folder: Path) -> Path | None:
    for inside in (folder, folder / _FOLDER):
        # any folder of own images may have train and val: its classes must be WordNet ids
        if (inside / "val").is_dir() and any((inside / "train").glob("n[0-9]*")):
            return inside
    return None


def _validation_paths(val: Path, classes: list[str]) -> list[list[Path]]:
    """Images of each class: by the list of the stock archive, or by class folders.

    Raises:
        EngineError: neither layout is whole.
    """
    for place in (val, val / "images"):
        if place.is_dir() and any((place / name).is_dir() for name in classes):
            return [image_paths(place / name)[0] for name in classes]
    list_path = val / _ANNOTATIONS
    if not list_path.is_file():
        raise EngineError(
            f"{val} has neither class folders nor {_ANNOTATIONS}, so its images have no labels.",
            _FETCH,
        )
    labels = {name: label for label, name in enumerate(classes)}
    found: list[list[Path]] = [[] for _ in classes]
    text = _text_of(list_path)
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split("\t")
        if len(words) < 2 or words[1] not in labels or Path(words[0]).name != words[0]:
            raise EngineError(
                f'{list_path}, line {number} is "{line[:60]}"; expected a file name, a tab and one '
                "of the 200 class ids.",
                _FETCH,
            )
        path = val / "images" / words[0]
        if not path.is_file():
            raise EngineError(f"{path} is missing; {list_path} names it.", _FETCH)
        found[labels[words[1]]].append(path)
    return found


def _text_of(path: Path) -> str:
    try:
        return read_at_most(path, _MAX_TEXT_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise EngineError(f"{path} cannot be read: {error.strerror}.", _FETCH) from error


def _odd_counts(
    part: str, classes: list[str], paths: list[list[Path]], expected: int
) -> tuple[Finding, ...]:
    odd = [
        f"{name} has {len(images)}"
        for name, images in zip(classes, paths, strict=True)
        if len(images) != expected
    ]
    if not odd:
        return ()
    sentence = f"{_TITLE} has {expected} {part} images of each class, but here {some_of(odd)}."
    return (Finding("warning", sentence, "Numbers will not compare with others. " + _FETCH),)


def _class_names(folder: Path, classes: list[str]) -> tuple[str, ...]:
    """First word of each class where words.txt is there, else the WordNet ids."""
    words: dict[str, str] = {}
    path = folder / "words.txt"
    if path.is_file():
        for line in _text_of(path).splitlines():
            wnid, _, text = line.partition("\t")
            words[wnid] = text.partition(",")[0].strip()
    return tuple(words.get(name) or name for name in classes)
