"""The files: pickles that run something, bombs, lies about sizes, and things that are no files."""

# pyright: reportPrivateUsage=false

import gzip
import io
import json
import os
import pickle
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from tests.hostile.readers import LABELS, images, npz_bytes, snapshot_arrays, torch_bytes

BOMB_BYTES = 3 << 30
"""What a bomb unpacks to."""

Make = Callable[[Path], None]


class _Runs:
    """Has a function called where its pickle is loaded."""

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self._call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return self._call


def pickles(marker: Path) -> dict[str, bytes]:
    """Pickles that make the marker where a careless reader loads them."""
    command = f"touch {marker}"
    words = f"__import__('pathlib').Path({str(marker)!r}).touch()"
    text = command.encode()
    short = b"\x8c" + bytes([len(text)]) + text
    return {
        "system-0": pickle.dumps(_Runs(os.system, command), protocol=0),
        "system-2": pickle.dumps(_Runs(os.system, command), protocol=2),
        "eval-4": pickle.dumps(_Runs(eval, words), protocol=4),
        "eval-in-data-2": pickle.dumps({"data": _Runs(eval, words), "labels": []}, protocol=2),
        "exec-5": pickle.dumps([_Runs(exec, words)], protocol=5),
        "stack-global": b"\x80\x04\x8c\x05posix\x8c\x06system\x93" + short + b"\x85R.",
        "inst": b"(S'" + text + b"'\niposix\nsystem\n.",
        "obj": b"(cposix\nsystem\nS'" + text + b"'\no.",
        # a permitted function is handed the forbidden one as if it were data
        "through-state": b"\x80\x02ccollections\nOrderedDict\n)R}X\x01\x00\x00\x00acposix\nsystem\nsb.",
    }


def deep_pickles() -> dict[str, bytes]:
    """Pickles without any name whose mere loading ends or stops the process."""
    doubled = b"".join(b"q" + bytes([n]) + b"h" + bytes([n]) + b"\x86" for n in range(60))
    return {
        "deep-tuple-key": b"\x80\x02})" + b"\x85" * 1_000_000 + b"K\x01s.",
        "doubled-tuple-key": b"\x80\x02})" + doubled + b"K\x01s.",
        "deep-lists": b"\x80\x02" + b"]" * 100_000 + b"a" * 99_999 + b".",
        "far-memo": b"\x80\x02}r\xff\xff\xff\x7f.",
        "long-string": b"\x80\x04\x8e" + struct.pack("<Q", 1 << 62) + b"x.",
        "many-digits": b"L" + b"9" * 200_000 + b"L\n.",
    }


def in_torch_file(content: bytes) -> bytes:
    """A file of `torch.save` with another pickle in it."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(torch_bytes([LABELS]))) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for entry in source.infolist():
            is_pickle = entry.filename.endswith("data.pkl")
            target.writestr(entry.filename, content if is_pickle else source.read(entry))
    return buffer.getvalue()


def in_torch_file_beside_a_decoy(content: bytes) -> bytes:
    """As above, with a harmless pickle under the name that Python's reader of archives looks for."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(torch_bytes([LABELS]))) as source,
        zipfile.ZipFile(buffer, "w") as target,
    ):
        for entry in source.infolist():
            if entry.filename == "archive/data.pkl":
                target.writestr("archive/DATA.PKL", content)
                target.writestr("archive/decoy/data.pkl", source.read(entry))
            else:
                target.writestr(entry.filename, source.read(entry))
    return buffer.getvalue()


def npy_head(dtype: str, shape: tuple[int, ...]) -> bytes:
    """The head of an `.npy` file."""
    text = f"{{'descr': {dtype!r}, 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


def zip_of(entries: dict[str, bytes]) -> bytes:
    """A plain zip archive; names are taken as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _zeros(wbits: int, first: bytes = b"", total: int = BOMB_BYTES) -> bytes:
    """So many zeros, packed a thousandfold, after some first bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    head = packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    chunk = packer.compress(bytes(1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + chunk * (total >> 24) + packer.flush()


def zip_bomb(name: str, claimed: int) -> bytes:
    """An archive of one packed file of zeros that says another size."""
    packed = _zeros(-15, npy_head("<f4", (1 << 30,)))
    text = name.encode()
    sizes = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(packed), claimed, len(text), 0)
    local = b"PK\x03\x04" + sizes + text + packed
    listed = b"PK\x01\x02\x14\x00" + sizes + bytes(14) + text
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), len(local), 0)
    return local + listed + end


