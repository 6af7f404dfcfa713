"""The user's own folders: layouts, splits, odd files, and the cache of what was decoded."""

import os
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ftd_engine.data import disk_cache
from ftd_engine.data.registry import read_images
from ftd_engine.data.sources import decoded_images, image_files
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from tests.engine.data.disk_sets import pixels, write_class_folders, write_image


def _read(folder: Path, **changes: Any) -> Any:
    return read_images(DataConfig(dataset="folder", folder=str(folder), **changes))


def _error(folder: Path, **changes: Any) -> str:
    with pytest.raises(EngineError) as caught:
        _read(folder, **changes)
    return str(caught.value)


def test_class_folders_are_split_and_stay_split(tmp_path: Path) -> None:
    write_class_folders(tmp_path, {"cats": 10, "dogs": 5, "eels": 2})
    raw = _read(tmp_path)
    assert raw.class_names == ("cats", "dogs", "eels")
    assert np.bincount(raw.train_labels).tolist() == [8, 4, 1]
    assert np.bincount(raw.test_labels).tolist() == [2, 1, 1]
    np.testing.assert_array_equal(raw.test_pixels, _read(tmp_path).test_pixels)
    assert raw.constants is None and not raw.is_published
    assert "20% of each class kept for testing" in raw.origin
    half = _read(tmp_path, test_share=0.5)
    assert np.bincount(half.test_labels).tolist() == [5, 2, 1]
    everything = {image.tobytes() for image in (*half.train_pixels, *half.test_pixels)}
    assert len(everything) == 17
    assert pixels(10, (8, 8, 3))[3].transpose(2, 0, 1).tobytes() in everything


@pytest.mark.parametrize("name", ["test", "val", "Validation"])
def test_a_test_folder_is_taken(tmp_path: Path, name: str) -> None:
    write_class_folders(tmp_path / "train", {"a": 3, "b": 4})
    write_class_folders(tmp_path / name, {"a": 1, "b": 2}, seed=9)
    raw = _read(tmp_path)
    assert (raw.train_labels.tolist(), raw.test_labels.tolist()) == ([0] * 3 + [1] * 4, [0, 1, 1])
    np.testing.assert_array_equal(
        raw.test_pixels[0], pixels(1, (8, 8, 3), 9 * 97)[0].transpose(2, 0, 1)
    )


def test_a_training_folder_alone_is_split(tmp_path: Path) -> None:
    write_class_folders(tmp_path / "train", {"a": 5, "b": 5})
    assert np.bincount(_read(tmp_path).test_labels).tolist() == [1, 1]


def test_what_is_no_image_is_left_out_and_named(tmp_path: Path) -> None:
    write_class_folders(tmp_path, {"a": 2, "b": 2})
    (tmp_path / "a" / "notes.txt").write_text("about a")
    (tmp_path / "a" / ".DS_Store").write_text("")
    (tmp_path / "b" / "Thumbs.db").write_text("")
    (tmp_path / "README").write_text("")
    (tmp_path / ".hidden").mkdir()
    raw = _read(tmp_path)
    assert raw.class_names == ("a", "b")
    first, second = raw.findings
    assert "1 files in" in str(first) and "outside the class folders" in str(first)
    assert "README" in str(first)
    assert "no images by their names and are left out: a/notes.txt." in str(second)


