"""Reading the manifest that lies beside an exported set, if it belongs to the files that were read."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from ftd_engine.foreign_files import opened_file
from ftd_engine.method.set_files import digest_of

MANIFEST_NAME = "manifest.json"
MAX_MANIFEST_BYTES = 4 << 20


def manifest_beside(files: list[Path]) -> tuple[dict[str, Any], Path, str]:
    """The manifest of some files, and a remark where one was found that does not belong to them.

    Args:
        files: all that was read, the first by name; the manifest must list each with its checksum.

    Returns:
        The manifest, empty where there is none; the folder that it lies in; the remark.
    """
    remark = ""
    for path in (
        files[0].with_name(f"{files[0].name}.{MANIFEST_NAME}"),
        files[0].parent / MANIFEST_NAME,
        files[0].parent.parent / MANIFEST_NAME,
    ):
        facts = _read(path)
        if not facts:
            continue
        sums = facts.get("sha256")
        if not isinstance(sums, Mapping):
            continue
        known = cast("Mapping[str, object]", sums)
        names = [_name_in(path.parent, file) for file in files]
        if not all(name in known for name in names):
            continue
        if all(known[name] == digest_of(file) for name, file in zip(names, files, strict=True)):
            return facts, path.parent, ""
        remark = (
            f"{path} describes other contents than these (a checksum differs) and is left aside."
        )
    return {}, files[0].parent, remark


def manifest_inside(text: str) -> dict[str, Any]:
    """The manifest in a file's own head; empty where it is none."""
    return _parsed(text.encode())


def _name_in(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix() if folder in file.parents else ""


def _read(path: Path) -> dict[str, Any]:
    try:
        with opened_file(path) as file:
            return _parsed(file.read(MAX_MANIFEST_BYTES + 1))
    except OSError:
        return {}


def _parsed(content: bytes) -> dict[str, Any]:
    if len(content) > MAX_MANIFEST_BYTES:
        return {}
    try:
        facts = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(facts, dict):
        return {}
    known = cast("dict[str, Any]", facts)
    return known if known.get("format") == "ftd-studio set" else {}
