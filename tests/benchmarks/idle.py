"""What the window takes of a processor while nobody touches it and the run that it shows is over."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.benchmarks.many_runs import RUNS, make_runs
from tests.benchmarks.measurement import Measurement

LIMIT_PERCENT = 1.0
SETTLED_PERCENT = 20.0
SETTLE_PATIENCE_S = 90.0
"""What a start costs, with curves drawn and the library read, is measured elsewhere."""
WATCHED_S = 20.0


def measure(watched_s: float = WATCHED_S) -> list[Measurement]:
    """Processor time over wall time of a window on a finished run, in a workspace of many."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "runs"
        make_runs(workspace)
        environment = dict(os.environ)
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        environment["FTD_STUDIO_HOME"] = str(Path(folder) / "home")
        finished = workspace / f"{RUNS - 10:06d}_run"
        command = [sys.executable, "-m", "ftd_gui", "--workspace", str(workspace), str(finished)]
        with subprocess.Popen(
            command, cwd=Path(__file__).resolve().parents[2], env=environment
        ) as process:
            try:
                watched = psutil.Process(process.pid)
                end_s = time.monotonic() + SETTLE_PATIENCE_S
                # the program loads for a second or two before it has anything to do
                time.sleep(3.0)
                while _percent(watched, 3.0) > SETTLED_PERCENT:
                    assert time.monotonic() < end_s, "the window does not come to rest"
                assert process.poll() is None, "the window ended early"
                used = _percent(watched, watched_s)
            finally:
                process.terminate()
                process.wait(30)
    return [Measurement("processor of an idle window", used, "%", LIMIT_PERCENT)]


def _percent(process: psutil.Process, seconds: float) -> float:
    """Processor time over wall time for so long, in percent."""
    before, began_s = process.cpu_times(), time.monotonic()
    time.sleep(seconds)
    after, took_s = process.cpu_times(), time.monotonic() - began_s
    used_s = after.user + after.system - before.user - before.system
    return 100 * used_s / took_s
