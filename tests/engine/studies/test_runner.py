"""The runner with a small fake engine: order, resuming, reuse, failures, stopping."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ftd_engine.event_log import EventLog
from ftd_engine.protocol import AccuracyMeasured, BestChosen, RunFinished, RunStarted, SetName
from ftd_engine.run_folder import RunFolder
from ftd_engine.studies.folder import StudyFolder, find_studies
from ftd_engine.studies.progress import PartDone, PartFailed, StudyEnded
from ftd_engine.studies.recipes import plan_of
from ftd_engine.studies.requests import Cuts, StudyError
from ftd_engine.studies.runner import run_study
from tests.engine.studies.requested import small_request


class Killed(Exception):
    """The whole process is gone in the middle of a part."""


class FakeEngine:
    """Writes what a run would have measured; MTT is worse than FTD."""

    def __init__(self, before: Callable[[RunFolder], bool] = lambda _run: True) -> None:
        self.worked: list[str] = []
        self._before = before

    def __call__(self, run: RunFolder) -> None:
        experiment = run.experiment()
        self.worked.append(experiment.name)
        log = EventLog(run.event_path)
        try:
            log.append(RunStarted(1, "host", "CPU, 2 threads", {"torch": "2"}, ("buffer",)))
            if not self._before(run):
                log.append(RunFinished("failed", "It diverged.", "Lower the rate.", 1.0))
                run.write_status("failed", "distill")
                return
            is_ftd = experiment.distill.ema_decay > 0
            means: dict[SetName, float] = {"raw": 0.6, "ema": 0.7} if is_ftd else {"raw": 0.5}
            for name, mean in means.items():
                found = (mean - 0.01, mean + 0.01)
                log.append(AccuracyMeasured(name, 2, True, mean, 0.01, found, "so"))
                log.append(BestChosen(name, 2, "last", float("nan")))
            log.append(RunFinished("done", "", "", 2.0))
            run.write_status("done", "evaluate")
        finally:
            log.close()


def _no_words(_sentence: str) -> None:
    return


def test_a_study_goes_through_its_parts_and_tells(tmp_path: Path) -> None:
    folder = StudyFolder.create(tmp_path / "runs", small_request("ema"))
    assert folder.state() == "waiting"
    engine = FakeEngine()
    assert run_study(folder, engine, _no_words) == "done"
    assert engine.worked == ["MTT ipc 1 seed 3", "FTD ipc 1 seed 3"]
    assert folder.state() == "done"
    assert [each.title for each in folder.plan()] == engine.worked
    result = folder.result()
    assert result is not None and result.missing == ()
    ours = {row.label: row.cells[0].ours for row in result.tables[0].rows}
    assert {name: (one.mean, one.n) for name, one in ours.items() if one} == {
        "MTT": (pytest.approx(0.5), 2),
        "FTD without EMA": (pytest.approx(0.6), 2),
        "FTD": (pytest.approx(0.7), 2),
    }
    assert [each.verdict for each in result.agreements] == ["agrees"] * 3
    assert result.seconds == 4.0
    assert [each.path for each in find_studies(tmp_path / "runs")] == [folder.path]
    assert isinstance(folder.progress()[-1].event, StudyEnded)


def test_what_is_done_is_never_done_again(tmp_path: Path) -> None:
    folder = StudyFolder.create(tmp_path / "runs", small_request("ema"))

    def dies_in_ftd(run: RunFolder) -> bool:
        if run.experiment().distill.ema_decay:
            raise Killed
        return True

    first = FakeEngine(dies_in_ftd)
    with pytest.raises(Killed):
        run_study(folder, first, _no_words)
    assert folder.state() == "lost"
    begun = RunFolder(Path(_record(folder, "FTD ipc 1 seed 3")["run"]))
    half = folder.result()
    assert half is not None and half.missing == ("FTD ipc 1 seed 3",)
    # its engine is gone; the fake one of this process would pass for alive
    begun.write_status("lost", "distill")
    second = FakeEngine()
    assert run_study(folder, second, _no_words) == "done"
    assert second.worked == ["FTD ipc 1 seed 3"]
    # the unfinished run goes on in its own folder
    assert _record(folder, "FTD ipc 1 seed 3")["run"] == str(begun.path)
    third = FakeEngine()
    assert run_study(folder, third, _no_words) == "done"
    assert third.worked == []


def _record(folder: StudyFolder, title: str) -> dict[str, str]:
    (key,) = [part.key for part in plan_of(folder.request()) if part.title == title]
    record = folder.part(key)
    assert record is not None
    return {"run": record.run}


def test_a_part_whose_run_is_gone_or_damaged_is_done_again(tmp_path: Path) -> None:
    folder = StudyFolder.create(tmp_path / "runs", small_request("ema"))
    assert run_study(folder, FakeEngine(), _no_words) == "done"
    run = RunFolder(Path(_record(folder, "MTT ipc 1 seed 3")["run"]))
    run.experiment_path.unlink()
    again = FakeEngine()
    assert run_study(folder, again, _no_words) == "done"
    assert again.worked == ["MTT ipc 1 seed 3"]


def test_finished_runs_of_the_workspace_are_taken_over(tmp_path: Path) -> None:
    first = StudyFolder.create(tmp_path / "runs", small_request("ema"))
    assert run_study(first, FakeEngine(), _no_words) == "done"
    other = StudyFolder.create(tmp_path / "runs", small_request("flat-minimum"))
    engine = FakeEngine()
    assert run_study(other, engine, _no_words) == "done"
    assert engine.worked == ["MTT ipc 1 seed 3 flat minimum 0.05"]
    result = other.result()
    assert result is not None
    assert [part.was_there for part in result.parts] == [True, True, False]
    assert result.seconds == 2.0


def test_a_failed_part_costs_what_needs_it_and_no_more(tmp_path: Path) -> None:
    request = replace(small_request("rho-alpha"), cuts=Cuts(points=("0.01", "0.1")))
    folder = StudyFolder.create(tmp_path / "runs", request)
    engine = FakeEngine(lambda run: run.experiment().buffer.rho != 0.1)
    said: list[str] = []
    assert run_study(folder, engine, said.append) == "failed"
    assert len(engine.worked) == 3
    events = [record.event for record in folder.progress()]
    (failed,) = [event for event in events if isinstance(event, PartFailed)]
    assert failed.reason == "It diverged. Lower the rate."
    assert sum(isinstance(event, PartDone) for event in events) == 2
    assert folder.state() == "failed"
    # mended, only that part is done
    again = FakeEngine()
    assert run_study(folder, again, _no_words) == "done"
    assert len(again.worked) == 1 and "rho 0.1" in again.worked[0]


def test_parts_that_need_a_failed_one_are_left_out(tmp_path: Path) -> None:
    folder = StudyFolder.create(tmp_path / "runs", small_request("flat-minimum"))
    engine = FakeEngine(lambda run: run.experiment().buffer.trajectory != "plain")
    assert run_study(folder, engine, _no_words) == "failed"
    assert engine.worked == ["MTT ipc 1 seed 3", "FTD ipc 1 seed 3"]
    failed = [r.event for r in folder.progress() if isinstance(r.event, PartFailed)]
    assert [event.title for event in failed] == [
        "MTT ipc 1 seed 3",
        "MTT ipc 1 seed 3 flat minimum 0.05",
    ]


def test_a_stop_wish_ends_it_between_parts_and_reaches_the_engine(tmp_path: Path) -> None:
    folder = StudyFolder.create(tmp_path / "runs", small_request("ema"))
    heard: list[str | None] = []

    def wishes(run: RunFolder) -> bool:
        folder.leave_stop_wish()
        heard.append(run.take_stop_wish())
        return True

    engine = FakeEngine(wishes)
    assert run_study(folder, engine, _no_words) == "stopped"
    assert heard == ["stop"]
    assert len(engine.worked) == 1
    assert folder.state() == "stopped"
    # the wish was for that process, not for the next
    assert run_study(folder, FakeEngine(), _no_words) == "done"


def test_two_processes_do_not_work_on_one_study(tmp_path: Path) -> None:
    folder = StudyFolder.create(tmp_path / "runs", small_request("ema"))

    def second(_run: RunFolder) -> bool:
        with pytest.raises(StudyError, match="worked on by process"):
            run_study(StudyFolder.open(folder.path), FakeEngine(), _no_words)
        assert folder.state() == "running"
        return True

    assert run_study(folder, FakeEngine(second), _no_words) == "done"


def test_what_is_no_study_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="is no study folder"):
        StudyFolder.open(tmp_path)
    folder = StudyFolder.create(tmp_path / "runs", small_request("ema"))
    file = folder.path / "study.json"
    content = json.loads(file.read_text())
    file.write_text(json.dumps({**content, "format": 99}))
    with pytest.raises(StudyError, match="newer FTD Studio"):
        StudyFolder.open(folder.path)
    file.write_text(json.dumps({**content, "request": {}}))
    with pytest.raises(StudyError, match="cannot be understood"):
        StudyFolder.open(folder.path)
    assert list(find_studies(tmp_path / "runs")) == []


def test_a_line_of_progress_that_was_cut_short_costs_only_itself(tmp_path: Path) -> None:
    folder = StudyFolder.create(tmp_path / "runs", small_request("ema"))
    assert run_study(folder, FakeEngine(), _no_words) == "done"
    count = len(folder.progress())
    content = folder.progress_path.read_bytes()
    folder.progress_path.write_bytes(content[:-10])
    assert folder.state() == "lost"
    assert run_study(folder, FakeEngine(), _no_words) == "done"
    # begun and ended anew; the part lines of before stay, the cut one is gone
    assert len(folder.progress()) == count - 1 + 2
    assert folder.state() == "done"
