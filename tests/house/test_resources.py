"""What ships with the program is complete and whole."""

import ast
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ftd_engine.field_facts import all_fields
from ftd_engine.presets import demo_experiment, load_presets
from ftd_engine.resource_files import icons_folder, presets_folder
from tests.house.checkout import ROOT, name_of, product_files


def icon_names() -> set[str]:
    """Names that the window asks `themed_icon` for."""
    names: set[str] = set()
    for path in product_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            first = node.args[0] if node.args else None
            if name == "themed_icon" and isinstance(first, ast.Constant):
                names.add(str(first.value))
    return names


def test_every_icon_that_is_asked_for_exists() -> None:
    missing = {name for name in icon_names() if not (icons_folder() / f"{name}.svg").is_file()}
    assert missing == set()


@pytest.mark.parametrize("path", sorted(icons_folder().rglob("*.svg")), ids=name_of)
def test_icons_are_pictures(path: Path) -> None:
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag.endswith("svg")
    assert "viewBox" in root.attrib


def test_icons_come_with_their_licence() -> None:
    assert list(icons_folder().glob("LICENSE*"))


@pytest.mark.parametrize("path", sorted(presets_folder().glob("*.toml")), ids=name_of)
def test_presets_have_a_story(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(r"^\[preset\]$", text, flags=re.MULTILINE)


def test_presets_pass_all_checks() -> None:
    presets = load_presets()
    assert presets
    assert all(preset.title and preset.summary for preset in presets)
    names = [preset.experiment.name for preset in presets]
    assert len(set(names)) == len(names)


def test_the_demo_needs_no_download() -> None:
    assert demo_experiment().data.source in ("embedded", "auto")


def test_every_setting_can_be_explained() -> None:
    for path, facts in all_fields().items():
        assert facts.label, path
        assert facts.help.endswith("."), path


def test_resources_travel_with_the_wheel() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '"resources" = "ftd_engine/_resources"' in pyproject
