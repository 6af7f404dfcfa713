"""Wires between the settings of the form and the page that looks through the real images."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ftd_gui.forms.edit_history import value_at
from ftd_gui.pages.configure_page import ConfigurePage
from ftd_gui.pages.data_page import DataPage
from ftd_gui.pages.dropped_path import what_is
from ftd_gui.pages.file_choice import FileChoice

ARRAYS = "arrays"
"""The data set that lies in one file; all others lie in folders."""


class DataCommands(QObject):
    """Keeps the page about the images that the form names, and gives the form what it finds.

    Signals:
        data_wanted(): the page of the images is to be seen.
        form_wanted(): the form is to be seen.
        path_chosen(object): these images (a `Path`) were chosen, to be taken like a drop.
    """

    data_wanted = Signal()
    form_wanted = Signal()
    path_chosen = Signal(object)

    def __init__(
        self, form: ConfigurePage, page: DataPage, files: FileChoice, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._form, self._page, self._files = form, page, files
        form.form.choice_wanted.connect(self._on_form_choice_wanted)
        page.choice_wanted.connect(self._on_page_choice_wanted)
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

    def _on_form_choice_wanted(self, path: str) -> None:
        values = self._form.form.values()
        self._files.ask_for_images(
            partial(self._form.form.change_value, path),
            is_file=value_at(values, "data.dataset") == ARRAYS,
            present=str(value_at(values, path)),
        )

    def _on_page_choice_wanted(self, is_file: bool) -> None:
        self._files.ask_for_images(self._on_images_chosen, is_file=is_file)

    def _on_images_chosen(self, text: str) -> None:
        path = Path(text)
        if what_is(path).kind == "set":
            # tensors alone look alike; here it was said that they are real images
            self.look_at(text, ARRAYS)
        else:
            self.path_chosen.emit(path)

    def _on_settings_changed(self) -> None:
        self._page.show_settings(self._form.current_experiment())
        self._on_obstacle_changed()

    def _on_obstacle_changed(self) -> None:
        self._form.set_data_obstacle(self._page.obstacle())

    def _on_use_requested(self, words: str, changes: Mapping[str, object]) -> None:
        self.form_wanted.emit()
        self._form.take_changes(words, changes)
        self._form.show_field("data.folder")
