"""Teachers of the MTT and FTD scripts: `replay_buffer_*.pt`, lists of experts of epochs of tensors.

Read as tensors and lists only: nothing that such a file holds is ever executed.
"""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave `load` partly unknown.

import pickle
import re
import struct
import sys
import zipfile
from pathlib import Path
from typing import Any, cast

import torch
from jaxtyping import Float
from torch import Tensor

from ftd_engine.data.torch_files import pickle_of
from ftd_engine.foreign_files import opened_file
from ftd_engine.foreign_structure import WrongStructure, pickle_words, zip_entries
from ftd_engine.runtime import EngineError

MAX_EXPERTS = 1000
MAX_EPOCHS = 1000
MAX_STRUCTURE_BYTES = 64 << 20
"""Largest pickle of a file, which holds names and shapes but no weights; usual is under 1 MiB."""

_CURE = "Name a replay_buffer_*.pt file that the buffer script of MTT or FTD wrote."
_ALIASING_CURE = (
    "The buffer script keeps its snapshots with detach().cpu(), which on a CPU is the same memory for "
    "all epochs. Train the teachers again, here or with a script that clones them."
)
# what torch's reader of tensors raises for a file that was changed or is none
_READ_ERRORS = (
    pickle.UnpicklingError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    EOFError,
    OSError,
    zipfile.BadZipFile,
)

Snapshots = list[list[Tensor]]
"""One expert: for every epoch, its parameters."""


def find_replay_buffers(sources: list[Path]) -> list[Path]:
    """The files named, and those in the folders named, in the order of their numbers.

    Raises:
        EngineError: a source is neither, or a folder holds none.
    """
    found: list[Path] = []
    for source in sources:
        if source.is_file():
            found.append(source)
            continue
        inside = list(source.glob("replay_buffer_*.pt"))
        if not inside:
            raise EngineError(f"{source} holds no replay buffer.", _CURE)
        special = next((path for path in inside if not path.is_file()), None)
        if special is not None:
            raise EngineError(f"{special} is no plain file.", "Move it out of the folder.")
        found += sorted(inside, key=lambda path: (_number(path), path.name))
    return found


def _number(path: Path) -> int:
    digits = re.search(r"(\d{1,9})\.pt$", path.name)
    return int(digits[1]) if digits else -1


def read_replay_buffer(path: Path, shapes: list[tuple[int, ...]]) -> list[Snapshots]:
    """The experts of one file, mapped from disk rather than read.

    Args:
        path: a file that torch 1.6 or later has saved.
        shapes: parameters of the network, in their order.

    Raises:
        EngineError: no such file, damaged, holding anything but tensors, or of another network.
    """
    _check_container(path)
    try:
        content = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except _READ_ERRORS as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
        raise EngineError(
            f"{path} was not opened, since it holds something other than lists of tensors, or is "
            f"damaged: {reason[:200]}",
            _CURE,
        ) from error
    experts = _listed(path, content, MAX_EXPERTS, "experts")
    num_bytes = 0
    checked: list[Snapshots] = []
    for place, expert in enumerate(experts):
        where = f"expert {place + 1}"
        epochs = _listed(path, expert, MAX_EPOCHS + 1, f"epochs in {where}")
        if len(epochs) < 2:
            raise EngineError(f"{path}: {where} has no epoch after its first weights.", _CURE)
        snapshots = [_parameters(path, each, shapes, where) for each in epochs]
        num_bytes += sum(each.nbytes for snapshot in snapshots for each in snapshot)
        checked.append(snapshots)
    if num_bytes > path.stat().st_size:
        # several epochs point to the same numbers
        raise EngineError(
            f"{path}: epochs share their weights: {num_bytes:,} bytes in a file of "
            f"{path.stat().st_size:,}.",
            _ALIASING_CURE,
        )
    return checked


