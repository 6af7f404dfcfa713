"""Settings and their values in words: what an undo step, a difference or a search hit is called."""

from collections import Counter
from functools import cache
from typing import cast

from ftd_engine.field_facts import FieldFacts, all_fields, form_sections
from ftd_gui.forms.field_editors import number_to_text
from ftd_gui.views.number_text import MINUS, count_text

ARROW = "→"
MAX_TEXT = 28


@cache
def _section_words() -> dict[str, str]:
    """Section names without their number and what stands behind the colon."""
    return {
        section.name: section.title.partition(":")[0].lstrip("0123456789 ")
        for section in form_sections()
    }


@cache
def _labels() -> Counter[str]:
    return Counter(facts.label for facts in all_fields().values())


def field_words(facts: FieldFacts) -> str:
    """Name of a setting that no other has: with its section where two are called the same."""
    if _labels()[facts.label] == 1:
        return facts.label
    return f"{facts.label} ({_section_words()[facts.path.rpartition('.')[0]]})"


def value_words(value: object) -> str:
    """A value as a reader says it: on and off, numbers as they stand on screen."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int):
        return count_text(value)
    if isinstance(value, float):
        return number_to_text(value).replace("-", MINUS)
    if isinstance(value, (tuple, list)):
        return ", ".join(cast("list[str]", value)) or "none"
    text = str(value)
    if not text:
        return "empty"
    return text if len(text) <= MAX_TEXT else "…" + text[1 - MAX_TEXT :]


def change_words(facts: FieldFacts, before: object, after: object) -> str:
    """A change in words, such as "Iterations 1 000 → 300"; of a list only what came and went."""
    if facts.kind == "choices":
        old, new = cast("tuple[str, ...]", before), cast("tuple[str, ...]", after)
        moved = [f"+ {word}" for word in new if word not in old]
        moved += [f"{MINUS} {word}" for word in old if word not in new]
        return f"{field_words(facts)} {', '.join(moved)}".strip()
    return f"{field_words(facts)} {value_words(before)} {ARROW} {value_words(after)}"
