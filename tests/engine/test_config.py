"""The experiment: facts of every field, every refusal with its cure, TOML there and back."""

import re
from pathlib import Path
from typing import Any

import pytest

from ftd_engine import config
from ftd_engine.config import (
    ConfigProblems,
    Experiment,
    FieldFacts,
    Problem,
    all_fields,
    check,
    demo_experiment,
    find_problems,
    form_sections,
    from_toml,
    load_experiment,
    load_presets,
    to_toml,
)

FIELDS = all_fields()


def nested(path: str, value: Any) -> dict[str, Any]:
    section, _, name = path.rpartition(".")
    return {section: {name: value}} if section else {name: value}


def the_problem(values: dict[str, Any]) -> Problem:
    experiment, problems = find_problems(values)
    assert experiment is None
    assert len(problems) == 1, problems
    return problems[0]


# ---------------------------------------------------------------- facts


def test_sections_in_the_order_of_the_work() -> None:
    assert [section.name for section in form_sections()] == [
        "",
        "data",
        "network",
        "dsa",
        "buffer",
        "distill",
        "evaluation",
    ]
    assert all(section.title for section in form_sections())


@pytest.mark.parametrize("facts", FIELDS.values(), ids=FIELDS.keys())
def test_every_field_has_its_facts(facts: FieldFacts) -> None:
    assert facts.label and facts.label[0].isupper() and len(facts.label) <= 24
    assert facts.help.endswith(".") and len(facts.help) > 10
    if facts.kind in ("int", "float"):
        assert facts.minimum is not None and facts.maximum is not None
        assert facts.range_text()
        assert facts.minimum <= facts.default <= facts.maximum
    if facts.kind in ("choice", "choices"):
        assert len(facts.choices) >= 1 and facts.range_text().startswith("one of ")
    if facts.used_when is not None:
        path, values = facts.used_when
        assert values
        assert set(values) <= set(FIELDS[path].choices)


def test_facts_of_one_field() -> None:
    facts = FIELDS["buffer.rho"]
    assert (facts.kind, facts.default, facts.unit, facts.symbol) == (
        "float",
        0.01,
        "weight norm",
        "ρ",
    )
    assert facts.script_flag == "rho_max"
    assert facts.used_when == ("buffer.trajectory", ("flat", "gsam"))
    assert facts.source == "Equation 15, Figure 5" and not facts.advanced


def test_a_condition_of_a_field_at_the_top_names_it_plainly() -> None:
    info = config.setting(1, label="L", help="Help.", ge=0, used_when=("device", "cpu"))
    info.annotation = int
    assert config._facts("count", info).used_when == ("device", ("cpu",))
    assert config._facts("part.count", info).used_when == ("part.device", ("cpu",))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("buffer.expert_lr", "above 0, at most 10"),
        ("distill.ema_decay", "at least 0, below 1"),
        ("distill.iterations", "at least 1, at most 1,000,000"),
        ("buffer.trajectory", "one of flat, plain, gsam"),
        ("dsa.ops", "one of color, crop, cutout, flip, scale, rotate"),
        ("distill.dsa", ""),
        ("evaluation.weight_decay", "at least 0, at most 1"),
    ],
)
def test_ranges_in_words(path: str, text: str) -> None:
    assert FIELDS[path].range_text() == text


def test_a_range_that_is_no_whole_number() -> None:
    info = config.setting(0.5, label="L", help="Help.", ge=0.25)
    info.annotation = float
    assert config._facts("share", info).range_text() == "at least 0.25"


# ---------------------------------------------------------------- checks


def test_the_defaults_are_right() -> None:
    assert find_problems({}) == (Experiment(), ())


def values_outside(facts: FieldFacts) -> list[Any]:
    wrong: dict[str, list[Any]] = {
        "int": [1.5, "3", True, None, [1]],
        "float": ["3", True, None, [1.0], float("nan"), float("inf")],
        "bool": [1, 0, "yes", None],
        "text": [5, None, ["a"], "x" * 5000, "\ud800"],
        "choice": ["neither", 5, None],
        "choices": ["color", [], ["neither"], [5], None, ["color", "neither"]],
    }
    values = wrong[facts.kind]
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


# ---------------------------------------------------------------- TOML


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
    path.write_bytes(b"#" * (config.MAX_TOML_BYTES + 1))
    assert refuse_file(path) == (
        f"{path}: The file is larger than 1 MiB; no experiment is. Choose an experiment file."
    )
    path.write_text("sead = 4\n")
    assert refuse_file(path) == f'{path}: sead: is not a setting. Nearest known name: "seed".'


# ---------------------------------------------------------------- presets


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
        ("[preset]\ntitle = 5\n", "preset: "),
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
    monkeypatch.setattr(config, "presets_folder", lambda: tmp_path)
    with pytest.raises(ConfigProblems, match="The preset demo is missing"):
        demo_experiment()
