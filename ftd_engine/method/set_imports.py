"""Sets from elsewhere: which files of peers are understood, and what makes a set of them.

Formats: our own `.pt`, safetensors and `.npz`; the pairs and triples of MTT, FTD, TESLA and DATM; the
dictionaries of DC, DSA, DM and DC-Bench; the lists of IDC and NCFM; plain tensors; class folders of
pictures; our own grids of pictures. Whether a set is trained on logits, probabilities or classes is told from its labels.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# What a stranger's file holds has no type until it was looked at.

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from jaxtyping import Float
from torch import Tensor

from ftd_engine.method.set_checks import (
    UNDERSTOOD,
    FoundSet,
    ImportedSet,
    checked_set,
    plain_tensor,
)
from ftd_engine.method.set_files import (
    MAX_NUMBERS,
    PICTURE_SUFFIXES,
    read_grid,
    read_npz,
    read_pictures,
    read_safetensors,
    read_torch,
)
from ftd_engine.method.set_manifests import manifest_beside, manifest_inside
from ftd_engine.method.set_spaces import WHITENING_NAME, SetSpace
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import DamagedSnapshot, Snapshot

_SEAM_RATIO = 2.0
_COLOUR_EDGE = 1e-3


def read_set(path: Path) -> ImportedSet:
    """Read and check a set from a file or folder.

    Raises:
        EngineError: not there, not understood, damaged, hostile, too large, or images and labels do
            not make a set.
    """
    found = _read_folder(path) if path.is_dir() else _read_file(path)
    if not found.manifest:
        found.manifest, found.manifest_folder, remark = manifest_beside(found.files)
        if remark:
            found.notes.append(remark)
    return checked_set(path, found)


# ---------------------------------------------------------------- which files


def _read_file(path: Path) -> FoundSet:
    suffix = path.suffix.lower()
    if suffix == ".safetensors":
        return _read_safetensors(path)
    if suffix == ".npz":
        return _read_npz(path)
    if suffix in PICTURE_SUFFIXES:
        return _read_grid(path)
    if re.search(r"labels|(^|_)lr(_|\.)", path.name):
        raise EngineError(f"{path} holds labels or a rate.", "Choose the images_….pt beside it.")
    return _read_torch_file(path)


def _read_folder(folder: Path) -> FoundSet:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise EngineError(
            f"{folder} cannot be read: {error.strerror}.", "Check its rights."
        ) from error
    names = [
        path.name for path in entries if path.is_file() and not WHITENING_NAME.fullmatch(path.name)
    ]
    if pairs := _pairs_in(names):
        if parts := [name for name in pairs if re.fullmatch(r"images_best_\d\.pt", name)]:
            return _joined([_read_torch_file(folder / name) for name in sorted(parts)])
        found = _read_torch_file(folder / pairs[0])
        if len(pairs) > 1:
            found.notes.append(f"{pairs[0]} was taken, of {len(pairs)} sets in {folder}.")
        return found
    whole = [
        name
        for name in names
        if re.fullmatch(r"res_.*\.pt|data(_\d+)?\.pt|.*\.safetensors", name)
        or (name.endswith((".pt", ".pth")) and not re.search("labels|images", name))
    ]
    if len(whole) == 1:
        return _read_file(folder / whole[0])
    if whole:
        raise EngineError(
            f"{folder} holds {len(whole)} sets: {', '.join(whole[:4])}.", "Name one of the files."
        )
    if any(path.is_dir() for path in entries):
        return _read_picture_folder(folder)
    raise EngineError(f"{folder} holds no set.", UNDERSTOOD)


def _pairs_in(names: list[str]) -> list[str]:
    """Names of image files whose labels lie beside them, the one to take first."""
    there = set(names)
    pairs = [
        name
        for name in names
        if name.endswith(".pt") and "images" in name and _sibling(name, "labels") in there
    ]

    def worth(name: str) -> tuple[bool, bool, bool, int]:
        number = re.search(r"_(\d+)\.pt$", name)
        return (
            name.startswith("images"),
            "best" in name and not number,
            "best" in name,
            int(number[1]) if number and len(number[1]) < 12 else -1,
        )

    best = sorted(pairs, key=worth, reverse=True)
    if best and re.fullmatch(r"images_best\.pt|images\.pt", best[0]):
        # the whole set wins over its parts
        return [name for name in best if not re.fullmatch(r"images_best_\d\.pt", name)]
    return best


def _sibling(name: str, what: str) -> str:
    head, _, tail = name.rpartition("images")
    return head + what + tail


def _joined(parts: list[FoundSet]) -> FoundSet:
    """One set from files that hold parts of it."""
    whole = parts[0]
    tensors = [plain_tensor(part.images, part.files[0]) for part in parts]
    labels = [plain_tensor(part.labels, part.labels_file or part.files[0]) for part in parts]
    if sum(tensor.numel() for tensor in tensors) > MAX_NUMBERS:
        raise EngineError(
            f"The {len(parts)} parts hold more than {MAX_NUMBERS:,} numbers.", "Choose fewer."
        )
    try:
        whole.images, whole.labels = torch.cat(tensors), torch.cat(labels)
    except (RuntimeError, TypeError) as error:
        raise EngineError(
            f"The parts beside {whole.files[0]} do not fit together: {error}.", "Fetch them again."
        ) from error
    whole.files = [path for part in parts for path in part.files]
    whole.notes.append(f"{len(parts)} files were joined.")
    return whole


# ---------------------------------------------------------------- one format each


def _read_torch_file(path: Path) -> FoundSet:
    content = read_torch(path)
    if isinstance(content, Tensor):
        return _read_pair(path, content)
    if isinstance(content, dict) and "images" in content and "labels" in content:
        return FoundSet(
            format_name="dictionary of images and labels",
            files=[path],
            images=content["images"],
            labels=content["labels"],
            soft_labels=content.get("soft_labels"),
            syn_lr=content.get("syn_lr"),
        )
    if isinstance(content, dict) and isinstance(content.get("data"), list) and content["data"]:
        *earlier, last = content["data"]
        if isinstance(last, list | tuple) and len(last) == 2:
            found = FoundSet("DC dictionary", [path], last[0], last[1])
            if earlier:
                found.notes.append(f"The last of {len(earlier) + 1} experiments was taken.")
            return found
    if isinstance(content, list | tuple) and len(content) == 2:
        return _read_list(path, content[0], content[1])
    kind = type(content).__name__
    keys = f" with {', '.join(map(str, list(content)[:4]))}" if isinstance(content, dict) else ""
    raise EngineError(f"{path} holds a {kind}{keys}, which is no set.", UNDERSTOOD)


def _read_pair(path: Path, images: Tensor) -> FoundSet:
    labels_path = path.with_name(_sibling(path.name, "labels"))
    if "images" not in path.name or not labels_path.is_file():
        raise EngineError(
            f"{path} holds a bare tensor, and its labels are not beside it.",
            "Name the file images_….pt and put labels_….pt beside it.",
        )
    rate_path = path.with_name(_sibling(path.name, "lr"))
    has_rate = rate_path.is_file()
    return FoundSet(
        format_name="images, labels and rate" if has_rate else "images and labels",
        files=[path, labels_path, rate_path] if has_rate else [path, labels_path],
        images=images,
        labels=read_torch(labels_path),
        labels_file=labels_path,
        syn_lr=read_torch(rate_path) if has_rate else None,
    )


def _read_list(path: Path, images: Any, labels: Any) -> FoundSet:
    """IDC and NCFM: plain colours, several small pictures packed into each large one or not."""
    found = FoundSet("list of images and labels", [path], images, labels)
    tensor = plain_tensor(images, path)
    if tensor.ndim == 4 and len(tensor) and tensor.dtype.is_floating_point:
        low, high = float(tensor.min()), float(tensor.max())
        if low >= -_COLOUR_EDGE and high <= 1 + _COLOUR_EDGE:
            found.space = SetSpace("rgb")
        factor, ratio = packed_factor(tensor)
        reason = f"neighbours across the seams differ {ratio:.1f} times as much as elsewhere"
        # the seams of pictures with black edges do not show, but IDC's folders tell
        if named := re.search(r"factor([2-9])", path.as_posix()):
            factor, reason = int(named[1]), f'its path says "{named[0]}"'
        if factor > 1:
            raise EngineError(
                f"{path} looks packed: each image seems to hold {factor} x {factor} smaller ones, "
                f"since {reason}.",
                "Unpack it with IDC's own decode (factor, bilinear) and save images and labels, then "
                "name that file.",
            )
    return found


def packed_factor(images: Float[Tensor, "n c h w"]) -> tuple[int, float]:
    """How many small pictures a side each image is packed of, as its seams suggest.

    Returns:
        1, 2 or 3, and how much larger differences across the seams are than elsewhere.
    """
    size = min(images.shape[2:])
    for factor in (2, 3):
        if size % factor or size < 4 * factor:
            continue
        ratios: list[float] = []
        for dim in (2, 3):
            steps = images.diff(dim=dim).abs().mean([axis for axis in range(4) if axis != dim])
            seams = torch.arange(1, factor) * (images.shape[dim] // factor) - 1
            is_seam = torch.zeros(len(steps), dtype=torch.bool)
            is_seam[seams] = True
            ratios.append(float(steps[is_seam].mean() / steps[~is_seam].mean().clamp_min(1e-9)))
        if min(ratios) > _SEAM_RATIO:
            return factor, min(ratios)
    return 1, 1.0


def _read_safetensors(path: Path) -> FoundSet:
    tensors, texts = read_safetensors(path)
    if "images" not in tensors or "labels" not in tensors:
        raise EngineError(
            f"{path} holds {', '.join(list(tensors)[:4]) or 'nothing'}; a set needs images and labels.",
            UNDERSTOOD,
        )
    return FoundSet(
        format_name="safetensors",
        files=[path],
        images=tensors["images"],
        labels=tensors["labels"],
        soft_labels=tensors.get("soft_labels"),
        syn_lr=tensors.get("syn_lr"),
        manifest=manifest_inside(texts.get("manifest", "")),
        manifest_folder=path.parent,
    )


def _read_npz(path: Path) -> FoundSet:
    try:
        snapshot = Snapshot.from_bytes(read_npz(path), str(path))
    except DamagedSnapshot as error:
        raise EngineError(str(error), UNDERSTOOD) from error
    # where an average is kept, it stands for the run
    series = "ema" if "ema" in snapshot.images else "raw"
    soft = snapshot.soft_labels
    mean = tuple(float(value) for value in snapshot.mean)
    std = tuple(float(value) for value in snapshot.std)
    return FoundSet(
        format_name=f"stored set, {series}",
        files=[path],
        images=torch.from_numpy(snapshot.images[series].copy()),
        labels=torch.from_numpy(snapshot.labels.copy()),
        soft_labels=None if soft is None else torch.from_numpy(soft.copy()),
        syn_lr=snapshot.syn_lr,
        space=SetSpace("zca", fingerprint=snapshot.zca)
        if snapshot.zca
        else SetSpace("mean-std", mean, std),
    )


def read_stored_set(path: Path, made_with: dict[str, Any]) -> ImportedSet:
    """A set that a run stored, by the series that stands for it.

    Raises:
        EngineError: missing or damaged.
    """
    return replace(checked_set(path, _read_npz(path)), made_with=made_with)


def _read_picture_folder(folder: Path) -> FoundSet:
    return _of_pictures("class folders of pictures", *read_pictures(folder))


def _read_grid(path: Path) -> FoundSet:
    return _of_pictures("grid of pictures", *read_grid(path), [path])


def _of_pictures(
    name: str, pixels: npt.NDArray[np.uint8], labels: list[int], files: list[Path]
) -> FoundSet:
    images = torch.from_numpy(pixels).permute(0, 3, 1, 2).to(torch.float32) / 255
    return FoundSet(name, files, images, torch.tensor(labels), space=SetSpace("rgb"))
