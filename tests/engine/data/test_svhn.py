"""SVHN in MATLAB's format: as published, damaged in every way, and far too large."""

import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftd_engine.data.registry import read_images
from ftd_engine.data.sources import mat_file, svhn
from ftd_engine.data.sources.mat_file import NotMat, read_mat
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from tests.engine.data import disk_sets
from tests.engine.data.disk_sets import mat_array, pixels, svhn_file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Both files with few images; the published counts are set to theirs."""
    monkeypatch.setattr(svhn, "_COUNTS", {"train": 40, "test": 20})
    (tmp_path / "train_32x32.mat").write_bytes(svhn_file(40))
    (tmp_path / "test_32x32.mat").write_bytes(svhn_file(20, seed=1))
    return tmp_path


def _read(folder: Path) -> Any:
    return read_images(DataConfig(dataset="svhn", folder=str(folder)))


def test_images_and_labels(folder: Path) -> None:
    raw = _read(folder)
    assert raw.train_pixels.shape == (40, 3, 32, 32)
    expected = pixels(40, (32, 32, 3))[13].transpose(2, 0, 1)
    np.testing.assert_array_equal(raw.train_pixels[13], expected)
    # label 10 is the digit 0
    assert raw.train_labels[:11].tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    assert raw.class_names == tuple("0123456789")
    assert len(raw.test_labels) == 20


def test_torchvision_folder_and_unpacked_file(folder: Path) -> None:
    images = np.asfortranarray(pixels(40, (32, 32, 3)).transpose(1, 2, 3, 0))
    labels = np.array([[float(place % 10 + 1)] for place in range(40)])
    plain = disk_sets.mat_file(mat_array("X", images, 9), mat_array("y", labels, 6), packed=False)
    (folder / "train_32x32.mat").write_bytes(plain)
    raw = _read(folder)
    assert raw.train_labels[9] == 0
    np.testing.assert_array_equal(raw.train_pixels[0], images[..., 0].transpose(2, 0, 1))


def test_real_counts_are_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svhn, "_COUNTS", {"train": 73_257, "test": 26_032})
    with pytest.raises(EngineError, match=r"\(32, 32, 3, 40\).*expected .*\(32, 32, 3, 73257\)"):
        _read(folder)


def test_a_missing_half(folder: Path) -> None:
    (folder / "test_32x32.mat").unlink()
    with pytest.raises(EngineError, match=r"test_32x32.mat is missing; .* only a part of SVHN"):
        _read(folder)


def test_labels_out_of_range(folder: Path) -> None:
    images = pixels(40, (32, 32, 3)).transpose(1, 2, 3, 0)
    labels = np.array([[place % 12] for place in range(40)], np.uint8)
    content = disk_sets.mat_file(mat_array("X", images, 9), mat_array("y", labels, 9))
    (folder / "train_32x32.mat").write_bytes(content)
    with pytest.raises(EngineError, match=r"labels from 0 to 11; allowed are the whole numbers 1"):
        _read(folder)


GOOD = svhn_file(2)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no head of a MATLAB 5 file"),
        (b"MATLAB 7.3 MAT-file, HDF5".ljust(600, b"\0"), "no head of a MATLAB 5 file"),
        (GOOD[: len(GOOD) // 2], "cut off|damaged"),
        (GOOD[:140], "damaged|cut off"),
        (GOOD[:200] + b"\xff\x00\xff" + GOOD[203:], "damaged|cut off"),
        (disk_sets.mat_file(mat_array("Z", pixels(1, (2, 2)), 9)), "arrays of other names"),
        (disk_sets.mat_file(mat_array("X", pixels(1, (2, 2)), 4)), "not an array of real numbers"),
        (
            disk_sets.mat_file(
                struct.pack("<II", 14, 8) + disk_sets._mat_element(6, b"\0\0\0\0"), packed=False
            ),
            "an array begins with parts",
        ),
    ],
)
def test_damage_is_told(folder: Path, content: bytes, reason: str) -> None:
    (folder / "train_32x32.mat").write_bytes(content)
    with pytest.raises(EngineError, match=reason) as caught:
        _read(folder)
    assert str(caught.value).endswith("Fetch the file again, or choose another folder.")


def test_whatever_byte_is_changed_the_answer_is_arrays_or_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "one.mat"
    rng = np.random.default_rng(0)
    plain = disk_sets.mat_file(mat_array("X", pixels(2, (3, 3)), 9), packed=False)
    for position in rng.choice(np.arange(100, len(plain)), 60, replace=False):
        content = bytearray(plain)
        content[position] ^= 1 << rng.integers(8)
        path.write_bytes(content)
        try:
            read_mat(path, ("X",))
        except NotMat:
            continue


def test_a_packed_part_may_not_grow_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mat_file, "MAX_BYTES", 100_000)
    pack = zlib.compress(bytes(1_000_000))
    head = disk_sets.mat_file()
    (tmp_path / "a.mat").write_bytes(head + struct.pack("<II", 15, len(pack)) + pack)
    with pytest.raises(NotMat, match="unpacks to too much"):
        read_mat(tmp_path / "a.mat", ("X",))
    (tmp_path / "b.mat").write_bytes(head + bytes(100_000))
    with pytest.raises(NotMat, match="larger than 100,000 bytes"):
        read_mat(tmp_path / "b.mat", ("X",))


def test_a_download_asks_for_both_files(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetch(_url: str, _root: str, filename: str, _md5: str) -> None:
        asked.append(filename)

    monkeypatch.setattr("torchvision.datasets.utils.download_url", fetch)
    with pytest.raises(EngineError, match=r"SVHN was downloaded to .*, but is not complete there"):
        read_images(DataConfig(dataset="svhn", source="full"))
    assert asked == ["train_32x32.mat", "test_32x32.mat"]
