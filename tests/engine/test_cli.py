"""The command line: real runs by real processes, wrong input in sentences."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
import torch

from ftd_engine import cli, run_follower, run_report
from ftd_engine.event_log import EventReader
from ftd_engine.experiment_file import to_toml
from ftd_engine.protocol import AccuracyMeasured, RunStarted
from ftd_engine.run_folder import RunFolder, find_runs
from ftd_engine.terminal import Terminal
from tests.engine.data.disk_sets import write_class_folders
from tests.engine.tiny import tiny_experiment

_ROOT = str(Path(__file__).parents[2])


def _small_file(tmp_path: Path) -> Path:
    experiment = tiny_experiment(
        buffer={"num_experts": 1, "epochs": 2, "dsa": False},
        evaluation={"loss_difference_experts": 1},
    )
    path = tmp_path / "small.toml"
    path.write_text(to_toml(experiment), encoding="utf-8")
    return path


def _last_line(text: str) -> dict[str, object]:
    return json.loads(text.strip().splitlines()[-1])


def test_a_finished_run_is_evaluated_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = tmp_path / "runs"
    assert cli.main(["run", str(_small_file(tmp_path)), "--workspace", str(workspace)]) == 0
    (folder,) = find_runs(workspace)
    arguments = ["evaluate", str(folder.path), "--workspace", str(workspace), "--json"]
    capsys.readouterr()
    for wrong in ("distill.image_lr=11", "evaluation.held_out_share=0.2"):
        assert cli.main([*arguments, "--set", wrong]) == 2
        assert "learned already" in " ".join(capsys.readouterr().err.split())
    assert cli.main([*arguments, "--networks", "2", "--families", "convnet,alexnet"]) == 0
    told = _last_line(capsys.readouterr().out)
    again = RunFolder.open(Path(str(told["run"])))
    assert again.experiment().name == "tiny again"
    assert [each.event.phases for each in EventReader(again.event_path).read_all()
            if isinstance(each.event, RunStarted)] == [("evaluate",)]  # fmt: skip
    rows = [(one["network"], one["set"]) for one in cast("list[Any]", told["evaluations"])]
    own = "ConvNet-3, width 4"
    assert rows[:3] == [(own, "ema"), (own, "raw"), (own, "random_real")]
    assert [network for network, _ in rows[3:]] == ["AlexNet"] * 3
    # as many networks on the same sets: the same figures
    first = {e.event.set_name: e.event.mean for e in EventReader(folder.event_path).read_all()
             if isinstance(e.event, AccuracyMeasured) and e.event.final}  # fmt: skip
    assert (told["accuracy"], told["ema"]) == (first["raw"], first["ema"])


def test_run_then_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = tmp_path / "runs"
    arguments = [str(_small_file(tmp_path)), "--workspace", str(workspace), "--json"]
    changes = [
        "--set",
        "distill.iterations=6",
        "--set",
        "name=changed",
        "--set",
        "dsa.ops=crop,flip",
    ]
    assert cli.main(["run", *arguments, *changes]) == 0
    captured = capsys.readouterr()
    told = _last_line(captured.out)
    (folder,) = find_runs(workspace)
    experiment = folder.experiment()
    assert (experiment.distill.iterations, experiment.name) == (6, "changed")
    assert experiment.dsa.ops == ("crop", "flip")
    assert told["run"] == str(folder.path)
    assert told["networks"] == 2
    assert 0 <= float(str(told["distilled"])) <= 1
    assert {"distilled_std", "random_real", "random_real_std", "seconds"} <= set(told)
    assert "2 fresh networks" in str(told["distilled_protocol"])
    assert "a fresh draw of real images" in str(told["random_real_protocol"])
    assert told["skipped_steps"] == 0 and "rule of safety" not in captured.err
    assert len(captured.out.strip().splitlines()) == 1
    assert "random real images" in captured.err

    target = tmp_path / "out" / "set.pt"
    assert cli.main(["export", str(folder.path), "--pt", str(target)]) == 0
    loaded = torch.load(target, weights_only=True)
    assert torch.equal(loaded["images"], torch.from_numpy(folder.read_snapshot(6).images["ema"]))
    assert str(target) in capsys.readouterr().out.replace("\n", "")
    formats = ["--format", f"mtt={tmp_path / 'mtt'}", "--format", f"grid={tmp_path / 'grid.png'}"]
    assert cli.main(["export", str(folder.path), *formats]) == 0
    assert (tmp_path / "mtt" / "labels_best.pt").is_file() and (tmp_path / "grid.png").is_file()
    for wrong, said in (("mtt", "write NAME=PATH"), ("odd=x", 'no export format "odd"')):
        capsys.readouterr()
        assert cli.main(["export", str(folder.path), "--format", wrong]) == 2
        assert said in " ".join(capsys.readouterr().out.split())
    again = ["export", str(folder.path), "--pt", str(target), "--series", "raw"]
    assert cli.main([*again, "--iteration", "4"]) == 1
    assert "nothing was written" in capsys.readouterr().out.replace("\n", " ")
    assert cli.main([*again, "--iteration", "4", "--overwrite"]) == 0
    loaded = torch.load(target, weights_only=True)
    assert torch.equal(loaded["images"], torch.from_numpy(folder.read_snapshot(4).images["raw"]))
    assert cli.main([*again, "--iteration", "5"]) == 2
    assert "nearest stored one is" in capsys.readouterr().out.replace("\n", " ")


def test_skipped_steps_are_summed_up(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, tiny_experiment())
    followed = run_follower.Followed(skipped=3)
    summary = run_report.summary_of(folder.experiment(), followed, 1.0)
    run_report.close_run(Terminal(highlight=False), True, folder, followed, summary)
    said = " ".join(capsys.readouterr().out.split())
    assert "3 steps were not taken by the rule of safety; lower the image rate" in said
    assert summary["skipped_steps"] == 3


def test_demo_exports_and_ends_with_one_line_of_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = tiny_experiment(
        buffer={"num_experts": 1, "epochs": 2, "dsa": False},
        evaluation={"loss_difference_experts": 0},
    )
    monkeypatch.setattr(cli, "demo_experiment", lambda: small)
    assert cli.main(["demo", "--workspace", str(tmp_path / "runs"), "--json"]) == 0
    told = _last_line(capsys.readouterr().out)
    assert set(told) == {
        "distilled",
        "distilled_std",
        "distilled_protocol",
        "random_real",
        "random_real_std",
        "random_real_protocol",
        "networks",
        "skipped_steps",
        "seconds",
        "export",
        "run",
    }
    export = Path(str(told["export"]))
    assert (export / "set.pt").is_file()
    assert (export / "png" / "grid.png").is_file()
    assert len(list((export / "png").glob("*/*.png"))) == 10


def test_failed_run_says_why_and_leaves_a_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["run", str(_small_file(tmp_path)), "--workspace", str(tmp_path / "runs")]
    status = cli.main([*arguments, "--set", "data.source=full", "--set", f"data.folder={tmp_path}"])
    assert status == 1
    said = capsys.readouterr().out.replace("\n", " ")
    assert "holds no Fashion-MNIST" in said
    assert "Correct the folder" in said


def test_interrupt_stops_after_the_step_and_keeps_the_set(tmp_path: Path) -> None:
    workspace = tmp_path / "runs"
    command = [sys.executable, "-m", "ftd_engine.cli", "run", str(_small_file(tmp_path))]
    command += ["--workspace", str(workspace), "--set", "distill.iterations=100000"]
    command += ["--set", "distill.evaluate_every=0"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": _ROOT},
        start_new_session=True,
    ) as process:
        end_s = time.monotonic() + 60
        while not any(_has_snapshot(folder) for folder in find_runs(workspace)):
            assert time.monotonic() < end_s
            time.sleep(0.1)
        # as a terminal does: to the whole group
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopping after this step" in said
    (folder,) = find_runs(workspace)
    assert folder.status().state == "stopped"
    assert len(folder.snapshot_iterations()) >= 2


def _has_snapshot(folder: RunFolder) -> bool:
    return bool(folder.snapshot_iterations())


def test_engine_that_dies_without_a_word_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        run_follower,
        "EngineProcess",
        partial(run_follower.EngineProcess, entry="ftd_engine.nowhere:main"),
    )
    assert cli.main(["run", str(_small_file(tmp_path)), "--workspace", str(tmp_path)]) == 1
    said = capsys.readouterr().out.replace("\n", " ")
    assert "ended without a last word (exit status 1)" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "Name either an experiment file or --preset NAME"),
        (["run", "--preset", "no"], 'There is no preset "no". Known are: demo'),
        (["run", "missing.toml"], "The file cannot be read: No such file"),
        (["run", "--preset", "demo", "--set", "ipc"], '"ipc" is no change of a setting'),
        (["run", "--preset", "demo", "--set", "dist.ipc=1"], 'there is no section "dist"'),
        (["run", "--preset", "demo", "--set", "distill.ipcs=1"], 'Nearest known name: "ipc"'),
        (["run", "--preset", "demo", "--set", "distill.ipc=0"], "Images per class is 0."),
        (["run", "--preset", "demo", "--set", "distill.ipc=x"], 'Images per class is "x".'),
        (["run", "--preset", "demo", "--set", "distill.dsa=maybe"], 'Augment is "maybe".'),
        (["export", "nowhere", "--pt", "x.pt"], "nowhere is no run folder"),
    ],
)
def test_wrong_input_is_refused_in_sentences(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    assert said in " ".join(capsys.readouterr().out.split())


def test_export_of_a_run_without_sets_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = RunFolder.create(tmp_path, tiny_experiment())
    assert cli.main(["export", str(folder.path), "--pt", "x.pt"]) == 2
    assert "holds no stored set yet" in " ".join(capsys.readouterr().out.split())


def test_data_looks_through_the_images(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["data", "--preset", "demo", "--set", "data.source=embedded"]) == 0
    assert "0 errors; a run can start." in capsys.readouterr().out
    own = write_class_folders(tmp_path / "own", {"a": 3, "b": 3}, size_px=4)
    changes = ["data.dataset=folder", f"data.folder={own}", "data.source=auto", "distill.ipc=9"]
    arguments = [part for change in changes for part in ("--set", change)]
    assert cli.main(["data", str(_small_file(tmp_path)), *arguments]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "error: Images are 4 × 4 pixels; at least 8 are needed. Use larger images." in told
    assert "2 errors; a run cannot start." in told
    assert cli.main(["data"]) == 2


# ---------------------------------------------------------------- going on


def _started(tmp_path: Path, *changes: str) -> subprocess.Popen[bytes]:
    """`ftd run` of an experiment that takes a while."""
    experiment = tiny_experiment(
        buffer={"num_experts": 1, "epochs": 2, "dsa": False},
        distill={"iterations": 4000, "evaluate_every": 0, "snapshot_every": 4000},
        evaluation={"loss_difference_experts": 1},
        checkpoints={"every_steps": 1},
    )
    path = tmp_path / "long.toml"
    path.write_text(to_toml(experiment), encoding="utf-8")
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "ftd_engine.cli",
            "run",
            str(path),
            "--workspace",
            str(tmp_path / "runs"),
            *changes,
        ],
        cwd=_ROOT,
        stdout=subprocess.DEVNULL,
    )


def _distilled_iterations(workspace: Path) -> int:
    for folder in find_runs(workspace):
        return max(folder.checkpoint_numbers("distill"), default=0)
    return 0


def test_an_interrupted_run_is_resumed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = tmp_path / "runs"
    with _started(tmp_path) as process:
        end_s = time.monotonic() + 60
        while _distilled_iterations(workspace) < 3:
            assert time.monotonic() < end_s
            time.sleep(0.05)
        (folder,) = find_runs(workspace)
        assert cli.main(["resume", "--workspace", str(workspace)]) == 2
        assert "No run in" in capsys.readouterr().out
        assert cli.main(["resume", folder.path.name, "--workspace", str(workspace)]) == 2
        said = " ".join(capsys.readouterr().out.split())
        assert "belongs to the engine with process number" in said and "Stop that one first" in said
        process.send_signal(signal.SIGINT)
    assert folder.status().state == "stopped"
    # the same run, with fewer iterations left than it was asked for, would be another experiment
    text = folder.experiment_path.read_text()
    folder.experiment_path.write_text(text.replace("iterations = 4000", "iterations = 5"))
    assert cli.main(["resume", "--workspace", str(workspace), "--json"]) == 1
    assert "was changed after it" in " ".join(capsys.readouterr().err.split())
    folder.experiment_path.write_text(text)

    done = _distilled_iterations(workspace)
    again = subprocess.Popen(
        [sys.executable, "-m", "ftd_engine.cli", "resume", str(folder.path)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with again:
        end_s = time.monotonic() + 60
        while _distilled_iterations(workspace) < done + 3:
            assert time.monotonic() < end_s
            time.sleep(0.05)
        again.send_signal(signal.SIGINT)
        assert again.stdout is not None
        assert "The set goes on from a checkpoint, iteration" in again.stdout.read()
    assert folder.status().state == "stopped"


def test_a_finished_run_is_not_resumed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = RunFolder.create(tmp_path, tiny_experiment())
    folder.write_status("done", "evaluate")
    assert cli.main(["resume", str(folder.path)]) == 2
    assert "is done; nothing is left to do." in " ".join(capsys.readouterr().out.split())
