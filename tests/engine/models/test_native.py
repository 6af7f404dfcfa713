"""Compiling the block's loops on the user's machine, and doing without."""

import logging
import shutil
import stat
from pathlib import Path

import pytest

from ftd_engine.models import native


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and nothing remembered of an earlier compilation."""
    monkeypatch.setenv("FTD_STUDIO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_compiled_once_then_taken_from_the_cache(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = native.block_loops.__wrapped__()
    assert first is not None
    (library,) = cache.iterdir()
    assert stat.S_IMODE(library.stat().st_mode) == 0o700
    written = library.stat().st_mtime_ns
    again = native.block_loops.__wrapped__()
    assert again is not None
    assert library.stat().st_mtime_ns == written
    assert [path.name for path in cache.iterdir()] == [library.name]


def test_without_a_compiler_the_plain_layers_serve(
    cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def nothing_found(name: str) -> None:
        del name

    monkeypatch.setattr(shutil, "which", nothing_found)
    with caplog.at_level(logging.INFO):
        assert native.block_loops.__wrapped__() is None
    assert "no C compiler found" in caplog.text
    assert not cache.exists()


def test_a_compiler_that_fails_or_a_cache_that_cannot_be_written_is_no_error(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "gcc"
    broken.write_text("#!/bin/sh\ncase $1 in --version) echo gcc;; *) exit 1;; esac\n", "utf-8")
    broken.chmod(0o700)
    with caplog.at_level(logging.INFO), monkeypatch.context() as patch:
        patch.setattr(shutil, "which", lambda name: str(broken))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
        assert native.block_loops.__wrapped__() is None
    assert "could not be compiled or loaded" in caplog.text
    assert not [path for path in cache.iterdir() if not path.name.startswith(".")]
    cache.rmdir()
    cache.write_text("a file where the folder should be", "utf-8")
    assert native.block_loops.__wrapped__() is None
