"""Numbers of the official implementation: see tests/golden/README.md."""

import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.golden import __main__ as program
from tests.golden.comparison import Comparison, compare_folder

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.fixture(scope="module")
def compared() -> list[Comparison]:
    return list(compare_folder(GOLDEN))


def test_every_number_of_the_official_code_is_ours(compared: list[Comparison]) -> None:
    assert [found for found in compared if not found.is_within] == []


def test_all_five_files_are_compared_in_full(compared: list[Comparison]) -> None:
    counts: dict[str, int] = {}
    for found in compared:
        room = found.name.split()[0]
        counts[room] = counts.get(room, 0) + 1
    assert counts == {
        "networks": 35,
        "teacher": 21,
        "matching": 48,
        "augmentation": 24,
        "evaluation": 3,
    }


def test_program_ends_with_status_1_where_a_number_is_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(GOLDEN / "evaluation.npz", tmp_path)
    assert program.main([str(tmp_path)]) == 0
    with np.load(tmp_path / "evaluation.npz") as file:
        arrays = {key: file[key] for key in file.files}
    arrays["final"] = arrays["final"] * 1.001
    np.savez(tmp_path / "evaluation.npz", **arrays)
    capsys.readouterr()
    assert program.main([str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert re.search(r"FAIL +\d.\d\de-0[34] of 1e-04  evaluation final", said)
    assert said.endswith("3 compared, 1 out of tolerance\n")


def test_program_refuses_a_folder_without_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main([str(tmp_path)]) == 2
    assert "holds none of" in capsys.readouterr().err
    assert program.main([]) == 2
