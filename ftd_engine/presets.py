"""The built-in experiments and their stories."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from ftd_engine.config_checks import ConfigProblems, Problem, check, shown_value
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import parse_toml, read_toml_text
from ftd_engine.resource_files import presets_folder


@dataclass(frozen=True, slots=True)
class Preset:
    """A built-in experiment with its story."""

    key: str
    """File name without ending; what `ftd run --preset` takes."""
    title: str
    summary: str
    experiment: Experiment


def load_presets(folder: Path | None = None) -> tuple[Preset, ...]:
    """All presets of a folder in file-name order; by default the built-in ones.

    Raises:
        ConfigProblems: a preset file is wrong.
    """
    presets: list[Preset] = []
    for path in sorted((folder or presets_folder()).glob("*.toml")):
        values = parse_toml(read_toml_text(path), str(path))
        title, summary = _story_of(values.pop("preset", {}), path)
        presets.append(Preset(path.stem, title, summary, check(values, str(path))))
    return tuple(presets)


def _story_of(story: Any, path: Path) -> tuple[str, str]:
    """Title and summary of a preset's own table."""
    if isinstance(story, dict):
        known = cast("dict[str, Any]", story)
        title, summary = known.get("title", path.stem), known.get("summary", "")
        if isinstance(title, str) and isinstance(summary, str):
            return title, summary
    shown = shown_value(cast("object", story))
    reason = f"{shown} is not a table of title and summary."
    raise ConfigProblems([Problem("preset", shown, reason, "Write it as [preset].")], str(path))


DEMO_PRESET = "demo"


def demo_experiment() -> Experiment:
    """The experiment behind "Try the demo" and `ftd demo`.

    Raises:
        ConfigProblems: the preset is missing or wrong.
    """
    for preset in load_presets():
        if preset.key == DEMO_PRESET:
            return preset.experiment
    reason = f"The preset {DEMO_PRESET} is missing."
    raise ConfigProblems([Problem("", "", reason, "Install the program again.")])
