"""States of unfinished work as files: trees of numbers, words and tensors, back bit for bit."""

import hashlib
import json
import math
from typing import Any, cast

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor

Tree = dict[str, Any]
"""Words, numbers, None, lists and dictionaries with text keys, and tensors anywhere among them."""

_FACTS = "facts"
_TENSOR = "$tensor"


class DamagedState(Exception):
    """Bytes that are no whole state; the message says what was found."""


def encode_state(tree: Tree) -> bytes:
    """The tree as a safetensors file; a tensor that occurs twice is stored once.

    Strides are kept: an image in channels-last layout takes other kernels, with other rounding, than
    the same numbers in contiguous layout.
    """
    places: dict[int, int] = {}
    tensors: list[Tensor] = []

    def put(value: Any) -> Any:
        if isinstance(value, Tensor):
            if id(value) not in places:
                places[id(value)] = len(tensors)
                tensors.append(value.detach())
            return {_TENSOR: places[id(value)], "strides": _strides_of(value)}
        if isinstance(value, dict):
            return {name: put(each) for name, each in cast(Tree, value).items()}
        if isinstance(value, list | tuple):
            return [put(each) for each in cast(list[Any], value)]
        return value

    facts = {"tree": put(tree)}
    # copies: safetensors refuses tensors that share memory
    stored = {
        str(place): each.to("cpu", copy=True).contiguous() for place, each in enumerate(tensors)
    }
    facts["digest"] = _digest(stored, facts["tree"])
    # one key only: safetensors writes several in an order that changes from start to start
    return save(stored, metadata={_FACTS: json.dumps(facts)})


def decode_state(content: bytes) -> Tree:
    """The tree of `encode_state`, its tensors on the CPU.

    Raises:
        DamagedState: cut short, changed, or no state at all.
    """
    head = _head_of(content)
    try:
        facts = json.loads(head["__metadata__"][_FACTS])
        tree, digest = facts["tree"], facts["digest"]
        stored = load(content)
    except (KeyError, TypeError, ValueError, RecursionError, SafetensorError) as error:
        raise DamagedState(f"it is no state of a run ({error!r})") from error
    if digest != _digest(stored, tree):
        raise DamagedState("its checksum does not fit its content")
    tensors: dict[str, Tensor] = {}

    def get(value: Any) -> Any:
        if isinstance(value, list):
            return [get(each) for each in cast(list[Any], value)]
        if not isinstance(value, dict):
            return value
        node = cast(Tree, value)
        if _TENSOR not in node:
            return {name: get(each) for name, each in node.items()}
        name = str(node[_TENSOR])
        if name not in tensors:
            tensors[name] = _with_strides(stored[name], node["strides"])
        return tensors[name]

    try:
        return cast(Tree, get(tree))
    except (KeyError, TypeError, ValueError, RuntimeError, RecursionError) as error:
        # a checksum can be made to fit
        raise DamagedState(f"its parts do not fit each other ({error!r})") from error


def _head_of(content: bytes) -> Tree:
    length = int.from_bytes(content[:8], "little")
    if not 0 < length <= len(content) - 8:
        raise DamagedState(f"it ends after {len(content):,} bytes, within its head")
    try:
        head = json.loads(content[8 : 8 + length])
    except (ValueError, RecursionError) as error:
        raise DamagedState(f"its head cannot be read ({error})") from error
    if not isinstance(head, dict):
        raise DamagedState("its head is no table")
    return cast(Tree, head)


def _digest(stored: dict[str, Tensor], tree: Any) -> str:
    sums = hashlib.blake2b(json.dumps(tree).encode())
    for name in sorted(stored):
        tensor = stored[name]
        sums.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        sums.update(tensor.reshape(-1).view(torch.uint8).numpy().data)
    return sums.hexdigest()


def _strides_of(tensor: Tensor) -> list[int] | None:
    """Strides to restore; None where the plain ones do."""
    # an expanded tensor would overlap itself
    dense = sum(
        (size - 1) * stride for size, stride in zip(tensor.shape, tensor.stride(), strict=True)
    )
    is_dense = tensor.numel() > 0 and dense == tensor.numel() - 1
    plain = tensor.is_contiguous() and tensor.stride() == _plain_strides(tensor)
    return list(tensor.stride()) if is_dense and not plain else None


def _plain_strides(tensor: Tensor) -> tuple[int, ...]:
    shape = tensor.shape
    return tuple(math.prod(shape[place + 1 :]) for place in range(len(shape)))


def _with_strides(tensor: Tensor, strides: list[int] | None) -> Tensor:
    if strides is None:
        return tensor
    return torch.empty_strided(tensor.shape, strides, dtype=tensor.dtype).copy_(tensor)
