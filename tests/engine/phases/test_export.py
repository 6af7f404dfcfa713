"""Exported files agree with the stored set; nothing is overwritten unasked."""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors import safe_open

from ftd_engine.event_log import EventLog
from ftd_engine.export_formats import SetFormat, format_facts
from ftd_engine.job_requests import ExportRequest, ExportTarget
from ftd_engine.method.set_pictures import class_folder
from ftd_engine.phases import export
from ftd_engine.protocol import (
    AccuracyMeasured,
    DataLoaded,
    RunStarted,
)
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import Snapshot
from tests.engine.tiny import tiny_experiment

NAMES = ("T-shirt/top", "trouser")


def _snapshot(channels: int = 1, has_ema: bool = True) -> Snapshot:
    rng = np.random.default_rng(0)
    images = rng.normal(size=(4, channels, 5, 6)).astype(np.float32)
    series = {"raw": images, "ema": images * 0.5} if has_ema else {"raw": images}
    mean, std = (np.full(channels, value, dtype=np.float32) for value in (0.3, 0.4))
    return Snapshot(8, series, np.array([0, 0, 1, 1]), 0.02, mean, std)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    folder = RunFolder.create(tmp_path / "runs", tiny_experiment())
    folder.write_snapshot(_snapshot())
    log = EventLog(folder.event_path)
    log.append(RunStarted(1, "h", "CPU", {"torch": "2"}, ("buffer",)))
    log.append(DataLoaded("fashion-mnist", "embedded subset", 40, 20, NAMES, (1, 5, 6)))
    for final, iteration in ((False, 8), (True, 8), (True, 4)):
        log.append(
            AccuracyMeasured("ema", iteration, final, 0.6, 0.01, (0.59, 0.61), "n = 2, protocol")
        )
    log.close()
    return folder


def _pt(tmp_path: Path) -> ExportTarget:
    return ExportTarget("pt", str(tmp_path / "out" / "set.pt"))


def _png(tmp_path: Path) -> ExportTarget:
    return ExportTarget("png", str(tmp_path / "out" / "png"))


def _request(tmp_path: Path, **changes: object) -> ExportRequest:
    request = ExportRequest(8, "ema", (_pt(tmp_path), _png(tmp_path)), False)
    return replace(request, **changes)  # type: ignore[arg-type]


def test_pt_opens_weights_only_and_equals_the_stored_set(folder: RunFolder, tmp_path: Path) -> None:
    export.run(folder, _request(tmp_path))
    loaded = torch.load(tmp_path / "out" / "set.pt", weights_only=True)
    stored = folder.read_snapshot(8)
    assert set(loaded) == {"images", "labels", "syn_lr"}
    assert np.array_equal(loaded["images"].numpy(), stored.images["ema"])
    assert loaded["labels"].tolist() == [0, 0, 1, 1]
    assert float(loaded["syn_lr"]) == 0.02
    assert loaded["images"].is_contiguous()


def test_a_whitened_set_says_so_and_is_shown_in_colours(folder: RunFolder, tmp_path: Path) -> None:
    plain = _snapshot()
    views = {name: np.full_like(images, 0.5) for name, images in plain.images.items()}
    folder.write_snapshot(replace(plain, views=views, zca="ab12"))
    export.run(folder, _request(tmp_path))
    manifest = json.loads((tmp_path / "out" / "png" / "manifest.json").read_text())
    assert manifest["trained_in"]["fingerprint"] == "ab12"
    assert manifest["trained_in"]["kind"].startswith("ZCA whitening, eps 0.1")
    with Image.open(tmp_path / "out" / "png" / "000_T-shirt-top" / "00000.png") as image:
        assert set(np.asarray(image).ravel().tolist()) == {128}


def test_png_files_agree_with_the_stored_colours(folder: RunFolder, tmp_path: Path) -> None:
    export.run(folder, _request(tmp_path))
    png = tmp_path / "out" / "png"
    colours = folder.read_snapshot(8).viewable("ema").clip(0, 1) * 255
    names = [
        "000_T-shirt-top/00000.png",
        "000_T-shirt-top/00001.png",
        "001_trouser/00000.png",
        "001_trouser/00001.png",
    ]
    for name, wanted in zip(names, colours, strict=True):
        pixels = np.asarray(Image.open(png / name), dtype=np.float32)
        assert np.abs(pixels - wanted[..., 0]).max() <= 0.5 + 1e-4
    grid = np.asarray(Image.open(png / "grid.png"))
    assert grid.shape == (2 * (5 + 2) + 2, 2 * (6 + 2) + 2)
    assert np.array_equal(grid[9:14, 10:16], np.asarray(Image.open(png / names[3])))
    assert grid[0, 0] == 128


