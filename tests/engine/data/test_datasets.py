"""Loading of Fashion-MNIST: the embedded subset, full folders, and every way a file can be wrong."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ftd_engine.config import DataConfig
from ftd_engine.data.datasets import draw_per_class, load_dataset
from ftd_engine.data.sources import idx
from ftd_engine.resource_files import demo_data_folder
from ftd_engine.runtime import EngineError
from tests.engine.tiny import write_idx

NAMES = ("train-images", "train-labels", "t10k-images", "t10k-labels")


def _full_folder(folder: Path, *, zipped: bool = False) -> Path:
    """The four files of a full set in their exact format: real counts, made-up pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    ending = ".gz" if zipped else ""
    for split, count in (("train", 60_000), ("t10k", 10_000)):
        pixels = bytes(range(256)) * (count * 784 // 256 + 1)
        labels = bytes(place % 10 for place in range(count))
        images_path = folder / f"{split}-images-idx3-ubyte{ending}"
        write_idx(images_path, 2051, (count, 28, 28), pixels[: count * 784])
        write_idx(folder / f"{split}-labels-idx1-ubyte{ending}", 2049, (count,), labels)
    return folder


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _full_folder(tmp_path_factory.mktemp("full"))


@pytest.fixture(autouse=True)
def nothing_on_this_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(idx, "_FASHION_MNIST", replace(idx._FASHION_MNIST, system_folder=tmp_path))
    monkeypatch.setenv("FTD_STUDIO_DATA", str(tmp_path / "no-data"))
    monkeypatch.setenv("HOME", str(tmp_path))


def test_embedded_subset_is_real_balanced_and_normalised() -> None:
    data = load_dataset(DataConfig(source="embedded"))
    assert data.train_images.shape == (6000, 1, 28, 28)
    assert data.test_images.shape == (2000, 1, 28, 28)
    assert data.train_labels.bincount().tolist() == [600] * 10
    assert data.test_labels.bincount().tolist() == [200] * 10
    colours = data.space.decode(data.train_images)
    assert float(colours.min()) == pytest.approx(0, abs=1e-6)
    assert float(colours.max()) == pytest.approx(1, abs=1e-6)
    # the constants are those of the full set, which a fair subset comes near to
    assert float(data.train_images.mean()) == pytest.approx(0, abs=0.03)
    assert float(data.train_images.std()) == pytest.approx(1, abs=0.03)
    assert data.num_classes == 10


def test_auto_takes_the_embedded_subset_where_there_is_no_full_set() -> None:
    assert load_dataset(DataConfig(source="auto")).origin == "embedded subset"


def test_auto_takes_the_full_set_where_it_is_found(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FTD_STUDIO_DATA", str(full))
    data = load_dataset(DataConfig(source="auto"))
    assert len(data.train_images) == 60_000
    assert str(full) in data.origin


def test_torchvision_layout_and_named_folder(full: Path, tmp_path: Path) -> None:
    inner = tmp_path / "tv" / "FashionMNIST"
    inner.mkdir(parents=True)
    (inner / "raw").symlink_to(full)
    data = load_dataset(DataConfig(source="full", folder=str(tmp_path / "tv")))
    assert len(data.test_images) == 10_000
    assert torch.equal(data.test_labels[:12], torch.tensor([*range(10), 0, 1]))


def test_a_named_folder_without_the_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"holds no Fashion-MNIST.*four IDX|holds no Fashion"):
        load_dataset(DataConfig(source="auto", folder=str(tmp_path)))


def test_download_without_network_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("no route")

    monkeypatch.setattr("torchvision.datasets.FashionMNIST", refuse)
    with pytest.raises(EngineError, match=r"could not be downloaded: no route.*embedded"):
        load_dataset(DataConfig(source="full"))


def _damaged(full: Path, tmp_path: Path, name: str) -> tuple[Path, Path]:
    """A copy (by links) of the full folder in which one file may be replaced."""
    folder = tmp_path / "damaged"
    folder.mkdir()
    for file in full.iterdir():
        if file.name != name:
            (folder / file.name).symlink_to(file)
    return folder, folder / name


def _load_error(folder: Path) -> str:
    with pytest.raises(EngineError) as caught:
        load_dataset(DataConfig(source="full", folder=str(folder)))
    return str(caught.value)


def test_truncated_file_names_file_expected_and_found(full: Path, tmp_path: Path) -> None:
    folder, path = _damaged(full, tmp_path, "t10k-images-idx3-ubyte")
    path.write_bytes((full / path.name).read_bytes()[:1000])
    message = _load_error(folder)
    assert f"{path} holds 1,000 bytes" in message
    assert "expected 7,840,016" in message
    assert "Fetch the file again" in message


def test_longer_file_is_refused(full: Path, tmp_path: Path) -> None:
    folder, path = _damaged(full, tmp_path, "t10k-labels-idx1-ubyte")
    path.write_bytes((full / path.name).read_bytes() + b"x")
    assert "or more bytes" in _load_error(folder)


def test_file_shorter_than_its_head(full: Path, tmp_path: Path) -> None:
    folder, path = _damaged(full, tmp_path, "t10k-labels-idx1-ubyte")
    path.write_bytes(b"abc")
    assert "holds 3 bytes" in _load_error(folder)


def test_wrong_magic_and_counts_are_both_shown(full: Path, tmp_path: Path) -> None:
    folder, path = _damaged(full, tmp_path, "train-labels-idx1-ubyte")
    write_idx(path, 2051, (7,), bytes(7))
    message = _load_error(folder)
    assert "magic number 2051 and shape (7,)" in message
    assert "expected 2049 and (60000,)" in message


def test_label_out_of_range(full: Path, tmp_path: Path) -> None:
    folder, path = _damaged(full, tmp_path, "t10k-labels-idx1-ubyte")
    write_idx(path, 2049, (10_000,), bytes([10] * 10_000))
    assert "holds the label 10; allowed are 0 to 9" in _load_error(folder)


def test_missing_companion_is_named(full: Path, tmp_path: Path) -> None:
    folder, path = _damaged(full, tmp_path, "train-labels-idx1-ubyte")
    assert f"{path} is missing" in _load_error(folder)


def test_broken_gzip_is_refused(full: Path, tmp_path: Path) -> None:
    folder, path = _damaged(full, tmp_path, "t10k-labels-idx1-ubyte")
    whole = gzip.compress((full / path.name).read_bytes())
    path.with_name(path.name + ".gz").write_bytes(whole[: len(whole) // 2])
    assert f"{path}.gz cannot be read" in _load_error(folder)


def test_file_that_is_no_gzip_is_refused(full: Path, tmp_path: Path) -> None:
    folder, path = _damaged(full, tmp_path, "t10k-labels-idx1-ubyte")
    path.with_name(path.name + ".gz").write_bytes(b"not gzip at all")
    assert "cannot be read" in _load_error(folder)


def test_embedded_folder_has_the_four_files() -> None:
    assert {path.name for path in demo_data_folder().glob("*.gz")} == {
        f"{name}-idx{3 if 'images' in name else 1}-ubyte.gz" for name in NAMES
    }


def test_draw_per_class_is_class_major_without_repeats() -> None:
    labels = torch.tensor([1, 0, 1, 0, 0, 1])
    places = draw_per_class(labels, 2, 3, torch.Generator().manual_seed(0))
    assert labels[places].tolist() == [0, 0, 0, 1, 1, 1]
    assert len(set(places.tolist())) == 6


def test_draw_per_class_refuses_more_than_there_are() -> None:
    with pytest.raises(EngineError, match=r"Class 0 has 1 real images, but 2 per class.*to 1"):
        draw_per_class(torch.tensor([0, 1, 1]), 2, 2, torch.Generator())
