"""Answers an `EstimateRequest`: reads the images where that is quick, rehearses, and asks the shelf."""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import psutil
import torch

from ftd_engine import runtime
from ftd_engine.config_checks import check
from ftd_engine.data.datasets import RealDataset, load_dataset
from ftd_engine.data.held_out import hold_out
from ftd_engine.data_facts import DataFacts, facts_of, held_out_share
from ftd_engine.experiment import Experiment
from ftd_engine.job_requests import EstimateRequest, EstimateResult
from ftd_engine.models.plugged import ImageShape
from ftd_engine.needs import known_teachers, serving_teachers
from ftd_engine.phases.calibration import QUICK, THOROUGH, Rehearsal
from ftd_engine.phases.context import network_of, plug_in_sizes
from ftd_engine.phases.teachers import trajectory_settings
from ftd_engine.runtime import EngineError
from ftd_engine.shelf import Shelf
from ftd_engine.step_costs import (
    TEST_BATCH,
    CostLine,
    DeviceRate,
    StepCosts,
    set_size,
    size_for,
    store_rate,
)

READ_AT_MOST_BYTES = 2 << 30
"""Larger published sets are not read for an estimate; their numbers are known."""

BUSY_PERCENT = 50.0
"""Where other programs use more of the processor, times say little about a quiet day."""
_LISTEN_S = 0.3

_REFERENCE_FACTS = DataFacts(channels=3, size_px=32, num_classes=10, num_train=4096, num_test=500)
_REFERENCES = ((16, 16), (32, 128), (128, 32))
"""Width and batch of the networks by which a device is measured: overhead, maps, arithmetic."""


def run(request: EstimateRequest) -> EstimateResult:
    """What was asked for.

    Raises:
        EngineError: the device is not there, own images cannot be read, no network fits them.
    """
    process_s = time.time() - psutil.Process().create_time()
    busy_percent, experiment = psutil.cpu_percent(_LISTEN_S), request.experiment
    device = runtime.set_up(experiment)
    if request.only_device:
        rate = device_rate(device, process_s)
        if busy_percent < BUSY_PERCENT:
            store_rate(experiment, rate)
            return EstimateResult(True, rate=rate, gpu_bytes=rate.gpu_bytes)
        note = (
            f"Other programs keep the processor {busy_percent:.0f} % busy: on a quiet machine times are "
            "shorter. So these figures are not kept; measure again when it is quiet."
        )
        return EstimateResult(True, rate=rate, gpu_bytes=rate.gpu_bytes, notes=(note,))
    started_s = time.monotonic()
    facts, teachers_there, notes = _look_at_images(experiment, Path(request.shelf))
    start_s = process_s + time.monotonic() - started_s
    if busy_percent >= BUSY_PERCENT and device.type == "cpu":
        notes += (
            f"Other programs keep the processor {busy_percent:.0f} % busy; beside them the run may "
            "take longer.",
        )
    shape = ImageShape(facts.channels, facts.size_px, facts.num_classes)
    sizes = plug_in_sizes(experiment, shape)
    costs = Rehearsal(experiment, facts, device, THOROUGH).costs()
    return EstimateResult(
        True,
        facts=facts,
        costs=replace(costs, start_s=start_s, sizes=sizes),
        gpu_bytes=_free_gpu_bytes(device),
        teachers_there=teachers_there,
        notes=notes,
    )


def _free_gpu_bytes(device: torch.device) -> float | None:
    if device.type != "cuda":
        return None
    torch.cuda.empty_cache()
    free, _ = torch.cuda.mem_get_info(device)
    return float(free)


# ---------------------------------------------------------------- the images


def _look_at_images(
    experiment: Experiment, shelf: Path
) -> tuple[DataFacts, frozenset[int], tuple[str, ...]]:
    """Facts of the images, teachers on the shelf that were trained on just these, and notes.

    Nothing is downloaded and no whitening is fitted for an estimate.
    """
    config, known = experiment.data, facts_of(experiment.data)
    if known is not None and known.num_bytes > READ_AT_MOST_BYTES:
        return known, known_teachers(experiment, known, shelf), ()
    changes: dict[str, object] = {"zca": False}
    if config.source == "full":
        changes["source"] = "auto"
    try:
        data = load_dataset(
            config.model_copy(update=changes),
            ipc=experiment.distill.ipc,
            share=held_out_share(experiment),
        )
    except EngineError as error:
        if known is None:
            raise
        note = f"The images could not be read; the published numbers count. {error.message}"
        return known, known_teachers(experiment, known, shelf), (note,)
    found = DataFacts(
        channels=data.channels,
        size_px=data.size_px,
        num_classes=data.num_classes,
        num_train=len(data.train_labels),
        num_test=len(data.test_labels),
    )
    if known is not None and config.source == "full" and found.num_train < known.num_train:
        note = "The full set is not on this disk yet; its published numbers count."
        return known, known_teachers(experiment, known, shelf), (note,)
    if config.zca:
        return found, known_teachers(experiment, found, shelf), ()
    return found, _same_teachers(experiment, data, found, shelf), ()


