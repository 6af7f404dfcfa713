"""Words between engine and window: events one way, a few commands the other. No file, no Qt, no tensor.

Every event is one line of `events.jsonl` and, later or never, one item of the queue; both are a
`Record`. A heartbeat is no event: it says only that the engine lives, and is never written down.
"""

from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Discriminator, TypeAdapter, ValidationError

from ftd_engine.plug_ins import UsedPlugIn

VERSION = 1
MAX_TIME_S = 1e11
"""Seconds since 1970; later ones no calendar knows."""
MAX_WHOLE = (1 << 31) - 1
"""Of any count; widgets take no more."""

Phase = Literal["buffer", "distill", "evaluate"]
PHASES: tuple[Phase, ...] = ("buffer", "distill", "evaluate")

SetName = Literal["raw", "ema", "random_real"]

SeriesName = Literal[
    "matching_loss",  # per distill iteration; ratio
    "syn_lr",  # per distill iteration; 1/step
    "accuracy_raw",  # per evaluated iteration, std over networks; fraction
    "accuracy_ema",
    "expert_train_loss",  # member = expert, x = epoch; nats
    "expert_train_accuracy",
    "expert_test_loss",
    "expert_test_accuracy",
    "teacher_test_loss",  # L_test(theta*) of the teachers in Figure 1, x = epoch; nats
    "loss_difference_evaluation",  # x = epoch; nats
    "metric_raw",  # per stored iteration, member = place among the run's metrics of plug-ins
    "metric_ema",
    "loss_difference_distillation",  # member = start epoch, x = start epoch and its target
]

RunState = Literal[
    "running", "paused", "stopping", "done", "stopped", "interrupted", "failed", "lost"
]
"""States of a run. "stopped": by its user. "interrupted": its window ended, or the system asked its
engine to end. "lost": its engine is gone without a last word."""

Outcome = Literal["done", "stopped", "interrupted", "failed", "lost"]


@dataclass(frozen=True, slots=True)
class RunStarted:
    """First event of an engine process."""

    pid: int
    host: str
    device: str
    """Device in words, such as "cpu, 2 threads" or "cuda: NVIDIA H100"."""
    versions: dict[str, str]
    phases: tuple[Phase, ...]
    resumes: bool = False
    """The run was begun by an engine before this one."""
    plug_ins: tuple[UsedPlugIn, ...] = ()
    """What others than the program itself add to it."""
    kind: Literal["run_started"] = "run_started"


@dataclass(frozen=True, slots=True)
class DataLoaded:
    """The real images are in memory."""

    dataset: str
    origin: str
    """Where the images came from, in words."""
    train_images: int
    test_images: int
    class_names: tuple[str, ...]
    image_shape: tuple[int, int, int]
    """Channels, height, width in pixels."""
    kind: Literal["data_loaded"] = "data_loaded"


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    """A phase begins; `total` counts its steps in `unit`."""

    phase: Phase
    total: int
    unit: str
    done: int = 0
    """Steps that an engine before this one has done."""
    kind: Literal["phase_started"] = "phase_started"


