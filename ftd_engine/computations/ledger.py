"""What of a computation is done: numbers by name, kept among the checkpoints."""

from collections.abc import Sequence

from ftd_engine.method.state_files import Tree
from ftd_engine.phases.context import Context

_LEDGER = "computed"


class Ledger:
    """Numbers that were computed already, so that none is computed twice.

    Args:
        context: the run of the computation.
    """

    def __init__(self, context: Context) -> None:
        self._checkpoints = context.checkpoints
        tree = context.checkpoints.begin(_LEDGER)
        stored: Tree = tree["done"] if tree is not None else {}
        self._done: dict[str, list[float]] = {key: list(each) for key, each in stored.items()}

    def found(self, key: str) -> list[float] | None:
        """The numbers of this name; None where they are not computed yet."""
        return self._done.get(key)

    def add(self, key: str, numbers: Sequence[float], *, costs_much: bool = False) -> list[float]:
        """Keep numbers; they are given back.

        Args:
            costs_much: write them at once, whatever the interval of the checkpoints.
        """
        # made anew, so that a state that waits to be written does not change
        done = self._done = {**self._done, key: list(numbers)}
        self._checkpoints.keep(_LEDGER, lambda: {"done": done})
        if costs_much:
            self._checkpoints.write(_LEDGER)
        return done[key]
