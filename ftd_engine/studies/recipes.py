"""All recipes by name, and what is the same for each: cuts, facts of the parts, what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from ftd_engine.studies import (
    accumulated_error,
    accuracy_results,
    cross_architecture,
    ema,
    flat_minimum,
    initialisation,
    loss_difference,
    nas,
    rho_alpha,
    robustness,
)
from ftd_engine.studies.measured import Measured
from ftd_engine.studies.parts import Part, in_order
from ftd_engine.studies.recipe import Found, Recipe
from ftd_engine.studies.requests import StudyName, StudyRequest
from ftd_engine.studies.results import PartFacts, StudyResult

_RECIPES: Mapping[StudyName, Recipe] = MappingProxyType(
    {
        "loss-difference": loss_difference.RECIPE,
        "accumulated-error": accumulated_error.RECIPE,
        "initialisation": initialisation.RECIPE,
        "results": accuracy_results.RECIPE,
        "cross-architecture": cross_architecture.RECIPE,
        "ema": ema.RECIPE,
        "nas": nas.RECIPE,
        "flat-minimum": flat_minimum.RECIPE,
        "rho-alpha": rho_alpha.RECIPE,
        "robustness": robustness.RECIPE,
    }
)

_PAPER_TEACHERS, _PAPER_ITERATIONS, _PAPER_WIDTH = 100, 5000, 128
_PAPER_NETWORKS, _PAPER_EPOCHS, _PAPER_TEACHER_EPOCHS = 5, 1000, 50


def plan_of(request: StudyRequest) -> tuple[Part, ...]:
    """Every part of a study once, in the order in which they are done.

    Raises:
        StudyError: a point is none of this study's.
        ConfigProblems: the cuts do not go with the experiment.
    """
    return in_order(list(_RECIPES[request.study].parts(request)))


def result_of(request: StudyRequest, found: Found, was_there: frozenset[str]) -> StudyResult:
    """What the study has found so far.

    Args:
        found: the parts that are done.
        was_there: keys of those that the workspace held before.
    """
    plan = plan_of(request)
    result = _RECIPES[request.study].result(request, found)
    facts = tuple(
        _facts(part, found[part.key], part.key in was_there) for part in plan if part.key in found
    )
    return replace(
        result,
        cuts=(*_cuts_of(request), *result.cuts),
        notes=tuple(note for note in result.notes if note),
        parts=facts,
        missing=tuple(part.title for part in plan if part.key not in found),
        seconds=sum(each.seconds for each in facts if not each.was_there),
    )


def _facts(part: Part, measured: Measured, was_there: bool) -> PartFacts:
    return PartFacts(
        part.title,
        str(measured.run),
        measured.device,
        measured.versions,
        measured.seconds,
        measured.teachers_trained,
        measured.teachers_found,
        was_there,
        measured.data_words,
    )


def _cuts_of(request: StudyRequest) -> Iterator[str]:
    """Where the study is smaller than the paper's, a sentence each."""
    experiment, cuts = request.experiment, request.cuts
    networks = cuts.networks or experiment.evaluation.networks
    epochs = cuts.epochs or experiment.evaluation.epochs
    seeds = max(1, cuts.seeds)
    yield f"{seeds} {'seed' if seeds == 1 else 'seeds'}; every one has its own teachers and draws."
    smaller = (
        ("teachers", experiment.buffer.kept_experts, _PAPER_TEACHERS),
        ("teacher epochs", experiment.buffer.epochs, _PAPER_TEACHER_EPOCHS),
        ("iterations of distillation", experiment.distill.iterations, _PAPER_ITERATIONS),
        ("channels per convolution", experiment.network.width, _PAPER_WIDTH),
        ("networks per accuracy", networks, _PAPER_NETWORKS),
        ("epochs of evaluation", epochs, _PAPER_EPOCHS),
    )
    for what, ours, theirs in smaller:
        if ours < theirs:
            yield f"{ours:,} {what} in place of the paper's {theirs:,}."
