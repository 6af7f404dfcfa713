"""Replay buffers as the MTT and FTD scripts write them, good, foreign, aliased and hostile."""

import os
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from ftd_engine.method.replay_buffers import (
    find_replay_buffers,
    flat_epochs,
    read_replay_buffer,
)
from ftd_engine.runtime import EngineError
from tests.engine.tiny import tiny_network


def peer_buffer(num_experts: int = 2, epochs: int = 3, width: int = 4) -> list[Any]:
    """What the scripts keep: for each expert and epoch, the parameters in the network's order."""
    network = tiny_network(width)
    experts: list[Any] = []
    for expert in range(num_experts):
        theta = network.initial(torch.Generator().manual_seed(expert))
        experts.append(
            [
                [each.clone() for each in network.unflatten(theta * (1 + epoch))]
                for epoch in range(epochs + 1)
            ]
        )
    return experts


SHAPES = tiny_network().shapes


def test_files_are_taken_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for number in (10, 2, 0):
        (tmp_path / f"replay_buffer_{number}.pt").touch()
    (tmp_path / "args.pt").touch()
    assert [path.name for path in find_replay_buffers([tmp_path])] == [
        "replay_buffer_0.pt",
        "replay_buffer_2.pt",
        "replay_buffer_10.pt",
    ]
    single = tmp_path / "args.pt"
    assert find_replay_buffers([single]) == [single]
    with pytest.raises(EngineError, match=r"nowhere holds no replay buffer.*Name a"):
        find_replay_buffers([tmp_path / "nowhere"])


def test_the_scripts_format_is_read_to_the_bit(tmp_path: Path) -> None:
    path = tmp_path / "replay_buffer_0.pt"
    buffer = peer_buffer()
    torch.save(buffer, path)
    experts = read_replay_buffer(path, SHAPES)
    assert len(experts) == 2
    network = tiny_network()
    for place, snapshots in enumerate(experts):
        rows = flat_epochs(path, place, snapshots)
        assert rows.shape == (4, network.num_params)
        first = network.initial(torch.Generator().manual_seed(place))
        assert torch.equal(rows, torch.stack([first * (1 + epoch) for epoch in range(4)]))


def _first_expert(buffer: list[Any], change: Callable[[list[Any]], Any]) -> list[Any]:
    return [change(buffer[0]), *buffer[1:]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"a": torch.zeros(3)}, "holds a dict, no list of experts"),
        ([], "holds 0 experts"),
        ([torch.zeros(3)], "holds a Tensor, no list of epochs in expert 1"),
        (_first_expert(peer_buffer(), lambda expert: expert[:1]), "expert 1 has no epoch after"),
        (
            _first_expert(peer_buffer(), lambda expert: [expert[0], [1, 2]]),
            "something other than floating numbers",
        ),
        (
            _first_expert(
                peer_buffer(), lambda expert: [[each.int() for each in epoch] for epoch in expert]
            ),
            "something other than floating numbers",
        ),
        (
            peer_buffer(width=8),
            r"of another network: \(8, 1, 3, 3\) where this one has \(4, 1, 3, 3\)",
        ),
        (
            _first_expert(peer_buffer(), lambda expert: [epoch[:-1] for epoch in expert]),
            "of another network: 13 parameters where this one has 14",
        ),
    ],
)
def test_what_is_no_replay_buffer_is_refused(tmp_path: Path, content: Any, words: str) -> None:
    path = tmp_path / "replay_buffer_0.pt"
    torch.save(content, path)
    with pytest.raises(EngineError, match=words) as caught:
        read_replay_buffer(path, SHAPES)
    assert str(path) in caught.value.message


class _Hostile:
    """Makes a file when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.target),)


def test_hostile_pickle_is_refused_and_not_executed(tmp_path: Path) -> None:
    target, path = tmp_path / "executed", tmp_path / "replay_buffer_0.pt"
    torch.save([_Hostile(target)], path)
    with pytest.raises(EngineError, match="was not opened, since it holds something other"):
        read_replay_buffer(path, SHAPES)
    path.write_bytes(pickle.dumps(_Hostile(target)))
    with pytest.raises(EngineError, match=r"no file that torch 1\.6 or later has saved"):
        read_replay_buffer(path, SHAPES)
    assert not target.exists()


def test_older_format_never_reaches_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "replay_buffer_0.pt"
    torch.save(peer_buffer(), path, _use_new_zipfile_serialization=False)
    with pytest.raises(EngineError, match=r"no file that torch 1\.6 or later"):
        read_replay_buffer(path, SHAPES)


def test_packed_file_is_refused_before_it_grows(tmp_path: Path) -> None:
    plain, packed = tmp_path / "plain.pt", tmp_path / "replay_buffer_0.pt"
    torch.save(peer_buffer(), plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(packed, "w") as target:
        for each in source.infolist():
            target.writestr(each.filename, source.read(each), zipfile.ZIP_DEFLATED)
    with pytest.raises(EngineError, match="is packed"):
        read_replay_buffer(packed, SHAPES)


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "replay_buffer_0.pt"
    torch.save(peer_buffer(), path)
    whole = path.read_bytes()
    for content in (
        b"",
        whole[:1000],
        whole[: len(whole) // 2],
        whole.replace(b"data.pkl", b"dota.pkl"),
    ):
        path.write_bytes(content)
        with pytest.raises(EngineError, match="replay_buffer_0"):
            read_replay_buffer(path, SHAPES)
    path.unlink()
    with pytest.raises(EngineError, match=r"cannot be read: No such file or directory\. Name a"):
        read_replay_buffer(path, SHAPES)


def test_shared_snapshots_are_refused_with_the_reason(tmp_path: Path) -> None:
    """What the published scripts write on a CPU: every epoch is the same memory."""
    path = tmp_path / "replay_buffer_0.pt"
    network = tiny_network()
    weights = network.unflatten(network.initial(torch.Generator().manual_seed(0)))
    torch.save([[[each.detach().cpu() for each in weights] for _ in range(51)]], path)
    with pytest.raises(EngineError, match=r"epochs share their weights.*clones them"):
        read_replay_buffer(path, SHAPES)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: rows[:1] * 4, r"same weights after all 3 epochs.*detach\(\)\.cpu\(\)"),
        (lambda rows: [*rows[:2], rows[1], rows[3]], "stands still from epoch 1 to 2"),
        (
            lambda rows: [*rows[:2], [each * float("nan") for each in rows[2]], rows[3]],
            "expert 8 after epoch 2 are not finite",
        ),
    ],
)
def test_trajectories_must_move_and_be_finite(
    change: Callable[[list[Any]], list[Any]], words: str
) -> None:
    snapshots = change(peer_buffer(1)[0])
    with pytest.raises(EngineError, match=words):
        flat_epochs(Path("replay_buffer_0.pt"), 7, snapshots)
