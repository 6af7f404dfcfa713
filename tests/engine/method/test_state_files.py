"""States come back bit for bit, layouts included; damage is noticed wherever it lies."""

import json
import math
from typing import Any

import pytest
import torch
from safetensors.torch import save

from ftd_engine.method import state_files
from ftd_engine.method.state_files import DamagedState, decode_state, encode_state


def _tree() -> dict[str, Any]:
    generator = torch.Generator().manual_seed(1)
    images = torch.randn(4, 3, 8, 8, generator=generator)
    return {
        "numbers": [1, -2.5, 0.1 + 0.2, math.inf, 10**18],
        "words": "größer",
        "nothing": None,
        "truth": True,
        "images": images,
        "again": images,
        "last": images.to(memory_format=torch.channels_last),
        "grey": torch.randn(4, 1, 8, 8, generator=generator).to(memory_format=torch.channels_last),
        "half": images.half(),
        "counts": torch.arange(5),
        "point": torch.tensor(0.25),
        "none": torch.zeros(0, 3),
        "nested": {"state": [generator.get_state(), {"deep": torch.tensor([True, False])}]},
        "odd": torch.tensor([math.nan, -0.0, math.inf]),
    }


def _bytes_of(tensor: torch.Tensor) -> bytes:
    return tensor.contiguous().numpy().tobytes()


def test_every_value_comes_back_bit_for_bit() -> None:
    tree = _tree()
    back = decode_state(encode_state(tree))
    for name in ("numbers", "words", "nothing", "truth"):
        assert back[name] == tree[name]
    for name, value in tree.items():
        if isinstance(value, torch.Tensor):
            assert back[name].dtype == value.dtype
            assert back[name].stride() == value.stride()
            assert _bytes_of(back[name]) == _bytes_of(value)
    state, deep = back["nested"]["state"]
    assert torch.equal(state, tree["nested"]["state"][0])
    assert torch.equal(deep["deep"], torch.tensor([True, False]))


def test_a_tensor_that_occurs_twice_is_stored_once() -> None:
    images = torch.randn(100, 100)
    once, twice = encode_state({"a": images}), encode_state({"a": images, "b": images})
    assert len(twice) < 1.1 * len(once)
    back = decode_state(twice)
    assert back["a"] is back["b"]


def test_an_expanded_tensor_becomes_a_plain_one() -> None:
    back = decode_state(encode_state({"row": torch.ones(1, 4).expand(3, 4)}))
    assert torch.equal(back["row"], torch.ones(3, 4)) and back["row"].stride() == (4, 1)


def test_tensors_that_share_memory_are_stored_apart() -> None:
    images = torch.randn(4, 5)
    back = decode_state(encode_state({"all": images, "first": images[:1], "flat": images.view(-1)}))
    assert torch.equal(back["first"], images[:1]) and torch.equal(back["flat"], images.view(-1))


def test_equal_states_are_equal_bytes() -> None:
    assert encode_state(_tree()) == encode_state(_tree())


def test_any_changed_or_missing_byte_is_noticed() -> None:
    content = encode_state({"images": torch.randn(3, 4), "iteration": 7})
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 0x20
        # a blank of the head's padding may become another character that JSON skips
        with pytest.raises(DamagedState):
            decode_state(bytes(changed))
    for length in range(len(content)):
        with pytest.raises(DamagedState):
            decode_state(content[:length])


@pytest.mark.parametrize(
    "odd",
    [{"$tensor": 7, "strides": None}, {"$tensor": 0, "strides": [-1]}, {"$tensor": 0}],
    ids=["no such tensor", "strides backwards", "no strides"],
)
def test_parts_that_do_not_fit_each_other(
    odd: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # as if somebody had made the checksum fit
    monkeypatch.setattr(state_files, "_digest", lambda *_: "fits")
    facts = json.dumps({"tree": {"images": odd}, "digest": "fits"})
    content = save({"0": torch.ones(3)}, metadata={"facts": facts})
    with pytest.raises(DamagedState, match="its parts do not fit each other"):
        decode_state(content)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x02\0\0\0\0\0\0\0{}", b"\x02\0\0\0\0\0\0\0[]", b"\xff" * 64],
    ids=["empty", "no facts", "a list", "nonsense"],
)
def test_what_is_no_state_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedState):
        decode_state(content)
