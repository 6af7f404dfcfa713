"""Folders of the user's that all runs share: published data sets, and the engine's cache."""

import os
from pathlib import Path


def data_home() -> Path:
    """Where downloads go: $FTD_STUDIO_DATA or ~/ftd-studio/data."""
    chosen = os.environ.get("FTD_STUDIO_DATA")
    return Path(chosen) if chosen else Path.home() / "ftd-studio" / "data"


def usual_places() -> tuple[Path, ...]:
    """Folders that are looked through for a published set where the user names none."""
    return (data_home(), Path.home() / ".cache" / "torchvision")


def cache_folder() -> Path:
    """Where cached files lie: $FTD_STUDIO_CACHE or ~/.cache/ftd-studio/engine."""
    chosen = os.environ.get("FTD_STUDIO_CACHE")
    return Path(chosen) if chosen else Path.home() / ".cache" / "ftd-studio" / "engine"
