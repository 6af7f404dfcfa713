"""Settings and their values in words: what an undo step, a difference or a search hit is called."""

from collections import Counter
from functools import cache
from typing import cast

from ftd_engine.config_checks import Problem
from ftd_engine.field_facts import FieldFacts, all_fields, form_sections
from ftd_engine.presets import Preset
from ftd_gui.forms.field_editors import number_to_text
from ftd_gui.views.engine_words import engine_words
from ftd_gui.views.number_text import MINUS, THIN_SPACE, count_text, fixed_text
from ftd_gui.words import tr, tr_count

ARROW = "→"
MAX_TEXT = 28


def _section_words() -> dict[str, str]:
    """Section names without their number and what stands behind the colon."""
    return {
        section.name: tr(section.title).partition(":")[0].lstrip("0123456789 ")
        for section in form_sections()
    }


@cache
def _labels() -> Counter[str]:
    return Counter(facts.label for facts in all_fields().values())


def field_words(facts: FieldFacts) -> str:
    """Name of a setting that no other has: with its section where two are called the same."""
    if _labels()[facts.label] == 1:
        return tr(facts.label)
    return f"{tr(facts.label)} ({_section_words()[facts.path.rpartition('.')[0]]})"


def range_words(facts: FieldFacts) -> str:
    """The allowed values as a phrase, such as "above 0, at most 10"; empty if unbounded."""
    if facts.kind in ("choice", "choices"):
        return tr("one of {names}").format(names=", ".join(facts.offered()))
    bounds: list[str] = []
    if facts.minimum is not None:
        low = tr("above {number}") if facts.minimum_excluded else tr("at least {number}")
        bounds.append(low.format(number=_bound_text(facts.minimum)))
    if facts.maximum is not None:
        high = tr("below {number}") if facts.maximum_excluded else tr("at most {number}")
        bounds.append(high.format(number=_bound_text(facts.maximum)))
    return ", ".join(bounds)


def _bound_text(number: float) -> str:
    return count_text(number) if float(number).is_integer() else number_to_text(number)


def problem_words(problem: Problem) -> str:
    """What is wrong with a setting, and its cure, beside its field."""
    facts = all_fields().get(problem.field)
    reason = engine_words(problem.reason)
    if facts is not None and problem.reason == f"{facts.label} is {problem.value}.":
        words = tr("{setting} is {value}.")
        reason = words.format(setting=tr(facts.label), value=problem.value)
    return f"{reason} {engine_words(problem.cure)}".strip()


def preset_facts(preset: Preset) -> tuple[str, ...]:
    """Data set, images per class, method and published accuracy, each in a few words."""
    story, ipc = preset.story, preset.experiment.distill.ipc
    images = tr_count("{n} image per class", "{n} images per class", ipc)
    facts = [preset.experiment.data.dataset, images.format(n=count_text(ipc)), story.method]
    if story.accuracy_percent is not None:
        accuracy = fixed_text(story.accuracy_percent, 1)
        if story.accuracy_std is not None:
            accuracy += f" ± {fixed_text(story.accuracy_std, 1)}"
        words = tr("published: {accuracy} ({source})")
        percent = f"{accuracy}{THIN_SPACE}%"
        facts.append(words.format(accuracy=percent, source=tr(story.accuracy_source)))
    return tuple(facts)


def value_words(value: object) -> str:
    """A value as a reader says it: on and off, numbers as they stand on screen."""
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    if isinstance(value, int):
        return count_text(value)
    if isinstance(value, float):
        return number_to_text(value).replace("-", MINUS)
    if isinstance(value, (tuple, list)):
        return ", ".join(cast("list[str]", value)) or tr("none")
    text = str(value)
    if not text:
        return tr("empty")
    return text if len(text) <= MAX_TEXT else "…" + text[1 - MAX_TEXT :]


def change_words(facts: FieldFacts, before: object, after: object) -> str:
    """A change in words, such as "Iterations 1 000 → 300"; of a list only what came and went."""
    if facts.kind == "choices":
        old, new = cast("tuple[str, ...]", before), cast("tuple[str, ...]", after)
        moved = [f"+ {word}" for word in new if word not in old]
        moved += [f"{MINUS} {word}" for word in old if word not in new]
        return f"{field_words(facts)} {', '.join(moved)}".strip()
    return f"{field_words(facts)} {value_words(before)} {ARROW} {value_words(after)}"
