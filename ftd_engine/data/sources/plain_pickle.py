"""Reads pickles that hold only plain values and byte arrays, without running anything in them.

A pickle may name any function and have it called. Here every name but those of a NumPy byte array
is refused, and even those are answered by stand-ins that only remember what they were given: no
code of NumPy sees the file's words until shape and size were checked.
"""

import io
import math
import pickle
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from ftd_engine.foreign_structure import pickle_words

# what damaged or hostile bytes can raise in the unpickler
_DAMAGE = (
    *(pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, KeyError),
    *(TypeError, ValueError, MemoryError, RecursionError, OverflowError),
)


# all that pickles of plain values and arrays are made of, in protocols 0 to 4
_ALLOWED = frozenset(
    (
        *("PROTO", "FRAME", "STOP", "MARK", "NONE", "NEWTRUE", "NEWFALSE"),
        *("INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "FLOAT", "BINFLOAT"),
        *("STRING", "BINSTRING", "SHORT_BINSTRING", "UNICODE", "BINUNICODE", "SHORT_BINUNICODE"),
        *("BINBYTES", "SHORT_BINBYTES", "BINBYTES8"),
        *("EMPTY_TUPLE", "TUPLE", "TUPLE1", "TUPLE2", "TUPLE3", "EMPTY_LIST", "LIST", "APPEND"),
        *("APPENDS", "EMPTY_DICT", "DICT", "SETITEM", "SETITEMS"),
        *("GET", "BINGET", "LONG_BINGET", "PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"),
        *("GLOBAL", "STACK_GLOBAL", "REDUCE", "BUILD"),
    )
)
_PUTS = ("PUT", "BINPUT", "LONG_BINPUT")


class NotPlain(Exception):
    """The pickle is damaged or wants more than plain values; the message says which."""


class _Remembered:
    """Stands for an object that the pickle builds; keeps the arguments and state it was given."""

    def __init__(self, *arguments: object) -> None:
        self.arguments = arguments
        self.state: object = None

    def __setstate__(self, state: object) -> None:
        self.state = state


class _Maker:
    """Stands for a function that the pickle calls. Without a dictionary, it cannot be tampered with."""

    __slots__ = ("_make",)
    _make: Callable[..., object]

    def __init__(self, make: Callable[..., object]) -> None:
        object.__setattr__(self, "_make", make)

    def __call__(self, *arguments: object) -> object:
        return self._make(*arguments)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)


def _encoded(text: object, encoding: object) -> bytes:
    """What pickles of Python 3 in Python 2's protocol do to write bytes."""
    if not isinstance(text, str) or encoding != "latin1":
        raise ValueError("bytes in an unknown encoding")
    return text.encode("latin1")


class _PlainUnpickler(pickle.Unpickler):
    """Knows plain values, and stand-ins for the four names of a NumPy array."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """A stand-in for a name that byte arrays need; every other name is refused."""
        if global_name == "_reconstruct" and module_name in (
            "numpy.core.multiarray",
            "numpy._core.multiarray",
        ):
            return _Maker(lambda *_arguments: _Remembered())
        if (module_name, global_name) == ("numpy", "dtype"):
            return _Maker(_Remembered)
        if (module_name, global_name) == ("numpy", "ndarray"):
            # only ever handed to _reconstruct, which leaves it aside
            return "numpy.ndarray"
        if (module_name, global_name) == ("_codecs", "encode"):
            return _Maker(_encoded)
        raise NotPlain(f"it asks for {module_name}.{global_name}, which no such file needs")


def read_plain_pickle(content: bytes) -> dict[str, Any]:
    """The dictionary in a pickle, its keys as text.

    Values stay as they come: whole numbers, lists, text as bytes; arrays are for `byte_array`.

    Raises:
        NotPlain: damaged, no dictionary, or it asks for code.
    """
    try:
        _refuse_strange_words(content)
        value = _PlainUnpickler(io.BytesIO(content), encoding="bytes").load()
    except _DAMAGE as error:
        raise NotPlain(f"it is damaged ({error or type(error).__name__})") from error
    if not isinstance(value, dict):
        raise NotPlain(f"it holds a {type(value).__name__}, not a dictionary")
    items = cast("dict[Any, Any]", value)
    named = {
        key.decode("latin1") if isinstance(key, bytes) else key: inner
        for key, inner in items.items()
        if isinstance(key, bytes | str)
    }
    if len(named) != len(items):
        raise NotPlain("its values have no names")
    return named


def _refuse_strange_words(content: bytes) -> None:
    """Look through the words of the pickle before any of them is obeyed."""
    for word, argument, position in pickle_words(content):
        if word.name not in _ALLOWED:
            raise NotPlain(f"it uses {word.name} at byte {position}, which no such file needs")
        # a place far away would make the unpickler take that much memory
        if word.name in _PUTS and int(argument or 0) > len(content):
            raise NotPlain(f"it is damaged (a memory place of {argument:,} at byte {position})")


def shown_value(value: object) -> str:
    """A wrong value in words; lists may be too deep or too long to be written out."""
    is_plain = value is None or isinstance(value, int | float | str | bytes)
    return repr(value)[:80] if is_plain else f"of type {type(value).__name__}"


def byte_array(value: object) -> npt.NDArray[np.uint8]:
    """The array of bytes that the pickle described.

    Raises:
        NotPlain: it is no array, not of bytes, or its shape does not fit its content.
    """
    state = value.state if isinstance(value, _Remembered) else None
    if not isinstance(state, tuple) or len(cast("tuple[Any, ...]", state)) != 5:
        raise NotPlain("its data is not an array")
    _, shape, kind, is_column_major, content = cast("tuple[Any, ...]", state)
    if not isinstance(kind, _Remembered) or kind.arguments[:1] not in (("u1",), (b"u1",)):
        raise NotPlain("its array is not one of bytes (uint8)")
    if not isinstance(content, bytes) or not isinstance(shape, tuple):
        raise NotPlain("its array has no content")
    lengths = cast("tuple[Any, ...]", shape)
    if len(lengths) > 8 or not all(type(each) is int and each >= 0 for each in lengths):
        raise NotPlain(f"its array says a shape of {len(lengths):,} values that are no lengths")
    if len(content) != math.prod(lengths):
        raise NotPlain(f"its array holds {len(content):,} bytes, but says {lengths}")
    order = "F" if is_column_major else "C"
    return np.frombuffer(content, np.uint8).reshape(lengths, order=order)
