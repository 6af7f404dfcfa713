"""MNIST and Fashion-MNIST in all their forms, and where the images of a set are kept."""

import gzip
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from ftd_engine.data import datasets, validation
from ftd_engine.data.datasets import RealDataset, draw_per_class, load_dataset
from ftd_engine.data.held_out import hold_out
from ftd_engine.data.raw_images import Constants
from ftd_engine.data.registry import read_images
from ftd_engine.data.sources import idx
from ftd_engine.method import training
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.resource_files import demo_data_folder
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from tests.engine.data.disk_sets import write_class_folders
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
def no_system_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nowhere = tmp_path / "no-system-folder"
    monkeypatch.setattr(idx, "_FASHION_MNIST", replace(idx._FASHION_MNIST, system_folder=nowhere))
    monkeypatch.setattr(idx, "_MNIST", replace(idx._MNIST, system_folder=nowhere))


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
    raw = read_images(DataConfig(source="full", folder=str(tmp_path / "tv")))
    assert len(raw.test_pixels) == 10_000
    assert raw.test_labels[:12].tolist() == [*range(10), 0, 1]


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
        read_images(DataConfig(source="full", folder=str(folder)))
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


# ---------------------------------------------------------------- MNIST


def test_mnist_has_the_same_files_and_its_own_constants(full: Path, tmp_path: Path) -> None:
    raw = read_images(DataConfig(dataset="mnist", folder=str(full)))
    assert raw.train_pixels.shape == (60_000, 1, 28, 28)
    assert raw.class_names == tuple("0123456789")
    assert raw.constants == Constants((0.1307,), (0.3081,))
    inner = tmp_path / "MNIST"
    inner.mkdir()
    (inner / "raw").symlink_to(full)
    assert "MNIST" in read_images(DataConfig(dataset="mnist", folder=str(tmp_path))).origin


def test_bare_files_of_one_set_are_not_taken_for_the_other(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FTD_STUDIO_DATA", str(full))
    assert len(read_images(DataConfig()).train_labels) == 60_000
    with pytest.raises(EngineError, match=r"MNIST was not found in .*source \"full\" to download"):
        read_images(DataConfig(dataset="mnist"))


# ---------------------------------------------------------------- where the images are kept


@pytest.fixture
def small(tmp_path: Path) -> RealDataset:
    folder = write_class_folders(tmp_path / "own", {"a": 10, "b": 10})
    return load_dataset(DataConfig(dataset="folder", folder=str(folder)))


def test_own_images_are_normalised_by_their_own_numbers(small: RealDataset) -> None:
    assert small.train_images.mean(dim=(0, 2, 3)).tolist() == pytest.approx([0] * 3, abs=1e-5)
    assert small.train_images.std(dim=(0, 2, 3)).tolist() == pytest.approx([1] * 3, abs=1e-2)
    (note,) = small.findings
    assert note.level == "note" and str(note).startswith("Measured on the training images: mean 0.")


def test_on_the_cpu_images_stay_where_they_are(small: RealDataset) -> None:
    placed = small.to(torch.device("cpu"))
    assert placed.placement == "The images take 0.00 GB of memory."
    assert placed.train_images is small.train_images
    images, labels = placed.train_at(torch.tensor([3, 1]))
    assert torch.equal(images, small.train_images[[3, 1]])
    assert torch.equal(labels, small.train_labels[[3, 1]])


@pytest.mark.parametrize(("free", "stays"), [(10_000, True), (100_000_000, False)])
def test_a_gpu_takes_what_fits_beside_the_networks(
    small: RealDataset, monkeypatch: pytest.MonkeyPatch, free: int, stays: bool
) -> None:
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _device: (free, free))
    assert small.num_bytes == 20 * 3 * 8 * 8 * 4
    stays_there, sentence = datasets._placement(small.num_bytes, torch.device("cuda"))
    assert stays_there is stays
    if stays:
        assert "more than 50% of 0.0 GB of free GPU memory; they lie in pinned host" in sentence
    else:
        assert sentence == "The images take 0.00 GB of 0.1 GB of free GPU memory and lie there."


