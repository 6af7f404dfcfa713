"""What a finished run has measured, read from its events."""

from dataclasses import dataclass, field
from pathlib import Path

from ftd_engine.event_log import EventReader
from ftd_engine.protocol import (
    AccuracyMeasured,
    BestChosen,
    ClassesCounted,
    DataLoaded,
    PointsAdded,
    RunFinished,
    RunStarted,
)
from ftd_engine.run_folder import RunFolder
from ftd_engine.studies.computed import Answer
from ftd_engine.studies.folder import ComputationFiles


@dataclass
class Measured:
    """Accuracies, curves, times and surroundings of one finished part.

    Attributes:
        run: its folder.
        final: by series, the final measurement on the experiment's own network.
        classes: by architecture in words and series, the same for every family.
        best: by series, the chosen set.
        curves: by series and member, points of `x`, `y`.
        answer: of a computation.
    """

    run: Path
    final: dict[str, AccuracyMeasured] = field(default_factory=dict[str, AccuracyMeasured])
    classes: dict[tuple[str, str], ClassesCounted] = field(
        default_factory=dict[tuple[str, str], ClassesCounted]
    )
    best: dict[str, BestChosen] = field(default_factory=dict[str, BestChosen])
    curves: dict[tuple[str, int], dict[float, float]] = field(
        default_factory=dict[tuple[str, int], dict[float, float]]
    )
    seconds: float = 0.0
    device: str = ""
    versions: dict[str, str] = field(default_factory=dict[str, str])
    data_words: str = ""
    teachers_trained: int = 0
    teachers_found: int = 0
    answer: Answer | None = None


def measured_in(run: Path) -> Measured:
    """Read a finished part.

    Raises:
        OSError: its events cannot be read.
    """
    folder, found = RunFolder(run), Measured(run)
    for record in EventReader(folder.event_path).read_all():
        match record.event:
            case AccuracyMeasured() as measured if measured.final:
                found.final[measured.set_name] = measured
            case ClassesCounted() as counted:
                found.classes[counted.network, counted.set_name] = counted
            case BestChosen() as chosen:
                found.best[chosen.set_name] = chosen
            case PointsAdded() as points:
                # an engine that went on tells some of them again
                curve = found.curves.setdefault((points.series, points.member), {})
                curve.update(zip(points.x, points.y, strict=True))
            case RunStarted() as started:
                found.device, found.versions = started.device, started.versions
            case DataLoaded() as data:
                # a folder of this machine tells nobody else anything
                origin = data.origin.partition(" in ")[0]
                found.data_words = (
                    f"{data.dataset} ({origin}): {data.train_images:,} training images that are not "
                    f"held out, {data.test_images:,} test images"
                )
            case RunFinished() as finished:
                found.seconds += finished.duration_s
            case _:
                pass
    used = folder.used_teachers()
    if used is not None:
        found.teachers_trained = sum(each.is_new for each in used.teachers)
        found.teachers_found = len(used.teachers) - found.teachers_trained
    found.answer = ComputationFiles(run).answer()
    return found
