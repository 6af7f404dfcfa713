"""Experiments to begin from, built in or of one's own, each with what it tells of itself."""

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, cast, get_args

import tomli_w
from pydantic import Field, ValidationError, model_validator

from ftd_engine.config_checks import ConfigProblems, Problem, check, nearest_name, shown_value
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import parse_toml, read_toml_text, to_toml
from ftd_engine.resource_files import presets_folder
from ftd_engine.settings.setting import Section
from ftd_engine.whole_files import write_aside

PresetGroup = Literal["Your own", "On this computer", "FTD paper", "MTT"]
OWN_GROUP: PresetGroup = "Your own"
MAX_OWN_PRESETS = 500
MAX_TITLE = 60
MAX_SUMMARY = 240
PRESET_GROUPS: tuple[PresetGroup, ...] = get_args(PresetGroup)
"""The groups in the order in which they are listed."""


class PresetStory(Section):
    """The `[preset]` table of a preset's file."""

    title: str = Field("", max_length=MAX_TITLE)
    summary: str = Field("", max_length=MAX_SUMMARY)
    group: PresetGroup = "On this computer"
    method: Literal["FTD", "MTT"] = "FTD"
    accuracy_percent: float | None = Field(None, ge=0, le=100)
    """The published accuracy; None where no number is known."""
    accuracy_std: float | None = Field(None, ge=0, le=100)
    """Its standard deviation in points, where it was printed."""
    accuracy_source: str = Field("", max_length=120)
    """Where it was printed, in words."""
    notes: tuple[str, ...] = ()
    """Sentences: what the sources leave open, and where they contradict each other."""

    @model_validator(mode="after")
    def _accuracy_is_whole(self) -> "PresetStory":
        has_number = self.accuracy_percent is not None
        if has_number != bool(self.accuracy_source) or (self.accuracy_std and not has_number):
            raise ValueError("An accuracy comes with its source, and a source with an accuracy.")
        return self

    def accuracy_words(self) -> str:
        """The published accuracy, such as "66.6 ± 0.3 % (FTD, Table 1)"; empty where none is known."""
        if self.accuracy_percent is None:
            return ""
        spread = "" if self.accuracy_std is None else f" ± {self.accuracy_std:.1f}"
        return f"{self.accuracy_percent:.1f}{spread} % ({self.accuracy_source})"


@dataclass(frozen=True, slots=True)
class Preset:
    """An experiment with its story."""

    key: str
    """File name without ending; what `ftd run --preset` takes."""
    story: PresetStory
    experiment: Experiment

    @property
    def title(self) -> str:
        return self.story.title or self.key

    @property
    def summary(self) -> str:
        return self.story.summary

    @property
    def is_own(self) -> bool:
        return self.story.group == OWN_GROUP

    def facts(self) -> tuple[str, ...]:
        """Data set, images per class, method and published accuracy, each in a few words."""
        data, ipc = self.experiment.data.dataset, self.experiment.distill.ipc
        images = "image" if ipc == 1 else "images"
        published = self.story.accuracy_words()
        return (
            data,
            f"{ipc} {images} per class",
            self.story.method,
            *((f"published: {published}",) if published else ()),
        )


def load_presets(folder: Path | None = None) -> tuple[Preset, ...]:
    """All presets of a folder in the order of their groups, names counted as numbers count.

    Args:
        folder: where they lie; None takes the built-in ones.

    Raises:
        ConfigProblems: a preset file is wrong.
    """
    presets: list[Preset] = []
    for path in (folder or presets_folder()).glob("*.toml"):
        presets.append(_preset_in(path))
    return tuple(sorted(presets, key=_place))


def _preset_in(path: Path) -> Preset:
    values = parse_toml(read_toml_text(path), str(path))
    story = _story_of(values.pop("preset", {}), path)
    return Preset(path.stem, story, check(values, str(path)))


# ---------------------------------------------------------------- of one's own