def crowded_zip() -> bytes:
    """An archive that lists half a million files and holds none."""
    one = b"PK\x01\x02\x14\x00" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0)
    listed = (one + bytes(14) + b"x") * 500_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(listed), 0, 0)
    return listed + end


def safetensors_of(head: object, data: bytes = b"", length: int | None = None) -> bytes:
    """A safetensors file of this head, whether or not the two agree."""
    text = head if isinstance(head, bytes) else json.dumps(head).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + data


def png_of(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG that says this size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", head), *(chunk(*each) for each in chunks), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def contents(marker: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents of all files that are files."""
    yield "empty", b""
    yield "one-byte", b"\x80"
    yield "zeros", bytes(4096)
    yield "noise", np.random.default_rng(0).bytes(4096)
    for name, content in {**pickles(marker), **deep_pickles()}.items():
        yield f"pickle/{name}", content
        yield f"torch/{name}", in_torch_file(content)
        yield f"decoy/{name}", in_torch_file_beside_a_decoy(content)
        yield f"npy/{name}", npy_head("|O", (1,)) + content
        yield f"npz/{name}", zip_of({"images.npy": npy_head("|O", (1,)) + content})
    yield from _archives()
    yield from _sets()
    yield from _heads()
    yield from _texts()
    yield from _pictures()
    yield from _data_sets()


def _archives() -> Iterator[tuple[str, bytes]]:
    yield "zip/bomb", zip_bomb("labels.npy", 3_221_225_600)
    yield "zip/bomb-that-lies", zip_bomb("labels.npy", 1000)
    yield "zip/bomb-data.pkl", zip_bomb("archive/data.pkl", 3_221_225_600)
    yield "zip/crowded", crowded_zip()
    outside = {"/escaped.npy": b"x", "../../escaped.npy": b"x", "..\\escaped/data.pkl": b"x"}
    yield "zip/names-outside", zip_of(outside)
    yield "zip/cut-off", npz_bytes(**snapshot_arrays())[:-40]
    yield "torch/packed", _repacked(torch_bytes([torch.zeros(64, 1, 64, 64), LABELS]))
    yield "torch/legacy", torch_bytes([images()], _use_new_zipfile_serialization=False)
    legacy = pickle.dumps(119547037146038801333356) + pickle.dumps(1001) + pickle.dumps({})
    yield "torch/legacy-claim", legacy + pickle.dumps([]) + pickle.dumps(["0"] * 10)


def _repacked(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))
    return buffer.getvalue()


def _sets() -> Iterator[tuple[str, bytes]]:
    nan, inf = images().fill_(float("nan")), images().fill_(float("inf"))
    for name, pixels, labels in (
        ("nan", nan, LABELS),
        ("inf", inf, LABELS),
        ("negative-labels", images(), LABELS - 1),
        ("large-labels", images(), LABELS + 2**40),
        ("float-labels", images(), LABELS / 3),
        ("byte-images", images().to(torch.uint8), LABELS),
        ("complex", images().to(torch.complex64), LABELS),
        ("wrong-shape", images()[0], LABELS),
        ("no-images", images()[:0], LABELS[:0]),
        ("expanded", torch.zeros(1).expand(2**40, 1, 1, 1), LABELS),
        ("sparse", images().to_sparse(), LABELS),
        ("none", None, None),
        ("huge-number", 10**400, LABELS),
    ):
        yield f"torch/{name}", torch_bytes({"images": pixels, "labels": labels})
    whole = snapshot_arrays()
    for name, change in {
        "nan-count": {"iteration": np.array(float("nan"))},
        "inf-count": {"iteration": np.array(float("inf"))},
        "negative-labels": {"labels": np.array([-1, 0, 1, 1])},
        "nan-labels": {"labels": np.array([np.nan] * 4)},
        "text": {"images_raw": np.array(["a"] * 4)},
        "dates": {"labels": np.array(["2020"] * 4, "datetime64[Y]")},
        "complex": {"images_raw": whole["images_raw"].astype(np.complex64)},
        "flat": {"images_raw": np.zeros(4, np.float32)},
    }.items():
        yield f"npz/{name}", npz_bytes(**{**whole, **change})
    for name, head in {
        "claim": npy_head("<f4", (10**12,)),
        "negative": npy_head("<f4", (-1, 4)),
        "void": npy_head("|V2147483647", (2,)),
        "nested-head": b"\x93NUMPY\x01\x00" + struct.pack("<H", 9000) + b"(" * 9000,
        "minus-head": b"\x93NUMPY\x01\x00" + struct.pack("<H", 9000) + b"-" * 8999 + b"1",
    }.items():
        yield f"npz/{name}", zip_of({"labels.npy": head, "images.npy": head})
    claim = pickle.dumps({"data": 1}, protocol=2)
    yield "torch/no-tensors", in_torch_file(claim)


