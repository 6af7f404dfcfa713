"""`ftd`: the headless twin of the window. Starts the same engine process and follows its events."""

import argparse
import logging
import math
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console

from ftd_engine.config_checks import ConfigProblems, check, missing_plug_ins
from ftd_engine.doctor_command import add_doctor_command
from ftd_engine.estimate_command import certain_shortages, estimate
from ftd_engine.event_log import chosen_sets
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import load_experiment
from ftd_engine.export_formats import EXPORT_FORMATS, format_facts
from ftd_engine.field_facts import all_fields
from ftd_engine.job_requests import AdoptRequest, ExportRequest, ExportResult, ExportTarget
from ftd_engine.metric_commands import add_metric_commands
from ftd_engine.preset_commands import add_preset_commands, preset_experiment
from ftd_engine.presets import demo_experiment
from ftd_engine.run_folder import RunFolder, RunFolderError, default_workspace, find_runs
from ftd_engine.run_follower import (
    EXIT_FAILED,
    EXIT_OK,
    EXIT_WRONG_INPUT,
    follow_engine,
)
from ftd_engine.run_report import (
    close_run,
    evaluations_of,
    headline,
    print_classes,
    summary_of,
)
from ftd_engine.shelf import ShelfError
from ftd_engine.shelf_commands import add_shelf_commands
from ftd_engine.study_command import add_study_commands
from ftd_engine.terminal import Terminal
from ftd_engine.user_folders import private_files


