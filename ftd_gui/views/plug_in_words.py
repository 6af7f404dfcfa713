"""What lists say of a plug-in: its own name, then the package that it comes from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from ftd_engine.field_facts import FieldFacts
from ftd_engine.plug_ins import (
    PlugInKind,
    UsedPlugIn,
    is_qualified,
    missing_words,
    plug_in_named,
    short_words,
)
from ftd_gui.views.engine_words import engine_words
from ftd_gui.words import tr


def choice_words(kind: PlugInKind | None, name: str) -> str:
    """A choice as a list shows it; the program's own names are those of files."""
    if kind is None or not is_qualified(name) or plug_in_named(kind, name) is not None:
        return short_words(name) if kind is not None else name
    package, _, own = name.partition(":")
    return tr("{name} ({package}, missing)").format(name=own, package=package)


def choice_tip(kind: PlugInKind | None, name: str) -> str:
    """Where a choice comes from; empty for the program's own."""
    if kind is None or not is_qualified(name):
        return ""
    if (found := plug_in_named(kind, name)) is None:
        return " ".join(engine_words(words) for words in missing_words(kind, name))
    words = tr("Plug-in {name} of the package {package}, version {version}.")
    return words.format(name=found.name, package=found.package, version=found.version)


def add_choice(box: QComboBox, kind: PlugInKind | None, name: str) -> None:
    """One more choice in a list, which holds its name as data."""
    box.addItem(choice_words(kind, name), name)
    if tip := choice_tip(kind, name):
        box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)


def offer(box: QComboBox, facts: FieldFacts) -> None:
    """All choices of a setting in a list."""
    for name in facts.offered():
        add_choice(box, facts.plug_ins, name)


def used_words(used: Sequence[UsedPlugIn], asked: Sequence[tuple[PlugInKind, str, str]]) -> str:
    """Plug-ins of a run, a line each, with what is not here.

    Args:
        used: what the engine said it worked with.
        asked: what the settings name, by kind, name and setting.
    """
    versions = {(each.kind, each.name): each.version for each in used}
    lines: dict[str, None] = {}
    for kind, name, _ in asked:
        version = versions.get((kind, name), "")
        lines[f"{choice_words(kind, name)} {version}".strip()] = None
    return "\n".join(lines)


def missing_tips(asked: Sequence[tuple[PlugInKind, str, str]]) -> str:
    """What is missing here of a run's plug-ins, and what to do about it; empty where all are there."""
    missing = (
        missing_words(kind, name) for kind, name, _ in asked if plug_in_named(kind, name) is None
    )
    sentences = dict.fromkeys(" ".join(map(engine_words, words)) for words in missing)
    return "\n".join(sentences)