def _check_container(path: Path) -> None:
    """Refuse what could grow in memory or reach torch's readers of older formats."""
    try:
        with opened_file(path) as file:
            if not zipfile.is_zipfile(file):
                raise EngineError(f"{path} is no file that torch 1.6 or later has saved.", _CURE)
            # packed or not is told below, with both sizes
            entries = zip_entries(file, sys.maxsize)
    except OSError as error:
        raise EngineError(f"{path} cannot be read: {error.strerror}.", _CURE) from error
    except (zipfile.BadZipFile, WrongStructure) as error:
        raise EngineError(f"{path} is damaged: {error}.", _CURE) from error
    structure = sum(each.file_size for each in entries if each.filename.endswith("data.pkl"))
    is_packed = any(each.compress_type != zipfile.ZIP_STORED for each in entries)
    total = sum(each.file_size for each in entries)
    if is_packed or structure > MAX_STRUCTURE_BYTES or total > path.stat().st_size:
        raise EngineError(
            f"{path} is packed: {total:,} bytes in a file of {path.stat().st_size:,}, which torch "
            "never writes.",
            _CURE,
        )
    try:
        for _ in pickle_words(pickle_of(path, MAX_STRUCTURE_BYTES)):
            pass
    except (*_READ_ERRORS, OverflowError, NotImplementedError, struct.error) as error:
        raise EngineError(f"{path} is damaged: {error}.", _CURE) from error


def _listed(path: Path, content: Any, most: int, what: str) -> list[Any]:
    if not isinstance(content, list):
        raise EngineError(f"{path} holds a {type(content).__name__}, no list of {what}.", _CURE)
    values = cast("list[Any]", content)
    if not 1 <= len(values) <= most:
        raise EngineError(f"{path} holds {len(values)} {what}; 1 to {most} are read.", _CURE)
    return values


def _parameters(
    path: Path, content: Any, shapes: list[tuple[int, ...]], where: str
) -> list[Tensor]:
    values = _listed(path, content, 10_000, f"parameters in {where}")
    if not all(isinstance(each, Tensor) and each.is_floating_point() for each in values):
        raise EngineError(f"{path}: {where} holds something other than floating numbers.", _CURE)
    parameters = cast("list[Tensor]", values)
    found = [tuple(each.shape) for each in parameters]
    if found != shapes:
        wrong = next(
            (pair for pair in zip(found, shapes, strict=False) if pair[0] != pair[1]),
            (f"{len(found)} parameters", f"{len(shapes)}"),
        )
        raise EngineError(
            f"{path}: {where} is of another network: {wrong[0]} where this one has {wrong[1]}.",
            "Choose the experiment whose data set, depth, width and norm the teachers were trained "
            "with.",
        )
    return parameters


def flat_epochs(path: Path, place: int, snapshots: Snapshots) -> Float[Tensor, "epochs p"]:
    """One expert as rows of weights, in full precision and memory of its own.

    Raises:
        EngineError: weights are not finite, or do not change from one epoch to the next.
    """
    rows = torch.stack(
        [torch.cat([each.float().flatten() for each in snapshot]) for snapshot in snapshots]
    )
    if not bool(torch.isfinite(rows).all()):
        epoch = int((~torch.isfinite(rows)).any(1).int().argmax())
        raise EngineError(
            f"{path}: the weights of expert {place + 1} after epoch {epoch} are not finite.",
            "Leave this file out.",
        )
    is_still = (rows[1:] == rows[:-1]).all(1)
    if bool(is_still.all()):
        raise EngineError(
            f"{path}: expert {place + 1} has the same weights after all {len(rows) - 1} epochs.",
            _ALIASING_CURE,
        )
    if bool(is_still.any()):
        epoch = int(is_still.int().argmax())
        raise EngineError(
            f"{path}: expert {place + 1} stands still from epoch {epoch} to {epoch + 1}.",
            "Leave this file out: there is no way to match.",
        )
    return rows
