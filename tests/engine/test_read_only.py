"""Runs in a place where nothing can be written: read and exported from; what would write there says so."""

import errno
from pathlib import Path

import pytest

from ftd_engine import cli
from ftd_engine.job_requests import NearestRequest
from ftd_engine.phases import nearest_real
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from tests.fixtures.read_only import contents, shut
from tests.fixtures.recorded_runs import done_records, lost_records, write_run


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_a_finished_run_is_exported_from_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = write_run(tmp_path / "mount", done_records(), "done", "finished")
    before = contents(run.path)
    assert not run.is_read_only
    shut(monkeypatch, tmp_path / "mount")
    with pytest.raises(OSError, match="Read-only") as refused:
        (run.path / "new").touch()
    assert refused.value.errno == errno.EROFS and run.is_read_only
    assert not RunFolder(tmp_path / "mount" / "gone").is_read_only
    assert cli.main(["export", str(run.path), "--pt", str(tmp_path / "set.pt")]) == 0
    assert (tmp_path / "set.pt").stat().st_size > 0
    capsys.readouterr()
    assert cli.main(["export-metrics", str(run.path)]) == 2
    assert "Read-only file system. Name another folder with --out." in said(capsys)
    out = str(tmp_path / "metrics")
    assert cli.main(["export-metrics", str(run.path), "--out", out, "--images", "0"]) == 0
    with pytest.raises(EngineError, match=r"beside their set, but .* can only be read"):
        nearest_real.run(run, NearestRequest(0, "raw"))
    assert contents(run.path) == before


def test_a_run_that_was_cut_off_is_not_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = write_run(tmp_path / "mount", lost_records(), "interrupted", "cut")
    assert run.can_resume
    shut(monkeypatch, tmp_path / "mount")
    assert not run.can_resume
    assert cli.main(["resume", str(run.path)]) == 2
    assert "can only be read, so the run cannot go on there. Resume it where" in said(capsys)
    assert cli.main(["resume", "--workspace", str(tmp_path / "mount")]) == 2
    assert "there is none to resume" in said(capsys)
