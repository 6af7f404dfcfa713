"""Expert trajectories as files."""

import json
from collections.abc import Collection
from pathlib import Path

import pytest
import torch
from safetensors import safe_open

from ftd_engine.method.experts import ExpertFiles, Stretch, TrajectoryRecorder, last_state
from ftd_engine.runtime import EngineError
from ftd_engine.settings.buffer import Storage

CPU = torch.device("cpu")


def _write(
    path: Path,
    rows: int = 4,
    params: int = 3,
    offset: float = 0.0,
    kept: Collection[int] | None = None,
    storage: Storage = "float32",
) -> Path:
    recorder = TrajectoryRecorder(kept, storage)
    for row in range(rows):
        recorder.add(row, torch.full((params,), offset + row))
    facts = {"rho": 0.01, "epochs": recorder.epochs}
    recorder.write(path, torch.full((params,), offset + rows - 1), {}, facts)
    return path


def _generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_recorder_copies_what_it_keeps(tmp_path: Path) -> None:
    theta, recorder = torch.zeros(3), TrajectoryRecorder()
    for epoch in range(2):
        recorder.add(epoch, theta)
        theta += 1  # in place: the trap of the published code on the CPU
    recorder.write(tmp_path / "expert", theta, {}, {"epochs": recorder.epochs})
    experts = ExpertFiles([tmp_path / "expert"], 3, CPU)
    assert experts.weights(0, 0).tolist() == [0, 0, 0]
    assert experts.weights(0, 1).tolist() == [1, 1, 1]


def test_file_is_safetensors_with_its_facts(tmp_path: Path) -> None:
    with safe_open(str(_write(tmp_path / "a")), framework="np") as file:
        assert json.loads(file.metadata()["facts"]) == {"rho": 0.01, "epochs": [0, 1, 2, 3]}
        assert file.get_tensor("trajectory").shape == (4, 3)


def test_only_kept_epochs_lie_in_the_file(tmp_path: Path) -> None:
    path = _write(tmp_path / "a", rows=6, kept=(0, 1, 4))
    experts = ExpertFiles([path], 3, CPU)
    assert [experts.weights(0, epoch)[0].item() for epoch in (0, 1, 4)] == [0, 1, 4]
    with pytest.raises(EngineError, match=r"holds 3 of the epochs 0 to 4, but epoch 2 is wanted"):
        experts.weights(0, 2)


def test_a_half_precision_file_rounds_and_keeps_the_last_weights_unrounded(tmp_path: Path) -> None:
    theta = torch.randn(1000, generator=_generator(0)) * 0.1
    paths: dict[Storage, Path] = {"float32": tmp_path / "full", "float16": tmp_path / "half"}
    for storage, path in paths.items():
        recorder = TrajectoryRecorder(None, storage)
        recorder.add(0, theta)
        recorder.write(path, theta, {"mean": theta[:4]}, {"epochs": [0]})
    half = ExpertFiles([paths["float16"]], 1000, CPU, "float16").weights(0, 0)
    assert half.dtype == torch.float32
    # half precision has 10 bits behind the first one
    assert ((half - theta).abs() <= theta.abs() * 2**-11 + 2**-25).all()
    assert not torch.equal(half, theta)
    # a file of full precision gives the same numbers where half was asked for
    rounded = ExpertFiles([paths["float32"]], 1000, CPU, "float16").weights(0, 0)
    assert torch.equal(rounded, half)
    last, statistics = last_state(paths["float16"], CPU)
    assert torch.equal(last, theta)
    assert torch.equal(statistics["mean"], theta[:4])
    assert paths["float16"].stat().st_size < 0.8 * paths["float32"].stat().st_size


