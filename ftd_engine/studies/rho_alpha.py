"""Figure 5 and Appendix A.3.3: radius and mixing weight of the flat teachers, with MTT as the base."""

from ftd_engine.studies.methods import base_of, changed, numbers_of, run_part, seeds_of
from ftd_engine.studies.parts import Part
from ftd_engine.studies.recipe import Found, Recipe, pictures_of, pooled
from ftd_engine.studies.requests import StudyError, StudyRequest
from ftd_engine.studies.results import (
    Agreement,
    Cell,
    Measure,
    Plot,
    Row,
    Series,
    StudyResult,
    Table,
    better_than,
)

_RADII = (0.005, 0.01, 0.03, 0.05, 0.1)
_PAPER_BEST = 0.01
Place = tuple[float, float]
"""Radius and mixing weight."""


def _places(request: StudyRequest) -> tuple[Place, ...]:
    """Radii with their weights: those named in pairs, and all others with every weight of the grid."""
    base, places = request.experiment.buffer, set[Place]()
    alone = [point for point in request.cuts.points if ":" not in point]
    for point in request.cuts.points:
        if ":" in point:
            radius, _, weight = point.partition(":")
            (rho,) = numbers_of((radius,), _RADII, "radii")
            (alpha,) = numbers_of((weight,), (1.0,), "weights")
            places.add((rho, alpha))
    if alone or not places:
        weights = request.cuts.alphas or (base.alpha,)
        radii = numbers_of(alone, _RADII, "radii")
        places |= {(rho, alpha) for rho in radii for alpha in weights}
    for rho, alpha in places:
        if not 0 < rho <= 10 or not 0 < alpha <= 10:
            raise StudyError(
                f"Radius {rho:g} with weight {alpha:g}: both must be above 0 and at most 10; with 0 "
                "the teachers are MTT's, which stand beside anyhow."
            )
    return tuple(sorted(places))


def _runs(request: StudyRequest, place: Place) -> tuple[Part, ...]:
    rho, alpha = place
    base = changed(base_of(request), {"buffer": {"trajectory": "flat", "rho": rho, "alpha": alpha}})
    words = f"rho {rho:g} alpha {alpha:g}"
    return tuple(run_part(base, "ftd", seed, words) for seed in seeds_of(request))


def _mtt(request: StudyRequest) -> tuple[Part, ...]:
    return tuple(run_part(base_of(request), "mtt", seed) for seed in seeds_of(request))


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    flat = tuple(part for place in _places(request) for part in _runs(request, place))
    return (*_mtt(request), *flat)


def _result(request: StudyRequest, found: Found) -> StudyResult:
    places = _places(request)
    base = pooled(found, _mtt(request), "raw")
    measured = {place: pooled(found, _runs(request, place), "chosen") for place in places}
    weights = sorted({alpha for _, alpha in places})
    series: list[Series] = []
    for weight in weights:
        line = [(rho, one) for (rho, alpha), one in measured.items() if alpha == weight and one]
        series.append(
            Series(
                f"FTD, α {weight:g}",
                tuple(rho for rho, _ in line),
                tuple(one.mean for _, one in line),
                tuple(one.std for _, one in line),
            )
        )
    if base is not None:
        series.append(Series("MTT", (), (base.mean,), style="level"))
    rows = (
        Row("MTT", (Cell(base),)),
        *(
            Row(f"FTD, ρ {rho:g}, α {alpha:g}", (Cell(one),))
            for (rho, alpha), one in measured.items()
        ),
    )
    return StudyResult(
        "rho-alpha",
        tables=(Table("Accuracy by radius and mixing weight", "teachers", ("accuracy",), rows),),
        plots=(
            Plot(
                "Accuracy by the radius of the teachers",
                "radius ρ of the teachers",
                "accuracy",
                tuple(series),
                is_log_x=True,
                unit="accuracy",
            ),
        ),
        agreements=(
            *(
                better_than(("FTD", one), ("MTT", base), place=f"radius {rho:g}, weight {alpha:g}")
                for (rho, alpha), one in measured.items()
            ),
            *_best(measured),
        ),
        notes=(
            "The paper prints Figure 5 as a picture only, of CIFAR-100 at 10 per class. Its best "
            "radius is 0.01, and FTD is above MTT with every one.",
        ),
        pictures=pictures_of(found, (_runs(request, places[0])[0],)),
    )


def _best(measured: dict[Place, Measure | None]) -> tuple[Agreement, ...]:
    known = {place: one for place, one in measured.items() if one is not None}
    if len(known) < 2 or not any(rho == _PAPER_BEST for rho, _ in known):
        return ()
    statement = "radius 0.01 is best"
    if len(known) < len(measured):
        return (Agreement(statement, "open", f"{statement}: not all of them are measured yet."),)
    rho, alpha = max(known, key=lambda place: known[place].mean)
    ours, paper = (
        known[rho, alpha],
        max(
            (one for (radius, _), one in known.items() if radius == _PAPER_BEST),
            key=lambda one: one.mean,
        ),
    )
    if rho == _PAPER_BEST:
        return (Agreement(statement, "agrees", "As in the paper, radius 0.01 is best."),)
    gap = ours.mean - paper.mean
    is_small = gap <= max(ours.std, paper.std)
    return (
        Agreement(
            statement,
            "unclear" if is_small else "disagrees",
            f"Against the paper, radius {rho:g} is best, {100 * gap:.1f} points above 0.01"
            f"{', which lies within the spread' if is_small else ''}.",
        ),
    )


RECIPE = Recipe(_parts, _result)
