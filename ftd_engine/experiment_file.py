"""An experiment as a TOML file, there and back."""

import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from ftd_engine.config_checks import ConfigProblems, Problem, check
from ftd_engine.experiment import Experiment

MAX_TOML_BYTES = 1 << 20


def to_toml(experiment: Experiment) -> str:
    """The experiment as TOML text; `from_toml` gives back an equal experiment."""
    return tomli_w.dumps(experiment.model_dump(mode="json"), multiline_strings=False)


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """The tables written in this TOML text, unchecked.

    Raises:
        ConfigProblems: not TOML; `where` names the file in the message.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # a ValueError that is no TOMLDecodeError: a number with thousands of digits
        problem = Problem("", "", f"This is not TOML: {error}.", "Mend the line named.")
        raise ConfigProblems([problem], where) from error


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
        with path.open("rb") as file:
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
