"""What the documents promise is there."""

import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.house.checkout import ROOT, all_files, name_of

DOCUMENTS = [path for path in all_files() if path.suffix == ".md"]
MAX_LINES = {"README.md": 200, "CONTRIBUTING.md": 150, "ARCHITECTURE.md": 250}


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def makefile() -> str:
    return (ROOT / "Makefile").read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """Anchors of a document's headings, as forges make them."""
    headings = re.findall(r"^#+ +(.+?) *$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    without_code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        linked = (document.parent / file).resolve() if file else document
        assert linked.exists(), f"{name_of(document)} links to {target}, which is not there"
        if anchor:
            assert anchor in anchors(linked.read_text(encoding="utf-8")), target


@pytest.mark.parametrize(("name", "limit"), MAX_LINES.items())
def test_documents_stay_short(name: str, limit: int) -> None:
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= limit


def test_the_commands_of_the_documents_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", makefile(), flags=re.MULTILINE))
    assert {"demo", "test"} <= targets
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        # in code only; prose makes other things
        code = re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", text, flags=re.MULTILINE)
        named = {first or second for first, second in code}
        assert named <= targets, f"{name_of(document)} names {named - targets}"


def test_help_names_every_target() -> None:
    targets = set(re.findall(r"^([a-z]+):", makefile(), flags=re.MULTILINE)) - {"help"}
    assert set(re.findall(r"echo 'make ([a-z]+) ", makefile())) == targets


def test_the_readme_has_both_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^make demo\b", readme, flags=re.MULTILINE)
    assert re.search(r"^make test\b", readme, flags=re.MULTILINE)


def test_continuous_integration_runs_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert re.search(r"^exec make test\b", script.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_changelog_is_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[(.+?)\]", changelog, flags=re.MULTILINE)[0] == project()["version"]


def test_the_metainfo_is_of_this_version() -> None:
    metainfo = ROOT / "packaging" / "linux" / "ftd-studio.metainfo.xml"
    versions = re.findall(r'<release version="(.+?)"', metainfo.read_text(encoding="utf-8"))
    assert versions[0] == project()["version"]


def test_the_menu_entry_starts_the_installed_program() -> None:
    entry = (ROOT / "packaging" / "linux" / "ftd-studio.desktop").read_text(encoding="utf-8")
    assert re.findall(r"^Exec=(.+)$", entry, flags=re.MULTILINE) == list(project()["gui-scripts"])


def test_the_licence_is_what_the_project_says() -> None:
    assert project()["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")


@pytest.mark.skipif(sys.platform == "win32", reason="the scripts are for POSIX shells")
@pytest.mark.parametrize("script", sorted((ROOT / "packaging").glob("*.sh")), ids=name_of)
def test_shell_scripts_can_be_read(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0


@pytest.mark.parametrize("what", ["run", "test"])
def test_lists_of_system_packages_are_in_order(what: str) -> None:
    lists = (ROOT / "packaging" / "linux").glob("system-packages-*.txt")
    assert f"system-packages-{what}.txt" in {path.name for path in lists}
    text = (ROOT / "packaging" / "linux" / f"system-packages-{what}.txt").read_text("utf-8")
    names = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert names
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name) for name in names)
