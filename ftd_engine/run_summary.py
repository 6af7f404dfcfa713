"""A run as a line of the library: read without its events but for the last figures of a finished one."""

import os
from dataclasses import dataclass
from pathlib import Path

from ftd_engine.config_checks import ConfigProblems
from ftd_engine.event_log import last_accuracy
from ftd_engine.experiment_file import read_head
from ftd_engine.protocol import AccuracyMeasured
from ftd_engine.run_folder import METRICS_ONLY, RunFolder, Status
from ftd_engine.run_notes import RunNotes

Stamp = tuple[int, ...]


NO_NOTES = RunNotes()


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run as a line of the library.

    Attributes:
        data_set: name of the images; empty where the experiment cannot be read.
        accuracy: the figure that stands for a finished run; None where there is none.
    """

    path: Path
    name: str
    created_s: float
    status: Status
    data_set: str = ""
    notes: RunNotes = NO_NOTES
    accuracy: AccuracyMeasured | None = None

    @property
    def has_only_metrics(self) -> bool:
        """True where it came from the log of another program."""
        return self.status.message == METRICS_ONLY


def stamp_of(folder: RunFolder) -> Stamp:
    """Changes whenever the files behind a summary did; a live run may change without it."""
    stamps: list[int] = []
    for path in folder.summary_files:
        try:
            facts = path.stat()
        except OSError:
            stamps += (0, 0)
        else:
            # a file moved into place within the tick of the clock is another file
            stamps += (facts.st_mtime_ns, facts.st_ino)
    return tuple(stamps)


def folder_stamp(entry: "os.DirEntry[str]") -> Stamp:
    """Changes whenever a file was moved into a run folder, as all files behind a summary are.

    Found while listing the workspace, at a tenth of the cost of `stamp_of`. What a hand changes in
    place escapes it.

    Raises:
        OSError: the folder is gone, or is none.
    """
    facts = entry.stat()
    return (facts.st_mtime_ns, facts.st_ino)


def summary_of(folder: RunFolder) -> RunSummary:
    """The run as a line of the library; never raises for a damaged run."""
    status, notes = folder.status(), folder.notes()
    try:
        name, data_set = read_head(folder.experiment_path)
    except ConfigProblems:
        name, data_set = folder.path.name, ""
    accuracy = None
    if status.state == "done":
        try:
            accuracy = last_accuracy(folder.event_path)
        except OSError:
            # the line is worth showing without it; opening the run tells what is wrong
            accuracy = None
    name = notes.name or name
    return RunSummary(folder.path, name, folder.created_s, status, data_set, notes, accuracy)