def main(arguments: list[str] | None = None) -> int:
    """Run one command of `ftd` and return its exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    options = _parser().parse_args(arguments)
    console = Terminal(stderr=getattr(options, "json", False), highlight=False)
    try:
        with private_files():
            return options.command(options, console)
    except (ConfigProblems, RunFolderError, ShelfError) as error:
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

    def settable(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="FIELD=VALUE",
            help="change one setting, such as distill.ipc=10; may be repeated",
        )

    def foreign(command: argparse.ArgumentParser) -> None:
        command.add_argument(
            "file", type=Path, metavar="FILE", help="set of FTD Studio or a peer: file or folder"
        )
        command.add_argument("--dataset", default="", help="real data set that it stands for")
        command.add_argument(
            "--space",
            choices=["mean-std", "zca", "rgb"],
            default="",
            help="pixel space of its numbers, where the file does not say",
        )
        command.add_argument("--lr", type=float, help="rate to train networks with")
        command.add_argument(
            "--preview", type=Path, metavar="FILE.png", help="write a picture of the set"
        )
        settable(command)
        workspace(command)

    run = commands.add_parser("run", help="run an experiment file or a preset")
    run.add_argument("experiment", type=Path, nargs="?", metavar="FILE", help="experiment file")
    run.add_argument("--preset", help="a name that `ftd presets` lists, in place of a file")
    run.add_argument(
        "--estimate", action="store_true", help="only say what it would need here, and if it fits"
    )
    settable(run)
    workspace(run)
    run.set_defaults(command=_run)

    resume = commands.add_parser("resume", help="go on with an interrupted run")
    resume.add_argument(
        "run", type=Path, nargs="?", help="its folder, or its name in the workspace (the newest)"
    )
    workspace(resume)
    resume.set_defaults(command=_resume)

    demo = commands.add_parser("demo", help="run the demo and export its set")
    demo.add_argument("--out", type=Path, help="folder for the exported set (inside the run)")
    workspace(demo)
    demo.set_defaults(command=_demo)

    evaluate = commands.add_parser(
        "evaluate", help="evaluate a set, or those of a finished run, on fresh networks"
    )
    foreign(evaluate)
    evaluate.add_argument("--networks", help="fresh networks to train (5)")
    evaluate.add_argument("--epochs", help="passes over the set per network (1000)")
    evaluate.add_argument(
        "--families",
        metavar="NAME,NAME",
        help="families of networks to train, such as convnet,alexnet (that of the file, or convnet); "
        "that of a finished run is always one",
    )
    evaluate.add_argument(
        "--per-class", action="store_true", help="print the accuracy on each class as well"
    )
    evaluate.set_defaults(command=_evaluate)

    take = commands.add_parser("import", help="make a set a run, to view, evaluate and export it")
    foreign(take)
    take.set_defaults(command=_import)

    export = commands.add_parser("export", help="write a stored set of a run to files")
    export.add_argument("run", type=Path, help="run folder")
    export.add_argument("--pt", type=Path, help="target of the .pt file")
    export.add_argument("--png", type=Path, help="target folder of the PNG files")
    export.add_argument(
        "--format",
        action="append",
        default=[],
        metavar="NAME=PATH",
        help=f"write one format, of {', '.join(facts.name for facts in EXPORT_FORMATS)}; may be "
        "repeated",
    )
    export.add_argument("--iteration", type=int, help="stored iteration (the best)")
    export.add_argument("--series", choices=["raw", "ema"], help="images (ema where it is kept)")
    export.add_argument("--overwrite", action="store_true", help="replace files that exist")
    export.set_defaults(command=_export)

    add_metric_commands(commands)

    add_shelf_commands(commands, _asked_experiment)

    add_preset_commands(commands)

    add_doctor_command(commands)
    add_study_commands(commands, _asked_experiment)

    data = commands.add_parser("data", help="look through the real images of an experiment")
    data.add_argument("experiment", type=Path, nargs="?", metavar="FILE", help="experiment file")
    data.add_argument("--preset", help="a name that `ftd presets` lists, in place of a file")
    data.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE")
    data.set_defaults(command=_data)
    return parser


# ---------------------------------------------------------------- commands


def _asked_experiment(options: argparse.Namespace) -> Experiment:
    if (options.experiment is None) == (options.preset is None):
        raise RunFolderError("Name either an experiment file or --preset NAME, one of the two.")
    if options.preset is not None:
        experiment = preset_experiment(options.preset)
    else:
        experiment = load_experiment(options.experiment)
    return _changed(experiment.model_dump(mode="json"), options.set)


def _changed(values: dict[str, Any], changes: list[str]) -> Experiment:
    """The experiment of these values with FIELD=VALUE changes."""
    for change in changes:
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
    if missing := missing_plug_ins(experiment):
        raise ConfigProblems(list(missing))
    workspace = options.workspace or default_workspace()
    if options.estimate:
        return estimate(experiment, workspace, console, as_json=options.json)
    if shortages := certain_shortages(experiment, workspace):
        raise RunFolderError(" ".join(str(shortage) for shortage in shortages))
    folder = RunFolder.create(workspace, experiment)
    started_s = time.monotonic()
    followed, status = follow_engine(folder, console)
    summary = summary_of(experiment, followed, time.monotonic() - started_s)
    close_run(console, options.json, folder, followed, {**summary, "run": str(folder.path)})
    return status


def _resume(options: argparse.Namespace, console: Console) -> int:
    folder = _interrupted(options.run, options.workspace or default_workspace())
    started_s = time.monotonic()
    followed, status = follow_engine(folder, console)
    summary = summary_of(folder.experiment(), followed, time.monotonic() - started_s)
    close_run(console, options.json, folder, followed, {**summary, "run": str(folder.path)})
    return status


def _interrupted(run: Path | None, workspace: Path) -> RunFolder:
    """The run to go on with."""
    if run is None:
        found = next((folder for folder in find_runs(workspace) if folder.can_resume), None)
        if found is None:
            raise RunFolderError(f"No run in {workspace} was interrupted; there is none to resume.")
        return found
    folder = RunFolder.open(run if run.exists() else workspace / run)
    if owner := folder.owner_words():
        raise RunFolderError(f"{folder.path} belongs to {owner}. Stop that one first.")
    if folder.is_read_only:
        raise RunFolderError(
            f"{folder.path} can only be read, so the run cannot go on there. Resume it where it was started."
        )
    if not folder.can_resume:
        raise RunFolderError(f"{folder.path} is {folder.status().state}; nothing is left to do.")
    return folder


def _demo(options: argparse.Namespace, console: Console) -> int:
    experiment = demo_experiment()
    folder = RunFolder.create(options.workspace or default_workspace(), experiment)
    started_s = time.monotonic()
    followed, status = follow_engine(folder, console)
    summary = summary_of(experiment, followed, time.monotonic() - started_s)
    if status == EXIT_OK:
        target = options.out or folder.path / "export"
        request = ExportRequest(
            iteration=followed.best[headline(experiment)].iteration,
            series=headline(experiment),
            targets=(
                ExportTarget("pt", str(target / "set.pt")),
                ExportTarget("png", str(target / "png")),
            ),
            overwrite=options.out is None,
        )
        result = _export_here(folder, request)
        if not result.ok:
            console.print(f"{result.message} {result.hint}", style="red", markup=False)
            return EXIT_FAILED
        summary["export"] = str(target)
        console.print(f"Exported set: {target}", style="bold", markup=False, soft_wrap=True)
    close_run(console, options.json, folder, followed, {**summary, "run": str(folder.path)})
    return status


def _evaluate(options: argparse.Namespace, console: Console) -> int:
    started_s = time.monotonic()
    for name in ("networks", "epochs"):
        value = getattr(options, name)
        if value is not None:
            options.set.append(f"evaluation.{name}={value}")
    if (source := _finished_run(options)) is not None:
        folder = _again_run(source, options)
    else:
        folder = _foreign_run(options, console, evaluates=True)
    followed, status = follow_engine(folder, console)
    summary: dict[str, Any] = {}
    for key, name in (("accuracy", "raw"), ("ema", "ema"), ("random_real", "random_real")):
        if measured := followed.final.get(name):
            summary |= {key: measured.mean, f"{key}_std": measured.std}
    if measured := followed.final.get("raw"):
        summary |= {"networks": len(measured.accuracies), "protocol": measured.protocol}
    if followed.classes:
        evaluations = evaluations_of(followed)
        summary |= {"class_names": followed.class_names, "evaluations": evaluations}
    if options.per_class:
        print_classes(console, followed)
    summary["seconds"] = round(time.monotonic() - started_s, 1)
    close_run(console, options.json, folder, followed, {**summary, "run": str(folder.path)})
    return status


def _on_families(options: argparse.Namespace) -> list[str]:
    """Changes by which a set is evaluated on the named families, the first as the run's own."""
    own, _, others = (getattr(options, "families", None) or "").partition(",")
    changes = [f"network.kind={own}"] if own else []
    return [*changes, f"evaluation.other_networks={others}"] if others else changes


