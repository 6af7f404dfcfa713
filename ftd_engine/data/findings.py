"""What is found when real images are looked through before a run: sentences with their cure."""

from dataclasses import dataclass
from typing import Literal

from ftd_engine.runtime import EngineError

Level = Literal["error", "warning", "note"]

SHOWN_AT_MOST = 5
"""Things of one kind that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    Attributes:
        level: "error" forbids the start, "warning" may spoil the result, "note" only informs.
        sentence: what it is, with its value.
        cure: what to do; may be empty for a note.
    """

    level: Level
    sentence: str
    cure: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.cure}".strip()


class DataRefused(EngineError):
    """The images cannot be used as they are; carries everything that is wrong with them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        sentences = [finding.sentence for finding in findings]
        cures = list(dict.fromkeys(finding.cure for finding in findings))
        head = "" if len(findings) == 1 else f"{len(findings)} things are wrong with the images: "
        super().__init__(head + " · ".join(sentences), " ".join(cures))


def refuse_errors(findings: tuple[Finding, ...]) -> None:
    """Pass where none of the findings is an error.

    Raises:
        DataRefused: with all errors.
    """
    errors = tuple(finding for finding in findings if finding.level == "error")
    if errors:
        raise DataRefused(errors)


def some_of(names: list[str], at_most: int = SHOWN_AT_MOST) -> str:
    """A list in words that stays short: "a, b, c and 12 more"."""
    shown = ", ".join(names[:at_most])
    return shown + (f" and {len(names) - at_most} more" if len(names) > at_most else "")
