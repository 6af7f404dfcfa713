"""Image files of which the damaged ones are left out, where the user wishes so; they stay on disk."""

import contextlib
import json
import logging
from pathlib import Path

import numpy as np

from ftd_engine.data.disk_cache import find_cached, room_in_cache
from ftd_engine.data.findings import Finding, some_of
from ftd_engine.data.raw_images import Turn
from ftd_engine.data.sources.decoded_images import (
    DamagedFiles,
    Decoded,
    Wanted,
    decoded_images,
    fingerprint_of,
)
from ftd_engine.data.sources.test_part import Places
from ftd_engine.foreign_files import read_at_most

MAX_LIST_BYTES = 16 << 20

_logger = logging.getLogger(__name__)


def sound_images(
    root: Path, paths: list[Path], wanted: Wanted, turn: Turn
) -> tuple[Decoded, Places]:
    """All images of a list that can be decoded, and their positions in it.

    Which ones cannot is kept in the cache, so that the next start need not try them again.

    Raises:
        DataRefused: none can be decoded, or their sizes differ.
        EngineError: the array fits neither disk nor memory.
    """
    name = f"{fingerprint_of(root, paths, wanted)}-damaged.json"
    known = _known_damage(name, len(paths))
    if known is None:
        try:
            return decoded_images(root, paths, wanted, turn), np.arange(len(paths))
        except DamagedFiles as refused:
            if len(refused.reasons) == len(paths):
                raise
            known = refused.reasons
            _keep(name, known)
    kept = np.array([place for place in range(len(paths)) if place not in known], np.int64)
    decoded = decoded_images(root, [paths[place] for place in kept], wanted, turn)
    files = "1 file is" if len(known) == 1 else f"{len(known):,} files are"
    left_out = Finding(
        "warning",
        f"{files} damaged and left out: {some_of(list(known.values()))}.",
        "Replace them if they matter.",
        folder=str(paths[min(known)].parent),
    )
    return Decoded(decoded.pixels, decoded.came_from_cache, (left_out, *decoded.findings)), kept


def _known_damage(name: str, count: int) -> dict[int, str] | None:
    path = find_cached(name)
    if path is None:
        return None
    with contextlib.suppress(OSError, ValueError, TypeError, RecursionError, AttributeError):
        known = {
            int(place): str(reason)
            for place, reason in json.loads(read_at_most(path, MAX_LIST_BYTES)).items()
        }
        if known and all(0 <= place < count for place in known) and len(known) < count:
            return known
    return None


def _keep(name: str, reasons: dict[int, str]) -> None:
    content = json.dumps(reasons).encode()
    try:
        with room_in_cache(name, len(content)) as part:
            if part is not None:
                part.write_bytes(content)
    except OSError as error:
        _logger.info("which files are damaged is not cached: %s", error)
