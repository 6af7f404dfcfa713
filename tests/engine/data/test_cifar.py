"""CIFAR-10 and CIFAR-100 in their published layouts, damaged ones, and pickles that mean harm."""

import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftd_engine.data.registry import read_images
from ftd_engine.data.sources import cifar
from ftd_engine.data.sources.plain_pickle import NotPlain, byte_array, read_plain_pickle
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig
from tests.engine.data.disk_sets import (
    cifar_10_files,
    cifar_100_files,
    pixels,
    python2_pickle,
    write_archive,
    write_files,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A torchvision data folder with the whole of CIFAR-10."""
    root = tmp_path_factory.mktemp("cifar")
    write_files(root / "cifar-10-batches-py", cifar_10_files())
    return root


def _config(folder: Path, **changes: Any) -> DataConfig:
    return DataConfig(dataset="cifar-10", folder=str(folder), **changes)


def _error(folder: Path) -> str:
    with pytest.raises(EngineError) as caught:
        read_images(_config(folder))
    return str(caught.value)


@pytest.mark.parametrize("inside", ["", "cifar-10-batches-py"])
def test_all_images_in_order_of_the_files(folder: Path, inside: str) -> None:
    raw = read_images(_config(folder / inside))
    assert raw.train_pixels.shape == (50_000, 3, 32, 32)
    assert raw.test_pixels.shape == (10_000, 3, 32, 32)
    # the third image of the second file
    np.testing.assert_array_equal(
        raw.train_pixels[10_002].ravel(), pixels(10_000, (3072,), seed=1)[2]
    )
    np.testing.assert_array_equal(raw.test_pixels[7].ravel(), pixels(10_000, (3072,), seed=5)[7])
    assert raw.train_labels[:12].tolist() == [*range(10), 0, 1]
    assert raw.class_names[0] == "airplane" and raw.class_names[9] == "truck"
    assert raw.constants == cifar.CIFAR_10_CONSTANTS
    assert str(folder) in raw.origin


def test_the_archive_is_read_as_it_is(tmp_path: Path) -> None:
    path = write_archive(
        tmp_path / "cifar-100-python.tar.gz", "cifar-100-python", cifar_100_files()
    )
    raw = read_images(DataConfig(dataset="cifar-100", folder=str(tmp_path)))
    assert (len(raw.train_labels), len(raw.test_labels)) == (50_000, 10_000)
    assert raw.train_labels[:3].tolist() == [0, 1, 2] and raw.train_labels.max() == 99
    assert raw.class_names[99] == "fine 99"
    assert raw.constants == cifar.CIFAR_100_CONSTANTS
    # FTD and MTT give CIFAR-100 the constants of CIFAR-10; here they have a name
    choice = DataConfig(dataset="cifar-100", folder=str(path), normalisation="cifar-10")
    assert read_images(choice).constants == cifar.CIFAR_10_CONSTANTS
    path.write_bytes(path.read_bytes()[:10_000])
    with pytest.raises(EngineError, match=r"cannot be read: .*Fetch the file again"):
        read_images(choice)


def _damaged(folder: Path, tmp_path: Path, name: str, content: bytes | None) -> Path:
    """A copy by links in which one file is another, or missing."""
    for file in (folder / "cifar-10-batches-py").iterdir():
        if file.name != name:
            (tmp_path / file.name).symlink_to(file)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_a_missing_file_is_named(folder: Path, tmp_path: Path) -> None:
    message = _error(_damaged(folder, tmp_path, "data_batch_1", None))
    assert message == (
        f"{tmp_path / 'data_batch_1'} is missing. Fetch and unpack the whole archive again."
    )


def test_a_truncated_file_is_named(folder: Path, tmp_path: Path) -> None:
    whole = (folder / "cifar-10-batches-py" / "data_batch_1").read_bytes()
    message = _error(_damaged(folder, tmp_path, "data_batch_1", whole[: len(whole) // 2]))
    assert message.startswith(f"{tmp_path / 'data_batch_1'} was not read: it is damaged (")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"data": pixels(3, (3072,)), "labels": [0, 1, 2]}, "shape (3, 3072) and 3 labels; expect"),
        ({"data": pixels(3, (3072,))}, 'has no "labels"; it has data'),
        ({"data": pixels(10_000, (3072,)), "labels": [10] * 10_000}, "holds the label 10; allowed"),
        ({"data": pixels(10_000, (3072,)), "labels": ["a"] * 10_000}, "holds the label b'a'"),
        ({"data": [1], "labels": []}, "its data is not an array"),
        ({"data": np.zeros(3), "labels": []}, "is not one of bytes (uint8)"),
        ([1, 2], "it holds a list, not a dictionary"),
    ],
)
def test_what_a_file_must_hold(folder: Path, tmp_path: Path, values: Any, words: str) -> None:
    message = _error(_damaged(folder, tmp_path, "data_batch_1", python2_pickle(values)))
    assert str(tmp_path / "data_batch_1") in message
    assert words in message
    assert message.endswith("Fetch the file again, or choose another folder.")


def test_names_of_the_classes_are_counted(folder: Path, tmp_path: Path) -> None:
    meta = python2_pickle({"label_names": ["one"]})
    message = _error(_damaged(folder, tmp_path, "batches.meta", meta))
    assert "names 1 classes; expected 10" in message


class _Harm:
    """Would make a folder if its pickle were run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("protocol", [0, 2, 4, 5])
def test_a_pickle_that_means_harm_is_refused_and_not_run(
    folder: Path, tmp_path: Path, protocol: int
) -> None:
    target = tmp_path / "harm"
    content = pickle.dumps({"data": _Harm(target), "labels": []}, protocol=protocol)
    batches = tmp_path / "batches"
    batches.mkdir()
    message = _error(_damaged(folder, batches, "data_batch_1", content))
    assert not target.exists()
    assert "asks for posix.mkdir" in message or "asks for nt.mkdir" in message
    pickle.loads(content)
    assert target.exists(), "the pickle must be one that does harm"


@pytest.mark.parametrize(
    "content",
    [
        # the function that would build an array is handed a state and called with strange things
        b"cnumpy.core.multiarray\n_reconstruct\n}U\x01aU\x01bsb.",
        b"cnumpy\ndtype\n(U\x01OtRN}U\x05_makeNs\x86b.",
        b"cnumpy\ndtype\nN}U\x05_makeNs\x86b.",
        b"c_codecs\nencode\n(U\x01aU\x05rot13tR.",
        b"cbuiltins\neval\n(U\x011tR.",
        b"cnumpy\nload\n.",
        b"cnumpy.core.multiarray\nscalar\n.",
        b"\x80\x04\x8c\x02os\x8c\x06system\x93.",
        b"(i__builtin__\nfile\n.",
        b"P0\n.",
        b"\x80\x02}r\xff\xff\xff\x7f.",
        b"",
        b".",
        b"\xff",
        b"\x80\x02\x8a\x04\xff\xff\xff\xff.",
    ],
)
def test_strange_pickles_end_as_a_refusal(content: bytes) -> None:
    with pytest.raises(NotPlain):
        byte_array(read_plain_pickle(content).get("data"))


def test_pickles_of_python_3_are_read_too() -> None:
    array = pixels(2, (5,))
    for protocol in (0, 2, 4):
        values = read_plain_pickle(pickle.dumps({b"data": array, "n": [1]}, protocol=protocol))
        np.testing.assert_array_equal(byte_array(values["data"]), array)
        assert values["n"] == [1]
    columns = np.asfortranarray(array)
    again = byte_array(read_plain_pickle(pickle.dumps({"data": columns}, protocol=2))["data"])
    np.testing.assert_array_equal(again, array)


def test_where_it_is_looked_for_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r'CIFAR-10 was not found in .*source "full" to download'):
        read_images(DataConfig(dataset="cifar-10"))
    with pytest.raises(EngineError, match=r"holds no CIFAR-10. It must hold cifar-10-python.tar.g"):
        read_images(_config(tmp_path))
    with pytest.raises(EngineError, match=r"does not exist, so it holds no CIFAR-10"):
        read_images(_config(tmp_path / "nowhere"))


def test_a_download_fetches_the_archive_by_its_checksum(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FTD_STUDIO_DATA", str(tmp_path))
    asked: list[tuple[str, str]] = []

    def fetch(url: str, root: str, filename: str, md5: str) -> None:
        asked.append((url, md5))
        write_archive(Path(root) / filename, "cifar-10-batches-py", cifar_10_files(2))

    monkeypatch.setattr("torchvision.datasets.utils.download_url", fetch)
    with pytest.raises(EngineError, match=r"shape \(2, 3072\).*expected \(10000, 3072\)"):
        read_images(DataConfig(dataset="cifar-10", source="full"))
    (((url, md5)),) = asked
    assert url.startswith("https://") and md5 == "c58f30108f718f92721af3b95e74349a"
