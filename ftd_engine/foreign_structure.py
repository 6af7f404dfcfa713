"""What a stranger's file says of itself, checked before anything of that size is allocated.

Archives, arrays, safetensors and pickles; nothing here loads a value or runs anything.
"""

import io
import itertools
import json
import math
import pickletools
import struct
import tokenize
import zipfile
from collections.abc import Generator
from typing import Any, BinaryIO, cast

import numpy as np

MAX_DIRECTORY_BYTES = 16 << 20
"""Of a zip archive's list of contents; larger ones are refused before they are read."""
MAX_HEAD_BYTES = 16 << 20
"""Of the JSON head of a safetensors file."""
MAX_TENSORS = 100_000
MAX_NESTING = 100
"""Levels of lists in lists. Python's own way through deep ones may end the process."""
MAX_REPEATED = 1 << 26
"""Values that a pickle stands for once each repetition is written out."""

_ZIP_DAMAGE = (
    *(OSError, ValueError, KeyError, EOFError, OverflowError, NotImplementedError),
    *(RuntimeError, MemoryError, zipfile.BadZipFile, struct.error),
)
# heads of arrays are words of Python, which NumPy takes apart as such
_HEAD_DAMAGE = (TypeError, SyntaxError, AttributeError, IndexError, tokenize.TokenError)
_BITS = {
    **dict.fromkeys(("BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3"), 8),
    **dict.fromkeys(("U16", "I16", "F16", "BF16"), 16),
    **dict.fromkeys(("U32", "I32", "F32"), 32),
    **dict.fromkeys(("U64", "I64", "F64", "C64"), 64),
}


class WrongStructure(ValueError):
    """A file contradicts itself or claims too much; the message is the reason, without the file."""


# ---------------------------------------------------------------- archives and arrays


