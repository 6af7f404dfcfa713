"""What a study would take before it is started: runs, teachers on the shelf, time."""

import json
from dataclasses import dataclass
from pathlib import Path

from ftd_engine.data_facts import DataFacts
from ftd_engine.experiment import Experiment
from ftd_engine.needs import known_teachers, needs_of
from ftd_engine.shelf import shelf_root
from ftd_engine.step_costs import (
    DeviceRate,
    StepCosts,
    known_facts,
    scaled_costs,
    set_gradients,
    set_size,
    size_for,
    stored_rate,
    student_batch,
)
from ftd_engine.studies.computed import (
    CandidatesRequest,
    InitialisationRequest,
    TrajectoryErrorRequest,
    WholeDataRequest,
)
from ftd_engine.studies.parts import Part

_GRADIENTS_PER_PRODUCT = 2
"""A Hessian-vector product takes about as long as two gradients beyond its own."""
_BACKWARD = 3
"""A gradient takes about three times the work of classifying."""


@dataclass(frozen=True, slots=True)
class PartNeed:
    """What one part would take.

    Attributes:
        is_done: nothing any more.
        seconds: None where this device was never measured, or the images are unknown.
        teachers, teachers_there: wanted; of them on the shelf, or trained by a part before it.
    """

    part: Part
    is_done: bool
    seconds: float | None
    teachers: int = 0
    teachers_there: int = 0


def needs_of_parts(
    plan: tuple[Part, ...],
    done: frozenset[str],
    workspace: Path,
    measured: DeviceRate | None = None,
) -> tuple[PartNeed, ...]:
    """What each part takes; teachers that an earlier part trains count as being there.

    Args:
        done: keys of parts that are finished.
        measured: what the device takes, where that is not stored.
    """
    trained: dict[str, frozenset[int]] = {}
    return tuple(_need(part, part.key in done, trained, workspace, measured) for part in plan)


def _need(
    part: Part,
    is_done: bool,
    trained: dict[str, frozenset[int]],
    workspace: Path,
    measured: DeviceRate | None,
) -> PartNeed:
    experiment = part.experiment
    facts, rate = known_facts(experiment), stored_rate(experiment) or measured
    costs = scaled_costs(rate, experiment, facts) if rate and facts else None
    if not part.is_run:
        if is_done or facts is None or costs is None:
            return PartNeed(part, is_done, 0.0 if is_done else None)
        if part.computation is None:
            phases = needs_of(experiment, facts, costs).phases
            return PartNeed(part, False, costs.start_s + phases[-1].seconds)
        return PartNeed(part, False, costs.start_s + _computation_s(part, facts, costs))
    kind, wanted = _teacher_kind(experiment), experiment.buffer.kept_experts
    there = trained.get(kind, frozenset())
    if facts is not None:
        there |= known_teachers(experiment, facts, shelf_root(workspace))
    trained[kind] = there | frozenset(range(wanted))
    found = wanted if is_done else len(there & frozenset(range(wanted)))
    if is_done:
        return PartNeed(part, True, 0.0, wanted, found)
    seconds = needs_of(experiment, facts, costs, there).seconds if costs and facts else None
    return PartNeed(part, False, seconds, wanted, found)


def _teacher_kind(experiment: Experiment) -> str:
    """What teachers of two experiments must have in common to be the same."""
    values = experiment.model_dump(
        mode="json", include={"data", "network", "dsa", "buffer", "tf32"}
    )
    for count in ("num_experts", "experts_per_file"):
        values["buffer"].pop(count)
    evaluation = experiment.evaluation
    held_out = (evaluation.selection, evaluation.held_out_share)
    return json.dumps([values, experiment.seed, held_out], sort_keys=True)


def _computation_s(part: Part, facts: DataFacts, costs: StepCosts) -> float:
    experiment = part.experiment
    on_set = min(experiment.evaluation.batch_size, set_size(experiment, facts))
    per_image_s = costs.set_step_s / set_gradients(experiment) / on_set
    student_s = per_image_s * student_batch(experiment, facts)
    distill, test_s = experiment.distill, facts.num_test * costs.test_image_s
    stretches = experiment.buffer.epochs // distill.expert_epochs
    match part.computation:
        case WholeDataRequest(networks=networks, passes=passes):
            # large batches cost less per image than those of a set
            image_s = min(per_image_s, _BACKWARD * costs.test_image_s)
            return networks * ((passes + 1) * facts.num_train * image_s + test_s)
        case InitialisationRequest(teachers=teachers, start_epochs=starts):
            left = sum(stretches - start // distill.expert_epochs for start in starts)
            return teachers * (left * distill.syn_steps * student_s + len(starts) * test_s)
        case TrajectoryErrorRequest() as asked:
            image_s = _BACKWARD * costs.test_image_s
            products = (1 + _GRADIENTS_PER_PRODUCT) * asked.power_steps + 3
            sharp = 2 * (stretches + 1) * products * asked.sample_images * image_s
            steps = 2 * stretches * distill.syn_steps * student_s
            return asked.teachers * (sharp + steps)
        case CandidatesRequest() as asked:
            own = size_for(experiment, facts).forward_flops
            sizes = (
                size_for(experiment.model_copy(update={"network": one}), facts).forward_flops
                for one in asked.candidates
            )
            images = facts.num_train if asked.data == "real" else set_size(experiment, facts)
            image_s = min(per_image_s, _BACKWARD * costs.test_image_s)
            one_s = (asked.passes + 1) * images * (
                image_s if asked.data == "real" else per_image_s
            ) + test_s
            return asked.repeats * one_s * sum(size / own for size in sizes)
        case None:
            return 0.0
