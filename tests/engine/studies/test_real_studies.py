"""Studies with the real engine: one killed in the middle and resumed; the slow set has all of them."""

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ftd_engine import cli
from ftd_engine.experiment_file import to_toml
from ftd_engine.run_folder import RunFolder, find_runs
from ftd_engine.studies.catalogue import CATALOGUE
from ftd_engine.studies.folder import find_studies
from ftd_engine.studies.recipes import plan_of
from ftd_engine.studies.requests import Cuts, StudyName, StudyRequest
from tests.engine.studies.requested import small_request

ROOT = Path(__file__).resolve().parents[3]


def _arguments(request: StudyRequest, tmp_path: Path) -> list[str]:
    file = tmp_path / "small.toml"
    file.write_text(to_toml(request.experiment), encoding="utf-8")
    arguments = ["study", request.study, "--experiment", str(file), "--json"]
    arguments += ["--workspace", str(tmp_path / "runs")]
    cuts = request.cuts
    for option in ("networks", "epochs", "candidates"):
        if value := getattr(cuts, option):
            arguments += [f"--{option}", str(value)]
    if cuts.points:
        arguments += ["--points", ",".join(cuts.points)]
    if cuts.alphas:
        arguments += ["--alphas", ",".join(map(str, cuts.alphas))]
    return arguments


def _told(text: str) -> dict[str, Any]:
    return json.loads(text.strip().splitlines()[-1])


def test_a_killed_study_goes_on_without_doing_anything_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    request = replace(small_request("accumulated-error"), cuts=Cuts(points=("mtt",)))
    arguments, workspace = _arguments(request, tmp_path), tmp_path / "runs"
    process = subprocess.Popen(
        [sys.executable, "-m", "ftd_engine.cli", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end_s = time.monotonic() + 120
        # the run is done and the computation has begun
        while time.monotonic() < end_s and not list(workspace.glob("*/computations/*")):
            time.sleep(0.05)
    finally:
        process.kill()
        process.wait()
    (folder,) = find_studies(workspace)
    assert folder.state() == "lost"
    first, second = plan_of(folder.request())
    record = folder.part(first.key)
    assert record is not None and record.is_done
    event_path = RunFolder(Path(record.run)).event_path
    before = event_path.read_bytes()
    assert cli.main(arguments) == 0
    told = _told(capsys.readouterr().out)
    assert told["folder"] == str(folder.path)
    assert (told["state"], told["missing"]) == ("done", [])
    # no engine came near the finished run again
    assert event_path.read_bytes() == before
    assert len(list(find_runs(workspace))) == 1
    computed = folder.part(second.key)
    assert computed is not None and computed.is_done
    page = Path(told["report"][0]).read_text(encoding="utf-8")
    assert "data:image/png;base64," in page and "Errors at the end of every segment" in page
    # asked for once more there is nothing left, and the report can be had alone
    assert cli.main([*arguments, "--estimate"]) == 0
    estimated = _told(capsys.readouterr().out)
    assert [part["done"] for part in estimated["parts"]] == [True, True]
    assert estimated["seconds"] == 0
    again = ["study", "accumulated-error", "--report", "--workspace", str(workspace)]
    assert cli.main(again) == 0


def _few_images(tmp_path: Path) -> list[str]:
    """Own images so few and small that even the deepest candidate of a search takes no time."""
    pixels = np.random.default_rng(0).random((100, 32, 32), np.float32)
    np.savez(tmp_path / "own.npz", images=pixels, labels=np.arange(100) % 10)
    return ["--set", "data.dataset=arrays", "--set", f"data.folder={tmp_path / 'own.npz'}"]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", [study.name for study in CATALOGUE])
def test_every_study_runs_to_its_end(
    name: StudyName, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*_arguments(small_request(name), tmp_path), *_few_images(tmp_path)]) == 0
    told = _told(capsys.readouterr().out)
    assert (told["state"], told["missing"]) == ("done", [])
    (folder,) = find_studies(tmp_path / "runs")
    result = folder.result()
    assert result is not None
    assert not any(each.verdict == "open" for each in result.agreements)
    for plot in result.plots:
        assert all(series.y for series in plot.series)
    measured = [cell.ours for table in result.tables for row in table.rows for cell in row.cells]
    assert any(measured)
