"""Metrics for other programs: read back by TensorBoard's own reader; W&B never goes online."""

import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ftd_engine import cli
from ftd_engine.metric_export import MetricExport, plain_settings
from ftd_engine.metric_sinks import Picture, Plain
from ftd_engine.protocol import PointsAdded, Record, encode
from ftd_engine.run_folder import RunFolder
from tests.fixtures.recorded_runs import CLASS_NAMES, ITERATIONS, done_records, write_run


class Remembered:
    """A sink that keeps what it is given."""

    def __init__(self) -> None:
        self.numbers: dict[str, list[tuple[int, float]]] = {}
        self.pictures: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
        self.results: list[tuple[dict[str, Plain], dict[str, float]]] = []
        self.is_closed = False

    def number(self, tag: str, step: int, value: float, time_s: float) -> None:
        assert time_s > 0
        self.numbers.setdefault(tag, []).append((step, value))

    def picture(self, tag: str, step: int, pixels: Picture, time_s: float) -> None:
        assert time_s > 0
        self.pictures.setdefault(tag, []).append((step, pixels.shape))

    def result(self, settings: dict[str, Plain], figures: dict[str, float]) -> None:
        self.results.append((settings, figures))

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True


def finished(tmp_path: Path) -> RunFolder:
    return write_run(tmp_path, done_records(), "done", "finished")


def test_every_metric_of_every_phase_is_handed_on(tmp_path: Path) -> None:
    folder, sink = finished(tmp_path), Remembered()
    export = MetricExport(folder, sink, pictures=20)
    export.follow(turn=lambda _s: pytest.fail("nobody works on it: there is nothing to wait for"))
    export.close()
    told = {
        event.series for record in done_records() if isinstance(event := record.event, PointsAdded)
    }
    assert told == {tag.split("/")[1].removesuffix("_std") for tag in sink.numbers} & told
    assert [step for step, _ in sink.numbers["distill/matching_loss"]] == list(
        range(1, ITERATIONS + 1)
    )
    assert len(sink.numbers["buffer/expert_test_loss/teacher 2"]) == 5
    # a row per class of two images of 8 pixels, 2 pixels between them
    assert sink.pictures["set/raw"][0] == (0, (10 * len(CLASS_NAMES) + 2, 22, 1))
    ((settings, figures),) = sink.results
    assert settings["distill.ipc"] == 2 and settings["dsa.ops"] == ",".join(
        folder.experiment().dsa.ops
    )
    assert 0 < figures["evaluate/accuracy_raw"] < 1 and sink.is_closed


@pytest.mark.parametrize(("pictures", "steps"), [(20, [0, 20, 40]), (2, [0, 40]), (0, [])])
def test_pictures_are_few_and_end_with_the_last(
    tmp_path: Path, pictures: int, steps: list[int]
) -> None:
    sink = Remembered()
    MetricExport(finished(tmp_path), sink, pictures).read()
    assert [step for step, _ in sink.pictures.get("set/raw", [])] == steps


def test_a_live_run_is_followed_and_points_told_again_are_left_out(tmp_path: Path) -> None:
    folder = write_run(tmp_path, done_records()[:3], "running", "live")
    folder.write_status("running", "distill")
    sink = Remembered()
    export = MetricExport(folder, sink, pictures=0)

    def tell(first: int, last: int) -> None:
        x = tuple(float(step) for step in range(first, last))
        event = PointsAdded("matching_loss", 0, x, tuple(1 / (1 + step) for step in x))
        with folder.event_path.open("ab") as file:
            file.write(encode(Record(first, 1.0, event)) + b"\n")

    turns = iter(((1, 5), (3, 7)))

    def turn(_seconds: float) -> None:
        # an engine that was killed and resumed tells the points since its checkpoint again
        if (span := next(turns, None)) is not None:
            tell(*span)
        else:
            folder.write_status("done", "")

    export.follow(turn)
    assert [step for step, _ in sink.numbers["distill/matching_loss"]] == [1, 2, 3, 4, 5, 6]


def test_tensorboard_reads_what_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reader = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    folder = finished(tmp_path)
    arguments = ["export-metrics", folder.path.name, "--workspace", str(tmp_path), "--follow"]
    for _ in range(2):
        # written twice, read once: the files of before are replaced
        assert cli.main(arguments) == 0
    assert "for tensorboard: " in capsys.readouterr().out.replace("\n", " ")
    events: Any = reader.EventAccumulator(str(folder.metrics_path("tensorboard")))
    events.Reload()
    assert len(events.Scalars("distill/matching_loss")) == ITERATIONS
    assert events.Images("set/ema")[0].step == 0
    assert "hparams" in events.summary_metadata["_hparams_/experiment"].plugin_data.plugin_name


def test_what_is_missing_or_not_ours_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = finished(tmp_path)
    monkeypatch.setitem(sys.modules, "wandb", None)
    assert cli.main(["export-metrics", str(folder.path), "--to", "wandb"]) == 2
    said = " ".join(capsys.readouterr().out.split())
    assert "the package wandb is not installed" in said and "ftd-studio[wandb]" in said
    assert not folder.metrics_path("wandb").exists()
    monkeypatch.setitem(sys.modules, "wandb", ModuleType("wandb"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "precious.txt").write_text("mine")
    arguments = ["export-metrics", str(folder.path), "--to", "wandb", "--out"]
    assert cli.main([*arguments, str(tmp_path / "mine")]) == 2
    assert "is not empty" in " ".join(capsys.readouterr().out.split())
    assert (tmp_path / "mine" / "precious.txt").read_text() == "mine"
    assert cli.main(["export-metrics", str(folder.path), "--images", "-1"]) == 2


def test_wandb_is_only_ever_used_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[dict[str, Any]] = []
    logged: list[dict[str, Any]] = []

    class Run:
        summary: dict[str, float] = {}  # noqa: RUF012  # one run, one test

        def define_metric(self, name: str, step_metric: str = "") -> None:
            assert name.endswith("/step") or step_metric.endswith("/step")

        def log(self, values: dict[str, Any]) -> None:
            logged.append(values)

        def finish(self) -> None:
            logged.append({"end": 0})

    def init(**facts: Any) -> Run:
        begun.append(facts)
        return Run()

    fake = ModuleType("wandb")
    for name, value in (("init", init), ("Settings", dict), ("Image", lambda pixels: pixels.shape)):
        setattr(fake, name, value)
    monkeypatch.setitem(sys.modules, "wandb", fake)
    monkeypatch.setenv("WANDB_MODE", "online")
    folder = finished(tmp_path)
    assert cli.main(["export-metrics", str(folder.path), "--to", "wandb"]) == 0
    assert [facts["mode"] for facts in begun] == ["offline"]
    assert os.environ["WANDB_MODE"] == "offline"
    assert begun[0]["config"] == plain_settings(folder.experiment())
    assert {"distill/matching_loss", "distill/step"} in [set(values) for values in logged]
    assert logged[-1] == {"end": 0} and Run.summary["evaluate/accuracy_raw"] > 0
