"""Curves from logs of TensorBoard: ours come back, those of others are understood, damage is told."""

import sys
from pathlib import Path

import numpy as np
import pytest

from ftd_engine import cli, tensorboard_log
from ftd_engine.event_log import EventReader, imported_metrics, last_accuracy
from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import LogImport, LogImported, LogRequest
from ftd_engine.metric_import import import_log, look_at_log
from ftd_engine.metric_tags import GROUPS, UnknownTarget, suggested, tag_of, target_of
from ftd_engine.protocol import AccuracyMeasured, MetricsImported, PointsAdded, Record
from ftd_engine.run_folder import METRICS_ONLY, RunFolder
from ftd_engine.studies.parts import Part
from ftd_engine.studies.runner import runs_that_serve
from ftd_engine.tensorboard_log import LogError, read_log
from tests.fixtures.recorded_runs import done_records, write_run
from tests.fixtures.tensorboard_logs import BEGAN_S, script_log, write_log

pytest.importorskip("tensorboard")

Points = dict[float, tuple[float, float]]
"""Value and spread by x."""


def curves_in(records: list[Record]) -> dict[tuple[str, int], Points]:
    found: dict[tuple[str, int], Points] = {}
    for record in records:
        if isinstance(event := record.event, PointsAdded):
            std = event.std or (float("nan"),) * len(event.x)
            points = zip(event.x, zip(event.y, std, strict=True), strict=True)
            found.setdefault((event.series, event.member), {}).update(points)
    return found


def measured_in(records: list[Record], *, final: bool) -> dict[str, list[AccuracyMeasured]]:
    found: dict[str, list[AccuracyMeasured]] = {}
    for record in records:
        if isinstance(event := record.event, AccuracyMeasured) and event.final == final:
            found.setdefault(event.set_name, []).append(event)
    return found


def single(value: float) -> float:
    """As a log holds it: in single precision."""
    return float(np.float32(value))


def taken(
    log: Path, workspace: Path, name: str = "", **targets: str
) -> tuple[RunFolder, LogImported]:
    said = {tag.replace("__", "/"): target for tag, target in targets.items()}
    done = import_log(LogImport(str(log), str(workspace), name, tuple(said.items())))
    assert done.ok, done.message
    return RunFolder.open(Path(done.run)), done


def refused(log: Path, workspace: Path, *targets: tuple[str, str]) -> str:
    done = import_log(LogImport(str(log), str(workspace), "", targets))
    assert not done.ok and not list(workspace.glob("*"))
    return done.message


def test_what_we_export_comes_back_within_single_precision(tmp_path: Path) -> None:
    source = write_run(tmp_path / "a", done_records(), "done", "finished")
    log = tmp_path / "log"
    assert cli.main(["export-metrics", str(source.path), "--out", str(log), "--images", "2"]) == 0
    assert cli.main(["import-metrics", str(log), "--workspace", str(tmp_path / "b")]) == 0
    (path,) = (tmp_path / "b").iterdir()
    run = RunFolder.open(path)
    # the settings come with it, so that the comparison tells them
    assert run.experiment() == source.experiment()
    assert run.status().state == "done" and run.status().message == METRICS_ONLY
    before, after = done_records(), EventReader(run.event_path).read_all()
    first = after[0].event
    assert isinstance(first, MetricsImported) and first.has_settings
    assert imported_metrics(run.event_path) == first
    assert imported_metrics(source.event_path) is None
    known, read = curves_in(before), curves_in(after)
    assert read.keys() == known.keys()
    for key, points in known.items():
        expected = {x: (single(y), single(std)) for x, (y, std) in points.items()}
        np.testing.assert_equal(read[key], expected)
    finals, again = measured_in(before, final=True), measured_in(after, final=True)
    assert again.keys() == finals.keys() == {"raw", "ema", "random_real"}
    for name, (one,) in again.items():
        (own,) = finals[name]
        assert (one.mean, one.std) == (single(own.mean), single(own.std))
        assert one.iteration == own.iteration and one.accuracies == ()
    standing = last_accuracy(run.event_path)
    assert standing is not None and standing.set_name == "ema"


