"""Presets of the user's: stored, read, removed, and what a damaged one costs."""

from pathlib import Path

import pytest

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import load_experiment
from ftd_engine.presets import (
    OWN_GROUP,
    load_presets,
    own_preset_path,
    own_presets,
    remove_preset,
    store_preset,
)


def test_a_stored_preset_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there yet"
    experiment = Experiment(name="mine", seed=5)
    key = store_preset(folder, "Mine: ρ = 0.1", "For the night.", experiment)
    (preset,), complaints = own_presets(folder)
    assert complaints == ()
    assert (preset.key, preset.title, preset.summary) == (key, "Mine: ρ = 0.1", "For the night.")
    assert preset.experiment == experiment and preset.is_own
    # the file is an experiment like any other
    assert load_experiment(own_preset_path(folder, "Mine: ρ = 0.1")) == experiment
    remove_preset(folder, key)
    remove_preset(folder, key)
    assert own_presets(folder) == ((), ())


def test_the_same_title_replaces_and_another_does_not(tmp_path: Path) -> None:
    for title, seed in (("A", 1), ("a", 2), ("ä", 3), ("ö", 4)):
        store_preset(tmp_path, title, "", Experiment(seed=seed))
    presets, _ = own_presets(tmp_path)
    assert [(one.title, one.experiment.seed) for one in presets] == [("a", 2), ("ä", 3), ("ö", 4)]


def test_no_own_preset_is_taken_for_a_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "demo.toml").write_text('[preset]\ngroup = "FTD paper"\n')
    (preset,), _ = own_presets(tmp_path)
    assert preset.story.group == OWN_GROUP
    assert preset.key not in [one.key for one in load_presets()]
    assert not any(one.is_own for one in load_presets())


def test_a_damaged_file_costs_itself_only(tmp_path: Path) -> None:
    store_preset(tmp_path, "Good", "", Experiment())
    (tmp_path / "x.toml").write_text("seed = [")
    (tmp_path / "y.toml").write_text("seed = -4")
    (tmp_path / "z.toml").mkdir()
    presets, complaints = own_presets(tmp_path)
    assert [preset.title for preset in presets] == ["Good"]
    assert [complaint.partition(":")[0] for complaint in complaints] == [
        "x.toml is left out",
        "y.toml is left out",
        "z.toml is left out",
    ]
    assert "This is not TOML" in complaints[0] and "Seed is -4." in complaints[1]


def test_what_cannot_be_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblems, match="A preset needs a name"):
        store_preset(tmp_path, "  ", "", Experiment())
    with pytest.raises(ConfigProblems, match="title"):
        store_preset(tmp_path, "x" * 61, "", Experiment())
    assert list(tmp_path.iterdir()) == []
