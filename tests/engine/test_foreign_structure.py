"""What files say of themselves is checked before it is believed; every reason is a sentence's middle."""

import io
import json
import pickle
from typing import Any

import pytest

from ftd_engine import foreign_structure
from ftd_engine.foreign_structure import (
    WrongStructure,
    check_npz,
    check_safetensors,
    pickle_words,
    zip_entries,
)
from tests.hostile.corpus import npy_head, safetensors_of, zip_of


def tensor(start: int, stop: int, **changes: Any) -> dict[str, Any]:
    return {"dtype": "F32", "shape": [1], "data_offsets": [start, stop], **changes}


def refusal(content: bytes) -> str:
    with pytest.raises(WrongStructure) as caught:
        check_safetensors(io.BytesIO(content))
    return str(caught.value)


def test_sound_heads_pass() -> None:
    two = {"b": tensor(4, 8), "a": tensor(0, 4), "__metadata__": {"facts": "{}"}}
    check_safetensors(io.BytesIO(safetensors_of(two, bytes(8))))
    check_safetensors(io.BytesIO(safetensors_of({})))
    empty = {"a": tensor(0, 0, shape=[0, 3]), "b": tensor(0, 4)}
    check_safetensors(io.BytesIO(safetensors_of(empty, bytes(4))))


@pytest.mark.parametrize(
    ("head", "data", "words"),
    [
        ({"a": tensor(0, 4)}, b"", "its tensors need 73 bytes and it has 69"),
        ({"a": tensor(0, 4)}, bytes(5), "its tensors need 73 bytes and it has 74"),
        ({"a": tensor(0, 4), "b": tensor(0, 4)}, bytes(4), '"b" begins at byte 0, not at 4'),
        ({"a": tensor(4, 8)}, bytes(8), '"a" begins at byte 4, not at 0'),
        ({"a": tensor(0, 4, shape=[2])}, bytes(4), 'the shape of tensor "a" does not fit'),
        ({"a": tensor(4, 0)}, bytes(4), 'the shape of tensor "a" does not fit'),
        ({"a": tensor(-4, 0)}, bytes(4), '"a" has no known type, shape and place'),
        ({"a": tensor(0, 4, dtype="F99")}, bytes(4), "no known type"),
        ({"a": tensor(0, 4, shape=[True])}, bytes(4), "no known type"),
        ({"a": tensor(0, 4, shape=[1] * 65)}, bytes(4), "no known type"),
        ({"a": 3}, bytes(4), "no known type"),
        ([1], b"", "its head is no table"),
        (b"[" * 5000, b"", "its head is no JSON"),
        (b"\xff", b"", "its head is no JSON"),
    ],
)
def test_heads_that_contradict_the_file(head: Any, data: bytes, words: str) -> None:
    assert words in refusal(safetensors_of(head, data))


def test_heads_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "it says a head of 100 bytes; it has 10 in all" in refusal(
        safetensors_of({}, length=100)
    )
    assert "it says a head of 0 bytes" in refusal(b"1234567"[:0])
    monkeypatch.setattr(foreign_structure, "MAX_HEAD_BYTES", 10)
    assert "and 10 are allowed" in refusal(safetensors_of({"a": tensor(0, 4)}, bytes(4)))
    monkeypatch.undo()
    monkeypatch.setattr(foreign_structure, "MAX_TENSORS", 1)
    two = {"a": tensor(0, 4), "b": tensor(4, 8)}
    assert "it lists 2 tensors; allowed are 1" in refusal(safetensors_of(two, bytes(8)))


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (npy_head("<f4", (3,)) + bytes(8), "it claims 140 bytes for a.npy but has 136"),
        (npy_head("<f4", (10**12,)), "it claims 4,000,000,000,128 bytes for a.npy"),
        (npy_head("|O", (1,)), "it holds pickled objects in a.npy"),
        (b"no array", "magic string is not correct"),
        (b"", "EOF"),
    ],
)
def test_arrays_that_lie(inner: bytes, words: str) -> None:
    with pytest.raises(WrongStructure, match=words):
        check_npz(io.BytesIO(zip_of({"a.npy": inner})), 1 << 50)
    check_npz(io.BytesIO(zip_of({"a.npy": npy_head("<f4", (2,)) + bytes(8)})), 1 << 20)


def test_archives_are_bounded() -> None:
    content = zip_of({"a": bytes(70), "b": bytes(30)})
    assert [entry.filename for entry in zip_entries(io.BytesIO(content), 100)] == ["a", "b"]
    with pytest.raises(WrongStructure, match="it unpacks to 100 bytes; allowed are 99"):
        zip_entries(io.BytesIO(content), 99)
    for wrong in (b"", b"PK", content[:-1]):
        with pytest.raises(WrongStructure, match="File is not a zip file"):
            zip_entries(io.BytesIO(wrong), 100)


def test_a_list_that_is_filled_piece_by_piece_is_no_deeper() -> None:
    words = b"\x80\x02]" + b"K\x01a" * 5000 + b"."
    assert len(list(pickle_words(words))) == 10_003
    nested = json.loads("[" * 90 + "]" * 90)
    assert list(pickle_words(pickle.dumps(nested)))
