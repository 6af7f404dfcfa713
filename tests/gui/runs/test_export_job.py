"""ExportJob with real child processes that answer, die or stay."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_engine.job_requests import ExportRequest, ExportResult, ExportTarget
from ftd_gui.runs import answer_job
from ftd_gui.runs.export_job import ExportJob

FAKES = "tests.gui.runs.fake_engines:"
REQUEST = ExportRequest(20, "ema", (ExportTarget("pt", "set.pt"),), overwrite=False)


def run_export(qtbot: QtBot, job: ExportJob, folder: Path, name: str) -> ExportResult:
    with qtbot.waitSignal(job.finished, timeout=15_000) as blocker:
        job.start(folder, REQUEST, entry=FAKES + name)
        assert job.is_running
    assert not job.is_running
    assert blocker.args is not None
    result = blocker.args[0]
    assert isinstance(result, ExportResult)
    return result


def test_the_answer_is_handed_on(qtbot: QtBot, tmp_path: Path) -> None:
    result = run_export(qtbot, ExportJob(), tmp_path, "export_well")
    assert result == ExportResult(True, ("set.pt",), 5, "Written.")


def test_a_death_is_an_answer_too_and_the_next_export_works(qtbot: QtBot, tmp_path: Path) -> None:
    job = ExportJob()
    result = run_export(qtbot, job, tmp_path, "export_badly")
    assert not result.ok and result.files == () and result.total_bytes == 0
    assert result.message.startswith("The export process ended without an answer: signal SIGABRT")
    assert result.hint.endswith(str(tmp_path / "engine.log"))
    assert run_export(qtbot, job, tmp_path, "export_well").ok


def test_an_answered_process_that_stays_is_sent_away(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_job, "END_GRACE_S", 0.2)
    assert run_export(qtbot, ExportJob(), tmp_path, "export_and_stay").message == "Written."


def test_one_export_at_a_time_and_close(qtbot: QtBot, tmp_path: Path) -> None:
    job = ExportJob()
    job.start(tmp_path, REQUEST, entry=FAKES + "export_and_stay")
    with pytest.raises(AssertionError, match="still going on"):
        job.start(tmp_path, REQUEST, entry=FAKES + "export_well")
    with qtbot.assertNotEmitted(job.finished, wait=50):
        job.close()
    assert not job.is_running
    job.close()


def test_an_answer_that_crosses_with_the_closing_is_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    job = ExportJob()
    job.start(tmp_path, REQUEST, entry=FAKES + "export_well")
    assert job._thread is not None
    # the answer and the end now wait in Qt's queue
    assert job._thread.wait(15_000)
    job.close()
    with qtbot.assertNotEmitted(job.finished, wait=50):
        pass
    assert not job.is_running
