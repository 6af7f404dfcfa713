"""An experiment as the `ftd run` command that starts it, made to be pasted into a terminal."""

import shlex
from collections.abc import Sequence
from typing import Any, cast

from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.presets import Preset


def run_command(experiment: Experiment, presets: Sequence[Preset]) -> str:
    """The command: the preset from which least is changed, and each change.

    Args:
        experiment: what the command is to run.
        presets: those that `ftd run --preset` knows; at least one.
    """
    wanted = experiment.model_dump()
    best = min(presets, key=lambda preset: len(_changes(preset.experiment, wanted)))
    words = ["ftd", "run", "--preset", best.key]
    for path, value in _changes(best.experiment, wanted).items():
        words += ["--set", f"{path}={_text(value)}"]
    return shlex.join(words)


def _changes(base: Experiment, wanted: dict[str, Any]) -> dict[str, Any]:
    """Settings by path that are others than in the base."""
    changed: dict[str, Any] = {}
    values = base.model_dump()
    for path in all_fields():
        section, _, name = path.rpartition(".")
        value = wanted[section][name] if section else wanted[name]
        if value != (values[section][name] if section else values[name]):
            changed[path] = value
    return changed


def _text(value: object) -> str:
    """A value as the command line reads it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(cast("tuple[str, ...]", value))
    # repr of a float is the shortest text that gives it back
    return repr(value) if isinstance(value, float) else str(value)