@pytest.mark.parametrize(
    ("value", "storage", "words"),
    [
        (float("nan"), "float32", r"epoch 3 are not finite.*Lower the teachers' learning rate"),
        (1e6, "float16", r"epoch 3 are too large for float16.*Store float32"),
    ],
)
def test_weights_that_are_no_numbers_are_refused(
    value: float, storage: Storage, words: str
) -> None:
    recorder = TrajectoryRecorder((), storage)
    with pytest.raises(EngineError, match=words):
        recorder.add(3, torch.tensor([1.0, value]))


def test_a_later_file_takes_over_the_rows_of_an_earlier_one(tmp_path: Path) -> None:
    path = _write(tmp_path / "a", rows=3)
    recorder = TrajectoryRecorder()
    recorder.take_over(path, (0, 1, 2))
    recorder.add(3, torch.full((3,), 3.0))
    recorder.write(tmp_path / "b", torch.zeros(3), {}, {"epochs": recorder.epochs})
    experts = ExpertFiles([tmp_path / "b"], 3, CPU)
    assert [experts.weights(0, epoch)[0].item() for epoch in range(4)] == [0, 1, 2, 3]


def test_every_expert_is_used_once_per_pass(tmp_path: Path) -> None:
    paths = [_write(tmp_path / f"{k}", offset=10.0 * k) for k in range(3)]
    experts = ExpertFiles(paths, 3, CPU)
    used = []
    for iteration in range(6):
        order, start = _generator(iteration // 3), _generator(iteration)
        stretch = experts.stretch(iteration, 2, 2, order, start)
        used.append(stretch.expert)
        assert stretch.start_epoch in (0, 1)
        wanted = 10.0 * stretch.expert + stretch.start_epoch
        assert stretch.start.tolist() == [wanted] * 3
        assert stretch.target.tolist() == [wanted + 2] * 3
    assert sorted(used[:3]) == sorted(used[3:]) == [0, 1, 2]


def test_start_bound_is_exclusive_and_reached(tmp_path: Path) -> None:
    experts = ExpertFiles([_write(tmp_path / "a", rows=6)], 3, CPU)
    starts = {experts.stretch(k, 4, 1, _generator(0), _generator(k)).start_epoch for k in range(60)}
    assert starts == {0, 1, 2, 3}


def test_a_way_beside_is_the_same_way_from_noisy_weights() -> None:
    start = torch.linspace(-1, 1, 20_000)
    stretch = Stretch(0, 1, start, start + 0.25)
    beside = stretch.beside(0.1, _generator(5))
    noise = beside.start - start
    assert noise.std().item() == pytest.approx(0.1, rel=0.02)
    assert abs(noise.mean().item()) < 0.003
    # Equation 9 compares displacements: both ends move alike
    torch.testing.assert_close(beside.target - beside.start, stretch.target - stretch.start)
    again = stretch.beside(0.1, _generator(5))
    assert torch.equal(again.start, beside.start)
    assert not torch.equal(stretch.beside(0.1, _generator(6)).start, beside.start)


def test_too_short_expert_is_refused(tmp_path: Path) -> None:
    experts = ExpertFiles([_write(tmp_path / "a")], 3, CPU)
    with pytest.raises(EngineError, match=r"epochs 0 to 3, but epoch 5 is wanted.*Train teachers"):
        experts.stretch(0, 1, 5, _generator(0), _generator(0))


def test_no_expert_is_refused() -> None:
    with pytest.raises(EngineError, match="no finished teacher"):
        ExpertFiles([], 3, CPU)


def test_damaged_file_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path / "a")
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(EngineError, match=f"{path} is no whole expert file"):
        ExpertFiles([path], 3, CPU)


def test_a_file_without_facts_is_refused(tmp_path: Path) -> None:
    recorder = TrajectoryRecorder()
    recorder.add(0, torch.zeros(3))
    recorder.write(tmp_path / "a", torch.zeros(3), {}, {})
    with pytest.raises(EngineError, match="a is no expert file: KeyError"):
        ExpertFiles([tmp_path / "a"], 3, CPU)


def test_other_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="this network has 99 parameters"):
        ExpertFiles([_write(tmp_path / "a")], 99, CPU)