def _import(options: argparse.Namespace, console: Console) -> int:
    started_s = time.monotonic()
    folder = _foreign_run(options, console, evaluates=False)
    followed, status = follow_engine(folder, console)
    summary = {"seconds": round(time.monotonic() - started_s, 1), "run": str(folder.path)}
    close_run(console, options.json, folder, followed, summary)
    return status


def _finished_run(options: argparse.Namespace) -> RunFolder | None:
    """The run of all phases whose chosen sets are to be evaluated again; None for any other set."""
    says_how_to_read = (options.dataset, options.space, options.lr, options.preview)
    if any(each not in ("", None) for each in says_how_to_read):
        return None
    try:
        folder = RunFolder.open(options.file.absolute())
        has_all_phases = folder.adoption() is None
    except (RunFolderError, OSError):
        return None
    return folder if has_all_phases and _chosen_iterations(folder) else None


def _again_run(source: RunFolder, options: argparse.Namespace) -> RunFolder:
    """Make the run that evaluates the sets of a finished one in another way."""
    learned_by = source.experiment()
    if options.families is not None:
        options.set.append(f"evaluation.other_networks={options.families}")
    experiment = _changed(learned_by.values_again(), options.set)
    if not experiment.learns_as(learned_by):
        raise RunFolderError(
            f"The sets of {source.path} are learned already; only settings of the evaluation can be "
            "changed for them, and not what its best set was chosen by. Start others with `ftd run`."
        )
    workspace = options.workspace or default_workspace()
    return RunFolder.create(workspace, experiment, AdoptRequest.of_run(source.path))


