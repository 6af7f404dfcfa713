"""Imported teachers: put on the shelf, distilled from, refused."""

import shutil
from pathlib import Path

import pytest
import torch

from ftd_engine.experiment import Experiment
from ftd_engine.phases import buffer, distill, import_experts
from ftd_engine.phases.teachers import open_teachers
from ftd_engine.protocol import Logged
from ftd_engine.runtime import EngineError
from ftd_engine.shelf import Shelf
from tests.engine.method.test_replay_buffers import peer_buffer
from tests.engine.phases.rig import events_of, make_context
from tests.engine.tiny import tiny_experiment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of two experts, three epochs each."""
    path = tmp_path / "peer"
    path.mkdir()
    experts = peer_buffer(4)
    torch.save(experts[:2], path / "replay_buffer_0.pt")
    torch.save(experts[2:], path / "replay_buffer_1.pt")
    return path


def _using(key: str, **config: object) -> Experiment:
    return tiny_experiment(
        buffer={"imported": key, "num_experts": 4, "epochs": 3, **config},
        evaluation={"loss_difference_experts": 0},
    )


def test_imported_teachers_are_distilled_from(tmp_path: Path, folder: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    kind = import_experts.run(tiny_experiment(), [folder], shelf)
    files, damaged = kind.teachers()
    assert damaged == []
    assert [(file.facts.expert, file.facts.last_epoch) for file in files] == [
        (number, 3) for number in range(4)
    ]
    assert files[3].facts.made_by["file"] == "replay_buffer_1.pt"
    assert kind.settings["imported"][0]["file"] == "replay_buffer_0.pt"
    assert [path.name for path in shelf.root.iterdir()] == [kind.path.name]

    for key in (kind.short_key, str(kind.path)):
        context = make_context(tmp_path, _using(key), shelf.root)
        buffer.run(context)
        distill.run(context)
        told = [event.text for event in events_of(context) if isinstance(event, Logged)]
        assert "4 of 4 teachers lie on the shelf and are used; none is trained." in told
        used = context.folder.used_teachers()
        assert used is not None
        assert used.key == kind.key
        wanted = torch.cat([each.flatten() for each in peer_buffer(4)[2][1]])
        assert torch.equal(open_teachers(context).weights(2, 1), wanted)


def test_a_second_import_writes_nothing(tmp_path: Path, folder: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    first = import_experts.run(tiny_experiment(), [folder], shelf)
    before = {path: path.stat().st_mtime_ns for path in first.path.iterdir()}
    again = import_experts.run(tiny_experiment(), [folder], shelf)
    assert again.path == first.path
    assert {path: path.stat().st_mtime_ns for path in again.path.iterdir()} == before
    half = import_experts.run(tiny_experiment(buffer={"storage": "float16"}), [folder], shelf)
    assert half.path != first.path
    assert {file.storage for file in half.teachers()[0]} == {"float16"}


def test_one_bad_file_leaves_nothing_behind(tmp_path: Path, folder: Path) -> None:
    torch.save(peer_buffer(1, width=8), folder / "replay_buffer_2.pt")
    shelf = Shelf(tmp_path / "shelf")
    with pytest.raises(EngineError, match=r"replay_buffer_2.*of another network"):
        import_experts.run(tiny_experiment(), [folder], shelf)
    assert list(shelf.root.iterdir()) == []


def test_full_disk_is_refused(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(EngineError, match=r"where 0 bytes are free\. Import fewer"):
        import_experts.run(tiny_experiment(), [folder], Shelf(tmp_path / "shelf"))


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"num_experts": 5}, "4 imported teachers of up to 3 epochs in float32; 5 of 3 epochs"),
        ({"epochs": 4}, "4 imported teachers of up to 3 epochs in float32; 4 of 4 epochs"),
        ({"imported": "0123456789"}, 'There are no teachers "0123456789"'),
    ],
)
def test_what_imported_teachers_cannot_serve_is_refused(
    tmp_path: Path, folder: Path, config: dict[str, object], words: str
) -> None:
    shelf = Shelf(tmp_path / "shelf")
    kind = import_experts.run(tiny_experiment(), [folder], shelf)
    context = make_context(tmp_path, _using(kind.key, **config), shelf.root)
    with pytest.raises(EngineError, match=words):
        buffer.run(context)


def test_imported_teachers_of_another_network_are_refused(tmp_path: Path, folder: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    kind = import_experts.run(tiny_experiment(), [folder], shelf)
    values = _using(kind.key).model_dump()
    values["network"]["width"] = 8
    context = make_context(tmp_path, Experiment.model_validate(values), shelf.root)
    with pytest.raises(EngineError, match=r"weights; this network has.*Choose the network"):
        buffer.run(context)
