"""Exported files agree with the stored set; nothing is overwritten unasked."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from ftd_engine.method.set_formats import class_folder
from ftd_engine.phases import export
from ftd_engine.protocol import AccuracyMeasured, DataLoaded, ExportRequest, RunStarted
from ftd_engine.run_folder import EventLog, RunFolder
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


def _request(tmp_path: Path, **changes: object) -> ExportRequest:
    request = ExportRequest(
        8, "ema", str(tmp_path / "out" / "set.pt"), str(tmp_path / "out" / "png"), False
    )
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
    assert manifest["pixel_space"]["fingerprint"] == "ab12"
    assert manifest["pixel_space"]["kind"].startswith("ZCA whitening, eps 0.1")
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
    export.run(folder, _request(tmp_path, iteration=9, series="raw", pt_path=""))
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


def test_what_cannot_be_exported_is_refused_with_a_cure(folder: RunFolder, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="Choose another iteration"):
        export.run(folder, _request(tmp_path, iteration=7))
    with pytest.raises(EngineError, match=r"Name a \.pt file"):
        export.run(folder, _request(tmp_path, pt_path="", png_folder=""))
    folder.write_snapshot(replace(_snapshot(has_ema=False), iteration=9))
    with pytest.raises(EngineError, match=r'keeps no "ema" images. Kept are: raw'):
        export.run(folder, _request(tmp_path, iteration=9))


def test_unwritable_target_is_named(folder: RunFolder, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(EngineError, match=r"set\.pt cannot be written.*0 of 2 files"):
        export.run(
            folder, _request(tmp_path, pt_path=str(tmp_path / "file" / "set.pt"), png_folder="")
        )


def test_class_folders_sort_by_label_and_are_safe_names() -> None:
    assert class_folder(2, ("a", "b", "T-shirt/top")) == "002_T-shirt-top"
    assert class_folder(12, ()) == "012_class"
    assert class_folder(0, ("../../etc",)) == "000_etc"
