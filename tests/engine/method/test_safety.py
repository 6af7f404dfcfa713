"""The rule of skipped steps, going back and giving up."""

import math
from dataclasses import replace

import pytest
import torch

from ftd_engine.method import safety
from ftd_engine.method.matching import Match
from ftd_engine.method.safety import GoodStates, fault_of
from ftd_engine.method.synthetic import SyntheticSet

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
    assert fault_of(match, 10.0) == words


def test_the_set_goes_back_to_a_state_at_least_ten_taken_steps_old() -> None:
    good = GoodStates.starting_at(_state(0))
    for step in range(1, 36):
        good.take(_state(step))
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
        good.take(_state(1))
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
        good.take(_state(step))
    for _ in range(3):
        go_back()
    assert not good.is_hopeless
    go_back()
    assert good.is_hopeless


def test_returning_twice_does_not_land_on_what_led_astray() -> None:
    good = GoodStates.starting_at(_state(0))
    for step in range(1, 31):
        good.take(_state(step))
    for _ in range(2):
        returned = [good.skip() for _ in range(5)][-1]
        assert _number(returned) == 20
    assert _number(replace(good.newer)) == 20
