"""`ftd presets`: the list, one preset as a file that can be run, and both as JSON."""

import json

import pytest

from ftd_engine import cli, estimate_command
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import from_toml
from ftd_engine.job_requests import EstimateResult
from ftd_engine.presets import load_presets
from ftd_engine.step_costs import stored_rate
from tests.fixtures.device_rates import RATE

PRESETS = {preset.key: preset for preset in load_presets()}


def test_the_list_has_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["presets"]) == 0
    said = capsys.readouterr().out
    lines = {line.split()[0]: line.split() for line in said.splitlines()}
    assert set(PRESETS) <= set(lines)
    wanted = ["ftd-cifar-10-ipc10", "cifar-10", "10", "FTD", "66.6", "±", "0.3", "%"]
    assert lines["ftd-cifar-10-ipc10"] == wanted
    assert lines["mtt-imageyellow-ipc1"] == ["mtt-imageyellow-ipc1", "imageyellow", "1", "MTT"]
    assert "On this computer" in said and "FTD paper" in said


def test_the_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["presets", "--json"]) == 0
    told = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    assert list(told) == list(PRESETS)
    cell = told["ftd-cifar-100-ipc50"]
    assert (cell["data_set"], cell["ipc"], cell["method"]) == ("cifar-100", 50, "FTD")
    assert (cell["accuracy_percent"], cell["accuracy_std"]) == (50.7, 0.3)
    assert cell["accuracy_source"] == "FTD, Table 1" and len(cell["notes"]) >= 3
    assert told["demo"]["accuracy_percent"] is None


@pytest.mark.parametrize("key", ["demo", "ftd-cifar-10-ipc1", "mtt-tiny-imagenet-ipc50"])
def test_one_preset_is_a_file_with_its_facts_above(
    key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["presets", key]) == 0
    text = capsys.readouterr().out
    preset = PRESETS[key]
    assert from_toml(text) == preset.experiment
    head = text.partition("\n\n")[0].splitlines()
    assert all(line.startswith("# ") for line in head)
    assert all(len(line) <= 100 for line in head)
    words = " ".join(line.lstrip("# ") for line in head)
    assert all(note in words for note in preset.story.notes)
    assert ", ".join(preset.facts()) in words


def test_what_is_measured_on_a_busy_machine_is_shown_though_not_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = EstimateResult(True, rate=RATE, notes=("Other programs keep the processor busy.",))
    monkeypatch.setattr(estimate_command, "ask_engine", lambda _workspace, _request: result)
    assert stored_rate(Experiment()) is None
    assert cli.main(["presets", "demo", "--measure"]) == 0
    captured = capsys.readouterr()
    assert from_toml(captured.out) == PRESETS["demo"].experiment
    assert "From an empty shelf on it needs" in captured.out
    assert "keep the processor busy" in captured.err
    assert cli.main(["presets", "--measure"]) == 0
    assert "--measure measures" not in capsys.readouterr().out


def test_one_preset_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["presets", "mtt-cifar-10-ipc1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    wanted = PRESETS["mtt-cifar-10-ipc1"].experiment.model_dump(mode="json")
    assert told["experiment"] == wanted and told["title"] == "MTT: CIFAR-10, 1 per class"


def test_an_unknown_preset(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["presets", "no"]) == 2
    assert 'There is no preset "no". Known are: demo' in capsys.readouterr().out
