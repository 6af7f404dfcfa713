"""Where the shipped files lie, in a checkout and in an installed wheel."""

from pathlib import Path

import pytest

from ftd_engine import resource_files


def pretend_place(monkeypatch: pytest.MonkeyPatch, package: Path) -> None:
    package.mkdir(parents=True)
    monkeypatch.setattr(resource_files, "__file__", str(package / "resource_files.py"))


def test_a_checkout() -> None:
    root = resource_files.resources_root()
    assert resource_files.presets_folder() == root / "presets"
    assert resource_files.demo_data_folder() == root / "demo"
    assert resource_files.icons_folder() == root / "icons"
    assert list(resource_files.presets_folder().glob("*.toml"))


def test_a_wheel_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_place(monkeypatch, tmp_path / "ftd_engine")
    (tmp_path / "resources").mkdir()
    assert resource_files.resources_root() == tmp_path / "resources"
    (tmp_path / "ftd_engine" / "_resources").mkdir()
    assert resource_files.resources_root() == tmp_path / "ftd_engine" / "_resources"


def test_resources_that_are_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_place(monkeypatch, tmp_path / "ftd_engine")
    with pytest.raises(FileNotFoundError, match=r"missing beside .*; install the program again\."):
        resource_files.resources_root()
