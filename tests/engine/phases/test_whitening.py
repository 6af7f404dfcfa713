"""Whitened sets leave with their matrices and come back: the same, another or none."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from ftd_engine import cli
from ftd_engine.data.datasets import RealDataset, load_dataset
from ftd_engine.event_log import EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.export_formats import SetFormat
from ftd_engine.job_requests import ExportRequest, ExportTarget
from ftd_engine.method.set_imports import read_set
from ftd_engine.method.set_spaces import SetSpace, read_space
from ftd_engine.phases import adopt, export
from ftd_engine.protocol import (
    Logged,
)
from ftd_engine.run_folder import RunFolder, find_runs
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import Snapshot
from tests.engine.tiny import tiny_experiment


def _arrays(path: Path, seed: int) -> Path:
    """A small data set of the user's own: two classes of 8 pixels."""
    draw = np.random.default_rng(seed)
    images = draw.integers(0, 256, (90, 3, 8, 8), dtype=np.uint8)
    np.savez(path, images=images, labels=np.arange(90) % 2)
    return path


def _experiment(images: Path, **network: object) -> Experiment:
    data: dict[str, object] = {"dataset": "arrays", "folder": str(images), "zca": True}
    return tiny_experiment(data={**data, "source": "auto"}, network={"depth": 2, **network})


def _run(tmp_path: Path, experiment: Experiment, data: RealDataset) -> RunFolder:
    """A run that has stored its first real images, whitened."""
    assert data.space.zca is not None
    folder = RunFolder.create(tmp_path / "made", experiment)
    images = data.train_images[:4]
    colours = data.space.decode(images).numpy()
    zeros = np.zeros(3, dtype=np.float32)
    folder.write_snapshot(
        Snapshot(
            iteration=4,
            images={"raw": images.numpy()},
            labels=np.array([0, 0, 1, 1]),
            syn_lr=0.02,
            mean=zeros,
            std=zeros + 1,
            views={"raw": colours},
            zca=data.space.zca.fingerprint,
        )
    )
    return folder


def _exported(folder: RunFolder, *targets: tuple[SetFormat, Path]) -> str:
    wanted = tuple(ExportTarget(name, str(path)) for name, path in targets)
    return export.run(folder, ExportRequest(4, "raw", wanted, overwrite=False)).message


@pytest.fixture
def made(tmp_path: Path) -> tuple[RunFolder, RealDataset, Path]:
    images = _arrays(tmp_path / "images.npz", 1)
    experiment = _experiment(images)
    data = load_dataset(experiment.data)
    return _run(tmp_path, experiment, data), data, images


def test_a_stranger_undoes_the_whitening_with_the_file_alone(
    made: tuple[RunFolder, RealDataset, Path], tmp_path: Path
) -> None:
    folder, _, _ = made
    place = tmp_path / "out"
    message = _exported(folder, ("mtt", place), ("pt", place / "set.pt"), ("grid", place / "g.png"))
    assert "matrices" not in message
    manifest = json.loads((place / "manifest.json").read_text())
    told = manifest["pixel_space"]["matrices"]
    assert (
        told == json.loads((place / "set.pt.manifest.json").read_text())["pixel_space"]["matrices"]
    )
    assert [path.name for path in place.glob("*.safetensors")] == [told["file"]]
    assert "matrices" not in json.loads((place / "g.png.manifest.json").read_text())["pixel_space"]
    matrices = load_file(place / told["file"])
    numbers = torch.load(place / "images_best.pt", weights_only=True)
    colours = numbers.flatten(1) @ matrices["colour"] + matrices["mean"]
    wanted = folder.read_snapshot(4).views["raw"]
    np.testing.assert_allclose(colours.view_as(numbers).numpy(), wanted, atol=1e-5)
    again = (colours - matrices["mean"]) @ matrices["whiten"]
    np.testing.assert_allclose(again.numpy(), numbers.flatten(1).numpy(), atol=1e-4)
    # the same matrices beside a second set are no obstacle
    folder.write_snapshot(replace(folder.read_snapshot(4), iteration=5))
    more = (ExportTarget("pt", str(place / "five.pt")),)
    assert export.run(folder, ExportRequest(5, "raw", more, overwrite=False)).ok


