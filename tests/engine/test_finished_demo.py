"""The finished demo that ships: a whole run, laid into a workspace once, and refused in a sentence."""

import re
import zipfile
from pathlib import Path

import pytest

from ftd_engine import finished_demo
from ftd_engine.event_log import EventReader
from ftd_engine.presets import demo_experiment
from ftd_engine.protocol import AccuracyMeasured, BestChosen, PointsAdded, RunFinished
from ftd_engine.resource_files import finished_demo_file
from ftd_engine.run_folder import RunFolderError, find_runs


def test_it_is_a_whole_run_of_todays_demo(tmp_path: Path) -> None:
    run = finished_demo.lay_out(tmp_path / "runs")
    assert [found.path for found in find_runs(tmp_path / "runs")] == [run.path]
    assert list((tmp_path / "runs").iterdir()) == [run.path], "nothing is left aside"
    assert run.status().state == "done"
    # else the numbers that a newcomer sees are those of another demo
    assert run.experiment().learns_as(
        demo_experiment().model_copy(
            update={
                "distill": demo_experiment().distill.model_copy(
                    update={"snapshot_every": run.experiment().distill.snapshot_every}
                )
            }
        )
    )
    events = [record.event for record in EventReader(run.event_path).read()]
    finals = {
        event.set_name for event in events if isinstance(event, AccuracyMeasured) and event.final
    }
    assert finals == {"raw", "ema", "random_real"}
    curves = {event.series for event in events if isinstance(event, PointsAdded)}
    assert {"matching_loss", "syn_lr", "loss_difference_evaluation"} <= curves
    assert isinstance(events[-1], RunFinished)
    best = [event for event in events if isinstance(event, BestChosen)]
    assert best and {event.iteration for event in best} <= set(run.snapshot_iterations())
    for iteration in run.snapshot_iterations():
        assert run.read_snapshot(iteration).images["ema"].shape == (10, 1, 28, 28)


def test_it_is_laid_out_once_and_stays_as_the_user_made_it(tmp_path: Path) -> None:
    run = finished_demo.lay_out(tmp_path)
    (run.path / "mine.txt").write_text("kept")
    assert finished_demo.lay_out(tmp_path).path == run.path
    assert (run.path / "mine.txt").read_text() == "kept"


def test_it_tells_nothing_of_the_machine_that_made_it() -> None:
    with zipfile.ZipFile(finished_demo_file()) as packed:
        names = {name.partition("/")[2] for name in packed.namelist()}
        events = packed.read(next(name for name in packed.namelist() if "events" in name)).decode()
    assert "engine.log" not in names and "shelf.json" not in names
    named = re.findall(r"(?<![\w.])/\w[\w.\-]*/[\w./\-]*", events)
    # below the home folder of nobody
    assert {Path(path).parts[3:] for path in named} == {("ftd-studio", "shelf")}


@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_a_damaged_installation_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    broken = tmp_path / "finished_demo.zip"
    if damage == "garbage":
        broken.write_bytes(b"no archive")
    monkeypatch.setattr(finished_demo, "finished_demo_file", lambda: broken)
    with pytest.raises(
        RunFolderError, match=r"could not be copied from .*install FTD Studio again"
    ):
        finished_demo.lay_out(tmp_path / "runs")
