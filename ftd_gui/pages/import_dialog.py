"""Taking in a set from elsewhere: which file, what it is, in which pixel space, what to do with it."""

import math
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTemporaryDir, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.config_checks import Problem, find_obstacles
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.job_requests import AdoptRequest, InspectRequest, InspectResult
from ftd_engine.launch import INSPECT_ENTRY
from ftd_gui.forms.field_editors import number_to_text, set_property
from ftd_gui.forms.value_words import problem_words
from ftd_gui.pages.count_box import count_box
from ftd_gui.pages.family_row import FamilyRow
from ftd_gui.pages.space_choice import SpaceChoice
from ftd_gui.runs.inspect_job import InspectJob
from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.dialog_room import make_room
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.hint_text import say_hint
from ftd_gui.views.hugging import hugging
from ftd_gui.views.number_text import plain_number
from ftd_gui.views.plug_in_words import offer
from ftd_gui.words import tr


class ImportDialog(QDialog):
    """Asks for a set and for what its files do not say; nothing is chosen by guess.

    Signals:
        import_requested(object, object): make a run of this `Experiment` that takes in what this
            `AdoptRequest` names.
    """

    import_requested = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        start_folder: Path,
        parent: QWidget | None = None,
        entry: str = INSPECT_ENTRY,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._start_folder = start_folder
        self._entry = entry
        self._found: InspectResult | None = None
        self._looked_at = ""
        self._looks = 0
        # gone with the dialog, pictures and all
        self._pictures = QTemporaryDir()
        self._job = InspectJob(self)
        self._job.finished.connect(self._on_job_finished)
        self.setWindowTitle(tr("Import a synthetic set"))
        self.setMinimumWidth(720)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        layout.setSpacing(2 * SPACE_PX)
        layout.addLayout(self._path_row())
        self.found_label = QLabel(self)
        self.found_label.setWordWrap(True)
        layout.addWidget(self.found_label)
        self.space_label = QLabel(self)
        self.space_label.setWordWrap(True)
        layout.addWidget(self.space_label)
        self.space_choice = SpaceChoice(self)
        self.space_choice.changed.connect(self._on_input_changed)
        layout.addWidget(self.space_choice)
        layout.addLayout(self._settings_grid())
        self.obstacle_label = QLabel(self)
        self.obstacle_label.setWordWrap(True)
        layout.addWidget(self.obstacle_label)
        layout.addStretch(1)
        layout.addLayout(self._buttons())
        self.space_choice.show_found(None)
        self._show_found(
            tr(
                "Choose a file of tensors, or a folder of a pair, a triple or of class folders of "
                "pictures. Nothing in a file is ever run."
            ),
            "soft",
        )
        self._on_input_changed()

    # ------------------------------------------------ building

    def _path_row(self) -> QHBoxLayout:
        self.path_edit = QLineEdit(self)
        say_hint(self.path_edit, tr("File or folder that holds the set"))
        self.path_edit.setAccessibleName(tr("File or folder that holds the set"))
        self.path_edit.setToolTip(
            tr("Type its path and press Enter, or choose it with a button beside.")
        )
        self.path_edit.editingFinished.connect(self._on_path_entered)
        self.file_button = QPushButton(tr("File…"), self)
        self.folder_button = QPushButton(tr("Folder…"), self)
        self.file_button.setToolTip(tr("Choose a file of tensors."))
        self.folder_button.setToolTip(
            tr("Choose a folder of a pair, a triple or of class folders of pictures.")
        )
        self.file_button.clicked.connect(self._on_file_clicked)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addWidget(self.path_edit, 1)
        row.addWidget(self.file_button)
        row.addWidget(self.folder_button)
        for button in (self.file_button, self.folder_button):
            # Return in the path looks at the path; it must not open a chooser
            button.setAutoDefault(False)
        return row

    def _settings_grid(self) -> QGridLayout:
        fields = all_fields()
        self.dataset_box = QComboBox(self)
        self.dataset_box.addItem(tr("Choose…"), "")
        offer(self.dataset_box, fields["data.dataset"])
        self.dataset_box.setToolTip(tr("Real images that the set stands for"))
        self.data_folder_edit = QLineEdit(self)
        say_hint(self.data_folder_edit, tr("the usual places"))
        self.data_folder_edit.setToolTip(tr(fields["data.folder"].help))
        self.rate_edit = QLineEdit(self)
        self.rate_edit.setToolTip(
            tr("Step size of the networks that are trained on the set, 1/step")
        )
        self.evaluate_box = hugging(QCheckBox(tr("Train fresh networks on it and test them"), self))
        self.evaluate_box.setChecked(True)
        self.evaluate_box.setToolTip(
            tr("Measures how accurate they become; off, the set is only taken in.")
        )
        self.family_row = FamilyRow(self)
        self.family_row.changed.connect(self._on_input_changed)
        self.networks_box = count_box("evaluation.networks", tr("networks"), self)
        self.epochs_box = count_box("evaluation.epochs", tr("epochs"), self)
        self.dataset_box.currentIndexChanged.connect(self._on_input_changed)
        self.data_folder_edit.textChanged.connect(self._on_input_changed)
        self.rate_edit.textChanged.connect(self._on_input_changed)
        self.evaluate_box.toggled.connect(self._on_input_changed)
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE_PX)
        grid.setVerticalSpacing(2 * SPACE_PX)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        for row, column, words, widget in (
            (0, 0, tr("Data set"), self.dataset_box),
            (0, 2, tr("Its folder"), self.data_folder_edit),
            (1, 0, tr("Learning rate"), self.rate_edit),
        ):
            label = QLabel(words, self)
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            grid.addWidget(label, row, column)
            grid.addWidget(widget, row, column + 1, 1, 3 if row else 1)
        evaluation = QHBoxLayout()
        evaluation.setSpacing(2 * SPACE_PX)
        evaluation.addWidget(self.evaluate_box)
        evaluation.addWidget(self.networks_box)
        evaluation.addWidget(self.epochs_box)
        evaluation.addStretch(1)
        grid.addLayout(evaluation, 2, 0, 1, 4)
        grid.addWidget(self.family_row, 3, 0, 1, 4)
        return grid

    def _buttons(self) -> QHBoxLayout:
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.setToolTip(tr("Close this window; nothing is imported."))
        self.cancel_button.clicked.connect(self.reject)
        self.import_button = QPushButton(tr("Import"), self)
        self.import_button.setProperty("look", "primary")
        self.import_button.setDefault(True)
        self.import_button.setIcon(themed_icon("start", self._theme, self._theme.accent_text))
        self.import_button.clicked.connect(self._on_import_clicked)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.import_button)
        return row

    # ------------------------------------------------ looking

    def look_at(self, path: Path) -> None:
        """Read the set at this place and show what it is."""
        self.path_edit.setText(str(path))
        self._looked_at = str(path)
        self._found = None
        self._looks += 1
        # pictures of an earlier look may still be shown
        folder = Path(self._pictures.path()) / str(self._looks)
        folder.mkdir()
        self.space_choice.show_found(None)
        self._show_found(tr("Reading…"), "soft")
        self._job.start(InspectRequest(str(path), str(folder)), self._entry)
        self._on_input_changed()

    def _on_job_finished(self, found: InspectResult) -> None:
        if not found.ok:
            words = f"{engine_words(found.message)} {engine_words(found.hint)}".strip()
            self._show_found(words, "failed")
            self._on_input_changed()
            return
        self._found = found
        self._show_found("\n".join([found.words, *found.notes]), "")
        self.space_label.setText(
            tr("Pixel space, as the files say it:")
            if found.space
            else tr(
                "The files do not say in which pixel space their numbers are. Choose where the "
                "pictures look right; a wrong choice costs most of the accuracy. "
                "They look like {likely}: {reason}."
            ).format(likely=found.likely, reason=found.reason)
        )
        place = self.dataset_box.findData(found.dataset)
        self.dataset_box.setCurrentIndex(max(place, 0))
        folder = str(found.values["data"]["folder"]) if place > 0 else ""
        self.data_folder_edit.setText(folder)
        say_hint(
            self.rate_edit,
            tr("0.01, the usual one; the files have none")
            if found.syn_lr is None
            else tr("{rate}, as learned with the set").format(rate=_rate_text(found.syn_lr)),
        )
        self.space_choice.show_found(found)
        self.family_row.choose((found.values["network"]["kind"],))
        self._on_input_changed()
        make_room(self)

    def _show_found(self, words: str, look: str) -> None:
        self.found_label.setText(words)
        set_property(self.found_label, "look", look)
        self.space_label.clear()
        make_room(self)

    # ------------------------------------------------ what is asked

    def request(self) -> AdoptRequest:
        """What would be asked of the engine now."""
        text = self.rate_edit.text().strip()
        return AdoptRequest(
            path=self._looked_at,
            space=self.space_choice.chosen,
            syn_lr=_number(text) if text else 0.0,
            preview_path="",
            evaluates=self.evaluate_box.isChecked(),
        )

    def experiment(self) -> tuple[Experiment | None, tuple[Problem, ...]]:
        """The experiment of the run, or what is wrong with it."""
        assert self._found is not None, "nothing was looked at"
        values: dict[str, Any] = {
            name: dict(value) if isinstance(value, dict) else value  # pyright: ignore[reportUnknownArgumentType]
            for name, value in self._found.values.items()
        }
        dataset = self.dataset_box.currentData()
        data: dict[str, Any] = values["data"]
        if dataset != data["dataset"]:
            # what the files say of their own images is not true of others
            data = {"dataset": dataset}
        data |= {
            "zca": self.space_choice.chosen == "zca",
            "folder": self.data_folder_edit.text().strip(),
        }
        values["data"] = data
        own, *others = self.family_row.chosen or (values["network"]["kind"],)
        values["network"]["kind"] = own
        values["evaluation"] |= {
            "other_networks": others,
            "networks": self.networks_box.value(),
            "epochs": self.epochs_box.value(),
        }
        return find_obstacles(values)

    def _obstacle(self) -> str:
        """Why nothing can be imported now, empty where it can."""
        found = self._found
        if found is None:
            return ""
        if not self.space_choice.chosen:
            return tr("Choose the pixel space.")
        if self.evaluate_box.isChecked() and not self.family_row.chosen:
            return tr("Choose a family of networks to train on it.")
        dataset = self.dataset_box.currentData()
        if not dataset:
            return tr("Choose the data set that it stands for.")
        text = self.rate_edit.text().strip()
        if text and not 0 < _number(text) < math.inf:
            return tr("The learning rate is {text}. Give a number above 0.").format(text=text)
        if not text and found.syn_lr is not None and not 0 < found.syn_lr < math.inf:
            return tr(
                "The files have the learned rate {rate}; only rates above 0 train. Give "
                "one; 0.01 is usual."
            ).format(rate=_rate_text(found.syn_lr))
        _, problems = self.experiment()
        return " ".join(problem_words(problem) for problem in problems)

    # ------------------------------------------------ slots

    def _on_input_changed(self) -> None:
        is_known = self._found is not None
        for widget in (self.dataset_box, self.data_folder_edit, self.rate_edit, self.evaluate_box):
            widget.setEnabled(is_known)
        for widget in (self.networks_box, self.epochs_box, self.family_row):
            widget.setEnabled(is_known and self.evaluate_box.isChecked())
        obstacle = self._obstacle()
        self.obstacle_label.setText(obstacle)
        self.import_button.setEnabled(is_known and not obstacle)
        self.import_button.setToolTip(obstacle or tr("Make the set a run of its own."))

    def _on_path_entered(self) -> None:
        text = self.path_edit.text().strip()
        if text and text != self._looked_at:
            self.look_at(Path(text))

    def _on_file_clicked(self) -> None:
        self._choose(QFileDialog.FileMode.ExistingFile, tr("A set of images"))

    def _on_folder_clicked(self) -> None:
        self._choose(QFileDialog.FileMode.Directory, tr("The folder of a set"))

    def _choose(self, mode: QFileDialog.FileMode, title: str) -> None:
        start = Path(self.path_edit.text()).parent if self.path_edit.text() else self._start_folder
        dialog = QFileDialog(self, title, str(start))
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self._on_path_chosen)
        dialog.open()

    def _on_path_chosen(self, text: str) -> None:
        self.look_at(Path(text))

    def _on_import_clicked(self) -> None:
        experiment, _ = self.experiment()
        assert experiment is not None, "the button was enabled though something is wrong"
        request = self.request()
        self.accept()
        self.import_requested.emit(experiment, request)

    def done(self, result: int) -> None:
        """Close; a look that is under way is given up."""
        self._job.close()
        super().done(result)


def _rate_text(rate: float) -> str:
    return number_to_text(float(f"{rate:.4g}"))


def _number(text: str) -> float:
    try:
        return float(plain_number(text))
    except ValueError:
        return math.nan