def _foreign_run(options: argparse.Namespace, console: Console, *, evaluates: bool) -> RunFolder:
    """Check the file before anything else, then make the run that takes it in."""
    # torch takes seconds to load and no other command needs it in this process
    from ftd_engine.phases import adopt
    from ftd_engine.runtime import EngineError

    path: Path = options.file.absolute()
    preview: Path | None = options.preview and options.preview.absolute()
    try:
        rate = 0.0 if options.lr is None else options.lr
        if options.lr is not None and not 0 < rate < math.inf:
            raise EngineError(f"The rate is {rate:g}.", "Give --lr a number above 0.")
        if preview is not None:
            adopt.refuse_existing(preview)
        found = adopt.read_any(path)
        console.print(adopt.words_of(found), markup=False)
        for note in found.notes:
            console.print(f"  {note}", style="dim", markup=False)
        try:
            space = adopt.space_of(found, options.space)
        except EngineError:
            if preview is not None:
                guess = adopt.guessed_preview(preview, found)
                console.print(f"Preview, read as {guess}: {preview}", markup=False, soft_wrap=True)
            raise
        values = adopt.experiment_values(found, options.dataset, space)
        experiment = _changed(values, [*options.set, *_on_families(options)])
        adopt.rate_of(found, rate, experiment.evaluation.random_real_lr)
    except EngineError as error:
        raise RunFolderError(str(error)) from error
    told = options.dataset or found.data_set
    guessed = "" if told else ", guessed by shape; --dataset names another"
    console.print(f"Data set: {experiment.data.dataset}{guessed}", markup=False)
    request = AdoptRequest(
        path=str(path),
        space=options.space,
        syn_lr=rate,
        preview_path=str(preview or ""),
        evaluates=evaluates,
    )
    return RunFolder.create(options.workspace or default_workspace(), experiment, request)


def _export(options: argparse.Namespace, console: Console) -> int:
    folder = RunFolder.open(options.run)
    stored = folder.snapshot_iterations()
    if not stored:
        raise RunFolderError(f"{folder.path} holds no stored set yet; distill first.")
    series = options.series or headline(folder.experiment())
    iteration = options.iteration
    if iteration is None:
        iteration = _chosen_iterations(folder).get(series, stored[-1])
    if iteration not in stored:
        near = min(stored, key=lambda known: abs(known - iteration))
        raise RunFolderError(
            f"Iteration {iteration} is not stored in {folder.path}; the nearest stored one is {near}."
        )
    request = ExportRequest(
        iteration=iteration,
        series=series,
        targets=_asked_targets(options),
        overwrite=options.overwrite,
    )
    result = _export_here(folder, request)
    for path in result.files:
        console.print(path, markup=False, soft_wrap=True)
    style = "bold" if result.ok else "red"
    console.print(f"{result.message} {result.hint}".strip(), style=style, markup=False)
    return EXIT_OK if result.ok else EXIT_FAILED


def _asked_targets(options: argparse.Namespace) -> tuple[ExportTarget, ...]:
    asked: list[tuple[str, Path]] = []
    if options.pt:
        asked.append(("pt", options.pt))
    if options.png:
        asked.append(("png", options.png))
    for text in options.format:
        name, equals, path = text.partition("=")
        if not equals or not path:
            raise RunFolderError(f'"{text}" is no export; write NAME=PATH, such as mtt=folder.')
        asked.append((name, Path(path)))
    targets: list[ExportTarget] = []
    for name, path in asked:
        facts = format_facts(name)
        if facts is None:
            known = ", ".join(each.name for each in EXPORT_FORMATS)
            raise RunFolderError(f'There is no export format "{name}". Known are: {known}.')
        targets.append(ExportTarget(facts.name, str(path.absolute())))
    return tuple(targets)


def _chosen_iterations(folder: RunFolder) -> dict[str, int]:
    """Per series, the iteration whose set stands for it; empty where the run never came so far."""
    try:
        chosen = chosen_sets(folder.event_path)
    except OSError as error:
        raise RunFolderError(f"{folder.event_path} cannot be read: {error.strerror}.") from error
    return {event.set_name: event.iteration for event in chosen}


def _export_here(folder: RunFolder, request: ExportRequest) -> ExportResult:
    # torch takes seconds to load and no other command needs it in this process
    from ftd_engine.phases import export
    from ftd_engine.runtime import EngineError

    try:
        return export.run(folder, request)
    except EngineError as error:
        return ExportResult(False, (), 0, error.message, error.hint)


def _data(options: argparse.Namespace, console: Console) -> int:
    """Print what is found about the images; the status tells whether a run could start."""
    # torch takes seconds to load and no other command needs it in this process
    from ftd_engine.data.validation import validate

    findings = validate(_asked_experiment(options))
    styles = {"error": "red", "warning": "yellow", "note": "dim"}
    for finding in findings:
        console.print(f"{finding.level}: {finding}", style=styles[finding.level], markup=False)
    errors = sum(finding.level == "error" for finding in findings)
    plural, can = ("" if errors == 1 else "s"), ("cannot" if errors else "can")
    console.print(f"{errors} error{plural}; a run {can} start.", style="bold")
    return EXIT_FAILED if errors else EXIT_OK


if __name__ == "__main__":
    sys.exit(main())
