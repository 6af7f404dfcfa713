"""A set from elsewhere is looked at before it is taken in: what it is, how it looks in each space."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from ftd_engine.config_checks import check
from ftd_engine.job_requests import InspectRequest
from ftd_engine.phases import inspection
from ftd_engine.runtime import EngineError
from tests.engine.tiny import tiny_data


def _pair(folder: Path) -> Path:
    data = tiny_data(2)
    folder.mkdir()
    torch.save(data.train_images, folder / "images_best.pt")
    torch.save(data.train_labels, folder / "labels_best.pt")
    return folder


def test_a_pair_is_told_and_pictured_in_every_space(tmp_path: Path) -> None:
    found = inspection.run(InspectRequest(str(_pair(tmp_path / "peer")), str(tmp_path)))
    assert found.ok and "20 images of 1 x 28 x 28" in found.words
    assert (found.space, found.likely, found.dataset) == ("", "mean-std", "fashion-mnist")
    assert found.syn_lr is None
    assert check(found.values).distill.ipc == 2
    assert set(found.pictures) == {"rgb", "mean-std", "zca"}
    pictures: list[np.ndarray] = []
    for path in found.pictures.values():
        with Image.open(path) as picture:
            pictures.append(np.asarray(picture))
    # a wrong guess is visible: read as plain colours, half of it is black
    by_space = dict(zip(found.pictures, pictures, strict=True))
    assert (by_space["rgb"] == 0).mean() > 2 * (by_space["mean-std"] == 0).mean()
    assert len({picture.tobytes() for picture in pictures}) == 3


def test_a_set_of_unknown_images_leaves_the_data_set_open(tmp_path: Path) -> None:
    torch.save([torch.rand(4, 3, 8, 8), torch.tensor([0, 0, 1, 1])], tmp_path / "data.pt")
    found = inspection.run(InspectRequest(str(tmp_path / "data.pt"), str(tmp_path)))
    assert (found.space, found.dataset) == ("rgb", "")
    assert found.values["data"]["dataset"] == "folder"


def test_what_is_no_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="is no file"):
        inspection.run(InspectRequest(str(tmp_path / "nowhere.pt"), str(tmp_path)))
