"""Looking through real images: the report on good, damaged and large data, and its pictures."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftd_engine.data_finding import Finding
from ftd_engine.job_requests import DataProgress, DataReport, DataRequest
from ftd_engine.phases import data_report
from ftd_engine.settings.data import DataConfig
from ftd_engine.thumbnails import Thumbnails
from tests.engine.data.disk_sets import pixels, write_class_folders, write_image


def look(
    folder: Path,
    ipc: int = 1,
    share: float = 0.0,
    told: list[DataProgress] | None = None,
    **data: Any,
) -> DataReport:
    config = DataConfig(dataset="folder", folder=str(folder), **data)
    heard: list[DataProgress] = [] if told is None else told
    request = DataRequest(config, ipc, share, str(folder.parent / "pictures.npz"))
    return data_report.run(request, heard.append)


def test_good_images_are_counted_and_pictured(tmp_path: Path) -> None:
    write_class_folders(tmp_path / "own", {"cats": 10, "dogs": 5})
    told: list[DataProgress] = []
    report = look(tmp_path / "own", told=told)
    assert report.findings == () and report.class_names == ("cats", "dogs")
    assert (report.train_counts, report.test_counts) == ((8, 4), (2, 1))
    assert report.shape is not None and report.shape[1] == report.shape[2]
    shown = Thumbnails.read(Path(report.picture_path))
    assert np.bincount(shown.train_labels).tolist() == [8, 4]
    assert shown.test_pixels.shape == (3, *report.shape)
    assert any(each.total == 15 for each in told)


def test_damaged_images_are_told_and_the_others_shown(tmp_path: Path) -> None:
    write_class_folders(tmp_path / "own", {"cats": 6, "dogs": 5})
    (tmp_path / "own" / "cats" / "broken.png").write_bytes(b"no picture")
    report = look(tmp_path / "own")
    (error,) = report.errors
    assert "broken.png is not an image" in error.sentence
    assert error.folder == str(tmp_path / "own" / "cats")
    assert error.change == ("data.damaged", "leave-out")
    assert look(tmp_path / "own", damaged="leave-out").errors == ()
    assert report.shape is None and sum(report.train_counts) + sum(report.test_counts) == 12
    shown = Thumbnails.read(Path(report.picture_path))
    assert len(shown.train_labels) + len(shown.test_labels) == 11


def test_what_a_setting_cures_names_it(tmp_path: Path) -> None:
    write_class_folders(tmp_path / "own", {"cats": 10, "dogs": 5})
    (few,) = look(tmp_path / "own", ipc=50).errors
    assert few.change == ("distill.ipc", 4)
    zca = [each for each in look(tmp_path / "own", zca=True).findings if each.change]
    assert [(each.level, each.change) for each in zca] == [("warning", ("data.zca", False))]
    write_image(tmp_path / "own" / "cats" / "wide.png", pixels(1, (40, 80, 3))[0])
    (odd,) = look(tmp_path / "own").errors
    assert odd.change is not None and odd.change[0] == "data.image_size_px"
    assert look(tmp_path / "own", image_size_px=odd.change[1]).errors == ()


def test_images_that_are_held_out_are_not_there_to_be_learned(tmp_path: Path) -> None:
    write_class_folders(tmp_path / "own", {"cats": 10, "dogs": 5})
    assert look(tmp_path / "own", ipc=4).errors == ()
    (few,) = look(tmp_path / "own", ipc=4, share=0.25).errors
    assert "beside 1 held out of each class: dogs (4)" in few.sentence
    assert few.change == ("distill.ipc", 3)
    assert look(tmp_path / "own", ipc=3, share=0.25).errors == ()
    write_class_folders(tmp_path / "tiny", {"cats": 2, "dogs": 2})
    (none_left,) = look(tmp_path / "tiny", share=0.25).errors
    assert none_left.change == ("evaluation.selection", "last")


def test_pictures_stay_within_their_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        for name in ("cats", "dogs"):
            write_image(
                tmp_path / "own" / name / f"{number}.png", pixels(1, (96, 96, 3), number)[0]
            )
    monkeypatch.setattr(data_report, "PICTURE_BYTES", 2 * 2 * 3 * 64 * 64 * 3)
    report = look(tmp_path / "own")
    shown = Thumbnails.read(Path(report.picture_path))
    # large images are shown smaller, and three of each class in each part have room
    assert shown.train_pixels.shape == (6, 3, 64, 64) and report.shape == (3, 96, 96)


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    report = look(tmp_path / "gone")
    assert [each.level for each in report.findings] == ["error"] and not report.class_names
    assert isinstance(report.findings[0], Finding) and "gone is not a folder" in str(
        report.errors[0]
    )
