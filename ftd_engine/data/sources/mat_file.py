"""Reads named arrays of numbers from a MATLAB 5 file; nothing else that such a file may hold."""

import itertools
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ftd_engine.foreign_files import opened_file

MAX_BYTES = 256 << 20
"""Of the file, and of all its elements unpacked."""

_HEADER_BYTES = 128
_MAX_ELEMENTS = 1000
_MAX_DIMENSIONS = 32
_COMPRESSED, _MATRIX = 15, 14
_ARRAY_FLAGS, _DIMENSIONS, _NAME = 6, 5, 1
_COMPLEX_FLAG = 0x0800
_NUMERIC_CLASSES = range(6, 16)
_NUMBERS = dict(
    zip(
        (1, 2, 3, 4, 5, 6, 7, 9, 12, 13),
        ("i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8", "i8", "u8"),
        strict=True,
    )
)


class NotMat(Exception):
    """The file is damaged or of another kind; the message says how."""


def read_mat(path: Path, wanted: tuple[str, ...]) -> dict[str, npt.NDArray[Any]]:
    """The wanted arrays of the file, those of them that it has.

    Raises:
        NotMat: not MATLAB 5, truncated, too large, or a wanted array is not one of numbers.
        OSError: the file cannot be read.
    """
    with opened_file(path) as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise NotMat(f"it is larger than {MAX_BYTES:,} bytes")
    order = {b"IM": "<", b"MI": ">"}.get(content[126:128])
    if order is None or len(content) < _HEADER_BYTES:
        raise NotMat("it has no head of a MATLAB 5 file")
    arrays: dict[str, npt.NDArray[Any]] = {}
    left = MAX_BYTES
    try:
        for number, (kind, data) in enumerate(
            _elements(memoryview(content)[_HEADER_BYTES:], order)
        ):
            if number >= _MAX_ELEMENTS:
                raise NotMat(f"it holds more than {_MAX_ELEMENTS:,} elements")
            if kind == _COMPRESSED:
                data = _unpacked(data, left)  # noqa: PLW2901  the same element
                left -= len(data)
                inner = itertools.islice(_elements(data, order), _MAX_ELEMENTS)
            else:
                inner = [(kind, data)]
            for inner_kind, inner_data in inner:
                if inner_kind == _MATRIX:
                    _take_array(inner_data, order, wanted, arrays)
    except (struct.error, zlib.error, ValueError, OverflowError) as error:
        raise NotMat(f"it is damaged ({error})") from error
    return arrays


def _unpacked(data: memoryview, most: int) -> memoryview:
    unpacker = zlib.decompressobj()
    # one byte more, since a limit of 0 would be none
    content = unpacker.decompress(data, most + 1)
    if not unpacker.eof or len(content) > most:
        too_large = len(content) > most
        raise NotMat("it unpacks to too much" if too_large else "a packed part of it is cut off")
    return memoryview(content)


def _elements(data: memoryview, order: str) -> Iterator[tuple[int, memoryview]]:
    """Type and content of each element; short ones keep their content in their head."""
    position = 0
    while position < len(data):
        (head,) = struct.unpack_from(order + "I", data, position)
        if head >> 16:
            kind, length, start = head & 0xFFFF, head >> 16, position + 4
            position += 8
        else:
            kind, start = head, position + 8
            (length,) = struct.unpack_from(order + "I", data, position + 4)
            # all but packed elements end at a multiple of 8
            position = start + length + (-length % 8 if kind != _COMPRESSED else 0)
        if start + length > len(data):
            raise NotMat(f"it is cut off: an element of {length:,} bytes has {len(data) - start:,}")
        yield kind, data[start : start + length]


def _take_array(
    data: memoryview, order: str, wanted: tuple[str, ...], arrays: dict[str, npt.NDArray[Any]]
) -> None:
    # four parts are all that an array of numbers has
    parts = list(itertools.islice(_elements(data, order), 4))
    kinds = [kind for kind, _ in parts[:3]]
    if kinds != [_ARRAY_FLAGS, _DIMENSIONS, _NAME]:
        raise NotMat(f"an array begins with parts {kinds}")
    name = bytes(parts[2][1]).decode("ascii")
    if name not in wanted:
        return
    (flags,) = struct.unpack_from(order + "I", parts[0][1])
    if (flags & 0xFF) not in _NUMERIC_CLASSES or flags & _COMPLEX_FLAG or len(parts) < 4:
        raise NotMat(f"{name} is not an array of real numbers")
    if len(parts[1][1]) > 4 * _MAX_DIMENSIONS:
        raise NotMat(f"{name} says more than {_MAX_DIMENSIONS} dimensions")
    shape = np.frombuffer(parts[1][1], order + "i4").tolist()
    kind, content = parts[3]
    if kind not in _NUMBERS:
        raise NotMat(f"{name} holds numbers of kind {kind}")
    values = np.frombuffer(content, order + _NUMBERS[kind])
    if min(shape, default=0) < 0 or values.size != np.prod(shape, dtype=object):
        raise NotMat(f"{name} holds {values.size:,} numbers, but says {tuple(shape)}")
    arrays[name] = values.reshape(shape, order="F")
