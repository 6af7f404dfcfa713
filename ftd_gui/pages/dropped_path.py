"""What a file or folder is that was dropped on the window, judged by names: its own and those within."""

import os
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from ftd_engine.export_formats import GRID_KEY
from ftd_engine.foreign_files import opened_file
from ftd_engine.foreign_structure import WrongStructure, zip_entries
from ftd_engine.run_folder import RunFolder, RunFolderError
from ftd_gui.words import tr

MAX_LOOKED_AT = 2000
"""Names of a folder that are looked at; class folders are among the first, or it has none."""

SET_SUFFIXES = frozenset((".pt", ".pth", ".npz", ".npy", ".safetensors"))
_GRID_MARK_WITHIN = 1024
"""Bytes of a picture among which the mark of a grid stands."""
_IMAGE_SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff"))
LOG_MARK = "tfevents"
"""Part of the name of every event file of TensorBoard."""
MAX_LOG_FOLDERS = 10
_PARTS = ("train", "training")
_PUBLISHED = (
    ("cifar-10-batches-py", "cifar-10"),
    ("cifar-100-python", "cifar-100"),
    ("train_32x32.mat", "svhn"),
    ("tiny-imagenet-200", "tiny-imagenet"),
)
"""Names by which published data sets are known, as the folder itself or within it."""
_TRAINING_ARRAYS = frozenset(f"{name}.npy" for name in ("x_train", "images_train", "train_images"))
"""Arrays that a data set has and a synthetic set does not."""
_DIGIT_FILES = ("train-images-idx3-ubyte", "train-images-idx3-ubyte.gz")

DropKind = Literal["experiment", "run", "set", "data", "log", "nothing"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A path and what it is."""

    path: Path
    kind: DropKind
    words: str
    """What will happen with it, or for `nothing` why nothing will."""
    data_set: str = ""
    """The data set that a data folder holds."""


def what_is(path: Path) -> Dropped:
    """What can be done with this file or folder.

    Opens none but archives, to read what they list, and pictures, for the mark of a grid.
    """
    try:
        if path.is_dir():
            return _folder(path)
        is_file = path.is_file()
    except OSError as error:
        return Dropped(
            path,
            "nothing",
            tr("{path} cannot be read: {strerror}.").format(path=path, strerror=error.strerror),
        )
    if not is_file:
        return Dropped(
            path, "nothing", tr("{path} is neither a file nor a folder.").format(path=path)
        )
    if LOG_MARK in path.name:
        return Dropped(path, "log", tr("Import the curves of this TensorBoard log"))
    suffix = path.suffix.lower()
    if suffix == ".toml":
        return Dropped(path, "experiment", tr("Load these settings"))
    if suffix == ".npz" and _has_training_part(path):
        return Dropped(path, "data", tr("Look through these images"), "arrays")
    if suffix in SET_SUFFIXES or _is_grid(path):
        return Dropped(path, "set", tr("Import this set"))
    if suffix in _IMAGE_SUFFIXES:
        lone = tr(
            "{name} is one image. Drop the folder that holds a folder of images for each class."
        )
        return Dropped(path, "nothing", lone.format(name=path.name))
    reason = tr(
        "{name} is nothing that can be opened here: settings are .toml files, sets are "
        ".pt, .npz or .safetensors files, runs and images are folders."
    ).format(name=path.name)
    return Dropped(path, "nothing", reason)


def _is_grid(path: Path) -> bool:
    """Whether this is a picture that the export of a set has made; it says so before its pixels."""
    try:
        with opened_file(path) as file:
            return GRID_KEY.encode() in file.read(_GRID_MARK_WITHIN)
    except OSError:
        return False


def _has_training_part(path: Path) -> bool:
    try:
        with opened_file(path) as file:
            listed = {entry.filename for entry in zip_entries(file, sys.maxsize)}
    except (OSError, WrongStructure):
        # the import says what is wrong with it
        return False
    return not listed.isdisjoint(_TRAINING_ARRAYS)


def _folder(path: Path) -> Dropped:
    try:
        RunFolder.open(path)
    except RunFolderError:
        pass
    else:
        return Dropped(path, "run", tr("Open this run"))
    names, folders = _listed(path)
    if _holds_log(path, names, folders):
        return Dropped(path, "log", tr("Import the curves of this TensorBoard log"))
    data_set = _published_in(path, names)
    if not data_set and _has_classes(path, folders):
        data_set = "folder"
    if data_set:
        whose = tr("your own images") if data_set == "folder" else data_set
        words = tr("Look through these images: {whose}").format(whose=whose)
        return Dropped(path, "data", words, data_set)
    reason = tr(
        "{name} is no run, holds no published data set that is known here, no folder "
        "of images per class, and no TensorBoard log."
    ).format(name=path.name)
    return Dropped(path, "nothing", reason)


def _listed(path: Path) -> tuple[frozenset[str], list[str]]:
    """Names in a folder, and those of them that are folders in order."""
    with os.scandir(path) as entries:
        seen = [(entry.name, entry.is_dir()) for entry in islice(entries, MAX_LOOKED_AT)]
    visible = sorted(name for name, is_folder in seen if is_folder and not name.startswith("."))
    return frozenset(name for name, _ in seen), visible


def _holds_log(path: Path, names: frozenset[str], folders: list[str]) -> bool:
    """Whether event files lie here, or, as the scripts nest them, one or two folders below."""
    if any(LOG_MARK in name for name in names):
        return True
    for below in folders[:MAX_LOG_FOLDERS]:
        try:
            inner, deeper = _listed(path / below)
            if any(LOG_MARK in name for name in inner):
                return True
            for last in deeper[:MAX_LOG_FOLDERS]:
                if any(LOG_MARK in name for name in _listed(path / below / last)[0]):
                    return True
        except OSError:
            # not for us; the others are looked at
            continue
    return False


def _published_in(path: Path, names: frozenset[str]) -> str:
    for name, data_set in _PUBLISHED:
        if name in names or path.name == name:
            return data_set
    # torchvision lays MNIST and Fashion-MNIST out alike; the folder's name tells them apart
    for folder, data_set in (("FashionMNIST", "fashion-mnist"), ("MNIST", "mnist")):
        if folder in names:
            return data_set
    if any(name in names for name in _DIGIT_FILES):
        return "fashion-mnist" if "fashion" in str(path).casefold() else "mnist"
    return ""


def _has_classes(path: Path, folders: list[str]) -> bool:
    part = next((name for name in folders if name.casefold() in _PARTS), None)
    if part is not None:
        path = path / part
        folders = _listed(path)[1]
    return any(_has_images(path / name) for name in folders[:10])


def _has_images(path: Path) -> bool:
    try:
        names, _ = _listed(path)
    except OSError:
        return False
    return any(Path(name).suffix.lower() in _IMAGE_SUFFIXES for name in names)
