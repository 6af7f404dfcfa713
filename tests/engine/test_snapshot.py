"""Stored sets: there and back, colours, and refusal of everything that was damaged."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ftd_engine.snapshot import DamagedSnapshot, Snapshot
from tests.fixtures.recorded_runs import tiny_snapshot


def archive(**changes: Any) -> bytes:
    """The tiny set as bytes, with some arrays replaced, or left out where None."""
    with np.load(io.BytesIO(tiny_snapshot(20).to_bytes())) as file:
        arrays = {name: file[name] for name in file.files}
    arrays.update(changes)
    buffer = io.BytesIO()
    kept = {name: array for name, array in arrays.items() if array is not None}
    np.savez(buffer, **kept)
    return buffer.getvalue()


def test_there_and_back() -> None:
    snapshot = tiny_snapshot(20)
    again = Snapshot.from_bytes(snapshot.to_bytes(), "here")
    assert (again.iteration, again.syn_lr) == (20, 0.01)
    assert list(again.images) == ["raw", "ema"]
    for series, images in snapshot.images.items():
        np.testing.assert_array_equal(again.images[series], images)
        assert again.images[series].dtype == np.float32
    for name in ("labels", "mean", "std"):
        np.testing.assert_array_equal(getattr(again, name), getattr(snapshot, name))
    assert again.labels.dtype == np.int64


def test_a_set_without_average() -> None:
    snapshot = replace(tiny_snapshot(0), images={"raw": tiny_snapshot(0).images["raw"]})
    assert list(Snapshot.from_bytes(snapshot.to_bytes(), "here").images) == ["raw"]


def test_soft_labels_are_kept_and_checked() -> None:
    count = len(tiny_snapshot(0).labels)
    logits = np.arange(count * 4, dtype=np.float32).reshape(count, 4)
    again = Snapshot.from_bytes(replace(tiny_snapshot(0), soft_labels=logits).to_bytes(), "here")
    assert again.soft_labels is not None and np.array_equal(again.soft_labels, logits)
    for wrong in (logits[1:], logits[0]):
        with pytest.raises(DamagedSnapshot, match=f"{count} images but soft labels of shape"):
            Snapshot.from_bytes(archive(soft_labels=wrong), "here")


def test_colours_are_pixels_times_std_plus_mean_and_not_clipped() -> None:
    images = np.zeros((1, 3, 2, 4), np.float32)
    images[0, :, 1, 3] = (1.0, -1.0, 10.0)
    mean, std = np.array([0.1, 0.2, 0.3], np.float32), np.array([1.0, 0.5, 0.25], np.float32)
    snapshot = Snapshot(0, {"raw": images}, np.zeros(1, np.int64), 0.01, mean, std)
    shown = snapshot.viewable("raw")
    assert shown.shape == (1, 2, 4, 3)
    assert shown.dtype == np.float32 and shown.flags["C_CONTIGUOUS"]
    np.testing.assert_allclose(shown[0, 0, 0], mean)
    np.testing.assert_allclose(shown[0, 1, 3], (1.1, -0.3, 2.8), rtol=1e-6)


def whitened() -> Snapshot:
    """The tiny set as one of whitened images, whose colours are stored beside them."""
    plain = tiny_snapshot(20)
    views = {name: 0.5 * images + 0.25 for name, images in plain.images.items()}
    return replace(plain, views=views, zca="ab12")


def test_colours_of_whitened_images_are_stored() -> None:
    again = Snapshot.from_bytes(whitened().to_bytes(), "here")
    assert again.zca == "ab12"
    for series, images in again.images.items():
        expected = (0.5 * images + 0.25).transpose(0, 2, 3, 1)
        np.testing.assert_allclose(again.viewable(series), expected)
        assert again.viewable(series).flags["C_CONTIGUOUS"]
    # a set that is not whitened is stored as before
    with np.load(io.BytesIO(tiny_snapshot(20).to_bytes())) as file:
        assert not {"zca", "view_raw", "view_ema"} & set(file.files)


def test_colours_must_fit_the_images() -> None:
    for views in (
        {"raw": whitened().views["raw"]},
        {**whitened().views, "ema": whitened().views["ema"][:1]},
    ):
        content = replace(whitened(), views=views).to_bytes()
        with pytest.raises(
            DamagedSnapshot, match=r"holds colours of .* that do not fit its images"
        ):
            Snapshot.from_bytes(content, "here")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it was truncated or changed. Choose another iteration."),
        (b"not an archive", "it was truncated or changed"),
        (archive()[:-100], "it was truncated or changed"),
        (archive()[:300], "it was truncated or changed"),
        (archive(labels=None), "it was truncated or changed"),
        (archive(iteration=np.zeros(2)), "it was truncated or changed"),
        (archive(mean=np.array(["red"])), "it was truncated or changed"),
        (archive(images_raw=None), 'expected [N, C, H, W] under "images_raw"'),
        (archive(images_raw=None, images_ema=None), "holds images of shape []"),
        (archive(images_ema=np.zeros((8, 1, 8, 7))), "holds images of shape [(8, 1, 8, 7), (8,"),
        (archive(images_raw=np.zeros(4), images_ema=None), "holds images of shape [(4,)]"),
        (archive(labels=np.zeros(7, np.int64)), "holds 8 images of 1 channels but labels (7,)"),
        (archive(mean=np.zeros(3)), "mean (3,) and std (1,)"),
        (archive(std=np.zeros(3)), "mean (1,) and std (3,)"),
    ],
)
def test_damage_is_told_with_its_place(content: bytes, reason: str) -> None:
    with pytest.raises(DamagedSnapshot) as caught:
        Snapshot.from_bytes(content, "runs/one/iteration_00000020.npz")
    message = str(caught.value)
    assert message.startswith("runs/one/iteration_00000020.npz ")
    assert reason in message
    assert message.endswith("Choose another iteration.")


def test_pickled_objects_are_never_loaded() -> None:
    content = archive(extra=np.array([print], dtype=object))
    with pytest.raises(DamagedSnapshot, match="holds pickled objects in extra"):
        Snapshot.from_bytes(content, "here")


def test_a_lone_array_is_no_set() -> None:
    buffer = io.BytesIO()
    np.save(buffer, np.zeros(3))
    with pytest.raises(DamagedSnapshot):
        Snapshot.from_bytes(buffer.getvalue(), "here")


def test_whatever_bit_is_changed_the_answer_is_a_set_or_a_refusal() -> None:
    good = tiny_snapshot(20).to_bytes()
    rng = np.random.default_rng(0)
    refused = 0
    for position in rng.choice(len(good), size=1500, replace=False):
        content = bytearray(good)
        content[position] ^= 1 << rng.integers(8)
        try:
            Snapshot.from_bytes(bytes(content), "here")
        except DamagedSnapshot:
            refused += 1
    assert refused > 750


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"labels": np.array([-1, *[0] * 7])}, "holds the label -1; classes count from 0"),
        ({"labels": np.zeros(8)}, "labels is of type float64"),
        ({"labels": np.zeros(8, "datetime64[Y]")}, "labels is of type datetime64"),
        ({"syn_lr": np.array(1j)}, "syn_lr is of type complex128"),
        ({"iteration": np.array(np.inf)}, "cannot convert float infinity"),
        ({"images_raw": np.zeros((8, 2, 8, 8)), "images_ema": None}, "of 1 or 3 channels"),
        ({"images_raw": np.zeros((0, 1, 8, 8)), "images_ema": None}, "at least one"),
    ],
)
def test_numbers_that_no_set_has_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(DamagedSnapshot, match=words):
        Snapshot.from_bytes(archive(**change), "here")


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ftd_engine.snapshot.MAX_BYTES", 100)
    with pytest.raises(DamagedSnapshot, match=r"it unpacks to [\d,]+ bytes; allowed are 100"):
        Snapshot.from_bytes(archive(), "here")
