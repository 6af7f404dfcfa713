"""A real mount: the window runs in a namespace where the workspace is read-only; the run goes on outside."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fixtures.read_only import contents
from tests.fixtures.recorded_runs import lost_records, write_run
from tests.gui.test_read_only_runs import TOLD, next_point
from tests.house.checkout import ROOT

MOUNT = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && ! touch "$1/x" 2>/dev/null'
LONGEST_S = 60.0


def in_namespace(words: str, folder: Path, *arguments: str) -> list[str]:
    return ["unshare", "-rm", "sh", "-c", words, "sh", str(folder), *arguments]


def can_mount(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    done = subprocess.run(in_namespace(MOUNT, folder), capture_output=True, check=False)
    return done.returncode == 0


def test_a_run_on_a_read_only_mount_is_followed_while_it_goes_on(tmp_path: Path) -> None:
    run = write_run(tmp_path / "runs", lost_records(), "running", "live")
    if not can_mount(tmp_path / "runs"):
        pytest.skip(
            "this system lets a test mount nothing; test_read_only_runs.py stands in for it"
        )
    answer = tmp_path / "answer" / "told.json"
    answer.parent.mkdir()
    window = (sys.executable, "-m", "tests.gui.read_only_window")
    arguments = (str(tmp_path / "runs"), str(run.path), str(TOLD + 1), str(answer))
    words = f'{MOUNT} && shift && exec "$@"'
    before = contents(run.path)
    with subprocess.Popen(
        in_namespace(words, tmp_path / "runs", *window, *arguments),
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            end_s = time.monotonic() + LONGEST_S
            while not answer.with_name("READY").exists() and process.poll() is None:
                assert time.monotonic() < end_s
                time.sleep(0.05)
            with run.event_path.open("ab") as engine:
                engine.write(next_point(TOLD + 1))
            output, _ = process.communicate(timeout=LONGEST_S)
        finally:
            process.kill()
    assert process.returncode == 0, output
    told = json.loads(answer.read_text())
    assert told.pop("stop").startswith("The folder of this run can only be read")
    assert told == {
        "points": TOLD + 1,
        "is_read_only": True,
        "state": "running",
        "exports": True,
        "listed": True,
        "warnings": [],
    }
    after = contents(run.path)
    del before[run.event_path.name], after[run.event_path.name]
    assert after == before
