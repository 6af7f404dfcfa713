"""`ftd doctor`: what this machine has for the program, and what is missing."""

import argparse
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from rich.console import Console

from ftd_engine.disk_need import size_words
from ftd_engine.plug_ins import KIND_WORDS, PlugInFault, installed, load
from ftd_engine.program_versions import NOT_INSTALLED, version_lines, version_of
from ftd_engine.run_folder import default_workspace
from ftd_engine.shelf import shelf_root
from ftd_engine.user_folders import cache_folder, data_home

EXIT_OK, EXIT_FAILED = 0, 1
LITTLE_DISK_BYTES = 2 << 30
LITTLE_MEMORY_BYTES = 2 << 30

_EXTRAS = (
    ("nvidia-ml-py", "gpu", "figures of NVIDIA's GPUs in the window"),
    ("tensorboard", "tensorboard", "TensorBoard files"),
    ("wandb", "wandb", "offline runs of W&B"),
)

Level = Literal["fine", "note", "problem"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    found: str
    level: Level = "fine"


def add_doctor_command(commands: Any) -> None:
    """Make the command known.

    Args:
        commands: what `add_subparsers` gave.
    """
    doctor = commands.add_parser("doctor", help="say what this machine has, and what is missing")
    doctor.add_argument("--workspace", type=Path, help="folder of all runs (~/ftd-studio/runs)")
    doctor.set_defaults(command=_doctor)


def _doctor(options: argparse.Namespace, console: Console) -> int:
    styles = {"fine": "", "note": "yellow", "problem": "red"}
    workspace = options.workspace or default_workspace()
    problems = 0
    for check in (*_versions(), *_devices(), *_folders(workspace), *_extras(), *_plug_ins()):
        problems += check.level == "problem"
        console.print(
            f"{check.name + ':':<18} {check.found}",
            style=styles[check.level],
            markup=False,
            soft_wrap=True,
        )
    if problems:
        console.print(f"{problems} problems.", style="red")
    else:
        console.print("Runs can start here.", style="bold")
    return EXIT_FAILED if problems else EXIT_OK


def _versions() -> Iterator[Check]:
    for name, found in version_lines().items():
        yield Check(name, found, "problem" if found == NOT_INSTALLED else "fine")


def _devices() -> Iterator[Check]:
    # torch takes seconds to load and few other commands need it in this process
    import psutil

    from ftd_engine import runtime
    from ftd_engine.models.native import block_loops

    device = runtime.choose_device("auto")
    memory = size_words(runtime.device_memory_bytes(device))
    yield Check("device", f"{runtime.device_words(device)}, {memory}")
    yield Check("cores", f"{psutil.cpu_count(logical=False) or os.cpu_count()}")
    free = runtime.available_memory_bytes()
    words = f"{size_words(free)} free of {size_words(psutil.virtual_memory().total)}"
    if free < LITTLE_MEMORY_BYTES:
        yield Check("memory", f"{words}; the demo wants about 1 GB, more for other runs", "note")
    else:
        yield Check("memory", words)
    loops = block_loops()
    if loops is None:
        cure = "install gcc or clang to make small networks on the CPU faster"
        yield Check("compiled loops", f"none: no C compiler that works was found; {cure}", "note")
    else:
        ways = "on all threads" if loops.is_parallel else "on one thread"
        yield Check("compiled loops", f"{loops.lanes} lanes, {ways}")


def _folders(workspace: Path) -> Iterator[Check]:
    for name, folder in (
        ("runs", workspace),
        ("teachers", shelf_root(workspace)),
        ("data sets", data_home()),
        ("cache", cache_folder()),
    ):
        there = folder
        while not there.exists() and there != there.parent:
            there = there.parent
        if not os.access(there, os.W_OK):
            yield Check(name, f"{folder} cannot be written; choose another place", "problem")
            continue
        free = shutil.disk_usage(there).free
        words = f"{folder}, {size_words(free)} free"
        yield Check(name, words, "note" if free < LITTLE_DISK_BYTES else "fine")


def _extras() -> Iterator[Check]:
    for package, extra, what in _EXTRAS:
        found = version_of(package)
        if found == NOT_INSTALLED:
            found = f'not installed; for {what}: python -m pip install "ftd-studio[{extra}]"'
        yield Check(package, found)


def _plug_ins() -> Iterator[Check]:
    """What is installed beside the program; a plug-in that is broken keeps no run from starting."""
    if not installed():
        yield Check("plug-ins", "none")
    for plug_in in installed():
        name = f"plug-in, {KIND_WORDS[plug_in.kind]}"
        words = f"{plug_in.qualified_name}, version {plug_in.version}"
        try:
            load(plug_in)
        except PlugInFault as fault:
            yield Check(name, f"{words}: {fault}", "note")
        else:
            yield Check(name, words)
