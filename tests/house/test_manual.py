"""The manual that ships is the one that is written, and everything that it points to is there."""

import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from ftd_engine.cli import _parser
from ftd_engine.field_facts import all_fields
from ftd_engine.resource_files import manual_folder
from ftd_gui.help_commands import PLACES
from tests.house.checkout import ROOT

SOURCE = ROOT / "docs" / "manual"
PAGES = sorted(manual_folder().glob("*.html"))


def builder() -> Any:
    spec = importlib.util.spec_from_file_location("manual", ROOT / "packaging" / "manual.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Targets(HTMLParser):
    """Anchors of a page, and what it points to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.anchors |= {text for key in ("id", "name") if (text := known.get(key))}
        if tag == "a" and (link := known.get("href")):
            self.links.append(link)
        if tag == "img":
            self.pictures.append(known["src"] or "")
            assert known.get("alt"), "a picture that cannot be seen says nothing"


@pytest.fixture(scope="module")
def targets() -> dict[str, Targets]:
    return {page.name: Targets(page) for page in PAGES}


def test_what_ships_is_what_is_written() -> None:
    made = builder()
    stale = "run python packaging/manual.py"
    assert (SOURCE / "settings.md").read_text(encoding="utf-8") == made.settings_page(), stale
    wanted = made.built()
    there = {
        path.relative_to(manual_folder()).as_posix(): path.read_bytes()
        for path in manual_folder().rglob("*")
        if path.is_file()
    }
    assert sorted(there) == sorted(wanted), stale
    assert [name for name in wanted if there[name] != wanted[name]] == [], stale
    assert {path.stem for path in SOURCE.glob("*.md")} == set(made.PAGES)


def test_links_and_pictures_lead_somewhere(targets: dict[str, Targets]) -> None:
    assert len(targets) >= 15
    for name, page in targets.items():
        for link in page.links:
            if re.match(r"https?:", link):
                continue
            file, _, anchor = link.partition("#")
            other = targets.get(file or name)
            assert other is not None, f"{name} links to {link}"
            assert not anchor or anchor in other.anchors, f"{name} links to {link}"
        for picture in page.pictures:
            assert (manual_folder() / picture).is_file(), f"{name} shows {picture}"


def test_every_page_can_be_come_to(targets: dict[str, Targets]) -> None:
    linked = {link.partition("#")[0] for link in targets["index.html"].links}
    assert linked == set(targets) - {"index.html"}


def test_every_setting_has_its_place(targets: dict[str, Targets]) -> None:
    assert set(all_fields()) <= targets["settings.html"].anchors


def test_every_room_of_the_window_has_its_place(targets: dict[str, Targets]) -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path("ftd_gui").rglob("*.py")]
    for room, place in PLACES.items():
        assert any(f"\nclass {room}(" in source for source in sources), room
        file, _, anchor = place.partition("#")
        assert file in targets, room
        assert not anchor or anchor in targets[file].anchors, f"{room}: {place}"


def test_the_command_line_is_told_whole() -> None:
    text = (SOURCE / "commands.md").read_text(encoding="utf-8")
    parser: Any = _parser()
    (commands,) = parser._subparsers._group_actions
    for name, command in commands.choices.items():
        assert f"`ftd {name}" in text, name
        for action in command._actions:
            long = [option for option in action.option_strings if option.startswith("--")]
            if long and long[0] != "--help":
                assert long[0] in text, f"ftd {name} {long[0]}"


def test_the_example_of_plug_ins_is_the_package_that_is_tested() -> None:
    page = (SOURCE / "plug_ins.md").read_text(encoding="utf-8")
    package = ROOT / "tests" / "fixtures" / "example_plugin"
    for path in (package / "pyproject.toml", *sorted((package / "ftd_example").glob("[a-z]*.py"))):
        assert path.read_text(encoding="utf-8").strip() in page, path.name
