"""`ftd`: the headless twin of the window. Starts the same engine process and follows its events."""

import argparse
import json
import logging
import signal
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from ftd_engine.config import (
    ConfigProblems,
    Experiment,
    all_fields,
    check,
    demo_experiment,
    load_experiment,
    load_presets,
)
from ftd_engine.launch import EngineProcess
from ftd_engine.protocol import (
    AccuracyMeasured,
    Event,
    ExportRequest,
    ExportResult,
    Logged,
    PhaseFinished,
    PhaseStarted,
    Progressed,
    Record,
    RunFinished,
    StepSkipped,
)
from ftd_engine.run_folder import EventReader, RunFolder, RunFolderError, default_workspace

EXIT_OK, EXIT_FAILED, EXIT_WRONG_INPUT, EXIT_STOPPED = 0, 1, 2, 130

_PHASE_WORDS = {"buffer": "1 buffer", "distill": "2 distill", "evaluate": "3 evaluate"}
_SET_WORDS = {
    "raw": "synthetic set",
    "ema": "synthetic set, moving average",
    "random_real": "random real images",
}


@dataclass
class Followed:
    """What the command line remembers of a run."""

    final: dict[str, AccuracyMeasured] = field(default_factory=dict[str, AccuracyMeasured])
    finished: RunFinished | None = None


