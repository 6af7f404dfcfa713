"""DD-Ranking's scores: the ends of the scale, values by hand, percent refused."""

import math

import pytest

from ftd_engine.method.robust_scores import augmentation_robust_score, label_robust_score


def test_the_scale_goes_from_0_to_1() -> None:
    # the set is as good as everything and random images know nothing; and the other way round
    assert label_robust_score(whole=0.0, hard=1.0, own=1.0, random=0.0) == pytest.approx(1)
    assert label_robust_score(whole=1.0, hard=0.0, own=0.0, random=1.0) == pytest.approx(0)
    assert augmentation_robust_score(1.0, 0.0, 1.0, 0.0) == pytest.approx(1)
    assert augmentation_robust_score(0.0, 1.0, 0.0, 1.0) == pytest.approx(0)
    nothing = (1 - math.exp(-1)) / (math.e - math.exp(-1))
    assert augmentation_robust_score(0.5, 0.5, 0.5, 0.5) == pytest.approx(nothing)


def test_values_by_hand() -> None:
    # FTD on CIFAR-10 at 10 per class: gain 0.356 over random, 0.182 below the whole set
    score = label_robust_score(whole=0.848, hard=0.666, own=0.666, random=0.310)
    assert score == pytest.approx((math.exp(0.5 * 0.356 - 0.5 * 0.182) - 0.3678794) / 2.3504024)
    score = augmentation_robust_score(0.6, 0.4, 0.5, 0.4, weight=0.25)
    assert score == pytest.approx((math.exp(0.25 * 0.2 + 0.75 * 0.1) - 0.3678794) / 2.3504024)


def test_percent_is_refused() -> None:
    with pytest.raises(ValueError, match=r"66\.6 is no accuracy"):
        label_robust_score(whole=0.848, hard=66.6, own=0.666, random=0.31)