class _ShortReads(io.RawIOBase):
    """A file that refuses to hand out more at once than a sound list of contents has."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def seekable(self) -> bool:
        """True, as the zip reader asks."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The present place."""
        return self._file.tell()

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes; all that is left where negative.

        Raises:
            WrongStructure: they are too many.
        """
        most = MAX_DIRECTORY_BYTES + 1
        content = self._file.read(most if size < 0 else min(size, most))
        if len(content) == most:
            raise WrongStructure(
                f"its list of contents is larger than {MAX_DIRECTORY_BYTES:,} bytes"
            )
        return content


def zip_entries(file: BinaryIO, limit_bytes: int) -> list[zipfile.ZipInfo]:
    """What a zip archive lists; together they unpack to a bounded size.

    Raises:
        WrongStructure: no archive, damaged, or it unpacks to more than the limit.
    """
    try:
        with zipfile.ZipFile(cast("Any", _ShortReads(file))) as archive:
            entries = archive.infolist()
    except _ZIP_DAMAGE as error:
        raise WrongStructure(str(error) or type(error).__name__) from error
    total = sum(entry.file_size for entry in entries)
    if total > limit_bytes:
        raise WrongStructure(f"it unpacks to {total:,} bytes; allowed are {limit_bytes:,}")
    return entries


def check_npz(file: BinaryIO, limit_bytes: int) -> None:
    """Pass an `.npz` whose arrays are as large as they claim and hold numbers or text.

    Raises:
        WrongStructure: damaged, too large, or it holds pickled objects.
    """
    entries = zip_entries(file, limit_bytes)
    try:
        with zipfile.ZipFile(file) as archive:
            for entry in entries:
                with archive.open(entry) as inner:
                    shape, dtype = _npy_head(inner)
                    size = math.prod(shape) * dtype.itemsize + inner.tell()
                if dtype.hasobject:
                    raise WrongStructure(f"it holds pickled objects in {entry.filename}")
                if min(shape, default=0) < 0 or size != entry.file_size:
                    raise WrongStructure(
                        f"it claims {size:,} bytes for {entry.filename} but has {entry.file_size:,}"
                    )
    except WrongStructure:
        raise
    except (*_ZIP_DAMAGE, *_HEAD_DAMAGE) as error:
        raise WrongStructure(str(error) or type(error).__name__) from error


def _npy_head(file: Any) -> tuple[tuple[int, ...], np.dtype[Any]]:
    version = np.lib.format.read_magic(file)
    if version == (1, 0):
        shape, _, dtype = np.lib.format.read_array_header_1_0(file)
    else:
        shape, _, dtype = np.lib.format.read_array_header_2_0(file)
    return shape, dtype


# ---------------------------------------------------------------- safetensors


def safetensors_head(file: BinaryIO) -> dict[str, Any]:
    """What a safetensors file says of itself, without its tensors.

    Raises:
        WrongStructure: cut short, or its head is too large or no table in JSON.
    """
    return _head_and_size(file)[0]


def _head_and_size(file: BinaryIO) -> tuple[dict[str, Any], int, int]:
    """The head, its bytes, and those of the file."""
    file_bytes = file.seek(0, io.SEEK_END)
    file.seek(0)
    prefix = file.read(8)
    head_bytes = int.from_bytes(prefix, "little")
    if len(prefix) < 8 or head_bytes > min(MAX_HEAD_BYTES, file_bytes - 8):
        raise WrongStructure(
            f"it says a head of {head_bytes:,} bytes; it has {file_bytes:,} in all, and "
            f"{MAX_HEAD_BYTES:,} are allowed"
        )
    try:
        head = json.loads(file.read(head_bytes))
    except (ValueError, RecursionError) as error:
        raise WrongStructure("its head is no JSON") from error
    if not isinstance(head, dict):
        raise WrongStructure("its head is no table")
    return cast("dict[str, Any]", head), head_bytes, file_bytes


def check_safetensors(file: BinaryIO) -> None:
    """Pass a safetensors file whose tensors fill it, one after the other, without gap or overlap.

    Raises:
        WrongStructure: cut short, or its head is too large, no JSON, or contradicts the file.
    """
    named, head_bytes, file_bytes = _head_and_size(file)
    named.pop("__metadata__", None)
    if len(named) > MAX_TENSORS:
        raise WrongStructure(f"it lists {len(named):,} tensors; allowed are {MAX_TENSORS:,}")
    spans = sorted(_span(name, facts) for name, facts in named.items())
    end = 0
    for start, stop, name in spans:
        if start != end:
            raise WrongStructure(f'tensor "{name[:80]}" begins at byte {start:,}, not at {end:,}')
        end = stop
    if 8 + head_bytes + end != file_bytes:
        raise WrongStructure(
            f"its tensors need {8 + head_bytes + end:,} bytes and it has {file_bytes:,}"
        )


def _span(name: str, facts: object) -> tuple[int, int, str]:
    known = cast("dict[str, Any]", facts) if isinstance(facts, dict) else {}
    shape, offsets = _counts(known.get("shape")), _counts(known.get("data_offsets"))
    dtype = known.get("dtype")
    bits = _BITS.get(dtype) if isinstance(dtype, str) else None
    if bits is None or shape is None or offsets is None or len(offsets) != 2:
        raise WrongStructure(f'tensor "{name[:80]}" has no known type, shape and place')
    if math.prod(shape) * bits != 8 * (offsets[1] - offsets[0]):
        raise WrongStructure(f'the shape of tensor "{name[:80]}" does not fit its place')
    return offsets[0], offsets[1], name


def _counts(value: object) -> list[int] | None:
    """Whole numbers from 0 on, few and small enough to be multiplied."""
    if not isinstance(value, list):
        return None
    found = cast("list[Any]", value)
    fits = len(found) <= 64 and all(type(each) is int and 0 <= each < 1 << 60 for each in found)
    return found if fits else None


# ---------------------------------------------------------------- pickles

_PUTS = frozenset(("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"))
_GETS = frozenset(("GET", "BINGET", "LONG_BINGET"))
# these give back what they change, no deeper for being changed again
_CHANGES = frozenset(("APPEND", "APPENDS", "SETITEM", "SETITEMS", "ADDITEMS", "BUILD"))
_EFFECTS = {
    each.name: (
        pickletools.markobject in each.stack_before,
        each.stack_before.index(pickletools.markobject)
        if pickletools.markobject in each.stack_before
        else len(each.stack_before),
        len(each.stack_after),
    )
    for each in pickletools.opcodes
}


def pickle_words(content: bytes) -> Generator[tuple[Any, Any, int | None]]:
    """Every word of a pickle with its argument and place, none of them obeyed.

    Tuples in tuples are followed on the side: to take the hash of a deep one overflows the stack of
    the process, and of one that repeats another again and again lasts for ever.

    Raises:
        WrongStructure: nested too deeply, or it repeats too much.
        ValueError: damaged.
    """
    # depth and number of values of what would lie on the stack; None is a mark
    stack: list[tuple[int, int] | None] = []
    memo: dict[int, tuple[int, int] | None] = {}
    for word, operand, position in pickletools.genops(content):
        argument: Any = operand
        yield word, argument, position
        name = word.name
        if name == "MARK":
            stack.append(None)
        elif name in _PUTS:
            memo[len(memo) if argument is None else argument] = stack[-1] if stack else None
        elif name in _GETS:
            stack.append(memo.get(argument) or (0, 1))
        else:
            has_mark, count, pushes = _EFFECTS[name]
            taken: list[tuple[int, int]] = []
            if has_mark:
                while stack and (top := stack.pop()) is not None:
                    taken.append(top)
            taken += [stack.pop() or (0, 1) for _ in range(min(count, len(stack)))]
            if name in _CHANGES and taken:
                changed, inner = taken[-1], taken[:-1]
                depth = max(changed[0], max((each[0] + 1 for each in inner), default=0))
            else:
                depth = max((each[0] + 1 for each in taken), default=0)
            weight = 1 + sum(each[1] for each in taken)
            if depth > MAX_NESTING:
                raise WrongStructure(f"it is nested more than {MAX_NESTING} levels deep")
            if weight > MAX_REPEATED:
                raise WrongStructure(f"it stands for more than {MAX_REPEATED:,} values")
            stack.extend(itertools.repeat((depth, weight), pushes))