def _heads() -> Iterator[tuple[str, bytes]]:
    def tensor(start: int, stop: int, **facts: Any) -> dict[str, Any]:
        return {"dtype": "F32", "shape": [1], "data_offsets": [start, stop], **facts}

    yield "safetensors/endless-head", safetensors_of(b"{}", length=(1 << 63) - 1)
    yield "safetensors/large-head", safetensors_of(b" " * (17 << 20) + b"{}")
    yield "safetensors/beyond", safetensors_of({"images": tensor(0, 1 << 40)}, bytes(4))
    overlap = {"images": tensor(0, 4), "labels": tensor(0, 4)}
    yield "safetensors/overlap", safetensors_of(overlap, bytes(4))
    yield "safetensors/gap", safetensors_of({"images": tensor(4, 8)}, bytes(8))
    yield "safetensors/backwards", safetensors_of({"images": tensor(4, 0)}, bytes(4))
    yield "safetensors/negative", safetensors_of({"images": tensor(-4, 0)}, bytes(4))
    wide = tensor(0, 4, shape=[1 << 40, 1 << 40])
    yield "safetensors/overflow", safetensors_of({"images": wide}, bytes(4))
    yield "safetensors/kind", safetensors_of({"images": tensor(0, 4, dtype="F99")}, bytes(4))
    yield "safetensors/deep", safetensors_of(b'{"images":' + b"[" * 100_000)
    yield "safetensors/list", safetensors_of([1, 2])
    nan = np.full((4, 1, 8, 8), np.nan, np.float32).tobytes()
    head = {
        "images": {"dtype": "F32", "shape": [4, 1, 8, 8], "data_offsets": [0, 1024]},
        "labels": {"dtype": "I64", "shape": [4], "data_offsets": [1024, 1056]},
    }
    yield "safetensors/nan", safetensors_of(head, nan + bytes(32))


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "json/deep-lists", b"[" * 200_000
    yield "json/deep-tables", b'{"a":' * 200_000
    yield "json/huge-number", b'{"format":"ftd-studio set","syn_lr":' + b"9" * 200_000 + b"}"
    yield "json/huge-float", b'{"seq":1e400,"time_s":-1e400,"v":1e400}'
    yield "json/endless-line", b'{"seq":0,"' + b"x" * (20 << 20)
    yield "json/wrong-kinds", json.dumps({"format": [], "sha256": [], "v": {}}).encode()
    sums = {"format": "ftd-studio set", "sha256": {"set.pt": [1]}, "experiment": {"data": [[]]}}
    yield "json/wrong-inside", json.dumps(sums).encode()
    yield "toml/deep-keys", b"a." * 400_000 + b"b = 1"
    yield "toml/deep-lists", b"a = " + b"[" * 100_000
    yield "toml/deep-tables", b"a = " + b"{a = " * 100_000
    yield "toml/huge-number", b"seed = 0x" + b"f" * 100_000
    yield "toml/many-digits", b"seed = " + b"9" * 100_000
    yield "toml/infinite", b"[distill]\nimage_lr = inf\n"
    yield "toml/large", b"# " + b"x" * (2 << 20)
    yield "text/not-utf-8", b"name = '\xff\xfe'"


