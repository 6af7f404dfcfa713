"""`ftd shelf` and `ftd import-experts`: what lies on the shelf, and what goes on and off it."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from ftd_engine.disk_need import size_words
from ftd_engine.experiment import Experiment
from ftd_engine.run_folder import default_workspace
from ftd_engine.shelf import Shelf, ShelfError, TeacherKind, shelf_root

EXIT_OK, EXIT_FAILED = 0, 1


def add_shelf_commands(commands: Any, asked_experiment: Callable[[Any], Experiment]) -> None:
    """Make the two commands known.

    Args:
        commands: what `add_subparsers` gave.
        asked_experiment: the experiment that the options `experiment`, `preset` and `set` name.
    """
    shelf = commands.add_parser("shelf", help="list the teachers that runs share, or remove some")
    shelf.add_argument("--remove", metavar="KEY", help="delete the teachers with this key")
    shelf.add_argument("--yes", action="store_true", help="delete without asking")
    shelf.set_defaults(command=_shelf)

    imported = commands.add_parser(
        "import-experts", help="put replay_buffer_*.pt files of MTT or FTD on the shelf"
    )
    imported.add_argument("source", type=Path, nargs="+", help="files, or the folder they lie in")
    imported.add_argument("--experiment", type=Path, help="file with their data set and network")
    imported.add_argument("--preset", help="a preset in place of the file")
    imported.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="change one setting, such as network.width=128; may be repeated",
    )

    def import_asked(options: argparse.Namespace, console: Console) -> int:
        return _import_experts(asked_experiment(options), options, console)

    imported.set_defaults(command=import_asked)
    for command in (shelf, imported):
        command.add_argument(
            "--workspace", type=Path, help="folder of the runs that the shelf lies beside"
        )


def _shelf_of(options: argparse.Namespace) -> Shelf:
    return Shelf(shelf_root(options.workspace or default_workspace()))


def _shelf(options: argparse.Namespace, console: Console) -> int:
    shelf = _shelf_of(options)
    if options.remove is not None:
        return _remove(shelf, options.remove, options.yes, console)
    kinds = shelf.kinds()
    console.print(f"Shelf: {shelf.root}", markup=False, soft_wrap=True)
    for kind in kinds:
        _show(kind, console)
    if not kinds:
        console.print("No teachers lie there yet; the first run that trains some puts them there.")
    return EXIT_OK


def _show(kind: TeacherKind, console: Console) -> None:
    files, damaged = kind.teachers()
    numbers = {file.facts.expert for file in files}
    lengths = sorted({file.facts.last_epoch for file in files})
    epochs = " or ".join(f"{each}" for each in lengths)
    console.print(kind.short_key, style="bold", end="  ", markup=False)
    console.print(kind.words, markup=False, soft_wrap=True)
    teachers = "teacher" if len(numbers) == 1 else "teachers"
    console.print(
        f"{'':14}{len(numbers)} {teachers}{f' of {epochs} epochs' if lengths else ''}, "
        f"{size_words(kind.num_bytes())}",
        style="dim",
        markup=False,
    )
    for problem in damaged:
        console.print(f"{'':14}{problem}", style="yellow", markup=False, soft_wrap=True)


def _remove(shelf: Shelf, key: str, is_sure: bool, console: Console) -> int:
    kind = shelf.named(key)
    if shelf.root.resolve() != kind.path.resolve().parent:
        # a path may name any folder, but only what lies here is ours to delete
        raise ShelfError(f"{kind.path} does not lie on {shelf.root}.", "Name a key.")
    _show(kind, console)
    if not is_sure:
        if not sys.stdin.isatty():
            raise ShelfError("Nothing was removed.", "Add --yes to delete these teachers.")
        if console.input("Delete these teachers? Type yes: ").strip().lower() != "yes":
            console.print("Nothing was removed.")
            return EXIT_OK
    try:
        shelf.remove(kind)
    except OSError as error:
        raise ShelfError(
            f"{kind.path} cannot be removed: {error.strerror}.", "End the runs that use it."
        ) from error
    console.print("Removed.")
    return EXIT_OK


def _import_experts(experiment: Experiment, options: argparse.Namespace, console: Console) -> int:
    # torch takes seconds to load and most commands do not need it
    from ftd_engine.phases import import_experts
    from ftd_engine.runtime import EngineError

    try:
        kind = import_experts.run(experiment, options.source, _shelf_of(options))
    except (EngineError, OSError) as error:
        console.print(str(error), style="red", markup=False, soft_wrap=True)
        return EXIT_FAILED
    _show(kind, console)
    console.print(f"Use them: ftd run … --set buffer.imported={kind.short_key}", markup=False)
    return EXIT_OK
