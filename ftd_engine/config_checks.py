"""What is wrong with an experiment: every problem beside its field, with its cure."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.plug_ins import is_qualified, missing_words, plug_in_named
from ftd_engine.settings.data import DataConfig

MAX_WHOLE_FLOAT = 1 << 53
"""Whole numbers beyond this are left for the check to refuse: they may not even fit a float."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an experiment, with its cure."""

    field: str
    """Dotted path of the field beside which it is shown; empty for the whole."""
    value: str
    reason: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.field}: " if self.field else ""
        return f"{place}{self.reason} {self.cure}".strip()


class ConfigProblems(Exception):
    """All that is wrong with an experiment, at once."""

    def __init__(self, problems: list[Problem], where: str = "") -> None:
        self.problems = tuple(problems)
        self.where = where
        head = f"{where}: " if where else ""
        super().__init__(head + " · ".join(str(problem) for problem in problems))


def shown_value(value: object) -> str:
    """A wrong value as its problem quotes it: short, and in TOML's words."""
    if isinstance(value, tuple):
        # the model's tuples are lists to those who write them
        return _cut(str(list(cast("tuple[object, ...]", value)) or "nothing"))
    try:
        text = f'"{value}"' if isinstance(value, str) else str(value)
    except ValueError:
        # Python writes out no whole number beyond this, which TOML in base 16 may hold
        return f"a number of more than {sys.get_int_max_str_digits():,} digits"
    return _cut(text)


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


def nearest_name(wrong: str, known: list[str]) -> str:
    """A cure for a wrong name: the nearest known one, or to remove it."""
    # difflib is only needed once something is wrong, so it stays out of the window's start-up
    import difflib

    near = difflib.get_close_matches(wrong, known, n=1)
    return f'Nearest known name: "{near[0]}".' if near else "Remove it."


def _names_in(section: str) -> list[str]:
    """Names of the settings of a section; of the experiment's own where there is none such."""
    prefix = f"{section}."
    names = [path.removeprefix(prefix) for path in all_fields() if path.startswith(prefix)]
    return names or list(Experiment.model_fields)


def _problem_of(error: Any) -> Problem:
    location = [str(part) for part in error["loc"]]
    fields = all_fields()
    path = ".".join(location)
    if location[-1].isdigit() and ".".join(location[:-1]) in fields:
        # a tuple field reports the position of the wrong item as the last part
        path = ".".join(location[:-1])
    value = shown_value(error.get("input"))
    if error["type"] == "extra_forbidden":
        known = _names_in(location[0] if len(location) > 1 else "")
        return Problem(path, value, "is not a setting.", nearest_name(location[-1], known))
    facts = fields.get(path)
    if facts is None:
        return Problem(
            path, value, f"{value} is not a table of settings.", "Write it as [section]."
        )
    wanted = {
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "text": "text",
        "choice": "a choice",
        "choices": "a list of choices",
    }[facts.kind]
    allowed = facts.range_text()
    if facts.path == "name":
        allowed = "1 to 80 characters"
    return Problem(
        path,
        value,
        f"{facts.label} is {value}.",
        f"Allowed: {wanted}{', ' + allowed if allowed else ''}.",
    )


MOST_METRICS = 6
LEAST_IMAGE_PX = 8
"""Smaller pictures leave nothing for a network to look at."""


def _data_checks(data: DataConfig) -> Iterator[Problem]:
    ships = data.dataset in ("fashion-mnist", "folder", "arrays") or is_qualified(data.dataset)
    if data.source == "embedded" and not ships:
        yield Problem(
            "data.source",
            shown_value(data.source),
            f"Source is embedded, but {data.dataset} does not ship with the program.",
            'Choose "full" or "auto", or the data set fashion-mnist.',
        )
    if data.dataset in ("folder", "arrays") and not data.folder:
        wanted = "the folder of your images" if data.dataset == "folder" else "the .npz or .pt file"
        yield Problem(
            "data.folder",
            shown_value(data.folder),
            f"Folder is empty, but the data set is your own ({data.dataset}).",
            f"Name {wanted}.",
        )
    if 0 < data.image_size_px < LEAST_IMAGE_PX:
        yield Problem(
            "data.image_size_px",
            str(data.image_size_px),
            f"Image size is {data.image_size_px} pixels.",
            f"Allowed: 0 for images as they are, or at least {LEAST_IMAGE_PX}.",
        )


def can_be_name(text: str) -> bool:
    """True for what may be the name of an experiment, and so of a folder."""
    return bool(re.fullmatch(r"[\w .\-]{1,80}", text) and text.strip(" ."))


