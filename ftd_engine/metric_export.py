"""Metrics of a run for other programs: reads its events, finished or still growing, and hands them on.

No phase knows of it: like everyone who watches, it reads the event file and the stored sets.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from ftd_engine.event_log import EventReader
from ftd_engine.experiment import Experiment
from ftd_engine.method.set_pictures import grid
from ftd_engine.metric_sinks import MetricSink, Plain
from ftd_engine.metric_tags import tag_of
from ftd_engine.protocol import (
    AccuracyMeasured,
    ClassesCounted,
    PhaseFinished,
    PointsAdded,
    Record,
    RunFinished,
    RunStarted,
    SnapshotWritten,
    StepSkipped,
)
from ftd_engine.run_folder import LIVE_STATES, RunFolder
from ftd_engine.snapshot import DamagedSnapshot

LOOK_EVERY_S = 1.0

MAX_PICTURE_PX = 4096
"""Of a picture's sides; what does not fit is cut off at the right and below."""


@dataclass(slots=True)
class Written:
    """How much was handed on."""

    numbers: int = 0
    pictures: int = 0


def plain_settings(experiment: Experiment) -> dict[str, Plain]:
    """All settings by dotted path, in the kinds that other programs take."""
    plain: dict[str, Plain] = {}
    for name, value in experiment.model_dump(mode="json").items():
        for inner, setting in value.items() if isinstance(value, dict) else [("", value)]:  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
            path = f"{name}.{inner}" if inner else name
            plain[path] = ",".join(setting) if isinstance(setting, list) else setting  # pyright: ignore[reportUnknownArgumentType]
    return plain


class MetricExport:
    """Hands the metrics of one run to a sink, from the first event on.

    Points that an engine tells again after it was resumed carry the numbers that they had and are left out.

    Args:
        pictures: at most about so many stored sets become pictures, spread evenly over the iterations.
    """

    def __init__(self, folder: RunFolder, sink: MetricSink, pictures: int) -> None:
        self.written = Written()
        self._folder = folder
        self._sink = sink
        self._experiment = folder.experiment()
        self._reader = EventReader(folder.event_path)
        self._metrics: list[str] = []
        self._last_step: dict[str, int] = {}
        self._figures: dict[str, float] = {}
        self._picture_every = self._spacing(pictures)

    def _spacing(self, pictures: int) -> int:
        """Iterations between two pictures; 0 for none."""
        config = self._experiment.distill
        stored = config.iterations // config.snapshot_every + 1
        return math.ceil(stored / pictures) * config.snapshot_every if pictures else 0

    def read(self) -> bool:
        """Hand on what came since the last call; True where anything did."""
        records = self._reader.read_all()
        for record in records:
            self._take(record)
        if records:
            self._sink.flush()
        return bool(records)

    def follow(self, turn: Callable[[float], None] = time.sleep) -> None:
        """Hand on everything, and go on while an engine works on the run.

        Args:
            turn: waits so many seconds; tests put something else in its place.
        """
        while True:
            # asked first: what is written until then is read by the look that comes after
            is_live = self._folder.status().state in LIVE_STATES or self._folder.owner_words()
            self.read()
            if not is_live:
                return
            turn(LOOK_EVERY_S)

    def close(self) -> None:
        """Hand on settings and figures, and end the files."""
        self._sink.result(plain_settings(self._experiment), self._figures)
        self._sink.close()

    def _take(self, record: Record) -> None:
        event, time_s = record.event, record.time_s
        match event:
            case PointsAdded():
                self._take_points(event, time_s)
            case RunStarted():
                self._metrics = [each.name for each in event.plug_ins if each.kind == "metric"]
            case AccuracyMeasured() if event.final:
                tag = f"evaluate/accuracy_{event.set_name}"
                self._number(tag, event.iteration, event.mean, time_s)
                self._number(f"{tag}_std", event.iteration, event.std, time_s)
                self._figures[tag] = event.mean
            case ClassesCounted():
                tag = f"classes/{event.set_name}, {event.network}"
                for label, mean in enumerate(event.class_means):
                    self._number(tag, label, mean, time_s)
            case PhaseFinished():
                self._figures[f"{event.phase}/seconds"] = event.duration_s
            case StepSkipped():
                self._number("distill/skipped_steps", event.iteration, event.skipped_so_far, time_s)
            case SnapshotWritten():
                self._take_set(event.iteration, time_s)
            case RunFinished():
                self._figures["seconds"] = event.duration_s
            case _:
                pass

    def _take_points(self, event: PointsAdded, time_s: float) -> None:
        if event.series in ("metric_raw", "metric_ema"):
            named = event.member < len(self._metrics)
            tag = f"distill/{event.series}/{self._metrics[event.member] if named else event.member}"
        else:
            tag = tag_of(event.series, event.member)
        for place, (x, y) in enumerate(zip(event.x, event.y, strict=True)):
            self._number(tag, round(x), y, time_s)
            if event.std:
                self._number(f"{tag}_std", round(x), event.std[place], time_s)

    def _number(self, tag: str, step: int, value: float, time_s: float) -> None:
        if step <= self._last_step.get(tag, -1):
            return
        self._last_step[tag] = step
        self._sink.number(tag, step, value, time_s)
        self.written.numbers += 1

    def _take_set(self, iteration: int, time_s: float) -> None:
        is_last = iteration == self._experiment.distill.iterations
        if not self._picture_every or (iteration % self._picture_every and not is_last):
            return
        if iteration <= self._last_step.get("pictures", -1):
            return
        self._last_step["pictures"] = iteration
        try:
            snapshot = self._folder.read_snapshot(iteration)
        except DamagedSnapshot:
            # one set less in the pictures; its page in the window says why
            return
        for series in snapshot.images:
            pixels = grid(snapshot, series)[:MAX_PICTURE_PX, :MAX_PICTURE_PX]
            self._sink.picture(f"set/{series}", iteration, pixels, time_s)
            self.written.pictures += 1
