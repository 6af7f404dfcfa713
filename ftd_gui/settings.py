"""What the window remembers between two starts: geometry, layout, theme, recent folders.

Nothing here shapes the result of a run.
"""

import hashlib
import itertools
import logging
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Literal, cast, get_args

from PySide6.QtCore import QByteArray, QObject, QSettings

from ftd_engine.foreign_files import read_at_most
from ftd_engine.whole_files import keep_copy

LAYOUT_VERSION = 1
"""Raised when docks or toolbars change so much that an old layout would be wrong."""

ThemeChoice = Literal["system", "light", "dark", "contrast"]
LanguageChoice = Literal["system", "en", "de"]
MAX_RECENT = 12
MAX_PINNED = 50
MAX_PATH = 4096
_MAX_BYTES = 16 << 20

_log = logging.getLogger(__name__)


class Settings(QObject):
    """Typed door to the settings file; what cannot be read counts as never set.

    Attributes:
        kept_copy: the file as it was found, where it was damaged; pins, shortcuts and workspaces may
            still be found in it.
    """

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = QSettings(str(path), QSettings.Format.IniFormat, self)
        self.kept_copy = self._copy_if_damaged(path)

    def _copy_if_damaged(self, path: Path) -> Path | None:
        # Qt writes the file anew with what it understood of it
        try:
            content = read_at_most(path, _MAX_BYTES)
            is_whole = self._file.status() == QSettings.Status.NoError
            # of a file without a single line of its kind Qt does not even complain
            if not content or (is_whole and self._file.allKeys()):
                return None
            copy = keep_copy(path, content)
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("The settings in %s are not kept: %s", path, error)
            return None
        _log.warning("The settings in %s are damaged; the file is kept as %s.", path, copy)
        return copy

    @property
    def theme_choice(self) -> ThemeChoice:
        """What was chosen under View > Theme."""
        value = str(self._file.value("theme", "system"))
        return cast(ThemeChoice, value) if value in get_args(ThemeChoice) else "system"

    @theme_choice.setter
    def theme_choice(self, choice: ThemeChoice) -> None:
        self._file.setValue("theme", choice)

    @property
    def language_choice(self) -> LanguageChoice:
        """What was chosen under View > Language."""
        value = str(self._file.value("language", "system"))
        return cast(LanguageChoice, value) if value in get_args(LanguageChoice) else "system"

    @language_choice.setter
    def language_choice(self, choice: LanguageChoice) -> None:
        self._file.setValue("language", choice)

    @property
    def writes_metrics(self) -> bool:
        """Whether every run that begins in the window gets TensorBoard files."""
        return str(self._file.value("writes_metrics", "false")) == "true"

    @writes_metrics.setter
    def writes_metrics(self, writes: bool) -> None:
        self._file.setValue("writes_metrics", "true" if writes else "false")

    def layout(self, size_class: str) -> tuple[QByteArray, QByteArray] | None:
        """Geometry and dock state of the last window of this size class, if of this version."""
        geometry = self._file.value(f"layout{LAYOUT_VERSION}/{size_class}/geometry")
        state = self._file.value(f"layout{LAYOUT_VERSION}/{size_class}/state")
        if isinstance(geometry, QByteArray) and isinstance(state, QByteArray):
            return geometry, state
        return None

    def set_layout(self, size_class: str, geometry: QByteArray, state: QByteArray) -> None:
        """Remember geometry and dock state."""
        self._file.setValue(f"layout{LAYOUT_VERSION}/{size_class}/geometry", geometry)
        self._file.setValue(f"layout{LAYOUT_VERSION}/{size_class}/state", state)

    def forget_layout(self) -> None:
        """Wipe a layout that could not be restored, or that the user wants to be rid of."""
        self._file.remove(f"layout{LAYOUT_VERSION}")

    @property
    def workspaces(self) -> str:
        """The user's own arrangements of this version of the layout, as text; empty for none."""
        return self._text(f"layout{LAYOUT_VERSION}_workspaces")

    def set_workspaces(self, text: str) -> None:
        """Keep the user's own arrangements."""
        self._file.setValue(f"layout{LAYOUT_VERSION}_workspaces", text)

    def set_workspaces_aside(self) -> None:
        """Keep arrangements that cannot be read under another key, before others are written."""
        key, taken = f"layout{LAYOUT_VERSION}_workspaces", self._file.allKeys()
        if key in taken:
            names = (f"{key}_bad{number}" for number in itertools.count(1))
            free = next(name for name in names if name not in taken)
            self._file.setValue(free, self._file.value(key))
            _log.warning("Workspaces could not be read; they are kept as %s.", free)

    def session(self, workspace: Path) -> str:
        """What was shown last of a workspace, as text; empty where nothing was."""
        # older programs kept one for all workspaces
        return self._text(_session_key(workspace)) or self._text("session")

    def set_session(self, workspace: Path, text: str) -> None:
        """Keep what is shown of a workspace."""
        self._file.remove("session")
        self._file.setValue(_session_key(workspace), text)

    @property
    def workspace(self) -> Path | None:
        """The workspace that was chosen in the window; None where none was, or it is not there."""
        chosen = self._paths("workspace")
        return chosen[0] if chosen and is_folder(chosen[0]) else None

    @workspace.setter
    def workspace(self, workspace: Path) -> None:
        self._set_paths("workspace", [workspace])

    @property
    def recent_workspaces(self) -> list[Path]:
        """Workspaces that were shown, newest first; some may be gone."""
        return self._paths("recent_workspaces")

    def add_recent_workspace(self, workspace: Path) -> None:
        """Put a workspace at the head of the recent ones; the session of one too many is forgotten."""
        others = [known for known in self.recent_workspaces if known != workspace]
        known = [workspace, *others]
        for forgotten in known[MAX_RECENT:]:
            self._file.remove(_session_key(forgotten))
        self._set_paths("recent_workspaces", known[:MAX_RECENT])

    def _text(self, key: str) -> str:
        value = self._file.value(key, "")
        return value if isinstance(value, str) else ""

    @property
    def recent_runs(self) -> list[Path]:
        """Run folders that were shown, newest first; some may be gone."""
        return self._paths("recent_runs")

    def add_recent_run(self, path: Path) -> None:
        """Put a run folder at the head of the recent ones."""
        others = [known for known in self.recent_runs if known != path]
        self._set_paths("recent_runs", [path, *others][:MAX_RECENT])

    @property
    def pinned_runs(self) -> list[Path]:
        """Run folders that the user pinned, newest first; some may be gone."""
        return self._paths("pinned_runs")

    def pin_run(self, path: Path, *, is_pinned: bool) -> None:
        """Pin a run folder, or let it go."""
        others = [known for known in self.pinned_runs if known != path]
        self._set_paths("pinned_runs", [path, *others][:MAX_PINNED] if is_pinned else others)

    def forget_runs(self, paths: Collection[Path]) -> None:
        """Take run folders out of the recent and the pinned ones."""
        for key in ("recent_runs", "pinned_runs"):
            self._set_paths(key, [path for path in self._paths(key) if path not in paths])

    @property
    def run_sort(self) -> str:
        """Order of the list of runs, by its key; empty where none was chosen."""
        return self._text("run_sort")

    def remember_run_sort(self, key: str) -> None:
        """Keep the order of the list of runs."""
        self._file.setValue("run_sort", key)

    def _paths(self, key: str) -> list[Path]:
        value = self._file.value(key, [])
        # QSettings gives a list of one back as a plain string
        texts = cast("list[object]", value) if isinstance(value, list) else [value]
        paths = [Path(text) for text in texts if isinstance(text, str)]
        return [path for path in paths if path.is_absolute() and len(str(path)) < MAX_PATH]

    def _set_paths(self, key: str, paths: Sequence[Path]) -> None:
        self._file.setValue(key, [str(path) for path in paths])

    @property
    def is_tour_seen(self) -> bool:
        """Whether the tour around the window was taken, to its end or not."""
        return str(self._file.value("tour_seen", "")) == "true"

    @is_tour_seen.setter
    def is_tour_seen(self, is_seen: bool) -> None:
        self._file.setValue("tour_seen", "true" if is_seen else "false")

    def shortcuts(self) -> dict[str, list[str]]:
        """Keys that the user gave to commands, by the command's name; an empty list takes them away."""
        self._file.beginGroup("shortcuts")
        stored = {key: self._file.value(key) for key in self._file.childKeys()}
        self._file.endGroup()
        return {
            key: [text for text in value.split(" ") if text]
            for key, value in stored.items()
            if isinstance(value, str)
        }

    def set_shortcut(self, command: str, keys: list[str] | None) -> None:
        """Remember the keys of a command; None goes back to the built-in ones."""
        if keys is None:
            self._file.remove(f"shortcuts/{command}")
        else:
            # a list of one would come back as something else; strokes that follow each other stand
            # without the blank between them, at which the keys are parted
            texts = [text.replace(", ", ",") for text in keys]
            self._file.setValue(f"shortcuts/{command}", " ".join(texts))

    def unwanted_notices(self) -> frozenset[str]:
        """Kinds of notices that the user does not want to hear of."""
        value = self._file.value("notices/unwanted", "")
        return frozenset(value.split()) if isinstance(value, str) else frozenset()

    def set_unwanted_notices(self, kinds: Iterable[str]) -> None:
        """Remember which kinds of notices are not told."""
        # no kind has a blank in its name, and a list of one would come back as something else
        self._file.setValue("notices/unwanted", " ".join(sorted(kinds)))

    @property
    def tells_system(self) -> bool:
        """Notices are told by the system too while another program has the focus."""
        return self._truth("notices/by_system", default=True)

    @tells_system.setter
    def tells_system(self, tells: bool) -> None:
        self._file.setValue("notices/by_system", tells)

    @property
    def has_sound(self) -> bool:
        """A tone goes with each notice."""
        return self._truth("notices/sound", default=False)

    @has_sound.setter
    def has_sound(self, has: bool) -> None:
        self._file.setValue("notices/sound", has)

    @property
    def wants_tray(self) -> bool:
        """An icon stands in the system's tray."""
        return self._truth("tray", default=False)

    @wants_tray.setter
    def wants_tray(self, wants: bool) -> None:
        self._file.setValue("tray", wants)

    @property
    def looks_for_updates(self) -> bool:
        """The index of packages is asked for a newer version, at most once a week."""
        return self._truth("updates/weekly", default=False)

    @looks_for_updates.setter
    def looks_for_updates(self, looks: bool) -> None:
        self._file.setValue("updates/weekly", looks)

    @property
    def update_index(self) -> str:
        """Address of the index that is asked; empty for the usual one."""
        return self._text("updates/index")

    @update_index.setter
    def update_index(self, address: str) -> None:
        self._file.setValue("updates/index", address)

    @property
    def updates_asked_s(self) -> float:
        """When the index was asked last, in seconds since 1970; 0 where it never was."""
        try:
            return float(self._text("updates/asked_s") or 0.0)
        except ValueError:
            return 0.0

    @updates_asked_s.setter
    def updates_asked_s(self, time_s: float) -> None:
        self._file.setValue("updates/asked_s", str(int(time_s)))

    def _truth(self, key: str, default: bool) -> bool:
        # the file gives back words for what was a truth value when it was set
        value = str(self._file.value(key, default)).lower()
        return {"true": True, "false": False}.get(value, default)

    def folder(self, purpose: str, default: Path) -> Path:
        """Folder last used in a file dialog of this purpose."""
        known = Path(str(self._file.value(f"folders/{purpose}", "")))
        return known if str(known) != "." and is_folder(known) else default

    def set_folder(self, purpose: str, folder: Path) -> None:
        """Remember the folder of a file dialog."""
        self._file.setValue(f"folders/{purpose}", str(folder))

    def save(self) -> None:
        """Write what was set to disk now."""
        self._file.sync()
        if self._file.status() != QSettings.Status.NoError:
            _log.warning("The settings could not be written to %s.", self._file.fileName())


def _session_key(workspace: Path) -> str:
    # a path has signs that a key of the file cannot have
    return f"sessions/{hashlib.sha256(str(workspace).encode(errors='replace')).hexdigest()[:16]}"


def is_folder(path: Path) -> bool:
    """Whether a path, of whatever origin, is a folder."""
    try:
        return path.is_dir()
    except OSError:
        # a name that no system takes
        return False
