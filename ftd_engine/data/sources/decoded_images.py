"""Many image files as one array, decoded once and then kept in the cache on disk."""

import contextlib
import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tokenize import TokenError
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from ftd_engine.data.disk_cache import find_cached, forget, room_in_cache
from ftd_engine.data.findings import DataRefused, Finding, refuse_errors, size_change, some_of
from ftd_engine.data.raw_images import Turn
from ftd_engine.data.sources.image_files import BadImage, Channels, decode_image, is_grey
from ftd_engine.foreign_files import read_at_most
from ftd_engine.runtime import EngineError, available_memory_bytes

_VERSION = 1
"""Of the way from file to array; another number leaves all that was cached aside."""

_CHUNK = 256
_MAX_THREADS = 16

_T = TypeVar("_T")
_Bytes = npt.NDArray[np.uint8]
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the files are to be decoded.

    Attributes:
        size_px: width and height they are squashed to; 0 takes them as they are.
        must_be_px: width and height they must have where they are taken as they are; 0 takes
            those of the first file.
        channels: 1 or 3, or 0 for grey only where all files are grey.
        size_cure: what to do where sizes differ.
        is_own: they are the user's own, for which there are settings that cure.
    """

    size_px: int
    must_be_px: int = 0
    channels: int = 3
    size_cure: str = "Fetch the files again."
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the files hold.

    Attributes:
        pixels: `[N, C, H, W]` in the order of the files; a read-only map of the cached file, or in
            memory where it could not be cached.
        came_from_cache: True where no file was decoded.
        findings: what was noticed, none of it an error.
    """

    pixels: _Bytes
    came_from_cache: bool
    findings: tuple[Finding, ...]


class DamagedFiles(DataRefused):
    """Some files cannot be decoded.

    Attributes:
        reasons: name and reason of each, by its position in the list.
    """

    def __init__(self, findings: tuple[Finding, ...], reasons: dict[int, str]) -> None:
        super().__init__(findings)
        self.reasons = reasons


def decoded_images(root: Path, paths: list[Path], wanted: Wanted, turn: Turn) -> Decoded:
    """All images of a list, from the cache where no file has changed since.

    Args:
        root: folder that the names in messages are relative to.
        paths: the files, at least one.
        wanted: sizes and channels.
        turn: called every few hundred images.

    Raises:
        DamagedFiles: some files cannot be decoded; names them.
        DataRefused: their sizes differ.
        EngineError: the array fits neither disk nor memory.
    """
    key = fingerprint_of(root, paths, wanted)
    cached = _from_cache(key, len(paths))
    if cached is not None:
        return cached
    channels, findings = _chosen_channels(root, paths, wanted, turn)
    first = _first_shape(root, paths, wanted, channels)
    shape = (len(paths), *first)
    need_bytes = int(np.prod(shape))
    name = f"{key}.npy"
    try:
        with room_in_cache(name, need_bytes + 4096) as part:
            if part is not None:
                target = np.lib.format.open_memmap(part, "w+", np.uint8, shape)
                _reserve(part)
                _fill(target, root, paths, wanted, channels, turn)
                target.flush()
                del target
                _write_findings(key, findings)
        if part is not None:
            stored = _from_cache(key, len(paths))
            if stored is not None:
                return Decoded(stored.pixels, False, findings)
    except OSError as error:
        _logger.info("decoded images are not cached: %s", error)
    if need_bytes > available_memory_bytes():
        raise EngineError(
            f"{len(paths):,} images of {shape[1:]} need {need_bytes / 1e9:.1f} GB; the cache folder "
            f"does not take them and {available_memory_bytes() / 1e9:.1f} GB of memory are free.",
            "Free disk space, lower the image size, or use fewer images.",
        )
    pixels = np.empty(shape, np.uint8)
    _fill(pixels, root, paths, wanted, channels, turn)
    missing = Finding(
        "note", "The decoded images could not be kept on disk; the next start decodes them again."
    )
    return Decoded(pixels, False, (*findings, missing))


def _reserve(path: Path) -> None:
    """Take the whole file's place on disk now: a map that finds the disk full ends the process."""
    if hasattr(os, "posix_fallocate"):
        with path.open("rb+") as file:
            os.posix_fallocate(file.fileno(), 0, path.stat().st_size)


def fingerprint_of(root: Path, paths: list[Path], wanted: Wanted) -> str:
    """What these files are cached under: their names, sizes and times, and how they are decoded.

    Their content is not looked at.
    """
    digest = hashlib.sha256()
    facts = (_VERSION, str(root.resolve()), wanted.size_px, wanted.must_be_px, wanted.channels)
    digest.update(repr(facts).encode())
    for path in paths:
        name = os.path.relpath(path, root)
        size = changed_ns = 0
        # a link to nothing is told with its reason when it is decoded
        with contextlib.suppress(OSError):
            stat = path.stat()
            size, changed_ns = stat.st_size, stat.st_mtime_ns
        digest.update(f"{name}\0{size}\0{changed_ns}\n".encode("utf-8", "surrogateescape"))
    return f"images-{digest.hexdigest()[:40]}"


