"""An experiment as a TOML file, there and back."""

import re
import tomllib
from pathlib import Path
from typing import Any, cast

import tomli_w

from ftd_engine.config_checks import ConfigProblems, Problem, can_be_name, check
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.foreign_files import opened_file

MAX_TOML_BYTES = 1 << 20
MAX_DOTS = 100
MAX_LEVELS = 10
_HEAD_LINES = (r'^name = "([^"\\]*)"$', r'^dataset = "([^"\\]*)"$')


def to_toml(experiment: Experiment) -> str:
    """The experiment as TOML text; `from_toml` gives back an equal experiment."""
    return tomli_w.dumps(experiment.model_dump(mode="json"), multiline_strings=False)


def name_only_toml(name: str) -> str:
    """An experiment file of a run whose settings nobody knows: read, it has the default ones."""
    return tomli_w.dumps({"name": name})


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


def read_head(path: Path) -> tuple[str, str]:
    """Name and data set of an experiment file, at a tenth of the cost of reading it whole.

    Of the rest nothing is looked at: it may be wrong.

    Raises:
        ConfigProblems: unreadable, not TOML, or its name cannot be one.
    """
    text, where = read_toml_text(path), str(path)
    tables = [place.start() for place in re.finditer(r"^\[", text, re.MULTILINE)]
    # as the program writes it, the first table is that of the data; another order is read whole
    is_usual = len(tables) > 1 and text.startswith("[data]", tables[0])
    head = text[: tables[1]] if is_usual else text
    names, data_sets = (re.findall(pattern, head, re.MULTILINE) for pattern in _HEAD_LINES)
    has_blocks = '"""' in head or "'''" in head
    if is_usual and len(names) == len(data_sets) == 1 and not has_blocks:
        name, data_set = names[0], data_sets[0]
    else:
        values = parse_toml(head, where)
        name, data = values.get("name", Experiment().name), values.get("data")
        data_set = cast("dict[str, Any]", data).get("dataset") if isinstance(data, dict) else ""
    if not isinstance(name, str) or not can_be_name(name):
        raise ConfigProblems([Problem("name", "", "The name is none.", "Mend it.")], where)
    if not isinstance(data_set, str) or not all_fields()["data.dataset"].allows(data_set):
        return name, ""
    return name, data_set


def load_experiment(path: Path) -> Experiment:
    """Read one experiment file; a `[preset]` table in it is allowed and left aside.

    Raises:
        ConfigProblems: unreadable, not TOML, unknown settings or values out of range.
    """
    values = parse_toml(read_toml_text(path), str(path))
    values.pop("preset", None)
    return check(values, str(path))
