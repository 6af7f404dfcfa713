"""One thing that was found in real images, as engine and window both know it."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    Attributes:
        level: "error" forbids the start, "warning" may spoil the result, "note" only informs.
        sentence: what it is, with its value.
        cure: what to do; may be empty for a note.
        change: path and value of the setting that cures it at once, or None where none does.
        folder: where the files lie that are to be mended by hand; empty where there are none.
    """

    level: Level
    sentence: str
    cure: str = ""
    change: tuple[str, bool | int | str] | None = None
    folder: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.cure}".strip()
