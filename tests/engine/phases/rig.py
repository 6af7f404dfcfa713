"""Runs the phases in this process, with a real run folder and a reporter that nobody reads."""

import queue
from pathlib import Path
from typing import Any

import torch

from ftd_engine.checkpoints import Checkpoints
from ftd_engine.event_log import EventLog, EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.phases.context import Context, network_for, other_networks_for, split_for
from ftd_engine.protocol import Event
from ftd_engine.reporter import Reporter
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import Seeds
from ftd_engine.shelf import Shelf
from tests.engine.tiny import tiny_data

OPEN_LOGS: list[EventLog] = []
"""Event files of the runs made here; the fixture in conftest.py closes them after each test."""


def make_context(
    workspace: Path,
    experiment: Experiment,
    shelf: Path | None = None,
    folder: RunFolder | None = None,
) -> Context:
    """A run of this experiment on the tiny data, with a shelf of its workspace's own.

    Args:
        folder: of a run to go on with; None makes a fresh one.
    """
    folder = folder or RunFolder.create(workspace, experiment)
    events: Any = queue.Queue()
    log = EventLog(folder.event_path)
    OPEN_LOGS.append(log)
    reporter = Reporter(folder, log, events, lambda: 1.0)
    checkpoints = Checkpoints(folder, reporter.say, reporter.flush)
    checkpoints.open(experiment.checkpoints, "tiny", {"device": "CPU"})
    seeds = Seeds(experiment.seed)
    data, held_out = split_for(experiment, tiny_data(), seeds)
    return Context(
        experiment=experiment,
        folder=folder,
        reporter=reporter,
        seeds=seeds,
        device=torch.device("cpu"),
        data=data,
        held_out=held_out,
        network=network_for(experiment, data),
        other_networks=other_networks_for(experiment, data),
        shelf=Shelf(workspace / "shelf" if shelf is None else shelf),
        checkpoints=checkpoints,
    )


def events_of(context: Context) -> list[Event]:
    """All events that the run has written."""
    return [record.event for record in EventReader(context.folder.event_path).read_all()]
