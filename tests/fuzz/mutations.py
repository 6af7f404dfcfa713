"""Changes a file at random, at its surface or inside its wrapping; the same seed makes the same change."""

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

_NUMBERS = (0, 1, 2, 3, 4, 7, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
_SNIPPETS = (
    *(b"null", b"true", b"-1", b"0", b"1e400", b"-1e400", b"NaN", b"Infinity", b"0.5", b'""'),
    *(
        b"[]",
        b"{}",
        b"[" * 300,
        b'{"a":' * 300,
        b"9" * 25,
        b"9" * 5000,
        b'"~nobody/x"',
        b'"a\\u0000b"',
    ),
    *(
        b"\\",
        b'"',
        b"'",
        b"\n",
        b"\r\n",
        b"\0",
        b"\xff\xfe",
        b"=",
        b".",
        b"a.b.c = 1\n",
        b"[a]\n",
        b"#",
    ),
    *(
        b"R",
        b"\x93",
        b"\x85",
        b"\x86",
        b"q\x00",
        b"h\x00",
        b"(",
        b"t",
        b".",
        b"}",
        b"s",
        b"cos\nsystem\n",
    ),
)


def mutated(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """The content with one to a few changes; some are made inside its wrapping, which is then mended."""
    inside = dice.random() < 0.6
    for matches, change in _WRAPPINGS if inside else ():
        if content.startswith(matches):
            try:
                return change(content, others, dice)
            except (ValueError, OSError, EOFError, zlib.error, zipfile.BadZipFile, struct.error):
                # the wrapping is broken already
                break
            except (NotImplementedError, RuntimeError, KeyError):
                break
    return _scrambled(content, others, dice)


def _scrambled(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        content = dice.choice(_CHANGES)(content, others, dice)
    return content


# ---------------------------------------------------------------- at the surface


def _place(content: bytes, dice: random.Random) -> int:
    # heads say more than the numbers after them
    end = len(content) if dice.random() < 0.5 else min(len(content), 256)
    return dice.randrange(end + 1)


def _flip(content: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    if not content:
        return b"\x00"
    place = min(_place(content, dice), len(content) - 1)
    return content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :]


def _number(content: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    place, width = _place(content, dice), dice.choice("BHIQ")
    number = dice.choice(_NUMBERS) & (1 << 8 * struct.calcsize(f"<{width}")) - 1
    packed = struct.pack(dice.choice("<>") + width, number)
    return content[:place] + packed + content[place + len(packed) :]


def _snippet(content: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    start = _place(content, dice)
    stop = start + dice.choice((0, 0, 1, 4, 12))
    return content[:start] + dice.choice(_SNIPPETS) + content[stop:]


def _cut(content: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _without(content: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    start = _place(content, dice)
    return content[:start] + content[start + dice.choice((1, 2, 4, 16, 64)) :]


def _again(content: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    start = _place(content, dice)
    part = content[start : start + dice.choice((1, 4, 16, 64))]
    return content[:start] + part * dice.choice((2, 3, 50)) + content[start:]


def _splice(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    other = dice.choice(others)
    return content[: _place(content, dice)] + other[_place(other, dice) :]


def _noise(content: bytes, _others: list[bytes], dice: random.Random) -> bytes:
    start = _place(content, dice)
    return content[:start] + dice.randbytes(dice.choice((1, 4, 32, 256))) + content[start:]


_Change = Callable[[bytes, list[bytes], random.Random], bytes]
_CHANGES: tuple[_Change, ...] = (
    *(_flip, _flip, _number, _number, _snippet, _snippet),
    *(_cut, _without, _again, _splice, _noise),
)


# ---------------------------------------------------------------- inside the wrapping


def _in_zip(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [
            (info.filename, archive.read(info))
            for info in archive.infolist()
            if info.file_size < 1 << 20
        ]
    if not entries:
        raise ValueError("nothing in it")
    changed = dice.randrange(len(entries))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for place, (name, inner) in enumerate(entries):
            # written under its own date, so that the same seed gives the same file
            info = zipfile.ZipInfo(name)
            archive.writestr(info, _scrambled(inner, others, dice) if place == changed else inner)
    return buffer.getvalue()


def _in_gzip(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    unpacked = zlib.decompressobj(31).decompress(content, 1 << 20)
    return gzip.compress(_scrambled(unpacked, others, dice), 1, mtime=0)


def _in_png(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    chunks: list[tuple[bytes, bytes]] = []
    place = 8
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8]
        chunks.append((kind, content[place + 8 : place + 8 + length]))
        place += 12 + length
    if not chunks:
        raise ValueError("no chunks")
    changed = dice.randrange(len(chunks))
    kind, inner = chunks[changed]
    if kind == b"IDAT" and dice.random() < 0.7:
        inner = zlib.compress(_scrambled(zlib.decompress(inner), others, dice))
    else:
        inner = _scrambled(inner, others, dice)
    chunks[changed] = kind, inner
    return content[:8] + b"".join(
        struct.pack(">I", len(inner)) + kind + inner + struct.pack(">I", zlib.crc32(kind + inner))
        for kind, inner in chunks
    )


_WRAPPINGS: tuple[tuple[bytes, _Change], ...] = (
    (b"PK\x03\x04", _in_zip),
    (b"\x1f\x8b", _in_gzip),
    (b"\x89PNG\r\n\x1a\n", _in_png),
)


def in_safetensors(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """The content with a changed head of which it says the right length."""
    (length,) = struct.unpack("<Q", content[:8])
    head = _scrambled(content[8 : 8 + length], others, dice)
    return struct.pack("<Q", len(head)) + head + content[8 + length :]
