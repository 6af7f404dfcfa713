"""The rehearsal of a run's steps, in this process."""

from pathlib import Path

import pytest
import torch

from ftd_engine.data.datasets import load_dataset
from ftd_engine.data_facts import DataFacts
from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import EstimateRequest
from ftd_engine.phases import estimate
from ftd_engine.phases.calibration import Patience, Rehearsal
from ftd_engine.phases.estimate import fitted_line
from ftd_engine.runtime import EngineError
from ftd_engine.step_costs import StepCosts, scaled_costs, stored_rate
from tests.engine.tiny import tiny_experiment

FACTS = DataFacts(1, 28, 10, 200, 200)
HASTE = Patience(step_s=0.02, piece_s=0.02, whole_s=0.1)
CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimate, "THOROUGH", HASTE)
    monkeypatch.setattr(estimate, "QUICK", HASTE)
    monkeypatch.setattr(estimate.psutil, "cpu_percent", lambda _interval: 10.0)


def rehearsed(experiment: Experiment, facts: DataFacts = FACTS) -> StepCosts:
    return Rehearsal(experiment, facts, CPU, HASTE).costs()


def assert_all_above_zero(costs: StepCosts) -> None:
    assert costs.teacher_step_s > 0 and costs.test_image_s > 0 and costs.set_step_s > 0
    assert costs.match_step_s > 0 and costs.match_fixed_s >= 0 and costs.write_s > 0
    assert costs.base_bytes > 50e6


@pytest.mark.parametrize("trajectory", ["flat", "plain", "gsam"])
def test_every_kind_of_teacher_is_rehearsed(trajectory: str) -> None:
    costs = rehearsed(tiny_experiment(buffer={"trajectory": trajectory}))
    assert costs.is_measured and costs.device.startswith("CPU")
    assert_all_above_zero(costs)


def test_without_augmentation_and_with_batch_norm() -> None:
    experiment = tiny_experiment(
        network={"norm": "batch"},
        buffer={"dsa": False},
        distill={"dsa": False, "syn_batch": 4, "ema_decay": 0.0},
        evaluation={"dsa": False},
    )
    assert_all_above_zero(rehearsed(experiment))


def test_a_batch_too_large_to_try_is_scaled_from_a_smaller_one() -> None:
    experiment = tiny_experiment(network={"width": 64}, buffer={"batch_size": 4096})
    facts = DataFacts(3, 32, 10, 50_000, 10_000)
    small = Rehearsal(experiment, facts, CPU, Patience(0.01, 0.01, 0.0)).costs()
    one = Rehearsal(
        tiny_experiment(network={"width": 64}, buffer={"batch_size": 64}), facts, CPU, HASTE
    ).costs()
    # 64 times the images in about 64 times the time; loosely, for a machine that has other work
    assert 16 < small.teacher_step_s / one.teacher_step_s < 256


def test_images_at_hand_are_read_and_teachers_found(tmp_path: Path) -> None:
    request = EstimateRequest(tiny_experiment(), str(tmp_path / "shelf"))
    result = estimate.run(request)
    assert result.ok and result.facts == DataFacts(1, 28, 10, 6_000, 2_000)
    assert result.teachers_there == frozenset() and result.notes == ()
    assert result.costs is not None and result.costs.start_s > 0
    assert result.gpu_bytes is None


def test_a_set_that_would_be_downloaded_is_estimated_by_its_published_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment = tiny_experiment(data={"source": "full"})
    embedded = load_dataset(tiny_experiment().data)
    # the tests' machine may have the full set as a system package
    monkeypatch.setattr(estimate, "load_dataset", lambda *_args, **_kwargs: embedded)
    result = estimate.run(EstimateRequest(experiment, str(tmp_path / "shelf")))
    assert result.facts == DataFacts(1, 28, 10, 60_000, 10_000)
    assert result.notes == ("The full set is not on this disk yet; its published numbers count.",)


def test_a_set_that_is_not_there_is_told(tmp_path: Path) -> None:
    experiment = tiny_experiment(data={"dataset": "cifar-10", "source": "auto"})
    result = estimate.run(EstimateRequest(experiment, str(tmp_path / "shelf")))
    assert result.facts is not None and result.facts.num_train == 50_000
    assert result.notes[0].startswith("The images could not be read; the published numbers count.")


def test_own_images_that_cannot_be_read_cannot_be_estimated(tmp_path: Path) -> None:
    folder = str(tmp_path / "none")
    experiment = tiny_experiment(data={"dataset": "folder", "folder": folder, "source": "auto"})
    with pytest.raises(EngineError, match="is not a folder"):
        estimate.run(EstimateRequest(experiment, str(tmp_path)))


def test_the_device_is_measured_once_and_scaled_to_other_networks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FTD_STUDIO_CACHE", str(tmp_path))
    monkeypatch.setattr(estimate, "_REFERENCES", ((4, 20), (8, 60), (16, 100)))
    experiment = tiny_experiment()
    result = estimate.run(EstimateRequest(experiment, str(tmp_path), only_device=True))
    assert result.rate is not None and result.facts is None
    assert stored_rate(experiment) == result.rate
    small = scaled_costs(result.rate, experiment, FACTS)
    large = scaled_costs(
        result.rate, tiny_experiment(network={"width": 256}), DataFacts(3, 64, 10, 6000, 2000)
    )
    assert not small.is_measured
    assert_all_above_zero(small)
    assert large.teacher_step_s > small.teacher_step_s
    assert large.match_step_bytes > small.match_step_bytes


def test_a_line_is_found_again_and_has_no_negative_part() -> None:
    units, maps = [10, 200, 3000], [50, 400, 900]
    found = [1.0 + 2 * a + 3 * b for a, b in zip(units, maps, strict=True)]
    line = fitted_line(found, units, maps)
    assert (line.per_step, line.per_unit, line.per_activation) == pytest.approx((1, 2, 3))
    assert fitted_line([0.0, found[1], 0.0], units, maps).at(200, 400) == pytest.approx(found[1])
    # costs that noise has made equal still grow with the work
    level = fitted_line([5.0, 5.0, 5.0], units, maps)
    assert level.at(30_000, 9_000) > level.at(3000, 900)
    assert fitted_line([0.0, 0.0, 0.0], units, maps).at(1, 1) == 0
    odd = fitted_line([5.0, 1.0, 0.0], units, maps)
    assert min(odd.per_step, odd.per_unit, odd.per_activation) >= 0


def test_other_programs_are_told_and_keep_the_device_from_being_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FTD_STUDIO_CACHE", str(tmp_path))
    monkeypatch.setattr(estimate.psutil, "cpu_percent", lambda _interval: 90.0)
    monkeypatch.setattr(estimate, "_REFERENCES", ((4, 10), (8, 20)))
    experiment = tiny_experiment()
    result = estimate.run(EstimateRequest(experiment, str(tmp_path)))
    assert result.notes == (
        "Other programs keep the processor 90 % busy; beside them the run may take longer.",
    )
    device = estimate.run(EstimateRequest(experiment, str(tmp_path), only_device=True))
    assert device.rate is not None and stored_rate(experiment) is None
    assert device.notes[0].startswith(
        "Other programs keep the processor 90 % busy: on a quiet machine"
    )