def test_colour_images_become_rgb(folder: RunFolder, tmp_path: Path) -> None:
    folder.write_snapshot(replace(_snapshot(3), iteration=9))
    export.run(folder, _request(tmp_path, iteration=9, series="raw", targets=(_png(tmp_path),)))
    with Image.open(tmp_path / "out" / "png" / "001_trouser" / "00000.png") as image:
        assert (image.mode, image.size) == ("RGB", (6, 5))


def test_manifest_tells_a_stranger_what_the_files_are(folder: RunFolder, tmp_path: Path) -> None:
    result = export.run(folder, _request(tmp_path))
    out = tmp_path / "out"
    manifest = json.loads((out / "set.pt.manifest.json").read_text())
    assert manifest["syn_lr"] == 0.02
    assert manifest["pixel_space"]["mean"] == pytest.approx([0.3])
    assert manifest["class_names"] == list(NAMES)
    assert manifest["architecture"]["width"] == 4
    # only the final evaluation of this very iteration speaks for this set
    assert [found["protocol"] for found in manifest["results"]] == ["n = 2, protocol"]
    assert manifest["sha256"] == {
        "set.pt": hashlib.sha256((out / "set.pt").read_bytes()).hexdigest()
    }
    sums = json.loads((out / "png" / "manifest.json").read_text())["sha256"]
    assert len(sums) == 5
    for name, digest in sums.items():
        assert hashlib.sha256((out / "png" / name).read_bytes()).hexdigest() == digest
    assert {Path(name) for name in result.files} == {
        path for path in out.rglob("*") if path.is_file()
    }
    assert result.total_bytes == sum(Path(name).stat().st_size for name in result.files)
    assert result.message.startswith("8 files written")


def test_existing_target_is_refused_and_kept_unless_allowed(
    folder: RunFolder, tmp_path: Path
) -> None:
    export.run(folder, _request(tmp_path))
    before = (tmp_path / "out" / "set.pt").stat().st_mtime_ns
    with pytest.raises(EngineError, match=r"already; nothing was written.*Allow overwriting"):
        export.run(folder, _request(tmp_path, series="raw"))
    assert (tmp_path / "out" / "set.pt").stat().st_mtime_ns == before
    export.run(folder, _request(tmp_path, series="raw", overwrite=True))
    loaded = torch.load(tmp_path / "out" / "set.pt", weights_only=True)
    assert np.array_equal(loaded["images"].numpy(), folder.read_snapshot(8).images["raw"])


