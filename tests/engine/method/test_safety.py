"""The rule of skipped steps, going back and giving up."""

import math
from dataclasses import replace

import pytest
import torch

from ftd_engine.method import safety
from ftd_engine.method.matching import Match
from ftd_engine.method.safety import GoodStates, fault_of
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.settings.distill import DistillConfig

IMAGES = torch.zeros(2, 1, 2, 2)


def _state(number: float) -> SyntheticSet:
    return SyntheticSet(IMAGES + number, torch.tensor([0, 1]), 0.1, IMAGES + 1, 0.5, None)


def _number(state: SyntheticSet | None) -> float:
    assert state is not None
    return float(state.images[0, 0, 0, 0])


@pytest.mark.parametrize(
    ("match", "words"),
    [
        (Match(1.0, IMAGES, 0.0), ""),
        (Match(math.nan, IMAGES, 0.0), "the matching loss is nan"),
        (Match(10.5, IMAGES, 0.0), "the matching loss is 10.5, above the limit 10"),
        (Match(1.0, IMAGES / 0, 0.0), "the gradient of the images is not finite"),
        (Match(1.0, IMAGES, math.inf), "the gradient of the learned rate is not finite"),
    ],
)
def test_faults(match: Match, words: str) -> None:
    limits = DistillConfig(loss_limit=10.0)
    assert fault_of(match, match.gradient_norm, math.inf, limits) == words


@pytest.mark.parametrize(
    ("limit", "norm", "words"),
    [
        (50.0, 1.0, ""),
        (
            50.0,
            1.1,
            "the gradient of the images is 55 times as long as usual, above the limit 50",
        ),
        (60.0, 1.1, ""),
        (0.0, 1e9, ""),
    ],
)
def test_a_gradient_far_above_the_usual_is_a_fault(limit: float, norm: float, words: str) -> None:
    match, limits = Match(0.5, IMAGES, 0.0), DistillConfig(gradient_limit=limit)
    assert fault_of(match, norm, 0.02, limits) == words


def test_the_usual_gradient_is_the_median_of_the_last_taken_steps() -> None:
    good = GoodStates.starting_at(_state(0))
    for step in range(safety.LEAST_STEPS_FOR_USUAL):
        # what is usual is not known yet
        assert good.usual_norm == math.inf
        good.take(_state(step), 100.0)
    for step in range(safety.USUAL_OF_STEPS - 1):
        good.take(_state(step), float(step))
    # one of the first ten is left, and 0 to 48
    assert good.usual_norm == 24.5
    for step in range(safety.USUAL_OF_STEPS):
        good.take(_state(step), 0.0)
    assert good.usual_norm == math.inf


def test_the_set_goes_back_to_a_state_at_least_ten_taken_steps_old() -> None:
    good = GoodStates.starting_at(_state(0))
    for step in range(1, 36):
        good.take(_state(step), 1.0)
    answers = [good.skip() for _ in range(safety.SKIPS_BEFORE_RETURN)]
    assert answers[:-1] == [None] * 4
    returned = answers[-1]
    assert _number(returned) == 20
    assert returned is not None
    assert not returned.image_velocity.any()
    assert returned.syn_lr_velocity == 0


def test_a_taken_step_ends_a_row_of_skips() -> None:
    good = GoodStates.starting_at(_state(0))
    for _ in range(20):
        for _ in range(4):
            assert good.skip() is None
        good.take(_state(1), 1.0)
    assert not good.is_hopeless


def test_too_many_returns_are_hopeless_and_steps_forgive() -> None:
    good = GoodStates.starting_at(_state(0))

    def go_back() -> None:
        for _ in range(5):
            good.skip()

    for _ in range(3):
        go_back()
    assert not good.is_hopeless
    for step in range(safety.STEPS_TO_FORGIVE):
        good.take(_state(step), 1.0)
    for _ in range(3):
        go_back()
    assert not good.is_hopeless
    go_back()
    assert good.is_hopeless


def test_returning_twice_does_not_land_on_what_led_astray() -> None:
    good = GoodStates.starting_at(_state(0))
    for step in range(1, 31):
        good.take(_state(step), 1.0)
    for _ in range(2):
        returned = [good.skip() for _ in range(5)][-1]
        assert _number(returned) == 20
    assert _number(replace(good.newer)) == 20
