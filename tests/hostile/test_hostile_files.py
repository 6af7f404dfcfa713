"""Nothing in a foreign file is run, nothing hangs, memory stays bounded, and refusals are sentences."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from ftd_engine import foreign_files, foreign_structure
from ftd_engine.data.sources.image_files import image_paths
from ftd_engine.event_log import EventReader
from ftd_engine.foreign_files import opened_file, read_at_most
from ftd_engine.foreign_structure import WrongStructure, pickle_words
from ftd_engine.method.set_imports import read_set
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError
from ftd_engine.user_folders import user_path
from tests.hostile.corpus import contents, deep_pickles, pickles
from tests.hostile.readers import READERS, images, npz_bytes, png_bytes, torch_bytes

MAX_SECONDS = 15.0
MAX_MIB = 900

TAKEN = {
    # an empty experiment is the usual one; bytes are images; a folder among pictures holds none
    ("experiment", "empty"),
    ("arrays-pt", "torch/byte-images"),
    ("folder", "special/folder"),
    ("folder", "special/link-to-folder"),
}
"""What a reader rightly takes although another must not."""

Answers = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    path = tmp_path_factory.mktemp("hostile") / "answers.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", str(path)],
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
        text=True,
        timeout=280,
    )
    # a negative status is a signal: one of the files took the whole process down
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(path.read_text())


@pytest.mark.parametrize("name", list(READERS))
def test_hostile_files_are_refused_by(name: str, answers: Answers) -> None:
    wrong: list[str] = []
    reader = READERS[name]
    assert len(answers[name]) > 140
    for file, facts in answers[name].items():
        end, text = facts["end"], facts.get("text", "")
        where = f"{name} of {file}: {end} {text[:300]}"
        if end not in ("refused", "accepted"):
            wrong.append(where)
        if facts["was_run"] or facts["outside"]:
            wrong.append(f"{where}; something was run, or written to {facts['outside']}")
        if facts["seconds"] > MAX_SECONDS or facts["mib"] > MAX_MIB:
            wrong.append(f"{where}; {facts['seconds']} s and {facts['mib']} MiB")
        if not reader.speaks:
            continue
        if end == "accepted" and (name, file) not in TAKEN:
            wrong.append(where)
        names_it = facts["path"] in text or reader.file.removeprefix("pictures/") in text
        if end == "refused" and not (text.endswith(".") and names_it):
            wrong.append(f"{where}; no sentence that names the file")
    assert wrong == []


@pytest.mark.parametrize("name", list(READERS))
def test_sound_files_are_taken_by(name: str, tmp_path: Path) -> None:
    reader = READERS[name]
    reader.place(tmp_path).write_bytes(reader.sound())
    taken = reader.read(tmp_path)
    if name == "events":
        assert taken == (taken[0], 0) and len(taken[0]) == 3  # type: ignore[index]
    assert taken is not None and not (isinstance(taken, list) and taken == [])


def test_the_pickles_of_the_corpus_do_harm(tmp_path: Path) -> None:
    """Else all the tests above would prove nothing."""
    marker = tmp_path / "was-run"
    for name, content in pickles(marker).items():
        if name == "through-state":
            # a trap for readers with stand-ins; by itself it only hands a function on
            continue
        pickle.loads(content)
        assert marker.exists(), name
        marker.unlink()


def test_deep_pickles_end_a_careless_reader() -> None:
    """The reader of torch that is called safe is ended by a signal: the check before it must stay."""
    code = "import pickle, sys; pickle.loads(sys.stdin.buffer.read())"
    done = subprocess.run(
        [sys.executable, "-c", code], input=deep_pickles()["deep-tuple-key"], check=False
    )
    assert done.returncode < 0


def test_names_in_the_corpus_are_told_apart(tmp_path: Path) -> None:
    names = [name for name, _ in contents(tmp_path / "marker")]
    assert len(set(names)) == len(names)


# ---------------------------------------------------------------- links


def _pictures(folder: Path) -> Path:
    for name in ("a/0.png", "b/0.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(png_bytes())
    return folder


def test_a_picture_that_is_a_link_out_of_the_set_is_refused(tmp_path: Path) -> None:
    folder = _pictures(tmp_path / "set")
    assert read_set(folder).ipc == 1
    (tmp_path / "private.png").write_bytes(png_bytes(1))
    (folder / "b" / "0.png").unlink()
    (folder / "b" / "0.png").symlink_to(tmp_path / "private.png")
    with pytest.raises(
        EngineError, match=r"b/0.png is a link that leads out of .*/set\. Put a copy"
    ):
        read_set(folder)


def test_a_class_that_is_a_link_out_of_the_set_is_refused(tmp_path: Path) -> None:
    folder = _pictures(tmp_path / "set")
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "0.png").write_bytes(png_bytes(1))
    (folder / "c").symlink_to(tmp_path / "private")
    with pytest.raises(EngineError, match=r"set/c is a link that leads out of"):
        read_set(folder)
    # within the set links are fine
    (folder / "c").unlink()
    (folder / "c").symlink_to("a")
    assert read_set(folder).num_classes == 3


def test_links_in_circles_are_gone_through_once(tmp_path: Path) -> None:
    _pictures(tmp_path)
    for name in ("again", "and-again", "a/up", "b/up"):
        (tmp_path / name).symlink_to(tmp_path)
    found, _ = image_paths(tmp_path)
    # two ways back at every turn would be 2**40 folders
    assert len(found) == 2


# ---------------------------------------------------------------- the doors themselves


def test_only_plain_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero"):
        with pytest.raises(OSError, match="It is a pipe or a device, no plain file"):
            opened_file(tmp_path / name)
    with pytest.raises(IsADirectoryError):
        opened_file(tmp_path)
    with pytest.raises(FileNotFoundError):
        opened_file(tmp_path / "nowhere")
    (tmp_path / "file").write_bytes(b"12345")
    assert read_at_most(tmp_path / "file", 5) == b"12345"
    with pytest.raises(OSError, match="It is larger than 4 bytes"):
        read_at_most(tmp_path / "file", 4)


def test_what_lies_there_is_looked_at_again_once_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"1")
    opened, real = 0, os.open

    def exchanged(path: Any, flags: int) -> int:
        nonlocal opened
        opened = real("/dev/zero", flags)
        return opened

    monkeypatch.setattr(foreign_files.os, "open", exchanged)
    with pytest.raises(OSError, match="no plain file"):
        opened_file(tmp_path / "file")
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(opened)


def test_words_of_sound_pickles_pass() -> None:
    shared = (1, 2)
    value = [{"a": [[shared, shared]] * 50, "b": list(range(5000))}, "x" * 1000]
    for protocol in range(6):
        content = pickle.dumps(value, protocol=protocol)
        assert [word.name for word, _, _ in pickle_words(content)][-1] == "STOP"


@pytest.mark.parametrize("name", ["deep-tuple-key", "doubled-tuple-key", "deep-lists"])
def test_deep_pickles_are_told_by_their_words(name: str) -> None:
    with pytest.raises(WrongStructure, match=r"levels deep|stands for more than"):
        list(pickle_words(deep_pickles()[name]))


def test_sets_of_many_tensors_are_no_deep_pickles(tmp_path: Path) -> None:
    nested: Any = [images() for _ in range(500)]
    content = torch_bytes([[nested, nested], {"labels": torch.arange(3)}])
    assert len(content) > 500_000
    path = tmp_path / "many.pt"
    path.write_bytes(content)
    with pytest.raises(EngineError, match="holds a list where a plain tensor is expected"):
        read_set(path)


def test_an_endless_line_of_events_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ftd_engine.event_log.MAX_LINE_BYTES", 4096)
    sound = READERS["events"].sound()
    RunFolder(tmp_path).event_path.write_bytes(b"{" * 10_000 + b"\n" + sound)
    reader = EventReader(RunFolder(tmp_path).event_path)
    records = reader.read(max_bytes=1024)
    # given up long before its end
    assert records == [] and reader.last_problem == "a line of more than 4,096 bytes"
    while not reader.at_end:
        records += reader.read(max_bytes=1024)
    assert len(records) == 3
    assert reader.bad_lines >= 1 and reader.last_problem


def test_paths_that_no_system_takes_lead_nowhere(tmp_path: Path) -> None:
    for text in ("~nobody-of-that-name/x", "x" * 5000, "a\0b"):
        assert not user_path(text).exists()
    assert user_path("~") == Path.home()


def test_a_crowded_archive_is_refused_before_it_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign_structure, "MAX_DIRECTORY_BYTES", 200)
    path = tmp_path / "set.npz"
    path.write_bytes(npz_bytes(**{f"array_{number}": np.zeros(1) for number in range(10)}))
    with pytest.raises(EngineError, match="its list of contents is larger than 200 bytes"):
        read_set(path)
