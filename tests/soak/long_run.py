"""Twelve hours in short: a real window over a real engine whose iterations take milliseconds.

An iteration stands for a second of a large run: as many events, stored sets, evaluations and checkpoints
pass through engine, queue, file and window as in so many hours.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from rich.console import Console

from ftd_engine.config_checks import check
from ftd_engine.experiment import Experiment

SAMPLE_EVERY_S = 2.0
MEMORY_GROWTH_MIB = 30.0
"""Largest growth of the median from the second quarter to the last: what a kept curve may take."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One process at one moment."""

    memory_mib: float
    files: int
    threads: int


def long_experiment(hours: float) -> Experiment:
    """An iteration for each second."""
    seconds = max(100, round(3600 * hours))
    experiment = check(
        {
            "name": "long",
            "device": "cpu",
            "data": {"source": "embedded"},
            "network": {"depth": 3, "width": 4},
            "buffer": {"num_experts": 2, "epochs": 2, "batch_size": 500, "expert_lr": 0.02},
            "distill": {
                "iterations": seconds,
                "syn_steps": 1,
                "expert_epochs": 1,
                "max_start_epoch": 2,
                "image_lr": 0.01,
                "syn_lr_lr": 0.0,
                "ema_decay": 0.5,
                "dsa": False,
                "evaluate_every": max(10, seconds // 40),
                "evaluate_epochs": 5,
                "evaluate_networks": 1,
                "snapshot_every": max(10, seconds // 500),
            },
            "evaluation": {"networks": 2, "epochs": 5, "loss_difference_experts": 2},
            "checkpoints": {"every_minutes": 0.0, "every_steps": 200},
        }
    )
    # two threads would wait for each other at every tiny step wherever something else is busy
    return experiment.model_copy(update={"threads": 1})


def watch(workspace: Path, hours: float) -> dict[str, list[Sample]]:
    """Run it under a window of this process; samples of window and engine while it distills."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ftd_gui.garbage import keep_garbage_to_this_thread
    from ftd_gui.main_window import MainWindow
    from ftd_gui.settings import Settings

    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    settings = Settings(Path(tempfile.mkdtemp()) / "settings.ini")
    window = MainWindow(workspace, settings)
    window.resize(1280, 720)
    window.show()
    samples: dict[str, list[Sample]] = {"window": [], "engine": []}

    def sample() -> None:
        session = window.shown_session
        if session is None or session.store.started is None:
            return
        if session.has_ended:
            app.exit(0 if session.store.state == "done" else 4)
        elif session.store.phase == "distill":
            samples["window"].append(_sample_of(os.getpid()))
            samples["engine"].append(_sample_of(session.store.started.pid))
            # a user who looks around
            window.tabs.setCurrentIndex(len(samples["window"]) % 3)

    keep_garbage_to_this_thread(window)
    timer = QTimer(window)
    timer.timeout.connect(sample)
    timer.start(round(1000 * SAMPLE_EVERY_S))
    QTimer.singleShot(0, window, lambda: window.runs.start(long_experiment(hours)))
    status = app.exec()
    window.close_now()
    if status:
        raise SystemExit(status)
    return samples


def _sample_of(pid: int) -> Sample:
    process = psutil.Process(pid)
    with process.oneshot():
        return Sample(process.memory_info().rss / 2**20, process.num_fds(), process.num_threads())


def report(home: Path, hours: float, console: Console) -> bool:
    """Watch a run in a process of its own and say how memory, files and threads went; True if flat."""
    began_s = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.long_run", str(home / "long" / "runs"), str(hours)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        console.print(f"The long run ended with status {done.returncode}.", style="red")
        return False
    found: dict[str, list[list[float]]] = json.loads(done.stdout.splitlines()[-1])
    is_flat = True
    for name, rows in found.items():
        quarter = max(1, len(rows) // 4)
        early, late = rows[quarter : 2 * quarter], rows[-quarter:]
        parts: list[str] = []
        for place, (what, limit) in enumerate(
            (("MiB", MEMORY_GROWTH_MIB), ("files", 2.0), ("threads", 2.0))
        ):
            before = statistics.median(row[place] for row in early)
            after = statistics.median(row[place] for row in late)
            parts.append(f"{before:.0f} to {after:.0f} {what}")
            is_flat &= after - before <= limit
        console.print(f"{name}, second to last quarter: {', '.join(parts)} ({len(rows)} samples)")
    minutes = (time.monotonic() - began_s) / 60
    console.print(f"{hours:g} hours in {minutes:.1f} minutes: {'flat' if is_flat else 'NOT flat'}")
    return is_flat


if __name__ == "__main__":
    found = watch(Path(sys.argv[1]), float(sys.argv[2]))
    rows = {
        name: [[row.memory_mib, row.files, row.threads] for row in part]
        for name, part in found.items()
    }
    sys.stdout.write(json.dumps(rows) + "\n")
