"""Folders of the window: where they are told to be, and elsewhere when they cannot be there."""

import tempfile
from pathlib import Path

import pytest

from ftd_gui import paths


def test_one_variable_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    for path in (paths.settings_path(), paths.window_log_path()):
        assert path.is_relative_to(tmp_path / "home") and path.parent.is_dir()


def test_without_it_the_desktop_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert paths.config_folder().is_dir() and paths.APP_NAME in str(paths.config_folder())
    assert paths.log_folder().is_dir() and paths.APP_NAME in str(paths.log_folder())


def test_a_folder_that_cannot_be_made_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").touch()
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert paths.log_folder() == tmp_path / paths.APP_NAME / "log"
    assert paths.log_folder().is_dir()


def test_a_temporary_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / paths.APP_NAME).symlink_to(tmp_path / "elsewhere")
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert paths.log_folder().parent.name.startswith(f"{paths.APP_NAME}-")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (tmp_path / paths.APP_NAME).unlink()
    (tmp_path / paths.APP_NAME).mkdir()
    (tmp_path / paths.APP_NAME).chmod(0o777)
    assert paths.log_folder().parent.name.startswith(f"{paths.APP_NAME}-")


def test_exports_lie_beside_the_runs(tmp_path: Path) -> None:
    assert paths.exports_folder(tmp_path / "runs", "demo") == tmp_path / "exports" / "demo"