def _pictures() -> Iterator[tuple[str, bytes]]:
    yield "png/claims-10-gigapixels", png_of(100_000, 100_000)
    yield "png/claims-and-packs", png_of(30_000, 30_000, (b"IDAT", _zeros(15)))
    yield "png/text-bomb", png_of(8, 8, (b"zTXt", b"a\0\0" + _zeros(15)), (b"IDAT", b""))
    yield "png/no-data", png_of(8, 8)
    yield "png/profile-bomb", png_of(8, 8, (b"iCCP", b"a\0\0" + _zeros(15)), (b"IDAT", b""))
    yield "ppm/claims", b"P6 99999 99999 255\n" + bytes(10)
    yield (
        "gif/claims",
        b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0",
    )
    yield "tiff/circle", b"II*\0\x08\0\0\0" + b"\x00\x00\x08\0\0\0" * 4
    yield (
        "bmp/claims",
        b"BM" + struct.pack("<IIIIiiHHIIiiII", 99, 0, 54, 40, 99999, -99999, 1, 24, *bytes(6)),
    )
    yield "jpeg/cut-off", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


def _data_sets() -> Iterator[tuple[str, bytes]]:
    yield "idx/claims", struct.pack(">4i", 2051, 2**31 - 1, 2**31 - 1, 2**31 - 1)
    yield "idx/negative", struct.pack(">4i", 2051, -6, -4, 4) + bytes(96)
    yield (
        "gzip/bomb",
        b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + _zeros(-15, struct.pack(">4i", 2051, 6, 4, 4)),
    )
    yield "gzip/endless-name", b"\x1f\x8b\x08\x08\0\0\0\0\0\x03" + b"n" * (8 << 20)
    yield "gzip/empty-parts", gzip.compress(b"", mtime=0) * 200_000
    yield "tar/endless-name", _tar_bomb(b"L")
    yield "tar/endless-facts", _tar_bomb(b"x")
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name in ("../../escaped", "/escaped", "cifar-10-batches-py/../../escaped"):
            member = tarfile.TarInfo(name)
            member.size = 1
            archive.addfile(member, io.BytesIO(b"x"))
        link = tarfile.TarInfo("cifar-10-batches-py/data_batch_1")
        link.type, link.linkname = tarfile.SYMTYPE, "/dev/zero"
        archive.addfile(link)
    yield "tar/names-outside", buffer.getvalue()
    head = b"MATLAB 5.0 MAT-file".ljust(124) + struct.pack("<H", 0x0100) + b"IM"
    packed = _zeros(15)
    yield "mat/bomb", head + struct.pack("<II", 15, len(packed)) + packed
    yield "mat/many-parts", head + zlib_element(struct.pack("<II", 14, 80 << 20) + bytes(80 << 20))
    parts = struct.pack("<IIII", 6, 8, 9, 0) + struct.pack("<II", 5, 40 << 20) + bytes(40 << 20)
    parts += struct.pack("<HHI", 1, 1, ord("X")) + struct.pack("<HHI", 2, 1, 0)
    yield "mat/many-lengths", head + zlib_element(struct.pack("<II", 14, len(parts)) + parts)


def zlib_element(content: bytes) -> bytes:
    """A packed element of MATLAB 5."""
    packed = zlib.compress(content, 1)
    return struct.pack("<II", 15, len(packed)) + packed


def _tar_bomb(kind: bytes) -> bytes:
    """An archive whose first entry is said to have a name, or facts, of three gigabytes."""
    member = tarfile.TarInfo("././@LongLink")
    member.type, member.size = kind, BOMB_BYTES
    head = member.tobuf(tarfile.GNU_FORMAT)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + _zeros(-15, head)


# ---------------------------------------------------------------- no files at all


def special_files() -> dict[str, Make]:
    """Things that lie where a file is expected, by how they are made."""
    return {
        "special/folder": lambda path: path.mkdir(),
        "special/pipe": os.mkfifo,
        "special/endless-device": lambda path: path.symlink_to("/dev/zero"),
        "special/circle": lambda path: path.symlink_to(path.name),
        "special/nowhere": lambda path: path.symlink_to("nowhere"),
        "special/link-to-folder": lambda path: path.symlink_to(path.parent),
    }


def _lay(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def hostile_files(marker: Path) -> Iterator[tuple[str, Make]]:
    """Names of all hostile files, and how each is laid at a path."""
    for name, content in contents(marker):
        yield name, partial(_lay, content)
    yield from special_files().items()