def test_a_log_of_the_scripts_is_understood_and_percent_become_fractions(tmp_path: Path) -> None:
    log = script_log(tmp_path / "mtt cifar10" / "logs")
    found = look_at_log(LogRequest(str(tmp_path / "mtt cifar10")))
    assert found.ok and found.name == "mtt cifar10" and not found.has_settings
    assert {each.tag: each.target for each in found.tags} == {
        "Grand_Loss": "matching_loss",
        "Synthetic_LR": "syn_lr",
        "Accuracy/ConvNet": "accuracy_raw",
        "Std/ConvNet": "accuracy_raw:std",
        "ema_Accuracy/ConvNet": "accuracy_ema",
        "Max_Accuracy/ConvNet": "",
        "my/metric": "",
    }
    run, done = taken(log, tmp_path / "runs", my__metric="expert_test_loss")
    assert run.experiment().name == "mtt cifar10" and (done.curves, done.points) == (5, 107)
    records = EventReader(run.event_path).read_all()
    curves = curves_in(records)
    assert len(curves["matching_loss", 0]) == 50 and curves["syn_lr", 0][3.0][0] == single(0.01)
    accuracy = curves["accuracy_raw", 0]
    assert accuracy[20.0][0] == 0.555 and np.isnan(accuracy[20.0][1])
    assert accuracy[40.0] == (0.5225, 0.0025)
    # that one was written as fractions, and stays
    assert curves["accuracy_ema", 0][20.0][0] == 0.5
    assert curves["expert_test_loss", 0][10.0][0] == 8.0
    best, last = measured_in(records, final=False)["raw"]
    assert (best.iteration, last.iteration, last.measured_on) == (20, 40, "test")
    assert records[0].time_s == BEGAN_S and records[-1].time_s == BEGAN_S + 49
    said = " ".join(done.notes)
    assert '"Accuracy/ConvNet" goes up to 55.5, so it is in percent' in said and "ema" not in said
    assert 'no series is known for them: "Max_Accuracy/ConvNet"' in said
    event = records[0].event
    assert isinstance(event, MetricsImported) and not event.has_settings


def test_what_is_whole_of_a_damaged_log_is_read_and_the_rest_told(tmp_path: Path) -> None:
    log = tmp_path / "log"
    path = write_log(log, {"Grand_Loss": [(step, 0.5) for step in range(1, 21)]}, ".a")
    whole = path.read_bytes()
    size = 12 + int.from_bytes(whole[:8], "little") + 4
    record = (len(whole) - size) // 20
    assert record * 20 + size == len(whole)

    def read_with(content: bytes) -> tuple[list[float], str]:
        path.write_bytes(content)
        found = read_log(log)
        return list(found.curves["Grand_Loss"].steps), " ".join(found.notes)

    steps, said = read_with(whole[:-5])
    assert steps == list(range(1, 20)) and "in the middle of a record" in said
    at = size + 4 * record
    flipped = bytearray(whole)
    flipped[at + 20] ^= 1
    steps, said = read_with(bytes(flipped))
    assert 5 not in steps and len(steps) == 19 and said == "1 damaged records were left out."
    # a length that cannot be trusted leads nowhere
    flipped = bytearray(whole)
    flipped[at + 6] ^= 1
    steps, said = read_with(bytes(flipped))
    assert steps == [1, 2, 3, 4] and f"is damaged at byte {at:,}" in said
    # a restart goes back a few steps, in a file of its own; an empty one is left by a kill
    path.write_bytes(whole)
    write_log(log, {"Grand_Loss": [(step, 0.25) for step in range(15, 25)]}, ".b")
    (log / "events.out.tfevents.0.empty").touch()
    again = read_log(log)
    assert list(again.curves["Grand_Loss"].steps) == list(range(1, 25))
    assert again.notes == (
        "6 points were written again later, as after a restart; the later ones count.",
    )
    assert again.curves["Grand_Loss"].values[14] == 0.25
    path.unlink()
    for each in log.iterdir():
        each.write_bytes(b"")
    assert "holds no curve" in look_at_log(LogRequest(str(log))).message
    assert "holds no curve" in refused(log, tmp_path / "runs")


