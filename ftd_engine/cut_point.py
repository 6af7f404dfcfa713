"""Where a run that was cut off stands, found in its files without replaying or loading them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftd_engine.event_log import last_progress
from ftd_engine.foreign_files import opened_file
from ftd_engine.foreign_structure import WrongStructure, safetensors_head
from ftd_engine.protocol import Phase, Progressed
from ftd_engine.run_folder import RunFolder


@dataclass(frozen=True, slots=True)
class CutPoint:
    """How far a run came, and from where it can go on.

    Attributes:
        phase: in which it was; None where its events tell of none.
        step, total: last told of this phase.
        checkpoint_s: when the newest checkpoint was written, seconds since 1970; 0 where there is none.
        checkpoint_step: the step of that; None where it counts something else, such as the epochs of
            one of several teachers.
    """

    phase: Phase | None = None
    step: int = 0
    total: int = 0
    checkpoint_s: float = 0.0
    checkpoint_step: int | None = None


def cut_point(folder: RunFolder) -> CutPoint:
    """Where this run stands; what cannot be read is left out."""
    try:
        told = last_progress(folder.event_path)
    except OSError:
        told = None
    phase = told.phase if told else None
    step = 0 if told is None else told.step if isinstance(told, Progressed) else told.done
    newest, written_s = _newest_checkpoint(folder)
    return CutPoint(
        phase,
        step,
        told.total if told else 0,
        written_s,
        # the checkpoint of the set stays while it is evaluated; there it is no step of the phase
        _iteration_of(newest) if newest is not None and phase == "distill" else None,
    )


def _newest_checkpoint(folder: RunFolder) -> tuple[Path | None, float]:
    newest: Path | None = None
    written_s = 0.0
    try:
        for path in folder.checkpoints_path.glob("*.safetensors"):
            if (time_s := path.stat().st_mtime) >= written_s:
                newest, written_s = path, time_s
    except OSError:
        # deleted by an engine that goes on with the run at this moment
        return None, 0.0
    return newest, written_s


def _iteration_of(path: Path) -> int | None:
    try:
        with opened_file(path) as file:
            metadata: Any = safetensors_head(file)["__metadata__"]
        # as `state_files` writes it
        iteration = json.loads(metadata["facts"])["tree"]["state"]["iteration"]
    except (OSError, WrongStructure, KeyError, TypeError, ValueError, RecursionError):
        return None
    return iteration if isinstance(iteration, int) else None