def main(arguments: list[str] | None = None) -> int:
    """Run one command of `ftd` and return its exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    options = _parser().parse_args(arguments)
    console = Console(stderr=getattr(options, "json", False), highlight=False)
    try:
        return options.command(options, console)
    except (ConfigProblems, RunFolderError) as error:
        problems = error.problems if isinstance(error, ConfigProblems) else (str(error),)
        if isinstance(error, ConfigProblems) and error.where:
            console.print(f"{error.where}:", style="bold", markup=False)
        for problem in problems:
            console.print(str(problem), style="red", markup=False)
        return EXIT_WRONG_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ftd", description="Dataset distillation without a window."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def workspace(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--workspace", type=Path, default=None, help="folder of all runs (~/ftd-studio/runs)"
        )
        command.add_argument("--json", action="store_true", help="end with one line of JSON")

    run = commands.add_parser("run", help="run an experiment file or a preset")
    run.add_argument("experiment", type=Path, nargs="?", metavar="FILE", help="experiment file")
    run.add_argument("--preset", help="a name that `ftd presets` lists, in place of a file")
    run.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="change one setting, such as distill.ipc=10; may be repeated",
    )
    workspace(run)
    run.set_defaults(command=_run)

    demo = commands.add_parser("demo", help="run the demo and export its set")
    demo.add_argument("--out", type=Path, help="folder for the exported set (inside the run)")
    workspace(demo)
    demo.set_defaults(command=_demo)

    export = commands.add_parser("export", help="write a stored set of a run to files")
    export.add_argument("run", type=Path, help="run folder")
    export.add_argument("--pt", type=Path, help="target of the .pt file")
    export.add_argument("--png", type=Path, help="target folder of the PNG files")
    export.add_argument("--iteration", type=int, help="stored iteration (the last)")
    export.add_argument("--series", choices=["raw", "ema"], help="images (ema where it is kept)")
    export.add_argument("--overwrite", action="store_true", help="replace files that exist")
    export.set_defaults(command=_export)

    presets = commands.add_parser("presets", help="list the built-in presets")
    presets.set_defaults(command=_presets)

    data = commands.add_parser("data", help="look through the real images of an experiment")
    data.add_argument("experiment", type=Path, nargs="?", metavar="FILE", help="experiment file")
    data.add_argument("--preset", help="a name that `ftd presets` lists, in place of a file")
    data.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE")
    data.set_defaults(command=_data)
    return parser


# ---------------------------------------------------------------- commands


def _presets(_options: argparse.Namespace, console: Console) -> int:
    for preset in load_presets():
        console.print(preset.key, style="bold", end="  ", markup=False)
        console.print(f"{preset.title}. {preset.summary}", markup=False)
    return EXIT_OK


def _asked_experiment(options: argparse.Namespace) -> Experiment:
    if (options.experiment is None) == (options.preset is None):
        raise RunFolderError("Name either an experiment file or --preset NAME, one of the two.")
    if options.preset is not None:
        known = {preset.key: preset.experiment for preset in load_presets()}
        if options.preset not in known:
            raise RunFolderError(
                f'There is no preset "{options.preset}". Known are: {", ".join(known)}.'
            )
        experiment = known[options.preset]
    else:
        experiment = load_experiment(options.experiment)
    values: dict[str, Any] = experiment.model_dump(mode="json")
    for change in options.set:
        path, equals, text = change.partition("=")
        if not equals:
            raise RunFolderError(f'"{change}" is no change of a setting; write FIELD=VALUE.')
        section, _, name = path.rpartition(".")
        place = values.get(section) if section else values
        if not isinstance(place, dict):
            raise RunFolderError(f'"{path}" is no setting; there is no section "{section}".')
        place[name] = _value(path, text)
    return check(values, "the changed experiment")


def _value(path: str, text: str) -> Any:
    """The text as the kind of value that the setting takes; wrong ones are left to the checks."""
    facts = all_fields().get(path)
    kind = facts.kind if facts else "text"
    if kind == "choices":
        return text.split(",")
    if kind == "bool":
        return {"true": True, "false": False}.get(text.lower(), text)
    if kind in ("int", "float"):
        try:
            return int(text) if kind == "int" else float(text)
        except ValueError:
            return text
    return text


def _run(options: argparse.Namespace, console: Console) -> int:
    experiment = _asked_experiment(options)
    folder = RunFolder.create(options.workspace or default_workspace(), experiment)
    started_s = time.monotonic()
    followed, status = _follow_engine(folder, console)
    summary = _summary(experiment, followed, time.monotonic() - started_s)
    _close(console, options.json, folder, followed, {**summary, "run": str(folder.path)})
    return status


def _demo(options: argparse.Namespace, console: Console) -> int:
    experiment = demo_experiment()
    folder = RunFolder.create(options.workspace or default_workspace(), experiment)
    started_s = time.monotonic()
    followed, status = _follow_engine(folder, console)
    summary = _summary(experiment, followed, time.monotonic() - started_s)
    if status == EXIT_OK:
        target = options.out or folder.path / "export"
        request = ExportRequest(
            iteration=folder.snapshot_iterations()[-1],
            series=_headline(experiment),
            pt_path=str(target / "set.pt"),
            png_folder=str(target / "png"),
            overwrite=options.out is None,
        )
        result = _export_here(folder, request)
        if not result.ok:
            console.print(f"{result.message} {result.hint}", style="red", markup=False)
            return EXIT_FAILED
        summary["export"] = str(target)
        console.print(f"Exported set: {target}", style="bold", markup=False, soft_wrap=True)
    _close(console, options.json, folder, followed, {**summary, "run": str(folder.path)})
    return status


def _export(options: argparse.Namespace, console: Console) -> int:
    folder = RunFolder.open(options.run)
    stored = folder.snapshot_iterations()
    if not stored:
        raise RunFolderError(f"{folder.path} holds no stored set yet; distill first.")
    iteration = stored[-1] if options.iteration is None else options.iteration
    if iteration not in stored:
        near = min(stored, key=lambda known: abs(known - iteration))
        raise RunFolderError(
            f"Iteration {iteration} is not stored in {folder.path}; the nearest stored one is {near}."
        )
    request = ExportRequest(
        iteration=iteration,
        series=options.series or _headline(folder.experiment()),
        pt_path=str(options.pt.absolute()) if options.pt else "",
        png_folder=str(options.png.absolute()) if options.png else "",
        overwrite=options.overwrite,
    )
    result = _export_here(folder, request)
    for path in result.files:
        console.print(path, markup=False, soft_wrap=True)
    style = "bold" if result.ok else "red"
    console.print(f"{result.message} {result.hint}".strip(), style=style, markup=False)
    return EXIT_OK if result.ok else EXIT_FAILED


# ---------------------------------------------------------------- following a run


def _export_here(folder: RunFolder, request: ExportRequest) -> ExportResult:
    # torch takes seconds to load and no other command needs it in this process
    from ftd_engine.phases import export
    from ftd_engine.runtime import EngineError

    try:
        return export.run(folder, request)
    except EngineError as error:
        return ExportResult(False, (), 0, error.message, error.hint)


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


def _follow_engine(folder: RunFolder, console: Console) -> tuple[Followed, int]:
    """Run the engine on the folder to its end, showing how far it is."""
    console.print(f"Run folder: {folder.path}", markup=False, soft_wrap=True)
    engine = EngineProcess(folder.path)
    reader = EventReader(folder.event_path)
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
    if followed.finished is None:
        console.print(
            f"The engine ended without a last word (exit status {engine.exit_code}). Finished "
            f"teachers and stored sets are kept. See {folder.engine_log_path}.",
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
        style="yellow" if outcome == "stopped" else "red",
        markup=False,
        soft_wrap=True,
    )
    return followed, EXIT_STOPPED if outcome == "stopped" else EXIT_FAILED


def _show(record: Record, followed: Followed, bars: Progress, tasks: dict[str, TaskID]) -> None:
    event: Event = record.event
    match event:
        case PhaseStarted():
            tasks[event.phase] = bars.add_task(
                _PHASE_WORDS[event.phase], total=event.total, doing=""
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
                    f"  iteration {event.iteration:,}: {_percent(event)} on fresh networks"
                )
        case StepSkipped():
            bars.console.print(f"  iteration {event.iteration:,}: {event.reason}", style="yellow")
        case Logged() if event.level != "info":
            bars.console.print(f"  {event.text}", style="yellow", markup=False)
        case RunFinished():
            followed.finished = event
        case _:
            pass


def _percent(measured: AccuracyMeasured) -> str:
    return (
        f"{100 * measured.mean:.1f} ± {100 * measured.std:.1f} % (n = {len(measured.accuracies)})"
    )


def _headline(experiment: Experiment) -> Any:
    """The series that stands for the run, fixed beforehand: the average where one is kept."""
    return "ema" if experiment.distill.ema_decay > 0 else "raw"


def _summary(experiment: Experiment, followed: Followed, seconds: float) -> dict[str, Any]:
    summary: dict[str, Any] = {"seconds": round(seconds, 1)}
    distilled = followed.final.get(_headline(experiment))
    random_real = followed.final.get("random_real")
    for name, measured in (("distilled", distilled), ("random_real", random_real)):
        if measured is not None:
            summary[name] = measured.mean
            summary[f"{name}_std"] = measured.std
            summary["networks"] = len(measured.accuracies)
    return summary


def _close(
    console: Console,
    wants_json: bool,
    folder: RunFolder,
    followed: Followed,
    summary: dict[str, Any],
) -> None:
    if followed.final:
        console.print("Accuracy on real test images, fresh networks:", style="bold")
        for name, words in _SET_WORDS.items():
            if name in followed.final:
                console.print(f"  {words:<30} {_percent(followed.final[name])}", markup=False)
    if "distilled" in summary and "random_real" in summary:
        gain = 100 * (summary["distilled"] - summary["random_real"])
        console.print(
            f"  {'gain over random real images':<30} {gain:+.1f} points".replace("-", "−")
        )
    if "distilled" in summary:
        protocol = followed.final["ema" if "ema" in followed.final else "raw"].protocol
        console.print(f"  Protocol: {protocol}.", style="dim", markup=False)
    console.print(
        f"{summary['seconds']:.0f} s. Open {folder.path} in FTD Studio.",
        markup=False,
        soft_wrap=True,
    )
    if wants_json:
        sys.stdout.write(json.dumps(summary) + "\n")
        sys.stdout.flush()


def _data(options: argparse.Namespace, console: Console) -> int:
    """Print what is found about the images; the status tells whether a run could start."""
    # torch takes seconds to load and no other command needs it in this process
    from ftd_engine.data.validation import validate

    findings = validate(_asked_experiment(options))
    styles = {"error": "red", "warning": "yellow", "note": "dim"}
    for finding in findings:
        console.print(f"{finding.level}: {finding}", style=styles[finding.level], markup=False)
    errors = sum(finding.level == "error" for finding in findings)
    console.print(f"{errors} errors; a run {'cannot' if errors else 'can'} start.", style="bold")
    return EXIT_FAILED if errors else EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