@dataclass(frozen=True, slots=True)
class PhaseFinished:
    """A phase ended as planned."""

    phase: Phase
    duration_s: float
    kind: Literal["phase_finished"] = "phase_finished"


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a phase is; throttled by the reporter."""

    phase: Phase
    step: int
    total: int
    rate_per_s: float
    """Recent steps per second, pauses left out; 0 while unknown."""
    eta_s: float
    """Seconds left in this phase; negative while unknown."""
    doing: str
    """What is being done now, such as "teacher 3 of 6, epoch 2"."""
    kind: Literal["progressed"] = "progressed"


@dataclass(frozen=True, slots=True)
class PointsAdded:
    """New points of one curve. `std` is as long as `y` or empty."""

    series: SeriesName
    member: int
    """Which curve of the series: expert or start epoch; 0 where there is one."""
    x: tuple[float, ...]
    y: tuple[float, ...]
    std: tuple[float, ...] = ()
    kind: Literal["points_added"] = "points_added"


@dataclass(frozen=True, slots=True)
class SnapshotWritten:
    """The synthetic set of this iteration lies on disk."""

    iteration: int
    has_ema: bool
    kind: Literal["snapshot_written"] = "snapshot_written"


@dataclass(frozen=True, slots=True)
class AccuracyMeasured:
    """Fresh networks trained on one set and tested on the real test images."""

    set_name: SetName
    iteration: int
    final: bool
    """True for the evaluate phase, False for the evaluations while distilling."""
    mean: float
    """Fraction 0…1."""
    std: float
    """Population standard deviation over the networks."""
    accuracies: tuple[float, ...]
    protocol: str
    """How it was measured, in words that a paper could print."""
    measured_on: Literal["test", "held-out"] = "test"
    """Images that were classified: real test images, or training images that were held out."""
    kind: Literal["accuracy_measured"] = "accuracy_measured"


@dataclass(frozen=True, slots=True)
class ClassesCounted:
    """What fresh networks of one architecture took the real test images for; final evaluation only."""

    set_name: SetName
    iteration: int
    network: str
    """The architecture in words."""
    is_own: bool
    """The run's own network, whose accuracy an `AccuracyMeasured` tells as well."""
    mean: float
    std: float
    accuracies: tuple[float, ...]
    counts: tuple[int, ...]
    """Row by row, summed over the networks: images of a class (row) that were named so (column)."""
    class_means: tuple[float, ...]
    """Accuracy on each class, a fraction; NaN where it has no test image."""
    class_stds: tuple[float, ...]
    """Population standard deviation over the networks."""
    protocol: str
    kind: Literal["classes_counted"] = "classes_counted"


@dataclass(frozen=True, slots=True)
class BestChosen:
    """The set that stands for a series in the evaluate phase."""

    set_name: SetName
    iteration: int
    chosen_by: Literal["held-out", "literature", "last"]
    """On held-out training images, on the test images, or not chosen but the last."""
    mean: float
    """Accuracy that made it the best, a fraction; NaN for the last."""
    kind: Literal["best_chosen"] = "best_chosen"


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """An outer step was thrown away because it would have poisoned the set."""

    iteration: int
    reason: str
    skipped_so_far: int
    kind: Literal["step_skipped"] = "step_skipped"


@dataclass(frozen=True, slots=True)
class StateChanged:
    """The run is running, paused or stopping."""

    state: RunState
    kind: Literal["state_changed"] = "state_changed"


@dataclass(frozen=True, slots=True)
class Logged:
    """One line for the person who watches."""

    level: Literal["info", "warning", "error"]
    text: str
    kind: Literal["logged"] = "logged"


@dataclass(frozen=True, slots=True)
class CommandDone:
    """A command was understood; `ok` is False when it does not apply now, and `text` says why."""

    command_id: int
    ok: bool
    text: str
    kind: Literal["command_done"] = "command_done"


@dataclass(frozen=True, slots=True)
class MetricsImported:
    """The curves of this run come from the log of another program; first event where that is so.

    No engine worked on it, and there are no images.
    """

    origin: str
    """Where the log lay."""
    has_settings: bool
    """The log told the settings; otherwise those of the folder are none of the run's."""
    kind: Literal["metrics_imported"] = "metrics_imported"


@dataclass(frozen=True, slots=True)
class RunFinished:
    """Last event of an engine process."""

    outcome: Outcome
    message: str
    """One sentence: what happened."""
    hint: str
    """What to do about it, and where to look; empty when all went well."""
    duration_s: float
    kind: Literal["run_finished"] = "run_finished"


Event = (
    RunStarted
    | DataLoaded
    | PhaseStarted
    | PhaseFinished
    | Progressed
    | PointsAdded
    | SnapshotWritten
    | AccuracyMeasured
    | ClassesCounted
    | BestChosen
    | StepSkipped
    | StateChanged
    | Logged
    | CommandDone
    | MetricsImported
    | RunFinished
)
EVENT_KINDS: frozenset[str] = frozenset(
    str(each.default) for event in get_args(Event) for each in fields(event) if each.name == "kind"
)


