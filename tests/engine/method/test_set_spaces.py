"""Guesses at the space of a set: right on real images in each space, and told with figures."""

import pytest
import torch
from kornia.enhance import ZCAWhitening

from ftd_engine.data.pixel_space import PixelSpace
from ftd_engine.method.set_spaces import SetSpace, guess_space, outside_colours, read_space
from tests.engine.tiny import tiny_data


def test_each_space_is_recognised_on_real_images() -> None:
    data = tiny_data(100)
    colours = data.space.decode(data.train_images)
    white = ZCAWhitening(eps=0.1).fit(colours)(colours)
    for images, likely in ((data.train_images, "mean-std"), (colours, "rgb"), (white, "zca")):
        guess = guess_space(images)
        assert guess.likely == likely
        assert f"{float(images.max()):.2f}" in guess.reason
        assert guess.mean[0] == pytest.approx(float(images.mean()), abs=1e-5)


def test_few_images_of_one_brightness_make_no_trouble() -> None:
    assert guess_space(torch.full((1, 3, 8, 8), 0.5)).likely == "rgb"
    assert guess_space(torch.full((1, 3, 8, 8), 4.0)).likely == "mean-std"


def test_wrong_decoding_shows_as_colours_outside() -> None:
    data = tiny_data(10)
    right = data.space.decode(data.train_images)
    wrong = PixelSpace((0.0,), (1.0,)).decode(data.train_images)
    assert outside_colours(right) == 0
    assert outside_colours(wrong) > 0.3


def test_manifests_describe_spaces() -> None:
    old = {"kind": "mean and standard deviation", "mean": [0.1], "std": [1]}
    assert read_space(old, 1) == SetSpace("mean-std", (0.1,), (1.0,))
    assert read_space({**old, "name": "rgb"}, 1) == SetSpace("rgb")
    assert read_space({"name": "zca", "eps": 0.1}, 3) == SetSpace("zca")
    wrong = (old, 3), ({**old, "std": [0]}, 1), ({**old, "mean": ["a"]}, 1), ({**old, "mean": 1}, 1)
    for description, channels in (*wrong, ({}, 1), ("rgb", 1), ({"name": "odd"}, 1)):
        assert read_space(description, channels) is None
