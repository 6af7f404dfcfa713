"""No process of the program listens to the network, and what it makes is its user's alone."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from ftd_engine.experiment_file import to_toml
from tests.engine.tiny import tiny_experiment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")

USUAL_UMASK = 0o022
WAIT_S = 120.0


def open_sockets(pid: int) -> list[str]:
    """Internet sockets of a process and all its children, listening or not."""
    found: list[str] = []
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            found += [str(each) for each in process.net_connections(kind="inet")]
    except psutil.NoSuchProcess:
        pass
    return found


def too_open(*folders: Path) -> list[str]:
    """Files and folders that others may read, write or enter."""
    return [
        f"{path} {path.stat().st_mode & 0o777:o}"
        for folder in folders
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & 0o077
    ]


def environment(tmp_path: Path) -> dict[str, str]:
    """Folders of their own, none of them there yet."""
    places = {"FTD_STUDIO_HOME": "home", "FTD_STUDIO_SHELF": "shelf", "FTD_STUDIO_CACHE": "cache"}
    return {**os.environ, **{name: str(tmp_path / place) for name, place in places.items()}}


def test_the_sockets_are_seen_where_there_are_any() -> None:
    """Else the tests below would prove nothing."""
    import socket

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert any("LISTEN" in each for each in open_sockets(os.getpid()))


def test_a_run_and_an_export_by_command(tmp_path: Path) -> None:
    (tmp_path / "tiny.toml").write_text(to_toml(tiny_experiment()))
    runs, out = tmp_path / "studio" / "runs", tmp_path / "out"
    command = [sys.executable, "-m", "ftd_engine.cli"]
    child = subprocess.Popen(
        [*command, "run", str(tmp_path / "tiny.toml"), "--workspace", str(runs)],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        umask=USUAL_UMASK,
    )
    engine_seen, sockets = False, []
    try:
        end_s = time.monotonic() + WAIT_S
        while child.poll() is None and time.monotonic() < end_s:
            engine_seen = engine_seen or bool(psutil.Process(child.pid).children())
            sockets += open_sockets(child.pid)
            time.sleep(0.05)
        said, _ = child.communicate(timeout=10)
    finally:
        child.kill()
        child.wait()
    assert child.returncode == 0, said
    assert engine_seen and sockets == []
    (run,) = runs.iterdir()
    exported = subprocess.run(
        [*command, "export", str(run), "--pt", str(out / "set.pt"), "--png", str(out / "png")],
        env=environment(tmp_path),
        check=False,
        capture_output=True,
        text=True,
        umask=USUAL_UMASK,
    )
    assert exported.returncode == 0, exported.stdout + exported.stderr
    assert len(list(run.rglob("*"))) > 5 and list((tmp_path / "shelf").rglob("*.safetensors"))
    assert (out / "set.pt").is_file()
    made = [tmp_path / "studio", tmp_path / "shelf", out]
    assert too_open(*made, *(path for path in [tmp_path / "cache"] if path.exists())) == []


def test_the_window(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "ftd_gui", "--workspace", str(tmp_path / "runs")],
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        umask=USUAL_UMASK,
    )
    try:
        log = tmp_path / "home" / "log" / "window.log"
        end_s = time.monotonic() + WAIT_S
        while not (log.exists() and "The window is up" in log.read_text()):
            assert child.poll() is None and time.monotonic() < end_s
            time.sleep(0.05)
        assert not [each for each in open_sockets(child.pid) if "LISTEN" in each or "UDP" in each]
        assert open_sockets(child.pid) == []
        child.terminate()
        child.communicate(timeout=20)
    finally:
        child.kill()
        child.wait()
    assert (tmp_path / "home" / "config" / "ftd-studio.ini").is_file()
    assert too_open(tmp_path / "home") == []
