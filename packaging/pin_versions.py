"""Writes the exact versions of all that the program and its tests need, as they are installed here.

Run with the Python of the environment that was tested: `python packaging/pin_versions.py`.
"""

import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]

HEAD = """\
# Exact versions of all dependencies, with which the tests passed on Linux.
# The program needs only the ranges in pyproject.toml; this file makes a tested environment again:
#   pip install -r packaging/lock/{name} && pip install --no-deps -e .
# Made by `python packaging/pin_versions.py` in an environment whose tests passed; not by hand.
"""


def lock_path() -> Path:
    """The lock of this system and version of Python."""
    version = f"py{sys.version_info.major}{sys.version_info.minor}"
    return ROOT / "packaging" / "lock" / f"requirements-{sys.platform}-{version}.txt"


def direct_requirements() -> list[Requirement]:
    """What pyproject.toml asks for: the program, and its extra for developers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return [Requirement(text) for text in texts]


def pins(requirements: list[Requirement]) -> dict[str, str]:
    """Name and version of these packages and of all that they need, in turn, on this machine.

    Raises:
        PackageNotFoundError: one of those asked for is not installed.
    """
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = list(requirements)
    while waiting:
        wanted = waiting.pop()
        name, extras = canonicalize_name(wanted.name), frozenset(wanted.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        installed = distribution(name)
        # which build of PyTorch is taken stays the user's choice
        found[name] = Version(installed.version).public
        waiting += _needed(installed.requires or [], extras)
    return dict(sorted(found.items()))


def _needed(texts: list[str], extras: frozenset[str]) -> Iterator[Requirement]:
    for text in texts:
        inner = Requirement(text)
        wanted = [{"extra": extra} for extra in (*extras, "")]
        if inner.marker is not None and not any(inner.marker.evaluate(each) for each in wanted):
            continue
        try:
            distribution(inner.name)
        except PackageNotFoundError:
            # a build without CUDA, say, needs less than its words
            continue
        yield inner


def main() -> int:
    """Write the lock."""
    path = lock_path()
    path.parent.mkdir(exist_ok=True)
    lines = [f"{name}=={version}\n" for name, version in pins(direct_requirements()).items()]
    path.write_text(HEAD.format(name=path.name) + "".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} versions in {path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
