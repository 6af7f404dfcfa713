"""The file of the queue: whatever it holds, nothing of it is lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from ftd_gui.runs.run_queue import RunQueue
from tests.fixtures.recorded_runs import tiny_experiment

pytestmark = pytest.mark.usefixtures("qapp")


def names(queue: RunQueue) -> list[str]:
    return [entry.experiment.name for entry in queue.entries]


def stored_queue(workspace: Path, *entries: str) -> dict[str, Any]:
    queue = RunQueue(workspace)
    for name in entries:
        queue.add(tiny_experiment(name))
    return json.loads((workspace / "queue.json").read_text())


@pytest.mark.expects_log
@pytest.mark.parametrize("content", ["", "[", "[]", '{"entries": 7}', "{}", "\x00"])
def test_a_damaged_file_is_kept_under_another_name(tmp_path: Path, content: str) -> None:
    (tmp_path / "queue.json").write_text(content)
    queue = RunQueue(tmp_path)
    said = "queue.json could not be read as a queue and is kept as queue.json.bad."
    assert queue.entries == () and queue.problem == said
    queue.add(tiny_experiment("a"))
    assert queue.problem == said, "what is added says nothing against what was found"
    assert (tmp_path / "queue.json.bad").read_text() == content
    again = RunQueue(tmp_path)
    assert names(again) == ["a"] and again.problem == ""


@pytest.mark.expects_log
def test_a_second_damaged_file_does_not_replace_the_first(tmp_path: Path) -> None:
    for content in ("[", "[[", "[[["):
        (tmp_path / "queue.json").write_text(content)
        RunQueue(tmp_path)
    kept = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert kept == {"queue.json.bad": "[", "queue.json.bad2": "[[", "queue.json.bad3": "[[["}


@pytest.mark.expects_log
def test_a_folder_in_its_place_is_moved_aside_too(tmp_path: Path) -> None:
    (tmp_path / "queue.json").mkdir()
    queue = RunQueue(tmp_path)
    queue.add(tiny_experiment("a"))
    assert (tmp_path / "queue.json.bad").is_dir() and names(RunQueue(tmp_path)) == ["a"]


@pytest.mark.expects_log
def test_what_cannot_be_moved_aside_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    (tmp_path / "queue.json").write_text("[")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        queue = RunQueue(tmp_path)
    queue.add(tiny_experiment("a"))
    assert (tmp_path / "queue.json").read_text() == "[" and names(queue) == ["a"]
    assert "cannot be kept aside (Operation not permitted)" in queue.problem


NEWER = json.dumps({"version": 7, "lanes": [["a"], ["b"]]})


@pytest.mark.expects_log
def test_the_queue_of_a_newer_program_stays_untouched(tmp_path: Path) -> None:
    (tmp_path / "queue.json").write_text(NEWER)
    queue = RunQueue(tmp_path)
    queue.add(tiny_experiment("mine"))
    assert (tmp_path / "queue.json").read_text() == NEWER
    assert queue.problem == (
        "queue.json is of version 7, this program knows version 1: update FTD Studio, or move the "
        "file away; until then it stays as it is, and this queue is kept in queue-version-1.json."
    )
    again = RunQueue(tmp_path)
    assert names(again) == ["mine"] and again.problem == queue.problem


@pytest.mark.expects_log
def test_what_was_queued_beside_a_newer_one_comes_back(tmp_path: Path) -> None:
    (tmp_path / "queue.json").write_text(NEWER)
    RunQueue(tmp_path).add(tiny_experiment("mine"))
    (tmp_path / "queue.json").unlink()
    queue = RunQueue(tmp_path)
    assert names(queue) == ["mine"] and queue.problem == ""
    assert [path.name for path in tmp_path.iterdir()] == ["queue.json"]


@pytest.mark.expects_log
def test_a_newer_program_may_come_while_the_window_is_open(tmp_path: Path) -> None:
    queue = RunQueue(tmp_path)
    queue.add(tiny_experiment("a"))
    (tmp_path / "queue.json").write_text(NEWER)
    queue.add(tiny_experiment("b"))
    assert (tmp_path / "queue.json").read_text() == NEWER
    assert "version 7" in queue.problem and names(RunQueue(tmp_path)) == ["a", "b"]


@pytest.mark.expects_log
def test_an_entry_that_is_no_experiment_any_more_is_left_out_and_kept(tmp_path: Path) -> None:
    stored = stored_queue(tmp_path, "a", "b")
    stored["entries"][0]["experiment"]["distill"]["ipc"] = 0
    before = json.dumps(stored)
    (tmp_path / "queue.json").write_text(before)
    queue = RunQueue(tmp_path)
    assert names(queue) == ["b"] and "1 entry of queue.json was left out" in queue.problem
    queue.go_on()
    assert "kept as queue.json.bad" in queue.problem
    assert (tmp_path / "queue.json.bad").read_text() == before
    again = RunQueue(tmp_path)
    assert names(again) == ["b"] and again.problem == ""
    assert not (tmp_path / "queue.json.bad2").exists()
