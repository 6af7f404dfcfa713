"""Sizes, names and words of the product files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.checkout import (
    ROOT,
    all_files,
    name_of,
    product_files,
    string_literals,
    text_files,
)

MAX_LINES = 500

LONGER_FILES: dict[str, str] = {}
"""Files that may be longer, with the reason."""

NO_ROOMS = frozenset(("utils", "util", "helpers", "helper", "common", "misc", "manager", "handler"))

# overrides have Qt's docstrings; those of one word have to be named
QT_NAMES = re.compile(r"[a-z]+([A-Z][a-z]*)+")
QT_WORDS = frozenset(
    ("count", "data", "event", "flags", "index", "paint", "parent", "run", "shape")
)

# as patterns, so that this file is not its own finding
FORBIDDEN_WORDS = (
    (r"/(work|tmp|root)/\w", "a path of one machine"),
    (r"/home/(?!USER\b)\w", "a path of one machine"),
    (r"\bC:\\+Users\b", "a path of one machine"),
    (r"--(extra-)?index-url|PIP_INDEX_URL", "a package index, which is each user's own choice"),
    (r"\b(pypi|pythonhosted|download\.pytorch)\.org\b", "a package index"),
    (r"^(<{7} |={7}$|>{7} )", "a merge conflict"),
)

INDEX_ROOM = "ftd_gui/runs/newest_release.py"
"""The one room that names an index: whoever checks for updates has to ask somebody, once, when the user wants."""

# Names of what lies in a run folder. Words that mean something else too are given with their suffix.
RUN_FILE_NAMES = re.compile(
    r"(experiment\.toml|events\.jsonl|engine\.log|state\.json|owner\.lock"
    r"|shelf\.json|iteration_.*\.npz|(^|/)snapshots/)"
)
STUDY_FILE_NAMES = re.compile(
    r"^(study\.(json|lock|stop)|plan\.json|progress\.jsonl|result\.json|comput(ation|ed)\..*)$"
)
SHELF_FILE_NAMES = re.compile(r"(^|/)expert_($|.*\.safetensors)|^settings\.json$")


@pytest.mark.parametrize("path", product_files(), ids=name_of)
def test_a_room_is_not_too_large(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if name_of(path) in LONGER_FILES:
        assert lines > MAX_LINES, f"{name_of(path)} is short again: take it off the list"
    else:
        assert lines <= MAX_LINES, (
            f"{name_of(path)} has {lines} lines, at most {MAX_LINES} are allowed: split it by noun"
        )


def test_rooms_have_nouns() -> None:
    wrong = [name_of(path) for path in product_files() if NO_ROOMS & set(path.stem.split("_"))]
    assert wrong == []


def test_every_room_says_what_it_is() -> None:
    for path in product_files():
        text = path.read_text(encoding="utf-8")
        if path.name != "__init__.py" or text.strip():
            assert ast.get_docstring(ast.parse(text)), f"{name_of(path)} has no head line"


def undocumented(body: list[ast.stmt], where: str = "") -> Iterator[str]:
    """Public functions and classes without a docstring; overrides of Qt and properties are free."""
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        decorators = {ast.unparse(each) for each in node.decorator_list}
        is_free = (
            node.name.startswith("_")
            or bool(where and (QT_NAMES.fullmatch(node.name) or node.name in QT_WORDS))
            or any(each == "property" or each.endswith(".setter") for each in decorators)
        )
        if not is_free and ast.get_docstring(node) is None:
            yield f"{where}{node.name}"
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from undocumented(node.body, f"{where}{node.name}.")


@pytest.mark.parametrize("path", product_files(), ids=name_of)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    assert list(undocumented(ast.parse(path.read_text(encoding="utf-8")).body)) == []


def test_packages_export_nothing() -> None:
    for path in product_files():
        if path.name == "__init__.py":
            statements = ast.parse(path.read_text(encoding="utf-8")).body
            assert all(isinstance(each, ast.Expr) for each in statements), name_of(path)


def test_nothing_prints() -> None:
    """Ruff bans print as well, but any file could switch that off."""
    for path in product_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{name_of(path)}:{node.lineno}"


@pytest.mark.parametrize(
    ("room", "names"),
    [
        ("ftd_engine/run_folder.py", RUN_FILE_NAMES),
        ("ftd_engine/shelf.py", SHELF_FILE_NAMES),
        ("ftd_engine/studies/folder.py", STUDY_FILE_NAMES),
    ],
)
def test_file_names_are_spelt_in_one_room(room: str, names: re.Pattern[str]) -> None:
    found = [
        f"{name_of(path)}:{line}: {text!r}"
        for path in product_files()
        if name_of(path) != room
        for line, text in string_literals(path)
        if names.search(text)
    ]
    assert found == []


def test_that_room_still_spells_them() -> None:
    """Else the test above looks for yesterday's names."""
    spelt = {text for _, text in string_literals(ROOT / "ftd_engine" / "run_folder.py")}
    assert {"experiment.toml", "events.jsonl", "engine.log", "state.json", "owner.lock"} <= spelt


def test_no_text_names_a_machine_or_an_index() -> None:
    found: list[str] = []
    for path in text_files():
        if path == ROOT / "tests" / "house" / "test_rooms.py":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if name_of(path) == INDEX_ROOM and line.startswith("DEFAULT_INDEX = "):
                continue
            found += [
                f"{name_of(path)}:{number}: {reason}: {line.strip()[:120]}"
                for pattern, reason in FORBIDDEN_WORDS
                if re.search(pattern, line)
            ]
    assert found == []


def test_nothing_large_is_kept() -> None:
    large = [name_of(path) for path in all_files() if path.stat().st_size > 4 << 20]
    assert large == []