def test_a_target_that_appears_between_the_check_and_the_writing_is_kept(
    folder: RunFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = export._refuse_existing

    def late(paths: list[Path]) -> None:
        check(paths)
        paths[0].parent.mkdir(parents=True)
        paths[0].write_text("mine")

    monkeypatch.setattr(export, "_refuse_existing", late)
    with pytest.raises(EngineError, match=r"set\.pt has appeared meanwhile; 0 of .*Allow overwrit"):
        export.run(folder, _request(tmp_path))
    assert (tmp_path / "out" / "set.pt").read_text() == "mine"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["set.pt"]


def test_what_cannot_be_exported_is_refused_with_a_cure(folder: RunFolder, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="Choose another iteration"):
        export.run(folder, _request(tmp_path, iteration=7))
    with pytest.raises(EngineError, match="Name a format"):
        export.run(folder, _request(tmp_path, targets=()))
    folder.write_snapshot(replace(_snapshot(has_ema=False), iteration=9))
    with pytest.raises(EngineError, match=r'keeps no "ema" images. Kept are: raw'):
        export.run(folder, _request(tmp_path, iteration=9))


def test_a_damaged_run_is_refused_with_its_file(folder: RunFolder, tmp_path: Path) -> None:
    folder.event_path.unlink()
    os.mkfifo(folder.event_path)
    with pytest.raises(EngineError, match=r"cannot be read: It is a pipe .*Put the file back\."):
        export.run(folder, _request(tmp_path))
    folder.experiment_path.write_text("seed = []")
    with pytest.raises(EngineError, match=r"seed: .*Mend the experiment of this run\."):
        export.run(folder, _request(tmp_path))


def test_unwritable_target_is_named(folder: RunFolder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    target = ExportTarget("pt", str(tmp_path / "file" / "set.pt"))
    with pytest.raises(EngineError, match=r"set\.pt cannot be written.*0 of 2 files"):
        export.run(folder, _request(tmp_path, targets=(target,)))


def test_class_folders_sort_by_label_and_are_safe_names() -> None:
    assert class_folder(2, ("a", "b", "T-shirt/top")) == "002_T-shirt-top"
    assert class_folder(12, ()) == "012_class"
    assert class_folder(0, ("../../etc",)) == "000_etc"


# ---------------------------------------------------------------- formats of peers


def _written(folder: RunFolder, tmp_path: Path, name: SetFormat, **changes: object) -> Path:
    facts = format_facts(name)
    assert facts is not None
    place = tmp_path / "peer" / f"set{facts.suffix}"
    request = _request(tmp_path, targets=(ExportTarget(name, str(place)),), **changes)
    result = export.run(folder, request)
    assert all(Path(path).is_relative_to(tmp_path / "peer") for path in result.files)
    return place


def _manifest_of(place: Path) -> dict[str, Any]:
    beside = place.with_name(f"{place.name}.manifest.json")
    return json.loads((place / "manifest.json" if place.is_dir() else beside).read_text())


def _load(path: Path) -> Any:
    return torch.load(path, weights_only=True)


def test_mtt_pair_is_two_bare_tensors(folder: RunFolder, tmp_path: Path) -> None:
    place = _written(folder, tmp_path, "mtt")
    images, labels = _load(place / "images_best.pt"), _load(place / "labels_best.pt")
    assert np.array_equal(images.numpy(), folder.read_snapshot(8).images["ema"])
    assert (images.dtype, labels.dtype) == (torch.float32, torch.int64)
    assert labels.tolist() == [0, 0, 1, 1]
    assert not images.requires_grad and images.is_contiguous()
    manifest = _manifest_of(place)
    assert manifest["pixel_space"]["name"] == "mean-std"
    assert set(manifest["sha256"]) == {"images_best.pt", "labels_best.pt"}
    assert {path.name for path in place.iterdir()} == {*manifest["sha256"], "manifest.json"}


def test_datm_triple_has_logits_that_softmax_to_the_class(
    folder: RunFolder, tmp_path: Path
) -> None:
    place = _written(folder, tmp_path, "datm")
    logits, rate = _load(place / "labels_best.pt"), _load(place / "lr_best.pt")
    wanted = torch.nn.functional.one_hot(torch.tensor([0, 0, 1, 1]), 2).float()
    assert torch.allclose(logits.softmax(1), wanted, atol=1e-6)
    assert logits.dtype == torch.float32
    assert rate.shape == () and float(rate) == pytest.approx(0.02)
    assert _manifest_of(place)["hard_label_logit"] == 20.0


def test_dc_dictionary_has_the_peers_name_and_shape(folder: RunFolder, tmp_path: Path) -> None:
    place = _written(folder, tmp_path, "dc")
    content = _load(place / "res_DC_FashionMNIST_ConvNet_2ipc.pt")
    assert set(content) == {"data", "accs_all_exps"}
    ((images, labels),) = content["data"]
    assert images.shape == (4, 1, 5, 6) and labels.dtype == torch.int64
    assert content["accs_all_exps"] == {"ConvNet": [0.59, 0.61]}
    target = ExportTarget("dc", str(tmp_path / "own.pt"))
    export.run(folder, _request(tmp_path, targets=(target,)))
    assert (tmp_path / "own.pt").is_file() and (tmp_path / "own.pt.manifest.json").is_file()


@pytest.mark.parametrize(
    ("network", "model", "facts"),
    [
        ({"depth": 0}, "ConvNet", {"kind": "ConvNet", "depth": 3, "width": 4}),
        ({"depth": 2, "pooling": "max"}, "ConvNetD2", {"depth": 2, "pooling": "max"}),
        ({"kind": "alexnet"}, "AlexNet", {"kind": "AlexNet", "words": "AlexNet"}),
        ({"kind": "resnet18_ap", "norm": "batch"}, "ResNet18BN_AP", {"norm": "batch"}),
    ],
)
def test_the_network_is_told_with_all_defaults_resolved(
    tmp_path: Path, network: dict[str, object], model: str, facts: dict[str, object]
) -> None:
    folder = RunFolder.create(tmp_path / "runs", tiny_experiment(network=network))
    folder.write_snapshot(_snapshot())
    told = _manifest_of(_written(folder, tmp_path, "dc"))["architecture"]
    assert facts.items() <= told.items()
    assert ("width" in told) == (told["kind"] == "ConvNet")
    assert [path.name for path in (tmp_path / "peer").rglob("res_*.pt")] == [
        f"res_DC_FashionMNIST_{model}_2ipc.pt"
    ]


def test_plain_colours_lie_between_0_and_1(folder: RunFolder, tmp_path: Path) -> None:
    place = _written(folder, tmp_path, "rgb")
    colours = _load(place / "images.pt")
    wanted = folder.read_snapshot(8).viewable("ema").transpose(0, 3, 1, 2)
    assert np.array_equal(colours.numpy(), wanted.clip(0, 1))
    assert _load(place / "labels.pt").tolist() == [0, 0, 1, 1]
    assert float(_load(place / "lr.pt")) == pytest.approx(0.02)
    manifest = _manifest_of(place)
    assert manifest["pixel_space"]["name"] == "rgb"
    assert manifest["trained_in"]["mean"] == pytest.approx([0.3])
    assert manifest["pixel_space"]["clipped_share"] == pytest.approx(
        np.mean((wanted < 0) | (wanted > 1)), abs=1e-6
    )


def test_grid_is_one_picture(folder: RunFolder, tmp_path: Path) -> None:
    place = _written(folder, tmp_path, "grid")
    with Image.open(place) as image:
        assert image.size == (2 * (6 + 2) + 2, 2 * (5 + 2) + 2)
    assert _manifest_of(place)["pixel_space"]["name"] == "rgb"


def test_safetensors_carry_their_manifest(folder: RunFolder, tmp_path: Path) -> None:
    place = _written(folder, tmp_path, "safetensors")
    with safe_open(place, "pt") as file:
        manifest = json.loads(file.metadata()["manifest"])
        images = file.get_tensor("images")
        assert file.get_tensor("syn_lr").item() == 0.02
    assert np.array_equal(images.numpy(), folder.read_snapshot(8).images["ema"])
    assert manifest["pixel_space"] == _manifest_of(place)["pixel_space"]
    assert manifest["export_format"] == "safetensors"


def test_images_leave_class_major_and_soft_labels_where_they_fit(
    folder: RunFolder, tmp_path: Path
) -> None:
    logits = np.array([[0.1, 2], [3, 0.2], [0.3, 4], [5, 0.4]], dtype=np.float32)
    mixed = replace(_snapshot(), iteration=9, labels=np.array([1, 0, 1, 0]), soft_labels=logits)
    folder.write_snapshot(mixed)
    order = [1, 3, 0, 2]
    place = _written(folder, tmp_path, "datm", iteration=9)
    assert np.array_equal(_load(place / "labels_best.pt").numpy(), logits[order])
    assert np.array_equal(_load(place / "images_best.pt").numpy(), mixed.images["ema"][order])
    loaded = _load(_written(folder, tmp_path, "pt", iteration=9))
    assert loaded["labels"].tolist() == [0, 0, 1, 1]
    assert np.array_equal(loaded["soft_labels"].numpy(), logits[order])
    place = _written(folder, tmp_path, "mtt", iteration=9)
    assert _load(place / "labels_best.pt").tolist() == [0, 0, 1, 1]
    assert "left out" in _manifest_of(place)["labels"]


def test_two_formats_for_one_place_and_unknown_ones_are_refused(
    folder: RunFolder, tmp_path: Path
) -> None:
    place = str(tmp_path / "peer")
    both = (ExportTarget("mtt", place), ExportTarget("datm", place))
    with pytest.raises(EngineError, match=r"both write .*images_best\.pt; nothing was written"):
        export.run(folder, _request(tmp_path, targets=both))
    odd = ExportTarget("odd", place)  # type: ignore[arg-type]
    with pytest.raises(EngineError, match='no export format "odd"'):
        export.run(folder, _request(tmp_path, targets=(odd,)))
    assert not (tmp_path / "peer").exists()