def _from_cache(key: str, count: int) -> Decoded | None:
    path = find_cached(f"{key}.npy")
    if path is None:
        return None
    try:
        pixels = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError, TypeError, RuntimeError, TokenError) as error:
        _logger.info("%s is damaged: %s", path, error)
        forget(path)
        return None
    if pixels.dtype != np.uint8 or pixels.ndim != 4 or len(pixels) != count:
        forget(path)
        return None
    return Decoded(pixels, True, _read_findings(key))


def _write_findings(key: str, findings: tuple[Finding, ...]) -> None:
    """Keep what was noticed, so that a start from the cache says the same."""
    rows = [[finding.level, finding.sentence, finding.cure] for finding in findings]
    content = json.dumps(rows).encode()
    with room_in_cache(f"{key}.json", len(content)) as part:
        if part is not None:
            part.write_bytes(content)


def _read_findings(key: str) -> tuple[Finding, ...]:
    path = find_cached(f"{key}.json")
    if path is None:
        return ()
    with contextlib.suppress(OSError, ValueError, TypeError, RecursionError):
        return tuple(Finding(*row) for row in json.loads(read_at_most(path, 1 << 20)))
    return ()


def _first_shape(
    root: Path, paths: list[Path], wanted: Wanted, channels: Channels
) -> tuple[int, int, int]:
    size_px = wanted.size_px or wanted.must_be_px
    if size_px:
        return channels, size_px, size_px
    problems: list[str] = []
    for path in paths:
        try:
            height, width = decode_image(path, 0, channels).shape[1:]
        except BadImage as problem:
            problems.append(f"{os.path.relpath(path, root)} {problem}")
            continue
        return channels, height, width
    refuse_errors((_unreadable(problems, paths[0].parent, is_own=False),))
    raise AssertionError(problems)


def _unreadable(problems: list[str], folder: Path, is_own: bool) -> Finding:
    files = "1 file" if len(problems) == 1 else f"{len(problems):,} files"
    return Finding(
        "error",
        f"{files} cannot be used as images: {some_of(problems)}.",
        f"Delete or replace them{', or leave them out' if is_own else ''}.",
        ("data.damaged", "leave-out") if is_own else None,
        str(folder),
    )


def _fill(
    target: _Bytes,
    root: Path,
    paths: list[Path],
    wanted: Wanted,
    channels: Channels,
    turn: Turn,
) -> None:
    """Decode every file into its place; the decoders run beside each other.

    Raises:
        DamagedFiles: some files cannot be decoded.
        DataRefused: their sizes differ.
    """
    shape = target.shape[1:]
    problems: dict[int, str] = {}
    odd_sizes: list[str] = []
    folders: dict[str, Path] = {}

    def decode(place: int) -> str | tuple[int, ...]:
        try:
            pixels = decode_image(paths[place], wanted.size_px, channels)
        except BadImage as problem:
            return str(problem)
        if pixels.shape != shape:
            return pixels.shape
        target[place] = pixels
        return ""

    for place, answer in _each(decode, len(paths), turn):
        name = os.path.relpath(paths[place], root)
        if isinstance(answer, tuple):
            odd_sizes.append(f"{name} ({answer[2]} × {answer[1]})")
            folders.setdefault("odd", paths[place].parent)
        elif answer:
            problems[place] = f"{name} {answer}"
            folders.setdefault("bad", paths[place].parent)
    errors: list[Finding] = []
    if problems:
        errors.append(_unreadable(list(problems.values()), folders["bad"], wanted.is_own))
    if odd_sizes:
        images = "1 image is" if len(odd_sizes) == 1 else f"{len(odd_sizes):,} images are"
        sentence = f"{images} not {shape[2]} × {shape[1]} pixels: {some_of(odd_sizes)}."
        change = size_change(shape[1:]) if wanted.is_own else None
        errors.append(Finding("error", sentence, wanted.size_cure, change, str(folders["odd"])))
    if problems:
        raise DamagedFiles(tuple(errors), problems)
    refuse_errors(tuple(errors))


def _each(work: Callable[[int], _T], count: int, turn: Turn) -> Iterator[tuple[int, _T]]:
    """Answers in order, worked out beside each other."""
    threads = min(_MAX_THREADS, os.cpu_count() or 1)
    with ThreadPoolExecutor(threads, thread_name_prefix="decode") as pool:
        for start in range(0, count, _CHUNK):
            turn(start, count)
            places = range(start, min(start + _CHUNK, count))
            yield from zip(places, pool.map(work, places), strict=True)


def _chosen_channels(
    root: Path, paths: list[Path], wanted: Wanted, turn: Turn
) -> tuple[Channels, tuple[Finding, ...]]:
    if wanted.channels:
        return (3 if wanted.channels == 3 else 1), ()

    def looked_at(place: int) -> bool | None:
        try:
            return is_grey(paths[place])
        except BadImage:
            # told with its reason when it is decoded
            return None

    grey: list[str] = []
    colour = 0
    for place, answer in _each(looked_at, len(paths), turn):
        if answer:
            grey.append(os.path.relpath(paths[place], root))
        elif answer is not None:
            colour += 1
    if colour == 0:
        return 1, ()
    if not grey:
        return 3, ()
    mixed = Finding(
        "warning",
        f"{len(grey):,} images are grey and {colour:,} are in colour: {some_of(grey)}.",
        "All are taken as colour. Make all of one kind if that is not meant.",
    )
    return 3, (mixed,)
