"""Evaluation dialog: what is asked, what stays as it was learned, what is wished."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import AdoptRequest
from ftd_gui.pages.evaluation_dialog import EvaluationDialog
from ftd_gui.theme import LIGHT
from tests.fixtures.recorded_runs import tiny_experiment


def make(qtbot: QtBot, learned_by: Experiment) -> EvaluationDialog:
    dialog = EvaluationDialog(learned_by, Path("/runs/one"), LIGHT)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def changed(**evaluation: object) -> Experiment:
    learned_by = tiny_experiment("mine")
    whole = learned_by.evaluation.model_copy(update=evaluation)
    return learned_by.model_copy(update={"evaluation": whole})


def test_it_begins_with_the_evaluation_of_the_run(qtbot: QtBot) -> None:
    dialog = make(qtbot, changed(other_networks=("vgg11",), networks=4, epochs=70))
    assert dialog.family_row.chosen == ("convnet", "vgg11")
    assert (dialog.networks_box.value(), dialog.length_box.value()) == (4, 70)
    # the run's own network is always one of them
    own = dialog.family_row.boxes["convnet"]
    assert not own.isEnabled() and "always one of them" in own.toolTip()


def test_the_wish_changes_nothing_that_was_learned_by(qtbot: QtBot) -> None:
    learned_by = tiny_experiment("mine")
    dialog = make(qtbot, learned_by)
    wished: list[tuple[Experiment, AdoptRequest]] = []
    dialog.evaluation_requested.connect(lambda *both: wished.append(both))  # type: ignore[arg-type]
    qtbot.keyClick(dialog.family_row.boxes["resnet18"], Qt.Key.Key_Space)
    dialog.networks_box.setValue(7)
    dialog.length_box.setValue(30)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    ((experiment, request),) = wished
    assert request == AdoptRequest("/runs/one", "", 0.0, "", evaluates=True, again=True)
    assert experiment.learns_as(learned_by) and experiment.name == "mine again"
    assert experiment.evaluation.other_networks == ("resnet18",)
    assert (experiment.evaluation.networks, experiment.evaluation.epochs) == (7, 30)
    assert not dialog.isVisible()


def test_an_evaluation_by_iterations_is_asked_in_iterations(qtbot: QtBot) -> None:
    dialog = make(qtbot, changed(length_unit="iterations", iterations=90))
    assert dialog.length_box.value() == 90 and "iterations" in dialog.length_box.text()
    dialog.length_box.setValue(50)
    experiment, problems = dialog.experiment()
    assert not problems and experiment is not None
    assert experiment.evaluation.iterations == 50


def test_the_other_families_may_have_a_rate_of_their_own(qtbot: QtBot) -> None:
    dialog = make(qtbot, changed(other_networks_lr=0.02))
    assert dialog.rate_edit.text() == "0.02"
    dialog.rate_edit.setText("1e-2")
    experiment, _ = dialog.experiment()
    assert experiment is not None and experiment.evaluation.other_networks_lr == 0.01
    dialog.rate_edit.setText("much")
    assert not dialog.evaluate_button.isEnabled() and "much" in dialog.obstacle_label.text()


def test_what_cannot_be_trained_is_said_beside_it(qtbot: QtBot) -> None:
    learned_by = tiny_experiment("mine")
    gone = learned_by.network.model_copy(update={"kind": "gone:net"})
    dialog = make(qtbot, learned_by.model_copy(update={"network": gone}))
    assert not dialog.evaluate_button.isEnabled()
    assert "gone" in dialog.obstacle_label.text() and dialog.obstacle_label.isVisible()


def test_cancel_wishes_nothing(qtbot: QtBot) -> None:
    dialog = make(qtbot, tiny_experiment())
    with qtbot.assertNotEmitted(dialog.evaluation_requested):
        dialog.cancel_button.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize("times", [1, 2])
def test_a_name_grows_only_once(qtbot: QtBot, times: int) -> None:
    experiment = tiny_experiment("mine")
    for _ in range(times):
        found, _ = make(qtbot, experiment).experiment()
        assert found is not None
        experiment = found
    assert experiment.name == "mine again"
