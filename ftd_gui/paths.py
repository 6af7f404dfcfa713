"""Where the window keeps its own files: settings, logs, exports. Runs lie in the workspace instead."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Any

import appdirs  # pyright: ignore[reportMissingTypeStubs]  # untyped and frozen, used through Any

APP_NAME = "ftd-studio"
HOME_VARIABLE = "FTD_STUDIO_HOME"

_appdirs: Any = appdirs


def _usable(folder: Path) -> Path:
    """The folder, made where it is missing; a temporary one where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    # a read-only home must not keep the window from opening; only its memory is lost
    base = Path(tempfile.gettempdir()) / APP_NAME
    with contextlib.suppress(FileExistsError):
        base.mkdir(mode=0o700)
    if not _is_own(base):
        # in a folder that all users write to, somebody else may have made it first
        base = Path(tempfile.mkdtemp(prefix=f"{APP_NAME}-"))
    fallback = base / folder.name
    fallback.mkdir(exist_ok=True)
    return fallback


def _is_own(folder: Path) -> bool:
    """True for a real folder of this user's that no other user can write to."""
    facts = folder.lstat()
    is_mine = not hasattr(os, "getuid") or facts.st_uid == os.getuid()
    return is_mine and stat.S_ISDIR(facts.st_mode) and not facts.st_mode & 0o022


def config_folder() -> Path:
    """Folder of the window's settings, made where it is missing."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return _usable(Path(home) / "config")
    return _usable(Path(_appdirs.user_config_dir(APP_NAME, appauthor=False)))


def log_folder() -> Path:
    """Folder of the window's log and the marks of its sessions, made where it is missing."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return _usable(Path(home) / "log")
    return _usable(Path(_appdirs.user_log_dir(APP_NAME, appauthor=False)))


def settings_path() -> Path:
    """File of the window's geometry, layout, theme and recent folders."""
    return config_folder() / f"{APP_NAME}.ini"


def own_presets_folder() -> Path:
    """Folder of the user's own presets; made when the first is stored."""
    return config_folder() / "presets"


def window_log_path() -> Path:
    """Rotating log of the window."""
    return log_folder() / "window.log"


def exports_folder(workspace: Path, run_name: str) -> Path:
    """Where exports of a run are offered to go; not made here.

    Beside the workspace, so that sets are found where the runs are and never in a hidden folder.
    """
    return workspace.parent / "exports" / run_name
