"""`ftd export-metrics` and `ftd import-metrics`: metrics for other programs, and curves from them."""

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ftd_engine.job_requests import LogImport, LogReport, LogRequest
from ftd_engine.metric_export import MetricExport, plain_settings
from ftd_engine.metric_import import import_log, look_at_log
from ftd_engine.metric_sinks import PROGRAMS, open_sink
from ftd_engine.metric_tags import TARGET_NAMES
from ftd_engine.run_folder import RunFolder, RunFolderError, default_workspace

EXIT_OK, EXIT_STOPPED = 0, 130
PICTURES = 20


def add_metric_commands(commands: Any) -> None:
    """Make the command known.

    Args:
        commands: what `add_subparsers` gave.
    """
    export = commands.add_parser(
        "export-metrics", help="write the metrics of a run for TensorBoard or W&B offline"
    )
    export.add_argument("run", type=Path, help="run folder, or its name in the workspace")
    export.add_argument("--to", choices=PROGRAMS, default="tensorboard", help="for which program")
    export.add_argument("--out", type=Path, help="a new folder for the files (in the run folder)")
    export.add_argument(
        "--images",
        type=int,
        default=PICTURES,
        metavar="N",
        help=f"stored sets that become pictures, spread evenly ({PICTURES}); 0 for none",
    )
    export.add_argument("--follow", action="store_true", help="go on while the run goes on")
    export.add_argument("--workspace", type=Path, help="folder of all runs (~/ftd-studio/runs)")
    export.set_defaults(command=_export_metrics)
    taken = commands.add_parser(
        "import-metrics",
        help="make the curves of a TensorBoard log a run, to compare it with others",
    )
    taken.add_argument("log", type=Path, help="an event file, the folder of a log, or one above it")
    taken.add_argument(
        "--list", action="store_true", help="only say which tags it has, and what they are"
    )
    taken.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="TAG=SERIES",
        help="what a tag is, in place of what its name says; TAG= leaves it out",
    )
    taken.add_argument("--name", default="", help="of the run (that of the log)")
    taken.add_argument("--workspace", type=Path, help="folder of all runs (~/ftd-studio/runs)")
    taken.set_defaults(command=_import_metrics)


def _export_metrics(options: argparse.Namespace, console: Console) -> int:
    if options.images < 0:
        raise RunFolderError(f"--images is {options.images}; allowed: 0 or more.")
    workspace = options.workspace or default_workspace()
    folder = RunFolder.open(options.run if options.run.exists() else workspace / options.run)
    target: Path = options.out or folder.metrics_path(options.to)
    settings = plain_settings(folder.experiment())
    sink = open_sink(options.to, target, folder.path.name, settings, is_ours=options.out is None)
    export = MetricExport(folder, sink, options.images)
    status = EXIT_OK
    try:
        if options.follow:
            export.follow()
        else:
            export.read()
    except KeyboardInterrupt:
        # what came so far is whole
        status = EXIT_STOPPED
    finally:
        export.close()
    written = export.written
    console.print(
        f"{written.numbers:,} numbers and {written.pictures:,} pictures for {options.to}: {target}",
        markup=False,
        soft_wrap=True,
    )
    return status


def _import_metrics(options: argparse.Namespace, console: Console) -> int:
    path = str(options.log)
    if options.list:
        return _list_tags(look_at_log(LogRequest(path)), console)
    targets: list[tuple[str, str]] = []
    for text in options.map:
        # a tag may hold such a sign, a series does not
        tag, equals, target = text.rpartition("=")
        if not equals:
            raise RunFolderError(f'"{text}" says of no tag what it is; write TAG=SERIES.')
        targets.append((tag, target))
    workspace = str(options.workspace or default_workspace())
    done = import_log(LogImport(path, workspace, options.name, tuple(targets)))
    if not done.ok:
        raise RunFolderError(done.message)
    for note in done.notes:
        console.print(note, style="dim", markup=False)
    console.print(
        f"{done.points:,} points of {done.curves} curves: {done.run}", markup=False, soft_wrap=True
    )
    return EXIT_OK


def _list_tags(found: LogReport, console: Console) -> int:
    if not found.ok:
        raise RunFolderError(found.message)
    table = Table(box=None, pad_edge=False)
    for head in ("tag", "points", "steps", "values", "series"):
        table.add_column(head, justify="right" if head == "points" else "left", overflow="fold")
    for facts in found.tags:
        steps = f"{facts.first_step:.0f} to {facts.last_step:.0f}"
        values = f"{facts.low:.4g} to {facts.high:.4g}"
        cells = (facts.tag, f"{facts.points:,}", steps, values, facts.target or "left out")
        table.add_row(*(escape(cell) for cell in cells))
    console.print(table)
    for note in found.notes:
        console.print(note, style="dim", markup=False)
    series = ", ".join(TARGET_NAMES)
    console.print(
        f"--map TAG=SERIES says what else a tag is: {series}; behind those of teachers :N for teacher N, "
        "behind each :std for its standard deviation.",
        style="dim",
        markup=False,
    )
    return EXIT_OK
