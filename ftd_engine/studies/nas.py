"""Table 5: how alike a set and real images rank architectures, and the time that it saves."""

import math
from collections.abc import Sequence

import numpy as np

from ftd_engine.experiment import Experiment
from ftd_engine.method.rankings import spearman, spearman_of_best
from ftd_engine.settings.network import NetworkConfig
from ftd_engine.studies.computed import CandidatesAnswer, CandidatesRequest
from ftd_engine.studies.methods import (
    METHOD_WORDS,
    Method,
    base_of,
    computation_part,
    run_part,
)
from ftd_engine.studies.parts import Part
from ftd_engine.studies.published import SEARCH
from ftd_engine.studies.recipe import Found, Recipe, pictures_of
from ftd_engine.studies.requests import StudyError, StudyRequest
from ftd_engine.studies.results import (
    Cell,
    Measure,
    PaperNumber,
    Plot,
    Row,
    Series,
    StudyResult,
    Table,
    better_than,
)

WIDTHS = (32, 64, 128, 256)
DEPTHS = (1, 2, 3, 4)
_TOPS = (5, 10, 20)
_USUAL_CANDIDATES, _PAPER_PASSES, _PAPER_REPEATS, _PAPER_WIDTH = 20, 200, 3, 128
_LEAST_REAL_PASSES = 3
_METHODS: tuple[Method, ...] = ("mtt", "ftd")
_PAPER = "Table 5, cifar-10 at ipc 50"


def search_space(widths: Sequence[int] = WIDTHS) -> tuple[NetworkConfig, ...]:
    """The ConvNets of Appendix A.3.4: 720 of all widths."""
    values = [
        {"width": width, "depth": depth, "norm": norm, "activation": activation, "pooling": pooling}
        for width in widths
        for depth in DEPTHS
        for norm in ("none", "batch", "layer", "instance", "group")
        for activation in ("sigmoid", "relu", "leaky_relu")
        for pooling in ("none", "max", "average")
    ]
    return tuple(NetworkConfig.model_validate(each) for each in values)


def _is_paper_size(experiment: Experiment) -> bool:
    return experiment.network.width >= _PAPER_WIDTH


def _widths(experiment: Experiment) -> tuple[int, ...]:
    """All widths where the experiment's own is the paper's, else those that are no wider."""
    if _is_paper_size(experiment):
        return WIDTHS
    most = max(WIDTHS[0], experiment.network.width)
    return tuple(width for width in WIDTHS if width <= most)


def _candidates(request: StudyRequest) -> tuple[NetworkConfig, ...]:
    space = search_space(_widths(request.experiment))
    wanted = request.cuts.candidates or _USUAL_CANDIDATES
    if not 2 <= wanted <= len(space):
        raise StudyError(
            f"The search has {wanted} candidates. Allowed: 2 to {len(space)}, which is the space for "
            f"networks of at most {_widths(request.experiment)[-1]} channels."
        )
    drawn = np.random.default_rng(request.experiment.seed).permutation(len(space))[:wanted]
    return tuple(space[int(place)] for place in sorted(drawn))


def _passes(request: StudyRequest) -> tuple[int, int]:
    """Epochs on real images and on a set."""
    experiment, asked = request.experiment, request.cuts.epochs
    on_set = asked or _PAPER_PASSES
    if _is_paper_size(experiment):
        return on_set, on_set
    return max(_LEAST_REAL_PASSES, experiment.buffer.epochs), on_set


def _searches(request: StudyRequest) -> dict[str, Part]:
    """The part of each row of the table."""
    base = base_of(request, is_cut=False)
    candidates, (on_real, on_set) = _candidates(request), _passes(request)
    repeats = request.cuts.networks or (_PAPER_REPEATS if _is_paper_size(base) else 1)
    count, seed = len(candidates), base.seed
    real = CandidatesRequest(candidates, "real", on_real, repeats)
    searches = {"Real": computation_part(base, f"{count} candidates on real images", real)}
    for method in _METHODS:
        run = run_part(base, method, seed)
        asked = CandidatesRequest(candidates, "set", on_set, repeats)
        name = f"{count} candidates on {run.title}"
        searches[METHOD_WORDS[method]] = computation_part(run.experiment, name, asked, run)
    return searches


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    # real images take longest: they come last, so that the rest can be looked at meanwhile
    real, *sets = _searches(request).values()
    return (*sets, real)


