"""`ftd export-metrics`: the metrics of a run for TensorBoard, or for W&B offline."""

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console

from ftd_engine.metric_export import MetricExport, plain_settings
from ftd_engine.metric_sinks import PROGRAMS, open_sink
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
