"""The evolution of a set as a file: what is in the frames, how many, how it is called off."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from ftd_engine.run_folder import RunFolder
from ftd_gui.pages.animation_dialog import AnimationDialog
from ftd_gui.pages.set_animation import (
    MOST_FRAMES,
    AnimationCancelled,
    AnimationPlan,
    animation,
    frame_of,
)
from ftd_gui.views.contrast import Contrast
from tests.fixtures.recorded_runs import done_records, write_run


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return write_run(tmp_path, done_records(), "done")


@pytest.fixture
def plan(folder: RunFolder) -> AnimationPlan:
    iterations = tuple(folder.snapshot_iterations())
    height, width = folder.read_snapshot(iterations[0]).images["raw"].shape[2:]
    return AnimationPlan(iterations, "ema", Contrast(), ((0, 1), (2, 3)), (width, height), 3)


@pytest.mark.parametrize("kind", ["webp", "gif"])
def test_every_stored_set_is_a_frame(folder: RunFolder, plan: AnimationPlan, kind: str) -> None:
    told: list[int] = []
    content = animation(folder, replace(plan, format=kind), lambda done: told.append(done) is None)  # pyright: ignore[reportArgumentType]
    with Image.open(io.BytesIO(content)) as film:
        assert film.format == kind.upper()
        assert film.size == plan.picture_size
        assert film.n_frames == len(plan.iterations)  # pyright: ignore[reportAttributeAccessIssue]
        film.seek(len(plan.iterations) - 1)
        last = np.asarray(film.convert("RGB"))
        assert film.info["duration"] == 100
    assert told == list(range(len(plan.iterations) + 1))
    stored = folder.read_snapshot(plan.iterations[-1]).viewable("ema")
    wanted = np.clip(stored[3], 0, 1) * 255
    width, height = plan.size
    found = last[3 * height + 2 + 1 :: 3, 3 * width + 2 + 1 :: 3]
    # at most 256 colours in a GIF
    assert found[..., 0] == pytest.approx(wanted[..., 0], abs=1 if kind == "webp" else 8)


def test_an_animation_can_be_called_off(folder: RunFolder, plan: AnimationPlan) -> None:
    with pytest.raises(AnimationCancelled):
        animation(folder, plan, lambda done: done < 1)


def test_long_runs_have_frames_from_first_to_last(plan: AnimationPlan) -> None:
    frames = replace(plan, iterations=tuple(range(5000))).frames
    assert len(frames) == MOST_FRAMES
    assert (frames[0], frames[-1]) == (0, 4999)


def test_images_have_gaps_of_grey() -> None:
    pixels = np.zeros((2, 1, 1, 4), np.uint8)
    pixels[1, 0, 0] = (1, 2, 3, 255)
    frame = frame_of(pixels, [[0, 1]], 2)
    assert frame.shape == (2, 6, 3)
    assert frame[0, :, 0].tolist() == [0, 0, 128, 128, 3, 3]
    assert frame[0, 5].tolist() == [3, 2, 1]


def test_the_dialog_makes_it(qtbot: QtBot, folder: RunFolder, plan: AnimationPlan) -> None:
    dialog = AnimationDialog(folder, plan)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.format_box.setCurrentIndex(1)
    dialog.speed_box.setCurrentIndex(0)
    dialog.scale_box.setValue(2)
    assert (
        f"{len(plan.iterations)} of {len(plan.iterations)} stored sets" in dialog.facts_label.text()
    )
    with qtbot.waitSignal(dialog.made) as blocker:
        dialog.save_button.click()
    assert blocker.args is not None
    kind, content = blocker.args
    with Image.open(io.BytesIO(content)) as film:
        assert kind == "gif" and film.info["duration"] == 500
    assert not dialog.isVisible()


def test_what_is_too_large_is_refused(qtbot: QtBot, folder: RunFolder, plan: AnimationPlan) -> None:
    dialog = AnimationDialog(folder, replace(plan, rows=(tuple(range(1000)),)))
    qtbot.addWidget(dialog)
    dialog.scale_box.setValue(16)
    assert not dialog.save_button.isEnabled()
    assert "lower the scale" in dialog.facts_label.text()


def test_a_damaged_set_is_told(qtbot: QtBot, folder: RunFolder, plan: AnimationPlan) -> None:
    folder.snapshot_path(plan.iterations[-1]).write_bytes(b"no set")
    dialog = AnimationDialog(folder, plan)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "is not a stored set" in dialog.facts_label.text())
    dialog.reject()
