"""CIFAR-10 and CIFAR-100 in their "python version": pickled batches in a folder or in the archive."""

import gzip
import struct
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from ftd_engine.data.raw_images import Constants, Labels, RawImages, Turn
from ftd_engine.data.sources.places import FETCH_AGAIN, find_published, not_found
from ftd_engine.data.sources.plain_pickle import (
    NotPlain,
    byte_array,
    read_plain_pickle,
    shown_value,
)
from ftd_engine.foreign_files import opened_file
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig

_SIZE_PX = 32
_MAX_FILE_BYTES = 256 << 20
_MAX_ARCHIVE_BYTES = _MAX_FILE_BYTES
_TOO_MUCH = f"it unpacks to more than {_MAX_ARCHIVE_BYTES:,} bytes; no CIFAR archive does"
CIFAR_10_CONSTANTS = Constants((0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010))
CIFAR_100_CONSTANTS = Constants((0.5071, 0.4866, 0.4409), (0.2673, 0.2564, 0.2762))


@dataclass(frozen=True, slots=True)
class _CifarSet:
    """What tells the two sets apart; images are counted per file."""

    title: str
    folder: str
    archive: str
    train_files: tuple[str, ...]
    test_file: str
    train_count: int
    test_count: int
    labels_key: str
    names_file: str
    names_key: str
    num_classes: int


_CIFAR_10 = _CifarSet(
    title="CIFAR-10",
    folder="cifar-10-batches-py",
    archive="cifar-10-python.tar.gz",
    train_files=tuple(f"data_batch_{number}" for number in range(1, 6)),
    test_file="test_batch",
    train_count=10_000,
    test_count=10_000,
    labels_key="labels",
    names_file="batches.meta",
    names_key="label_names",
    num_classes=10,
)
_CIFAR_100 = _CifarSet(
    title="CIFAR-100",
    folder="cifar-100-python",
    archive="cifar-100-python.tar.gz",
    train_files=("train",),
    test_file="test",
    train_count=50_000,
    test_count=10_000,
    labels_key="fine_labels",
    names_file="meta",
    names_key="fine_label_names",
    num_classes=100,
)


def load_cifar_10(config: DataConfig, turn: Turn) -> RawImages:
    """CIFAR-10, 50,000 and 10,000 images.

    Raises:
        EngineError: files are missing, damaged or of another size; names the file.
    """
    return _load(config, _CIFAR_10, CIFAR_10_CONSTANTS, turn)


def load_cifar_100(config: DataConfig, turn: Turn) -> RawImages:
    """CIFAR-100 with its 100 fine classes, in one of the field's two normalisations.

    Raises:
        EngineError: files are missing, damaged or of another size; names the file.
    """
    is_usual = config.normalisation == "usual"
    constants = CIFAR_100_CONSTANTS if is_usual else CIFAR_10_CONSTANTS
    return _load(config, _CIFAR_100, constants, turn)


def _load(config: DataConfig, facts: _CifarSet, constants: Constants, turn: Turn) -> RawImages:
    holds = f"{facts.archive}, or the folder {facts.folder} that is in it"

    def place_in(folder: Path) -> Path | None:
        return _place_in(folder, facts)

    def download(home: Path) -> None:
        # torchvision knows address and checksum; its own reader is not used, it unpickles anything
        from torchvision.datasets import (  # pyright: ignore[reportMissingTypeStubs]
            CIFAR10,
            CIFAR100,
        )
        from torchvision.datasets.utils import (  # pyright: ignore[reportMissingTypeStubs]
            download_url,
        )

        kind = CIFAR10 if facts is _CIFAR_10 else CIFAR100
        download_url(kind.url, str(home), filename=kind.filename, md5=kind.tgz_md5)

    place = find_published(config, facts.title, holds, place_in, download)
    if place is None:
        raise not_found(facts.title, holds, can_download=True)
    opened = _Batches(place, facts.folder)
    try:
        train: list[tuple[npt.NDArray[np.uint8], Labels]] = []
        for name in facts.train_files:
            turn()
            train.append(_batch(opened, name, facts.train_count, facts))
        turn()
        test_pixels, test_labels = _batch(opened, facts.test_file, facts.test_count, facts)
        class_names = _class_names(opened, facts)
    finally:
        opened.close()
    return RawImages(
        name=config.dataset,
        origin=f"full set in {place}",
        train_pixels=np.concatenate([pixels for pixels, _ in train]),
        train_labels=np.concatenate([labels for _, labels in train]),
        test_pixels=test_pixels,
        test_labels=test_labels,
        class_names=class_names,
        constants=constants,
    )


def _place_in(folder: Path, facts: _CifarSet) -> Path | None:
    """The folder of the batches or the archive, where one of them lies here."""
    if folder.is_file():
        return folder if folder.name == facts.archive else None
    names = (*facts.train_files, facts.test_file)
    for inside in (folder, folder / facts.folder):
        # CIFAR-100's file names are plain words: its meta file must be there to tell
        if (inside / facts.names_file).is_file() and any((inside / n).is_file() for n in names):
            return inside
    archive = folder / facts.archive
    return archive if archive.is_file() else None


