"""The shelf: keys, file names, heads, what is found, refused and removed."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import torch

from ftd_engine.method.experts import TrajectoryRecorder
from ftd_engine.settings.buffer import Storage
from ftd_engine.shelf import (
    DamagedTeacher,
    Shelf,
    ShelfError,
    TeacherFacts,
    TeacherKind,
    best_of,
    key_of,
    read_teacher,
    shelf_root,
)
from ftd_engine.used_teachers import UsedTeacher, UsedTeachers

SETTINGS = {"dataset": "tiny", "seed": 0, "rho": 0.01}


def write_teacher(
    kind: TeacherKind,
    expert: int = 0,
    last_epoch: int = 2,
    epochs: tuple[int, ...] | None = None,
    storage: Storage = "float32",
) -> Path:
    """A teacher of three weights on the shelf."""
    kind.create()
    recorder = TrajectoryRecorder(epochs, storage)
    for epoch in range(last_epoch + 1):
        recorder.add(epoch, torch.full((3,), float(epoch)))
    facts = TeacherFacts(expert, last_epoch, recorder.epochs, {}, "", {})
    path = kind.path_for(expert, last_epoch, recorder.epochs, storage)
    recorder.write(path, torch.full((3,), float(last_epoch)), {}, asdict(facts))
    return path


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


@pytest.fixture
def kind(shelf: Shelf) -> TeacherKind:
    return shelf.kind(SETTINGS, "tiny, ConvNet-3")


def test_root_is_beside_the_workspace_or_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FTD_STUDIO_SHELF", str(tmp_path / "elsewhere"))
    assert shelf_root(tmp_path / "runs") == tmp_path / "elsewhere"
    monkeypatch.delenv("FTD_STUDIO_SHELF")
    assert shelf_root(tmp_path / "runs") == tmp_path / "shelf"


def test_key_does_not_depend_on_order_or_kind_of_sequence() -> None:
    assert key_of({"a": 1, "b": (1.5, 2)}) == key_of({"b": [1.5, 2], "a": 1})
    assert key_of({"a": 1}) != key_of({"a": 2})


def test_a_kind_is_found_again_by_settings_key_and_path(shelf: Shelf, kind: TeacherKind) -> None:
    assert shelf.kinds() == []
    kind.create()
    kind.create()
    assert kind.path.name == f"{kind.key[:12]}_tiny-ConvNet-3"
    content = json.loads((kind.path / "settings.json").read_text())
    assert content == {"key": kind.key, "words": "tiny, ConvNet-3", "settings": SETTINGS}
    # other words for the same settings find the same folder
    assert shelf.kind(dict(reversed(SETTINGS.items())), "other words").path == kind.path
    assert shelf.kind({**SETTINGS, "seed": 1}, "tiny, ConvNet-3").path != kind.path
    for text in (kind.key, kind.key[:6], str(kind.path)):
        assert shelf.named(text).key == kind.key
    assert [found.key for found in shelf.kinds()] == [kind.key]


def test_wrong_names_are_refused(shelf: Shelf, kind: TeacherKind) -> None:
    kind.create()
    for text in ("ffffffffff", kind.key[:5], "nowhere", ""):
        with pytest.raises(ShelfError, match=r'no teachers ".*" on .*that `ftd shelf` lists'):
            shelf.named(text)
    twin = TeacherKind(shelf.root / "twin", kind.key[:8] + "0" * 56, "", {})
    twin.create()
    with pytest.raises(ShelfError, match="2 kinds of teachers"):
        shelf.named(kind.key[:8])


def test_a_folder_without_readable_settings_is_no_kind(shelf: Shelf, kind: TeacherKind) -> None:
    kind.create()
    (kind.path / "settings.json").write_text('{"key": 3')
    (shelf.root / "file").write_text("")
    assert shelf.kinds() == []
    # and is mended by the next run that asks for it
    again = shelf.kind(SETTINGS, "tiny, ConvNet-3")
    assert again.path == kind.path
    again.create()
    assert [known.key for known in shelf.kinds()] == [kind.key]


def test_head_tells_what_a_file_holds(kind: TeacherKind) -> None:
    path = write_teacher(kind, expert=7, last_epoch=4, epochs=(0, 1, 4), storage="float16")
    file = read_teacher(path)
    assert file.facts == TeacherFacts(7, 4, (0, 1, 4), {}, "", {})
    assert (file.storage, file.num_params) == ("float16", 3)
    assert file.num_bytes == path.stat().st_size
    assert len(file.head_sha256) == 64


def test_what_a_file_serves(kind: TeacherKind) -> None:
    full = read_teacher(write_teacher(kind, last_epoch=4))
    assert full.serves((0, 2), 3, "float16")
    assert not full.serves((0, 2), 5, "float32")
    half = read_teacher(write_teacher(kind, last_epoch=4, epochs=(0, 1, 4), storage="float16"))
    assert half.serves((0, 4), 4, "float16")
    assert not half.serves((0, 4), 4, "float32")
    assert not half.serves((0, 2), 4, "float16")
    other = read_teacher(write_teacher(kind, expert=1, last_epoch=4))
    assert best_of([full, half, other], 0, (0, 1), 4, "float16") == half
    assert best_of([full, half, other], 0, (0, 2), 4, "float16") == full
    assert best_of([full, half, other], 2, (0,), 1, "float32") is None


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda content: b"", "has no head"),
        (lambda content: content[:100], "has no head"),
        (lambda content: content[:-1], r"bytes, [\d,]+ expected"),
        (lambda content: content + b"x", r"bytes, [\d,]+ expected"),
        (lambda content: b"\xff" * 8 + content[8:], "has no head"),
        (lambda content: content.replace(b"trajectory", b"trajektory"), "is no teacher file"),
        (lambda content: content.replace(b'\\"last_epoch', b'\\"lost_epoch'), "is no teacher file"),
        (lambda content: content.replace(b'"F32"', b'"I32"'), "is no teacher file: 'I32'"),
    ],
)
def test_damage_is_named(kind: TeacherKind, damage: Callable[[bytes], bytes], words: str) -> None:
    path = write_teacher(kind)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(DamagedTeacher, match=words) as caught:
        read_teacher(path)
    assert str(path) in str(caught.value)
    assert kind.teachers()[0] == []
    assert [str(problem) for problem in kind.teachers()[1]] == [str(caught.value)]


def test_a_missing_file_is_named(kind: TeacherKind) -> None:
    with pytest.raises(DamagedTeacher, match="cannot be read"):
        read_teacher(kind.path / "missing")


def test_every_content_has_its_own_name(kind: TeacherKind) -> None:
    names = {
        kind.path_for(0, 4, range(5), "float32").name,
        kind.path_for(1, 4, range(5), "float32").name,
        kind.path_for(0, 5, range(6), "float32").name,
        kind.path_for(0, 4, (0, 1), "float32").name,
        kind.path_for(0, 4, (0, 2), "float32").name,
        kind.path_for(0, 4, (0, 2), "float16").name,
    }
    assert len(names) == 6
    assert kind.path_for(3, 50, range(51), "float32").name == "expert_0003_to-0050.safetensors"


def test_only_what_the_newest_holds_as_well_is_dropped(kind: TeacherKind) -> None:
    dropped = [
        write_teacher(kind, last_epoch=2),
        write_teacher(kind, last_epoch=4, epochs=(0, 3)),
    ]
    stays = [
        write_teacher(kind, last_epoch=9),
        write_teacher(kind, last_epoch=4, epochs=(0, 3), storage="float16"),
        write_teacher(kind, expert=1, last_epoch=2),
    ]
    newest = write_teacher(kind, last_epoch=4)
    kind.drop_superseded(read_teacher(newest))
    assert not any(path.exists() for path in dropped)
    assert all(path.exists() for path in (*stays, newest))


def test_size_and_removal(shelf: Shelf, kind: TeacherKind) -> None:
    path = write_teacher(kind)
    assert kind.num_bytes() == path.stat().st_size + (kind.path / "settings.json").stat().st_size
    shelf.remove(kind)
    assert list(shelf.root.iterdir()) == []
    with pytest.raises(FileNotFoundError):
        shelf.remove(kind)


def test_what_a_run_remembers_survives_the_file() -> None:
    teacher = UsedTeacher(0, "a.safetensors", 2, 10, "0" * 64, False)
    used = UsedTeachers("folder", "0" * 64, {"seed": 0}, (teacher, replace(teacher, expert=1)))
    assert UsedTeachers.from_bytes(used.to_bytes()) == used
    with pytest.raises(ValueError, match="JSON"):
        UsedTeachers.from_bytes(used.to_bytes()[:-5])
