"""Versions of what is installed, asked without importing it; the commit that a checkout stands on."""

from pathlib import Path

import pytest

from ftd_engine import program_versions
from ftd_engine.program_versions import cuda_version, version_lines, version_of

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def test_a_package_that_is_missing_is_said_to_be() -> None:
    assert version_of("no-such-package-here") == "not installed"
    assert {"Python", "PyTorch", "NumPy", "PySide6", "CUDA of PyTorch"} <= set(version_lines())


@pytest.mark.parametrize(("torch", "cuda"), [("2.9.0+cu128", "12.8"), ("2.9.0+cpu", ""), ("2", "")])
def test_cuda_is_told_by_the_build_of_pytorch(
    monkeypatch: pytest.MonkeyPatch, torch: str, cuda: str
) -> None:
    def told(package: str, otherwise: str = "") -> str:
        return torch if package == "torch" else otherwise

    monkeypatch.setattr(program_versions, "version_of", told)
    assert cuda_version() == cuda


def test_the_commit_of_a_checkout_is_read_without_git(tmp_path: Path) -> None:
    git = tmp_path / ".git"
    (git / "refs" / "heads").mkdir(parents=True)
    commit = program_versions._checkout_commit
    assert commit(tmp_path) == ""
    (git / "HEAD").write_text(f"{COMMIT}\n")
    assert commit(tmp_path) == COMMIT
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "packed-refs").write_text(f"# pack-refs\n{COMMIT} refs/heads/main\n")
    assert commit(tmp_path) == COMMIT
    (git / "refs" / "heads" / "main").write_text("no commit")
    assert commit(tmp_path) == ""
    other = tmp_path / "other"
    other.mkdir()
    own = git / "worktrees" / "other"
    own.mkdir(parents=True)
    (other / ".git").write_text(f"gitdir: {own}\n")
    (own / "HEAD").write_text("ref: refs/heads/side\n")
    (own / "commondir").write_text("../..\n")
    (git / "refs" / "heads" / "side").write_text(COMMIT)
    assert commit(other) == COMMIT
    assert commit(tmp_path / "nowhere") == ""