def test_files_that_only_pretend_are_refused_all_at_once(tmp_path: Path) -> None:
    write_class_folders(tmp_path, {"a": 2, "b": 2}, size_px=16)
    (tmp_path / "a" / "fake.png").write_text("not a picture")
    whole = (tmp_path / "b" / "000.png").read_bytes()
    (tmp_path / "b" / "cut.png").write_bytes(whole[: len(whole) * 2 // 3])
    (tmp_path / "b" / "script.jpg").write_bytes(
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"
    )
    deep = Image.fromarray(np.zeros((16, 16), np.uint16))
    deep.save(tmp_path / "b" / "deep.png")
    message = _error(tmp_path)
    assert message.startswith("4 files cannot be used as images: a/fake.png is not an image")
    assert "b/cut.png is damaged: " in message
    assert 'b/deep.png holds pixels of kind "I;16"; allowed are 8 bits a channel' in message
    assert "b/script.jpg is not an image" in message
    assert message.endswith("Delete or replace them, or leave them out.")


def _png_head(width: int, height: int) -> bytes:
    """A PNG that says a size and holds no pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("side", "reason"), [(8_000, "allowed are 50,000,000"), (30_000, "read")])
def test_a_picture_that_would_fill_the_memory(tmp_path: Path, side: int, reason: str) -> None:
    write_class_folders(tmp_path, {"a": 2, "b": 2})
    (tmp_path / "a" / "big.png").write_bytes(_png_head(side, side))
    message = _error(tmp_path, image_size_px=16)
    assert "a/big.png" in message and reason in message


def test_sizes_must_agree_or_be_set(tmp_path: Path) -> None:
    write_class_folders(tmp_path, {"a": 2, "b": 2}, size_px=16)
    write_image(tmp_path / "b" / "wide.png", np.zeros((16, 24, 3), np.uint8))
    message = _error(tmp_path)
    assert message == (
        "1 image is not 16 × 16 pixels: b/wide.png (24 × 16). Set the image size, such as 32, or "
        "make all of one size."
    )
    raw = _read(tmp_path, image_size_px=32)
    assert raw.train_pixels.shape[1:] == (3, 32, 32)


def test_grey_stays_grey_and_a_mixture_is_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        for place, array in enumerate(pixels(2, (8, 8), seed=ord(name))):
            write_image(tmp_path / name / f"{place}.png", array)
    assert _read(tmp_path).train_pixels.shape[1] == 1
    write_image(tmp_path / "a" / "colour.png", pixels(1, (8, 8, 3))[0])
    raw = _read(tmp_path)
    assert raw.train_pixels.shape[1] == 3
    (finding,) = raw.findings
    assert finding.level == "warning"
    assert str(finding).startswith("4 images are grey and 1 are in colour: a/0.png, a/1.png")
    # a start from the cache says the same
    assert _read(tmp_path).findings == raw.findings


def test_transparency_palettes_and_printing_colours(tmp_path: Path) -> None:
    array = pixels(1, (8, 8, 3))[0]
    (tmp_path / "a").mkdir()
    image = Image.fromarray(array)
    image.convert("RGBA").save(tmp_path / "a" / "0.png")
    image.convert("CMYK").save(tmp_path / "a" / "1.jpg")
    palette = image.convert("P")
    palette.info["transparency"] = bytes(range(250, 0, -1))
    palette.save(tmp_path / "a" / "2.png")
    image.save(tmp_path / "a" / "3.bmp")
    image.save(tmp_path / "a" / "4.tiff")
    image.save(tmp_path / "a" / "5.webp", lossless=True)
    image.save(tmp_path / "a" / "6.gif")
    image.save(tmp_path / "a" / "7.PPM")
    raw = _read(tmp_path, test_share=0.01)
    assert len(raw.train_labels) + len(raw.test_labels) == 8
    exact = array.transpose(2, 0, 1).tobytes()
    found = [image.tobytes() for image in (*raw.train_pixels, *raw.test_pixels)]
    # neither JPEG nor the palette of the web keep every colour
    assert found.count(exact) == 6


def test_damaged_files_are_left_out_where_that_is_wished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_class_folders(tmp_path, {"cats": 10, "dogs": 5})
    whole = _read(tmp_path)
    (tmp_path / "cats" / "003.png").write_bytes(b"none")
    (tmp_path / "dogs" / "002.png").write_bytes(b"none")
    assert "2 files cannot be used" in _error(tmp_path)
    left = _read(tmp_path, damaged="leave-out")
    assert len(left.train_labels) + len(left.test_labels) == 13
    # no other image moves from one part to the other
    known = {image.tobytes() for image in whole.test_pixels}
    assert all(image.tobytes() in known for image in left.test_pixels)
    assert all(image.tobytes() not in known for image in left.train_pixels)
    (finding,) = left.findings
    assert finding.level == "warning"
    assert "2 files are damaged and left out: cats/003.png is not an image" in finding.sentence
    # the next start decodes nothing, and says the same
    monkeypatch.setattr(decoded_images, "decode_image", None)
    again = _read(tmp_path, damaged="leave-out")
    np.testing.assert_array_equal(again.train_pixels, left.train_pixels)
    assert again.findings == left.findings


def test_leaving_out_leaves_something(tmp_path: Path) -> None:
    for name in ("cats", "dogs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.png").write_bytes(b"none")
    assert "2 files cannot be used" in _error(tmp_path, damaged="leave-out")


def test_places_that_are_no_folder_of_classes(tmp_path: Path) -> None:
    assert f"{tmp_path / 'x'} is not a folder." in _error(tmp_path / "x")
    write_image(tmp_path / "one.png", pixels(1, (8, 8))[0])
    assert "holds no folders, so the images have no classes" in _error(tmp_path)
    (tmp_path / "empty").mkdir()
    assert "holds no images in its 1 class folders" in _error(tmp_path)


# ---------------------------------------------------------------- the cache


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_class_folders(tmp_path / "own", {"a": 3, "b": 3})


def _count_decoded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    seen: list[Path] = []
    decode = image_files.decode_image

    def counted(path: Path, size_px: int, channels: Any) -> Any:
        seen.append(path)
        return decode(path, size_px, channels)

    monkeypatch.setattr(decoded_images, "decode_image", counted)
    return seen


def test_a_second_start_decodes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, nothing_on_this_disk: Path
) -> None:
    first = _read(folder)
    seen = _count_decoded(monkeypatch)
    again = _read(folder)
    assert seen == []
    np.testing.assert_array_equal(first.train_pixels, again.train_pixels)
    assert sorted(path.suffix for path in nothing_on_this_disk.iterdir()) == [".json", ".npy"]
    # another size is another array
    assert _read(folder, image_size_px=16).train_pixels.shape[2:] == (16, 16)
    assert len(seen) == 6


@pytest.mark.parametrize("change", ["touched", "rewritten", "renamed", "added"])
def test_a_changed_file_is_decoded_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    _read(folder)
    seen = _count_decoded(monkeypatch)
    path = folder / "a" / "000.png"
    if change == "touched":
        os.utime(path, (1, 1))
    elif change == "rewritten":
        write_image(path, np.zeros((8, 8, 3), np.uint8))
    elif change == "renamed":
        path.rename(folder / "a" / "zzz.png")
    else:
        write_image(folder / "b" / "new.png", pixels(1, (8, 8, 3), 77)[0])
    _read(folder)
    # the first one is opened once more, for the size of all
    assert len(set(seen)) == (7 if change == "added" else 6)


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY\x01\x00", b"nothing"])
def test_a_damaged_cache_is_made_anew(
    folder: Path, nothing_on_this_disk: Path, content: bytes
) -> None:
    first = _read(folder)
    (stored,) = nothing_on_this_disk.glob("*.npy")
    stored.write_bytes(content)
    np.testing.assert_array_equal(_read(folder).train_pixels, first.train_pixels)
    assert stored.stat().st_size > 6 * 192


def test_a_cache_of_another_shape_is_made_anew(folder: Path, nothing_on_this_disk: Path) -> None:
    _read(folder)
    (stored,) = nothing_on_this_disk.glob("*.npy")
    np.save(stored, np.zeros((2, 2)))
    assert _read(folder).train_pixels.shape == (4, 3, 8, 8)


def test_nothing_refused_is_cached(folder: Path, nothing_on_this_disk: Path) -> None:
    (folder / "a" / "fake.png").write_text("x")
    _error(folder)
    assert list(nothing_on_this_disk.iterdir()) == []


def test_the_least_recently_used_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nothing_on_this_disk: Path
) -> None:
    monkeypatch.setattr(disk_cache, "LIMIT_BYTES", 11_000)
    folders = [
        write_class_folders(tmp_path / name, {"a": 2, "b": 2}, seed=number)
        for number, name in enumerate("xyz")
    ]
    for folder in folders[:2]:
        _read(folder)
    stored = sorted(nothing_on_this_disk.glob("*.npy"), key=lambda path: path.stat().st_mtime)
    for number, path in enumerate(stored):
        os.utime(path, (number, number))
    half_done = nothing_on_this_disk / ".old.npy.1-2.part"
    half_done.write_bytes(b"x")
    os.utime(half_done, (1, 1))
    # the first is used again, so the second is now the oldest
    _read(folders[0])
    _read(folders[2])
    left = set(nothing_on_this_disk.glob("*.npy"))
    assert stored[0] in left or stored[1] in left
    total = sum(path.stat().st_size for path in nothing_on_this_disk.iterdir())
    assert total <= 11_000
    assert not half_done.exists()


def test_a_set_larger_than_the_cache_does_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch, nothing_on_this_disk: Path
) -> None:
    monkeypatch.setattr(disk_cache, "LIMIT_BYTES", 100)
    raw = _read(folder)
    assert raw.train_pixels.shape == (4, 3, 8, 8)
    assert "could not be kept on disk" in str(raw.findings[-1])
    assert list(nothing_on_this_disk.glob("*.npy")) == []


def test_a_full_disk_does_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(decoded_images, "_reserve", refuse)
    assert "could not be kept on disk" in str(_read(folder).findings[-1])
    monkeypatch.setattr(decoded_images, "available_memory_bytes", lambda: 10)
    assert "the cache folder does not take them and 0.0 GB of memory are free" in _error(folder)


def test_a_cache_folder_that_cannot_be_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FTD_STUDIO_CACHE", str(tmp_path / "file" / "cache"))
    assert _read(folder).train_pixels.shape == (4, 3, 8, 8)


def test_a_stop_is_heeded_between_images(folder: Path, nothing_on_this_disk: Path) -> None:
    class Asked(Exception):
        pass

    turns = 0

    def turn(*_: int) -> None:
        nonlocal turns
        turns += 1
        if turns == 4:
            raise Asked

    with pytest.raises(Asked):
        read_images(DataConfig(dataset="folder", folder=str(folder)), turn)
    assert not list(nothing_on_this_disk.glob("*.npy"))