def own_presets(folder: Path) -> tuple[tuple[Preset, ...], tuple[str, ...]]:
    """The user's presets in this folder, by title, and a sentence for each file that is none.

    A damaged file costs its own preset and nothing else; a folder that is not there is empty.
    """
    presets: list[Preset] = []
    complaints: list[str] = []
    try:
        paths = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    except OSError as error:
        return (), (f"Your presets cannot be read: {folder}: {error.strerror}.",)
    for path in paths[:MAX_OWN_PRESETS]:
        try:
            preset = _preset_in(path)
        except ConfigProblems as problems:
            reason = problems.problems[0] if problems.problems else "It holds no experiment."
            complaints.append(f"{path.name} is left out: {reason}")
        else:
            # whatever the file says: a preset of the user's is never taken for a published one
            story = preset.story.model_copy(update={"group": OWN_GROUP})
            presets.append(replace(preset, key=OWN_PREFIX + preset.key, story=story))
    if len(paths) > MAX_OWN_PRESETS:
        left = len(paths) - MAX_OWN_PRESETS
        complaints.append(f"{left} files are left out: at most {MAX_OWN_PRESETS} are read.")
    return tuple(sorted(presets, key=lambda one: one.title.casefold())), tuple(complaints)


OWN_PREFIX = "own/"
"""Before the file names of own presets, so that none has the key of a built-in one."""


def own_preset_path(folder: Path, title: str) -> Path:
    """The file of the preset with this title, whether it is there or not."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:MAX_TITLE]
    # titles that differ only in letters that no file name takes are still two
    mark = hashlib.sha256(title.casefold().encode()).hexdigest()[:6]
    return folder / f"{plain or 'preset'}-{mark}.toml"


def store_preset(folder: Path, title: str, summary: str, experiment: Experiment) -> str:
    """Write a preset of the user's, in place of the one with the same title.

    Returns:
        Its key.

    Raises:
        ConfigProblems: title or summary is empty or too long.
        OSError: the file cannot be written; an old one is untouched.
    """
    path = own_preset_path(folder, title)
    if not title.strip():
        raise ConfigProblems([Problem("title", "", "A preset needs a name.", "Type one.")])
    story = _story_of({"title": title, "summary": summary, "group": OWN_GROUP}, path)
    told = {key: value for key, value in story.model_dump(exclude_defaults=True).items() if value}
    text = tomli_w.dumps({"preset": told}) + "\n"
    # the experiment's own lines stand before any table
    body = to_toml(experiment)
    folder.mkdir(parents=True, exist_ok=True)
    write_aside(path, f"{body}\n{text}".encode())
    return OWN_PREFIX + path.stem


def remove_preset(folder: Path, key: str) -> None:
    """Delete the preset of the user's with this key; one that is gone already is fine.

    Raises:
        OSError: the file cannot be deleted.
    """
    name = Path(key.removeprefix(OWN_PREFIX)).name
    (folder / f"{name}.toml").unlink(missing_ok=True)


# ---------------------------------------------------------------- reading


def _place(preset: Preset) -> tuple[int, str, int, str]:
    """Group, then family of name, then images per class: ipc 10 comes before ipc 50."""
    family = preset.key.partition("-ipc")[0]
    group = PRESET_GROUPS.index(preset.story.group)
    return group, family, preset.experiment.distill.ipc, preset.key


def _story_of(table: object, path: Path) -> PresetStory:
    """The checked `[preset]` table."""
    if not isinstance(table, dict):
        shown = shown_value(table)
        reason = f"{shown} is not a table of title and summary."
        raise ConfigProblems([Problem("preset", shown, reason, "Write it as [preset].")], str(path))
    values = cast("dict[str, Any]", table)
    if isinstance(values.get("notes"), list):
        # TOML has lists where the model has tuples
        values = {**values, "notes": tuple(values["notes"])}
    try:
        return PresetStory.model_validate(values)
    except ValidationError as failure:
        problems = [_problem_of(error) for error in failure.errors(include_url=False)]
        raise ConfigProblems(problems, str(path)) from failure


def _problem_of(error: Any) -> Problem:
    path = ".".join(("preset", *(str(part) for part in error["loc"][:1])))
    if not error["loc"]:
        # the whole table is the value of this one
        return Problem(path, "", str(error["ctx"]["error"]), "Write both or none.")
    shown = shown_value(error["input"])
    if error["type"] == "extra_forbidden":
        known = list(PresetStory.model_fields)
        return Problem(
            path, shown, "is not a fact of a preset.", nearest_name(error["loc"][0], known)
        )
    return Problem(path, shown, f"{error['loc'][0]} is {shown}.", f"{error['msg']}.")


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
