"""What the trials came to, as a table."""

from dataclasses import dataclass

HEADINGS = ("", "trials", "survived", "lost", "ends alike", "largest loss", "time")


@dataclass
class Tally:
    """Trials of one kind.

    Attributes:
        trials: made.
        survived: the folder opened, the run went on, and came to its end.
        ends_alike: of these, with the same sets and teachers, bit for bit, as a run left alone.
        largest_loss_s: most work that had to be done again.
        seconds: that the trials took.
        problems: a sentence for each trial that did not survive or end alike.
    """

    name: str
    trials: int = 0
    survived: int = 0
    ends_alike: int = 0
    largest_loss_s: float = 0.0
    seconds: float = 0.0
    problems: list[str] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.problems = []

    @property
    def is_good(self) -> bool:
        """Nothing was lost, and every end is the same."""
        return self.trials == self.survived == self.ends_alike

    def cells(self) -> tuple[str, ...]:
        """One row of the table."""
        return (
            self.name,
            str(self.trials),
            str(self.survived),
            str(self.trials - self.survived),
            str(self.ends_alike),
            f"{self.largest_loss_s:.1f} s",
            f"{self.seconds:.0f} s",
        )


def table(tallies: list[Tally]) -> str:
    """All rows, in Markdown."""
    lines = [" | ".join(HEADINGS), " | ".join(["---", *["---:"] * (len(HEADINGS) - 1)])]
    lines += [" | ".join(tally.cells()) for tally in tallies]
    return "\n".join(f"| {line} |" for line in lines)
