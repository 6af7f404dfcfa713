"""`ftd presets`: which built-in experiments there are, and one of them as a file to start from."""

import argparse
import json
import sys
import textwrap
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ftd_engine.estimate_command import measure_device, rough_words
from ftd_engine.experiment import Experiment
from ftd_engine.experiment_file import to_toml
from ftd_engine.presets import PRESET_GROUPS, Preset, load_presets
from ftd_engine.run_folder import RunFolderError
from ftd_engine.step_costs import DeviceRate
from ftd_engine.terminal import Terminal

EXIT_OK = 0
COMMENT_COLUMNS = 100


def add_preset_commands(commands: Any) -> None:
    """Make the command known.

    Args:
        commands: what `add_subparsers` gave.
    """
    presets = commands.add_parser(
        "presets", help="list the built-in presets, or write one out as an experiment file"
    )
    presets.add_argument(
        "name", nargs="?", metavar="NAME", help="write this preset as TOML, its facts above"
    )
    presets.add_argument("--json", action="store_true", help="write JSON in place of text")
    presets.add_argument(
        "--measure", action="store_true", help="measure this device first, to say what each needs"
    )
    presets.set_defaults(command=_presets)


def preset_experiment(name: str) -> Experiment:
    """The experiment of the preset with this name.

    Raises:
        RunFolderError: there is none.
        ConfigProblems: a preset file is wrong.
    """
    return _named(name).experiment


def _named(name: str) -> Preset:
    # loaded here, where somebody waits for the list anyhow
    known = {preset.key: preset for preset in load_presets()}
    if name not in known:
        raise RunFolderError(f'There is no preset "{name}". Known are: {", ".join(known)}.')
    return known[name]


def _presets(options: argparse.Namespace, console: Console) -> int:
    # what is written to standard output may be a file
    rate = measure_device(Terminal(stderr=True, highlight=False)) if options.measure else None
    if options.name is None:
        presets = load_presets()
        if options.json:
            _write(json.dumps([_values(preset, rate) for preset in presets]) + "\n")
        else:
            _show_list(presets, console, rate)
        return EXIT_OK
    preset = _named(options.name)
    if options.json:
        values = {**_values(preset, rate), "experiment": preset.experiment.model_dump(mode="json")}
        _write(json.dumps(values) + "\n")
    else:
        _write(_as_file(preset, rate))
    return EXIT_OK


def _write(text: str) -> None:
    # past the console, which would break lines that others read
    sys.stdout.write(text)
    sys.stdout.flush()


def _show_list(presets: tuple[Preset, ...], console: Console, rate: DeviceRate | None) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("name", "data set", "ipc", "method", "published", "here"):
        table.add_column(title, no_wrap=True, justify="right" if title == "ipc" else "left")
    for group in PRESET_GROUPS:
        members = [preset for preset in presets if preset.story.group == group]
        if members:
            table.add_row(Text(group, style="bold"))
        for preset in members:
            data, ipc = preset.experiment.data.dataset, str(preset.experiment.distill.ipc)
            published = _published(preset)
            # the time decides; the rest stands with the preset itself
            time_here, _, _ = rough_words(preset.experiment, rate).partition(",")
            table.add_row(f"  {preset.key}", data, ipc, preset.story.method, published, time_here)
    console.print(table)
    if not any(rough_words(preset.experiment, rate) for preset in presets):
        console.print("ftd presets --measure measures this device and says what each needs.")
    console.print("ftd presets NAME writes one as a file; ftd run --preset NAME runs it.")


def _published(preset: Preset) -> str:
    story = preset.story
    if story.accuracy_percent is None:
        return ""
    spread = "" if story.accuracy_std is None else f" ± {story.accuracy_std:.1f}"
    return f"{story.accuracy_percent:.1f}{spread} %"


def _values(preset: Preset, rate: DeviceRate | None) -> dict[str, Any]:
    story = preset.story.model_dump(mode="json")
    return {
        "name": preset.key,
        "data_set": preset.experiment.data.dataset,
        "ipc": preset.experiment.distill.ipc,
        **story,
        "title": preset.title,
        "needs": rough_words(preset.experiment, rate),
    }


def _as_file(preset: Preset, rate: DeviceRate | None) -> str:
    """The preset as an experiment file: what is known of it in comments, then every setting."""
    lines = [preset.title, preset.summary, ", ".join(preset.facts()), *preset.story.notes]
    if needs := rough_words(preset.experiment, rate):
        lines.append(f"From an empty shelf on it needs {needs} on this device.")
    comment = textwrap.TextWrapper(COMMENT_COLUMNS, initial_indent="# ", subsequent_indent="#   ")
    head = "\n".join(comment.fill(line) for line in lines if line)
    return f"{head}\n\n{to_toml(preset.experiment)}"
