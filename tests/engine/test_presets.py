"""The built-in experiments and what a wrong one says."""

from pathlib import Path

import pytest

from ftd_engine import presets as presets_room
from ftd_engine.config_checks import ConfigProblems
from ftd_engine.experiment_file import from_toml, to_toml
from ftd_engine.presets import demo_experiment, load_presets


def test_presets_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text("seed = 2\n")
    (tmp_path / "a.toml").write_text('seed = 1\n[preset]\ntitle = "One"\nsummary = "Short."\n')
    (tmp_path / "notes.txt").write_text("no preset")
    first, second = load_presets(tmp_path)
    assert (first.key, first.title, first.summary, first.experiment.seed) == (
        "a",
        "One",
        "Short.",
        1,
    )
    assert (second.key, second.title, second.summary, second.experiment.seed) == ("b", "b", "", 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seed = -2\n", "seed: Seed is -2."),
        ("preset = 5\n", "preset: 5 is not a table of title and summary. Write it as [preset]."),
        (
            "[preset]\ntitle = 5\n",
            "preset.title: title is 5. Input should be a valid string.",
        ),
        (
            '[preset]\nsumary = "x"\n',
            'preset.sumary: is not a fact of a preset. Nearest known name: "summary".',
        ),
        ('[preset]\ngroup = "Mine"\n', 'preset.group: group is "Mine". Input should be'),
        ('[preset]\nnotes = "one"\n', 'preset.notes: notes is "one". Input should be'),
        (
            "[preset]\naccuracy_percent = 130.0\n",
            "preset.accuracy_percent: accuracy_percent is 130",
        ),
        (
            "[preset]\naccuracy_percent = 30.0\n",
            "preset: An accuracy comes with its source, and a source with an accuracy.",
        ),
        ('[preset]\naccuracy_source = "A paper"\n', "preset: An accuracy comes with its source"),
        ("[preset]\naccuracy_std = 0.5\n", "preset: An accuracy comes with its source"),
    ],
)
def test_a_wrong_preset_names_its_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text)
    with pytest.raises(ConfigProblems) as caught:
        load_presets(tmp_path)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_built_in_presets_go_into_a_file_and_back() -> None:
    presets = load_presets()
    assert presets
    for preset in presets:
        assert preset.title != preset.key and preset.summary
        assert from_toml(to_toml(preset.experiment)) == preset.experiment


def test_the_demo_is_a_preset() -> None:
    assert demo_experiment() in [preset.experiment for preset in load_presets()]


def test_a_demo_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.toml").write_text("seed = 2\n")
    monkeypatch.setattr(presets_room, "presets_folder", lambda: tmp_path)
    with pytest.raises(ConfigProblems, match="The preset demo is missing"):
        demo_experiment()