def test_images_on_the_host_train_a_network_elsewhere(small: RealDataset) -> None:
    """The meta device computes shapes only, so a mixture of devices would be refused."""
    network = FlatNetwork(NetworkSpec(depth=1, width=2, channels=3, size_px=8, num_classes=2))
    theta = network.initial(torch.Generator().manual_seed(0)).to("meta")
    batch, targets = training._batch_at(
        small.train_images, small.train_labels, torch.tensor([0, 5]), theta.device
    )
    assert batch.device.type == targets.device.type == "meta"
    elsewhere = replace(small, device=torch.device("meta"))
    images, labels = elsewhere.train_at(torch.tensor([0, 5]))
    assert images.device.type == labels.device.type == "meta"


def test_what_is_taken_of_pinned_images_is_pinned_too(
    small: RealDataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory is not really pinned here, since that takes a GPU."""
    places = torch.tensor([3, 0])
    wanted = training._batch_at(small.train_images, small.train_labels, places, datasets.CPU)
    wanted_rest = hold_out(small, 0.3, torch.Generator().manual_seed(0))[0].train_images
    asked, real_empty = [], torch.empty

    def empty(*size: Any, pin_memory: bool = False, **others: Any) -> torch.Tensor:
        asked.append(pin_memory)
        return real_empty(*size, **others)

    monkeypatch.setattr(torch.Tensor, "is_pinned", lambda _tensor: True)
    monkeypatch.setattr(torch, "empty", empty)
    found = training._batch_at(small.train_images, small.train_labels, places, datasets.CPU)
    assert asked == [True, True]
    assert all(torch.equal(*pair) for pair in zip(found, wanted, strict=True))
    rest, _ = hold_out(small, 0.3, torch.Generator().manual_seed(0))
    assert asked == [True] * 6
    assert torch.equal(rest.train_images, wanted_rest)


@pytest.mark.gpu
def test_pinned_images_on_a_real_gpu(small: RealDataset, monkeypatch: pytest.MonkeyPatch) -> None:
    gpu = torch.device("cuda")
    there = small.to(gpu)
    assert there.train_images.is_cuda and there.device == gpu
    monkeypatch.setattr(datasets, "GPU_SHARE", 0.0)
    host = small.to(gpu)
    assert host.train_images.is_pinned() and not host.train_images.is_cuda
    rest, held_out = hold_out(host, 0.3, torch.Generator().manual_seed(0))
    assert rest.train_images.is_pinned() and held_out.images.is_pinned()
    images, labels = host.train_at(torch.tensor([1, 2]))
    assert images.is_cuda and labels.is_cuda
    assert torch.equal(images.cpu(), there.train_images[[1, 2]].cpu())
    network = FlatNetwork(NetworkSpec(depth=1, width=2, channels=3, size_px=8, num_classes=2))
    theta = network.initial(torch.Generator().manual_seed(0)).to(gpu)
    scores = [
        training.test_network(network, theta, None, data.test_images, data.test_labels)
        for data in (host, there)
    ]
    assert scores[0] == scores[1]


def test_more_than_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "available_memory_bytes", lambda: 1_000_000)
    with pytest.raises(
        EngineError, match=r"8,000 images of \(1, 28, 28\).* need 0.0 GB as numbers"
    ):
        load_dataset(DataConfig(source="embedded"))


def test_draw_per_class_is_class_major_without_repeats() -> None:
    labels = torch.tensor([1, 0, 1, 0, 0, 1])
    places = draw_per_class(labels, 2, 3, torch.Generator().manual_seed(0))
    assert labels[places].tolist() == [0, 0, 0, 1, 1, 1]
    assert len(set(places.tolist())) == 6


def test_draw_per_class_refuses_more_than_there_are() -> None:
    with pytest.raises(EngineError, match=r"Class 0 has 1 real images, but 2 per class.*to 1"):
        draw_per_class(torch.tensor([0, 1, 1]), 2, 2, torch.Generator())


def test_a_file_that_hides_far_more_than_it_must_hold_is_refused(full: Path) -> None:
    """A gzip file may begin with a name without end, and end with empty parts without end."""
    path = full / "t10k-labels-idx1-ubyte"
    (gzipped := path.with_name(f"{path.name}.gz")).write_bytes(bytes(100_000))
    path.unlink(missing_ok=True)
    with pytest.raises(EngineError, match=r"is far larger than the 10,008 bytes that it must hold"):
        idx._read_idx(gzipped, 2049, (10_000,), "Fetch it again.")
