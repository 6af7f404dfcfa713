"""One measured figure with the limit it has to keep."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure, its unit and its limit.

    Attributes:
        at_least: the limit is the smallest good value; else it is the largest.
    """

    name: str
    value: float
    unit: str
    limit: float
    at_least: bool = False

    @property
    def is_kept(self) -> bool:
        """True where the value is on the good side of the limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "kept" if self.is_kept else "MISSED"
        return (
            f"{self.name:<48} {self.value:>10.3f} {self.unit:<4} ({sign} {self.limit:g}) {verdict}"
        )
