"""What makes a set of what was found in files: sizes, types, counts, order, labels hard or soft."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# What a stranger's file holds has no type until it was looked at.

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.method.set_files import MAX_NUMBERS, MAX_SIZE_PX, digest_of
from ftd_engine.method.set_spaces import SetSpace, read_space
from ftd_engine.runtime import EngineError

UNDERSTOOD = (
    "Understood are images_….pt with labels_….pt beside it (MTT, FTD, TESLA, DATM), res_….pt (DC, DSA, "
    "DM), data.pt (IDC, NCFM), a dictionary with images and labels, .safetensors, a folder of class "
    "folders with PNG or JPEG pictures, and a grid that this program has exported."
)

_PROBABILITY_EDGE = 1e-3
_CLASS_TYPES = frozenset(
    (
        *(torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64),
        *(torch.float16, torch.bfloat16, torch.float32, torch.float64),
    )
)
_DATA_NAME = re.compile(
    r"(?<![a-z0-9])(fashion[-_ ]?mnist|tiny[-_ ]?imagenet|cifar[-_ ]?100|cifar[-_ ]?10|mnist|svhn)"
    r"(?![a-z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ImportedSet:
    """A set from elsewhere, checked and class-major.

    Attributes:
        path: what was named.
        format_name: how it is stored, in words.
        images: `[N, C, H, W]` finite numbers in the space `space`.
        labels: `[N]` class of each image.
        soft_labels: `[N, num_classes]` logits to train with, or None where labels are hard.
        syn_lr: learned rate, 1/step; None where the files have none. Not checked: the user may give
            another.
        space: None where the files do not say.
        num_classes: classes; each has the same number of images.
        data_set: name of the real data set, as far as the files say; else empty.
        made_with: the experiment that made it, where its manifest has it; unchecked.
        notes: sentences on what was found and decided.
        sha256: checksum of the file that holds the images.
    """

    path: Path
    format_name: str
    images: Float[Tensor, "n c h w"]
    labels: Int[Tensor, " n"]
    soft_labels: Float[Tensor, "n classes"] | None
    syn_lr: float | None
    space: SetSpace | None
    num_classes: int
    data_set: str
    made_with: dict[str, Any]
    notes: tuple[str, ...]
    sha256: str

    @property
    def ipc(self) -> int:
        return len(self.labels) // self.num_classes


@dataclass(slots=True)
class FoundSet:
    """What the files of one format hold, before it is checked.

    Attributes:
        format_name: how it is stored, in words.
        files: all that was read; the first holds the images.
        images, labels, soft_labels, syn_lr: whatever lay there under these names.
        labels_file: where the labels lie, if not with the images.
        space: what the format itself says of it.
        manifest: what lies in the file itself; else it is looked for beside it.
        manifest_folder: where the manifest lies.
        notes: sentences on what was found and decided.
    """

    format_name: str
    files: list[Path]
    images: Any
    labels: Any
    soft_labels: Any = None
    syn_lr: Any = None
    labels_file: Path | None = None
    space: SetSpace | None = None
    manifest: dict[str, Any] = field(default_factory=dict[str, Any])
    manifest_folder: Path | None = None
    notes: list[str] = field(default_factory=list[str])


def plain_tensor(value: Any, path: Path) -> Tensor:
    """The value as a dense tensor of a bearable size.

    Raises:
        EngineError: it is something else, or claims too many numbers.
    """
    if not isinstance(value, Tensor) or value.layout != torch.strided or value.is_meta:
        raise EngineError(
            f"{path} holds a {type(value).__name__} where a plain tensor is expected.", UNDERSTOOD
        )
    # a view may claim far more numbers than its file has
    if value.numel() > MAX_NUMBERS:
        raise EngineError(
            f"{path} claims {value.numel():,} numbers; allowed are {MAX_NUMBERS:,}.",
            "Do not trust this file.",
        )
    return value.detach()


def checked_set(path: Path, found: FoundSet) -> ImportedSet:
    """The set, class-major.

    Raises:
        EngineError: images and labels do not make a set; says what was found and what is allowed.
    """
    file = found.files[0]
    images = _checked_images(plain_tensor(found.images, file), file)
    notes = list(found.notes)
    labels, soft, num_classes = _checked_labels(found, len(images), notes)
    order = labels.argsort(stable=True)
    if not bool((order == torch.arange(len(order))).all()):
        notes.append("The images were put in the order of their classes.")
    manifest = found.manifest
    return ImportedSet(
        path=path,
        format_name=found.format_name,
        images=images[order],
        labels=labels[order],
        soft_labels=None if soft is None else soft[order],
        syn_lr=_rate(found, manifest),
        space=found.space
        or read_space(manifest.get("pixel_space"), images.shape[1], found.manifest_folder),
        num_classes=num_classes,
        data_set=str(manifest.get("data_set", "")) or _data_set_in(file),
        made_with=manifest["experiment"] if isinstance(manifest.get("experiment"), dict) else {},
        notes=tuple(notes),
        sha256=digest_of(file),
    )


def _checked_images(images: Tensor, path: Path) -> Tensor:
    shape = tuple(images.shape)
    if images.ndim != 4 or 0 in shape:
        raise EngineError(
            f"{path} holds images of shape {list(shape)}; expected [N, C, H, W].", UNDERSTOOD
        )
    _, channels, height, width = shape
    if channels not in (1, 3) or height != width or not 4 <= height <= MAX_SIZE_PX:
        raise EngineError(
            f"{path} holds images of {channels} x {height} x {width}; allowed are 1 or 3 channels and "
            f"squares of 4 to {MAX_SIZE_PX} pixels.",
            "Bring the axes into the order [N, C, H, W].",
        )
    if not images.dtype.is_floating_point:
        raise EngineError(
            f"{path} holds images of type {str(images.dtype).removeprefix('torch.')}; expected "
            "floating point numbers.",
            "Divide by 255 and save as float32, then say --space rgb.",
        )
    # away from the mapped file, whatever happens to it
    images = images.to(torch.float32, copy=True).contiguous()
    wrong = int((~torch.isfinite(images)).sum())
    if wrong:
        raise EngineError(
            f"{path} holds {wrong:,} numbers that are not finite, of {images.numel():,}.",
            "The run that made it diverged; choose an earlier set of it.",
        )
    return images


def _checked_labels(
    found: FoundSet, count: int, notes: list[str]
) -> tuple[Tensor, Tensor | None, int]:
    """Classes, logits where labels are soft, and the number of classes."""
    path = found.labels_file or found.files[0]
    labels = plain_tensor(found.labels, path)
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.ndim not in (1, 2) or len(labels) != count:
        raise EngineError(
            f"{path} holds labels of shape {list(labels.shape)} for {count:,} images.",
            f"One label per image is needed: [{count}], or [{count}, classes] where they are soft.",
        )
    soft: Tensor | None = None
    if labels.ndim == 2:
        soft = labels
    elif found.soft_labels is not None:
        soft = plain_tensor(found.soft_labels, path)
    if soft is not None:
        return _soft_labels(soft, count, path, notes)
    if labels.dtype not in _CLASS_TYPES or not bool((labels == labels.floor()).all()):
        raise EngineError(
            f"{path} holds classes that are no whole numbers "
            f"({str(labels.dtype).removeprefix('torch.')}).",
            "Save them as int64.",
        )
    known = found.manifest.get("num_classes")
    num_classes = known if type(known) is int and 0 < known <= count else 0
    low, high = float(labels.min()), float(labels.max())
    if low < 0 or high >= count:
        raise EngineError(
            f"{path} holds labels from {low:g} to {high:g} for {count:,} images.",
            "Number the classes from 0 on; each needs at least one image.",
        )
    labels = labels.to(torch.int64, copy=True)
    counts = labels.bincount(minlength=num_classes)
    few, many = int(counts.argmin()), int(counts.argmax())
    if counts[few] != counts[many]:
        raise EngineError(
            f"{path} gives class {few} {int(counts[few])} images and class {many} "
            f"{int(counts[many])}.",
            "Every class needs the same number of images.",
        )
    return labels, None, len(counts)


def _soft_labels(
    soft: Tensor, count: int, path: Path, notes: list[str]
) -> tuple[Tensor, Tensor, int]:
    if soft.ndim != 2 or len(soft) != count or soft.shape[1] < 2 or count % soft.shape[1]:
        raise EngineError(
            f"{path} holds soft labels of shape {list(soft.shape)} for {count:,} images.",
            f"[{count}, classes] is needed, with the same number of images for every class.",
        )
    is_number = soft.dtype.is_floating_point
    soft = soft.to(torch.float32, copy=True).contiguous()
    if not is_number or not bool(torch.isfinite(soft).all()):
        raise EngineError(
            f"{path} holds soft labels that are not finite floating point numbers.",
            "Choose an earlier set of the run that made it.",
        )
    num_classes = soft.shape[1]
    sums = soft.sum(1)
    if bool((soft >= 0).all()) and bool(((sums - 1).abs() < _PROBABILITY_EDGE).all()):
        notes.append("The labels are probabilities; they are kept as their logarithms.")
        soft = soft.clamp_min(1e-12).log()
    else:
        notes.append("The labels are logits; training puts them through a softmax.")
    classes = soft.argmax(1)
    if len(set(classes.bincount(minlength=num_classes).tolist())) != 1:
        notes.append("The soft labels favour some classes, so classes are taken from the order.")
        classes = torch.arange(num_classes).repeat_interleave(count // num_classes)
    return classes, soft, num_classes


def _rate(found: FoundSet, manifest: dict[str, Any]) -> float | None:
    value = found.syn_lr if found.syn_lr is not None else manifest.get("syn_lr")
    if isinstance(value, Tensor) and value.numel() == 1 and not value.is_complex():
        return float(value.detach())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if value is not None:
        raise EngineError(
            f"{found.files[-1]} holds a {type(value).__name__} where one learned rate is expected.",
            "Remove that file and give the rate with --lr.",
        )
    return None


def _data_set_in(path: Path) -> str:
    """The data set that a peer's file or folder name tells of, or nothing."""
    for part in [path.name, *(parent.name for parent in path.absolute().parents[:3])]:
        if found := _DATA_NAME.search(part):
            return re.sub(r"[^a-z0-9]", "", found[1].lower())
        # MTT's own short name; written small it may mean anything
        if re.search(r"(?<![A-Za-z0-9])Tiny(?![A-Za-z0-9])", part):
            return "tinyimagenet"
    return ""