@dataclass(frozen=True, slots=True)
class Record:
    """One event with its number and time: a line of `events.jsonl`."""

    seq: int
    """Counts from 0 without a gap over the life of the run folder."""
    time_s: float
    """Seconds since 1970, UTC."""
    event: Annotated[Event, Discriminator("kind")]
    v: int = VERSION


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The engine lives; only on the queue, once a second."""

    time_s: float
    """Seconds since 1970, UTC."""
    memory_mib: float
    """Resident memory of the engine process."""


StopName = Literal["stop", "stop_after_evaluation", "stop_now"]
"""When a run stops: after its step, once its set was evaluated next, or without waiting for the step."""
STOP_NAMES: tuple[StopName, ...] = get_args(StopName)
CommandName = Literal[StopName, "pause", "resume", "interrupt", "evaluate", "snapshot"]
"""An interrupted run stops as a stopped one does, but it was not its user's wish that it ends: it is
offered again at the next start."""


@dataclass(frozen=True, slots=True)
class Command:
    """A wish of the window; answered by a `CommandDone` with the same number."""

    name: CommandName
    command_id: int = field(default=0)


def stop_named(word: str) -> StopName | None:
    """The stop of this name; None for any other word."""
    return next((name for name in STOP_NAMES if name == word), None)


class BadRecord(ValueError):
    """A line of `events.jsonl` that is no record of this version."""


# pydantic takes a config only beside a type that is not itself a dataclass, hence the union
_adapter: TypeAdapter[Record | None] = TypeAdapter(
    Record | None, config=ConfigDict(ser_json_inf_nan="strings")
)


@dataclass(frozen=True, slots=True)
class _VersionOnly:
    v: int


_version_adapter: TypeAdapter[_VersionOnly] = TypeAdapter(_VersionOnly)


def encode(record: Record) -> bytes:
    """The record as one line of JSON without the line end; NaN and infinity as strings."""
    return _adapter.dump_json(record)


def decode(line: bytes | str) -> Record:
    """The record of one line.

    Raises:
        BadRecord: the line is not JSON, misses fields, or was written by a newer version.
    """
    try:
        record = _adapter.validate_json(line)
    except ValidationError as error:
        version = _version_of(line)
        if version > VERSION:
            raise BadRecord(_newer(version)) from error
        first: Any = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadRecord(f"{first['msg']} at {place or 'the start'}") from error
    if record is None:
        raise BadRecord("null is no record")
    if record.v > VERSION:
        raise BadRecord(_newer(record.v))
    if wrong := _contradiction(record):
        raise BadRecord(wrong)
    return record


def _contradiction(record: Record) -> str:
    """What no engine writes although every value is of its type; empty where all is well."""
    event = record.event
    if isinstance(event, PointsAdded) and (
        len(event.x) != len(event.y) or len(event.std) not in (0, len(event.y))
    ):
        return (
            f"{len(event.x)} places, {len(event.y)} values and {len(event.std)} spreads of a curve"
        )
    if isinstance(event, ClassesCounted):
        classes = len(event.class_means)
        if len(event.counts) != classes**2 or len(event.class_stds) != classes:
            return f"{len(event.counts)} counts of {classes} classes"
        if not all(0 <= count <= MAX_WHOLE for count in event.counts):
            return f"a count below 0 or beyond {MAX_WHOLE:,}"
    if record.seq < 0:
        return f"the number {record.seq}"
    if not 0 <= record.time_s < MAX_TIME_S:
        return f"the time {record.time_s:g}"
    for name in event.__slots__:
        value: Any = getattr(event, name)
        if isinstance(value, int) and abs(value) > MAX_WHOLE:
            return f"{name} is beyond {MAX_WHOLE:,}"
    return ""


def _version_of(line: bytes | str) -> int:
    # what a newer version writes may have kinds and fields that are unknown here
    try:
        return _version_adapter.validate_json(line).v
    except ValidationError:
        return 0


def _newer(version: int) -> str:
    return f"written by a newer FTD Studio (format {version}, known {VERSION})"
