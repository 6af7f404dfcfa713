"""An experiment as a TOML file, there and back."""

import tomllib
from pathlib import Path
from typing import Any, cast

import tomli_w

from ftd_engine.config_checks import ConfigProblems, Problem, check
from ftd_engine.experiment import Experiment
from ftd_engine.foreign_files import opened_file

MAX_TOML_BYTES = 1 << 20
MAX_DOTS = 100
MAX_LEVELS = 10


def to_toml(experiment: Experiment) -> str:
    """The experiment as TOML text; `from_toml` gives back an equal experiment."""
    return tomli_w.dumps(experiment.model_dump(mode="json"), multiline_strings=False)


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """The tables written in this TOML text, unchecked.

    Raises:
        ConfigProblems: not TOML; `where` names the file in the message.
    """
    try:
        # dots in a key are levels too, and reading them takes the square of their number
        for number, line in enumerate(text.splitlines(), start=1):
            if line.count(".") > MAX_DOTS and not line.lstrip().startswith("#"):
                raise ValueError(f"line {number} has more than {MAX_DOTS} dots")
        values = tomllib.loads(text)
        _refuse_deep(values)
        return values
    except (ValueError, RecursionError) as error:
        # a ValueError that is no TOMLDecodeError: a number with thousands of digits
        problem = Problem("", "", f"This is not TOML: {error}.", "Mend the line named.")
        raise ConfigProblems([problem], where) from error


def _refuse_deep(values: dict[str, Any]) -> None:
    level: list[Any] = [values]
    for _ in range(MAX_LEVELS):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += cast("dict[str, Any]", value).values()
            elif isinstance(value, list):
                inner += cast("list[Any]", value)
        level = inner
    if level:
        raise ValueError(f"it has more than {MAX_LEVELS} levels of tables and lists")


def from_toml(text: str, where: str = "") -> Experiment:
    """The experiment written in this TOML text.

    Raises:
        ConfigProblems: not TOML, unknown settings or values out of range.
    """
    return check(parse_toml(text, where), where)


def read_toml_text(path: Path) -> str:
    """The text of an experiment file.

    Raises:
        ConfigProblems: it cannot be read, is too large or is not UTF-8.
    """
    try:
        with opened_file(path) as file:
            raw = file.read(MAX_TOML_BYTES + 1)
        if len(raw) > MAX_TOML_BYTES:
            reason = f"The file is larger than {MAX_TOML_BYTES >> 20} MiB; no experiment is."
            raise ConfigProblems([Problem("", "", reason, "Choose an experiment file.")], str(path))
        return raw.decode("utf-8")
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror}."
        raise ConfigProblems([Problem("", "", reason, "Check the path.")], str(path)) from error
    except UnicodeDecodeError as error:
        reason = f"The file is not UTF-8 text (byte {error.start})."
        raise ConfigProblems([Problem("", "", reason, "Save it as UTF-8.")], str(path)) from error


def load_experiment(path: Path) -> Experiment:
    """Read one experiment file; a `[preset]` table in it is allowed and left aside.

    Raises:
        ConfigProblems: unreadable, not TOML, unknown settings or values out of range.
    """
    values = parse_toml(read_toml_text(path), str(path))
    values.pop("preset", None)
    return check(values, str(path))
