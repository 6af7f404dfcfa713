"""Compares random real images, MTT, FTD, and FTD without EMA on Fashion-MNIST.

Every number comes from a run of the engine, as the window and `ftd run` start it. A run that is
finished in the workspace is not done again, so that an interrupted comparison goes on where it was.
"""

import argparse
import os
import sys
import time
from pathlib import Path

from rich.console import Console

from ftd_engine.run_folder import RunFolder, default_workspace, find_runs
from ftd_engine.run_follower import EXIT_FAILED, EXIT_OK, EXIT_WRONG_INPUT, follow_engine
from ftd_engine.settings.data import DataConfig
from tests.comparison.report import DifferentRandomImages, report
from tests.comparison.run_results import RunResults, results_of
from tests.comparison.settings import FULL_SEEDS, IPCS, QUICK_SEEDS, Cell, cells

PAGE = Path(__file__).resolve().parents[2] / "docs" / "comparison.md"


def main(arguments: list[str] | None = None) -> int:
    """Run what is missing, print the page and write it; the exit status."""
    options = _parser().parse_args(arguments)
    console = Console(stderr=True, highlight=False)
    seeds = options.seeds or list(QUICK_SEEDS if options.quick else FULL_SEEDS)
    if not options.quick and (sentence := _missing_images(options.data)):
        console.print(sentence, style="red", markup=False, soft_wrap=True)
        return EXIT_WRONG_INPUT
    workspace = options.workspace or default_workspace().parent / "comparison"
    started_s = time.monotonic()
    results: list[RunResults] = []
    wanted = cells(sorted(set(options.ipc)), sorted(set(seeds)), is_quick=options.quick)
    for place, cell in enumerate(wanted):
        minutes = (time.monotonic() - started_s) / 60
        console.print(
            f"Run {place + 1} of {len(wanted)}: {cell}; {minutes:.1f} minutes so far.", style="bold"
        )
        folder, status = _finished_run(workspace / "runs", cell, options.data, console)
        if folder is None:
            console.print(
                f"The comparison ends here. Start it again to go on: finished runs in {workspace} "
                "are kept.",
                markup=False,
                soft_wrap=True,
            )
            return status
        results.append(results_of(cell, folder))
    try:
        page = report(results, is_quick=options.quick)
    except DifferentRandomImages as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        return EXIT_FAILED
    sys.stdout.write(page)
    sys.stdout.flush()
    out: Path | None = options.out or (None if options.quick else PAGE)
    if out is not None:
        out.write_text(page, encoding="utf-8")
        console.print(f"Written to {out}", markup=False, soft_wrap=True)
    return EXIT_OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.comparison",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--seeds",
        type=int,
        nargs="+",
        metavar="SEED",
        help=f"seeds ({_listed(FULL_SEEDS)}; quick: {_listed(QUICK_SEEDS)})",
    )
    parser.add_argument(
        "--ipc",
        type=int,
        nargs="+",
        choices=IPCS,
        default=list(IPCS),
        help=f"images per class ({_listed(IPCS)})",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="a minute on the embedded images, to see that everything runs; writes no page",
    )
    parser.add_argument(
        "--workspace",
        type=Path,
        help="folder of runs and teachers (comparison, beside the usual workspace)",
    )
    parser.add_argument(
        "--data",
        default="",
        metavar="FOLDER",
        help="folder of the full Fashion-MNIST, where it is in no usual place",
    )
    parser.add_argument("--out", type=Path, metavar="FILE.md", help="the page (docs/comparison.md)")
    return parser


def _listed(numbers: tuple[int, ...]) -> str:
    return " ".join(map(str, numbers))


def _missing_images(folder: str) -> str:
    """Why the full set cannot be read, as one sentence; empty where it can."""
    # torch takes seconds to load, and a faulty command line should not wait for it
    from ftd_engine.data.registry import read_images
    from ftd_engine.runtime import EngineError

    try:
        # "auto" never downloads; it gives the embedded subset where nothing else is found
        origin = read_images(DataConfig(source="auto", folder=folder)).origin
    except EngineError as error:
        return str(error)
    if origin.startswith("full"):
        return ""
    return (
        "The full Fashion-MNIST is not on this disk; install Debian's package "
        "dataset-fashion-mnist, or name a folder of its four files with --data."
    )


def _finished_run(
    workspace: Path, cell: Cell, data: str, console: Console
) -> tuple[RunFolder | None, int]:
    """The finished run of a cell, done now where there is none yet; None where it did not finish."""
    experiment = cell.experiment(data)
    for known in find_runs(workspace):
        if known.status().state == "done" and known.experiment() == experiment:
            console.print(f"  done before: {known.path}", markup=False, soft_wrap=True)
            return known, EXIT_OK
    # teachers of other runs would make the times untrue, so the comparison has a shelf of its own
    os.environ["FTD_STUDIO_SHELF"] = str(workspace.parent.absolute() / "shelf")
    folder = RunFolder.create(workspace, experiment)
    _, status = follow_engine(folder, console)
    return (folder if status == EXIT_OK else None), status


if __name__ == "__main__":
    sys.exit(main())