def _same_teachers(
    experiment: Experiment, data: RealDataset, facts: DataFacts, shelf: Path
) -> frozenset[int]:
    if facts.num_held_out(experiment):
        generator = runtime.Seeds(experiment.seed).generator("held_out")
        data, _ = hold_out(data, experiment.evaluation.held_out_share, generator)
    network = network_of(experiment, data.channels, data.size_px, data.num_classes)
    kind = Shelf(shelf).kind(trajectory_settings(experiment, network.spec, data), "")
    return serving_teachers(experiment, kind)


# ---------------------------------------------------------------- the device


def device_rate(device: torch.device, start_s: float) -> DeviceRate:
    """What the device needs for the work of any network, by three small ones.

    Args:
        device: what to measure, with the threads as they are set.
        start_s: seconds from nothing to now.
    """
    references = [_reference(width, batch) for width, batch in _REFERENCES]
    costs = [Rehearsal(each, _REFERENCE_FACTS, device, QUICK).costs() for each in references]
    sizes = [size_for(each, _REFERENCE_FACTS) for each in references]
    batches = [set_size(each, _REFERENCE_FACTS) for each in references]
    tests = [min(TEST_BATCH, _REFERENCE_FACTS.num_test)] * len(references)
    work = [size.forward_flops for size in sizes]
    weights = [size.num_params for size in sizes]

    def line(
        of: Callable[[StepCosts], float], images: list[int], *, is_memory: bool = False
    ) -> CostLine:
        units = weights if is_memory else [a * b for a, b in zip(work, images, strict=True)]
        maps = [size.activations * count for size, count in zip(sizes, images, strict=True)]
        return fitted_line([of(each) for each in costs], units, maps)

    middle = len(costs) // 2
    return DeviceRate(
        device=runtime.device_words(device),
        gradient=line(lambda cost: cost.set_step_s, batches),
        match=line(lambda cost: cost.match_step_s, batches),
        test=line(lambda cost: cost.test_image_s * TEST_BATCH, tests),
        gradient_bytes=line(lambda cost: cost.set_bytes, batches, is_memory=True),
        match_bytes=line(lambda cost: cost.match_step_bytes, batches, is_memory=True),
        test_bytes=line(lambda cost: cost.test_bytes, tests, is_memory=True),
        match_fixed_s=sorted(cost.match_fixed_s for cost in costs)[middle],
        start_s=start_s,
        write_s=sorted(cost.write_s for cost in costs)[middle],
        base_bytes=costs[0].base_bytes,
        gpu_bytes=_free_gpu_bytes(device),
    )


def _reference(width: int, batch: int) -> Experiment:
    """A small experiment whose set and teachers' batches have about so many images."""
    ipc = max(1, batch // _REFERENCE_FACTS.num_classes)
    images = ipc * _REFERENCE_FACTS.num_classes
    return check(
        {
            "network": {"width": width, "depth": 3},
            "buffer": {"batch_size": images, "trajectory": "plain"},
            "distill": {"ipc": ipc},
            "evaluation": {"batch_size": images},
        }
    )


def fitted_line(found: list[float], units: list[int], activations: list[int]) -> CostLine:
    """The line without negative parts that comes nearest to some costs, relative to each.

    Args:
        found: costs of as many steps.
        units, activations: what the steps did.
    """
    costs = np.array(found, np.float64)
    # a cost of nothing was lost in noise and says nothing
    told: npt.NDArray[np.bool_] = costs > 0
    if not told.any():
        return CostLine(0.0, 0.0, 0.0)
    goal: npt.NDArray[np.float64] = np.ones(int(told.sum()))
    rows = np.array([np.ones(len(found)), units, activations], np.float64).T
    scaled = rows[told] / costs[told][:, None]
    best, least = np.zeros(3), float("inf")
    for count in (1, 2, 3):
        for chosen in combinations(range(3), count):
            if chosen == (0,):
                # noise can hide it in small networks, but in large ones the work always counts
                continue
            part = scaled[:, list(chosen)]
            norms = np.linalg.norm(part, axis=0)
            solved = cast(
                "npt.NDArray[np.float64]", np.linalg.lstsq(part / norms, goal, rcond=None)[0]
            )
            solution = solved / norms
            error = float(np.square(part @ solution - goal).sum())
            if bool(np.all(solution >= 0)) and error < least - 1e-9:
                best, least = np.zeros(3), error
                best[list(chosen)] = solution
    return CostLine(*(float(value) for value in best))
