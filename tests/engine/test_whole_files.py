"""Files are written whole or not at all."""

import os
import threading
from pathlib import Path

import pytest

from ftd_engine.whole_files import keep_copy, set_aside, write_aside, write_new


def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_aside(path, b"old")

    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_aside(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_into_nowhere(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_aside(tmp_path / "missing" / "file", b"new")


def test_threads_write_aside_each_other(tmp_path: Path) -> None:
    path = tmp_path / "file"
    problems: list[BaseException] = []

    def write_often(letter: bytes) -> None:
        try:
            for _ in range(30):
                write_aside(path, 1000 * letter)
        except OSError as problem:
            problems.append(problem)

    threads = [threading.Thread(target=write_often, args=(letter,)) for letter in (b"a", b"b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert path.read_bytes() in (1000 * b"a", 1000 * b"b")


def _refused_link(_source: Path, _target: Path) -> None:
    raise OSError(1, "Operation not permitted")


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_never_replaces_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", _refused_link)
    path = tmp_path / "file"
    write_new(path, b"first")
    with pytest.raises(FileExistsError):
        write_new(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]
    # a link to nowhere is something as well
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "link", b"third")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "link"]


def test_what_is_set_aside_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    kept: list[Path] = []
    for content in (b"1", b"2"):
        path.write_bytes(content)
        kept.append(set_aside(path))
        assert not path.exists()
    path.write_bytes(b"3")
    kept.append(keep_copy(path, b"3"))
    assert [one.name for one in kept] == ["file.json.bad", "file.json.bad2", "file.json.bad3"]
    assert [one.read_bytes() for one in kept] == [b"1", b"2", b"3"] and path.exists()