class _Bounded:
    """A stream that ends in an error where it gives more than any CIFAR archive holds.

    The reader of archives takes what it calls a long name into memory, however long it is.
    """

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file = file
        self._left = _MAX_ARCHIVE_BYTES

    def read(self, size: int) -> bytes:
        """The next bytes.

        Raises:
            OSError: they are too many.
        """
        content = self._file.read(size)
        self._left -= len(content)
        if self._left < 0:
            raise OSError(_TOO_MUCH)
        return content


class _Batches:
    """The files of one set by name, in a folder or in the gzipped archive, which stays as it is."""

    def __init__(self, place: Path, folder: str) -> None:
        self._place = place
        self._folder = folder
        self._archive: dict[str, bytes] | None = None
        if place.is_file():
            self._archive = self._read_archive()

    def _read_archive(self) -> dict[str, bytes]:
        contents: dict[str, bytes] = {}
        total = 0
        try:
            # one pass: going back in a gzipped archive would unpack it again for every file
            with (
                opened_file(self._place) as file,
                gzip.open(file) as unpacked,
                # a stream needs no more than to be read
                tarfile.open(fileobj=cast("Any", _Bounded(unpacked)), mode="r|") as archive,
            ):
                for member in archive:
                    folder, _, name = member.name.removeprefix("./").rpartition("/")
                    # what a sparse file stands for is not in the archive
                    total += member.size
                    if total > _MAX_ARCHIVE_BYTES:
                        raise OSError(_TOO_MUCH)
                    if folder == self._folder and member.isfile():
                        inner = archive.extractfile(member)
                        assert inner is not None, name
                        contents[name] = inner.read()
        except (OSError, EOFError, ValueError, zlib.error, struct.error, tarfile.TarError) as error:
            raise EngineError(f"{self._place} cannot be read: {error}.", FETCH_AGAIN) from error
        return contents

    def where(self, name: str) -> str:
        """The file in words."""
        if self._archive is not None:
            return f"{self._folder}/{name} in {self._place}"
        return str(self._place / name)

    def content(self, name: str) -> bytes:
        """Bytes of one file.

        Raises:
            EngineError: missing, unreadable or far too large.
        """
        try:
            if self._archive is not None:
                return self._archive[name]
            with opened_file(self._place / name) as file:
                content = file.read(_MAX_FILE_BYTES + 1)
        except (KeyError, FileNotFoundError) as error:
            raise EngineError(
                f"{self.where(name)} is missing.", "Fetch and unpack the whole archive again."
            ) from error
        except OSError as error:
            raise EngineError(
                f"{self.where(name)} cannot be read: {error.strerror}.", FETCH_AGAIN
            ) from error
        if len(content) > _MAX_FILE_BYTES:
            raise EngineError(
                f"{self.where(name)} is larger than {_MAX_FILE_BYTES:,} bytes; no CIFAR file is.",
                FETCH_AGAIN,
            )
        return content

    def close(self) -> None:
        """Let go of the unpacked archive."""
        self._archive = None


def _dictionary(opened: _Batches, name: str, keys: tuple[str, ...]) -> dict[str, Any]:
    try:
        values = read_plain_pickle(opened.content(name))
    except NotPlain as error:
        raise EngineError(f"{opened.where(name)} was not read: {error}.", FETCH_AGAIN) from error
    missing = [key for key in keys if key not in values]
    if missing:
        raise EngineError(
            f'{opened.where(name)} has no "{missing[0]}"; it has {", ".join(sorted(values))}.',
            FETCH_AGAIN,
        )
    return values


def _batch(
    opened: _Batches, name: str, count: int, facts: _CifarSet
) -> tuple[npt.NDArray[np.uint8], Labels]:
    values = _dictionary(opened, name, ("data", facts.labels_key))
    where = opened.where(name)
    try:
        pixels = byte_array(values["data"])
    except NotPlain as error:
        raise EngineError(f"{where} was not read: {error}.", FETCH_AGAIN) from error
    labels = values[facts.labels_key]
    wanted = (count, 3 * _SIZE_PX * _SIZE_PX)
    found = len(cast("list[Any]", labels)) if isinstance(labels, list) else 0
    if pixels.shape != wanted or found != count:
        raise EngineError(
            f"{where} holds pixels of shape {pixels.shape} and {found:,} labels; expected "
            f"{wanted} and {count:,}.",
            FETCH_AGAIN,
        )
    numbers = cast("list[Any]", labels)
    wrong = next(
        (
            label
            for label in numbers
            if type(label) is not int or not 0 <= label < facts.num_classes
        ),
        None,
    )
    if wrong is not None:
        raise EngineError(
            f"{where} holds the label {shown_value(wrong)}; allowed are 0 to {facts.num_classes - 1}.",
            FETCH_AGAIN,
        )
    return pixels.reshape(count, 3, _SIZE_PX, _SIZE_PX), np.array(numbers, np.int64)


def _class_names(opened: _Batches, facts: _CifarSet) -> tuple[str, ...]:
    names = _dictionary(opened, facts.names_file, (facts.names_key,))[facts.names_key]
    listed = cast("list[Any]", names) if isinstance(names, list) else []
    # text of Python 2 comes as bytes
    found = [
        str(name, "latin1") if isinstance(name, bytes) else name
        for name in listed
        if isinstance(name, bytes | str)
    ]
    if len(found) != facts.num_classes:
        raise EngineError(
            f"{opened.where(facts.names_file)} names {len(found)} classes; expected "
            f"{facts.num_classes}.",
            FETCH_AGAIN,
        )
    return tuple(found)
