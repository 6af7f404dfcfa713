"""Wires between the settings of the form and the page that looks through the real images."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.data_page import DataPage


class DataCommands(QObject):
    """Keeps the page about the images that the form names, and gives the form what it finds.

    Signals:
        data_wanted(): the page of the images is to be seen.
        form_wanted(): the form is to be seen.
    """

    data_wanted = Signal()
    form_wanted = Signal()

    def __init__(self, form: ConfigurePage, page: DataPage, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._page = form, page
        form.readiness_changed.connect(self._on_settings_changed)
        page.obstacle_changed.connect(self._on_obstacle_changed)
        page.change_requested.connect(form.take_changes)
        page.use_requested.connect(self._on_use_requested)
        page.configure_requested.connect(self.form_wanted)
        self._on_settings_changed()

    def look_at(self, folder: str, data_set: str) -> None:
        """Show the report on images that were dropped; they are used when the user says so."""
        self.data_wanted.emit()
        # what ships with the program is not what was dropped
        self._page.propose({"data.dataset": data_set, "data.folder": folder, "data.source": "auto"})

    def _on_settings_changed(self) -> None:
        self._page.show_settings(self._form.current_experiment())
        self._on_obstacle_changed()

    def _on_obstacle_changed(self) -> None:
        self._form.set_data_obstacle(self._page.obstacle())

    def _on_use_requested(self, words: str, changes: Mapping[str, object]) -> None:
        self.form_wanted.emit()
        self._form.take_changes(words, changes)
        self._form.show_field("data.folder")
