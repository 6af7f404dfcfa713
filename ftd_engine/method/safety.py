"""The stated rule that keeps a step from poisoning the set: skip, then go back, then give up.

1. A step is skipped where its loss or gradient is not finite, its loss is above the limit, the gradient
   of its images is longer than the usual one by more than the limit's ratio, or the set after it would
   hold a value that is not finite or a rate that is not positive. Images, rate, momentum and average
   stay as they were.
2. After `SKIPS_BEFORE_RETURN` skips in a row the set goes back to a good state that is at least
   `ANCHOR_STEPS` taken steps old, with its momentum at rest.
3. After `RETURNS_BEFORE_END` returns without `STEPS_TO_FORGIVE` taken steps between them, distillation ends.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch

from ftd_engine.method.matching import Match
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.settings.distill import DistillConfig

SKIPS_BEFORE_RETURN = 5
ANCHOR_STEPS = 10
RETURNS_BEFORE_END = 3
STEPS_TO_FORGIVE = 100
USUAL_OF_STEPS = 50
LEAST_STEPS_FOR_USUAL = 10


def fault_of(match: Match, gradient_norm: float, usual_norm: float, limits: DistillConfig) -> str:
    """Why this match must not move the set; empty where it may.

    Args:
        gradient_norm: Euclidean norm of the images' gradient, over all images.
        usual_norm: what `GoodStates.usual_norm` says.
        limits: `loss_limit` and `gradient_limit` count.
    """
    if not math.isfinite(match.loss):
        return f"the matching loss is {match.loss}"
    if match.loss > limits.loss_limit:
        return f"the matching loss is {match.loss:.4g}, above the limit {limits.loss_limit:g}"
    if not math.isfinite(gradient_norm):
        return "the gradient of the images is not finite"
    if limits.gradient_limit and gradient_norm > limits.gradient_limit * usual_norm:
        return (
            f"the gradient of the images is {gradient_norm / usual_norm:.0f} times as long as usual, "
            f"above the limit {limits.gradient_limit:g}"
        )
    if not math.isfinite(match.syn_lr_gradient):
        return "the gradient of the learned rate is not finite"
    return ""


@dataclass
class GoodStates:
    """Earlier states of the set to go back to, and how often that was needed.

    Attributes:
        older, newer: states that were taken `ANCHOR_STEPS` steps apart.
        gradient_norms: of the last `USUAL_OF_STEPS` steps that were taken.
    """

    older: SyntheticSet
    newer: SyntheticSet
    gradient_norms: Sequence[float] = ()
    _taken: int = 0
    _taken_since_return: int = 0
    _skips_in_a_row: int = 0
    _returns: int = 0

    @staticmethod
    def starting_at(first: SyntheticSet) -> "GoodStates":
        """With the set before the first step as the only good state."""
        return GoodStates(first, first)

    @property
    def usual_norm(self) -> float:
        """Median length of the images' gradient in the last steps; infinite where nothing is usual."""
        if len(self.gradient_norms) < LEAST_STEPS_FOR_USUAL:
            return math.inf
        # a set that did not move for long may always begin to
        return statistics.median(self.gradient_norms) or math.inf

    def take(self, current: SyntheticSet, gradient_norm: float) -> None:
        """A step by a gradient of the images of this length was taken and led here."""
        # a new one each time: a checkpoint may still hold the old
        self.gradient_norms = (*self.gradient_norms, gradient_norm)[-USUAL_OF_STEPS:]
        self._skips_in_a_row = 0
        self._taken += 1
        self._taken_since_return += 1
        if self._taken_since_return >= STEPS_TO_FORGIVE:
            self._returns = 0
        if self._taken % ANCHOR_STEPS == 0:
            self.older, self.newer = self.newer, current

    def skip(self) -> SyntheticSet | None:
        """A step was skipped; the state to go back to, or None where the present one stays."""
        self._skips_in_a_row += 1
        if self._skips_in_a_row < SKIPS_BEFORE_RETURN:
            return None
        self._skips_in_a_row = 0
        self._returns += 1
        self._taken_since_return = 0
        # what led astray is likely in the newer one already
        self.newer = self.older
        return replace(
            self.older,
            image_velocity=torch.zeros_like(self.older.image_velocity),
            syn_lr_velocity=0.0,
        )

    @property
    def is_hopeless(self) -> bool:
        """True after too many returns in too few steps."""
        return self._returns > RETURNS_BEFORE_END