def test_a_set_is_never_held_back_by_its_matrices(
    made: tuple[RunFolder, RealDataset, Path], tmp_path: Path
) -> None:
    folder, _, images = made
    _arrays(images, 2)
    message = _exported(folder, ("pt", tmp_path / "set.pt"))
    assert message.startswith("2 files written")
    assert "matrices are not among them: The training images of arrays have changed" in message
    space = json.loads((tmp_path / "set.pt.manifest.json").read_text())["pixel_space"]
    assert "matrices" not in space and space["fingerprint"]


def test_the_same_whitening_leaves_every_number(
    made: tuple[RunFolder, RealDataset, Path], tmp_path: Path
) -> None:
    folder, data, _ = made
    for name, place in (("mtt", tmp_path / "pair"), ("safetensors", tmp_path / "a.safetensors")):
        _exported(folder, (name, place))  # pyright: ignore[reportArgumentType]
        found = read_set(place)
        assert found.space is not None and data.space.zca is not None
        assert found.space.fingerprint == data.space.zca.fingerprint
        assert torch.equal(adopt.brought_into(found, found.space, data.space, True), found.images)


def test_another_whitening_is_undone_or_refused(
    made: tuple[RunFolder, RealDataset, Path], tmp_path: Path
) -> None:
    folder, _, _ = made
    place = tmp_path / "pair"
    _exported(folder, ("mtt", place))
    other = load_dataset(_experiment(_arrays(tmp_path / "other.npz", 3)).data).space
    found = read_set(place)
    space = adopt.space_of(found, "zca")
    assert space == found.space
    moved = adopt.brought_into(found, space, other, True)
    assert not torch.allclose(moved, found.images, atol=0.1)
    colours = torch.from_numpy(folder.read_snapshot(4).views["raw"])
    assert float((other.decode(moved) - colours).abs().max()) < 1e-4
    assert space.matrices is not None
    without = replace(space, matrices=None)
    with pytest.raises(EngineError, match=r"other matrices .*its own do not lie beside it"):
        adopt.brought_into(found, without, other, True)
    with space.matrices.open("ab") as file:
        file.write(b"more")
    with pytest.raises(EngineError, match="not the file that the manifest means"):
        adopt.brought_into(found, space, other, True)


@pytest.mark.parametrize("name", ["../zca_ab.safetensors", "/etc/zca", "a/b", "", 3, None])
def test_a_manifest_names_matrices_beside_itself_only(name: Any, tmp_path: Path) -> None:
    told = {"name": "zca", "fingerprint": "ab12", "matrices": {"file": name, "sha256": "0" * 64}}
    assert read_space(told, 3, tmp_path) == SetSpace("zca", fingerprint="ab12")


def test_a_whitened_set_is_imported_by_the_command_line(
    made: tuple[RunFolder, RealDataset, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, data, _ = made
    place = tmp_path / "pair"
    _exported(folder, ("mtt", place))
    other, preview = _arrays(tmp_path / "other.npz", 3), tmp_path / "preview.png"
    arguments = ["--workspace", str(tmp_path / "runs"), "--preview", str(preview)]
    arguments += ["--set", f"data.folder={other}", "--set", "device=cpu"]
    assert cli.main(["import", str(place), *arguments]) == 0
    assert "whitened by ZCA" in " ".join(capsys.readouterr().out.split())
    (run,) = find_runs(tmp_path / "runs")
    said = [
        e.event.text for e in EventReader(run.event_path).read_all() if isinstance(e.event, Logged)
    ]
    assert any(text.startswith("The set was whitened with other matrices") for text in said)
    stored = run.read_snapshot(0)
    assert stored.zca and data.space.zca and stored.zca != data.space.zca.fingerprint
    np.testing.assert_allclose(stored.views["raw"], folder.read_snapshot(4).views["raw"], atol=1e-4)
    assert preview.is_file()
