"""`ftd study` where no engine is started: lists, sentences, reports."""

import json
from pathlib import Path

import pytest

from ftd_engine import cli
from ftd_engine.studies.catalogue import CATALOGUE
from ftd_engine.studies.folder import StudyFolder
from ftd_engine.studies.recipes import result_of
from ftd_engine.studies.requests import Cuts
from tests.engine.studies.requested import small_request


def test_the_list_names_every_study(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["study", "--list"]) == 0
    text = capsys.readouterr().out
    assert all(f"{study.name} " in text and study.paper in text for study in CATALOGUE)
    assert len(CATALOGUE) == 10
    assert cli.main(["study", "--list", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told] == [study.name for study in CATALOGUE]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["table-9"], 'There is no study "table-9". Known are: loss-difference'),
        (["ema", "--seeds", "0"], "--seeds is 0"),
        (["ema", "--points", "1"], "--points is none of this study's cuts"),
        (["ema", "--candidates", "3"], "--candidates is none of this study's cuts"),
        (["rho-alpha", "--alphas", "x"], "--alphas is x. Allowed: numbers with commas"),
        (["results", "--points", "1.5"], "1.5 is none of the images per class"),
        (["ema", "--resume"], "No study ema lies in"),
        (["ema", "--preset", "demo", "--experiment", "x.toml"], "one of the two"),
        (["ema", "--preset", "none"], 'There is no preset "none"'),
    ],
)
def test_wrong_wishes_are_refused_in_a_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["study", *arguments, "--workspace", str(tmp_path)]) == 2
    assert sentence in " ".join(capsys.readouterr().out.split())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_another_study_is_not_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = StudyFolder.create(tmp_path, small_request("ema"), tmp_path / "mine")
    arguments = ["study", "ema", "--folder", str(folder.path), "--workspace", str(tmp_path)]
    assert cli.main(arguments) == 2
    assert "was asked for in another way" in " ".join(capsys.readouterr().out.split())
    assert cli.main([*arguments, "--report"]) == 2
    assert "no part of it is done" in " ".join(capsys.readouterr().out.split())
    folder.write_result(result_of(small_request("ema"), {}, frozenset()))
    assert cli.main([*arguments, "--report", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert told["missing"] == ["MTT ipc 1 seed 3", "FTD ipc 1 seed 3"]
    assert Path(told["report"][0]).is_file()


def test_a_request_is_equal_after_it_was_written_down(tmp_path: Path) -> None:
    request = small_request("rho-alpha")
    assert request.cuts == Cuts(points=("0.01", "0.1"), alphas=(1.0,))
    folder = StudyFolder.create(tmp_path, request)
    # else the same command would begin anew
    assert StudyFolder.open(folder.path).request() == request
