"""The part of the training images that is kept away."""

import pytest
import torch

from ftd_engine.data.held_out import hold_out
from ftd_engine.runtime import EngineError
from tests.engine.tiny import tiny_data


def test_every_class_gives_the_same_share_and_nothing_is_lost() -> None:
    data = tiny_data()
    rest, held_out = hold_out(data, 0.25, torch.Generator().manual_seed(0))
    assert held_out.labels.bincount().tolist() == [5] * 10
    assert rest.train_labels.bincount().tolist() == [15] * 10
    together = torch.cat([rest.train_images, held_out.images]).flatten(1).sum(1).sort().values
    assert torch.allclose(together, data.train_images.flatten(1).sum(1).sort().values)
    assert rest.test_images is data.test_images


def test_the_draw_is_repeatable() -> None:
    first, second = (hold_out(tiny_data(), 0.1, torch.Generator().manual_seed(4))[1] for _ in "12")
    assert torch.equal(first.images, second.images)


def test_at_least_one_image_of_each_class_is_held_out() -> None:
    _, held_out = hold_out(tiny_data(3), 0.01, torch.Generator())
    assert len(held_out.labels) == 10


def test_a_class_that_would_be_emptied_is_refused() -> None:
    with pytest.raises(EngineError, match=r"smallest class has 1 training images.*Lower the held"):
        hold_out(tiny_data(1), 0.5, torch.Generator())
