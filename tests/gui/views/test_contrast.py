"""Bytes on screen against plain arithmetic."""

import numpy as np
import pytest

from ftd_gui.views.contrast import Contrast, screen_pixels, shown_colours, stored_pixels

IMAGES = np.random.default_rng(1).normal(0.4, 0.5, size=(6, 5, 4, 3)).astype(np.float32)


def test_as_stored_cuts_at_black_and_full() -> None:
    pixels = screen_pixels(IMAGES, Contrast())
    wanted = np.floor(np.clip(IMAGES, 0, 1) * 255 + 0.5).astype(np.uint8)
    assert (pixels[..., 2::-1] == wanted).all()
    assert (pixels[..., 3] == 255).all()


@pytest.mark.parametrize("channels", [1, 3])
def test_the_fast_way_gives_the_same_bytes(channels: int) -> None:
    rng = np.random.default_rng(2)
    planes = rng.normal(0, 2, size=(7, channels, 5, 4)).astype(np.float32)
    planes[3, 0, 1, 1], planes[4, 0, 0, 0] = np.nan, np.inf
    mean, std = np.full(channels, 0.4, np.float32), np.full(channels, 0.3, np.float32)
    slow = screen_pixels(planes.transpose(0, 2, 3, 1) * std + mean, Contrast())
    fast = stored_pixels(planes, mean, std)
    # rounding may fall to the other side of a half
    assert np.abs(fast.astype(int) - slow.astype(int)).max() <= 1
    assert tuple(fast[3, 1, 1]) == (255, 0, 255, 255)


@pytest.mark.parametrize("deviations", [1.0, 2.5])
def test_shared_clip_is_that_of_all_images(deviations: float) -> None:
    shown = shown_colours(IMAGES, Contrast("shared", deviations))
    mean, std = IMAGES.mean(), IMAGES.std()
    low, high = mean - deviations * std, mean + deviations * std
    assert shown == pytest.approx((np.clip(IMAGES, low, high) - low) / (high - low), abs=1e-5)


def test_each_image_can_have_its_own_clip() -> None:
    images = IMAGES * np.arange(1, 7, dtype=np.float32)[:, None, None, None]
    shown = shown_colours(images, Contrast("per_image", 1.5))
    for image, colours in zip(images, shown, strict=True):
        low, high = image.mean() - 1.5 * image.std(), image.mean() + 1.5 * image.std()
        assert colours == pytest.approx((np.clip(image, low, high) - low) / (high - low), abs=1e-5)
    assert shown == pytest.approx(shown_colours(IMAGES, Contrast("per_image", 1.5)), abs=1e-4)


def test_one_channel_is_grey() -> None:
    pixels = screen_pixels(IMAGES[..., :1], Contrast())
    assert (pixels[..., 0] == pixels[..., 1]).all() and (pixels[..., 1] == pixels[..., 2]).all()


@pytest.mark.parametrize("mode", ["as_stored", "per_image"])
def test_flat_and_broken_images_are_shown(mode: str) -> None:
    images = np.full((2, 3, 3, 1), 0.5, dtype=np.float32)
    images[1, 0, 0, 0] = np.nan
    contrast = Contrast("per_image" if mode == "per_image" else "as_stored")
    pixels = screen_pixels(images, contrast)
    # 127.5 may round either way
    assert np.isin(pixels[0, ..., 0], (127, 128)).all()
    assert pixels[1, 0, 0].tolist() == [255, 0, 255, 255]
