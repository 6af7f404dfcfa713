"""Expert trajectories on disk."""

import json
from pathlib import Path

import pytest
import torch
from safetensors import safe_open

from ftd_engine.method.experts import ExpertShelf, TrajectoryRecorder
from ftd_engine.runtime import EngineError

CPU = torch.device("cpu")


def _write(path: Path, rows: int = 4, params: int = 3, offset: float = 0.0) -> Path:
    recorder = TrajectoryRecorder()
    for row in range(rows):
        recorder.add(torch.full((params,), offset + row))
    recorder.write(path, {"rho": 0.01})
    return path


def _generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_recorder_copies_what_it_keeps(tmp_path: Path) -> None:
    theta, recorder = torch.zeros(3), TrajectoryRecorder()
    for _ in range(2):
        recorder.add(theta)
        theta += 1  # in place: the trap of the published code on the CPU
    recorder.write(tmp_path / "expert.safetensors", {})
    shelf = ExpertShelf([tmp_path / "expert.safetensors"], 3, CPU)
    assert shelf.weights(0, 0).tolist() == [0, 0, 0]
    assert shelf.weights(0, 1).tolist() == [1, 1, 1]


def test_file_is_safetensors_with_its_facts(tmp_path: Path) -> None:
    with safe_open(str(_write(tmp_path / "a")), framework="np") as file:
        assert json.loads(file.metadata()["facts"]) == {"rho": 0.01}
        assert file.get_tensor("trajectory").shape == (4, 3)


def test_every_expert_is_used_once_per_pass(tmp_path: Path) -> None:
    paths = [_write(tmp_path / f"{k}", offset=10.0 * k) for k in range(3)]
    shelf = ExpertShelf(paths, 3, CPU)
    used = []
    for iteration in range(6):
        stretch = shelf.stretch(iteration, 2, 2, _generator(iteration // 3), _generator(iteration))
        used.append(stretch.expert)
        assert stretch.start_epoch in (0, 1)
        wanted = 10.0 * stretch.expert + stretch.start_epoch
        assert stretch.start.tolist() == [wanted] * 3
        assert stretch.target.tolist() == [wanted + 2] * 3
    assert sorted(used[:3]) == sorted(used[3:]) == [0, 1, 2]


def test_start_bound_is_exclusive_and_reached(tmp_path: Path) -> None:
    shelf = ExpertShelf([_write(tmp_path / "a", rows=6)], 3, CPU)
    starts = {shelf.stretch(k, 4, 1, _generator(0), _generator(k)).start_epoch for k in range(60)}
    assert starts == {0, 1, 2, 3}


def test_too_short_expert_is_refused(tmp_path: Path) -> None:
    shelf = ExpertShelf([_write(tmp_path / "a")], 3, CPU)
    with pytest.raises(EngineError, match=r"has 3 epochs, but epoch 5 is wanted.*Train teachers"):
        shelf.stretch(0, 1, 5, _generator(0), _generator(0))


def test_no_expert_is_refused() -> None:
    with pytest.raises(EngineError, match="no finished teacher"):
        ExpertShelf([], 3, CPU)


def test_damaged_file_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path / "a")
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(EngineError, match=f"{path} is no whole expert file"):
        ExpertShelf([path], 3, CPU)


def test_other_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="this network has 99 parameters"):
        ExpertShelf([_write(tmp_path / "a")], 99, CPU)
