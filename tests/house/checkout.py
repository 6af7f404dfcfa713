"""What the house tests look at: the files of the checkout, as git would take them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ftd_engine", "ftd_gui")

TEXT_SUFFIXES = frozenset(
    (".py", ".md", ".toml", ".sh", ".txt", ".xml", ".desktop", ".svg", ".jsonl", ".json", "")
)
NOT_OURS = frozenset((".git", ".venv", ".pytest_cache", ".ruff_cache", ".import_linter_cache"))


def all_files() -> list[Path]:
    """Files that git tracks or would take in; without git, all that nothing built."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        names = [name for name in listing.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        # a source archive has no git folder
        names = [
            str(path.relative_to(ROOT))
            for path in ROOT.rglob("*")
            if not NOT_OURS & set(path.relative_to(ROOT).parts) and "__pycache__" not in path.parts
        ]
    return sorted(path for name in names if (path := ROOT / name).is_file())


def text_files() -> list[Path]:
    """Files that are read by people."""
    return [path for path in all_files() if path.suffix in TEXT_SUFFIXES]


def product_files() -> list[Path]:
    """Python files of both packages."""
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def name_of(path: Path) -> str:
    """Path below the checkout, with slashes."""
    return path.relative_to(ROOT).as_posix()


def module_names(package: str) -> list[str]:
    """Dotted names of all modules of a package."""
    names: list[str] = []
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def run_python(code: str) -> str:
    """What this code prints in an interpreter that has imported nothing.

    Raises:
        AssertionError: the code failed; the message is what it said.
    """
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def string_literals(path: Path) -> Iterator[tuple[int, str]]:
    """Line and value of every string of a Python file that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else []:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                documentation.add(id(statement.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in documentation:
                yield node.lineno, node.value
