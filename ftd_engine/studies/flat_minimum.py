"""Figure 4: networks trained on MTT's set to a flat minimum, beside MTT and FTD."""

from ftd_engine.studies.methods import again_part, base_of, numbers_of, run_part, seeds_of
from ftd_engine.studies.parts import Part
from ftd_engine.studies.published import beside, paper_place
from ftd_engine.studies.recipe import Found, Recipe, pictures_of, pooled
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import (
    Cell,
    Plot,
    Row,
    Series,
    StudyResult,
    Table,
    better_than,
)

_RADII = (0.005, 0.01, 0.03, 0.05, 0.1)


def _radii(request: StudyRequest) -> tuple[float, ...]:
    radii = numbers_of(request.cuts.points, _RADII, "radii")
    return tuple(radius for radius in radii if radius > 0) or _RADII


def _runs(request: StudyRequest) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    base, seeds = base_of(request), seeds_of(request)
    return (
        tuple(run_part(base, "mtt", seed) for seed in seeds),
        tuple(run_part(base, "ftd", seed) for seed in seeds),
    )


def _flat(request: StudyRequest, radius: float) -> tuple[Part, ...]:
    mtt, _ = _runs(request)
    evaluation = {"sam_rho": radius, "loss_difference_experts": 0}
    return tuple(again_part(run, f"flat minimum {radius:g}", evaluation) for run in mtt)


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    mtt, ftd = _runs(request)
    flat = tuple(part for radius in _radii(request) for part in _flat(request, radius))
    return (*mtt, *ftd, *flat)


def _result(request: StudyRequest, found: Found) -> StudyResult:
    (mtt, ftd), radii = _runs(request), _radii(request)
    plain, ours = pooled(found, mtt, "raw"), pooled(found, ftd, "chosen")
    flat = {radius: pooled(found, _flat(request, radius), "raw") for radius in radii}
    done = [(radius, one) for radius, one in flat.items() if one is not None]
    series = [
        Series(
            "MTT + Flat Minimum",
            tuple(radius for radius, _ in done),
            tuple(one.mean for _, one in done),
            tuple(one.std for _, one in done),
        )
    ]
    for name, level in (("MTT", plain), ("FTD", ours)):
        if level is not None:
            series.append(Series(name, (), (level.mean,), style="level"))
    rows = (
        *(Row(f"MTT + Flat Minimum, ρ {radius:g}", (Cell(one),)) for radius, one in flat.items()),
        Row("MTT", (Cell(plain, beside("Table 4", "MTT", request.experiment)),)),
        Row("FTD", (Cell(ours, beside("Table 4", "FTD", request.experiment)),)),
    )
    return StudyResult(
        "flat-minimum",
        tables=(Table("Accuracy by radius in evaluation", "method", ("accuracy",), rows),),
        plots=(
            Plot(
                "Flat minimum in evaluation",
                "radius ρ in evaluation",
                "accuracy",
                tuple(series),
                is_log_x=True,
                unit="accuracy",
            ),
        ),
        agreements=tuple(
            better_than(("FTD", ours), ("MTT with a flat minimum", one), place=f"radius {radius:g}")
            for radius, one in flat.items()
        ),
        notes=(
            "The paper prints Figure 4 as a picture only; MTT and FTD are those of its Table 4.",
            paper_place("Table 4", request.experiment),
        ),
        pictures=pictures_of(found, (mtt[0], ftd[0])),
    )


RECIPE = Recipe(_parts, _result)
