"""Following an engine on a terminal: its bars, its warnings, and what it measured at the end."""

import contextlib
import signal
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from ftd_engine.event_log import EventReader
from ftd_engine.launch import EngineProcess
from ftd_engine.protocol import (
    AccuracyMeasured,
    BestChosen,
    ClassesCounted,
    DataLoaded,
    Event,
    Logged,
    PhaseFinished,
    PhaseStarted,
    Progressed,
    Record,
    RunFinished,
    StepSkipped,
)
from ftd_engine.run_folder import RunFolder

EXIT_OK, EXIT_FAILED, EXIT_WRONG_INPUT, EXIT_STOPPED = 0, 1, 2, 130

_PHASE_WORDS = {"buffer": "1 buffer", "distill": "2 distill", "evaluate": "3 evaluate"}


@dataclass
class Followed:
    """What the command line remembers of a run."""

    final: dict[str, AccuracyMeasured] = field(default_factory=dict[str, AccuracyMeasured])
    best: dict[str, BestChosen] = field(default_factory=dict[str, BestChosen])
    classes: dict[tuple[str, str], ClassesCounted] = field(
        default_factory=dict[tuple[str, str], ClassesCounted]
    )
    """By architecture in words and series."""
    class_names: tuple[str, ...] = ()
    skipped: int = 0
    """Steps of the set that were not taken, by the rule of safety."""
    finished: RunFinished | None = None


@contextmanager
def _stop_on_interrupt(engine: EngineProcess, console: Console) -> Generator[None]:
    """Ctrl+C asks the engine to stop after its step; a second one ends it at once."""
    asked = False

    def ask(_number: int, _frame: object) -> None:
        nonlocal asked
        if asked:
            engine.stop_grace_s = 0.0
        else:
            asked = True
            console.print("Stopping after this step; once more ends it at once.")
            engine.send("stop")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def follow_engine(folder: RunFolder, console: Console) -> tuple[Followed, int]:
    """Run the engine on the folder to its end, showing how far it is.

    What an engine before this one has told is left out; what it measured is told again.

    Returns:
        What was measured, and the exit status.
    """
    console.print(f"Run folder: {folder.path}", markup=False, soft_wrap=True)
    engine = EngineProcess(folder.path)
    reader = EventReader(folder.event_path)
    reader.read_all()
    followed = Followed()
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[doing]}", style="dim"),
        console=console,
    )
    tasks: dict[str, TaskID] = {}
    engine.start()
    try:
        with _stop_on_interrupt(engine, console), bars:
            alive = True
            while alive:
                alive = engine.is_alive
                # the queue only wakes us; the file has every event, in order
                engine.receive(0.25)
                for record in reader.read_all():
                    _show(record, followed, bars, tasks)
                if words := engine.climb():
                    console.print(words, style="yellow")
    finally:
        engine.end()
    if followed.finished is None and (owner := folder.owner_words()):
        console.print(
            f"{folder.path} belongs to {owner}. Stop that one first.",
            style="red",
            markup=False,
            soft_wrap=True,
        )
        return followed, EXIT_WRONG_INPUT
    if followed.finished is None:
        with contextlib.suppress(OSError):
            # a folder that is gone or full says nothing; the line below does
            folder.write_status(
                "lost", folder.status().phase, "The engine ended without a last word."
            )
        console.print(
            f"The engine ended without a last word (exit status {engine.exit_code}). `ftd resume "
            f"{folder.path.name}` goes on from its last checkpoint. See {folder.engine_log_path}.",
            style="red",
            markup=False,
            soft_wrap=True,
        )
        return followed, EXIT_FAILED
    outcome = followed.finished.outcome
    if outcome == "done":
        return followed, EXIT_OK
    console.print(
        f"{followed.finished.message} {followed.finished.hint}".strip(),
        style="red" if outcome == "failed" else "yellow",
        markup=False,
        soft_wrap=True,
    )
    return followed, EXIT_FAILED if outcome == "failed" else EXIT_STOPPED


def _show(record: Record, followed: Followed, bars: Progress, tasks: dict[str, TaskID]) -> None:
    event: Event = record.event
    match event:
        case PhaseStarted():
            tasks[event.phase] = bars.add_task(
                _PHASE_WORDS[event.phase], total=event.total, completed=event.done, doing=""
            )
        case Progressed():
            bars.update(tasks[event.phase], completed=event.step, doing=event.doing)
        case PhaseFinished():
            task = tasks[event.phase]
            total = bars.tasks[bars.task_ids.index(task)].total
            bars.update(task, completed=total, doing=f"{event.duration_s:.0f} s")
        case AccuracyMeasured():
            if event.final:
                followed.final[event.set_name] = event
            elif event.set_name == "raw":
                bars.console.print(
                    f"  iteration {event.iteration:,}: {percent(event)} on fresh networks, "
                    f"{event.measured_on} images"
                )
        case DataLoaded():
            followed.class_names = event.class_names
        case ClassesCounted():
            followed.classes[event.network, event.set_name] = event
        case BestChosen():
            followed.best[event.set_name] = event
        case StepSkipped():
            followed.skipped = event.skipped_so_far
            words = f"  iteration {event.iteration:,}: {event.reason}"
            bars.console.print(words, style="yellow", markup=False)
        case Logged():
            style = "dim" if event.level == "info" else "yellow"
            bars.console.print(f"  {event.text}", style=style, markup=False)
        case RunFinished():
            followed.finished = event
        case _:
            pass


def percent(measured: AccuracyMeasured | ClassesCounted) -> str:
    """An accuracy as the field prints it, such as 46.8 ± 0.3 % (n = 5)."""
    return (
        f"{100 * measured.mean:.1f} ± {100 * measured.std:.1f} % (n = {len(measured.accuracies)})"
    )
