"""The lock pins what pyproject.toml asks for, and nothing else than versions stands in it."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.checkout import ROOT

LOCKS = sorted((ROOT / "packaging" / "lock").glob("requirements-*.txt"))


def _script() -> Any:
    spec = importlib.util.spec_from_file_location(
        "pin_versions", ROOT / "packaging" / "pin_versions.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _pins(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def test_there_is_a_lock() -> None:
    assert "requirements-linux-py311.txt" in [path.name for path in LOCKS]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_dependency_has_a_pin_within_its_range(path: Path) -> None:
    pins = _pins(path)
    wanted: list[Requirement] = _script().direct_requirements()
    assert len(wanted) > 15
    for requirement in wanted:
        version = pins.get(canonicalize_name(requirement.name), "")
        assert version, f"{requirement} has no pin in {path.name}: run packaging/pin_versions.py"
        assert requirement.specifier.contains(version), f"{requirement} is pinned to {version}"


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_versions_only(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[a-z0-9\-]+==[0-9][0-9a-z.]*", line), line


def test_what_the_dependencies_need_is_pinned_too() -> None:
    pins = _pins(LOCKS[0])
    # of PySide6, pydantic, pytest and import-linter
    assert {"shiboken6", "pydantic-core", "pluggy", "grimp"} <= set(pins)


def test_the_lock_is_made_from_what_is_installed() -> None:
    made = _script().pins([Requirement("pytest>=8.3")])
    assert {"pytest", "pluggy", "iniconfig", "packaging"} <= set(made)
    assert list(made) == sorted(made)