def _cross_checks(experiment: Experiment) -> Iterator[Problem]:
    yield from _data_checks(experiment.data)
    distill, buffer, dsa = experiment.distill, experiment.buffer, experiment.dsa
    if not can_be_name(experiment.name):
        yield Problem(
            "name",
            shown_value(experiment.name),
            f"Name {shown_value(experiment.name)} cannot be a folder.",
            "Use letters, digits, blank, dot, dash and underscore, with at least one letter or digit.",
        )
    last = distill.max_start_epoch - 1 + distill.expert_epochs
    if last > buffer.epochs:
        yield Problem(
            "distill.max_start_epoch",
            str(distill.max_start_epoch),
            f"The last target, start epoch {distill.max_start_epoch - 1} + teacher epochs "
            f"{distill.expert_epochs} = {last}, lies beyond the teachers' {buffer.epochs} epochs.",
            f"Train teachers for at least {last} epochs, or lower start or teacher epochs.",
        )
    if len(set(dsa.ops)) != len(dsa.ops):
        yield Problem(
            "dsa.ops",
            shown_value(list(dsa.ops)),
            "An operation is named twice.",
            "Name each operation once.",
        )
    if (count := len(set(experiment.evaluation.metrics))) > MOST_METRICS:
        yield Problem(
            "evaluation.metrics",
            shown_value(experiment.evaluation.metrics),
            f"{count} metrics of plug-ins are chosen.",
            f"Allowed are {MOST_METRICS} at most; more could not be told apart in a plot.",
        )
    if not buffer.kept_experts:
        yield Problem(
            "buffer.experts_per_file",
            str(buffer.experts_per_file),
            f"{buffer.num_experts} teachers do not fill one file of {buffer.experts_per_file}, so that "
            "all would be dropped.",
            f"Train at least {buffer.experts_per_file} teachers, or set 0 to keep all.",
        )
    elif experiment.evaluation.loss_difference_experts > buffer.kept_experts:
        yield Problem(
            "evaluation.loss_difference_experts",
            str(experiment.evaluation.loss_difference_experts),
            f"Figure 1 wants {experiment.evaluation.loss_difference_experts} teachers, "
            f"but only {buffer.kept_experts} are trained.",
            f"Lower it to {buffer.kept_experts} or train more teachers.",
        )


def find_problems(values: Mapping[str, Any]) -> tuple[Experiment | None, tuple[Problem, ...]]:
    """The experiment of these nested values, or everything that is wrong with them.

    Args:
        values: nested mapping as read from TOML or from the form.

    Returns:
        The experiment and no problems, or None and at least one problem.
    """
    try:
        experiment = Experiment.model_validate(_tuples(values))
    except ValidationError as failure:
        problems = [_problem_of(error) for error in failure.errors(include_url=False)]
        # a wrong item of a list may make the list wrong as well; the first says it best
        first_of_field: dict[str, Problem] = {}
        for problem in problems:
            first_of_field.setdefault(problem.field, problem)
        return None, tuple(first_of_field.values())
    problems = tuple(_cross_checks(experiment))
    return (None, problems) if problems else (experiment, ())


def missing_plug_ins(experiment: Experiment) -> tuple[Problem, ...]:
    """What keeps an experiment from being started here although all its values are right."""
    return tuple(
        Problem(path, shown_value(name), *missing_words(kind, name))
        for kind, name, path in experiment.plug_ins()
        if plug_in_named(kind, name) is None
    )


def find_obstacles(
    values: Mapping[str, Any],
) -> tuple[Experiment | None, tuple[Problem, ...]]:
    """As `find_problems`, for an experiment that is to be started: its plug-ins must be here."""
    experiment, problems = find_problems(values)
    if experiment is not None and (missing := missing_plug_ins(experiment)):
        return None, missing
    return experiment, problems


def _tuples(values: Any) -> Any:
    """Lists as tuples and whole numbers as floats where the model says so; TOML has neither."""
    facts = all_fields()

    def walk(value: Any, path: str) -> Any:
        if isinstance(value, Mapping):
            items = cast("Mapping[Any, Any]", value)
            return {key: walk(inner, f"{path}.{key}".strip(".")) for key, inner in items.items()}
        if isinstance(value, list):
            return tuple(cast("list[Any]", value))
        known = facts.get(path)
        if (
            known
            and known.kind == "float"
            and isinstance(value, int)
            and not isinstance(value, bool)
            and abs(value) < MAX_WHOLE_FLOAT
        ):
            return float(value)
        return value

    return walk(values, "")


def check(values: Mapping[str, Any], where: str = "") -> Experiment:
    """The experiment of these nested values.

    Raises:
        ConfigProblems: with everything that is wrong; `where` names the file in the message.
    """
    experiment, problems = find_problems(values)
    if experiment is None:
        raise ConfigProblems(list(problems), where)
    return experiment
