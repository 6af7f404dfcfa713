"""Table 4: MTT, FTD without and with the moving average of the images."""

from ftd_engine.studies.methods import base_of, run_part, seeds_of
from ftd_engine.studies.parts import Part
from ftd_engine.studies.published import beside, paper_place
from ftd_engine.studies.recipe import Found, Recipe, pictures_of, pooled
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import Cell, Row, StudyResult, Table, better_than


def _runs(request: StudyRequest) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    base, seeds = base_of(request), seeds_of(request)
    return (
        tuple(run_part(base, "mtt", seed) for seed in seeds),
        tuple(run_part(base, "ftd", seed) for seed in seeds),
    )


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    mtt, ftd = _runs(request)
    return (*mtt, *ftd)


def _result(request: StudyRequest, found: Found) -> StudyResult:
    mtt, ftd = _runs(request)
    experiment = request.experiment
    rows = (
        ("MTT", pooled(found, mtt, "raw")),
        ("FTD without EMA", pooled(found, ftd, "raw")),
        ("FTD", pooled(found, ftd, "ema")),
    )
    table = Table(
        "Accuracy with and without the moving average",
        "method",
        (f"{experiment.data.dataset}, ipc {experiment.distill.ipc}",),
        tuple(
            Row(label, (Cell(ours, beside("Table 4", label, experiment)),)) for label, ours in rows
        ),
    )
    measured = dict(rows)
    return StudyResult(
        "ema",
        tables=(table,),
        agreements=(
            better_than(("FTD without EMA", measured["FTD without EMA"]), ("MTT", measured["MTT"])),
            better_than(("FTD", measured["FTD"]), ("MTT", measured["MTT"])),
            better_than(("FTD", measured["FTD"]), ("FTD without EMA", measured["FTD without EMA"])),
        ),
        notes=(
            paper_place("Table 4", experiment),
            "For CIFAR-100 at 10 per class the paper contradicts itself: its Table 1 gives FTD the 43.4 "
            "that its Table 4 gives FTD without EMA.",
            "FTD without EMA is the other series of the same runs of FTD: the average changes nothing "
            "in the images that it is taken of. Every network is a fresh one; the published script "
            "trains the networks for the average on from those of the raw set.",
        ),
        pictures=pictures_of(found, (mtt[0], ftd[0])),
    )


RECIPE = Recipe(_parts, _result)
