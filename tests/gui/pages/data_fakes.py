"""Processes that look through made-up images: what they find is decided by the name of the folder."""

import time
from pathlib import Path
from typing import Any

import numpy as np

from ftd_engine.data_finding import Finding
from ftd_engine.job_requests import DataProgress, DataReport, DataRequest, MachineReport
from ftd_engine.thumbnails import Thumbnails

NAMES = ("ants", "bees", "cows")
FEW = 7
"""Images that the smallest class has."""


def look_well(_folder: Path, events: Any, commands: Any) -> None:
    """Finds what the folder's name says."""
    request: DataRequest = commands.get(timeout=30)
    folder = Path(request.data.folder)
    events.put(DataProgress(5, 10))
    if folder.name == "endless":
        time.sleep(30)
    findings: list[Finding] = []
    if folder.name == "damaged":
        words = "1 file cannot be used as images: ants/1.png is damaged."
        findings.append(Finding("error", words, "Delete it.", folder=str(folder)))
    if request.ipc > FEW:
        words = f"1 class has fewer training images than the {request.ipc} images per class."
        findings.append(Finding("error", words, "Lower them.", ("distill.ipc", FEW)))
    if folder.name == "odd":
        findings.append(Finding("note", "Something to know.", ""))
    rng = np.random.default_rng(0)
    train = np.repeat(np.arange(3), (60, 30, FEW))
    test = np.repeat(np.arange(3), 4)
    Thumbnails(
        rng.integers(0, 256, (len(train), 3, 8, 8), np.uint8),
        train,
        rng.integers(0, 256, (len(test), 3, 8, 8), np.uint8),
        test,
    ).write(Path(request.picture_path))
    counts = (60, 30, FEW)
    report = DataReport(
        *(tuple(findings), f"own images in {folder}", NAMES, counts, (4, 4, 4)),
        *((3, 8, 8), request.picture_path),
    )
    events.put(report)


def leave(_folder: Path, _events: Any, _commands: Any) -> None:
    """Ends without an answer."""


def tell_machine(_folder: Path, events: Any, commands: Any) -> None:
    """A machine without a GPU and without a compiler."""
    commands.get(timeout=30)
    events.put(MachineReport("CPU, 2 threads"))
