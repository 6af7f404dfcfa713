"""The command of an experiment gives back the same experiment through the real command line."""

import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_engine import cli
from ftd_engine.config_checks import find_problems
from ftd_engine.experiment import Experiment
from ftd_engine.presets import Preset, load_presets
from ftd_engine.run_command import run_command

PRESETS = load_presets()


def parsed_back(command: str) -> Experiment:
    program, *arguments = shlex.split(command)
    assert program == "ftd"
    return cli._asked_experiment(cli._parser().parse_args(arguments))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_preset_is_its_own_command(preset: Preset) -> None:
    assert run_command(preset.experiment, PRESETS) == f"ftd run --preset {preset.key}"


def test_changes_are_named() -> None:
    values = PRESETS[0].experiment.model_dump()
    values["seed"] = 7
    values["distill"]["syn_lr_lr"] = 1e-7
    experiment = Experiment.model_validate(values)
    command = run_command(experiment, PRESETS)
    assert command == (
        f"ftd run --preset {PRESETS[0].key} --set seed=7 --set distill.syn_lr_lr=1e-07"
    )
    assert parsed_back(command) == experiment


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    folder=texts,
    rate=st.floats(0, 1e7),
    zca=st.booleans(),
    ops=st.lists(st.sampled_from(("color", "crop", "flip")), min_size=1, unique=True),
    name=st.from_regex(r"[a-z][a-z ._-]{0,20}", fullmatch=True),
)
def test_any_experiment_comes_back(
    folder: str, rate: float, zca: bool, ops: list[str], name: str
) -> None:
    values = Experiment().model_dump()
    values["name"] = name
    values["data"] |= {"folder": folder, "zca": zca}
    values["dsa"]["ops"] = tuple(ops)
    values["distill"]["image_lr"] = rate
    experiment, _ = find_problems(values)
    if experiment is not None:
        assert parsed_back(run_command(experiment, PRESETS)) == experiment
