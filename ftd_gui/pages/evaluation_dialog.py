"""Evaluating the sets of a finished run again: on which families, on how many networks, for how long."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ftd_engine.config_checks import Problem, find_obstacles
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.job_requests import AdoptRequest
from ftd_gui.forms.field_editors import LineEditor
from ftd_gui.forms.value_words import problem_words
from ftd_gui.pages.count_box import count_box
from ftd_gui.pages.family_row import FamilyRow
from ftd_gui.theme import SPACE_PX, Theme, themed_icon
from ftd_gui.views.dialog_room import make_room
from ftd_gui.words import tr


class EvaluationDialog(QDialog):
    """Asks how the chosen sets of a run are evaluated again; what they were learned by stays.

    Signals:
        evaluation_requested(object, object): make a run of this `Experiment` that evaluates what this
            `AdoptRequest` names.
    """

    evaluation_requested = Signal(object, object)

    def __init__(
        self, learned_by: Experiment, run_path: Path, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """`learned_by` is the experiment of the run in `run_path`."""
        super().__init__(parent)
        self._learned_by = learned_by
        self._run_path = run_path
        evaluation = learned_by.evaluation
        self.setWindowTitle(tr("Evaluate on other networks"))
        self.setMinimumWidth(640)
        title = QLabel(learned_by.name, self)
        title.setProperty("look", "title")
        meaning = QLabel(
            tr(
                "Fresh networks are trained on the chosen set of each series and tested, and as many on "
                "random real images. A new run remembers it; this one stays as it is."
            ),
            self,
        )
        meaning.setProperty("look", "soft")
        self.family_row = FamilyRow(self)
        own = learned_by.network.kind
        self.family_row.choose((own, *evaluation.other_networks))
        if own in self.family_row.boxes:
            box = self.family_row.boxes[own]
            box.setEnabled(False)
            box.setToolTip(tr("The network of the run is always one of them."))
        self.networks_box = count_box("evaluation.networks", tr("networks"), self)
        self.networks_box.setValue(evaluation.networks)
        is_by_epochs = evaluation.length_unit == "epochs"
        self._length_name = "epochs" if is_by_epochs else "iterations"
        self.length_box = count_box(
            f"evaluation.{self._length_name}",
            tr("epochs") if is_by_epochs else tr("iterations"),
            self,
        )
        self.length_box.setValue(getattr(evaluation, self._length_name))
        counts = QHBoxLayout()
        counts.setSpacing(2 * SPACE_PX)
        label = QLabel(tr("Of each family"), self)
        label.setBuddy(self.networks_box)
        for widget in (label, self.networks_box, self.length_box):
            counts.addWidget(widget)
        counts.addStretch(1)
        facts = all_fields()["evaluation.other_networks_lr"]
        self.rate_edit = LineEditor(facts, self)
        self.rate_edit.set_value(evaluation.other_networks_lr)
        self.rate_edit.setToolTip(tr(facts.help))
        rate_words = tr("Rate of the other families")
        self.rate_edit.setAccessibleName(rate_words)
        rate_label = QLabel(rate_words, self)
        rate_label.setBuddy(self.rate_edit)
        rates = QHBoxLayout()
        rates.setSpacing(2 * SPACE_PX)
        for widget in (rate_label, self.rate_edit, QLabel(tr(facts.unit), self)):
            rates.addWidget(widget)
        rates.addStretch(1)
        rate_note = QLabel(
            tr(
                "0 takes the rate that was learned with the set. Where that is high, a network without "
                "normalisation learns nothing with it, but does with 0.01."
            ),
            self,
        )
        rate_note.setProperty("look", "soft")
        self.obstacle_label = QLabel(self)
        self.obstacle_label.setProperty("look", "failed")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * SPACE_PX, 5 * SPACE_PX, 6 * SPACE_PX, 5 * SPACE_PX)
        layout.setSpacing(3 * SPACE_PX)
        for words in (title, meaning, rate_note, self.obstacle_label):
            words.setWordWrap(True)
        layout.addWidget(title)
        layout.addWidget(meaning)
        layout.addWidget(self.family_row)
        layout.addLayout(counts)
        layout.addLayout(rates)
        layout.addWidget(rate_note)
        layout.addWidget(self.obstacle_label)
        layout.addStretch(1)
        layout.addLayout(self._buttons(theme))
        self.family_row.changed.connect(self._on_input_changed)
        self.networks_box.valueChanged.connect(self._on_input_changed)
        self.length_box.valueChanged.connect(self._on_input_changed)
        self.rate_edit.edited.connect(self._on_input_changed)
        self._on_input_changed()
        others = [box for box in self.family_row.boxes.values() if box.isEnabled()]
        (others[0] if others else self.networks_box).setFocus()

    def _buttons(self, theme: Theme) -> QHBoxLayout:
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.setToolTip(tr("Close this window; nothing is evaluated."))
        self.cancel_button.clicked.connect(self.reject)
        self.evaluate_button = QPushButton(tr("Start evaluation"), self)
        self.evaluate_button.setProperty("look", "primary")
        self.evaluate_button.setDefault(True)
        self.evaluate_button.setIcon(themed_icon("start", theme, theme.accent_text))
        self.evaluate_button.clicked.connect(self._on_evaluate_clicked)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE_PX)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.evaluate_button)
        return row

    # ------------------------------------------------ what is asked

    def experiment(self) -> tuple[Experiment | None, tuple[Problem, ...]]:
        """The experiment of the new run, or what is wrong with it."""
        values: dict[str, Any] = self._learned_by.values_again()
        own = self._learned_by.network.kind
        values["evaluation"] |= {
            "other_networks": [name for name in self.family_row.chosen if name != own],
            "other_networks_lr": self.rate_edit.value(),
            "networks": self.networks_box.value(),
            self._length_name: self.length_box.value(),
        }
        return find_obstacles(values)

    def _on_input_changed(self) -> None:
        _, problems = self.experiment()
        obstacle = " ".join(problem_words(problem) for problem in problems)
        self.obstacle_label.setText(obstacle)
        self.obstacle_label.setVisible(bool(obstacle))
        self.evaluate_button.setEnabled(not obstacle)
        meaning = tr("Begin a run that trains and tests these networks on the chosen sets.")
        self.evaluate_button.setToolTip(obstacle or meaning)
        make_room(self)

    def _on_evaluate_clicked(self) -> None:
        experiment, _ = self.experiment()
        assert experiment is not None, "the button was enabled though something is wrong"
        self.accept()
        self.evaluation_requested.emit(experiment, AdoptRequest.of_run(self._run_path))
