"""A real run whose time and peak memory are taken from outside."""

import contextlib
from pathlib import Path

import psutil

from ftd_engine.event_log import EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.launch import EngineProcess
from ftd_engine.protocol import PhaseFinished
from ftd_engine.run_folder import RunFolder


def measured_run(workspace: Path, experiment: Experiment) -> tuple[dict[str, float], int]:
    """Seconds of each phase, and the most memory that its process had, in bytes."""
    folder = RunFolder.create(workspace, experiment)
    engine, peak = EngineProcess(folder.path), 0
    engine.start()
    try:
        process = psutil.Process(engine.pid)
        while engine.is_alive:
            engine.receive(0.02)
            with contextlib.suppress(psutil.Error):
                peak = max(peak, process.memory_info().rss)
    finally:
        engine.end()
    events = [record.event for record in EventReader(folder.event_path).read_all()]
    return {
        event.phase: event.duration_s for event in events if isinstance(event, PhaseFinished)
    }, peak
