"""`ftd doctor`: what there is, what is missing, and its cure."""

from pathlib import Path

import pytest

from ftd_engine import cli, doctor_command
from ftd_engine.models import native


def test_a_machine_that_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--workspace", str(tmp_path / "runs" / "new")]) == 0
    said = capsys.readouterr().out
    for name in ("FTD Studio:", "PyTorch:", "device:", "memory:", "compiled loops:", "cache:"):
        assert name in said
    assert str(tmp_path / "runs" / "new") in said.replace("\n", "")
    assert not (tmp_path / "runs").exists()


def test_what_is_missing_is_told_with_its_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native, "block_loops", lambda: None)
    monkeypatch.setattr(doctor_command.os, "access", lambda *_: False)
    assert cli.main(["doctor", "--workspace", str(tmp_path)]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "no C compiler that works" in said and "cannot be written; choose another" in said
    assert "4 problems." in said
