"""The engine's cache on disk: decoded images and whitening matrices, within a stated size.

Everything in it can be computed again, so a cache that cannot be written is no error.
"""

import contextlib
import logging
import os
import shutil
import time
from collections.abc import Generator
from pathlib import Path

from ftd_engine.user_folders import cache_folder
from ftd_engine.whole_files import written_aside

LIMIT_BYTES = 8 << 30
"""All cached files together; the least recently used go first."""

LEFT_FREE_BYTES = 256 << 20
"""The cache never takes the last of a disk."""

UNFINISHED_KEPT_S = 24 * 3600.0

_logger = logging.getLogger(__name__)


def find_cached(name: str) -> Path | None:
    """The cached file of this name, now the most recently used one, or None."""
    path = cache_folder() / name
    if not path.is_file():
        return None
    with contextlib.suppress(OSError):
        # a read-only cache still serves
        os.utime(path)
    return path


def forget(path: Path) -> None:
    """Drop a cached file that turned out to be damaged."""
    with contextlib.suppress(OSError):
        path.unlink()


@contextlib.contextmanager
def room_in_cache(name: str, need_bytes: int) -> Generator[Path | None]:
    """A place to write a file of this size to, cached when the block ends well.

    Gives None where the file is larger than the whole cache or the disk refuses; the caller then
    does without. An `OSError` inside the block is the caller's to handle.
    """
    path = cache_folder() / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        has_room = _make_room(path.parent, need_bytes)
        if shutil.disk_usage(path.parent).free < need_bytes + LEFT_FREE_BYTES:
            _logger.info("the disk of %s is nearly full; %d bytes not cached", path, need_bytes)
            has_room = False
    except OSError as error:
        _logger.info("no cache in %s: %s", path.parent, error)
        has_room = False
    if not has_room:
        yield None
        return
    with written_aside(path) as part:
        yield part


def _make_room(folder: Path, need_bytes: int) -> bool:
    """Delete the least recently used files until the new one fits into the limit."""
    if need_bytes > LIMIT_BYTES:
        return False
    files: list[tuple[float, int, Path]] = []
    for path in folder.iterdir():
        if not path.is_file():
            continue
        stat = path.stat()
        if not path.name.startswith("."):
            files.append((stat.st_mtime, stat.st_size, path))
        elif time.time() - stat.st_mtime > UNFINISHED_KEPT_S:
            # an engine that was killed left it; younger ones may still be written to
            forget(path)
    total = sum(size for _, size, _ in files)
    for _, size, path in sorted(files):
        if total + need_bytes <= LIMIT_BYTES:
            break
        # a map of it that is open elsewhere stays valid where the system allows the deletion
        with contextlib.suppress(OSError):
            path.unlink()
            total -= size
    return total + need_bytes <= LIMIT_BYTES
