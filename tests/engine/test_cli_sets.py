"""`ftd evaluate` and `ftd import`: sets of peers by real processes, refusals before anything else."""

import json
import os
from pathlib import Path

import pytest
import torch

from ftd_engine import cli
from ftd_engine.event_log import EventReader
from ftd_engine.protocol import RunStarted
from ftd_engine.run_folder import find_runs
from tests.engine.tiny import tiny_data


class _Bomb:
    def __init__(self, path: Path) -> None:
        self._path = str(path)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self._path,)


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """A folder as MTT leaves it: two bare tensors, no word on their space."""
    data, folder = tiny_data(2), tmp_path / "peer"
    folder.mkdir()
    torch.save(data.train_images, folder / "images_best.pt")
    torch.save(data.train_labels, folder / "labels_best.pt")
    return folder


def _arguments(tmp_path: Path, *more: str) -> list[str]:
    changes = ["data.source=embedded", "network.width=4", "device=cpu"]
    set_options = [part for change in changes for part in ("--set", change)]
    return ["--workspace", str(tmp_path / "runs"), *set_options, *more]


def test_a_peers_set_is_evaluated_beside_random_real_images(
    pair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    preview = tmp_path / "preview.png"
    arguments = _arguments(tmp_path, "--space", "mean-std", "--lr", "0.02", "--json")
    arguments += ["--dataset", "fashion-mnist", "--networks", "2", "--epochs", "3"]
    arguments += ["--families", "convnet,alexnet", "--per-class"]
    assert cli.main(["evaluate", str(pair), *arguments, "--preview", str(preview)]) == 0
    captured = capsys.readouterr()
    (line,) = captured.out.strip().splitlines()
    told = json.loads(line)
    assert set(told) == {
        *("accuracy", "accuracy_std", "random_real", "random_real_std"),
        *("networks", "protocol", "seconds", "run", "class_names", "evaluations"),
    }
    assert [(one["network"], one["set"]) for one in told["evaluations"]] == [
        ("ConvNet-3, width 4", "raw"),
        ("ConvNet-3, width 4", "random_real"),
        ("AlexNet", "raw"),
        ("AlexNet", "random_real"),
    ]
    own = told["evaluations"][0]
    assert own["mean"] == told["accuracy"] and len(told["class_names"]) == len(own["confusion"])
    for row, (counts, share) in enumerate(
        zip(own["confusion"], own["class_accuracy"], strict=True)
    ):
        assert counts[row] / sum(counts) == pytest.approx(share)
    assert "AlexNet, synthetic set:" in captured.err and "  sneaker " in captured.err
    assert 0 < told["accuracy"] < 1 and told["networks"] == 2
    assert "2 per class; SGD, rate 0.02" in told["protocol"]
    assert "20 images of 1 x 28 x 28, 10 classes, 2 per class" in " ".join(captured.err.split())
    assert "± " in captured.err and "Protocol: 2 fresh networks" in captured.err
    assert preview.is_file()
    # the run is like any other: it can be exported, and its set evaluated again
    (folder,) = find_runs(tmp_path / "runs")
    assert str(folder.path) == told["run"] and folder.status().state == "done"
    started = EventReader(folder.event_path).read_all()[0].event
    assert isinstance(started, RunStarted) and started.phases == ("evaluate",)
    target = tmp_path / "datm"
    assert cli.main(["export", str(folder.path), "--format", f"datm={target}"]) == 0
    manifest = json.loads((target / "manifest.json").read_text())
    assert manifest["syn_lr"] == 0.02 and manifest["results"][0]["mean"] == told["accuracy"]
    capsys.readouterr()
    assert cli.main(["import", str(target), *_arguments(tmp_path)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "soft labels; learned rate 0.02; normalised by mean" in said
    newest = max(find_runs(tmp_path / "runs"), key=lambda run: run.path.stat().st_mtime_ns)
    stored = newest.read_snapshot(0)
    assert torch.equal(torch.from_numpy(stored.images["raw"]), tiny_data(2).train_images)
    assert newest.status().message == "The set was imported."


def test_an_unknown_space_is_asked_for_with_a_preview(
    pair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    preview = tmp_path / "preview.png"
    assert cli.main(["evaluate", str(pair), "--preview", str(preview)]) == 2
    said = " ".join(capsys.readouterr().out.split())
    assert "does not say in which pixel space" in said and "It looks like mean-std" in said
    assert "Preview, read as mean-std" in said and preview.is_file()
    before = preview.read_bytes()
    assert cli.main(["evaluate", str(pair), "--preview", str(preview)]) == 2
    assert "exists already" in " ".join(capsys.readouterr().out.split())
    assert preview.read_bytes() == before


def test_what_is_wrong_is_refused_before_a_run_is_made(
    pair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile, was_run = tmp_path / "hostile.pt", tmp_path / "was-run"
    torch.save([_Bomb(was_run)], hostile)
    spaced = ["--space", "mean-std"]
    for arguments, words in (
        ([str(hostile)], "asks to run posix.mkdir"),
        ([str(tmp_path / "nowhere.pt")], "is no file"),
        ([str(pair), *spaced, "--lr", "nan"], "Give --lr a number above 0"),
        ([str(pair), *spaced, "--dataset", "odd"], 'Data set is "odd"'),
        ([str(pair), *spaced, "--dataset", "cifar-10"], "cifar-10 has 10 of 3 x 32 x 32"),
        ([str(pair), *spaced, "--families", "convnet,lenet"], "Allowed: a list of choices"),
        ([str(pair), *spaced, "--networks", "0"], "Networks is 0."),
        ([str(pair), *spaced, "--epochs", "x"], 'Epochs is "x"'),
        ([str(pair), *spaced, "--set", "network.wide=1"], 'Nearest known name: "width"'),
    ):
        assert cli.main(["evaluate", *arguments, "--workspace", str(tmp_path / "runs")]) == 2
        assert words in " ".join(capsys.readouterr().out.split())
    assert not (tmp_path / "runs").exists() and not was_run.exists()
