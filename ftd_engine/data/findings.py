"""What is found when real images are looked through before a run: sentences with their cure."""

from ftd_engine.config_checks import LEAST_IMAGE_PX
from ftd_engine.data_finding import Finding
from ftd_engine.runtime import EngineError

__all__ = ["DataRefused", "Finding", "refuse_errors", "size_change", "some_of"]

SHOWN_AT_MOST = 5
"""Things of one kind that are named; the others are counted."""
QUICK_SIZE_PX = 64
"""Width that large images are offered to be made; beyond it a run takes long."""


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


def size_change(sides: tuple[int, ...]) -> tuple[str, int]:
    """The setting that makes all images squares of one size, near the one that they have."""
    return "data.image_size_px", min(QUICK_SIZE_PX, max(LEAST_IMAGE_PX, min(sides)))


def some_of(names: list[str], at_most: int = SHOWN_AT_MOST) -> str:
    """A list in words that stays short: "a, b, c and 12 more"."""
    shown = ", ".join(names[:at_most])
    return shown + (f" and {len(names) - at_most} more" if len(names) > at_most else "")
