"""Tests of this folder see no data set and no cache of this machine."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def nothing_on_this_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An empty home with an empty cache; returns the cache folder."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("FTD_STUDIO_DATA", str(home / "data"))
    cache = home / "cache"
    monkeypatch.setenv("FTD_STUDIO_CACHE", str(cache))
    return cache
