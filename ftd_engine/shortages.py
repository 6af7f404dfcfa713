"""What is free on this machine, and what of a run does not fit into it, with the settings to lower."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from ftd_engine.data_facts import facts_of
from ftd_engine.disk_need import disk_shortage, size_words
from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.needs import Needs
from ftd_engine.protocol import Phase

ROUGH_FACTOR = 1.5
"""By so much a scaled figure of memory may be wrong before it keeps a run from starting."""


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """What is free on this machine.

    Attributes:
        host_bytes: memory of the machine.
        gpu_bytes: memory of the GPU, or None where it is unknown or there is none.
        shelf, workspace: folders of teachers and runs.
        shelf_bytes, workspace_bytes: free on their disks.
        is_one_disk: both lie on the same.
    """

    host_bytes: float
    gpu_bytes: float | None
    shelf: Path
    workspace: Path
    shelf_bytes: float
    workspace_bytes: float
    is_one_disk: bool


@dataclass(frozen=True, slots=True)
class Shortage:
    """One thing that does not fit.

    Attributes:
        message: what, how much and how much is free.
        hint: which settings to lower.
    """

    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


def free_room(workspace: Path, shelf: Path, gpu_bytes: float | None = None) -> FreeRoom:
    """What is free on this machine now.

    Args:
        gpu_bytes: free memory of the GPU, which only the engine can ask for.
    """
    # psutil costs the window 20 ms and is needed only where something is estimated
    import psutil

    here, there = _existing(shelf), _existing(workspace)
    return FreeRoom(
        host_bytes=psutil.virtual_memory().available,
        gpu_bytes=gpu_bytes,
        shelf=shelf,
        workspace=workspace,
        shelf_bytes=shutil.disk_usage(here).free,
        workspace_bytes=shutil.disk_usage(there).free,
        is_one_disk=here.stat().st_dev == there.stat().st_dev,
    )


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    folder = folder.absolute()
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)


def shortages_of(experiment: Experiment, needs: Needs, room: FreeRoom) -> tuple[Shortage, ...]:
    """What of these needs does not fit, each with the settings to lower; empty where all fits.

    Scaled figures count only where they are far beyond what is free.
    """
    found = [*_disk_shortages(experiment, needs, room), *_memory_shortages(experiment, needs, room)]
    return tuple(found)


def _disk_shortages(experiment: Experiment, needs: Needs, room: FreeRoom) -> list[Shortage]:
    found: list[Shortage] = []
    words = disk_shortage(needs.teacher_disk_bytes, room.shelf_bytes, room.shelf)
    if words:
        found.append(Shortage(*words))
    taken = needs.teacher_disk_bytes if room.is_one_disk and not words else 0
    left = room.workspace_bytes - taken
    if needs.run_disk_bytes > left:
        beside = " beside the teachers" if taken else ""
        found.append(
            Shortage(
                f"The stored sets and checkpoints take {size_words(needs.run_disk_bytes)} on the disk of "
                f"{room.workspace}, where {size_words(max(0, int(left)))} are free{beside}.",
                f"Raise {_named(experiment, 'distill.snapshot_every')}, or free some space.",
            )
        )
    return found


def _memory_shortages(experiment: Experiment, needs: Needs, room: FreeRoom) -> list[Shortage]:
    certain = 1.0 if needs.is_measured else ROUGH_FACTOR
    if max(needs.image_bytes, needs.load_bytes / certain) > room.host_bytes:
        lower = _named(experiment, "data.image_size_px")
        cures = ["use fewer images", *([f"lower {lower}"] if lower else [])]
        if experiment.data.zca:
            cures.insert(0, "switch ZCA whitening off (data.zca)")
        return [
            Shortage(
                f"Reading the images{_whitening_words(experiment)} takes "
                f"{_about(max(needs.load_bytes, needs.image_bytes))} of memory; "
                f"{size_words(int(room.host_bytes))} are free.",
                f"{_sentence(cures)}, or close other programs.",
            )
        ]
    found: list[Shortage] = []
    for on_gpu, have in ((False, room.host_bytes), (True, room.gpu_bytes)):
        for need in needs.phases:
            wanted = need.gpu_bytes if on_gpu else need.host_bytes
            if have is not None and wanted / certain > have:
                where = "GPU memory" if on_gpu else "memory"
                found.append(
                    Shortage(
                        f"Phase {need.phase} takes {_about(wanted)} of {where}; "
                        f"{size_words(int(have))} are free.",
                        f"Lower {_named(experiment, *_CURES[need.phase])}, or close other programs.",
                    )
                )
                # memory that is taken stays taken: the phases after it tell nothing new
                break
    return found


def _sentence(cures: list[str]) -> str:
    words = ", ".join(cures)
    return words[0].upper() + words[1:]


def _whitening_words(experiment: Experiment) -> str:
    facts = facts_of(experiment.data)
    if not experiment.data.zca:
        return ""
    if facts is None:
        return " and fitting ZCA whitening"
    side = facts.values_per_image
    size = size_words(4 * side**2)
    return (
        f" and fitting ZCA whitening, with matrices of {side:,} × {side:,} numbers ({size} each),"
    )


_CURES: dict[Phase, tuple[str, ...]] = {
    "buffer": ("buffer.batch_size", "buffer.keep_epochs", "buffer.storage", "network.width"),
    "distill": (
        *("distill.gradient", "distill.syn_batch", "distill.syn_steps"),
        *("distill.ipc", "network.width"),
    ),
    "evaluate": ("evaluation.batch_size", "distill.ipc", "network.width"),
}
"""Settings that lower the memory of a phase, the one that changes the result least first."""

_SMALLEST: dict[str, object] = {
    "distill.gradient": "exact",
    "buffer.keep_epochs": "drawn",
    "buffer.storage": "float16",
    "data.image_size_px": 8,
}
"""Where a setting is a choice, the one that takes least; nothing is gained where it is chosen."""


def _named(experiment: Experiment, *paths: str) -> str:
    """Settings by label and path, those left out that have no effect; `A (a), B (b) or C (c)`."""
    fields, words = all_fields(), list[str]()
    for path in paths:
        facts = fields.get(path)
        if facts is None:
            continue
        value = experiment
        for name in path.split("."):
            value = getattr(value, name)
        if facts.used_when is not None:
            other: object = experiment
            for name in facts.used_when[0].split("."):
                other = getattr(other, name)
            if not facts.matters_with(str(other)):
                continue
        best = _SMALLEST.get(path)
        if value == best:
            continue
        to = f' to "{best}"' if isinstance(best, str) else ""
        words.append(f"{facts.label}{to} ({path})")
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _about(num_bytes: float) -> str:
    return f"about {size_words(int(num_bytes))}"
