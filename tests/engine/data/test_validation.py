"""What is found about images before a run: one sentence and one cure each."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftd_engine.config_checks import check
from ftd_engine.data.datasets import load_dataset
from ftd_engine.data.findings import DataRefused, Finding, some_of
from ftd_engine.data.raw_images import RawImages
from ftd_engine.data.validation import findings_about, validate
from ftd_engine.data_facts import held_out_share
from ftd_engine.experiment import Experiment
from ftd_engine.runtime import EngineError
from tests.engine.data.disk_sets import pixels, write_class_folders, write_image


def _raw(**changes: Any) -> RawImages:
    values: dict[str, Any] = {
        "name": "folder",
        "origin": "made for tests",
        "train_pixels": pixels(12, (3, 8, 8)),
        "train_labels": np.arange(12) % 3,
        "test_pixels": pixels(6, (3, 8, 8), seed=1),
        "test_labels": np.arange(6) % 3,
        "class_names": ("ant", "bee", "cow"),
        "constants": None,
        "is_published": False,
        **changes,
    }
    return RawImages(**values)


def test_good_images_give_no_finding() -> None:
    assert findings_about(_raw(), ipc=4) == ()


def _duplicates(raw: RawImages) -> np.ndarray:
    return np.concatenate([raw.train_pixels[:2], raw.test_pixels[2:]])


TWICE = pixels(12, (3, 8, 8))
TWICE[4] = TWICE[3]


@pytest.mark.parametrize(
    ("changes", "ipc", "level", "words"),
    [
        ({"class_names": ("ant", "bee", "cow", "dog")}, 1, "error", "1 class has no training images: dog. Add images of each"),
        ({}, 5, "error", "3 classes have fewer training images than the 5 images per class that are to be learned: ant (4), bee (4), cow (4). Lower the images per class to 4 at most"),
        ({"train_labels": np.array([0] * 11 + [1])}, 1, "error", "1 class has no training images: cow."),
        ({"train_labels": np.array([0] * 10 + [1, 2])}, 1, "warning", "Classes are of very different size: bee has 1 training images, ant has 10."),
        ({"test_labels": np.zeros(6, np.int64)}, 1, "warning", "2 classes have no test images: bee, cow. Accuracy says nothing"),
        ({"test_labels": np.zeros(0, np.int64), "test_pixels": np.zeros((0, 3, 8, 8), np.uint8)}, 1, "error", "There are no test images. Add a test part"),
        ({"train_pixels": pixels(12, (3, 8, 9))}, 1, "error", "Images are 9 × 8 pixels; networks take squares. Set the image size"),
        ({"train_pixels": pixels(12, (3, 4, 4)), "test_pixels": pixels(6, (3, 4, 4))}, 1, "error", "Images are 4 × 4 pixels; at least 8 are needed."),
        ({"train_pixels": pixels(12, (2, 8, 8)), "test_pixels": pixels(6, (2, 8, 8))}, 1, "error", "Images have 2 channels; allowed are 1 (grey) and 3 (colour)."),
        ({"test_pixels": pixels(6, (1, 8, 8))}, 1, "error", "Training images are (3, 8, 8), test images (1, 8, 8)"),
        ({"train_pixels": np.full((12, 3, 8, 8), 7, np.uint8)}, 1, "error", "All training images are one and the same colour in channel 0, 1, 2."),
        ({"test_pixels": _duplicates(_raw())}, 1, "warning", "2 of 6 test images are, pixel by pixel, training images too: ant (1), bee (1). Take them out"),
        ({"test_pixels": _duplicates(_raw()), "is_published": True}, 1, "note", "training images too: ant (1), bee (1). The set was published so"),
        ({"train_pixels": TWICE}, 1, "warning", "1 training images are, pixel by pixel, also in another class. Take each out"),
        ({"class_names": ("ant",), "train_labels": np.zeros(12, np.int64), "test_labels": np.zeros(6, np.int64)}, 1, "error", "There is only one class, ant. Add images of another class."),
        ({"findings": (Finding("warning", "Read so.", "Do this."),)}, 1, "warning", "Read so. Do this."),
    ],
)  # fmt: skip
def test_each_finding(changes: dict[str, Any], ipc: int, level: str, words: str) -> None:
    findings = findings_about(_raw(**changes), ipc)
    fitting = [finding for finding in findings if words in str(finding)]
    assert fitting, findings
    assert fitting[0].level == level


def test_errors_come_first() -> None:
    raw = _raw(findings=(Finding("note", "N."),), train_labels=np.array([0] * 11 + [1]))
    levels = [finding.level for finding in findings_about(raw, 2)]
    assert levels == ["error", "error", "note"]


def test_long_lists_stay_short() -> None:
    assert some_of(["a", "b"]) == "a, b"
    assert some_of([str(n) for n in range(12)]) == "0, 1, 2, 3, 4 and 7 more"


def _experiment(folder: Path, ipc: int = 1) -> Experiment:
    data = {"dataset": "folder", "folder": str(folder)}
    return check({"data": data, "distill": {"ipc": ipc}})


def test_a_refusal_carries_all_errors(tmp_path: Path) -> None:
    write_class_folders(tmp_path, {"a": 2, "b": 4}, size_px=4)
    experiment = _experiment(tmp_path, ipc=9)
    with pytest.raises(DataRefused) as caught:
        load_dataset(experiment.data, ipc=9, share=held_out_share(experiment))
    assert isinstance(caught.value, EngineError)
    assert caught.value.message.startswith("2 things are wrong with the images: Images are 4 × 4")
    assert " · 2 classes have fewer training images than the 9" in caught.value.message
    assert "Use larger images." in caught.value.hint
    assert validate(experiment) == caught.value.findings


def test_what_cannot_be_read_is_a_finding_too(tmp_path: Path) -> None:
    (finding,) = validate(_experiment(tmp_path / "gone"))
    assert finding.level == "error" and "is not a folder" in finding.sentence
    assert finding.cure == "Name the folder that holds your class folders."
    write_class_folders(tmp_path, {"a": 2, "b": 4})
    (tmp_path / "a" / "x.png").write_text("")
    write_image(tmp_path / "b" / "x.png", pixels(1, (4, 8, 3))[0])
    unreadable, size = validate(_experiment(tmp_path))
    assert "1 file cannot be used" in str(unreadable) and "1 image is not 8 × 8" in str(size)


def test_the_embedded_subset_is_without_errors() -> None:
    levels = {finding.level for finding in validate(check({"data": {"source": "embedded"}}))}
    assert levels <= {"note"}
