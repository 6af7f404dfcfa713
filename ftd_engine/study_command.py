"""`ftd study`: the paper's figures and tables, listed, estimated, run, gone on with and reported."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ftd_engine.estimate_command import measure_device
from ftd_engine.experiment import Experiment
from ftd_engine.needs import time_words
from ftd_engine.presets import DEMO_PRESET
from ftd_engine.run_folder import RunFolderError, default_workspace
from ftd_engine.run_follower import EXIT_FAILED, EXIT_OK, EXIT_STOPPED, follow_engine
from ftd_engine.step_costs import stored_rate
from ftd_engine.studies.catalogue import CATALOGUE, study_named
from ftd_engine.studies.estimate import PartNeed, needs_of_parts
from ftd_engine.studies.folder import StudyFolder, find_studies
from ftd_engine.studies.recipes import plan_of
from ftd_engine.studies.report import write_report
from ftd_engine.studies.requests import Cuts, StudyError, StudyRequest
from ftd_engine.studies.runner import finished_parts, run_study, runs_that_serve

_EXIT = {"done": EXIT_OK, "stopped": EXIT_STOPPED, "failed": EXIT_FAILED}


def add_study_commands(
    commands: Any, asked_experiment: Callable[[argparse.Namespace], Experiment]
) -> None:
    """Make the command known.

    Args:
        commands: what `add_subparsers` gave.
        asked_experiment: the experiment of options `experiment`, `preset` and `set`.
    """
    study = commands.add_parser(
        "study", help="do a figure or table of the paper, with its numbers beside ours"
    )
    study.add_argument("name", nargs="?", metavar="NAME", help="a study that --list names")
    study.add_argument("--list", action="store_true", help="name all studies, with their questions")
    study.add_argument("--preset", help=f"what its runs begin from ({DEMO_PRESET})")
    study.add_argument("--experiment", type=Path, metavar="FILE", help="the same from a file")
    study.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="change one setting"
    )
    study.add_argument("--seeds", type=int, default=1, help="repetitions (1)")
    study.add_argument("--networks", type=int, default=0, help="fresh networks per accuracy")
    study.add_argument("--epochs", type=int, default=0, help="epochs of each of them")
    study.add_argument(
        "--points", default="", metavar="P,P", help="places of the study's axis, see --list"
    )
    study.add_argument(
        "--alphas", default="", metavar="A,A", help="mixing weights beside the radii of rho-alpha"
    )
    study.add_argument("--candidates", type=int, default=0, help="architectures of nas (20)")
    study.add_argument(
        "--estimate", action="store_true", help="only say how many runs it takes and how long"
    )
    study.add_argument(
        "--resume",
        action="store_true",
        help="go on with the newest one of this name as it was asked",
    )
    study.add_argument(
        "--report", action="store_true", help="only write the report of what there is so far"
    )
    study.add_argument("--folder", type=Path, metavar="D", help="the study folder")
    study.add_argument(
        "--workspace", type=Path, default=None, help="folder of all runs (~/ftd-studio/runs)"
    )
    study.add_argument("--json", action="store_true", help="end with one line of JSON")

    def run(options: argparse.Namespace, console: Console) -> int:
        try:
            return _study(options, console, asked_experiment)
        except (StudyError, OSError) as error:
            raise RunFolderError(str(error)) from error

    study.set_defaults(command=run)


def _study(
    options: argparse.Namespace,
    console: Console,
    asked_experiment: Callable[[argparse.Namespace], Experiment],
) -> int:
    if options.list or options.name is None:
        _list(options, console)
        return EXIT_OK
    study = study_named(options.name)
    workspace = (options.workspace or default_workspace()).absolute()
    if options.report or options.resume:
        folder = _newest(study.name, workspace, options)
        return (
            _reported(folder, options, console)
            if options.report
            else _run(folder, options, console)
        )
    if options.preset is None and options.experiment is None:
        options.preset = DEMO_PRESET
    preset = options.preset or ""
    request = StudyRequest(
        study.name, asked_experiment(options), preset, _cuts(options, study.cuts)
    )
    plan = plan_of(request)
    if options.estimate:
        return _estimate(request, workspace, options, console)
    folder = _begun(request, workspace, options, console)
    _say_needs(needs_of_parts(plan, _done(folder, request), workspace), console)
    return _run(folder, options, console)


def _cuts(options: argparse.Namespace, known: tuple[str, ...]) -> Cuts:
    """The cuts that were asked for.

    Raises:
        StudyError: one is below what it can be, or none of this study's.
    """
    for name in ("seeds", "networks", "epochs", "candidates"):
        value = getattr(options, name)
        if value < (1 if name == "seeds" else 0) or value > 100_000:
            raise StudyError(f"--{name} is {value}. Allowed: a whole number of at least 1.")
    usual = {"seeds": 1, "networks": 0, "epochs": 0, "points": "", "alphas": "", "candidates": 0}
    for name, value in usual.items():
        if getattr(options, name) != value and name not in known:
            raise StudyError(
                f"--{name} is none of this study's cuts. It has: "
                f"{', '.join(f'--{each}' for each in known)}."
            )
    try:
        alphas = tuple(float(word) for word in options.alphas.split(",") if word.strip())
    except ValueError as error:
        raise StudyError(f"--alphas is {options.alphas}. Allowed: numbers with commas.") from error
    points = tuple(word.strip() for word in options.points.split(",") if word.strip())
    return Cuts(options.seeds, options.networks, options.epochs, points, alphas, options.candidates)


def _newest(name: str, workspace: Path, options: argparse.Namespace) -> StudyFolder:
    if options.folder is not None:
        return StudyFolder.open(options.folder)
    for folder in find_studies(workspace):
        if folder.request().study == name:
            return folder
    raise StudyError(f"No study {name} lies in {workspace}. Start one, or name it with --folder.")


def _begun(
    request: StudyRequest, workspace: Path, options: argparse.Namespace, console: Console
) -> StudyFolder:
    """The folder of an equal study that is not done, else a fresh one."""
    if options.folder is not None and options.folder.exists():
        folder = StudyFolder.open(options.folder)
        if folder.request() != request:
            raise StudyError(
                f"{folder.path} holds a study that was asked for in another way. Name another folder, "
                "or go on with it by --resume."
            )
        return folder
    known = _equal_study(request, workspace, options)
    if known is not None and known.state() not in ("running", "done"):
        console.print(f"Going on with {known.path}", markup=False, soft_wrap=True)
        return known
    return StudyFolder.create(workspace, request, options.folder)


def _equal_study(
    request: StudyRequest, workspace: Path, options: argparse.Namespace
) -> StudyFolder | None:
    """The newest study that was asked for in just this way; none where another place is named."""
    if options.folder is not None:
        return None
    return next((each for each in find_studies(workspace) if each.request() == request), None)


def _done(folder: StudyFolder, request: StudyRequest) -> frozenset[str]:
    plan = plan_of(request)
    done = finished_parts(folder, plan).keys() | runs_that_serve(folder.workspace, plan).keys()
    return frozenset(done)


def _run(folder: StudyFolder, options: argparse.Namespace, console: Console) -> int:
    console.print(f"Study folder: {folder.path}", markup=False, soft_wrap=True)

    def tell(sentence: str) -> None:
        console.print(sentence, markup=False, soft_wrap=True, style="bold")

    outcome = run_study(folder, lambda run: follow_engine(run, console), tell)
    _reported(folder, options, console)
    return _EXIT[outcome]


def _reported(folder: StudyFolder, options: argparse.Namespace, console: Console) -> int:
    """Write the report and tell of it in short."""
    result = folder.result()
    if result is None:
        raise StudyError(f"{folder.path} has no result yet; no part of it is done.")
    files = write_report(folder, result)
    for agreement in result.agreements:
        console.print(f"  {agreement.sentence}", markup=False, soft_wrap=True)
    for path in files:
        console.print(str(path), markup=False, soft_wrap=True)
    if options.json:
        told = {
            "study": result.study,
            "folder": str(folder.path),
            "state": folder.state(),
            "seconds": round(result.seconds, 1),
            "missing": list(result.missing),
            "report": [str(path) for path in files],
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    return EXIT_OK


def _list(options: argparse.Namespace, console: Console) -> None:
    if options.json:
        told = [
            {"name": s.name, "title": s.title, "paper": s.paper, "question": s.question,
             "cuts": list(s.cuts), "points": s.points}
            for s in CATALOGUE
        ]  # fmt: skip
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        return
    for study in CATALOGUE:
        head = f"{study.name:<20}{study.title} ({study.paper})"
        console.print(head, style="bold", markup=False, soft_wrap=True)
        console.print(f"    {study.question}", markup=False, soft_wrap=True)
        if study.points:
            points = f"    --points: {study.points}"
            console.print(points, style="dim", markup=False, soft_wrap=True)
    console.print("ftd study NAME --estimate says what one takes; ftd study NAME does it.")


# ---------------------------------------------------------------- before the start


def _estimate(
    request: StudyRequest, workspace: Path, options: argparse.Namespace, console: Console
) -> int:
    plan = plan_of(request)
    done = frozenset(runs_that_serve(workspace, plan))
    if (folder := _equal_study(request, workspace, options)) is not None:
        done = _done(folder, request)
    needs = needs_of_parts(plan, done, workspace)
    if any(need.seconds is None for need in needs):
        rate = measure_device(console)
        if rate is not None and stored_rate(request.experiment) is None:
            console.print(
                "Other programs keep this device busy; the times are as they would be beside them.",
                style="dim",
            )
        needs = needs_of_parts(plan, done, workspace, rate)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("part", "time", "teachers"):
        table.add_column(title, justify="left" if title == "part" else "right")
    for need in needs:
        table.add_row(need.part.title, _part_words(need), _teacher_words(need))
    console.print(table)
    _say_needs(needs, console)
    if options.json:
        told = {
            "seconds": _total_s(needs),
            "parts": [
                {"title": need.part.title, "key": need.part.key, "done": need.is_done,
                 "seconds": need.seconds, "teachers": need.teachers,
                 "teachers_on_shelf": need.teachers_there}
                for need in needs
            ],
        }  # fmt: skip
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    return EXIT_OK


def _part_words(need: PartNeed) -> str:
    if need.is_done:
        return "done"
    return "unknown" if need.seconds is None else time_words(need.seconds)


def _teacher_words(need: PartNeed) -> str:
    if not need.teachers:
        return ""
    return f"{need.teachers_there} of {need.teachers} there"


def _total_s(needs: tuple[PartNeed, ...]) -> float | None:
    seconds = [need.seconds for need in needs]
    return None if None in seconds else sum(each for each in seconds if each is not None)


def _say_needs(needs: tuple[PartNeed, ...], console: Console) -> None:
    """How many runs, how many teachers lie there, how long: one sentence before the start."""
    left = [need for need in needs if not need.is_done]
    runs = sum(need.part.is_run for need in left)
    teachers = sum(need.teachers for need in left)
    there = sum(need.teachers_there for need in left)
    total_s = _total_s(needs)
    how_long = (
        "How long it takes is unknown on this device; --estimate measures it"
        if total_s is None
        else f"It takes about {time_words(total_s)}"
    )
    done = f"{len(needs) - len(left)} parts are done. " if len(left) < len(needs) else ""
    console.print(
        f"{done}{len(left)} parts, {runs} of them runs of all phases; {there} of their {teachers} "
        f"teachers lie on the shelf or are shared. {how_long}.",
        markup=False,
        soft_wrap=True,
    )
