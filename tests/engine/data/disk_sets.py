"""Writes small or whole data sets in their exact layout on disk, with made-up pixels."""

import io
import struct
import tarfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

Bytes = npt.NDArray[np.uint8]

# ---------------------------------------------------------------- pickles as Python 2 wrote them


def python2_pickle(value: Any) -> bytes:
    """Protocol 2 with text as byte strings and arrays of bytes, as the CIFAR files are."""
    return b"\x80\x02" + _pickled(value) + b"."


def _pickled(value: Any) -> bytes:
    if value is None:
        return b"N"
    if isinstance(value, bool):
        return b"\x88" if value else b"\x89"
    if isinstance(value, int):
        return b"J" + struct.pack("<i", value)
    if isinstance(value, str):
        value = value.encode("latin1")
    if isinstance(value, bytes):
        return b"T" + struct.pack("<i", len(value)) + value
    if isinstance(value, tuple):
        return b"(" + b"".join(map(_pickled, value)) + b"t"
    if isinstance(value, list):
        return b"](" + b"".join(map(_pickled, value)) + b"e"
    if isinstance(value, dict):
        items = b"".join(_pickled(key) + _pickled(inner) for key, inner in value.items())
        return b"}(" + items + b"u"
    assert isinstance(value, np.ndarray)
    kind = b"cnumpy\ndtype\n" + _pickled((value.dtype.str[1:], 0, 1)) + b"R"
    kind += _pickled((3, "|", None, None, None, -1, -1, 0)) + b"b"
    made = b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n" + _pickled((0,))
    made += _pickled("b") + b"tR"
    state = b"(" + _pickled(1) + _pickled(value.shape) + kind + _pickled(False)
    return made + state + _pickled(value.tobytes()) + b"tb"


def pixels(count: int, shape: tuple[int, ...], seed: int = 0) -> Bytes:
    """Random bytes `[count, *shape]`."""
    return np.random.default_rng(seed).integers(0, 256, (count, *shape), np.uint8)


# ---------------------------------------------------------------- CIFAR


def cifar_10_files(per_file: int = 10_000) -> dict[str, bytes]:
    """Content of the files of `cifar-10-batches-py` by name."""
    names = [*(f"data_batch_{number}" for number in range(1, 6)), "test_batch"]
    files: dict[str, bytes] = {}
    for seed, name in enumerate(names):
        files[name] = python2_pickle(
            {
                "batch_label": name,
                "labels": [place % 10 for place in range(per_file)],
                "data": pixels(per_file, (3072,), seed),
                "filenames": [f"{place}.png" for place in range(per_file)],
            }
        )
    words = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship"]
    meta = {"num_cases_per_batch": 10_000, "label_names": [*words, "truck"], "num_vis": 3072}
    files["batches.meta"] = python2_pickle(meta)
    return files


def cifar_100_files() -> dict[str, bytes]:
    """Content of the files of `cifar-100-python` by name."""
    files: dict[str, bytes] = {}
    for seed, (name, count) in enumerate((("train", 50_000), ("test", 10_000))):
        files[name] = python2_pickle(
            {
                "filenames": ["a.png"] * count,
                "batch_label": "training batch 1 of 1",
                "fine_labels": [place % 100 for place in range(count)],
                "coarse_labels": [place % 20 for place in range(count)],
                # one image again and again packs quickly
                "data": np.resize(pixels(1, (3072,), seed), (count, 3072)),
            }
        )
    names = {
        "fine_label_names": [f"fine {label}" for label in range(100)],
        "coarse_label_names": [f"coarse {label}" for label in range(20)],
    }
    files["meta"] = python2_pickle(names)
    return files


