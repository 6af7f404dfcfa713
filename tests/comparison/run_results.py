"""What a finished run has measured, read from its events."""

from dataclasses import dataclass, field

from ftd_engine.event_log import EventReader
from ftd_engine.protocol import (
    AccuracyMeasured,
    BestChosen,
    DataLoaded,
    PhaseFinished,
    RunFinished,
    RunStarted,
    StepSkipped,
)
from ftd_engine.run_folder import RunFolder
from tests.comparison.settings import Cell


@dataclass
class RunResults:
    """Accuracies, times and surroundings of one finished run.

    Attributes:
        final: by series, the final measurement on the real test images.
        best: by series, the iteration whose set was chosen.
        phase_s: by phase, seconds.
        new_teachers: teachers that this run trained; the others it took from the shelf.
        skipped: steps that the rule of safety threw away.
    """

    cell: Cell
    final: dict[str, AccuracyMeasured] = field(default_factory=dict[str, AccuracyMeasured])
    best: dict[str, BestChosen] = field(default_factory=dict[str, BestChosen])
    phase_s: dict[str, float] = field(default_factory=dict[str, float])
    total_s: float = 0.0
    new_teachers: int = 0
    skipped: int = 0
    device: str = ""
    versions: dict[str, str] = field(default_factory=dict[str, str])
    origin: str = ""
    train_images: int = 0
    test_images: int = 0


def results_of(cell: Cell, folder: RunFolder) -> RunResults:
    """Read a finished run."""
    found = RunResults(cell)
    for record in EventReader(folder.event_path).read_all():
        match record.event:
            case AccuracyMeasured() as measured if measured.final:
                found.final[measured.set_name] = measured
            case BestChosen() as chosen:
                found.best[chosen.set_name] = chosen
            case PhaseFinished() as phase:
                found.phase_s[phase.phase] = phase.duration_s
            case StepSkipped() as skipped:
                found.skipped = skipped.skipped_so_far
            case RunStarted() as started:
                found.device, found.versions = started.device, started.versions
            case DataLoaded() as data:
                found.origin = data.origin
                found.train_images, found.test_images = data.train_images, data.test_images
            case RunFinished() as finished:
                found.total_s = finished.duration_s
            case _:
                pass
    used = folder.used_teachers()
    found.new_teachers = sum(each.is_new for each in used.teachers) if used else 0
    return found
