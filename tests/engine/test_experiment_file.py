"""An experiment as TOML, there and back, and files that are none."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from ftd_engine import experiment_file
from ftd_engine.config_checks import ConfigProblems, check
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import from_toml, load_experiment, read_head, to_toml
from ftd_engine.field_facts import FieldFacts, all_fields

FIELDS = all_fields()


def nested(path: str, value: Any) -> dict[str, Any]:
    section, _, name = path.rpartition(".")
    return {section: {name: value}} if section else {name: value}


def other_value(facts: FieldFacts) -> Any:
    """A right value that is not the default and troubles no other field."""
    special: dict[str, Any] = {
        "name": "Größe 2.1_b",
        "data.dataset": "svhn",
        "data.image_size_px": 64,
        "data.folder": 'C:\\data\\"x"\n\tß',
        "buffer.epochs": 27,
        "buffer.imported": "0123456789ab",
        "distill.max_start_epoch": 3,
        "distill.expert_epochs": 3,
        "evaluation.loss_difference_experts": 1,
        "buffer.num_experts": 7,
        "dsa.ops": ["flip", "crop"],
        "evaluation.other_networks": ["alexnet", "vgg11"],
        "evaluation.metrics": ["odd:figure"],
    }
    if facts.path in special:
        return special[facts.path]
    match facts.kind:
        case "bool":
            return not facts.default
        case "choice":
            return facts.choices[-1]
        case "int":
            return facts.default + 1
        case _:
            return facts.default * 0.7 + 1e-12


@pytest.mark.parametrize("facts", FIELDS.values(), ids=FIELDS.keys())
def test_every_field_goes_into_a_file_and_back(facts: FieldFacts) -> None:
    values = nested(facts.path, other_value(facts))
    experiment = check(values)
    text = to_toml(experiment)
    assert from_toml(text) == experiment
    if len(facts.choices) != 1:
        assert experiment != Experiment()
        assert text != to_toml(Experiment())


def test_all_fields_at_once_go_into_a_file_and_back() -> None:
    values: dict[str, Any] = {}
    for facts in FIELDS.values():
        section, _, name = facts.path.rpartition(".")
        (values.setdefault(section, {}) if section else values)[name] = other_value(facts)
    experiment = check(values)
    assert from_toml(to_toml(experiment)) == experiment


@pytest.mark.parametrize(
    "text",
    [
        "seed = ",
        "seed = 1\nseed = 2\n",
        "x = " + "[" * 100_000,
        "seed = " + "9" * 5000,
    ],
)
def test_what_is_not_toml(text: str) -> None:
    with pytest.raises(ConfigProblems) as caught:
        from_toml(text, "one.toml")
    assert re.fullmatch(
        r"one\.toml: This is not TOML: .*\. Mend the line named\.", str(caught.value), re.DOTALL
    )


def test_a_date_is_no_setting() -> None:
    with pytest.raises(ConfigProblems, match="Seed is 2026-01-01"):
        from_toml("seed = 2026-01-01")


def test_a_number_too_long_to_be_shown() -> None:
    with pytest.raises(ConfigProblems, match="Seed is a number of more than"):
        from_toml("seed = 0x" + "f" * 10_000)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text('seed = 4\n[preset]\ntitle = "Left aside"\n', encoding="utf-8")
    assert load_experiment(path).seed == 4


def refuse_file(path: Path) -> str:
    with pytest.raises(ConfigProblems) as caught:
        load_experiment(path)
    return str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    assert refuse_file(path) == (
        f"{path}: The file cannot be read: No such file or directory. Check the path."
    )
    path.write_bytes(b"seed = 4 # \xff")
    assert refuse_file(path) == f"{path}: The file is not UTF-8 text (byte 11). Save it as UTF-8."
    path.write_bytes(b"#" * (experiment_file.MAX_TOML_BYTES + 1))
    assert refuse_file(path) == (
        f"{path}: The file is larger than 1 MiB; no experiment is. Choose an experiment file."
    )
    path.write_text("sead = 4\n")
    assert refuse_file(path) == f'{path}: sead: is not a setting. Nearest known name: "seed".'


def test_levels_beyond_those_of_any_experiment(tmp_path: Path) -> None:
    path = tmp_path / "deep.toml"
    path.write_text("seed = 4\n" + "a." * 101 + "b = 1\n")
    assert refuse_file(path) == (
        f"{path}: This is not TOML: line 2 has more than 100 dots. Mend the line named."
    )
    # spread over lines, so that none has many dots
    path.write_text("[" + "a." * 60 + "b]\n" + "c." * 60 + "d = 1\n")
    assert "it has more than 10 levels of tables and lists" in refuse_file(path)
    path.write_text("# " + "." * 200 + "\nseed = 4\n")
    assert load_experiment(path).seed == 4


def test_no_pipe_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    assert refuse_file(path) == (
        f"{path}: The file cannot be read: It is a pipe or a device, no plain file. Check the path."
    )


@pytest.mark.parametrize("order", ["usual", "data last", "data missing"])
def test_the_head_tells_name_and_data_set_whatever_the_rest(tmp_path: Path, order: str) -> None:
    path = tmp_path / "experiment.toml"
    head, data, rest = 'name = "mine"\n', '[data]\ndataset = "svhn"\n', "[distill]\nipc = -7\n"
    parts = {
        "usual": (head, data, rest),
        "data last": (head, rest, data),
        "data missing": (head, rest),
    }
    path.write_text("".join(parts[order]))
    assert read_head(path) == ("mine", "" if order == "data missing" else "svhn")


@pytest.mark.parametrize("text", ["nonsense", 'name = "../a"', "name = 7", 'name = "a', "\x00"])
def test_a_head_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "experiment.toml"
    path.write_text(text)
    with pytest.raises(ConfigProblems):
        read_head(path)


@pytest.mark.parametrize("data", ["data = 7", '[data]\ndataset = "else"', "[data]\ndataset = 7"])
def test_a_data_set_that_is_none_is_left_out(tmp_path: Path, data: str) -> None:
    path = tmp_path / "experiment.toml"
    path.write_text(data)
    assert read_head(path) == ("untitled", "")
