"""Tags of metrics in the files of other programs: what ours are called, and which series others are.

A target says what a tag is, as text `SERIES[:N][:std]`: the curve, which one of the series where there
are several, and that it is the spread of the curve rather than the curve itself.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from ftd_engine.protocol import MAX_WHOLE, SeriesName

GROUPS: dict[SeriesName, str] = {
    "matching_loss": "distill",
    "syn_lr": "distill",
    "accuracy_raw": "distill",
    "accuracy_ema": "distill",
    "expert_train_loss": "buffer",
    "expert_train_accuracy": "buffer",
    "expert_test_loss": "buffer",
    "expert_test_accuracy": "buffer",
    "teacher_test_loss": "figure_1",
    "loss_difference_evaluation": "figure_1",
    "loss_difference_distillation": "figure_1",
}
"""What stands before each series: its phase, which also says what its steps count."""

FINALS = ("final_raw", "final_ema", "final_random_real")
"""Figures of the final evaluation; of a tag of them the last point counts."""
TARGET_NAMES: tuple[str, ...] = (*GROUPS, *FINALS)
SPREAD = "std"
_COUNTED = {"buffer": "/teacher ", "loss_difference_distillation": "/from epoch "}

_OF_SCRIPTS: tuple[tuple[str, str], ...] = (
    (r"grand_loss", "matching_loss"),
    (r"synthetic_lr", "syn_lr"),
    (r"accuracy/[^/]+", "accuracy_raw"),
    (r"std/[^/]+", "accuracy_raw:std"),
    (r"ema_accuracy/[^/]+", "accuracy_ema"),
    (r"ema_std/[^/]+", "accuracy_ema:std"),
)
"""What the scripts of MTT and FTD, and those made from them, call their metrics; in any case of letters."""


class UnknownTarget(ValueError):
    """A text that says no target; the message lists those that there are."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a tag is.

    Attributes:
        name: a series of the protocol, or one of `FINALS`.
        member: which curve of a series of several, as the protocol counts them; None for the next free one.
        is_spread: the tag is the standard deviation of the curve.
    """

    name: str
    member: int | None = 0
    is_spread: bool = False

    @property
    def is_accuracy(self) -> bool:
        """Whether its values are fractions of 1."""
        return "accuracy" in self.name or self.name in FINALS

    @property
    def has_members(self) -> bool:
        """Whether there may be several curves of its series."""
        return has_members(self.name)

    def __str__(self) -> str:
        words = [self.name]
        if self.has_members and self.member is not None:
            # teachers are counted from 1 where people read it, start epochs are epochs
            words.append(str(self.member + _first_number(self.name)))
        return ":".join([*words, *([SPREAD] if self.is_spread else [])])


def has_members(name: str) -> bool:
    """Whether a series has several curves: one for each teacher, or for each start epoch."""
    return is_of_teachers(name) or name == "loss_difference_distillation"


def is_of_teachers(name: str) -> bool:
    """Whether a series has a curve for each teacher."""
    return GROUPS.get(cast("SeriesName", name)) == "buffer"


def _first_number(name: str) -> int:
    return 1 if is_of_teachers(name) else 0


def target_of(text: str) -> Target:
    """The target that a text says.

    Raises:
        UnknownTarget: it says none.
    """
    name, *more = text.split(":")
    is_spread = more[-1:] == [SPREAD]
    number = more[:-1] if is_spread else more
    target = Target(name, None if has_members(name) else 0, is_spread)
    if name not in TARGET_NAMES or len(number) > target.has_members:
        raise UnknownTarget(_unknown(text))
    if not number:
        return target
    if not re.fullmatch(r"[0-9]{1,9}", number[0]):
        raise UnknownTarget(_unknown(text))
    member = int(number[0]) - _first_number(name)
    if not 0 <= member <= MAX_WHOLE:
        raise UnknownTarget(_unknown(text))
    return replace(target, member=member)


def _unknown(text: str) -> str:
    return (
        f'"{text}" is no series. Allowed are {", ".join(TARGET_NAMES)}; behind those of teachers :N for '
        "teacher N, and behind each :std where a tag is its standard deviation."
    )


def tag_of(series: SeriesName, member: int) -> str:
    """The tag under which a curve is written."""
    group = GROUPS[series]
    counted = _COUNTED.get(group) or _COUNTED.get(series)
    number = f"{counted}{member + _first_number(series)}" if counted else ""
    return f"{group}/{series}{number}"


def suggested(tags: Iterable[str]) -> dict[str, Target]:
    """What the tags of a log are, as far as they are known; of two that are the same, the first.

    Known are those that we write, and those of the scripts of MTT and FTD.
    """
    found: dict[str, Target] = {}
    for tag in tags:
        target = _own(tag) or _of_script(tag)
        if target is not None and target not in found.values():
            found[tag] = target
    return found


def _own(tag: str) -> Target | None:
    final = re.fullmatch(r"evaluate/accuracy_(raw|ema|random_real)(_std)?", tag)
    if final:
        return Target(f"final_{final[1]}", 0, bool(final[2]))
    curve = re.fullmatch(
        r"(?:(\w+)/)?(\w+?)(?:/(?:teacher|from epoch) ([0-9]{1,9}))?(_std)?", tag, re.ASCII
    )
    if curve is None:
        return None
    group = next((group for series, group in GROUPS.items() if series == curve[2]), None)
    # the name of a series alone says enough as well
    if group is None or curve[1] not in (None, group):
        return None
    number = f":{curve[3]}" if curve[3] else ""
    try:
        return target_of(f"{curve[2]}{number}{':std' if curve[4] else ''}")
    except UnknownTarget:
        return None


def _of_script(tag: str) -> Target | None:
    for pattern, text in _OF_SCRIPTS:
        if re.fullmatch(pattern, tag, re.IGNORECASE):
            return target_of(text)
    return None


def with_members(targets: Mapping[str, Target]) -> dict[str, Target]:
    """The same with a number for each curve that had none: the lowest that is free in its series."""
    taken = {(each.name, each.member, each.is_spread) for each in targets.values()}
    numbered: dict[str, Target] = {}
    for tag, target in targets.items():
        given = target
        if given.member is None:
            member = 0
            while (given.name, member, given.is_spread) in taken:
                member += 1
            given = replace(given, member=member)
            taken.add((given.name, member, given.is_spread))
        numbered[tag] = given
    return numbered
