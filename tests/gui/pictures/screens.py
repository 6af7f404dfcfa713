"""The screens and themes of which there are reference pictures, and where those lie."""

import re
from dataclasses import dataclass
from pathlib import Path

THEMES = ("light", "dark", "contrast")
REFERENCES = Path(__file__).parent / "references"


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of so many logical pixels, each drawn as scale x scale real ones."""

    width: int
    height: int
    scale: int

    @classmethod
    def of(cls, text: str) -> "Screen":
        """From words such as 1280x720@2; without the last part at scale 1."""
        found = re.fullmatch(r"(\d+)x(\d+)(?:@(\d))?", text)
        if found is None:
            raise ValueError(f"{text} is no screen such as 1280x720@2")
        return cls(int(found[1]), int(found[2]), int(found[3] or 1))

    def __str__(self) -> str:
        return f"{self.width}x{self.height}@{self.scale}"


SCREENS = (Screen(1280, 720, 1), Screen(1920, 1080, 1), Screen(1280, 720, 2))
