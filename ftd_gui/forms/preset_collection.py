"""All presets there are: the built-in ones, which nobody changes, and the user's own."""

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment import Experiment
from ftd_engine.presets import (
    Preset,
    load_presets,
    own_preset_path,
    own_presets,
    remove_preset,
    store_preset,
)

_log = logging.getLogger(__name__)


def built_in_presets() -> tuple[Preset, ...]:
    """Those that ship with the program; none where one of their files is broken."""
    try:
        return load_presets()
    except ConfigProblems as problems:
        # that must not keep the window from opening
        _log.error("The presets cannot be read: %s", problems)
        return ()


class PresetCollection(QObject):
    """Reads and writes the user's presets.

    Signals:
        changed(): there are other presets now.
    """

    changed = Signal()

    def __init__(
        self, built_in: Sequence[Preset], folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._built_in = tuple(built_in)
        self._folder = folder
        self._own: tuple[Preset, ...] = ()
        self._complaints: tuple[str, ...] = ()
        self._read()

    @property
    def presets(self) -> tuple[Preset, ...]:
        """All of them, the user's first."""
        return self._own + self._built_in

    @property
    def complaints(self) -> tuple[str, ...]:
        """A sentence for each file that is no preset."""
        return self._complaints

    def is_taken(self, title: str) -> bool:
        """True where storing under this title replaces a preset."""
        return own_preset_path(self._folder, title).exists()

    def store(self, title: str, summary: str, experiment: Experiment) -> str:
        """Keep these settings under this title and return their key.

        Raises:
            ConfigProblems: title or summary is empty or too long.
            OSError: the file cannot be written.
        """
        key = store_preset(self._folder, title, summary, experiment)
        self._read()
        self.changed.emit()
        return key

    def remove(self, key: str) -> None:
        """Delete one of the user's presets.

        Raises:
            OSError: the file cannot be deleted.
        """
        remove_preset(self._folder, key)
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        self._own, self._complaints = own_presets(self._folder)
        for complaint in self._complaints:
            _log.warning("%s", complaint)