def _means(answer: CandidatesAnswer) -> list[float]:
    return [sum(each) / len(each) for each in answer.accuracies]


def _number(value: float) -> Measure | None:
    # NaN: fewer candidates than that, or all equally good
    return None if math.isnan(value) else Measure(value, 0.0, 1)


def _result(request: StudyRequest, found: Found) -> StudyResult:
    searches = _searches(request)
    answers: dict[str, CandidatesAnswer] = {}
    for name, part in searches.items():
        answer = found[part.key].answer if part.key in found else None
        if isinstance(answer, CandidatesAnswer):
            answers[name] = answer
    by_real: dict[tuple[str, int], Measure | None] = {}
    rows: list[Row] = []
    for name in searches:
        cells: list[Cell] = []
        for is_by_real in (True, False):
            for place, top in enumerate(_TOPS):
                ours = _correlation(answers, name, top, is_by_real=is_by_real)
                if is_by_real:
                    by_real[name, top] = ours
                cells.append(Cell(ours, PaperNumber(SEARCH[name][place], None, _PAPER)))
        cells.append(Cell(_correlation(answers, name, 0, is_by_real=True)))
        minutes = _number(answers[name].seconds / 60) if name in answers else None
        cells.append(Cell(minutes, PaperNumber(SEARCH[name][3], None, _PAPER)))
        rows.append(Row(name, tuple(cells)))
    readings = ("by real images", "by the set")
    columns = (
        *(f"top {top} {reading}" for reading in readings for top in _TOPS),
        "all",
        "minutes",
    )
    protocols = tuple(f"{name}: {answer.protocol}." for name, answer in answers.items())
    on_real, on_set = _passes(request)
    widths = _widths(request.experiment)
    sources = [part.source for part in searches.values() if part.source]
    return StudyResult(
        "nas",
        tables=(
            Table(
                "Spearman's rank correlation with real images",
                "searched on",
                columns,
                tuple(rows),
                "number",
            ),
        ),
        plots=_plots(answers),
        agreements=(
            *(
                better_than(
                    ("FTD's rank correlation", by_real["FTD", top]),
                    ("MTT's", by_real["MTT", top]),
                    unit="number",
                    place=f"top {top} by real images",
                )
                for top in _TOPS
                if top <= len(_candidates(request))
            ),
        ),
        cuts=(
            f"{len(_candidates(request))} of the paper's 720 candidates, drawn by the seed, of at most "
            f"{widths[-1]} channels.",
            f"{on_set} epochs on a set, {on_real} on real images; the paper has 200 on both.",
        ),
        notes=(
            'The paper does not say whose ranking picks the "top"; both readings are given, and the '
            "paper's number stands beside both.",
            "The paper names neither optimiser nor rate of the search; here it is that of the "
            "evaluation, with the learned rate on a set.",
            *protocols,
        ),
        pictures=pictures_of(found, sources),
    )


def _correlation(
    answers: dict[str, CandidatesAnswer], name: str, top: int, *, is_by_real: bool
) -> Measure | None:
    """Rank correlation of a search with that on real images; 0 takes all candidates."""
    if name not in answers or "Real" not in answers:
        return None
    ours, real = _means(answers[name]), _means(answers["Real"])
    if top == 0:
        return _number(spearman(ours, real))
    return _number(spearman_of_best(ours, real, top, by_second=is_by_real))


def _plots(answers: dict[str, CandidatesAnswer]) -> tuple[Plot, ...]:
    real = answers.get("Real")
    if real is None:
        return ()
    series = tuple(
        Series(
            f"{name}'s set",
            tuple(_means(real)),
            tuple(_means(answer)),
            style="points",
            labels=answer.names,
        )
        for name, answer in answers.items()
        if name != "Real"
    )
    return (
        Plot(
            "Architectures on sets and on real images",
            "accuracy after training on real images",
            "accuracy after training on the set",
            series,
            unit="accuracy",
            x_is_accuracy=True,
        ),
    )


RECIPE = Recipe(_parts, _result)
