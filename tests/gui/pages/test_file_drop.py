"""What is dropped on the window: recognised by names, announced, and refused in a sentence."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ftd_engine.method.set_pictures import grid_png
from ftd_gui.pages.dropped_path import what_is
from ftd_gui.pages.file_drop import FileDrop
from tests.fixtures.recorded_runs import done_records, tiny_snapshot, write_run


def file_at(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.toml", "experiment"),
        ("a.pt", "set"),
        ("A.NPZ", "set"),
        ("a.safetensors", "set"),
        ("a.docx", "nothing"),
        ("none", "nothing"),
    ],
)
def test_files_are_known_by_their_ending(tmp_path: Path, name: str, kind: str) -> None:
    assert what_is(file_at(tmp_path / name)).kind == kind


def test_logs_are_known_at_some_depth(tmp_path: Path) -> None:
    file = file_at(tmp_path / "mine" / "run" / "logs" / "events.out.tfevents.17.host")
    for path in (file, file.parent, file.parent.parent, file.parent.parent.parent):
        assert what_is(path).kind == "log"


@pytest.mark.parametrize(
    ("files", "data_set"),
    [
        (["cifar-10-batches-py/data_batch_1"], "cifar-10"),
        (["cifar-100-python/train"], "cifar-100"),
        (["train_32x32.mat"], "svhn"),
        (["tiny-imagenet-200/wnids.txt"], "tiny-imagenet"),
        (["FashionMNIST/raw/train-images-idx3-ubyte"], "fashion-mnist"),
        (["train-images-idx3-ubyte.gz"], "mnist"),
        (["cats/1.png", "dogs/2.JPG"], "folder"),
        (["train/cats/1.png", "test/cats/2.png"], "folder"),
    ],
)
def test_data_folders_are_known_by_what_they_hold(
    tmp_path: Path, files: list[str], data_set: str
) -> None:
    for name in files:
        file_at(tmp_path / "images" / name)
    found = what_is(tmp_path / "images")
    assert (found.kind, found.data_set) == ("data", data_set)


def test_arrays_with_a_training_part_are_data_and_others_a_set(tmp_path: Path) -> None:
    few = np.zeros(3)
    np.savez(tmp_path / "data.npz", x_train=few, y_train=few)
    np.savez(tmp_path / "set.npz", images=few, labels=few)
    found = what_is(tmp_path / "data.npz")
    assert (found.kind, found.data_set) == ("data", "arrays")
    assert what_is(tmp_path / "set.npz").kind == "set"
    assert what_is(file_at(tmp_path / "a" / "1.png")).words.startswith("1.png is one image. Drop")


def test_the_grid_of_an_export_is_a_set_and_any_other_picture_is_not(tmp_path: Path) -> None:
    grid = tmp_path / "grid.PNG"
    grid.write_bytes(grid_png(tiny_snapshot(3), "raw"))
    assert what_is(grid).kind == "set"
    with Image.open(grid) as picture:
        picture.save(tmp_path / "bare.png")
    assert what_is(tmp_path / "bare.png").kind == "nothing"


def test_a_published_folder_itself_is_known(tmp_path: Path) -> None:
    file_at(tmp_path / "cifar-10-batches-py" / "data_batch_1")
    assert what_is(tmp_path / "cifar-10-batches-py").data_set == "cifar-10"
    file_at(tmp_path / "fashion" / "train-images-idx3-ubyte")
    assert what_is(tmp_path / "fashion").data_set == "fashion-mnist"


def test_runs_are_known_and_others_are_told_why(tmp_path: Path) -> None:
    run = write_run(tmp_path / "runs", done_records(), "done", "finished run")
    assert what_is(run.path).kind == "run"
    (tmp_path / "empty").mkdir()
    assert what_is(tmp_path / "empty").words == (
        "empty is no run, holds no published data set that is known here, no folder of images per "
        "class, and no TensorBoard log."
    )
    assert what_is(tmp_path / "gone").words.endswith("gone is neither a file nor a folder.")


@pytest.fixture
def drop(qtbot: QtBot) -> Iterator[FileDrop]:
    window = QWidget()
    qtbot.addWidget(window)
    # this frame keeps the window alive
    yield FileDrop(window)
    window.close()


def throw(drop: FileDrop, *urls: QUrl, enters_only: bool = False) -> bool:
    window = drop.parent()
    assert window is not None
    carried = QMimeData()
    carried.setUrls(list(urls))
    action, button, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(1, 1), action, carried, button, keys)
    QApplication.sendEvent(window, enter)
    if enters_only:
        return enter.isAccepted()
    event = QDropEvent(QPointF(1, 1), action, carried, button, keys)
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def url(path: Path) -> QUrl:
    return QUrl.fromLocalFile(str(path))


def test_a_drop_is_announced_and_taken(qtbot: QtBot, drop: FileDrop, tmp_path: Path) -> None:
    path = file_at(tmp_path / "a.toml")
    with qtbot.waitSignal(drop.told) as told:
        assert throw(drop, url(path), enters_only=True)
    assert told.args == ["Load these settings"]
    with qtbot.waitSignal(drop.experiment_dropped) as taken:
        assert throw(drop, url(path))
    assert taken.args == [str(path)]
    with qtbot.waitSignal(drop.set_dropped) as taken:
        throw(drop, url(file_at(tmp_path / "a.pt")))
    assert taken.args == [tmp_path / "a.pt"]


def test_what_cannot_be_taken_is_refused_in_a_sentence(
    qtbot: QtBot, drop: FileDrop, tmp_path: Path
) -> None:
    one, two = file_at(tmp_path / "a.toml"), file_at(tmp_path / "b.toml")
    for urls, start in (
        ((url(one), url(two)), "2 things were dropped at once"),
        ((QUrl("https://example.org/a.toml"),), "Only files and folders of this computer"),
        ((url(file_at(tmp_path / "a.odt")),), "a.odt is nothing that can be opened here"),
    ):
        with qtbot.waitSignal(drop.refused) as refused:
            throw(drop, *urls)
        assert str((refused.args or ["", ""])[1]).startswith(start)
