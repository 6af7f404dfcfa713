"""Curves of other programs as runs: which tag is what, percent or fraction, and the events of the run."""

import math
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np

from ftd_engine.config_checks import ConfigProblems, can_be_name, check
from ftd_engine.data_facts import held_out_share
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import name_only_toml, to_toml
from ftd_engine.field_facts import all_fields
from ftd_engine.job_requests import LogImport, LogImported, LogReport, LogRequest, TagFacts
from ftd_engine.metric_tags import (
    FINALS,
    Target,
    UnknownTarget,
    suggested,
    target_of,
    with_members,
)
from ftd_engine.protocol import (
    AccuracyMeasured,
    Event,
    Logged,
    MetricsImported,
    PointsAdded,
    Record,
    RunFinished,
    SeriesName,
    SetName,
    encode,
)
from ftd_engine.run_folder import METRICS_ONLY, RunFolder, RunFolderError
from ftd_engine.tensorboard_log import Log, LogCurve, LogError, Numbers, Plain, read_log
from ftd_engine.whole_files import write_aside

POINTS_PER_EVENT = 1000
TOP_FRACTION = 1.001
"""An accuracy above it is a percentage; single precision may put a fraction a little above 1."""
TOP_PERCENT = 100.1
PROTOCOL = "as the log {name} tells it; how many networks were tested is not known"
_NEEDED_SETTINGS = frozenset(("name", "seed", "data.dataset", "distill.ipc"))
"""Hyper-parameters of ours have all of these names."""
_MAX_NAMES = 5


class CannotImport(Exception):
    """A log becomes no run; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What becomes of the tags of a log."""

    curves: dict[Target, LogCurve]
    tags: dict[Target, str]
    notes: list[str]


def look_at_log(request: LogRequest) -> LogReport:
    """What the log holds, and what each tag is by its name."""
    try:
        log = read_log(Path(request.path))
    except LogError as error:
        return LogReport(ok=False, message=str(error))
    known = suggested(log.curves)
    tags = tuple(
        _facts_of(tag, curve, str(known[tag]) if tag in known else "")
        for tag, curve in log.curves.items()
    )
    has_settings = _experiment_of(log.settings) is not None
    name = _name_of(log, Path(request.path))
    message = "" if tags else _no_number(request.path)
    return LogReport(bool(tags), tags, name, has_settings, log.notes, message)


def import_log(request: LogImport) -> LogImported:
    """Make a run of the log in the workspace that is asked for."""
    path = Path(request.path)
    try:
        log = read_log(path)
        if not log.curves:
            raise CannotImport(_no_number(request.path))
        name = request.name or _name_of(log, path)
        if not can_be_name(name):
            raise CannotImport(
                f'"{name}" cannot be the name of a run. Use letters, digits, blank, dot, dash and '
                "underscore, 80 at most."
            )
        chosen = _chosen(log, dict(request.targets))
        experiment = _experiment_of(log.settings)
        if experiment is not None:
            experiment = experiment.model_copy(update={"name": name})
        events = list(_events(path, log, chosen, experiment))
        folder = _written(Path(request.workspace), name, experiment, _records(log, events))
    except (LogError, CannotImport, RunFolderError) as error:
        return LogImported(ok=False, message=str(error))
    curves = [curve for target, curve in chosen.curves.items() if not target.is_spread]
    points = sum(len(curve.steps) for curve in curves)
    notes = (*log.notes, *chosen.notes)
    return LogImported(True, str(folder.path), len(curves), points, notes)


def _written(
    workspace: Path, name: str, experiment: Experiment | None, records: Iterable[Record]
) -> RunFolder:
    """The folder of a run that is nothing but these records: done, and there as a whole or not at all."""
    folder = RunFolder.reserve(workspace, name)
    try:
        with folder.event_path.open("wb") as file:
            for record in records:
                file.write(encode(record) + b"\n")
        folder.write_status("done", "", METRICS_ONLY)
        # last, since without it there is no run
        text = to_toml(experiment) if experiment else name_only_toml(name)
        write_aside(folder.experiment_path, text.encode())
    except BaseException as error:
        shutil.rmtree(folder.path, ignore_errors=True)
        if isinstance(error, OSError):
            raise CannotImport(
                f"The curves cannot be written to {workspace}: {error.strerror}. Free some space, or name "
                "another workspace."
            ) from error
        raise
    return folder


def _no_number(path: str) -> str:
    return (
        f"{path} holds no curve: its event files are empty, or hold pictures and text only. "
        "Choose another log."
    )


