"""Folders of the user's that all runs share: published data sets, and the engine's cache."""

import contextlib
import os
from collections.abc import Generator
from pathlib import Path


def data_home() -> Path:
    """Where downloads go: $FTD_STUDIO_DATA or ~/ftd-studio/data."""
    chosen = os.environ.get("FTD_STUDIO_DATA")
    return Path(chosen) if chosen else Path.home() / "ftd-studio" / "data"


def usual_places() -> tuple[Path, ...]:
    """Folders that are looked through for a published set where the user names none."""
    return (data_home(), Path.home() / ".cache" / "torchvision")


def user_path(text: str) -> Path:
    """A path as a user writes it, with ~ for the home; one that no system takes leads nowhere."""
    try:
        path = Path(text).expanduser()
        path.exists()
    except RuntimeError:
        # no user of that name
        return Path(text)
    except OSError:
        # too long for a name
        return Path(f"{text[:80]}…")
    return path


def cache_folder() -> Path:
    """Where cached files lie: $FTD_STUDIO_CACHE or ~/.cache/ftd-studio/engine."""
    chosen = os.environ.get("FTD_STUDIO_CACHE")
    return Path(chosen) if chosen else Path.home() / ".cache" / "ftd-studio" / "engine"


@contextlib.contextmanager
def private_files() -> Generator[None]:
    """Within it, whatever this process and its children make is readable for the user alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
