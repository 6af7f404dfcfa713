"""Where a run was cut off: from its files alone, and from damaged ones as much as they tell."""

from pathlib import Path
from typing import Any

import pytest
import torch

from ftd_engine.cut_point import CutPoint, cut_point
from ftd_engine.event_log import TAIL_BYTES, last_progress
from ftd_engine.method.state_files import encode_state
from ftd_engine.protocol import Logged, PhaseStarted, Progressed, Record, encode
from ftd_engine.run_folder import RunFolder
from tests.fixtures.recorded_runs import lost_records, write_run


def state(iteration: Any) -> bytes:
    return encode_state({"state": {"iteration": iteration, "images": torch.zeros(4)}})


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    folder = write_run(tmp_path, lost_records(), "lost")
    folder.checkpoints_path.mkdir()
    return folder


def test_the_newest_checkpoint_counts(folder: RunFolder) -> None:
    for number in (2, 1):
        path = folder.checkpoint_path("distill", number)
        path.write_bytes(state(10 * number))
    found = cut_point(folder)
    assert (found.phase, found.step, found.total) == ("distill", 25, 40)
    assert (found.checkpoint_step, found.checkpoint_s) == (10, path.stat().st_mtime)


@pytest.mark.parametrize(
    "content", [b"", b"x" * 99, state(None), state("7"), encode_state({"state": {}})]
)
def test_a_checkpoint_that_tells_no_step_has_a_time_all_the_same(
    folder: RunFolder, content: bytes
) -> None:
    folder.checkpoint_path("distill", 1).write_bytes(content)
    found = cut_point(folder)
    assert found.checkpoint_step is None and found.checkpoint_s > 0


def test_nothing_is_said_of_what_is_not_there(tmp_path: Path) -> None:
    assert cut_point(RunFolder(tmp_path)) == CutPoint()


def test_progress_is_found_from_the_end(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    filler = encode(Record(9, 1.0, Logged("info", "x" * 200))) + b"\n"
    begun = encode(Record(0, 1.0, PhaseStarted("distill", 9, "iterations"))) + b"\n"
    far = encode(Record(1, 1.0, Progressed("distill", 7, 9, 1.0, 1.0, ""))) + b"\n"
    path.write_bytes(filler + begun)
    assert isinstance(last_progress(path), PhaseStarted)
    # further up than the first look, and with the half line of a killed engine behind it
    path.write_bytes(begun + far + filler * (TAIL_BYTES[0] // 200) + far[:60])
    found = last_progress(path)
    assert isinstance(found, Progressed) and found.step == 7
    path.write_bytes(filler)
    assert last_progress(path) is None