def _facts_of(tag: str, curve: LogCurve, target: str) -> TagFacts:
    finite = curve.values[np.isfinite(curve.values)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (math.nan, math.nan)
    return TagFacts(
        tag,
        len(curve.steps),
        float(curve.steps[0]),
        float(curve.steps[-1]),
        low,
        high,
        target,
    )


# ---------------------------------------------------------------- what the log says of itself


def _name_of(log: Log, path: Path) -> str:
    """What the run is called: as the log's settings say, else as its folder."""
    named = log.settings.get("name")
    if isinstance(named, str) and can_be_name(named):
        return named
    # a folder called tensorboard or logs tells less than the one above it
    folder = path.absolute() if path.is_dir() else path.absolute().parent
    plain = folder.parent if folder.name.casefold() in ("tensorboard", "tb", "logs") else folder
    name = re.sub(r"[^\w.\-]+", " ", plain.name).strip(" .")[:80]
    return name if can_be_name(name) else "imported log"


def _experiment_of(settings: Mapping[str, Plain]) -> Experiment | None:
    """The experiment whose settings were written with the log; None where they are none of ours."""
    fields = all_fields()
    if not settings.keys() >= _NEEDED_SETTINGS or not settings.keys() <= fields.keys():
        return None
    values: dict[str, Any] = {}
    for path, value in settings.items():
        section, _, name = path.rpartition(".")
        table = cast("dict[str, Any]", values.setdefault(section, {})) if section else values
        kind = fields[path].kind
        if kind == "choices":
            table[name] = str(value).split(",") if value else []
        elif kind == "int" and isinstance(value, float) and value.is_integer():
            # hyper-parameters of TensorBoard know only one kind of number, truth values among them
            table[name] = int(value)
        elif kind == "bool" and value in (0.0, 1.0):
            table[name] = bool(value)
        else:
            table[name] = value
    try:
        return check(values, "the log")
    except ConfigProblems:
        return None


# ---------------------------------------------------------------- which tag is what


def _chosen(log: Log, changes: Mapping[str, str]) -> _Chosen:
    """The curves that are taken.

    Raises:
        CannotImport: a tag is not there, is taken for nothing that there is, or two are the same.
    """
    targets = suggested(log.curves)
    for tag in changes:
        if tag not in log.curves:
            raise CannotImport(
                f'The log has no tag "{tag}". It has {_listed(log.curves)}; --list shows all.'
            )
        targets.pop(tag, None)
    for tag, text in changes.items():
        if not text:
            continue
        try:
            wanted = target_of(text)
        except UnknownTarget as error:
            raise CannotImport(f"{tag}: {error}") from error
        # what somebody says counts more than a name
        same = next((known for known, each in targets.items() if each == wanted), None)
        if same is not None and same not in changes:
            del targets[same]
        targets[tag] = wanted
    targets = with_members(targets)
    tags: dict[Target, str] = {}
    for tag, target in targets.items():
        if target in tags:
            raise CannotImport(
                f'Both "{tags[target]}" and "{tag}" were taken for {target}. Leave one of them out, or '
                "take it for another series."
            )
        tags[target] = tag
    for target in [each for each in tags if each.is_spread]:
        if Target(target.name, target.member) not in tags:
            if tags[target] in changes:
                raise CannotImport(
                    f'"{tags[target]}" was taken for the spread of {target.name}, but no tag is that '
                    "curve. Take one for it, or leave this out."
                )
            del tags[target]
    if not tags:
        raise CannotImport(
            f"None of the tags is known: {_listed(log.curves)}. Say what they are: --map TAG=SERIES, or "
            "choose a series in the table of the window."
        )
    return _converted(log, tags)


def _converted(log: Log, tags: dict[Target, str]) -> _Chosen:
    """The curves in the units of the program: accuracies as fractions."""
    curves = {target: log.curves[tag] for target, tag in tags.items()}
    notes: list[str] = []
    percents: list[Target] = []
    for target, curve in curves.items():
        if not target.is_accuracy or target.is_spread:
            continue
        finite = curve.values[np.isfinite(curve.values)]
        top, low = (float(finite.max()), float(finite.min())) if len(finite) else (0.0, 0.0)
        if top > TOP_PERCENT or low < 0:
            raise CannotImport(
                f'"{tags[target]}" goes from {low:g} to {top:g}, which is no accuracy: allowed are '
                "fractions, 0 to 1, and percent, 0 to 100. Take it for another series, or leave it out."
            )
        if top > TOP_FRACTION:
            percents.append(target)
            notes.append(
                f'"{tags[target]}" goes up to {top:.4g}, so it is in percent; it was divided by 100.'
            )
    for target in list(curves):
        if Target(target.name, target.member) in percents:
            old = curves[target]
            curves[target] = LogCurve(old.steps, old.values / 100.0)
    left = [tag for tag in log.curves if tag not in tags.values()]
    if left:
        notes.append(f"Left out, since no series is known for them: {_listed(left)}.")
    return _Chosen(curves, tags, notes)


def _listed(tags: Mapping[str, object] | list[str]) -> str:
    names = list(tags)
    more = f" and {len(names) - _MAX_NAMES:,} more" if len(names) > _MAX_NAMES else ""
    return ", ".join(f'"{name}"' for name in names[:_MAX_NAMES]) + more


# ---------------------------------------------------------------- events


def _records(log: Log, events: list[Event]) -> Iterator[Record]:
    """The events with the times of the log: it began with its first point and ended with its last."""
    for seq, event in enumerate(events):
        yield Record(seq, log.ended_s if seq else log.began_s, event)


def _events(
    path: Path, log: Log, chosen: _Chosen, experiment: Experiment | None
) -> Iterator[Event]:
    yield MetricsImported(str(path.absolute()), experiment is not None)
    for target, curve in chosen.curves.items():
        if target.is_spread:
            continue
        spread = chosen.curves.get(Target(target.name, target.member, is_spread=True))
        std = _std_at(curve, spread)
        if target.name in FINALS:
            yield _final(target.name, curve, std, path)
            continue
        series, member = cast("SeriesName", target.name), target.member or 0
        for start in range(0, len(curve.steps), POINTS_PER_EVENT):
            part = slice(start, start + POINTS_PER_EVENT)
            yield PointsAdded(
                series,
                member,
                tuple(curve.steps[part].tolist()),
                tuple(curve.values[part].tolist()),
                tuple(std[part].tolist()) if spread is not None else (),
            )
        if target.name.startswith("accuracy_"):
            is_held_out = experiment is not None and held_out_share(experiment) > 0
            images = "held-out" if is_held_out else "test"
            yield from _best_and_last(target.name, curve, std, path, images)
    taken = ", ".join(f"{tag} as {target}" for target, tag in chosen.tags.items())
    yield Logged("info", f"Read from {path}: {taken}.")
    for note in chosen.notes:
        yield Logged("info", note)
    for note in log.notes:
        yield Logged("warning", note)
    message = "The curves of a TensorBoard log were imported."
    yield RunFinished("done", message, "", max(0.0, log.ended_s - log.began_s))


def _std_at(curve: LogCurve, spread: LogCurve | None) -> Numbers:
    """The spread at each point of a curve; NaN where none was written."""
    std = np.full(len(curve.steps), np.nan)
    if spread is not None:
        _, here, there = np.intersect1d(
            curve.steps, spread.steps, assume_unique=True, return_indices=True
        )
        std[here] = spread.values[there]
    return std


def _measured(
    set_name: str,
    curve: LogCurve,
    std: Numbers,
    place: int,
    path: Path,
    images: Literal["test", "held-out"],
    *,
    is_final: bool,
) -> AccuracyMeasured:
    return AccuracyMeasured(
        set_name=cast("SetName", set_name),
        iteration=round(float(curve.steps[place])),
        final=is_final,
        mean=float(curve.values[place]),
        std=float(std[place]),
        accuracies=(),
        protocol=PROTOCOL.format(name=path.name or os.fspath(path)),
        measured_on=images,
    )


def _final(name: str, curve: LogCurve, std: Numbers, path: Path) -> AccuracyMeasured:
    set_name = name.removeprefix("final_")
    return _measured(set_name, curve, std, -1, path, "test", is_final=True)


def _best_and_last(
    series: str, curve: LogCurve, std: Numbers, path: Path, images: Literal["test", "held-out"]
) -> Iterator[AccuracyMeasured]:
    """The two points that tables speak of; one event for each of thousands would help nobody."""
    set_name = series.removeprefix("accuracy_")
    finite = np.where(np.isfinite(curve.values), curve.values, -np.inf)
    for place in dict.fromkeys((int(finite.argmax()), len(curve.steps) - 1)):
        if np.isfinite(curve.values[place]):
            yield _measured(set_name, curve, std, place, path, images, is_final=False)
