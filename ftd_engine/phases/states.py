"""States of the phases as trees for a checkpoint, and back onto the device."""

from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, cast

import torch
from torch import Tensor

from ftd_engine.method.state_files import Tree

State = TypeVar("State")

_ON_THE_HOST = "random_state"
"""Field of a generator's state: generators live on the CPU, whatever the device."""


def tree_of(state: Any) -> Any:
    """A dataclass as a dictionary of its fields, and so are those that it holds."""
    if is_dataclass(state) and not isinstance(state, type):
        return {field.name: tree_of(getattr(state, field.name)) for field in fields(state)}
    if isinstance(state, dict):
        items = cast(dict[Any, Any], state).items()
        return {str(name): tree_of(value) for name, value in items}
    return state


def state_of(kind: type[State], tree: Tree, device: torch.device) -> State:
    """The dataclass again, of plain fields and dictionaries of tensors, on the device."""
    return kind(**{name: _moved(name, value, device) for name, value in tree.items()})


def _moved(name: str, value: Any, device: torch.device) -> Any:
    if isinstance(value, Tensor):
        return value if name == _ON_THE_HOST else value.to(device)
    if isinstance(value, dict):
        items = cast(Tree, value).items()
        return {key: _moved(key, each, device) for key, each in items}
    return value
