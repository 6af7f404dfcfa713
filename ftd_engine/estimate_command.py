"""`ftd run --estimate`: what a run would need here, measured, and whether it fits."""

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ftd_engine.disk_need import size_words
from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import EstimateRequest, EstimateResult
from ftd_engine.launch import ESTIMATE_ENTRY, EngineProcess
from ftd_engine.needs import Needs, known_teachers, needs_of, short_words, time_words
from ftd_engine.run_folder import default_workspace
from ftd_engine.shelf import shelf_root
from ftd_engine.shortages import FreeRoom, Shortage, free_room, shortages_of
from ftd_engine.step_costs import DeviceRate, StepCosts, known_facts, scaled_costs, stored_rate

EXIT_OK, EXIT_FAILED = 0, 1
PHASE_WORDS = {"buffer": "1 buffer", "distill": "2 distill", "evaluate": "3 evaluate"}


def ask_engine(
    workspace: Path, request: EstimateRequest, entry: str = ESTIMATE_ENTRY
) -> EstimateResult:
    """The answer of a process of its own, in which nothing else takes memory.

    Args:
        workspace: folder of the runs.
        request: what to measure.
        entry: what the process enters; tests put a small one in its place.
    """
    engine = EngineProcess(workspace, entry)
    engine.start()
    engine.ask(request)
    try:
        alive = True
        while alive:
            alive = engine.is_alive
            for item in engine.receive(0.25):
                if isinstance(item, EstimateResult):
                    return item
    finally:
        engine.end()
    return EstimateResult(
        False,
        f"The measuring process ended without an answer (exit status {engine.exit_code}).",
        "The memory may not be enough for a single step: lower network.width or distill.ipc.",
    )


def certain_shortages(experiment: Experiment, workspace: Path) -> tuple[Shortage, ...]:
    """What cannot fit by arithmetic alone: files and images. Nothing is measured.

    Teachers that may lie on the shelf already are left out, and so are images of unknown number.
    """
    facts = known_facts(experiment)
    if facts is None:
        return ()
    shelf = shelf_root(workspace)
    teachers_there = known_teachers(experiment, facts, shelf)
    needs = needs_of(experiment, facts, StepCosts(is_measured=True), teachers_there)
    return shortages_of(experiment, needs, free_room(workspace, shelf))


def measure_device(console: Console) -> DeviceRate | None:
    """Measure this device; kept for rough estimates where nothing else keeps the device busy.

    Returns:
        What was measured; None where it could not be, which is told.
    """
    workspace = default_workspace()
    with console.status("Measuring this device…"):
        result = ask_engine(
            workspace, EstimateRequest(Experiment(), str(shelf_root(workspace)), only_device=True)
        )
    if not result.ok:
        console.print(f"{result.message} {result.hint}".strip(), style="red", markup=False)
    for note in result.notes:
        console.print(note, style="yellow", markup=False)
    return result.rate


def rough_words(experiment: Experiment, measured: DeviceRate | None = None) -> str:
    """What a run needs from an empty shelf on, by what this device took; empty if unknown.

    Args:
        measured: just now; None takes what was kept from an earlier measurement.
    """
    facts, rate = known_facts(experiment), measured or stored_rate(experiment)
    if facts is None or rate is None:
        return ""
    return short_words(needs_of(experiment, facts, scaled_costs(rate, experiment, facts)))


def estimate(experiment: Experiment, workspace: Path, console: Console, *, as_json: bool) -> int:
    """Measure, print, and tell by the status whether the run fits."""
    shelf = shelf_root(workspace)
    with console.status("Measuring a few steps on this device…"):
        result = ask_engine(workspace, EstimateRequest(experiment, str(shelf)))
    if result.facts is None or result.costs is None:
        console.print(f"{result.message} {result.hint}".strip(), style="red", markup=False)
        return EXIT_FAILED
    needs = needs_of(experiment, result.facts, result.costs, result.teachers_there)
    room = free_room(workspace, shelf, result.gpu_bytes)
    shortages = shortages_of(experiment, needs, room)
    _show(experiment, needs, room, console)
    for note in result.notes:
        console.print(note, style="dim", markup=False)
    for shortage in shortages:
        console.print(str(shortage), style="red", markup=False, soft_wrap=True)
    if not shortages:
        console.print("It fits.", style="bold")
    if as_json:
        sys.stdout.write(json.dumps(as_values(needs, room, shortages)) + "\n")
        sys.stdout.flush()
    return EXIT_FAILED if shortages else EXIT_OK


def as_values(needs: Needs, room: FreeRoom, shortages: tuple[Shortage, ...]) -> dict[str, Any]:
    """The estimate as plain values, for JSON."""
    return {
        "fits": not shortages,
        "device": needs.device,
        "seconds": round(needs.seconds, 1),
        "start_seconds": round(needs.start_s, 1),
        "memory_bytes": int(needs.host_bytes),
        "gpu_bytes": int(needs.gpu_bytes),
        "teacher_disk_bytes": needs.teacher_disk_bytes,
        "run_disk_bytes": needs.run_disk_bytes,
        "teachers_on_shelf": needs.teachers_there,
        "phases": {
            need.phase: {
                "seconds": round(need.seconds, 1),
                "memory_bytes": int(need.host_bytes),
                "gpu_bytes": int(need.gpu_bytes),
            }
            for need in needs.phases
        },
        "free": {
            "memory_bytes": int(room.host_bytes),
            "gpu_bytes": None if room.gpu_bytes is None else int(room.gpu_bytes),
            "shelf_bytes": int(room.shelf_bytes),
            "workspace_bytes": int(room.workspace_bytes),
        },
        "shortages": [str(shortage) for shortage in shortages],
    }


def _show(experiment: Experiment, needs: Needs, room: FreeRoom, console: Console) -> None:
    has_gpu = needs.gpu_bytes > 0
    table = Table(title=f"{experiment.name} on {needs.device}", title_justify="left", box=None)
    for heading in ("", "time", "memory", *(("GPU memory",) if has_gpu else ()), "disk"):
        table.add_column(heading, justify="right" if heading else "left")

    def row(name: str, seconds: str, host: float, gpu: float | None, disk: float | None) -> None:
        sizes = [host, gpu, disk] if has_gpu else [host, disk]
        words = ["" if size is None else size_words(int(size)) for size in sizes]
        table.add_row(name, seconds, *words)

    row("start", time_words(needs.start_s), needs.load_bytes, None, None)
    files = {"buffer": needs.teacher_disk_bytes, "distill": needs.run_disk_bytes}
    for need in needs.phases:
        words = time_words(need.seconds)
        gpu, disk = need.gpu_bytes, files.get(need.phase)
        row(PHASE_WORDS[need.phase], words, need.host_bytes, gpu, disk)
    total = time_words(needs.seconds)
    row("whole run", total, needs.host_bytes, needs.gpu_bytes, needs.disk_bytes)
    row("free here", "", room.host_bytes, room.gpu_bytes, room.shelf_bytes)
    console.print(table)
    if needs.teachers_there:
        total = experiment.buffer.kept_experts
        console.print(f"{needs.teachers_there} of {total} teachers lie on the shelf already.")
