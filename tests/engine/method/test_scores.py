"""Figures over several networks, against sums written out."""

import math

import pytest
import torch

from ftd_engine.method.scores import class_scores


def test_counts_are_summed_and_classes_averaged_over_networks() -> None:
    first = torch.tensor([[3, 1, 0], [2, 2, 0], [0, 0, 0]])
    second = torch.tensor([[1, 3, 0], [0, 4, 0], [0, 0, 0]])
    scores = class_scores([first, second])
    assert scores.counts == (4, 4, 0, 2, 6, 0, 0, 0, 0)
    assert scores.means[:2] == (0.5, 0.75) and scores.stds[:2] == (0.25, 0.25)
    # nobody was asked about the third class
    assert math.isnan(scores.means[2]) and math.isnan(scores.stds[2])


def test_no_networks_have_no_scores() -> None:
    with pytest.raises(ValueError, match="no networks"):
        class_scores([])
