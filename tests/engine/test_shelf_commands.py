"""`ftd shelf` and `ftd import-experts`."""

import io
from pathlib import Path

import pytest
import torch

from ftd_engine import cli
from ftd_engine.experiment_file import to_toml
from ftd_engine.shelf import Shelf, shelf_root
from tests.engine.method.test_replay_buffers import peer_buffer
from tests.engine.test_shelf import write_teacher
from tests.engine.tiny import tiny_experiment


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(shelf_root(tmp_path / "runs"))


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    # the console breaks long lines where it likes
    return " ".join(capsys.readouterr().out.split())


def test_an_empty_shelf_says_so(capsys: pytest.CaptureFixture[str], shelf: Shelf) -> None:
    assert cli.main(["shelf"]) == 0
    said = _said(capsys)
    assert f"Shelf: {shelf.root}" in said
    assert "No teachers lie there yet" in said


def test_list_tells_key_words_number_epochs_size(
    capsys: pytest.CaptureFixture[str], shelf: Shelf
) -> None:
    kind = shelf.kind({"seed": 1}, "tiny, ConvNet-3")
    for expert, epochs in ((0, 2), (1, 2), (2, 4)):
        path = write_teacher(kind, expert, epochs)
    path.write_bytes(path.read_bytes()[:-1])
    assert cli.main(["shelf"]) == 0
    said = _said(capsys)
    assert f"{kind.short_key} tiny, ConvNet-3 2 teachers of 2 epochs, " in said
    assert "kB" in said
    assert "is no whole teacher file" in said


def test_removal_asks_first(
    capsys: pytest.CaptureFixture[str], shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = shelf.kind({"seed": 1}, "tiny")
    write_teacher(kind)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert cli.main(["shelf", "--remove", kind.short_key]) == 2
    assert "Nothing was removed. Add --yes" in _said(capsys)

    terminal = io.StringIO("no\nyes\n")
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", terminal)
    assert cli.main(["shelf", "--remove", kind.short_key]) == 0
    assert "Nothing was removed." in _said(capsys)
    assert kind.path.exists()
    assert cli.main(["shelf", "--remove", kind.short_key]) == 0
    assert "Removed." in _said(capsys)
    assert not kind.path.exists()


def test_removal_with_yes_and_of_what_is_not_ours(
    capsys: pytest.CaptureFixture[str], shelf: Shelf, tmp_path: Path
) -> None:
    kind, foreign = shelf.kind({"seed": 1}, "tiny"), Shelf(tmp_path).kind({"seed": 2}, "far")
    write_teacher(kind)
    write_teacher(foreign)
    assert cli.main(["shelf", "--remove", str(foreign.path), "--yes"]) == 2
    assert "does not lie on" in _said(capsys)
    assert cli.main(["shelf", "--remove", "ffffff", "--yes"]) == 2
    assert "There are no teachers" in _said(capsys)
    assert cli.main(["shelf", "--remove", kind.key, "--yes"]) == 0
    assert not kind.path.exists()
    assert foreign.path.exists()


def test_import_names_the_key(
    capsys: pytest.CaptureFixture[str], shelf: Shelf, tmp_path: Path
) -> None:
    source, file = tmp_path / "replay_buffer_0.pt", tmp_path / "tiny.toml"
    torch.save(peer_buffer(), source)
    file.write_text(to_toml(tiny_experiment()), encoding="utf-8")
    assert cli.main(["import-experts", str(source), "--experiment", str(file)]) == 0
    (kind,) = shelf.kinds()
    assert f"--set buffer.imported={kind.short_key}" in _said(capsys)
    arguments = ["import-experts", str(source), "--experiment", str(file)]
    assert cli.main([*arguments, "--set", "network.width=8"]) == 1
    assert "is of another network" in _said(capsys)
    assert cli.main(["import-experts", str(source)]) == 2