def test_a_huge_log_is_thinned_and_pictures_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tensorboard_log, "MAX_POINTS", 100)
    monkeypatch.setattr(tensorboard_log, "MAX_RECORD_BYTES", 1000)
    long = [(step, float(step)) for step in range(500)]
    write_log(tmp_path, {"long": long, "short": [(0, 1.0)], "set": [(0, ("picture", 5000.0))]})
    log = read_log(tmp_path)
    steps = log.curves["long"].steps
    assert 50 < len(steps) <= 100 and len(log.curves["short"].steps) == 1
    assert set(np.diff(steps)) == {steps[1] - steps[0]} and steps[0] == 0
    assert log.notes == (
        "The log has more than 100 points; of long only every second or fewer were kept.",
    )


def test_what_cannot_be_imported_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log, runs = tmp_path / "log", tmp_path / "runs"
    write_log(log, {"a": [(0, 250.0)], "b": [(0, 0.5)]})
    assert 'None of the tags is known: "a", "b"' in refused(log, runs)
    assert 'has no tag "c". It has "a", "b"' in refused(log, runs, ("c", "syn_lr"))
    assert '"loss" is no series. Allowed are matching' in refused(log, runs, ("a", "loss"))
    assert "goes from 250 to 250, which is no accur" in refused(log, runs, ("a", "accuracy_raw"))
    both = refused(log, runs, ("a", "syn_lr"), ("b", "syn_lr"))
    assert 'Both "a" and "b" were taken for syn_lr' in both
    assert "spread of syn_lr, but no tag" in refused(log, runs, ("a", "syn_lr:std"))
    assert "is not there" in refused(tmp_path / "none", runs)
    (tmp_path / "text.txt").touch()
    assert "is no event file" in refused(tmp_path / "text.txt", runs)
    assert "have tfevents" not in refused(tmp_path / "text.txt", runs)[:20]
    (tmp_path / "two" / "nothing").mkdir(parents=True)
    assert "holds no event file" in refused(tmp_path / "two", runs)
    for name in ("one", "other"):
        write_log(tmp_path / "two" / name, {"a": [(0, 1.0)]})
    assert "holds 2 logs: one, other. Each" in refused(tmp_path / "two", runs)
    assert cli.main(["import-metrics", str(log), "--map", "a"]) == 2
    assert "write TAG=SERIES" in " ".join(capsys.readouterr().out.split())
    done = import_log(LogImport(str(log), str(runs), "a/b", (("b", "syn_lr"),)))
    assert not done.ok and '"a/b" cannot be the name of a run' in done.message
    monkeypatch.setitem(sys.modules, "tensorboard.compat.proto.event_pb2", None)
    with pytest.raises(LogError, match=r"not installed .* pip install \"ftd-studio\[tensorboard"):
        read_log(log)


def test_the_terminal_lists_the_tags(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = script_log(tmp_path / "log")
    assert cli.main(["import-metrics", str(log), "--list"]) == 0
    said = capsys.readouterr().out
    assert "Grand_Loss" in said and "matching_loss" in said and "left out" in said
    arguments = ["import-metrics", str(log), "--workspace", str(tmp_path / "runs")]
    assert cli.main([*arguments, "--map", "Std/ConvNet=", "--name", "Theirs"]) == 0
    (path,) = (tmp_path / "runs").iterdir()
    assert RunFolder.open(path).experiment() == Experiment(name="Theirs")


@pytest.mark.parametrize("series", GROUPS)
def test_tags_of_ours_are_known_again(series: str) -> None:
    members = (0, 3) if target_of(series).has_members else (0,)
    for member in members:
        tag = tag_of(series, member)  # type: ignore[arg-type]
        for suffix, is_spread in (("", False), ("_std", True)):
            target = suggested([tag + suffix])[tag + suffix]
            assert (target.name, target.member, target.is_spread) == (series, member, is_spread)
            assert target_of(str(target)) == target


@pytest.mark.parametrize(
    "text", ["", "loss", "syn_lr:1", "expert_test_loss:0", "syn_lr:std:std", "final_raw:x"]
)
def test_other_texts_are_no_target(text: str) -> None:
    with pytest.raises(UnknownTarget, match=r"is no series\. Allowed are matching_loss, syn_lr"):
        target_of(text)


def test_a_study_does_not_take_imported_curves_for_a_run(tmp_path: Path) -> None:
    log = script_log(tmp_path / "log")
    taken(log, tmp_path / "runs")
    # its settings are unknown, and read as the defaults
    part = Part(Experiment())
    assert runs_that_serve(tmp_path / "runs", (part,)) == {}