def write_files(folder: Path, files: dict[str, bytes]) -> Path:
    """Write each into the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def write_archive(path: Path, folder: str, files: dict[str, bytes]) -> Path:
    """The files as the published archive, lightly packed."""
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        head = tarfile.TarInfo(folder)
        head.type = tarfile.DIRTYPE
        archive.addfile(head)
        for name, content in files.items():
            member = tarfile.TarInfo(f"{folder}/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


# ---------------------------------------------------------------- MATLAB 5


def _mat_element(kind: int, content: bytes) -> bytes:
    if len(content) <= 4:
        return struct.pack("<HH", kind, len(content)) + content.ljust(4, b"\0")
    return struct.pack("<II", kind, len(content)) + content + b"\0" * (-len(content) % 8)


def mat_array(name: str, array: npt.NDArray[Any], mat_class: int) -> bytes:
    """One array as an element of MATLAB 5; its numbers may be of a smaller kind than its class."""
    kind = {"u1": 2, "i4": 5, "f8": 9}[array.dtype.str[1:]]
    parts = [
        _mat_element(6, struct.pack("<II", mat_class, 0)),
        _mat_element(5, struct.pack(f"<{array.ndim}i", *array.shape)),
        _mat_element(1, name.encode()),
        _mat_element(kind, array.tobytes(order="F")),
    ]
    return _mat_element(14, b"".join(parts))


def mat_file(*elements: bytes, packed: bool = True) -> bytes:
    """A MATLAB 5 file of these elements, each packed as MATLAB does by default."""
    head = b"MATLAB 5.0 MAT-file, Platform: made for tests".ljust(124) + struct.pack("<H", 0x0100)
    if packed:
        packs = [zlib.compress(element, 1) for element in elements]
        elements = tuple(struct.pack("<II", 15, len(pack)) + pack for pack in packs)
    return head + b"IM" + b"".join(elements)


def svhn_file(count: int, seed: int = 0) -> bytes:
    """One file of SVHN with so many images; labels 1 to 10 in turn."""
    images = np.asfortranarray(pixels(count, (32, 32, 3), seed).transpose(1, 2, 3, 0))
    labels = np.array([[place % 10 + 1] for place in range(count)], np.uint8)
    return mat_file(mat_array("X", images, 9), mat_array("y", labels, 6))


# ---------------------------------------------------------------- pictures


def write_image(path: Path, array: Bytes) -> Path:
    """Write `[H, W]` or `[H, W, 3]` in the format of the name's ending; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(array).save(path)
    return path


def write_class_folders(
    root: Path, counts: dict[str, int], size_px: int = 8, seed: int = 0, ending: str = "png"
) -> Path:
    """Random colour images, a folder per class."""
    for number, (name, count) in enumerate(counts.items()):
        (root / name).mkdir(parents=True, exist_ok=True)
        for place, array in enumerate(pixels(count, (size_px, size_px, 3), seed * 97 + number)):
            write_image(root / name / f"{place:03d}.{ending}", array)
    return root


def write_tiny_imagenet(folder: Path, *, stock: bool, per_class: int = 1) -> Path:
    """All 200 classes with few images, in the layout of the archive or sorted into folders."""
    classes = [f"n{2_000_000 + 37 * label:08d}" for label in range(200)]
    image = pixels(1, (64, 64, 3))[0]
    lines: list[str] = []
    for label, name in enumerate(classes):
        shade = np.roll(image, label, axis=1)
        for place in range(per_class):
            write_image(folder / "train" / name / "images" / f"{name}_{place}.JPEG", shade)
        (folder / "train" / name / f"{name}_boxes.txt").write_text(f"{name}_0.JPEG\t0\t0\t63\t63\n")
        file = f"val_{label}.JPEG"
        inside = ("images", file) if stock else (name, "images", file)
        write_image(folder.joinpath("val", *inside), 255 - shade)
        lines.append(f"{file}\t{name}\t0\t32\t44\t62\n")
    if stock:
        # the published list is in no order
        (folder / "val" / "val_annotations.txt").write_text("".join(reversed(lines)))
    (folder / "wnids.txt").write_text("\n".join(reversed(classes)))
    words = "".join(f"{name}\tword {label}, other word\n" for label, name in enumerate(classes))
    (folder / "words.txt").write_text(words)
    return folder
