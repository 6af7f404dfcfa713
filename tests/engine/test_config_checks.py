"""Every refusal of an experiment, with its cure."""

from typing import Any

import pytest

from ftd_engine.config_checks import ConfigProblems, Problem, check, find_problems
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import FieldFacts, all_fields

FIELDS = all_fields()


def nested(path: str, value: Any) -> dict[str, Any]:
    section, _, name = path.rpartition(".")
    return {section: {name: value}} if section else {name: value}


def the_problem(values: dict[str, Any]) -> Problem:
    experiment, problems = find_problems(values)
    assert experiment is None
    assert len(problems) == 1, problems
    return problems[0]


def test_the_defaults_are_right() -> None:
    assert find_problems({}) == (Experiment(), ())


def values_outside(facts: FieldFacts) -> list[Any]:
    wrong: dict[str, list[Any]] = {
        "int": [1.5, "3", True, None, [1]],
        "float": ["3", True, None, [1.0], float("nan"), float("inf")],
        "bool": [1, 0, "yes", None],
        "text": [5, None, ["a"], "x" * 5000, "\ud800"],
        "choice": ["neither", 5, None],
        "choices": ["color", ["neither"], [5], None, ["color", "neither"]],
    }
    values = wrong[facts.kind]
    if facts.kind == "choices" and facts.default:
        # where none is the default, none may be chosen
        values.append([])
    step = 1 if facts.kind == "int" else 1e-9
    if facts.minimum is not None:
        kind = int if facts.kind == "int" else float
        values.append(kind(facts.minimum - (0 if facts.minimum_excluded else step)))
    if facts.maximum is not None:
        kind = int if facts.kind == "int" else float
        values.append(kind(facts.maximum + (0 if facts.maximum_excluded else max(step, 1e-3))))
        if facts.kind == "int":
            values[-1] = int(facts.maximum) + 1
    return values


@pytest.mark.parametrize("facts", FIELDS.values(), ids=FIELDS.keys())
def test_every_wrong_value_is_told_beside_its_field(facts: FieldFacts) -> None:
    for value in values_outside(facts):
        experiment, problems = find_problems(nested(facts.path, value))
        assert experiment is None, (facts.path, value)
        assert [problem.field for problem in problems] == [facts.path]
        assert problems[0].reason.startswith(f"{facts.label} is ")
        assert problems[0].cure.startswith("Allowed: ")
        assert facts.range_text() in problems[0].cure


def test_all_problems_come_at_once() -> None:
    values = {"seed": -1, "sed": 2, "buffer": {"epochs": 0, "rhho": 1.0}, "network": 5}
    with pytest.raises(ConfigProblems) as caught:
        check(values, "one.toml")
    assert {problem.field for problem in caught.value.problems} == {
        "seed",
        "sed",
        "buffer.epochs",
        "buffer.rhho",
        "network",
    }
    assert caught.value.where == "one.toml"
    assert str(caught.value).startswith("one.toml: ")
    assert " · " in str(caught.value)


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"seed": -1}, "seed", "Seed is -1. Allowed: a whole number, at least 0, at most 2,147,"),
        ({"name": ""}, "name", 'Name is "". Allowed: text, 1 to 80 characters.'),
        (
            {"distill": {"image_lr": "fast"}},
            "distill.image_lr",
            'Image rate is "fast". Allowed: a number, at least 0, at most 10,000,000.',
        ),
        (
            {"distill": {"dsa": 1}},
            "distill.dsa",
            "Augment is 1. Allowed: true or false.",
        ),
        (
            {"buffer": {"trajectory": "steep"}},
            "buffer.trajectory",
            'Trajectory is "steep". Allowed: a choice, one of flat, plain, gsam.',
        ),
        (
            {"dsa": {"ops": ["color", "blur"]}},
            "dsa.ops",
            'Operations is "blur". Allowed: a list of choices, one of color, crop,',
        ),
        (
            {"dsa": {"ops": ["blur"]}},
            "dsa.ops",
            'Operations is "blur". Allowed: a list of choices, one of color, crop,',
        ),
        (
            {"dsa": {"ops": []}},
            "dsa.ops",
            "Operations is nothing. Allowed: a list of choices, one of color, crop,",
        ),
        (
            {"seed": [4, 5]},
            "seed",
            "Seed is [4, 5]. Allowed: a whole number,",
        ),
        ({"distill": {"5": 3}}, "distill.5", "is not a setting. Remove it."),
        ({"5": 3}, "5", "is not a setting. Remove it."),
        (
            {"data": {"folder": "y" * 5000}},
            "data.folder",
            f'Folder is "{"y" * 76}…. Allowed: text.',
        ),
        (
            {"distill": {"imagelr": 3.0}},
            "distill.imagelr",
            'is not a setting. Nearest known name: "image_lr".',
        ),
        ({"sede": 3}, "sede", 'is not a setting. Nearest known name: "seed".'),
        ({"zzzzzz": 3}, "zzzzzz", "is not a setting. Remove it."),
        ({"buffr": {"epochs": 3}}, "buffr", 'is not a setting. Nearest known name: "buffer".'),
        (
            {"distill": 3},
            "distill",
            "3 is not a table of settings. Write it as [section].",
        ),
        (
            {"name": "a/b"},
            "name",
            'Name "a/b" cannot be a folder. Use letters, digits, blank, dot, dash and underscore,',
        ),
        ({"name": " .. "}, "name", 'Name " .. " cannot be a folder.'),
        (
            {"buffer": {"epochs": 4}, "distill": {"max_start_epoch": 4, "expert_epochs": 2}},
            "distill.max_start_epoch",
            "The last target, start epoch 3 + teacher epochs 2 = 5, lies beyond the teachers' 4 "
            "epochs. Train teachers for at least 5 epochs, or lower start or teacher epochs.",
        ),
        (
            {"dsa": {"ops": ["flip", "flip"]}},
            "dsa.ops",
            "An operation is named twice. Name each operation once.",
        ),
        (
            {"buffer": {"num_experts": 1}},
            "evaluation.loss_difference_experts",
            "Figure 1 wants 2 teachers, but only 1 are trained. Lower it to 1 or train more",
        ),
        (
            {"buffer": {"num_experts": 9, "experts_per_file": 10}},
            "buffer.experts_per_file",
            "9 teachers do not fill one file of 10, so that all would be dropped. Train at least 10",
        ),
    ],
)
def test_messages(values: dict[str, Any], field: str, message: str) -> None:
    problem = the_problem(values)
    assert problem.field == field
    assert str(problem).startswith(f"{field}: {message}")


def test_a_problem_of_the_whole_names_no_field() -> None:
    assert str(Problem("", "", "Reason.", "Cure.")) == "Reason. Cure."


def test_the_last_target_may_be_the_last_epoch() -> None:
    values = {"buffer": {"epochs": 5}, "distill": {"max_start_epoch": 4, "expert_epochs": 2}}
    assert find_problems(values)[1] == ()


def test_whole_numbers_are_numbers_where_a_fraction_is_meant() -> None:
    experiment = check({"distill": {"image_lr": 50}})
    assert experiment.distill.image_lr == 50.0 and type(experiment.distill.image_lr) is float


@pytest.mark.parametrize("number", [10**400, 1 << 20_000, -(10**400)], ids=["long", "huge", "low"])
def test_a_number_beyond_every_range(number: int) -> None:
    for path in ("distill.image_lr", "seed"):
        assert the_problem(nested(path, number)).field == path
