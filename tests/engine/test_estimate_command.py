"""`ftd run --estimate` and what a plain `ftd run` refuses before it starts."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from ftd_engine import cli, estimate_command, shortages
from ftd_engine.data_facts import DataFacts
from ftd_engine.experiment_file import to_toml
from ftd_engine.job_requests import EstimateRequest, EstimateResult
from ftd_engine.launch import ESTIMATE_ENTRY
from ftd_engine.needs import time_words
from ftd_engine.run_folder import find_runs
from ftd_engine.step_costs import StepCosts, store_rate, stored_rate
from tests.engine.tiny import tiny_experiment
from tests.fixtures.device_rates import RATE

FACTS = DataFacts(1, 28, 10, 6_000, 2_000)
COSTS = StepCosts("CPU, 9 threads", is_measured=True, teacher_step_s=0.5, match_step_s=1.0)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[EstimateRequest]:
    requests: list[EstimateRequest] = []

    def answer(_workspace: Path, request: EstimateRequest) -> EstimateResult:
        requests.append(request)
        return EstimateResult(True, facts=FACTS, costs=COSTS, notes=("A note.",))

    monkeypatch.setattr(estimate_command, "ask_engine", answer)
    return requests


def small_file(tmp_path: Path) -> str:
    path = tmp_path / "small.toml"
    path.write_text(to_toml(tiny_experiment()), encoding="utf-8")
    return str(path)


def test_the_estimate_is_a_table_and_one_line_of_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[EstimateRequest]
) -> None:
    workspace = tmp_path / "runs"
    line = ["run", small_file(tmp_path), "--estimate", "--json", "--workspace", str(workspace)]
    assert cli.main([*line, "--set", "buffer.batch_size=540"]) == 0
    captured = capsys.readouterr()
    told = json.loads(captured.out)
    assert told["fits"] is True and told["shortages"] == []
    # two teachers, two epochs, ten whole batches of the images that are not held out
    assert told["phases"]["buffer"]["seconds"] == 20.0
    assert told["phases"]["distill"]["seconds"] == 12.0
    assert told["device"] == "CPU, 9 threads" and told["free"]["gpu_bytes"] is None
    for words in ("1 buffer", "20 s", "12 s", "whole run", "free here", "A note.", "It fits."):
        assert words in captured.err
    assert asked[0].experiment.buffer.batch_size == 540
    # nothing was started
    assert not workspace.exists()


def test_what_cannot_fit_is_told_by_the_status(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    asked: list[EstimateRequest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shortages.shutil, "disk_usage", lambda _path: SimpleNamespace(free=1000))
    line = ["run", small_file(tmp_path), "--estimate", "--workspace", str(tmp_path / "runs")]
    assert cli.main(line) == 1
    printed = capsys.readouterr().out
    assert "where 1.0 kB are free. Keep only the drawn epochs (buffer.keep_epochs)" in printed
    assert asked and "It fits." not in printed


def test_a_plain_run_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortages.shutil, "disk_usage", lambda _path: SimpleNamespace(free=1000))
    workspace = tmp_path / "runs"
    assert cli.main(["run", small_file(tmp_path), "--workspace", str(workspace)]) == 2
    assert "The teachers to train take" in capsys.readouterr().out
    assert list(find_runs(workspace)) == []


def test_a_process_that_dies_is_an_answer_too(tmp_path: Path) -> None:
    request = EstimateRequest(tiny_experiment(), str(tmp_path))
    result = estimate_command.ask_engine(tmp_path, request, "tests.engine.fake_entries:leave")
    assert not result.ok
    assert result.message.endswith("(exit status 4).")
    assert "network.width" in result.hint


def test_presets_say_what_they_need_once_the_device_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FTD_STUDIO_CACHE", str(tmp_path))
    assert cli.main(["presets"]) == 0
    assert "about" not in (said := capsys.readouterr().out)
    assert "ftd presets --measure" in said
    experiment = tiny_experiment()
    # presets take the device and threads of the defaults
    default = experiment.model_copy(update={"device": "auto"})
    store_rate(default, RATE)
    assert stored_rate(default) == RATE and stored_rate(experiment) is None
    assert cli.main(["presets"]) == 0
    assert "about" in capsys.readouterr().out
    assert cli.main(["presets", "demo"]) == 0
    assert "of disk on this device" in capsys.readouterr().out


def test_a_damaged_store_of_devices_is_measured_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FTD_STUDIO_CACHE", str(tmp_path))
    experiment = tiny_experiment()
    store_rate(experiment, RATE)
    (file,) = tmp_path.iterdir()
    file.write_text("{", encoding="utf-8")
    assert stored_rate(experiment) is None
    store_rate(experiment, RATE)
    assert stored_rate(experiment) == RATE


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (99, "99 s"), (150, "2 min"), (5 * 3600, "5 h"), (1e6, "12 days")],
)
def test_times_have_the_unit_that_matters(seconds: float, words: str) -> None:
    assert time_words(seconds) == words


@pytest.mark.slow
def test_an_estimate_comes_near_to_a_real_run(tmp_path: Path) -> None:
    """Time within a factor of 1.5 and memory within 1.25, on a machine that does nothing else."""
    from tests.engine.measured_run import measured_run

    experiment = tiny_experiment(
        network={"width": 32},
        buffer={"batch_size": 64, "num_experts": 2, "epochs": 4},
        distill={"iterations": 150, "syn_steps": 10, "evaluate_every": 50, "evaluate_epochs": 100},
        evaluation={"networks": 3, "epochs": 300},
    )
    workspace = tmp_path / "runs"
    request = EstimateRequest(experiment, str(tmp_path / "shelf"))
    result = estimate_command.ask_engine(workspace, request, ESTIMATE_ENTRY)
    assert result.facts is not None and result.costs is not None, result
    needs = estimate_command.needs_of(experiment, result.facts, result.costs)
    seconds, peak_bytes = measured_run(workspace, experiment)
    for need in needs.phases:
        assert 1 / 1.5 < need.seconds / seconds[need.phase] < 1.5, need
    assert 1 / 1.25 < needs.host_bytes / peak_bytes < 1.25
