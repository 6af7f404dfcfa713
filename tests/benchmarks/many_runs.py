"""A workspace of many runs, as years of work leave it: all ends, data sets, tags, and long event files."""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from ftd_engine.protocol import AccuracyMeasured, PointsAdded, Record, encode
from ftd_engine.run_folder import RunFolder, RunState
from ftd_engine.run_notes import RunNotes
from ftd_engine.settings.data import DataConfig, DatasetName
from tests.fixtures.recorded_runs import done_records, lost_records, tiny_experiment

RUNS = 1000
LONG_CURVE = 2000
"""Points more of the matching loss in every event file, about 200 kB of it."""

_FIRST_S = 1_700_000_000.0
_EVERY_S = 4 * 3600.0
_ENDS: tuple[RunState, ...] = ("done", "done", "done", "stopped", "failed", "interrupted")
_DATA_SETS: tuple[DatasetName, ...] = ("fashion-mnist", "cifar-10", "cifar-100", "svhn")
_TAGS = ((), ("baseline",), ("ablation", "rho"), ("paper",))


def _events(mean: float) -> bytes:
    """All events of a run that ended with this accuracy, or of one without an end for 0."""
    lines: list[Record] = []
    for record in done_records() if mean else lost_records():
        event = record.event
        if isinstance(event, AccuracyMeasured) and event.final:
            event = replace(event, mean=mean)
        lines.append(replace(record, seq=len(lines), event=event))
        if isinstance(event, PointsAdded) and event.series == "matching_loss":
            for step in range(LONG_CURVE // 8):
                more = PointsAdded("matching_loss", 0, (50.0 + step,), (0.5,))
                lines.append(replace(record, seq=len(lines), event=more))
    return b"".join(encode(record) + b"\n" for record in lines)


def make_runs(workspace: Path, count: int = RUNS) -> None:
    """Fill a workspace; the event files are few, under many names."""
    with tempfile.TemporaryDirectory(dir=workspace.parent) as aside:
        sources = [_template(Path(aside), number) for number in range(12)]
        workspace.mkdir(exist_ok=True)
        for number in range(count):
            source = sources[number % len(sources)]
            folder = RunFolder(workspace / f"{number:06d}_run")
            folder.path.mkdir()
            for path in source.path.iterdir():
                if path == source.event_path:
                    os.link(path, folder.event_path)
                elif path.is_file():
                    shutil.copy(path, folder.path)
            text = source.experiment_path.read_text(encoding="utf-8")
            named = text.replace(source.experiment().name, f"run {number:04d}", 1)
            folder.experiment_path.write_text(named, encoding="utf-8")
            created_s = _FIRST_S + number * _EVERY_S
            os.utime(folder.experiment_path, (created_s, created_s))


def _template(workspace: Path, number: int) -> RunFolder:
    end = _ENDS[number % len(_ENDS)]
    data = DataConfig(dataset=_DATA_SETS[number % len(_DATA_SETS)])
    experiment = tiny_experiment(f"template {number}").model_copy(update={"data": data})
    folder = RunFolder.create(workspace, experiment)
    folder.event_path.write_bytes(_events(0.4 + number / 50 if end == "done" else 0.0))
    folder.write_status(end, "evaluate", "The run came to its end.")
    if tags := _TAGS[number % len(_TAGS)]:
        folder.write_notes(RunNotes(tags=tags, text="What was looked for here.\n" * 3))
    return folder
